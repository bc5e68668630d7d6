"""离岗登记: when and how teachers leave the school."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.kit.form_dialog import FormDialog
from edudesk.roster.rows import GONE, TeacherRow
from edudesk.roster.rules import names_of

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

        def save(typed: dict[str, object]) -> dict[str, object]:
            day = str(typed["on"])
            retire(str(typed["status"]), date.fromisoformat(day if len(day) == 10 else f"{day}-01"))
            return typed

        return FormDialog.edit(parent, f"离岗登记：{names_of(rows)}", (("", _COLUMNS),), preset, save)
