"""A small Debian in a folder, in which a package is installed and its program started.

Every command gets a mount namespace of its own: what is mounted for it is gone when it ends, however it ends.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.installed.waiting import wait_for

READER = "reader"
"""The ordinary user of the machine."""

PACKAGE = "spinal-vein-viewer"

_ENTER = """
mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc" &&
mkdir -p -m 1777 "$0/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix" &&
mount --bind "$0/../archives" "$0/var/cache/apt/archives" && exec "$@"
"""


class Machine:
    """A system in a folder; ``root`` is its ``/`` as seen from outside."""

    def __init__(self, root: Path) -> None:
        """Take the system that lies there."""
        self.root = root
        self._started: list[subprocess.Popen[str]] = []

    @property
    def home(self) -> Path:
        """The home of the ordinary user, as seen from outside."""
        return self.root / "home" / READER

    def command(
        self,
        *command: str,
        user: str = READER,
        display: str = "",
        watcher: Sequence[str] = (),
        offline: bool = False,
    ) -> list[str]:
        """Give the words that run a command in the machine; the process that they start becomes that command.

        ``watcher`` stands before it, outside the machine; ``offline`` takes every network interface away.
        """
        home = "/root" if user == "root" else f"/home/{user}"
        variables = {
            "HOME": home,
            "USER": user,
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **({"DISPLAY": display} if display else {}),
        }
        return [
            *("unshare", "--mount", "--propagation", "private", *(["--net"] if offline else [])),
            *("sh", "-c", _ENTER, str(self.root), *watcher),
            *("chroot", f"--userspec={user}:{user}", str(self.root)),
            *("env", "--ignore-environment", f"--chdir={home}"),
            *(f"{name}={value}" for name, value in variables.items()),
            *command,
        ]

    def run(
        self, *command: str, user: str = READER, display: str = "", seconds: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; what it says and its exit code are for the caller to judge."""
        return subprocess.run(
            self.command(*command, user=user, display=display),
            capture_output=True,
            text=True,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
        )

    def do(self, *command: str, user: str = "root", seconds: float = 600) -> str:
        """Run a command that must succeed; give what it printed."""
        done = self.run(*command, user=user, seconds=seconds)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(
        self, *command: str, display: str, watcher: Sequence[str] = (), offline: bool = False
    ) -> subprocess.Popen[str]:
        """Start a program as the reader does; ``end`` ends it."""
        process = subprocess.Popen(
            self.command(*command, display=display, watcher=watcher, offline=offline),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._started.append(process)
        return process

    def launch(self, entry: str, display: str) -> None:
        """Start what a menu entry says, as a desktop does; the program goes on when this is done."""
        done = subprocess.run(
            self.command("gio", "launch", entry, display=display),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )
        assert done.returncode == 0

    def install(self, *packages: str) -> None:
        """Install packages, or a package's file that lies in the machine, and what they depend on."""
        self.do("apt-get", "install", "--yes", "--quiet", *packages)

    def has(self, package: str) -> bool:
        """Tell whether a package is installed; a ``*`` stands for any characters."""
        told = self.run("dpkg-query", "--show", "--showformat=${db:Status-Abbrev}\\n", package).stdout
        return any(line.startswith("ii") for line in told.splitlines())

    def take(self, file: Path, place: str) -> None:
        """Copy a file into the machine, readable by all."""
        target = self.root / place.lstrip("/")
        shutil.copyfile(file, target)
        target.chmod(0o644)

    def processes(self) -> list[int]:
        """Give the processes that run in this machine."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                inside = (process / "root").readlink() == self.root
            except OSError:
                continue
            if inside:
                found.append(int(process.name))
        return found

    def end(self) -> None:
        """End every process of this machine, and of no other."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        while self._started:
            self._started.pop().communicate(timeout=20)
        wait_for(lambda: not self.processes(), "the machine's processes to end")


def make_base(store: Path) -> Path:
    """Give a bare system, made once and kept in ``store``: Debian's smallest and one user."""
    base = store / "base"
    if (base / "ready").exists():
        return base
    shutil.rmtree(base, ignore_errors=True)
    (store / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    suite, mirror = _mirror()
    subprocess.run(
        ["debootstrap", "--variant=minbase", suite, str(base), mirror],
        check=True,
        timeout=900,
        stdout=subprocess.DEVNULL,
    )
    for name in ("apt/sources.list", "apt/sources.list.d/debian.sources", "resolv.conf"):
        if Path("/etc", name).is_file():
            shutil.copyfile(Path("/etc", name), base / "etc" / name)
    for settings in Path("/etc/apt/apt.conf.d").glob("*proxy*"):
        shutil.copy(settings, base / "etc/apt/apt.conf.d")
    machine = Machine(base)
    machine.do("useradd", "--create-home", "--shell", "/bin/sh", READER)
    machine.do("apt-get", "update", "--quiet")
    (base / "ready").touch()
    return base


def _mirror() -> tuple[str, str]:
    """Give the release and the mirror that this host's apt uses."""
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text("utf-8").splitlines() if "=" in line
    )
    suite = release["VERSION_CODENAME"].strip('"')
    sources = [*Path("/etc/apt").glob("sources.list*"), *Path("/etc/apt/sources.list.d").glob("*")]
    words = " ".join(file.read_text("utf-8") for file in sources if file.is_file()).split()
    return suite, next(
        word for word in words if word.startswith("http") and word.rstrip("/").endswith("/debian")
    )


def copy_of(base: Path, root: Path) -> Machine:
    """Give a machine of one's own, like the base."""
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "--archive", "--reflink=auto", str(base), str(root)], check=True, timeout=300)
    return Machine(root)
