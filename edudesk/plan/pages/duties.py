"""领导班子任期目标责任书 on screen: its lines of all years, each with the form of every list beside a record."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.kit.buttons import button
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.section import Section, joined
from edudesk.plan.pages.parts_dialog import PartsDialog, ToldList
from edudesk.plan.rows.reviews import DUTY_COLUMN, DutyRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.reviews import of_tenths
from edudesk.plan.rules.years import years_of
from edudesk.school.pages.people import Choosing

_TOLD: Final = (
    "按目标、任务里的责任领导生成；再生成一次补上新的责任，更新完成情况和得分，改过的年度指标不变。"
    "也可以一条一条新增、修改、删除，都能撤销。"
)
_POINTS: Final = Column("points", "得分", Kind.NUMBER, 20, help="百分制；再生成时按目标达成度更新")


def duty_section(whole: PlanWhole, year: str) -> Section:
    """The lines of a plan. year: word of the one a new line is of."""
    goals = {f"{one.number} {one.goal.title}": one.id for one in numbered(whole.goals)}
    by_id = {row_id: word for word, row_id in goals.items()}
    words = [one.word for one in years_of(whole.plan)]
    every = (*whole.duties, *whole.goals, *whole.tasks)
    leaders = dict.fromkeys(filter(None, (str(getattr(row, "leader", "")) for row in every)))

    def asked(key: str, name: str, offered: Any, *, is_open: bool) -> Column:
        codes = CodeList(name, tuple(map(Code, offered)), is_open=is_open)
        return replace(DUTY_COLUMN[key], kind=Kind.CHOICE, codes=codes)

    def line(row: DutyRow, _choosing: Choosing) -> DatedLine:
        points = of_tenths(row.tenths)
        text = joined(row.leader, by_id.get(row.goal_id, ""), row.content)
        return DatedLine(row.year, text, "" if points is None else f"{points} 分")

    def shown(row: DutyRow, _choosing: Choosing) -> dict[str, object]:
        points = None if row.tenths is None else row.tenths / 10
        return {"goal_id": by_id.get(row.goal_id, ""), _POINTS.key: points}

    def stored(typed: dict[str, Any], _choosing: Choosing, row: DutyRow | None) -> dict[str, Any]:
        """A goal that is in the recycle bin stays while its field is left as it was."""
        points, goal = typed.pop(_POINTS.key, None), str(typed.get("goal_id") or "")
        kept = row.goal_id if row is not None and not goal and row.goal_id not in by_id else ""
        tenths = round(points * 10) if isinstance(points, int | float) else None
        return typed | {"goal_id": goals.get(goal, kept), "tenths": tenths}

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
        parts = ToldList(duty_section(whole, year), sources, Choosing(), undo)
        super().__init__(parent, "领导班子任期目标责任书", _TOLD, parts, whole, undo, [self.derive_button])
