"""Verbs on the in-school pool: what experts say, and who is recommended."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Connection, func, select

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.rows.pool import (
    ARGUMENT,
    RECOMMENDATION_COLUMN,
    REVIEW_COLUMN,
    RecommendationDraft,
    RecommendationRow,
    ReviewDraft,
    ReviewRow,
)
from edudesk.projects.rules.entering import recommendation_problems, review_problems
from edudesk.projects.rules.scoring import mean_points, ranked
from edudesk.projects.service.parts import PartService
from edudesk.projects.tables import ProjectReview, Recommendation
from edudesk.school.rules.years import is_day
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


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

    @view(Right.SEE_PROJECTS)
    def proposed(
        self, connection: Connection, project_ids: Sequence[str]
    ) -> list[tuple[str, int | None, Decimal | None]]:
        """(project, place, mean points of its 论证), the best first; equals share a place, who was not scored has none."""
        c = core(ProjectReview).c
        reviews: dict[str, list[ReviewRow]] = {one: [] for one in project_ids}
        for row in Records(self.context, ProjectReview, ReviewRow).where(
            connection, c.project_id.in_(project_ids), c.occasion == ARGUMENT
        ):
            reviews[row.project_id].append(row)
        points = {one: mean_points(own) for one, own in reviews.items()}
        return [(one, place, points[one]) for one, place in ranked(points)]

    @view(Right.SEE_PROJECTS)
    def batches(self, connection: Connection) -> list[str]:
        """The rounds there were, the latest first."""
        c = core(Recommendation).c
        query = select(c.batch).where(c.deleted_at == "").group_by(c.batch).order_by(func.max(c.id).desc())
        return list(connection.scalars(query))

    @view(Right.SEE_PROJECTS)
    def of_batch(self, connection: Connection, batch: str) -> list[RecommendationRow]:
        """The projects of a round, in their order."""
        return sorted(self.kept.where(connection, core(Recommendation).c.batch == batch), key=self._order)

    @verb("推荐排序", right=Right.EDIT_PROJECTS)
    def recommend(
        self,
        work: Work,
        batch: str,
        ranking: Sequence[tuple[str, int | None, Decimal | None]],
        *,
        on: str,
        unit: str,
    ) -> int:
        """Recommend projects in an order (proposed() gives one), instead of what the round held; returns how many.

        Raises UserError without a name of the round or a day, or when a project stands in it twice.
        """
        ids = [one for one, *_ in ranking]
        if not ids or len(set(ids)) < len(ids):
            raise UserError("推荐名单里没有项目，或有项目列了两次。", "请改好名单再保存；数据没有改动。")
        if not is_day(on):
            raise UserError(
                "还不能保存推荐排序。",
                "请填写推荐日期；数据没有改动。",
                (FieldProblem("on", "请填写推荐日期。"),),
            )
        rows = self.kept.where(work.connection, core(Recommendation).c.batch == batch)
        there = {row.project_id: row for row in rows}
        drafts = [
            RecommendationDraft(
                project_id=one, batch=batch, on=on, unit=unit, place=place,
                tenths=None if points is None else int(points * 10),
            )
            for one, place, points in ranking
        ]  # fmt: skip
        work.put_away(Recommendation, [row.id for row in rows if row.project_id not in ids])
        work.update_many(
            Recommendation,
            {
                there[one.project_id].id: {"place": one.place, "tenths": one.tenths, "on": on, "unit": unit}
                for one in drafts
                if one.project_id in there
            },
        )
        insert(self, work, [one for one in drafts if one.project_id not in there])
        work.title = f"推荐排序 {batch} {len(ids)} 项"
        return len(ids)

    @verb("登记推荐公示", right=Right.EDIT_PROJECTS)
    def publish(self, work: Work, batch: str, *, first: str, last: str, objections: str = "") -> int:
        """公示 of a round from one ISO day to another; returns how many projects. Raises UserError for wrong days."""
        if not (is_day(first) and is_day(last)) or last < first:
            problem = FieldProblem("notice_to", "公示结束日期应不早于开始日期。")
            raise UserError("公示日期不对。", "请填写开始和结束日期；数据没有改动。", (problem,))
        rows = self.kept.where(work.connection, core(Recommendation).c.batch == batch)
        work.title = f"登记公示 {batch} {first} 至 {last}"
        fields = {"notice_from": first, "notice_to": last, "objections": objections}
        return work.update_many(Recommendation, {row.id: fields for row in rows})
