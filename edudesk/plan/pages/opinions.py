"""征求意见 and 论证 on screen: who said what of the draft, the scores of the experts, what the school replied."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit.buttons import button
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.form_dialog import FormDialog, Group
from edudesk.kit.section import Section, joined
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.typed_table import TextRow, TypedTable
from edudesk.plan.pages.parts_dialog import PartsDialog, ToldList
from edudesk.plan.rows.course import (
    ARGUED,
    CONSULTED,
    NOT_TAKEN,
    NOTHING_ASKED,
    OPINION_COLUMN,
    TAKEN_PARTLY,
    TAKEN_UP,
    OpinionRow,
)
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.entering import opinion_problems
from edudesk.plan.rules.opinions import (
    OVERALL,
    SCORE_KEYS,
    beside_fields,
    is_unanswered,
    mean_of,
    opinions_of,
    typed_of,
    usual_day,
)
from edudesk.projects.rules.typed import read_texts
from edudesk.school.pages.people import Choosing

TITLE: Final = "征求意见与论证意见"
_TOLD: Final = (
    "每位专家、每个提意见的人一条：专家的评分和总体意见印在论证意见表，修改建议和学校的回应印在意见采纳表，都写进规划论证报告。"
    "Ctrl+N 新增，Enter 打开，Delete 删除，Ctrl+Z 撤销。"
)
_BLANK: Final = 12  # lines of an empty sheet


def _words(column: Column, *words: str, **more: Any) -> Column:
    return replace(column, kind=Kind.CHOICE, codes=CodeList(column.title, tuple(map(Code, words)), is_open=False), **more)  # fmt: skip


_STAGE: Final = _words(OPINION_COLUMN["stage"], CONSULTED, ARGUED)
_WHO: Final = tuple(replace(OPINION_COLUMN[key], is_shown=True) for key in ("on", "name", "unit", "duty"))
_SCORES: Final = tuple(Column(key, word, Kind.NUMBER, 16, is_shown=True) for key, word in SCORE_KEYS.items())
_OVERALL: Final = Column(
    OVERALL, "总体意见", width=50, lines=3, help="不要求修改的意见，如“同意通过”", is_shown=True
)
_ASKED: Final = replace(
    OPINION_COLUMN["text"], title="修改建议", required=False, help="要学校答复的意见、建议；没有就空着"
)
_TAKEN: Final = _words(
    OPINION_COLUMN["taken"], TAKEN_UP, TAKEN_PARTLY, NOT_TAKEN, help="修改建议采纳了没有；还没有答复就空着"
)
_ANSWER: Final = replace(OPINION_COLUMN["answer"], help="怎样改的，或为什么不采纳")
_EVERY: Final = (_STAGE, *_WHO, *_SCORES, _OVERALL, _ASKED, _TAKEN, _ANSWER)


@dataclass(frozen=True)
class _Opinions(Section):
    """A stored line is either 总体意见 or 修改建议, and its form asks for that one; one
    with scores alone asks for both. stage: of a new one; only experts score."""

    stage: str = ARGUED

    def asked(self, _sources: Any, row: OpinionRow | None) -> tuple[Column, ...]:
        left: tuple[Column, ...] = ()
        if row is not None and row.text:
            left = (_ASKED, _TAKEN) if row.taken == NOTHING_ASKED else (_OVERALL,)
        if (self.stage if row is None else row.stage) == CONSULTED and (row is None or not row.scores):
            left += _SCORES
        return tuple(column for column in _EVERY if column not in left)

    def groups(self, sources: Any, row: OpinionRow | None) -> Sequence[Group]:
        asked = self.asked(sources, row)
        said = tuple(one for one in asked if one not in (_STAGE, *_WHO, *_SCORES))
        scores = tuple(one for one in asked if one in _SCORES)  # a group without fields is none
        return ("", (_STAGE, *_WHO)), ("论证评分（每项 100 分，由专家给出）", scores), ("意见和回应", said)


def opinion_section(whole: PlanWhole, stage: str) -> Section:
    """The opinions of a plan. stage: of a new one."""

    def line(row: OpinionRow, _choosing: Choosing) -> DatedLine:
        who = joined(row.stage, row.name, row.unit)
        said = "未答复" if is_unanswered(row) else row.taken if row.text else ""
        return DatedLine(row.on, f"{who}：{row.text}" if row.text else who, joined(mean_of(row), said))

    def stored(typed: dict[str, Any], _choosing: Choosing, row: OpinionRow | None) -> dict[str, Any]:
        draft = opinions_of(whole.plan.id, typed)[0]
        keys = ("stage", "on", "name", "unit", "duty", "text", "taken", "answer", "scores")
        return {key: getattr(draft, key) for key in keys}

    return _Opinions(
        TITLE,
        "意见",
        lambda sources: sources.plan_opinions,
        _EVERY,
        line,
        lambda row, _choosing: typed_of(row),
        stored,
        lambda _plan: {"stage": stage, "on": usual_day(whole, stage, clock.today().isoformat())},
        stage=stage,
    )


class OpinionList(ToldList):
    """What an expert asks for and what they say of the whole are typed in one form, and stored as one step."""

    def add(self, **known: object) -> FormDialog:
        plan = self._asked_for
        begins: Mapping[str, object] = {**self.section.begins(plan), **known}
        return self._form("新增意见", dict(begins), lambda typed: self._put(opinions_of(plan.id, typed)))

    def edit(self, row: OpinionRow) -> FormDialog:
        columns = self.section.asked(self._sources, row)
        values = {column.key: getattr(row, column.key, "") for column in columns}
        shown = self.section.shown(row, self._choosing)

        def save(typed: dict[str, object]) -> object:
            kept = _beside(lambda: self.service.change(row.id, self._stored(typed, row), row.version))
            if more := opinions_of(row.plan_id, typed)[1:]:
                self._put(more)
            return kept

        return self._form("编辑意见", values | dict(shown), save, row)

    def _put(self, drafts: Sequence[Any]) -> object:
        name = drafts[0].name or drafts[0].unit or drafts[0].stage
        return _beside(lambda: self.service.add_many(f"新增规划意见 {name}", drafts))


def _beside(store: Callable[[], object]) -> object:
    """What is wrong with a score stands beside it."""
    try:
        return store()
    except UserError as error:
        raise UserError(error.text, error.hint, beside_fields(error.problems)) from error


class OpinionsDialog(PartsDialog):
    """All opinions of a plan; stage: the one a new opinion is of."""

    def __init__(
        self, parent: QWidget, sources: Any, whole: PlanWhole, stage: str, undo: Callable[[], object]
    ) -> None:
        self._sources, self._whole, self._stage = sources, whole, stage
        parts = OpinionList(opinion_section(whole, stage), sources, Choosing(), undo)
        many = button("成批填写…", self.type_many)
        many.setToolTip("一张表里填写多条，也可以从 Excel 粘贴")
        super().__init__(parent, TITLE, _TOLD, parts, whole, undo, [many])

    def type_many(self) -> "OpinionSheet":
        """Several at once, in a sheet."""
        sheet = OpinionSheet(self, self._sources, self._whole, self._stage)
        sheet.open()
        return sheet


class OpinionSheet(SheetDialog):
    """New opinions, a line for each person."""

    def __init__(self, parent: QWidget, sources: Any, whole: PlanWhole, stage: str) -> None:
        self._sources, self._whole, self._stage = sources, whole, stage
        super().__init__(
            parent,
            "成批填写意见",
            "一人一行，可以从 Excel 粘贴；阶段空着的算" + stage + "，整行空着的不登记，已登记的意见不变。",
        )
        self._table = TypedTable(_EVERY, self.shade, grows=True)
        self._table.setAccessibleName("意见")
        self.place.addWidget(self._table)
        self.begin()

    @property
    def table(self) -> TypedTable:
        return self._table

    def lines(self) -> list[dict[str, str]]:
        return [{} for _ in range(_BLANK)]

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        if not self._is_filled(row):
            return ()
        values, problems = read_texts(_EVERY, row.cells)
        for draft in opinions_of(self._whole.plan.id, self._known(values)):
            for one in beside_fields(opinion_problems(draft)):
                problems.setdefault(one.key, one)
        if (taken := values["taken"]) and taken not in (TAKEN_UP, TAKEN_PARTLY, NOT_TAKEN):
            problems["taken"] = FieldProblem("taken", f"采纳情况“{taken}”请写采纳、部分采纳或不采纳。")
        return tuple(problems.values())

    def sums(self) -> str:
        return f"共 {sum(map(self._is_filled, self.table.rows))} 条。"

    def store(self) -> str:
        drafts = [
            draft
            for row in self.table.rows
            if self._is_filled(row)
            for draft in opinions_of(self._whole.plan.id, self._known(read_texts(_EVERY, row.cells)[0]))
        ]
        if not drafts:
            raise UserError("还没有填写意见。", "请至少填写一行，或点“取消”。")
        count = self._sources.plan_opinions.add_many(f"成批登记规划意见 {len(drafts)} 条", drafts)
        return f"已登记 {count} 条意见。"

    def _known(self, values: dict[str, Any]) -> dict[str, Any]:
        day = usual_day(self._whole, self._stage, clock.today().isoformat())
        return values | {"stage": values["stage"] or self._stage, "on": values["on"] or day}

    @staticmethod
    def _is_filled(row: TextRow) -> bool:
        return any(row.cells.get(column.key, "").strip() for column in _EVERY)
