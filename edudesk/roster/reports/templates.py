"""Empty workbooks of dated facts to be filled in and imported; that of the roster: reports.lists."""

from dataclasses import replace
from datetime import date

from edudesk.base import files
from edudesk.base.report import Template
from edudesk.roster.histories import HistoryKind
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.roster.rows import COLUMN

_NOTES = (
    "一项记录一行；同一位教师有几项，就写几行。",
    "教师按姓名在花名册中查找；有同名的，请再填工号或身份证号。",
    "再次导入时，已有的记录不会重复；空着的格子不会清掉已有的内容。",
)


def history_template(kind: HistoryKind, on: date) -> Template:
    """The columns of a kind behind the person, to be filled in and imported."""
    person = tuple(replace(COLUMN[key], parent="") for key in ("name", "staff_no", "id_no"))
    own = [column for column in kind.columns if column.title not in {one.title for one in person}]
    return Template(
        title=kind.title,
        on=on,
        columns=(SEQUENCE, *person, *own),
        notes=_NOTES,
        file_name=files.safe_name(kind.title, "_导入模板"),
    )
