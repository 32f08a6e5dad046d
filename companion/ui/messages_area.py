"""The bubbles, newest below: follows what she writes unless the user has scrolled away, fetches older pages."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from companion.conversation import Message
from companion.ui.bubble import Bubble

REFRESH_MS = 33
"""Words arrive faster than anyone reads; the layout need not follow each."""
REST = 12
"""A long text takes its time to lay out: so many times as long it rests before the next."""
MOST = 120
"""Bubbles kept while the newest are followed: each takes a third of a megabyte."""
NEAR = 60
"""Pixels from an end at which the next page is fetched."""


class Messages(QScrollArea):
    """What is done with a message leaves as a signal that carries it."""

    variant_chosen = Signal(object, int)
    """A Message and which of its variants is wanted."""
    say_wanted = Signal(object)
    again_wanted = Signal(object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    note_wanted = Signal(object)
    """A Message to be heard again, answered differently, written differently, forgotten, made a video note."""
    link_wanted = Signal(str)
    older_wanted = Signal()
    newer_wanted = Signal()
    too_many = Signal()
    """More messages are shown than anyone reads: those far above may go, until they are scrolled to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("messages")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the bubbles take it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        inside.setObjectName("messages")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 20, 12, 12)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.complete = True
        """Whether the newest message of the talk is among those shown."""
        self.tab_after: QWidget | None = None
        """What Tab leads from to the messages."""
        self.bubbles: dict[int, Bubble] = {}
        self._names = ("", "")
        self._changed: set[int] = set()
        self._follow = True
        self._from_below: int | None = None
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self._refresh_changed)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_place)
        bar.valueChanged.connect(self._scrolled)

    def set_names(self, her: str, you: str) -> None:
        """Tell who speaks, for screen readers."""
        self._names = her, you
        for bubble in self.bubbles.values():
            bubble.speaker = her if bubble.message.role == "assistant" else you
            bubble.refresh()

    def add(self, message: Message) -> None:
        """Show a new message at the end."""
        if message.role == "user":
            self._follow = True
        bubble = self._make(message)
        bubble.writing = message.role == "assistant" and not message.number
        self._column.addWidget(bubble)
        self._offer_to_tab(bubble)
        if self._follow and len(self.bubbles) > MOST:
            self.too_many.emit()

    def insert(self, place: int, messages: Sequence[Message]) -> None:
        """Show stored messages from a place on; what is read stays where it is."""
        bar = self.verticalScrollBar()
        if place == 0 and self.bubbles:
            self._from_below = bar.maximum() - bar.value()
        for offset, message in enumerate(messages):
            self._column.insertWidget(place + offset + 1, self._make(message))  # the stretch is first
        if messages:
            self._offer_to_tab(self.in_order()[-1])

    def change(self, message: Message) -> None:
        """Show a message as it is now, soon."""
        self._changed.add(id(message))
        if not self._refresh.isActive():
            self._refresh.start()

    def finish(self) -> None:
        """She has ended: nothing is being written any more."""
        for bubble in self.bubbles.values():
            if bubble.writing:
                bubble.writing = False
                self.change(bubble.message)

    def remove(self, message: Message) -> None:
        """Take a message away; the keyboard goes on to the next."""
        bubble = self.bubbles.get(id(message))
        if bubble is None:
            return
        if bubble.hasFocus():
            self._go_on(bubble, 1 if bubble is not self.in_order()[-1] else -1)
        del self.bubbles[id(message)]
        self._column.removeWidget(bubble)
        bubble.hide()
        bubble.deleteLater()
        if self.bubbles:
            self._offer_to_tab(self.in_order()[-1])

    def show_all(self, messages: Sequence[Message]) -> None:
        """Show these instead, from their end."""
        for bubble in self.bubbles.values():
            self._column.removeWidget(bubble)
            bubble.hide()
            bubble.deleteLater()
        self.bubbles = {}
        self._follow, self._from_below = True, None
        self.insert(0, messages)

    def go_to(self, number: int) -> None:
        """Bring the message with a number into sight and put the keyboard there."""
        bubble = next((one for one in self.bubbles.values() if one.message.number == number), None)
        if bubble is None:
            return
        self._follow = False
        bubble.setFocus(Qt.FocusReason.OtherFocusReason)
        QCoreApplication.sendPostedEvents(self.widget(), QEvent.Type.LayoutRequest)  # places come before scrolling
        self.ensureWidgetVisible(bubble, 0, 40)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for bubble in self.bubbles.values():
            bubble.set_room(self._room())

    def _make(self, message: Message) -> Bubble:
        bubble = Bubble(message, self)
        bubble.chooser.chosen.connect(lambda variant: self.variant_chosen.emit(message, variant))
        for wish, passed_on in (
            (bubble.say_wanted, self.say_wanted),
            (bubble.note_wanted, self.note_wanted),
            (bubble.again_wanted, self.again_wanted),
            (bubble.edit_wanted, self.edit_wanted),
            (bubble.remove_wanted, self.remove_wanted),
        ):
            wish.connect(lambda passed_on=passed_on: passed_on.emit(message))
        bubble.link_wanted.connect(self.link_wanted)
        bubble.neighbour_wanted.connect(lambda step: self._go_on(bubble, step))
        her, you = self._names
        bubble.speaker = her if message.role == "assistant" else you
        bubble.refresh()
        bubble.set_room(self._room())
        self.bubbles[id(message)] = bubble
        return bubble

    def in_order(self) -> list[Bubble]:
        """Return the bubbles from the oldest to the newest."""
        items = (self._column.itemAt(place) for place in range(1, self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Bubble)]

    def _offer_to_tab(self, last: Bubble) -> None:
        """Let Tab reach the newest message only, after what stands above; the arrows lead on from there."""
        if self.tab_after is not None:
            for one, other in pairwise((self.tab_after, last, last.chooser.back, last.chooser.forth)):
                QWidget.setTabOrder(one, other)
        for bubble in self.bubbles.values():
            bubble.setFocusPolicy(Qt.FocusPolicy.StrongFocus if bubble is last else Qt.FocusPolicy.ClickFocus)

    def _go_on(self, bubble: Bubble, step: int) -> None:
        order = self.in_order()
        place = order.index(bubble) + step
        if 0 <= place < len(order):
            order[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(order[place], 0, 40)
        elif place < 0:
            self.older_wanted.emit()

    def _room(self) -> int:
        return max(self.viewport().width() - 28, 160)

    def _keep_place(self, _low: int, high: int) -> None:
        bar = self.verticalScrollBar()
        if self._from_below is not None:
            bar.setValue(high - self._from_below)
            self._from_below = None
        elif self._follow:
            bar.setValue(high)
        if not self.complete and not self._follow and 0 < high <= bar.value() + NEAR:
            self.newer_wanted.emit()  # nobody can scroll further down

    def _scrolled(self, value: int) -> None:
        # The range grows before the value follows: only the user's own scrolling away counts.
        bar = self.verticalScrollBar()
        if bar.isSliderDown() or value < bar.maximum() - 80:
            self._follow = self.complete and value >= bar.maximum() - 8
        else:
            self._follow = self.complete
        if value <= NEAR and self._from_below is None and bar.maximum() > 0:
            self.older_wanted.emit()
        elif value >= bar.maximum() - NEAR and not self.complete:
            self.newer_wanted.emit()

    def _refresh_changed(self) -> None:
        began = time.perf_counter()
        changed, self._changed = self._changed, set()
        for key in changed:
            bubble = self.bubbles.get(key)
            if bubble is not None:
                bubble.refresh()
        took = (time.perf_counter() - began) * 1000
        self._refresh.setInterval(max(REFRESH_MS, round(REST * took)))
