"""Verbs on 巡课 events and on 听课笔记."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.form_parts import YES
from edudesk.checks.forms.lists import shipped_lists
from edudesk.checks.rows.patrols import (
    LISTENING_COLUMN,
    PATROL_COLUMN,
    VERIFIED,
    ListeningDraft,
    ListeningRow,
    PatrolDraft,
    PatrolRow,
)
from edudesk.checks.rules.listening import quota_of, role_of
from edudesk.checks.rules.plausible import is_far_off
from edudesk.checks.service.second_person import second_person
from edudesk.checks.service.standards import StandardService
from edudesk.checks.tables import Listening, Patrol
from edudesk.roster.rules import is_present
from edudesk.roster.service import TeacherService
from edudesk.school.rows.departments import KINDS
from edudesk.school.rules.years import first_of, is_day
from edudesk.school.service.departments import DepartmentService
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

_DECIDING = {"status", "verifier", "code", "is_veto", "teacher_id", "inspector"}
_GROUP = KINDS.words[1]  # 教研组


class PatrolService(RowService[PatrolDraft, PatrolRow]):
    """巡课登记; only 已确认 events count (5.4)."""

    table, row, draft = Patrol, PatrolRow, PatrolDraft
    columns: ClassVar[Mapping[str, Column]] = PATROL_COLUMN
    is_alone = True
    sees = Right.SEE_CHECKS

    def _order(self, row: PatrolRow) -> Any:
        return row.day, row.period, row.class_name

    def _name(self, draft: PatrolDraft) -> str:
        return f"{draft.day} {draft.class_name} {draft.code}"

    def _settled(self, draft: PatrolDraft) -> PatrolDraft:
        """A code without its words is one of the shipped cases."""
        case = shipped_lists().cases.get(draft.code)
        if draft.case_text or case is None:
            return draft
        return replace(draft, case_text=case.text, is_veto=YES if case.is_veto else "")

    def _problems(self, draft: PatrolDraft, others: Sequence[PatrolDraft]) -> tuple[FieldProblem, ...]:
        found = []
        if not is_day(draft.day):
            found.append(FieldProblem("day", "请填写日期。"))
        elif is_far_off(draft.day, clock.today()):
            found.append(FieldProblem("day", f"日期“{draft.day}”不像是真的，请核对年份。"))
        if not draft.code or not draft.case_text:
            found.append(FieldProblem("code", "请选择情况。"))
        if not 0 <= draft.tenths <= 1000:
            found.append(FieldProblem("tenths", "扣分应在 0—100 之间。"))
        if draft.status == VERIFIED and not draft.verifier.strip():
            found.append(FieldProblem("verifier", "确认扣分请写明核实人。"))
        if draft.is_veto and draft.status == VERIFIED:
            if not draft.text.strip():
                found.append(FieldProblem("text", "一票否决请写明事实和依据。"))
            if not draft.teacher_id:
                found.append(FieldProblem("teacher_id", "一票否决请写明是哪位教师。"))
        return tuple(found)

    def _followed(self, work: Work) -> None:
        """A veto that comes in verified has a second person, too."""
        for change in work.changes:
            if change.after and change.after.keys() & _DECIDING:
                _refuse_first_person(work.connection, self.kept.get(work.connection, change.row_id))

    @view(Right.SEE_CHECKS)
    def between(self, connection: Connection, first: str, last: str) -> list[PatrolRow]:
        """The events from one ISO day to another, both counted."""
        c = core(Patrol).c
        return sorted(self.kept.where(connection, c.day >= first, c.day <= last), key=self._order)

    @verb("核实巡课", right=Right.EDIT_CHECKS)
    def verify(self, work: Work, ids: Sequence[str], status: str, verifier: str) -> int:
        """已确认 or 不成立 for several events; returns how many changed.

        Raises UserError when a veto has no words or is confirmed by who noted it; then none is changed.
        """
        for one in ids:
            row = self.kept.get(work.connection, one)
            if found := self._problems(replace(row, status=status, verifier=verifier), ()):
                raise UserError(
                    f"{row.day} {row.class_name}的巡课记录不能确认：{found[0].text}",
                    "这一批都没有改动。",
                    found,
                )
            _refuse_first_person(work.connection, replace(row, status=status, verifier=verifier))
        work.title = f"核实巡课 {len(ids)} 条 {status}"
        return work.update_many(Patrol, {one: {"status": status, "verifier": verifier} for one in ids})


def _refuse_first_person(connection: Connection, row: PatrolRow) -> None:
    """Raises UserError when a verified veto has no second person (R7)."""
    if not row.is_veto or row.status != VERIFIED:
        return
    second_person(
        connection, row.verifier, inspector=("", row.inspector), owner_id=row.teacher_id, key="verifier"
    )


class ListeningService(RowService[ListeningDraft, ListeningRow]):
    """听课笔记 by teacher and term."""

    table, row, draft = Listening, ListeningRow, ListeningDraft
    columns: ClassVar[Mapping[str, Column]] = LISTENING_COLUMN
    sees = Right.SEE_CHECKS

    def roles(self, school_year: str) -> dict[str, str]:
        """What each teacher who is here and teaches counts as, by id."""
        departments = DepartmentService(self.context).rows()
        heads = {row.head_id for row in departments if row.kind == _GROUP}
        return {
            row.id: role_of(row, heads, first_of(school_year))
            for row in TeacherService(self.context).rows()
            if is_present(row) and row.subject
        }

    def list_all(self, school_year: str, term: str) -> int:
        """A line for every teacher who has none in a term, with what the role is to listen to; returns how many."""
        there = {row.teacher_id for row in self.rows() if (row.school_year, row.term) == (school_year, term)}
        quotas = StandardService(self.context).lists().quotas
        drafts = [
            ListeningDraft(
                school_year=school_year, term=term, teacher_id=one, role=role, due=quota_of(role, quotas)
            )
            for one, role in self.roles(school_year).items()
            if one not in there
        ]
        return self.add_many(f"列出听课笔记 {len(drafts)} 人", drafts) if drafts else 0

    def _order(self, row: ListeningRow) -> Any:
        return row.school_year, row.term, row.teacher_id

    def _problems(self, draft: ListeningDraft, others: Sequence[ListeningDraft]) -> tuple[FieldProblem, ...]:
        found = []
        if not draft.teacher_id:
            found.append(FieldProblem("teacher_id", "请选择教师。"))
        key = (draft.school_year, draft.term, draft.teacher_id)
        if any((one.school_year, one.term, one.teacher_id) == key for one in others):
            found.append(FieldProblem("teacher_id", "这名教师本学期的听课笔记已经登记过了。"))
        for name, title in (("due", "应听"), ("heard", "实听"), ("valid", "有效")):
            if (getattr(draft, name) or 0) < 0:
                found.append(FieldProblem(name, f"{title}节数不能小于 0。"))
        if draft.valid is not None and draft.heard is not None and draft.valid > draft.heard:
            found.append(FieldProblem("valid", "有效节数不能多于实听节数。"))
        return tuple(found)
