"""A video note: what she says, drawn and encoded faster than it is heard, without any display.

Nothing here follows a clock. Frame n is the picture at n / fps seconds and gets exactly the sound of its time, so
picture and sound agree to the sample, and the same sentences with the same seed give the same frames. While this thread
draws frame n, a second one hands n - 1 to ffmpeg, and a third waits for the next sentence.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.audio.resample import resample
from companion.avatar.avatar import Avatar, load_avatar
from companion.avatar.backdrop import Backdrop, glow
from companion.errors import CompanionError
from companion.messages import EmotionScores, MouthPose, SentenceReady
from companion.recording.ahead import Ahead
from companion.recording.ffmpeg import Encoder, check_output, check_size
from cubism_binding.rendering.offscreen import OffscreenContext

QUIET_BEFORE_SECONDS = 0.3
GAP_SECONDS = 0.2
QUIET_AFTER_SECONDS = 0.6
# Hair and clothes fall into place before the first frame is taken.
_SETTLE_SECONDS = 1.5
_AHEAD = 3

Color = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What happens in one frame, in order: a change of the face, the mouth, the sound of the frame's time."""

    mouth: MouthPose
    speaking: bool
    sound: NDArray[np.float32]
    emotion: EmotionScores | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A finished note: its file, its length in frames and seconds, sentences on what of her was left out."""

    file: Path
    frames: int
    seconds: float
    problems: tuple[str, ...] = ()


def render_note(
    avatar_path: Path,
    sentences: Iterable[SentenceReady],
    out: Path,
    *,
    size: int = 512,
    fps: int = 30,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
    background: Color | None = None,
) -> Note:
    """Draw and encode ``sentences`` as an mp4 of ``size`` x ``size`` pixels at ``out``, which must be new.

    ``progress`` hears the seconds done so far. ``background`` is straight RGBA; None is the soft glow. ``sentences``
    may be slow: each is drawn as soon as it comes. Raises CompanionError or CubismError with one sentence; then
    there is no file at ``out``.
    """
    check_size((size, size), fps)
    check_output(out)
    partial = out.with_name(f".{out.stem}.part.mp4")
    with closing(Ahead(sentences, _AHEAD)) as ready, ExitStack() as owned:
        # She is loaded while the first sentence is thought of and spoken.
        avatar = load_avatar(avatar_path, seed)
        owned.callback(avatar.close)
        avatar.preload()
        owned.callback(partial.unlink, missing_ok=True)
        first = next((sentence for sentence in ready if len(sentence.pcm)), None)
        if first is None:
            raise CompanionError("There is nothing to say in this text, so there is no note to make.")
        pictures = owned.enter_context(closing(drawn(avatar, timeline(first, ready, fps), size, fps, background)))
        written = _encode(
            pictures,
            _Encoding(partial, size, fps, first.sample_rate),
            lambda count: progress(count / fps) if progress is not None else None,
        )
        partial.replace(out)
    return Note(out, written, written / fps, avatar.problems)


def timeline(first: SentenceReady, rest: Iterable[SentenceReady], fps: int) -> Iterator[Frame]:
    """Lay the sentences out in frames; each starts on a frame, so face and sound change together.

    All sound is at the rate of ``first``; the sound of frame n has the samples from n / fps to (n + 1) / fps.
    """
    rate = first.sample_rate
    count = 0

    def quiet(seconds: float, speaking: bool) -> Iterator[Frame]:
        nonlocal count
        for _ in range(round(seconds * fps)):
            yield Frame(MouthPose(), speaking, np.zeros(_samples(count, fps, rate), np.float32))
            count += 1

    yield from quiet(QUIET_BEFORE_SECONDS, False)
    sentence: SentenceReady | None = first
    coming = iter(rest)
    while sentence is not None:
        sound = resample(sentence.pcm, sentence.sample_rate, rate)
        taken, start = 0, count
        while taken < len(sound):
            needed = _samples(count, fps, rate)
            piece = sound[taken : taken + needed]
            taken += needed
            emotion = sentence.emotion if count == start else None
            yield Frame(
                sentence.mouth.at((count - start) / fps), True, np.pad(piece, (0, needed - len(piece))), emotion
            )
            count += 1
        sentence = next((following for following in coming if len(following.pcm)), None)
        if sentence is not None:
            yield from quiet(GAP_SECONDS, True)
    yield from quiet(QUIET_AFTER_SECONDS, False)


def _samples(frame: int, fps: int, rate: int) -> int:
    return round((frame + 1) * rate / fps) - round(frame * rate / fps)


def drawn(
    avatar: Avatar, frames: Iterable[Frame], size: int, fps: int, background: Color | None = None
) -> Generator[tuple[NDArray[np.uint8], NDArray[np.float32]], None, None]:
    """Draw ``frames`` offscreen; yield each picture, (size, size, 4), top row first, with its sound.

    Close it when leaving early: it owns a graphics context while it runs.
    """
    with OffscreenContext(size, size) as context, ExitStack() as owned:
        context.make_current()
        # A note is drawn faster than it is heard, often without a graphics card: the difference is not seen.
        avatar.open_gl(fast=True)
        owned.callback(avatar.close_gl)
        backdrop = None
        if background is None:
            backdrop = Backdrop(glow(size, size))
            owned.callback(backdrop.close)
        for _ in range(round(_SETTLE_SECONDS * fps)):
            avatar.update(1 / fps)
        for frame in frames:
            if frame.emotion is not None:
                avatar.express(frame.emotion)
            avatar.speaking(frame.speaking)
            avatar.set_mouth(*frame.mouth)
            avatar.update(1 / fps)
            if backdrop is not None:
                backdrop.draw()
            avatar.draw(size, size, background)
            yield context.read_rgba(), frame.sound


def _encode(
    pictures: Iterable[tuple[NDArray[np.uint8], NDArray[np.float32]]],
    encoding: _Encoding,
    progress: Callable[[int], None],
) -> int:
    """Hand ``pictures`` to an encoder in a second thread; return how many there were."""
    count = 0
    try:
        for rgba, sound in pictures:
            encoding.put(rgba, sound)
            count += 1
            progress(count)
        encoding.finish()
    except BaseException:
        encoding.cancel()
        raise
    return count


class _Encoding:
    """An encoder with a thread that feeds it, a few frames behind the drawing."""

    def __init__(self, file: Path, size: int, fps: int, rate: int) -> None:
        self._encoder = Encoder(file, (size, size), fps, rate, crash_safe=False)
        self._queue: queue.Queue[tuple[NDArray[np.uint8], NDArray[np.float32]] | None] = queue.Queue(_AHEAD)
        self._failure: CompanionError | None = None
        self._thread = threading.Thread(target=self._run, name="note-encoding", daemon=True)
        self._thread.start()

    def put(self, rgba: NDArray[np.uint8], sound: NDArray[np.float32]) -> None:
        """Hand over one frame; waits while the encoder is behind. Raises what stopped the encoder."""
        if self._failure is not None:
            raise self._failure
        self._queue.put((rgba, sound))

    def finish(self) -> None:
        self._queue.put(None)
        self._thread.join()
        if self._failure is not None:
            raise self._failure
        self._encoder.finish()

    def cancel(self) -> None:
        """Give up: end ffmpeg and the thread, whatever they do."""
        self._encoder.interrupt()
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()
        self._encoder.kill()

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            if self._failure is not None:
                continue  # go on emptying the queue, so that the drawing side never waits for a place in it
            rgba, sound = item
            try:
                self._encoder.write_sound(sound)
                self._encoder.write_frame(rgba)
            except CompanionError as error:
                self._failure = error
