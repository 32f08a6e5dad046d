"""What can go wrong below the model, in words for the user."""


class CubismError(Exception):
    """A Live2D model or the Core library cannot be used; the text says what happened and what to do."""
