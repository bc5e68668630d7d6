"""A column, declared once: screen table, filter, sort, Excel sheet, PDF table, form field and import header."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from edudesk.base.codes import CodeList
from edudesk.base.masking import Privacy, mask_id_no, mask_phone


class Kind(StrEnum):
    """How a value is read, sorted, aligned and edited."""

    TEXT = "text"
    NAME = "name"  # a person's name: CJK inner spaces dropped, sorted by pinyin
    NUMBER = "number"  # float, right-aligned, tabular figures
    INT = "int"
    MONTH = "month"  # ISO text YYYY-MM
    DATE = "date"  # ISO text YYYY-MM-DD, or YYYY-MM when the day is not known
    CHOICE = "choice"  # a word of column.codes
    YESNO = "yesno"  # 是 / 否 / "" (not known, which is not 否)
    ID = "id"  # identifier: always text, never a number; masked on screen when RESTRICTED
    PHONE = "phone"
    TAG = "tag"  # short word shown as a coloured tag


@dataclass(frozen=True)
class Column:
    """One column of a list of rows.

    key: attribute of the row; title: printed header; parent: upper header of a two-level head ("最高学历");
    width: millimetres on paper, from which screen and sheet are scaled; aliases: other headers seen in
    schools' own sheets, written as they look after normalising (no spaces, no notes in brackets); value:
    row -> value for a computed column, which then cannot be edited; sort: value -> sort key;
    is_shown: in the table before the user chooses; lines: of a text with paragraphs, how many a form shows of it at once.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: float = 20
    parent: str = ""
    aliases: tuple[str, ...] = ()
    codes: CodeList | None = None
    privacy: Privacy = Privacy.WORK
    value: Callable[[Any], Any] | None = None
    sort: Callable[[Any], Any] | None = None
    required: bool = False
    is_shown: bool = False
    help: str = ""
    lines: int = 0

    @property
    def full_title(self) -> str:
        """Title with its parent, for places that have one line only: 最高学历·毕业院校, 最高学历."""
        if self.parent.endswith(self.title):
            return self.parent
        return f"{self.parent}·{self.title}" if self.parent else self.title

    @property
    def is_editable(self) -> bool:
        """Computed columns are not."""
        return self.value is None

    @property
    def is_figure(self) -> bool:
        """Right-aligned with tabular figures."""
        return self.kind in (Kind.NUMBER, Kind.INT)

    @property
    def is_citizen_number(self) -> bool:
        """Holds the 居民身份证号: the one ID nobody outside may see."""
        return self.kind is Kind.ID and self.privacy is Privacy.RESTRICTED

    @property
    def is_masked(self) -> bool:
        """Shown with stars until asked for: citizens' numbers and phones."""
        return self.kind is Kind.PHONE or self.is_citizen_number

    def starred(self, text: str) -> str:
        """A printed value as anybody may see it: with stars when the column is masked."""
        if self.kind is Kind.PHONE:
            return mask_phone(text)
        return mask_id_no(text) if self.is_citizen_number else text

    def of(self, row: object) -> Any:
        """The native value: str, int, float, or None when a number is not known."""
        return self.value(row) if self.value is not None else getattr(row, self.key)

    def text(self, row: object) -> str:
        """The printed value; "" when not known."""
        return printed(self.of(row))

    def sort_key(self, row: object) -> tuple[bool, Any]:
        """Native order; values not known come last."""
        value = self.of(row)
        if value is None or value == "":
            return (True, "")
        if self.sort is not None:
            return (False, self.sort(row))
        if self.codes is not None:
            return (False, (self.codes.order(value), value))
        return (False, value)


def printed(value: object) -> str:
    """A native value as it stands on screen and paper: 12.0 prints as 12, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def column_map(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Columns by their key."""
    return {column.key: column for column in columns}
