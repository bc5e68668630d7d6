"""Widths, extent and merged cells of a sheet that is being filled. Runs in the child."""

import re
from collections.abc import Callable
from functools import cache

from edudesk.sheets.filling.markup import Markup
from edudesk.sheets.filling.references import Shift, areas_of

_COLUMN = 8.43  # digits, the width of a column nobody changed
_DIMENSION = re.compile(r"([A-Z]+[0-9]+:[A-Z]+)([0-9]+)")


def widths(markup: Markup, row: int) -> Callable[[int], float]:
    """Width of the cell of each column of a row in digits, as Excel counts it; merged ones as wide as they are."""
    usual = markup.root.child("sheetFormatPr")
    told = float(usual.attributes.get("defaultColWidth", _COLUMN) if usual is not None else _COLUMN)
    given = [
        (int(one.attributes.get("min", 0)), int(one.attributes.get("max", 0)), float(one.attributes["width"]))
        for section in markup.root.all("cols")
        for one in section.all("col")
        if "width" in one.attributes
    ]

    merged = {
        area.column: area.last_column
        for section in markup.root.all("mergeCells")
        for one in section.all("mergeCell")
        for area in areas_of(one.attributes.get("ref", ""))
        if area.row <= row <= area.last_row
    }

    @cache
    def width(column: int) -> float:
        return sum(
            next((size for first, last, size in given if first <= part <= last), told)
            for part in range(column, merged.get(column, column) + 1)
        )

    return width


def widen(markup: Markup, last_row: int) -> None:
    """Tell those who trust it that the sheet reaches further down now."""
    element = markup.root.child("dimension")
    place = _DIMENSION.fullmatch(element.attributes.get("ref", "")) if element is not None else None
    if element is not None and place is not None and int(place[2]) < last_row:
        markup.change_attribute(element, "ref", f"{place[1]}{last_row}")


def copy_merges(markup: Markup, shift: Shift) -> None:
    """Cells merged sideways in the row that is copied are merged in its copies."""
    section = markup.root.child("mergeCells")
    if section is None:
        return
    new = []
    for one in section.all("mergeCell"):
        first, _, last = one.attributes.get("ref", "").partition(":")
        ends = [part.rstrip("0123456789") for part in (first, last)]
        if [part[len(end) :] for part, end in zip((first, last), ends, strict=True)] == [
            str(shift.after)
        ] * 2:
            new += [
                b'<%smergeCell ref="%s%d:%s%d"/>'
                % (section.prefix, ends[0].encode(), row, ends[1].encode(), row)
                for row in range(shift.after + 1, shift.after + shift.more + 1)
            ]
    if new:
        markup.change(section.close, section.close, b"".join(new))
        if "count" in section.attributes:
            count = len(list(section.all("mergeCell"))) + len(new)
            markup.change_attribute(section, "count", str(count))
