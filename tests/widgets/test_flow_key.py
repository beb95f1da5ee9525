"""The key to the signs of the blood's way."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from viewer.core.flow_marks import Bar, FlowMarks
from viewer.widgets.flow_key import BLOCKED, CONGESTED, OTHER, TURNED, WAY, FlowKey, signs_in
from viewer.widgets.look import THEMES, Look, load_theme

EVERY = (WAY, OTHER, TURNED, CONGESTED, BLOCKED)


def test_only_what_the_plates_bear_is_explained() -> None:
    assert signs_in([FlowMarks(), FlowMarks(bars=(Bar(0, 0, 0),))]) == (BLOCKED,)
    assert signs_in([FlowMarks(way=(1,)), FlowMarks(branches=(2,), congested=(3,))]) == (
        WAY,
        OTHER,
        CONGESTED,
    )


@pytest.mark.parametrize("theme", THEMES)
def test_each_sign_is_drawn_in_the_colours_that_the_plate_has_for_it(qtbot: QtBot, theme: str) -> None:
    look = Look(load_theme(theme))
    key = FlowKey(look)
    qtbot.addWidget(key)
    key.setPalette(look.palette())
    for sign, role in ((WAY, "trace"), (TURNED, "trace"), (CONGESTED, "congest"), (BLOCKED, "block")):
        key.show_signs((sign,))
        key.resize(600, key.heightForWidth(600))
        picture = key.grab().toImage()
        seen = {picture.pixel(x, y) for x in range(600) for y in range(picture.height())}
        assert look.colour(role).rgb() in seen, sign


def test_a_narrow_key_has_more_rows_and_a_folded_one_has_one(qtbot: QtBot) -> None:
    key = FlowKey(Look(load_theme("light")))
    qtbot.addWidget(key)
    key.show_signs(EVERY)
    assert key.heightForWidth(300) > key.heightForWidth(2000)
    folded: list[bool] = []
    key.folded.connect(folded.append)
    key.resize(300, 100)
    qtbot.mouseClick(key.button, Qt.MouseButton.LeftButton)
    assert folded == [True] and key.words() == []
    assert key.heightForWidth(300) == key.heightForWidth(2000)
    qtbot.mouseClick(key.button, Qt.MouseButton.LeftButton)
    assert folded == [True, False] and len(key.words()) == len(EVERY)
    key.show_signs(())
    assert key.isHidden()
