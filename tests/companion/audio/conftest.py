"""Fixtures of the sound tests."""

from sound_server import sound_card

__all__ = ["sound_card"]
