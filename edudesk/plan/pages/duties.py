"""领导班子任期目标责任书 on screen: its lines of all years, each with the form of every list beside a record."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.words import people_in
from edudesk.kit.buttons import button
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.section import Section, joined
from edudesk.plan.pages.parts_dialog import PartsDialog, ToldList
from edudesk.plan.rows.reviews import DUTY_COLUMN, YEARLY, DutyDraft, DutyRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.duties import by_duty, derived, filled
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.reviews import of_tenths
from edudesk.plan.rules.years import years_of
from edudesk.school.pages.people import Choosing

_TOLD: Final = (
    "按目标、任务里的责任领导生成。完成情况和得分随规划自评变化，本年度自评冻结后不再变；自己填写的不变。"
    "再生成一次：补上新的责任，去掉规划里已经没有的，改过的和自己新增的不变。每一步都能撤销。"
)
_POINTS: Final = Column("points", "得分", Kind.NUMBER, 20, help="百分制；没有改过的随目标达成度变化")


def duty_section(whole: PlanWhole, year: str, judged: Callable[[str], Judged]) -> Section:
    """The lines of a plan. year: word of the one a new line is of; judged: the evaluation of a year, which what nobody typed
    follows."""
    goals = {f"{one.number} {one.goal.title}": one.id for one in numbered(whole.goals)}
    by_id = {row_id: word for word, row_id in goals.items()}
    words = [one.word for one in years_of(whole.plan)]
    every = (*whole.duties, *whole.goals, *whole.tasks)
    leaders = dict.fromkeys(name for row in every for name in people_in(str(getattr(row, "leader", ""))))
    reckoned: dict[str, tuple[Judged, dict[tuple[str, str], DutyDraft]]] = {}

    def as_it_is(row: DutyDraft) -> DutyDraft:
        """With what was done and the points as they are now; reckoned anew when the evaluation is another."""
        now = judged(row.year)
        if row.year not in reckoned or reckoned[row.year][0] is not now:
            reckoned[row.year] = now, by_duty(derived(now.whole, row.year, now.evaluation))
        return filled(row, reckoned[row.year][1])

    def asked(key: str, name: str, offered: Any, *, is_open: bool) -> Column:
        codes = CodeList(name, tuple(map(Code, offered)), is_open=is_open)
        return replace(DUTY_COLUMN[key], kind=Kind.CHOICE, codes=codes)

    def line(row: DutyRow, _choosing: Choosing) -> DatedLine:
        points = of_tenths(as_it_is(row).tenths)
        text = joined(row.leader, by_id.get(row.goal_id, ""), row.content)
        return DatedLine(row.year, text, "" if points is None else f"{points} 分")

    def shown(row: DutyRow, _choosing: Choosing) -> dict[str, object]:
        now = as_it_is(row)
        points = None if now.tenths is None else now.tenths / 10
        return {"goal_id": by_id.get(row.goal_id, ""), "done": now.done, _POINTS.key: points}

    def stored(typed: dict[str, Any], _choosing: Choosing, row: DutyRow | None) -> dict[str, Any]:
        """A goal that is in the recycle bin stays while its field is left as it was."""
        points, goal = typed.pop(_POINTS.key, None), str(typed.get("goal_id") or "")
        kept = row.goal_id if row is not None and not goal and row.goal_id not in by_id else ""
        tenths = round(points * 10) if isinstance(points, int | float) else None
        found = typed | {"goal_id": goals.get(goal, kept), "tenths": tenths}
        if row is not None:  # what the form showed without being stored follows the evaluation on
            now = as_it_is(row)
            found |= {
                key: getattr(row, key) for key in ("done", "tenths") if found.get(key) == getattr(now, key)
            }
        return found

    return Section(
        "任期目标责任书",
        "责任目标",
        lambda sources: sources.plan_duties,
        (
            asked("year", "年度", words, is_open=False),
            asked("leader", "成员", leaders, is_open=True),
            asked("goal_id", "目标", goals, is_open=False),
            DUTY_COLUMN["content"],
            DUTY_COLUMN["done"],
            _POINTS,
        ),
        line,
        shown,
        stored,
        lambda _whole: {"year": year},
    )


class DutiesDialog(PartsDialog):
    """derive: makes the lines of the year from goals and tasks."""

    def __init__(
        self,
        parent: QWidget,
        sources: Any,
        whole: PlanWhole,
        year: str,
        derive: Callable[[], object],
        undo: Callable[[], object],
    ) -> None:
        self.derive_button = button(f"生成{year}责任书", derive)
        plan_id = whole.plan.id

        def judged(word: str) -> Judged:
            return sources.plan_evaluations.of(plan_id, YEARLY, word)

        parts = ToldList(duty_section(whole, year, judged), sources, Choosing(), undo)
        super().__init__(parent, "领导班子任期目标责任书", _TOLD, parts, whole, undo, [self.derive_button])
