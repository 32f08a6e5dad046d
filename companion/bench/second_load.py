"""A model that must be converted for transformers: its first load against the second, which reads the kept copy."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from companion.bench.measurement import Figure
from companion.engine.llm import converted
from companion.engine.llm.transformers_model import TransformersModel
from companion.messages import EngineConfig
from companion.models.download import install, path_of

MODEL = "smollm2-135m"


def measure() -> list[Figure]:
    """Return the processor seconds of both loads of the tiny GGUF model as bfloat16; takes up to two minutes."""
    install(MODEL, lambda _: None)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.gguf"
        file.symlink_to(path_of(MODEL))
        options = (("hub_model", str(file)), ("dtype", "bfloat16"))
        config = EngineConfig(llm="transformers", options=options, offline=True, threads=1)
        seconds: list[float] = []
        kept = converted.converted_folder(converted.find_source(str(file), True, lambda _: None), "bfloat16")
        try:
            for _ in range(3):  # the first only to import the library
                if len(seconds) < 2:
                    _remove(kept)
                begin = time.process_time()
                TransformersModel(config, lambda _: None).close()
                seconds.append(time.process_time() - begin)
        finally:
            _remove(kept)
    return [Figure("second load of a converted model", seconds[2], "s", seconds[1], "first load", "< 0.5 of the first")]


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
