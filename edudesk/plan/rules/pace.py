"""Where tasks and measures stand: status, planned pace, traffic light, the word of a tag (规划与项目调研 2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from edudesk.plan.rows.measures import (
    EQUAL,
    LEVELS,
    LEVELS_OF,
    LOWER,
    WITHIN,
    YES,
    YES_OR_NO,
    MeasureDraft,
    TargetDraft,
)
from edudesk.plan.rows.tasks import DONE, GOING_ON, NOT_BEGUN, OVERDUE, RESTING, TaskDraft
from edudesk.plan.rules.amounts import amount_of, told
from edudesk.plan.rules.attainment import Yardstick, limits
from edudesk.plan.rules.years import PlanYear
from edudesk.projects.rules.reminders import Tone, days_words
from edudesk.school.rules.years import is_day

BEHIND: Final = 10
"""Points behind the planned pace from which a task is amber."""
FAR_BEHIND: Final = 25
"""Points behind from which it is red."""
SOON: Final = 7
"""Days before the due day from which a list says how many are left."""
_UNFINISHED: Final = "未完成"
_NEAR: Final = Fraction(8, 10)  # of a target: 基本达成
_FEW: Final = 20  # what lacks is counted up to here, and told as a share above


class Light(StrEnum):
    """A traffic light, with its word: never colour alone."""

    GREEN = "正常"
    AMBER = "滞后"
    RED = "严重滞后"
    NONE = ""


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A task on a day. first, last: ISO days it runs, of its year where it has none of its own; planned: per cent that should be
    done; days: to the last, below 0 when it has gone; None without one; is_over: its plan is closed, and nobody counts days."""

    status: str
    light: Light
    first: str
    last: str
    planned: int
    days: int | None
    is_over: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status != DONE and self.status not in RESTING

    @property
    def word(self) -> str:
        """What a tag says: 3 天后到期, 逾期 5 天, 未完成 of a plan that is over, else the status."""
        if self.is_over and self.is_open:
            return _UNFINISHED
        if self.is_open and self.days is not None and self.days <= SOON:
            return days_words(self.days)
        return self.status

    @property
    def tone(self) -> Tone:
        """How urgent the word is."""
        if self.status == DONE:
            return Tone.GOOD
        if not self.is_open or self.is_over:
            return Tone.NONE
        if self.light is Light.RED:
            return Tone.DANGER
        is_soon = self.days is not None and self.days <= SOON
        return Tone.WARNING if is_soon or self.light is Light.AMBER else Tone.INFO


def task_standing(task: TaskDraft, years: Sequence[PlanYear], today: str) -> TaskStanding:
    """How a task stands on an ISO day. years: of its plan."""
    year = next((one for one in years if one.word == task.year), None)
    first = task.starts or (year.first if year else "")
    last = task.due or (year.last if year else "")
    planned = _planned(first, last, today)
    days = (date.fromisoformat(last) - date.fromisoformat(today)).days if is_day(last) else None
    status = _status(task, days)
    return TaskStanding(status, _light(task, status, planned), first, last, planned, days)


def _planned(first: str, last: str, today: str) -> int:
    """Per cent of the days between the first and the last that have gone, both counted."""
    if not is_day(first) or not is_day(last) or today < first:
        return 0
    if today >= last:
        return 100
    begin = date.fromisoformat(first)
    gone = (date.fromisoformat(today) - begin).days + 1
    return gone * 100 // ((date.fromisoformat(last) - begin).days + 1)


def _status(task: TaskDraft, days: int | None) -> str:
    if task.status in RESTING:
        return task.status
    if task.percent >= 100:
        return DONE
    if days is not None and days < 0:
        return OVERDUE
    if task.status:
        return task.status
    return GOING_ON if task.percent > 0 else NOT_BEGUN


def _light(task: TaskDraft, status: str, planned: int) -> Light:
    if status in RESTING:
        return Light.NONE
    if status == OVERDUE:
        return Light.RED
    behind = planned - task.percent
    if status == DONE or behind < BEHIND:
        return Light.GREEN
    return Light.AMBER if behind <= FAR_BEHIND else Light.RED


@dataclass(frozen=True, slots=True)
class MeasureStanding:
    """The tag of a measure beside its target: 达成, 落后 1.4, 缺 1, 92%, 缺数据; "" where nothing is asked for."""

    text: str
    tone: Tone = Tone.NONE


def measure_standing(measure: MeasureDraft, target: TargetDraft | None, actual: str) -> MeasureStanding:
    """How a measure stands to the target of a year. actual: what it came to, live or stored."""
    if target is not None and target.excused == YES:
        return MeasureStanding("不适用")
    aim = target.target if target is not None else ""
    if target is not None and measure.direction == YES_OR_NO:
        aim = aim or YES  # as it is scored
    if not aim and measure.direction != WITHIN:
        return MeasureStanding("")
    if not actual:
        return MeasureStanding("缺数据", Tone.WARNING)
    if measure.direction == YES_OR_NO:
        return _met(actual == aim)
    if measure.direction == LEVELS_OF:
        return _met(actual in LEVELS and LEVELS.index(actual) <= LEVELS.index(aim))
    value, limit = amount_of(actual), amount_of(aim)
    if value is None or (limit is None and measure.direction != WITHIN):
        return MeasureStanding("缺数据", Tone.WARNING)
    if measure.direction == WITHIN:
        low, high = limits(Yardstick(low=measure.low, high=measure.high), aim)
        return _met((low is None or value >= low) and (high is None or value <= high))
    assert limit is not None
    if measure.direction == EQUAL:
        return _met(value == limit)
    return _beside(measure, value, limit)


def _met(is_met: bool) -> MeasureStanding:
    return MeasureStanding("达成", Tone.GOOD) if is_met else MeasureStanding("未达成", Tone.DANGER)


def _beside(measure: MeasureDraft, value: Fraction, limit: Fraction) -> MeasureStanding:
    is_lower = measure.direction == LOWER
    lack = value - limit if is_lower else limit - value
    if lack <= 0:
        return MeasureStanding("达成", Tone.GOOD)
    over, under = (limit, value) if is_lower else (value, limit)
    share = over / under if under else Fraction(0)
    tone = Tone.WARNING if share >= _NEAR else Tone.DANGER
    if measure.unit.strip() in ("%", "％", "百分点"):
        return MeasureStanding(f"{'高出' if is_lower else '落后'} {told(lack)}", tone)
    if lack.denominator == 1 and lack <= _FEW:
        return MeasureStanding(f"{'多' if is_lower else '缺'} {told(lack)}", tone)
    return MeasureStanding(f"{int(share * 100)}%", tone)
