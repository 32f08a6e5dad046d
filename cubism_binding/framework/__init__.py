"""What moves a model: motions, expressions, physics, pose and effects, in the order that ``frame.py`` shows."""
