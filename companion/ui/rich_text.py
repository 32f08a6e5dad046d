"""A message's text: plain, or Markdown that can do no harm. Nothing is fetched, run or opened without being asked.

HTML stays text, a picture becomes a link to it, links lead to the web and to mail only, and what turns the direction of
writing about is left out, for it could make an address read as another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFormat,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from companion.ui import theme

SCHEMES = ("http", "https", "mailto")
DEEPEST = 4
"""Quotes and lists within each other are set in so far; a bubble is narrow."""
STEP = 22
"""Pixels that each of them is set in, at a text size of 100 %."""
GAP = 6
"""Pixels between paragraphs."""
_MOST_COLUMNS = 6
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_EMPHASIS = re.compile(r"\*{1,2}(?=\S)|(?<=\S)\*{1,2}|`")
_PARAGRAPH = re.compile(r"\n[ \t]*\n(?=[^\W\d_])")
_JUST_BEGUN = re.compile(r"(?<!\S)[*`]+$")
_GITHUB = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_COMMON = QTextDocument.MarkdownFeature.MarkdownDialectCommonMark | QTextDocument.MarkdownFeature.MarkdownNoHTML


class _Document(QTextDocument):
    """A document that fetches nothing."""

    def loadResource(self, _kind: int, _address: QUrl | str) -> Any:
        return None


def without_directions(text: str) -> str:
    """Return ``text`` without the invisible letters that turn the direction of writing about."""
    return _DIRECTIONS.sub("", text)


def with_line_ends(text: str) -> str:
    """Return Markdown in which every line end is one, as in a chat, outside blocks of code."""
    lines, fenced = [], False
    for line in text.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        lines.append(line if fenced or not line.strip() or _FENCE.match(line) else line.rstrip() + "  ")
    return "\n".join(lines)


def closed(text: str) -> str:
    """Return unfinished Markdown with the bold, italic and code of its last line ended: words do not jump."""
    text = _JUST_BEGUN.sub("", text)
    open_marks: list[str] = []
    for mark in _EMPHASIS.findall(text.rpartition("\n")[2]):
        if open_marks and open_marks[-1] == mark:
            open_marks.pop()
        elif "`" not in open_marks:
            open_marks.append(mark)
    return text + "".join(reversed(open_marks))


def firm_until(text: str, since: int) -> int:
    """Return from where on more words can change how Markdown looks; up to ``since`` they cannot.

    A paragraph after an empty line ends whatever stands before it, but for code between fences. (An address given for a
    link further up can still come: the whole text is read once more at its end.)
    """
    firm = since
    for found in _PARAGRAPH.finditer(text, since):
        fences = sum(bool(_FENCE.match(line)) for line in text[firm : found.start()].split("\n"))
        if fences % 2 == 0:
            firm = found.end()
    return firm


def set_markdown(document: QTextDocument, text: str, colour: QColor, ground: QColor) -> None:
    """Show Markdown; links in ``colour``, code on ``ground``."""
    text = without_directions(text)
    document.setMarkdown(with_line_ends(text), _GITHUB)
    if any(
        isinstance(frame, QTextTable) and frame.columns() > _MOST_COLUMNS
        for frame in document.rootFrame().childFrames()
    ):
        document.setMarkdown(with_line_ends(text), _COMMON)
    if not document.toPlainText().strip():
        document.setPlainText(text)  # nothing but marks: they are the text
        return
    document.setIndentWidth(_step())
    together = QTextCursor(document)
    together.beginEditBlock()  # else each change lays out anew all that follows it
    for block in list(_blocks(document)):
        _tame_block(block, document, ground)
        _tame_letters(block, document, colour)
    together.endEditBlock()


def links(document: QTextDocument) -> list[str]:
    """Return the addresses the text leads to, each once."""
    found: dict[str, None] = {}
    for block in _blocks(document):
        for form, _place, _length in _fragments(block):
            if form.anchorHref():
                found[form.anchorHref()] = None
    return list(found)


def address(link: str) -> str:
    """Return a link as it is asked for, all letters of other scripts spelled out; empty for what is not opened."""
    url = QUrl(link.strip(), QUrl.ParsingMode.StrictMode)
    good = url.isValid() and url.scheme() in SCHEMES and bool(url.host() or url.scheme() == "mailto")
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded) if good else ""


def _step() -> float:
    return STEP * theme.text_size_now() / 100


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[tuple[QTextCharFormat, int, int]]:
    """Return the runs of a block: format, first place, length."""
    # The iterator's copies are taken apart at once: they end with the block they came from.
    result, each = [], block.begin()
    while not each.atEnd():
        fragment = each.fragment()
        result.append((fragment.charFormat(), fragment.position(), fragment.length()))
        each += 1
    return result


def _tame_block(block: QTextBlock, document: QTextDocument, ground: QColor) -> None:
    form = QTextBlockFormat()
    level = block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel)
    if level:
        form.setLeftMargin(min(level, DEEPEST) * _step())
        form.setRightMargin(0)
    if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
        form.setBackground(ground)
        form.setNonBreakableLines(False)
    coded = [one.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence) for one in (block.previous(), block)]
    form.setTopMargin(0 if block.position() == 0 or block.textList() or all(coded) else GAP)
    form.setBottomMargin(0)
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(form)
    if block.textList() is not None and block.textList().format().indent() > DEEPEST:
        shape = block.textList().format()
        shape.setIndent(DEEPEST)
        block.textList().setFormat(shape)
    heading = block.blockFormat().headingLevel()
    if heading:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        bold.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if heading == 1 else 0)
        cursor.mergeCharFormat(bold)


def _tame_letters(block: QTextBlock, document: QTextDocument, colour: QColor) -> None:
    for form, place, length in reversed(_fragments(block)):
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        link = form.anchorHref()
        words = ""
        if form.isImageFormat():
            link = form.toImageFormat().name()
            words = form.stringProperty(QTextFormat.Property.ImageAltText) or link
        if not (link or words):
            continue
        plain = QTextCharFormat()
        if address(link):
            plain.setAnchor(True)
            plain.setAnchorHref(link)
            plain.setForeground(colour)
            plain.setFontUnderline(True)
            plain.setToolTip(address(link))
        if words:
            cursor.insertText(words, plain)
        else:
            plain.setFontWeight(form.fontWeight())
            cursor.setCharFormat(plain)


class MessageText(QTextBrowser):
    """As wide as its text and as high as its lines; ``markdown`` tells whether it is read as such."""

    link_clicked = Signal(str)
    """The full address that would be opened."""

    def __init__(self, parent: QWidget, *, markdown: bool) -> None:
        """Start empty."""
        super().__init__(parent)
        self._markdown = markdown
        self._text = ""
        self._writing = False
        self._firm = self._end = 0
        """How much of the text, and of what is shown, more words do not change."""
        self._firm_width = self._rest_width = 0.0
        """How wide that is and what follows it, in lines as wide as can be."""
        self._widest = 0
        self.setDocument(_Document(self))
        self.document().setDocumentMargin(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.anchorClicked.connect(self._click)

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def show_text(self, text: str, *, writing: bool = False) -> None:
        """Show ``text``; while she is ``writing`` it its last marks may be open."""
        if (text, writing) == (self._text, self._writing):
            return
        goes_on = self._markdown and writing and self._writing and text.startswith(self._text)
        self._text, self._writing = text, writing
        if goes_on:
            self._write_on()
        else:
            self.restyle()

    def restyle(self) -> None:
        """Write it anew, in the colours of now."""
        self._firm = self._end = 0
        self._firm_width = 0.0
        if self._markdown:
            self._read(self.document(), closed(self._text) if self._writing else self._text)
        else:
            self.document().setPlainText(without_directions(self._text))

    def _read(self, document: QTextDocument, text: str) -> None:
        colours = theme.palette()
        set_markdown(document, text, QColor(colours.accent_text), QColor(colours.accent_soft))

    def _write_on(self) -> None:
        """Lay out the last paragraphs only: a long reply must not grow slower with each word."""
        firm = firm_until(self._text, self._firm)
        if firm > self._firm:
            self._replace_rest(self._text[self._firm : firm].rstrip())
            self._firm, self._firm_width = firm, max(self._firm_width, self._rest_width)
            self._end = self.document().characterCount() - 1
        self._replace_rest(closed(self._text[firm:]))

    def _replace_rest(self, text: str) -> None:
        """Show ``text`` after what stands firm."""
        rest = _Document()
        rest.setDocumentMargin(0)
        rest.setDefaultFont(self.document().defaultFont())
        self._read(rest, text)
        rest.setTextWidth(self._widest)
        self._rest_width = rest.idealWidth()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(self._end)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        form = rest.begin().blockFormat()
        if self._end:
            form.setTopMargin(GAP)
            cursor.insertBlock(form)
        cursor.insertFragment(QTextDocumentFragment(rest))
        cursor.setPosition(self._end + 1 if self._end else 0)
        cursor.setBlockFormat(form)
        cursor.endEditBlock()

    def links(self) -> list[str]:
        """Return the full addresses it leads to."""
        return [address(link) for link in links(self.document())]

    def selected(self) -> str:
        """Return what is marked."""
        return self.textCursor().selection().toPlainText()

    def fit(self, widest: int) -> None:
        """Be as wide as the text, up to ``widest`` pixels, and as high as it then needs."""
        self.ensurePolished()
        document = self.document()
        if self._end and widest == self._widest:
            ideal = max(self._firm_width, self._rest_width)
        else:
            document.setTextWidth(widest)
            ideal = document.idealWidth()
        self._widest = widest
        width = min(ceil(ideal) + 2, widest)
        document.setTextWidth(width)
        self.setFixedSize(width, max(ceil(document.size().height()), self.fontMetrics().height()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the whole talk scrolls, never one message

    def _click(self, url: QUrl) -> None:
        asked = address(url.toString())
        if asked:
            self.link_clicked.emit(asked)
