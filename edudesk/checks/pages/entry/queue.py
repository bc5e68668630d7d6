"""The queue at the left: everybody who is to be checked, found by characters, pinyin or subject."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from edudesk.base.pinyin import rank
from edudesk.checks.rules.queue import FILLING, WAITING, Standing
from edudesk.kit.cards import Card
from edudesk.kit.chips import ToggleChip
from edudesk.kit.labels import bold
from edudesk.kit.search_line import SearchLine
from edudesk.kit.tag import paint_tag
from edudesk.kit.theme import HEAD, ROW, Tone, tokens, ui_font

Spelled = Mapping[str, tuple[str, str]]
"""Teacher id -> pinyin and initials, as the roster keeps them."""

_NARROW = str.maketrans("（）", "()")
_TONES = (Tone.GOOD, Tone.BRAND, Tone.WARN, Tone.BAD)


def tone_of(one: Standing) -> Tone:
    """Colour of the word at the end of a line: best green, last red."""
    if one.level is None:
        return {FILLING: Tone.BRAND, WAITING: Tone.PLAIN}.get(
            one.word, Tone.WARN if not one.is_done else Tone.GOOD
        )
    return _TONES[min(one.level, len(_TONES) - 1)]


class QueueCard(Card):
    """chosen(unit id): another line is wanted; asked(unit id, place): its menu."""

    chosen = Signal(str)
    asked = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(10, 10, 10, 10)
        self.search = SearchLine("姓名/拼音/学科/班级")
        self.search.textChanged.connect(self._filter)
        self.search.descended.connect(self._take_first)
        self.waiting = ToggleChip("waiting", WAITING, lambda one: one.is_due)
        self.done = ToggleChip("done", "已查", lambda one: one.is_done)
        self._chips = (self.waiting, self.done)
        row = QHBoxLayout()
        row.setSpacing(6)
        for chip in self._chips:
            chip.changed.connect(self._filter)
            chip.clicked.connect(lambda _on=False, pressed=chip: self._release_others(pressed))
            row.addWidget(chip)
        row.addStretch(1)
        self.list = QListWidget()
        self.list.setProperty("role", "inner")
        self.list.setAccessibleName("应检对象")
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask)
        self.list.itemSelectionChanged.connect(self._tell)
        self.add(self.search)
        self.add(row)
        self.add(self.list, 1)
        self.standings: list[Standing] = []
        self._spelled: Spelled = {}
        self._places: dict[str, int] = {}
        self._is_whole = True  # no line is hidden

    @property
    def current(self) -> str:
        """Id of the unit that is selected; "" for none."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole).unit.id if item is not None else ""

    @property
    def shown(self) -> list[Standing]:
        """The lines in sight, from above."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if not item.isHidden()]

    def show_lines(self, standings: Sequence[Standing], spelled: Spelled, current: str) -> None:
        """These are the lines now; the one of current stays selected."""
        old, self.standings, self._spelled = self.standings, list(standings), spelled
        self._places = {one.unit.id: place for place, one in enumerate(standings)}
        self.list.blockSignals(True)
        while self.list.count() > len(standings):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(standings):
            self.list.addItem(QListWidgetItem())
        for place, one in enumerate(standings):
            if place >= len(old) or old[place] != one:
                self._show_line(place, one)
        self._mark(current)
        self.list.blockSignals(False)
        self._count()
        self._filter()

    def change_line(self, one: Standing) -> None:
        """A unit stands somewhere else now; the others stay as they are."""
        place = self._places[one.unit.id]
        self.standings[place] = one
        self._show_line(place, one)
        self._count()
        self._filter()

    def _show_line(self, place: int, one: Standing) -> None:
        item = self.list.item(place)
        item.setData(Qt.ItemDataRole.UserRole, one)
        item.setText(f"{one.unit.name} {one.said} {one.word}")  # what a screen reader says
        waits = f"待 {'、'.join(one.waits_for)} 检查" if one.waits_for else ""
        item.setToolTip("，".join(filter(None, (one.unit.classes, one.unit.group, one.unit.reason, waits))))

    def _count(self) -> None:
        self.waiting.word = f"{WAITING} {sum(one.is_due for one in self.standings)}"
        self.done.word = f"已查 {sum(one.is_done for one in self.standings)}"
        for chip in self._chips:
            chip.set_on(chip.fits is not None)

    def select(self, unit_id: str) -> None:
        """Select a line without telling of it."""
        was_blocked = self.list.blockSignals(True)
        self._mark(unit_id)
        self.list.blockSignals(was_blocked)
        self._filter()

    def _mark(self, unit_id: str) -> None:
        place = self._places.get(unit_id)
        if place is not None:
            self.list.setCurrentRow(place)
            self.list.scrollToItem(self.list.item(place), QListWidget.ScrollHint.PositionAtCenter)

    def _filter(self) -> None:
        fits = [chip.fits for chip in self._chips if chip.fits is not None]
        typed, current = self.search.text().strip(), self.current
        was_whole, self._is_whole = self._is_whole, not fits and not typed
        if was_whole and self._is_whole:
            return
        for place, one in enumerate(self.standings):
            is_meant = all(fit(one) for fit in fits) or (one.unit.id == current and not typed)
            self.list.item(place).setHidden(not (is_meant and self._is_found(typed, one)))

    def _is_found(self, typed: str, one: Standing) -> bool:
        if not typed or any(
            typed in word for word in (one.said, one.unit.subject, one.unit.classes, one.unit.group)
        ):
            return True
        return rank(typed, one.unit.name, *self._spelled.get(one.unit.teacher_id, ("", ""))) is not None

    def _release_others(self, pressed: ToggleChip) -> None:
        for chip in self._chips:
            if chip is not pressed:
                chip.set_on(False)

    def _take_first(self) -> None:
        if shown := self.shown:
            self.search.clear()
            self.select(shown[0].unit.id)
            self._tell()

    def _tell(self) -> None:
        if self.current:
            self.chosen.emit(self.current)

    def _ask(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        if item is not None:
            unit_id = item.data(Qt.ItemDataRole.UserRole).unit.id
            self.asked.emit(unit_id, self.list.viewport().mapToGlobal(place))


class _LineDelegate(QStyledItemDelegate):
    """Name, subject, and where the unit stands."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self._list = parent
        self._name, self._small = bold(ui_font()), ui_font(HEAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one: Standing = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = tokens(), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.brand_soft))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        metrics = QFontMetricsF(self._small)
        wide = metrics.horizontalAdvance(one.word) + 14
        tag = QRectF(rect.right() - wide - 6, rect.top(), wide, rect.height())
        if one.word == WAITING:
            painter.setFont(self._small)
            painter.setPen(QColor(theme.muted))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, one.word)
        else:
            paint_tag(painter, tag, one.word, tone_of(one))
        left = rect.left() + 8
        painter.setFont(self._name)
        painter.setPen(QColor(theme.ink))
        room = tag.left() - left - 6
        is_more = bool(one.what) and self._is_same_person(index)
        # in a pass one name stands for several lines: which form it is is seen on each
        said, form = one.said, one.what.partition(" ")[0]
        least = 60
        if form and metrics.horizontalAdvance(form) + least > room:  # 三(5)班: seen on a small screen, too
            least = 50
            said, form = said.translate(_NARROW), form.translate(_NARROW)
        for_name = room - metrics.horizontalAdvance(form) - 12 if one.what else room
        told = "" if is_more else one.unit.name
        name = QFontMetricsF(self._name).elidedText(told, Qt.TextElideMode.ElideRight, for_name)
        width = max(QFontMetricsF(self._name).horizontalAdvance(name) + 8, 24 if is_more else least)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, rect.top(), room, rect.height()), middle, name)
        rest = room - width
        if rest > 20:
            painter.setFont(self._small)
            painter.setPen(QColor(theme.muted))
            said = form if form and metrics.horizontalAdvance(f"{form} 语…") > rest else said
            words = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest)
            painter.drawText(QRectF(left + width, rect.top(), rest, rect.height()), middle, words)
        painter.restore()

    def _is_same_person(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the line in sight above is about the same person."""
        above = (self._list.item(row) for row in range(index.row() - 1, -1, -1))
        seen = next((item for item in above if not item.isHidden()), None)
        if seen is None:
            return False
        one, other = index.data(Qt.ItemDataRole.UserRole).unit, seen.data(Qt.ItemDataRole.UserRole).unit
        return (one.teacher_id or one.name) == (other.teacher_id or other.name)
