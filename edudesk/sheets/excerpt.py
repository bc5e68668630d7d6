"""Rows of a stranger's sheet in its own layout, each with what is to be corrected: a workbook to import again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from edudesk.base.grammar import DITTO
from edudesk.base.masking import Audience
from edudesk.base.readings import Level
from edudesk.sheets.headers import ERRORS, Head
from edudesk.sheets.rows import filled_down
from edudesk.sheets.workbook import Cell, CellDetail, Merge, Sheet


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be corrected in a row: sentences, and the cells meant. marks: 0-based column -> how serious."""

    text: str
    marks: Mapping[int, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """One row with what the file itself holds of its cells; a banner over the rows below it has no note.

    struck: 0-based columns of cells that are struck through.
    """

    cells: tuple[tuple[Cell, CellDetail], ...]
    note: Note | None = None
    struck: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ExcerptSheet:
    """The head of a sheet with all that stands above it, and some of its rows.

    top: the rows down to the last of the head; head_row: 1-based, its first; merges: in the top.
    """

    name: str
    top: tuple[tuple[Cell, ...], ...]
    head_row: int
    merges: tuple[Merge, ...]
    rows: tuple[ExcerptRow, ...]


@dataclass(frozen=True)
class Excerpt:
    """A workbook of rows to be corrected; personal data, unmasked. key, title, audience: for the journal."""

    key: str
    title: str
    on: date
    sheets: tuple[ExcerptSheet, ...]
    is_1904: bool = False
    file_name: str = ""
    audience: Audience = Audience.INTERNAL

    @property
    def rows(self) -> tuple[ExcerptRow, ...]:
        """The rows to be corrected, of all sheets."""
        return tuple(row for sheet in self.sheets for row in sheet.rows if row.note is not None)


def excerpt_of(
    sheet: Sheet,
    head: Head,
    notes: Mapping[int, Note],
    *,
    people: Sequence[int],
    banners: Sequence[int],
    main: int,
) -> ExcerptSheet:
    """The rows with a note under the sheet's own head, each banner before the first of them it stands over.

    people: Excel's numbers of all rows that were read, banners: of the group titles; main: 0-based column of
    the names. A column 错误说明 of an earlier excerpt is left out. What a cell only points at (同上, a cell
    merged downwards) is written out, because the row it points at may be missing here.
    """
    top = sheet.rows[: head.last_row]
    errors = {cell.column - 1 for cell in head.cells if cell.name == ERRORS}
    kept = [place for place in range(sheet.width) if place not in errors]
    return ExcerptSheet(
        name=sheet.name,
        top=tuple(tuple(row[place] for place in kept) for row in top),
        head_row=head.first_row,
        merges=tuple(_moved(sheet.merges, head.last_row, kept)),
        rows=tuple(_rows(sheet, head.last_row, kept, notes, people, banners, main)),
    )


def _moved(merges: Sequence[Merge], last_row: int, kept: Sequence[int]) -> Iterator[Merge]:
    """The merges of the top where they stand among the columns kept."""
    for merge in merges:
        places = [
            number for number, place in enumerate(kept, 1) if merge.column <= place + 1 <= merge.last_column
        ]
        if places and merge.last_row <= last_row and (len(places) > 1 or merge.last_row > merge.row):
            yield Merge(merge.row, places[0], merge.last_row, places[-1])


def _rows(
    sheet: Sheet,
    head_row: int,
    kept: Sequence[int],
    notes: Mapping[int, Note],
    people: Sequence[int],
    banners: Sequence[int],
    main: int,
) -> Iterator[ExcerptRow]:
    body = filled_down(sheet, head_row, main)
    read = frozenset(people)
    above: tuple[Cell, ...] = ("",) * sheet.width
    banner: ExcerptRow | None = None
    for number in sorted((*people, *banners)):
        cells = body[number - head_row - 1]
        if number not in read:
            banner = ExcerptRow(tuple((cells[place], CellDetail()) for place in kept))
            continue
        above = tuple(before if cell in DITTO else cell for before, cell in zip(above, cells, strict=True))
        if number not in notes:
            continue
        if banner is not None:
            yield banner
            banner = None
        note = notes[number]
        marks = {at: note.marks[place] for at, place in enumerate(kept) if place in note.marks}
        details = [sheet.detail(number, place + 1) for place in kept]
        told = tuple(
            (_typed(above[place], detail), detail) for place, detail in zip(kept, details, strict=True)
        )
        struck = frozenset(at for at, place in enumerate(kept) if (number, place + 1) in sheet.struck)
        yield ExcerptRow(told, Note(note.text, marks), struck)


def _typed(cell: Cell, detail: CellDetail) -> Cell:
    """1985.1 of a CSV is a number that Excel wrote: as text it would be January for certain (M25)."""
    return float(cell) if isinstance(cell, str) and detail.number_format and cell == detail.raw_text else cell
