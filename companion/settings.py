"""All preferences, declared once: key, default, label, range. Kept in a TOML file that people may edit.

Settings are passed in, never global. A view subscribes to changes. Keys and tokens are not here: see ``secrets``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import tomlkit

from companion import settings_file
from companion.errors import CompanionError
from companion.messages import SAMPLING_RANGES, Sampling

T = TypeVar("T", str, int, float, bool)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One preference: a dotted ``section.name`` key, its default, how it is shown, what it accepts.

    Each is shown on exactly one page of the settings; ``hidden`` says why one is not.
    """

    key: str
    default: T
    label: str
    help: str = ""
    choices: tuple[T, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    hidden: str = ""

    def accept(self, value: Any) -> T:
        """Return ``value`` as this setting's type, clamped to its range.

        Raises CompanionError when it has the wrong type or is not one of the choices.
        """
        kind = type(self.default)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not kind:
            raise CompanionError(f"The setting {self.key} must be of type {kind.__name__}, not {repr(value)[:60]}.")
        if self.choices and value not in self.choices:
            raise CompanionError(f"The setting {self.key} must be one of {', '.join(map(str, self.choices))}.")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if self.minimum is not None:
                value = max(kind(self.minimum), value)
            if self.maximum is not None:
                value = min(kind(self.maximum), value)
        accepted: T = value
        return accepted


def _sampling(name: str, label: str) -> Setting[Any]:
    """Return the setting of one field of Sampling: its default and its range."""
    low, high = SAMPLING_RANGES[name]
    return Setting(f"brain.{name}", getattr(Sampling(), name), label, minimum=low, maximum=high)


PERSONA = Setting("persona.current", "amelie", "Persona", "File name of the persona, without .toml")
USER_NAME = Setting("persona.user_name", "", "Your name", "What she calls you")
AVATAR = Setting("face.avatar", "", "Character", "Path of a model3.json, a picture or its folder; empty: Amelie")
TOUCH = Setting("face.touch", True, "Reacts to touch", "Pats and pokes, and she may answer them")
UNTOUCHABLE = Setting("face.untouchable", "", "Leave alone", "Parts, separated by commas: Head, Hair, Face, Body")
LLM = Setting("brain.engine", "llama.cpp", "Text model")
LLM_MODEL = Setting("brain.model", "smollm2-135m", "Model", "A catalogue name or the path of a GGUF file")
LLM_THREADS = Setting("brain.threads", 0, "Threads", "0: one less than the machine has", minimum=0, maximum=64)
API_BASE = Setting("brain.base_url", "http://127.0.0.1:8080/v1", "Server address", "Any OpenAI-compatible server")
API_MODEL = Setting("brain.server_model", "", "Model on the server", "Empty: the first the server lists")
API_ENDPOINT = Setting("brain.endpoint", "chat", "Kind of request", choices=("chat", "completions"))
API_TIMEOUT = Setting("brain.timeout", 60, "Patience in seconds", minimum=1, maximum=3600)
HUB_MODEL = Setting("brain.transformers_model", "", "Model", "A Hugging Face id or a local folder")
DTYPE = Setting("brain.dtype", "auto", "Precision", choices=("auto", "float32", "float16", "bfloat16"))
QUANTIZATION = Setting("brain.quantization", "none", "Compression", choices=("none", "8-bit", "4-bit"))
DEVICE = Setting("brain.device", "auto", "Device", choices=("auto", "cpu"))
CONTEXT = Setting("brain.context", 0, "Window in tokens", "0: what the engine thinks best", minimum=0, maximum=131072)
UNLOAD_MINUTES = Setting(
    "brain.unload_minutes", 0, "Unload after minutes of silence", "0: never", minimum=0, maximum=600
)
TEMPERATURE = _sampling("temperature", "Temperature")
TOP_P = _sampling("top_p", "Top p")
TOP_K = _sampling("top_k", "Top k")
MAX_TOKENS = _sampling("max_tokens", "Longest reply in tokens")
FREQUENCY_PENALTY = _sampling("frequency_penalty", "Frequency penalty")
PRESENCE_PENALTY = _sampling("presence_penalty", "Presence penalty")
REPETITION_PENALTY = _sampling("repetition_penalty", "Repetition penalty")
REPLIES = _sampling("n", "Replies to choose from")
SEED = Setting("brain.seed", -1, "Seed", "-1: another reply each time", minimum=-1, maximum=2**31 - 1)
STOP = Setting("brain.stop", "", "Stop texts", "One a line; \\n stands for a line end")
SPEECH = Setting("voice.engine", "hibari", "Voice engine")
VOICE = Setting("voice.name", "", "Voice", "Empty: the engine's default")
VOICE_RUSSIAN = Setting(
    "voice.russian",
    "auto",
    "Russian voice",
    "Where the voice reads no Russian",
    choices=("auto", "festival", "espeak", "none"),
)
VOICE_BASE = Setting("voice.base_url", "http://127.0.0.1:8080/v1", "Server address", "With audio.speech")
VOICE_SERVER_MODEL = Setting("voice.server_model", "", "Model on the server", "Empty: tts-1")
VOICE_FORMAT = Setting("voice.format", "wav", "Sound format", choices=("wav", "pcm"))
VOICE_MODEL = Setting(
    "voice.model", "", "Tacotron2", "A hub name or a folder; empty: speechbrain/tts-tacotron2-ljspeech"
)
VOCODER = Setting("voice.vocoder", "", "HiFiGAN", "A hub name or a folder; empty: speechbrain/tts-hifigan-ljspeech")
VOICE_AZURE = Setting("voice.azure", "", "Azure: region or address", "A region such as westeurope, or an address")
VOLUME = Setting("voice.volume", 1.0, "Volume", minimum=0.0, maximum=1.0)
OUTPUT_DEVICE = Setting("voice.device", "", "Loudspeaker", "Empty: the system's default")
EARS = Setting("ears.engine", "whisper", "Recogniser")
EARS_MODEL = Setting("ears.model", "whisper-tiny.en", "Model", "A catalogue name or a folder with a Whisper model")
EARS_BASE = Setting("ears.base_url", "http://127.0.0.1:8080/v1", "Server address", "With audio.transcriptions")
EARS_SERVER_MODEL = Setting("ears.server_model", "", "Model on the server", "Empty: whisper-1")
EARS_LANGUAGE = Setting("ears.language", "", "Language you speak", "A code like en or ru; empty: she finds out")
EARS_DEVICE = Setting("ears.device", "", "Microphone", "Empty: the system's default")
EARS_ECHO = Setting("ears.echo", "cancel", "You hear her through", choices=("cancel", "headphones", "wait"))
EARS_KEY = Setting("ears.key", "Space", "Key to hold while speaking", "A key such as Space or F8; none: no key")
EARS_PAUSE = Setting("ears.pause", 0.4, "Silence that ends what you say, in seconds", minimum=0.25, maximum=2.0)
EARS_INTERRUPT = Setting("ears.interrupt_words", 2, "Words that interrupt her", minimum=0, maximum=10)
SHOW_TIMINGS = Setting("window.timings", True, "Show how quickly she answers")
LANGUAGE = Setting("window.language", "system", "Language of the window", choices=("system", "en", "ru"))
THEME = Setting("window.theme", "system", "Light or dark", choices=("system", "light", "dark"))
TEXT_SIZE = Setting("window.text_size", 100, "Text size in percent", minimum=80, maximum=200)
CALM = Setting("window.calm", False, "Less motion", "She moves quietly, nothing blinks or slides")
CAPTIONS = Setting("window.captions", False, "Captions", "What she says is written below her")
WELCOMED = Setting(
    "window.welcomed", False, "The first steps were shown", hidden="“The first steps again” shows them again"
)
EMOTION = Setting("feelings.engine", "embedded", "Emotion engine")
EMOTION_MODEL = Setting(
    "feelings.model", "", "Emotion model", "A hub id or a folder; empty: j-hartmann/emotion-english-distilroberta-base"
)
EMOTION_DEVICE = Setting("feelings.device", "auto", "Emotion model runs on", choices=("auto", "cpu"))
FEELING_STRENGTH = Setting(
    "feelings.strength", 1.0, "How strongly she feels", "0: no mood, 1: as she is", minimum=0.0, maximum=2.0
)
OFFLINE = Setting("privacy.offline", False, "Offline", "No network at all")
OWN_SERVERS = Setting(
    "privacy.own_servers", False, "Servers on this computer may be asked", "Offline; nothing leaves the machine"
)
BACKUPS = Setting("privacy.backups", True, "A backup a day", "Of talks, memories and settings; the last seven stay")
SLEEP = Setting("sleep.nightly", True, "She sleeps at night", "Idle, she digests the day's talk into her memory")
SLEEP_FROM = Setting("sleep.from_hour", 1, "Sleeps from (hour)", minimum=0, maximum=23)
SLEEP_TO = Setting("sleep.to_hour", 6, "Sleeps until (hour)", minimum=0, maximum=23)
SLEEP_LEARN = Setting(
    "sleep.learn", False, "Learns by heart", "A transformers model learns the day's lines; can be undone"
)
FIRST = Setting("first.on", False, "She may speak first", "When you come back, or at set times")
FIRST_AWAY = Setting("first.away_minutes", 30, "Away for minutes", "From then on she greets", minimum=1, maximum=1440)
FIRST_TIMES = Setting("first.times", "", "Set times", "Such as 9:00, 21:30")
FIRST_MOST = Setting("first.most_a_day", 3, "At most so often a day", minimum=1, maximum=50)
QUIET_FROM = Setting("first.quiet_from", 22, "Quiet from (hour)", minimum=0, maximum=23)
QUIET_TO = Setting("first.quiet_to", 8, "Quiet until (hour)", minimum=0, maximum=23)
DO_NOT_DISTURB = Setting("first.do_not_disturb", False, "Do not disturb")
RECORD_SIZE = Setting("recording.size", 512, "Video size", choices=(512, 720, 1080))
RECORD_SHAPE = Setting("recording.shape", "square", "Video shape", choices=("square", "portrait", "landscape"))
RECORD_CAPTIONS = Setting("recording.captions", False, "Captions", "Her words on the picture")
RECORD_SUBTITLES = Setting("recording.subtitles", "", "Subtitle file", choices=("", ".srt", ".vtt"))
RECORD_BACKGROUND = Setting(
    "recording.background", "", "Background", "Empty: the window's; a colour like #00b140, transparent, or a picture"
)
RECORD_MICROPHONE = Setting("recording.microphone", False, "Your microphone in recordings")
RECORD_MICROPHONE_VOLUME = Setting(
    "recording.microphone_volume", 100, "Loudness of your microphone in percent", minimum=0, maximum=400
)
RECORD_FPS = Setting("recording.fps", 30, "Frames per second", choices=(30, 60))
RECORD_FOLDER = Setting("recording.folder", "", "Folder of recordings", "Empty: your videos folder")

_NO_WINDOW = "The bot runs without a window; docs/telegram.md lists its settings"
TELEGRAM_USERS = Setting(
    "telegram.users", "", "Who may write to the bot", "Numbers with commas; empty: nobody", hidden=_NO_WINDOW
)
TELEGRAM_API = Setting(
    "telegram.api", "https://api.telegram.org", "Bot API", "Telegram's, or your own server", hidden=_NO_WINDOW
)
TELEGRAM_ANSWER = Setting("telegram.answer", "note", "Answers as", choices=("note", "voice", "text"), hidden=_NO_WINDOW)
TELEGRAM_SIZE = Setting("telegram.size", 512, "Size of notes", choices=(256, 384, 512, 640), hidden=_NO_WINDOW)
TELEGRAM_WORKERS = Setting(
    "telegram.workers", 0, "Notes drawn at once", "0: one less than cores", minimum=0, maximum=64, hidden=_NO_WINDOW
)
TELEGRAM_LONGEST_TEXT = Setting(
    "telegram.longest_text", 1000, "Letters in a message", minimum=1, maximum=4096, hidden=_NO_WINDOW
)
TELEGRAM_LONGEST_VOICE = Setting(
    "telegram.longest_voice", 60, "Seconds of a voice message", minimum=1, maximum=600, hidden=_NO_WINDOW
)
TELEGRAM_PER_MINUTE = Setting(
    "telegram.per_minute", 10, "Messages a minute and chat", minimum=1, maximum=60, hidden=_NO_WINDOW
)
TELEGRAM_WAITING = Setting(
    "telegram.waiting", 5, "Messages waiting in a chat", minimum=1, maximum=50, hidden=_NO_WINDOW
)
SHORTCUTS = (
    Setting("shortcuts.stop", "Esc", "Stop her"),
    Setting("shortcuts.pause", "F7", "Let her pause or go on"),
    Setting("shortcuts.record", "Ctrl+R", "Begin or end a recording"),
    Setting("shortcuts.record_letter", "R", "The same, while you are not writing"),
    Setting("shortcuts.films", "Ctrl+G", "All video notes"),
    Setting("shortcuts.search", "Ctrl+F", "Search the talk"),
    Setting("shortcuts.talks", "Ctrl+T", "All talks"),
    Setting("shortcuts.new_talk", "Ctrl+N", "Begin a new talk"),
    Setting("shortcuts.both", "Ctrl+1", "Her and the talk"),
    Setting("shortcuts.her", "Ctrl+2", "Only her"),
    Setting("shortcuts.talk", "Ctrl+3", "Only the talk"),
    Setting("shortcuts.desktop", "Ctrl+P", "Put her on the desktop"),
    Setting("shortcuts.settings", "Ctrl+,", "Settings"),
)
"""The keys of the window; an empty one has none."""

TABLE: tuple[Setting[Any], ...] = (
    *(one for one in list(globals().values()) if isinstance(one, Setting)),
    *SHORTCUTS,
)
"""All settings, in the order they are declared in."""


BY_KEY: Mapping[str, Setting[Any]] = {setting.key: setting for setting in TABLE}


class Settings:
    """The values of the declared settings; ``file`` None keeps them in memory only."""

    def __init__(self, file: Path | None = None) -> None:
        """Load ``file`` when it exists; a broken one raises CompanionError.

        What is unknown or of no use in it is kept aside in the file, and told in ``problems``.
        """
        self._file = file
        self._listeners: list[Callable[[Setting[Any]], None]] = []
        self._unkept: dict[str, None] = {}
        self._document: tomlkit.TOMLDocument | None = None
        self._stamp: settings_file.Stamp = None
        self.on_unkept: Callable[[str], None] | None = None
        """Told why changes cannot be kept, and by an empty sentence that they are; without it CompanionError is raised.

        They hold until the end all the same.
        """
        self._values: dict[str, Any] = {}
        self.problems: tuple[str, ...] = ()
        """One sentence for each entry of the file that was put aside just now."""
        if file is None:
            return
        document = settings_file.read(file)
        self._values, self.problems = settings_file.sort_out(document, BY_KEY)
        if self.problems:
            settings_file.write(document, file)
            self.problems = tuple(
                f"{problem} It is kept under [{settings_file.SET_ASIDE}] in {file}." for problem in self.problems
            )

    def __getitem__(self, setting: Setting[T]) -> T:
        return cast(T, self._values.get(setting.key, setting.default))

    def __setitem__(self, setting: Setting[T], value: T) -> None:
        """Set, save and tell the listeners. Raises CompanionError for a value the setting does not accept."""
        accepted = setting.accept(value)
        if self[setting] == accepted:
            return
        self._values[setting.key] = accepted
        self._changed(setting)

    def reset(self, chosen: Iterable[Setting[Any]]) -> dict[Setting[Any], Any]:
        """Put settings back to their defaults; return all that changed by it, with what they were."""
        before = {setting: self[setting] for setting in TABLE}
        for setting in [one for one in chosen if not self.is_default(one)]:
            self._values.pop(setting.key, None)
            self._changed(setting)
        return self.changed_since(before)

    def changed_since(self, before: Mapping[Setting[Any], Any]) -> dict[Setting[Any], Any]:
        """Return what of ``before`` is otherwise now: one change may bring another, as a new voice engine does."""
        return {setting: value for setting, value in before.items() if self[setting] != value}

    def is_default(self, setting: Setting[Any]) -> bool:
        """Return whether a setting is as it came."""
        return bool(self[setting] == setting.default)

    def subscribe(self, listener: Callable[[Setting[Any]], None]) -> None:
        """Call ``listener(setting)`` after each change."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[Setting[Any]], None]) -> None:
        """Call ``listener`` no more; harmless the second time."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def _changed(self, setting: Setting[Any]) -> None:
        self._unkept[setting.key] = None
        for listener in list(self._listeners):
            listener(setting)
        if self._file is None:
            return
        try:
            self._keep(self._file)
        except CompanionError as error:
            if self.on_unkept is None:
                raise
            self.on_unkept(str(error))
        else:
            if self.on_unkept is not None:
                self.on_unkept("")

    def _keep(self, file: Path) -> None:
        """Write what has changed into the file as it is now: somebody may have edited it meanwhile."""
        document = self._document
        # Reading takes ten times as long as writing.
        if document is None or settings_file.stamp(file) != self._stamp:
            document = settings_file.read(file)
            settings_file.sort_out(document, BY_KEY)
        for key in self._unkept if file.exists() else self._values:
            if key in self._values:
                settings_file.put(document, key, self._values[key])
            else:
                settings_file.remove(document, key)
        self._document = None  # what could not be written is not the file's
        settings_file.write(document, file)
        self._document, self._stamp = document, settings_file.stamp(file)
        self._unkept.clear()
