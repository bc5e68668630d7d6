"""What else points at rows of a sheet, after rows were inserted: on the sheet itself and in other parts.

Sheets, names, tables, comments, drawings, charts, form controls and pivot sources (ECMA-376 Part 1, 18 and 20.5).
Runs in the child.
"""

from collections.abc import Callable

from edudesk.sheets.filling.markup import Element, Markup
from edudesk.sheets.filling.references import LAST_ROW, Shift, shifted_areas, shifted_formula

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
_FORMULAS = frozenset(("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"))
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
            _shift_formulas(markup, element, shift.sheet, shift, is_own=True)
            if element.name == "sqref":
                _change(markup, element, lambda text: shifted_areas(text, shift.stretching))
            elif element.name == "brk" and element.parent is not None and element.parent.name == "rowBreaks":
                _shift_break(markup, element, shift)
            elif element.name == "row" and not element.children:
                _shift_anchor(markup, element, shift)


def shift_elsewhere(markup: Markup, here: str, shift: Shift) -> None:
    """Formulas of another part that point to the sheet: another sheet, a chart, the names of the workbook."""
    for element in markup.root.walk():
        _shift_formulas(markup, element, here, shift, is_own=False)
        if element.name == "worksheetSource" and element.attributes.get("sheet") == shift.sheet:
            _shift_attribute(markup, element, "ref", lambda text: shifted_areas(text, shift))


def shift_belonging(markup: Markup, shift: Shift) -> None:
    """A part that belongs to the sheet: its tables, comments, drawings (also the old VML), form controls."""
    for element in markup.root.walk():
        _shift_areas(markup, element, shift)
        _shift_formulas(markup, element, shift.sheet, shift, is_own=True)
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


def _shift_formulas(markup: Markup, element: Element, here: str, shift: Shift, *, is_own: bool) -> None:
    if element.name in _FORMULAS and not element.children:
        _change(markup, element, lambda text: _formula(text, here, shift, is_own=is_own))
    if element.name == "hyperlink":
        _shift_attribute(markup, element, "location", lambda text: shifted_formula(text, here, shift))
    for name in _FORMULA_ATTRIBUTES:
        _shift_attribute(markup, element, name, lambda text: shifted_formula(text, here, shift))


def _formula(text: str, here: str, shift: Shift, *, is_own: bool) -> str:
    if "#REF!" in text and not is_own:
        return text
    return shifted_formula(text, here, shift)


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
    """xdr:row, from 0: a picture or a text box below the list goes down with it."""
    _change(markup, element, lambda text: _zero_based(text, shift))


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
    for place in (2, 6):
        moved[place] = _zero_based(parts[place], shift)
    return text if moved == parts else ", ".join(moved)
