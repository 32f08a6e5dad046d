"""One live recording: takes the stage's frames and the player's sound to the recorder; saves without a stutter."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, Signal

from companion import paths
from companion import settings as s
from companion.audio.echo import RATE
from companion.audio.microphone import Heard
from companion.audio.shared_microphone import Listener
from companion.avatar.backdrop import Background, background_of, painted
from companion.errors import CompanionError
from companion.recording.film_file import unused
from companion.recording.formats import PRESETS
from companion.recording.recorder import LiveStyle, Recorder
from companion.settings import Settings
from companion.ui.avatar_view import AvatarView, stage_background
from companion.ui.performance import Performance

LEAST_FREE_BYTES = 100_000_000
"""With less room on the disk a recording ends while it can still be saved: the finished copy needs room too."""


def _free_bytes(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:  # a folder that has gone is told of by what writes there
        return LEAST_FREE_BYTES * 2


LISTEN_MS = 15

SHAPES = {"square": "plain", "portrait": "story", "landscape": "clip"}
"""The preset each shape of the settings means."""


class RecordingSession(QObject):
    """Begins and ends recordings; at most one runs."""

    ticked = Signal(float, float)
    """Seconds and bytes recorded so far, several times a second."""
    saving = Signal()
    saved = Signal(Path)
    paused = Signal(float)
    """It waits; seconds recorded so far."""
    failed = Signal(str)
    """One sentence: why there is no recording, or only a part of it."""
    warned = Signal(str)
    """One sentence: what is not in the recording, which goes on."""

    _finished = Signal(object)

    def __init__(
        self, settings: Settings, view: AvatarView, performance: Performance, parent: QObject | None = None
    ) -> None:
        """Prepare; nothing is recorded yet."""
        super().__init__(parent)
        self.open_microphone: Callable[[], Listener] | None = None
        """Where the user's voice comes from, where there is such a thing."""
        self._microphone: Listener | None = None
        self._settings = settings
        self._view = view
        self._performance = performance
        self._recorder: Recorder | None = None
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self._tick)
        self._listening = QTimer(self)
        self._listening.setInterval(LISTEN_MS)
        self._listening.timeout.connect(self._listen)
        self._finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a recording runs."""
        return self._recorder is not None

    @property
    def saving_now(self) -> bool:
        """Whether the recording that ended is being finished."""
        return self._thread is not None

    def folder(self) -> Path:
        """Return where recordings are saved; it is created with the first."""
        chosen = self._settings[s.RECORD_FOLDER]
        if chosen:
            return paths.of_user(chosen)
        videos = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        return Path(videos) / "Companion" if videos else paths.data_dir() / "recordings"

    def made_folder(self) -> Path:
        """Return the folder of the recordings, made where it is missing. Raises CompanionError."""
        folder = self.folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sentence = self.tr("The folder {folder} cannot be made ({why}); choose another in the settings.")
            raise CompanionError(sentence.format(folder=folder, why=error.strerror)) from error
        return folder

    def toggle(self) -> None:
        """Begin a recording, or end the running one."""
        if self.running:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Begin to record into a new file named by the time."""
        if self.running or self._thread is not None:
            return
        settings = self._settings
        size = PRESETS[SHAPES[settings[s.RECORD_SHAPE]]].dimensions(settings[s.RECORD_SIZE])
        try:
            background = self._background()
            style = LiveStyle(
                background is None,
                settings[s.RECORD_CAPTIONS],
                settings[s.RECORD_SUBTITLES],
                settings[s.RECORD_MICROPHONE_VOLUME] / 100,
                self._performance.who,
            )
            folder = self.made_folder()
            if _free_bytes(folder) < 2 * LEAST_FREE_BYTES:
                sentence = self.tr("The disk of {folder} is nearly full: make room or choose another folder.")
                raise CompanionError(sentence.format(folder=folder))
            suffix = ".webm" if style.transparent else ".mp4"
            file = unused(folder, time.strftime("Companion %Y-%m-%d %H.%M.%S"), suffix)
            recorder = Recorder(file, size, settings[s.RECORD_FPS], time.perf_counter, style)
        except (CompanionError, OSError) as error:
            self.failed.emit(str(error))
            return
        self._recorder = recorder
        self._view.record_size = size
        self._view.record_background = background
        self._view.take_frame = recorder.add_frame
        self._view.wants_frame = recorder.wants_frame
        self._performance.begin_recording(recorder)
        if settings[s.RECORD_MICROPHONE] and self.open_microphone is not None:
            self._microphone = self.open_microphone()
            self._microphone.on_sound = self._take_spoken
            self._microphone.on_failed = self._microphone_failed
            self._listening.start()
        self._timer.start()
        self._tick()

    def toggle_pause(self) -> None:
        """Pause the running recording, or go on."""
        recorder = self._recorder
        if recorder is None:
            return
        if recorder.paused:
            recorder.resume()
            self._performance.begin_recording(recorder)
        else:
            recorder.pause()
        self._tick()

    def stop(self) -> None:
        """End the recording; ``saved`` or ``failed`` follows."""
        self._listen()  # the last words
        recorder, self._recorder = self._recorder, None
        if recorder is None:
            return
        self._timer.stop()
        self._close_microphone()
        self._view.end_recording()
        self._performance.recorder = None
        self.saving.emit()
        self._thread = threading.Thread(target=self._finish, args=(recorder,), name="companion-save")
        self._thread.start()

    def close(self) -> None:
        """End a running recording and wait until it is saved."""
        microphone = self._microphone
        self.stop()
        if microphone is not None:
            microphone.join()
        if self._thread is not None:
            self._thread.join()

    def _background(self) -> Background:
        """Return what shall stand behind her; raises CompanionError when it cannot."""
        chosen = self._settings[s.RECORD_BACKGROUND]
        background = background_of(chosen) if chosen else stage_background()
        if isinstance(background, Path):
            painted(background, 1, 1)  # now, not in the middle of a frame
        return background

    def _listen(self) -> None:
        if self._microphone is not None:
            self._microphone.poll()

    def _take_spoken(self, heard: Heard) -> None:
        if self._recorder is not None:
            self._recorder.spoken(heard.pcm, RATE, heard.at)

    def _microphone_failed(self, sentence: str) -> None:
        self._close_microphone()
        self.warned.emit(sentence)

    def _close_microphone(self) -> None:
        self._listening.stop()
        microphone, self._microphone = self._microphone, None
        if microphone is not None:
            microphone.close()

    def _tick(self) -> None:
        if self._recorder is None:
            return
        if self._recorder.failure is not None:
            self.stop()
        elif _free_bytes(self.folder()) < LEAST_FREE_BYTES:
            self.stop()
            self.failed.emit(self.tr("The disk is nearly full: the recording ended and is saved."))
        elif self._recorder.paused:
            self.paused.emit(self._recorder.seconds)
        else:
            self.ticked.emit(self._recorder.seconds, float(self._recorder.bytes_written))

    def _finish(self, recorder: Recorder) -> None:
        """In a thread of its own: closing the file can take a second."""
        try:
            self._finished.emit(recorder.stop())
        except CompanionError as error:
            self._finished.emit(str(error))

    def _end(self, result: Path | str) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if isinstance(result, Path):
            self.saved.emit(result)
        else:
            self.failed.emit(result)
