"""Verbs on the members of projects and on the yearly points of a studio's members."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.forms.standards import items_in
from edudesk.projects.rows.people import (
    MEMBER_COLUMN,
    ROLES,
    STUDIO_COLUMN,
    MemberDraft,
    MemberRow,
    StudioScoreDraft,
    StudioScoreRow,
)
from edudesk.projects.rules.entering import member_problems, studio_problems
from edudesk.projects.rules.people import leader_refusals
from edudesk.projects.rules.scoring import studio_total
from edudesk.projects.service.parts import PartService, refuse_twice, touched
from edudesk.projects.service.reading import projects_by_id
from edudesk.projects.tables import ProjectMember, StudioScore
from edudesk.store.rights import Right
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class MemberService(PartService[MemberDraft, MemberRow]):
    """项目成员, in order."""

    table, row, draft = ProjectMember, MemberRow, MemberDraft
    columns: ClassVar[Mapping[str, Column]] = MEMBER_COLUMN

    def _order(self, row: MemberRow) -> Any:
        return row.place is None, row.place or 0, ROLES.order(row.role), row.id

    def _settled(self, draft: MemberDraft) -> MemberDraft:
        return replace(draft, name=draft.name.strip(), unit=draft.unit.strip())

    def _found(self, draft: MemberDraft) -> Sequence[FieldProblem]:
        return list(member_problems(draft))

    def _followed(self, work: Work) -> None:
        """A project has as many leaders as its kind allows, and nobody is in it twice."""
        ids = touched(self, work)
        projects, kinds = projects_by_id(self.context, work.connection, ids)
        own: dict[str, list[MemberRow]] = defaultdict(list)
        for one in self._of(work.connection, ids):
            own[one.project_id].append(one)
        for project in projects.values():
            if found := leader_refusals(kinds.of(project), own[project.id], clock.today().isoformat()):
                raise UserError(
                    found[0].text, "请先改好成员名单；这次的修改没有保存，原来的成员都还在。", found
                )

    @verb("调整成员排序", right=Right.EDIT_PROJECTS)
    def arrange(self, work: Work, project_id: str, ids: Sequence[str]) -> None:
        """Give the members of a project the order of these ids, 1 first; who is not named comes after them."""
        present = [row.id for row in self._of(work.connection, [project_id])]
        order = [one for one in ids if one in present] + [one for one in present if one not in ids]
        work.update_many(ProjectMember, {one: {"place": place} for place, one in enumerate(order, 1)})


class StudioService(PartService[StudioScoreDraft, StudioScoreRow]):
    """工作室成员考核."""

    table, row, draft = StudioScore, StudioScoreRow, StudioScoreDraft
    columns: ClassVar[Mapping[str, Column]] = STUDIO_COLUMN

    @verb("填写成员考核", right=Right.EDIT_PROJECTS)
    def fill(self, work: Work, project_id: str, year: str, drafts: Sequence[StudioScoreDraft]) -> int:
        """The whole sheet of a year: what it does not say of a member goes to the bin; returns how many it assesses."""
        there = [row for row in self._of(work.connection, [project_id]) if row.year == year]
        ids = {row.member_id: row.id for row in there}
        work.title = f"填写成员考核 {year} 年 {len(drafts)} 人"
        self._laid(work, there, [(ids.get(one.member_id, ""), one) for one in drafts])
        return len(drafts)

    def _order(self, row: StudioScoreRow) -> Any:
        return row.year, -(row.tenths or 0), row.id

    def _settled(self, draft: StudioScoreDraft) -> StudioScoreDraft:
        total = studio_total(draft.numbers, items_in(draft.items))
        return replace(draft, tenths=None if total is None else int(total * 10))

    def _found(self, draft: StudioScoreDraft) -> Sequence[FieldProblem]:
        return list(studio_problems(draft))

    def _followed(self, work: Work) -> None:
        """One assessment of a member a year."""
        refuse_twice(
            self._of(work.connection, touched(self, work)),
            lambda row: (row.member_id, row.year),
            lambda row: FieldProblem("year", f"这名成员 {row.year} 年度的考核已经登记过了。"),
        )
