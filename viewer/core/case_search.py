"""CaseSearch: conditions and variants, by their names, other names and the titles of their sections."""

from collections.abc import Iterator

from viewer.core.atlas import Atlas
from viewer.core.found import Found
from viewer.core.names import Choices, Name, closeness, name_of
from viewer.core.queries import variant_title


class CaseSearch:
    """Looks up the cases of one atlas, which are read at the first look-up."""

    def __init__(self, atlas: Atlas) -> None:
        """Take the atlas."""
        self._atlas = atlas
        self._read: list[tuple[str, str, list[Name]]] | None = None

    def warm(self) -> list[tuple[str, str, list[Name]]]:
        """Give kind, title and names of each case, read once."""
        if self._read is None:
            self._read = [*self._conditions(), *self._variants()]
        return self._read

    def words(self) -> set[str]:
        """Give all words of the names."""
        return {
            word for _kind, _title, names in self.warm() for name in names for word in name.spaced.split()
        }

    def find(self, whole: str, asked: Choices) -> list[Found]:
        """Give the cases with a name that has all asked for: the closest first, then in the atlas's order."""
        found = []
        for kind, title, names in self.warm():
            fitting = [
                (name.field != "title", closeness(name, whole, asked), -order)
                for order, name in enumerate(names)
                if all(any(word in name.folded for word in choices) for choices in asked)
            ]
            if fitting:
                close, score, order = max(fitting)
                name = names[-order]
                why = "" if name.field == "name" else name.text
                found.append(Found(kind, name.owner, title, why, "", score, close=close))
        return sorted(found, key=lambda one: -round(one.score / 10))

    def _conditions(self) -> Iterator[tuple[str, str, list[Name]]]:
        for one in self._atlas.conditions.values():
            names = [name_of(one.id, "name", one.name)]
            names += [name_of(one.id, "synonym", text) for text in one.also]
            yield "condition", one.name, [*names, *self._heading(one.id, one.section)]

    def _variants(self) -> Iterator[tuple[str, str, list[Name]]]:
        for one in self._atlas.variants.values():
            title = variant_title(self._atlas, one.id)
            yield "variant", title, [name_of(one.id, "name", title), *self._heading(one.id, one.section)]

    def _heading(self, case: str, section: str) -> list[Name]:
        told = self._atlas.sections.get(section)
        return [name_of(case, "title", told.title)] if told is not None else []
