"""Companion: a Live2D character on your desktop who talks with you."""

__version__ = "0.1.0"
