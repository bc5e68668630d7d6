"""Filter chips: 在岗 ×, 学科 ▾ with a list to tick, ＋ 条件 for those not shown yet."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from edudesk.kit.flow import FlowLayout

Row = Any
Fits = Callable[[Row], bool]


class Chip(QPushButton):
    """A round small button; active means that it filters. changed: its filter is another."""

    changed = Signal()

    def __init__(self, key: str, text: str, is_optional: bool = False) -> None:
        super().__init__(text)
        self.key, self.word, self.is_optional = key, text, is_optional
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        if is_optional:  # setVisible(True) would flash it as a window of its own: it has no parent yet
            self.hide()

    @property
    def fits(self) -> Fits | None:
        """What it lets through now; None when it filters nothing."""
        return None

    def clear(self) -> None:
        """Filter nothing."""

    @property
    def state(self) -> Any:
        """What it filters, as JSON; None for nothing."""
        return None

    def restore(self, state: Any) -> None:
        """Filter what state says."""

    def offer(self, rows: Sequence[Row]) -> None:
        """The rows are others: words to choose from may be others too."""

    def _look(self, is_active: bool, text: str) -> None:
        self.setText(text)
        if bool(self.property("active") == "true") != is_active:
            self.setProperty("active", "true" if is_active else "false")
            self.style().unpolish(self)
            self.style().polish(self)
        self.updateGeometry()


class ToggleChip(Chip):
    """On or off: 在岗 ×. is_counted: it says how many rows it stands for: 60 天内到期 3."""

    def __init__(
        self,
        key: str,
        text: str,
        fits: Fits,
        is_on: bool = False,
        is_optional: bool = False,
        *,
        is_counted: bool = False,
    ) -> None:
        super().__init__(key, text, is_optional)
        self._fits, self._is_on, self._is_counted, self._count = fits, False, is_counted, ""
        self.clicked.connect(self._toggle)
        self.set_on(is_on)

    @property
    def fits(self) -> Fits | None:
        return self._fits if self._is_on else None

    def set_on(self, is_on: bool) -> None:
        """Switch; told by changed when it makes a difference."""
        was_on, self._is_on = self._is_on, is_on
        word = f"{self.word}{self._count}"
        self._look(is_on, f"{word} ×" if is_on else word)
        if is_on != was_on:
            self.changed.emit()

    def offer(self, rows: Sequence[Row]) -> None:
        if self._is_counted:
            count = sum(map(self._fits, rows))
            self._count = f" {count}" if count else ""
            self.set_on(self._is_on)

    def clear(self) -> None:
        self.set_on(False)

    @property
    def state(self) -> Any:
        return True if self._is_on else None

    def restore(self, state: Any) -> None:
        self.set_on(state is True)

    def _toggle(self) -> None:
        self.set_on(not self._is_on)


class ChoiceChip(Chip):
    """学科 ▾: a list of words to tick, each with its count; rows whose word is ticked stay.

    word_of(row): the row's word, or several of them ("" counts as 未填); words: the order of the list,
    else the most frequent first.
    """

    def __init__(
        self,
        key: str,
        text: str,
        word_of: Callable[[Row], str | Sequence[str]],
        words: Sequence[str] = (),
        is_optional: bool = False,
    ) -> None:
        super().__init__(key, text, is_optional)
        self._word_of, self._words = word_of, tuple(words)
        self._rows: Sequence[Row] = ()
        self._chosen: list[str] = []
        self._menu = _TickMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._show()

    @property
    def fits(self) -> Fits | None:
        if not self._chosen:
            return None
        chosen, word_of = frozenset(self._chosen), self._word_of

        def fits(row: Row) -> bool:
            words = word_of(row)
            return words in chosen if isinstance(words, str) else not chosen.isdisjoint(words or ("",))

        return fits

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked words."""
        return tuple(self._chosen)

    def choose(self, words: Sequence[str]) -> None:
        """Tick these words and no others."""
        if list(words) != self._chosen:
            self._chosen = list(words)
            self._show()
            self.changed.emit()

    def clear(self) -> None:
        self.choose(())

    @property
    def state(self) -> Any:
        return list(self._chosen) or None

    def restore(self, state: Any) -> None:
        self.choose([str(word) for word in state] if isinstance(state, list) else ())

    def offer(self, rows: Sequence[Row]) -> None:
        self._rows = rows  # counted when the menu opens: ten chips over every row would slow each change

    def _show(self) -> None:
        if not self._chosen:
            self._look(False, f"{self.word} ▾")
            return
        more = f" 等 {len(self._chosen)} 项" if len(self._chosen) > 2 else ""
        names = "、".join(word or "未填" for word in self._chosen[: 1 if more else 2])
        self._look(True, f"{self.word}：{names}{more} ▾")

    def _fill(self) -> None:
        self._menu.clear()
        counts: Counter[str] = Counter()
        for row in self._rows:
            words = self._word_of(row)
            counts.update((words,) if isinstance(words, str) else set(words or ("",)))
        order = [word for word in self._words if counts[word]]
        order += [word for word, _ in counts.most_common() if word not in order]
        for word in order:
            entry = QAction(f"{word or '未填'}　{counts[word]}", self._menu)
            entry.setCheckable(True)
            entry.setChecked(word in self._chosen)
            entry.setData(word)
            entry.toggled.connect(self._tick)
            self._menu.addAction(entry)
        if not order:
            self._menu.addAction("没有可选的内容").setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction("不限").triggered.connect(self.clear)

    def _tick(self, _is_on: bool) -> None:
        self.choose([str(entry.data()) for entry in self._menu.actions() if entry.isChecked()])


class _TickMenu(QMenu):
    """Stays open while entries are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry = self.actionAt(event.position().toPoint())
        if entry is not None and entry.isCheckable() and entry.isEnabled():
            entry.toggle()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.activeAction()
        if event.key() == Qt.Key.Key_Space and entry is not None and entry.isCheckable():
            entry.toggle()
        else:
            super().keyPressEvent(event)


class ChipRow(QWidget):
    """Chips side by side. changed: the rows that fit may be others; ask filters()."""

    changed = Signal()

    def __init__(self, chips: Sequence[Chip] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = list(chips)
        self._flow = FlowLayout(self, gap=8)
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.changed.connect(self.changed)
        self._more = QPushButton("＋ 条件")
        self._more.setProperty("role", "chip")
        self._more.setAutoDefault(False)
        menu = QMenu(self._more)
        menu.aboutToShow.connect(self._offer_more)
        self._more.setMenu(menu)
        if not any(chip.is_optional for chip in self.chips):
            self._more.hide()
        self._flow.addWidget(self._more)

    def add_tools(self, tools: Sequence[QWidget]) -> None:
        """What belongs beside the chips and filters nothing."""
        for tool in tools:
            self._flow.addWidget(tool)

    def filters(self) -> dict[str, Fits]:
        """What the active chips let through, by key: for RowModel.set_chips."""
        return {chip.key: chip.fits for chip in self.chips if chip.fits is not None}

    def chip(self, key: str) -> Chip:
        """The chip of this key."""
        return next(chip for chip in self.chips if chip.key == key)

    def clear(self) -> None:
        """No chip filters."""
        for chip in self.chips:
            chip.clear()

    def state(self) -> dict[str, Any]:
        """What the chips filter, and which of those on demand are in sight, as JSON."""
        return {
            "on": {chip.key: chip.state for chip in self.chips if chip.state is not None},
            "shown": [chip.key for chip in self.chips if chip.is_optional and not chip.isHidden()],
        }

    def apply(self, state: Mapping[str, Any]) -> None:
        """Filter as state() told once; changed is told once."""
        on, shown = state.get("on", {}), state.get("shown", ())
        self.blockSignals(True)
        for chip in self.chips:
            if chip.is_optional:
                chip.setVisible(chip.key in shown or chip.key in on)
            chip.restore(on.get(chip.key))
        self.blockSignals(False)
        self.changed.emit()

    def offer(self, rows: Sequence[Row]) -> None:
        """Count the words anew."""
        for chip in self.chips:
            chip.offer(rows)

    def _offer_more(self) -> None:
        menu = self._more.menu()
        menu.clear()
        for chip in self.chips:
            if chip.is_optional:
                entry = menu.addAction(chip.word)
                entry.setCheckable(True)
                entry.setChecked(not chip.isHidden())
                entry.setData(chip.key)
                entry.toggled.connect(self._show_chip)

    def _show_chip(self, is_shown: bool) -> None:
        entry = self.sender()
        assert isinstance(entry, QAction)
        chip = self.chip(str(entry.data()))
        chip.setVisible(is_shown)
        if not is_shown:
            chip.clear()
