"""Verbs on measures and their yearly targets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.measures import (
    MEASURE_COLUMN,
    TARGET_COLUMN,
    MeasureDraft,
    MeasureRow,
    TargetDraft,
    TargetRow,
)
from edudesk.plan.rules.entering import measure_problems, target_problems, typed_value
from edudesk.plan.service.goals import placed_last
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import PlanMeasure, PlanTarget
from edudesk.store.part_service import refuse_twice, touched
from edudesk.store.work import Work


class MeasureService(PlanPart[MeasureDraft, MeasureRow]):
    """观测指标."""

    table, row, draft = PlanMeasure, MeasureRow, MeasureDraft
    columns: ClassVar[Mapping[str, Column]] = MEASURE_COLUMN

    def _order(self, row: MeasureRow) -> Any:
        return row.place, row.id

    def _settled(self, draft: MeasureDraft) -> MeasureDraft:
        plain = {key: typed_value(getattr(draft, key)) for key in ("low", "high", "tolerance")}
        base = typed_value(draft.base, draft.direction)
        return replace(draft, title=draft.title.strip(), base=base, place=draft.place or 0, **plain)

    def _found(self, draft: MeasureDraft) -> Sequence[FieldProblem]:
        return list(measure_problems(draft))

    def _followed(self, work: Work) -> None:
        placed_last(self, work, lambda row: (row.plan_id, row.goal_id))


class TargetService(PlanPart[TargetDraft, TargetRow]):
    """Yearly targets and actuals; one row for each measure and year."""

    table, row, draft = PlanTarget, TargetRow, TargetDraft
    columns: ClassVar[Mapping[str, Column]] = TARGET_COLUMN

    def _order(self, row: TargetRow) -> Any:
        return row.year, row.id

    def _settled(self, draft: TargetDraft) -> TargetDraft:
        return replace(draft, target=draft.target.strip(), actual=draft.actual.strip())

    def _found(self, draft: TargetDraft) -> Sequence[FieldProblem]:
        return list(target_problems(draft, None))

    def _followed(self, work: Work) -> None:
        refuse_twice(
            self._of(work.connection, touched(self, work)),
            lambda row: (row.measure_id, row.year),
            lambda row: FieldProblem("year", f"这个指标的{row.year}已经有目标值。"),
        )
