import pytest
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.panels import light, small_atlas
from viewer.widgets.reader_document import Page, PageWriter
from viewer.widgets.reader_text import ReaderText
from viewer.widgets.typography import Typography


def _cited(formats: Typography) -> Page:
    """Give a page of lines that end, at any place up to a hundredth of an em, in numbers of sources."""
    page = PageWriter.blank("Cited", formats, QTextDocument())
    writer = PageWriter(small_atlas(), page, formats)
    for number in range(400):
        writer.open(formats.paragraph(indent=number / 100), formats.body)
        for _ in range(6):
            writer.say("The brief end of a", formats.body)
            for figure in ("3", ",", "35"):
                writer.say(figure, formats.link("citation", f"source:{figure}"))
            writer.say(" ", formats.body)
    return page


@pytest.mark.parametrize("family", ["", "DejaVu Sans", "P052"])
def test_a_letter_that_leans_out_of_its_line_is_no_reason_to_scroll(qtbot: QtBot, family: str) -> None:
    letters = QFont(QApplication.font())
    letters.setFamily(family or letters.family())
    formats = Typography(light(), letters, 1.0)
    text = ReaderText()
    qtbot.addWidget(text)
    text.setFont(letters)
    text.show()
    page = _cited(formats)
    for width in (400, 401):
        text.resize(width, 500)
        text.show_page(page, formats)
        text.finish()
        QApplication.processEvents()
        assert text.horizontalScrollBar().maximum() == 0
        assert text.document().size().width() <= text.viewport().width()
