"""What is missing on a system: said in one sentence with the command that mends it, before Qt would abort."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.shell import environment
from viewer.shell.distribution import family_of, install_command, python_command, read_release
from viewer.shell.environment import explain_import
from viewer.shell.libraries import NotElfError, missing_libraries, read_needs, why_not_loaded
from viewer.shell.packages import ask_for, table
from viewer.shell.telling import tell

ROOT = Path(__file__).parents[2]
FAMILIES = ("debian", "fedora", "arch", "opensuse")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def start(
    folder: Path, *command: str, module: str = "viewer", **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """Start the program where a core dump would be seen; nothing of the tests' own platform is passed on."""
    quiet = {
        "QT_QPA_PLATFORM": None,
        "DISPLAY": None,
        "WAYLAND_DISPLAY": None,
        "XDG_RUNTIME_DIR": str(folder),
    }
    given = {**os.environ, **quiet, "PYTHONPATH": str(ROOT), **changes}
    return subprocess.run(
        [*command, *(() if command else (sys.executable,)), "-m", module],
        capture_output=True,
        text=True,
        cwd=folder,
        env={name: value for name, value in given.items() if value is not None},
        timeout=120,
    )


def sentence(done: subprocess.CompletedProcess[str], folder: Path) -> str:
    """Give the one line on stderr, once it is sure that nothing crashed."""
    assert done.returncode == 1, (done.returncode, done.stderr)
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert not list(folder.glob("core*"))
    return done.stderr


@on_linux
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "no display"),
        ({"QT_QPA_PLATFORM": "xcb"}, "no display"),
        ({"DISPLAY": ":9876"}, "The display :9876 does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-7"}, "The display wayland-7 does not answer"),
        ({"DISPLAY": ":9876", "WAYLAND_DISPLAY": "wayland-7"}, "does not answer"),
        ({"DISPLAY": ":9876", "QT_QPA_PLATFORM": "wayland;xcb"}, "The display :9876 does not answer"),
        ({"DISPLAY": ":9876", "QT_QPA_PLATFORM": "nonsense"}, "asks Qt for “nonsense”"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "env -u QT_QPA_PLATFORM"),
    ],
)
def test_no_display_is_one_sentence_and_no_abort(tmp_path: Path, changes: dict[str, str], words: str) -> None:
    assert words in sentence(start(tmp_path, **changes), tmp_path)


@on_linux
def test_the_question_alone_is_answered_on_stdout(tmp_path: Path) -> None:
    done = start(tmp_path, module="viewer.shell.environment")
    assert (done.returncode, done.stderr) == (1, "")
    assert "no display" in done.stdout
    done = start(tmp_path, module="viewer.shell.environment", DISPLAY=":9876")
    assert (done.returncode, done.stderr) == (1, "")
    assert ":9876" in done.stdout
    done = start(tmp_path, module="viewer.shell.environment", QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def hidden(*libraries: str) -> list[str]:
    """Give a command that starts a program in a world of its own, where these libraries are empty files."""
    found = [line.split() for line in subprocess.check_output(["ldconfig", "-p"], text=True).splitlines()]
    files = [words[-1] for words in found if words and words[0] in libraries and "x86-64" in " ".join(words)]
    hide = " && ".join(f"mount --bind /dev/null {file}" for file in files)
    return ["unshare", "--mount", "sh", "-c", f'{hide} && exec "$@"', "sh", sys.executable]


@pytest.fixture(scope="module")
def may_mount() -> None:
    """Go on only where a namespace of one's own is to be had."""
    try:
        allowed = subprocess.run([*hidden("libGL.so.1"), "-c", ""], capture_output=True).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("hiding a library needs the right to mount, or the library is not here")


@pytest.mark.usefixtures("may_mount")
@pytest.mark.parametrize(
    "libraries",
    [
        ("libGL.so.1",),
        ("libglib-2.0.so.0", "libgthread-2.0.so.0"),
        ("libEGL.so.1", "libGL.so.1", "libxcb-cursor.so.0"),
        ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxkbcommon-x11.so.0"),
    ],
)
def test_every_missing_library_is_named_at_once(tmp_path: Path, libraries: tuple[str, ...]) -> None:
    said = sentence(start(tmp_path, *hidden(*libraries), DISPLAY=":9876"), tmp_path)
    assert all(library in said for library in libraries)
    assert said.count(".so") == len(libraries)
    if family_of(read_release()) == "debian":
        packages = sorted({table()[library.partition(".so")[0]]["debian"] for library in libraries})
        assert said.rstrip().endswith(f"sudo apt install {' '.join(packages)}")


@on_linux
def test_pyside_missing_is_one_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "PySide6.py"
    empty.write_text("raise ModuleNotFoundError(\"No module named 'PySide6'\", name='PySide6')")
    done = start(tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT}", DISPLAY=":9876")
    assert "PySide6 is not installed" in sentence(done, tmp_path)
    assert "make run" in done.stderr


def test_outside_a_checkout_pip_mends_what_python_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "__file__", "/usr/lib/viewer/shell/environment.py")
    absent = ModuleNotFoundError("No module named 'PySide6'", name="PySide6")
    assert "-m pip install PySide6-Essentials" in explain_import(absent)
    absent = ModuleNotFoundError("No module named 'markdown_it'", name="markdown_it")
    assert "-m pip install markdown-it-py" in explain_import(absent)


def test_a_missing_library_at_the_import_is_told_with_what_mends_it() -> None:
    said = explain_import(ImportError("libunheard.so.5: cannot open shared object file: No such file"))
    assert "libunheard.so.5 is missing" in said


# What is said on each distribution.

RELEASES = {
    "debian": [
        "ID=debian\nVERSION_ID=12\n",
        "ID=ubuntu\nID_LIKE=debian\n",
        'ID=pop\nID_LIKE="ubuntu debian"\n',
    ],
    "fedora": ["ID=fedora\n", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "ID=rhel\n"],
    "arch": ["ID=arch\n", "ID=manjaro\nID_LIKE=arch\n", "ID='endeavouros'\nID_LIKE='arch'\n"],
    "opensuse": ['ID="opensuse-leap"\n', "ID=opensuse-tumbleweed\n", "ID=sles\nID_LIKE=suse\n"],
    "": ["ID=gentoo\n", "", "nonsense\n\0"],
}


@pytest.mark.parametrize(
    ("family", "text"), [(family, text) for family, texts in RELEASES.items() for text in texts]
)
def test_a_distribution_is_known_by_itself_or_by_what_it_is_like(
    tmp_path: Path, family: str, text: str
) -> None:
    file = tmp_path / "os-release"
    file.write_text(text)
    assert family_of(read_release((str(tmp_path / "absent"), str(file)))) == family


def test_the_first_os_release_counts_and_none_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("ID=arch")
    (tmp_path / "two").write_text("ID=fedora")
    assert read_release((str(tmp_path / "one"), str(tmp_path / "two"))) == {"ID": "arch"}
    assert read_release((str(tmp_path / "absent"),)) == {}


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("debian", "sudo apt install libgl1 libxcb-cursor0"),
        ("fedora", "sudo dnf install libglvnd-glx xcb-util-cursor"),
        ("arch", "sudo pacman -S libglvnd xcb-util-cursor"),
        ("opensuse-leap", "sudo zypper install Mesa-libGL1 libxcb-cursor0"),
    ],
)
def test_one_command_mends_all(system: str, command: str) -> None:
    said = ask_for(["libxcb-cursor.so.0", "libGL.so.1"], {"ID": system})
    assert said.endswith(f"install them with: {command}")
    assert "libGL.so.1 and libxcb-cursor.so.0 are missing" in said


def test_a_package_that_holds_two_libraries_is_named_once() -> None:
    assert ask_for(["libGL.so.1", "libEGL.so.1"], {"ID": "arch"}).endswith("pacman -S libglvnd")


@pytest.mark.parametrize(("library", "system"), [("libGL.so.1", "gentoo"), ("libunheard.so.5", "debian")])
def test_where_no_package_is_known_the_library_is_named(library: str, system: str) -> None:
    said = ask_for([library], {"ID": system})
    assert library in said
    assert "with:" not in said
    assert said.endswith("hold it.") or said.endswith("holds it.")


def test_every_library_has_a_package_in_every_family() -> None:
    for library, packages in table().items():
        assert set(packages) == set(FAMILIES), library
        assert all(packages.values())


@on_linux
def test_everything_that_qt_needs_of_the_system_is_in_the_table() -> None:
    import PySide6

    qt = Path(str(PySide6.__file__)).parent
    plugins = qt / "Qt" / "plugins" / "platforms"
    files = [plugins / "libqxcb.so", plugins / "libqwayland.so", *qt.glob("QtWidgets*.so")]
    files += [
        (qt / "Qt" / "lib" / f"libQt6{name}.so.6") for name in ("Gui", "DBus", "XcbQpa", "WaylandClient")
    ]
    needed = {library for file in files for library in read_needs(file.read_bytes())[0]}
    ours = {name for name in needed if name.startswith(("libQt6", "libpyside6", "libshiboken6", "libicu"))}
    always = {"libc.so.6", "libm.so.6"}
    assert {name.partition(".so")[0] for name in needed - ours - always} <= set(table())


# How a library is found missing.


@on_linux
def test_a_library_that_is_not_there_is_found_out() -> None:
    assert why_not_loaded("libc.so.6") == ""
    assert why_not_loaded("libunheard.so.5") == "libunheard.so.5"


@on_linux
def test_a_plugin_whose_libraries_are_absent_names_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import PySide6

    plugin = Path(str(PySide6.__file__)).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    data = plugin.read_bytes().replace(b"libxcb-cursor.so", b"libxcb-nursor.so")
    (tmp_path / "libqxcb.so").write_bytes(data.replace(b"libxcb-icccm.so", b"libxcb-xcccm.so"))
    absent = missing_libraries([tmp_path / "libqxcb.so"])
    assert [name for name in absent if "cursor" in name or "nursor" in name] == ["libxcb-nursor.so.0"]
    assert "libxcb-xcccm.so.4" in absent
    monkeypatch.setenv("DISPLAY", ":9876")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", str(tmp_path))
    with pytest.raises(environment.NoWindowError, match="libxcb-nursor"):
        environment.require_window()


@pytest.mark.parametrize("data", [b"", b"#!/bin/sh\n", b"\x7fELF\x01" + bytes(60)])
def test_what_is_no_library_of_this_machine_has_no_needs(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NotElfError):
        read_needs(data)
    (tmp_path / "x.so").write_bytes(data)
    assert missing_libraries([tmp_path / "x.so", tmp_path / "absent.so"]) == []


def test_a_platform_that_cannot_be_used_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_reason_against", {"wayland": "No.", "xcb": ""}.__getitem__)
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;xcb")
    assert environment.require_window() == ["-platform", "xcb"]
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb;wayland")
    assert environment.require_window() == []


# A Python that is too old.


def old_pythons() -> list[Path]:
    """Find what older interpreters this machine has, on the path or kept by pyenv."""
    names = ["python2.7", *(f"python3.{minor}" for minor in range(6, 11))]
    kept = Path(os.environ.get("PYENV_ROOT", Path("~root/.pyenv").expanduser())) / "versions"
    pythons = {folder / name for name in names for folder in kept.glob("*/bin") if (folder / name).exists()}
    on_path = (Path(folder, name) for folder in os.get_exec_path() for name in names)
    return sorted(pythons | {file for file in on_path if file.exists() and "shims" not in file.parts})


@pytest.mark.parametrize("python", old_pythons(), ids=str)
def test_a_python_that_is_too_old_says_so(tmp_path: Path, python: Path) -> None:
    said = sentence(start(tmp_path, str(python), PYTHONDONTWRITEBYTECODE="1"), tmp_path)
    assert "needs Python 3.11 or later" in said


@pytest.mark.parametrize("minor", [7, 8, 9, 10])
@pytest.mark.parametrize("file", ["__init__.py", "__main__.py", "shell/__init__.py", "shell/distribution.py"])
def test_what_an_old_python_reads_is_in_its_words(file: str, minor: int) -> None:
    import ast

    source = (ROOT / "viewer" / file).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, minor))
    assert source.isascii()
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian", "VERSION_ID": "12"}, "sudo apt install python3 python3-venv"),
        ({"ID": "debian", "VERSION_ID": "11"}, ""),
        ({"ID": "ubuntu", "VERSION_ID": "20.04"}, ""),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, "sudo apt install python3.11 python3.11-venv"),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, "sudo apt install python3 python3-venv"),
        ({"ID": "fedora", "VERSION_ID": "42"}, "sudo dnf install python3.12"),
        ({"ID": "arch"}, "sudo pacman -S python"),
        ({"ID": "opensuse-leap", "VERSION_ID": "15.6"}, "sudo zypper install python311"),
        ({"ID": "opensuse-tumbleweed"}, "sudo zypper install python313"),
        ({"ID": "gentoo"}, ""),
    ],
)
def test_a_newer_python_is_installed_by_the_system_where_it_has_one(
    release: dict[str, str], command: str
) -> None:
    assert python_command(release) == command


def test_a_command_names_every_package() -> None:
    assert install_command("arch", ["a", "b"]) == "sudo pacman -S a b"


# A program that was double-clicked has no terminal.


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Give a function that puts a dialog program on the path, and the file that holds what it was told."""
    told = tmp_path / "told"
    os.mkfifo(told)
    monkeypatch.setenv("DISPLAY", ":9876")
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(name: str) -> Path:
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}"\n')
        program.chmod(0o755)
        return told

    return put


@on_linux
@pytest.mark.parametrize("program", ["zenity", "kdialog", "xmessage", "notify-send"])
def test_without_a_terminal_a_dialog_tells(
    desktop: Callable[[str], Path], program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = desktop(program)
    tell("It is missing; install it.")
    assert "It is missing; install it." in told.read_text()
    assert capsys.readouterr().err == "It is missing; install it.\n"


@on_linux
def test_a_desktop_without_any_dialog_is_no_fault(
    desktop: object, capsys: pytest.CaptureFixture[str]
) -> None:
    tell("It is missing.")
    assert capsys.readouterr().err == "It is missing.\n"
