"""Verbs on the list of forms that were asked for (报表清单), and on the passages a school writes for its reports."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import Connection

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.school.rules.years import next_year
from edudesk.store import kept_files
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work
from edudesk.submissions.rows.asked import (
    ASKED_COLUMN,
    TEXT_COLUMN,
    AskedDraft,
    AskedRow,
    TextDraft,
    TextRow,
)
from edudesk.submissions.rules.asked import (
    asked_problems,
    carried_over,
    is_inherited,
    own_text,
    settled_form,
    text_problems,
)
from edudesk.submissions.tables import AskedForm, ReportText


class AskedService(RowService[AskedDraft, AskedRow]):
    """The forms of all school years with the workbooks they came with."""

    table, row, draft = AskedForm, AskedRow, AskedDraft
    columns: ClassVar[Mapping[str, Column]] = ASKED_COLUMN
    sees = Right.SEE_SUBMISSIONS

    @verb("登记报表模板", right=Right.EDIT_SUBMISSIONS)
    def keep_template(self, work: Work, form_id: str, name: str, content: bytes, mapping: str = "") -> None:
        """Keep the bureau's workbook of a form, as it came. name: of the file; mapping: of submissions.filling.

        Raises UserError when the form is gone or the workbook too large.
        """
        form = self.kept.get(work.connection, form_id)
        work.title = f"登记报表模板 {form.title}"
        values = {
            "template": kept_files.keep(self.context.store, work.connection, content),
            "template_name": name,
            "mapping": mapping,
        }
        work.update(AskedForm, form_id, values)

    @view(Right.SEE_SUBMISSIONS)
    def template(self, connection: Connection, form_id: str) -> bytes:
        """The bureau's workbook of a form. Raises UserError when none is kept."""
        form = self.kept.get(connection, form_id)
        content = kept_files.kept(self.context.store, connection, form.template) if form.template else None
        if content is None:
            raise UserError(f"“{form.title}”还没有登记模板。", "请先选择教育局发来的表格文件。")
        return content

    @verb("沿用上学年报表清单", right=Right.EDIT_SUBMISSIONS)
    def carry_over(self, work: Work, school_year: str) -> int:
        """Copy the forms of a school year to the next, a year later, with their workbooks; returns how many.

        Those whose title is there already are left out.
        """
        rows, to = self.kept.rows(work.connection), next_year(school_year)
        there = {row.title for row in rows if row.school_year == to}
        wanted = [row for row in rows if row.school_year == school_year and row.title not in there]
        insert(self, work, [carried_over(row) for row in sorted(wanted, key=self._order)])
        work.title = f"报表清单沿用到 {to}学年：{len(wanted)} 张"
        return len(wanted)

    def _order(self, row: AskedRow) -> Any:
        return row.school_year, row.due or "9", row.title

    def _settled(self, draft: AskedDraft) -> AskedDraft:
        return settled_form(draft)

    def _problems(self, draft: AskedDraft, others: Sequence[AskedDraft]) -> tuple[FieldProblem, ...]:
        return asked_problems(draft, others)


class TextService(RowService[TextDraft, TextRow]):
    """The passages of all school years."""

    table, row, draft = ReportText, TextRow, TextDraft
    columns: ClassVar[Mapping[str, Column]] = TEXT_COLUMN
    sees = Right.SEE_SUBMISSIONS

    @verb("编写报告文字", right=Right.EDIT_SUBMISSIONS)
    def write(self, work: Work, school_year: str, texts: Mapping[str, str]) -> int:
        """Keep the passages (key -> text) of a school year that are others now, as one step; returns how many.

        An emptied one goes to the recycle bin; where last year's would be printed then, it is kept empty.
        """
        rows = sorted(self.kept.rows(work.connection), key=self._order)
        own = {row.key: row for row in rows if row.school_year == school_year}
        others = {key: text for key, text in texts.items() if text != _shown(rows, key, school_year)}
        fresh = [
            TextDraft(key=key, school_year=school_year, text=text)
            for key, text in others.items()
            if key not in own
        ]
        kept = {key for key, text in others.items() if text or is_inherited(rows, key, school_year)}
        insert(self, work, fresh)
        work.update_many(ReportText, {own[key].id: {"text": others[key]} for key in kept & own.keys()})
        work.put_away(ReportText, [own[key].id for key in others.keys() & own.keys() - kept])
        work.title = f"编写报告文字 {school_year}学年 {len(others)} 段"
        return len(others)

    def _order(self, row: TextRow) -> Any:
        return row.key, row.school_year

    def _name(self, draft: TextDraft) -> str:
        return f"{draft.school_year}学年 {draft.key}"

    def _problems(self, draft: TextDraft, others: Sequence[TextDraft]) -> tuple[FieldProblem, ...]:
        return text_problems(draft, others)


def _shown(rows: Sequence[TextRow], key: str, school_year: str) -> str:
    """The passage as a report of the school year prints it, "" = none of the school's own."""
    found = own_text(rows, key, school_year)
    return found.text if found is not None else ""
