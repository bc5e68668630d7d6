"""表15: 巡课 of a term week by week, and class × weekday (教学常规检查 3.2)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.checks.forms.points import plain
from edudesk.checks.reports.columns import column, figure
from edudesk.checks.reports.facts import CheckFacts, sheet_report
from edudesk.checks.rows.patrols import VERIFIED, PatrolRow
from edudesk.checks.rules.units import class_order
from edudesk.school.rules.terms import week_of

_JUDGED = Privacy.INTERNAL
_WEEKDAYS = "一二三四五六日"
_SCHOOL_DAYS = range(5)


def patrols(facts: CheckFacts, audience: Audience) -> Report:
    """巡课周汇总表: every event, week by week."""
    start = facts.summary.facts.start.isoformat()

    def told(row: PatrolRow) -> str:
        return "；".join(filter(None, (row.case_text, row.text)))

    columns = (
        column("week", "周次", lambda row: week_of(date.fromisoformat(row.day), start), 12, Kind.INT),
        Column("day", "日期", Kind.DATE, 24),
        Column("period", "节次", width=16),
        Column("class_name", "班级", width=24),
        column("name", "教师", lambda row: _holder(facts, row), 18, privacy=Privacy.PUBLIC),
        column("told", "情况", told, 70, privacy=_JUDGED),
        figure("points", "扣分", lambda row: row.points or None, 14),
        Column("status", "核实结果", width=18, privacy=_JUDGED),
        Column("inspector", "巡课人", width=18),
        Column("remark", "备注", width=24, privacy=_JUDGED),
    )
    rows = [row for row in facts.summary.facts.patrols if facts.wants(row.teacher_id)]
    return sheet_report(
        "patrols", "巡课周汇总表", facts, audience, columns, rows, notes=("只有已确认的扣分计入学期总分。",)
    )


def patrol_weekdays(facts: CheckFacts, audience: Audience) -> Report:
    """巡课班级情况表: class × weekday, what was found there and stands; it names no person."""
    found: dict[str, dict[int, list[PatrolRow]]] = defaultdict(lambda: defaultdict(list))
    for row in facts.summary.facts.patrols:
        if row.status == VERIFIED and row.class_name and facts.wants(row.teacher_id):
            found[row.class_name][date.fromisoformat(row.day).weekday()].append(row)
    days = sorted({*_SCHOOL_DAYS, *chain.from_iterable(found.values())})

    def on_day(line: tuple[str, dict[int, list[PatrolRow]]], day: int) -> str:
        return _told(line[1].get(day, ()))

    columns = (
        column("class_name", "班级", lambda line: line[0], 30),
        *(column(f"day{day}", f"星期{_WEEKDAYS[day]}", partial(on_day, day=day), 34) for day in days),
        column("rounds", "巡课次数", lambda line: len(_all(line[1])), 18, Kind.INT),
        figure("lost", "扣分合计", lambda line: _lost(_all(line[1])) or None, 20, privacy=Privacy.WORK),
    )
    lines = sorted(found.items(), key=lambda line: class_order(line[0]))
    return sheet_report(
        "patrol_weekdays", "巡课班级情况表", facts, audience, columns, lines, audiences=tuple(Audience),
        notes=("按班级和星期统计本学期已确认的巡课；“问题 2 −1.5”是发现问题 2 次，共扣 1.5 分。",),
    )  # fmt: skip


def _told(rows: Sequence[PatrolRow]) -> str:
    """正常 3，问题 2 −1.5."""
    faults = [row for row in rows if row.points or row.is_veto]
    good, lost = len(rows) - len(faults), _lost(faults)
    fault = f"问题 {len(faults)}" + (f" −{plain(lost)}" if lost else "") if faults else ""
    return "，".join(filter(None, (f"正常 {good}" if good else "", fault)))


def _all(days: dict[int, list[PatrolRow]]) -> list[PatrolRow]:
    return list(chain.from_iterable(days.values()))


def _lost(rows: Sequence[PatrolRow]) -> Decimal:
    return sum((row.points for row in rows), Decimal(0))


def _holder(facts: CheckFacts, row: PatrolRow) -> str:
    """李静, and 代 李静 of a substitute (教学常规检查 5.2)."""
    name = facts.names.get(row.teacher_id, "")
    return f"代 {name}" if name and row.stands_for else name
