"""Record sheets in Excel, one row per teacher and the items as columns: an old one, or our own filled in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from edudesk.base.columns import Column, Kind, column_map, printed
from edudesk.base.dates import read_date
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Written
from edudesk.checks.forms.points import number_of, plain
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rules.grid import grid_columns
from edudesk.checks.rules.units import Teaching, classes_of
from edudesk.sheets.headers import Head, HeaderMatch, match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.lists import FilledList, write_lists
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.rows import Body, DataRow, read_body
from edudesk.sheets.workbook import Sheet

WHO = (
    Column(
        "who", "教师", Kind.NAME, 20, required=True,
        aliases=("姓名", "教师姓名", "被检教师", "授课教师", "受检教师", "任课教师", "备课组", "教研组"),
    ),
    Column("subject", "学科", width=18, aliases=("任教学科", "任课学科", "科目")),
    Column("classes", "班级", width=26, aliases=("任教班级", "任课班级", "授课班级")),
)  # fmt: skip
TOTAL, BY, ON = "total", "by", "on"
TOLD = (  # what an old sheet says of a line besides its items: the grid compares it, the import takes who and when
    Column(TOTAL, "总分", width=14, aliases=("合计", "合计得分", "总得分", "检查得分")),
    Column(BY, "检查人", width=18, aliases=("检查人员", "检查者", "评分人")),
    Column(ON, "检查日期", width=22, aliases=("检查时间", "日期")),
)
_IGNORED = (
    "序号",
    "编号",
    "得分",
    "等级",
    "位次",
    "名次",
    "教研组",
    "备注",
    "平均分",
)


class SheetLine(NamedTuple):
    """One row of the file. number: Excel's; texts: key of a grid column -> text; told: key of TOLD -> text."""

    number: int
    who: str
    subject: str
    classes: str
    texts: Mapping[str, str]
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """What a file holds. unknown: headers that were taken for nothing; remarks: whole sentences."""

    name: str
    lines: tuple[SheetLine, ...]
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """Lines by id of the unit they are about, and the sentences about those that are about none."""

    lines: Mapping[str, SheetLine]
    remarks: tuple[str, ...] = ()


def write_record_sheet(
    form: CheckForm,
    title: str,
    units: Sequence[UnitRow],
    texts: Mapping[str, Mapping[str, str]],
    path: Path,
    on: date,
) -> Written:
    """A sheet to be filled in and read back: a line per unit, what is there already (by unit id) filled in."""
    columns = (*WHO, *grid_columns(form))
    rows = [
        [unit.name, unit.subject, unit.classes]
        + [texts.get(unit.id, {}).get(column.key, "") for column in columns[len(WHO) :]]
        for unit in units
    ]
    note = "一行一份记录，前三列请不要改；空着的行不会读入。填好后在“整组录入”里用“从 Excel 读入”读回。"
    return write_lists(title, [FilledList("检查记录", columns, rows, note)], path, on)


class Laid(NamedTuple):
    """How a sheet is read by a form. fitting: columns that are the form's own."""

    head: Head
    matches: tuple[HeaderMatch, ...]
    fitting: int


def record_columns(form: CheckForm) -> tuple[Column, ...]:
    """Every column of a record sheet of a form."""
    return (*WHO, *grid_columns(form), *TOLD)


def laid_out(
    sheet: Sheet, form: CheckForm, decided: Mapping[str, str] | None = None, head: Head | None = None
) -> Laid | None:
    """The header of a sheet as the columns of a form; None when it names nobody or nothing of the form.

    decided: HeaderCell.name -> key a person chose ("" = leave out); head: where it is known.
    """
    columns = record_columns(form)
    head = head or find_head(sheet, columns, _IGNORED)
    if head is None:
        return None
    matches = match_headers(head, columns, decided or {}, _IGNORED)
    count = sum(match.key not in ("", *(one.key for one in (*WHO, *TOLD))) for match in matches)
    return Laid(head, matches, count) if count or decided else None


def body_of(sheet: Sheet, form: CheckForm, laid: Laid, with_hidden: bool = False) -> Body:
    """The rows below the header."""
    return read_body(sheet, laid.head, laid.matches, column_map(record_columns(form)), with_hidden)


def read_record_sheet(path: Path, form: CheckForm, step: Step = silent) -> RecordSheet:
    """The rows of the sheet that fits the form best. Raises UserError when none does."""
    book = read_workbook(path, step)
    found = [(sheet, laid) for sheet in book.sheets if (laid := laid_out(sheet, form)) is not None]
    if not found:
        raise UserError(
            f"“{path.name}”里没有找到可以读入的检查记录。",
            f"表头应有“姓名”和“{form.title}”的项目名称或编号（如“{form.items[0].key}”）；"
            "可以先用“导出空表”得到一张，数据没有改动。",
        )
    sheet, laid = max(found, key=lambda one: one[1].fitting)
    body = body_of(sheet, form, laid)
    unknown = tuple(
        match.cell.text
        for match in laid.matches
        if not match.key and not any(word in match.cell.text for word in _IGNORED)
    )
    lines = tuple(line_of(row, laid.matches) for row in body.rows)
    return RecordSheet(sheet.name, lines, unknown, body.remarks)


def line_of(row: DataRow, matches: Sequence[HeaderMatch]) -> SheetLine:
    """A row as texts by what its columns are taken for."""
    texts = {
        match.key: printed(row.cells[match.cell.column - 1]).strip()
        for match in matches
        if match.key and match.cell.column <= len(row.cells)
    }
    who, subject, classes = (texts.pop(column.key, "") for column in WHO)
    told = {column.key: one for column in TOLD if (one := texts.pop(column.key, ""))}
    found = {key: one for key, one in texts.items() if one}
    return SheetLine(row.number, "".join(who.split()), subject, classes, found, told)


def units_by_name(units: Iterable[UnitRow]) -> dict[str, list[UnitRow]]:
    """Units by the names a file may call them."""
    by_name: defaultdict[str, list[UnitRow]] = defaultdict(list)
    for unit in units:
        for name in {unit.name, unit.name.partition("（")[0]}:  # namesakes carry their 工号
            by_name["".join(name.split())].append(unit)
    return by_name


def unit_of(
    line: SheetLine, by_name: Mapping[str, Sequence[UnitRow]], school_year: str, kind: str
) -> UnitRow | str:
    """Which unit a line is about: by name, then by subject and class. What could be two units is told, never guessed.

    kind: 学段 or 九年一贯制, to read classes by. A text says why there is none.
    """
    possible = by_name.get(line.who, ())
    if not possible:
        return "不在这次检查的应检对象里"
    # never by name alone where the file says more (教学常规检查 5.2)
    if line.subject:
        possible = [unit for unit in possible if _same_subject(unit, line.subject)]
    if line.classes:
        possible = [unit for unit in possible if _same_classes(unit, line.classes, school_year, kind)]
    if len(possible) == 1:
        return possible[0]
    about = "、".join(filter(None, (line.subject, line.classes)))
    return f"的{about}与应检名单对不上" if not possible else "有几份应检材料，请补上学科或班级"


def matched(lines: Sequence[SheetLine], units: Sequence[UnitRow], school_year: str, kind: str) -> Matched:
    """Which unit each line is about, with what is said of those that are about none (see unit_of)."""
    by_name = units_by_name(units)
    found: dict[str, SheetLine] = {}
    remarks = []
    for line in lines:
        if not line.texts:
            continue
        unit = unit_of(line, by_name, school_year, kind)
        if isinstance(unit, str):
            remarks.append(f"第 {line.number} 行“{line.who}”{unit}，没有读入。")
        elif unit.id in found:
            before = found[unit.id].number
            remarks.append(f"第 {line.number} 行“{line.who}”与第 {before} 行是同一份，没有读入。")
        else:
            found[unit.id] = line
    if bare := [line.number for line in found.values() if not line.subject and not line.classes]:
        remarks.append(f"{len(bare)} 行只写了姓名，没有学科和班级，按应检名单里的同名教师读入，请核对。")
    return Matched(found, tuple(remarks))


def _same_subject(unit: UnitRow, text: str) -> bool:
    """小学语文 is 语文; a unit that is no subject of its own fits any."""
    return not unit.subject or unit.subject in text or text in unit.subject


def other_total(line: SheetLine, total: Decimal | None) -> str:
    """That the file has another total than its items give; "" when they agree, or one of them is missing."""
    written = number_of(line.told.get(TOTAL, ""))
    if written is None or total is None or written == total:
        return ""
    return f"文件总分 {plain(written)}，按各项计算 {plain(total)}"


def told_otherwise(line: SheetLine, *, total: Decimal | None, inspector: str, on: str) -> str:
    """What the file says of a line and the line will not: its total, who looked and when; "" when they agree."""
    found = list(filter(None, (other_total(line, total),)))
    by = "".join(line.told.get(BY, "").split())
    if by and by != inspector:
        found.append(f"文件写的检查人是{by}")
    day = read_date(line.told.get(ON, "")).value
    if day and day != on:
        found.append(f"文件写的日期是 {day}")
    return f"第 {line.number} 行“{line.who}”{'，'.join(found)}。" if found else ""


def _same_classes(unit: UnitRow, text: str, school_year: str, kind: str) -> bool:
    mine, told = (
        set(
            classes_of(
                Teaching(teacher_id="", name="", classes=one, kind=kind, stage=unit.stage), school_year
            )
        )
        for one in (unit.classes, text)
    )
    return bool(mine & told)
