"""Which package of each distribution holds a library that Qt needs, and the sentence that asks for it."""

from collections.abc import Iterable

from viewer.shell.distribution import family_of, install_command, read_release

_ORDER = ("debian", "fedora", "arch", "opensuse")
_TABLE = """
libGL               libgl1              libglvnd-glx         libglvnd             Mesa-libGL1
libEGL              libegl1             libglvnd-egl         libglvnd             Mesa-libEGL1
libfontconfig       libfontconfig1      fontconfig           fontconfig           libfontconfig1
libfreetype         libfreetype6        freetype             freetype2            libfreetype6
libglib-2.0         libglib2.0-0        glib2                glib2                libglib-2_0-0
libgthread-2.0      libglib2.0-0        glib2                glib2                libgthread-2_0-0
libdbus-1           libdbus-1-3         dbus-libs            dbus                 libdbus-1-3
libxkbcommon        libxkbcommon0       libxkbcommon         libxkbcommon         libxkbcommon0
libxkbcommon-x11    libxkbcommon-x11-0  libxkbcommon-x11     libxkbcommon-x11     libxkbcommon-x11-0
libX11              libx11-6            libX11               libx11               libX11-6
libX11-xcb          libx11-xcb1         libX11-xcb           libx11               libX11-xcb1
libxcb              libxcb1             libxcb               libxcb               libxcb1
libxcb-cursor       libxcb-cursor0      xcb-util-cursor      xcb-util-cursor      libxcb-cursor0
libxcb-icccm        libxcb-icccm4       xcb-util-wm          xcb-util-wm          libxcb-icccm4
libxcb-util         libxcb-util1        xcb-util             xcb-util             libxcb-util1
libxcb-image        libxcb-image0       xcb-util-image       xcb-util-image       libxcb-image0
libxcb-keysyms      libxcb-keysyms1     xcb-util-keysyms     xcb-util-keysyms     libxcb-keysyms1
libxcb-randr        libxcb-randr0       libxcb               libxcb               libxcb-randr0
libxcb-render       libxcb-render0      libxcb               libxcb               libxcb-render0
libxcb-render-util  libxcb-render-util0 xcb-util-renderutil  xcb-util-renderutil  libxcb-render-util0
libxcb-shape        libxcb-shape0       libxcb               libxcb               libxcb-shape0
libxcb-shm          libxcb-shm0         libxcb               libxcb               libxcb-shm0
libxcb-sync         libxcb-sync1        libxcb               libxcb               libxcb-sync1
libxcb-xfixes       libxcb-xfixes0      libxcb               libxcb               libxcb-xfixes0
libxcb-xkb          libxcb-xkb1         libxcb               libxcb               libxcb-xkb1
libwayland-client   libwayland-client0  libwayland-client    wayland              libwayland-client0
libwayland-cursor   libwayland-cursor0  libwayland-cursor    wayland              libwayland-cursor0
libwayland-egl      libwayland-egl1     libwayland-egl       wayland              libwayland-egl1
libz                zlib1g              zlib                 zlib                 libz1
libzstd             libzstd1            libzstd              zstd                 libzstd1
libstdc++           libstdc++6          libstdc++            gcc-libs             libstdc++6
libgcc_s            libgcc-s1           libgcc               gcc-libs             libgcc_s1
"""


def table() -> dict[str, dict[str, str]]:
    """Give the packages: library without its ending -> family -> package."""
    rows = (line.split() for line in _TABLE.strip().splitlines())
    return {library: dict(zip(_ORDER, packages, strict=True)) for library, *packages in rows}


def ask_for(libraries: Iterable[str], release: dict[str, str] | None = None) -> str:
    """Say in one sentence that these libraries are missing, and the command that installs them all.

    ``libraries`` are names such as ``libGL.so.1``; ``release`` is what os-release says, else that of this
    system. Where the system or a library is not known, the libraries are named and no command.
    """
    names = sorted(set(libraries))
    family = family_of(read_release() if release is None else release)
    known = table()
    packages = {known.get(name.partition(".so")[0], {}).get(family, "") for name in names}
    one = len(names) == 1
    told = names[0] if one else f"{', '.join(names[:-1])} and {names[-1]}"
    how = (
        f"install {'it' if one else 'them'} with: {install_command(family, sorted(packages))}"
        if all(packages)
        else f"install the package{'' if one else 's'} of your system that hold{'s' if one else ''} "
        f"{'it' if one else 'them'}."
    )
    kind = "The system library" if one else "The system libraries"
    return f"{kind} {told} {'is' if one else 'are'} missing, which the window needs; {how}"
