"""OptionButton: a button whose words may take several lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class OptionButton(QPushButton):
    """One option with its number; ``sign`` is put before the words once it is known to be right or wrong."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        """Take the number that stands before the words."""
        super().__init__(parent)
        self._number, self._words, self._sign = number, "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_option(self, words: str, sign: str = "") -> None:
        """Show other words; ``sign`` is "✓", "✗" or ""."""
        self._words, self._sign = words, sign
        told = {"✓": self.tr("right"), "✗": self.tr("wrong")}.get(sign, "")
        name = self.tr("{number}: {words}").format(number=self._number, words=words)
        self.setAccessibleName(self.tr("{name}, {verdict}").format(name=name, verdict=told) if told else name)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The words of the option."""
        return self._words

    def _pad(self) -> int:
        return self.fontMetrics().height() // 2

    def _indent(self) -> int:
        return self.fontMetrics().horizontalAdvance("0 ✓ ") + self._pad() * 2

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        width = self.fontMetrics().averageCharWidth() * 30
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(self._indent() * 3, self.heightForWidth(max(self.width(), self._indent() * 3)))

    def hasHeightForWidth(self) -> bool:  # noqa: D102, N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102, N802
        room = max(width - self._indent() - self._pad(), 1)
        box = self.fontMetrics().boundingRect(0, 0, room, 10_000, _FLAGS, self._words)
        return box.height() + 2 * self._pad()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        faded = QPalette.ColorGroup.Normal if self._sign or self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(faded, QPalette.ColorRole.ButtonText))
        area = self.rect().adjusted(self._pad(), 0, -self._pad(), 0)
        centred = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        number = self.tr("{number} {sign}").format(number=self._number, sign=self._sign).strip()
        painter.drawText(area, centred, number)
        painter.drawText(area.adjusted(self._indent() - self._pad(), 0, 0, 0), _FLAGS, self._words)
        painter.end()
