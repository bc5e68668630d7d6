"""The running text of a file as lines: what a .docx or a text file gives, before anything is understood of it."""

from dataclasses import dataclass
from typing import Final

TITLE: Final = -1


@dataclass(frozen=True, slots=True)
class ProseLine:
    """One paragraph. text: with the number Word counts for it, as it is printed; level: 1 … 9 of a heading by its style,
    TITLE of a title, 0 of all others; number: of the paragraph in the file, from 1. A row of a table is a line as in
    base.markdown_table."""

    text: str
    level: int = 0
    number: int = 0


@dataclass(frozen=True)
class Prose:
    """The text of one file. kind: docx or text; remarks: what was not read, in Chinese sentences."""

    kind: str
    lines: tuple[ProseLine, ...]
    remarks: tuple[str, ...] = ()
