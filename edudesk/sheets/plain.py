"""Tables that are text: CSV in the encodings Chinese offices use, and HTML named .xls. Runs in the child."""

import io
import re
from html.parser import HTMLParser

from edudesk.base.decoding import decoded
from edudesk.sheets.kinds import damaged
from edudesk.sheets.limits import SAVE_AS_XLSX, Limits, Refused

_STRANGE = "\ufffd"  # what stands for bytes that are no character
_SHOWN = 5
_DELIMITERS = ("\t", ",", ";", "，", "|")


def text_of(content: bytes) -> str:
    """The decoded text. Raises Refused when no encoding fits."""
    try:
        return decoded(content)
    except ValueError as error:
        raise Refused("文件的文字编码无法识别。", SAVE_AS_XLSX) from error


def csv_rows(content: bytes, limits: Limits) -> tuple[list[list[str]], list[str]]:
    """Cells as text, never as numbers: leading zeros and 18 digits stay; and remarks on what could not be read."""
    import csv

    text = text_of(content)
    if any(mark in text for mark in "\x01\x02\x03\x04\x05\x06\x0e\x0f"):
        raise damaged()
    csv.field_size_limit(limits.file_bytes)
    text = text.replace("\0", "")
    # str.splitlines would also cut at U+2028, U+0085 and \x0b, which stand inside cells
    sample = text[:20_000].splitlines()[:30]
    delimiter, remarks = _delimiter(sample), []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if _swallows(rows, delimiter):
            bare = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
            rows = [[_unquoted(cell) for cell in row] for row in bare]
            remarks.append("文件里的双引号不成对，已按普通文字读取；请核对有引号的各行。")
    except csv.Error as error:
        raise damaged() from error
    strange = [number for number, row in enumerate(rows, 1) if any(_STRANGE in cell for cell in row)]
    if strange:
        lines = "、".join(map(str, strange[:_SHOWN])) + (" 等" if len(strange) > _SHOWN else "")
        remarks.append(
            f"有 {len(strange)} 行里有认不出的字，显示为“{_STRANGE}”（第 {lines} 行），请改好后再导入。"
        )
    return [[_csv_cell(cell) for cell in row] for row in rows], remarks


def _swallows(rows: list[list[str]], delimiter: str) -> bool:
    """Whether a quote that nothing closes has made whole lines one cell: they hold as many marks as the head."""
    usual = max((len(row) for row in rows[:30]), default=0) - 1
    return usual >= 2 and any(
        line.count(delimiter) >= usual
        for row in rows
        for cell in row
        if "\n" in cell
        for line in cell.split("\n")[1:]
    )


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _csv_cell(cell: str) -> str:
    # ="0012" is how exports keep Excel from dropping zeros
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return cell if cell.strip() else ""


def _delimiter(lines: list[str]) -> str:
    """The mark that stands in most lines, of equals the first of _DELIMITERS; a comma when none stands in any."""
    counts = {mark: sum(mark in line for line in lines) for mark in _DELIMITERS}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ","


def html_rows(content: bytes) -> tuple[list[list[str]], list[list[int]]]:
    """Rows of all tables one below the other, and merges as row, column, last row, last column (1-based)."""
    page = _Page()
    page.feed(text_of(content))
    page.close()
    if not page.rows:
        raise Refused("这个文件其实是网页，里面没有表格。", SAVE_AS_XLSX)
    return page.rows, page.merges


class _Page(HTMLParser):
    """Collects tables; a table inside a cell is taken as that cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merges: list[list[int]] = []
        self._depth = 0
        self._text: list[str] | None = None
        self._spans = (1, 1)
        self._taken: dict[tuple[int, int], bool] = {}  # places covered by a rowspan from above

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif self._depth != 1:
            return
        elif tag == "tr":
            self._close_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._close_cell()
            named = dict(attrs)
            self._spans = (_span(named.get("rowspan")), _span(named.get("colspan")))
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self._depth == 1:
                self._close_cell()
            self._depth = max(self._depth - 1, 0)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        self._close_cell()

    def _close_cell(self) -> None:
        if self._text is None:
            return
        row, line = self.rows[-1], len(self.rows)
        while (line, len(row) + 1) in self._taken:
            row.append("")
        column = len(row) + 1
        text = "".join(self._text).strip(" \n")
        down, across = self._spans
        row.extend([text] + [""] * (across - 1))
        for below in range(1, down):
            self._taken.update({(line + below, column + beside): True for beside in range(across)})
        if down > 1 or across > 1:
            self.merges.append([line, column, line + down - 1, column + across - 1])
        self._text = None


def _span(stated: str | None) -> int:
    return min(max(int(stated), 1), 300) if stated and stated.strip().isdecimal() else 1
