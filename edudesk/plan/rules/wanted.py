"""What is asked of a measure in a year, in words: the same in text, table, 责任书 and list (规划与项目调研 2.5)."""

from edudesk.plan.rows.measures import WITHIN, YES, YES_OR_NO, MeasureDraft, MeasureRow, TargetDraft
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.asking import asks_every_year
from edudesk.plan.rules.attainment import Yardstick, limits, range_told
from edudesk.plan.rules.years import is_of_year

EXCUSED = "不适用"


def wanted(measure: MeasureDraft, target: TargetDraft | None) -> str:
    """35, ≥85, 是, 不适用, without the unit; "" where nothing is asked for. target: of the year, None = it has no row.

    A range has its limits in the measure itself, and a yes that nobody typed is one, as both are scored.
    """
    if target is not None and target.excused == YES:
        return EXCUSED
    if target is not None and (typed := target.target.strip()):
        return typed
    if measure.direction == WITHIN:
        return range_told(*limits(Yardstick(low=measure.low, high=measure.high), ""))
    return YES if target is not None and measure.direction == YES_OR_NO else ""


def wanted_in(whole: PlanWhole, measure: MeasureRow, year: str) -> str:
    """wanted of a stored measure in a year; "" in a year its goal has nothing to do with."""
    goal = whole.goal.get(measure.goal_id)
    if goal is not None and not is_of_year(goal.years, year):
        return ""
    target = whole.target.get((measure.id, year))
    if target is None and measure.direction == YES_OR_NO:
        return YES if asks_every_year(measure, whole.targets_of.get(measure.id, {}).values()) else ""
    return wanted(measure, target)


def with_unit(text: str, unit: str) -> str:
    """35%, 6门; what is no figure of it stands alone."""
    return text if text in ("", EXCUSED) else f"{text}{unit}"


def asked_of(whole: PlanWhole, measure: MeasureRow, year: str) -> str:
    """区级以上骨干教师占比 35%; "" where nothing is asked for."""
    text = wanted_in(whole, measure, year)
    return f"{measure.title} {with_unit(text, measure.unit)}" if text else ""
