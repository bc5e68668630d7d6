"""What importing the schools of a region would do: one row a school and 学段. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from edudesk.base.columns import Column, column_map, printed
from edudesk.base.errors import UserError
from edudesk.base.grammar import reader_for
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.memory import uncollected
from edudesk.base.readings import Level, Reading
from edudesk.indicators.intake.values import RegionPreview, SchoolRow
from edudesk.indicators.rows.stored import AMOUNTS, REGION_COLUMNS, STAFF, RegionDraft, RegionRow
from edudesk.projects.intake.amounts import read_amount, unit_of
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Choices, Recall, decided
from edudesk.roster.intake.matched import matched_columns
from edudesk.roster.intake.ticking import ticked_sheets
from edudesk.roster.intake.values import ColumnMatch, FieldChange, Problem, RowState
from edudesk.school.rows.stages import STAGE
from edudesk.school.rules.years import read_school_year
from edudesk.sheets.addresses import address
from edudesk.sheets.headers import Head, HeaderMatch, match_headers, normalise
from edudesk.sheets.heads import find_head
from edudesk.sheets.rows import Body, DataRow, read_body
from edudesk.sheets.workbook import Sheet, Workbook

_NUMBERS: Final = {field: key for key, field in AMOUNTS.items()}


def _read_column(one: Column) -> Column:
    """As a list may write it: 学校, and of our own 采集表 Q1 高于规定学历教师数·数量."""
    own = (f"{number}{normalise(one.title)}数量",) if (number := _NUMBERS.get(one.key)) else ()
    return replace(one, required=one.key == "name", aliases=(*one.aliases, *own))


COLUMNS: Final = tuple(map(_read_column, REGION_COLUMNS))
_COLUMN: Final = column_map(COLUMNS)
# what is worked out here, and what other sheets have beside it
IGNORED: Final = (
    "序号",
    "编号",
    "指标值",
    "达成率",
    "达标项数",
    "余项最低达成率",
    "结论",
    "班数",
    "班级数",
    "生师比",
    "联系人",
    "联系电话",
)
_MONEY: Final = "equipment_value"
_HEADS: Final = ("educated", "backbones", "arts", *STAFF.values())
# per pupil no school has so little or so much: the figure of a pupil was written, or another unit
_LIKELY: Final = {"teaching_area": (0.5, 500), "sports_area": (0.5, 500), _MONEY: (50, 30_000)}
_NO_YEAR: Final = "看不懂是哪个学年，请写成 2026-2027 这样"


@dataclass(frozen=True)
class _Part:
    sheet: Sheet
    head: Head
    matches: tuple[HeaderMatch, ...]
    body: Body
    label: str

    @property
    def columns(self) -> tuple[ColumnMatch, ...]:
        return matched_columns(self.sheet, self.head, self.matches, self.body, self.label)


@dataclass(slots=True)
class _Line:
    """A row as read. values: what the file says by key."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def region_layout() -> Layout:
    """How such a sheet is read, for the workbook of rows to correct."""

    def read(sheet: Sheet, chosen: Mapping[str, str], with_hidden: bool) -> tuple[Head, Body] | None:
        head = _head(sheet)
        if head is None:
            return None
        return head, read_body(sheet, head, _matches(head, chosen), _COLUMN, with_hidden)

    return Layout(read, "", {key: column.title for key, column in _COLUMN.items()})


def _head(sheet: Sheet) -> Head | None:
    """Of a sheet that names schools and their pupils."""
    head = find_head(sheet, COLUMNS, IGNORED)
    return (
        head if head is not None and {"name", "pupils"} <= {one.key for one in _matches(head, {})} else None
    )


def _matches(head: Head, chosen: Mapping[str, str]) -> tuple[HeaderMatch, ...]:
    return match_headers(head, COLUMNS, chosen, IGNORED)


@uncollected()
def preview_region(
    workbook: Workbook,
    stored: Sequence[RegionRow],
    school_year: str,
    stage: str,
    *,
    file: str = "",
    sheets: Sequence[str] | None = None,
    choices: Choices | None = None,
    recall: Recall | None = None,
    answers: Mapping[str, str] | None = None,
    include_hidden: bool = False,
    step: Step = silent,
) -> RegionPreview:
    """What importing the ticked sheets would do; None = every visible one that names schools and their pupils.

    school_year, stage: of rows that do not say it; choices, recall: as those of other imports; answers: none are asked.
    Raises UserError when no sheet has schools.
    """
    step(0, 0, "正在识别表头和各列")
    heads = {one.name: _head(one) for one in workbook.sheets}
    ticked, offered = ticked_sheets(
        workbook,
        {one.name: _count(one, heads[one.name]) for one in workbook.sheets},
        sheets,
        noun="各校数据",
        advice="请确认表头里有“学校”和“在校生数”。",
        nothing=UserError(
            "没有找到各校数据：各工作表中都没有同时带“学校”和“在校生数”的表头，或表头下没有内容。",
            "表头应有学校、在校生数，以及 7 项指标的数量（人数、平方米、元、间）。数据没有改动。",
        ),
    )
    parts, lines = [], []
    for sheet in ticked:
        head = heads[sheet.name]
        assert head is not None
        matches = _matches(head, decided(head.fingerprint, choices, recall))
        body = read_body(sheet, head, matches, _COLUMN, include_hidden)
        part = _Part(sheet, head, matches, body, sheet.name if len(ticked) > 1 else "")
        reader = _Reader(part, is_1904=workbook.is_1904)
        parts.append(part)
        lines += [(reader, reader.read(row)) for row in stepping(body.rows, step, "正在读取各校数据")]
    compared = _Compared(stored, school_year, stage)
    rows = tuple(compared.row(line, reader) for reader, line in lines)
    return RegionPreview(
        file=file,
        sheet="、".join(one.name for one in ticked),
        header_row=parts[0].head.last_row,
        columns=tuple(column for part in parts for column in part.columns),
        rows=rows,
        problems=tuple(problem for _, line in lines for problem in line.problems),
        sheets=offered,
        skipped=tuple(one for part in parts for one in part.body.skipped),
        hidden_people=sum(part.body.hidden for part in parts),
        title=next((part.head.titles[0] for part in parts if part.head.titles), ""),
        fingerprint=parts[0].head.fingerprint,
        remarks=tuple(remark for part in parts for remark in part.body.remarks),
        seen={row.id: row.version for row in stored},
        school_year=school_year,
        stage=stage,
    )


def _count(sheet: Sheet, head: Head | None) -> int | None:
    return None if head is None else len(read_body(sheet, head, _matches(head, {}), _COLUMN).rows)


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, part: _Part, *, is_1904: bool) -> None:
        self.part = part
        self._columns = {one.index: one.field for one in part.columns if one.field}
        self._places = {key: index + 1 for index, key in self._columns.items()}
        self._readers = {key: reader_for(_COLUMN[key], is_1904=is_1904) for key in self._columns.values()}
        header = next((one.header for one in part.columns if one.field == _MONEY), "")
        above = (
            str(cell)
            for row in part.sheet.rows[: part.head.last_row]
            for cell in row
            if isinstance(cell, str)
        )
        self._unit = unit_of(header, above)

    def problem(self, line: _Line, key: str, level: Level, text: str, value: str = "") -> None:
        """A remark on the cell of a field, on that of the school where it has none."""
        cell = address(line.number, self._places.get(key, self._places["name"]))
        line.problems.append(Problem(line.number, cell, key, level, text, value, self.part.label))

    def read(self, row: DataRow) -> _Line:
        """One row; an empty cell says nothing."""
        line = _Line(row.number)
        for index, key in self._columns.items():
            raw = row.cells[index]
            detail = self.part.sheet.detail(row.number, index + 1)
            reading = self._readers[key](raw, "", detail.number_format, detail.raw_text)
            if key == _MONEY and reading.value is not None:
                amount = read_amount(raw, self._unit)
                reading = Reading(amount.yuan, amount.level, amount.text.replace("预算留空", "此项留空"))
            if key == "stage" and not reading.value and printed(raw).strip():
                reading = Reading(
                    printed(raw).strip()
                )  # 九年一贯制 is none: never taken for that of the others
            if reading.level is not Level.OK:
                self.problem(line, key, reading.level, reading.text, printed(raw))
            if reading.value not in ("", None):
                line.values[key] = reading.value
        return line


class _Compared:
    """Tells of each line whether its school is there; a school has one line in a year and 学段."""

    def __init__(self, stored: Sequence[RegionRow], school_year: str, stage: str) -> None:
        self._school_year, self._stage = school_year, stage
        self._there = {(row.school_year, row.stage, row.name): row for row in stored}
        self._taken: dict[tuple[str, str, str], int] = {}

    def row(self, line: _Line, reader: _Reader) -> SchoolRow:
        """The line with what importing it would do."""
        draft = self._draft(line, reader)
        key = (draft.school_year, draft.stage, draft.name)
        if key in self._taken:
            reader.problem(
                line, "name", Level.ERROR, f"与第 {self._taken[key]} 行是同一所学校，没有导入", draft.name
            )
        self._taken.setdefault(key, line.number)
        label = reader.part.label
        if any(one.level is Level.ERROR for one in line.problems):
            return SchoolRow(line.number, RowState.ERROR, draft, line.values, sheet=label)
        there = self._there.get(key)
        if there is None:
            return SchoolRow(line.number, RowState.NEW, draft, line.values, sheet=label)
        changes = tuple(
            FieldChange(name, getattr(there, name), after)
            for name in line.values
            if (after := getattr(draft, name)) != getattr(there, name)
        )
        state = RowState.CHANGED if changes else RowState.SAME
        return SchoolRow(line.number, state, draft, line.values, there.id, changes, label)

    def _draft(self, line: _Line, reader: _Reader) -> RegionDraft:
        """What the row says, with the year and 学段 of the whole where it does not."""
        said = dict(line.values)
        year = read_school_year(str(said.pop("school_year", "") or self._school_year))
        if not year:
            reader.problem(
                line, "school_year", Level.ERROR, _NO_YEAR, printed(line.values.get("school_year"))
            )
        stage = str(said.pop("stage", "") or self._stage)
        if stage not in STAGE:
            text = f"“{stage}”请按学段分成几行（小学一行、初中一行）" if stage else "没有写学段"
            reader.problem(line, "stage", Level.ERROR, text, stage)
        for key, text in _doubts(said):
            is_wrong = "没有写" in text or "负数" in text
            value = printed(line.values.get(key))
            reader.problem(line, key, Level.ERROR if is_wrong else Level.WARNING, text, value)
        if "pupils" in said:
            said["pupils"] = int(said["pupils"])
        name = str(said.pop("name", "")).strip()
        known = {one.name for one in fields(RegionDraft)}
        return RegionDraft(
            school_year=year or "",
            stage=stage,
            name=name,
            **{key: value for key, value in said.items() if key in known},
        )


def _doubts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the figures of a school, and what looks like a figure per hundred pupils."""
    if said.get("pupils") is None:
        yield "pupils", "没有写在校生数"
    for key in ("pupils", *AMOUNTS.values(), *STAFF.values()):
        if (said.get(key) or 0) < 0:
            yield key, f"{_COLUMN[key].title}不能是负数"
    for key in _HEADS:
        value = said.get(key)
        if value is not None and value != round(value):
            yield key, f"{_COLUMN[key].title}不是整数，请核对填的是人数，不是每百名学生的数"
    rooms = said.get("multimedia_rooms")
    if rooms is not None and rooms != round(rooms):
        yield "multimedia_rooms", "网络多媒体教室不是整数，请核对填的是间数，不是每百名学生的数"
    pupils = said.get("pupils") or 0
    for key, (least, most) in _LIKELY.items():
        amount = said.get(key) or 0
        if pupils > 0 and amount > 0 and not least <= amount / pupils <= most:
            each = f"{amount / pupils:,.2f}".rstrip("0").rstrip(".")
            yield key, f"{_COLUMN[key].title}合每名学生 {each}，请核对填的是全校总数、单位也对"
