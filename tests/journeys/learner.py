"""Learner: answers what a window asks with hands alone, in whatever way a test wants it answered."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.core.oracle import Near, Oracle, edge_distance, filled
from tests.reader import CTRL, NONE, SHIFT, Key, Reader
from viewer.core.address import Address
from viewer.core.geometry import NEARLY, REACH, STROKE_REACH
from viewer.core.label_offers import points_on
from viewer.core.marking import Verdict
from viewer.core.material import Material
from viewer.core.plate import Plate, Shape
from viewer.core.question import Mode, Question, is_kin, names_of
from viewer.core.structure import StructureId

_TRIES = 60
_ZOOMS = (1.0, 4.0)
_CLEARLY = 1.0
"""Pixels by which one vessel must be nearer than another beyond any doubt; clicks go to whole pixels."""


def press(reader: Reader, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key; unlike the reader's own way this waits for no picture, which takes most of the time."""
    QTest.keyClick(QApplication.focusWidget() or reader.window, key, held)
    QCoreApplication.processEvents()


class Lies(NamedTuple):
    """How far a spot is from what is right, its other side, and all else, in pixels; 99: too far."""

    right: float
    side: float
    other: float


class Learner:
    """Knows what is right, and can err on purpose. All chance is drawn from ``random``."""

    def __init__(self, reader: Reader, random: Random) -> None:
        self._reader, self._random = reader, random
        self._oracles: dict[int, tuple[Plate, list[Oracle]]] = {}

    def answer(self, material: Material, question: Question, how: Verdict | None) -> Verdict | None:
        """Answer so that the verdict must be ``how``, None that one does not know; give what it must be.

        Where that cannot be done the question is given up, which is wrong.
        """
        done = False
        if how is not None and question.options:
            done = self._choose(question, how)
        elif how is not None and question.mode is Mode.NAME_TYPED:
            done = self._write(material, question, how)
        elif how is not None:
            done = self._click(material, question, how)
        if not done:
            press(self._reader, Key.Key_K, CTRL | SHIFT)
        return how if done else None

    # By keys

    def _choose(self, question: Question, how: Verdict) -> bool:
        wrong = [at for at, option in enumerate(question.options) if option != question.right]
        if how not in (Verdict.RIGHT, Verdict.WRONG):
            return False
        at = self._random.choice(wrong) if how is Verdict.WRONG else question.options.index(question.right)
        press(self._reader, (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4)[at])
        return True

    def _write(self, material: Material, question: Question, how: Verdict) -> bool:
        structures, right = material.atlas.structures, StructureId(question.right)
        if how is Verdict.RIGHT:
            text = self._random.choice(list(names_of(structures[right])))
        elif how is Verdict.WRONG:
            known = {name.lower() for name in names_of(structures[right])}
            others = [
                one.name
                for one in structures.values()
                if not is_kin(material.atlas, one.id, right) and one.name.lower() not in known
            ]
            text = self._random.choice(others)
        else:
            return False
        QTest.keyClicks(self._reader.window.quiz.panel.line, text)
        press(self._reader, Key.Key_Return)
        return True

    # On the plate

    def _click(self, material: Material, question: Question, how: Verdict) -> bool:
        plate = self._reader.plate
        for zoom in _ZOOMS:
            for x, y in self._candidates(material, question, how):
                plate.set_camera((zoom, x, y))
                camera, trimmings = plate.view_camera(), plate.trimmings
                assert camera is not None and trimmings is not None
                spot = QPointF(*camera.to_view(x, y)).toPoint()
                if self._is_covered(spot):
                    continue
                lies = self._lies(material, question, *camera.to_plate(spot.x(), spot.y()), camera.zoom)
                if _verdict(lies) is how:
                    QTest.mouseMove(plate.viewport(), spot)
                    QTest.mouseClick(plate.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
                    return True
        return False

    def _is_covered(self, spot: QPoint) -> bool:
        trimmings, at = self._reader.plate.trimmings, QPointF(spot)
        assert trimmings is not None
        inside = self._reader.plate.viewport().rect().contains(spot)
        return not inside or trimmings.on_ruler(at) or trimmings.on_overview(at)

    def _candidates(
        self, material: Material, question: Question, how: Verdict
    ) -> Iterator[tuple[float, float]]:
        """Give places of the plate to try, in any order: on vessels, or a few pixels beside them."""
        asked = Address.parse(question.right)
        wanted = asked._replace(side="") if how is Verdict.WRONG_SIDE else asked
        regions = [
            region
            for region in self._reader.plate.regions()
            if region.shape is not Shape.AREA
            and material.is_part(region.address, wanted) is not (how is Verdict.WRONG)
        ]
        for _ in range(_TRIES if regions else 0):
            points = list(points_on(self._random.choice(regions)))
            if points:
                x, y = self._random.choice(points)
                off = self._random.uniform(0, REACH) if how is Verdict.SLIP else 0.0
                yield x + self._random.choice((-off, off)), y + self._random.choice((0.0, -off, off))

    def _lies(self, material: Material, question: Question, x: float, y: float, zoom: float) -> Lies:
        plate = self._reader.plate.plate
        assert plate is not None
        asked = Address.parse(question.right)
        gaps = {"right": 99.0, "side": 99.0, "other": 99.0}
        for number, gap in self._gaps(plate, x, y, zoom):
            address = plate.regions[number].address
            if material.is_part(address, asked):
                kind = "right"
            else:
                kind = "side" if material.is_part(address, asked._replace(side="")) else "other"
            gaps[kind] = min(gaps[kind], gap)
        return Lies(**gaps)

    def _gaps(self, plate: Plate, x: float, y: float, zoom: float) -> Iterator[tuple[int, float]]:
        """Give what is seen within reach, and the gaps in pixels; an area is further than any vessel."""
        hidden = self._reader.plate.hidden_layers()
        if id(plate) not in self._oracles:
            shapes = (Shape.LINE, Shape.NET)
            self._oracles[id(plate)] = plate, [Oracle(plate, shape) for shape in shapes]
        for further, oracle in enumerate(self._oracles[id(plate)][1]):
            found: list[Near] = oracle.near(x, y, REACH / zoom)
            for one in found:
                if plate.regions[one.region].layer not in hidden:
                    yield one.region, one.gap * zoom + further * 10
        for number, region in enumerate(plate.regions):
            box, slack = region.bounds, STROKE_REACH / zoom
            if region.shape is not Shape.AREA or region.layer in hidden:
                continue
            if not (-slack <= x - box.x <= box.width + slack and -slack <= y - box.y <= box.height + slack):
                continue
            if filled(region, x, y) or edge_distance(region, x, y) <= slack:
                yield number, 30.0


def _verdict(lies: Lies) -> Verdict | None:
    """Give what an answer must be worth by the rules, None where they leave a choice."""
    near = NEARLY + _CLEARLY
    vessel = min(lies.side, lies.other)
    if lies.right < 20 and lies.right + near <= vessel:
        return Verdict.RIGHT
    if lies.right < 20 and vessel + near <= lies.right:
        return Verdict.SLIP
    if lies.right < 99:
        return None
    if lies.side < 20 and lies.side + near <= lies.other:
        return Verdict.WRONG_SIDE
    if lies.side < 99:
        return Verdict.WRONG_SIDE if lies.side < 20 or lies.other < 99 else None
    return Verdict.WRONG if lies.other < 20 else None
