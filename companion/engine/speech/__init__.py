"""Who speaks: one file a voice; ``base.py`` says what it must do, ``companion/engines.py`` has the table."""
