"""How speech is found and understood: one file an engine; ``base.py`` says what it must do."""
