"""The small dialogs: shortcuts, about, and the report of a fault."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.core.atlas import Atlas
from viewer.shell.fitting import fit

Shortcuts = list[tuple[str, list[tuple[str, str]]]]

MOUSE_AND_PLATE = (
    ("Tab", "Into the plate, and on to the next part of the window"),
    ("Arrow keys", "Walk from vessel to vessel, or move the plate"),
    ("Shift and arrow keys", "Walk from tissue to tissue and from space to space"),
    ("Enter", "Select what the keyboard is on"),
    ("Esc", "Hide the name by the pointer; again, leave the walk and select nothing"),
    ("Ctrl and click", "Add to what is selected"),
    ("Double click", "Bring a structure closer"),
    ("Wheel, pinch", "Zoom about the pointer"),
    ("Menu key, right click", "What can be done here"),
)


class _TextDialog(QDialog):
    """A page of text to read, with a button to close it."""

    def __init__(self, title: str, html: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        page = QTextBrowser()
        page.setAccessibleName(title)
        page.setOpenLinks(False)
        page.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(page)
        column.addWidget(buttons)
        fit(self, 78, 32)


class ShortcutsDialog(_TextDialog):
    """Every key there is, by menu, as the table of commands has it."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None) -> None:
        """List ``shortcuts``, and what the plate itself understands."""
        tr = QCoreApplication.translate
        plate = [(tr("Shortcuts", words), tr("Shortcuts", keys)) for keys, words in MOUSE_AND_PLATE]
        groups = [*shortcuts, (tr("Shortcuts", "On the plate"), plate)]
        rows = "".join(_group(title, keys) for title, keys in groups)
        super().__init__(
            tr("Shortcuts", "Keyboard Shortcuts"), f"<table cellpadding='3'>{rows}</table>", parent
        )


def _group(title: str, rows: list[tuple[str, str]]) -> str:
    head = f"<tr><td colspan='2'><b>{escape(title)}</b></td></tr>"
    return head + "".join(
        f"<tr><td style='padding-right: 2em'>{escape(words)}</td><td>{escape(keys)}</td></tr>"
        for words, keys in rows
    )


class AboutDialog(_TextDialog):
    """What the program and the atlas are, what they are not for, and under which licences they come."""

    def __init__(self, atlas: Atlas, parent: QWidget | None, opened: Path | None = None) -> None:
        """Tell of the program and of ``atlas``, and where it was ``opened`` from if it does not ship."""
        title = QCoreApplication.translate("About", "About Spinal Vein Viewer")
        super().__init__(title, about_html(atlas, opened), parent)


def about_html(atlas: Atlas, opened: Path | None = None) -> str:
    """Write the page of the About dialog."""
    import platform

    import PySide6

    program = QCoreApplication.translate("About", "Spinal Vein Viewer {version}").format(version=__version__)
    runs_on = QCoreApplication.translate("About", "Runs on Python {python} and PySide6 {pyside}.").format(
        python=platform.python_version(), pyside=PySide6.__version__
    )
    origin = QCoreApplication.translate("About", "Opened from {path}.").format(path=opened) if opened else ""
    parts = [
        (program, [QCoreApplication.translate("About", "It works offline and opens no network connection.")]),
        (f"{atlas.title} {atlas.version}", [atlas.disclaimer, atlas.credits, origin]),
        (
            QCoreApplication.translate("About", "Licences"),
            [
                QCoreApplication.translate("About", "The program is under the MIT licence."),
                QCoreApplication.translate(
                    "About", "The atlas, its text and drawings are under {licence}."
                ).format(licence=atlas.licence),
                QCoreApplication.translate(
                    "About",
                    "Qt and PySide6 are under the GNU Lesser General Public License, version 3. "
                    "markdown-it-py, mdit-py-plugins, svgelements and RapidFuzz are "
                    "under the MIT licence.",
                ),
                runs_on,
            ],
        ),
    ]
    return "".join(
        f"<h3>{escape(head)}</h3>" + "".join(f"<p>{escape(p)}</p>" for p in text if p) for head, text in parts
    )


class CrashDialog(QDialog):
    """The report of a fault that nobody foresaw, to be copied; the window behind it stays."""

    def __init__(self, report: str, kept: str, parent: QWidget | None = None) -> None:
        """Show ``report``; ``kept`` is the file it was written to, or ""."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something Went Wrong"))
        self._report = report
        words = QLabel(
            self.tr(
                "The program met a fault of its own. You can go on; what you did last may not have worked."
            )
        )
        words.setWordWrap(True)
        where = QLabel(self.tr("This report is kept in {file}").format(file=kept) if kept else "")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setVisible(bool(kept))
        page = QPlainTextEdit(report)
        page.setReadOnly(True)
        page.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy Report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (words, where, page, buttons):
            column.addWidget(widget)
        fit(self, 90, 26)

    @Slot()
    def copy(self) -> None:
        """Copy the whole report."""
        QGuiApplication.clipboard().setText(self._report)
