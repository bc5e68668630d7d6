"""Adjusting what was adopted, with reason and meeting, and the list of what was adjusted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, printed
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.grammar import read_typed
from edudesk.kit.cell_text import is_refused
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.section import Section
from edudesk.plan.pages.meetings import Meetings, fill_from
from edudesk.plan.pages.parts_dialog import PartsDialog, ToldList
from edudesk.plan.pages.picture import Picture
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.pages.value_field import ValueField
from edudesk.plan.rows.course import (
    ADJUSTMENT_COLUMN,
    OF_GOAL,
    OF_MEASURE,
    OF_TASK,
    AdjustmentDraft,
    AdjustmentRow,
)
from edudesk.plan.rows.goals import GOAL_COLUMN, GoalRow
from edudesk.plan.rows.measures import TARGET_COLUMN, TargetRow
from edudesk.plan.rows.tasks import TASK_COLUMN, TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.doubts import task_doubts
from edudesk.plan.rules.years import years_of
from edudesk.school.pages.people import Choosing

Told = Callable[[str], object]
_ABOUT: Final = (
    "中期调整表印的就是这些。可以改日期、理由和审议会议；删除只去掉这条记录，已经调整的内容不变。"
    "要再调整，请在规划页里对着目标、指标或任务按右键，选“调整…”。Enter 打开，Delete 删除，Ctrl+Z 撤销。"
)

_FIELDS = {
    OF_GOAL: ("title", "text", "mark", "weight", "department", "person"),
    OF_TASK: ("title", "due", "expected", "department", "owner", "year"),
    OF_MEASURE: ("target",),
}
_COLUMNS = {OF_GOAL: GOAL_COLUMN, OF_TASK: TASK_COLUMN, OF_MEASURE: TARGET_COLUMN}


def adjust(
    parent: QWidget, sources: PlanSources, picture: Picture, told: Told, row: GoalRow | TaskRow | TargetRow
) -> FormDialog:
    """Change one thing of what was adopted, with reason and meeting; the original is kept."""
    what = OF_GOAL if isinstance(row, GoalRow) else OF_TASK if isinstance(row, TaskRow) else OF_MEASURE
    offered = {key: _offered(picture.whole, _COLUMNS[what][key]) for key in _FIELDS[what]}
    every = {column.full_title: key for key, column in offered.items()}
    item = Column("field", "调整什么", Kind.CHOICE, codes=CodeList("项目", tuple(map(Code, every)), is_open=False), required=True)  # fmt: skip
    value = Column("value", "调整后", width=40, required=True)
    meetings = Meetings(sources)
    columns = (item, value, *_columns(meetings))
    first = next(iter(every))

    def save(typed: dict[str, object]) -> object:
        own = texts(typed)
        key = every.get(own["field"], "")
        if not key:
            raise UserError("还不能保存。", "请选择调整什么。", (FieldProblem("field", "请选择调整什么。"),))
        fresh: object = own["value"]
        if key == "weight":
            try:
                fresh = float(own["value"])
            except ValueError:
                problem = FieldProblem("value", f"“{own['value']}”不是数。")
                raise UserError("还不能保存。", "权重请写数。", (problem,)) from None
        elif key == "due" and own["value"]:
            reading = read_typed(_COLUMNS[what][key], own["value"])
            fresh = own["value"] if is_refused(reading) else reading.value
        draft = AdjustmentDraft(
            plan_id=picture.whole.plan.id, on=own["on"], what=what, record_id=row.id, field=key,
            reason=own["reason"], **_met(meetings, own["meeting"]),
        )  # fmt: skip
        try:
            return sources.plan_adjustments.carry_out(draft, fresh)
        except UserError as error:  # beside the field in which it was typed
            named = {key: "value", "adjusted": "value"}
            problems = (replace(one, key=named.get(one.key, one.key)) for one in error.problems)
            raise UserError(error.text, error.hint, tuple(problems)) from error

    def doubt(typed: dict[str, object]) -> Sequence[FieldProblem]:
        own = texts(typed)
        found = list(_early(meetings, typed.get("on"), typed.get("meeting")))
        if isinstance(row, TaskRow) and every.get(own["field"]) == "due":
            doubts = task_doubts(picture.whole.plan, row.year, due=own["value"])
            found += [replace(one, key="value") for one in doubts]
        return found

    dialog = FormDialog.edit(
        parent,
        f"调整{what}",
        (("", columns),),
        {"field": first, "value": getattr(row, every[first]), "on": (today := clock.today().isoformat())},
        save,
        lambda kept: told(f"已调整“{kept.subject}”，原来的内容记在中期调整表里。"),
        doubt=doubt,
        editors={"value": partial(ValueField, offered, {key: printed(getattr(row, key)) for key in offered})},
    )
    field, fresh_value = dialog.fields["field"].editor, dialog.fields["value"].editor
    field.edited.connect(lambda: fresh_value.become(every.get(field.typed(), "")))
    fill_from(dialog, "meeting", {"on": today}, partial(_day_of, meetings))
    return dialog


def _offered(whole: PlanWhole, column: Column) -> Column:
    """A column as its value is typed: of a year one of the plan."""
    if column.key != "year":
        return column
    words = tuple(Code(one.word) for one in years_of(whole.plan))
    return replace(column, kind=Kind.CHOICE, codes=CodeList("年度", words, is_open=False))


def adjustment_section(sources: PlanSources) -> Section:
    """What was adjusted; what it was and became stays as it is."""
    meetings = Meetings(sources)

    def line(row: AdjustmentRow, _choosing: Choosing) -> DatedLine:
        what = f"{row.subject}　" if row.subject and row.subject not in row.original else ""
        return DatedLine(row.on, f"{what}{row.original} → {row.adjusted}", row.meeting)

    def shown(row: AdjustmentRow, _choosing: Choosing) -> dict[str, object]:
        return {"meeting": meetings.word(row.meeting_id) or row.meeting}

    def stored(typed: dict[str, Any], _choosing: Choosing, row: AdjustmentRow | None) -> dict[str, Any]:
        word = typed.get("meeting")
        if row is not None and not meetings.word(row.meeting_id) and word == row.meeting:
            return typed | {"meeting_id": row.meeting_id}  # in the recycle bin: left as it was
        return typed | _met(meetings, word)

    return Section(
        "规划调整",
        "调整记录",
        lambda of: of.plan_adjustments,
        _columns(meetings),
        line,
        shown,
        stored,
        doubts=lambda draft, _plan, _rows, _sources: _early(
            meetings, draft.on, meetings.word(draft.meeting_id)
        ),
    )


def show_adjustments(
    parent: QWidget, sources: PlanSources, whole: PlanWhole, undo: Callable[[], object]
) -> PartsDialog:
    """All of them, to be looked at and corrected."""
    parts = ToldList(adjustment_section(sources), sources, Choosing(), undo)
    dialog = PartsDialog(parent, "规划调整", _ABOUT, parts, whole, undo)
    dialog.only_changes()
    dialog.open()
    return dialog


def _columns(meetings: Meetings) -> tuple[Column, ...]:
    column = meetings.column(ADJUSTMENT_COLUMN["meeting"], is_open=True)
    return (
        ADJUSTMENT_COLUMN["on"],
        replace(column, help="选一次会议，也可以直接写"),
        ADJUSTMENT_COLUMN["reason"],
    )


def _met(meetings: Meetings, word: object) -> dict[str, str]:
    """A meeting that was held is named by its title; other words are kept as they are."""
    found = meetings.named(word)
    return {
        "meeting": found.title if found is not None else str(word or ""),
        "meeting_id": found.id if found is not None else "",
    }


def _early(meetings: Meetings, on: object, word: object) -> Sequence[FieldProblem]:
    """A change is made once a meeting agreed to it."""
    found = meetings.named(word)
    if found is None or not on or not found.on or str(on) >= found.on:
        return ()
    return (FieldProblem("on", f"审议会议是 {found.on}，调整日期 {on} 比它早，请核对。"),)


def _day_of(meetings: Meetings, word: str) -> dict[str, object]:
    found = meetings.named(word)
    return {"on": found.on} if found is not None and found.on else {}
