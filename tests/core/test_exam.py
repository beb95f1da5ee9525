"""A timed spotter: pins that mean one thing, a clock that waits for nobody, a sheet of results."""

from datetime import UTC, datetime, timedelta
from math import hypot
from random import Random

import pytest

from viewer.core.atlas import Atlas
from viewer.core.exam import Exam, make_pins
from viewer.core.marking import Verdict
from viewer.core.material import Material
from viewer.core.plate import Shape
from viewer.core.quiz import Quiz, SetWish
from viewer.core.showing import Showing, usual_names
from viewer.core.typed import TypedAnswers

BEGUN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def material(shipped: Atlas) -> Material:
    return Material(shipped, Showing(usual_names(shipped)))


@pytest.fixture
def exam(material: Material) -> Exam:
    pins = make_pins(material, Quiz(material, (), BEGUN, Random(3)), SetWish(length=5))
    return Exam(pins, BEGUN, seconds=60)


def after(seconds: float) -> datetime:
    return BEGUN + timedelta(seconds=seconds)


def test_each_pin_stands_on_what_is_asked_and_on_nothing_else(material: Material) -> None:
    pins = make_pins(material, Quiz(material, (), BEGUN, Random(3)), SetWish(length=40))
    assert [pin.number for pin in pins] == list(range(1, len(pins) + 1))
    assert len(pins) > 25
    for pin in pins:
        plate = pin.question.plate
        hit = material.index(plate).hit(pin.x, pin.y, 2.0)
        assert hit.best is not None and not hit.rivals
        assert pin.question.asked.covers(material.plates[plate].regions[hit.best].address)
        assert not pin.question.options


def test_the_clock_goes_on_by_itself(exam: Exam) -> None:
    assert exam.pin(after(0)) == exam.pins[0]
    assert exam.left(after(45)) == 15
    assert exam.pin(after(59.9)) == exam.pins[0]
    assert exam.pin(after(60)) == exam.pins[1]
    exam.go_on(after(70))
    assert exam.pin(after(129)) == exam.pins[2]
    assert exam.pin(after(130)) == exam.pins[3]
    assert exam.pin(after(1000)) is None
    assert exam.left(after(1000)) == 0


def test_the_sheet_tells_what_was_written_and_what_was_right(exam: Exam, material: Material) -> None:
    name = material.atlas.structures[exam.pins[0].question.asked.structure].name
    exam.write("first thought", after(5))
    exam.write(name, after(20))
    exam.write("nonsense", after(70))
    exam.write("too late", after(1000))
    sheet = exam.sheet(TypedAnswers(material))
    assert sheet.score == 1
    assert [(one.given, one.marked.verdict, one.took) for one in sheet.results] == [
        (name, Verdict.RIGHT, 20), ("nonsense", Verdict.WRONG, 10), *[("", Verdict.NOTHING, 0)] * 3,
    ]  # fmt: skip


def test_a_pin_stands_where_one_sees_what_is_meant(material: Material) -> None:
    pins = make_pins(material, Quiz(material, (), BEGUN, Random(3)), SetWish(length=60), Random(5))
    crowded = []
    for pin in pins:
        regions = material.plates[pin.question.plate].regions
        near = material.index(pin.question.plate).all_at(pin.x, pin.y, 1.0)
        others = [regions[one] for one in near if regions[one].shape is not Shape.AREA]
        if not all(pin.question.asked.covers(other.address) for other in others):
            crowded.append(str(pin.question.asked))
        assert hypot(*pin.lean) == pytest.approx(1.0)
    assert len(pins) > 40 and len(crowded) < len(pins) // 5, crowded


@pytest.mark.parametrize("plate", ["dorsal", "section-c5", "drainage"])
def test_the_head_of_a_pin_stays_on_the_plate(material: Material, plate: str) -> None:
    pins = make_pins(
        material, Quiz(material, (), BEGUN, Random(3)), SetWish(length=60, plate=plate), Random(5)
    )
    assert len(pins) > 20
    view = material.plates[plate].view
    for pin in pins:
        reach = 0.034 * view.height
        assert view.y <= pin.y + pin.lean[1] * reach <= view.y + view.height, pin.question.asked
        assert view.x <= pin.x + pin.lean[0] * reach <= view.x + view.width, pin.question.asked


def test_the_next_exam_begins_with_other_pins(material: Material) -> None:
    first, second = (
        [
            pin.question.asked.structure
            for pin in make_pins(material, Quiz(material, (), BEGUN), SetWish(length=8), Random(seed))
        ]
        for seed in (1, 2)
    )
    assert first != second and len(set(first)) == 8
