"""A Live2D model as a character: it feels, speaks, looks and can be touched.

Places on the picture are (x right, y up), each -1..1 from edge to edge. GL calls happen only in ``open_gl``, ``draw``
and ``close_gl``; everything else works without a context.
"""

from __future__ import annotations

import threading
from pathlib import Path

from companion.avatar.expression_map import expression_map
from companion.avatar.gaze import Gaze
from companion.avatar.portrait import find_face, portrait
from companion.messages import EmotionScores
from companion.paths import cache_dir, default_avatar
from cubism_binding.live2d_model import Live2DModel
from cubism_binding.probe import Probe
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.renderer import Renderer

HOLD_SECONDS = 2.0
"""How long a face is kept after the last word; then it fades to neutral."""
_FADE_SECONDS = 1.0
# An emotion the classifier is sure of shows in full; the faintest still shows this much.
_SURE = 0.6
_FAINTEST = 0.4


def probe(cancelled: threading.Event | None = None) -> Probe:
    """Return the trial of unknown models, whose verdicts the user's cache keeps."""
    return Probe(cache_dir() / "trials", cancelled)


class Live2DAvatar:
    """One character. Owns its model and, between ``open_gl`` and ``close_gl``, its renderer."""

    def __init__(self, path: Path, seed: int = 0, cancelled: threading.Event | None = None) -> None:
        """Load ``path``, a model3.json or the folder that holds one; ``seed`` makes blinks and idle motion repeatable.

        A model the program has never seen is first tried out in a process of its own, which ``cancelled`` cuts short.
        Raises CubismError with one sentence when it is no usable model.
        """
        self.model = Live2DModel.load(path, seed, probe=None if path == default_avatar() else probe(cancelled))
        self._expressions = expression_map(self.model.expression_names)
        native = self.model.native
        self._face = find_face(native)
        self.framing: Framing = portrait(native, self._face)
        self.expression: str | None = None
        """Name of the expression shown or fading in; None for the model's own face."""
        self._gaze = Gaze(seed)
        self._speaking = False
        self._hold_left = 0.0
        self._mouth_kept_shut = 0.0
        self._size = (1, 1)
        self._renderer: Renderer | None = None
        self.express_neutral()

    def express(self, emotion: EmotionScores) -> None:
        """Show ``emotion``: at once, through the speech that goes on or for HOLD_SECONDS, then back to neutral."""
        label = emotion.label
        strength = max(emotion.scores) / _SURE
        weight = 1.0 if label == "neutral" else min(1.0, max(_FAINTEST, strength))
        self.show_expression(self._expressions.get(label), weight)
        self._hold_left = HOLD_SECONDS

    def express_neutral(self) -> None:
        """Fade to the neutral face."""
        self.show_expression(self._expressions.get("neutral"), 1.0)

    def show_expression(self, name: str | None, weight: float = 1.0) -> None:
        """Fade to the model's expression ``name``, with ``weight`` 0..1; None fades to its own face."""
        self.expression = name
        self.model.set_expression(name, weight)

    def speaking(self, speaks: bool) -> None:
        """Tell when she starts and stops to be heard. While she speaks only ``set_mouth`` moves the mouth."""
        if speaks:
            self.model.lip_sync.value = 0.0
        elif self._speaking:
            self._hold_left = HOLD_SECONDS
            # An expression that opens the mouth must not pull it open the moment the voice ends.
            self.model.lip_sync.value = 0.0
            self._mouth_kept_shut = HOLD_SECONDS + _FADE_SECONDS
        self._speaking = speaks

    def set_mouth(self, opening: float) -> None:
        """Open the mouth, 0 shut to 1 wide; no effect unless speaking."""
        if self._speaking:
            self.model.lip_sync.value = min(1.0, max(0.0, opening))

    @property
    def mouth_value(self) -> float:
        """How far the mouth is open in the pose of the last ``update``, 0..1."""
        ids = self.model.lip_sync.ids
        widest = self.model.parameter_range(ids[0])[2] if ids else 1.0
        return min(1.0, max(0.0, self.model.mouth_value / widest)) if widest > 0 else 0.0

    def look_at(self, x: float | None, y: float | None) -> None:
        """Turn eyes, head and body to a place on the picture; None: she looks at the viewer, as she likes."""
        if x is None or y is None:
            self._gaze.target = None
            return
        face_x, face_y = self._face_on_picture()
        self._gaze.target = (max(-1.0, min(1.0, x - face_x)), max(-1.0, min(1.0, y - face_y)))

    def hit(self, x: float, y: float) -> str | None:
        """Return the name of the hit area at a place on the picture, or None."""
        width, height = self._size
        place = self._fitted(width, height).to_model(
            self.model.native.canvas, width, height, (x + 1) / 2 * width, (1 - y) / 2 * height
        )
        return self.model.hit_test(*place)

    def update(self, dt: float) -> None:
        """Move on by ``dt`` seconds: motion, blink, breath, expression, physics, and last the mouth."""
        if not self._speaking:
            if self._hold_left > 0.0:
                self._hold_left -= dt
                if self._hold_left <= 0.0:
                    self.express_neutral()
            if self._mouth_kept_shut > 0.0:
                self._mouth_kept_shut -= dt
                if self._mouth_kept_shut <= 0.0:
                    self.model.lip_sync.value = None
        self.model.look_at(*self._gaze.update(dt))
        self.model.update(dt)

    def open_gl(self, *, fast: bool = False) -> None:
        """Upload the textures; the context that ``draw`` will use must be current. ``fast``: see ``Renderer``."""
        self.close_gl()
        self._renderer = Renderer(self.model, fast=fast)

    def draw(
        self, width: int, height: int, background: tuple[float, float, float, float] | None = (0.0, 0.0, 0.0, 0.0)
    ) -> None:
        """Draw the present pose into the framebuffer bound now; ``background`` None keeps what is there."""
        if self._renderer is None:
            raise RuntimeError("draw() needs open_gl() first")
        self._size = (width, height)
        self._renderer.draw(width, height, framing=self._fitted(width, height), background=background)

    def close_gl(self) -> None:
        """Free what lives on the graphics card; its context must be current. Harmless the second time."""
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def close(self) -> None:
        """Free the model; after ``close_gl``."""
        self.model.close()

    def _fitted(self, width: int, height: int) -> Framing:
        """Return the framing for a picture of this shape: the square portrait is always seen whole."""
        part = min(1.0, width / height)
        return Framing(self.framing.zoom * part, self.framing.x * part, self.framing.y * part)

    def _face_on_picture(self) -> tuple[float, float]:
        if self._face is None:
            return 0.0, 0.0
        scale_x, scale_y, offset_x, offset_y = self._fitted(*self._size).transform(
            self.model.native.canvas, *self._size
        )
        return self._face.x * scale_x + offset_x, self._face.y * scale_y + offset_y
