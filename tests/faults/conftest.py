"""Faults come to the real program, in processes of its own."""

from __future__ import annotations

from real_window import real_window

__all__ = ["real_window"]
