"""Run ``python -m companion`` like the ``companion`` script."""

from companion.cli import main

# The engine is a spawned child that imports this module again: only the real start may run it.
if __name__ == "__main__":
    raise SystemExit(main())
