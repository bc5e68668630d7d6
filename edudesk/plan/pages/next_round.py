"""拟订下一轮规划: the plan of the round after, with the goals, tasks and texts that go on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.readings import Level
from edudesk.base.words import some_of
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.form_field import FormField
from edudesk.kit.ticks_field import TicksField
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.pages.forms import overlaps
from edudesk.plan.pages.picture import Picture
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.measures import YES_NO
from edudesk.plan.rows.plans import PLAN_COLUMN
from edudesk.plan.rows.tasks import TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.carrying import (
    AIMS,
    CARRIED,
    goals_of,
    goals_on,
    is_carried,
    last_actuals,
    next_plan,
    tasks_on,
    unfinished,
)
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.years import year_of

Told = Callable[[str], object]
_FIND: Final = "输入名称的一部分查找，↓ 到列表，空格键打勾"


def next_round(parent: QWidget, sources: PlanSources, picture: Picture, told: Told) -> FormDialog:
    """The plan of the round after. Goals and tasks are chosen one by one; a task and its goal go together."""
    whole = picture.whole
    draft = next_plan(whole.plan)
    tasks = [row for row in unfinished(whole, picture.today) if row.goal_id in whole.goal]
    choices = {"goals": _goal_lines(whole), "tasks": _task_lines(whole, tasks)}
    ticks = (
        Column("goals", "结转的目标（连同指标，以本轮实际值为基线）", help=_FIND),
        Column("tasks", "结转的未完成任务", help=_FIND),
    )
    columns = (
        *(PLAN_COLUMN[key] for key in ("title", "starts", "ends")),
        Column("text", "沿用规划文本作底稿", Kind.YESNO, codes=YES_NO, help=f"{_chapters(whole)}指导思想和总目标；每处开头标“{CARRIED}”，改好后删去这一行"),
        *(column for column in ticks if choices[column.key]),
    )  # fmt: skip
    values = {"title": draft.title, "starts": draft.starts, "ends": draft.ends, "text": "是"}
    values |= {key: "、".join(row_id for row_id, _ in lines) for key, lines in choices.items()}

    def save(typed: dict[str, object]) -> object:
        own = texts(typed)
        fresh = replace(draft, title=own["title"], starts=own["starts"], ends=own["ends"])
        # of today, whichever year the page shows
        now, year = date.fromisoformat(picture.today), year_of(whole.plan, picture.today)
        live = sources.plan_actuals.of_year(whole, year, now) if year is not None else {}
        actuals, with_text = last_actuals(whole, live, picture.today), own["text"] == "是"
        return sources.plans.go_on(
            whole.plan.id, fresh, _ids(own.get("goals")), _ids(own.get("tasks")), actuals, with_text=with_text
        )

    def saved(row: Any) -> None:
        choice_of(sources).choose(row.id)
        made = sources.plan_wholes.of(row.id)
        gone_on = "、".join(
            f"{count} {noun}" for count, noun in ((len(made.goals), "个目标"), (len(made.tasks), "项任务")) if count
        )  # fmt: skip
        is_text = any(is_carried(getattr(row, key)) for key in AIMS) or bool(made.sections)
        told(
            f"已建立“{row.title}”"
            + (f"，结转 {gone_on}。" if gone_on else "。")
            + (f"沿用的文本标有“{CARRIED}”，请逐处修改。" if is_text else "")
        )

    def doubt(typed: dict[str, object]) -> list[FieldProblem]:
        return overlaps(sources, texts(typed))

    dialog = FormDialog.edit(
        parent,
        "拟订下一轮规划",
        (("", columns),),
        values,
        save,
        saved,
        doubt=doubt,
        editors={key: partial(TicksField, lines, has_all=True) for key, lines in choices.items() if lines},
    )
    if all(choices.values()):
        _Together(dialog, whole, tasks)
    return dialog


class _Together(QObject):
    """Keeps tasks with their goals, and says under the other list what came or went with a tick."""

    def __init__(self, dialog: FormDialog, whole: PlanWhole, tasks: Sequence[TaskRow]) -> None:
        super().__init__(dialog)  # which keeps it
        self._whole, self._tasks = whole, tasks
        self._goals_field, self._tasks_field = dialog.fields["goals"], dialog.fields["tasks"]
        self._before = self._goals
        self._goals_field.editor.edited.connect(self._goals_edited)
        self._tasks_field.editor.edited.connect(self._tasks_edited)

    @property
    def _goals(self) -> set[str]:
        return set(_ids(self._goals_field.editor.typed()))

    def _goals_edited(self) -> None:
        had = set(_ids(self._tasks_field.editor.typed()))
        now = goals_on(self._whole.goals, self._before, self._goals)
        chosen = tasks_on(self._tasks, had, self._before, now)
        self._goals_field.editor.set_ticks(now)
        self._tasks_field.editor.set_ticks(chosen)
        self._before = now
        self._goals_field.say("", Level.OK)
        _say(
            self._tasks_field,
            "随目标取消了任务",
            [row.title for row in self._tasks if row.id in had - chosen],
        )
        if chosen - had:
            _say(self._tasks_field, "随目标选上了任务", [row.title for row in self._tasks if row.id in chosen - had])  # fmt: skip

    def _tasks_edited(self) -> None:
        had = self._goals
        now = goals_of(self._whole.goals, self._tasks, _ids(self._tasks_field.editor.typed()), had)
        self._goals_field.editor.set_ticks(now)
        self._before = now
        self._tasks_field.say("", Level.OK)
        fresh = [one.label for one in numbered(self._whole.goals) if one.id in now - had]
        _say(self._goals_field, "任务要跟着目标，选上了", fresh)


def _say(field: FormField, what: str, names: Sequence[str]) -> None:
    field.say(f"{what}：{some_of(names, '项')}。" if names else "", Level.WARNING if names else Level.OK)


def _goal_lines(whole: PlanWhole) -> list[tuple[str, str]]:
    """The tree, each goal with how many measures go with it."""
    return [
        (one.id, f"{'　　' * one.depth}{one.label}" + (f"　{count} 项指标" if count else ""))
        for one in numbered(whole.goals)
        for count in [len(whole.measures_of.get(one.id, ()))]
    ]


def _task_lines(whole: PlanWhole, tasks: Sequence[TaskRow]) -> list[tuple[str, str]]:
    """In the order of their goals."""
    return [
        (row.id, f"{row.title}　{row.percent}%　（{one.label}，{row.year}）")
        for one in numbered(whole.goals)
        for row in tasks
        if row.goal_id == one.id
    ]


def _ids(typed: object) -> list[str]:
    return [one for one in str(typed or "").split("、") if one]


def _chapters(whole: PlanWhole) -> str:
    return f"{len(whole.sections)} 个章节、" if whole.sections else ""
