"""What the text of a plan proposes beside the records of the plan that is there: new, the same, or another text or fact."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.base.columns import Column
from edudesk.plan.rows.goals import GOAL_COLUMN, GoalRow
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TASK_COLUMN
from edudesk.plan.rows.text import QUADRANTS
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import inherited
from edudesk.plan.rules.proposal import FACT_OF, IN_TABLE, IN_TEXT, LEFT_OUT, MEASURE, TASK, Proposal
from edudesk.plan.rules.target_years import Dated, dated, word_of
from edudesk.plan.rules.years import years_of
from edudesk.roster.intake.values import RowState


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal beside what is there. before: what it would replace; row_id: of the record it was found as, "" = none."""

    proposal: Proposal
    state: RowState
    before: str = ""
    row_id: str = ""
    dated: Dated | None = None

    @property
    def told(self) -> str:
        """The title with the figures and facts beside it, as a preview shows them."""
        one = self.proposal
        unit = one.targets.unit if one.targets else ""
        parts = [one.title]
        if self.dated and self.dated.base:
            parts.append(f"基线 {self.dated.base}{unit}")
        if self.dated and self.dated.by_year:
            parts.append("、".join(f"{year} {value}{unit}" for year, value in self.dated.by_year.items()))
        if one.facts:
            parts.append(facts_told(one.facts, TASK_COLUMN if one.kind == TASK else GOAL_COLUMN))
        return "　".join(filter(None, parts))

    @property
    def is_kept(self) -> bool:
        """Whether it is imported at all."""
        return self.proposal.kind != LEFT_OUT


class Beside:
    """Proposals beside the records of a plan."""

    def __init__(self, whole: PlanWhole | None, draft: PlanDraft) -> None:
        self._whole, self._years = whole, years_of(draft)
        self._same: set[str] = set()  # keys of goals and tasks that stand there just so
        self._found: dict[str, str] = {}  # key of a proposal -> id of the record it is
        self._taken: set[str] = (
            set()
        )  # ids of records that a proposal was found as: of two of a name each is its own

    def lines(self, proposals: Sequence[Proposal]) -> list[Line]:
        return [self._line(one) for one in proposals]

    def _line(self, one: Proposal) -> Line:
        if one.kind == LEFT_OUT:
            return Line(one, RowState.SAME)
        if one.kind in FACT_OF:
            return self._fact(one)
        if one.kind in QUADRANTS.words:
            is_there = any((row.quadrant, row.text) == (one.kind, one.title) for row in self._all("swots"))
            return Line(one, RowState.SAME if is_there else RowState.NEW)
        if one.kind == MEASURE:
            return self._measure(one)
        if one.kind == TASK:
            return self._beneath(self._in_year(one), self._all("tasks"), "expected")
        parent = self._found.get(one.parent, "") if one.parent else ""
        is_loose = one.why == IN_TABLE and not one.parent  # a table names a goal without where it stands
        rows: list[GoalRow] = [row for row in self._all("goals") if is_loose or row.parent_id == parent]
        return self._beneath(one, rows, "text", is_goal=True)

    def _all(self, key: str) -> tuple[Any, ...]:
        return getattr(self._whole, key) if self._whole else ()

    def _fact(self, one: Proposal) -> Line:
        before = str(getattr(self._whole.plan, FACT_OF[one.kind])) if self._whole else ""
        if before == one.title:
            return Line(one, RowState.SAME)
        return Line(one, RowState.CHANGED if before else RowState.NEW, before)

    def _in_year(self, one: Proposal) -> Proposal:
        """A task with the word that the plan has for its year."""
        said = one.facts.get("year", "")
        if not said:
            return one
        rest = {key: value for key, value in one.facts.items() if key != "year"}
        word = word_of(said, self._years)
        return replace(one, facts={**rest, "year": word} if word else rest)

    def _beneath(self, one: Proposal, rows: Sequence[Any], key: str, *, is_goal: bool = False) -> Line:
        """A goal, or a task of one: the one with the same title, of the year where one is said; another text or fact changes
        it. What the file does not say is no change."""
        goal = self._found.get(one.parent, "")
        alike = [row for row in rows if row.title == one.title and (is_goal or row.goal_id == goal)]
        year = one.facts.get("year", "")
        row = self._free([row for row in alike if not year or row.year == year])
        if row is None and not year:
            row = self._free(alike)
        if row is None:
            return Line(one, RowState.NEW)
        self._found[one.key] = row.id
        facts = {
            name: value
            for name, value in one.facts.items()
            if value not in self._said(row, name, is_goal=is_goal)
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
        old = facts_told({name: str(getattr(row, name)) or "（空）" for name in facts}, columns)
        return Line(one, RowState.CHANGED, "；".join(filter(None, (text if is_text else "", old))), row.id)

    def _said(self, row: Any, name: str, *, is_goal: bool) -> set[str]:
        """What a paper prints of a fact: its own, else that of the goal it belongs to."""
        own = str(getattr(row, name))
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
        when = dated(one.targets, self._years) if one.targets else Dated()
        goal = self._found.get(one.parent, "")
        row = self._free(
            row for row in self._all("measures") if (row.goal_id, row.title) == (goal, one.title)
        )
        if row is None or self._whole is None:
            if one.why == IN_TEXT and one.parent in self._same:
                # the goal is there word for word, and nobody took this figure of it for a measure
                return Line(replace(one, kind=LEFT_OUT), RowState.SAME)
            return Line(one, RowState.NEW, dated=when)
        there = {
            year: self._whole.target[row.id, year].target
            for year in when.by_year
            if (row.id, year) in self._whole.target
        }
        if there == dict(when.by_year) and when.base in ("", row.base):
            return Line(one, RowState.SAME, "", row.id, when)
        told = [f"{year} {value}" for year, value in there.items()]
        if when.base not in ("", row.base):
            told.insert(0, f"基线 {row.base or '（空）'}")
        return Line(one, RowState.CHANGED, "、".join(told), row.id, when)


def facts_told(facts: Mapping[str, str], columns: Mapping[str, Column]) -> str:
    """责任部门：教导处；完成时限：2026-06-30."""
    return "；".join(
        f"{columns[key].full_title}：{value}" for key, value in facts.items() if key in columns and value
    )


def _bare(text: str) -> str:
    """Without spaces, of which a printed paper has others."""
    return re.sub(r"\s+", "", text)
