"""Import torch and transformers where torchaudio is installed for a graphics card this machine has not."""

from __future__ import annotations

import importlib.util
import os
import sys
from types import ModuleType

from companion.engine.waiting import wait_asleep


def prepare_torch() -> None:
    """Call before the first import of transformers or speechbrain; harmless when called again.

    torchaudio built for CUDA raises OSError on import elsewhere, and transformers with it. Its extension is only needed
    for reading sound files, which we do ourselves: an empty one in its place lets the rest work.
    """
    wait_asleep()
    os.environ.setdefault("DISABLE_SAFETENSORS_CONVERSION", "1")  # it would ask the hub, in the background
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    name = "torchaudio._extension"
    if name in sys.modules or importlib.util.find_spec("torchaudio") is None:
        return
    import torch

    if torch.version.cuda is not None:
        return
    stub = ModuleType(name)
    stub._IS_TORCHAUDIO_EXT_AVAILABLE = False  # type: ignore[attr-defined]
    stub._IS_ALIGN_AVAILABLE = False  # type: ignore[attr-defined]
    stub.fail_if_no_align = lambda function=None, *_, **__: function  # type: ignore[attr-defined]
    stub._check_cuda_version = lambda: None  # type: ignore[attr-defined]
    sys.modules[name] = stub
