"""Who writes her replies: one file an engine; ``base.py`` says what it must do."""
