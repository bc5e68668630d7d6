"""自评表 filled in like a sheet: each line of the form with its level or points, texts and proofs, the total at the foot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from edudesk.appraisal.forms.value import POINTS, Form, Node
from edudesk.appraisal.pages.sources import AppraisalSources
from edudesk.appraisal.reports.facts import points_text
from edudesk.appraisal.rows.appraisals import ANSWER_COLUMN, AnswerDraft, AppraisalRow
from edudesk.appraisal.rules.entering import answer_problems, read_tenths
from edudesk.appraisal.rules.scoring import Judged, judge
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed
from edudesk.kit.cell_text import is_refused
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.typed_table import TextRow, TypedTable

_EXCUSED: Final = "不适用"
_TEXTS: Final = ("done", "problems", "mending", "due", "proof", "department")
_JUDGED: Final = {"own": ("word", "tenths"), "outside": ("outside_word", "outside_tenths")}


class AnswerSheet(SheetDialog):
    """A level is chosen, of lines that are given points a number is typed; 不适用 drops a line out."""

    what = "自评表"

    def __init__(self, parent: QWidget, sources: AppraisalSources, row: AppraisalRow, form: Form) -> None:
        self._sources, self._row, self._form = sources, row, form
        self._whole: Judged = judge(form, ())
        self._stored = {one.node: one for one in sources.appraisal_answers.of(row.id)}
        levels = "、".join(f"{one.word} {float(one.share * 100):g}%" for one in form.levels)
        super().__init__(
            parent,
            f"填写自评表：{row.year}学年 {row.title}",
            f"自评填等级（{levels}）、分数，或“{_EXCUSED}”；不适用的项目不计分，分值分给其余项目。文字每格不超过 {form.limit} 字。",
        )
        words = [one.word for one in form.levels] + [_EXCUSED]
        codes = CodeList("自评", tuple(map(Code, words)))
        self._table = TypedTable(
            (
                Column("area", form.heads[0] if form.heads else "内容", width=34, value=lambda row: row.area, is_shown=True),
                Column("title", form.heads[-1] if form.heads else "项目", width=52, value=lambda row: row.title, is_shown=True),
                Column("points", "分值", Kind.NUMBER, 14, value=lambda row: row.points, is_shown=True),
                Column("own", "自评", Kind.CHOICE, 20, codes=codes, is_shown=True),
                Column("score", "得分", Kind.NUMBER, 14, value=lambda row: row.score, is_shown=True),
                Column("done", form.texts["done"], width=80, is_shown=True),
                Column("problems", form.texts["problems"], width=50, is_shown=True),
                Column("mending", form.texts["mending"], width=50, is_shown=True),
                *self._days(form),
                Column("proof", "佐证材料编号", width=26, is_shown=True),
                Column("department", "责任部门", width=24, is_shown=True),
                Column("outside", "复评", Kind.CHOICE, 20, codes=codes, is_shown=True),
            ),
            self.shade,
        )  # fmt: skip
        self._table.setAccessibleName("自评表")
        self.place.addWidget(self._table)
        self.begin()

    @classmethod
    def show_for(
        cls, parent: QWidget, sources: AppraisalSources, row: AppraisalRow, node: str = ""
    ) -> "AnswerSheet":
        """Open over parent's window, with a line of the form chosen."""
        form = sources.appraisal_forms.of(row.form, row.form_version)
        dialog = cls(parent, sources, row, form)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        dialog.seize_row("node", node or next(iter(form.leaves)).id)
        return dialog

    @staticmethod
    def _days(form: Form) -> tuple[Column, ...]:
        """The day by which a line is mended, of forms that ask for one."""
        return (replace(ANSWER_COLUMN["due"], title=form.due, is_shown=True),) if form.due else ()

    @property
    def table(self) -> TypedTable:
        return self._table

    def lines(self) -> Sequence[Mapping[str, str]]:
        known = {node.id: node for node in self._form.nodes}
        found = []
        for node in self._form.leaves:
            top: Node = node
            while top.parent:
                top = known[top.parent]
            answer = self._stored.get(node.id)
            found.append(
                {
                    "node": node.id,
                    "area": top.title if top is not node else "",
                    "title": f"{node.id} {node.title}",
                    "look": node.look,
                    "points": points_text(self._form.points[node.id]),
                    "own": _shown(answer, "own"),
                    "outside": _shown(answer, "outside"),
                    **{key: getattr(answer, key) if answer is not None else "" for key in _TEXTS},
                }
            )
        return found

    def look(self) -> None:
        # all first: a line that drops out gives its points to those beside it
        self._whole = judge(self._form, [self._read(row)[0] for row in self.table.rows])
        super().look()

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        draft, problems = self._read(row)
        row.cells["score"] = "—" if draft.excused else points_text(self._whole.line(draft.node).own)
        return problems

    def told(self, row: TextRow) -> str:
        return f"考查要点：{row.look}" if row.look else ""

    def sums(self) -> str:
        judged = self._whole
        told = f"自评总分 {points_text(judged.total) or '0'} 分"
        told += f"，{judged.grade}" if judged.grade else ""
        if judged.outside is not None:
            told += f"；复评 {points_text(judged.outside)} 分，{judged.outside_grade}"
        if judged.missing:
            told += f"。还有 {len(judged.missing)} 项没有评，按 0 分计"
        if judged.excused:
            told += f"。{len(judged.excused)} 项不适用"
        return f"{told}。"

    def store(self) -> str:
        count = self._sources.appraisal_answers.fill(
            self._row.id, [self._read(row)[0] for row in self.table.rows]
        )
        return f"已保存 {count} 项自评。"

    def _read(self, row: TextRow) -> tuple[AnswerDraft, list[FieldProblem]]:
        """What a line means, and what is wrong with it, by the columns of the table."""
        node = next(one for one in self._form.leaves if one.id == row.cells["node"])
        texts: dict[str, Any] = {key: row.cells.get(key, "").strip() for key in _TEXTS}
        if texts["due"]:
            reading = read_typed(
                ANSWER_COLUMN["due"], texts["due"]
            )  # 2026.12.31, 明天; else told as it was typed
            texts["due"] = texts["due"] if is_refused(reading) else reading.value
        draft = AnswerDraft(appraisal_id=self._row.id, node=node.id, **texts)
        for column, (word, tenths) in _JUDGED.items():
            draft = replace(
                draft, **self._judged(node, row.cells.get(column, "").strip(), column, word, tenths)
            )
        column_of = {key: column for column, keys in _JUDGED.items() for key in keys}
        return draft, [
            replace(one, key=column_of.get(one.key, one.key)) for one in answer_problems(self._form, draft)
        ]

    def _judged(self, node: Node, text: str, column: str, word: str, tenths: str) -> dict[str, Any]:
        if text == _EXCUSED and column == "own":
            return {"excused": "是"}
        if node.method == POINTS and (typed := read_tenths(text)) is not None:
            return {tenths: typed}
        return {word: text}  # of points one that cannot be read: told as a word that is not known


def _shown(answer: AnswerDraft | None, column: str) -> str:
    """The cell of a judgement: its word, its points, 不适用."""
    if answer is None:
        return ""
    if column == "own" and answer.excused:
        return _EXCUSED
    word, tenths = (getattr(answer, key) for key in _JUDGED[column])
    return word or ("" if tenths is None else f"{tenths / 10:g}")
