"""The page of settings about her voice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from companion import settings as s
from companion.audio.port_audio import loudspeakers
from companion.settings import Settings
from companion.ui.field_page import FieldPage
from companion.ui.voice_sample import VoiceSample

SERVER, TACOTRON, AZURE = "openai", "tacotron", "azure"


class VoicePage(FieldPage):
    """How she sounds."""

    key_entered = Signal(str)
    """The key for Azure was entered; it is shown nowhere again."""

    def __init__(
        self, settings: Settings, engines: tuple[str, ...], voices: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        """``engines`` can be chosen; ``voices`` are those of the engine that is loaded, its default first."""
        super().__init__(settings, parent)
        self.group(self.tr("Voice"))
        shown = {
            "hibari": self.tr("Hibari (English, on this computer)"),
            SERVER: self.tr("On a server (OpenAI-compatible)"),
            TACOTRON: self.tr("Tacotron2 and HiFiGAN (English, on this computer)"),
            AZURE: self.tr("Azure (in the cloud, with moods)"),
            "festival": self.tr("Festival (Russian, on this computer)"),
            "espeak": self.tr("eSpeak NG (a hundred languages, robotic)"),
            "silent": self.tr("None: text only"),
        }
        self.engine = self.choice(
            s.SPEECH, tuple((name, shown.get(name, name)) for name in engines), self.tr("Voice engine")
        )
        self.voice = self._voice_list(voices)
        self.sample = VoiceSample(self.engine, self)
        self.add(None, self.tr("How she sounds"), self.sample)
        self.line(s.VOICE_BASE, self.tr("Server address"), self.tr("For example http://127.0.0.1:8080/v1"))
        self.line(s.VOICE_SERVER_MODEL, self.tr("Model on the server"), hint="tts-1")
        self.line(
            s.VOICE_MODEL, self.tr("Tacotron2: a hub name or a folder"), hint="speechbrain/tts-tacotron2-ljspeech"
        )
        self.line(s.VOCODER, self.tr("HiFiGAN: a hub name or a folder"), hint="…/tts-hifigan-ljspeech")
        self.line(s.VOICE_AZURE, self.tr("Azure: region or address"), hint="westeurope")
        self._add_key()
        russian = (
            ("auto", self.tr("The best that is installed")),
            ("festival", "Festival"),
            ("espeak", "eSpeak NG"),
            ("none", self.tr("None: Russian is shown, not said")),
        )
        self.choice(s.VOICE_RUSSIAN, russian, self.tr("Russian is spoken by"), self.tr("Where the voice reads none."))
        self._add_format()
        self.group(self.tr("Loudspeaker"))
        self.volume = self.slider(s.VOLUME, self.tr("Volume"))
        devices = tuple((name, name) for name in loudspeakers())
        self.choice(s.OUTPUT_DEVICE, (("", self.tr("The system's default")), *devices), self.tr("Loudspeaker"))
        self.finish()
        self.engine.currentIndexChanged.connect(self._changed_engine)
        self._show_rows()

    def show_voices(self, voices: tuple[str, ...]) -> None:
        """Offer the voices of another engine, its default first."""
        self._voices = voices
        chosen = self.settings[s.VOICE]
        self.voice.blockSignals(True)
        self.voice.clear()
        self.voice.addItem(self.tr("The engine's default"), "")
        for name in dict.fromkeys(voices):
            if name:
                self.voice.addItem(name, name)
        if chosen and self.voice.findData(chosen) < 0:
            self.voice.addItem(chosen, chosen)
        self.voice.setCurrentIndex(max(0, self.voice.findData(chosen)))
        self.voice.blockSignals(False)

    def _voice_list(self, voices: tuple[str, ...]) -> QComboBox:
        box = QComboBox(self)
        # A server may have voices nobody here knows of: a name can be typed as well.
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.voice = box
        self.show_voices(voices)
        box.activated.connect(lambda _index: self.put(s.VOICE, box.currentData() or ""))
        edit = box.lineEdit()
        assert edit is not None
        edit.editingFinished.connect(self._typed_voice)
        self.add(s.VOICE, self.tr("Voice"), box, show=lambda _name: self.show_voices(self._voices))
        return box

    def _add_format(self) -> None:
        forms = (("wav", "WAV"), ("pcm", "PCM"))
        self.choice(s.VOICE_FORMAT, forms, self.tr("Sound format"), self.tr("PCM begins sooner, where the server can."))

    def _add_key(self) -> None:
        self.key = QLineEdit(self)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(self.tr("A new key"))
        self.key.editingFinished.connect(self._enter_key)
        self._key_title = self.tr("Azure: key")
        self.add(None, self._key_title, self.key, self.tr("Kept in the system's keyring, never in the settings file."))

    def _enter_key(self) -> None:
        key = self.key.text().strip()
        if key:
            self.key.clear()
            self.key_entered.emit(key)

    def _typed_voice(self) -> None:
        text = self.voice.currentText().strip()
        known = self.voice.findText(text)
        self.put(s.VOICE, self.voice.itemData(known) if known >= 0 else text)

    def _changed_engine(self) -> None:
        self.put(s.VOICE, "")  # another engine has other voices
        self.show_voices(())
        self._show_rows()

    def _show_rows(self) -> None:
        engine = self.engine.currentData()
        for setting, owner in (
            (s.VOICE_BASE, SERVER), (s.VOICE_SERVER_MODEL, SERVER), (s.VOICE_FORMAT, SERVER),
            (s.VOICE_MODEL, TACOTRON), (s.VOCODER, TACOTRON),
            (s.VOICE_AZURE, AZURE),
        ):  # fmt: skip
            self.rows[setting.key].setVisible(engine == owner)
        self.rows[self._key_title].setVisible(engine == AZURE)
