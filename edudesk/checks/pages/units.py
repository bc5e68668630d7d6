"""应检对象: who is checked in a check, and who is away, exempt or has not handed in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import (
    ARCHIVED,
    DUE,
    EXEMPT,
    NOT_HANDED_IN,
    ON_LEAVE,
    OUT,
    POSTPONED,
    UNIT_STATES,
    CampaignRow,
    UnitRow,
)
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.planning import missing
from edudesk.kit import messages
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.labels import label
from edudesk.kit.messages import fail
from edudesk.kit.row_model import RowModel
from edudesk.kit.search_line import SearchLine
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone

_WORDS = {
    ON_LEAVE: "请假…",
    POSTPONED: "缓检…",
    EXEMPT: "免检…",
    NOT_HANDED_IN: "未交（计 0 分）…",
    OUT: "不参评…",
    DUE: "改回应检",
}
_DATED = (ON_LEAVE, POSTPONED)
_REASON = Column("reason", "原因", required=True)
_ON = Column("on", "补检日期", Kind.DATE)
_SUBSTITUTE = Column("substitute", "代课教师", help="有人代课时填写姓名；同名的写成 姓名（工号）")


class UnitsDialog(QDialog):
    """The queue of a check as a table: states, 移出, 增加. undo: takes the last change back."""

    def __init__(
        self, parent: QWidget, sources: CheckSources, campaign: CampaignRow, undo: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._sources, self._campaign, self._undo = sources, campaign, undo
        self.setWindowTitle(f"应检对象：{campaign.title}")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = {one.key: one.name for one in inspectors_of(campaign)}
        self.model = RowModel(_columns(names), tone=lambda row, _column: _tone(row), parent=self)
        self.table = TableView(self.model, is_compact=True)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.empty.say("这次检查还没有应检对象。")
        self.count = label("", "muted")
        search = SearchLine("姓名 / 学科 / 班级…")
        search.setFixedWidth(200)
        search.textChanged.connect(self.model.set_search)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(search)
        head.addWidget(self.count, 1)
        self._acting = (
            menu_button(
                "所选改为", [(word, partial(self.set_state, state)) for state, word in _WORDS.items()]
            ),
            button("移出所选", self.drop),
            button("补入新任课的教师", self.add, icon_name="add"),
        )
        for made in self._acting:
            made.setEnabled(campaign.status != ARCHIVED)
            head.addWidget(made)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(
            label("请假、缓检、免检、不参评的不计入应检；未交的计 0 分。每一步都可以撤销。", "small"), 1
        )
        foot.addWidget(button("关闭", self.accept, "primary"))
        outer.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(900, screen.width() - 80), min(620, screen.height() - 80))
        self.reload()

    def reload(self) -> None:
        """Read the units again."""
        units = self._sources.campaigns.units(self._campaign.id)
        self.model.set_rows(units)
        due = sum(unit.state in (DUE, NOT_HANDED_IN) for unit in units)
        self.count.setText(f"共 {len(units)} 个，应检 {due} 个")

    def set_state(self, state: str) -> FormDialog | None:
        """The selected units are away, exempt …"""
        chosen = self.table.selected()
        if not chosen:
            messages.tell(self, "还没有选择应检对象。", "请在列表里点选，可以选多个。")
            return None
        dialog = ask_state(self, self._sources.campaigns, chosen, state)
        if dialog is None:
            self.reload()
        else:
            dialog.saved.connect(self.reload)
        return dialog

    def drop(self) -> None:
        """The selected units are not part of this check after all."""
        chosen = self.table.selected()
        if not chosen:
            messages.tell(self, "还没有选择应检对象。", "请在列表里点选，可以选多个。")
            return
        try:
            self._sources.campaigns.drop_units([unit.id for unit in chosen])
        except UserError as error:
            fail(self, error)
            return
        self.reload()

    def add(self) -> None:
        """Whoever teaches in the scope by now and is missing."""
        campaigns, context, row = self._sources.campaigns, self._sources.context, self._campaign

        def job(step: Step) -> int:
            return campaigns.add_units(row.id, missing(context, row))

        run_task(self, "正在补入应检对象", job, self._added)

    def _added(self, count: int) -> None:
        self.reload()
        if count:
            messages.notice(self, f"补入 {count} 个应检对象。")
        else:
            messages.notice(self, "范围里的教师都在了，没有补入。")

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.table.selected()
        if not chosen or self._campaign.status == ARCHIVED:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state, word in _WORDS.items():
            menu.addAction(word).triggered.connect(lambda _on=False, state=state: self.set_state(state))
        menu.addSeparator()
        menu.addAction("移出").triggered.connect(lambda _on=False: self.drop())
        menu.popup(self.table.viewport().mapToGlobal(place))


def _columns(names: dict[str, str]) -> tuple[Column, ...]:
    def looked_at_by(unit: UnitRow) -> str:
        return "、".join(names.get(key, key) for key in unit.inspectors.split("、") if key)

    return (
        Column("name", "教师", Kind.NAME, 22, is_shown=True),
        Column("subject", "学科", width=20, is_shown=True),
        Column("classes", "班级", width=44, is_shown=True),
        Column("group", "教研组", width=28, is_shown=True),
        Column("state", "情况", Kind.TAG, 18, codes=UNIT_STATES, value=lambda row: row.state, is_shown=True),
        Column("reason", "原因", width=32, is_shown=True),
        Column("on", "补检日期", Kind.DATE, 22, is_shown=True),
        Column("inspector", "检查人", width=22, value=looked_at_by, is_shown=True),
    )


def _tone(unit: UnitRow) -> Tone:
    return {DUE: Tone.PLAIN, NOT_HANDED_IN: Tone.BAD}.get(unit.state, Tone.WARN)


def state_entries(unit: UnitRow) -> list[tuple[str, str]]:
    """(state, words of the menu) that a unit may be given."""
    return [(state, word) for state, word in _WORDS.items() if state != unit.state]


def _reason(state: str) -> Column:
    """Why, with what is often written to choose from."""
    words = shipped_list("reasons").get(state, ())
    codes = CodeList("常用原因", tuple(map(Code, words)))
    return replace(_REASON, codes=codes, help="可以选，也可以另写") if words else _REASON


def ask_state(
    parent: QWidget, campaigns: CampaignService, units: Sequence[UnitRow], state: str
) -> FormDialog | None:
    """Give units a state; all but 应检 need a reason, which is asked for, after 通报 also 应检 where the score changes."""

    def put(reason: str = "", on: str = "", substitute: str = "") -> Sequence[UnitRow]:
        ids = [unit.id for unit in units]
        return campaigns.set_units(ids, state, reason=reason, on=on, substitute=substitute)

    if state == DUE:
        try:
            put()
        except UserError as error:
            if all(problem.key != "reason" for problem in error.problems):
                fail(parent, error)
                return None
        else:
            return None

    def doubt(typed: Mapping[str, object]) -> tuple[FieldProblem, ...]:
        name = str(typed.get("substitute") or "").strip()
        if not name or campaigns.is_known(name):
            return ()
        text = f"花名册里没有“{name}”：校外代课的记录照记，得分不计入任何人。"
        return (FieldProblem("substitute", text),)

    columns = (_reason(state), *((_ON, _SUBSTITUTE) if state in _DATED else ()))
    names = units[0].name if len(units) == 1 else f"{units[0].name}等 {len(units)} 个"
    first = units[0]
    values = {"reason": first.reason, "on": first.on, "substitute": first.substitute}
    return FormDialog.edit(
        parent, f"{names} {state}", (("", columns),), values, lambda typed: put(**texts(typed)), doubt=doubt
    )
