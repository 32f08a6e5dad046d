"""The colours of a character. Lines are darker, hue-shifted neighbours of what they bound: never black."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Hold every colour of a character; the defaults are Amelie's. Light falls from the upper left."""

    skin_light: str = "#fff6ef"
    skin: str = "#ffeadf"
    skin_shade: str = "#fbcfc4"
    skin_deep: str = "#eea6a6"
    skin_line: str = "#b0606a"
    blush: str = "#ff8b98"
    lip: str = "#e0707e"

    hair_shine: str = "#fff4f7"
    hair_light: str = "#ffcfdd"
    hair: str = "#ffa6c3"
    hair_tip: str = "#f0699c"
    hair_shade: str = "#e5739f"
    hair_deep: str = "#b94c86"
    hair_dark: str = "#7d3170"
    hair_night: str = "#552257"
    hair_line: str = "#963a70"
    hair_rim: str = "#ffe4f6"

    eye_white: str = "#fffdfb"
    eye_shade: str = "#cdb9dc"
    iris_ring: str = "#083743"
    iris_dark: str = "#0c4f57"
    iris: str = "#129a8c"
    iris_light: str = "#62ecb9"
    iris_glow: str = "#e6ffe4"
    pupil: str = "#04202b"
    lash: str = "#33102e"
    lash_warm: str = "#8a3157"
    brow: str = "#b64a7c"

    mouth_line: str = "#86304a"
    mouth_deep: str = "#6d1a36"
    mouth_inside: str = "#b23a55"
    tongue: str = "#f58993"
    teeth: str = "#fffaf7"

    rose: str = "#dc2450"
    rose_light: str = "#ff7f96"
    rose_shade: str = "#a10f3d"
    rose_line: str = "#690a2e"
    leaf: str = "#5aa871"
    leaf_shade: str = "#2a7156"
    leaf_line: str = "#174c40"

    blouse: str = "#fffbf8"
    blouse_shade: str = "#dccfe8"
    blouse_deep: str = "#b7a3cc"
    blouse_line: str = "#8d78a4"
    coat_light: str = "#8d64a0"
    coat: str = "#664079"
    coat_shade: str = "#472a5c"
    coat_line: str = "#2b1840"
    skirt_light: str = "#b8385f"
    skirt: str = "#8f2149"
    skirt_shade: str = "#641237"
    skirt_line: str = "#3f0a28"
    ribbon_light: str = "#ff8fa6"
    ribbon: str = "#e43c65"
    ribbon_shade: str = "#a5174a"
    ribbon_line: str = "#6d0d38"
    choker_light: str = "#70407a"
    choker: str = "#3a1f42"
    gold: str = "#ffdc93"
    gold_shade: str = "#c98a3c"

    tear: str = "#bfe9ff"
    tear_line: str = "#4f9fd4"
    anger: str = "#ea3350"
    gloom: str = "#5a5aa8"
    spark: str = "#ffe27a"
    spark_line: str = "#a3671c"


AMELIE = Palette()
