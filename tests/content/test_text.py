"""The text of the shipped atlas: what it must say, of what, and on whose word.

The twenty-six claims of the article that the atlas started from, and the ten matters that it leaves
out, are a table here: each names the section that deals with it, what that section must mention,
the words that must stand in it and the sources that must stand behind it.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from viewer.core.atlas import Atlas
from viewer.core.loading import check_atlas
from viewer.core.queries import sections_about
from viewer.core.section import Block, Run, Section, Status, Style
from viewer.shell.actions import commands

FOLDER = Path(__file__).parents[2] / "assets" / "atlas"
TOLD = ("article", "clinical", "related")
CLINICAL = (
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
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a section must hold to have dealt with a claim; mentions and sources are parted by spaces."""

    section: str
    mentions: str
    words: tuple[str, ...]
    sources: str


# "Short accounts" stands where a claim is set right, so that the reader learns that others say otherwise.
CLAIMS = {
    "S1": Claim(
        "introduction",
        "posterior-spinal-veins pial-venous-plexus",
        ("midline", "each side", "net"),
        "gray1918 complete-anatomy moes1981",
    ),
    "S2": Claim(
        "introduction",
        "spinal-cord-veins anterior-spinal-veins",
        ("blood of the back of the cord", "linked all the way round"),
        "gray1918 wikipedia-veins complete-anatomy",
    ),
    "S3": Claim(
        "introduction",
        "medullary-veins vertebral-venous-system",
        ("Short accounts", "central nervous system", "They serve the cord", "only touch"),
        "gray1918 sanmillan2002 gisolf2004",
    ),
    "S4": Claim(
        "three-channels",
        "pia-mater subarachnoid-space dura-mater",
        ("inside the",),
        "gray1918 complete-anatomy",
    ),
    "S5": Claim(
        "net",
        "pial-venous-plexus vertebral-venous-system",
        ("short accounts", "spinal venous plexus", "either of two nets"),
        "gray1918 wikipedia-veins gailloud2021",
    ),
    "S6": Claim(
        "three-channels",
        "posteromedian-spinal-vein",
        ("run lengthwise", "not as even pipes", "wind, narrow, double and break up"),
        "cunningham-tradition moes1981 crock1977",
    ),
    "S7": Claim(
        "net",
        "dorsal-transverse-anastomoses lateral-anastomotic-veins transmedullary-anastomoses",
        (
            "crosswise, lengthwise and arched",
            "strongest at the lumbar enlargement",
            "straight through the cord",
        ),
        "moes1981 gregg2015",
    ),
    "S8": Claim(
        "three-channels",
        "posteromedian-spinal-vein posterolateral-spinal-vein",
        (
            "Short accounts",
            "typically paired",
            "wrong",
            "single and in the midline",
            "one to three with level",
        ),
        "complete-anatomy doccheck-flexikon moes1981",
    ),
    "S9": Claim(
        "two-arteries",
        "posterolateral-spinal-vein posterior-spinal-artery posteromedian-spinal-vein",
        ("Short accounts", "side by side", "no companion artery", "chain of stronger strands"),
        "wikipedia-veins doccheck-flexikon crock1977",
    ),
    "S10": Claim(
        "inside",
        "dorsal-horn dorsal-columns radial-veins posterior-sulcal-veins",
        ("short accounts", "part of the lateral columns", "leave at the front"),
        "wikipedia-veins complete-anatomy gailloud2021 neurosurgical-atlas",
    ),
    "S11": Claim(
        "inside",
        "pia-mater arachnoid-mater dura-mater",
        ("surrounding meninges", "no vessels of its own", "usually described"),
        "gray1918 todd-membranes",
    ),
    "S12": Claim(
        "way-out",
        "posterior-radicular-veins medullary-veins",
        ("Short accounts", "the bridge is missing"),
        "complete-anatomy moes1981",
    ),
    "S13": Claim(
        "outside-the-dura",
        "epidural-space vertebral-canal epidural-fat",
        ("Short accounts", "In the neck a dissection", "split of the canal’s lining"),
        "gray1918 wikipedia-veins chaynes1998",
    ),
    "S14": Claim(
        "function", "posterior-spinal-veins", ("deoxygenated", "dorsal part"), "gray1918 complete-anatomy"
    ),
    "S15": Claim(
        "function",
        "posterior-spinal-veins",
        ("Short accounts", "waste", "low pressure", "no valves", "rich net", "narrowed exit"),
        "green-statpearls thron2015 gailloud-antireflux",
    ),
    "S16": Claim(
        "function",
        "posterior-radicular-veins radicular-dural-crossing posterior-internal-vertebral-plexus",
        ("collects this blood",),
        "gray1918 doccheck-flexikon",
    ),
    "S17": Claim(
        "function",
        "intervertebral-veins",
        ("each foramen on both sides", "skull, pelvis and external plexus"),
        "gray1918 wikipedia-veins tubbs2018 batson1940",
    ),
    "S18": Claim(
        "to-the-heart",
        "superior-vena-cava inferior-vena-cava azygos-vein right-atrium brachiocephalic-veins",
        ("short accounts", "leaves out the rest", "Neck", "Chest", "Loins", "Sacrum"),
        "gray1918 textbook-extracts accessanesthesiology-extract",
    ),
    "S19": Claim(
        "congestion",
        "posterior-radicular-veins",
        ("victims", "not the site of the fault"),
        "krings2009 jeng2015",
    ),
    "S20": Claim(
        "congestion",
        "radicular-dural-crossing posterior-radicular-veins",
        ("Short accounts", "blocked outflow", "flowing in", "is rare", "probably contributes"),
        "gailloud-antireflux krings2009 aminoff1974 wikimedecine-thrombosis",
    ),
    "S21": Claim(
        "congestion",
        "spinal-cord",
        (
            "Short accounts also blame raised intracranial pressure",
            "wrong",
            "tissue of the cord",
            "is low pressure",
        ),
        "aminoff1974 zhou2021 burtis2005",
    ),
    "S22": Claim(
        "congestion",
        "spinal-cord",
        ("ischaemia", "difference shrinks, the flow falls", "end stage"),
        "aminoff1974 wikimedecine-thrombosis",
    ),
    "S23": Claim(
        "dural-fistula",
        "pial-venous-plexus",
        ("Short accounts", "leave out", "commonest"),
        "krings2009 kona2021 sdavf-rehabilitation",
    ),
    "S24": Claim(
        "malformations",
        "spinal-cord-veins",
        ("tangle", "direct hole", "merely receive", "capillaries"),
        "kona2021 takai2017",
    ),
    "S25": Claim(
        "haemorrhage",
        "spinal-cord subarachnoid-space epidural-space",
        ("Short accounts", "types II to IV", "uncommon in the dural fistula", "separate disease"),
        "gross2013-glomus gross2014-juvenile gross2013-pial leephunderfund2009",
    ),
    "S26": Claim(
        "compression",
        "spinal-cord posterior-internal-vertebral-plexus",
        ("Short accounts", "pouches", "venous pressure, bleeding", "steal"),
        "kona2021 gross2013-pial brown2013",
    ),
    "O1": Claim(
        "way-out",
        "posterior-radicular-veins great-posterior-radicular-vein anterior-radicular-veins medullary-veins",
        ("other doors",),
        "medicinapertutti-midollo cho2017",
    ),
    "O2": Claim(
        "levels",
        "posteromedian-spinal-vein posterolateral-spinal-vein",
        ("C1 to C4", "C5 to T1", "T2 to T10", "T11 to S2", "S3 to Co1"),
        "moes1981 bowen1996",
    ),
    "O3": Claim(
        "no-valves",
        "vertebral-veins azygos-vein",
        ("no valves", "either way"),
        "green-statpearls gailloud-antireflux groen1997",
    ),
    "O4": Claim(
        "dural-crossing",
        "radicular-dural-crossing",
        ("shield", "bottleneck", "no cusps"),
        "thron2015 gailloud-antireflux",
    ),
    "O5": Claim(
        "to-the-heart",
        "inferior-vena-cava lumbar-veins common-iliac-veins",
        ("divides",),
        "gray1918 textbook-extracts",
    ),
    "O6": Claim(
        "skull-and-pelvis",
        "foramen-magnum marginal-sinus occipital-sinus pelvic-venous-plexuses lateral-sacral-veins",
        ("Batson", "Upward", "Downward"),
        "tubbs2018 sanmillan2002 batson1940",
    ),
    "O7": Claim(
        "dural-fistula",
        "radiculomeningeal-artery posterior-radicular-veins posteromedian-spinal-vein",
        ("runs backwards", "still rare"),
        "krings2009 jeng2015 jellema2003 ma2018",
    ),
    "O8": Claim(
        "inside",
        "intrinsic-veins radial-veins posterior-sulcal-veins",
        ("step between the grey matter and the surface",),
        "gillilan1970 gailloud2021",
    ),
    "O9": Claim(
        "variation",
        "posterior-radicular-veins great-posterior-radicular-vein",
        ("No two people",),
        "moes1981 groen1997",
    ),
    "O10": Claim(
        "two-arteries",
        "posterior-spinal-artery posteromedian-spinal-vein",
        ("arteries are two, but the main vein is one",),
        "crock1977",
    ),
}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """Read the shipped atlas as far as it can be read; that it is free of faults is another test."""
    read, faults, _ = check_atlas(FOLDER)
    assert read is not None
    assert not [str(fault) for fault in faults if fault.file.startswith("text/en/")]
    return read


@pytest.fixture(scope="module")
def told(atlas: Atlas) -> list[Section]:
    """Give the sections that make statements of anatomy and disease."""
    return [section for section in atlas.sections.values() if section.part in TOLD]


def _is_heading(block: Block) -> bool:
    """Tell whether a row of a table is its head, all strong."""
    return all(run.style is Style.STRONG for run in block.runs if run.text.strip())


def _closes_with_a_source(block: Block) -> bool:
    words = [run for run in block.runs if run.style is Style.CITATION or run.text.strip()]
    return words[-1].style is Style.CITATION


def _mentioned(section: Section) -> set[str]:
    return {address.structure for address in section.mentions}


def test_all_parts_are_there_in_order(atlas: Atlas) -> None:
    """The article comes first, what is about the atlas last; no two sections share a place."""
    parts = list(
        dict.fromkeys(section.part for section in sorted(atlas.sections.values(), key=lambda s: s.order))
    )
    assert parts == ["article", "levels", "clinical", "related", "handbook", "about"]
    assert max(Counter(section.order for section in atlas.sections.values()).values()) == 1
    assert {"disclaimer", "credits", "languages"} <= atlas.sections.keys()


def test_every_clinical_section_is_there(atlas: Atlas) -> None:
    """The conditions lead to these, so their ids may not change."""
    assert {id_ for id_, section in atlas.sections.items() if section.part == "clinical"} == set(CLINICAL)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_is_dealt_with(atlas: Atlas, name: str) -> None:
    """The section named holds the mentions, the words and the sources that the claim calls for."""
    claim = CLAIMS[name]
    section = atlas.sections[claim.section]
    assert set(claim.mentions.split()) <= _mentioned(section)
    assert [words for words in claim.words if words not in section.text] == []
    assert set(claim.sources.split()) <= set(section.sources)


def test_the_table_is_complete() -> None:
    """Twenty-six claims, ten omissions."""
    assert set(CLAIMS) == {f"S{n}" for n in range(1, 27)} | {f"O{n}" for n in range(1, 11)}


def test_every_statement_ends_in_a_source(told: list[Section]) -> None:
    """A paragraph, a list item or a row of a table closes with whom it rests on."""
    bare = [
        (section.id, "".join(run.text for run in block.runs)[-60:])
        for section in told
        for block in section.blocks
        if block.kind in ("p", "li", "quote", "row")
        and not _is_heading(block)
        and not _closes_with_a_source(block)
    ]
    assert bare == []


def test_a_disputed_statement_shows_more_than_one_source(told: list[Section]) -> None:
    """Where sources disagree both sides are cited, save where one source reports the dispute itself."""
    reporting = {"ejns2019"}
    for section in told:
        for block in section.blocks:
            for cited in _cited_in_spans(block.runs):
                assert len(cited) > 1 or cited <= reporting, (section.id, cited)


def _cited_in_spans(runs: tuple[Run, ...]) -> list[set[str]]:
    spans: list[set[str]] = []
    inside = False
    for run in runs:
        if run.status is Status.DISPUTED:
            if not inside:
                spans.append(set())
            if run.style is Style.CITATION:
                spans[-1] |= set(run.target.split(";"))
        inside = run.status is Status.DISPUTED
    return spans


def test_what_is_only_usual_says_so_in_words(told: list[Section]) -> None:
    """The mark is not the only thing that tells it."""
    marked = [
        "".join(run.text for run in block.runs if run.status is Status.USUAL)
        for section in told
        for block in section.blocks
    ]
    usual = [words for words in marked if words]
    assert len(usual) >= 4
    assert all("usually" in words for words in usual)


def test_the_length_is_that_of_an_evening(told: list[Section]) -> None:
    """Long enough to hold the subject, short enough to be read in one sitting."""
    assert 2_500 <= sum(len(section.text.split()) for section in told) <= 5_100
    assert max(len(section.text.split()) for section in told) <= 330


def test_coverage_is_complete_in_both_directions(atlas: Atlas, told: list[Section]) -> None:
    """Every structure is told of, and all that is told of is a structure."""
    mentioned = {structure for section in told for structure in _mentioned(section)}
    about = {address.structure for section in told for address in section.about}
    assert set(atlas.structures) - mentioned == set()
    assert (mentioned | about) - set(atlas.structures) == set()


def test_every_drawn_structure_is_the_subject_of_a_section(atlas: Atlas, told: list[Section]) -> None:
    """What can be clicked on a plate leads to a passage of its own, not only to a word in passing."""
    drawn = {region.address.structure for plate in atlas.plates.values() for region in plate.regions}
    about = {address.structure for section in told for address in section.about}
    assert drawn - about == set()


def test_the_anatomy_of_a_structure_comes_before_its_diseases(atlas: Atlas) -> None:
    """Who clicks a vein reads first what it is, then what can befall it."""
    last = {
        name: best[0].id
        for name in atlas.structures
        if (best := sections_about(atlas, name)) and best[0].part == "clinical"
    }
    assert last == {"radiculomeningeal-artery": "dural-fistula"}


def test_every_section_mentions_what_it_is_about(told: list[Section]) -> None:
    """Its subjects can be pointed at in it; a section of the anatomy has at least one."""
    assert [section.id for section in told if section.part == "article" and not section.about] == []
    missing = {
        section.id: sorted({address.structure for address in section.about} - _mentioned(section))
        for section in told
    }
    assert {id_: names for id_, names in missing.items() if names} == {}


@pytest.mark.parametrize(
    "word",
    ["should be treated", "treatment of choice", "surgery", "embolisation", "recommended", "wheelchair"],
)
def test_the_text_gives_no_advice(told: list[Section], word: str) -> None:
    """It teaches; it does not treat."""
    assert [section.id for section in told if word in section.text.casefold()] == []


@pytest.mark.parametrize("word", ["sinuosity", "stroke", "example pattern", "exaggerat", "half-width", " mm"])
def test_no_drawing_convention_is_given_as_a_fact(told: list[Section], word: str) -> None:
    """Widths, windings and counts that were chosen for the plate stay out of the text."""
    assert [section.id for section in told if word in section.text] == []


def test_the_making_of_the_atlas_is_told(atlas: Atlas) -> None:
    """Licences, what the drawing is, and how a language is added."""
    story = atlas.sections["credits"].text
    for words in ("CC BY-SA 4.0", "MIT", "eight times", "convention"):
        assert words in story
    assert "Latin" in atlas.sections["languages"].text
    assert "not meant for diagnosis" in atlas.sections["disclaimer"].text


def test_the_handbook_names_keys_that_there_are(atlas: Atlas) -> None:
    """A key that a command has lost, or never had, is not taught."""
    keys = {key for menu in commands().values() for command in menu for key in command.keys}
    words = " ".join(
        atlas.sections[name].text
        for name in ("keyboard", "search", "own-atlas", "if-wrong", "studying", "own-words")
    )
    named = {word.strip(",;()") for word in words.split() if word.startswith(("Ctrl+", "Alt+"))}
    named = {word if word in keys else word.rstrip(".") for word in named}
    assert len(named) >= 20
    assert named - keys == {"Ctrl+Enter", "Ctrl+Space"}, "the plate and the Index answer those themselves"


def test_the_glossary_is_met_while_reading(atlas: Atlas) -> None:
    """A good part of its terms stand in the text, each once in a section."""
    for section in atlas.sections.values():
        assert [term for term, times in Counter(_terms(section)).items() if times > 1] == [], section.id
    used = {term for section in atlas.sections.values() for term in _terms(section)}
    assert len(used) >= 30


def _terms(section: Section) -> list[str]:
    return [run.target for block in section.blocks for run in block.runs if run.style is Style.TERM]
