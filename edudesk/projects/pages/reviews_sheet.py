"""论证评分 of a year as a sheet: for each expert all candidates below each other, as his paper has them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind, printed
from edudesk.base.errors import FieldProblem
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.fields import LineField, read_editor
from edudesk.kit.labels import label
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.typed_table import TextRow, TypedTable
from edudesk.projects.forms.standards import CRITERIA, weights_text
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.candidates import Candidate
from edudesk.projects.rows.pool import REVIEW_COLUMN, ReviewDraft, ReviewRow
from edudesk.projects.rules.entering import review_problems
from edudesk.projects.rules.scoring import review_points, weights_of, without_points
from edudesk.projects.rules.typed import read_texts

_ID, _PROJECT, _ON = "row_id", "project_id", "on"
_COLUMNS = tuple(
    REVIEW_COLUMN[key] for key in ("needed", "scientific", "feasible", "opinion", "advice", "expert_unit")
)
_KEYS = tuple(column.key for column in _COLUMNS)
_SAID = tuple(key for key in _KEYS if key != "expert_unit")


class ReviewsSheet(SheetDialog):
    """A line for each expert and candidate; who gave nothing has no line afterwards."""

    def __init__(self, parent: QWidget, sources: ProjectSources, candidates: Sequence[Candidate]) -> None:
        self._sources = sources
        self._candidates = sorted(candidates, key=lambda one: one.title)
        self._stored = {(row.expert, row.project_id): row for one in candidates for row in one.reviews}
        self._weights = weights_text(sources.project_standards.now()[CRITERIA])
        blank = ReviewDraft(project_id="", expert="", weights=self._weights)
        weights = "、".join(f"{one.name} {one.weight}%" for one in weights_of(blank))
        super().__init__(
            parent,
            "录入论证评分",
            f"百分制，{weights}。空着的一格算没有评，按其余各项折算；整行空着的不登记。",
        )
        who = Column("expert", "专家姓名", help="专家姓名，多位用顿号隔开")
        self.expert = LineField(who)
        self.expert.setAccessibleName("专家姓名")
        self.expert.setFixedWidth(220)
        self.expert.returnPressed.connect(self.add_experts)
        self.day = LineField(REVIEW_COLUMN["on"])
        self.day.setAccessibleName("论证日期")
        self.day.setFixedWidth(110)
        self.day.show_text(clock.today().isoformat())
        for place, part in enumerate(
            (
                label("论证日期", "muted"),
                self.day,
                self.expert,
                button("添加专家", self.add_experts, icon_name="add"),
            )
        ):
            self.head.insertWidget(place, part)
        fixed = (
            Column("expert", "专家", Kind.NAME, 20, value=lambda row: row.expert, is_shown=True),
            Column("title", "项目", width=50, value=lambda row: row.title, is_shown=True),
            Column("points", "得分", width=14, value=lambda row: row.points, is_shown=True),
        )
        self._table = TypedTable((*fixed, *_COLUMNS), self.shade)
        self._table.setAccessibleName("论证评分")
        self._table.empty.say("还没有专家。", "在上面写上专家姓名，每位专家会列出全部候选项目。")
        self.place.addWidget(self._table)
        self.begin()
        if not self._stored:
            self.expert.setFocus()

    @classmethod
    def show_for(
        cls, parent: QWidget, sources: ProjectSources, candidates: Sequence[Candidate]
    ) -> "ReviewsSheet":
        """Open over parent's window."""
        dialog = cls(parent, sources, candidates)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @property
    def table(self) -> TypedTable:
        return self._table

    def lines(self) -> list[dict[str, str]]:
        return [line for expert in dict.fromkeys(who for who, _ in self._stored) for line in self._of(expert)]

    def _of(self, expert: str) -> list[dict[str, str]]:
        """The candidates below each other for one expert, as he is stored."""
        unit = next((row.expert_unit for (who, _), row in self._stored.items() if who == expert), "")
        return [
            {
                _PROJECT: one.id,
                "expert": expert,
                "title": one.title,
                "expert_unit": unit,
                **_texts(self._stored.get((expert, one.id))),
            }
            for one in self._candidates
        ]

    def add_experts(self) -> None:
        """All candidates once more, for each name that is not there yet."""
        names = [one.strip() for one in self.expert.typed().replace("，", "、").split("、") if one.strip()]
        there = {row.expert for row in self.table.rows}
        fresh = [name for name in dict.fromkeys(names) if name not in there]
        if not names:
            messages.tell(self, "还没有写专家姓名。", "请写上专家姓名，再点“添加专家”。")
            return
        rows = [self.table.new_row(line) for name in fresh for line in self._of(name)]
        place = len(self.table.rows)
        self.table.put_rows([*self.table.rows, *rows], rows[:1])
        self.expert.show_text("")
        self.seize(place if rows else 0)

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        if not self._is_filled(row):
            row.cells["points"] = ""
            return ()
        draft, problems = self._read(row)
        points = review_points(draft)
        row.cells["points"] = f"{points:f}" if points is not None and not problems else ""
        return problems

    def told(self, row: TextRow) -> str:
        if not self._is_filled(row):
            return f"{row.expert}还没有评“{row.title}”。"
        if missing := without_points(self._read(row)[0]):
            rest = "，按其余各项的权重折算" if row.points else "，不计入均分"
            return f"{row.expert}没有给“{row.title}”的{'、'.join(missing)}评分{rest}。"
        return ""

    def sums(self) -> str:
        open_: dict[str, int] = {}
        for row in self.table.rows:
            if not row.points:
                open_[row.expert] = open_.get(row.expert, 0) + 1
        told = f"{len(self._candidates)} 个项目，{len({row.expert for row in self.table.rows})} 位专家"
        done = sum(bool(row.points) for row in self.table.rows)
        wanting = "、".join(f"{who} {count} 份" for who, count in open_.items())
        return f"{told}，已评 {done} 份" + (f"，还没有评：{wanting}。" if wanting else "。")

    def gone(self) -> int:
        return sum(bool(row.cells.get(_ID)) and not self._is_filled(row) for row in self.table.rows)

    @staticmethod
    def _is_filled(row: TextRow) -> bool:
        return any(row.cells.get(key, "").strip() for key in _SAID)

    def _read(self, row: TextRow) -> tuple[ReviewDraft, tuple[FieldProblem, ...]]:
        """What a line means, and what is wrong with it."""
        values, problems = read_texts(_COLUMNS, row.cells)
        on = row.cells.get(_ON, "") or str(read_editor(self.day).value or "")
        draft = ReviewDraft(project_id=row.cells[_PROJECT], expert=row.expert, on=on, **values)
        # who was judged before keeps the weights of then
        weights = row.cells["weights"] if row.cells.get(_ID) else self._weights
        draft = replace(draft, weights=weights)
        for one in review_problems(draft):
            problems.setdefault(one.key, one)
        return draft, tuple(problems.values())

    def store(self) -> str:
        lines = [
            (row.cells.get(_ID, ""), self._read(row)[0]) for row in self.table.rows if self._is_filled(row)
        ]
        there = [row.id for row in self._stored.values()]
        count = self._sources.project_reviews.fill(there, lines)
        return f"已保存 {count} 份论证评分，名次已重新排。"


def _texts(row: ReviewRow | None) -> dict[str, str]:
    if row is None:
        return {}
    return {_ID: row.id, _ON: row.on, "weights": row.weights} | {
        key: printed(getattr(row, key)) for key in _KEYS
    }
