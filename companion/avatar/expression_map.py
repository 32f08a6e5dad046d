"""Which expression of a model shows which emotion.

Every author names expressions in an own way. In order: an expression named like the emotion; the names of Live2D's
sample models (F01...F08); a guess from words that occur in the name, in several languages; a guess from what the
expression does to brows, eyes and mouth. What nothing shows has no expression, and the character keeps a neutral face
for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from companion.messages import EMOTIONS
from cubism_binding.framework.standard_parameters import roles_of

SAMPLE_MODEL_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "neutral": ("f01",),
        "surprise": ("f02",),
        "anger": ("f03",),
        "sadness": ("f04",),
        "joy": ("f05",),
        "fear": ("f06",),
        "disgust": ("f08", "f07"),
    }
)

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "neutral": ("neutral", "normal", "default", "idle", "calm", "serious", "обычное", "спокойствие", "нейтрально"),
        "surprise": ("surprise", "surprised", "shock", "shocked", "amazed", "astonished", "wow", "sorpresa", "surpris"),
        "anger": ("anger", "angry", "mad", "rage", "furious", "annoyed", "pout", "enfado", "enojado", "colere", "wut"),
        "sadness": ("sadness", "sad", "cry", "crying", "tears", "tear", "sorrow", "upset", "unhappy", "depressed",
                    "triste", "traurig", "lloro"),
        "joy": ("joy", "happy", "smile", "smiling", "laugh", "laughing", "delight", "glad", "grin", "fun", "star",
                "stars", "love", "heart", "hearts", "feliz", "alegre", "heureux", "joie", "freude"),
        "fear": ("fear", "fearful", "afraid", "scared", "worried", "worry", "nervous", "panic", "anxious", "sweat",
                 "miedo", "peur", "angst"),
        "disgust": ("disgust", "disgusted", "dislike", "disdain", "contempt", "sick", "gross", "eww", "asco", "ekel"),
    }
)  # fmt: skip
"""Whole words; the earlier ones are surer."""

_STEMS = {
    "neutral": "нейтрал обычн спокой 普通 通常 默认 預設 正常 平静 ノーマル デフォルト 無表情 无表情 真顔 기본 무표정",
    "surprise": "удивл шок изумл 惊讶 吃惊 震惊 惊 驚 びっくり ビックリ 놀라 놀람",
    "anger": "злост злая злой злит гнев серд ярост 生气 生氣 愤怒 怒 黑脸 おこ イライラ 화남 분노 화난",
    "sadness": "груст печал слез слёз плач тоск 难过 難過 伤心 傷心 悲 哭 泪 淚 涙 泣 哀 委屈 かなし "
    "しょんぼり 슬픔 슬픈 눈물 우는",
    "joy": "радост улыб смех счаст весел 开心 開心 高兴 高興 微笑 喜 笑 嬉 楽 星星 爱心 愛心 ハート にこ "
    "ニコ うれし 기쁨 웃 행복",
    "fear": "страх испуг боит тревог 害怕 恐 怖 紧张 緊張 慌 不安 焦 担心 流汗 青ざめ 汗 무서 공포 당황",
    "disgust": "отвращ брезг презр 厌恶 厭惡 嫌 鄙视 軽蔑 无语 無語 嫌弃 ジト じと 혐오 싫",
}
STEMS: Mapping[str, tuple[str, ...]] = MappingProxyType({label: tuple(text.split()) for label, text in _STEMS.items()})
"""Parts of words, for languages that bend their words or write them without spaces; of two matches the longer wins."""

_SURE = 0.35
"""How sure a guess from what an expression moves must be."""


def expression_map(
    names: Iterable[str], changes: Mapping[str, Mapping[str, float]] = MappingProxyType({})
) -> dict[str, str]:
    """Return emotion label -> expression name for those of the seven emotions that ``names`` can show.

    ``changes`` may tell what expressions move: name -> parameter -> by which part of its range, -1..1.
    """
    known = list(names)
    by_lower = {name.lower(): name for name in reversed(known)}
    found: dict[str, str] = {}
    for label in EMOTIONS:
        exact = [by_lower[key] for key in (label, *SAMPLE_MODEL_NAMES[label]) if key in by_lower]
        words = exact or [name for word in WORDS[label] for name in known if word in _words(name)]
        guesses = words or [name for name in known if _stem_label(name) == label]
        if guesses:
            found[label] = guesses[0]
    return found | _by_what_they_move(changes, found)


def _words(name: str) -> set[str]:
    """Split ``exp_AngryFace02`` into {exp, angry, face}: file endings, digits and case carry no meaning."""
    stem = name.removesuffix(".json").removesuffix(".exp3")
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+", stem)
    return {word.lower() for word in parts}


def _stem_label(name: str) -> str | None:
    """Return the emotion whose stem in the name is longest, None without any."""
    lower = name.lower()
    matches = [(len(stem), label) for label in EMOTIONS for stem in STEMS[label] if stem in lower]
    return max(matches, key=lambda match: match[0])[1] if matches else None


def _by_what_they_move(changes: Mapping[str, Mapping[str, float]], found: Mapping[str, str]) -> dict[str, str]:
    """Guess the emotions still missing from the expressions no name explains."""
    left = {name: _Face(moves) for name, moves in changes.items() if name not in found.values()}
    taken: dict[str, str] = {}
    rated = sorted(
        ((rate(face), label, name) for label, rate in _RATES.items() if label not in found
         for name, face in left.items() if _stem_label(name) is None),
        key=lambda entry: -entry[0],
    )  # fmt: skip
    for sure, label, name in rated:
        if sure >= _SURE and label not in taken and name not in taken.values():
            taken[label] = name
    return taken


class _Face:
    """What an expression does, each as part of the range, the sides' mean: + is up, open, smiling."""

    def __init__(self, moves: Mapping[str, float]) -> None:
        roles = roles_of(moves)

        def mean(*names: str) -> float:
            values = [moves[name] for role in names for name in roles.get(role, ())]
            return sum(values) / len(values) if values else 0.0

        self.smile, self.mouth = mean("mouth shape"), mean("mouth opening")
        self.eye_smile, self.eyes = mean("eye smile"), mean("left eye opening", "right eye opening")
        self.brows, self.brow_angle = mean("brow height"), mean("brow angle", "brow shape")
        self.pupil, self.blush = mean("pupil"), mean("blush")
        self.tears = max((amount for name, amount in moves.items() if re.search(r"(?i)tear|namida|cry|涙|泪", name)),
                         default=0.0)  # fmt: skip
        self.moves = max(map(abs, moves.values()), default=0.0)


_RATES: Mapping[str, Callable[[_Face], float]] = MappingProxyType(
    {
        "neutral": lambda f: 1.0 if f.moves < 0.01 else 0.0,
        "joy": lambda f: 0.9 * f.eye_smile + 0.7 * f.smile + 0.2 * f.brows - f.tears + min(0.0, f.brow_angle),
        "sadness": lambda f: f.tears - f.smile + 0.5 * f.brow_angle - 0.3 * f.eyes - f.eye_smile,
        "anger": lambda f: -1.2 * f.brow_angle - 0.5 * f.smile - 0.4 * f.brows - f.tears - f.eye_smile,
        "surprise": lambda f: (
            0.6 * f.mouth + 0.8 * f.eyes + 0.6 * f.brows - f.eye_smile - f.tears + min(0.0, f.brow_angle)
        ),
        "fear": lambda f: -0.8 * f.pupil - 0.5 * f.smile + 0.3 * f.eyes + 0.3 * f.brow_angle - f.eye_smile,
    }
)
"""How much a face looks like an emotion. Disgust has no look of its own that standard parameters could tell."""
