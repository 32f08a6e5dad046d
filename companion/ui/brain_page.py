"""The page of settings for the text model: where it runs, which it is, how its replies are drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from companion import settings as s
from companion.configuration import engine_config, take_sampling
from companion.engines import engine_names
from companion.errors import CompanionError
from companion.messages import ServerAnswered
from companion.mind.sampling import list_presets, read_preset
from companion.server_address import host_of, is_private
from companion.settings import Settings
from companion.ui.complaint import Complaint
from companion.ui.field_page import FieldPage
from companion.ui.model_downloads import ModelDownloads
from companion.ui.model_list import ModelList
from companion.ui.plain_text import Label

API_ENGINE = "openai"


class BrainPage(FieldPage):
    """Which text model answers, and how."""

    server_asked = Signal(object)
    """EngineConfig of a server to try; the answer comes back through ``show_server``."""

    def __init__(
        self,
        settings: Settings,
        load_key: Callable[[], str],
        save_key: Callable[[str], str],
        downloads: ModelDownloads,
        parent: QWidget | None = None,
    ) -> None:
        """``load_key`` returns the server's key, ``save_key`` keeps it and says where; both raise CompanionError."""
        super().__init__(settings, parent)
        self._save_key = save_key
        self.group(self.tr("Text model"))
        places = (
            ("llama.cpp", self.tr("On this computer (llama.cpp)")),
            (API_ENGINE, self.tr("On a server (OpenAI-compatible)")),
            ("transformers", self.tr("On this computer (transformers)")),
        )
        known = {"echo", *(name for name, _words in places)}  # the echo is for tests
        others = tuple((name, name) for name in engine_names("companion.llm") if name not in known)
        self.engine = self.choice(s.LLM, places + others, self.tr("Text model runs"))
        self._groups = {
            "llama.cpp": self._gathered(lambda: self._add_llama(downloads)),
            API_ENGINE: self._gathered(lambda: self._add_server(load_key)),
            "transformers": self._gathered(self._add_transformers),
        }
        self._add_sampling()
        self.group(self.tr("Machine"))
        self.numbers(
            (
                (s.CONTEXT, self.tr("Window (tokens)"), self.tr("0: what the engine thinks best")),
                (s.LLM_THREADS, self.tr("Threads"), self.tr("0 takes one less than the computer has.")),
                (s.UNLOAD_MINUTES, self.tr("Unload when idle (min)"), self.tr("0: never")),
            )
        )
        self.finish()
        self.engine.currentIndexChanged.connect(self._show_rows)
        self._show_rows()

    @property
    def asks(self) -> bool:
        """Whether an answer of a server is awaited."""
        return not self.test_button.isEnabled()

    def show_server(self, answer: ServerAnswered) -> None:
        """Show what the server answered; its models fill the list."""
        self.test_button.setEnabled(True)
        if answer.error:
            self.server_state.setText(answer.error)
            return
        text = self.models.currentText()
        self.models.blockSignals(True)
        self.models.clear()
        self.models.addItems(list(answer.models))
        self.models.setEditText(text)
        self.models.blockSignals(False)
        count = len(answer.models)
        self.server_state.setText(self.tr("The server answers. Models: {count}.").format(count=count))

    def _gathered(self, add: Callable[[], None]) -> set[str]:
        before = set(self.rows)
        add()
        return set(self.rows) - before

    # ---- llama.cpp

    def _add_llama(self, downloads: ModelDownloads) -> None:
        self.model_list = ModelList(downloads, self.settings[s.LLM_MODEL], self)
        self.model_list.chosen.connect(self._take_model)
        self.model_list.complained.connect(self.complaint.setText)
        self.file_button = QPushButton(self)
        self.file_button.setObjectName("folder")
        self.file_button.clicked.connect(self._choose_file)
        self.add(s.LLM_MODEL, self.tr("Model"), self.model_list, show=lambda _model: self._show_model(), wide=True)
        self.add(None, self.tr("Or a GGUF file of your own"), self.file_button)
        self._show_model()

    def _show_model(self) -> None:
        model = self.settings[s.LLM_MODEL]
        self.model_list.show_used(model)
        own = model not in self.model_list.rows
        self.file_button.setText(Path(model).name if own else self.tr("Choose a file…"))

    def _take_model(self, model: str) -> None:
        self.put(s.LLM_MODEL, model)
        self._show_model()

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Text model"), str(Path.home()), self.tr("GGUF models (*.gguf)")
        )
        if chosen:
            self._take_model(chosen)

    # ---- transformers

    def _add_transformers(self) -> None:
        self.line(
            s.HUB_MODEL,
            self.tr("Hugging Face id or folder"),
            self.tr("Any causal model, for example facebook/opt-1.3b. Needs the extra “neural”."),
        )
        dtypes = (("auto", self.tr("As stored")), *((name, name) for name in s.DTYPE.choices[1:]))
        self.choice(s.DTYPE, dtypes, self.tr("Precision"), self.tr("bfloat16 takes half the memory of float32."))
        kinds = (("none", self.tr("None")), ("8-bit", self.tr("8-bit")), ("4-bit", self.tr("4-bit")))
        self.choice(s.QUANTIZATION, kinds, self.tr("Compression"))
        devices = (("auto", self.tr("Graphics card if there is one")), ("cpu", self.tr("Processor")))
        self.choice(s.DEVICE, devices, self.tr("Runs on"))

    # ---- a server

    def _add_server(self, load_key: Callable[[], str]) -> None:
        self.address = self.line(s.API_BASE, self.tr("Server address"), self.tr("For example http://127.0.0.1:8080/v1"))
        self.address.textChanged.connect(self._show_privacy)
        self.privacy = Label(self)
        self.privacy.setObjectName("warning")
        self.privacy.setWordWrap(True)
        self.add(None, self.tr("Who can read it"), self.privacy)
        kinds = (
            ("chat", self.tr("Chat")),
            ("completions", self.tr("Text completions (older models, raw prompts)")),
        )
        self.choice(s.API_ENDPOINT, kinds, self.tr("Kind of request"))
        self.key = QLineEdit(self)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(self.tr("Local servers need none"))
        try:
            self.key.setText(load_key())
        except CompanionError as error:
            self.complaint.setText(str(error))
        self.key.editingFinished.connect(self._keep_key)
        self._key_before = self.key.text()
        self.add(None, self.tr("Key"), self.key, self.tr("Kept in the system's keyring, never in the settings file."))
        self.models = QComboBox(self)
        self.models.setEditable(True)
        field = QLineEdit(self.models)
        self.models.setLineEdit(field)
        field.setText(self.settings[s.API_MODEL])
        field.setPlaceholderText(self.tr("The first it lists"))
        field.editingFinished.connect(self._take_server_model)
        self.models.activated.connect(lambda _index: self._take_server_model())
        self.add(s.API_MODEL, self.tr("Model on the server"), self.models, show=field.setText)
        self.test_button = QPushButton(self.tr("Test connection"), self)
        self.test_button.clicked.connect(self._ask_server)
        self.server_state = Complaint(self)
        inside = QWidget(self)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.test_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.server_state, 1)
        self.add(None, self.tr("Connection"), inside)
        self.number(s.API_TIMEOUT, self.tr("Patience (seconds)"))
        self._show_privacy()

    def _show_privacy(self) -> None:
        address = self.address.text().strip()
        others = bool(host_of(address)) and not is_private(address)
        text = self.tr("Others can read this: all you say goes to {host}.").format(host=host_of(address))
        self.privacy.setText(text)
        self.rows[self.tr("Who can read it")].setVisible(others and self.engine.currentData() == API_ENGINE)

    def _take_server_model(self) -> None:
        self.put(s.API_MODEL, self.models.currentText().strip())

    def _ask_server(self) -> None:
        self.put(s.API_BASE, self.address.text().strip())
        self.test_button.setEnabled(False)
        self.server_state.setText(self.tr("Asking…"))
        self.server_asked.emit(engine_config(self.settings, self.key.text().strip()))

    def _keep_key(self) -> None:
        key = self.key.text().strip()
        if key == self._key_before:
            return
        try:
            self.complaint.setText(self._save_key(key))
            self._key_before = key
        except CompanionError as error:
            self.complaint.setText(str(error))

    # ---- how replies are drawn

    def _add_sampling(self) -> None:
        self.group(self.tr("How replies are drawn"))
        self.preset = QComboBox(self)
        self.preset.addItem(self.tr("Choose…"))
        try:
            for title, file in list_presets().items():
                self.preset.addItem(title, str(file))
        except CompanionError as error:
            self.complaint.setText(str(error))
        self.preset.addItem(self.tr("From a file…"), "")
        self.preset.activated.connect(self._take_preset)
        self.add(None, self.tr("Preset"), self.preset, self.tr("Fills the numbers below."))
        self.numbers(
            (
                (s.TEMPERATURE, self.tr("Temperature"), self.tr("Low: predictable. High: playful, then confused.")),
                (s.MAX_TOKENS, self.tr("Longest reply (tokens)"), self.tr("A longer reply is cut off.")),
                (s.TOP_P, self.tr("Top p"), self.tr("Only the likeliest words that together have this chance.")),
                (s.TOP_K, self.tr("Top k"), self.tr("Only this many of the likeliest words; 0: all.")),
                (s.FREQUENCY_PENALTY, self.tr("Frequency penalty"), self.tr("Against words said often.")),
                (s.PRESENCE_PENALTY, self.tr("Presence penalty"), self.tr("Against words said at all.")),
                (s.REPETITION_PENALTY, self.tr("Repetition penalty"), self.tr("1: none. 1.1 helps small models.")),
                (s.REPLIES, self.tr("Replies to choose from"), self.tr("Each one more takes its own time.")),
                (s.SEED, self.tr("Seed"), self.tr("-1: another reply each time.")),
            )
        )
        self.stops = QPlainTextEdit(self.settings[s.STOP], self)
        self.stops.setObjectName("field")
        self.stops.setTabChangesFocus(True)
        self.stops.setFixedHeight(64)
        self.stops.textChanged.connect(lambda: self.put(s.STOP, self.stops.toPlainText()))
        self.add(
            s.STOP,
            self.tr("Stop texts"),
            self.stops,
            self.tr("One a line; \\n stands for a line end."),
            show=self._show_stops,
        )

    def _take_preset(self, index: int) -> None:
        if index == 0:
            return
        file = self.preset.itemData(index)
        if not file:
            file, _kind = QFileDialog.getOpenFileName(self, self.tr("Preset"), "", self.tr("Presets (*.toml)"))
        if file:
            try:
                take_sampling(self.settings, read_preset(Path(file)))
            except CompanionError as error:
                self.complaint.setText(str(error))

    def _show_stops(self, text: str) -> None:
        if self.stops.toPlainText() != text:  # the cursor stays where somebody writes
            self.stops.setPlainText(text)

    def _show_rows(self) -> None:
        chosen = self.engine.currentData()
        for engine, keys in self._groups.items():
            for key in keys:
                self.rows[key].setVisible(engine == chosen)
        self._show_privacy()
