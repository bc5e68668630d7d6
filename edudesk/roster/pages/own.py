"""称号与代码: the ladders of honours and the words of code lists, shipped ones and those the school adds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.pinyin import spell
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.list_page import ListPage
from edudesk.kit.page import MARGIN, Page
from edudesk.kit.tabs import Tabs
from edudesk.kit.theme import Tone
from edudesk.roster.codes import Tier, history_codes, shipped_tiers
from edudesk.roster.own import TIER_COLUMNS, WORD_COLUMNS, TierRow, WordRow, open_lists
from edudesk.roster.pages import OWN
from edudesk.roster.service.own import LadderService, WordService
from edudesk.store.row_service import fact

_OURS, _SHIPPED = "本校", "程序自带"


def _source(row: Any) -> str:
    return _OURS if row.version else _SHIPPED


_SOURCE = Column("source", "来源", Kind.TAG, 22, value=_source, is_shown=True)


class OwnPage(Page):
    """Two lists behind tabs. undo: takes the last change back."""

    name, title, icon_name = OWN
    concerns = frozenset({"ladders", "words"})

    def __init__(
        self,
        ladders: LadderService,
        words: WordService,
        undo: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lists: tuple[OwnList, ...] = (TierList(ladders, undo), WordList(words, undo))
        self.tabs = Tabs([one.title for one in self.lists])
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        for one in self.lists:
            self._stack.addWidget(one)
        self.tabs.chosen.connect(self._stack.setCurrentIndex)

    def heed(self, changed: frozenset[str]) -> None:
        super().heed(changed)
        for one in self.lists:
            one.heed(changed)


class OwnList(ListPage):
    """Shipped entries and the school's own, which alone can be changed."""

    concerns = OwnPage.concerns
    noun = ""
    form: tuple[Column, ...] = ()

    def __init__(self, service: Any, undo: Callable[[], object]) -> None:
        self.columns = (*self.shown_columns(), _SOURCE)
        self._service, self._undo = service, undo
        super().__init__()
        away = QShortcut(QKeySequence("Delete"), self.table)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.setWhatsThis("删除所选的本校条目（可撤销）")
        away.activated.connect(self.put_away)

    def shown_columns(self) -> tuple[Column, ...]:
        """Columns of the list before 来源."""
        return self.form

    def values(self, typed: Mapping[str, object]) -> dict[str, object]:
        """Values of the form as the service takes them."""
        columns = {column.key: column for column in self.form}
        return {key: fact(columns[key], value) for key, value in typed.items()}

    def form_values(self, row: Any) -> dict[str, object]:
        """A row as the form shows it."""
        return {column.key: getattr(row, column.key) for column in self.form}

    def buttons(self) -> Sequence[QWidget]:
        return (button("新增", self.add, "primary", icon_name="add", keys="Ctrl+N"),)

    def chips(self) -> Sequence[Chip]:
        return (ChoiceChip("source", "来源", _source, (_OURS, _SHIPPED)),)

    def tone(self, row: Any, column: Column) -> Tone:
        return Tone.BRAND if row.version else Tone.PLAIN

    def open_row(self, row: Any) -> None:
        """The form of an own entry."""
        if row.version:
            self._ask(f"{self.noun}：{row.word}", self.form_values(row), row)
        else:
            self.open_shipped(row)

    def open_shipped(self, row: Any) -> None:
        """A shipped entry was opened."""
        messages.notice(self, f"“{row.word}”是程序自带的，不能改。")

    def add(self) -> None:
        """A form for a new entry."""
        self._ask(f"新增{self.noun}", {}, None)

    def put_away(self) -> None:
        """The selected own entries to the recycle bin; what was registered with them stays as it is."""
        ours = [row for row in self.table.selected() if row.version]
        if not ours:
            messages.notice(self, "程序自带的条目不能删除。")
            return
        self._service.put_away([row.id for row in ours])
        messages.notice(self, f"已删除 {len(ours)} 条，已登记的记录不变。", ("撤销", self._undo))

    def _ask(self, title: str, values: Mapping[str, object], row: Any) -> FormDialog:
        def drafted(typed: Mapping[str, object]) -> Any:
            if row is None:
                return self._service.draft(**self.values(typed))
            return replace(row, **self.values(typed))

        def save(typed: dict[str, object]) -> object:
            if row is None:
                return self._service.add(drafted(typed))
            return self._service.change(row.id, self.values(typed), row.version)

        return FormDialog.edit(
            self, title, (("", self.form),), values, save, lambda saved: self.go_to(saved.id), spell=spell,
            check=lambda typed: self._service.problems(drafted(typed), row),
        )  # fmt: skip


class TierList(OwnList):
    """称号梯队: a rung of the school's own stands for a shipped one of the same name."""

    name, title, noun = "own_tiers", "称号梯队", "称号"
    search_hint = "称号 / 梯队…"
    form = TIER_COLUMNS

    def rows(self) -> Sequence[TierRow]:
        ours = self._service.rows()
        words = {row.word for row in ours}
        return [*ours, *(_shipped_tier(tier) for tier in shipped_tiers() if tier.word not in words)]

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("ladder", "梯队", lambda row: row.ladder),
            ChoiceChip("level", "级别", lambda row: row.level),
            *super().chips(),
        )

    def open_shipped(self, row: TierRow) -> None:
        """A copy in the form, which then counts for it."""
        messages.notice(self, "程序自带的称号不能直接改：另存为本校的，以后以本校的为准。")
        self._ask("新增称号", self.form_values(row), None)


class WordList(OwnList):
    """代码表: words the school adds to the open lists."""

    name, title, noun = "own_words", "代码表", "代码"
    search_hint = "代码 / 写法…"

    def __init__(self, service: WordService, undo: Callable[[], object]) -> None:
        self._names = open_lists()
        codes = CodeList("代码表", tuple(Code(name) for name in self._names.values()), is_open=False)
        first, *others = WORD_COLUMNS
        self.form = (replace(first, kind=Kind.CHOICE, codes=codes), *others)
        super().__init__(service, undo)

    def shown_columns(self) -> tuple[Column, ...]:
        first, *others = WORD_COLUMNS
        return (replace(first, value=self._name_of), *others)

    def rows(self) -> Sequence[WordRow]:
        ours = self._service.rows()
        own = {(row.list, row.word) for row in ours}
        return [
            *ours,
            *(
                WordRow(
                    id=f"{key}/{code.word}",
                    version=0,
                    list=key,
                    word=code.word,
                    aliases="、".join(code.aliases),
                )
                for key in self._names
                for code in history_codes()[key].codes
                if (key, code.word) not in own
            ),
        ]

    def chips(self) -> Sequence[Chip]:
        return (ChoiceChip("list", "代码表", self._name_of, tuple(self._names.values())), *super().chips())

    def values(self, typed: Mapping[str, object]) -> dict[str, object]:
        found = super().values(typed)
        keys = {name: key for key, name in self._names.items()}
        return {**found, "list": keys.get(str(found.get("list", "")), "")}

    def form_values(self, row: WordRow) -> dict[str, object]:
        return {**super().form_values(row), "list": self._name_of(row)}

    def _name_of(self, row: WordRow) -> str:
        return self._names.get(row.list, row.list)


def _shipped_tier(tier: Tier) -> TierRow:
    """A shipped rung as a row without version."""
    return TierRow(
        id=f"{tier.ladder}/{tier.word}", version=0, ladder=tier.ladder, word=tier.word, rank=tier.rank,
        level=tier.level, is_county="是" if tier.is_county else "否", years=tier.years,
    )  # fmt: skip
