"""Pages before the text of a Word paper: cover, how to fill it in, contents."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.base.document import Cover
from edudesk.papers.canvas import MM
from edudesk.papers.official.style import Part, Style
from edudesk.papers.titles import cover_title
from edudesk.papers.word.body import Body
from edudesk.papers.word.elements import (
    aligned,
    border,
    field,
    field_begin,
    field_end,
    flag,
    node,
    paragraph,
    points,
    run,
    spacing,
)
from edudesk.papers.word.grid import plain_table
from edudesk.papers.word.measures import TITLE_SHARE, WIDTHS
from edudesk.papers.word.styles import BODY, line_pitch, whole_size

_TITLE_TOP: Final = 68  # mm from the edge of the paper, about as in the PDF
_TITLE_LINE: Final = 1.5  # times the size
_FACTS_FOOT: Final = 222  # the last fact ends here
_FOOT_AFTER: Final = 2  # lines from the facts to the foot
_LABELS, _VALUES = 0.34, 0.5  # of the width
_LISTED: Final = 2  # levels in the contents


def cover_elements(cover: Cover, style: Style, body: Body, names: Sequence[str]) -> Iterator[BaseOxmlElement]:
    """The first page of a plan or an application, and the hints behind it. names: words kept whole in the title."""
    usual, pitch = whole_size(style.letters[Part.COVER]), line_pitch(style)
    texts = [body.said(text, "封面") for text in cover.title]
    lines, size = cover_title(texts, style.width * MM * TITLE_SHARE, usual, WIDTHS, names)
    above = (_TITLE_TOP - style.top) * MM
    for place, line in enumerate(lines):
        yield paragraph(
            "covertitle",
            run(line, *(node(name, val=round(size * 2)) for name in ("w:sz", "w:szCs") if size < usual)),
            space=spacing(0 if place else above, line=size * _TITLE_LINE),
        )
    turned = (
        _VALUES * style.width * MM / whole_size(style.letters[Part.TEXT])
    )  # characters of a line to write on
    facts = sum(_lines(value, turned) for _, value in cover.facts) * pitch * 1.3
    used = above + len(lines) * size * _TITLE_LINE
    free = (_FACTS_FOOT - style.top) * MM - used - facts
    yield paragraph("coverfact", space=spacing(max(free - pitch, pitch), line=pitch))
    if cover.facts:
        widths = [points(style.width * MM * share) for share in (_LABELS, _VALUES)]
        yield plain_table(widths, [_fact(label, value, body) for label, value in cover.facts], pitch * 1.3)
    if cover.foot:
        space = spacing(pitch * (_FOOT_AFTER - 1), line=pitch)
        yield paragraph("coverfact", run(body.said(cover.foot, "封面")), at=aligned("center"), space=space)
    if cover.hints:
        yield paragraph("contents", run("填写说明"), page=flag("w:pageBreakBefore"))
        for hint in cover.hints:
            yield paragraph(BODY, run(body.said(hint, "填写说明")))


def _lines(value: str, characters: float) -> int:
    """How many lines a value takes, of Chinese characters or two others."""
    wide = sum(0.5 if char.isascii() else 1.0 for char in value)
    return max(ceil((wide + 1) / characters), 1)


def _fact(label: str, value: str, body: Body) -> list[BaseOxmlElement]:
    """A label and the line to write on."""
    shown = [run(body.said(value, "封面"))] if value else []
    line = node("w:pBdr", border("bottom", 0.75))
    return [
        paragraph("coverfact", run(body.said(label, "封面")), at=aligned("distribute")),
        paragraph("coverfact", *shown, line=line, at=aligned("center")),
    ]


def contents_elements(
    headings: Sequence[tuple[str, int, str]], pages: Sequence[int]
) -> Iterator[BaseOxmlElement]:
    """目录: a field that Word can bring up to date, filled in. pages: of the headings, as the PDF has them."""
    yield paragraph("contents", run("目　录"))
    both = zip(headings, pages, strict=True)
    listed = [(heading, page) for heading, page in both if heading[1] <= _LISTED]
    for place, ((text, level, mark), page) in enumerate(listed):
        number = field(f"PAGEREF {mark} \\h", str(page))
        link = node("w:hyperlink", run(text), node("w:r", node("w:tab")), *number, anchor=mark)
        begin = field_begin(f'TOC \\o "1-{_LISTED}" \\h \\z \\u') if not place else []
        end = [field_end()] if place == len(listed) - 1 else []
        yield paragraph(f"toc{level}", *begin, link, *end)
