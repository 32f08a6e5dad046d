"""What every kind of character does alike: which face it shows and for how long, and who owns its mouth."""

from __future__ import annotations

from collections.abc import Mapping

from companion.avatar.expression_map import expression_map
from companion.avatar.life import Life
from companion.avatar.posture import Posture
from companion.avatar.reactions import URGENT, face_map, motion_map
from companion.messages import NO_VOWELS, EmotionScores

HOLD_SECONDS = 2.0
"""How long a face is kept after the last word; then it fades to neutral."""
FADE_SECONDS = 1.0
# An emotion the classifier is sure of shows in full; the faintest still shows this much.
_SURE = 0.6
_FAINTEST = 0.4


class Acting:
    """The part of an ``Avatar`` that needs no body. A body derives from it and reads it in each ``update``."""

    knows_weights = True
    """Whether the body can show a part of an expression; else her mood does not show in her face at rest."""

    def __init__(
        self,
        expression_names: tuple[str, ...],
        motion_groups: tuple[str, ...],
        seed: int,
        emotions: dict[str, str] | None = None,
    ) -> None:
        self.expression_names = expression_names
        self.expression: str | None = None
        self.weight = 1.0
        """How much of the expression shows, 0..1."""
        self.mouth: float | None = None
        """The opening speech asks for, 0..1; None: the mouth belongs to motions and expressions."""
        self.vowels = NO_VOWELS
        """The shape it asks for: how much of each of VOWELS."""
        self.life = Life(seed)
        """What she does of her own accord."""
        self.problems: tuple[str, ...] = ()
        self.emotions = expression_map(expression_names) if emotions is None else emotions
        """Emotion label -> name of the expression that shows it, as guessed from names and what expressions move."""
        self._table: Mapping[str, Mapping[str, float]] = {}
        self._faces = face_map(expression_names, self.emotions)
        self.motion_groups = motion_groups
        """Names for ``start_motion``."""
        self._motions = motion_map(motion_groups)
        self._wordless: str | None = None
        self._resting = ("neutral", 1.0)
        self._speaks = False
        self._hold_left = 0.0
        self._mouth_kept_shut = 0.0
        self.express_neutral()

    @property
    def parameter_names(self) -> Mapping[str, str]:
        """What the author calls the parameters; a body that knows overrides this."""
        return {}

    @property
    def parameter_values(self) -> Mapping[str, float]:
        """The values after the last ``update``; a body that can tell overrides this."""
        return {}

    def express(self, emotion: EmotionScores) -> None:
        """Show ``emotion``: at once, through the speech that goes on or for HOLD_SECONDS, then back to neutral."""
        label = emotion.label
        strength = 1.0 if label == "neutral" else min(1.0, max(_FAINTEST, max(emotion.scores) / _SURE))
        self.show_mix({name: weight * strength for name, weight in self.face_of(label).items()})
        self._hold_left = HOLD_SECONDS

    def express_neutral(self) -> None:
        """Fade to the face she has at rest: the neutral one, or a trace of her mood."""
        self._resting = self._rest()
        label, weight = self._resting
        self.show_mix({name: part * weight for name, part in self.face_of(label).items()})

    def _rest(self) -> tuple[str, float]:
        label, weight = self.life.resting
        return (label, weight) if self.knows_weights and self.face_of(label) else ("neutral", 1.0)

    def face_of(self, label: str) -> Mapping[str, float]:
        """Return the expressions mixed for an emotion, with their weights: as the table says, else as guessed."""
        if label in self._table:
            return self._table[label]
        return {self.emotions[label]: 1.0} if label in self.emotions else {}

    def take_table(self, table: Mapping[str, Mapping[str, float]]) -> None:
        """Show emotions as ``table`` says: emotion -> expression -> weight; names she lacks are left out.

        What the table does not name is guessed; an empty mix is the character's own face.
        """
        known = set(self.expression_names)
        self._table = {
            label: {name: weight for name, weight in mix.items() if name in known and weight > 0.0}
            for label, mix in table.items()
            if not mix or known.intersection(mix)
        }
        if self._hold_left <= 0.0 and self._wordless is None:
            self.express_neutral()

    def show_expression(self, name: str | None, weight: float = 1.0) -> None:
        """Fade to the expression ``name``, with ``weight`` 0..1; None fades to the character's own face."""
        self.show_mix({name: weight} if name is not None else {})

    def show_mix(self, mix: Mapping[str, float]) -> None:
        """Fade to several expressions shown together, each with its weight; a body that cannot shows the strongest."""
        self.expression = max(mix, key=lambda name: mix[name], default=None)
        self.weight = max(mix.values(), default=1.0)

    def try_face(self, mix: Mapping[str, float]) -> None:
        """Show a mix as if an emotion had asked for it: it is held, then fades back."""
        self.show_mix(mix)
        self._hold_left = HOLD_SECONDS

    def speaking(self, speaks: bool) -> None:
        """Tell when she starts and stops to be heard. While she speaks only ``set_mouth`` moves the mouth."""
        if speaks:
            self.mouth = 0.0
        elif self._speaks:
            self._hold_left = HOLD_SECONDS
            # An expression that opens the mouth must not pull it open the moment the voice ends.
            self.mouth = 0.0
            self._mouth_kept_shut = HOLD_SECONDS + FADE_SECONDS
        self._speaks = speaks

    def set_mouth(self, opening: float, vowels: tuple[float, ...] = NO_VOWELS) -> None:
        """Open the mouth, 0 shut to 1 wide, in the shape of ``vowels``; no effect unless speaking."""
        if self._speaks:
            self.mouth, self.vowels = min(1.0, max(0.0, opening)), vowels

    def look_at(self, x: float | None, y: float | None) -> None:
        """Turn eyes, head and body to a place on the picture; None: she looks at the viewer, as she likes."""
        if x is None or y is None:
            self.life.look_at(None, None)
            return
        face_x, face_y = self._face_on_picture()
        self.life.look_at(x - face_x, y - face_y)

    def _face_on_picture(self) -> tuple[float, float]:
        """Return where on the picture her face is; a body that knows overrides this."""
        return 0.0, 0.0

    def start_motion(self, group: str, index: int | None = None, *, urgent: bool) -> None:
        """Start a motion of a group, ``urgent`` over any other; a body that has motions overrides this."""

    def act(self, dt: float) -> Posture:
        """Let ``dt`` seconds pass: faces come and end, motions begin, the mouth becomes free; return the posture."""
        posture = self.life.update(dt)
        for act in self.life.take_acts():
            if self._speaks:
                continue  # some motions move the mouth, which is speech's
            if act in URGENT:
                self._hold_left = min(self._hold_left, dt)  # a hand is newer than the last sentence
            if act in self._motions:
                self.start_motion(self._motions[act], urgent=act in URGENT)
        if self.life.asleep and "sleep" in self._motions:
            self.start_motion(self._motions["sleep"], urgent=False)  # begins again when the last one has ended
        if not self._speaks:
            self._end_faces(dt)
        self._show_wordless()
        return posture

    def _show_wordless(self) -> None:
        """Show what her face says without words, while no sentence has a say in it."""
        wish = None if self._speaks or self._hold_left > 0.0 else self.life.face
        wish = wish if wish in self._faces else None
        if wish == self._wordless:
            if wish is None and not self._speaks and self._hold_left <= 0.0 and self._rest() != self._resting:
                self.express_neutral()  # her mood has changed
            return
        self._wordless = wish
        if wish is not None:
            self.show_expression(*self._faces[wish])
        elif self._hold_left <= 0.0:
            self.express_neutral()

    def _end_faces(self, dt: float) -> None:
        if self._hold_left > 0.0:
            self._hold_left -= dt
            if self._hold_left <= 0.0:
                self.express_neutral()
        if self._mouth_kept_shut > 0.0:
            self._mouth_kept_shut -= dt
            if self._mouth_kept_shut <= 0.0:
                self.mouth = None
