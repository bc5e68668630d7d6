"""What a cell shows of a value, and what a typed or pasted text stores."""

from collections.abc import Callable
from functools import partial

from edudesk.base.columns import Column, printed
from edudesk.base.errors import UserError
from edudesk.base.grammar import read_typed
from edudesk.base.readings import Level, Reading


def is_refused(reading: Reading) -> bool:
    """Whether a text means nothing in its column: an import would leave the field empty, a person can mend it."""
    return reading.value in (None, "") and reading.level in (Level.WARNING, Level.ERROR)


def as_stored(column: Column, text: str) -> str:
    """What was typed, the way it is stored: 1985.7 -> 1985-07. Raises UserError when it means nothing here."""
    reading = read_typed(column, text)
    if is_refused(reading):
        raise UserError(f"{column.full_title}没有改：{reading.refusal}。", "请重新填写；原来的内容还在。")
    return printed(reading.value)


def shown_text(column: Column, row: object) -> str:
    """The printed text as the screen may show it without being asked."""
    return column.starred(column.text(row))


def printer(column: Column) -> Callable[[object], str]:
    """shown_text of one column, as fast as can be."""
    return partial(shown_text, column) if column.is_masked else column.text
