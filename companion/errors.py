"""The one exception whose text is written for the user."""


class CompanionError(Exception):
    """Something failed and the text says, in one plain sentence, what happened and what to do.

    The command line prints it on standard error and exits with 1; the window shows it as a notice.
    Raise it where the cause is known; never wrap an unknown bug in it.
    """


def first_line(error: Exception) -> str:
    """Return the first line of what a library says of its error, its kind where it says nothing."""
    said = str(error).strip()
    return said.splitlines()[0] if said else type(error).__name__
