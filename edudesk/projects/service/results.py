"""Verbs on 成果, yearly assessments and the measures of a 绩效自评."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.results import (
    DELIVERABLE_COLUMN,
    MEASURE_ASPECTS,
    MEASURE_COLUMN,
    MEASURE_GROUPS,
    YEARLY_COLUMN,
    DeliverableDraft,
    DeliverableRow,
    MeasureDraft,
    MeasureRow,
    YearlyDraft,
    YearlyRow,
)
from edudesk.projects.rules.entering import deliverable_problems, measure_problems, yearly_problems
from edudesk.projects.service.parts import PartService
from edudesk.projects.tables import Deliverable, ProjectMeasure, ProjectYearly


class DeliverableService(PartService[DeliverableDraft, DeliverableRow]):
    """成果 and awards."""

    table, row, draft = Deliverable, DeliverableRow, DeliverableDraft
    columns: ClassVar[Mapping[str, Column]] = DELIVERABLE_COLUMN

    def _order(self, row: DeliverableRow) -> Any:
        return row.on, row.id

    def _found(self, draft: DeliverableDraft) -> Sequence[FieldProblem]:
        return list(deliverable_problems(draft))


class YearlyService(PartService[YearlyDraft, YearlyRow]):
    """年度考核."""

    table, row, draft = ProjectYearly, YearlyRow, YearlyDraft
    columns: ClassVar[Mapping[str, Column]] = YEARLY_COLUMN

    def _order(self, row: YearlyRow) -> Any:
        return row.year, row.id

    def _found(self, draft: YearlyDraft) -> Sequence[FieldProblem]:
        return list(yearly_problems(draft))


class MeasureService(PartService[MeasureDraft, MeasureRow]):
    """绩效指标."""

    table, row, draft = ProjectMeasure, MeasureRow, MeasureDraft
    columns: ClassVar[Mapping[str, Column]] = MEASURE_COLUMN

    def _order(self, row: MeasureRow) -> Any:
        return row.year, MEASURE_GROUPS.order(row.group), MEASURE_ASPECTS.order(row.aspect), row.id

    def _found(self, draft: MeasureDraft) -> Sequence[FieldProblem]:
        return list(measure_problems(draft))
