"""排学期计划: the checks of a term as the 校历 suggests them, a line for what is looked at in one pass, changed as a table."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.checks.forms.kinds import CheckKind, kinds
from edudesk.checks.pages.arranging.fields import choose, combo
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.term_plan import PlanLine, days_of, passes_of, plan_remark, proposed_plan
from edudesk.checks.rules.together import NOTES
from edudesk.kit.buttons import button
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.labels import label
from edudesk.kit.part_table import PartTable
from edudesk.kit.typed_table import TextRow
from edudesk.school.rows.stages import PRIMARY
from edudesk.school.rows.terms import TermRow
from edudesk.school.rules.calendar import calendar_weeks, teaching_weeks
from edudesk.school.rules.terms import term_nearest

_PARTED = re.compile(r"[、，,;；\s]+")


class TermPlanDialog(QDialog):
    """planned(how many checks were stored)."""

    planned = Signal(int)

    def __init__(self, parent: QWidget, sources: CheckSources) -> None:
        super().__init__(parent)
        self._sources = sources
        self._terms = sorted(sources.terms.rows(), key=lambda row: row.start, reverse=True)
        self._days = sources.days.rows()
        self._offered = _offered(sources)
        self.setWindowTitle("排学期计划")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.term = combo(
            [(f"{row.school_year}学年 {row.term}", row.id) for row in self._terms], self.propose
        )
        self.term.setAccessibleName("学期")
        self.term.setMinimumContentsLength(18)
        head.addWidget(label("学期", "muted"))
        head.addWidget(self.term)
        self._told = label("", "muted")
        head.addWidget(self._told, 1)
        column.addLayout(head)
        hint = "一行是一批；“检查类型”写几种就是同时抽查，用顿号隔开。"
        self.lines = PartTable("检查", self._columns(), hint, ("first", "last"))
        self.lines.changed.connect(lambda: self._tell(""))
        column.addWidget(self.lines, 1)
        self._empty = EmptyState()
        self._empty.say("还没有学期。", "先在“学校基础信息”的校历里填写开学和放假的日期。")
        column.addWidget(self._empty, 1)
        column.addWidget(label(plan_remark(), "small", wraps=True))
        outer.addLayout(column, 1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        self.told = label("", "problem", wraps=True)
        foot.addWidget(self.told, 1)
        foot.addWidget(button("取消", self.reject))
        self.keep_button = button("存为草稿", self.keep, "primary", keys="Ctrl+Return")
        foot.addWidget(self.keep_button)
        outer.addLayout(foot)
        near = term_nearest(clock.today(), self._terms)
        if near is not None:
            choose(self.term, near.id)
        self.propose()
        screen = self.screen().availableGeometry()
        self.resize(min(1000, screen.width() - 60), min(560, screen.height() - 60))
        self.lines.seize(1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", "检查名称", width=36, is_shown=True),
            Column("kinds", "检查类型", width=66, is_shown=True),
            Column("first", "第几周起", width=16, is_shown=True),
            Column("last", "到第几周", width=16, is_shown=True),
            Column("days", "日期", width=28, value=self._days_of, is_shown=True),
            Column("remark", "说明", width=44, value=lambda row: row.remark, is_shown=True),
        )

    @property
    def _term(self) -> TermRow | None:
        return next((row for row in self._terms if row.id == self.term.currentData()), None)

    def propose(self) -> None:
        """The usual plan of the term that is chosen."""
        term = self._term
        for part in (self.lines, self.term, self.keep_button):
            part.setVisible(term is not None)
        self._empty.setVisible(term is None)
        if term is None:
            return
        school = self._sources.school.get()
        lines = proposed_plan(
            term,
            self._days,
            self._offered,
            self._present(term),
            is_primary=school is not None and school.stage == PRIMARY.word,
        )
        self.lines.show_lines([_texts(line) for line in lines])
        weeks = teaching_weeks(calendar_weeks(term, self._days))
        self._told.setText(f"{term.start[5:]}—{term.end[5:]}，共 {weeks} 周；放假和考试的周已避开。")
        self._tell("")

    def _present(self, term: TermRow) -> list[CampaignRow]:
        of_term = (term.school_year, term.term)
        return [row for row in self._sources.campaigns.rows() if (row.school_year, row.term) == of_term]

    def _days_of(self, row: TextRow) -> str:
        """11-30—12-04 of the weeks that are typed; "" while they are none."""
        term = self._term
        first, last = _week(row.cells.get("first", "")), _week(row.cells.get("last", ""))
        if term is None or first is None:
            return ""
        begins, ends = days_of(term, self._days, first, last or first)
        return f"{begins[5:]}—{ends[5:]}" if begins else "没有上课的日子"

    # what is done

    def keep(self) -> None:
        """All lines as drafts, in one step."""
        term, lines = self._term, self.lines.lines
        assert term is not None
        read, wrong = [], {}
        for number, line in enumerate(lines, 1):
            if not any(line.get(key, "").strip() for key in ("name", "kinds")):
                continue
            found = self._read(term, line)
            if isinstance(found, PlanLine):
                read.append(found)
            else:
                wrong[number] = found
        self.lines.show_wrong(frozenset(wrong))
        if wrong:
            number, problem = next(iter(wrong.items()))
            self._tell(f"第 {number} 行：{problem}都还没有保存。")
            self.lines.seize(number)
            return
        if not read:
            self._tell("还没有要安排的检查。点“添加一行”，写名称和类型。")
            return
        titles = [row.title for row in self._sources.campaigns.rows() if row.school_year == term.school_year]
        passes = passes_of(read, term, self._days, titles)
        try:
            count = self._sources.campaigns.plan(passes)
        except UserError as error:
            self._tell(" ".join((error.text + error.hint, *(one.text for one in error.problems))))
            return
        self.accept()
        self.planned.emit(count)

    def _read(self, term: TermRow, line: dict[str, str]) -> PlanLine | str:
        """A line as it is typed, or what is wrong with it."""
        name = line.get("name", "").strip()
        words = [word for word in _PARTED.split(line.get("kinds", "").strip()) if word]
        known = {one.name: one.code for one in self._kinds()}
        unknown = [word for word in words if word not in known]
        first, last = _week(line.get("first", "")), _week(line.get("last", "") or line.get("first", ""))
        if not name:
            return "请填写检查名称。"
        if unknown:
            return f"没有“{unknown[0]}”这种检查，可以写{'、'.join(known)}。"
        codes = tuple(dict.fromkeys(known[word] for word in words))
        if not set(codes) - {NOTES}:
            return "请填写检查类型；听课笔记只能和别的检查一并登记。"
        if first is None or last is None or last < first:
            return "请填写第几周起、到第几周，例如 4 和 5。"
        if not all(days_of(term, self._days, first, last)):
            return f"第 {first}—{last} 周没有上课的日子，请核对校历。"
        return PlanLine(name, codes, first, last)

    def _kinds(self) -> Iterator[CheckKind]:
        return (one for one in kinds().values() if one.code in self._offered or one.code == NOTES)

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        if not text:
            self.lines.show_wrong(frozenset())


def _offered(sources: CheckSources) -> frozenset[str]:
    """Types with a form."""
    return frozenset(form.kind for form in sources.check_forms.offered())


def _texts(line: PlanLine) -> dict[str, str]:
    names = [kinds()[code].name for code in line.kinds]
    return {
        "name": line.name,
        "kinds": "、".join(names),
        "first": str(line.first),
        "last": str(line.last),
        "remark": line.remark,
    }


def _week(text: str) -> int | None:
    """5 of 5, 第5周."""
    digits = text.strip().removeprefix("第").removesuffix("周").strip()
    return int(digits) if digits.isdecimal() else None
