"""The tables of the shipped atlas: structures, drainage, conditions, glossary and sources.

They are read here without the program, so that a fault in a table and one in its reader stay apart.
"""

import json
import re
import tomllib
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

ATLAS = Path(__file__).parents[2] / "assets" / "atlas"
Row = Mapping[str, Any]

FACT_SHEET_IDS = """\
spinal-cord-veins posterior-spinal-veins posteromedian-spinal-vein posterolateral-spinal-vein-left
posterolateral-spinal-vein-right dorsal-transverse-anastomoses pial-venous-plexus
lateral-anastomotic-veins anterior-spinal-veins anteromedian-spinal-vein
anterolateral-spinal-vein-left anterolateral-spinal-vein-right filum-vein intrinsic-veins
anterior-sulcal-veins posterior-sulcal-veins radial-veins transmedullary-anastomoses
posterior-radicular-veins anterior-radicular-veins great-posterior-radicular-vein
great-anterior-radicular-vein radicular-dural-crossing vertebral-venous-system
posterior-internal-vertebral-plexus anterior-internal-vertebral-plexus retrocorporeal-veins
epidural-venous-rings posterior-external-vertebral-plexus anterior-external-vertebral-plexus
basivertebral-veins intervertebral-veins vertebral-veins deep-cervical-veins
posterior-intercostal-veins lumbar-veins ascending-lumbar-veins iliolumbar-veins
lateral-sacral-veins left-renal-vein azygos-vein hemiazygos-vein accessory-hemiazygos-vein
brachiocephalic-veins superior-vena-cava inferior-vena-cava common-iliac-veins internal-iliac-veins
pelvic-venous-plexuses right-atrium medullary-veins marginal-sinus occipital-sinus basilar-plexus
sigmoid-sinus inferior-petrosal-sinus suboccipital-cavernous-sinus condylar-veins
internal-jugular-vein posterior-spinal-artery-left posterior-spinal-artery-right
posterior-radiculomedullary-arteries anterior-spinal-artery artery-of-adamkiewicz
arterial-vasocorona radiculomeningeal-artery spinal-cord cervical-enlargement lumbar-enlargement
conus-medullaris filum-terminale cauda-equina posterior-median-sulcus posterior-median-septum
posterior-intermediate-sulcus posterolateral-sulcus dorsal-columns gracile-fasciculus
cuneate-fasciculus dorsal-horn ventral-horn dorsal-rootlets dorsal-root dorsal-root-ganglion
ventral-root pia-mater arachnoid-mater subarachnoid-space dura-mater dural-sleeve
denticulate-ligament epidural-space epidural-fat vertebral-column vertebral-canal lamina-and-flavum
intervertebral-foramen foramen-magnum
"""

SIDES_MERGED = {"posterolateral-spinal-vein", "anterolateral-spinal-vein", "posterior-spinal-artery"}
GROUPS = {
    "spinal-cord-veins",
    "posterior-spinal-veins",
    "anterior-spinal-veins",
    "intrinsic-veins",
    "vertebral-venous-system",
}
MEMBERS = {
    "posterior-spinal-veins": {"posteromedian-spinal-vein", "posterolateral-spinal-vein"},
    "anterior-spinal-veins": {"anteromedian-spinal-vein", "anterolateral-spinal-vein"},
    "intrinsic-veins": {
        "anterior-sulcal-veins",
        "posterior-sulcal-veins",
        "radial-veins",
        "transmedullary-anastomoses",
    },
    "vertebral-venous-system": {
        "posterior-internal-vertebral-plexus",
        "anterior-internal-vertebral-plexus",
        "retrocorporeal-veins",
        "epidural-venous-rings",
        "posterior-external-vertebral-plexus",
        "anterior-external-vertebral-plexus",
        "basivertebral-veins",
        "intervertebral-veins",
    },
}
VENOUS_KINDS = {"vein", "anastomosis", "venous-plexus", "dural-sinus"}
CODE_FORMS = {
    "TA98": re.compile(r"A\d{2}\.\d\.\d{2}\.\d{3}"),
    "TA2": re.compile(r"\d{3,4}"),
    "FMA": re.compile(r"\d{4,6}"),
    "UBERON": re.compile(r"\d{7}"),
}
# No source gives a calibre for these: the widths on the plate are a choice of the drawing.
WITHOUT_CALIBRE = {
    "posteromedian-spinal-vein",
    "posterolateral-spinal-vein",
    "dorsal-transverse-anastomoses",
    "pial-venous-plexus",
    "posterior-radicular-veins",
    "anterior-radicular-veins",
    "great-posterior-radicular-vein",
}
CLINICAL_SECTIONS = {
    "congestion",
    "dural-fistula",
    "foix-alajouanine",
    "malformations",
    "perimedullary-fistula",
    "extradural-fistula",
    "cavernoma",
    "haemorrhage",
    "compression",
    "infarction",
    "engorged-epidural-veins",
    "spread",
    "normal-lookalikes",
}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((ATLAS / name).read_text(encoding="utf-8"))


HEAD = read("atlas.toml")
STRUCTURES: dict[str, Row] = {row["id"]: row for row in read("structures.toml")["structure"]}
EDGES: dict[str, Row] = {row["id"]: row for row in read("drainage.toml")["edge"]}
CONDITIONS: list[Row] = read("conditions.toml")["condition"]
TERMS: list[Row] = read("text/en/glossary.toml")["term"]
SOURCES = {entry["id"] for entry in json.loads((ATLAS / "sources.json").read_text(encoding="utf-8"))}


def structure_of(address: str) -> str:
    return address.partition(".")[0]


def ancestors(structure: str) -> Iterator[str]:
    seen = {structure}
    parent = STRUCTURES[structure].get("parent")
    while parent is not None:
        assert parent not in seen, f"{structure} is its own ancestor"
        seen.add(parent)
        yield parent
        parent = STRUCTURES[parent].get("parent")


def words(row: Row) -> str:
    keys = ("pairing", "location", "size", "relevance", "certainty_note", "note", "valves", "undrawn")
    return " ".join(str(row.get(key, "")) for key in keys)


def every_row() -> list[Row]:
    return [*STRUCTURES.values(), *EDGES.values()]


def test_every_structure_of_the_fact_sheet_is_there_once() -> None:
    merged = {f"{name}-{side}": name for name in SIDES_MERGED for side in ("left", "right")}
    wanted = {merged.get(name, name) for name in FACT_SHEET_IDS.split()}
    rows = read("structures.toml")["structure"]
    assert {row["id"] for row in rows} == wanted
    assert len(rows) == len(wanted)


def test_ids_are_kebab_case_without_digits() -> None:
    for name in [*STRUCTURES, *(term["id"] for term in TERMS), *(case["id"] for case in CONDITIONS)]:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name), name


def test_two_sided_ids_became_one_structure_with_sides() -> None:
    for name in SIDES_MERGED:
        assert STRUCTURES[name]["sided"] is True


def test_kinds_layers_and_level_kinds_are_listed() -> None:
    kinds = {kind["id"]: kind for kind in HEAD["kind"]}
    layers = {layer["id"] for layer in HEAD["layer"]}
    level_kinds = {level["id"] for level in HEAD["level_kind"]}
    assert {kind["layer"] for kind in kinds.values()} <= layers
    for row in STRUCTURES.values():
        assert row["kind"] in kinds, row["id"]
        assert row.get("level_kind", "segment") in level_kinds, row["id"]


def test_every_kind_is_used() -> None:
    assert {kind["id"] for kind in HEAD["kind"]} == {row["kind"] for row in STRUCTURES.values()}


def test_levels_are_the_thirty_one_segments() -> None:
    counts = {"C": 8, "T": 12, "L": 5, "S": 5, "Co": 1}
    wanted = [f"{region}{number}" for region, count in counts.items() for number in range(1, count + 1)]
    assert HEAD["levels"] == wanted
    assert len(wanted) == 31


def test_parents_exist_and_make_no_circle() -> None:
    for name in STRUCTURES:
        assert all(parent in STRUCTURES for parent in ancestors(name))


@pytest.mark.parametrize("group", sorted(MEMBERS))
def test_groups_have_the_members_of_the_fact_sheet(group: str) -> None:
    assert {name for name, row in STRUCTURES.items() if row.get("parent") == group} == MEMBERS[group]


def test_preferred_names_are_unique_and_in_sentence_case() -> None:
    names = [row["name"] for row in STRUCTURES.values()]
    assert len(set(names)) == len(names)
    for name in names:
        assert name[0].isupper(), name
        assert name[1:] == name[1:].lower(), name


def test_synonyms_do_not_repeat_a_name() -> None:
    for row in STRUCTURES.values():
        others = [*row.get("synonyms", []), *row.get("eponyms", [])]
        assert len(set(others)) == len(others), row["id"]
        assert row["name"] not in others, row["id"]


def test_descriptive_latin_says_that_it_is_no_standard_term() -> None:
    for row in STRUCTURES.values():
        note = row.get("latin_note", "")
        assert note in (
            "",
            "descriptive; not a Terminologia Anatomica term",
            "old term",
            "also spatium peridurale",
        )
        if note.startswith("descriptive"):
            assert "TA98" not in row.get("codes", {}), row["id"]


def test_codes_have_the_form_of_their_list() -> None:
    for row in STRUCTURES.values():
        for system, codes in row.get("codes", {}).items():
            for code in codes.split(", "):
                bare = re.sub(r" \([a-z ]+\)$", "", code)  # what a part's or a wider code stands for
                assert CODE_FORMS[system].fullmatch(bare), (row["id"], system, code)


def test_no_code_names_two_structures() -> None:
    codes = [
        (system, code)
        for row in STRUCTURES.values()
        for system, text in row.get("codes", {}).items()
        for code in text.split(", ")
    ]
    assert len(set(codes)) == len(codes)


def test_source_keys_resolve() -> None:
    for row in every_row():
        assert set(row.get("sources", [])) <= SOURCES, row["id"]


def test_only_what_is_usual_teaching_lacks_a_source() -> None:
    for row in every_row():
        if not row.get("sources"):
            assert row["certainty"] == "C", row["id"]


def test_certainty_marks_are_known_and_no_drawing_convention_is_among_them() -> None:
    for row in every_row():
        assert set(row["certainty"].split(";")) <= {"A", "B", "C", "!"}, row["id"]


def test_what_is_usual_teaching_is_worded_so() -> None:
    for row in every_row():
        if "C" in row["certainty"]:
            assert "usually described" in words(row).lower(), row["id"]


def test_what_sources_dispute_is_worded_so() -> None:
    for row in every_row():
        if "!" in row["certainty"]:
            assert re.search(r"differ|described differently", words(row)), row["id"]


def test_what_rests_on_little_names_what_it_rests_on() -> None:
    for row in STRUCTURES.values():
        if "B" in row["certainty"].split(";"):
            assert row.get("certainty_note"), row["id"]


def test_marks_of_the_fact_sheet_never_reach_the_reader() -> None:
    for row in every_row():
        assert not re.search(r"\((?:[ABCD]|!)\)|\[\d+\]|\bE\d+\b|!", words(row)), row["id"]


def test_no_calibre_is_given_where_none_was_found() -> None:
    for name in WITHOUT_CALIBRE:
        assert not re.search(r"\d\s*mm", words(STRUCTURES[name])), name


def test_edges_are_numbered_without_a_gap() -> None:
    assert list(EDGES) == [f"E{number}" for number in range(1, 113)]


def test_edge_ends_are_structures_and_name_a_side_only_where_there_are_two() -> None:
    for edge in EDGES.values():
        for end in (edge["from"], edge["to"]):
            structure, _, side = end.partition(".")
            assert structure in STRUCTURES, edge["id"]
            assert side in ("", "left", "right"), edge["id"]
            assert not side or STRUCTURES[structure]["sided"], edge["id"]


FINER_LEVELS = {
    # What the notes of the fact sheet say of the spaces; the highest are those that no other edge drains.
    "E59": "T", "E60": "T9-T12", "E61": "T4-T8", "E62": "T1-T3",
    # Chiefly from some of them is not only from them.
    "E65": "L", "E66": "L", "E71": "L", "E70": "L5", "E94": "L5",
}  # fmt: skip
LENGTHWISE = {
    "posteromedian-spinal-vein",
    "posterolateral-spinal-vein",
    "anteromedian-spinal-vein",
    "anterolateral-spinal-vein",
    "pial-venous-plexus",
    "posterior-internal-vertebral-plexus",
    "anterior-internal-vertebral-plexus",
    "posterior-external-vertebral-plexus",
    "anterior-external-vertebral-plexus",
}


def test_edges_have_a_direction_and_levels() -> None:
    for edge in EDGES.values():
        assert edge["direction"] in ("one-way", "either")
        regions = edge["levels"] == "all" or set(edge["levels"].split(";")) <= {"C", "T", "L", "S", "Co"}
        assert regions or edge["levels"] == FINER_LEVELS[edge["id"]], edge["id"]


@pytest.mark.parametrize("edge", FINER_LEVELS)
def test_edges_hold_at_the_levels_that_their_notes_give(edge: str) -> None:
    assert EDGES[edge]["levels"] == FINER_LEVELS[edge]


def test_blood_passes_along_the_vessels_that_run_the_length_of_cord_or_column() -> None:
    assert {name for name, row in STRUCTURES.items() if row.get("lengthwise")} == LENGTHWISE


def test_every_edge_leads_through_the_stages_to_the_heart() -> None:
    stages = read("drainage.toml")["stage"]
    order = {name: number for number, stage in enumerate(stages) for name in stage["structures"]}
    assert len(order) == sum(len(stage["structures"]) for stage in stages)
    for edge in EDGES.values():
        start, end = order[structure_of(edge["from"])], order[structure_of(edge["to"])]
        assert end > start or edge["direction"] == "either", edge["id"]
    assert stages[-1]["structures"] == [HEAD["heart"]]


REVERSALS = {
    "straining": "E46 E47 E50 E51 E52 E53 E54",
    "standing-up": "E84 E85 E86 E87 E88 E89 E98 E101 E102 E103 E105",
    "blocked-vena-cava": "E65 E73 E74 E52 E54 E46 E47 E69",
    "spread-by-the-vertebral-plexus": "E54 E47 E43 E42",
    "spinal-dural-fistula": "E32 E26 E27 E28 E10 E11 E12",
    "spinal-dural-fistula-in-front": "E34 E30 E10 E11 E12",
    "engorged-epidural-veins": "",
}


@pytest.mark.parametrize("condition", REVERSALS)
def test_conditions_turn_the_edges_that_the_fact_sheet_turns(condition: str) -> None:
    case = next(case for case in CONDITIONS if case["id"] == condition)
    assert {name.partition(".")[0] for name in case.get("reverses", [])} == set(REVERSALS[condition].split())


def test_groups_carry_no_edges() -> None:
    ends = {structure_of(edge[end]) for edge in EDGES.values() for end in ("from", "to")}
    assert not ends & GROUPS


def test_every_vein_reaches_the_heart() -> None:
    upstream: dict[str, set[str]] = {}
    for edge in EDGES.values():
        start, end = structure_of(edge["from"]), structure_of(edge["to"])
        upstream.setdefault(end, set()).add(start)
        if edge["direction"] == "either":
            upstream.setdefault(start, set()).add(end)
    reached, queue = {HEAD["heart"]}, deque([HEAD["heart"]])
    while queue:
        for name in upstream.get(queue.popleft(), set()) - reached:
            reached.add(name)
            queue.append(name)
    veins = {name for name, row in STRUCTURES.items() if row["kind"] in VENOUS_KINDS}
    assert veins - GROUPS <= reached


def test_every_clinical_section_has_a_prepared_case() -> None:
    assert {case["section"] for case in CONDITIONS} >= CLINICAL_SECTIONS
    assert len({case["id"] for case in CONDITIONS}) == len(CONDITIONS)


def test_conditions_name_structures_edges_and_regions() -> None:
    for case in CONDITIONS:
        assert case["involves"], case["id"]
        assert {structure_of(name) for name in case["involves"]} <= set(STRUCTURES), case["id"]
        for name in case.get("blocks", []):
            assert structure_of(name) in EDGES | STRUCTURES, case["id"]
        assert {name.partition(".")[0] for name in case.get("reverses", [])} <= set(EDGES), case["id"]


def test_the_sections_of_the_conditions_are_written() -> None:
    written = {path.stem.partition("-")[2] for path in (ATLAS / "text" / "en").glob("*.md")}
    assert {case["section"] for case in CONDITIONS} <= written


def test_glossary_leads_to_structures() -> None:
    assert len({term["id"] for term in TERMS}) == len(TERMS)
    for term in TERMS:
        assert term["meaning"].endswith("."), term["id"]
        assert set(term.get("structures", [])) <= set(STRUCTURES), term["id"]


def test_every_structure_is_drawn_or_says_why_not() -> None:
    drawn: set[str] = set()
    for plate in HEAD["plates"]:
        svg = (ATLAS / "plates" / f"{plate}.svg").read_text(encoding="utf-8")
        for name in re.findall(r'\sid="([a-z-]+)[.#"]', svg):
            if name in STRUCTURES:
                drawn |= {name, *ancestors(name)}
    for name, row in STRUCTURES.items():
        assert bool(row.get("undrawn")) == (name not in drawn), name
