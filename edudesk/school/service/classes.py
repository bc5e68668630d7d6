"""Verbs on classes and on the yearly figures."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.school.rows.classes import CLASS_COLUMN, ClassDraft, ClassRow
from edudesk.school.rows.stages import STAGE_WORDS
from edudesk.school.rows.stats import STATS_COLUMN, StatsDraft, StatsRow
from edudesk.school.rules.classes import class_key, class_name, class_problems, grade_order, settled_class
from edudesk.school.rules.stats import settled_stats, stats_problems
from edudesk.school.tables import SchoolClass, YearStats
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService


class ClassService(RowService[ClassDraft, ClassRow]):
    """The classes of all school years."""

    table, row, draft = SchoolClass, ClassRow, ClassDraft
    columns: ClassVar[Mapping[str, Column]] = CLASS_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: ClassRow) -> Any:
        return row.school_year, grade_order(row.grade), row.number

    def _name(self, draft: ClassDraft) -> str:
        return f"{draft.school_year}学年{class_name(draft.grade, draft.number)}"

    def _settled(self, draft: ClassDraft) -> ClassDraft:
        return settled_class(draft)

    def _problems(self, draft: ClassDraft, others: Sequence[ClassDraft]) -> tuple[FieldProblem, ...]:
        return class_problems(draft, others)

    def _derived(self, draft: ClassDraft) -> Mapping[str, object]:
        return {
            "name": class_name(draft.grade, draft.number),
            "class_key": class_key(draft.school_year, draft.grade, draft.number),
        }


class StatsService(RowService[StatsDraft, StatsRow]):
    """The yearly figures of each 学段."""

    table, row, draft = YearStats, StatsRow, StatsDraft
    columns: ClassVar[Mapping[str, Column]] = STATS_COLUMN
    sees = Right.SEE_SCHOOL

    def _order(self, row: StatsRow) -> Any:
        return row.school_year, STAGE_WORDS.order(row.stage)

    def _name(self, draft: StatsDraft) -> str:
        return f"{draft.school_year}学年{draft.stage}"

    def _settled(self, draft: StatsDraft) -> StatsDraft:
        return settled_stats(draft)

    def _problems(self, draft: StatsDraft, others: Sequence[StatsDraft]) -> tuple[FieldProblem, ...]:
        return stats_problems(draft, others)
