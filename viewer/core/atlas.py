"""Atlas: structures, plates, sections, drainage, conditions and sources, found by id."""

from collections.abc import Mapping
from typing import NamedTuple

from viewer.core.condition import Condition
from viewer.core.drainage import Edge, Stage
from viewer.core.plate import Plate
from viewer.core.section import Section, Source, Term
from viewer.core.structure import Kind, Layer, LevelKind, Structure, StructureId
from viewer.core.variant import Variant, VariantGroup


class Atlas(NamedTuple):
    """One subject, fixed once loaded. Mappings keep the atlas's own order.

    ``alike`` are words that say the same in the names of its field, the one that stands for all first.
    """

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
    kinds: Mapping[str, Kind]
    layers: Mapping[str, Layer]
    level_kinds: Mapping[str, LevelKind]
    structures: Mapping[StructureId, Structure]
    plates: Mapping[str, Plate]
    sections: Mapping[str, Section]
    terms: Mapping[str, Term]
    sources: Mapping[str, Source]
    edges: tuple[Edge, ...]
    conditions: Mapping[str, Condition]
    stages: tuple[Stage, ...]
    variant_groups: Mapping[str, VariantGroup]
    variants: Mapping[str, Variant]
    alike: tuple[tuple[str, ...], ...] = ()

    @property
    def imprint(self) -> str:
        """What stands below all that leaves the program: which atlas it is, its licence, its warning."""
        return f"{self.title}, {self.version}. {self.licence}. {self.disclaimer_short}"
