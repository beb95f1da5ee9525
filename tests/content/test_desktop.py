"""What a desktop is told of the program: menu entry, metainfo, type of file, manual page, icons, handbook."""

import ast
import plistlib
import re
import shutil
import struct
import subprocess
import tomllib
import zipfile
from argparse import ArgumentParser, _SubParsersAction
from configparser import ConfigParser
from importlib.metadata import requires
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from assets.packaging import elsewhere, icons, screenshots
from assets.packaging.desktop import ICONS, draw_icon, place_desktop_files
from assets.packaging.handbook import read_chapters, write_handbook
from viewer import __version__
from viewer.shell import command_line

PACKAGING = Path(__file__).parents[2] / "assets" / "packaging"
LINUX = PACKAGING / "linux"
ENTRY = LINUX / "spinal-vein-viewer.desktop"
METAINFO = LINUX / "spinal-vein-viewer.metainfo.xml"
MANUAL = LINUX / "spinal-vein-viewer.1"
TYPE = "application/x-spinal-vein-atlas"
LIGHT, DARK = "#f6f5f4", "#1b2027"


def run(*call: str | Path, **environment: str) -> str:
    """Run a tool of the system; give all that it said."""
    if shutil.which(str(call[0])) is None:
        pytest.skip(f"{call[0]} is not installed here")
    done = subprocess.run(
        call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **environment}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def share(qapp: object, tmp_path: Path) -> Path:
    """Give a folder that holds what the package puts below /usr/share."""
    folder = tmp_path / "usr" / "share"
    place_desktop_files(folder)
    return folder


# The menu entry


def test_the_menu_entry_is_sound_down_to_the_last_hint() -> None:
    assert run("desktop-file-validate", ENTRY) == ""


def test_all_that_the_menu_entry_starts_the_program_understands() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(ENTRY, "utf-8")
    assert entry["Desktop Entry"]["Exec"] == "spinal-vein-viewer %f"
    assert command_line.parse(["NAME.svatlas"]).atlas == Path("NAME.svatlas")
    program, *options = entry["Desktop Action handbook"]["Exec"].split()
    assert (program, options) == ("spinal-vein-viewer", ["--handbook"])
    assert command_line.parse(options).handbook


# The metainfo


def test_the_metainfo_is_sound_down_to_the_last_hint() -> None:
    told = run("appstreamcli", "validate", "--no-net", "--pedantic", METAINFO)
    assert told.split() == ["✔", "Validation", "was", "successful."]


def test_metainfo_and_menu_entry_find_each_other_where_they_are_installed(share: Path) -> None:
    told = run("appstreamcli", "validate-tree", "--no-net", "--pedantic", share.parents[1])
    assert told.split() == ["✔", "Validation", "was", "successful."]


def test_the_newest_release_is_this_version() -> None:
    release = ElementTree.parse(METAINFO).find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


def test_the_program_draws_every_picture_that_the_metainfo_promises(tmp_path: Path) -> None:
    promised = ElementTree.parse(METAINFO).findall("screenshots/screenshot/image")
    drawn = screenshots.write_screenshots(tmp_path)
    assert [(image.text or "").rpartition("/")[2] for image in promised] == [file.name for file in drawn]
    for image, file in zip(promised, drawn, strict=True):
        size = QImage(str(file)).size()
        assert (str(size.width()), str(size.height())) == (image.get("width"), image.get("height"))


def test_the_catalogue_names_the_pictures_as_files(tmp_path: Path) -> None:
    screenshots.write_catalogue(tmp_path / "catalogue.xml")
    images = ElementTree.parse(tmp_path / "catalogue.xml").findall("component/screenshots/screenshot/image")
    assert [image.text for image in images] == [
        f"file://{screenshots.WHERE}{name}" for name in screenshots.PICTURES
    ]


# The type of file


@pytest.fixture
def types(share: Path) -> dict[str, str]:
    """Give what makes tools look in the new data base of types, beside the system's types."""
    system = Path("/usr/share/mime/packages/freedesktop.org.xml")
    if not system.is_file():
        pytest.skip("shared-mime-info is not installed here")
    shutil.copyfile(system, share / "mime" / "packages" / system.name)
    assert run("update-mime-database", share / "mime", XDG_DATA_DIRS=str(share)) == ""
    return {"XDG_DATA_DIRS": str(share), "XDG_DATA_HOME": str(share / "none")}


def type_of(file: Path, types: dict[str, str]) -> str:
    return run("gio", "info", "-a", "standard::content-type", file, **types).split()[-1]


def zipped(file: Path, *names: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return file


def test_an_atlas_file_is_known_by_its_ending(tmp_path: Path, types: dict[str, str]) -> None:
    assert type_of(zipped(tmp_path / "x.svatlas", "plates/a.svg"), types) == TYPE


def test_an_atlas_file_is_known_by_its_first_entry_alone(tmp_path: Path, types: dict[str, str]) -> None:
    assert type_of(zipped(tmp_path / "sent-by-mail", "atlas.toml", "plates/a.svg"), types) == TYPE


def test_another_archive_is_not_taken_for_an_atlas(tmp_path: Path, types: dict[str, str]) -> None:
    assert type_of(zipped(tmp_path / "other", "letter.txt", "atlas.toml"), types) == "application/zip"


def test_every_place_calls_the_type_the_same(share: Path) -> None:
    assert f"MimeType={TYPE};" in ENTRY.read_text("utf-8")
    assert f"<mediatype>{TYPE}</mediatype>" in METAINFO.read_text("utf-8")
    assert (share / "icons/hicolor/scalable/mimetypes" / f"{TYPE.replace('/', '-')}.svg").is_file()


# The manual page


def words_of_the_parser(parser: ArgumentParser) -> set[str]:
    """Give each option and each command that help tells of."""
    words: set[str] = set()
    for action in parser._actions:
        words.update(action.option_strings)
        if isinstance(action, _SubParsersAction):
            told = {choice.dest for choice in action._choices_actions}
            words |= told
            for name in told:
                words |= words_of_the_parser(action.choices[name])
    return words


def test_the_manual_page_tells_of_every_option_and_command() -> None:
    page = MANUAL.read_text("utf-8").replace("\\-", "-")
    headed = set(re.findall(r"(?<![\w-])--?\w[\w-]*|(?<=^\.B )\w+", page, re.MULTILINE))
    words = words_of_the_parser(command_line._parser())
    assert {"--snapshot", "--handbook", "export", "pack"} <= words
    assert words - headed == set()


def test_the_manual_page_is_typeset_without_a_warning() -> None:
    assert run("groff", "-man", "-Tutf8", "-ww", "-z", MANUAL) == ""


# The icons


def draw(name: str, size: int, ground: str, folder: Path) -> QImage:
    """Draw an icon of ours on a ground."""
    file = folder / f"{name}-{size}.png"
    draw_icon(ICONS / f"{name}.svg", size, file)
    picture = QImage(size, size, QImage.Format.Format_RGB32)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    painter.drawImage(0, 0, QImage(str(file)))
    painter.end()
    return picture


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_at_16_pixels_the_vein_stands_out_from_the_cord_and_the_sign_from_its_ground(
    ground: str, qapp: object, tmp_path: Path
) -> None:
    picture = draw("spinal-vein-viewer-small", 16, ground, tmp_path)
    vein, cord, tile = (picture.pixelColor(*at) for at in ((7, 8), (5, 8), (1, 2)))
    assert contrast(vein, cord) > 4.5
    assert max(contrast(cord, QColor(ground)), contrast(tile, QColor(ground))) > 4.5
    assert picture.pixelColor(8, 8) == vein  # two whole pixels wide
    assert contrast(picture.pixelColor(9, 8), vein) > 4.5


@pytest.mark.parametrize("name", [icons.PROGRAM, icons.DOCUMENT])
@pytest.mark.parametrize("size", ["", "-small"])
def test_every_icon_names_itself_and_asks_for_nothing_beside_it(name: str, size: str) -> None:
    name += size
    root = ElementTree.parse(ICONS / f"{name}.svg").getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title")
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {
        "svg", "title", "desc", "defs", "linearGradient", "stop", "g", "path", "rect",
    }  # fmt: skip


def test_the_icon_of_windows_holds_every_size(qapp: object, tmp_path: Path) -> None:
    icons.write_ico(tmp_path / "icon.ico")
    content = (tmp_path / "icon.ico").read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(icons.ICO_SIZES))
    for place, size in enumerate(icons.ICO_SIZES):
        entry = struct.unpack_from("<BBBBHHII", content, 6 + 16 * place)
        picture = QImage.fromData(content[entry[7] : entry[7] + entry[6]])
        assert (entry[0] or 256, picture.width(), picture.height()) == (size, size, size)


def test_the_icon_of_macos_holds_every_size(qapp: object, tmp_path: Path) -> None:
    icons.write_icns(tmp_path / "icon.icns", icons.DOCUMENT)
    content = (tmp_path / "icon.icns").read_bytes()
    assert struct.unpack_from(">4sI", content) == (b"icns", len(content))
    at, found = 8, []
    while at < len(content):
        kind, length = struct.unpack_from(">4sI", content, at)
        found.append((kind, QImage.fromData(content[at + 8 : at + length]).width()))
        at += length
    assert tuple(found) == icons.ICNS_KINDS


# The other systems


def test_what_windows_builds_from_is_complete(qapp: object, tmp_path: Path) -> None:
    made = {file.name for file in elsewhere.write_for_windows(tmp_path)}
    script = (PACKAGING / "windows" / "spinal-vein-viewer.iss").read_text("utf-8")
    assert set(re.findall(r"(?<![\\\w-])[\w-]+\.ico", script)) <= made
    resource = ast.parse((tmp_path / "version.txt").read_text("utf-8"), mode="eval")
    assert __version__ in {node.value for node in ast.walk(resource) if isinstance(node, ast.Constant)}


def test_what_macos_builds_from_is_complete(qapp: object, tmp_path: Path) -> None:
    made = {file.name for file in elsewhere.write_for_macos(tmp_path)}
    told = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    (document,), (kind,) = told["CFBundleDocumentTypes"], told["UTExportedTypeDeclarations"]
    assert {told["CFBundleIconFile"], document["CFBundleTypeIconFile"], kind["UTTypeIconFile"]} == made
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert kind["UTTypeTagSpecification"] == {
        "public.filename-extension": ["svatlas"],
        "public.mime-type": TYPE,
    }


# The documents


def test_the_licences_name_whatever_the_program_brings_along() -> None:
    told = (LINUX / "copyright").read_text("utf-8")
    asked = (
        re.split(r"[^\w-]", each)[0] for each in requires("spinal-vein-viewer") or () if "extra" not in each
    )
    modules = {"pyside6-essentials": "PySide6", "markdown-it-py": "markdown_it"}
    for name in map(str.lower, asked):
        assert f"/{modules.get(name, name.replace('-', '_'))}/" in told
    used = set(re.findall(r"^License: (.+)$", told, re.MULTILINE))
    explained = set(re.findall(r"^License: (.+)\n (?!\.)", told, re.MULTILINE))
    assert {part for each in used for part in each.split(" and ")} == explained


def test_the_handbook_is_one_page_that_needs_nothing_beside_it(tmp_path: Path) -> None:
    write_handbook(tmp_path / "handbook.html")
    page = (tmp_path / "handbook.html").read_text("utf-8")
    assert re.findall(r"(?:src|href)=\"(?!#)", page) == []
    assert "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []
    places = set(re.findall(r"\bid=\"([^\"]+)\"", page))
    assert set(re.findall(r"href=\"#([^\"]+)\"", page)) <= places


def test_the_handbook_holds_every_chapter_in_order(tmp_path: Path) -> None:
    write_handbook(tmp_path / "handbook.html")
    page = (tmp_path / "handbook.html").read_text("utf-8")
    chapters = read_chapters(PACKAGING.parent / "atlas" / "text" / "en")
    assert [chapter.id for chapter in chapters[:2]] == ["first-look", "pointing"]
    assert re.findall(r"<h2 id=\"([^\"]+)\"", page) == [chapter.id for chapter in chapters]
    assert "](" not in re.sub(r"<code.*?</code>", "", page, flags=re.DOTALL)


def test_the_handbook_is_dark_where_the_system_is(tmp_path: Path) -> None:
    write_handbook(tmp_path / "handbook.html")
    page = (tmp_path / "handbook.html").read_text("utf-8")
    dark = tomllib.loads((PACKAGING.parent / "themes" / "dark.toml").read_text("utf-8"))["interface"]
    assert f"prefers-color-scheme: dark) {{ :root {{ --base: {dark['base']};" in page
