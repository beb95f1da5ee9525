"""A timed spotter: pins that mean one thing, a clock that waits for nobody, a sheet of results."""

from datetime import UTC, datetime, timedelta
from functools import cache
from math import hypot
from random import Random

import pytest

from viewer.core.atlas import Atlas
from viewer.core.coats import Coats
from viewer.core.exam import Exam, Pin, make_pins, mark_pin
from viewer.core.marking import Verdict
from viewer.core.material import Material
from viewer.core.plate import Shape
from viewer.core.quiz import Quiz, SetWish
from viewer.core.showing import Showing, usual_names
from viewer.core.structure import StructureId
from viewer.core.typed import TypedAnswers
from viewer.core.under_tip import named_under, regions_under

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
    sheet = exam.sheet(TypedAnswers(material), after(1000))
    assert sheet.score == 1
    assert [(one.given, one.marked.verdict) for one in sheet.results] == [
        (name, Verdict.RIGHT), ("nonsense", Verdict.WRONG), *[("", Verdict.NOTHING)] * 3,
    ]  # fmt: skip


def test_the_sheet_tells_how_long_each_pin_took_and_where_time_ran_out(
    exam: Exam, material: Material
) -> None:
    """What counts is when the reader went on, not when the last letter was written."""
    exam.write("first thought", after(5))
    exam.go_on(after(20))
    exam.write("too slow", after(31))
    exam.pin(after(85))
    sheet = exam.sheet(TypedAnswers(material), after(90))
    assert [(one.took, one.ran_out) for one in sheet.results] == [
        (20, False), (60, True), (10, False), (0, False), (0, False),
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


@cache
def pins_on(material: Material, plate: str, seed: int = 5) -> dict[str, Pin]:
    """Give as many pins as a plate has room for, by what they ask."""
    quiz, wish = Quiz(material, (), BEGUN, Random(seed)), SetWish(length=99, plate=plate)
    return {pin.question.asked.structure: pin for pin in make_pins(material, quiz, wish, Random(seed))}


@pytest.mark.parametrize("plate", ["dorsal", "section-c5", "drainage"])
@pytest.mark.parametrize("seed", [1, 5])
def test_nothing_else_is_painted_under_a_tip_but_what_is_asked_or_a_whole_of_it(
    material: Material, plate: str, seed: int
) -> None:
    for structure, pin in pins_on(material, plate, seed).items():
        others = named_under(material, plate, pin.x, pin.y) - {structure}
        wishes = material.plates[plate].wishes
        is_labelled = any(wish.address.structure == structure for wish in wishes)
        assert others <= set(material.lines[pin.question.asked.structure]) or is_labelled


@pytest.mark.parametrize("plate", ["dorsal", "section-c5", "drainage"])
def test_no_two_pins_stand_on_one_spot(material: Material, plate: str) -> None:
    pins = list(pins_on(material, plate).values())
    least = 0.012 * material.plates[plate].view.height
    for at, one in enumerate(pins):
        assert all(hypot(one.x - other.x, one.y - other.y) >= least for other in pins[:at])


def test_what_cannot_be_told_from_what_lies_there_too_gets_no_pin(material: Material) -> None:
    """A stretch beside the ruler, a space beside what fills it, a hole that one does not see."""
    asked = pins_on(material, "dorsal")
    for seed in range(4):
        assert "intervertebral-foramen" not in pins_on(material, "dorsal", seed)
    never = ("cervical-enlargement", "lumbar-enlargement", "epidural-space", "intervertebral-foramen")
    assert not asked.keys() & set(never)
    assert "epidural-space" not in pins_on(material, "section-c5")
    assert {"cauda-equina", "gracile-fasciculus", "conus-medullaris", "dura-mater"} <= asked.keys()


def test_no_pin_stands_on_what_has_no_name(material: Material) -> None:
    """A nerve is drawn across the foramen, of which the atlas says nothing."""
    for plate in ("dorsal", "section-c5", "section-t8"):
        coats = Coats(material.plates[plate])
        for pin in pins_on(material, plate).values():
            for region in regions_under(material, plate, pin.x, pin.y):
                assert not region.role or not coats.hide(region, pin.x, pin.y), pin.question.asked


def test_on_an_area_a_pin_stands_near_its_label(material: Material) -> None:
    """The spinous process is drawn in one with the lamina, but is not what its name says."""
    pin = pins_on(material, "section-c5")["lamina-and-flavum"]
    assert abs(pin.y - -306) < 40


def test_no_root_is_asked_for_among_the_roots_of_the_cauda(material: Material) -> None:
    for seed in range(5):
        pin = pins_on(material, "dorsal", seed).get("dorsal-root")
        under = material.index("dorsal").all_at(pin.x, pin.y, 8.0) if pin else []
        found = {material.plates["dorsal"].regions[one].address.structure for one in under}
        assert "cauda-equina" not in found


def test_a_piece_that_the_label_leaves_out_gets_no_pin(material: Material) -> None:
    """Outside the dura the filum has names that the atlas does not know."""
    pin = pins_on(material, "dorsal").get("filum-terminale")
    assert pin is None or pin.y < 2180


def test_what_is_counted_by_levels_is_asked_for_abreast_of_them(material: Material) -> None:
    """Above the first segment the drawing of the cord goes on into the medulla oblongata."""
    for seed in range(4):
        pin = pins_on(material, "dorsal", seed).get("spinal-cord")
        assert pin is None or 0 <= pin.y <= 1800


def test_a_true_name_that_is_too_wide_is_neither_right_nor_wrong(material: Material) -> None:
    typed, pins = TypedAnswers(material), pins_on(material, "dorsal")
    told = {
        name: mark_pin(typed, pins["gracile-fasciculus"], name).verdict
        for name in (
            "gracile fasciculus",
            "spinal cord",
            "dorsal column",
            "cuneate fasciculus",
            "azygos vein",
        )
    }
    assert list(told.values()) == [Verdict.RIGHT, Verdict.SLIP, Verdict.SLIP, Verdict.WRONG, Verdict.WRONG]
    cauda = pins["cauda-equina"]
    assert mark_pin(typed, cauda, "subarachnoid space").verdict is Verdict.SLIP
    assert mark_pin(typed, pins["epidural-fat"], "epidural space").verdict is Verdict.SLIP
    vein = pins["posteromedian-spinal-vein"]
    assert mark_pin(typed, vein, "spinal cord").verdict is Verdict.WRONG, "it lies beneath and is not seen"


def test_the_sheet_counts_what_is_not_exact_enough_by_itself(material: Material) -> None:
    pins = pins_on(material, "dorsal")
    exam = Exam((pins["gracile-fasciculus"], pins["cauda-equina"]), BEGUN)
    exam.write("spinal cord", after(1))
    exam.go_on(after(2))
    exam.write("cauda equina", after(3))
    sheet = exam.sheet(TypedAnswers(material), after(4))
    assert (sheet.score, sheet.inexact) == (1, 1)


@pytest.mark.parametrize("seed", range(3))
def test_a_pin_stands_at_another_level_where_one_leaves_no_room(material: Material, seed: int) -> None:
    wish = SetWish(length=60, plate="dorsal")
    pins = make_pins(material, Quiz(material, (), BEGUN, Random(seed)), wish, Random(seed))
    rooms = {pin.question.asked.structure: pin.room for pin in pins}
    assert rooms[StructureId("posterior-spinal-artery")] > 0, "a sliver between roots is hidden by the tip"
