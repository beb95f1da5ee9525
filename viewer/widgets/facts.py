"""Facts: what an atlas's tables tell of a structure, as labelled lines of runs for the reader's card."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from viewer.core import queries
from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.drainage import Edge
from viewer.core.section import Run, Style
from viewer.core.stretches import stretch_words
from viewer.core.structure import Structure

if TYPE_CHECKING:
    from viewer.core.tracing import Trace

translate = QCoreApplication.translate

ARROW = " → "
EITHER = " ⇄ "
_SHORT = 3
_MANY = 14
_WAYS = 200


class Fact(NamedTuple):
    """One labelled line of a card."""

    label: str
    runs: tuple[Run, ...]


def facts_of(atlas: Atlas, address: Address, near: Atlas) -> list[Fact]:
    """Give what the tables tell of a place, the most useful first.

    ``near`` is the atlas with no more edges than those at the place, or all of it.
    """
    structure = atlas.structures[address.structure]
    lines = [*_undrawn(structure), *_flow(near, address), *_links(near, address), *_described(structure)]
    lines += [*_family(atlas, structure), *_named(structure), *_involved(atlas, address)]
    return [*lines, *_certainty(structure)]


def _undrawn(structure: Structure) -> Iterator[Fact]:
    if structure.undrawn:
        yield Fact(translate("Reader", "Not drawn"), (Run(structure.undrawn),))


def _flow(atlas: Atlas, address: Address) -> Iterator[Fact]:
    """Tell where the blood comes from and goes to, as one line to read in the way it flows."""
    sources, goals, _both = _flow_ends(atlas, address)
    if sources or goals:
        yield Fact(translate("Reader", "Blood flow"), tuple(_way(atlas, address, sources, goals)))


def _links(atlas: Atlas, address: Address) -> Iterator[Fact]:
    """Give each step that leads here, that leads on, and that may go either way, with what is told of it."""
    into, out = queries.drains_into(atlas, address), queries.drains_to(atlas, address)
    for label, ends in (
        (translate("Reader", "Drains into it"), [(one, one.start) for one in into if not one.edge.either]),
        (translate("Reader", "Drains to"), [(one, one.end) for one in out if not one.edge.either]),
        (translate("Reader", "Either way"), [(one, one.end) for one in out if one.edge.either]),
    ):
        for step, end in ends:
            yield Fact(label, tuple(_link(atlas, step, end)))


def _link(atlas: Atlas, step: queries.Step, end: Address) -> Iterator[Run]:
    edge = step.edge
    yield from _names(atlas, [end])
    yield Run(f" ({edge.levels})" if edge.levels not in ("", "all") else "")
    yield Run(f": {edge.note}" if edge.note else "")
    yield Run("", Style.CITATION, ";".join(edge.sources))


def flow_of(atlas: Atlas, near: Atlas, address: Address) -> list[Run]:
    """Give the way of the blood through a place in one line, of many ends the first few; [] if unknown."""
    sources, goals, both = _flow_ends(near, address)
    if sources or goals:
        return _way(atlas, address, sources, goals, _SHORT)
    own = Run(atlas.structures[address.structure].name, Style.STRONG)
    return [own, Run(EITHER), *_some(atlas, both, _SHORT)] if both else []


def _flow_ends(atlas: Atlas, address: Address) -> tuple[list[Address], list[Address], list[Address]]:
    """Give whence blood comes, where it goes, and with what it goes either way."""
    into, out = queries.drains_into(atlas, address), queries.drains_to(atlas, address)
    sources = {step.start.structure: step.start for step in into if not step.edge.either}
    goals = {step.end.structure: step.end for step in out if not step.edge.either}
    both = {step.end.structure: step.end for step in out if step.edge.either}
    return list(sources.values()), list(goals.values()), list(both.values())


def _way(
    atlas: Atlas, address: Address, sources: list[Address], goals: list[Address], most: int = 0
) -> list[Run]:
    own = Run(atlas.structures[address.structure].name, Style.STRONG)
    before = [*_some(atlas, sources, most), Run(ARROW)] if sources else []
    after = [Run(ARROW), *_some(atlas, goals, most)] if goals else []
    return [*before, own, *after]


def _some(atlas: Atlas, addresses: list[Address], most: int) -> list[Run]:
    """Name addresses; of more than ``most``, unless that is 0, the first, and how many more there are."""
    if not most or len(addresses) <= most:
        return list(_names(atlas, addresses))
    more = translate("Reader", "and %n more", None, len(addresses) - most + 1)
    return [*_names(atlas, addresses[: most - 1]), Run(f" {more}")]


def ways_between(atlas: Atlas, one: Address, other: Address) -> list[tuple[Run, ...]]:
    """Tell how two places are connected: one line a step of the blood, or one that says why not."""
    if one.structure == other.structure:
        name = atlas.structures[one.structure].plural or atlas.structures[one.structure].name
        same = translate("Reader", "Both belong to {name}.").format(name=name)
        return [(Run(same),)]
    lines = [line for trace in _joining(atlas, one, other) for line in _shortest(atlas, trace)]
    if not lines:
        lines.append((Run(translate("Reader", "No way of the blood in this atlas joins them.")),))
    return lines


def _joining(atlas: Atlas, one: Address, other: Address) -> Sequence["Trace"]:
    """Give the ways from one place to the other, or those of both to where they meet."""
    from viewer.core.case import Case
    from viewer.core.network import Network
    from viewer.core.showing import usual_names

    network = Network(atlas, Case(names=usual_names(atlas)))
    found = network.between(one, other)
    return (found,) if found.reached else network.meeting(one, other)


def _shortest(atlas: Atlas, trace: "Trace") -> Iterator[tuple[Run, ...]]:
    """Tell the way with the fewest steps, a line a step."""
    edges = {edge.id: edge for edge in atlas.edges}
    for step in min(trace.ways(_WAYS), key=len, default=()):
        passage = trace.passages[step]
        start, end = (trace.stops[stop].address for stop in (passage.start, passage.end))
        edge = edges.get(passage.edge)
        if edge is None:
            told = translate("Reader", "along the vessel to {levels}")
            levels = stretch_words(passage.levels, atlas.levels)
            yield (*_names(atlas, [start]), Run(f", {told.format(levels=levels)}"))
            continue
        note = f": {edge.note}" if edge.note else ""
        ends = [*_names(atlas, [start]), Run(EITHER if edge.either else ARROW), *_names(atlas, [end])]
        yield (*ends, Run(note), Run("", Style.CITATION, ";".join(edge.sources)))


def _names(atlas: Atlas, addresses: Iterable[Address]) -> Iterator[Run]:
    """Give mentions parted by commas."""
    for index, address in enumerate(addresses):
        if index:
            yield Run(", ")
        structure = atlas.structures.get(address.structure)
        if structure is not None:
            yield Run(structure.plural or structure.name, Style.MENTION, str(address))


def _described(structure: Structure) -> Iterator[Fact]:
    for label, text in (
        (translate("Reader", "Lies"), structure.location),
        (translate("Reader", "Size"), structure.size),
        (translate("Reader", "Number"), structure.pairing),
        (translate("Reader", "Why it matters"), structure.relevance),
    ):
        if text:
            yield Fact(label, (Run(_capital(text)),))


def _family(atlas: Atlas, structure: Structure) -> Iterator[Fact]:
    parent = atlas.structures.get(structure.parent) if structure.parent else None
    if parent is not None:
        yield Fact(
            translate("Reader", "Part of"), (Run(parent.plural or parent.name, Style.MENTION, parent.id),)
        )
    parts = [Address(child.id) for child in queries.children(atlas, structure.id)]
    if parts:
        runs = list(_names(atlas, parts[:_MANY]))
        if len(parts) > _MANY:
            more = translate("Reader", "and %n more", None, len(parts) - _MANY)
            runs.append(Run(f" {more}"))
        yield Fact(translate("Reader", "Parts"), tuple(runs))


def _named(structure: Structure) -> Iterator[Fact]:
    if structure.synonyms:
        yield Fact(translate("Reader", "Also called"), (Run("; ".join(structure.synonyms)),))
    if structure.eponyms:
        yield Fact(translate("Reader", "Eponyms"), (Run("; ".join(structure.eponyms)),))
    if structure.latin and structure.latin_note:
        runs = (Run(structure.latin, Style.EMPHASIS), Run(f" ({structure.latin_note})"))
        yield Fact(translate("Reader", "Latin"), runs)
    if structure.codes:
        yield Fact(
            translate("Reader", "Codes"),
            (Run("; ".join(f"{name} {code}" for name, code in structure.codes)),),
        )


def _involved(atlas: Atlas, address: Address) -> Iterator[Fact]:
    runs: list[Run] = []
    for condition in atlas.conditions.values():
        if any(place.structure == address.structure for place in condition.involves):
            if runs:
                runs.append(Run(", "))
            known = condition.section in atlas.sections
            runs.append(
                Run(condition.name, Style.SECTION_LINK, condition.section) if known else Run(condition.name)
            )
    if runs:
        yield Fact(translate("Reader", "Involved in"), tuple(runs))


def _certainty(structure: Structure) -> Iterator[Fact]:
    words = certainty_words(structure)
    if words or structure.sources:
        cited = Run("", Style.CITATION, ";".join(structure.sources))
        yield Fact(translate("Reader", "How sure"), (Run(words), cited))


def certainty_words(structure: Structure | Edge) -> str:
    """Say in a sentence how sure what is told of a structure, or of a step of the blood, is.

    A note of the atlas ("A for the course, ! for the size") is told with its marks in words.
    """
    if structure.certainty_note:
        meanings = {
            "A": translate("Reader", "established"),
            "B": translate("Reader", "from a single study or review"),
            "C": translate("Reader", "usually described so"),
            "!": translate("Reader", "disputed"),
        }
        told = []
        for word in structure.certainty_note.split(" "):
            bare = word.rstrip(",;.")
            told.append(meanings.get(bare, bare) + word[len(bare) :])
        return _capital(" ".join(told)).rstrip(".") + "."
    sentences = {
        "A": translate("Reader", "Established: the sources agree."),
        "B": translate("Reader", "Rests on a single study or review."),
        "C": translate("Reader", "Usually described so; not checked against a study."),
        "!": translate("Reader", "Sources disagree."),
    }
    return " ".join(sentences[mark] for mark in structure.certainty.split(";") if mark in sentences)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
