"""A list and single values into a workbook, part by part; the rest of the package stays byte for byte.

Runs in the child.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from edudesk.sheets.filling.body import Body, Values
from edudesk.sheets.filling.cells import Pen, Value
from edudesk.sheets.filling.checking import check, differs
from edudesk.sheets.filling.labels import with_value
from edudesk.sheets.filling.layout import copy_merges, widen, widths
from edudesk.sheets.filling.look import rows_of
from edudesk.sheets.filling.markup import Element, Markup, as_utf8, unescaped
from edudesk.sheets.filling.parts import Parts
from edudesk.sheets.filling.references import Shift
from edudesk.sheets.filling.shifting import shift_belonging, shift_elsewhere, shift_sheet
from edudesk.sheets.filling.stale import forget_values, has_formulas
from edudesk.sheets.filling.styles import Styles
from edudesk.sheets.limits import Limits, Refused
from edudesk.sheets.package import Package

_STRINGS = "xl/sharedStrings.xml"
_WITHOUT_REFERENCES = (_STRINGS, "xl/styles.xml")


def patch(content: bytes, order: Mapping[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The filled workbook, read back and found right; and what is to be told of it.

    order: see filling._Filling.order. The answer: rows inserted, rows made higher, and the cells whose date is
    written as text because their format shows a day that nobody knows. Raises Refused.
    """
    patching = _Patching(content, order, limits)
    filled = patching.done()
    check(filled, content, patching.meant)
    return {"inserted": patching.inserted, "raised": patching.raised, "cut": patching.cut}, filled


class _Patching:
    def __init__(self, content: bytes, order: Mapping[str, Any], limits: Limits) -> None:
        self._package = Package(content, limits)
        self._parts = Parts(content, self._package)
        self._styles = Styles(self._parts.read("xl/styles.xml"))
        self._order = order
        self._strings: Markup | None = None
        self._paths = dict(zip(self._sheet_names(), self._package.sheet_paths(), strict=True))
        self.meant: dict[str, dict[tuple[int, int], str | float]] = {}
        self.cut: list[str] = []
        self.inserted = self.raised = 0

    def done(self) -> bytes:
        """The new package."""
        singles: dict[str, list[Mapping[str, Any]]] = {}
        for one in self._order["singles"]:
            singles.setdefault(one["sheet"], []).append(one)
        for sheet, ones in singles.items():
            self._fill_singles(sheet, ones)
        if self._order["list"] is not None:
            self._fill_list(self._order["list"])
        if (styles := self._styles.changed()) is not None:
            self._parts.put("xl/styles.xml", styles)
        if any(has_formulas(self._parts, path) for path in self._paths.values()):
            forget_values(self._parts, self._paths, self.meant, self._styles)
            self._parts.count_on_load()
        self._parts.be_workbook()
        return self._parts.written()

    # one sheet

    def _fill_singles(self, sheet: str, ones: list[Mapping[str, Any]]) -> None:
        markup = self._markup(sheet)
        cells = {(number, column): cell for number, _, row in _rows(markup) for column, cell in row.items()}
        values: dict[int, dict[int, Value]] = {}
        texts: dict[tuple[int, int], tuple[Markup, Element]] = {}
        for one in ones:
            place = (one["row"], one["column"])
            value = Value(one["kind"], one["value"], one["pattern"])
            if one["label"]:  # several labels may stand in one cell
                item = texts.get(place) or self._item(markup, cells.get(place))
                found = item and with_value(*item, one["label"], str(one["value"]))
                if not found:
                    raise differs()
                value = Value("runs", found)
                texts[place] = _alone(found[0])
            values.setdefault(place[0], {})[place[1]] = value
        pen = self._pen(markup)
        Body(markup, pen, sheet, None, has_pattern=False).write(values)
        self._parts.put(self._paths[sheet], markup.changed())
        self._keep(sheet, pen)

    def _fill_list(self, given: Mapping[str, Any]) -> None:
        sheet, first, last = given["sheet"], given["first"], given["last"]
        markup = self._markup(sheet)
        shift = _shift(markup, sheet, first, last, len(given["rows"]))
        has_pattern = last >= first
        pen = self._pen(markup, first)
        body = Body(markup, pen, sheet, shift, has_pattern)
        body.write(_values(given))
        self.raised = body.raised
        if shift is not None:
            self.inserted = shift.more
            singles = self.meant.get(sheet, {})
            self.meant[sheet] = {(shift.row(row), column): value for (row, column), value in singles.items()}
            self.cut = [_moved_place(one, shift) for one in self.cut]
            shift_sheet(markup, shift)
            if has_pattern:
                copy_merges(markup, shift)
            self._shift_others(sheet, shift)
        else:
            widen(markup, given["first"] + len(given["rows"]) - 1)
        if body.has_formulas:
            self._parts.drop_calculation_chain()
        self._parts.put(self._paths[sheet], markup.changed())
        self._keep(sheet, pen)

    def _shift_others(self, sheet: str, shift: Shift) -> None:
        own = self._parts.belonging(self._paths[sheet])
        names = {path: name for name, path in self._paths.items()}
        spelled = {sheet, sheet.replace("'", "''")}
        for part in sorted(self._parts.names):
            is_own = part in own
            if (
                part == self._paths[sheet]
                or not part.startswith("xl/")
                or not part.endswith((".xml", ".vml"))
                or part in _WITHOUT_REFERENCES
            ):
                continue
            content = self._parts.read(part)
            if not is_own:
                text = unescaped(as_utf8(content))  # openpyxl writes every Chinese character as &#…;
                if not any(name in text for name in spelled):
                    continue
            try:
                markup = Markup(content)
            except Refused:
                if part.endswith(".vml"):  # Excel's own old drawings need not be well-formed
                    continue
                raise
            if is_own and not part.startswith("xl/worksheets/"):
                shift_belonging(markup, shift)
            else:
                shift_elsewhere(markup, names.get(part, ""), shift)
            if markup.is_changed:
                self._parts.put(part, markup.changed())

    # small things

    def _sheet_names(self) -> list[str]:
        book = Markup(self._package.workbook)
        return [
            one.attributes.get("name", "") for part in book.root.all("sheets") for one in part.all("sheet")
        ]

    def _markup(self, sheet: str) -> Markup:
        path = self._paths.get(sheet, "")
        if not path:
            raise differs()
        return Markup(self._parts.read(path))

    def _pen(self, markup: Markup, row: int = 0) -> Pen:
        """row: the first of a list, whose cells are to show whole texts; 0 for cells that stay as high as they are."""
        known = (widths(markup, row),) if row else ()
        return Pen(self._styles, markup.root.prefix, self._package.is_1904, *known)

    def _keep(self, sheet: str, pen: Pen) -> None:
        self.meant.setdefault(sheet, {}).update(pen.meant)
        self.cut += pen.cut

    def _item(self, markup: Markup, cell: Element | None) -> tuple[Markup, Element] | None:
        """The string item a cell shows."""
        if cell is None:
            return None
        if cell.attributes.get("t") == "inlineStr":
            item = cell.child("is")
            return (markup, item) if item is not None else None
        value = cell.child("v")
        if cell.attributes.get("t") != "s" or value is None:
            return None
        if self._strings is None:
            self._strings = Markup(self._parts.read(_STRINGS))
            self._items = list(self._strings.root.all("si"))
        number = _number(markup.text(value))
        return (self._strings, self._items[number]) if 0 <= number < len(self._items) else None


def _number(text: str) -> int:
    """The index of a shared string; -1 for none."""
    return int(text) if text.strip().isdecimal() else -1


def _rows(markup: Markup) -> Iterator[tuple[int, Element, dict[int, Element]]]:
    data = markup.root.child("sheetData")
    if data is None:
        raise differs()
    yield from rows_of(data)


def _alone(runs: bytes) -> tuple[Markup, Element]:
    markup = Markup(b"<is>" + runs + b"</is>")
    return markup, markup.root


def _values(given: Mapping[str, Any]) -> Values:
    columns = given["columns"]
    return {
        given["first"] + place: {
            one["column"]: Value(one["kind"], value, one["pattern"])
            for one, value in zip(columns, row, strict=True)
            if value is not None  # what stands there stays
        }
        for place, row in enumerate(given["rows"])
    }


def _shift(markup: Markup, sheet: str, first: int, last: int, needed: int) -> Shift | None:
    """The rows to insert: before the form's last empty row, so that its frame and its sums stay closed."""
    more = needed - (last - first + 1)
    if more <= 0:
        return None
    if last > first:
        return Shift(sheet, last - 1, more)
    if last == first:
        return Shift(sheet, last, more, is_stretching=True)
    has_more_below = any(number > last for number, _, cells in _rows(markup) if cells)
    return Shift(sheet, last, more) if has_more_below else None


def _moved_place(place: str, shift: Shift) -> str:
    letters = place.rstrip("0123456789")
    return f"{letters}{shift.row(int(place[len(letters) :]))}"
