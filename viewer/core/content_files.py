"""The TOML files of an atlas -> plain typed objects."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from viewer.core.address import Address
from viewer.core.condition import Condition
from viewer.core.drainage import Edge, Stage
from viewer.core.faults import FaultList, hint
from viewer.core.files import AtlasFiles
from viewer.core.section import Term
from viewer.core.structure import Kind, Layer, LevelKind, Structure, StructureId
from viewer.core.tables import Document, Fields, parse_toml
from viewer.core.variant import Variant, VariantGroup
from viewer.core.words import fold

ATLAS, STRUCTURES, DRAINAGE, CONDITIONS = "atlas.toml", "structures.toml", "drainage.toml", "conditions.toml"
VARIANTS = "variants.toml"

T = TypeVar("T")


@dataclass(slots=True)
class Heading:
    """What ``atlas.toml`` says of the whole."""

    id: str
    title: str
    version: str
    licence: str
    disclaimer: str
    disclaimer_short: str
    credits: str
    language: str
    languages: tuple[str, ...]
    levels: tuple[str, ...]
    heart: StructureId
    plates: tuple[str, ...]
    kinds: dict[str, Kind]
    layers: dict[str, Layer]
    level_kinds: dict[str, LevelKind]
    lines: dict[str, int]
    alike: tuple[tuple[str, ...], ...]


Lines = dict[str, dict[str, int]]
"""For each id of a file, the line of the table ("") and of each of its keys."""


def _document(files: AtlasFiles, name: str, tables: tuple[str, ...], needed: bool = True) -> Document | None:
    """Read a TOML file; tables that it should not hold are faults."""
    if not needed and not files.exists(name):
        return None
    text = files.text(name)
    document = parse_toml(text, name, files.faults) if text is not None else None
    if document is None:
        return None
    for table, items in document.tables.items():
        if table not in tables:
            wanted = hint(table, tables) or f" Known are {', '.join(f'[[{one}]]' for one in tables)}."
            files.faults.add(name, items[0].line, f"The table [[{table}]] is not known here.{wanted}")
    if tables and document.root.values and name != ATLAS:
        Fields(document.root, name, files.faults).done()
    return document


def _collect(
    document: Document | None, table: str, file: str, faults: FaultList, make: Callable[[Fields], T]
) -> tuple[dict[str, T], Lines]:
    """Make one thing of each table, by id; an id that stands twice is a fault."""
    made: dict[str, T] = {}
    lines: Lines = {}
    for item in document.tables.get(table, []) if document else []:
        fields = Fields(item, file, faults)
        key = fields.text("id")
        thing = make(fields)
        fields.done()
        if key in made:
            fields.fault("id", f"The id “{key}” stands on line {lines[key]['']} too. Rename one of them.")
        elif key:
            made[key] = thing
            lines[key] = {"": item.line, **item.key_lines}
    return made, lines


def read_heading(files: AtlasFiles) -> Heading | None:
    """Read ``atlas.toml``."""
    document = _document(files, ATLAS, ("kind", "layer", "level_kind"))
    if document is None:
        return None
    faults = files.faults
    layers, _ = _collect(document, "layer", ATLAS, faults, lambda f: Layer(f.text("id"), f.text("name")))
    kinds, _ = _collect(
        document, "kind", ATLAS, faults,
        lambda f: Kind(f.text("id"), f.text("name"), f.text("names"), f.choice("layer", layers)),
    )  # fmt: skip
    level_kinds, _ = _collect(document, "level_kind", ATLAS, faults, _level_kind)
    fields = Fields(document.root, ATLAS, faults)
    language = fields.text("language", "en")
    heading = Heading(
        fields.text("id"), fields.text("title"), fields.text("version"), fields.text("licence"),
        fields.text("disclaimer"), fields.text("disclaimer_short"), fields.text("credits"),
        language, fields.texts("languages") or (language,), fields.texts("levels"),
        StructureId(fields.text("heart")), fields.texts("plates", True),
        kinds, layers, level_kinds, document.root.key_lines,
        tuple(tuple(fold(words).split()) for words in fields.texts("alike")),
    )  # fmt: skip
    fields.done()
    for plate in heading.plates:
        if not plate.replace("-", "").isalnum():
            fields.fault("plates", f"“{plate}” is no name of a plate. Use letters, digits and hyphens.")
    for name in heading.languages:
        if not name.replace("-", "").isalnum():
            fields.fault("languages", f"“{name}” is no code of a language. Write e.g. “en”.")
    return heading


def _level_kind(fields: Fields) -> LevelKind:
    phrase = fields.text("phrase")
    if phrase and "{level}" not in phrase:
        fields.fault("phrase", "The phrase must hold {level}, e.g. “vertebra {level}”.")
    return LevelKind(fields.text("id"), phrase, fields.text("ruler", ""), fields.text("note", ""))


def read_structures(files: AtlasFiles, heading: Heading) -> tuple[dict[StructureId, Structure], Lines]:
    """Read ``structures.toml``."""
    document = _document(files, STRUCTURES, ("structure",))

    def make(fields: Fields) -> Structure:
        name = fields.text("id")
        if any(letter.isdigit() or letter in ".#/ " or letter.isupper() for letter in name):
            fields.fault("id", f"The id “{name}” must be small letters and hyphens, with no digits.")
        return Structure(
            StructureId(name), fields.choice("kind", heading.kinds), fields.text("name"),
            fields.text("latin", ""), fields.text("latin_note", ""), fields.text("plural", ""),
            fields.texts("synonyms"), fields.texts("eponyms"), fields.mapping("codes"),
            StructureId(parent) if (parent := fields.text("parent", "")) else None,
            fields.text("pairing", ""), fields.flag("sided"),
            fields.choice("level_kind", heading.level_kinds, ""), fields.flag("variable"),
            fields.text("location", ""), fields.text("size", ""), fields.text("relevance", ""),
            fields.text("certainty", "A"), fields.text("certainty_note", ""), fields.texts("sources"),
            fields.text("undrawn", ""), fields.text("untold", ""), fields.flag("lengthwise"),
            fields.text("elsewhere", ""),
        )  # fmt: skip

    if document is not None and not document.tables.get("structure"):
        files.faults.add(STRUCTURES, 0, "There are no structures. Add [[structure]] tables.")
    made, lines = _collect(document, "structure", STRUCTURES, files.faults, make)
    return {StructureId(key): structure for key, structure in made.items()}, lines


def read_drainage(files: AtlasFiles) -> tuple[list[Edge], list[Stage], Lines, Lines]:
    """Read ``drainage.toml``: the edges and the stages, with the lines of both."""
    document = _document(files, DRAINAGE, ("edge", "stage"))
    nowhere = Address(StructureId(""))

    def make(fields: Fields) -> Edge:
        return Edge(
            fields.text("id"), fields.address("from") or nowhere, fields.address("to") or nowhere,
            fields.choice("direction", ("one-way", "either")) == "either", fields.text("note", ""),
            fields.text("levels", "all"), fields.text("valves", ""), fields.text("certainty", "A"),
            fields.text("certainty_note", ""), fields.texts("sources"), fields.texts("usual_after"),
        )  # fmt: skip

    if document is not None and not document.tables.get("edge"):
        files.faults.add(DRAINAGE, 0, "There are no edges. Add [[edge]] tables for the ways of the blood.")
    made, lines = _collect(document, "edge", DRAINAGE, files.faults, make)
    stages, stage_lines = _stages(document, files.faults)
    return list(made.values()), stages, lines, stage_lines


def _stages(document: Document | None, faults: FaultList) -> tuple[list[Stage], Lines]:
    """Read the stages, which have no ids: their lines are kept by their number."""
    stages: list[Stage] = []
    lines: Lines = {}
    for item in document.tables.get("stage", []) if document else []:
        fields = Fields(item, DRAINAGE, faults)
        stages.append(Stage(fields.text("title"), fields.texts("structures", True)))
        fields.done()
        lines[str(len(stages))] = {"": item.line, **item.key_lines}
    return stages, lines


def read_conditions(files: AtlasFiles) -> tuple[dict[str, Condition], Lines]:
    """Read ``conditions.toml``, if there is one."""
    document = _document(files, CONDITIONS, ("condition",), needed=False)

    def make(fields: Fields) -> Condition:
        return Condition(
            fields.text("id"), fields.text("name"), fields.addresses("involves"), fields.texts("blocks"),
            fields.texts("reverses"), fields.texts("levels"), fields.text("section", ""),
            fields.address("start") if "start" in fields.table.values else None, fields.text("at", ""),
            fields.address("goal") if "goal" in fields.table.values else None, fields.texts("by"),
            fields.texts("also"),
        )  # fmt: skip

    return _collect(document, "condition", CONDITIONS, files.faults, make)


def read_variants(
    files: AtlasFiles,
) -> tuple[dict[str, VariantGroup], dict[str, Variant], Lines, Lines]:
    """Read ``variants.toml``, if there is one: the groups and the variants, with the lines of both."""
    document = _document(files, VARIANTS, ("group", "variant"), needed=False)
    groups, group_lines = _collect(
        document, "group", VARIANTS, files.faults, lambda f: VariantGroup(f.text("id"), f.text("name"))
    )

    def make(fields: Fields) -> Variant:
        return Variant(
            fields.text("id"), fields.choice("group", groups), fields.text("name"), fields.flag("usual"),
            fields.addresses("hides"), fields.texts("closes"), fields.text("statement"),
            fields.text("certainty", "A"), fields.texts("sources"), fields.text("section", ""),
        )  # fmt: skip

    variants, lines = _collect(document, "variant", VARIANTS, files.faults, make)
    return groups, variants, group_lines, lines


def glossary_file(language: str) -> str:
    """Give the name of the glossary of a language."""
    return f"text/{language}/glossary.toml"


def read_terms(files: AtlasFiles, language: str) -> tuple[dict[str, Term], Lines]:
    """Read the glossary of a language, if there is one."""
    file = glossary_file(language)
    document = _document(files, file, ("term",), needed=False)

    def make(fields: Fields) -> Term:
        return Term(
            fields.text("id"), fields.text("term"), fields.text("latin", ""), fields.text("meaning"),
            fields.texts("structures"),
        )  # fmt: skip

    return _collect(document, "term", file, files.faults, make)
