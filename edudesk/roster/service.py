"""Verbs on teachers. Each is one transaction and one journal entry, and returns frozen rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from sqlalchemy import Connection, select

from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.ids import is_valid
from edudesk.base.jobs import Step, silent
from edudesk.base.pinyin import spell
from edudesk.roster import rules
from edudesk.roster.intake.values import ImportPreview, RowState, fields_to_apply
from edudesk.roster.rows import COLUMN, FIELDS, GONE, TeacherDraft, TeacherRow
from edudesk.roster.tables import Teacher
from edudesk.store import journal, settings
from edudesk.store.context import Context
from edudesk.store.journal import Change, Entry
from edudesk.store.rights import Right
from edudesk.store.rowcache import RowCache
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Conflict, Work

_TEACHERS = core(Teacher).c
_ROW = [_TEACHERS[field.name] for field in fields(TeacherRow)]
_REMEMBERED = "import.roster."


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in rows."""

    new: int
    changed: int
    same: int
    error: int
    entry: int | None


class TeacherService:
    """Everything that can be done to the roster."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._cache = RowCache(context, Teacher, TeacherRow)

    @view(Right.SEE_ROSTER)
    def rows(self, connection: Connection) -> list[TeacherRow]:
        """All teachers that are not in the recycle bin, by pinyin of the name."""
        return self._cache.rows(connection, "pinyin", "id")

    @view(Right.SEE_ROSTER)
    def get(self, connection: Connection, teacher_id: str) -> TeacherRow:
        """One teacher; raises UserError when there is none (any more)."""
        return _get(connection, teacher_id)

    @view(Right.SEE_ROSTER)
    def history(self, connection: Connection, teacher_id: str) -> list[tuple[Entry, Change]]:
        """Every change of one teacher, newest first."""
        return journal.history(connection, Teacher.__tablename__, teacher_id)

    @verb("新增教师", right=Right.EDIT_ROSTER)
    def add(self, work: Work, draft: TeacherDraft) -> TeacherRow:
        """Store a new teacher. Raises UserError with every problem of the draft."""
        draft = _checked(draft, _namesake(work.connection, draft))
        work.title = f"新增教师 {draft.name}"
        (teacher_id,) = work.insert(Teacher, [_values(draft)])
        return _get(work.connection, teacher_id)

    @verb("批量新增教师", right=Right.EDIT_ROSTER)
    def add_many(self, work: Work, title: str, drafts: Sequence[TeacherDraft]) -> int:
        """Store many new teachers as one entry named title; returns how many."""
        work.title = title
        return len(work.insert(Teacher, [_values(_checked(draft)) for draft in drafts]))

    @verb("修改教师", right=Right.EDIT_ROSTER)
    def change(
        self, work: Work, teacher_id: str, values: Mapping[str, str], version: int | None = None
    ) -> TeacherRow:
        """Set fields of a teacher. version: as last seen, else the last writer wins.

        Raises UserError with every problem, Conflict when the row was changed meanwhile.
        """
        before = _get(work.connection, teacher_id)
        draft, fresh = _settled_change(work.connection, before, values)
        work.title = rules.change_title(draft.name, fresh)
        work.update(Teacher, teacher_id, _with_pinyin(fresh), version)
        return _get(work.connection, teacher_id)

    @verb("离岗登记", right=Right.EDIT_ROSTER)
    def retire(self, work: Work, ids: Sequence[str], on: date, status: str = "退休") -> None:
        """Mark teachers as retired, transferred or gone from a day on; their record stays in the roster."""
        if status not in GONE:
            raise UserError(f"“{status}”不是离岗状态。", f"请从{'、'.join(GONE)}中选择。")
        rows = [_get(work.connection, teacher_id) for teacher_id in ids]
        work.title = f"{status}登记 {rules.names_of(rows)}"
        gone = {"status": status, "status_date": on.isoformat()}
        work.update_many(Teacher, {row.id: gone for row in rows})

    @verb("删除教师", right=Right.EDIT_ROSTER)
    def put_away(self, work: Work, ids: Sequence[str]) -> None:
        """Move teachers to the recycle bin."""
        rows = [_get(work.connection, teacher_id) for teacher_id in ids]
        work.title = f"删除教师 {rules.names_of(rows)}"
        work.put_away(Teacher, ids)

    @verb("恢复旧值", right=Right.EDIT_ROSTER)
    def set_back(self, work: Work, teacher_id: str, entry: int, keys: Sequence[str]) -> TeacherRow:
        """Give fields the values they had before an entry of the journal; others stay as they are."""
        row = _get(work.connection, teacher_id)
        found = [c for c in journal.changes_of(work.connection, entry) if c.row_id == teacher_id]
        old = {key: str(c.before[key]) for c in found if c.before for key in keys if key in c.before}
        _, fresh = _settled_change(work.connection, row, old)
        work.title = f"恢复 {row.name} " + "、".join(COLUMN[key].full_title for key in old)
        work.update(Teacher, teacher_id, _with_pinyin(fresh))
        return _get(work.connection, teacher_id)

    @verb("显示证件号和电话", right=Right.REVEAL_PERSONAL, undoable=False)
    def reveal(self, work: Work, teacher_id: str, key: str) -> str:
        """The full value of a masked field; that it was looked at stays in the journal (P33)."""
        row = _get(work.connection, teacher_id)
        work.title = f"显示 {row.name} 的{COLUMN[key].title}"
        return str(getattr(row, key))

    @view(Right.EDIT_ROSTER)
    def remembered(self, connection: Connection, fingerprint: str) -> dict[str, str]:
        """Header -> field as the user matched them the last time a sheet had these headers."""
        return dict(settings.get(connection, _REMEMBERED + fingerprint, {}))

    @verb("导入花名册", right=Right.EDIT_ROSTER)
    def import_rows(self, work: Work, preview: ImportPreview, step: Step = silent) -> ImportResult:
        """Store the new and changed rows of a preview, all or none; error rows are left out.

        Remembers the user's matching of headers under the fingerprint of the sheet.
        Raises Conflict when the roster was changed since the preview was made.
        """
        if _seen(work.connection) != preview.seen:
            raise Conflict("预览之后花名册又有改动，没有导入。", "请看过新的预览后再导入。")
        new = [row for row in preview.rows if row.state is RowState.NEW]
        changed = [row for row in preview.rows if row.state is RowState.CHANGED]
        total = len(new) + len(changed)
        step(0, total, "正在写入新增教师")
        work.insert(Teacher, [_values(rules.settled(row.draft)) for row in new])
        step(len(new), total, "正在写入变更")
        work.update_many(Teacher, {row.teacher_id: _with_pinyin(fields_to_apply(row)) for row in changed})
        step(total, total, "正在保存")
        work.title = f"导入 {preview.file}：新增 {len(new)} 人，更新 {len(changed)} 人"
        work.detail = {"file": preview.file, "sheet": preview.sheet}
        if decided := preview.remembered_fields():
            settings.put(work.connection, _REMEMBERED + preview.fingerprint, decided)
        counts = preview.counts
        entry = journal.head(work.connection).seq + 1 if work.changes else None
        return ImportResult(len(new), len(changed), counts["same"], counts["error"], entry)


def _get(connection: Connection, teacher_id: str) -> TeacherRow:
    query = select(*_ROW).where(_TEACHERS.id == teacher_id, _TEACHERS.deleted_at == "")
    row = connection.execute(query).first()
    if row is None:
        raise UserError("这位教师的记录已不在花名册中。", "可能已被删除，请到回收站查看。")
    return TeacherRow(**row._mapping)


def _seen(connection: Connection) -> dict[str, int]:
    found = connection.execute(select(_TEACHERS.id, _TEACHERS.version).where(_TEACHERS.deleted_at == ""))
    return {row.id: row.version for row in found}


def _checked(draft: TeacherDraft, namesake: str = "") -> TeacherDraft:
    draft = rules.settled(draft)
    found = rules.problems(draft)
    if namesake:
        found = (*found, FieldProblem("id_no", f"花名册中“{namesake}”已是这个身份证号。"))
    if found:
        raise UserError("有几项还不能保存。", "请改好标出的各项；其他内容都还在。", found)
    return draft


def _namesake(connection: Connection, draft: TeacherDraft, teacher_id: str = "") -> str:
    """Name of another teacher with the same good ID number, "" if none: import finds people by it (M39)."""
    if not is_valid(draft.id_no):
        return ""
    query = select(_TEACHERS.name).where(
        _TEACHERS.id_no == draft.id_no, _TEACHERS.id != teacher_id, _TEACHERS.deleted_at == ""
    )
    return connection.scalar(query.limit(1)) or ""


def _settled_change(
    connection: Connection, before: TeacherRow, values: Mapping[str, str]
) -> tuple[TeacherDraft, dict[str, str]]:
    """The teacher with these values, and the fields that then differ; raises UserError with every problem."""
    draft = replace(_draft(before), **values)
    namesake = _namesake(connection, draft, before.id) if draft.id_no != before.id_no else ""
    draft = _checked(draft, namesake)
    return draft, rules.changed_fields(before, asdict(draft))


def _draft(row: TeacherRow) -> TeacherDraft:
    return TeacherDraft(**{key: getattr(row, key) for key in FIELDS})


def _values(draft: TeacherDraft) -> dict[str, object]:
    pinyin, initials = spell(draft.name)
    return {**{key: getattr(draft, key) for key in FIELDS}, "pinyin": pinyin, "initials": initials}


def _with_pinyin(values: Mapping[str, str]) -> dict[str, str]:
    if "name" not in values:
        return dict(values)
    pinyin, initials = spell(values["name"])
    return {**values, "pinyin": pinyin, "initials": initials}
