"""Verbs on the in-school pool: what experts say, and who is recommended."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.forms.standards import CRITERIA, weights_text
from edudesk.projects.forms.value import APPLYING, POOL
from edudesk.projects.rows.candidates import Candidate
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.pool import (
    ARGUMENT,
    RECOMMENDATION_COLUMN,
    RECOMMENDED,
    REVIEW_COLUMN,
    RecommendationDraft,
    RecommendationRow,
    ReviewDraft,
    ReviewRow,
)
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.entering import recommendation_problems, review_problems
from edudesk.projects.rules.scoring import mean_points, ranked
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.parts import PartService
from edudesk.projects.service.reading import leaders_of
from edudesk.projects.service.standards import standards_in
from edudesk.projects.tables import KindVersion, Project, ProjectReview, Recommendation
from edudesk.school.rules.years import is_day
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

R = TypeVar("R")
_PUBLISHED = ("notice_from", "notice_to", "objections", "notice_result", "remark")


class ReviewService(PartService[ReviewDraft, ReviewRow]):
    """论证评分."""

    table, row, draft = ProjectReview, ReviewRow, ReviewDraft
    columns: ClassVar[Mapping[str, Column]] = REVIEW_COLUMN

    def _order(self, row: ReviewRow) -> Any:
        return row.on, row.id

    @verb("录入论证评分", right=Right.EDIT_PROJECTS)
    def fill(self, work: Work, there: Collection[str], lines: Sequence[tuple[str, ReviewDraft]]) -> int:
        """A sheet of several projects and experts, (id of the row, "" for a new one; draft) of each. there: ids of the
        rows it began with; those that are not on it any more go to the bin. Returns how many it has."""
        rows = self.kept.where(work.connection, core(ProjectReview).c.id.in_(there))
        work.title = f"录入论证评分 {len(lines)} 份"
        self._laid(work, rows, lines)
        return len(lines)

    def _followed(self, work: Work) -> None:
        """A new review is reckoned with the weights that hold now, and keeps them."""
        weights = weights_text(standards_in(work.connection, self.context)[CRITERIA])
        if work.kind != "do" or not weights:
            return
        fresh = [
            one.row_id for one in work.changes if one.table == self.table.__tablename__ and one.before is None
        ]
        rows = self.kept.several(work.connection, fresh)
        work.update_many(ProjectReview, {row.id: {"weights": weights} for row in rows if not row.weights})

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
    def candidates(self, connection: Connection, year: str) -> list[Candidate]:
        """Who asks to be recommended in a calendar year, the best place first: whom experts judged for it, who stood in a
        round of it, and of this year whatever is in the pool or being applied for."""
        today = clock.today().isoformat()
        is_now = year == today[:4]
        c = core(ProjectReview).c
        reviews = _by_project(
            Records(self.context, ProjectReview, ReviewRow).where(
                connection,
                c.occasion == ARGUMENT,
                c.on.startswith(year) | (c.on == "") if is_now else c.on.startswith(year),
            )
        )
        rounds = _by_project(self.kept.where(connection, core(Recommendation).c.on.startswith(year)))
        p = core(Project).c
        kinds = kinds_in(connection, Records(self.context, KindVersion, KindVersionRow))
        before = {
            name
            for kind in kinds.every.values()
            for name in kind.names()
            if kind.phase(name) in (POOL, APPLYING)
        }
        wanted = p.id.in_(sorted({*reviews, *rounds}))
        projects = [
            one
            for one in Records(self.context, Project, ProjectRow).where(
                connection, wanted | p.stage.in_(sorted(before)) if is_now else wanted
            )
            if one.id in reviews or one.id in rounds or kinds.of(one).phase(one.stage) in (POOL, APPLYING)
        ]
        points = {one.id: mean_points(reviews.get(one.id, ())) for one in projects}
        place = dict(ranked(points))
        leaders = leaders_of(connection, list(points), today)
        return [
            Candidate(
                project=one,
                label=kinds.of(one).label(one.level, one.subkind) if one.level else kinds.of(one).title,
                leaders="、".join(leaders.get(one.id, ())),
                reviews=tuple(sorted(reviews.get(one.id, ()), key=lambda row: (row.on, row.id))),
                points=points[one.id],
                place=place[one.id],
                rounds=tuple(sorted(rounds.get(one.id, ()), key=lambda row: (row.on, row.id))),
            )
            for one in sorted(
                projects, key=lambda one: (place[one.id] is None, place[one.id] or 0, one.title)
            )
        ]

    @view(Right.SEE_PROJECTS)
    def years(self, connection: Connection) -> list[str]:
        """The calendar years that experts judged or the school recommended in."""
        r, c = core(ProjectReview).c, core(Recommendation).c
        judged = select(r.on).where(r.deleted_at == "", r.occasion == ARGUMENT)
        days = judged.union(select(c.on).where(c.deleted_at == ""))
        return sorted({day[:4] for day in connection.scalars(days) if day})

    @view(Right.SEE_PROJECTS)
    def of_batch(self, connection: Connection, batch: str, year: str) -> list[RecommendationRow]:
        """The projects of a round of a year, in their order: a name may come back every year."""
        return sorted(self._of_batch(connection, batch, year), key=self._order)

    def _of_batch(self, connection: Connection, batch: str, year: str) -> list[RecommendationRow]:
        c = core(Recommendation).c
        return self.kept.where(connection, c.batch == batch, c.on.startswith(year))

    @verb("推荐排序", right=Right.EDIT_PROJECTS)
    def recommend(
        self,
        work: Work,
        batch: str,
        lines: Sequence[RecommendationDraft],
        *,
        on: str,
        unit: str,
        is_new: bool = False,
        year: str = "",
    ) -> int:
        """Keep the list of a round instead of what it held in that year; returns how many it recommends. A 公示 that was
        entered stays with those who are still on it.

        year: of the round, "" = that of the day. Raises UserError without a name of the round or a day, or with a day of
        another year, when a project stands in it twice, and when a new round (is_new) has the name of one that is there.
        """
        ids = [one.project_id for one in lines]
        if not ids or len(set(ids)) < len(ids):
            raise UserError("推荐名单里没有项目，或有项目列了两次。", "请改好名单再保存；数据没有改动。")
        if not is_day(on):
            raise UserError(
                "还不能保存推荐排序。",
                "请填写推荐日期；数据没有改动。",
                (FieldProblem("on", "请填写推荐日期。"),),
            )
        if year and on[:4] != year:  # the list would stand twice, in both years
            problem = FieldProblem("on", f"推荐日期要在 {year} 年。")
            raise UserError(f"这是 {year} 年的推荐名单。", "请改好推荐日期；数据没有改动。", (problem,))
        rows = self._of_batch(work.connection, batch, on[:4])
        if is_new and rows:
            raise UserError(
                f"{on[:4]} 年已经有一份叫“{batch}”的推荐名单。",
                "请换一个批次名称，或在列表里选中那个批次再改；数据没有改动。",
                (FieldProblem("batch", "已经有这个批次，请换一个名称。"),),
            )
        there = {row.project_id: row for row in rows}
        wanted = []
        for one in lines:
            old = there.get(one.project_id)
            kept = {key: getattr(old, key) for key in _PUBLISHED} if old is not None else {}
            draft = replace(one, batch=batch, on=on, unit=unit, **kept)
            wanted.append((old.id if old is not None else "", draft))
        self._laid(work, rows, wanted)
        count = sum(one.decision == RECOMMENDED for one in lines)
        work.title = f"推荐排序 {batch} 推荐 {count} 项"
        return count

    @verb("登记推荐公示", right=Right.EDIT_PROJECTS)
    def publish(
        self,
        work: Work,
        batch: str,
        *,
        year: str,
        first: str,
        last: str,
        objections: str = "",
        result: str = "",
    ) -> int:
        """公示 of what a round of a year recommends, from one ISO day to another; returns how many projects. Raises
        UserError for wrong days, and when nothing is recommended."""
        if not (is_day(first) and is_day(last)) or last < first:
            problem = FieldProblem("notice_to", "公示结束日期应不早于开始日期。")
            raise UserError("公示日期不对。", "请填写开始和结束日期；数据没有改动。", (problem,))
        rows = [row for row in self._of_batch(work.connection, batch, year) if row.decision == RECOMMENDED]
        if not rows:
            raise UserError(f"“{batch}”没有推荐任何项目，不能公示。", "请先定推荐名单；数据没有改动。")
        work.title = f"登记公示 {batch} {first} 至 {last}"
        fields = {"notice_from": first, "notice_to": last, "objections": objections, "notice_result": result}
        return work.update_many(Recommendation, {row.id: fields for row in rows})


def _by_project(rows: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(row.project_id, []).append(row)  # type: ignore[attr-defined]
    return found
