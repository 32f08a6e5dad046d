"""Say what each feeling does to the face. Opening the mouth belongs to speech and is never set here."""

from __future__ import annotations

from cubism_binding.rigging.json_files import exp3
from cubism_binding.rigging.rig import Document

_MARKS = ("Cheek", "BlushLines", "EyeSparkle", "Tear", "Gloom", "Sweat", "AngerMark", "Shock", "Sparkles", "Thought",
          "SleepMark", "MouthWave", "MouthAjar")  # fmt: skip
Brow = tuple[float, float, float]


def _feel(*, eyes: float = 1.0, smile: float = 0.0, iris: float = 0.0, brow: Brow = (0, 0, 0), mouth: float = 0.0,
          together: float = 0.0, right_brow: Brow | None = None, right_eye: float | None = None,
          right_smile: float | None = None, gaze: tuple[float, float] = (0, 0), tilt: float = 0.0,
          shoulder: float = 0.0, **marks: float) -> Document:  # fmt: skip
    """Return an expression; brow is (height, angle, form), angle -1 is angry; eyes multiply their opening."""
    values: dict[str, tuple[str, float]] = {}
    for side, own_eye, own_smile, own_brow in (
        ("L", eyes, smile, brow),
        ("R", eyes if right_eye is None else right_eye, smile if right_smile is None else right_smile,
         right_brow or brow),
    ):  # fmt: skip
        values[f"ParamEye{side}Open"] = ("Multiply", own_eye)
        values[f"ParamEye{side}Smile"] = ("Add", own_smile)
        values[f"ParamBrow{side}X"] = ("Add", -together)
        for kind, value in zip(("Y", "Angle", "Form"), own_brow, strict=True):
            values[f"ParamBrow{side}{kind}"] = ("Add", value)
    values["ParamEyeBallForm"] = ("Add", iris)
    values["ParamEyeBallX"], values["ParamEyeBallY"] = ("Add", gaze[0]), ("Add", gaze[1])
    values["ParamMouthForm"] = ("Add", mouth)
    values["ParamAngleZ"] = ("Add", tilt)
    values["ParamShoulder"] = ("Add", shoulder)
    for name in _MARKS:
        values[f"Param{name}"] = ("Add", marks.pop(name.lower(), 0.0))
    if marks:
        raise ValueError(f"No such marks: {', '.join(marks)}")
    return exp3(values)


EXPRESSIONS: dict[str, Document] = {
    "anger": _feel(eyes=0.5, iris=-0.25, brow=(-0.8, -1.0, -0.5), together=0.8, mouth=-1.0, mouthajar=0.8,
                   angermark=1.0, cheek=0.5, shoulder=0.6),
    "disgust": _feel(eyes=0.3, right_eye=0.2, brow=(-0.7, -0.7, -0.6), right_brow=(0.3, 0.3, -0.4), together=0.6,
                     mouth=-0.7, mouthwave=1.0, gloom=1.0, tilt=-6, gaze=(0.35, -0.1)),
    "fear": _feel(eyes=1.18, iris=-1.0, brow=(0.5, 1.0, -0.3), together=0.5, mouth=-0.5, mouthwave=1.0, sweat=1.0,
                  gloom=0.55, shoulder=1.0),
    "joy": _feel(eyes=0.85, smile=0.8, iris=0.2, brow=(0.6, 0.15, 0.7), mouth=1.0, mouthajar=1.0, cheek=1.0,
                 eyesparkle=1.0, sparkles=1.0),
    "neutral": _feel(mouth=0.25),
    "sadness": _feel(eyes=0.52, iris=0.15, brow=(0.1, 1.0, -0.2), together=0.3, mouth=-0.8, tear=1.0, tilt=4,
                     gaze=(0.0, -0.35), shoulder=-0.5),
    "surprise": _feel(eyes=1.26, iris=-0.45, brow=(1.0, 0.1, 0.9), mouthajar=1.0, shock=1.0, shoulder=0.7),
    "blush": _feel(eyes=0.6, brow=(0.3, 0.7, 0.2), mouth=0.1, mouthwave=0.7, cheek=1.0, blushlines=1.0,
                   gaze=(-0.5, -0.35), tilt=5, shoulder=0.5),
    "sleepy": _feel(eyes=0.22, brow=(0.35, 0.45, 0.2), mouth=0.0, sleepmark=1.0, tilt=-6, gaze=(0.0, -0.3),
                    shoulder=-0.6),
    "thinking": _feel(eyes=0.9, brow=(0.1, -0.3, -0.2), right_brow=(0.8, 0.2, 0.3), mouth=-0.35, thought=1.0,
                      gaze=(0.6, 0.75), tilt=5),
    "wink": _feel(eyes=1.0, right_eye=0.0, right_smile=1.0, brow=(0.6, 0.1, 0.5), right_brow=(-0.1, 0.0, 0.4),
                  mouth=0.9, mouthajar=0.6, cheek=0.7, sparkles=0.0, tilt=6),
}  # fmt: skip
