"""The page of a level: what one should know about it, and what is drawn there, kind by kind."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from viewer.core.address import SIDES, Address
from viewer.core.atlas import Atlas
from viewer.core.level_cursor import segment_of
from viewer.core.levels import Levels
from viewer.core.plate import Plate
from viewer.core.queries import describe, describe_level
from viewer.core.section import Run, Section, Style
from viewer.core.stretches import levels_in
from viewer.core.structure import StructureId
from viewer.widgets.reader_document import PageWriter

translate = QCoreApplication.translate


def level_words(atlas: Atlas, level_kind: str, level: str) -> str:
    """Name a level as a heading does, e.g. "Cord segment T8"."""
    kind = atlas.level_kinds.get(level_kind)
    words = kind.phrase.replace("{level}", level) if kind else level
    return words[:1].upper() + words[1:]


def write_level(writer: PageWriter, atlas: Atlas, level_kind: str, level: str) -> Iterator[None]:
    """Write the page of a level, piece by piece."""
    writer.title(level_words(atlas, level_kind, level), 1)
    kind = atlas.level_kinds.get(level_kind)
    if kind is not None and kind.note:
        writer.plain(" ".join(kind.note.split()))
    _beside(writer, atlas, level_kind, level)
    yield
    segment = segment_of(atlas, level_kind, level)
    for section in _told_at(atlas, segment):
        writer.section(section)
        yield
    places = Levels(atlas).counted_as(level_kind, level)
    if not places:
        writer.plain(translate("Reader", "Nothing is drawn at this level."))
    for heading, group in groupby(places, lambda place: _kind_of(atlas, place.structure)):
        writer.caption(heading)
        for structure, sides in groupby(group, lambda place: place.structure):
            _write_structure(writer, atlas, structure, list(sides), level_kind)
        yield
    if segment:
        _write_ways(writer, atlas, segment)
        yield
    writer.sources()


def _told_at(atlas: Atlas, level: str) -> list[Section]:
    """Give the sections that only the pages of some levels show, for a level among them."""
    told = [
        section
        for section in atlas.sections.values()
        if section.part == "levels" and level in levels_in(section.levels or "all", atlas.levels)
    ]
    return sorted(told, key=lambda section: section.order)


def _write_ways(writer: PageWriter, atlas: Atlas, level: str) -> None:
    """List the steps of the blood that exist at this level and not at every other."""
    formats = writer.formats
    own = [
        edge
        for edge in atlas.edges
        if edge.levels not in ("", "all") and level in levels_in(edge.levels, atlas.levels)
    ]
    if not own:
        return
    writer.caption(translate("Reader", "Ways of the blood that are here and not everywhere"))
    for edge in own:
        writer.open(formats.item(), formats.body)
        writer.say("•\t", formats.muted)
        arrow = " ⇄ " if edge.either else " → "
        ends = [Run(describe(atlas, end), Style.MENTION, str(end)) for end in (edge.start, edge.end)]
        note = f": {edge.note}" if edge.note else ""
        cited = Run("", Style.CITATION, ";".join(edge.sources))
        writer.runs((ends[0], Run(arrow), ends[1], Run(note), cited))


def _kind_of(atlas: Atlas, structure: StructureId) -> str:
    kind = atlas.kinds.get(atlas.structures[structure].kind)
    return kind.names if kind else atlas.structures[structure].kind


def _write_structure(
    writer: PageWriter, atlas: Atlas, structure_id: StructureId, places: list[Address], level_kind: str
) -> None:
    """Write one line: the name, then each side, all of which lead there."""
    formats = writer.formats
    structure = atlas.structures[structure_id]
    level = places[0].level
    writer.open(formats.item(), formats.body)
    writer.say("•\t", formats.muted)
    sided = [place for place in places if place.side]
    whole = Address(structure_id, "", level) if len(places) > 1 else places[0]
    writer.mention(structure.name, whole)
    names = {"left": translate("Reader", "left"), "right": translate("Reader", "right")}
    for index, place in enumerate(sorted(sided, key=lambda place: SIDES.index(place.side))):
        writer.say(", " if index else ": ", formats.body)
        writer.mention(names[place.side], place)
    if structure.level_kind != level_kind:
        writer.say(f" ({describe_level(atlas, structure, level)})", formats.muted)


def _beside(writer: PageWriter, atlas: Atlas, level_kind: str, level: str) -> None:
    """Name the levels of other kinds that lie at the same height on the plate."""
    for plate in atlas.plates.values():
        marks = list(_at_height_of(plate, level_kind, level))
        if not marks:
            continue
        formats = writer.formats
        writer.open(formats.paragraph(), formats.body)
        writer.say(translate("Reader", "At the same height on the plate:") + " ", formats.body)
        for index, (kind, name) in enumerate(marks):
            words = level_words(atlas, kind, name)
            writer.say(", " if index else "", formats.body)
            writer.say(words[:1].lower() + words[1:], formats.link("section", f"level:{kind}:{name}"))
        writer.say(".", formats.body)
        return


def _at_height_of(plate: Plate, level_kind: str, level: str) -> Iterable[tuple[str, str]]:
    own = [
        band
        for column in plate.rulers
        if column.level_kind == level_kind
        for band in column.bands
        if band.name == level
    ]
    for column in plate.rulers:
        if column.level_kind != level_kind:
            for band in column.bands:
                if any(band.top < one.bottom and one.top < band.bottom for one in own):
                    yield column.level_kind, band.name
