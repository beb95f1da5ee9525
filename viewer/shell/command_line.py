"""What the command line asks for, and the commands that need no window: check and list."""

import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from viewer import __version__
from viewer.core.address import Address
from viewer.shell.request import Request

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from viewer.core.atlas import Atlas
    from viewer.core.structure import Structure


class _Row(TypedDict):
    id: str
    name: str
    latin: str
    synonyms: list[str]
    kind: str
    pairing: str
    regions: dict[str, int]
    sections: list[str]


DONE, UNMET, MISUSED = 0, 1, 2
"""The exit codes: done; the content or the request cannot be met; wrong usage."""


def parse(arguments: Sequence[str]) -> Request:
    """Read the command line.

    :raises SystemExit: with 2 on wrong usage, with 0 after ``--help`` or ``--version``.
    """
    if not arguments:
        return Request()
    given = vars(_parser().parse_args(arguments))
    folder = given.pop("folder", None)
    if folder is not None:
        given["atlas"] = folder
    if "size" in given:
        given["width"], given["height"] = given.pop("size")
    return Request(**given)


def _parser() -> "ArgumentParser":
    from argparse import SUPPRESS, ArgumentParser

    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    common.add_argument(
        "--atlas", type=Path, metavar="DIR", help="read this atlas instead of the one that ships"
    )
    common.add_argument("--language", metavar="LANG", help="the language of text and names, for example en")
    common.add_argument("--profile", type=Path, metavar="DIR", help="keep settings in this folder")
    shown = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    shown.add_argument("--plate", metavar="ID", help="the plate to show")
    shown.add_argument(
        "--select", metavar="ADDRESS", help="structure, structure.left, structure.right.T8, or a copied link"
    )
    shown.add_argument("--theme", choices=("light", "dark", "high-contrast"), help="the colours")
    shown.add_argument("--labels", choices=("all", "selected", "none"), help="the labels beside the plate")
    shown.add_argument(
        "--text-size", type=_per_cent, metavar="PERCENT", help="75 to 300; 100 is the system's"
    )
    shown.add_argument(
        "--scale", type=_scale, metavar="N", help="device pixels to a pixel of a picture: 1 to 4"
    )
    shown.add_argument(
        "--size", type=_size, metavar="WxH", help="the size of a picture, for example 1600x1000"
    )

    parser = ArgumentParser(
        prog="spinal-vein-viewer",
        description="An offline atlas of the veins on the back of the spinal cord. "
        "With no command it opens the window.",
        epilog="Exit codes: 0 done, 1 the request cannot be met (one sentence says why), 2 wrong usage.",
        parents=[common, shown],
        argument_default=SUPPRESS,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--snapshot", type=Path, metavar="FILE", help="draw the window into a picture; needs no display"
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", title="commands", metavar="check | list | export")
    check = commands.add_parser(
        "check", parents=[common], argument_default=SUPPRESS, help="prove that an atlas is sound"
    )
    check.add_argument(
        "folder", nargs="?", type=Path, default=None, metavar="DIR", help="the atlas; else the one that ships"
    )
    listing = commands.add_parser(
        "list", parents=[common], argument_default=SUPPRESS, help="print every structure"
    )
    listing.add_argument("--json", action="store_true", help="as JSON")
    export = commands.add_parser(
        "export", parents=[common, shown], argument_default=SUPPRESS, help="write a plate to a file"
    )
    export.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="where to; .svg, .png or .pdf says what"
    )
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return _between(width, 320, 8000), _between(height, 240, 8000)


def _per_cent(text: str) -> int:
    return _between(text.removesuffix("%"), 75, 300)


def _scale(text: str) -> float:
    scale = float(text)
    if not 1 <= scale <= 4:
        raise ValueError
    return scale


def _between(text: str, least: int, most: int) -> int:
    number = int(text)
    if not least <= number <= most:
        raise ValueError
    return number


def run(request: Request) -> int:
    """Run a command that needs neither window nor drawing."""
    from viewer.core.assets import atlas_folder

    folder = request.atlas or atlas_folder()
    if request.command == "check":
        return check(folder)
    from viewer.core.loading import load_atlas
    from viewer.shell.destination import require_atlas, require_language

    require_atlas(folder)
    require_language(folder, request.language)
    return list_structures(load_atlas(folder, request.language or "en"), request.json)


def check(folder: Path) -> int:
    """Prove an atlas; print one line of counts, or one line for each fault."""
    from viewer.core.loading import check_atlas

    _, faults, counts = check_atlas(folder)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    if faults:
        sys.stderr.write(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in {folder}.\n")
        return UNMET
    told = (f"{getattr(counts, each.name)} {each.name.replace('_', ' ')}" for each in fields(counts))
    sys.stdout.write(f"No faults. {', '.join(told)}.\n")
    return DONE


def list_structures(atlas: "Atlas", as_json: bool) -> int:
    """Print every structure: id, names, kind, pairing, regions on each plate, sections that tell of it."""
    from viewer.core.queries import structures_in_order

    rows = [_row(atlas, structure) for structure in structures_in_order(atlas)]
    if as_json:
        import json

        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return DONE
    for row in rows:
        plates = ", ".join(f"{plate} {count}" for plate, count in row["regions"].items()) or "not drawn"
        sections = ", ".join(row["sections"]) or "no section"
        words = (row["id"], row["name"], row["latin"], row["kind"], row["pairing"], plates, sections)
        sys.stdout.write("\t".join(words) + "\n")
    return DONE


def _row(atlas: "Atlas", structure: "Structure") -> "_Row":
    from viewer.core.queries import regions_of, sections_about

    address = Address(structure.id)
    drawn = {plate.id: len(regions_of(plate, address)) for plate in atlas.plates.values()}
    return {
        "id": structure.id,
        "name": structure.name,
        "latin": structure.latin,
        "synonyms": [*structure.synonyms, *structure.eponyms],
        "kind": structure.kind,
        "pairing": structure.pairing,
        "regions": {plate: count for plate, count in drawn.items() if count},
        "sections": [section.id for section in sections_about(atlas, structure.id)],
    }
