"""Which document is wanted: a few as radio buttons, many or those under headings as a list, found by typing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from edudesk.base.masking import Audience
from edudesk.kit.labels import bold
from edudesk.kit.search_line import SearchLine

_FEW = 5
_HEIGHT, _LINE = 250, 27


@dataclass(frozen=True, slots=True)
class Scope:
    """One thing to choose. group: heading over it; formats, audiences: that it can have; is_dated: as of any day."""

    key: str
    word: str
    group: str = ""
    formats: tuple[str, ...] = ("xlsx", "pdf")
    audiences: tuple[Audience, ...] = tuple(Audience)
    is_dated: bool = False


class ScopeList(QWidget):
    """changed: another one is chosen. The first is preset."""

    changed = Signal()

    def __init__(self, scopes: Sequence[Scope]) -> None:
        super().__init__()
        self._scopes = {scope.key: scope for scope in scopes}
        self._radios = QButtonGroup(self)
        self.search = SearchLine("输入几个字查找")
        self.list = QListWidget()
        is_few = len(scopes) <= _FEW and not any(scope.group for scope in scopes)
        self._build_radios(scopes) if is_few else self._build_list(scopes)
        if scopes:
            self.choose(scopes[0].key)

    @property
    def scope(self) -> Scope | None:
        """The chosen one; None when there are none to choose from."""
        radio, item = self._radios.checkedButton(), self.list.currentItem()
        if radio is not None:
            return self._scopes[str(radio.property("key"))]
        return self._scopes[item.data(Qt.ItemDataRole.UserRole)] if item is not None else None

    def choose(self, key: str) -> None:
        """Choose the one with this key, if there is one."""
        for radio in self._radios.buttons():
            if radio.property("key") == key:
                radio.setChecked(True)
        for item in self._items():
            if item.data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentItem(item)

    def _build_radios(self, scopes: Sequence[Scope]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for scope in scopes:
            radio = QRadioButton(scope.word)
            radio.setProperty("key", scope.key)
            self._radios.addButton(radio)
            row.addWidget(radio)
        row.addStretch(1)
        self._radios.buttonToggled.connect(self._tell)

    def _build_list(self, scopes: Sequence[Scope]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.search.textChanged.connect(self._find)
        self.search.descended.connect(self.list.setFocus)
        self.list.setSpacing(2)
        self.list.setAccessibleName("要导出的表")
        group = ""
        for scope in scopes:
            if scope.group != group:
                group = scope.group
                heading = QListWidgetItem(group, self.list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(bold(self.list.font()))
            item = QListWidgetItem(f"　{scope.word}" if scope.group else scope.word, self.list)
            item.setData(Qt.ItemDataRole.UserRole, scope.key)
        self.list.setFixedHeight(min(_HEIGHT, self.list.count() * _LINE))
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.list.currentItemChanged.connect(self._tell)

    def _tell(self, _chosen: object, is_on: object = True) -> None:
        if is_on is not False:  # of two radio buttons the one that goes out
            self.changed.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _find(self, typed: str) -> None:
        """Only what holds every typed word, under its heading; the first hit is chosen."""
        words = typed.split()
        heading: QListWidgetItem | None = None
        first: QListWidgetItem | None = None
        for item in self._items():
            if item.data(Qt.ItemDataRole.UserRole) is None:
                heading = item
                item.setHidden(True)
                continue
            is_hit = all(word in item.text() for word in words)
            item.setHidden(not is_hit)
            if is_hit:
                first = first or item
                if heading is not None:
                    heading.setHidden(False)
        current = self.list.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)
