"""The embedded emotion engine on sentences it was not trained on: how often it is right, and how long one takes."""

from __future__ import annotations

import statistics
import time
import tomllib

from companion.bench.measurement import Figure
from companion.engine.emotions.embedded import EmbeddedEmotions
from companion.engine.emotions.encoder import installed_encoders
from companion.messages import EngineConfig
from companion.paths import assets_dir

_GOALS = {"test_en.toml": ">= 85", "test_ru.toml": ">= 80"}


def measure() -> list[Figure]:
    """Return the figures of each encoder here; one thread, half a minute at most."""
    figures: list[Figure] = []
    for name in installed_encoders():
        engine = EmbeddedEmotions(EngineConfig(options=(("encoder", name),)), lambda _: None)
        engine.scores("Warm up.")
        milliseconds: list[float] = []
        for file, goal in _GOALS.items():
            table = tomllib.loads((assets_dir() / "emotion" / file).read_text(encoding="utf-8"))
            right = []
            for label, sentences in table.items():
                for sentence in sentences:
                    begin = time.perf_counter()
                    right.append(engine.scores(sentence).label == label)
                    milliseconds.append((time.perf_counter() - begin) * 1000)
            figures.append(Figure(f"feelings, {name}, {file}", 100 * sum(right) / len(right), "%", goal=goal))
        figures.append(Figure(f"feelings, {name}, a sentence", statistics.median(milliseconds), "ms", goal="<= 60"))
        engine.close()
    return figures
