"""Questions to an atlas."""

import pytest

from viewer.core import queries
from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.structure import StructureId

MIDLINE, SIDE, NET, CORD, HEART = map(
    StructureId, ("midline-vein", "side-vein", "vein-net", "the-cord", "right-atrium")
)


def test_structures_stand_below_their_parents(small: Atlas) -> None:
    assert [one.id for one in queries.structures_in_order(small)] == [MIDLINE, SIDE, NET, CORD, HEART]
    assert [one.id for one in queries.children(small, MIDLINE)] == [SIDE]
    assert queries.descendants(small, MIDLINE) == {SIDE}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("side-vein", "Side veins"),
        ("side-vein.right", "Side vein, right"),
        ("side-vein.right.C2", "Side vein, right, cord segment C2"),
        ("midline-vein.T1", "Midline vein, cord segment T1"),
        ("the-cord", "Spinal cord"),
        ("unknown.left", "unknown.left"),
    ],
)
def test_an_address_in_words(small: Atlas, address: str, words: str) -> None:
    assert queries.describe(small, Address.parse(address)) == words


def test_regions_of_an_address_are_those_it_covers(small: Atlas) -> None:
    plate = small.plates["back"]

    def names(address: str) -> set[str]:
        return {
            str(plate.regions[number].address) for number in queries.regions_of(plate, Address.parse(address))
        }

    assert names("midline-vein") == {"midline-vein.C1", "midline-vein.C2", "midline-vein.T1"}
    assert names("side-vein.left") == {"side-vein.left.C1"}
    assert names("side-vein.C2") == {"side-vein.right.C2"}
    assert names("right-atrium") == set()


def test_plates_showing_a_structure_or_what_is_below_it(small: Atlas) -> None:
    assert [plate.id for plate in queries.plates_showing(small, MIDLINE)] == ["back"]
    assert queries.plates_showing(small, HEART) == []


def test_sections_about_come_before_those_that_mention(small: Atlas) -> None:
    assert [section.id for section in queries.sections_about(small, SIDE)] == ["trouble", "introduction"]
    assert [section.id for section in queries.sections_about(small, HEART)] == ["introduction"]
    assert queries.sections_about(small, StructureId("unknown")) == []
    both = queries.sections_of(small, (Address(SIDE), Address(CORD)))
    assert {section.id for section in both} == {"introduction", "trouble"}


def test_what_drains_where_by_side_and_level(small: Atlas) -> None:
    def ends(address: str) -> list[str]:
        return [str(step.end) for step in queries.drains_to(small, Address.parse(address))]

    assert ends("midline-vein") == ["side-vein.left", "side-vein.right", "right-atrium"]
    assert ends("side-vein.right") == ["vein-net", "midline-vein"]
    assert [str(step.start) for step in queries.drains_into(small, Address(HEART))] == ["midline-vein"]
    left = [step.edge.id for step in queries.drains_to(small, Address.parse("side-vein.left.C1"))]
    assert left == ["E-one", "E-two"]
