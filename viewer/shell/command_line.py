"""What the command line asks for, and the commands that need no window: check, list and trace."""

import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from viewer import __version__
from viewer.core.address import Address
from viewer.shell.outcome import DONE, tell_faults
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


_COMMANDS = ("check", "list", "trace", "export", "pack", "new")
_OPEN = "open"
"""What is put before a file that is given without a command; in no list, and not needed by hand."""
_USAGE = "%(prog)s [options] [FILE_OR_DIR]\n       %(prog)s COMMAND [options] …"
_LISTS = ("--blocked", "--variant")
"""The options that several values may follow."""
_FLAGS = ("-h", "--help", "--version", "--handbook", "--json")
"""The options that no value follows."""


def parse(arguments: Sequence[str]) -> Request:
    """Read the command line.

    :raises SystemExit: with 2 on wrong usage, with 0 after ``--help`` or ``--version``.
    """
    if not arguments:
        return Request()
    parser = _parser()
    given = vars(parser.parse_args(_with_command(arguments)))
    if given.get("command") == _OPEN:
        _require_no_mistyped_command(parser, given["path"])
        given["command"], given["handed"] = "", True
    path = given.pop("path", None)
    if path is not None:
        if "atlas" in given:
            parser.error(f"{path} and --atlas {given['atlas']} are two atlases; give one")
        given["atlas"] = path
    if "size" in given:
        given["width"], given["height"] = given.pop("size")
    study = next((name for name in ("anki", "worksheet") if name in given), "")
    flow = next((name for name in ("trace", "blocked", "condition") if study and name in given), "")
    if flow:
        parser.error(f"--{flow} goes with --out, not with --{study}")
    if given.get("command") == "trace" and not (given.get("start") or given.get("condition")):
        parser.error("trace needs the place to start FROM, or a --condition that follows one")
    for name in ("blocked", "variants"):
        if name in given:
            given[name] = tuple(given[name])
    return Request(**given)


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Put a command before the first word that is neither an option nor an option's value."""
    words = list(arguments)
    at = 0
    while at < len(words) and words[at].startswith("-") and words[at] != "--":
        several = words[at] in _LISTS
        at += 1 if words[at] in _FLAGS or "=" in words[at] else 2
        while several and at < len(words) and not words[at].startswith("-"):
            at += 1
    if at < len(words) and words[at] not in _COMMANDS:
        words.insert(at, _OPEN)
    return words


def _require_no_mistyped_command(parser: "ArgumentParser", path: Path) -> None:
    word = str(path)
    if word.isalpha() and not path.exists():
        parser.error(f"there is no command, file or folder called “{word}”")


def _path(text: str) -> Path:
    """Give the path that a word or a ``file:`` address names, as desktops hand them over."""
    if not text.startswith("file:"):
        return Path(text)
    import os
    from argparse import ArgumentTypeError
    from urllib.parse import unquote_to_bytes, urlsplit

    address = urlsplit(text)
    if address.netloc not in ("", "localhost"):
        raise ArgumentTypeError(f"“{text}” lies on another machine; copy it to this one first")
    return Path(os.fsdecode(unquote_to_bytes(address.path)))


def _parser() -> "ArgumentParser":
    from argparse import SUPPRESS, ArgumentParser

    common, shown, window = _common_options(), _options_of_view(), _options_of_window()
    parser = ArgumentParser(
        prog="spinal-vein-viewer",
        usage=_USAGE,
        description="An offline atlas of the veins on the back of the spinal cord. With no command it opens "
        "the window: on the atlas that ships, or on FILE_OR_DIR, an atlas file (.svatlas) or folder.",
        epilog="A file that is called like a command is ./check. Exit codes: 0 done, 1 the request cannot be "
        "met (one sentence says why), 2 wrong usage.",
        parents=[common, shown, window],
        argument_default=SUPPRESS,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(
        prog="spinal-vein-viewer", dest="command", title="commands", metavar=" | ".join(_COMMANDS)
    )

    def command(name: str, *parents: ArgumentParser, help: str) -> ArgumentParser:
        return commands.add_parser(
            name, help=help, parents=parents, argument_default=SUPPRESS, allow_abbrev=False
        )

    # Without help of its own it stands in no list: it is put in where a file is given alone.
    opening = commands.add_parser(
        _OPEN,
        prog=parser.prog,
        usage=_USAGE,
        parents=[common, shown, window],
        argument_default=SUPPRESS,
        allow_abbrev=False,
    )
    opening.add_argument("path", type=_path, metavar="FILE_OR_DIR", help="the atlas to open")
    check = command("check", common, help="prove that an atlas is sound")
    check.add_argument(
        "path", nargs="?", type=_path, default=None, metavar="FILE_OR_DIR", help="else the one that ships"
    )
    listing = command("list", common, help="print every structure")
    listing.add_argument("--json", action="store_true", help="as JSON")
    _add_tracing(command("trace", common, help="tell where the blood of a place goes"))
    export = command("export", common, shown, help="write a plate, a deck or a worksheet to a file")
    kinds = export.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--out", type=Path, metavar="FILE", help="the plate; .svg, .png or .pdf says as what")
    kinds.add_argument("--anki", type=Path, metavar="FILE.apkg", help="cards for Anki, of what is drawn")
    kinds.add_argument(
        "--worksheet", type=Path, metavar="FILE.pdf", help="the plate with numbers for names, and the key"
    )
    export.add_argument("--paper", choices=("a4", "letter"), help="the size of a worksheet, else a4")
    pack = command("pack", help="make one file of an atlas folder")
    pack.add_argument("path", type=_path, metavar="DIR", help="the atlas folder")
    pack.add_argument("--out", type=Path, metavar="FILE", help="else NAME.svatlas, beside the folder")
    pack.add_argument("--language", metavar="LANG", help="the language to check the atlas in, else en")
    new = command("new", help="make a small atlas to start from")
    new.add_argument("path", type=_path, metavar="DIR", help="the folder to make; it must be new or empty")
    return parser


def _add_tracing(tracing: "ArgumentParser") -> None:
    tracing.add_argument(
        "start", nargs="?", metavar="FROM",
        help="structure, structure.left, structure.T8 or structure.right.T8; else what --condition follows",
    )  # fmt: skip
    tracing.add_argument("--to", dest="goal", metavar="PLACE", help="the place to lead to, else the heart")
    tracing.add_argument("--upstream", action="store_true", help="what drains into FROM, instead")
    _add_case(tracing)
    tracing.add_argument("--json", action="store_true", help="as JSON")


def _add_case(parser: "ArgumentParser") -> None:
    parser.add_argument(
        "--blocked", nargs="+", action="extend", metavar="ID",
        help="let no blood through these: edges such as E26, or places such as posterior-radicular-veins.T8",
    )  # fmt: skip
    parser.add_argument(
        "--variant", dest="variants", nargs="+", action="extend", metavar="ID",
        help="put these variants in force in place of the usual ones",
    )  # fmt: skip
    parser.add_argument("--condition", metavar="ID", help="show a disorder: what it blocks and reverses")


def _common_options() -> "ArgumentParser":
    from argparse import SUPPRESS, ArgumentParser

    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    common.add_argument(
        "--atlas",
        type=_path,
        metavar="FILE_OR_DIR",
        help="read this atlas, a file or a folder, instead of the one that ships",
    )
    common.add_argument("--language", metavar="LANG", help="the language of text and names, for example en")
    common.add_argument("--profile", type=Path, metavar="DIR", help="keep settings in this folder")
    return common


def _options_of_view() -> "ArgumentParser":
    from argparse import SUPPRESS, ArgumentParser

    shown = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    shown.add_argument("--plate", metavar="ID", help="the plate to show")
    shown.add_argument(
        "--select", metavar="ADDRESS", help="structure, structure.left, structure.right.T8, or a copied link"
    )
    shown.add_argument("--trace", metavar="PLACE", help="follow the blood of this place to the heart")
    _add_case(shown)
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
    return shown


def _options_of_window() -> "ArgumentParser":
    from argparse import SUPPRESS, ArgumentParser

    window = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    window.add_argument(
        "--snapshot", type=Path, metavar="FILE", help="draw the window into a picture; needs no display"
    )
    window.add_argument("--handbook", action="store_true", help="begin at the handbook")
    window.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return window


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
    """Run a command that needs neither window nor drawing.

    :raises ViewerError: if the request cannot be met.
    :raises OSError: if something cannot be read or written.
    """
    if request.command in ("pack", "new"):
        from viewer.shell import authoring

        assert request.atlas is not None
        if request.command == "new":
            return authoring.new(request.atlas)
        return authoring.pack(request.atlas, request.out, request.language)
    from tempfile import TemporaryDirectory

    from viewer.core.assets import atlas_folder
    from viewer.shell.source import folder_of

    asked = request.atlas or atlas_folder()
    # What is only proved or listed leaves nothing behind.
    with TemporaryDirectory(prefix="spinal-vein-viewer-") as store:
        if request.command == "check":
            return check(folder_of(asked, Path(store)) if asked.is_file() else asked, asked)
        return _read(folder_of(asked, Path(store)), request)


def _read(folder: Path, request: Request) -> int:
    from viewer.core.prepared import open_atlas
    from viewer.shell.destination import require_language
    from viewer.shell.profile import profile_for

    require_language(folder, request.language)
    atlas = open_atlas(folder, profile_for(request).cache, request.language or "en", keep=False)
    if request.command == "trace":
        from viewer.shell.trace_command import trace

        return trace(atlas, request)
    return list_structures(atlas, request.json)


def check(folder: Path, asked: Path) -> int:
    """Prove an atlas that was ``asked`` for; print one line of counts, or one line for each fault."""
    from viewer.core.loading import check_atlas

    _, faults, counts = check_atlas(folder)
    if faults:
        return tell_faults(faults, asked)
    told = (f"{getattr(counts, each.name)} {each.name.replace('_', ' ')}" for each in fields(counts))
    sys.stdout.write(f"No faults. {', '.join(told)}.\n")
    return DONE


def list_structures(atlas: "Atlas", as_json: bool) -> int:
    """Print every structure: id, names, kind, pairing, regions on each plate, sections that tell of it.

    Regions are those that are drawn in the usual case.
    """
    from viewer.core.queries import structures_in_order
    from viewer.core.showing import as_usual

    usual = as_usual(atlas)
    rows = [_row(usual, structure) for structure in structures_in_order(usual)]
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
