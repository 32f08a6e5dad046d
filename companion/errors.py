"""The one exception whose text is written for the user."""


class CompanionError(Exception):
    """Something failed and the text says, in one plain sentence, what happened and what to do.

    The command line prints it on standard error and exits with 1; the window shows it as a notice.
    Raise it where the cause is known; never wrap an unknown bug in it.
    """
