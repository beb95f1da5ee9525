"""What is kept in the bundle and what is left out, and what its package tells the system."""

from pathlib import Path

import pytest

from assets.packaging.data import set_times
from assets.packaging.debian import changelog, write_control
from assets.packaging.description import HERE, read_description
from assets.packaging.needs import in_debians_words, recommended_packages
from assets.packaging.trim import sizes
from assets.packaging.unpack import support_modules, unpack_support
from viewer import __version__
from viewer.core.errors import ViewerError

TABLE = {"libGL.so.1": "libgl1", "libc.so.6": "libc6", "libX11.so.6": "libx11-6"}
PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "path",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        f"{PLUGINS}/printsupport/libcupsprintersupport.so",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/libQt6DBus.so.6",
        "libxcb-cursor.so.0",
        "PySide6/QtWidgets.abi3.so",
    ],
)
def test_a_desktop_of_any_kind_finds_what_it_needs_to_show_the_window(path: str) -> None:
    assert read_description().reason_to_leave(path) == ""


@pytest.mark.parametrize(
    "path",
    [
        f"{PLUGINS}/platforms/libqlinuxfb.so",
        f"{PLUGINS}/tls/libqopensslbackend.so",
        f"{PLUGINS}/networkinformation/libqglib.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/translations/qtbase_fi.qm",
        "PySide6/Qt/translations/qtwebengine_en.qm",
        "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
        "libgtk-3.so.0",
        "libstdc++.so.6",
    ],
)
def test_what_no_reader_uses_is_left_out_and_the_reason_is_told(path: str) -> None:
    assert read_description().reason_to_leave(path)


def test_qts_own_words_are_kept_in_the_languages_of_the_interface() -> None:
    assert read_description().reason_to_leave("PySide6/Qt/translations/qtbase_en.qm") == ""


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_one_description_serves_every_system(system: str) -> None:
    description = read_description(system)
    assert description.id == "spinal-vein-viewer"
    assert description.start == HERE / "start.py"
    assert "viewer" in description.packages
    assert "assets/atlas" in description.folders


def test_the_package_depends_on_what_the_programs_are_linked_to() -> None:
    needs = frozenset({"libGL.so.1", "libX11.so.6", "libc.so.6"})
    assert in_debians_words(needs, (2, 35), TABLE) == ["libc6 (>= 2.35)", "libgl1", "libx11-6"]


def test_a_library_of_an_unknown_package_is_named_with_what_to_do() -> None:
    with pytest.raises(ViewerError, match=r"needs libnew\.so\.3 .* bundle\.toml"):
        in_debians_words(frozenset({"libnew.so.3"}), (2, 35), TABLE)


def test_printers_are_recommended_and_not_required() -> None:
    assert "libcups2" in recommended_packages()


def test_the_control_file_tells_size_and_sums_and_no_script_runs_at_installing(tmp_path: Path) -> None:
    file = tmp_path / "opt" / "it" / "file"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * 1500)
    write_control(tmp_path, "it", "amd64", ["libc6 (>= 2.35)", "libgl1"])
    control = (tmp_path / "DEBIAN" / "control").read_text("utf-8")
    assert f"Version: {__version__}\n" in control
    assert "Installed-Size: 2\n" in control
    assert "Depends: libc6 (>= 2.35), libgl1\n" in control
    assert (tmp_path / "DEBIAN" / "md5sums").read_text("utf-8").endswith("  opt/it/file\n")
    assert {each.name for each in (tmp_path / "DEBIAN").iterdir()} == {"control", "md5sums"}


def test_the_changelog_bears_the_time_of_the_sources() -> None:
    assert "Thu, 01 Jan 1970 00:00:10 +0000" in changelog("it", 10)


def test_every_file_bears_one_whole_second_and_may_be_read_by_all(tmp_path: Path) -> None:
    program, text = tmp_path / "program", tmp_path / "folder" / "text"
    text.parent.mkdir(mode=0o700)
    for file, mode in ((program, 0o700), (text, 0o600)):
        file.write_bytes(b"")
        file.chmod(mode)
    set_times(tmp_path, 1_700_000_000)
    assert {path.stat().st_mtime_ns for path in (program, text, text.parent)} == {1_700_000_000 * 10**9}
    assert [path.stat().st_mode & 0o777 for path in (program, text, text.parent)] == [0o755, 0o644, 0o755]


def test_the_table_of_sizes_counts_every_byte(tmp_path: Path) -> None:
    for name, size in (("lib/PySide6/Qt/lib/libicudata.so.73", 7), ("lib/assets/atlas/atlas.toml", 5)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert sizes(tmp_path) == {"Unicode tables of Qt (ICU)": 7, "atlas, icons, themes": 5}


def test_this_pyside_unpacks_its_support_and_holds_what_the_start_puts_off(tmp_path: Path) -> None:
    modules = support_modules(unpack_support(tmp_path))
    assert {
        "shibokensupport.signature.layout",
        "shibokensupport.signature.lib.enum_sig",
        "shibokensupport.signature.lib.pyi_generator",
    } <= set(modules)
