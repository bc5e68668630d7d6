"""What the papers of a plan are made from, and what every one of them has: titles, notes, file names, sentences."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, Final

from edudesk.base import files, paths
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import A4_LANDSCAPE, SIGNATURE, Paper, Report
from edudesk.plan.rows.measures import MeasureRow
from edudesk.plan.rows.reviews import AT_END, YEARLY
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import Numbered, inherited, numbered
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.years import PlanYear, year_of, years_of
from edudesk.projects.rows.lines import ProjectLine
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import is_day

IN_HOUSE: Final = (Audience.INTERNAL, Audience.BUREAU)
NOTICE: Final = (*IN_HOUSE, Audience.SCHOOL_NOTICE)
_PEOPLE: Final = frozenset(("责任人", "责任领导", "成员", "负责人"))


@dataclass(frozen=True)
class TermFacts:
    """The term of a working plan. word: 2026-2027学年第一学期; first, last: ISO days; week: ISO day -> number of the teaching
    week, None outside of them."""

    word: str
    first: str
    last: str
    week: Callable[[date], int | None] = lambda day: None


@dataclass(frozen=True)
class PlanFacts:
    """A plan on paper. judged: kind and year -> evaluation; files: id of a proof -> how many files it has; year: word of the
    year a paper is about, "" = that of the day; term: of working plans; leader: whose sheet, "" = all;
    roster: the school in figures of a day; projects: records by their id; rounds: the same of each round that goes on from
    another, the first first, this one among them."""

    school: SchoolDraft
    on: date
    today: date
    whole: PlanWhole
    judged: Callable[[str, str], Judged]
    footer: str = ""
    files: Callable[[], dict[str, int]] = dict
    year: str = ""
    term: Callable[[], TermFacts | None] = lambda: None
    leader: str = ""
    roster: Callable[[date], Facts] | None = None
    projects: Callable[[], Mapping[str, ProjectLine]] = dict
    rounds: Callable[[], Sequence["PlanFacts"]] = tuple

    @cached_property
    def years(self) -> tuple[PlanYear, ...]:
        """The years of the plan."""
        return years_of(self.whole.plan)

    @cached_property
    def of_year(self) -> PlanYear:
        """The year a paper is about. Raises UserError for a plan without days, or a year it has not."""
        if not self.years:
            raise UserError(
                f"“{self.whole.plan.title}”没有起止日期，不能生成。", "请先填写规划的开始和结束日期。"
            )
        if self.year:
            found = next((one for one in self.years if one.word == self.year), None)
            if found is None:
                raise UserError(
                    f"“{self.whole.plan.title}”没有{self.year}这个年度。",
                    f"这份规划的年度：{'、'.join(one.word for one in self.years)}。",
                )
            return found
        return year_of(self.whole.plan, self.on.isoformat()) or self.years[0]

    @cached_property
    def tree(self) -> tuple[Numbered, ...]:
        """The goals in their order."""
        return numbered(self.whole.goals)

    @cached_property
    def domain(self) -> dict[str, str]:
        """The title of the top goal over each goal."""
        tops = {one.number: one.goal.title for one in self.tree if one.depth == 0}
        return {one.id: tops[one.number.partition(".")[0]] for one in self.tree}

    @cached_property
    def leader_of(self) -> dict[str, str]:
        """Who leads each goal, of its own or of the goal above it."""
        return inherited(self.whole.goals, "leader")

    @cached_property
    def person_of(self) -> dict[str, str]:
        """Who answers for each goal: 责任人, else 责任领导, of its own or of the nearest goal above it that names one."""
        return inherited(self.whole.goals, "person", "leader")

    @cached_property
    def department_of(self) -> dict[str, str]:
        """Which department answers for each goal, of its own or of the goal above it."""
        return inherited(self.whole.goals, "department")

    @cached_property
    def with_rows(self) -> tuple[Numbered, ...]:
        """The goals that tables have a line of: those without goals below them, and those with measures or tasks of their own."""
        inner = {one.number.rpartition(".")[0] for one in self.tree}
        return tuple(
            one
            for one in self.tree
            if one.number not in inner or one.id in self.whole.measures_of or one.id in self.whole.tasks_of
        )

    @cached_property
    def measures(self) -> tuple[MeasureRow, ...]:
        """The measures in the order of their goals."""
        return tuple(row for one in self.tree for row in self.whole.measures_of.get(one.id, ()))

    def for_review(self, kind: str) -> "PlanFacts":
        """About the year whose evaluation is handed in: the one asked for, else the last that was evaluated by the day, of
        年度 also the last that is over: nobody hands in the one before in its place. Else that of the day."""
        if self.year or kind == AT_END:
            return self
        now, on = self.of_year.word, self.on.isoformat()
        reviewed = {row.year for row in self.whole.reviews if row.kind == kind}
        told_of = [
            one.word
            for one in self.years
            if one.first <= on and (one.word in reviewed or (kind == YEARLY and one.last < on))
        ]
        return replace(self, year=told_of[-1] if told_of else now)

    def yearly(self) -> Judged:
        """The evaluation of the year."""
        return self.judged(YEARLY, self.of_year.word)

    def file_name(self, title: str, audience: Audience, about: str = "") -> str:
        """Whose, what, of which year and day, for whom."""
        rest = "_".join(filter(None, (title, about if about not in title else "", f"{self.on:%Y%m%d}")))
        whose = self.school.name
        if rest.startswith(whose):  # a plan may be called 实验小学三年发展规划
            rest = rest.removeprefix(whose).lstrip("_")
        return files.safe_name(whose, f"_{rest}_{audience.mark}")

    def titled(self, title: str) -> str:
        """A title whose first line is the school: without it where the second line begins with it."""
        school, _, rest = title.partition("\n")
        return rest if rest.startswith(school) else title


@cache
def told() -> dict[str, Any]:
    """The sentences of forms/plan/words.toml."""
    with paths.shipped("forms", "plan", "words.toml").open("rb") as file:
        return tomllib.load(file)


def column(key: str, title: str, width: float, kind: Kind = Kind.TEXT, parent: str = "") -> Column:
    """A column of a paper that no screen shows."""
    return Column(key, title, kind, width, parent=parent, privacy=Privacy.PUBLIC)


def columns(*named: tuple[str, float]) -> tuple[Column, ...]:
    """Of text, each (title, width), with the running number before them. Names of people are not cut."""
    return (
        SEQUENCE,
        *(
            column(f"c{place}", title, width, Kind.NAME if title in _PEOPLE else Kind.TEXT)
            for place, (title, width) in enumerate(named)
        ),
    )


def table(
    facts: PlanFacts,
    audience: Audience,
    key: str,
    title: str,
    heads: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    about: str = "",
    notes: tuple[str, ...] = (),
    signature: tuple[str, ...] = SIGNATURE,
    paper: Paper = A4_LANDSCAPE,
    is_grouped: bool = False,
) -> Report:
    """A table of its own. about: the year, for its name."""
    return Report(
        key=f"plan_{key}",
        title=title,
        unit=facts.school.name,
        on=facts.today,
        columns=tuple(heads),
        rows=tuple(tuple(row) for row in rows),
        notes=notes,
        signature=signature,
        paper=paper,
        footer=facts.footer,
        file_name=facts.file_name(title, audience, about),
        audience=audience,
        is_grouped=is_grouped,
    )


def day_cell(on: str) -> object:
    """An ISO day as a day, so that a workbook sorts by it; what is none as it is."""
    return date.fromisoformat(on) if is_day(on) else on


def lines(*parts: str) -> str:
    """Texts below each other, empty ones left out."""
    return "\n".join(filter(None, parts))
