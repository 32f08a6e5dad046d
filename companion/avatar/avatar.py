"""What every kind of character can do, and which kind a path holds.

A new kind is one module with a class that fulfils ``Avatar`` and one ``AvatarKind``, named in ``BUILT_IN`` or announced
by another package under the entry point group ``companion.avatars``. Nothing here imports a graphics library: the
window needs this before it is on screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from companion.avatar.archive import is_archive, unpacked
from companion.avatar.life import Life
from companion.errors import CompanionError
from companion.messages import NO_VOWELS, EmotionScores
from companion.paths import of_user
from companion.safe_mode import plug_ins

if TYPE_CHECKING:
    from cubism_binding.rendering.framing import Framing

ENTRY_POINTS = "companion.avatars"

BUILT_IN = (
    "companion.avatar.live2d_avatar",
    "companion.avatar.cubism2_avatar",
    "companion.avatar.still_picture",
)
"""Modules with a ``KIND``, in the order they are asked: a folder with a Live2D model may hold pictures as well."""

Color = tuple[float, float, float, float]


class Avatar(Protocol):
    """A character on stage. Places are (x right, y up), each -1..1 from edge to edge of the picture.

    GL calls happen only in ``open_gl``, ``draw`` and ``close_gl``; everything else works without a context. Equal seed
    and equal calls give equal pictures.
    """

    @property
    def expression_names(self) -> tuple[str, ...]:
        """Names for ``show_expression``."""

    @property
    def identity(self) -> str:
        """Equal for the same character wherever its files lie; under it the user's wishes for its looks are kept."""

    @property
    def portrait(self) -> Framing:
        """The framing found for it: head and shoulders, or without a face as its author placed it."""

    framing: Framing
    """Where it stands in the picture now."""

    @property
    def expression(self) -> str | None:
        """The expression shown or fading in; None for the character's own face."""

    @property
    def mouth_value(self) -> float:
        """How far the mouth is open after the last ``update``, 0..1."""

    @property
    def parameters(self) -> Mapping[str, tuple[float, float, float]]:
        """Name -> (minimum, default, maximum) of what ``override_parameter`` takes; empty where there are none."""

    @property
    def parameter_names(self) -> Mapping[str, str]:
        """What the author calls the parameters, for those that have such a name."""

    @property
    def parameter_values(self) -> Mapping[str, float]:
        """The values after the last ``update``; empty where they cannot be read."""

    @property
    def life(self) -> Life:
        """What she does of her own accord: tell it who is there, what the hour is and what touches her."""

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each of her files that is missing or damaged and was left out."""

    def preload(self) -> None:
        """Decode the pictures, so that ``open_gl`` has only to upload them; do it where waiting does no harm."""

    def express(self, emotion: EmotionScores) -> None:
        """Show an emotion, hold it while she speaks and a little longer, then fade to neutral."""

    def show_expression(self, name: str | None, weight: float = 1.0) -> None:
        """Fade to an expression by its name, in the degree of ``weight`` 0..1; None: to the character's own face."""

    def show_mix(self, mix: Mapping[str, float]) -> None:
        """Fade to several expressions shown together, each with its weight 0..1; none: the character's own face."""

    def try_face(self, mix: Mapping[str, float]) -> None:
        """Show a mix as if an emotion had asked for it: it is held, then fades back."""

    def face_of(self, label: str) -> Mapping[str, float]:
        """Return the expressions that show an emotion, with their weights."""

    def take_table(self, table: Mapping[str, Mapping[str, float]]) -> None:
        """Show emotions as ``table`` says, emotion -> expression -> weight; the others are guessed."""

    @property
    def motion_groups(self) -> tuple[str, ...]:
        """Names for ``start_motion``; empty for a body without motions."""

    def start_motion(self, group: str, index: int | None = None, *, urgent: bool) -> None:
        """Start a motion of one of ``motion_groups``, a random one for None, over idle ones; ``urgent``: over any.

        Raises CompanionError or CubismError for an ``index`` the group does not have.
        """

    def override_parameter(self, name: str, value: float | None) -> None:
        """Force one of ``parameters`` over all that moves it, until None releases it."""

    def speaking(self, speaks: bool) -> None:
        """Begin or end to speak; in between only ``set_mouth`` moves the mouth."""

    def set_mouth(self, opening: float, vowels: tuple[float, ...] = NO_VOWELS) -> None:
        """Open the mouth, 0 shut to 1 wide, with so much of each of ``messages.VOWELS``; no effect unless speaking."""

    def look_at(self, x: float | None, y: float | None) -> None:
        """Look towards a place on the picture or outside it; None: wherever she likes."""

    def hit(self, x: float, y: float) -> str | None:
        """Return the name of the part at a place on the picture, None beside her."""

    def update(self, dt: float) -> None:
        """Live for ``dt`` seconds."""

    def open_gl(self, *, fast: bool = False, live: bool = False) -> None:
        """Make the GL objects in the current context.

        ``fast``: a little coarser, for where there is no GPU. ``live``: ``draw`` may show a moment that is some
        hundredths of a second old rather than wait; never for a film, whose frames must be the same each time.
        """

    def draw(self, width: int, height: int, background: Color | None = (0.0, 0.0, 0.0, 0.0)) -> None:
        """Draw into the framebuffer bound now; ``background`` None keeps what is there."""

    def close_gl(self) -> None:
        """Free the GL objects with their context current. Harmless the second time."""

    def close(self) -> None:
        """Free everything else; after ``close_gl``."""


@dataclass(frozen=True)
class AvatarKind:
    """One format of characters.

    ``find`` returns the file or folder this kind would load for a path, None when the path holds no such character;
    it raises CubismError or CompanionError when it is this kind but cannot be used. ``load`` takes what ``find``
    returned, a seed, and what cuts a long loading short (or None).
    """

    name: str
    find: Callable[[Path], Path | None]
    load: Callable[[Path, int, Event | None], Avatar]


@dataclass(frozen=True)
class FoundAvatar:
    """A character that can be loaded: its kind and the file or folder it is in."""

    kind: AvatarKind
    path: Path

    def load(self, seed: int = 0, cancelled: Event | None = None) -> Avatar:
        """Load it; ``seed`` makes blinks and idle life repeatable, ``cancelled`` gives up."""
        return self.kind.load(self.path, seed, cancelled)


def avatar_kinds() -> tuple[AvatarKind, ...]:
    """Return all kinds, the built-in ones first."""
    own = [import_module(name).KIND for name in BUILT_IN]
    return (*own, *(point.load() for point in plug_ins(ENTRY_POINTS)))


def find_avatar(path: Path) -> FoundAvatar:
    """Return the character at ``path``, a file, a folder or a zip file with them.

    Raises CompanionError or CubismError with one sentence when there is none or it cannot be used.
    """
    path = of_user(path)
    try:
        held = unpacked(path) if is_archive(path) else path
        for kind in avatar_kinds():
            found = kind.find(held)
            if found is not None:
                return FoundAvatar(kind, found)
        there = path.exists()
    except (OSError, ValueError) as error:  # not allowed to look, or a name no file can have
        raise CompanionError(f"{str(path)!r} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if not there:
        raise CompanionError(f"There is no {path}; check the name of the character's file or folder.")
    raise CompanionError(
        f"There is no character in {path}: choose a model3.json (Live2D, Cubism 3 to 5), a model.json (Cubism 2), "
        "a picture, or a folder or zip file that holds one of them."
    )


def load_avatar(path: Path, seed: int = 0, cancelled: Event | None = None) -> Avatar:
    """Find and load the character at ``path``. Raises CompanionError or CubismError with one sentence."""
    return find_avatar(path).load(seed, cancelled)
