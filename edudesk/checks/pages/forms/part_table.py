"""One table of a form in its editor."""

from collections.abc import Sequence
from dataclasses import replace

from edudesk.base.columns import Column
from edudesk.checks.forms.form_parts import Part
from edudesk.kit.part_table import PartTable

_HIDDEN = "key"  # a number nobody types; that of an item is shown, for other tables name it
_LIKELY = ("item", "method", "section", "kind", "is_repeated")


def part_table(part: Part, columns: Sequence[Column], hint: str = "") -> PartTable:
    """columns: of the part, with words that depend on other tables."""
    shown = [
        replace(column, is_shown=True, value=(lambda row: row.key) if column.key == _HIDDEN else None)
        for column in columns
        if column.key != _HIDDEN or part.key == "item"
    ]
    return PartTable(part.title, shown, hint, _LIKELY)
