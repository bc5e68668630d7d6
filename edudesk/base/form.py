"""Forms as values: ruled rows of labelled cells, as 核对表 and 档案 are made of. papers/form_writer.py prints them."""

from dataclasses import dataclass
from enum import Enum

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
class FormCell:
    """A cell. share: of SHARES, its part of the width; rows: how many rows it stands over, the first holds it."""

    text: str
    share: int
    look: Look = Look.SHORT
    rows: int = 1


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row. is_head: stays with the next row and is said again on the next page; height: at least, in mm."""

    cells: tuple[FormCell, ...]
    is_head: bool = False
    height: float = 0


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
