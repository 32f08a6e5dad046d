"""Markdown in a bubble: shown as meant, and harmless whatever a model, a card or the history holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QImage, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.conversation import Message
from companion.history import Felt
from companion.messages import EmotionScores
from companion.ui import rich_text
from companion.ui.bubble import Bubble
from companion.ui.feelings import felt_tip
from companion.ui.rich_text import DEEPEST, STEP, MessageText, address, closed, firm_until, with_line_ends

WIDE = 300


@pytest.fixture
def home(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collect what any document would fetch."""
    asked: list[str] = []

    def note(_self: QTextDocument, _kind: int, where: QUrl | str) -> None:
        asked.append(QUrl(where).toString())

    monkeypatch.setattr(rich_text._Document, "loadResource", note)
    yield asked


def show(home: QWidget, text: str) -> MessageText:
    message = MessageText(home, markdown=True)
    message.show_text(text)
    message.fit(WIDE)
    return message


def lines(message: MessageText) -> list[str]:
    return message.toPlainText().split("\n")


def test_marks_become_letters_and_lists(home: QWidget) -> None:
    message = show(home, "**Bold** and *soft*, `code`\nnext line\n\n- one\n- two\n\n> quoted\n\n```\nx  =  1\n```")
    assert lines(message) == ["Bold and soft, code", "next line", "one", "two", "quoted", "x  =  1"]
    bold = [form.fontWeight() for form, _place, _length in rich_text._fragments(message.document().begin())]
    assert bold[0] > QFont.Weight.Normal
    assert message.height() > 6 * message.fontMetrics().height()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=http://127.0.0.1:9/spy.png>",
        '<a href="javascript:alert(1)">x</a>',
        "<b>bold</b> &lt;",
        "<!-- hidden --> shown",
    ],
)
def test_html_is_text(home: QWidget, text: str, asked_for: list[str]) -> None:
    message = show(home, text)
    assert message.toPlainText().startswith(text.partition(" &lt;")[0])
    assert message.links() == []
    assert asked_for == []


def test_pictures_are_links_and_fetch_nothing(home: QWidget, asked_for: list[str], qtbot: QtBot) -> None:
    message = show(
        home, "![a rose](http://127.0.0.1:9/rose.png) ![](file:///etc/passwd) ![x](data:image/png;base64,AA)"
    )
    home.show()
    qtbot.waitExposed(home)
    message.grab()
    assert "a rose" in message.toPlainText()
    assert "\ufffc" not in message.toPlainText(), "no picture is left"
    assert message.links() == ["http://127.0.0.1:9/rose.png"]
    assert set(asked_for) <= {"http://127.0.0.1:9/rose.png", "file:///etc/passwd", "data:image/png;base64,AA"}


def test_a_document_fetches_nothing(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    assert QImage(4, 4, QImage.Format.Format_RGB32).save(str(picture))
    kind = QTextDocument.ResourceType.ImageResource
    where = QUrl.fromLocalFile(str(picture))
    assert QTextDocument().resource(kind, where) is not None, "an ordinary document reads it"
    assert rich_text._Document().resource(kind, where) is None


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("https://example.com/a?b=1", "https://example.com/a?b=1"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("https://раypal.com/", "https://xn--ypal-43d9g.com/"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,<script>", ""),
        ("smb://server/share", ""),
        ("/etc/passwd", ""),
        ("http:///nowhere", ""),
        ("", ""),
    ],
)
def test_only_the_web_and_mail_are_opened(link: str, opened: str) -> None:
    assert address(link) == opened


def test_a_click_asks_with_the_whole_address(home: QWidget, qtbot: QtBot) -> None:
    message = show(home, "[your bank](https://example.com/steal) and [x](javascript:alert(1))")
    assert message.links() == ["https://example.com/steal"]
    home.resize(400, 200)
    home.show()
    qtbot.waitExposed(home)
    with qtbot.waitSignal(message.link_clicked) as clicked:
        qtbot.mouseClick(message.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 7))
    assert clicked.args == ["https://example.com/steal"]
    assert message.toPlainText() == "your bank and x", "nothing was loaded in its place"


@pytest.mark.parametrize("text", [">" * 5000 + "x", "\n".join("  " * n + "- x" for n in range(200)), "> " * 300 + "x"])
def test_deep_nesting_stays_in_the_bubble(home: QWidget, text: str) -> None:
    message = show(home, text)
    assert message.width() <= WIDE
    for block in rich_text._blocks(message.document()):
        assert block.blockFormat().leftMargin() <= DEEPEST * STEP
        assert block.textList() is None or block.textList().format().indent() <= DEEPEST
    assert message.document().size().width() <= WIDE


def test_a_table_of_a_thousand_columns_is_text(home: QWidget) -> None:
    message = show(home, "|" * 1000 + "\n" + "|-" * 1000)
    assert message.document().size().width() <= WIDE


def test_what_turns_the_direction_of_writing_is_left_out(home: QWidget) -> None:
    assert show(home, "see \u202egnp.exe\u202c\u2066now\u2069").toPlainText() == "see gnp.exenow"
    yours = MessageText(home, markdown=False)
    yours.show_text("a\u202eb")
    assert yours.toPlainText() == "ab"
    assert show(home, "שלום **עולם**").toPlainText() == "שלום עולם", "real writing from right to left stays"


@pytest.mark.parametrize("text", ["---", "```", "`" * 500, "#", "[a]: http://x", "\x00"])
def test_nothing_but_marks_is_shown_as_it_stands(home: QWidget, text: str) -> None:
    assert show(home, text).toPlainText().replace("\ufffd", "\x00") == text


@given(st.text(st.sampled_from("*_`~#>-+[]()!|<&\\ \n1.abж\u202e\x00"), max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_shown_and_written(text: str) -> None:
    document = rich_text._Document()
    rich_text.set_markdown(document, closed(text), QColor("red"), QColor("white"))
    document.setTextWidth(WIDE)
    assert document.size().height() >= 0
    assert "\u202e" not in document.toPlainText()


@pytest.mark.parametrize(
    ("begun", "shown"),
    [
        ("**bo", "**bo**"),
        ("a *wa", "a *wa*"),
        ("`co", "`co`"),
        ("a **", "a "),
        ("* item", "* item"),
        ("2 * 3", "2 * 3"),
    ],
)
def test_marks_that_are_still_open_are_closed_while_she_writes(begun: str, shown: str) -> None:
    assert closed(begun) == shown


def test_line_ends_are_kept_but_not_changed_in_code() -> None:
    assert with_line_ends("a\nb\n\n```\nc\nd\n```\ne") == "a  \nb  \n\n```\nc\nd\n```\ne  "


def test_a_bubble_tells_how_each_sentence_felt(qtbot: QtBot) -> None:
    joy, sad = EmotionScores((0.0, 0.0, 0.0, 0.9, 0.1, 0.0, 0.0)), EmotionScores.only("sadness")
    message = Message("assistant", "<b>Hello</b>. Bye.", emotion="sadness", number=1)
    message.feelings = [Felt("<b>Hello</b>.", joy), Felt("Bye.", sad)]
    bubble = Bubble(message)
    qtbot.addWidget(bubble)
    bubble.resize(360, 120)
    bubble.show()
    assert bubble.accessibleDescription() == "Happy 90%: <b>Hello</b>.\nSad 100%: Bye."
    first, second = bubble._bar.stretches()
    assert first.width() > 0
    assert second.left() > first.right()
    felt = bubble._bar.felt_at(first.center().toPoint())
    assert felt is message.feelings[0]
    assert felt_tip(felt).count("<tr>") == 7
    assert "&lt;b&gt;Hello" in felt_tip(felt), "her words are no HTML in a tip either"
    feelings = next(a for a in bubble.menu().actions() if a.menu())
    assert [a.text() for a in feelings.menu().actions()][1] == "Sad 100%: Bye."


REPLY = """First **bold** words
and a second line.

Then a list:

- one `code`
- two
  - inside

After it [a link](https://example.com/x), ![a picture](https://example.com/y.png) and <b>more</b>.

```
code  x = 1

letters in code
```

1. first
2. second

> quoted

## Heading

Text below **it** and more words to the end, which is a rather long paragraph of its own.

Another one, the last.
"""


def test_only_a_paragraph_after_an_empty_line_ends_what_stands_before() -> None:
    assert firm_until("one\ntwo", 0) == 0
    assert firm_until("one\n\ntwo\n \nthree", 0) == len("one\n\ntwo\n \n")
    assert firm_until("one\n\ntwo", 5) == 5
    assert firm_until("- one\n\n- two\n\n  inside\n\n1. x\n\n| a |", 0) == 0, "a list may go on"
    assert firm_until("```\none\n\ntwo", 0) == 0, "code may have empty lines"
    assert firm_until("```\none\n\ntwo\n```\n\nthree", 0) == len("```\none\n\ntwo\n```\n\n")


def test_a_reply_looks_alike_while_it_is_written_and_at_once(home: QWidget, asked_for: list[str]) -> None:
    grown, whole = MessageText(home, markdown=True), MessageText(home, markdown=True)
    apart = []
    for end in range(1, len(REPLY) + 1):
        grown.show_text(REPLY[:end], writing=True)
        whole.show_text("")
        whole.show_text(REPLY[:end], writing=True)
        grown.fit(WIDE)
        whole.fit(WIDE)
        if (grown.document().toHtml(), grown.size()) != (whole.document().toHtml(), whole.size()):
            apart.append(REPLY[:end])
    # For one letter, what may become a list is something else to Qt.
    assert [text for text in apart if not text.rstrip().endswith("\n-")] == []
    assert set(asked_for) <= {"https://example.com/y.png"}
    grown.show_text(REPLY)
    whole.show_text(REPLY)
    assert grown.document().toHtml() == whole.document().toHtml()


def test_of_a_long_reply_only_the_end_is_read_again(home: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    set_markdown = rich_text.set_markdown

    def note(document: QTextDocument, text: str, colour: QColor, ground: QColor) -> None:
        read.append(len(text))
        set_markdown(document, text, colour, ground)

    monkeypatch.setattr(rich_text, "set_markdown", note)
    message = MessageText(home, markdown=True)
    text = ""
    for number in range(120):
        for word in f"Paragraph| {number}| has| a| **few**| words.\n\n".split("|"):
            text += word
            message.show_text(text, writing=True)
            message.fit(WIDE)
    assert max(read) < 200
    assert message.toPlainText().count("few") == 120
    message.show_text(text)
    assert read[-1] == len(text), "at the end it is read as a whole"
