"""What a form looks like besides its values: styles, formulas, drop-down lists, protection. Runs in the child."""

import re
from typing import Any

from edudesk.sheets.addresses import column_number
from edudesk.sheets.filling.markup import Element, Markup, unescaped
from edudesk.sheets.filling.parts import Parts
from edudesk.sheets.filling.references import spans_sheets
from edudesk.sheets.filling.styles import Styles
from edudesk.sheets.kinds import kind_of
from edudesk.sheets.limits import SAVE_AS_XLSX, Limits, Refused
from edudesk.sheets.package import Package
from edudesk.sheets.worker import read

_FORMULAS = 20_000
_SPANNING = 10
_RULES = 2_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MACROS = ("xl/vbaProject.bin", "xl/macrosheets")
_TRUE = ("1", "true")


def look(content: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """The answer of worker.read, and beside each of its sheets what a form needs. Raises Refused."""
    if kind_of(content, suffix) != "zip":
        raise Refused("这不是 .xlsx 工作簿，不能直接套用。", SAVE_AS_XLSX)
    answer = read(content, suffix, limits)
    package = Package(content, limits)
    paths, parts = package.sheet_paths(), Parts(content, package)
    styles = Styles(package.read("xl/styles.xml"))
    used: set[int] = set()
    for table in answer["sheets"]:
        path = paths[table["place"]]
        table["look"] = _look_at(Markup(package.read(path)), used)
        table["look"]["tables"] = _tables(parts, path)
    book = Markup(package.workbook)
    answer["styles"] = [[one, styles.format_of(one), styles.is_bordered(one)] for one in sorted(used)]
    answer["names"] = [
        [one.attributes.get("name", ""), book.text(one)]
        for section in book.root.all("definedNames")
        for one in section.all("definedName")
    ]
    answer["has_macros"] = any(name.startswith(_MACROS) for name in package.names)
    answer["has_links"] = any(name.startswith("xl/externalLinks/") for name in package.names)
    answer["is_signed"] = any(name.startswith("_xmlsignatures/") for name in package.names)
    return answer


def _look_at(markup: Markup, used: set[int]) -> dict[str, Any]:
    root = markup.root
    data = root.child("sheetData")
    formulas: list[list[int]] = []
    spanning: list[list[int]] = []
    runs: list[list[Any]] = []
    for number, _, cells in rows_of(data) if data is not None else ():
        pattern = [0] * max(cells, default=0)
        for column, cell in cells.items():
            pattern[column - 1] = style_of(cell)
            if len(formulas) < _FORMULAS and (formula := cell.child("f")) is not None:
                formulas.append([number, column])
                if len(spanning) < _SPANNING and spans_sheets(markup.text(formula)):
                    spanning.append([number, column])
        used.update(pattern)
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == pattern:
            runs[-1][1] = number
        else:
            runs.append([number, number, pattern])
    columns = [
        [int(one.attributes.get("min", 1)), int(one.attributes.get("max", 1)), style_of(one, "style")]
        for section in root.all("cols")
        for one in section.all("col")
        if "style" in one.attributes
    ]
    used.update(style for _, _, style in columns)
    protection = root.child("sheetProtection")
    return {
        "runs": runs,
        "columns": columns,
        "formulas": formulas,
        "spanning": spanning,
        "lists": [rule for one in root.walk() if one.name == "dataValidation" for rule in _list(markup, one)][
            :_RULES
        ],
        "is_protected": protection is not None and protection.attributes.get("sheet") in _TRUE,
    }


def _tables(parts: Parts, path: str) -> list[list[Any]]:
    """Area and number of totals rows of each Excel table of a sheet."""
    roots = (Markup(parts.read(name)).root for name in parts.belonging(path) if name.startswith("xl/tables/"))
    return [
        [root.attributes.get("ref", ""), style_of(root, "totalsRowCount")]
        for root in roots
        if root.name == "table"
    ]


def _list(markup: Markup, rule: Element) -> list[list[Any]]:
    """Areas and source of one drop-down list: those of Excel 2007, and those of later ones in extLst."""
    if rule.attributes.get("type") != "list":
        return []
    areas, source = rule.attributes.get("sqref", ""), ""
    for one in rule.walk():
        if one.name == "sqref":
            areas = markup.text(one)
        elif one.name in ("formula1", "f") and not one.children:
            source = source or markup.text(one)
    is_strict = (
        rule.attributes.get("showErrorMessage") in _TRUE
        and rule.attributes.get("errorStyle", "stop") == "stop"
    )
    return [[areas, source, is_strict]]


def rows_of(data: Element) -> "list[tuple[int, Element, dict[int, Element]]]":
    """Number, element and cells by column of every row; numbers that are left out are counted."""
    found, number = [], 0
    for row in data.all("row"):
        given = row.attributes.get("r", "")
        number = int(given) if given.isdecimal() else number + 1
        cells, column = {}, 0
        for cell in row.all("c"):
            place = _REFERENCE.fullmatch(cell.attributes.get("r", ""))
            column = column_number(place[1]) if place else column + 1
            cells[column] = cell
        found.append((number, row, cells))
    return found


def style_of(element: Element, name: str = "s") -> int:
    """The style a cell, row or column has."""
    text = element.attributes.get(name, "0")
    return int(text) if text.isdecimal() else 0


def plain_text(markup: Markup, item: Element) -> str:
    """The text of a string item, rich or not; what is only read aloud (rPh) left out."""
    return "".join(
        unescaped(markup.content(one))
        for part in item.children
        for one in ([part] if part.name == "t" else part.children if part.name == "r" else ())
        if one.name == "t"
    )
