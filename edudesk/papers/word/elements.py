"""WordprocessingML by hand: elements whose children stand in the order the schema wants (ECMA-376, part 1, 17)."""

from collections.abc import Sequence
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TWIPS: Final = 20  # in a point

ORDERS: Final = {
    "w:pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd",
        "tabs", "kinsoku", "wordWrap", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd",
        "snapToGrid", "spacing", "ind", "jc", "textAlignment", "outlineLvl", "rPr", "sectPr",
    ),
    "w:rPr": (
        "rStyle", "rFonts", "b", "bCs", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w",
        "kern", "position", "sz", "szCs", "u", "vertAlign", "lang",
    ),
    "w:tblPr": (
        "tblStyle", "tblpPr", "tblOverlap", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar",
        "tblLook",
    ),
    "w:tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"),
    "w:sectPr": (
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "vAlign", "titlePg",
        "docGrid",
    ),
    "w:pBdr": ("top", "left", "bottom", "right"),
    "w:tblBorders": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "w:tblCellMar": ("top", "left", "bottom", "right"),
    "w:tcBorders": ("top", "left", "bottom", "right"),
    "w:settings": (
        "zoom", "defaultTabStop", "evenAndOddHeaders", "drawingGridVerticalSpacing", "characterSpacingControl",
        "compat", "themeFontLang",
    ),
    "w:compat": (
        "spaceForUL", "balanceSingleByteDoubleByteWidth", "doNotLeaveBackslashAlone", "ulTrailSpace",
        "doNotExpandShiftReturn", "adjustLineHeightInTable", "useFELayout", "compatSetting",
    ),
    "w:style": (
        "name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr",
        "tblPr", "trPr", "tcPr",
    ),
}  # fmt: skip
"""For each parent the children we use, in the order of the schema; Word calls a file with another one damaged."""

Attribute = str | int | float | None


def node(tag: str, *children: BaseOxmlElement | None, **attributes: Attribute) -> BaseOxmlElement:
    """An element. attributes: of the same namespace, None = left out; children: None is left out."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"{prefix}:{name}"), str(value))
    present: Sequence[BaseOxmlElement] = [child for child in children if child is not None]
    made.extend(in_order(tag, present))
    return made


def in_order(tag: str, children: Sequence[BaseOxmlElement]) -> Sequence[BaseOxmlElement]:
    """Children as the schema wants them in an element of this tag."""
    order = ORDERS.get(tag)
    return children if order is None else sorted(children, key=lambda child: order.index(local_name(child)))


def local_name(element: BaseOxmlElement) -> str:
    """tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def flag(tag: str, *, is_on: bool = True) -> BaseOxmlElement:
    """A switch such as w:keepNext."""
    return node(tag, val=None if is_on else 0)


def points(value: float) -> int:
    """Points as twips."""
    return round(value * TWIPS)


_ALSO_LATIN: Final = frozenset("“”‘’—…·×±°")  # marks Word takes for Latin unless told otherwise


def run(text: str, *properties: BaseOxmlElement | None, style: str = "") -> BaseOxmlElement:
    """Text with properties; line feeds are line breaks, tabs tabs."""
    known = [one for one in properties if one is not None]
    if style:
        known.append(node("w:rStyle", val=style))
    if _ALSO_LATIN & set(text):
        fonts = next((one for one in known if local_name(one) == "rFonts"), None)
        if fonts is None:
            known.append(node("w:rFonts", hint="eastAsia"))
        else:
            fonts.set(qn("w:hint"), "eastAsia")
    made = node("w:r", node("w:rPr", *known) if known else None)
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(node("w:br"))
        for number, part in enumerate(line.split("\t")):
            if number:
                made.append(node("w:tab"))
            if part:
                words = node("w:t")
                words.set(_SPACE, "preserve")
                words.text = part
                made.append(words)
    return made


def paragraph(style: str, *content: BaseOxmlElement, **properties: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph in a style; properties: what differs from it, by any name."""
    return node("w:p", node("w:pPr", node("w:pStyle", val=style), *properties.values()), *content)


def refine(element: BaseOxmlElement, *properties: BaseOxmlElement) -> None:
    """Give a paragraph or a cell, whose properties are its first child, more of them, or others of the same name."""
    known = element[0]
    new = {local_name(one) for one in properties}
    kept = [one for one in known if local_name(one) not in new]
    element.replace(known, node(f"w:{local_name(known)}", *kept, *properties))


def field(instruction: str, shown: str) -> list[BaseOxmlElement]:
    """A field and what it shows until Word counts anew."""
    return [*field_begin(instruction), run(shown), field_end()]


def field_begin(instruction: str) -> list[BaseOxmlElement]:
    """What stands before the shown part of a field."""
    told = node("w:instrText")
    told.set(_SPACE, "preserve")
    told.text = f" {instruction} "
    return [_mark("begin"), node("w:r", told), _mark("separate")]


def field_end() -> BaseOxmlElement:
    """What stands behind it."""
    return _mark("end")


def _mark(kind: str) -> BaseOxmlElement:
    return node("w:r", node("w:fldChar", fldCharType=kind))


def spacing(before: float = 0, after: float = 0, line: float | None = None) -> BaseOxmlElement:
    """Free points before and after a paragraph, none below 0; line: exact distance of its lines in points."""
    return node(
        "w:spacing",
        before=points(max(before, 0)),
        after=points(max(after, 0)),
        line=None if line is None else points(line),
        lineRule=None if line is None else "exact",
    )


def indent(cell: float, left: float = 0, right: float = 0, first: float = 0) -> BaseOxmlElement:
    """Indents in characters, each cell points wide; first: of the first line, below 0 it hangs out.

    Both units are written: Word takes the characters, so that a larger font keeps 2 of its own, others the points.
    """
    hangs = first < 0
    return node(
        "w:ind",
        leftChars=round(left * 100) if left else None,
        left=points(left * cell) if left else None,
        rightChars=round(right * 100) if right else None,
        right=points(right * cell) if right else None,
        hangingChars=round(-first * 100) if hangs else None,
        hanging=points(-first * cell) if hangs else None,
        firstLineChars=None if hangs else round(first * 100),
        firstLine=None if hangs else points(first * cell),
    )


def border(
    side: str, size: float, colour: str = "000000", kind: str = "single", space: float = 0
) -> BaseOxmlElement:
    """One line of a box. size: points; space: points to what it goes around."""
    return node(f"w:{side}", val=kind, sz=round(size * 8), space=round(space), color=colour)


def aligned(where: str) -> BaseOxmlElement:
    """left, center, right or both."""
    return node("w:jc", val=where)


def off_grid() -> BaseOxmlElement:
    """Neither lines nor characters are pulled to the grid of the page."""
    return flag("w:snapToGrid", is_on=False)
