"""Which engines the settings choose: loads them after a change, and shows beside the talk what answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from companion.configuration import keyed_config
from companion.errors import CompanionError
from companion.messages import Ready
from companion.privacy import what_leaves
from companion.settings import Settings
from companion.ui.chat_panel import ChatPanel
from companion.ui.engine_process import EngineProcess, EngineState

_SAID = {"talk", "her words", "your voice"}
"""What of the talk others can read or hear; names of models are none of it."""

SETTLE_MS = 600
"""Several settings changed one after another load the engines once."""


class EngineChoice(QObject):
    """Keeps the engine process at what the settings say; ``names`` is what it last got ready."""

    def __init__(
        self, settings: Settings, engine: EngineProcess, chat: ChatPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.names = ""
        self._settings = settings
        self._engine = engine
        self._chat = chat
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.load)
        engine.ready.connect(self._ready)
        engine.state_changed.connect(self._show)

    def load(self) -> None:
        """Load what the settings say now."""
        try:
            self._engine.configure(keyed_config(self._settings))
        except CompanionError as error:
            self._chat.notices.tell("engine", str(error), action=(self.tr("Try again"), self.load))

    def load_soon(self) -> None:
        """Load what the settings say when they have settled."""
        self._settle.start()

    def settle(self) -> None:
        """Load at once what waits for more changes: it is needed now."""
        if self._settle.isActive():
            self._settle.stop()
            self.load()

    def close(self) -> None:
        """Load nothing more."""
        self._settle.stop()

    def _ready(self, names: Ready) -> None:
        self.names = f"{names.llm} · {names.speech}"
        if any(one.reach == "others" and one.what in _SAID for one in what_leaves(self._settings)):
            self.names = self.tr("{model} · others can read this").format(model=names.llm)
        self._show(EngineState.READY, "", None)

    def _show(self, state: EngineState, text: str, fraction: float | None) -> None:
        busy = state is EngineState.LOADING or (fraction is not None and fraction < 1)
        if state is EngineState.READY:
            self._chat.notices.withdraw("engine")
            text = text if busy else self.names or text
        elif state is EngineState.FAILED:
            self._chat.notices.tell("engine", text, action=(self.tr("Try again"), self.load))
            text = self.tr("Cannot answer now")
        self._chat.show_engine(text, fraction, loading=busy)
