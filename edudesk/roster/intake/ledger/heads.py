"""Where the headers of a sheet of dated facts stand, also when each year has a column of its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from edudesk.base.columns import Column, column_map, printed
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.intake.ledger.words import (
    PERSON,
    fields_of,
    guess_words,
    ignored_headers,
    wanted_columns,
    words_of,
    year_in,
)
from edudesk.roster.intake.mapping import FOUND, column_match
from edudesk.roster.intake.values import ColumnMatch, How
from edudesk.sheets.headers import Head, HeaderCell, HeaderMatch, match_headers, names_of, normalise
from edudesk.sheets.heads import SEARCHED_ROWS, find_head
from edudesk.sheets.rows import Body, DataRow, filled_down, read_body
from edudesk.sheets.workbook import Cell, Sheet, Workbook

# columns that say whom a row is about, in a roster and in any other list
_OF_ANYBODY: Final = frozenset(("name", "id_no", "staff_no", "gender", "birth", "age", "phone", "remark"))
_MANY: Final = 8

_AT: Final = "@"
"""Between field and year in the key of a column that holds one year: result@2023."""


@dataclass(frozen=True)
class LedgerHead:
    """The header of one sheet. sheet: with the years of the header as texts, and cells merged downwards filled;
    years: HeaderCell.name -> key of the column of one year."""

    kind: HistoryKind
    sheet: Sheet
    head: Head
    years: Mapping[str, str]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What the columns of the sheet may be taken for."""
        found = {key: year_column(self.kind, key) for key in self.years.values()}
        return (*wanted_columns(self.kind), *found.values())

    def matches(self, decided: Mapping[str, str]) -> tuple[HeaderMatch, ...]:
        """What each header is taken for. decided: HeaderCell.name -> key a person chose ("" = leave out)."""
        taken = {key for key in decided.values() if key}
        years = {name: key for name, key in self.years.items() if key not in taken}
        return match_headers(self.head, self.columns, {**years, **decided}, ignored_headers(self.kind))

    def listed(
        self, decided: Mapping[str, str], rows: Sequence[DataRow], label: str
    ) -> tuple[ColumnMatch, ...]:
        """The matches as a preview lists them."""
        found = []
        for match in self.matches(decided):
            how = FOUND[match.how]
            if how is How.REMEMBERED and match.cell.name not in decided:
                how = How.AUTO
            if not match.key and how in (How.AUTO, How.CONFIRM):
                how = How.UNKNOWN
            found.append(column_match(match, how, self.head, rows, self.sheet.hidden_columns, label))
        return tuple(found)

    def body(self, decided: Mapping[str, str], include_hidden: bool) -> Body:
        """The rows below."""
        return read_body(
            self.sheet, self.head, self.matches(decided), column_map(self.columns), include_hidden
        )


def year_column(kind: HistoryKind, key: str) -> Column:
    """The column of one year: result@2023 is 等次 of 2023."""
    field, year = split_key(key)
    column = fields_of(kind)[field]
    return replace(column, key=key, title=f"{year}年{column.title}", aliases=(), parent="")


def split_key(key: str) -> tuple[str, str]:
    """Field and year of a column; the year is "" for all but the columns of one year."""
    field, _, year = key.partition(_AT)
    return field, year


def ledger_head(sheet: Sheet, kind: HistoryKind) -> LedgerHead | None:
    """The header of a sheet as one of this kind; None when there is none with a name and anything of the kind."""
    texts, years = _year_texts(sheet, kind)
    known = (*wanted_columns(kind), *(Column(f"{_AT}{text}", text) for text in years))
    head = find_head(texts, known, ignored_headers(kind))
    if head is None:
        return None
    rows = (*texts.rows[: head.last_row], *filled_down(texts, head.last_row, -1))
    found = LedgerHead(kind, replace(texts, rows=rows), head, _years_of(head, kind))
    keys = {match.key for match in found.matches({})} - {""}
    return found if PERSON in keys and any(split_key(key)[0] in own_keys(kind) for key in keys) else None


def guess_kind(workbook: Workbook, file: str, kinds: Sequence[HistoryKind] = KINDS) -> HistoryKind | None:
    """The kind the first readable sheet is most like, by its title, its headers and the names of sheet and file."""
    best: tuple[int, HistoryKind] | None = None
    for sheet in workbook.sheets:
        if sheet.is_hidden:
            continue
        titles = _titles(sheet)
        for kind in kinds:
            head = ledger_head(sheet, kind)
            if head is None:
                continue
            heads = [cell.text for cell in head.head.cells]
            score = 3 * guess_words(kind, (*titles, sheet.name, file)) + 2 * guess_words(kind, heads)
            score += 2 * sum(
                split_key(match.key)[0] in own_keys(kind) and match.how.value in ("exact", "remembered")
                for match in head.matches({})
            )
            if best is None or score > best[0]:
                best = (score, kind)
        if best is not None:
            return best[1]
    return None


def kind_rather(workbook: Workbook, file: str, fields: Collection[str]) -> HistoryKind | None:
    """The kind of dated facts a workbook holds that was taken for a roster; None when it is one.

    fields: of the roster, as its columns were matched, () when there was none. A roster with many is not looked
    at twice: that takes 0.1 s.
    """
    told = set(fields) - _OF_ANYBODY
    if len(told) > _MANY:
        return None
    kind = guess_kind(workbook, file)
    heads = (ledger_head(sheet, kind) for sheet in workbook.sheets if not sheet.is_hidden) if kind else ()
    head = next((one for one in heads if one is not None), None)
    if kind is None or head is None or not head.body({}, include_hidden=False).rows:
        return None
    own = [match for match in head.matches({}) if split_key(match.key)[0] in own_keys(kind)]
    return kind if len(own) > max(len(told), 1) else None  # one column alone is found in many a list


def _titles(sheet: Sheet) -> list[str]:
    """Long texts in the first rows that stand alone or are merged over the sheet."""
    lines = ([cell for cell in row if isinstance(cell, str) and cell.strip()] for row in sheet.rows[:5])
    return [line[0] for line in lines if len(line) == 1]


def own_keys(kind: HistoryKind) -> frozenset[str]:
    """The fields that say which facts a sheet holds; a remark any sheet may have."""
    return frozenset(column.key for column in kind.columns) - {"remark"}


def _year_texts(sheet: Sheet, kind: HistoryKind) -> tuple[Sheet, list[str]]:
    """The sheet with the numbers 2023, 2024 of a header as texts, and the headers that name a year."""
    if not words_of(kind).year:
        return sheet, []
    person = {normalise(word) for word in _spellings(fields_of(kind)[PERSON])}
    rows = list(sheet.rows)
    lines = [
        place
        for place, row in enumerate(rows[:SEARCHED_ROWS])
        if any(isinstance(cell, str) and normalise(cell) in person for cell in row)
    ]
    found: dict[str, None] = {}
    for place in {near for line in lines for near in (line - 1, line, line + 1) if 0 <= near < len(rows)}:
        cells = tuple(_as_text(cell) for cell in rows[place])
        named = [cell for cell in cells if isinstance(cell, str) and _is_year_head(cell, kind)]
        if place in lines or len(named) > 1:  # a row of data below may hold one year, too
            rows[place] = cells
            found |= dict.fromkeys(named)
    return replace(sheet, rows=tuple(rows)), list(found)


def _as_text(cell: Cell) -> Cell:
    is_year = isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1990 <= cell <= 2099
    return printed(cell) if is_year and cell == int(cell) else cell  # type: ignore[arg-type]


def _spellings(column: Column) -> tuple[str, ...]:
    return (column.title, *column.aliases)


def _is_year_head(text: str, kind: HistoryKind) -> bool:
    year, rest = year_in(text)
    return bool(year) and len(text) <= 16 and (not rest or bool(_value(rest, kind)))


def _value(word: str, kind: HistoryKind) -> str:
    """The field of the kind that a word beside a year names; "" for none."""
    own = tuple(column for column in wanted_columns(kind) if column.key in own_keys(kind))
    key, _ = names_of(own, ()).match(HeaderCell(1, 1, word), "")
    if not key and len(word) > 1 and any(word in known for known in (kind.title, *words_of(kind).words)):
        return words_of(kind).value
    return key if key not in ("year", "school_year", "term", "begins", "ends") else ""


def _years_of(head: Head, kind: HistoryKind) -> dict[str, str]:
    """HeaderCell.name -> result@2023, of the headers that name a year themselves or stand under one."""
    found: dict[str, str] = {}
    form = words_of(kind)
    for cell in head.cells if form.year else ():
        year, rest = year_in(cell.title)
        beside = normalise(cell.parent)
        if not year:
            year, beside = year_in(cell.parent)
            rest = normalise(cell.title)
            if not year or not _value(rest, kind):
                continue
        key = _value(rest, kind) if rest else _value(beside, kind) or form.value
        if key and f"{key}{_AT}{year}" not in found.values():
            found[cell.name] = f"{key}{_AT}{year}"
    return found
