"""Finding a setting by what stands beside it: the places of all pages, and which of them some words mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QScrollArea, QTabWidget, QWidget

from companion.ui.field_page import FieldPage
from companion.ui.plain_text import Label
from companion.ui.settings_row import Group, Row


@dataclass(frozen=True)
class Place:
    """Something that can be found: the page it is on, its title, all words it goes by, the widget that shows it."""

    page: int
    title: str
    words: str
    widget: QWidget


def places_of(page: int, name: str, widget: QWidget) -> list[Place]:
    """Return what can be found on a page: its rows, or else the titles of its fields and its buttons."""
    found = [Place(page, name, name.casefold(), widget)]
    if isinstance(widget, FieldPage):
        for row in widget.rows.values():
            setting = row.setting
            # The English of the declaration too: guides and other people's advice are in English.
            declared = (setting.label, setting.help, setting.key) if setting else ()
            words = " ".join((row.title, row.note, name, *declared))
            found.append(Place(page, row.title, words.casefold(), row))
        return found
    for label in widget.findChildren(Label):
        if label.objectName() in {"section", "rowTitle"} and label.text():
            found.append(Place(page, label.text(), f"{label.text()} {name}".casefold(), label))
    for button in widget.findChildren(QAbstractButton):
        if button.text():
            found.append(Place(page, button.text(), f"{button.text()} {name}".casefold(), button))
    return found


def matching(places: Sequence[Place], text: str) -> list[Place]:
    """Return the places that all words of ``text`` occur in: those with the words in their title first."""
    words = text.casefold().split()
    hits = [place for place in places if all(word in place.words for word in words)]
    return sorted(hits, key=lambda place: _rank(place, words))


def _rank(place: Place, words: Sequence[str]) -> int:
    title = place.title.casefold()
    if title.startswith(words[0]):
        return 0
    return 1 if all(word in title for word in words) else 2


def go_to(place: Place, show_page: Callable[[int], None]) -> None:
    """Bring a place into view and let it glow."""
    show_page(place.page)
    target = _nearest_shown(place.widget)
    parent = target.parentWidget()
    while parent is not None:
        if isinstance(parent, QTabWidget):
            tabs = [at for at in range(parent.count()) if (tab := parent.widget(at)) and tab.isAncestorOf(target)]
            parent.setCurrentIndex(tabs[0] if tabs else parent.currentIndex())
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(target, 0, 60)
        parent = parent.parentWidget()
    if isinstance(target, Row):
        target.highlight()


def _nearest_shown(widget: QWidget) -> QWidget:
    """Return the row itself, or the first of its group, whose choice hides it."""
    group = widget.parentWidget()
    while group is not None and not isinstance(group, Group):
        group = group.parentWidget()
    if group is None or not widget.isHidden():
        return widget
    return next((row for row in group.rows if not row.isHidden()), widget)
