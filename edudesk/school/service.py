"""Verbs on the school: found it, change its identity."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.school import rules
from edudesk.school.rows import FIELDS, SchoolDraft, SchoolRow
from edudesk.school.tables import School
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class SchoolService:
    """The one school of the file."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.SEE_SCHOOL)
    def get(self, connection: Connection) -> SchoolRow | None:
        """The school, or None in a file where none was founded yet."""
        c = core(School).c
        columns = [c[key] for key in (*FIELDS, "id", "version")]
        row = connection.execute(select(*columns).where(c.deleted_at == "")).first()
        return SchoolRow(**row._mapping) if row else None

    def identity(self) -> SchoolDraft:
        """The school; in a file without one (made by an import) a school named after the file."""
        path = self.context.store.path
        name = path.stem if path is not None else "本校"
        return self.get() or SchoolDraft(name=name, school_year=rules.school_year_of(clock.today()))

    def save(self, values: Mapping[str, str]) -> None:
        """Set facts of the school, founding it in a file that has none yet; problems as in found, change."""
        row = self.get()
        if row is None:
            self.found(replace(self.identity(), **values))
        else:
            self.change(row, values)

    @verb("新建学校", right=Right.EDIT_SCHOOL, undoable=False)
    def found(self, work: Work, draft: SchoolDraft) -> None:
        """Make the school of a new file. Raises UserError with every problem of the draft."""
        draft = _checked(draft)
        work.title = f"新建学校 {draft.name}"
        work.insert(School, [_values(draft)])

    @verb("修改学校信息", right=Right.EDIT_SCHOOL)
    def change(self, work: Work, row: SchoolRow, values: Mapping[str, str]) -> None:
        """Set facts of the school; row as last seen.

        Raises UserError with every problem, Conflict when the school was changed meanwhile.
        """
        draft = _checked(replace(SchoolDraft(**_values(row)), **values))
        work.title = f"修改学校信息 {draft.name}"
        work.update(School, row.id, _values(draft), row.version)


def _checked(draft: SchoolDraft) -> SchoolDraft:
    found = rules.problems(draft)
    if found:
        raise UserError("学校信息还不完整，没有保存。", "请补充标出的各项。", found)
    return replace(draft, school_year=rules.read_school_year(draft.school_year) or "")


def _values(draft: SchoolDraft) -> dict[str, str]:
    return {key: getattr(draft, key) for key in FIELDS}
