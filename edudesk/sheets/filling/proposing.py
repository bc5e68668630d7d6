"""From what a form looks like to what goes where: its header, its rows for the list, its places for one value."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edudesk.base.columns import Column, column_map
from edudesk.base.errors import UserError
from edudesk.sheets.addresses import address, column_letters
from edudesk.sheets.filling.mapping import Mapping, Single, Target
from edudesk.sheets.filling.slots import bare_label, slots_in
from edudesk.sheets.filling.survey import FormSheet, Survey, no_place
from edudesk.sheets.headers import Head, HeaderCell, HeaderMatch, How, match_headers, normalise
from edudesk.sheets.heads import find_head, head_at
from edudesk.sheets.rows import Reason, read_body
from edudesk.sheets.workbook import Cell, Merge

_LONGEST: Final = 80  # characters of a text in which labels are looked for; what is longer is an instruction
_NUMBERED: Final = re.compile(r"[0-9]{1,4}(?:\.0)?")

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
    formulas of the form, which are left alone; remarks: what the user should know; changes: how the form
    differs from the one a given mapping was made for."""

    mapping: Mapping
    unknown: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """The rows of a form for the list. samples, filled: rows between them and the header that hold an example
    or what somebody entered before."""

    first: int
    last: int
    samples: tuple[int, ...] = ()
    filled: tuple[int, ...] = ()


def propose(form: Survey, known: Known, sheet: str = "") -> Proposal:
    """The mapping of a form nobody has mapped yet. sheet: that holds the list, "" = the one that fits best.

    Raises UserError when there is neither a header nor a place for a single value.
    """
    found = _best(form, known, sheet)
    if found is None:
        singles = tuple(_singles(form, known, None))
        if not any(one.is_filled for one in singles):
            raise no_place()
        return Proposal(Mapping(form.path.name, "", known.list_key, singles=singles), remarks=form.remarks)
    at, head = found
    return _proposal(form, known, at, head)


def adopt(form: Survey, known: Known, given: Mapping) -> Proposal:
    """A mapping kept from an earlier time, for this form. Where the form was changed since, changes says how, and
    the mapping is proposed anew with what is known of the columns that are still there."""
    at = form.sheet(given.sheet)
    if given.sheet and at is not None and at.last_row >= given.head[1] > 0:
        head = head_at(at.sheet, *given.head)
        if head.fingerprint == given.fingerprint:
            fresh = _proposal(form, known, at, head)
            return replace(fresh, mapping=_taken(fresh.mapping, given))
    fresh = propose(form, known, given.sheet if at is not None else "")
    is_same = fresh.mapping.fingerprint == given.fingerprint
    changes = () if is_same else tuple(_changes(given, fresh.mapping))
    return replace(fresh, mapping=_taken(fresh.mapping, given), changes=changes)


def check_fit(form: Survey, mapping: Mapping) -> None:
    """Raises UserError when the form is not the one the mapping was made for."""
    if not mapping.sheet:
        return
    at = form.sheet(mapping.sheet)
    told = f"工作表“{mapping.sheet}”没有了"
    if at is not None:
        last = min(mapping.head[1], len(at.sheet.rows))
        head = head_at(at.sheet, mapping.head[0], last) if last >= mapping.head[0] else None
        if head is not None and head.fingerprint == mapping.fingerprint:
            return
        now = {cell.name: column_letters(cell.column) for cell in head.cells} if head is not None else {}
        moved = [one.header for one in mapping.columns if now.get(one.name) != one.letters]
        told = f"第 {mapping.head[0]} 行起的表头变了" + (f"（{'、'.join(moved[:6])}）" if moved else "")
    raise UserError(
        f"“{form.path.name}”与对照不一致：{told}，没有填写。",
        "请重新识别这个模板，看过新的对照后再填；模板没有改动。",
    )


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


def _proposal(form: Survey, known: Known, at: FormSheet, head: Head) -> Proposal:
    matches = _matched(known, head)
    room = room_of(at, head, matches, known)
    computed = [match.cell.name for match in matches if (room.first, match.cell.column) in at.formulas]
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
    mapping = Mapping(
        form.path.name, head.fingerprint, known.list_key, at.name, (head.first_row, head.last_row),
        room.first, room.last, columns, tuple(_singles(form, known, (at, head, room))),
    )  # fmt: skip
    return Proposal(
        mapping,
        unknown=tuple(one.header for one in columns if not one.key and one.name not in computed),
        computed=tuple(one.header for one in columns if one.name in computed),
        remarks=(*form.remarks, *_remarks(room)),
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


# the rows for the list


def room_of(at: FormSheet, head: Head, matches: tuple[HeaderMatch, ...], known: Known) -> Room:
    """The empty rows below the header down to the first that holds a text or looks otherwise.

    Raises UserError when a record takes several rows.
    """
    columns = column_map((*known.columns, *known.extra))
    body = read_body(at.sheet, head, tuple(one for one in matches if one.key in columns), columns, True)
    samples = {skip.number for skip in body.skipped if skip.reason is Reason.SAMPLE}
    samples |= {row.number for row in body.rows if row.may_be_sample}
    people = {row.number for row in body.rows}
    main = next((one.cell.column for one in matches if one.key and columns[one.key].required), 0)
    mapped = [one.cell.column for one in matches]
    row = head.last_row + 1
    shown: list[int] = []
    filled: list[int] = []
    while row <= at.last_row and not _is_free(at, row, main):
        if row in samples:
            shown.append(row)
        elif row in people:
            filled.append(row)
        else:
            break
        row += 1
    first = row
    is_framed = _is_framed(at, first, mapped)
    counted = _computed(at, first, mapped)
    while (
        row <= at.last_row
        and row not in at.totals
        and _is_free(at, row, main)
        and _is_framed(at, row, mapped) == is_framed
        and _computed(at, row, mapped) <= counted  # a formula where the rows have none: totals without a word
    ):
        row += 1
    last = row - 1
    if not is_framed and not counted and first < row <= at.last_row and row not in at.totals:
        last -= 1  # one blank row stays between the list and what follows
    if any(
        merge.last_row > merge.row and merge.column in mapped
        for merge in at.sheet.merges
        if first <= merge.row <= last
    ):
        raise UserError(
            f"工作表“{at.name}”里一条记录占好几行（第 {first} 行起有上下合并的格），不能自动填。",
            "请把空白行改成一人一行，或手工填写；模板没有改动。",
        )
    return Room(first, last, tuple(shown), tuple(filled))


def _is_free(at: FormSheet, row: int, main: int) -> bool:
    """Whether a row has room for somebody: nothing in it but a running number, formulas and what is printed in
    every row while the column of names is empty."""
    cells = _typed(at, row)
    if not cells:
        return True
    texts = [value for value in cells.values() if isinstance(value, str)]
    if not texts or all(_NUMBERED.fullmatch(text.strip()) for text in texts):
        return main not in cells
    above = _typed(at, row - 1) if main else {}
    return main not in cells and min(cells) < main and cells == above


def _typed(at: FormSheet, row: int) -> dict[int, Cell]:
    """What is in a row and no formula, by column."""
    cells = at.sheet.rows[row - 1] if row <= len(at.sheet.rows) else ()
    return {
        column: cell
        for column, cell in enumerate(cells, 1)
        if cell != "" and not (isinstance(cell, str) and cell.isspace()) and (row, column) not in at.formulas
    }


def _computed(at: FormSheet, row: int, columns: Sequence[int]) -> frozenset[int]:
    """The columns that hold a formula in a row."""
    return frozenset(column for column in columns if (row, column) in at.formulas)


def _is_framed(at: FormSheet, row: int, columns: Sequence[int]) -> bool:
    return sum(at.is_bordered(row, column) for column in columns) * 2 > len(columns)


# places for one value


def _singles(form: Survey, known: Known, taken: "tuple[FormSheet, Head, Room] | None") -> list[Single]:
    """Every label with room for a value, outside the list. Those nothing is known for have no key."""
    keys = {normalise(word): fact.key for fact in known.facts for word in (fact.title, *fact.aliases)}
    found: list[Single] = []
    for one in form.sheets:
        if one.sheet.is_hidden:
            continue
        closed = range(0)
        if taken is not None and one is taken[0]:
            closed = range(taken[1].first_row, max(taken[2].last, taken[1].last_row) + 1)
        for row, cells in enumerate(one.sheet.rows, 1):
            if row in closed:
                continue
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, str) and len(cell) <= _LONGEST and (row, column) not in one.formulas:
                    found += _labelled(one, row, column, cell, keys)
    return found


def _labelled(at: FormSheet, row: int, column: int, text: str, keys: dict[str, str]) -> list[Single]:
    slots = slots_in(text)
    beside = _beside(at, row, column)
    found = []
    for slot in slots:
        key = keys.get(normalise(slot.label), "")
        is_beside = beside and slot.start == slot.end == len(text) and len(slots) == 1
        place = beside if is_beside else address(row, column)
        if key or slot.end > slot.start or is_beside:
            found.append(Single(at.name, place, slot.label, not is_beside, key))
    label = bare_label(text)
    if not slots and beside and (key := keys.get(normalise(label), "")):
        found.append(Single(at.name, beside, label, False, key))
    return found


def _beside(at: FormSheet, row: int, column: int) -> str:
    """The empty cell right of a label that is meant to be written in: it has lines, or is merged; "" for none."""
    merge = at.merge_at(row, column) or Merge(row, column, row, column)
    right = merge.last_column + 1
    cells = at.sheet.rows[row - 1]
    if right <= len(cells) and cells[right - 1] != "":
        return ""
    is_meant = at.is_bordered(row, right) or at.merge_at(row, right) is not None
    return address(row, right) if is_meant and (row, right) not in at.formulas else ""


# an earlier mapping


def _taken(fresh: Mapping, given: Mapping) -> Mapping:
    """The fresh mapping with what a person decided in the given one, where the form still has it."""
    columns = {one.name: one for one in given.columns}
    singles = {(one.sheet, one.label, one.is_inside): one for one in given.singles}
    return replace(
        fresh,
        list_key=given.list_key,
        columns=tuple(
            replace(one, key=columns[one.name].key, text=columns[one.name].text)
            if one.name in columns
            else one
            for one in fresh.columns
        ),
        singles=tuple(
            replace(one, key=before.key, text=before.text)
            if (before := singles.get((one.sheet, one.label, one.is_inside)))
            else one
            for one in fresh.singles
        ),
    )


def _changes(given: Mapping, fresh: Mapping) -> list[str]:
    """How the columns of a form differ from those a mapping was made for, in sentences."""
    before = {one.name: one for one in given.columns}
    now = {one.name: one for one in fresh.columns}
    told = [
        f"“{one.header}”原来在 {before[name].letters} 列，现在在 {one.letters} 列。"
        for name, one in now.items()
        if name in before and before[name].letters != one.letters
    ]
    told += [
        f"“{one.header}”一列（原 {one.letters} 列）没有了。"
        for name, one in before.items()
        if name not in now
    ]
    told += [
        f"新增了“{one.header}”一列（{one.letters} 列）。" for name, one in now.items() if name not in before
    ]
    return told
