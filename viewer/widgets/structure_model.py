"""StructureModel: the atlas as a Qt item model, by kind, then by parent, then by side and level."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from weakref import ref

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from viewer.core.address import SIDES, Address
from viewer.core.atlas import Atlas
from viewer.core.queries import describe
from viewer.core.structure import Structure, StructureId

AnyIndex = QModelIndex | QPersistentModelIndex

_TOP = QModelIndex()


class Role(IntEnum):
    """What a model tells beside what Qt asks for."""

    ADDRESS = int(Qt.ItemDataRole.UserRole) + 1


class _Node:
    """One line of the tree; what lies below is found when it is first looked at.

    It does not hold what lies above: lines that held each other would outlive their model.
    """

    __slots__ = ("__weakref__", "_above", "address", "below", "label", "row", "structure")

    def __init__(
        self,
        label: str,
        parent: "_Node | None",
        address: Address | None = None,
        structure: Structure | None = None,
    ) -> None:
        self.label = label
        self._above = ref(parent) if parent is not None else None
        self.address = address
        self.structure = structure
        self.row = 0
        self.below: list[_Node] | None = None

    @property
    def parent(self) -> "_Node | None":
        """The line above; None above all."""
        return self._above() if self._above is not None else None

    def fill(self, nodes: list["_Node"]) -> None:
        """Put lines below this one."""
        above = ref(self)
        for row, node in enumerate(nodes):
            node.row = row
            node._above = above
        self.below = nodes


class StructureModel(QAbstractItemModel):
    """A tree with one column; each line but the kinds' stands for an address (:attr:`Role.ADDRESS`)."""

    def __init__(self, atlas: Atlas, parent: QObject | None = None) -> None:
        """Make the lines of kinds and structures; sides and levels follow when opened."""
        super().__init__(parent)
        self._atlas = atlas
        self._missing: Callable[[Address], bool] = _never
        self._places: dict[StructureId, list[Address]] | None = None
        self._by_structure: dict[StructureId, _Node] = {}
        self._root = _Node("", None)
        self._fill_kinds()

    def _fill_kinds(self) -> None:
        atlas = self._atlas
        lines: dict[str, list[_Node]] = {kind: [] for kind in atlas.kinds}
        below: dict[StructureId, list[_Node]] = {}
        for structure in atlas.structures.values():
            node = _Node(structure.plural or structure.name, None, Address(structure.id), structure)
            self._by_structure[structure.id] = node
            above = atlas.structures.get(structure.parent) if structure.parent else None
            if above is not None and above.kind == structure.kind:
                below.setdefault(above.id, []).append(node)
            else:
                lines.setdefault(structure.kind, []).append(node)
        for identity, nodes in below.items():
            self._by_structure[identity].fill(nodes)
        kinds = []
        for kind, nodes in lines.items():
            if nodes:
                known = atlas.kinds.get(kind)
                line = _Node(known.names if known else kind, self._root)
                line.fill(nodes)
                kinds.append(line)
        self._root.fill(kinds)

    def show_case(self, missing: Callable[[Address], bool]) -> None:
        """Take what tells whether a place is not there in the case in force."""
        self._missing = missing
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def _is_missing(self, node: _Node) -> bool:
        return node.address is not None and self._missing(node.address)

    # -- sides and levels

    def _below(self, node: _Node) -> list[_Node]:
        """Give the lines below one, finding its sides and levels at the first look."""
        if node.address is None:
            return node.below or []
        structure = node.structure
        # What has neither sides nor levels is opened without a look at the plates, none of which is unpacked.
        if structure is not None and (structure.sided or structure.level_kind):
            self._add_places(node, structure)
        return node.below or []

    def _add_places(self, node: _Node, structure: Structure) -> None:
        places = self._drawn_places().get(structure.id, [])
        known = [line for line in node.below or [] if line.structure is not None]
        if node.below is not None and len(known) < len(node.below):
            return
        sides = [side for side in SIDES if any(place.side == side for place in places)]
        lines = list(known)
        names = {
            "left": QCoreApplication.translate("StructureModel", "Left"),
            "right": QCoreApplication.translate("StructureModel", "Right"),
        }
        for side in sides:
            line = _Node(names[side], node, Address(structure.id, side))
            line.fill(self._levels(structure, (place for place in places if place.side == side)))
            lines.append(line)
        lines += self._levels(structure, (place for place in places if not place.side))
        node.fill(lines)

    def _levels(self, structure: Structure, places: Iterable[Address]) -> list[_Node]:
        lines = []
        for place in places:
            if place.level:
                lines.append(_Node(self._level_words(structure, place.level), None, place))
        return lines

    def _level_words(self, structure: Structure, level: str) -> str:
        """Name a level, its number first, so that it is seen in a narrow panel too: "T8 · cord segment"."""
        counted = self._atlas.level_kinds.get(structure.level_kind)
        what = counted.phrase.replace("{level}", "").strip(" ,.") if counted else ""
        return f"{level} · {what}" if what else level

    def _drawn_places(self) -> dict[StructureId, list[Address]]:
        """Give what the plates draw, by structure, from the head downwards."""
        if self._places is None:
            rank = {level: index for index, level in enumerate(self._atlas.levels)}
            found: dict[StructureId, dict[Address, None]] = {}
            for plate in self._atlas.plates.values():
                for region in plate.regions:
                    found.setdefault(region.address.structure, {})[region.address] = None
            self._places = {
                structure: sorted(places, key=lambda place: (place.side, rank.get(place.level, -1)))
                for structure, places in found.items()
            }
        return self._places

    # -- finding lines

    def index_of(self, address: Address) -> QModelIndex:
        """Give the line of an address, or that of the nearest thing that holds it."""
        node = self._by_structure.get(address.structure)
        if node is None:
            return QModelIndex()
        for narrower in (Address(address.structure, address.side), address):
            if narrower != Address(address.structure):
                node = next((line for line in self._below(node) if line.address == narrower), node)
        return self.createIndex(node.row, 0, node)

    def way_to_first_drawn(self) -> list[QModelIndex]:
        """Give the lines above the first structure that a plate shows, the outermost first."""
        way: list[_Node] = []
        lines = self._root.below or []
        while lines:
            line = next((line for line in lines if _leads_to_drawn(line)), None)
            if line is None:
                break
            way.append(line)
            if _is_drawn(line):
                break
            # Sides and levels are no structures, and are not read from the plates before they are wanted.
            lines = [below for below in line.below or [] if below.structure is not None]
        return [self.createIndex(line.row, 0, line) for line in way[:-1]]

    def address_at(self, index: AnyIndex) -> Address | None:
        """Give the address of a line; None for a kind."""
        return self._node(index).address

    def _node(self, index: AnyIndex) -> _Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root

    # -- what Qt asks

    def index(self, row: int, column: int, parent: AnyIndex = _TOP) -> QModelIndex:  # noqa: D102
        lines = self._below(self._node(parent)) if parent.isValid() else (self._root.below or [])
        if column != 0 or not 0 <= row < len(lines):
            return QModelIndex()
        return self.createIndex(row, 0, lines[row])

    def parent(self, index: AnyIndex = _TOP) -> QModelIndex:  # type: ignore[override]  # noqa: D102
        above = self._node(index).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def hasChildren(self, parent: AnyIndex = _TOP) -> bool:  # noqa: D102, N802
        node = self._node(parent)
        if node.below:
            return True
        structure = node.structure
        # Said without looking at the plates, which are not read before somebody opens the line.
        return (
            structure is not None and not structure.undrawn and bool(structure.sided or structure.level_kind)
        )

    def rowCount(self, parent: AnyIndex = _TOP) -> int:  # noqa: D102, N802
        return len(self._below(self._node(parent)) if parent.isValid() else (self._root.below or []))

    def columnCount(self, parent: AnyIndex = _TOP) -> int:  # noqa: D102, N802
        return 1

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("StructureModel", "Structure")
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._node(index).address is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        node = self._node(index)
        structure = node.structure
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.label
            case Qt.ItemDataRole.ToolTipRole:
                return _tip(structure, self._is_missing(node))
            case Qt.ItemDataRole.AccessibleTextRole if node.address is not None and structure is None:
                return describe(self._atlas, node.address)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                undrawn = structure.undrawn if structure else ""
                return undrawn or (_missing_words() if self._is_missing(node) else None)
            case Qt.ItemDataRole.FontRole:
                return _font(node, self._is_missing(node))
            case Qt.ItemDataRole.ForegroundRole if _is_undrawn(structure) or self._is_missing(node):
                return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
            case Role.ADDRESS:
                return node.address
        return None


def _leads_to_drawn(line: _Node) -> bool:
    """Tell whether a line, or one below it, is a structure that is drawn."""
    return _is_drawn(line) or any(_leads_to_drawn(one) for one in line.below or [])


def _is_drawn(line: _Node) -> bool:
    """Tell whether a line is a structure with regions of its own: a group has neither sides nor levels."""
    one = line.structure
    return one is not None and not one.undrawn and bool(one.sided or one.level_kind or not line.below)


def _never(_address: Address) -> bool:
    return False


def _is_undrawn(structure: Structure | None) -> bool:
    return structure is not None and bool(structure.undrawn)


def _missing_words() -> str:
    return QCoreApplication.translate("StructureModel", "Not there in the case shown")


def _tip(structure: Structure | None, missing: bool) -> str | None:
    words = [structure.latin] if structure is not None else []
    if structure is not None and structure.undrawn:
        words.append(
            QCoreApplication.translate("StructureModel", "Not drawn: {why}").format(why=structure.undrawn)
        )
    elif missing:
        words.append(_missing_words())
    return "\n".join(word for word in words if word) or None


def _font(node: _Node, missing: bool) -> QFont | None:
    """Give kinds in bold, and in italics what no plate shows, or not in the case in force."""
    if node.address is None:
        font = QFont()
        font.setBold(True)
        return font
    if missing or _is_undrawn(node.structure):
        font = QFont()
        font.setItalic(True)
        return font
    return None
