from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.panels import place, real_atlas, small_atlas
from viewer.core.address import Address
from viewer.widgets.index_panel import IndexPanel
from viewer.widgets.structure_model import Role, StructureModel

Held = Qt.KeyboardModifier


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[IndexPanel]:
    panel = IndexPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show_atlas(small_atlas())
    panel.show()
    panel.activateWindow()
    panel.tree.setFocus()
    yield panel


def _lines(panel: IndexPanel) -> list[str]:
    """Read the tree from top to bottom, as far as it is open."""
    lines = []
    index = panel.tree.model().index(0, 0)
    while index.isValid():
        lines.append(str(index.data()))
        index = panel.tree.indexBelow(index)
    return lines


def _line(panel: IndexPanel, words: str) -> QModelIndex:
    """Find a line that is to be seen."""
    index = panel.tree.model().index(0, 0)
    while index.isValid() and index.data() != words:
        index = panel.tree.indexBelow(index)
    assert index.isValid(), f"{words} is not among {_lines(panel)}"
    panel.tree.scrollTo(index)
    return index


def _click(panel: IndexPanel, qtbot: QtBot, words: str, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    middle = panel.tree.visualRect(_line(panel, words)).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, held, pos=middle)


@pytest.mark.parametrize("atlas", [small_atlas, real_atlas])
def test_the_tree_is_sound(atlas: object, qtbot: QtBot) -> None:
    assert callable(atlas)
    model = StructureModel(atlas())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() > 0
    del tester


def test_structures_stand_by_kind_then_below_their_parent(panel: IndexPanel) -> None:
    assert _lines(panel)[:2] == ["Veins", "Midline vein"]
    panel.tree.expand(_line(panel, "Midline vein"))
    assert _lines(panel)[2] == "Side veins"


def test_sides_and_levels_that_are_drawn_open_below_a_structure(panel: IndexPanel) -> None:
    panel.tree.expand(_line(panel, "Midline vein"))
    panel.tree.expand(_line(panel, "Side veins"))
    lines = _lines(panel)
    assert lines[lines.index("Side veins") + 1 :][:2] == ["Left", "Right"]
    panel.tree.expand(_line(panel, "Left"))
    assert any("C1" in line for line in _lines(panel))


def test_what_is_read_out_names_the_structure_with_its_side(panel: IndexPanel) -> None:
    model = panel.tree.model()
    side = model.index_of(place("side-vein.left"))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert (side.data(), side.data(role)) == ("Left", "Side vein, left")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Structure"


def test_a_click_chooses_and_enter_does_too(panel: IndexPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.address_chosen) as chosen:
        _click(panel, qtbot, "Midline vein")
    assert chosen.args == [place("midline-vein")]
    qtbot.keyClick(panel.tree, Qt.Key.Key_Right)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.address_chosen) as chosen:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert chosen.args == [place("side-vein")]


def test_arrow_keys_and_the_pointer_tell_where_they_are(panel: IndexPanel, qtbot: QtBot) -> None:
    told: list[object] = []
    panel.address_pointed.connect(told.append)
    panel.tree.setCurrentIndex(panel.tree.model().index(0, 0))
    assert told == []
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    assert told == [place("midline-vein")]
    QApplication.sendEvent(panel.tree, QEvent(QEvent.Type.Leave))
    assert told[-1] is None


def test_a_kind_is_opened_and_closed_not_chosen(panel: IndexPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.address_chosen):
        _click(panel, qtbot, "Veins")
    assert "Midline vein" not in _lines(panel)


def _open(panel: IndexPanel, words: str) -> None:
    panel.tree.expand(_line(panel, words))


def test_with_ctrl_a_click_adds_and_takes_out(panel: IndexPanel, qtbot: QtBot) -> None:
    _open(panel, "Midline vein")
    panel.point_to([place("midline-vein")])
    with qtbot.assertNotEmitted(panel.address_chosen), qtbot.waitSignal(panel.addresses_chosen) as chosen:
        _click(panel, qtbot, "Side veins", Held.ControlModifier)
    assert chosen.args == [(place("midline-vein"), place("side-vein"))]
    assert {*panel.marked} == {place("midline-vein"), place("side-vein")}
    with qtbot.waitSignal(panel.addresses_chosen) as chosen:
        _click(panel, qtbot, "Midline vein", Held.ControlModifier)
    assert chosen.args == [(place("side-vein"),)] and panel.marked == (place("side-vein"),)
    with qtbot.waitSignal(panel.address_chosen) as chosen:
        _click(panel, qtbot, "Midline vein")
    assert chosen.args == [place("midline-vein")], "a plain click selects that alone"


def test_with_ctrl_what_is_not_listed_stays_selected(panel: IndexPanel, qtbot: QtBot) -> None:
    panel.point_to([place("side-vein.left.T12")])
    with qtbot.waitSignal(panel.addresses_chosen) as chosen:
        _click(panel, qtbot, "Midline vein", Held.ControlModifier)
    assert chosen.args == [(place("side-vein.left.T12"), place("midline-vein"))]


def test_with_shift_a_click_selects_all_up_to_it(panel: IndexPanel, qtbot: QtBot) -> None:
    _open(panel, "Midline vein")
    _open(panel, "Side veins")
    told: list[object] = []
    panel.addresses_chosen.connect(told.append)
    lines = _lines(panel)
    first, last = lines.index("Midline vein"), len(lines) - 1
    _click(panel, qtbot, "Midline vein")
    every = [address for line in lines[first:] if (address := _address(panel, line)) is not None]
    _click(panel, qtbot, lines[last], Held.ShiftModifier)
    assert told == [tuple(every)] and len(every) > 2
    _click(panel, qtbot, lines[first + 1], Held.ShiftModifier)
    assert told[-1] == tuple(every[:2]), "from where it began"


def _address(panel: IndexPanel, words: str) -> Address | None:
    return panel.tree.model().data(_line(panel, words), Role.ADDRESS)


def test_keys_add_and_extend_too(panel: IndexPanel, qtbot: QtBot) -> None:
    panel.point_to([place("side-vein")])
    panel.tree.selectionModel().setCurrentIndex(
        _line(panel, "Veins"), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down, Held.ControlModifier)
    with qtbot.waitSignal(panel.addresses_chosen) as chosen:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Space, Held.ControlModifier)
    assert chosen.args == [(place("side-vein"), place("midline-vein"))]
    with qtbot.waitSignal(panel.addresses_chosen) as chosen:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Down, Held.ShiftModifier)
    first, second = chosen.args[0]
    assert first == place("midline-vein") and {*panel.marked} == {first, second}
    with qtbot.waitSignal(panel.addresses_chosen) as chosen:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Up, Held.ShiftModifier)
    assert chosen.args == [(place("midline-vein"),)]


def test_what_is_selected_elsewhere_is_marked_and_in_view_but_not_told(
    panel: IndexPanel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(panel.address_chosen), qtbot.assertNotEmitted(panel.address_pointed):
        panel.point_to([place("side-vein.right.C2")])
    assert panel.marked == (place("side-vein.right.C2"),)
    where = panel.tree.visualRect(panel.tree.currentIndex())
    assert panel.tree.viewport().rect().contains(where.center())
    panel.point_to([])
    assert panel.marked == ()


def test_all_that_is_selected_is_marked_and_open_to_be_seen(panel: IndexPanel) -> None:
    both = [place("side-vein.left.C1"), place("side-vein.right.C2")]
    panel.point_to(both)
    assert set(panel.marked) == set(both)
    for index in panel.tree.selectedIndexes():
        assert not panel.tree.visualRect(index).isEmpty()


def test_the_real_index_opens_at_the_veins_on_the_back_of_the_cord(qtbot: QtBot) -> None:
    panel = IndexPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show_atlas(real_atlas())
    panel.show()
    lines = _lines(panel)
    assert lines[0] == "Veins" and "Posterior spinal veins" in lines[:3]
    assert "Posteromedian spinal vein" in lines[:5]
    assert "not drawn" in panel.legend.text() and panel.legend.isVisible()


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason])
def test_keys_that_lead_to_the_index_show_the_line_they_are_on(
    panel: IndexPanel, reason: Qt.FocusReason
) -> None:
    panel.tree.clearFocus()
    panel.tree.selectionModel().clear()
    without = panel.tree.viewport().grab().toImage()
    panel.tree.setFocus(reason)
    assert panel.tree.currentIndex().isValid()
    assert panel.tree.viewport().grab().toImage() != without
    panel.point_to([place("side-vein.right.C2")])
    panel.tree.clearFocus()
    panel.tree.setFocus(reason)
    assert panel.tree.currentIndex().data() == "C2 · cord segment"


def test_what_was_opened_only_to_show_closes_again(panel: IndexPanel) -> None:
    before = _lines(panel)
    panel.point_to([place("side-vein.right.C2")])
    panel.point_to([place("midline-vein")])
    assert _lines(panel) == before


def test_what_no_plate_shows_is_in_italics_and_says_why(panel: IndexPanel) -> None:
    panel.point_to([place("right-atrium")])
    index = panel.tree.currentIndex()
    font = index.data(Qt.ItemDataRole.FontRole)
    assert isinstance(font, QFont) and font.italic()
    assert "The heart lies far in front of this plate." in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_an_atlas_that_is_no_longer_shown_is_let_go(panel: IndexPanel) -> None:
    for _ in range(3):
        panel.show_atlas(small_atlas())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(panel.findChildren(StructureModel)) == 1
