"""离岗登记: when and how teachers leave the school."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.form_dialog import FormDialog
from edudesk.roster.rows import GONE, TeacherRow
from edudesk.roster.rules import doubts, names_of

_KINDS = CodeList("离岗去向", tuple(Code(word) for word in GONE), is_open=False)
_COLUMNS = (
    Column("status", "去向", Kind.CHOICE, codes=_KINDS, required=True),
    Column("on", "日期", Kind.DATE, required=True, help="例如 2026-08-31；填“今天”也可以"),
)


class LeavingDialog:
    """A small form; the record stays in the roster and can be found under 状态."""

    @staticmethod
    def ask(parent: QWidget, rows: Sequence[TeacherRow], retire: Callable[[str, date], None]) -> FormDialog:
        """retire(status, day) is called by 保存; a UserError of it is shown and the form stays."""
        preset = {"status": "退休", "on": clock.today().isoformat()}

        def day_of(typed: dict[str, object]) -> str:
            day = str(typed["on"])
            return f"{day}-01" if len(day) == 7 else day

        def save(typed: dict[str, object]) -> dict[str, object]:
            retire(str(typed["status"]), date.fromisoformat(day_of(typed)))
            return typed

        def doubt(typed: dict[str, object]) -> tuple[FieldProblem, ...]:
            """The first teacher's whose record the day does not fit."""
            status, day = str(typed["status"]), day_of(typed)
            found = (
                FieldProblem("on", f"{row.name}：{problem.text}" if len(rows) > 1 else problem.text)
                for row in rows
                for problem in doubts(replace(row, status=status, status_date=day))
                if problem.key == "status_date"
            )
            return tuple(islice(found, 1))

        title = f"离岗登记：{names_of(rows)}"
        return FormDialog.edit(parent, title, (("", _COLUMNS),), preset, save, doubt=doubt)
