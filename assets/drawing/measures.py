"""The tables the drawing is made from: ``measures.toml`` and ``segments.csv``."""

import csv
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Span:
    """A named stretch along the cord, in mm. ``width`` is that of the cord there in mm, where known."""

    name: str
    top: float
    bottom: float
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class RadicularVein:
    """One posterior radicular vein of the example; ``above``: units from its sleeve up to its crossing.

    ``winding`` is its path length over its straight length; 0 leaves that to its kind.
    """

    level: str
    side: str
    calibre: float
    above: float = 0.0
    great: bool = False
    winding: float = 0.0


@dataclass(frozen=True, slots=True)
class Measures:
    """All tables, typed. ``runs`` and ``curves`` keep the names they have in the file."""

    box: tuple[float, ...]
    top: float
    bottom: float
    lengthwise: float
    crosswise: float
    calibre: float
    halved_from: float
    closing: float
    closed: float
    pins: float
    segments: tuple[Span, ...]
    vertebrae: tuple[Span, ...]
    exits: dict[str, float]
    rootlets: dict[str, int]
    root_widths: dict[str, float]
    links: dict[str, int]
    sinuosity: dict[str, float]
    runs: dict[str, list[list[float]]]
    coil: tuple[float, float]
    cases: dict[str, str]
    shunt: RadicularVein
    radicular: tuple[RadicularVein, ...]
    feeders: tuple[tuple[str, str], ...]
    curves: dict[str, list[list[float]]]


def read_measures(folder: Path = FOLDER) -> Measures:
    """Read the tables; a missing one is a ``KeyError``, for only the atlas's keepers run this."""
    table: dict[str, Any] = tomllib.loads((folder / "measures.toml").read_text("utf-8"))
    segments = _segments(folder / "segments.csv")
    names = [segment.name for segment in segments]
    view, scale, opening = table["view"], table["scale"], table["opening"]
    radicular = tuple(RadicularVein(**row) for row in table["radicular"])
    return Measures(
        box=tuple(view["box"]),
        top=view["top"],
        bottom=view["bottom"],
        lengthwise=scale["lengthwise"],
        crosswise=scale["crosswise"],
        calibre=scale["calibre"],
        halved_from=scale["halved_from"],
        closing=opening["closing"],
        closed=opening["closed"],
        pins=opening["pins"],
        segments=segments,
        vertebrae=tuple(Span(name, *ends) for name, ends in table["vertebrae"].items()),
        exits=table["exits"],
        rootlets=table["rootlets"],
        root_widths=table["root_widths"],
        links={name: table["links"][key] for key in table["links"] for name in stretch(names, key)},
        sinuosity=table["sinuosity"],
        runs=_runs(table),
        coil=tuple(table["coil"]["stretch"]),
        cases=table["cases"],
        shunt=_shunt(radicular, table["shunt"]),
        radicular=radicular,
        feeders=tuple((row["level"], row["side"]) for row in table["feeder"]),
        curves=table["curves"],
    )


def _shunt(radicular: tuple[RadicularVein, ...], table: dict[str, Any]) -> RadicularVein:
    """Return the radicular vein of the shunt's level and side as the shunt changes it."""
    healthy = next(vein for vein in radicular if (vein.level, vein.side) == (table["level"], table["side"]))
    return replace(healthy, **table)


def stretch(names: list[str], key: str) -> list[str]:
    """Return the names from ``C5`` to ``T1`` for the key ``C5-T1``."""
    first, last = key.split("-")
    return names[names.index(first) : names.index(last) + 1]


def _segments(path: Path) -> tuple[Span, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Span(row["segment"], float(row["top_mm"]), float(row["end_mm"]), float(row["width_mm"] or 0))
            for row in csv.DictReader(file)
        )


def _runs(table: dict[str, Any]) -> dict[str, list[list[float]]]:
    keys = ("posterolateral", "doubled", "posterior_spinal_artery", "rails")
    return {f"{key}.{name}": runs for key in keys for name, runs in table[key].items()}
