"""Search: names, synonyms, levels and passages -> structures and sections, best match first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.found import Found
from viewer.core.levels import Asked, Levels
from viewer.core.passages import Passages
from viewer.core.queries import describe
from viewer.core.section import Style
from viewer.core.structure import Structure, StructureId
from viewer.core.whereabouts import cut_drawing, plates_drawing
from viewer.core.words import fold, without_small, words_of

_FIELD_BONUS = {
    "name": 30, "plural": 28, "latin": 20, "synonym": 16, "eponym": 14, "code": 10, "id": 2, "said": -20,
    "told": -40,
}  # fmt: skip
"""What a match is worth by where it is: "said" are the text's words for a structure, "told" the tables'."""
_FEW = 5
"""With fewer finds among the names than this, what is said of them and letters wrong or missing count too."""
_SHORTEST_TYPO = 4
_LEAST_SAID = 3

_Choices = list[tuple[str, ...]]
"""For each word asked for, the words that will do."""


@dataclass(frozen=True, slots=True)
class _Name:
    structure: StructureId
    field: str
    text: str
    folded: str
    spaced: str


class Search:
    """Looks up names and text of one atlas. Making it reads the names once; each look-up is quick."""

    def __init__(self, atlas: Atlas) -> None:
        """Read the names of the structures; sections and plates are read when first needed."""
        self._atlas = atlas
        self._names = [name for structure in atlas.structures.values() for name in _names_of(structure)]
        self._vocabulary = sorted({word for name in self._names for word in name.spaced.split()})
        self._leads = _leads(atlas)
        self._cut: dict[int, list[str]] = {}
        self._said: list[_Name] | None = None
        self._named: dict[StructureId, list[_Name]] = {}
        self._levels = Levels(atlas)
        self._passages = Passages(atlas)

    def find(self, text: str, limit: int = 30) -> list[Found]:
        """Give what matches ``text``, best first: structures, then passages, last those on the program.

        Every word must be found, in any order and at any place of a word. A question that ends in a level
        finds what is drawn there. Where few names match, the words that the text has for a structure count
        as well, and one letter of each word may be wrong, missing or too much.
        """
        asked = words_of(fold(text))
        if not asked:
            return []
        whole = fold(" ".join(text.split()))
        level = self._levels.asked(asked)
        structures = self._at_level(level, limit) if level else self._by_any_name(whole, asked, limit)
        passages = self._passages.find(asked, whole, limit)
        if not passages and not structures:
            passages = self._passages_near(asked, limit)
        kept = limit - min(len(passages), limit // 3)
        return [*structures[:kept], *passages][:limit]

    def warm(self) -> None:
        """Read the passages, plates and what finds typing errors now, in idle time, not at a look-up."""
        self._passages.warm()
        self._levels.drawn()
        self._words_said()
        self._near("warm")

    # Names

    def _by_any_name(self, whole: str, asked: tuple[str, ...], limit: int) -> list[Found]:
        """Look among names, and where few are found, among what is said and with letters wrong."""
        exactly: _Choices = [(word,) for word in asked]
        best = self._by_name(self._names, whole, exactly, 0)
        if len(best) < _FEW:
            near = [self._near(word) for word in asked]
            for names, choices, bonus in (
                (self._words_said(), exactly, 0), (self._names, near, -60), (self._words_said(), near, -60),
            ):  # fmt: skip
                for key, known in self._by_name(names, "", choices, bonus).items():
                    best.setdefault(key, known)
        titles = self._atlas.structures
        order = sorted(best, key=lambda key: (-best[key][0] - self._leads[key], titles[key].name, key))
        return [self._found(*best[key]) for key in order[:limit]]

    def _by_name(
        self, names: Iterable[_Name], whole: str, asked: _Choices, bonus: int
    ) -> dict[StructureId, tuple[float, _Name]]:
        """Give the best name of each structure that matches, and how well it does."""
        best: dict[StructureId, tuple[float, _Name]] = {}
        for name in names:
            folded = name.folded
            for choices in asked:
                for word in choices:
                    if word in folded:
                        break
                else:
                    break
            else:
                score = bonus + _FIELD_BONUS[name.field] + _closeness(name, whole, asked)
                known = best.get(name.structure)
                if known is None or score > known[0]:
                    best[name.structure] = (score, name)
        return best

    def _found(self, score: float, name: _Name) -> Found:
        title = self._atlas.structures[name.structure].name
        return Found("structure", name.structure, title, _why(name), "", score + self._leads[name.structure])

    def _words_said(self) -> list[_Name]:
        """Give the words by which the text mentions structures, and what the tables tell of them."""
        if self._said is None:
            names = {(name.structure, name.folded) for name in self._names}
            self._said = []
            for field, structure, text in (*_said_in_text(self._atlas), *_told_in_tables(self._atlas)):
                folded = fold(text)
                if (structure, folded) not in names and len(text) >= _LEAST_SAID:
                    names.add((structure, folded))
                    spaced = f" {' '.join(words_of(folded))} "
                    self._said.append(_Name(structure, field, text, folded, spaced))
        return self._said

    def _near(self, word: str) -> tuple[str, ...]:
        """Give the word, and the words of names that are, or begin, one letter apart from it."""
        if len(word) < _SHORTEST_TYPO:
            return (word,)
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = {word}
        for length in (len(word) - 1, len(word), len(word) + 1):
            matches = extract(word, self._beginnings(length), scorer=OSA.distance, score_cutoff=1, limit=20)
            found.update(match[0] for match in matches if len(match[0]) >= _SHORTEST_TYPO - 1)
        return tuple(found)

    def _beginnings(self, length: int) -> list[str]:
        """Give the first letters of all words of names, each once."""
        if length not in self._cut:
            self._cut[length] = sorted({word[:length] for word in self._vocabulary})
        return self._cut[length]

    # Levels

    def _at_level(self, asked: Asked, limit: int) -> list[Found]:
        """Give what is drawn at a level; if nothing of that name is, the structures without it."""
        words = without_small(asked.words, self._atlas.language)
        found = self._drawn_at(asked, [(word,) for word in words], limit)
        if found or not words:
            return found
        found = self._drawn_at(asked, [self._near(word) for word in words], limit)
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
            return self._place_found(place, found.why, found.score)
        whole = place._replace(level="")
        if not structure.level_kind and not asked.kinds and cut_drawing(self._atlas, whole, asked.level):
            named = self._place_found(whole, found.why, found.score)
            return replace(named, level=asked.level)
        return replace(found, missing=asked.place)

    def _drawn_at(self, asked: Asked, words: _Choices, limit: int) -> list[Found]:
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
        return Found("structure", str(place), describe(self._atlas, place), why, "", score)

    def _fits(self, structure: Structure, whole: str, words: _Choices) -> tuple[float, str] | None:
        """Say how well a structure's names match, and which did; None if none does."""
        if not words:
            return 0.0, ""
        if not self._named:
            for name in self._names:
                self._named.setdefault(name.structure, []).append(name)
        best = self._by_name(self._named[structure.id], whole, words, 0).get(structure.id)
        return (best[0] + self._leads[structure.id], _why(best[1])) if best else None

    def _passages_near(self, asked: tuple[str, ...], limit: int) -> list[Found]:
        """Look for passages by the words of names that were probably meant."""
        meant = tuple(next((near for near in self._near(word) if near != word), word) for word in asked)
        return self._passages.find(meant, "\0", limit) if meant != asked else []


def _why(name: _Name) -> str:
    """Give the name that matched where it is not the structure's title."""
    return "" if name.field in ("name", "id") else name.text


def _leads(atlas: Atlas) -> dict[StructureId, float]:
    """Say by how much structures go before others that match as well: drawn ones, the first layers'."""
    ranks = {layer: rank for rank, layer in enumerate(atlas.layers)}
    shown = {structure.id for structure in atlas.structures.values() if not structure.undrawn}
    leads = {}
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


def _names_of(structure: Structure) -> Iterator[_Name]:
    fields: Mapping[str, Iterable[str]] = {
        "name": (structure.name,), "plural": (structure.plural,), "latin": (structure.latin,),
        "synonym": structure.synonyms, "eponym": structure.eponyms,
        "code": (code for _system, code in structure.codes), "id": (structure.id.replace("-", " "),),
    }  # fmt: skip
    told: set[str] = set()
    for field, texts in fields.items():
        for text in texts:
            folded = fold(text)
            spaced = f" {' '.join(words_of(folded))} "
            if spaced not in told and text:
                told.add(spaced)
                yield _Name(structure.id, field, text, folded, spaced)


def _closeness(name: _Name, whole: str, asked: _Choices) -> float:
    """Say how much of a name was asked for: all, its beginning, whole words, beginnings of words, parts."""
    if whole and name.folded == whole:
        return 120.0
    # An id is written for machines: what it begins with says nothing of how a structure is called.
    score = 60.0 if whole and name.field != "id" and name.folded.startswith(whole) else 0.0
    share = 1.0 / len(asked)
    spaced = name.spaced
    for choices in asked:
        grade = 6.0
        for word in choices:
            if f" {word} " in spaced:
                grade = 30.0
                break
            if grade < 20.0 and f" {word}" in spaced:
                grade = 20.0
        score += grade * share
    return score - min(len(name.folded), 100) / 100
