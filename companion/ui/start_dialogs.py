"""What is asked and told before there is a window: safe mode after failed starts, and a start that failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from companion.ui.report_dialog import ReportDialog
from companion.ui.sentences import translated


class SafeModeQuestion(QMessageBox):
    """Asks whether to start in safe mode."""

    def __init__(self, report: str) -> None:
        """``report`` can be looked at before answering."""
        super().__init__()
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Safe mode"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("The last starts did not come through."))
        self.setInformativeText(
            self.tr("Safe mode begins with the default character and engines and without plug-ins. Your settings stay.")
        )
        self.setDetailedText(report)
        self.safe = self.addButton(self.tr("Safe mode"), QMessageBox.ButtonRole.AcceptRole)
        self.usual = self.addButton(self.tr("Start as usual"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.safe)

    def ask(self) -> bool:
        """Return whether safe mode was chosen."""
        self.exec()
        return self.clickedButton() is self.safe


class StartFailure(ReportDialog):
    """Shows why the program cannot start; who started it from a menu sees no terminal."""

    def __init__(self, report: str, sentence: str = "") -> None:
        """``sentence`` says why; without one it was a mistake of the program."""
        super().__init__(translated(sentence) or self.tr("Companion cannot start because of a mistake in it."), report)
