"""Where the bundled program begins; it is compiled, never imported.

A third of a plain start goes into what PySide6 keeps for documentation and for error messages: it unpacks
its own sources from an archive within a library, compiles them, and imports for them half of Python's tools
for programmers. In the bundle these sources lie compiled beside all else (``unpack.py`` puts them there),
and what only describes is imported when it is first asked for. All of it stays in reach.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

_SUPPORT = "shibokensupport"
_LATER = {f"{_SUPPORT}.signature.{name}" for name in ("layout", "lib.enum_sig", "lib.pyi_generator")}
"""Modules of PySide6 that only describe its classes."""

_TOOLS = ("ast", "base64", "inspect", "tempfile", "textwrap", "traceback", "zipfile")
"""Modules of Python that PySide6 imports and does not use before something goes wrong."""


class _Later(ModuleType):
    """A module that is imported when something in it is first asked for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        object.__setattr__(self, "__class__", ModuleType)
        _finder.load(self)
        return getattr(self, name)


class _Support(MetaPathFinder, Loader):
    """Finds PySide6's own support: once only, though PySide6 lets go of it and imports it a second time."""

    def __init__(self) -> None:
        self._known: dict[str, ModuleType] = {}
        self._loaders: dict[str, Loader] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != _SUPPORT:
            return None
        if fullname in self._known:
            spec = self._known[fullname].__spec__
            assert spec is not None
            return ModuleSpec(fullname, self, is_package=spec.submodule_search_locations is not None)
        for finder in sys.meta_path:
            found = None if finder is self else finder.find_spec(fullname, path, target)
            if found is not None and found.loader is not None:
                self._loaders[fullname] = found.loader
                found.loader = self
                return found
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        if spec.name not in self._known:
            self._known[spec.name] = (_Later if spec.name in _LATER else ModuleType)(spec.name)
        return self._known[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        if name in self._loaders and name not in _LATER:
            self._loaders.pop(name).exec_module(module)

    def load(self, module: ModuleType) -> None:
        """Import what was put off."""
        self._loaders.pop(module.__name__).exec_module(module)


_finder = _Support()


def _put_off() -> None:
    sys.meta_path.insert(0, _finder)
    for name in _TOOLS:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
            module = module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)


_put_off()

from viewer.shell.app import main  # noqa: E402 - the start is prepared first

sys.exit(main())
