"""Levels, variants and conditions of the shipped atlas against the fact sheet."""

import re
from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import case_of
from viewer.core.loading import check_atlas
from viewer.core.network import Network
from viewer.core.section import Section, Status, Style
from viewer.core.showing import usual_names
from viewer.core.stretches import levels_in
from viewer.core.tracing import Trace

FOLDER = Path(__file__).parents[2] / "assets" / "atlas"

SECTION_FIVE = {
    "5.1": ("venous-congestion",),
    "5.2": ("spinal-dural-fistula", "spinal-dural-fistula-in-front"),
    "5.3": ("foix-alajouanine-syndrome",),
    "5.4": ("spinal-dural-fistula", "glomus-malformation", "juvenile-malformation", "perimedullary-fistula"),
    "5.5": ("perimedullary-fistula",),
    "5.6": ("extradural-fistula",),
    "5.7": ("cavernoma",),
    "5.8": ("haematomyelia", "subarachnoid-haemorrhage", "epidural-haematoma"),
    "5.9": ("compression",),
    "5.10": ("venous-infarction",),
    "5.11": ("engorged-epidural-veins", "late-pregnancy", "blocked-vena-cava", "extradural-fistula"),
    "5.12": ("spread-by-the-vertebral-plexus",),
    "5.13": ("normal-lookalikes",),
}
"""The prepared views that each part of the fact sheet's section 5 calls for."""

REVERSED = {
    "venous-congestion": "E10 E11 E12",
    "spinal-dural-fistula": "E32 E26 E27 E28 E10 E11 E12",
    "spinal-dural-fistula-in-front": "E34 E30 E10 E11 E12",
    "blocked-vena-cava": "E65 E69 E73 E74 E52 E54 E46 E47",
    "late-pregnancy": "E65 E69 E73 E74 E52 E54 E46 E47",
    "spread-by-the-vertebral-plexus": "E54 E47 E43 E42",
    "straining": "E46 E47 E50 E51 E52 E53 E54",
    "standing-up": "E84 E85 E86 E87 E88 E89 E98 E101 E102 E103 E105",
}
"""What turns round, by the reversals R1 to R5 of section 2.3; at some levels only, where it says so.

In R2 E104 leads away from the spine in health too.
"""

TYPICAL = {
    "venous-congestion": "T9-Co1",
    "foix-alajouanine-syndrome": "T9-S5",
    "spinal-dural-fistula": "T5-L2",
    "perimedullary-fistula": "S3-Co1",
    "cavernoma": "C;T",
    "compression": "T",
    "late-pregnancy": "T12-S1",
    "blocked-vena-cava": "L",
    "spread-by-the-vertebral-plexus": "L;S",
}

BESIDE = {
    "level-upper-neck": "C1 C2 C3",
    "level-cervical-enlargement": "C3 C4 C5 C6 C7 T1",
    "level-upper-thorax": "T1 T2 T3 T5 T6",
    "level-lower-thorax": "T6 T7 T8 T9",
    "level-upper-enlargement": "T9 T10 T11",
    "level-lower-enlargement": "T11 T12 L1",
    "level-conus": "L1",
}
"""Vertebrae that the section on a stretch must name, by section 3.4."""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    read, faults, _ = check_atlas(FOLDER)
    assert read is not None
    assert [str(fault) for fault in faults] == []
    return read


def followed(atlas: Atlas, condition: str) -> Trace:
    """The blood's way that a condition shows."""
    found = atlas.conditions[condition]
    assert found.start is not None
    network = Network(atlas, case_of(atlas, condition, usual_names(atlas)))
    return network.trace(found.start, found.goal, found.by)


@pytest.fixture(scope="module")
def stretches(atlas: Atlas) -> list[Section]:
    """The sections that the page of a level shows."""
    return [section for section in atlas.sections.values() if section.part == "levels"]


class TestLevels:
    def test_they_cover_every_level_once(self, atlas: Atlas, stretches: list[Section]) -> None:
        told = [level for section in stretches for level in levels_in(section.levels, atlas.levels)]
        assert sorted(told, key=atlas.levels.index) == list(atlas.levels)

    def test_each_tells_the_largest_vein_the_vertebra_and_the_way_out(self, stretches: list[Section]) -> None:
        assert {section.id for section in stretches} == set(BESIDE)
        for section in stretches:
            mentioned = {mention.structure for mention in section.mentions}
            assert {"posteromedian-spinal-vein", "intervertebral-veins"} <= mentioned, section.id
            words = set(re.findall(r"[CTLS]o?\d+", section.text))
            assert set(BESIDE[section.id].split()) <= words, section.id
            assert "vertebra" in section.text
            assert re.search("biggest|largest", section.text), section.id

    def test_each_is_as_long_as_a_glance(self, stretches: list[Section]) -> None:
        for section in stretches:
            assert 60 <= len(section.text.split()) <= 140, section.id

    def test_every_statement_ends_in_a_source_and_doubt_is_marked(self, stretches: list[Section]) -> None:
        for section in stretches:
            for block in section.blocks:
                runs = [run for run in block.runs if run.style is Style.CITATION or run.text.strip(". ")]
                assert runs[-1].style is Style.CITATION, (section.id, runs[-1].text)
                usual = "".join(run.text for run in block.runs if run.status is Status.USUAL)
                assert not usual or "usually" in usual, section.id
        disputed = {
            section.id
            for section in stretches
            for block in section.blocks
            for run in block.runs
            if run.status is Status.DISPUTED
        }
        assert disputed >= {"level-upper-neck", "level-upper-thorax", "level-lower-thorax"}

    def test_no_drawing_convention_is_told(self, stretches: list[Section]) -> None:
        for section in stretches:
            assert " mm" not in section.text
            assert "doubled" not in section.text


class TestVariants:
    def test_every_group_has_two_or_more_and_one_usual(self, atlas: Atlas) -> None:
        for group in atlas.variant_groups:
            variants = [variant for variant in atlas.variants.values() if variant.group == group]
            assert len(variants) >= 2, group
            assert sum(variant.usual for variant in variants) == 1, group

    def test_each_says_how_often_it_is_so_and_who_says_it(self, atlas: Atlas) -> None:
        for variant in atlas.variants.values():
            assert variant.statement.endswith("."), variant.id
            assert len(variant.statement.split()) >= 12, variant.id
            assert variant.sources, variant.id
            assert set(variant.sources) <= set(atlas.sources), variant.id
            assert variant.section in atlas.sections, variant.id

    def test_the_marks_are_carried_into_the_words(self, atlas: Atlas) -> None:
        for variant in atlas.variants.values():
            marks = set(variant.certainty.split(";"))
            assert marks <= {"A", "B", "C", "!"}, variant.id
            if "!" in marks:
                assert len(variant.sources) > 1, variant.id
                assert re.search(r"differ|depending on the level", variant.statement), variant.id
            assert not re.search(r"\[\d|\bE\d|\(D\)", variant.statement), variant.id

    def test_the_usual_ones_hide_and_close_nothing(self, atlas: Atlas) -> None:
        for variant in atlas.variants.values():
            if variant.usual:
                assert (variant.hides, variant.closes) == ((), ()), variant.id
        for group in atlas.variant_groups:
            if group != "epidural-form":
                assert any(v.hides or v.closes for v in atlas.variants.values() if v.group == group) or (
                    group == "side-veins"
                )

    def test_what_is_hidden_and_closed_is_there(self, atlas: Atlas) -> None:
        edges = {edge.id for edge in atlas.edges}
        for variant in atlas.variants.values():
            assert set(variant.closes) <= edges
            for address in variant.hides:
                structure = atlas.structures[address.structure]
                assert structure.variable or address.structure in (
                    "posterolateral-spinal-vein", "epidural-venous-rings",
                ), variant.id  # fmt: skip
                assert not address.side or structure.sided
                assert not address.level or address.level in atlas.levels

    @pytest.mark.parametrize(
        "name",
        ["two-dorsal-channels", "one-dorsal-channel", "side-veins-thorax-only",
         "great-posterior-vein-missing", "transmedullary-link-absent", "epidural-net",
         "neck-rails-absent", "anterolateral-upper-cord"],
    )  # fmt: skip
    def test_what_the_fact_sheet_calls_for_is_there(self, atlas: Atlas, name: str) -> None:
        assert name in atlas.variants


class TestConditions:
    def test_every_part_of_section_five_is_a_prepared_view(self, atlas: Atlas) -> None:
        assert {name for names in SECTION_FIVE.values() for name in names} <= set(atlas.conditions)
        assert len(SECTION_FIVE) == 13

    @pytest.mark.parametrize("name", REVERSED)
    def test_what_turns_round_is_what_the_sheet_says(self, atlas: Atlas, name: str) -> None:
        turned = {edge.partition(".")[0] for edge in atlas.conditions[name].reverses}
        assert turned == set(REVERSED[name].split())

    @pytest.mark.parametrize("name", TYPICAL)
    def test_levels_are_those_of_the_sheet(self, atlas: Atlas, name: str) -> None:
        told = levels_in(";".join(atlas.conditions[name].levels), atlas.levels)
        assert told == levels_in(TYPICAL[name], atlas.levels)

    def test_each_has_a_level_that_is_one_of_its_own(self, atlas: Atlas) -> None:
        for condition in atlas.conditions.values():
            if not condition.at:
                continue
            assert condition.at in atlas.levels, condition.id
            own = levels_in(";".join(condition.levels), atlas.levels) if condition.levels else atlas.levels
            assert condition.at in own, condition.id

    def test_what_is_followed_is_a_vessel_or_tissue_of_the_drainage(self, atlas: Atlas) -> None:
        ends = {address.structure for edge in atlas.edges for address in (edge.start, edge.end)}
        for condition in atlas.conditions.values():
            if condition.start is not None:
                assert condition.start.structure in ends, condition.id
        turned = [one for one in atlas.conditions.values() if one.blocks or one.reverses]
        assert [one.id for one in turned if one.start is None] == []

    def test_its_section_tells_sources_and_at_least_one_of_what_it_involves(self, atlas: Atlas) -> None:
        for condition in atlas.conditions.values():
            section = atlas.sections[condition.section]
            assert section.sources, condition.id
            involved = {address.structure for address in condition.involves}
            assert involved & {mention.structure for mention in section.mentions}, condition.id

    @pytest.mark.parametrize(
        ("section", "words"),
        [
            ("congestion", ("lower thoracic cord", "T2-weighted images", "overfilled")),
            ("dural-fistula", ("lower thorax or the upper loins", "contrast enhancement", "runs backwards")),
            ("foix-alajouanine", ("lower thoracic and lumbosacral", "images are those of", "misreads")),
            ("malformations", ("anywhere along the cord", "Catheter angiography", "steal")),
            ("perimedullary-fistula", ("near the conus", "Images show large, winding", "opens straight")),
            ("extradural-fistula", ("lumbosacral", "a pouch of epidural vein", "through the dura")),
            ("cavernoma", ("More than half lie in the thorax", "rim of iron", "without a shunt")),
            ("haemorrhage", ("from the lowest neck down the thorax", "images of fresh and of old blood")),
            ("compression", ("in the thorax most often", "denting the sac", "blood stagnated")),
            ("infarction", ("keep to no level", "On images", "rare")),
            (
                "engorged-epidural-veins",
                ("T12–L1 to L5–S1", "take up contrast", "less fluid means more blood"),
            ),
            ("spread", ("lumbar and sacral column first", "bone scans", "bypassing heart and lungs")),
            ("normal-lookalikes", ("mistaken for", "hairpin turn")),
        ],
    )
    def test_mechanism_levels_and_imaging_are_told(
        self, atlas: Atlas, section: str, words: tuple[str, ...]
    ) -> None:
        assert [one for one in words if one not in atlas.sections[section].text] == []

    CUT_OFF = ("venous-congestion", "foix-alajouanine-syndrome", "venous-infarction")

    def test_the_blood_that_is_followed_finds_a_way_unless_the_disorder_is_that_it_does_not(
        self, atlas: Atlas
    ) -> None:
        for condition in atlas.conditions.values():
            if condition.start is not None:
                reached = followed(atlas, condition.id).reached
                assert reached is (condition.id not in self.CUT_OFF), condition.id

    @pytest.mark.parametrize(
        ("condition", "passed"),
        [
            ("spinal-dural-fistula", "posterolateral-spinal-vein posteromedian-spinal-vein"),
            ("spinal-dural-fistula-in-front", "anteromedian-spinal-vein"),
            ("extradural-fistula", "posteromedian-spinal-vein"),
            ("blocked-vena-cava",
             "internal-iliac-veins lateral-sacral-veins anterior-internal-vertebral-plexus azygos-vein"),
            ("late-pregnancy",
             "internal-iliac-veins lateral-sacral-veins anterior-internal-vertebral-plexus azygos-vein"),
            ("spread-by-the-vertebral-plexus",
             "lateral-sacral-veins anterior-internal-vertebral-plexus retrocorporeal-veins"),
            ("standing-up", "marginal-sinus posterior-internal-vertebral-plexus vertebral-veins"),
            ("straining",
             "posterior-intercostal-veins intervertebral-veins posterior-internal-vertebral-plexus"),
        ],
    )  # fmt: skip
    def test_it_goes_the_way_that_the_sheet_tells(self, atlas: Atlas, condition: str, passed: str) -> None:
        trace = followed(atlas, condition)
        assert set(passed.split()) <= {stop.address.structure for stop in trace.stops}

    @pytest.mark.parametrize(
        ("condition", "first"),
        [
            ("venous-congestion", "T9"), ("foix-alajouanine-syndrome", "T9"), ("spinal-dural-fistula", "T8"),
            ("spinal-dural-fistula-in-front", "T8"), ("perimedullary-fistula", "S3"),
            ("extradural-fistula", "T9"),
        ],
    )  # fmt: skip
    def test_congestion_holds_up_the_lower_cord_and_leaves_the_upper_free(
        self, atlas: Atlas, condition: str, first: str
    ) -> None:
        network = Network(atlas, case_of(atlas, condition, usual_names(atlas)))
        held = {one.level for one in network.effect().cut_off if one.structure == "dorsal-horn"}
        assert held and min(map(atlas.levels.index, held)) == atlas.levels.index(first)
        free = atlas.levels[: atlas.levels.index(first)]
        assert [level for level in free if network.trace(Address("dorsal-horn", "", level)).cut_off] == []

    @pytest.mark.parametrize("condition", ["straining", "extradural-fistula"])
    def test_no_vein_runs_both_ways_at_one_level_of_the_way_shown(self, atlas: Atlas, condition: str) -> None:
        trace = followed(atlas, condition)
        turned = {edge.partition(".")[0] for edge in atlas.conditions[condition].reverses}
        level = atlas.conditions[condition].at
        onward = [one for one in trace.passages if level in one.levels and not one.against]
        assert [one.edge for one in onward if one.edge in turned] == []
        if condition == "extradural-fistula":
            assert [one.edge for one in onward if one.edge in ("E29", "E33", "E38")] == []

    @pytest.mark.parametrize("condition", ["blocked-vena-cava", "late-pregnancy"])
    def test_round_a_closed_vena_cava_it_climbs_on_both_sides(self, atlas: Atlas, condition: str) -> None:
        stops = {stop.address for stop in followed(atlas, condition).stops}
        assert {Address("common-iliac-veins"), Address("hemiazygos-vein"), Address("azygos-vein")} <= stops

    def test_the_spread_ends_in_the_bone_and_no_way_is_closed(self, atlas: Atlas) -> None:
        trace = followed(atlas, "spread-by-the-vertebral-plexus")
        assert trace.stops[-1].address.structure == "basivertebral-veins"
        assert all(stop.address.structure != atlas.heart for stop in trace.stops)
        assert [passage.edge for passage in trace.passages] == ["E93", "E54", "E47", "", "E43", "E42"]
        assert atlas.conditions["spread-by-the-vertebral-plexus"].blocks == ()

    def test_no_variant_leaves_a_vein_without_a_way(self, atlas: Atlas) -> None:
        for variant in atlas.variants.values():
            rivals = {one.id for one in atlas.variants.values() if one.group == variant.group}
            network = Network(atlas, case_of(atlas, "", (usual_names(atlas) - rivals) | {variant.id}))
            absent = {address.structure for address in variant.hides}
            for edge in atlas.edges:
                name = edge.start.structure
                if name not in absent:
                    assert network.trace(Address(name)).reached, (variant.id, name)
