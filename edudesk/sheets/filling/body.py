"""The rows of a sheet with a list written into them, and as many rows more as it needs. Runs in the child."""

from collections.abc import Mapping

from edudesk.sheets.addresses import address
from edudesk.sheets.filling.cells import Pen, Value
from edudesk.sheets.filling.look import rows_of, style_of
from edudesk.sheets.filling.markup import Element, Markup, escaped, with_attribute, without_attribute
from edudesk.sheets.filling.references import (
    Shift,
    copied_formula,
    moved_formula,
    shifted_areas,
    shifted_formula,
)

Values = Mapping[int, Mapping[int, Value]]
"""Row of the finished sheet -> column -> what goes there."""


class Body:
    """Changes the sheetData of one sheet. shift: the rows to insert, None for none; has_pattern: the row
    shift.after is one of the form's empty rows, and the new rows are copies of it."""

    def __init__(self, markup: Markup, pen: Pen, here: str, shift: Shift | None, has_pattern: bool) -> None:
        self._markup, self._pen, self._here, self._shift = markup, pen, here, shift
        self._has_pattern = has_pattern
        data = markup.root.child("sheetData")
        assert data is not None
        self._data = data
        self._rows = rows_of(data)
        self._formulas = self._read_formulas()
        self.has_formulas = bool(self._formulas)
        usual = markup.root.child("sheetFormatPr")
        self._usual = float(usual.attributes.get("defaultRowHeight", 15) if usual is not None else 15)
        self.raised = 0  # rows made higher

    def write(self, values: Values) -> None:
        """Put the values in and the rows where they belong."""
        shift, fresh = self._shift, dict(values)
        self._is_written_out = shift is not None or self._loses_master(values)
        by_number = {number: (row, cells) for number, row, cells in self._rows}
        pattern = by_number.get(shift.after) if shift and self._has_pattern else None
        new: dict[int, bytes] = {}
        for number, row, cells in self._rows:
            moved = shift.row(number) if shift else number
            if not moved:
                continue
            mine = fresh.pop(moved, {})
            formulas = self._moved_formulas(number, moved, cells)
            written = self._row(number, moved, row, cells, mine, formulas)
            if written is not None:
                self._markup.change(row.start, row.end, written)
        if shift is not None and pattern is not None:
            self._printed = self._in_every_row(by_number, shift.after)
            for number in range(shift.after + 1, shift.after + shift.more + 1):
                new[number] = self._copy(number, *pattern, fresh.pop(number, {}))
        for number, mine in fresh.items():
            new[number] = self._made(number, mine)
        self._insert(new)

    def _insert(self, new: Mapping[int, bytes]) -> None:
        """Rows that are not there yet, each behind the one above it."""
        if not new:
            return
        prefix, data = self._data.prefix, self._data
        if data.inner == data.close and self._markup.tag(data).endswith(b"/>"):
            tag = self._markup.tag(data)[:-2].rstrip() + b">"
            rows = b"".join(new[number] for number in sorted(new))
            self._markup.change(data.start, data.end, tag + rows + b"</%ssheetData>" % prefix)
            return
        shift = self._shift
        ends = [(shift.row(number) if shift else number, row.end) for number, row, _ in self._rows]
        at, places = 0, dict[int, list[bytes]]()
        position = data.inner
        for number in sorted(new):
            while at < len(ends) and ends[at][0] < number:
                position = ends[at][1]
                at += 1
            places.setdefault(position, []).append(new[number])
        for position, rows_there in places.items():
            self._markup.change(position, position, b"".join(rows_there))

    # rows

    def _row(
        self,
        number: int,
        moved: int,
        row: Element,
        cells: Mapping[int, Element],
        values: Mapping[int, Value],
        formulas: Mapping[int, bytes],
    ) -> bytes | None:
        """A row that is there, at its new place; None when nothing in it changes."""
        wanted = {
            column: value
            for column, value in values.items()
            if value.value not in ("", None) or (column in cells and cells[column].children)
        }
        if number == moved and not wanted and not formulas:
            return None
        pieces: list[bytes] = []
        xml = self._markup.xml
        at = row.inner
        pending = sorted(wanted.keys() - cells.keys())
        for column, cell in sorted(cells.items()):
            while pending and pending[0] < column:
                pieces.append(self._new_cell(moved, pending.pop(0), row, wanted))
            pieces.append(xml[at : cell.start])
            if column in wanted:
                pieces.append(self._pen.cell(moved, column, style_of(cell), wanted[column]))
            elif column in formulas:
                pieces.append(formulas[column])
            elif number == moved:
                pieces.append(self._markup.whole(cell))
            else:
                tag = with_attribute(self._markup.tag(cell), "r", address(moved, column))
                pieces.append(tag + xml[cell.inner : cell.end])
            at = cell.end
        pieces += [self._new_cell(moved, column, row, wanted) for column in pending]
        pieces.append(xml[at : row.close])
        tag = self._markup.tag(row)
        if number != moved or "r" not in row.attributes:
            tag = with_attribute(tag, "r", str(moved))
        if wanted.keys() - cells.keys():
            tag = without_attribute(tag, "spans")  # a hint of which columns there are; it would be wrong now
        return self._closed(self._raised(tag, moved, row), b"".join(pieces))

    def _copy(
        self, number: int, row: Element, cells: Mapping[int, Element], values: Mapping[int, Value]
    ) -> bytes:
        """A new row as the form's own: height, styles and formulas of the pattern, the values of the list."""
        shift = self._shift
        assert shift is not None
        pieces = []
        for column in sorted({*cells, *values}):
            cell = cells.get(column)
            style = style_of(cell) if cell is not None else self._style(column, row)
            if column in values:
                pieces.append(self._pen.cell(number, column, style, values[column]))
            elif text := self._formulas.get((shift.after, column)):
                copied = copied_formula(text, self._here, shift, number - shift.after)
                pieces.append(self._pen.formula(address(number, column), style, copied))
            elif cell is not None and column in self._printed:
                start = with_attribute(self._markup.tag(cell), "r", address(number, column))
                pieces.append(start + self._markup.xml[cell.inner : cell.end])
            else:
                pieces.append(self._pen.blank(address(number, column), style))
        tag = with_attribute(self._markup.tag(row), "r", str(number))
        for gone in ("hidden", "collapsed", *(("spans",) if values.keys() - cells.keys() else ())):
            tag = without_attribute(tag, gone)
        return self._closed(self._raised(tag, number, row), b"".join(pieces))

    def _in_every_row(
        self, rows: Mapping[int, tuple[Element, Mapping[int, Element]]], after: int
    ) -> frozenset[int]:
        """The columns in which the row that is copied holds the same as the next or the one above: 学校名称."""
        _, cells = rows[after]
        _, others = rows.get(after + 1) or rows.get(after - 1) or (None, {})
        content = self._markup.content
        return frozenset(
            column
            for column, cell in cells.items()
            if cell.children and column in others and content(cell) == content(others[column])
        )

    def _made(self, number: int, values: Mapping[int, Value]) -> bytes:
        """A row where the form has none: cells look as their columns do."""
        prefix = self._data.prefix
        cells = b"".join(
            self._pen.cell(number, column, self._style(column), value)
            for column, value in sorted(values.items())
            if value.value not in ("", None)
        )
        return self._closed(self._raised(b'<%srow r="%d">' % (prefix, number), number), cells)

    def _raised(self, tag: bytes, number: int, row: Element | None = None) -> bytes:
        """The tag of a row, higher where a text would be cut off."""
        needed = self._pen.heights.get(number, 0)
        given = row.attributes.get("ht") if row is not None else None
        if needed <= float(given or self._usual):
            return tag
        self.raised += 1
        return with_attribute(with_attribute(tag, "ht", f"{needed:g}"), "customHeight", "1")

    def _closed(self, tag: bytes, content: bytes) -> bytes:
        if tag.endswith(b"/>"):
            if not content:
                return tag
            tag = tag[:-2].rstrip() + b">"
        return tag + content + b"</%srow>" % self._data.prefix

    def _new_cell(self, number: int, column: int, row: Element, values: Mapping[int, Value]) -> bytes:
        return self._pen.cell(number, column, self._style(column, row), values[column])

    def _style(self, column: int, row: Element | None = None) -> int:
        """The style an absent cell has: of its row, else of its column."""
        if row is not None and row.attributes.get("customFormat") in ("1", "true"):
            return style_of(row)
        for section in self._markup.root.all("cols"):
            for one in section.all("col"):
                if int(one.attributes.get("min", 0)) <= column <= int(one.attributes.get("max", 0)):
                    return style_of(one, "style")
        return 0

    # formulas

    def _read_formulas(self) -> dict[tuple[int, int], str]:
        """Text of every formula by row and column, shared ones written out."""
        found: dict[tuple[int, int], str] = {}
        masters: dict[str, tuple[int, int, str]] = {}
        for number, _, cells in self._rows:
            for column, cell in cells.items():
                formula = cell.child("f")
                if formula is None:
                    continue
                text = self._markup.text(formula)
                group = formula.attributes.get("si", "") if formula.attributes.get("t") == "shared" else ""
                if group and text:
                    masters[group] = (number, column, text)
                elif group and group in masters:
                    row, first, master = masters[group]
                    text = moved_formula(master, number - row, column - first)
                found[number, column] = text
        return found

    def _moved_formulas(self, number: int, moved: int, cells: Mapping[int, Element]) -> dict[int, bytes]:
        """The formula cells of a row as they are afterwards: without the values they had before the list was in.

        They would stay in the file of a program that does not count anew, and be wrong.
        """
        found: dict[int, bytes] = {}
        for column, cell in cells.items():
            formula = cell.child("f")
            if formula is None:
                continue
            text = self._formulas[number, column]
            place, kind = address(moved, column), formula.attributes.get("t", "normal")
            new = self._new_text(number, column, text)
            if kind in ("array", "dataTable"):
                found[column] = self._kept_formula(cell, formula, place)
            elif new != text or number != moved or (kind == "shared" and self._is_written_out):
                found[column] = self._pen.formula(place, style_of(cell), new)
            elif cell.child("v") is not None:
                found[column] = self._without_value(cell)
        return found

    def _loses_master(self, values: Values) -> bool:
        """Whether the cell that holds a shared formula gets a value, and its members would hold none."""
        return any(
            (formula := cell.child("f")) is not None
            and formula.attributes.get("t") == "shared"
            and column in values.get(number, {})
            for number, _, cells in self._rows
            for column, cell in cells.items()
        )

    def _new_text(self, row: int, column: int, text: str) -> str:
        shift = self._shift
        if shift is None:
            return text
        above = self._formulas.get((shift.after, column))
        goes_on = (
            self._has_pattern
            and not shift.is_stretching
            and row == shift.after + 1
            and above is not None
            and text == moved_formula(above, 1, 0)
        )
        if goes_on and above is not None:  # a column of formulas: the last row goes on behind the new ones
            return copied_formula(above, self._here, shift, shift.more + 1)
        return shifted_formula(text, self._here, shift)

    def _without_value(self, cell: Element) -> bytes:
        value = cell.child("v")
        assert value is not None
        xml = self._markup.xml
        tag = without_attribute(self._markup.tag(cell), "t")
        return tag + xml[cell.inner : value.start] + xml[value.end : cell.end]

    def _kept_formula(self, cell: Element, formula: Element, place: str) -> bytes:
        """An array or a data table at its new place, its area with it."""
        tag, text = self._markup.tag(formula), self._markup.text(formula)
        if self._shift is not None:
            for name in ("ref", "r1", "r2"):
                if name in formula.attributes:
                    tag = with_attribute(tag, name, shifted_areas(formula.attributes[name], self._shift))
            text = shifted_formula(text, self._here, self._shift)
        outer = without_attribute(with_attribute(self._markup.tag(cell), "r", place), "t")
        if tag.endswith(b"/>"):
            return outer + tag + b"</%sc>" % self._data.prefix
        return outer + tag + escaped(text) + b"</%sf></%sc>" % (formula.prefix, self._data.prefix)
