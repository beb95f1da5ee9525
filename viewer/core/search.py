"""Search: names, synonyms, levels and passages -> structures and sections, best match first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case_search import CaseSearch
from viewer.core.found import Found
from viewer.core.levels import Asked, Levels
from viewer.core.names import Choices, Name, closeness, name_of
from viewer.core.passages import Passages
from viewer.core.queries import describe
from viewer.core.section import Style
from viewer.core.structure import Structure, StructureId
from viewer.core.typos import Typos
from viewer.core.whereabouts import cut_drawing, plates_drawing
from viewer.core.words import fold, has_whole, initials, without_small, words_of

_FEW = 5
"""With fewer finds among the names than this, what is said of them and letters wrong or missing count too."""
_LEAST_SAID = 3
_BY_INITIALS = 60.0
"""What a name is worth of which only the initials were asked for."""


class Search:
    """Looks up names and text of one atlas. Making it reads the names once; each look-up is quick."""

    def __init__(self, atlas: Atlas) -> None:
        """Read the names of the structures; sections and plates are read when first needed."""
        self._atlas = atlas
        self._names = [name for structure in atlas.structures.values() for name in _names_of(structure)]
        self._typos = Typos(word for name in self._names for word in name.spaced.split())
        self._wide: Typos | None = None
        self._leads = _leads(atlas)
        self._said: list[Name] | None = None
        self._named: dict[str, list[Name]] = {}
        self._levels = Levels(atlas)
        self._passages = Passages(atlas)
        self._cases = CaseSearch(atlas)

    def find(self, text: str, limit: int = 30) -> list[Found]:
        """Give what matches ``text``, best first: structures by name, cases and passages by title, the rest.

        Every word must be found, in any order and at any place of a word. A question that ends in a level
        finds what is drawn there. Where few names match, the words that the text has for a structure count
        as well, and one letter of each word may be wrong, missing or too much. Where nothing is found so,
        the passages that hold most of the words are given.
        """
        asked = words_of(fold(text))
        if not asked:
            return []
        whole = fold(" ".join(text.split()))
        level = self._levels.asked(asked)
        structures = self._at_level(level, limit) if level else self._by_any_name(whole, asked, limit)
        named = level.words if level else asked
        cases = self._cases.find(whole, [(word,) for word in named]) if named else []
        passages = self._passages.find(asked, whole, limit)
        if not (cases or passages or any(one.close for one in structures)):
            cases, passages = self._told_near(asked, limit)
        if not (structures or cases or passages):
            passages = self._passages.partly(asked, limit)
        kept = limit - min(len(cases) + len(passages), limit // 3)
        return _in_order(structures[:kept], cases, passages, whole)[:limit]

    def warm(self) -> None:
        """Read the passages, plates and what finds typing errors now, in idle time, not at a look-up."""
        self._passages.warm()
        self._levels.drawn()
        self._words_said()
        self._typos.near("warm")
        self._told_words().near("warm")

    # Names

    @cached_property
    def _initials(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for name in self._names:
            if name.field not in ("id", "code"):
                found.setdefault(initials(name.text), []).append(name)
        return found

    def _by_any_name(self, whole: str, asked: tuple[str, ...], limit: int) -> list[Found]:
        """Look among names, and where few are found, among what is said and with letters wrong."""
        exactly: Choices = [(word,) for word in asked]
        best = self._by_name(self._names, whole, exactly, 0)
        for name in self._initials.get(whole, ()) if len(whole) >= _LEAST_SAID else ():
            best.setdefault(name.owner, (_BY_INITIALS, name))
        close = set(best)
        if len(best) < _FEW:
            near = [self._typos.near(word) for word in asked]
            for names, choices, bonus in (
                (self._words_said(), exactly, 0), (self._names, near, -60), (self._words_said(), near, -60),
            ):  # fmt: skip
                for key, known in self._by_name(names, "", choices, bonus).items():
                    best.setdefault(key, known)
        titles = self._atlas.structures
        order = sorted(
            best, key=lambda key: (-best[key][0] - self._leads[key], titles[StructureId(key)].name, key)
        )
        return [
            replace(self._found(*best[key]), close=key in close, whole=has_whole(best[key][1].folded, whole))
            for key in order[:limit]
        ]

    def _by_name(
        self, names: Iterable[Name], whole: str, asked: Choices, bonus: int
    ) -> dict[str, tuple[float, Name]]:
        """Give the best name of each structure that matches, and how well it does."""
        best: dict[str, tuple[float, Name]] = {}
        for name in names:
            folded = name.folded
            for choices in asked:
                for word in choices:
                    if word in folded:
                        break
                else:
                    break
            else:
                score = bonus + closeness(name, whole, asked)
                known = best.get(name.owner)
                if known is None or score > known[0]:
                    best[name.owner] = (score, name)
        return best

    def _found(self, score: float, name: Name) -> Found:
        title = self._atlas.structures[StructureId(name.owner)].name
        return Found("structure", name.owner, title, _why(name), "", score + self._leads[name.owner])

    def _words_said(self) -> list[Name]:
        """Give the words by which the text mentions structures, and what the tables tell of them."""
        if self._said is None:
            names = {(name.owner, name.folded) for name in self._names}
            self._said = []
            for field, structure, text in (*_said_in_text(self._atlas), *_told_in_tables(self._atlas)):
                folded = fold(text)
                if (structure, folded) not in names and len(text) >= _LEAST_SAID:
                    names.add((structure, folded))
                    self._said.append(name_of(structure, field, text))
        return self._said

    # Levels

    def _at_level(self, asked: Asked, limit: int) -> list[Found]:
        """Give what is drawn at a level; if nothing of that name is, the structures without it."""
        words = without_small(asked.words, self._atlas.language)
        found = self._drawn_at(asked, [(word,) for word in words], limit)
        if found or not words:
            return found
        found = self._drawn_at(asked, [self._typos.near(word) for word in words], limit)
        if found:
            return found
        return [self._without_level(one, asked) for one in self._by_any_name(" ".join(words), words, limit)]

    def _without_level(self, found: Found, asked: Asked) -> Found:
        """Give a structure that is drawn at no level of its own: a cut may stand for the level asked for."""
        structure = self._atlas.structures[StructureId(found.id)]
        side = asked.side if structure.sided else ""
        place = Address(structure.id, side, asked.level)
        drawing = plates_drawing(self._atlas, place)[:1]
        if drawing and drawing[0].cut and (not asked.kinds or structure.level_kind in asked.kinds):
            return replace(self._place_found(place, found.why, found.score), close=found.close)
        whole = place._replace(level="")
        if not structure.level_kind and not asked.kinds and cut_drawing(self._atlas, whole, asked.level):
            return replace(found, level=asked.level, title=describe(self._atlas, whole), id=str(whole))
        return replace(found, missing=asked.place)

    def _drawn_at(self, asked: Asked, words: Choices, limit: int) -> list[Found]:
        structures, kinds = self._atlas.structures, self._atlas.kinds
        whole = " ".join(choices[0] for choices in words)
        scores: dict[StructureId, tuple[float, str] | None] = {}
        found = []
        for order, place in enumerate(self._levels.at(asked.level, asked.side)):
            structure = structures[place.structure]
            if asked.kinds and structure.level_kind not in asked.kinds:
                continue
            if structure.id not in scores:
                scores[structure.id] = self._fits(structure, whole, words)
            fit = scores[structure.id]
            if fit is not None:
                kind = kinds.get(structure.kind)
                found.append((kind.layer if kind else "", -fit[0], order, place, fit[1]))
        ranks = {layer: rank for rank, layer in enumerate(self._atlas.layers)}
        found.sort(key=lambda one: (ranks.get(one[0], len(ranks)), *one[1:3]))
        return [self._place_found(place, why, -score) for _layer, score, _order, place, why in found[:limit]]

    def _place_found(self, place: Address, why: str, score: float) -> Found:
        return Found("structure", str(place), describe(self._atlas, place), why, "", score, close=True)

    def _fits(self, structure: Structure, whole: str, words: Choices) -> tuple[float, str] | None:
        """Say how well a structure's names match, and which did; None if none does."""
        if not words:
            return 0.0, ""
        if not self._named:
            for name in self._names:
                self._named.setdefault(name.owner, []).append(name)
        best = self._by_name(self._named[structure.id], whole, words, 0).get(structure.id)
        return (best[0] + self._leads[structure.id], _why(best[1])) if best else None

    def _told_near(self, asked: tuple[str, ...], limit: int) -> tuple[list[Found], list[Found]]:
        """Look for cases and passages by the words that were probably meant."""
        near = [self._told_words().near(word) for word in asked]
        meant = tuple(choices[1] if len(choices) > 1 else choices[0] for choices in near)
        if meant == asked:
            return [], []
        return self._cases.find("", near), self._passages.find(meant, "\0", limit)

    def _told_words(self) -> Typos:
        if self._wide is None:
            self._wide = Typos(self._cases.words() | self._passages.words())
        return self._wide


def _in_order(structures: list[Found], cases: list[Found], passages: list[Found], whole: str) -> list[Found]:
    """Put what matches by its own name before what only tells of it, and of passages titles before texts.

    Of what tells of it, that comes first which has just what was asked for.
    """
    titled = [one for one in passages if one.close]
    named = sorted(
        [*(one for one in cases if one.close), *titled], key=lambda one: _from_its_beginning(one, whole)
    )
    told = [one for group in (structures, cases, passages) for one in group if not one.close]
    return [
        *(one for one in structures if one.close), *named,
        *(one for one in told if one.whole), *(one for one in told if not one.whole),
    ]  # fmt: skip


def _from_its_beginning(found: Found, whole: str) -> int:
    """Give 0 for what is called just so, 1 for what begins so, 2 for the rest."""
    names = [fold(found.title), *([fold(found.why)] if found.why else [])]
    return 0 if whole in names else 1 if any(name.startswith(whole) for name in names) else 2


def _why(name: Name) -> str:
    """Give the name that matched where it is not the structure's title."""
    return "" if name.field in ("name", "id") else name.text


def _leads(atlas: Atlas) -> dict[str, float]:
    """Say by how much structures go before others that match as well: drawn ones, the first layers'."""
    ranks = {layer: rank for rank, layer in enumerate(atlas.layers)}
    shown = {structure.id for structure in atlas.structures.values() if not structure.undrawn}
    leads: dict[str, float] = {}
    for structure in atlas.structures.values():
        kind = atlas.kinds.get(structure.kind)
        rank = ranks.get(kind.layer, len(ranks)) if kind else len(ranks)
        leads[structure.id] = max(8.0 - 2 * rank, 0.0) + (8.0 if structure.id in shown else 0.0)
    return leads


def _said_in_text(atlas: Atlas) -> Iterator[tuple[str, StructureId, str]]:
    for section in atlas.sections.values():
        for block in section.blocks:
            for run in (*block.runs, *(run for cell in block.cells for run in cell)):
                if run.style is Style.MENTION:
                    structure = Address.parse(run.target).structure
                    if structure in atlas.structures:
                        yield "said", structure, run.text


def _told_in_tables(atlas: Atlas) -> Iterator[tuple[str, StructureId, str]]:
    for structure in atlas.structures.values():
        for text in (structure.location, structure.size, structure.relevance):
            for sentence in text.rstrip(".").split(". ") if text else ():
                yield "told", structure.id, sentence


def _names_of(structure: Structure) -> Iterator[Name]:
    fields: Mapping[str, Iterable[str]] = {
        "name": (structure.name,), "plural": (structure.plural,), "latin": (structure.latin,),
        "synonym": structure.synonyms, "eponym": structure.eponyms,
        "code": (code for _system, code in structure.codes), "id": (structure.id.replace("-", " "),),
    }  # fmt: skip
    told: set[str] = set()
    for field, texts in fields.items():
        for text in texts:
            name = name_of(structure.id, field, text)
            if name.spaced not in told and text:
                told.add(name.spaced)
                yield name
