"""The atlas that ships: no fault, nothing left out in either direction."""

import pytest

from viewer.core.address import Address
from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.errors import Fault
from viewer.core.loading import Counts, check_atlas
from viewer.core.markdown import SOURCED_PARTS
from viewer.core.plate import Shape
from viewer.core.queries import plates_showing, sections_about
from viewer.core.section import Style

Checked = tuple[Atlas | None, list[Fault], Counts]


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_atlas(atlas_folder())


@pytest.fixture(scope="module")
def atlas(checked: Checked) -> Atlas:
    assert checked[0] is not None
    return checked[0]


def test_it_has_no_fault(checked: Checked) -> None:
    assert [str(fault) for fault in checked[1]] == []


def test_it_holds_what_was_promised(checked: Checked) -> None:
    counts = checked[2]
    assert counts.structures >= 80
    assert counts.regions >= 400
    assert counts.words >= 2_500
    assert counts.statements >= 100
    assert counts.sources_cited >= 80
    assert counts.edges >= 100
    assert counts.conditions >= 10
    assert counts.terms >= 50


def test_every_drawn_structure_is_told_and_every_told_one_shown(atlas: Atlas) -> None:
    for structure in atlas.structures.values():
        told = bool(sections_about(atlas, structure.id))
        shown = bool(plates_showing(atlas, structure.id))
        assert told != bool(structure.untold), structure.id
        assert shown or structure.undrawn, structure.id
        if shown:
            assert told, structure.id


def test_every_source_that_is_listed_is_cited(atlas: Atlas) -> None:
    cited = {key for section in atlas.sections.values() for key in section.sources}
    cited.update(key for structure in atlas.structures.values() for key in structure.sources)
    cited.update(key for edge in atlas.edges for key in edge.sources)
    assert cited <= atlas.sources.keys()
    assert [source.number for source in atlas.sources.values()] == list(range(1, len(atlas.sources) + 1))


def test_every_sourced_section_cites_and_disputed_statements_are_marked(atlas: Atlas) -> None:
    for section in atlas.sections.values():
        assert bool(section.sources) or section.part not in SOURCED_PARTS, section.id
    marked = [
        run
        for section in atlas.sections.values()
        for block in section.blocks
        for run in block.runs
        if run.status
    ]
    assert len(marked) >= 10


def test_every_condition_tells_its_section_and_what_it_involves(atlas: Atlas) -> None:
    for condition in atlas.conditions.values():
        assert condition.section in atlas.sections, condition.id
        assert condition.involves, condition.id


def test_sides_and_levels_of_regions_are_those_of_their_structure(atlas: Atlas) -> None:
    for plate in atlas.plates.values():
        for region in plate.regions:
            structure = atlas.structures[region.address.structure]
            assert not region.address.level or structure.level_kind, str(region.address)


def test_mentions_lead_to_something_that_can_be_shown_or_says_why_not(atlas: Atlas) -> None:
    for section in atlas.sections.values():
        for mention in section.mentions:
            structure = atlas.structures[mention.structure]
            if not (mention.side or mention.level):
                assert plates_showing(atlas, mention.structure) or structure.undrawn
                continue
            covered = [
                region for plate in atlas.plates.values() for region in plate.regions
                if mention.covers(region.address) or region.address.covers(mention)
            ]  # fmt: skip
            assert covered or structure.undrawn, f"{section.file}: {mention}"


def test_no_word_of_the_text_is_left_in_marks(atlas: Atlas) -> None:
    # The chapter for authors shows the marks, because they are to write them.
    for section in (section for section in atlas.sections.values() if section.id != "own-plate"):
        for block in section.blocks:
            for run in block.runs:
                if run.style in (Style.TEXT, Style.EMPHASIS, Style.STRONG):
                    for mark in ("[@", "](", "{.", "**", "<b", "&nbsp;"):
                        assert mark not in run.text, f"{section.file}: {run.text}"


def test_the_veins_of_the_cord_are_vessels_on_the_plate(atlas: Atlas) -> None:
    plate = next(iter(atlas.plates.values()))
    midline = [region for region in plate.regions if region.address.structure == "posteromedian-spinal-vein"]
    assert len(midline) >= 25
    assert {region.shape for region in midline} == {Shape.LINE}
    for side in ("left", "right"):
        assert any(Address(region.address.structure, side).covers(region.address) for region in plate.regions)
