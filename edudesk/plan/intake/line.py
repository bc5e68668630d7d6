"""A proposal beside the record of the plan that it was found as, and how a preview tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column
from edudesk.plan.intake.proposal import LEFT_OUT, MEASURE, TASK, Proposal
from edudesk.plan.intake.target_years import Dated
from edudesk.plan.rows.goals import GOAL_COLUMN
from edudesk.plan.rows.measures import MEASURE_COLUMN
from edudesk.plan.rows.tasks import TASK_COLUMN
from edudesk.plan.rows.text import QUADRANTS, SWOT_COLUMN
from edudesk.roster.intake.values import RowState

_COLUMNS_OF: Final = {
    TASK: TASK_COLUMN,
    MEASURE: MEASURE_COLUMN,
    **{word: {**SWOT_COLUMN, "goal": SWOT_COLUMN["goal_id"]} for word in QUADRANTS.words},
}


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
            on = f"（{self.dated.base_on}）" if self.dated.base_on else ""
            parts.append(f"基线 {self.dated.base}{unit}{on}")
        if self.dated and self.dated.by_year:
            parts.append("、".join(f"{year} {value}{unit}" for year, value in self.dated.by_year.items()))
        if one.facts:
            parts.append(facts_told(one.facts, _COLUMNS_OF.get(one.kind, GOAL_COLUMN)))
        return "　".join(filter(None, parts))

    @property
    def is_kept(self) -> bool:
        """Whether it is imported at all."""
        return self.proposal.kind != LEFT_OUT


def told(value: object) -> str:
    """A field as text: a weight of 30.0 is 30, none is ""."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def facts_told(facts: Mapping[str, str], columns: Mapping[str, Column]) -> str:
    """责任部门：教导处；完成时限：2026-06-30."""
    return "；".join(
        f"{columns[key].full_title}：{value}" for key, value in facts.items() if key in columns and value
    )
