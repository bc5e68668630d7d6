"""What else points at rows of a sheet, after rows were inserted: on the sheet itself and in other parts.

Sheets, names, tables, comments, drawings, charts, form controls and pivot sources (ECMA-376 Part 1, 18 and 20.5).
Runs in the child.
"""

from collections.abc import Callable

from edudesk.sheets.filling.look import rows_of
from edudesk.sheets.filling.markup import Element, Markup, escaped
from edudesk.sheets.filling.references import LAST_ROW, Shift, moved_formula, shifted_areas, shifted_formula

# attributes that hold areas of their own sheet; those that hold for each row by itself go on in its copies
_AREAS = {
    "mergeCell": "ref", "hyperlink": "ref", "autoFilter": "ref", "sortState": "ref", "sortCondition": "ref",
    "dimension": "ref", "inputCells": "r", "cellWatch": "r", "table": "ref", "comment": "ref",
    "threadedComment": "ref", "location": "ref",
}  # fmt: skip
_FOR_EACH_ROW = {
    "conditionalFormatting": "sqref", "dataValidation": "sqref", "ignoredError": "sqref", "protectedRange": "sqref",
}  # fmt: skip
# elements whose text is a formula, and attributes that are one
_FORMULAS = frozenset(
    ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula")
)
_FORMULA_ATTRIBUTES = (
    "fmlaLink",
    "fmlaRange",
    "fmlaGroup",
    "fmlaTxbx",
    "linkedCell",
    "listFillRange",
    "textlink",
)


def shift_sheet(markup: Markup, shift: Shift) -> None:
    """Everything of the sheet itself but its sheetData."""
    data = markup.root.child("sheetData")
    for top in markup.root.children:
        if top is data:
            continue
        for element in top.walk():
            _shift_areas(markup, element, shift)
            _shift_formulas(markup, element, shift.sheet, shift)
            if element.name == "sqref":
                _change(markup, element, lambda text: shifted_areas(text, shift.stretching))
            elif element.name == "brk" and element.parent is not None and element.parent.name == "rowBreaks":
                _shift_break(markup, element, shift)
            elif element.name == "row" and not element.children:
                _shift_anchor(markup, element, shift)


def shift_elsewhere(markup: Markup, here: str, shift: Shift) -> None:
    """Formulas of another part that point to the sheet: another sheet, a chart, the names of the workbook."""
    written_out = _write_out_shared(markup, here, shift)
    for element in markup.root.walk():
        if element in written_out:
            continue
        _shift_formulas(markup, element, here, shift)
        if element.name == "worksheetSource" and element.attributes.get("sheet") == shift.sheet:
            _shift_attribute(markup, element, "ref", lambda text: shifted_areas(text, shift))


def _write_out_shared(markup: Markup, here: str, shift: Shift) -> set[Element]:
    """Shared formulas of another sheet whose members no longer are copies of each other; those written anew."""
    data = markup.root.child("sheetData")
    groups: dict[str, list[tuple[int, int, Element]]] = {}
    for number, _, cells in rows_of(data) if data is not None else ():
        for column, cell in cells.items():
            formula = cell.child("f")
            if formula is not None and formula.attributes.get("t") == "shared":
                groups.setdefault(formula.attributes.get("si", ""), []).append((number, column, formula))
    written: set[Element] = set()
    for members in groups.values():
        row, first, master = members[0]
        text = markup.text(master)
        texts = [moved_formula(text, number - row, column - first) for number, column, _ in members]
        moved = [shifted_formula(one, here, shift) for one in texts]
        if moved != texts:
            for (_, _, formula), new in zip(members, moved, strict=True):
                name = formula.prefix
                markup.change(formula.start, formula.end, b"<%sf>%s</%sf>" % (name, escaped(new), name))
                written.add(formula)
    return written


def shift_belonging(markup: Markup, shift: Shift) -> None:
    """A part that belongs to the sheet: its tables, comments, drawings (also the old VML), form controls."""
    for element in markup.root.walk():
        _shift_areas(markup, element, shift)
        _shift_formulas(markup, element, shift.sheet, shift)
        if element.name == "row" and not element.children and element.parent is not None:
            if element.parent.name in ("from", "to"):
                _shift_anchor(markup, element, shift)
        elif element.name == "Anchor":
            _change(markup, element, lambda text: _vml_anchor(text, shift))
        elif element.name == "Row":
            _change(markup, element, lambda text: _zero_based(text, shift))
        elif element.name in ("FmlaLink", "FmlaRange", "FmlaGroup"):
            _change(markup, element, lambda text: shifted_formula(text, shift.sheet, shift))


def _shift_areas(markup: Markup, element: Element, shift: Shift) -> None:
    if name := _AREAS.get(element.name):
        # a table ends with its last row; merged cells of the row copied are copied, not stretched
        plain = (
            shift if element.name not in ("mergeCell", "hyperlink") else shift._replace(is_stretching=False)
        )
        _shift_attribute(markup, element, name, lambda text: shifted_areas(text, plain))
    elif name := _FOR_EACH_ROW.get(element.name):
        _shift_attribute(markup, element, name, lambda text: shifted_areas(text, shift.stretching))


def _shift_formulas(markup: Markup, element: Element, here: str, shift: Shift) -> None:
    if element.name in _FORMULAS and not element.children:
        _change(markup, element, lambda text: shifted_formula(text, here, shift))
    if element.name == "hyperlink":
        _shift_attribute(markup, element, "location", lambda text: shifted_formula(text, here, shift))
    for name in _FORMULA_ATTRIBUTES:
        _shift_attribute(markup, element, name, lambda text: shifted_formula(text, here, shift))


def _shift_attribute(markup: Markup, element: Element, name: str, moved: Callable[[str], str]) -> None:
    if name in element.attributes:
        old = element.attributes[name]
        new = moved(old)
        if new != old and new:
            markup.change_attribute(element, name, new)


def _change(markup: Markup, element: Element, moved: Callable[[str], str]) -> None:
    old = markup.text(element)
    new = moved(old)
    if new != old:
        markup.change_text(element, new)


def _shift_break(markup: Markup, element: Element, shift: Shift) -> None:
    """A page break behind row id."""
    _shift_attribute(markup, element, "id", lambda text: str(shift.row(int(text)) or LAST_ROW))


def _shift_anchor(markup: Markup, element: Element, shift: Shift) -> None:
    """xdr:row, from 0: a picture or a text box below the list goes down with it; one across the new rows grows
    only where it is to be sized with the cells."""
    corner = element.parent
    anchor = corner.parent if corner is not None else None
    if corner is not None and anchor is not None and corner.name == "to" and not _is_sized(anchor):
        start = anchor.child("from")
        row = start.child("row") if start is not None else None
        if row is not None and (text := markup.text(row)) == _zero_based(text, shift):
            return
    _change(markup, element, lambda text: _zero_based(text, shift))


def _is_sized(anchor: Element) -> bool:
    """Whether an anchor grows with its cells: xdr:twoCellAnchor unless told otherwise, a control's only if told."""
    if anchor.name == "anchor":
        return anchor.attributes.get("sizeWithCells") in ("1", "true")
    return anchor.attributes.get("editAs", "twoCell") == "twoCell"


def _zero_based(text: str, shift: Shift) -> str:
    number = text.strip()
    if not number.isdecimal():
        return text
    moved = shift.row(int(number) + 1)
    return str((moved or LAST_ROW) - 1)


def _vml_anchor(text: str, shift: Shift) -> str:
    """Left column, its offset, top row, offset, right column, offset, bottom row, offset; from 0."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 8:
        return text
    moved = [*parts]
    moved[2] = _zero_based(parts[2], shift)
    if moved[2] != parts[2]:  # a note across the new rows stays as large as it is
        moved[6] = _zero_based(parts[6], shift)
    return text if moved == parts else ", ".join(moved)
