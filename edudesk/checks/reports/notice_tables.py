"""The groups in a 通报: what they came to in each check as chart and table, and the 附表 beside it (教学常规检查 表9)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.columns import Column, Kind
from edudesk.base.document import Attachment
from edudesk.base.masking import Audience
from edudesk.base.report import A4, Report
from edudesk.checks.forms.points import mean
from edudesk.checks.reports.facts import CheckFacts
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.results import UnitScore, check_score
from edudesk.checks.rules.summary import TermSummary, is_done, is_due

GROUPS, TEACHERS = "各教研组检查情况", "各位教师检查得分"


@dataclass(frozen=True, slots=True)
class GroupOfNotice:
    """One 教研组 in the checks of a 通报. means: check id -> mean of its teachers' scores there (1.8)."""

    name: str
    units: tuple[UnitScore, ...]
    means: Mapping[str, Decimal]

    @property
    def mean(self) -> Decimal | None:
        """Of its checks."""
        return mean(list(self.means.values())) if self.means else None


def groups_of(summary: TermSummary, checks: Mapping[CampaignRow, Sequence[UnitScore]]) -> list[GroupOfNotice]:
    """The groups that had something to be looked at, by name. checks: each with its units."""
    units: dict[str, dict[CampaignRow, list[UnitScore]]] = defaultdict(lambda: defaultdict(list))
    for check, found in checks.items():
        for unit in found:
            units[unit.unit.group or "未分组"][check].append(unit)
    return [
        GroupOfNotice(
            name,
            tuple(unit for found in by_check.values() for unit in found),
            {
                check.id: mean(values)
                for check, found in by_check.items()
                if (values := list(scores_of(summary, check, found).values()))
            },
        )
        for name, by_check in sorted(units.items())
    ]


def scores_of(summary: TermSummary, check: CampaignRow, units: Sequence[UnitScore]) -> dict[str, Decimal]:
    """What each teacher, or group that was looked at as one, came to in a check, from all their units (R3, R4)."""
    own: dict[str, list[UnitScore]] = defaultdict(list)
    for unit in units:
        own[unit.unit.teacher_id or unit.unit.id].append(unit)
    found = {key: check_score(check, one, summary.how).value for key, one in own.items()}
    return {key: value for key, value in found.items() if value is not None}


def chart_of(groups: Sequence[GroupOfNotice], checks: Sequence[CampaignRow]) -> Chart:
    """图1: a bar for each check of each group."""
    return Chart(
        key="checks_notice_groups",
        kind=ChartKind.BARS,
        title="图1　各教研组平均得分",
        categories=tuple(group.name for group in groups),
        series=tuple(
            Series(
                check.title,
                tuple(
                    Point(float(value) if (value := group.means.get(check.id)) is not None else None)
                    for group in groups
                ),
            )
            for check in checks
        ),
        unit="分",
        decimals=1,
    )


def means_table(
    groups: Sequence[GroupOfNotice], checks: Sequence[CampaignRow], facts: CheckFacts, audience: Audience
) -> Report:
    """表1: the figures of the chart."""
    columns = (
        Column("name", "教研组", width=44),
        *(Column(check.id, check.title, Kind.TEXT, 32) for check in checks),
    )
    rows = [
        (group.name, *(f"{group.means[one.id]:.1f}" if one.id in group.means else "—" for one in checks))
        for group in groups
    ]
    return _table("checks_notice_1", "表1　各教研组平均得分", facts, audience, columns, rows, ())


def attached(
    groups: Sequence[GroupOfNotice],
    checks: Mapping[CampaignRow, Sequence[UnitScore]],
    facts: CheckFacts,
    audience: Audience,
    *,
    is_named: bool,
) -> Iterator[Attachment]:
    """附表: 表7 of these checks in short; 表3 of them only where problems name their teachers, too."""
    if groups:
        yield Attachment(GROUPS, (_groups_table(groups, facts, audience),))
    if is_named and groups:
        yield Attachment(TEACHERS, (_teachers_table(checks, facts, audience),))


def _groups_table(groups: Sequence[GroupOfNotice], facts: CheckFacts, audience: Audience) -> Report:
    summary = facts.summary
    levels = [level.name for level in summary.levels]
    columns = (
        Column("name", "教研组", width=36),
        Column("due", "应检", Kind.INT, 13),
        Column("done", "实检", Kind.INT, 13),
        Column("missing", "缺检", Kind.INT, 13),
        Column("mean", "均分", width=16),
        *(Column(f"level{place}", name, Kind.INT, 13) for place, name in enumerate(levels)),
        Column("good", "优良率（%）", width=18),
    )
    rows = []
    for group in groups:
        due, done = sum(map(is_due, group.units)), sum(map(is_done, group.units))
        grades = [
            summary.grade(one.value, is_vetoed=one.is_vetoed) for one in group.units if one.value is not None
        ]
        counts = [grades.count(name) for name in levels]
        good = sum(counts[: max(len(counts) - 2, 1)])
        rows.append(
            (
                group.name,
                due,
                done,
                due - done,
                "—" if group.mean is None else f"{group.mean:.1f}",
                *counts,
                f"{good * 100 / len(grades):.1f}" if grades else "—",
            )
        )
    notes = ("组的均分是组内教师得分的平均；应检、实检、缺检和各等级按份数计。",)
    return _table("checks_notice_2", "", facts, audience, columns, rows, notes)


def _teachers_table(
    checks: Mapping[CampaignRow, Sequence[UnitScore]], facts: CheckFacts, audience: Audience
) -> Report:
    summary = facts.summary
    scores = {check: scores_of(summary, check, units) for check, units in checks.items()}
    columns = (
        Column("group", "教研组", width=32),
        Column("name", "教师", Kind.NAME, 22),
        *(Column(check.id, check.title, width=26) for check in checks),
    )
    people = {
        unit.unit.teacher_id: (unit.unit.group or "未分组", unit.unit.who)
        for units in checks.values()
        for unit in units
        if unit.unit.teacher_id
    }

    def spelled(key: str) -> str:
        return summary.facts.people[key].pinyin if key in summary.facts.people else ""

    rows = [
        (*about, *(f"{found[key]:.1f}" if key in found else "—" for found in scores.values()))
        for key, about in sorted(people.items(), key=lambda one: (one[1][0], spelled(one[0]), one[1][1]))
    ]
    return _table("checks_notice_3", "", facts, audience, columns, rows, ("按教研组列出，不排名次。",))


def _table(
    key: str,
    title: str,
    facts: CheckFacts,
    audience: Audience,
    columns: Sequence[Column],
    rows: Sequence[tuple[object, ...]],
    notes: tuple[str, ...],
) -> Report:
    return Report(
        key,
        title,
        "",
        facts.today,
        tuple(columns),
        tuple(rows),
        signature=(),
        paper=A4,
        audience=audience,
        notes=notes,
    )
