"""Plans that schools published, as files of our own: plain text, and as a .docx with Word's headings and numbers."""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document

from edudesk.plan.rules.outline import Outline, lines_of, mended, outline_of

FOLDER = Path(__file__).parents[1] / "data" / "plans"
YEARS_14 = FOLDER / "shisiwu_xiaoxue.txt"  # 篇二
FIVE_YEARS = FOLDER / "wunian_guihua.txt"  # 篇四
THREE_YEARS = FOLDER / "tisheng_sannian.txt"  # 篇五, of a city


def outline_in(file: Path) -> Outline:
    return outline_of(mended(lines_of(file.read_text("utf-8"))))


def bare(text: str) -> str:
    """Without any spaces: what must not be lost."""
    return "".join(text.split())


def as_word(outline: Outline, path: Path, *, is_styled: bool = True) -> Path:
    """An outline as Word has it: title and headings in Word's styles, or all in one style as most schools type."""
    word: Document = docx.Document()
    word.add_paragraph(outline.title, style="Title" if is_styled else None)
    for chapter in outline.chapters:
        if chapter.heading and is_styled:
            word.add_heading(chapter.heading, chapter.level)
        elif chapter.heading:
            word.add_paragraph(chapter.heading)
        for text in filter(None, chapter.text.split("\n")):
            word.add_paragraph(text)
    word.save(str(path))
    return path


def word_with_tables(parts: Sequence[str | Sequence[Sequence[str]]], path: Path) -> Path:
    """Paragraphs in Word's plainest style, and tables given by their rows."""
    word: Document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            word.add_paragraph(part)
            continue
        table = word.add_table(len(part), max(map(len, part)))
        for row, told in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, told, strict=False):
                cell.text = text
    word.save(str(path))
    return path


def table(*rows: Sequence[str]) -> str:
    """Rows as the reader of a Word file gives them."""
    head, *below = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((head, f"|{'---|' * len(rows[0])}", *below))
