"""The handbook that is lent to an atlas without one."""

from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.handbook import PART, with_handbook
from viewer.core.loading import load_atlas
from viewer.core.section import Style


def test_what_is_lent_leads_only_to_what_is_there(small: Atlas) -> None:
    lender = load_atlas(atlas_folder())
    fuller = with_handbook(small, lender)
    lent = [section for id_, section in fuller.sections.items() if id_ not in small.sections]
    assert [one.id for one in lent] == [one.id for one in lender.sections.values() if one.part == PART]
    for section in lent:
        assert not section.about and not section.mentions and not section.sources
        for block in section.blocks:
            for run in (*block.runs, *(run for cell in block.cells for run in cell)):
                if run.style is Style.SECTION_LINK:
                    assert run.target in fuller.sections
                assert run.style not in (Style.MENTION, Style.CITATION, Style.TERM)
    assert [one.text for one in lent] == [lender.sections[one.id].text for one in lent]


def test_who_has_some_of_the_chapters_is_lent_none() -> None:
    lender = load_atlas(atlas_folder())
    kept = {id_: section for id_, section in lender.sections.items() if id_ != "own-plate"}
    copy = lender._replace(sections=kept)
    assert with_handbook(copy, lender) is copy
