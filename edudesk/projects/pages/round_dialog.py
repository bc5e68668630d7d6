"""推荐名单 of a round: the ranking, the quotas of the levels, what they give, and why the school decides otherwise."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, count

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit.buttons import button
from edudesk.kit.fields import LineField, read_editor
from edudesk.kit.labels import label
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.typed_table import TextRow, TypedTable
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.candidates import Candidate
from edudesk.projects.rows.pool import (
    RECOMMENDATION_COLUMN,
    RECOMMENDED,
    RecommendationDraft,
    RecommendationRow,
)
from edudesk.projects.rows.projects import LEVELS
from edudesk.projects.rules.ranking import places, round_problems, shared_out

_ID = "project_id"
_LEVELS = CodeList("推荐级别", tuple(map(Code, LEVELS.words)), is_open=False)
_DECIDED = (
    Column("decision", "推荐结果", Kind.CHOICE, 22, codes=RECOMMENDATION_COLUMN["decision"].codes, is_shown=True, help="空着 = 不在名单里"),
    Column("level", "推荐级别", Kind.CHOICE, 20, codes=_LEVELS, is_shown=True),
    Column("reason", "理由", width=44, is_shown=True, help="不按名次推荐时写明"),
)  # fmt: skip


class RoundDialog(SheetDialog):
    """candidates: of a year, in their order; places count among them. batch: of the round that is looked at again, ""
    = a new one."""

    def __init__(
        self,
        parent: QWidget,
        sources: ProjectSources,
        candidates: Sequence[Candidate],
        year: str,
        batch: str = "",
    ) -> None:
        self._sources, self._candidates, self._of_year = sources, candidates, year
        self._titles = {one.id: one.title for one in candidates}
        self._rows: dict[str, RecommendationRow] = {
            row.project_id: row for row in (sources.recommendations.of_batch(batch, year) if batch else ())
        }
        self._order = places({one.id: one.points for one in candidates})
        self._is_by_hand = bool(self._rows)
        self._doubts: dict[str, Sequence[str]] = {}
        super().__init__(
            parent,
            "推荐名单",
            "填上各级名额，按名次从高级别分起；并列而名额不够的、没有评分的由学校决定。结果、级别都可以改，"
            "不按名次的要写明理由。",
        )
        first = next(iter(self._rows.values()), None)
        self._build_head(batch or self._free_name(year), first, year)
        fixed = (
            Column("place", "名次", width=12, value=lambda row: row.place, is_shown=True),
            Column("title", "项目名称", Kind.NAME, 52, value=lambda row: row.title, is_shown=True),
            Column("label", "类别", width=26, value=lambda row: row.label, is_shown=True),
            Column("points", "均分", width=14, value=lambda row: row.points, is_shown=True),
        )
        why = Column("why", "按名额", width=56, value=lambda row: row.why, is_shown=True)
        self._table = TypedTable((*fixed, *_DECIDED, why), self.shade)
        self._table.setAccessibleName("推荐名单")
        self.place.addWidget(self._table)
        self.begin()
        if not self._rows:
            self.quotas[LEVELS.words[2]].setFocus()

    @classmethod
    def show_for(
        cls,
        parent: QWidget,
        sources: ProjectSources,
        candidates: Sequence[Candidate],
        year: str,
        batch: str = "",
    ) -> "RoundDialog":
        """Open over parent's window."""
        dialog = cls(parent, sources, candidates, year, batch)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _free_name(self, year: str) -> str:
        """2026年项目推荐, and （2） behind it where that round is there already."""
        wanted = f"{year}年项目推荐"
        names = chain((wanted,), (f"{wanted}（{number}）" for number in count(2)))
        return next(name for name in names if not self._sources.recommendations.of_batch(name, year))

    def _build_head(self, batch: str, first: RecommendationRow | None, year: str) -> None:
        self.batch = _field(RECOMMENDATION_COLUMN["batch"], batch, 260)
        self.batch.setReadOnly(first is not None)  # another name would be another round
        today = clock.today().isoformat()
        on = first.on if first is not None else today if today[:4] == year else f"{year}-12-31"
        self.day = _field(RECOMMENDATION_COLUMN["on"], on, 110)
        unit = first.unit if first is not None else self._sources.school.identity().name
        self.unit = _field(RECOMMENDATION_COLUMN["unit"], unit, 200)
        for place, one in enumerate((self.batch, self.day, self.unit)):
            self.head.insertWidget(2 * place, label(one.column.title, "muted"))
            self.head.insertWidget(2 * place + 1, one)
            one.edited.connect(self._mark)
        quotas = QHBoxLayout()
        quotas.setSpacing(8)
        quotas.addWidget(label("名额", "muted"))
        known = {row.level: row.quota for row in self._rows.values() if row.level and row.quota}
        self.quotas: dict[str, LineField] = {}
        for level in LEVELS.words:
            field = _field(Column(level, f"{level}名额", Kind.INT), str(known.get(level, "")), 52)
            field.edited.connect(self._quota_typed)
            quotas.addWidget(label(level, "muted"))
            quotas.addWidget(field)
            self.quotas[level] = field
        quotas.addWidget(button("按名额分配", self.share_out))
        quotas.addStretch(1)
        self.place.addLayout(quotas)

    @property
    def table(self) -> TypedTable:
        return self._table

    def lines(self) -> list[dict[str, str]]:
        rows = sorted(
            self._candidates,
            key=lambda one: (self._order[one.id] is None, self._order[one.id] or 0, one.title),
        )
        return [
            {
                _ID: one.id,
                "place": "" if self._order[one.id] is None else str(self._order[one.id]),
                "title": one.title,
                "label": one.label,
                "points": "" if one.points is None else f"{one.points:f}",
                **(
                    {column.key: getattr(self._rows[one.id], column.key) for column in _DECIDED}
                    if one.id in self._rows
                    else {}
                ),
            }
            for one in rows
        ]

    def share_out(self) -> None:
        """Let the quotas decide all lines again; reasons stay."""
        found = shared_out(self._order, self._counts(), self._titles)
        for row in self.table.rows:
            share = found[row.cells[_ID]]
            row.cells |= {"decision": share.decision, "level": share.level}
        self._is_by_hand = False
        self.is_changed = True
        self.look()

    def look(self) -> None:
        found = shared_out(self._order, self._counts(), self._titles)
        for row in self.table.rows:
            row.cells["why"] = found[row.cells[_ID]].why
        self._wrong = round_problems(self._drafts(), self._counts(), self._titles)
        super().look()

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        return self._wrong.get(row.cells[_ID], ())

    def told(self, row: TextRow) -> str:
        """What the quotas say of it, and what speaks against the project."""
        project_id = row.cells[_ID]
        if project_id not in self._doubts:
            self._doubts[project_id] = self._sources.projects.warnings(project_id)
        doubts = "".join(self._doubts[project_id])
        return f"{row.title}：{row.why}{'疑点：' if doubts else ''}{doubts}"

    def sums(self) -> str:
        drafts, counts = self._drafts(), self._counts()
        chosen = [one for one in drafts if one.decision == RECOMMENDED]
        by_level = [
            f"{level} {sum(one.level == level for one in chosen)} / {counts.get(level, 0) or '未定'}"
            for level in LEVELS.words
            if counts.get(level) or any(one.level == level for one in chosen)
        ]
        parts = [f"共 {len(self._candidates)} 个候选项目，推荐 {len(chosen)} 项", *by_level]
        open_ = sum(not row.decision for row in self.table.rows)
        parts += [f"还没有决定 {open_} 项（不列入名单）"] if open_ else []
        published = next((row for row in self._rows.values() if row.notice_from), None)
        again = f" 这份名单 {published.notice_from} 起公示过，改动后请重新登记公示。" if published else ""
        return "，".join(parts) + f"。{again}"

    def _counts(self) -> dict[str, int]:
        found = {level: read_editor(field).value for level, field in self.quotas.items()}
        return {
            level: int(value)
            for level, value in found.items()
            if isinstance(value, (int, float)) and value > 0
        }

    def _drafts(self) -> list[RecommendationDraft]:
        """Who is on the list, as it stands."""
        counts = self._counts()
        points = {one.id: one.points for one in self._candidates}
        return [
            RecommendationDraft(
                project_id=row.cells[_ID],
                batch=self.batch.typed(),
                place=self._order[row.cells[_ID]],
                tenths=_tenths(points[row.cells[_ID]]),
                decision=row.decision,
                level=row.level,
                quota=counts.get(row.level),
                reason=row.reason.strip(),
            )
            for row in self.table.rows
            if row.decision
        ]

    def _typed(self, rows: Sequence[TextRow]) -> None:
        self._is_by_hand = True
        super()._typed(rows)

    def _mark(self) -> None:
        self.is_changed = True

    def _quota_typed(self) -> None:
        if self._is_by_hand:
            self.is_changed = True
            self.look()
        else:
            self.share_out()

    def store(self) -> str:
        batch = self.batch.typed()
        on, unit = str(read_editor(self.day).value or ""), self.unit.typed()
        drafts = self._drafts()
        if not batch:
            problem = FieldProblem("batch", "请填写推荐批次。")
            raise UserError(
                "还没有写推荐批次的名称。",
                "请填写推荐批次，如 2026年市级课题推荐；数据没有改动。",
                (problem,),
            )
        recommended = self._sources.recommendations.recommend(
            batch, drafts, on=on, unit=unit, is_new=not self._rows, year=self._of_year
        )
        return f"已保存“{batch}”的推荐名单，推荐 {recommended} 项。"


def _tenths(points: Decimal | None) -> int | None:
    return None if points is None else int(points * 10)


def _field(column: Column, text: str, width: int) -> LineField:
    field = LineField(column)
    field.setAccessibleName(column.title)
    field.setFixedWidth(width)
    field.show_text("" if text == "None" else text)
    return field
