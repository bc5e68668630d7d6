"""What the text of a plan proposes beside the records of the plan that is there: new, the same, or another text or fact."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, Final

from edudesk.plan.intake.choosing import taken_for
from edudesk.plan.intake.duty_words import as_goal, as_task, duties_in
from edudesk.plan.intake.goal_words import weight_in
from edudesk.plan.intake.line import Line, facts_told, told
from edudesk.plan.intake.proposal import (
    FACT_OF,
    IN_PROJECTS,
    IN_TABLE,
    IN_TEXT,
    LEFT_OUT,
    MEASURE,
    TASK,
    Proposal,
)
from edudesk.plan.intake.target_kinds import direction_of, fits
from edudesk.plan.intake.target_words import value_and_unit
from edudesk.plan.intake.target_years import Dated, dated, word_of
from edudesk.plan.rows.goals import GOAL, GOAL_COLUMN, KEY_PROJECT, GoalRow
from edudesk.plan.rows.measures import MEASURE_COLUMN, YES, MeasureRow
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TASK_COLUMN
from edudesk.plan.rows.text import QUADRANTS
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import inherited
from edudesk.plan.rules.marks import without_mark
from edudesk.plan.rules.wanted import wanted_in
from edudesk.plan.rules.years import years_of
from edudesk.roster.intake.values import RowState

_PRINTED_DEEP: Final = 3  # levels of goals that have headings of their own


class Beside:
    """Proposals beside the records of a plan. kept: lines of the headings whose chapters stand there word for word; chosen:
    keys of proposals somebody decided on."""

    def __init__(
        self,
        whole: PlanWhole | None,
        draft: PlanDraft,
        kept: Set[int] = frozenset(),
        chosen: Set[str] = frozenset(),
    ) -> None:
        self._whole, self._years = whole, years_of(draft)
        self._kept, self._chosen = kept, chosen
        self.lost_years: list[str] = []  # of tasks, that the plan does not have
        self.frozen: list[tuple[str, list[str]]] = []  # measures with the years that do not change any more
        self._left: set[str] = set()  # keys of proposals that only the text of a plan that is there says
        self._same: set[str] = set()  # keys of goals and tasks that stand there just so
        self._found: dict[str, str] = {}  # key of a proposal -> id of the record it is
        self._taken: set[str] = (
            set()
        )  # ids of records that a proposal was found as: of two of a name each is its own

    def lines(self, proposals: Sequence[Proposal]) -> list[Line]:
        return [self._line(one) for one in proposals]

    def found_as(self, key: str) -> str:
        """Id of the goal that a proposal was found as, "" = none."""
        return self._found.get(key, "")

    def _line(self, one: Proposal) -> Line:
        if one.kind == LEFT_OUT:
            return Line(one, RowState.SAME)
        if one.parent in self._left:
            self._left.add(one.key)
            return Line(replace(one, kind=LEFT_OUT), RowState.SAME)
        if one.kind in FACT_OF:
            return self._fact(one)
        if one.kind in QUADRANTS.words:
            is_there = any(
                row.quadrant == one.kind
                and _bare(one.title) in (_bare(row.text), _bare(f"{row.text}（{row.figure_text}）"))
                for row in self._all("swots")
            )
            return Line(one, RowState.SAME if is_there else RowState.NEW)
        if one.kind == MEASURE:
            return self._measure(one)
        if one.kind == TASK and one.key not in self._chosen and self._is_goal_there(one):
            one = taken_for(one, GOAL)
        if one.kind == TASK:
            return self._beneath(self._in_year(one), self._all("tasks"), "expected")
        parent = self._found.get(one.parent, "") if one.parent else ""
        is_loose = one.why == IN_TABLE and not one.parent  # a table names a goal without where it stands
        # so does the chapter of the projects, which may stand below a domain
        is_project = one.why == IN_PROJECTS and not one.parent
        rows: list[GoalRow] = [
            row
            for row in self._all("goals")
            if is_loose or row.parent_id == parent or (is_project and row.kind == KEY_PROJECT)
        ]
        line = self._beneath(one, [*rows, *self._printed_beside(parent)], "text", is_goal=True)
        is_text = one.why == IN_PROJECTS and one.line in self._kept and one.key not in self._chosen
        if is_text and not line.row_id:  # nobody took it for a project
            self._left.add(one.key)
            return Line(replace(one, kind=LEFT_OUT), RowState.SAME)
        return line

    def _is_goal_there(self, one: Proposal) -> bool:
        """Whether what stands as deep as tasks is a goal in the plan, and no task of it: a goal of the third level has words alone."""
        goal, title = self._found.get(one.parent, ""), _bare(one.title)
        goals = [
            *(row for row in self._all("goals") if goal and row.parent_id == goal),
            *self._printed_beside(goal),
        ]
        is_one = any(row.id not in self._taken and _bare(row.title) == title for row in goals)
        return is_one and not any(
            row.goal_id == goal and row.id not in self._taken and _bare(row.title) == title
            for row in self._all("tasks")
        )

    def _printed_beside(self, goal: str) -> list[GoalRow]:
        """Goals of the fourth level and below, below a goal: a paper prints them as those of the third."""
        found: list[GoalRow] = []
        for row in self._all("goals"):
            above = [row.parent_id]
            while above[-1] and self._whole and above[-1] in self._whole.goal:
                above.append(self._whole.goal[above[-1]].parent_id)
            if goal and goal in above[1:] and len(above) > _PRINTED_DEEP:
                found.append(row)
        return found

    def _all(self, key: str) -> tuple[Any, ...]:
        return getattr(self._whole, key) if self._whole else ()

    def _fact(self, one: Proposal) -> Line:
        before = str(getattr(self._whole.plan, FACT_OF[one.kind])) if self._whole else ""
        if _bare(before) == _bare(one.title):
            return Line(one, RowState.SAME)
        return Line(one, RowState.CHANGED if before else RowState.NEW, before)

    def _in_year(self, one: Proposal) -> Proposal:
        """A task with the word that the plan has for its year."""
        said = one.facts.get("year", "")
        if not said:
            return one
        rest = {key: value for key, value in one.facts.items() if key != "year"}
        word = word_of(said, self._years, one.among)
        if not word:
            self.lost_years.append(said)
        return replace(one, facts={**rest, "year": word} if word else rest)

    def _beneath(self, one: Proposal, rows: Sequence[Any], key: str, *, is_goal: bool = False) -> Line:
        """A goal, or a task of one: the one with the same title, of the year where one is said; another text or fact changes
        it. What the file does not say is no change."""
        goal = self._found.get(one.parent, "")
        title = _bare(one.title)
        beside = [row for row in rows if is_goal or row.goal_id == goal]
        alike = [row for row in beside if _bare(row.title) == title] or [
            row for row in beside if title == _bare(without_mark(weight_in(row.title)[0]))
        ]
        year = one.facts.get("year", "")
        row = self._free([row for row in alike if not year or row.year == year])
        if row is None and not year:
            row = self._free(alike)
        if row is None:
            return Line(one, RowState.NEW)
        self._found[one.key] = row.id
        own = {**weight_in(row.title)[1], **_in_words(row, key, is_goal=is_goal)} if one.facts else {}
        facts = {
            name: value
            for name, value in one.facts.items()
            if value != own.get(name)
            and _bare(value) not in {_bare(said) for said in self._said(row, name, is_goal=is_goal)}
        }
        one = replace(one, facts=facts)
        text = str(getattr(row, key))
        is_text = bool(one.text) and _bare(text) != _bare(one.text)
        if not is_text and not facts:
            self._same.add(one.key)
            return Line(one, RowState.SAME, "", row.id)
        if not is_text:
            one = replace(one, text=text)
        columns = GOAL_COLUMN if is_goal else TASK_COLUMN
        old = facts_told({name: told(getattr(row, name)) or "（空）" for name in facts}, columns)
        return Line(one, RowState.CHANGED, "；".join(filter(None, (text if is_text else "", old))), row.id)

    def _said(self, row: Any, name: str, *, is_goal: bool) -> set[str]:
        """What a paper prints of a fact: its own, else that of the goal it belongs to."""
        own = told(getattr(row, name))
        if own or self._whole is None:
            return {own}
        goal = row if is_goal else self._whole.goal.get(row.goal_id)
        if goal is None:
            return {own}
        if name in ("department", "leader"):
            return {own, inherited(self._whole.goals, name)[goal.id]}
        if name in ("owner", "person"):
            return {own, goal.person, inherited(self._whole.goals, "leader")[goal.id]}
        if name == "mark":
            return {own, "；".join(one.title for one in self._whole.measures_of.get(goal.id, ()))}
        return {own}

    def _free(self, rows: Iterable[Any]) -> Any | None:
        """The first of these records that no proposal is yet."""
        row = next((row for row in rows if row.id not in self._taken), None)
        if row is not None:
            self._taken.add(row.id)
        return row

    def _measure(self, one: Proposal) -> Line:
        goal = self._found.get(one.parent, "")
        row = self._free(
            row for row in self._all("measures") if (row.goal_id, row.title) == (goal, one.title)
        )
        when = self._dated(one, row)
        if row is None or self._whole is None:
            if one.why == IN_TEXT and one.parent in self._same and one.key not in self._chosen:
                # the goal is there word for word, and nobody took this figure of it for a measure
                return Line(replace(one, kind=LEFT_OUT), RowState.SAME)
            return Line(one, RowState.NEW, dated=when)
        when = self._without_frozen(when, row)
        there = {year: _wanted(self._whole, row, year) for year in when.by_year}
        weight = one.facts.get("weight", "")
        is_weighed = weight in ("", told(row.weight))
        is_based = when.base in ("", row.base) and when.base_on in ("", row.base_on)
        if there == dict(when.by_year) and is_based and is_weighed:
            return Line(replace(one, facts={}), RowState.SAME, "", row.id, when)
        before = [f"{year} {value}" for year, value in there.items() if value and value != when.by_year[year]]
        if not is_based:
            before.insert(0, f"基线 {row.base or '（空）'}{f'（{row.base_on}）' if row.base_on else ''}")
        if not is_weighed:
            before.append(facts_told({"weight": told(row.weight) or "（空）"}, MEASURE_COLUMN))
        else:
            one = replace(one, facts={})
        return Line(one, RowState.CHANGED, "、".join(before), row.id, when)

    def _without_frozen(self, when: Dated, row: MeasureRow) -> Dated:
        """Without other targets for years that were frozen with what they came to."""
        if self._whole is None:
            return when
        own = self._whole.targets_of.get(row.id, {})
        years = [
            year
            for year, value in when.by_year.items()
            if year in own and own[year].frozen == YES and _wanted(self._whole, row, year) != value
        ]
        if years:
            self.frozen.append((row.title, years))
        return replace(
            when, by_year={year: value for year, value in when.by_year.items() if year not in years}
        )

    def _dated(self, one: Proposal, row: MeasureRow | None) -> Dated:
        """The figures by year, without those that the measure cannot have."""
        targets = one.targets
        if targets is None:
            return Dated()
        when = dated(targets, self._years, one.among)
        direction = row.direction if row else direction_of(targets)
        good: dict[str, str] = {}
        unfit = []
        for year, value in when.by_year.items():
            is_there = (
                row is not None and self._whole is not None and _wanted(self._whole, row, year) == value
            )
            if is_there or fits(value, direction):
                good[year] = value
            else:
                unfit.append(f"{year}“{value}”")
        base = when.base if fits(when.base, direction, is_base=True) else ""
        if base != when.base:
            unfit.insert(0, f"基线“{when.base}”")
        on = when.base_on if base else ""
        return replace(when, base=base, base_on=on, by_year=good, unfit=tuple(unfit))


def _in_words(row: Any, key: str, *, is_goal: bool) -> Mapping[str, str]:
    """What the words of a record say of who answers and until when: printed and read back that is nothing new."""
    _, said = duties_in(f"{row.title}\n{getattr(row, key)}")
    return as_goal(said) if is_goal else as_task(said)


def _wanted(whole: PlanWhole, row: MeasureRow, year: str) -> str:
    """What is asked of a measure in a year, as a text that is read has it: 85 of ≥85."""
    return value_and_unit(wanted_in(whole, row, year))[0]


def _bare(text: str) -> str:
    """Without spaces, of which a printed paper has others, and without the full stop it closes with."""
    return re.sub(r"\s+", "", text).rstrip("。；;")
