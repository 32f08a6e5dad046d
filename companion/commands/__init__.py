"""One file for each command of ``companion``; ``companion/cli.py`` has their arguments."""
