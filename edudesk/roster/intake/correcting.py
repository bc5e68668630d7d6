"""The rows of a file that an import refuses or doubts, as a workbook to correct and to import again."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

from edudesk.base.files import safe_name
from edudesk.base.masking import Audience
from edudesk.base.readings import Level
from edudesk.roster.intake.mapping import WANTED, first_match
from edudesk.roster.intake.values import Preview, Problem
from edudesk.roster.rows import COLUMN, IGNORED_HEADERS
from edudesk.sheets.excerpt import Excerpt, ExcerptSheet, Note, excerpt_of
from edudesk.sheets.headers import Head
from edudesk.sheets.heads import find_head
from edudesk.sheets.rows import Body, Reason, read_body
from edudesk.sheets.workbook import Sheet, Workbook

_TITLE = "错误工作簿"
_BAD = (Level.ERROR, Level.WARNING)


class Layout(NamedTuple):
    """How the sheets of a preview are read: read(sheet, fields by header, with hidden rows) gives its header and its
    rows; main: key of the names, "" when cells merged downwards hold for each row below; titles: of the fields."""

    read: Callable[[Sheet, Mapping[str, str], bool], tuple[Head, Body] | None]
    main: str
    titles: Mapping[str, str]


def _people(sheet: Sheet, fields: Mapping[str, str], with_hidden: bool) -> tuple[Head, Body] | None:
    head = find_head(sheet, WANTED, IGNORED_HEADERS)
    if head is None:
        return None
    return head, read_body(sheet, head, first_match(head, fields), COLUMN, with_hidden, repeats_name=True)


ROSTER = Layout(_people, "", {key: column.full_title for key, column in COLUMN.items()})


def rows_to_correct(preview: Preview[Any], with_warnings: bool = False) -> frozenset[tuple[str, int]]:
    """Rows with an error, or with an error or a warning: Problem.sheet and the number Excel counts."""
    wanted = _BAD if with_warnings else (Level.ERROR,)
    return frozenset((one.sheet, one.row) for one in preview.problems if one.row and one.level in wanted)


def correction_name(file: str, on: date) -> str:
    """Name of the workbook without suffix; that of a file corrected twice does not grow."""
    source = PurePath(file).stem.partition(f"_{_TITLE}")[0]
    return safe_name(source, f"_{_TITLE}_{on:%Y%m%d}_{Audience.INTERNAL.mark}")


def correction(
    workbook: Workbook,
    preview: Preview[Any],
    on: date,
    with_warnings: bool = False,
    layout: Layout = ROSTER,
) -> Excerpt:
    """The workbook of these rows, each with all that is wrong or doubtful in it.

    workbook: the one previewed; layout: how it was read. Corrected and imported, it is matched as the first file was.
    """
    wanted = rows_to_correct(preview, with_warnings)
    said: defaultdict[tuple[str, int], list[Problem]] = defaultdict(list)
    for one in preview.problems:
        if (one.sheet, one.row) in wanted and one.level in _BAD:
            said[one.sheet, one.row].append(one)
    chosen = {one.name for one in preview.sheets if one.is_chosen}
    sheets = []
    for sheet in workbook.sheets:
        label = sheet.name if len(chosen) > 1 else ""
        problems = {row: found for (name, row), found in said.items() if name == label}
        if sheet.name in chosen and problems:
            sheets.append(_sheet(sheet, preview, label, problems, layout))
    return Excerpt(
        key="roster_errors",
        title=f"{_TITLE}：{preview.file}",
        on=on,
        sheets=tuple(sheets),
        is_1904=workbook.is_1904,
        file_name=correction_name(preview.file, on),
    )


def _sheet(
    sheet: Sheet,
    preview: Preview[Any],
    label: str,
    problems: Mapping[int, Sequence[Problem]],
    layout: Layout,
) -> ExcerptSheet:
    with_hidden = any(one.row in sheet.hidden_rows for one in preview.rows if one.sheet == label)
    read = layout.read(sheet, {}, with_hidden)
    assert read is not None  # else there would be no preview of it
    fields = {one.name: one.field or "" for one in preview.columns if one.head == read[0].fingerprint}
    read = layout.read(sheet, fields, with_hidden)
    assert read is not None
    head, body = read
    cells = {field: cell for cell in head.cells if (field := fields.get(cell.name, ""))}
    notes = {}
    for row, found in problems.items():
        ordered = sorted(found, key=lambda one: one.level is not Level.ERROR)
        lines = [
            f"{one.level.word}　{cells[one.key].text if one.key in cells else layout.titles.get(one.key, '')}：{one.text}。"
            for one in ordered
        ]
        marks = {cells[one.key].column - 1: one.level for one in reversed(ordered) if one.key in cells}
        notes[row] = Note("\n".join(lines), marks)
    return excerpt_of(
        sheet,
        head,
        notes,
        people=[row.number for row in body.rows],
        banners=[one.number for one in body.skipped if one.reason is Reason.BANNER],
        main=cells[layout.main].column - 1 if layout.main in cells else -1,
    )
