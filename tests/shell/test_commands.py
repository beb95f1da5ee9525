"""The command line, as another process: what it prints, what it writes, how it ends; never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from viewer.core.assets import atlas_folder
from viewer.core.prepared import open_atlas
from viewer.shell.profile import Profile

ROOT = Path(__file__).parents[2]
RADICULAR = "posterior-radicular-veins.right.T8"


@pytest.fixture(scope="module", autouse=True)
def _prepared() -> None:
    """Let every command find the atlas prepared, as after a first start."""
    open_atlas(atlas_folder(), Profile.of_reader().cache)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def run(*arguments: str | Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in {**os.environ, **changes}.items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done


def test_check_proves_the_atlas_that_ships_and_counts() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "structures" in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_check_names_each_fault_by_file_and_line(tmp_path: Path) -> None:
    atlas = tmp_path / "atlas"
    shutil.copytree(ROOT / "assets" / "atlas", atlas)
    drainage = atlas / "drainage.toml"
    drainage.write_text(
        drainage.read_text("utf-8").replace("posteromedian-spinal-vein", "posteromedian-spinal-vien", 1),
        "utf-8",
    )
    done = run("check", atlas)
    assert done.returncode == 1
    first = done.stdout.splitlines()[0]
    name, line, message = first.split(":", 2)
    assert (name, int(line) > 0, "posteromedian-spinal-vien" in message) == ("drainage.toml", True, True)


def test_check_of_nothing_says_so(tmp_path: Path) -> None:
    done = run("check", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "no folder" in done.stdout


def test_list_gives_every_structure_to_people_and_to_programs() -> None:
    lines = run("list").stdout.splitlines()
    rows = json.loads(run("list", "--json").stdout)
    assert len(lines) == len(rows) > 60
    vein = next(row for row in rows if row["id"] == "posteromedian-spinal-vein")
    assert vein["name"] == "Posteromedian spinal vein"
    assert vein["regions"]["dorsal"] > 20
    assert "three-channels" in vein["sections"]


def test_a_snapshot_needs_no_display(tmp_path: Path, profile: Path) -> None:
    from PySide6.QtGui import QImage

    file = tmp_path / "window.png"
    done = run(
        "--snapshot", file, "--size", "1024x700", "--select", RADICULAR, "--theme", "dark",
        "--profile", profile,
        DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1024, 700)
    assert picture.pixelColor(512, 5).lightness() < 80


def test_a_plate_is_exported_with_its_ids_titles_and_text(tmp_path: Path, profile: Path) -> None:
    file = tmp_path / "dorsal.svg"
    done = run("export", "--plate", "dorsal", "--select", RADICULAR, "--out", file, "--profile", profile)
    assert (done.returncode, done.stderr) == (0, "")
    drawing = file.read_text("utf-8")
    assert f'id="{RADICULAR}"' in drawing
    assert "<title>Posterior radicular vein, right, spinal nerve T8</title>" in drawing
    assert ">Posteromedian spinal" in drawing


def test_an_exported_plate_keeps_every_id_of_what_is_shown(tmp_path: Path, profile: Path) -> None:
    plain = tmp_path / "plain.svg"
    run("export", "--plate", "dorsal", "--labels", "none", "--out", plain, "--profile", profile)
    from xml.etree import ElementTree

    from viewer.core.loading import load_atlas
    from viewer.core.showing import in_force, usual_names

    names = usual_names(load_atlas(ROOT / "assets" / "atlas"))
    drawn = ElementTree.parse(ROOT / "assets" / "atlas" / "plates" / "dorsal.svg").getroot()
    shown, hidden, pending = set(), set(), [(drawn, True)]
    while pending:
        each, seen = pending.pop()
        seen = seen and in_force(each.get("data-when", ""), names)
        (shown if seen else hidden).add(each.get("id"))
        pending += [(child, seen) for child in each]
    exported = {each.get("id") for each in ElementTree.parse(plain).iter()}
    assert shown <= exported and not (hidden - shown) & exported
    assert hidden - {None}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_the_text_of_an_exported_document_stays_text(tmp_path: Path, profile: Path) -> None:
    file = tmp_path / "dorsal.pdf"
    assert run("export", "--plate", "dorsal", "--out", file, "--profile", profile).returncode == 0
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "Great posterior" in " ".join(text.split())


def test_an_exported_picture_has_the_size_that_was_asked_for(tmp_path: Path, profile: Path) -> None:
    from PySide6.QtGui import QImage

    file = tmp_path / "dorsal.png"
    run(
        "export",
        "--plate",
        "dorsal",
        "--out",
        file,
        "--size",
        "600x800",
        "--scale",
        "2",
        "--profile",
        profile,
    )
    assert QImage(str(file)).width() == 1200


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--select", "posteromedain-spinal-vein"), "posteromedian-spinal-vein"),
        (("--select", "posterior-radicular-veins.right.T99"), "posterior-radicular-veins.right.T8"),
        (("--select", "…"), "nothing called"),
        (("--plate", "dorsel"), "dorsal"),
        (("--language", "xx"), "en"),
        (("--atlas", "/nowhere"), "/nowhere"),
        (("--trace", "dorsal-hron"), "dorsal-horn"),
        (("--blocked", "E26", "E26.T99"), "E26.T9"),
        (("--condition", "xyzzy"), "There are: venous-congestion, "),
        (("--variant", "epidural-nett"), "epidural-net"),
    ],
)
def test_an_unknown_name_gets_one_sentence_with_the_nearest(
    arguments: tuple[str, ...], words: str, tmp_path: Path, profile: Path
) -> None:
    done = run(*arguments, "--snapshot", tmp_path / "x.png", "--profile", profile)
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--no-such-option",),
        ("fly",),
        ("--size", "tiny"),
        ("export", "--plate", "dorsal"),
        ("export", "--anki", "x.apkg", "--trace", "dorsal-horn"),
        ("export", "--worksheet", "x.pdf", "--condition", "straining"),
    ],
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_a_picture_says_whose_it_is_and_what_it_is_for(tmp_path: Path, profile: Path) -> None:
    from PySide6.QtGui import QImage

    file = tmp_path / "dorsal.png"
    assert run("export", "--plate", "dorsal", "--out", file, "--profile", profile).returncode == 0
    picture = QImage(str(file))
    assert (picture.text("Title"), picture.text("Copyright")) == ("Dorsal plate", "CC BY-SA 4.0")
    assert "1.0" in picture.text("Source") and "not for diagnosis" in picture.text("Disclaimer")


def test_an_ending_that_is_none_of_ours_is_told(tmp_path: Path, profile: Path) -> None:
    done = run("export", "--plate", "dorsal", "--out", tmp_path / "plate.bmp", "--profile", profile)
    assert done.returncode == 1
    assert ".svg, .png or .pdf" in done.stderr


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, profile: Path) -> None:
    for name in ("plate.svg", "plate.png", "plate.pdf"):
        (tmp_path / name).mkdir()
        done = run("export", "--plate", "dorsal", "--out", tmp_path / name, "--profile", profile)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 only")
@pytest.mark.parametrize("display", [None, ":9876"])
def test_no_display_is_one_sentence_and_no_abort(display: str | None) -> None:
    done = run(DISPLAY=display, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert done.returncode == 1
    assert "display" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_reader_of_the_list_may_stop_reading() -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m viewer list | head -1', shell=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stderr == ""


def test_a_trace_tells_a_student_the_way_by_stages() -> None:
    done = run("trace", "dorsal-horn.T8")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Posterior horn, cord segment T8 → Right atrium: 30 ways"
    assert lines.index("Within the cord") < lines.index("Through the dura") < lines.index("Heart")
    assert any(line.split()[1:4] == ["Posterior", "intercostal", "veins"] for line in lines)
    assert any("(left)" in line and "(right)" in line for line in lines)
    assert "congested" not in done.stdout and "detour" not in done.stdout
    assert max(map(len, lines)) <= 100


def test_a_trace_round_a_block_marks_its_detours_and_what_is_in_doubt() -> None:
    done = run(
        "trace", "dorsal-horn", "--blocked", "posterior-radicular-veins", "great-posterior-radicular-vein"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Blocked: Great posterior radicular vein; Posterior radicular veins" in done.stdout
    assert "along itself to C8" in done.stdout
    assert "~  a detour" in done.stdout
    assert "Nothing is cut off" in done.stdout
    assert "in a study of 70 cords" in " ".join(done.stdout.split())


def test_a_trace_names_what_is_cut_off() -> None:
    done = run(
        "trace", "azygos-vein", "--blocked", "radicular-dural-crossing", "filum-vein", "medullary-veins"
    )
    assert done.returncode == 0
    congested = done.stdout.partition("Cut off, with no way to the heart left (congested)")[2]
    assert "Posteromedian spinal vein" in congested
    assert "Intervertebral veins" not in congested


def test_a_vein_that_may_end_elsewhere_is_not_said_to_be_cut_off_without_a_word() -> None:
    told = " ".join(run("trace", "dorsal-horn.T8", "--blocked", "azygos-vein").stdout.split())
    assert "Accessory hemiazygos vein: It may end in the left brachiocephalic vein instead" in told
    healthy = run("trace", "dorsal-horn.T8", "--blocked", "E26.T8").stdout
    assert "brachiocephalic vein instead" not in healthy


def test_a_trace_for_programs_holds_stops_passages_and_ways() -> None:
    told = json.loads(
        run("trace", "dorsal-horn.T8", "--blocked", "posterior-radicular-veins.T8", "--json").stdout
    )
    assert told["reached"] and told["stops"][0]["address"] == "dorsal-horn"
    passages = told["passages"]
    for way in told["ways"]:
        assert passages[way[0]]["start"] == 0
        assert all(passages[one]["end"] == passages[other]["start"] for one, other in pairwise(way))
    along = [passage for passage in passages if not passage["edge"]]
    assert {tuple(passage["levels"]) for passage in along} == {("T7", "T9")}
    assert told["congested"] == [] and "E16" in told["opened"] and "E16" in told["doubtful"]


def test_a_trace_leads_to_another_place_upstream_or_in_a_case() -> None:
    to = run("trace", "pelvic-venous-plexuses", "--to", "basivertebral-veins", "--condition",
             "spread-by-the-vertebral-plexus")  # fmt: skip
    assert to.returncode == 0 and "Condition: Spread of infection" in to.stdout
    assert "not for diagnosis" in to.stdout
    up = run("trace", "azygos-vein", "--upstream")
    assert up.stdout.startswith("What drains into Azygos vein")
    assert "Hemiazygos vein" in up.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dorsal-hron",), "dorsal-horn"),
        (("dorsal-horn.T99",), "dorsal-horn.T9"),
        (("dorsal-horn", "--to", "right-atrum"), "right-atrium"),
        (("dorsal-horn", "--blocked", "posterior-radiclar-veins"), "posterior-radicular-veins"),
        (("dorsal-horn", "--blocked", "E26.T99"), "E26.T9"),
        (("dorsal-horn", "--condition", "stranding"), "straining"),
        (("dorsal-horn", "--blocked", "E1", "E2"), "No way is left from Posterior horns to Right atrium"),
        (("posterior-radicular-veins", "--blocked", "posterior-radicular-veins"), "is blocked itself"),
        (("artery-of-adamkiewicz",), "no way of the blood"),
        (("great-posterior-radicular-vein.T8",), "Ask for great-posterior-radicular-vein"),
        (("azygos-vein", "--to", "dorsal-horn"), "No way of the blood in this atlas leads from"),
    ],
)
def test_a_trace_that_cannot_be_is_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    done = run("trace", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_trace_for_programs_says_when_no_way_is_left() -> None:
    done = run("trace", "dorsal-horn", "--blocked", "E1", "E2", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["reached"], told["ways"], told["cut_off"]) == (False, [], ["dorsal-horn"])


def test_a_trace_lists_the_usual_way_first() -> None:
    told = run("trace", "dorsal-horn.T8").stdout
    _title, _empty, heading, *lines = told.splitlines()
    assert heading == "The surest and most usual way"
    way = " ".join(" ".join(lines[: lines.index("")]).split())
    assert way.startswith("Posterior horns (T8) → Radial veins (T8) → Pial venous plexus (T8) →")
    assert "Posterior internal vertebral venous plexus* (T8)" in way and "Accessory" not in way


def test_a_trace_in_a_condition_needs_no_place() -> None:
    done = run("trace", "--condition", "spread-by-the-vertebral-plexus")
    assert done.stdout.startswith("Pelvic venous plexuses → Basivertebral vein, vertebra L3")
    nowhere = run("trace")
    assert nowhere.returncode == 2 and "--condition" in nowhere.stderr


def test_list_counts_what_is_usually_drawn() -> None:
    rows = {row["id"]: row for row in json.loads(run("list", "--json").stdout)}
    assert rows["radiculomeningeal-artery"]["regions"] == {}, "it is drawn in fistulas only"
    assert rows["anterior-internal-vertebral-plexus"]["regions"]["section-t8"] == 4, "not the net too"


def test_a_plate_is_exported_in_a_case_with_the_way_of_the_blood(tmp_path: Path, profile: Path) -> None:
    file = tmp_path / "plate.svg"

    def exported(*arguments: str) -> str:
        done = run("export", "--plate", "dorsal", "--out", file, "--profile", profile, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return file.read_text("utf-8")

    plain = exported()
    assert "layer-flow" not in plain and 'id="radiculomeningeal-artery.' not in plain
    ill = exported("--condition", "spinal-dural-fistula")
    assert "layer-flow" in ill and 'id="radiculomeningeal-artery.' in ill
    blocked = exported("--trace", "dorsal-horn.T8", "--blocked", "E26", "posterior-radicular-veins.T8")
    assert "layer-flow" in blocked and blocked != exported("--trace", "dorsal-horn.T8")
    assert exported("--variant", "two-dorsal-channels") != plain


def test_a_trace_says_of_what_a_variant_is_and_writes_levels_alike() -> None:
    done = run(
        "trace", "common-iliac-veins", "--condition", "blocked-vena-cava", "--variant", "renal-link-absent"
    )
    assert "Variant: Link from the hemiazygos to the left renal vein: Absent" in done.stdout
    assert "(L1–Co1)" in done.stdout and "L1-Co1" not in done.stdout
