"""What is taken along: a deck that Anki itself imports, and a worksheet whose key has the same numbers."""

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.shell.leaders import closest_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from anki.collection import Collection
    from anki.notes import Note

ROOT = Path(__file__).parents[2]
LATERAL = "posterolateral-spinal-vein"


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def export(profile: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "viewer", "export", "--profile", profile, *arguments]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert "Traceback" not in done.stderr and "fault of its own" not in done.stderr
    return done


@pytest.fixture(scope="module")
def deck(profile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("deck") / "veins.apkg"
    assert export(profile, "--anki", file, "--plate", "dorsal").returncode == 0
    return file


def test_at_a_terminal_one_sees_how_far_a_deck_is_and_can_stop_it(profile: Path, tmp_path: Path) -> None:
    file = tmp_path / "veins.apkg"
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "viewer", "export", "--profile", str(profile), "--anki", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True, cwd=ROOT) as running:
        os.close(theirs)
        said = b""
        while not said.endswith(b" %"):
            said += os.read(ours, 1)
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 1
    # No more than this is left to be read, and the other side has gone.
    told = (said + os.read(ours, 10_000)).decode()
    os.close(ours)
    assert "The cards are being drawn: 0 %" in told and told.endswith("Stopped: nothing was written.\r\n")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def collection(tmp_path: Path) -> Iterator["Collection"]:
    """An empty collection of Anki's own."""
    pytest.importorskip("anki")
    from anki.collection import Collection

    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def take_in(collection: "Collection", deck: Path) -> None:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(with_scheduling=False, merge_notetypes=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck), options=options))


def note_of(collection: "Collection", name: str, hidden: bool = False) -> "Note":
    kind = "Spinal Vein Viewer\\: hidden" if hidden else "Spinal Vein Viewer"
    (found,) = collection.find_notes(f'Id:{name} "note:{kind}"')
    return collection.get_note(found)


def pictures_in(side: str, kind: str) -> list[str]:
    """Give the pictures of one kind, such as "whole day", on a side of a card."""
    return re.findall(rf'<img class="{kind}" alt="" src="([^"]+)"', side)


@pytest.mark.filterwarnings("default")
def test_anki_takes_the_deck_in_and_shows_both_directions(deck: Path, collection: "Collection") -> None:
    take_in(collection, deck)
    note = note_of(collection, "dorsal/lateral-anastomotic-veins")
    assert collection.find_notes("tag:spinal-vein-viewer::kind::anastomosis Id:dorsal/lateral*")
    name_it, find_it = note.cards()
    asked, told = name_it.question(), name_it.answer()
    assert "What is this?" in asked and note["Name"] not in asked and "lateral" not in asked
    for shade in ("day", "night"):
        assert len(pictures_in(asked, f"whole {shade}")) == 1, "the plate"
        assert pictures_in(asked, f"over {shade}"), "and what is lit on it"
        assert pictures_in(asked, f"near {shade}"), "closer up too"
    assert note["Name"] in told and "Blood goes to:" in told
    facts = note["Facts"]
    comes_from, _, goes_to = facts.partition("Blood goes to:")
    both = [one for one in goes_to.split("</b>")[-1].split(";") if one.strip() in comes_from]
    assert both and all("(either way)" in one for one in both)
    asked, told = find_it.question(), find_it.answer()
    assert note["Name"] in asked and asked.count("<img") == 2, "the plate alone, by day and by night"
    assert pictures_in(told, "over day")
    assert not collection.media.check().missing
    assert collection.card_count() == 2 * collection.note_count() > 120


@pytest.mark.filterwarnings("default")
def test_anki_shows_a_structure_hidden_in_both_directions(deck: Path, collection: "Collection") -> None:
    take_in(collection, deck)
    note = note_of(collection, f"dorsal/{LATERAL}", hidden=True)
    name_it, find_it = note.cards()
    asked, told = name_it.question(), name_it.answer()
    assert "What is hidden here?" in asked and note["Name"] not in asked and "lateral" not in asked
    (own,) = set(pictures_in(asked, r"over hue\d"))
    assert '<div class="closer">' in asked
    assert not pictures_in(asked, "over day"), "what is hidden is not lit"
    assert note["Name"] in told and pictures_in(told, "over day") and own not in told
    asked, told = find_it.question(), find_it.answer()
    covers = pictures_in(asked, r"over hue\d")
    assert own in covers and len(covers) == 4, "it is to be told from three others"
    assert len(set(re.findall(r"over (hue\d)", asked))) == 4, "each cover has a colour of its own"
    assert '<div class="closer">' not in asked, "a closer picture would say where"
    assert pictures_in(told, "over day") and own not in told
    for source in re.findall(r'src="([^"]+)"', asked + told):
        assert (Path(collection.media.dir()) / source).is_file()


def take_in_plainly(collection: "Collection", deck: Path) -> None:
    """Bring a deck in as Anki's own dialog does when nothing is changed in it."""
    from anki.collection import ImportAnkiPackageRequest

    options = collection._backend.get_import_anki_package_presets()
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck), options=options))


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("bring", [take_in, take_in_plainly])
def test_a_second_export_renews_and_doubles_nothing(
    bring: "Callable[[Collection, Path], None]",
    deck: Path,
    collection: "Collection",
    profile: Path,
    tmp_path: Path,
) -> None:
    bring(collection, deck)
    before, decks = set(collection.find_notes("")), collection.decks.all_names_and_ids()
    atlas = tmp_path / "atlas"
    shutil.copytree(ROOT / "assets" / "atlas", atlas)
    table = atlas / "structures.toml"
    table.write_text(table.read_text("utf-8").replace('"Conus medullaris"', '"Medullary cone"'), "utf-8")
    second = tmp_path / "second.apkg"
    assert export(profile, "--anki", second, "--plate", "dorsal", "--atlas", atlas).returncode == 0
    bring(collection, second)
    assert set(collection.find_notes("")) == before
    assert collection.decks.all_names_and_ids() == decks
    assert len(collection.find_notes('Name:"Medullary cone"')) == 2, "marked, and hidden"
    assert len(collection.models.all_names()) == len(set(collection.models.all_names()))


@pytest.mark.filterwarnings("default")
def test_the_marks_of_a_note_are_what_they_always_were(deck: Path, collection: "Collection") -> None:
    """Anki knows a note again by its guid and its kind's number: they stand here as first written."""
    take_in(collection, deck)
    note = note_of(collection, f"dorsal/{LATERAL}")
    assert (note.guid, note.mid) == ("vSNG~S5h]~", 1440692636051)
    assert [field["name"] for field in collection.models.get(note.mid)["flds"]] == [
        "Id", "Name", "Latin", "Synonyms", "Facts", "Plate", "Mask", "Credit"
    ]  # fmt: skip


def test_a_selection_makes_a_small_deck_and_media_keep_their_names(
    profile: Path, deck: Path, tmp_path: Path
) -> None:
    import json

    small = tmp_path / "small.apkg"
    assert export(profile, "--anki", small, "--plate", "dorsal", "--select", LATERAL).returncode == 0
    names = [sorted(json.loads(zipfile.ZipFile(file).read("media")).values()) for file in (small, deck)]
    assert len(names[0]) == 2 + 2 + 4 + 4, "the plate, what is lit, closer up and hidden there, four covers"
    assert "spinal-vein-viewer.dorsal-spinal-veins.dorsal.jpg" in names[0]
    assert set(names[0]) < set(names[1])
    assert deck.stat().st_size < 9_000_000


def test_what_cannot_be_written_is_said_in_a_sentence(profile: Path, tmp_path: Path) -> None:
    done = export(profile, "--anki", tmp_path / "deck.zip")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert ".apkg" in done.stderr
    done = export(profile, "--worksheet", tmp_path / "sheet.png")
    assert done.returncode == 1 and ".pdf" in done.stderr
    done = export(profile, "--anki", tmp_path / "no" / "deck.apkg")
    assert done.returncode == 1 and "no folder" in done.stderr
    done = export(profile, "--anki", tmp_path / "a.apkg", "--worksheet", tmp_path / "a.pdf")
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


# Worksheets


def pages(file: Path) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) reads the pages back")
    done = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout.rstrip("\f").split("\f")


WORKSHEETS = {
    "dorsal": ("Seen from behind", 42),
    "section-c5": ("Seen from below", 50),
    "section-t8": ("Seen from below", 48),
    "section-l3": ("Seen from below", 48),
    "drainage": ("A map", 61),
}
"""How the caption of each plate begins, and how many structures the plate shows."""


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("plate", WORKSHEETS)
def test_worksheet_and_key_carry_the_same_numbers_for_all_that_is_drawn(
    plate: str, paper: str, profile: Path, tmp_path: Path
) -> None:
    file = tmp_path / "sheet.pdf"
    done = export(profile, "--worksheet", file, "--plate", plate, "--paper", paper)
    assert (done.returncode, done.stdout.strip()) == (0, str(file))
    blank, key = pages(file)
    caption, most = WORKSHEETS[plate]
    body = blank[: blank.index(caption)]
    numbers = [int(word) for word in re.findall(r"(?<!\S)\d+(?!\S)", body)]
    answers = re.findall(r"(?<!\S)(\d+) +([A-Z][a-z]+)", key[: key.index("CC BY-SA")])
    assert sorted(numbers) == list(range(1, most + 1))
    assert sorted(int(number) for number, _ in answers) == sorted(numbers)
    assert "No room" not in key
    for name in ("vein", "plexus", "artery", "fasciculus"):
        assert name not in body
    if shutil.which("pdftocairo") is not None:
        closest = closest_on(file, tmp_path)
        assert closest.count == most
        assert closest.leaders > 0.75 and closest.dots > 1.4, "they cannot be followed by the eye"


def test_a_worksheet_of_a_selection_asks_for_that_alone(profile: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    select = f"{LATERAL},dorsal-root-ganglion.right.T8"
    assert export(profile, "--worksheet", file, "--select", f"dorsal/{select}").returncode == 0
    blank, key = pages(file)
    assert re.findall(r"(?<!\S)\d+(?!\S)", blank[: blank.index("Seen from behind")]) == ["1", "2"]
    assert "Posterolateral spinal vein" in key and "Spinal ganglion, T8" in key


def test_a_worksheet_numbers_each_place_that_was_selected(profile: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    select = "posterior-radicular-veins.left.C5,posterior-radicular-veins.left.C7"
    assert export(profile, "--worksheet", file, "--select", f"dorsal/{select}").returncode == 0
    blank, key = pages(file)
    assert re.findall(r"(?<!\S)\d+(?!\S)", blank[: blank.index("Seen from behind")]) == ["1", "2"]
    assert "Posterior radicular vein, C5" in key and "Posterior radicular vein, C7" in key


def test_a_worksheet_of_nothing_is_no_worksheet(profile: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_text("what was there before")
    done = export(profile, "--worksheet", file, "--select", "dorsal/azygos-vein")
    assert done.returncode == 1 and "Nothing of this is drawn" in done.stderr
    assert file.read_text() == "what was there before"


def test_a_worksheet_of_a_wide_plate_lies_on_its_side(profile: Path, tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler-utils) tells the size of a page")
    sizes = {}
    for plate in ("dorsal", "section-c5"):
        file = tmp_path / f"{plate}.pdf"
        assert export(profile, "--worksheet", file, "--plate", plate).returncode == 0
        told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
        assert re.search(r"^Pages: +2$", told, re.MULTILINE)
        sizes[plate] = re.findall(r"Page size: +(\d+) x (\d+)", told)[0]
    assert sizes == {"dorsal": ("595", "842"), "section-c5": ("842", "595")}


def test_a_worksheet_is_for_paper_whatever_the_theme(profile: Path, tmp_path: Path) -> None:
    light, dark = tmp_path / "light.pdf", tmp_path / "dark.pdf"
    assert export(profile, "--worksheet", light, "--plate", "dorsal").returncode == 0
    assert export(profile, "--worksheet", dark, "--plate", "dorsal", "--theme", "dark").returncode == 0
    assert light.stat().st_size == dark.stat().st_size
