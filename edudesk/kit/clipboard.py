"""Cells on the clipboard as Excel and WPS write them: tabs, line ends, quotes where a cell needs them. No Qt."""

import csv
import io
from collections.abc import Sequence
from html import escape


def excel_text(lines: Sequence[Sequence[str]]) -> str:
    """Rows of cells as Excel puts them on the clipboard: tab, CR LF, quotes where a cell needs them."""
    return "".join("\t".join(_excel_cell(cell) for cell in line) + "\r\n" for line in lines)


def html_table(lines: Sequence[Sequence[str]]) -> str:
    """Rows of cells as a table for Word and WPS 文字; the first row is the head."""
    rows = []
    for number, line in enumerate(lines):
        tag = "td" if number else "th"
        rows.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in line) + "</tr>")
    return f'<table border="1" cellspacing="0">{"".join(rows)}</table>'


def _excel_cell(text: str) -> str:
    if any(mark in text for mark in '\t\r\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def cells_of(text: str) -> list[list[str]]:
    """Rows of cells of a copied block, each row as long as the longest; [] when nothing was copied.

    A quote that is never closed is a mark of its own (a note copied from elsewhere): then every tab and
    every line end counts, or one quote would swallow all rows below it.
    """
    if not text:
        return []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        if not rows[-1][0] and len(rows[-1]) == 1:
            del rows[-1]
    width = max(map(len, rows), default=0) or 1
    return [row + [""] * (width - len(row)) for row in rows]
