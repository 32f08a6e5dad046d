"""Who judges what a sentence feels like: one file an engine; ``base.py`` says what it must do."""
