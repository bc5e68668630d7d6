"""The places of a form for one value: behind a label in its own cell, or in the empty cell beside it."""

from collections.abc import Collection, Sequence
from typing import Final

from edudesk.base.columns import Column
from edudesk.sheets.addresses import address
from edudesk.sheets.filling.mapping import Single
from edudesk.sheets.filling.slots import bare_label, slots_in
from edudesk.sheets.filling.survey import FormSheet, Survey
from edudesk.sheets.headers import normalise
from edudesk.sheets.workbook import Merge

_LONGEST: Final = 80  # characters of a text in which labels are looked for; what is longer is an instruction


def singles_of(
    form: Survey, facts: Sequence[Column], at: FormSheet | None = None, closed: Collection[int] = ()
) -> tuple[Single, ...]:
    """Every label with room for a value. Those that name no fact have no key.

    closed: the rows of the list and its header on the sheet at, where no label is looked for.
    """
    keys = {normalise(word): fact.key for fact in facts for word in (fact.title, *fact.aliases)}
    found: list[Single] = []
    for one in form.sheets:
        for row, cells in enumerate(() if one.sheet.is_hidden else one.sheet.rows, 1):
            if one is at and row in closed:
                continue
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, str) and len(cell) <= _LONGEST and (row, column) not in one.formulas:
                    found += _labelled(one, row, column, cell, keys)
    return tuple(found)


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
