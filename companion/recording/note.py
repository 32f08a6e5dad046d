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
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.audio.resample import resample
from companion.avatar.avatar import Avatar, load_avatar
from companion.avatar.backdrop import LIGHT, Backdrop, Background, painted
from companion.avatar.looks import load_looks, wear
from companion.errors import CompanionError
from companion.messages import EmotionScores, MouthPose, SentenceReady
from companion.recording.ahead import Ahead
from companion.recording.caption_painter import CaptionPainter
from companion.recording.captions import Caption, captions_of, moved, write_subtitles
from companion.recording.ffmpeg import Encoder, check_output, check_size
from companion.recording.formats import FilmFormat, format_of
from companion.recording.parts import Parts
from companion.recording.thumbnail import write_thumbnail
from cubism_binding.rendering.offscreen import OffscreenContext

QUIET_BEFORE_SECONDS = 0.3
GAP_SECONDS = 0.2
QUIET_AFTER_SECONDS = 0.6
# Hair and clothes fall into place before the first frame is taken.
_SETTLE_SECONDS = 1.5
_AHEAD = 3
# The thumbnail shows her speaking, her first feeling on her face.
_COVER_SECONDS = 1.5
_NO_PICTURE = (16, 16)


@dataclass(frozen=True, slots=True)
class Style:
    """How a note looks: (width, height) in even pixels, frames a second, and what is on the picture besides her.

    ``transparent`` films keep what is see-through, and nothing stands behind her; a ``sticker`` is as messengers want
    it. ``captions`` draws the words on the picture; ``subtitles`` is a suffix, .srt or .vtt, of a file beside it.
    ``longest``: seconds, after which another film begins. ``tags`` are kept in the file where its format can.
    """

    size: tuple[int, int] = (512, 512)
    fps: int = 30
    background: Background = LIGHT
    transparent: bool = False
    sticker: bool = False
    captions: bool = False
    subtitles: str = ""
    longest: float | None = None
    thumbnail: bool = False
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What happens in one frame, in order: a change of the face, the mouth, the sound of the frame's time."""

    mouth: MouthPose
    speaking: bool
    sound: NDArray[np.float32]
    emotion: EmotionScores | None = None
    caption: Caption | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A finished note: its file, its length in frames and seconds, sentences on what of her was left out.

    ``beside`` are the thumbnail and the subtitles.
    """

    file: Path
    frames: int
    seconds: float
    problems: tuple[str, ...] = ()
    beside: tuple[Path, ...] = ()


def render_note(
    avatar_path: Path,
    sentences: Iterable[SentenceReady],
    out: Path,
    *,
    size: int = 512,
    fps: int = 30,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Note:
    """Draw and encode ``sentences`` as one film of ``size`` x ``size`` pixels at ``out``: see ``render_notes``."""
    style = Style((size, size), fps)
    return render_notes(avatar_path, sentences, out, style, seed=seed, progress=progress)[0]


def render_notes(
    avatar_path: Path,
    sentences: Iterable[SentenceReady],
    out: Path,
    style: Style,
    *,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> list[Note]:
    """Draw and encode ``sentences`` in the format ``out`` ends with; what is too long goes on in "NAME-2" and so on.

    ``out`` must be new. ``progress`` hears the seconds done so far; what it raises cancels. ``sentences`` may be slow:
    each is drawn as soon as it comes. Raises CompanionError or CubismError with one sentence; then there is no file at
    ``out``, but the parts that were finished before stay.
    """
    film = check_note(out, style)
    notes: list[Note] = []
    with closing(Ahead(sentences, _AHEAD)) as ready, ExitStack() as owned:
        # She is loaded while the first sentence is thought of and spoken.
        avatar = load_avatar(avatar_path, seed)
        owned.callback(avatar.close)
        wear(avatar, load_looks(avatar.identity))
        avatar.preload()
        for part in dealt_out(ready, style):
            file = out if not notes else _following(out, len(notes) + 1, film, style)
            tell = partial(_tell, progress, sum(note.seconds for note in notes))
            notes.append(_Shooting(file, film, style, tell).shoot(avatar, part))
    if not notes:
        raise CompanionError("There is nothing to say in this text, so there is no note to make.")
    return notes


def dealt_out(sentences: Iterable[SentenceReady], style: Style) -> Parts:
    """Return the sentences of each film, none longer than ``style`` allows."""
    around = QUIET_BEFORE_SECONDS + QUIET_AFTER_SECONDS + 2 / style.fps
    # A sentence is rounded up to whole frames.
    return Parts(sentences, style.longest, around, GAP_SECONDS + 2 / style.fps)


def check_note(out: Path, style: Style) -> FilmFormat:
    """Return the format of a note at ``out``; raise CompanionError when it could not be made there or so."""
    film = format_of(out, transparent=style.transparent, sticker=style.sticker and style.transparent)
    check_size(style.size, style.fps, film)
    if isinstance(style.background, Path):
        painted(style.background, 1, 1)  # a picture that cannot be read is told of before anything is made
    for file in (out, *_beside(out, film, style)):
        check_output(file)
    return film


def _beside(file: Path, film: FilmFormat, style: Style) -> list[Path]:
    beside = [file.with_suffix(".jpg")] if style.thumbnail and film.picture else []
    return beside + ([file.with_suffix(style.subtitles)] if style.subtitles else [])


def _tell(progress: Callable[[float], None] | None, before: float, seconds: float) -> None:
    if progress is not None:
        progress(before + seconds)


def _following(out: Path, number: int, film: FilmFormat, style: Style) -> Path:
    """Return the name of a further part; one that is taken already, by it or what stands beside it, is passed over."""
    file = out.with_name(f"{out.stem}-{number}{out.suffix}")
    while any(other.exists() for other in (file, *_beside(file, film, style))):
        number += 1
        file = out.with_name(f"{out.stem}-{number}{out.suffix}")
    return file


class _Shooting:
    """One film in the making."""

    def __init__(self, file: Path, film: FilmFormat, style: Style, progress: Callable[[float], None]) -> None:
        self._file = file
        self._film = film
        self._style = style
        self._progress = progress
        self._captions: list[Caption] = []
        self._cover: NDArray[np.uint8] | None = None

    def shoot(self, avatar: Avatar, sentences: Iterator[SentenceReady]) -> Note:
        """Draw ``sentences``, of which there is one at least, write what stands beside them, return the note."""
        first = next(sentences)
        style, film = self._style, self._film
        unfinished = self._file.with_name(f".{self._file.stem}.part{self._file.suffix}")
        size, rate = style.size if film.picture else _NO_PICTURE, first.sample_rate
        with ExitStack() as owned:
            owned.callback(unfinished.unlink, missing_ok=True)
            frames = self._noted(timeline(first, sentences, style.fps))
            shown = drawn(avatar, frames, style) if film.picture else _undrawn(frames)
            pictures = owned.enter_context(closing(shown))
            encoder = Encoder(unfinished, size, style.fps, rate, film=film, tags=dict(style.tags))
            count = _encode(self._kept(pictures), _Encoding(encoder), lambda count: self._progress(count / style.fps))
            beside = _beside(self._file, film, style)
            try:
                for file in beside:
                    if file.suffix != ".jpg":
                        write_subtitles(self._captions, file)
                    elif self._cover is not None:
                        write_thumbnail(self._cover, file)
                unfinished.replace(self._file)
            except OSError as error:
                for file in filter(Path.is_file, beside):
                    file.unlink()
                raise CompanionError(
                    f"{self._file} cannot be written ({error.strerror}); choose another place."
                ) from error
        return Note(self._file, count, count / style.fps, avatar.problems + self._too_large(), tuple(beside))

    def _too_large(self) -> tuple[str, ...]:
        size, largest = self._file.stat().st_size, self._film.largest
        if not largest or size <= largest:
            return ()
        return (
            f"{self._file.name} has {size / 1000:.0f} kB, and messengers take {largest // 1000} kB of a sticker: "
            "let her say less or choose a smaller --size.",
        )

    def _noted(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """Remember the captions for a file of subtitles."""
        for frame in frames:
            if frame.caption is not None and (not self._captions or frame.caption is not self._captions[-1]):
                self._captions.append(frame.caption)
            yield frame

    def _kept(
        self, pictures: Iterable[tuple[NDArray[np.uint8], NDArray[np.float32]]]
    ) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.float32]]]:
        """Keep the picture of a moment when she speaks, for the thumbnail."""
        for number, (rgba, sound) in enumerate(pictures):
            if number <= _COVER_SECONDS * self._style.fps:
                self._cover = rgba
            yield rgba, sound


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
        captions = [moved(caption, start / fps) for caption in captions_of(sentence)]
        while taken < len(sound):
            needed = _samples(count, fps, rate)
            piece = sound[taken : taken + needed]
            taken += needed
            begun = [caption for caption in captions if caption.words[0].start <= count / fps]
            yield Frame(
                sentence.mouth.at((count - start) / fps),
                True,
                np.pad(piece, (0, needed - len(piece))),
                sentence.emotion if count == start else None,
                begun[-1] if begun else captions[0] if captions else None,
            )
            count += 1
        sentence = next((following for following in coming if len(following.pcm)), None)
        if sentence is not None:
            yield from quiet(GAP_SECONDS, True)
    yield from quiet(QUIET_AFTER_SECONDS, False)


def _samples(frame: int, fps: int, rate: int) -> int:
    return round((frame + 1) * rate / fps) - round(frame * rate / fps)


def drawn(
    avatar: Avatar, frames: Iterable[Frame], style: Style
) -> Generator[tuple[NDArray[np.uint8], NDArray[np.float32]], None, None]:
    """Draw ``frames`` offscreen; yield each picture, (height, width, 4), top row first, with its sound.

    Close it when leaving early: it owns a graphics context while it runs.
    """
    (width, height), fps = style.size, style.fps
    painter = CaptionPainter(width, height) if style.captions else None
    background = None if style.transparent else style.background
    with OffscreenContext(width, height) as context, ExitStack() as owned:
        context.make_current()
        # A note is drawn faster than it is heard, often without a graphics card: the difference is not seen.
        avatar.open_gl(fast=True)
        owned.callback(avatar.close_gl)
        backdrop = Backdrop()
        owned.callback(backdrop.close)
        for _ in range(round(_SETTLE_SECONDS * fps)):
            avatar.update(1 / fps)
        for number, frame in enumerate(frames):
            if frame.emotion is not None:
                avatar.express(frame.emotion)
            avatar.speaking(frame.speaking)
            avatar.set_mouth(*frame.mouth)
            avatar.update(1 / fps)
            backdrop.draw(width, height, background)
            avatar.draw(width, height, None)
            rgba = context.read_rgba()
            if painter is not None and frame.caption is not None:
                painter.draw(rgba, frame.caption, (number + 0.5) / fps)
            yield rgba, frame.sound


def _undrawn(
    frames: Iterable[Frame],
) -> Generator[tuple[NDArray[np.uint8], NDArray[np.float32]], None, None]:
    """Yield the sound alone, with a picture nobody will see."""
    nothing = np.zeros((_NO_PICTURE[1], _NO_PICTURE[0], 4), np.uint8)
    for frame in frames:
        yield nothing, frame.sound


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

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
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
