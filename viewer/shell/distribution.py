# ruff: noqa: ANN001, ANN201, ANN202, PTH113, RUF005, UP020
# A Python that is too old reads this module too, to say so; hence neither annotations nor f-strings.
"""Which Linux distribution this is, told by os-release, and how one installs a package there."""

import io
import os

RELEASE_FILES = ("/etc/os-release", "/usr/lib/os-release")
"""Where a system says what it is; the first that there is counts."""

_FAMILIES = {
    "debian": "debian",
    "ubuntu": "debian",
    "fedora": "fedora",
    "rhel": "fedora",
    "centos": "fedora",
    "arch": "arch",
    "archlinux": "arch",
    "opensuse": "opensuse",
    "suse": "opensuse",
    "sles": "opensuse",
}
_INSTALL = {
    "debian": "sudo apt install ",
    "fedora": "sudo dnf install ",
    "arch": "sudo pacman -S ",
    "opensuse": "sudo zypper install ",
}


def read_release(files=RELEASE_FILES):
    # type: (tuple[str, ...]) -> dict[str, str]
    """Read the first os-release that there is; an empty dict if there is none."""
    for file in files:
        if os.path.isfile(file):
            with io.open(file, encoding="utf-8", errors="replace") as stream:
                pairs = [line.strip().split("=", 1) for line in stream if "=" in line]
            return {str(name): str(value.strip("\"'")) for name, value in pairs}
    return {}


def family_of(release):
    # type: (dict[str, str]) -> str
    """Give debian, fedora, arch or opensuse by ID, else by what the system says it is like; else ""."""
    for name in [release.get("ID", "")] + release.get("ID_LIKE", "").split():
        family = _FAMILIES.get(name.partition("-")[0])
        if family:
            return family
    return ""


def install_command(family, packages):
    # type: (str, list[str]) -> str
    """Give the command that installs these packages in a known family."""
    return _INSTALL[family] + " ".join(packages)


def python_command(release):
    # type: (dict[str, str]) -> str
    """Give the command that installs a new enough Python; "" where the system has none."""
    family = family_of(release)
    system, version = release.get("ID", ""), _number(release.get("VERSION_ID", ""))
    if family == "debian":
        if (system == "ubuntu" and version < 22) or (system == "debian" and 0 < version < 12):
            return ""
        named = "python3.11" if system == "ubuntu" and version == 22 else "python3"
        return install_command(family, [named, named + "-venv"])
    if family == "fedora":
        return install_command(family, ["python3.12"])
    if family == "arch":
        return install_command(family, ["python"])
    if family == "opensuse":
        leap = system == "opensuse-leap" and version == 15
        return install_command(family, ["python311" if leap else "python313"])
    return ""


def _number(version):
    # type: (str) -> int
    whole = version.partition(".")[0]
    return int(whole) if whole.isdigit() else 0
