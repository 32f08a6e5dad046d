"""Companion: a Live2D character on your desktop who talks with you."""

import os

__version__ = "0.1.0"

# ONNX Runtime (1.29 and later) and the hub's libraries report their use to their makers unless told not to, and read
# this when they are first imported: so here, before any of our modules, in every process of ours.
for _switch in ("ORT_DISABLE_TELEMETRY", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
    os.environ[_switch] = "1"
