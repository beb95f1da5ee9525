"""Marking: what is right, what is nearly right, and what is wrong in which way."""

import pytest

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.label_offers import points_on
from viewer.core.marking import Marked, Verdict, mark_option, mark_region, mark_spot, rating_of
from viewer.core.material import Material
from viewer.core.plate import Shape
from viewer.core.question import Hides, Mode, Question
from viewer.core.showing import Showing, usual_names
from viewer.core.structure import StructureId
from viewer.core.typed import TypedAnswers

LATERAL = StructureId("posterolateral-spinal-vein")


@pytest.fixture(scope="module")
def material(shipped: Atlas) -> Material:
    return Material(shipped, Showing(usual_names(shipped)))


def asking_to_find(address: str) -> Question:
    asked = Address.parse(address)
    return Question(Mode.FIND, asked, "dorsal", (), address, Hides(()))


def asking_to_name(structure: str) -> Question:
    return Question(Mode.NAME_TYPED, Address(StructureId(structure)), "dorsal", (), structure, Hides(()))


def middle_of(material: Material, address: str) -> tuple[float, float]:
    """A point of a region where pointing means it alone."""
    wanted = Address.parse(address)
    for region in material.plates["dorsal"].regions:
        if wanted.covers(region.address):
            for x, y in points_on(region):
                hit = material.index("dorsal").hit(x, y, 4.0)
                if hit.best is not None and wanted.covers(
                    material.plates["dorsal"].regions[hit.best].address
                ):
                    return x, y
    raise AssertionError(address)


def test_a_click_on_the_vessel_is_right(material: Material) -> None:
    question = asking_to_find("posterolateral-spinal-vein.left")
    x, y = middle_of(material, "posterolateral-spinal-vein.left.T5")
    assert mark_spot(material, question, x, y, 1.0) == (
        Verdict.RIGHT, "posterolateral-spinal-vein.left.T5", "", True
    )  # fmt: skip


def test_the_wrong_side_is_told_apart(material: Material) -> None:
    question = asking_to_find("posterolateral-spinal-vein.left")
    x, y = middle_of(material, "posterolateral-spinal-vein.right.T5")
    assert mark_spot(material, question, x, y, 4.0).verdict is Verdict.WRONG_SIDE
    assert mark_region(material, question, Address(LATERAL, "right", "T5")).verdict is Verdict.WRONG_SIDE


def test_within_reach_of_the_right_vessel_but_nearer_another_is_a_slip(material: Material) -> None:
    """Walk away from the right vessel, far out, until another is nearer."""
    question = asking_to_find("posterolateral-spinal-vein.left")
    regions, index = material.plates["dorsal"].regions, material.index("dorsal")
    seen = set()
    x, y = middle_of(material, "posterolateral-spinal-vein.left.T5")
    for step in range(-200, 200):
        spot = (x + step / 2, y)
        marked = mark_spot(material, question, *spot, 0.5)
        reached = {regions[one].address.structure for one in index.all_at(*spot, 0.5)}
        if marked.verdict is Verdict.SLIP:
            assert LATERAL in reached
            assert not marked.given.startswith(LATERAL)
        elif marked.verdict is Verdict.WRONG:
            assert not any(
                regions[one].address.structure == LATERAL and regions[one].address.side == "left"
                for one in index.all_at(*spot, 0.5)
            )
        seen.add(marked.verdict)
    assert {Verdict.RIGHT, Verdict.SLIP, Verdict.WRONG} <= seen


def spots(material: Material, plate: str, address: str) -> list[tuple[float, float]]:
    wanted = Address.parse(address)
    regions = material.plates[plate].regions
    return [spot for region in regions if wanted.covers(region.address) for spot in points_on(region)]


def test_in_the_horn_of_the_other_side_the_side_is_the_error(material: Material) -> None:
    """Also where a small vein lies nearer than the fill of the horn."""
    question = asking_to_find("dorsal-horn.right")._replace(plate="section-t8")
    index, regions = material.index("section-t8"), material.plates["section-t8"].regions
    nearer = 0
    for vein in ("radial-veins.left", "posterior-sulcal-veins"):
        for x, y in spots(material, "section-t8", vein):
            here = {regions[one].address for one in index.all_at(x, y, 2.0)}
            if any(one.structure == "dorsal-horn" and one.side == "left" for one in here):
                marked = mark_spot(material, question, x, y, 2.0)
                assert (marked.verdict, marked.given) == (Verdict.WRONG_SIDE, "dorsal-horn.left")
                nearer += 1
    assert nearer


def test_inside_an_area_that_was_asked_a_vessel_nearby_does_no_harm(material: Material) -> None:
    question = asking_to_find("dorsal-horn.left")._replace(plate="section-t8")
    index, regions = material.index("section-t8"), material.plates["section-t8"].regions
    (box,) = (region.bounds for region in regions if str(region.address) == "dorsal-horn.left")
    seen = 0
    for at in range(400):
        x, y = box.x + box.width * (at % 20) / 20, box.y + box.height * (at // 20) / 20
        far, near = index.hit(x, y, 1.0).best, index.hit(x, y, 8 / 3).best
        if far is None or near is None or str(regions[near].address) != "dorsal-horn.left":
            continue
        if regions[far].address.structure != "dorsal-horn":
            assert mark_spot(material, question, x, y, 1.0).verdict is Verdict.RIGHT
            seen += 1
    assert seen


@pytest.mark.parametrize(
    ("plate", "name"), [("section-t8", "anterior-spinal-artery"), ("section-l3", "anterior-spinal-artery")]
)
def test_beside_a_thin_vessel_on_a_space_is_a_slip(material: Material, plate: str, name: str) -> None:
    """Five pixels beside an artery lies a space, which nobody points at who looks for an artery."""
    question = asking_to_find(name)._replace(plate=plate)
    index, regions = material.index(plate), material.plates[plate].regions
    seen = set()
    for region in regions:
        if region.address.structure != name:
            continue
        box, zoom = region.bounds, 1.5
        for off in (5 / zoom, 14 / zoom):
            for x, y in (
                (box.x - off, box.y + box.height / 2), (box.x + box.width + off, box.y + box.height / 2),
                (box.x + box.width / 2, box.y - off), (box.x + box.width / 2, box.y + box.height + off),
            ):  # fmt: skip
                best = index.hit(x, y, zoom).best
                if best is None or regions[best].shape is not Shape.AREA:
                    continue
                verdict = mark_spot(material, question, x, y, zoom).verdict
                assert verdict is (Verdict.SLIP if off < 8 / zoom else Verdict.WRONG), (
                    x,
                    y,
                    regions[best].address,
                )
                seen.add(verdict)
    assert Verdict.SLIP in seen


def test_a_slip_says_what_lies_nearer(material: Material) -> None:
    question = asking_to_find("posterolateral-spinal-vein.left")
    x, y = middle_of(material, "posterolateral-spinal-vein.left.T5")
    marks = [mark_spot(material, question, x + step / 2, y, 0.5) for step in range(-200, 200)]
    slips = [one for one in marks if one.verdict is Verdict.SLIP]
    assert slips and any(one.given and not one.given.startswith(LATERAL) for one in slips)


def test_a_click_on_nothing_is_no_answer(material: Material) -> None:
    view = material.plates["dorsal"].view
    question = asking_to_find("posterolateral-spinal-vein.left")
    assert mark_spot(material, question, view.x - 500, view.y - 500, 1.0) == (Verdict.NOTHING, "", "", True)


def test_a_part_of_what_was_asked_for_is_right(material: Material) -> None:
    question = asking_to_find("posterior-radicular-veins.left")
    great = Address(StructureId("great-posterior-radicular-vein"), "left", "L1")
    assert mark_region(material, question, great).verdict is Verdict.RIGHT


def test_what_is_hidden_cannot_be_meant(shipped: Atlas) -> None:
    bare = Material(shipped, Showing(usual_names(shipped)), frozenset({"veins"}))
    whole = Material(shipped, Showing(usual_names(shipped)))
    x, y = middle_of(whole, "posterolateral-spinal-vein.left.T5")
    marked = mark_spot(bare, asking_to_find("posterolateral-spinal-vein.left"), x, y, 4.0)
    assert marked.verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("text", "meant", "spelt"),
    [
        ("Posterolateral spinal vein", "Posterolateral spinal vein", True),
        ("the posterolateral SPINAL veins", "Posterolateral spinal vein", True),
        ("left posterolateral spinal vein T5", "Posterolateral spinal vein", True),
        ("dorsolateral vein", "Dorsolateral vein", True),
        ("plsv", "PLSV", True),
        ("vena spinalis posterior lateralis", "vena spinalis posterior lateralis", True),
        ("postrolateral spinal vein", "Posterolateral spinal vein", False),
        ("Posterolateral spnial vien", "Posterolateral spinal vein", False),
        ("dorsolaterel vein", "Dorsolateral vein", False),
    ],
)
def test_any_name_will_do_and_a_letter_may_be_wrong(
    material: Material, text: str, meant: str, spelt: bool
) -> None:
    marked = TypedAnswers(material).mark(asking_to_name(LATERAL), text)
    assert marked == Marked(Verdict.RIGHT, LATERAL, meant, spelt)


@pytest.mark.parametrize(
    ("text", "verdict", "given"),
    [
        ("posteromedian spinal vein", Verdict.WRONG, "posteromedian-spinal-vein"),
        ("anterolateral spinal vein", Verdict.WRONG, "anterolateral-spinal-vein"),
        ("posterior spinal veins", Verdict.SLIP, "posterior-spinal-veins"),
        ("dorsal spinal veins", Verdict.SLIP, "posterior-spinal-veins"),
        ("some other  vein", Verdict.WRONG, "some other vein"),
        ("vein", Verdict.SLIP, "vein"),
        ("artery", Verdict.WRONG, "artery"),
        ("plsw", Verdict.WRONG, "plsw"),
        ("  ?! ", Verdict.NOTHING, ""),
    ],
)
def test_other_names_are_told_apart(material: Material, text: str, verdict: Verdict, given: str) -> None:
    marked = TypedAnswers(material).mark(asking_to_name(LATERAL), text)
    assert (marked.verdict, marked.given) == (verdict, given)


@pytest.mark.parametrize(
    ("structure", "text"),
    [
        ("pial-venous-plexus", "plexus venosus piae matris spinalis"),
        ("pial-venous-plexus", "rete/plexus venosus piae matris spinalis"),
        ("dorsal-columns", "posterior column"),
    ],
)
def test_a_name_need_not_be_written_as_a_table_does(material: Material, structure: str, text: str) -> None:
    marked = TypedAnswers(material).mark(asking_to_name(structure), text)
    assert (marked.verdict, marked.spelt) == (Verdict.RIGHT, True)


@pytest.mark.parametrize(
    ("structure", "text"),
    [
        ("anterolateral-spinal-vein", "left anterolateral spinal v."),
        ("anterolateral-spinal-vein", "anterolateral spinal v"),
        ("anterolateral-spinal-vein", "antero-lateral spinal vein"),
        ("anterolateral-spinal-vein", "anterolateral vein"),
        ("anterolateral-spinal-vein", "v. spinalis anterolateralis"),
        ("anterolateral-spinal-vein", "vena spinalis anterior lateralis dextra"),
        ("posterior-radicular-veins", "posterior radicular v."),
        ("posterior-radicular-veins", "vv. radiculares posteriores"),
        ("posterior-radicular-veins", "vena radicularis posterior"),
        ("posterior-radicular-veins", "dorsal radicular vein"),
        ("posterior-radicular-veins", "post. radicular vein"),
        ("posterior-radicular-veins", "posterior radicular"),
        ("posterior-radicular-veins", "radicular vein, posterior"),
        ("posterior-radicular-veins", "posterior medullary vein"),
        ("anterior-spinal-artery", "a. spinalis ant."),
        ("anterior-spinal-artery", "ventral spinal artery"),
        ("posterior-spinal-artery", "post. spinal a."),
        ("dura-mater", "dura"),
        ("ventral-horn", "cornu ventrale"),
        ("azygos-vein", "azygos"),
        ("pial-venous-plexus", "pial plexus"),
        ("dorsal-transverse-anastomoses", "left dors. transv. anastomosis"),
        ("dorsal-transverse-anastomoses", "transv. anast."),
        ("posterior-radicular-veins", "dors. rad. v."),
        ("anterior-radicular-veins", "vent. radic. v."),
        ("great-posterior-radicular-vein", "gr. post. rad. v."),
        ("posterior-internal-vertebral-plexus", "post. int. vertebr. plex."),
        ("lateral-sacral-veins", "lat. sacr. vv."),
        ("posteromedian-spinal-vein", "dors. med. spin. v."),
        ("azygos-vein", "azyg. v."),
        ("ventral-horn", "Anterior horn."),
    ],
)
def test_a_name_may_be_written_as_the_field_writes_it(material: Material, structure: str, text: str) -> None:
    marked = TypedAnswers(material).mark(asking_to_name(structure), text)
    assert marked.verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("structure", "text", "verdict"),
    [
        ("posterior-radicular-veins", "radicular vein", Verdict.SLIP),
        ("posterior-spinal-artery", "posterior spinal", Verdict.SLIP),
        ("filum-vein", "filum", Verdict.SLIP),
        ("dorsal-horn", "horn", Verdict.SLIP),
        ("great-posterior-radicular-vein", "posterior radicular", Verdict.SLIP),
        ("radial-veins", "rad. vv.", Verdict.SLIP),
        ("transmedullary-anastomoses", "trans. anast.", Verdict.SLIP),
        ("posterior-radicular-veins", "vent. rad. v.", Verdict.WRONG),
        ("superior-vena-cava", "SVC", Verdict.RIGHT),
        ("superior-vena-cava", "s.v.c.", Verdict.RIGHT),
        ("superior-vena-cava", "IVC", Verdict.WRONG),
        ("posterior-sulcal-veins", "PSV", Verdict.SLIP),
        ("dorsal-root", "nerve root", Verdict.SLIP),
        ("dorsal-rootlets", "Nerve roots", Verdict.SLIP),
        ("posterior-radicular-veins", "xyz. v.", Verdict.WRONG),
        ("posterior-radicular-veins", "p. v.", Verdict.WRONG),
        ("posterior-radicular-veins", "anterior radicular", Verdict.WRONG),
        ("posterior-radicular-veins", "posterior", Verdict.WRONG),
        ("anterior-spinal-artery", "v. spinalis anterior", Verdict.WRONG),
    ],
)
def test_what_may_mean_another_has_to_be_said_more_exactly(
    material: Material, structure: str, text: str, verdict: Verdict
) -> None:
    assert TypedAnswers(material).mark(asking_to_name(structure), text).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Posterolateral spinal vein right", Verdict.WRONG_SIDE),
        ("right PLSV", Verdict.WRONG_SIDE),
        ("vena spinalis posterior lateralis dextra", Verdict.WRONG_SIDE),
        ("left posterolateral vein", Verdict.RIGHT),
        ("v. spinalis posterior lateralis sin.", Verdict.RIGHT),
        ("v. spin. post. lat. dext.", Verdict.WRONG_SIDE),
        ("posterolateral spinal vein", Verdict.RIGHT),
        ("right posteromedian spinal vein", Verdict.WRONG),
    ],
)
def test_the_wrong_side_of_what_is_lit_is_told_apart(material: Material, text: str, verdict: Verdict) -> None:
    question = asking_to_name(LATERAL)._replace(asked=Address(LATERAL, "left"))
    marked = TypedAnswers(material).mark(question, text)
    assert marked.verdict is verdict
    if verdict is Verdict.WRONG_SIDE:
        assert marked.given == f"{LATERAL}.right"


def test_no_name_is_accepted_for_another_structure(material: Material) -> None:
    """But where the atlas itself calls two things alike, or one is part of the other."""
    from viewer.core.question import is_kin, names_of
    from viewer.core.words import fold, stem, words_of

    typed, structures = TypedAnswers(material), material.atlas.structures.values()
    told = {one.id: {tuple(map(stem, words_of(fold(name)))) for name in names_of(one)} for one in structures}
    for one in structures:
        for name in names_of(one):
            for other in structures:
                if is_kin(material.atlas, one.id, other.id) or told[one.id] & told[other.id]:
                    continue
                marked = typed.mark(asking_to_name(other.id), name)
                assert marked.verdict is not Verdict.RIGHT, (name, other.id)


def test_every_name_of_every_structure_is_accepted_for_it(material: Material) -> None:
    from viewer.core.question import names_of

    typed = TypedAnswers(material)
    for structure in material.atlas.structures.values():
        for name in names_of(structure):
            marked = typed.mark(asking_to_name(structure.id), name)
            assert (marked.verdict, marked.spelt) == (Verdict.RIGHT, True), name


def test_ratings() -> None:
    assert [rating_of(Verdict.RIGHT), rating_of(Verdict.RIGHT, 1)] == [3, 2]
    assert [rating_of(Verdict.WRONG_SIDE), rating_of(Verdict.WRONG)] == [1, 1]
    with pytest.raises(ValueError, match="slip"):
        rating_of(Verdict.SLIP)


def test_an_option_is_right_or_wrong() -> None:
    question = asking_to_name(LATERAL)._replace(options=(LATERAL, "filum-vein"))
    assert mark_option(question, LATERAL).verdict is Verdict.RIGHT
    assert mark_option(question, "filum-vein") == (Verdict.WRONG, "filum-vein", "", True)
    assert mark_option(question, "").verdict is Verdict.WRONG
