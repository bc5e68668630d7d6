"""检查与项目: the projects on a day (X1–X7), and who takes part in them (E19)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from edudesk.indicators.rows.values import (
    Figure,
    Missing,
    Part,
    Person,
    added,
)
from edudesk.indicators.rules.doings import PROJECTS, Ended, Projects
from edudesk.indicators.rules.inputs import Inputs, Rules, shares
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.projects import LEVELS
from edudesk.roster.reports.choosing import school_year_months
from edudesk.roster.rows import TeacherRow

_PAGE: Final = "projects"
_HIGH: Final = ("国家级", "省级", "市级")


def _lacking(inputs: Inputs) -> tuple[Missing, ...]:
    """That there are none to count: a school that has entered no project has not said that it has none."""
    if PROJECTS in inputs.doings.refused:
        return (Missing("查看项目的权限", _PAGE),)
    return () if inputs.doings.projects.lines else (Missing("项目台账", _PAGE),)


def _listed(inputs: Inputs, lines: Sequence[ProjectLine]) -> Figure:
    """How many projects, and how many of each level."""
    levels = Counter(one.project.level for one in lines)
    order = [*LEVELS.words, ""]
    return Figure(
        numerator=Fraction(len(lines)),
        counted=tuple(
            Person(one.id, one.title, f"{one.label} · {one.stage_label} · {one.leaders or '没有主持人'}")
            for one in sorted(lines, key=lambda one: (_place(order, one.project.level), one.title))
        ),
        parts=tuple(
            Part(level or "级别未登记", Fraction(levels[level]), "项") for level in order if levels[level]
        ),
        missing=_lacking(inputs),
    )


def _place(order: Sequence[str], level: str) -> int:
    return order.index(level) if level in order else len(order)


def _live(projects: Projects) -> list[ProjectLine]:
    return [one for one in projects.lines if one.is_live]


def live_projects(inputs: Inputs) -> Figure:
    """X1: projects that are 在研."""
    return _listed(inputs, _live(inputs.doings.projects))


def high_projects(inputs: Inputs) -> Figure:
    """X2: those of them of the city and higher."""
    return _listed(inputs, [one for one in _live(inputs.doings.projects) if one.project.level in _HIGH])


def approved_projects(inputs: Inputs) -> Figure:
    """X3: approved in the school year, up to the day."""
    first, _ = school_year_months(inputs.facts)
    day = inputs.facts.day
    lines = inputs.doings.projects.lines
    return _listed(inputs, [one for one in lines if first <= one.project.approved_on <= day])


def money_spent(inputs: Inputs) -> Figure:
    """X4: what was paid by the day, of the budget of the projects that are 在研 and have one."""
    projects = inputs.doings.projects
    amounts = {key: (Fraction(budget), Fraction(spent)) for key, budget, spent in projects.money}
    known = [
        (one, *amounts[one.id]) for one in _live(projects) if one.id in amounts and amounts[one.id][0] > 0
    ]
    return Figure(
        numerator=added(spent for _, _, spent in known) if known else None,
        denominator=added(budget for _, budget, _ in known),
        counted=tuple(
            Person(one.id, one.title, f"预算 {float(budget):,.0f} 元，已支 {float(spent):,.0f} 元")
            for one, budget, spent in sorted(known, key=lambda told: told[0].title)
        ),
        missing=_lacking(inputs) or (() if known else (Missing("在研项目的经费预算", _PAGE),)),
        notes=("项目经费以财务部门数据为准。",),
    )


def ended_in_time(inputs: Inputs) -> Figure:
    """X5: ended by their last day, of the projects that had to end this school year or did."""
    told = [one for one in inputs.doings.projects.ended if one.on or not one.is_over]
    kept = [one for one in told if one.on and one.on <= one.due]
    return Figure(
        numerator=Fraction(len(kept)) if told else None,
        denominator=Fraction(len(told)),
        counted=tuple(Person(one.id, one.title, f"{one.due} 到期，{one.on} 结题") for one in kept),
        unknown=tuple(
            Person(one.id, one.title, "结题日期未登记")
            for one in inputs.doings.projects.ended
            if one.is_over and not one.on
        ),
        missing=_lacking(inputs),
        notes=_behind([one for one in told if one not in kept])
        if told
        else ("本学年到统计时点没有应结题的项目。",),
    )


def _behind(late: Sequence[Ended]) -> tuple[str, ...]:
    names = [f"{one.title}（{one.due} 到期{f'，{one.on} 结题' if one.on else '，未结题'}）" for one in late]
    return (f"没有按期结题：{'、'.join(names)}。",) if names else ()


def late_nodes(inputs: Inputs) -> Figure:
    """X6: stages, nodes and yearly assessments of projects whose day has gone."""
    late = inputs.doings.projects.late
    return Figure(
        numerator=Fraction(len(late)),
        counted=tuple(
            Person(one.line.id, one.line.title, f"{one.node.title}：{one.node.due} 到期") for one in late
        ),
        missing=_lacking(inputs),
    )


def project_results(inputs: Inputs) -> Figure:
    """X7: 成果 of projects in the school year up to the day; parts: by type, then by level."""
    made = inputs.doings.projects.made
    kinds = Counter(one.kind for one in made)
    levels = Counter(one.level for one in made)
    return Figure(
        numerator=Fraction(len(made)),
        counted=tuple(Person(one.project_id, one.title, f"{one.level}{one.kind} {one.on}") for one in made),
        parts=tuple(
            Part(word, Fraction(number), "项")
            for word, number in (
                *kinds.most_common(),
                *((word, levels[word]) for word in LEVELS.words if levels[word]),
            )
        ),
        missing=_lacking(inputs),
    )


def taking_part(inputs: Inputs) -> Figure:
    """E19: 专任教师 in the team of at least one project that is 在研."""
    projects = inputs.doings.projects
    titles = {one.id: one.title for one in _live(projects)}
    of_teacher: dict[str, list[str]] = defaultdict(list)
    for one in projects.taking:
        if one.project_id in titles:
            of_teacher[one.teacher_id].append(titles[one.project_id])

    def words(row: TeacherRow) -> str:
        return "；".join(of_teacher[row.id])

    if lacking := _lacking(inputs):
        return Figure(missing=lacking)
    return shares(inputs, lambda row: row.id in of_teacher, words)


RULES: Final[Rules] = {
    rule.__name__: rule
    for rule in (
        live_projects, high_projects, approved_projects, money_spent, ended_in_time, late_nodes, project_results,
        taking_part,
    )
}  # fmt: skip
