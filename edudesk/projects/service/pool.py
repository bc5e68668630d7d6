"""Verbs on the in-school pool: what experts say, and who is recommended."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.pool import (
    RECOMMENDATION_COLUMN,
    REVIEW_COLUMN,
    RecommendationDraft,
    RecommendationRow,
    ReviewDraft,
    ReviewRow,
)
from edudesk.projects.rules.entering import recommendation_problems, review_problems
from edudesk.projects.service.parts import PartService
from edudesk.projects.tables import ProjectReview, Recommendation


class ReviewService(PartService[ReviewDraft, ReviewRow]):
    """论证评分."""

    table, row, draft = ProjectReview, ReviewRow, ReviewDraft
    columns: ClassVar[Mapping[str, Column]] = REVIEW_COLUMN

    def _order(self, row: ReviewRow) -> Any:
        return row.on, row.id

    def _found(self, draft: ReviewDraft) -> Sequence[FieldProblem]:
        return list(review_problems(draft))


class RecommendationService(PartService[RecommendationDraft, RecommendationRow]):
    """推荐排序 and 公示."""

    table, row, draft = Recommendation, RecommendationRow, RecommendationDraft
    columns: ClassVar[Mapping[str, Column]] = RECOMMENDATION_COLUMN

    def _order(self, row: RecommendationRow) -> Any:
        return row.batch, row.place is None, row.place or 0, row.id

    def _found(self, draft: RecommendationDraft) -> Sequence[FieldProblem]:
        return list(recommendation_problems(draft))
