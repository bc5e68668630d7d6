"""Verbs on the one school of the file: found it, change its identity, enter the next school year."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.school import rules
from edudesk.school.rows import FIELDS, SchoolDraft, SchoolRow
from edudesk.school.tables import School
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

if TYPE_CHECKING:
    from edudesk.school.rules.rollover import YearProposal


class SchoolService:
    """The one school of the file."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._schools = Records(context, School, SchoolRow)

    @view(Right.SEE_SCHOOL)
    def get(self, connection: Connection) -> SchoolRow | None:
        """The school, or None in a file where none was founded yet."""
        return self._school(connection)

    def identity(self) -> SchoolDraft:
        """The school; in a file without one (made by an import) a school named after the file."""
        return self.get() or self._unfounded()

    @verb("新建学校", right=Right.EDIT_SCHOOL, undoable=False)
    def found(self, work: Work, draft: SchoolDraft) -> None:
        """Make the school of a new file. Raises UserError with every problem of the draft."""
        if (there := self._school(work.connection)) is not None:
            raise UserError(
                f"这个文件里已经有学校“{there.name}”，没有新建。",
                "请修改它的学校信息，或另建一个学校文件。",
            )
        draft = _checked(draft)
        work.title = f"新建学校 {draft.name}"
        work.insert(School, [_values(draft)])

    @verb("修改学校信息", right=Right.EDIT_SCHOOL)
    def save(self, work: Work, values: Mapping[str, str], version: int | None = None) -> None:
        """Set facts of the school, in a file that has none yet of a new one. version: as last seen.

        Raises UserError with every problem, Conflict when the school was changed meanwhile.
        """
        row = self._school(work.connection)
        draft = _checked(replace(row or self._unfounded(), **values))
        if row is None:
            work.title = f"新建学校 {draft.name}"
            work.insert(School, [_values(draft)])
        else:
            work.title = f"修改学校信息 {draft.name}"
            work.update(School, row.id, _values(draft), version)

    @view(Right.SEE_SCHOOL)
    def propose_year(self, connection: Connection) -> "YearProposal":
        """The next school year as the rules propose it, for the user to look at and change.

        Raises UserError in a file without a school.
        """
        from edudesk.school.service import rollover

        school = self._school(connection)
        if school is None:
            raise UserError("这个文件里还没有学校信息。", "请先填写学校名称、学段和当前学年。")
        return rollover.proposed(self.context, connection, school)

    @verb("升入新学年", right=Right.EDIT_SCHOOL)
    def roll_over(self, work: Work, proposal: "YearProposal") -> None:
        """Carry a proposal out: classes, terms and figures of the new year, 毕业 of the last grade, the year itself.

        Raises Conflict when the school is no longer in the year the proposal starts from, or a class that leaves
        was changed since; UserError when the new year has classes, terms or figures already.
        """
        from edudesk.school.service import rollover

        rollover.carry_out(self.context, work, self._school(work.connection), proposal)

    def _school(self, connection: Connection) -> SchoolRow | None:
        return next(iter(self._schools.rows(connection)), None)

    def _unfounded(self) -> SchoolDraft:
        path = self.context.store.path
        name = path.stem if path is not None else "本校"
        return SchoolDraft(name=name, school_year=rules.school_year_of(clock.today()))


def _checked(draft: SchoolDraft) -> SchoolDraft:
    found = rules.problems(draft)
    if found:
        raise UserError("学校信息还不完整，没有保存。", "请补充标出的各项。", found)
    return replace(draft, school_year=rules.read_school_year(draft.school_year) or "")


def _values(draft: SchoolDraft) -> dict[str, str]:
    return {key: getattr(draft, key) for key in FIELDS}
