"""Verbs on the school: found it, change its identity."""

from dataclasses import replace

from sqlalchemy import Connection, select

from edudesk.base.errors import UserError
from edudesk.school import rules
from edudesk.school.rows import FIELDS, SchoolDraft, SchoolRow
from edudesk.school.tables import School
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class SchoolService:
    """The one school of the file."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.SEE_SCHOOL)
    def get(self, connection: Connection) -> SchoolRow | None:
        """The school, or None in a file where none was founded yet."""
        columns = [getattr(School, key) for key in (*FIELDS, "id", "version")]
        row = connection.execute(select(*columns).where(School.deleted_at == "")).first()
        return SchoolRow(**row._mapping) if row else None

    @verb("新建学校", right=Right.EDIT_SCHOOL, changes={"school"}, undoable=False)
    def found(self, work: Work, draft: SchoolDraft) -> None:
        """Make the school of a new file. Raises UserError with every problem of the draft."""
        draft = _checked(draft)
        work.title = f"新建学校 {draft.name}"
        work.insert(School, [_values(draft)])

    @verb("修改学校信息", right=Right.EDIT_SCHOOL, changes={"school"})
    def change(self, work: Work, row: SchoolRow, draft: SchoolDraft) -> None:
        """Change the identity; row as last seen.

        Raises UserError with every problem, Conflict when the school was changed meanwhile.
        """
        draft = _checked(draft)
        work.title = f"修改学校信息 {draft.name}"
        work.update(School, row.id, _values(draft), row.version)


def _checked(draft: SchoolDraft) -> SchoolDraft:
    found = rules.problems(draft)
    if found:
        raise UserError("学校信息还不完整，没有保存。", "请补充标出的各项。", found)
    return replace(draft, school_year=rules.read_school_year(draft.school_year) or "")


def _values(draft: SchoolDraft) -> dict[str, str]:
    return {key: getattr(draft, key) for key in FIELDS}
