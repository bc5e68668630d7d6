"""Verbs on teachers. Each is one transaction and one journal entry, and returns frozen rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.ids import is_valid
from edudesk.base.jobs import Step, silent
from edudesk.roster import rules
from edudesk.roster.rows import COLUMN, DATED_FIELDS, GONE, TeacherDraft, TeacherRow
from edudesk.roster.service import drafting
from edudesk.roster.service.alone import one_at_a_time
from edudesk.roster.service.imported import ImportResult
from edudesk.roster.service.matchings import matched_before
from edudesk.roster.tables import Teacher
from edudesk.store import settings
from edudesk.store.context import Context
from edudesk.store.journal import Change, Entry
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

if TYPE_CHECKING:
    from edudesk.roster.intake.values import ImportPreview

REMEMBERED = "roster"  # the kind of workbook whose headers the user matched
SUBJECTS = "import.subject_groups"
_TELL_EVERY = 100  # teachers
SETTLED_ON = "roster.settled_on"  # the day whose states the flat facts show


class TeacherService:
    """Everything that can be done to the roster."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._teachers = Records(context, Teacher, TeacherRow)

    @view(Right.SEE_ROSTER)
    def rows(self, connection: Connection) -> list[TeacherRow]:
        """All teachers that are not in the recycle bin, by pinyin of the name."""
        return self._teachers.rows(connection, "pinyin", "id")

    @view(Right.SEE_ROSTER)
    def has_any(self, connection: Connection) -> bool:
        """Whether there is a teacher at all, without reading them."""
        c = core(Teacher).c
        return connection.scalar(select(c.id).where(c.deleted_at == "").limit(1)) is not None

    @view(Right.SEE_ROSTER)
    def is_settled(self, connection: Connection) -> bool:
        """Whether the flat facts were brought to today (HistoryService.keep_day)."""
        return bool(settings.get(connection, SETTLED_ON) == clock.today().isoformat())

    @view(Right.SEE_ROSTER)
    def rows_on(self, connection: Connection, on: date) -> list[TeacherRow]:
        """The roster as it was, or will be, on a day: those who had come by then, with that day's titles, honours,
        posts, classes and status. Today it is rows()."""
        teachers = self._teachers.rows(connection, "pinyin", "id")
        if on == clock.today():
            return teachers
        from edudesk.roster.service import days  # see drafting.in_step

        return days.rows_on(connection, teachers, on.isoformat())

    @view(Right.SEE_ROSTER)
    def binned(self, connection: Connection) -> list[TeacherRow]:
        """The teachers in the recycle bin: an import may bring one of them anew."""
        return self._teachers.binned(connection)

    @view(Right.SEE_ROSTER)
    def get(self, connection: Connection, teacher_id: str) -> TeacherRow:
        """One teacher; raises UserError when there is none (any more)."""
        return self._teachers.get(connection, teacher_id)

    @view(Right.SEE_ROSTER)
    def history(self, connection: Connection, teacher_id: str) -> list[tuple[Entry, Change]]:
        """Every change of one teacher, newest first."""
        return self._teachers.history(connection, teacher_id)

    @view(Right.EDIT_ROSTER)
    def problems(
        self, connection: Connection, draft: TeacherDraft, row: TeacherRow | None = None
    ) -> tuple[FieldProblem, ...]:
        """What keeps a draft from being stored, all at once. row: the teacher it replaces, None for a new one."""
        return (*rules.problems(draft), *drafting.same_number(connection, draft, row))

    @view(Right.SEE_ROSTER)
    def bearers(self, connection: Connection, staff_no: str) -> dict[str, str]:
        """Names of the teachers with a 工号, by id: there should be one."""
        return drafting.bearers(connection, staff_no)

    @verb("新增教师", right=Right.EDIT_ROSTER)
    def add(self, work: Work, draft: TeacherDraft) -> TeacherRow:
        """Store a new teacher. Raises UserError with every problem of the draft."""
        draft = drafting.checked(draft, drafting.same_number(work.connection, draft))
        work.title = f"新增教师 {draft.name}"
        (teacher_id,) = work.insert(Teacher, [drafting.new_row(draft)])
        return self._teachers.get(work.connection, teacher_id)

    @verb("批量新增教师", right=Right.EDIT_ROSTER)
    def add_many(self, work: Work, title: str, drafts: Sequence[TeacherDraft]) -> int:
        """Store many new teachers as one entry named title; returns how many."""
        work.title = title
        return len(work.insert(Teacher, [drafting.new_row(drafting.checked(draft)) for draft in drafts]))

    @verb("修改教师", right=Right.EDIT_ROSTER)
    def change(
        self, work: Work, teacher_id: str, values: Mapping[str, str], version: int | None = None
    ) -> TeacherRow:
        """Set fields of a teacher. version: as last seen, else the last writer wins.

        Raises UserError with every problem, Conflict when the row was changed meanwhile.
        """
        row = self._teachers.get(work.connection, teacher_id)
        wanted = drafting.changed(work.connection, row, values)
        (fresh,) = self._change(work, [(row, wanted)], {row.id: version} if version else {})
        work.title = rules.change_title(fresh.get("name", row.name), fresh)
        return self._teachers.get(work.connection, teacher_id)

    @view(Right.EDIT_ROSTER)
    def try_changes(
        self, connection: Connection, values: Mapping[str, Mapping[str, str]]
    ) -> dict[str, tuple[FieldProblem, ...]]:
        """What would keep these fields (by teacher id) from being stored; teachers without a problem are missing."""
        rows = {row.id: row for row in self._teachers.rows(connection)}
        found: dict[str, list[FieldProblem]] = {}
        changes: list[tuple[TeacherRow, Mapping[str, str]]] = []
        for teacher_id, fields in values.items():
            row = rows.get(teacher_id)
            if row is None:
                found[teacher_id] = [FieldProblem("", "这条教师记录已不存在。")]
                continue
            draft: TeacherDraft = rules.settled(replace(row, **fields))  # type: ignore[arg-type]
            changes.append((row, rules.changed_fields(row, drafting.facts(draft))))
            found[teacher_id] = [*rules.problems(draft), *drafting.same_number(connection, draft, row)]
        if any(key in DATED_FIELDS for _, wanted in changes for key in wanted):
            from edudesk.roster.service import keeping  # see drafting.in_step

            for one in keeping.following(connection, changes):
                found[changes[one.at][0].id] += one.problems
        return {teacher_id: tuple(problems) for teacher_id, problems in found.items() if problems}

    @view(Right.EDIT_ROSTER)
    def try_import(
        self, connection: Connection, changes: Mapping[str, Mapping[str, str]], on: str
    ) -> dict[str, dict[str, str]]:
        """What an import may not change (by teacher id): field -> why. on: effective ISO day of new states."""
        rows = {row.id: row for row in self._teachers.rows(connection)}
        dated = [
            (rows[one], wanted) for one, wanted in changes.items() if not DATED_FIELDS.isdisjoint(wanted)
        ]
        if not dated:
            return {}
        from edudesk.roster.service import keeping  # see drafting.in_step

        found: dict[str, dict[str, str]] = {}
        for one in keeping.following(connection, dated, on):
            if one.problems:
                row, wanted = dated[one.at]
                said = {problem.key: problem.text for problem in one.problems}
                rest = next(iter(said.values()))
                own = [key for key in wanted if key in one.kind.flat_fields]
                found.setdefault(row.id, {}).update({key: said.get(key, rest) for key in own})
        return found

    @verb("批量修改教师", right=Right.EDIT_ROSTER)
    def change_many(
        self,
        work: Work,
        values: Mapping[str, Mapping[str, str]],
        versions: Mapping[str, int] | None = None,
        title: str = "批量修改",
        step: Step = silent,
    ) -> int:
        """Set fields of many teachers (id -> fields) as one entry, all or none; returns how many changed.

        versions: as last seen. The entry says title and whom it concerns. Raises UserError with every
        problem of every teacher, Conflict when one was changed meanwhile.
        """
        rows = {row.id: row for row in self._teachers.rows(work.connection)}
        changes: list[tuple[TeacherRow, Mapping[str, str]]] = []
        problems: list[FieldProblem] = []
        numbers: dict[str, str] = {}
        for done, (teacher_id, fields) in enumerate(values.items()):
            if done % _TELL_EVERY == 0:
                step(done, len(values), title)
            row = rows.get(teacher_id) or self._teachers.get(work.connection, teacher_id)
            try:
                wanted = drafting.changed(work.connection, row, fields)
            except UserError as error:
                problems += [FieldProblem(found.key, f"{row.name}：{found.text}") for found in error.problems]
                continue
            if wanted:
                changes.append((row, wanted))
            number = wanted.get("id_no", "")
            if is_valid(number) and (other := numbers.setdefault(number, row.name)) != row.name:
                problems.append(FieldProblem("id_no", f"{row.name}：“{other}”也要改为这个身份证号。"))
        if problems:
            raise UserError(
                "有几项不能这样改，都没有保存。", "请改好后再试；原来的内容都还在。", tuple(problems)
            )
        step(len(values), len(values), "正在保存")
        fresh = self._change(work, changes, versions or {})
        changed = [row for (row, _), written in zip(changes, fresh, strict=True) if written]
        work.title = f"{title} {rules.names_of(changed)}"
        return len(changed)

    @verb("离岗登记", right=Right.EDIT_ROSTER)
    def retire(self, work: Work, ids: Sequence[str], on: date, status: str = "退休") -> None:
        """Mark teachers as retired, transferred or gone from a day on; their record stays in the roster."""
        if status not in GONE:
            raise UserError(f"“{status}”不是离岗状态。", f"请从{'、'.join(GONE)}中选择。")
        rows = [self._teachers.get(work.connection, teacher_id) for teacher_id in ids]
        work.title = f"{status}登记 {rules.names_of(rows)}"
        from edudesk.roster.service.leaving import leave  # see drafting.in_step

        leave(work, rows, status, on.isoformat())

    @verb("删除教师", right=Right.EDIT_ROSTER)
    def put_away(self, work: Work, ids: Sequence[str]) -> None:
        """Move teachers to the recycle bin."""
        rows = [self._teachers.get(work.connection, teacher_id) for teacher_id in ids]
        work.title = f"删除教师 {rules.names_of(rows)}"
        work.put_away(Teacher, ids)

    @verb("恢复旧值", right=Right.EDIT_ROSTER)
    def set_back(self, work: Work, teacher_id: str, entry: int, keys: Sequence[str]) -> TeacherRow:
        """Give fields the values they had before an entry of the journal; others stay as they are."""
        row = self._teachers.get(work.connection, teacher_id)
        old = self._teachers.values_before(work.connection, teacher_id, entry, keys)
        work.title = f"恢复 {row.name} " + "、".join(COLUMN[key].full_title for key in old)
        self._change(work, [(row, drafting.changed(work.connection, row, old))])
        return self._teachers.get(work.connection, teacher_id)

    @verb("显示证件号和电话", right=Right.REVEAL_PERSONAL, undoable=False)
    def reveal(self, work: Work, teacher_id: str, key: str) -> str:
        """The full value of a masked field; that it was looked at stays in the journal (P33)."""
        row = self._teachers.get(work.connection, teacher_id)
        work.title = f"显示 {row.name} 的{COLUMN[key].title}"
        return str(getattr(row, key))

    @view(Right.EDIT_ROSTER)
    def remembered(self, connection: Connection, fingerprint: str) -> dict[str, str]:
        """Header -> field as the user matched them the last time a sheet had these headers."""
        return matched_before(connection, REMEMBERED, fingerprint)

    @view(Right.SEE_ROSTER)
    def dated_facts(self, connection: Connection) -> dict[tuple[str, str], list[Any]]:
        """What an import must not add twice: see service.importing."""
        from edudesk.roster.service.importing import dated_facts

        return dated_facts(connection)

    @view(Right.SEE_ROSTER)
    def subject_groups(self, connection: Connection) -> dict[str, str]:
        """Local subject -> the subject it counts as in staffing ratios, "" for none, as answered at imports."""
        return dict(settings.get(connection, SUBJECTS, {}))

    @one_at_a_time
    @verb("导入花名册", right=Right.EDIT_ROSTER)
    def import_rows(self, work: Work, preview: "ImportPreview", step: Step = silent) -> ImportResult:
        """Store the new and changed rows of a preview, all or none; error rows are left out.

        People in preview.leaving are marked as gone from preview.as_of, else today. Remembers the user's
        matching of headers and what local subjects count as.
        Raises Conflict when the roster was changed since the preview was made, UserError while another import
        is being written.
        """
        from edudesk.roster.service.importing import import_people

        return import_people(work, self._teachers, preview, step)

    def _change(
        self,
        work: Work,
        changes: Sequence[tuple[TeacherRow, Mapping[str, str]]],
        versions: Mapping[str, int] | None = None,
    ) -> list[dict[str, str]]:
        """Write fields of teachers, the dated facts in step with them; returns what was written of each.

        Every change of a stored teacher goes here.
        """
        fresh = drafting.in_step(work, changes)
        work.update_many(
            Teacher,
            {row.id: drafting.stored(fields) for (row, _), fields in zip(changes, fresh, strict=True)},
            versions,
        )
        return fresh
