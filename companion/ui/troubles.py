"""What is wrong with the user's files, in the words of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from companion.ui.sentences import translated
from companion.users_files import Trouble


class Troubles(QObject):
    """Puts each trouble into a sentence."""

    def in_words(self, trouble: Trouble) -> str:
        """Return what happened and what to do."""
        sentences = {
            ("settings", "damaged"): self.tr(
                "The settings were damaged and are the defaults now; the file is kept as {place}. ({reason})"
            ),
            ("settings", "unwritable"): self.tr(
                "Settings cannot be kept in {place} ({reason}): change its permissions. Until then changes hold"
                " until you close the window."
            ),
            ("history", "damaged"): self.tr(
                "The talk so far cannot be read, so a new one begins; the file is kept as {place}. ({reason})"
            ),
            ("history", "unwritable"): self.tr(
                "The talk cannot be kept in {place} ({reason}): change its permissions or make room. Until then it is"
                " forgotten when you close the window; “Keep as a file” saves it elsewhere."
            ),
            ("memory", "damaged"): self.tr(
                "What she remembered of you cannot be read, so she begins anew; the file is kept as {place}. ({reason})"
            ),
            ("log", "unwritable"): self.tr(
                "No log can be kept in {place} ({reason}): change its permissions, so that mistakes can be found."
            ),
        }
        return sentences[trouble.subject, trouble.kind].format(place=trouble.place, reason=translated(trouble.reason))

    def of_safe_mode(self) -> str:
        """Return what safe mode means."""
        return self.tr(
            "Safe mode: the default character and engines, no plug-ins. Your settings are as they were; start again"
            " as usual to have them back."
        )
