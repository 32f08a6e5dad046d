"""Declare the parameters and parts that every character of this source has."""

from __future__ import annotations

from cubism_binding.rigging.rig import Parameter, Part


def _swing(name: str, label: str) -> Parameter:
    return Parameter(f"Param{name}", -1, 0, 1, label, "Sway")


def _shown(name: str, label: str, group: str = "Feelings") -> Parameter:
    return Parameter(f"Param{name}", 0, 0, 1, label, group)


PARAMETERS = [
    Parameter("ParamAngleX", -30, 0, 30, "Angle X", "Head"),
    Parameter("ParamAngleY", -30, 0, 30, "Angle Y", "Head"),
    Parameter("ParamAngleZ", -30, 0, 30, "Angle Z", "Head"),
    *(Parameter(f"ParamEye{s}{kind}", 0, default, top, f"Eye {s} {kind.lower()}", "Eyes")
      for s in "LR" for kind, default, top in (("Open", 1.0, 1.3), ("Smile", 0.0, 1.0))),
    Parameter("ParamEyeBallX", -1, 0, 1, "Gaze X", "Eyes"),
    Parameter("ParamEyeBallY", -1, 0, 1, "Gaze Y", "Eyes"),
    Parameter("ParamEyeBallForm", -1, 0, 1, "Iris size", "Eyes"),
    *(Parameter(f"ParamBrow{s}{kind}", -1, 0, 1, f"Brow {s} {kind.lower()}", "Brows")
      for s in "LR" for kind in ("Y", "X", "Angle", "Form")),
    Parameter("ParamMouthForm", -1, 0, 1, "Mouth form", "Mouth"),
    _shown("MouthOpenY", "Mouth open", "Mouth"),
    _shown("MouthAjar", "Lips parted by feeling", "Mouth"),
    _shown("MouthWave", "Mouth wave", "Mouth"),
    *(_shown(vowel, f"Vowel {vowel}", "Vowels") for vowel in "AIUEO"),
    _shown("Cheek", "Blush"),
    _shown("BlushLines", "Strong blush"),
    _shown("EyeSparkle", "Stars in the eyes"),
    _shown("Tear", "Tears"),
    _shown("Gloom", "Gloom"),
    _shown("Sweat", "Sweat drop"),
    _shown("AngerMark", "Anger mark"),
    _shown("Shock", "Rays of surprise"),
    _shown("Sparkles", "Stars of joy"),
    _shown("Thought", "Dots of thinking"),
    _shown("SleepMark", "Letters of sleep"),
    Parameter("ParamBodyAngleX", -10, 0, 10, "Body X", "Body"),
    Parameter("ParamBodyAngleY", -10, 0, 10, "Body Y", "Body"),
    Parameter("ParamBodyAngleZ", -10, 0, 10, "Body Z", "Body"),
    Parameter("ParamBreath", 0, 0, 1, "Breath", "Body"),
    Parameter("ParamShoulder", -1, 0, 1, "Shoulders", "Body"),
    Parameter("ParamArmR", -1, 0, 1, "Arm R", "Body"),
    Parameter("ParamArmL", -1, 0, 1, "Arm L", "Body"),
    _swing("HairFront", "Bangs, middle"),
    _swing("HairFrontSide", "Bangs, sides"),
    _swing("HairFrontOuter", "Bangs, outermost"),
    _swing("HairSide", "Side hair, thin"),
    _swing("HairSideR", "Side hair R"),
    _swing("HairSideL", "Side hair L"),
    _swing("HairSideTip", "Side hair, tips"),
    _swing("HairBack", "Back hair"),
    _swing("HairBackMiddle", "Back hair, middle"),
    _swing("HairBackOuter", "Back hair, outer"),
    _swing("HairBackTip", "Back hair, tips"),
    _swing("Ahoge", "Cowlick"),
    _swing("Rose", "Rose"),
    _swing("RoseRibbon", "Ribbon of the rose"),
    _swing("Ribbon", "Bow"),
    _swing("RibbonTail", "Ends of the bow"),
    _swing("Pendant", "Pendant"),
    _swing("Skirt", "Skirt"),
]  # fmt: skip

PAIRS = [("ParamAngleX", "ParamAngleY"), ("ParamEyeBallX", "ParamEyeBallY"), ("ParamMouthForm", "ParamMouthOpenY")]

PARTS = [
    Part("PartCore", "Hit areas"), Part("PartHairBack", "Back hair"), Part("PartBody", "Body"),
    Part("PartArms", "Arms", "PartBody"), Part("PartClothes", "Clothes", "PartBody"),
    Part("PartFace", "Face"), Part("PartEyeR", "Eye R", "PartFace"), Part("PartEyeL", "Eye L", "PartFace"),
    Part("PartMouth", "Mouth", "PartFace"), Part("PartBrows", "Brows", "PartFace"),
    Part("PartHairFront", "Front hair"), Part("PartRose", "Rose"), Part("PartFeelings", "Marks of feeling"),
]  # fmt: skip
