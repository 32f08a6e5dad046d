"""Plays a film inside the window: ffmpeg decodes, the sound card's clock decides which picture is shown."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from companion.audio.player import Player
from companion.errors import CompanionError
from companion.messages import EmotionScores, SentenceReady
from companion.recording.ahead import Ahead
from companion.recording.film_file import film_frames, film_sound
from companion.ui import theme

SIDE = 320
FPS = 30
_RATE = 48_000
_AHEAD = 12


class FilmPlayer(QWidget):
    """A square screen; owns its player, its decoder and their threads while a film runs."""

    ended = Signal()
    """The film is over or was stopped."""
    failed = Signal(str)

    _loaded = Signal(object, object)

    def __init__(self, device: str = "", volume: float = 1.0, parent: QWidget | None = None) -> None:
        """Show nothing yet; ``device`` and ``volume`` are those of her voice."""
        super().__init__(parent)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(self.tr("Film"))
        self._sound_card = (device, volume)
        self._player: Player | None = None
        self._frames: Ahead[NDArray[np.uint8]] | None = None
        self._picture = QImage()
        self._shown = 0
        self._loading: threading.Thread | None = None
        self._file: Path | None = None
        self._heard_all = False
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1000 // FPS // 2)
        self._timer.timeout.connect(self._step)
        self._loaded.connect(self._start, Qt.ConnectionType.QueuedConnection)

    @property
    def playing(self) -> bool:
        """Whether a film runs or is being opened."""
        return self._file is not None

    @property
    def shown(self) -> int:
        """How many pictures of the film have been shown."""
        return self._shown

    def show_still(self, picture: QImage) -> None:
        """Show a picture that does not move."""
        self.stop()
        self._picture = picture
        self.update()

    def play(self, file: Path) -> None:
        """Begin ``file`` from its start."""
        self.stop()
        self._file = file
        self._loading = threading.Thread(target=self._load, args=(file,), name="film-sound", daemon=True)
        self._loading.start()

    def stop(self) -> None:
        """End the film; harmless when none runs."""
        if self._file is None:
            return
        self._file = None
        self._timer.stop()
        if self._loading is not None:
            self._loading.join()
            self._loading = None
        if self._frames is not None:
            self._frames.close()
            self._frames = None
        if self._player is not None:
            self._player.close()
            self._player = None
        self.ended.emit()

    def _load(self, file: Path) -> None:
        """In a thread of its own: decode the sound."""
        loader = threading.current_thread()
        try:
            self._loaded.emit(loader, film_sound(file, _RATE))
        except CompanionError as error:
            self._loaded.emit(loader, str(error))

    def _start(self, loader: threading.Thread, sound: NDArray[np.float32] | str) -> None:
        file = self._file
        if file is None or loader is not self._loading:
            return  # stopped meanwhile, perhaps begun anew
        if isinstance(sound, str):
            self.stop()
            self.failed.emit(sound)
            return
        self._shown, self._heard_all = 0, not len(sound)
        self._frames = Ahead(film_frames(file, SIDE, FPS), _AHEAD)
        if len(sound):
            self._player = Player(*self._sound_card)
            self._player.on_finished = self._finished
            self._player.play(SentenceReady(0, 0, "", "", EmotionScores.only("neutral"), sound, _RATE))
        self._begun = time.perf_counter()
        self._timer.start()

    def _finished(self, _sentence: SentenceReady, _at: float) -> None:
        self._heard_all = True

    def _step(self) -> None:
        frames = self._frames
        if frames is None:
            return
        position = time.perf_counter() - self._begun
        if self._player is not None:
            self._player.poll()
            if self._heard_all:  # what is left of the picture
                position = (self._shown + 1) / FPS
            else:
                position = self._player.position if self._player.current is not None else 0.0
        frame = None
        while self._shown <= position * FPS and frames.ready:
            following = next(frames, None)
            if following is None:
                if self._heard_all:
                    file, nothing = self._file, self._shown == 0
                    self.stop()
                    if nothing and file is not None:
                        self.failed.emit(self.tr("{name} cannot be played.").format(name=file.name))
                    return
                break
            frame = following
            self._shown += 1
        if frame is not None:
            self._picture = QImage(frame.tobytes(), SIDE, SIDE, QImage.Format.Format_RGBA8888)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with round corners, whole, in the middle."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        corners = QPainterPath()
        corners.addRoundedRect(QRectF(self.rect()), 14, 14)
        painter.setClipPath(corners)
        painter.fillRect(self.rect(), theme.palette().hers)
        if not self._picture.isNull():
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())
            painter.drawImage(place, self._picture)
        painter.end()
