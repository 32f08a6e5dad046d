"""Draws a model with OpenGL 3.3, in a window or with no display at all."""
