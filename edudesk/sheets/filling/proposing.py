"""From what a form looks like to what goes where: its header, its rows for the list, its places for one value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edudesk.base.columns import Column, column_map
from edudesk.sheets.addresses import column_letters
from edudesk.sheets.filling.mapping import Mapping, Target
from edudesk.sheets.filling.others import other_tables
from edudesk.sheets.filling.room import Room, room_of
from edudesk.sheets.filling.singles import singles_of
from edudesk.sheets.filling.survey import FormSheet, Survey, no_place
from edudesk.sheets.headers import Head, HeaderCell, HeaderMatch, How, match_headers
from edudesk.sheets.heads import find_head

Match = Callable[[Head], tuple[HeaderMatch, ...]]
"""What the headers of a form are taken for, as the import of the same list takes them."""


@dataclass(frozen=True)
class Known:
    """What can be put into a form. columns: of the list; match, ignored: its headers, as the import knows them;
    extra: columns every list has (序号, 学校名称); facts: single values, title and aliases are their labels."""

    list_key: str
    columns: tuple[Column, ...]
    match: Match
    ignored: tuple[str, ...] = ()
    extra: tuple[Column, ...] = ()
    facts: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A mapping to be looked at. unknown: headers nothing is known for; computed: headers whose cells are
    formulas of the form, which are left alone; samples: rows that hold an example; remarks: what the user should
    know; changes: how the form differs from the one a given mapping was made for."""

    mapping: Mapping
    unknown: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    samples: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def propose(form: Survey, known: Known, sheet: str = "") -> Proposal:
    """The mapping of a form nobody has mapped yet. sheet: that holds the list, "" = the one that fits best.

    Raises UserError when there is neither a header nor a place for a single value.
    """
    found = _best(form, known, sheet)
    if found is None:
        singles = singles_of(form, known.facts)
        if not any(one.is_filled for one in singles):
            raise no_place()
        return Proposal(Mapping(form.path.name, "", known.list_key, singles=singles), remarks=form.remarks)
    at, head = found
    return proposal_of(form, known, at, head)


def _best(form: Survey, known: Known, wanted: str) -> tuple[FormSheet, Head] | None:
    """The visible sheet whose header names most columns; of equals the first."""
    best: tuple[int, FormSheet, Head] | None = None
    for one in form.sheets:
        if (wanted and one.name != wanted) or (one.sheet.is_hidden and not wanted):
            continue
        head = find_head(one.sheet, (*known.columns, *known.extra), known.ignored)
        if head is None:
            continue
        score = sum(bool(match.key) for match in known.match(head))
        if best is None or score > best[0]:
            best = (score, one, head)
    return (best[1], best[2]) if best is not None else None


def proposal_of(form: Survey, known: Known, at: FormSheet, head: Head) -> Proposal:
    """The mapping of a form whose header is known. Raises UserError when a record takes several rows."""
    matches = _matched(known, head)
    room = room_of(at, head, matches, column_map((*known.columns, *known.extra)))
    has_room = room.first <= room.last  # else what stands there is a row of totals
    computed = [
        match.cell.name for match in matches if has_room and (room.first, match.cell.column) in at.formulas
    ]
    columns = tuple(
        Target(
            column_letters(match.cell.column),
            match.cell.text,
            match.cell.name,
            "" if match.cell.name in computed else match.key,
        )
        for match in matches
        if not _is_covered(at, match.cell)
    )
    closed = range(head.first_row, max(room.last, head.last_row) + 1)
    mapping = Mapping(
        form.path.name, head.fingerprint, known.list_key, at.name, (head.first_row, head.last_row),
        room.first, room.last, columns, singles_of(form, known.facts, at, closed),
    )  # fmt: skip
    return Proposal(
        mapping,
        unknown=tuple(one.header for one in columns if not one.key and one.name not in computed),
        computed=tuple(one.header for one in columns if one.name in computed),
        samples=room.samples,
        remarks=(
            *form.remarks,
            *_remarks(room),
            *other_tables(form, mapping, (*known.columns, *known.extra)),
        ),
    )


def _is_covered(at: FormSheet, cell: HeaderCell) -> bool:
    """Whether a header only goes on from the column to its left, with which its cell is merged."""
    return any(
        one.row <= cell.row <= one.last_row and one.column < cell.column <= one.last_column
        for one in at.sheet.merges
    )


def _matched(known: Known, head: Head) -> tuple[HeaderMatch, ...]:
    """The list's own columns first, then those every list has."""
    matches = known.match(head)
    taken = {match.key for match in matches}
    extra = match_headers(head, known.extra, {})
    return tuple(
        match
        if match.key or other.how is not How.EXACT or other.key in taken
        else HeaderMatch(match.cell, other.key, other.how)
        for match, other in zip(matches, extra, strict=True)
    )


def _remarks(room: Room) -> list[str]:
    found = []
    if room.samples:
        found.append(f"第 {_rows(room.samples)} 行是示例，没有改动；交表前不需要的请删去。")
    if room.filled:
        found.append(f"第 {_rows(room.filled)} 行已有内容，没有改动，从第 {room.first} 行起填写。")
    return found


def _rows(rows: Sequence[int]) -> str:
    return f"{rows[0]}–{rows[-1]}" if len(rows) > 1 else str(rows[0])
