"""Say what each feeling does to the face. The mouth's opening belongs to speech and is never set here."""

from __future__ import annotations

from cubism_binding.rigging.json_files import exp3
from cubism_binding.rigging.rig import Document


def _feel(*, eyes: float = 1.0, smile: float = 0.0, iris: float = 0.0, brow: tuple[float, float, float] = (0, 0, 0),
          mouth: float = 0.0, right_brow: tuple[float, float, float] | None = None,
          right_eye: float | None = None, **more: float) -> Document:  # fmt: skip
    """Return an expression; brow is (height, angle, form), angle -1 is angry; eyes multiply their opening."""
    values: dict[str, tuple[str, float]] = {}
    for side, own_eye, own_brow in (("L", eyes, brow), ("R", right_eye or eyes, right_brow or brow)):
        values[f"ParamEye{side}Open"] = ("Multiply", own_eye)
        values[f"ParamEye{side}Smile"] = ("Add", smile)
        for kind, value in zip(("Y", "Angle", "Form"), own_brow, strict=True):
            values[f"ParamBrow{side}{kind}"] = ("Add", value)
    values["ParamEyeBallForm"] = ("Add", iris)
    values["ParamMouthForm"] = ("Add", mouth)
    for name in ("Cheek", "Tear", "Sweat", "AngerMark", "Shock", "Gloom", "MouthWave"):
        values[f"Param{name}"] = ("Add", more.get(name.lower(), 0.0))
    return exp3(values)


EXPRESSIONS: dict[str, Document] = {
    "anger": _feel(eyes=0.76, iris=-0.3, brow=(-0.7, -1.0, -0.7), mouth=-1.0, angermark=1.0, cheek=0.3),
    "disgust": _feel(eyes=0.56, right_eye=0.42, brow=(-0.6, -0.7, -0.8), right_brow=(0.2, 0.5, -0.4), mouth=-0.7,
                     mouthwave=0.9, gloom=0.9),
    "fear": _feel(eyes=1.16, iris=-1.0, brow=(0.6, 1.0, -0.4), mouth=-0.5, mouthwave=0.6, sweat=1.0, gloom=0.6),
    "joy": _feel(eyes=0.62, smile=1.0, brow=(0.6, 0.1, 0.7), mouth=1.0, cheek=1.0),
    "neutral": _feel(mouth=0.2),
    "sadness": _feel(eyes=0.7, iris=0.2, brow=(0.0, 1.0, -0.3), mouth=-0.8, tear=1.0),
    "surprise": _feel(eyes=1.3, iris=-0.5, brow=(1.0, 0.15, 1.0), mouth=-0.25, cheek=0.3, shock=1.0),
}  # fmt: skip
