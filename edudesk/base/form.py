"""Forms as values: ruled rows of labelled cells, as 核对表 and 档案 are made of. papers/form_writer.py prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from edudesk.base.chart import Chart
from edudesk.base.masking import Audience
from edudesk.base.report import A4, Paper

SHARES = 24  # of the width of a form; a row's cells share them


class Look(Enum):
    """How the text of a cell is set."""

    LABEL = "label"  # 黑体 on grey, in the middle
    SECTION = "section"  # 黑体 on grey, from the left: heads what follows
    SHORT = "short"  # in the middle
    TEXT = "text"  # from the left
    FIGURE = "figure"  # from the right
    PLACE = "place"  # small and pale, in the middle of a place that stays empty: 照片


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo on paper. content: JPEG, small enough for print (photos.for_print); width, height: px."""

    content: bytes
    width: int
    height: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell. share: of SHARES, its part of the width; rows: how many rows it stands over, the first holds it;
    picture: stands above the text, as high as the row leaves room; chart: fills a cell without text."""

    text: str
    share: int
    look: Look = Look.SHORT
    rows: int = 1
    picture: Picture | None = None
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row. is_head: stays with the next row and is said again on the next page; height: at least, in mm."""

    cells: tuple[FormCell, ...]
    is_head: bool = False
    height: float = 0


_OPINION = 42  # mm of an opinion with a seal of 42 mm
PICTURES = 4  # beside each other
_PICTURE_ROW = 34.0  # mm with the caption


def picture_rows(pictures: Sequence[Picture]) -> tuple[FormRow, ...]:
    """Rows of small pictures, each with its caption below; the last row is filled up."""
    rows = []
    for first in range(0, len(pictures), PICTURES):
        group = pictures[first : first + PICTURES]
        cells = [FormCell(one.caption, SHARES // PICTURES, picture=one) for one in group]
        cells += [FormCell("", SHARES // PICTURES)] * (PICTURES - len(group))
        rows.append(FormRow(tuple(cells), height=_PICTURE_ROW))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Form:
    """One form. name: for the bookmark; left, right: over the rows; foot: labels with room to sign behind each.

    shorter: the rows with less and less in them: where rows need a second place, the first of these that needs none
    is printed in their stead.
    """

    name: str
    title: str
    rows: tuple[FormRow, ...]
    left: str = ""
    right: str = ""
    foot: tuple[str, ...] = ()
    shorter: tuple[tuple[FormRow, ...], ...] = ()


def opinion_box(label: str = "单位意见") -> Form:
    """Below a report: what the school says to it, room for its seal, who signs when (发展规划与材料报送调研 4.4)."""
    signed = "\n\n\n（盖章）　　　　\n负责人签名：　　　　　　　　年　　月　　日"
    cells = (FormCell(label, 4, Look.LABEL), FormCell(signed, 20, Look.FIGURE))
    return Form(label, "", (FormRow(cells, height=_OPINION),))


@dataclass(frozen=True)
class FormBook:
    """Forms to hand out, one after another, as a PDF.

    key, title, footer, file_name, audience: as those of a Report; per_page: so many forms on a page, each on a
    page of its own when 1; what is too long for its place gets smaller letters, then a second place.
    """

    key: str
    title: str
    forms: tuple[Form, ...]
    per_page: int = 1
    paper: Paper = A4
    footer: str = ""
    file_name: str = ""
    audience: Audience = Audience.INTERNAL

    @property
    def rows(self) -> tuple[Form, ...]:
        """The records in it, for the journal."""
        return self.forms
