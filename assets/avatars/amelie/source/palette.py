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
    coat_rim: str = "#e2bcf2"
    coat_gleam: str = "#a982bd"
    coat_light: str = "#8d64a0"
    coat: str = "#664079"
    coat_shade: str = "#472a5c"
    coat_line: str = "#2b1840"
    skirt_gleam: str = "#d9688a"
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
MIU = Palette(
    skin_light="#fff8f4",
    skin="#ffece6",
    hair_shine="#eef0ff",
    hair_light="#a9a3dc",
    hair="#5d568f",
    hair_tip="#7d6fc0",
    hair_shade="#443c72",
    hair_deep="#342c5c",
    hair_dark="#241d45",
    hair_night="#181232",
    hair_line="#1a1338",
    hair_rim="#cfe4ff",
    brow="#3f376c",
    iris_ring="#4a1f08",
    iris_dark="#8a3d0c",
    iris="#e08a17",
    iris_light="#ffd45c",
    iris_glow="#fff9cf",
    pupil="#2c1206",
    lash="#1d1430",
    lash_warm="#4b3260",
    coat_rim="#ffffff",
    coat_gleam="#fff0f4",
    coat_light="#ffd9e2",
    coat="#f7b6c8",
    coat_shade="#cf84a4",
    coat_line="#8c4a6e",
    skirt_gleam="#8b98d8",
    skirt_light="#56629e",
    skirt="#38427a",
    skirt_shade="#252c58",
    skirt_line="#161a3c",
    ribbon_light="#9bb6ff",
    ribbon="#5577e0",
    ribbon_shade="#3149a3",
    ribbon_line="#1c2a66",
)
JULIEN = Palette(
    skin="#ffe6d8",
    skin_shade="#f6c5b4",
    hair_shine="#fff6e6",
    hair_light="#d9b48f",
    hair="#a97850",
    hair_tip="#8f5e3e",
    hair_shade="#835436",
    hair_deep="#643c28",
    hair_dark="#472819",
    hair_night="#301a12",
    hair_line="#43241a",
    hair_rim="#ffe9cf",
    brow="#6d4530",
    iris_ring="#1a2450",
    iris_dark="#2a3f86",
    iris="#4878cc",
    iris_light="#9fd0ff",
    iris_glow="#eef9ff",
    pupil="#0e1533",
    lash="#2c1a18",
    lash_warm="#6e4238",
    blush="#ff9f92",
    coat_rim="#cfe6f2",
    coat_gleam="#86a9ba",
    coat_light="#5f7f8f",
    coat="#3f5f72",
    coat_shade="#2a4354",
    coat_line="#182a38",
    skirt_gleam="#6d7084",
    skirt_light="#4a4d5e",
    skirt="#343747",
    skirt_shade="#232533",
    skirt_line="#141520",
    ribbon_light="#d9848c",
    ribbon="#a83a4c",
    ribbon_shade="#742235",
    ribbon_line="#471222",
)
