"""Ruled forms (单位意见 …) as Word tables of 24 equal columns."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.base.form import SHARES, Form, FormCell, FormRow, Look, Picture
from edudesk.papers.canvas import MM
from edudesk.papers.cells import Findings
from edudesk.papers.official.style import Part, Style
from edudesk.papers.word.elements import node, paragraph, points, run, spacing
from edudesk.papers.word.grid import cell_of, gap, row_of, table_of
from edudesk.papers.word.styles import LEADING, whole_size

_LOOKS: Final = {
    Look.LABEL: "cellhead",
    Look.SECTION: "cellhead",
    Look.SHORT: "cellshort",
    Look.TEXT: "celltext",
    Look.FIGURE: "cellfigure",
    Look.PLACE: "cellshort",
}
_PALE: Final = "808080"
_TWIPS: Final = 20  # in a point
_PICTURE_AIR: Final = 6.0  # points around a picture in its cell


# a picture, its width and height in points -> the paragraph that holds it
Inline = Callable[[Picture, float, float], BaseOxmlElement]


def form_elements(
    form: Form, style: Style, findings: Findings, width: float, inline: Inline
) -> Iterator[BaseOxmlElement]:
    """A ruled form as wide as the text. width: points; inline: puts a picture into the file."""
    if form.title:
        yield paragraph("caption", run(findings.seen(form.title, "表名")))
    if form.left or form.right:
        sides = "\t".join(findings.seen(text, "表格") for text in (form.left, form.right))
        tabs = node("w:tabs", node("w:tab", val="right", pos=points(width)))
        yield paragraph("tablenote", run(sides), tabs=tabs)
    grid = [points(width * (place + 1) / SHARES) - points(width * place / SHARES) for place in range(SHARES)]
    size = whole_size(style.letters[Part.TABLE])
    rows = [_form_row(row, above, grid, size, findings, inline) for row, above in _placed(form.rows)]
    yield table_of(grid, rows)
    if form.foot:
        step = width / len(form.foot)
        stops = [node("w:tab", val="left", pos=points(step * place)) for place in range(1, len(form.foot))]
        signed = "\t".join(findings.seen(text, "表格") for text in form.foot)
        yield paragraph(
            "tablenote", run(signed), tabs=node("w:tabs", *stops), space=spacing(14, line=size * 1.5)
        )
    yield gap()


_Reach = tuple[int, int]  # the first share of a cell from above, and how many it has


def _placed(rows: Sequence[FormRow]) -> Iterator[tuple[FormRow, tuple[_Reach, ...]]]:
    """Each row with the cells that reach into it from above."""
    reaching: list[tuple[int, int, int]] = []  # first share, shares, rows still to come
    for row in rows:
        above = tuple((first, share) for first, share, _ in reaching)
        later = [(first, share, left - 1) for first, share, left in reaching if left > 1]
        place = 0
        for cell in row.cells:
            place = _free(place, above)
            if cell.rows > 1:
                later.append((place, cell.share, cell.rows - 1))
            place += cell.share
        yield row, above
        reaching = later


def _free(place: int, taken: Sequence[_Reach]) -> int:
    """The next share no cell from above stands in."""
    while ends := [first + share for first, share in taken if first <= place < first + share]:
        place = max(ends)
    return place


def _form_row(
    row: FormRow,
    above: Sequence[_Reach],
    grid: Sequence[int],
    size: float,
    findings: Findings,
    inline: Inline,
) -> BaseOxmlElement:
    places: list[tuple[int, int, FormCell | None]] = [(first, share, None) for first, share in above]
    place = 0
    for cell in row.cells:
        place = _free(place, above)
        places.append((place, cell.share, cell))
        place += cell.share
    cells = []
    for first, share, one in sorted(places, key=lambda each: each[0]):
        look = Look.SHORT if one is None else one.look
        words = findings.seen(one.text, "表格") if one is not None else ""
        pale = node("w:color", val=_PALE) if look is Look.PLACE else None
        centred = node("w:jc", val="left") if look is Look.SECTION else None
        properties = {"jc": centred} if centred is not None else {}
        merge = "continue" if one is None else "restart" if one.rows > 1 else ""
        said = [paragraph(_LOOKS[look], *([run(words, pale)] if words else []), **properties)]
        if one is not None and one.picture is not None:
            room = sum(grid[first : first + share]) / _TWIPS - 2 * _PICTURE_AIR
            high = row.height * MM - size * LEADING - 2 * _PICTURE_AIR
            scale = min(room / one.picture.width, high / one.picture.height)
            said.insert(0, inline(one.picture, one.picture.width * scale, one.picture.height * scale))
        cells.append(
            cell_of(
                said,
                sum(grid[first : first + share]),
                span=share,
                merge=merge,
                is_grey=look in (Look.LABEL, Look.SECTION),
            )
        )
    return row_of(cells, is_head=row.is_head, height=max(row.height * MM, size * LEADING + 8))
