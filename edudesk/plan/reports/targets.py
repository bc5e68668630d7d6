"""年度目标分解表 and 重点工作任务分解表 (规划与项目调研 2.5, 1 and 2)."""

from collections.abc import Iterator
from typing import Final

from edudesk.base.masking import Audience
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, Report, refuse
from edudesk.plan.reports.facts import NOTICE, PlanFacts, columns, day_cell, lines, table
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import MeasureRow
from edudesk.plan.rows.tasks import TaskRow
from edudesk.plan.rules.asking import is_due
from edudesk.plan.rules.codes import Numbered
from edudesk.plan.rules.pace import task_standing
from edudesk.plan.rules.wanted import asked_of
from edudesk.plan.rules.years import PlanYear, is_of_year

TARGETS, TASKS = "年度目标分解表", "重点工作任务分解表"
_ORDINALS: Final = "一二三四五六七八九十"


def targets(facts: PlanFacts, audience: Audience) -> Report:
    """What each goal is to reach in each year of the round."""
    refuse(TARGETS, audience, NOTICE)
    round_word = f"{_ORDINALS[len(facts.years) - 1]}年目标" if facts.years else "规划目标"
    width = 150 / max(len(facts.years), 1)
    heads = columns(
        ("领域", 22),
        (round_word, 42),
        *(
            (f"第{_ORDINALS[at]}年目标\n（{year.word}）", max(28, width * 0.74))
            for at, year in enumerate(facts.years)
        ),
        ("达成标志（观测点）", 32),
        ("责任部门", 20),
        ("责任人", 16),
    )
    rows = []
    for number, one in enumerate(facts.with_rows, 1):
        goal = one.goal
        rows.append(
            (
                number,
                facts.domain[one.id],
                _round_goal(one),
                *(lines(*_year_goals(facts, goal, year)) for year in facts.years),
                goal.mark or "；".join(row.title for row in facts.whole.measures_of.get(goal.id, ())),
                facts.department_of[goal.id],
                facts.person_of[goal.id],
            )
        )
    return table(
        facts, audience, "targets", f"{facts.whole.plan.title}{TARGETS}", heads, rows,
        paper=A4_LANDSCAPE if len(facts.years) <= 3 else A3_LANDSCAPE,
    )  # fmt: skip


def _round_goal(one: Numbered) -> str:
    return one.goal.text or one.goal.title


def _year_goals(facts: PlanFacts, goal: GoalRow, year: PlanYear) -> Iterator[str]:
    """The targets of the measures; of a goal without any what is to be done."""
    if not is_of_year(goal.years, year.word):
        return
    found = [
        text
        for measure in facts.whole.measures_of.get(goal.id, ())
        if (text := target_words(facts, measure, year.word))
    ]
    if not found:
        found = [
            row.title for row in facts.whole.tasks_of.get(goal.id, ()) if is_due(row, year.word, facts.years)
        ]
    yield from found if len(found) == 1 else (f"{place}. {text}" for place, text in enumerate(found, 1))


def target_words(facts: PlanFacts, measure: MeasureRow, year: str) -> str:
    """区级以上骨干教师占比 35%; "" where nothing is asked for."""
    return asked_of(facts.whole, measure, year)


def tasks(facts: PlanFacts, audience: Audience) -> Report:
    """The tasks of a year with who does them until when, as they stand."""
    refuse(TASKS, audience, NOTICE)
    heads = columns(
        ("重点工作任务", 38),
        ("具体措施", 61),
        ("责任领导", 18),
        ("牵头（责任）部门", 22),
        ("配合部门", 22),
        ("完成时限", 29),
        ("进展情况", 34),
        ("备注", 20),
    )
    year = facts.of_year
    rows: list[tuple[object, ...]] = []
    for one in facts.with_rows:
        own = [row for row in facts.whole.tasks_of.get(one.id, ()) if is_due(row, year.word, facts.years)]
        for row in sorted(own, key=lambda row: (row.due or "9", row.id)):
            rows.append(
                (
                    len(rows) + 1,
                    f"{one.number} {one.goal.title}",
                    lines(row.title, f"预期成果：{row.expected}" if row.expected else ""),
                    row.leader or facts.leader_of[one.id],
                    row.department or facts.department_of[one.id],
                    row.with_departments,
                    due_cell(row),
                    progress(facts, row),
                    row.remark,
                )
            )
    notes = (f"注：进展情况截至 {facts.on:%Y-%m-%d}。",)
    return table(facts, audience, "tasks", f"{year.word}{TASKS}", heads, rows, about=year.word, notes=notes)


def due_told(row: TaskRow) -> str:
    """2026年12月, 长期, or both."""
    day = f"{row.due[:4]}年{int(row.due[5:7])}月{int(row.due[8:10])}日" if len(row.due) == 10 else row.due
    return lines(day, row.due_words)


def due_cell(row: TaskRow) -> object:
    """The day alone where nothing else is said of it; else due_told."""
    return due_told(row) if row.due_words else day_cell(row.due)


def progress(facts: PlanFacts, row: TaskRow) -> str:
    """已完成; 进行中 60% with the last note; 取消 with its reason."""
    standing = task_standing(row, facts.years, facts.on.isoformat())
    until = facts.on.isoformat()
    note = next((one for one in facts.whole.notes_of.get(row.id, ()) if one.on <= until), None)
    share = f" {row.percent}%" if 0 < row.percent < 100 else ""
    return lines(f"{standing.status}{share}", row.reason if row.status else "", note.text if note else "")
