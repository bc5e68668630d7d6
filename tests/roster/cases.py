"""Small sheets for the 48 cases of the roster import: a cell as an office writes it, what is stored, what is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview, PreviewRow
from edudesk.roster.rows import TeacherRow
from edudesk.sheets.workbook import Cell, CellDetail, Workbook
from tests.sheets.fields import sheet

Line = tuple[Cell, ...]


def shown(
    *lines: Line,
    existing: Sequence[TeacherRow] = (),
    merges: tuple[tuple[int, int, int, int], ...] = (),
    about: Mapping[str, Any] | None = None,
    **wishes: Any,
) -> ImportPreview:
    """The preview of one sheet with these rows. about: what else the sheet holds; wishes: as preview_roster takes."""
    book = Workbook("xlsx", (sheet(*lines, merges=merges, **(about or {})),))
    return preview_roster(book, existing, **wishes)


def said(preview: ImportPreview) -> dict[str, str]:
    """Cell -> what is said about it; several remarks on one cell stand in a row."""
    found: dict[str, str] = {}
    for one in preview.problems:
        found[one.place] = f"{found[one.place]} {one.text}" if one.place in found else one.text
    return found


def asked(preview: ImportPreview) -> dict[str, str]:
    """Question -> what happens unless the user answers otherwise."""
    return {one.text: one.words for one in preview.questions}


def answer_to(preview: ImportPreview, text: str, words: str) -> dict[str, str]:
    """The answer with these words to the question that holds text."""
    (question,) = [one for one in preview.questions if text in one.text]
    (answer,) = [key for key, option in question.options if option == words]
    return {question.key: answer}


@dataclass(frozen=True)
class Told:
    """One cell of one person: the row in the preview, and what is said about the cell."""

    row: PreviewRow
    text: str

    def __getitem__(self, key: str) -> str:
        return str(getattr(self.row.draft, key))


def cell(
    header: str,
    written: Cell,
    *,
    detail: CellDetail | None = None,
    wishes: Mapping[str, Any] | None = None,
    **beside: Cell,
) -> Told:
    """What becomes of one cell below a header, of a woman named 王芳; beside: header -> cell to its right."""
    about = {"details": {(2, 3): detail}} if detail else {}
    preview = shown(
        ("姓名", "性别", header, *beside),
        ("王芳", "女", written, *beside.values()),
        about=about,
        **(wishes or {}),
    )
    return Told(preview.rows[0], said(preview).get("C2", ""))
