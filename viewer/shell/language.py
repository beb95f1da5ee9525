"""The language of the interface: which there are, and how one is put on."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from viewer.core.assets import asset

SOURCE = "en"
"""The language that the code itself is written in; it needs no file."""


def interface_languages() -> set[str]:
    """Give the languages that the interface speaks."""
    folder = asset("i18n")
    return {SOURCE, *(file.stem.removeprefix("viewer_") for file in folder.glob("viewer_*.qm"))}


class Language:
    """Puts one language on the program; Qt keeps translators only as long as Python does."""

    def __init__(self) -> None:
        """Start in the source language."""
        self._translators: list[QTranslator] = []

    def put_on(self, language: str) -> None:
        """Translate the interface, Qt's own words too, and write numbers and dates as that language does."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = [] if language == SOURCE else list(_translators(language))
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
        QLocale.setDefault(QLocale(language))


def _translators(language: str) -> Iterable[QTranslator]:
    files = (
        Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm",
        asset("i18n") / f"viewer_{language}.qm",
    )
    for file in files:
        translator = QTranslator()
        if file.exists() and translator.load(str(file)):
            yield translator
