"""The language of the window: which there are, which the system asks for, and changing it while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from companion import paths

LANGUAGES = {"en": "English", "ru": "Русский"}
"""Code -> the language's own name; each has its ``companion_CODE.qm`` in ``assets/i18n``."""

OF_THE_SYSTEM = "system"


def resolve(choice: str) -> str:
    """Return the code of a language there is: ``choice``, or for "system" the first the user's system names."""
    if choice in LANGUAGES:
        return choice
    wanted = (name.split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in LANGUAGES), "en")


class Translation:
    """The translators of the application; widgets hear of a change by QEvent.LanguageChange."""

    def __init__(self) -> None:
        """Speak the language of the source, which is English without plurals."""
        self.language = ""
        self._translators: list[QTranslator] = []

    def speak(self, choice: str) -> None:
        """Take a language of ``LANGUAGES``, or the system's."""
        code = resolve(choice)
        if code == self.language:
            return
        self.language = code
        self.release()
        QLocale.setDefault(QLocale(code))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{code}", qt), (f"companion_{code}", str(paths.assets_dir() / "i18n"))):
            translator = QTranslator()
            if translator.load(name, folder):  # Qt has no file for English: it is its own
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)

    def release(self) -> None:
        """Take the translators out of the application."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = []
