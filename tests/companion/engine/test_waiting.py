"""A busy machine: the threads of the text model sleep while they wait, and so do not starve each other."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_LOAD = """
from companion.engine.llm.llama_cpp import LlamaCpp
from companion.messages import EngineConfig
LlamaCpp(EngineConfig(), lambda told: None).close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only GNU's OpenMP tells how its threads wait")
@pytest.mark.parametrize(("chosen", "found"), [("", "PASSIVE"), ("ACTIVE", "ACTIVE")])
def test_the_text_model_waits_asleep_unless_the_user_says_otherwise(chosen: str, found: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    environment["OMP_DISPLAY_ENV"] = "TRUE"  # the library that the model waits with says how, when it is loaded
    if chosen:
        environment["OMP_WAIT_POLICY"] = chosen
    done = subprocess.run([sys.executable, "-c", _LOAD], env=environment, capture_output=True, text=True, check=True)
    assert f"OMP_WAIT_POLICY = '{found}'" in done.stderr
