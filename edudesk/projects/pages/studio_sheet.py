"""成员考核 of a studio's year as a sheet: a line for each member, the points at once, what is missing by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.buttons import button
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.typed_table import TextRow, TypedTable
from edudesk.projects.forms.scoring import StudioItem
from edudesk.projects.forms.standards import STUDIO, items_in, kept_text
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.people import LEADER, TEAM, MemberRow, StudioScoreDraft, StudioScoreRow
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rows.results import as_text
from edudesk.projects.rules.scoring import studio_missing, studio_total
from edudesk.projects.rules.studio import (
    nothing_of,
    studio_columns,
    studio_counts,
    studio_texts,
    studio_words,
)
from edudesk.projects.rules.years import due_year, years_offered

_GONE = "已删除的成员"
_MEMBER = "member_id"


def names_of(sources: ProjectSources, project_id: str) -> Mapping[str, str]:
    """Names of the members of a project by id; who was deleted is called so."""
    names = {one.id: one.name for one in sources.project_members.of(project_id)}
    return defaultdict(lambda: _GONE, names)


class StudioSheet(SheetDialog):
    """Members that are judged are those of the year but for the 主持人, and whoever has points already."""

    def __init__(self, parent: QWidget, sources: ProjectSources, project: ProjectRow, year: str) -> None:
        self._sources, self._project = sources, project
        self._stored: Sequence[StudioScoreRow] = sources.studio_scores.of(project.id)
        super().__init__(
            parent,
            f"成员考核：{project.title}",
            "满分 100 分。空着的项目算没有填，不算 0 分；没有缺席、文章、荣誉的填 0 或“无”。整行空着的成员不登记。",
            years_offered([*(row.year for row in self._stored), year], clock.today()),
            year,
        )
        self._current = kept_text(sources.project_standards.now()[STUDIO])
        self._asked = self._of_year()
        self._put_table()
        self.head.addWidget(button("空着的次数填 0", self.fill_nothing))
        self.begin()

    def _of_year(self) -> str:
        """The 考核表 of the year chosen: that it was begun with, of a new one the newest."""
        return next((row.items for row in self._stored if row.year == self.year), self._current)

    @property
    def items(self) -> tuple[StudioItem, ...]:
        """What the members of the year are judged by."""
        return items_in(self._asked)

    def _put_table(self) -> None:
        fixed = (
            Column("name", "姓名", Kind.NAME, 20, value=lambda row: row.name, is_shown=True),
            Column("total", "总分", width=14, value=lambda row: row.total, is_shown=True),
            Column("grade", "等第", width=17, value=lambda row: row.grade, is_shown=True),
        )
        remark = Column("remark", "备注", width=20, is_shown=True)
        columns = studio_columns(self.items)
        self._keys = tuple(column.key for column in columns)
        self._table = TypedTable((*fixed, *columns, remark), self.shade)
        self._table.setAccessibleName("成员考核")
        self._table.empty.say("这一年没有可以考核的成员。", "请先在“成员”里登记；主持人不列入考核。")
        self.place.addWidget(self._table)

    def refill(self) -> None:
        """The lines of the year; another 考核表 has other columns."""
        if self._of_year() != self._asked:
            self._asked = self._of_year()
            self._table.deleteLater()
            self._put_table()
            self._table.changed.connect(self._typed)
            self._table.chosen.connect(self._tell)
        super().refill()

    @classmethod
    def show_for(
        cls, parent: QWidget, sources: ProjectSources, project: ProjectRow, row: StudioScoreRow | None
    ) -> "StudioSheet":
        """Open over parent's window: the year of a line with that member chosen, else the year that is due."""
        dialog = cls(parent, sources, project, row.year if row is not None else due_year(clock.today()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        if row is not None:
            dialog.seize_row(_MEMBER, row.member_id)
        return dialog

    @property
    def table(self) -> TypedTable:
        return self._table

    def lines(self) -> list[dict[str, str]]:
        self._judging = self._sources.project_standards.judging(self.year)
        rows = {row.member_id: row for row in self._stored if row.year == self.year}
        names = names_of(self._sources, self._project.id)
        members = [one for one in self._sources.project_members.of(self._project.id) if self._is_judged(one)]
        ids = list(dict.fromkeys([*(one.id for one in members), *rows]))
        return [
            {
                _MEMBER: one,
                "name": names[one],
                **(
                    studio_texts(rows[one].numbers, self.items) | {"remark": rows[one].remark}
                    if one in rows
                    else {}
                ),
            }
            for one in ids
        ]

    def _is_judged(self, member: MemberRow) -> bool:
        first, last = f"{self.year}-01-01", f"{self.year}-12-31"
        is_there = member.joined <= last and not member.has_left(first)
        return member.role in TEAM and member.role != LEADER and is_there

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        counts, problems = studio_counts(row.cells, self.items)
        total = studio_total(counts, self.items)
        is_whole = total is not None and not problems
        row.cells |= {
            "total": f"{total:g}" if is_whole else "",
            "grade": self._judging.grade_of(total)
            if is_whole and total is not None
            else "缺项"
            if counts
            else "",
        }
        return problems

    def told(self, row: TextRow) -> str:
        if not self._is_filled(row):
            return f"{row.name}还没有填。"
        counts, _ = studio_counts(row.cells, self.items)
        if missing := studio_missing(counts, self.items):
            return f"{row.name}还缺{'、'.join(missing)}，没有计总分。"
        pieces = "，".join(
            f"{group} {points:g}/{full}" for group, points, full, _ in studio_words(counts, self.items)
        )
        return f"{row.name}：{pieces}，合计 {row.total} 分。"

    def sums(self) -> str:
        filled = [row for row in self.table.rows if self._is_filled(row)]
        totals = [Decimal(row.total) for row in filled if row.total]
        told = [f"共 {len(self.table.rows)} 人，已评完 {len(totals)} 人"]
        if open_ := len(filled) - len(totals):
            told.append(f"缺项 {open_} 人")
        if totals:
            told.append(f"平均 {sum(totals) / len(totals):.1f} 分")
        return "，".join(told) + f"。等第为参考：{self._judging.grade_words}。"

    def gone(self) -> int:
        there = {row.member_id for row in self._stored if row.year == self.year}
        return sum(row.cells[_MEMBER] in there and not self._is_filled(row) for row in self.table.rows)

    def fill_nothing(self) -> None:
        """0 times and no paper where a begun line says nothing; what is judged stays open."""
        for row in self.table.rows:
            if self._is_filled(row):
                row.cells |= nothing_of(row.cells, self.items)
        self.is_changed = True
        self.look()

    def _is_filled(self, row: TextRow) -> bool:
        return any(row.cells.get(key, "").strip() for key in (*self._keys, "remark"))

    def store(self) -> str:
        old = {row.member_id: row for row in self._stored if row.year == self.year}
        drafts = [
            self._draft(row, old.get(row.cells[_MEMBER])) for row in self.table.rows if self._is_filled(row)
        ]
        count = self._sources.studio_scores.fill(self._project.id, self.year, drafts)
        return f"已保存 {self.year} 年 {count} 名成员的考核。"

    def _draft(self, row: TextRow, old: StudioScoreRow | None) -> StudioScoreDraft:
        counts, _ = studio_counts(row.cells, self.items)
        # of several papers a line shows the best only: what was not touched keeps them all
        was = dict(old.numbers) if old is not None else {}
        if studio_texts(was, self.items) == studio_texts(counts, self.items):
            counts = was
        return StudioScoreDraft(
            project_id=self._project.id,
            member_id=row.cells[_MEMBER],
            year=self.year,
            counts=as_text(counts) if counts else "",
            items=self._asked,
            remark=row.cells.get("remark", "").strip(),
        )
