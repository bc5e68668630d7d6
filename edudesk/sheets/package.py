"""The zip of an .xlsx, and what calamine does not tell of a sheet. Runs in the child.

Hidden rows and columns, filters, the 1904 switch, and the text and number format of suspicious cells come
from a scan of the XML by patterns: an XML parser would cost more than reading all values does.
"""

import io
import re
import zipfile
from typing import NamedTuple

from edudesk.sheets.addresses import column_number
from edudesk.sheets.formulas import valueless
from edudesk.sheets.kinds import damaged, too_large
from edudesk.sheets.limits import SAVE_AS_XLSX, Limits, Refused, spaced
from edudesk.sheets.zipped import Zipped

_ROW_START = rb"""row\b(?:[^>]*?\sr=["']([0-9]+)["'])?[^>]*>"""
_ROW = re.compile(b"<" + _ROW_START)  # searched by its literal start, five times faster than the other
_PREFIXED_ROW = re.compile(rb"<(?:\w+:)?" + _ROW_START)
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is|f)\b")
# a cell that holds something: <c …/> without content is only style
_FILLED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})[0-9]+["'][^>]*(?<!/)>""")
_LETTERS = re.compile(rb"[A-Z]{1,3}")
_BEGIN = re.compile(rb"<(?:\w+:)?sheetData\b")
_COL = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_TRUE = ("1", "true")
# built-in formats that show decimals; the others of the list do not matter to us
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 39: "#,##0.00", 40: "#,##0.00"}


class Scan(NamedTuple):
    """What one sheet's XML tells. rows: row number -> where its cells stand in xml."""

    xml: bytes
    rows: dict[int, tuple[int, int]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    is_filtered: bool
    cut_at: int  # first row not read, 0 when all are

    def cell(self, reference: str) -> tuple[str, int]:
        """Text of the value and number of the style of a cell such as K17."""
        row = int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        start, end = self.rows.get(row, (0, 0))
        pattern = rb"""<(?:\w+:)?c\b([^>]*\br=["']%s["'][^>]*)>(.*?)</(?:\w+:)?c>""" % reference.encode()
        found = re.compile(pattern, re.DOTALL).search(self.xml, start, end)
        if found is None:
            return "", 0
        value = re.search(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<", found[2])
        style = attribute(found[1], "s")
        return value[1].decode("utf-8", "replace") if value else "", int(style) if style.isdecimal() else 0

    def valueless(self) -> list[tuple[int, int, str]]:
        """Cells of the rows whose formula gave no value; see formulas."""
        ends = [end for _, end in self.rows.values()]
        return valueless(self.xml, min(start for start, _ in self.rows.values()), max(ends)) if ends else []


class Package(Zipped):
    """The parts of one .xlsx, within the limits. Raises Refused as soon as one is passed."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        super().__init__(content, limits)
        self.workbook = self.read("xl/workbook.xml")
        self.is_1904 = re.search(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""", self.workbook) is not None

    def sheet_paths(self) -> list[str]:
        """Paths of the sheets in the order of the workbook; "" where the target is missing."""
        targets = {}
        for found in _RELATION.finditer(self.read("xl/_rels/workbook.xml.rels")):
            target = unescape(attribute(found[1], "Target"))
            targets[attribute(found[1], "Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
        return [targets.get(attribute(found[1], r"\w+:id"), "") for found in _SHEET.finditer(self.workbook)]

    def number_formats(self) -> list[str]:
        """Number format of each cell style, in their order; "" where it does not matter."""
        styles = self.read("xl/styles.xml")
        own = {
            int(attribute(found[1], "numFmtId") or 0): unescape(attribute(found[1], "formatCode"))
            for found in _FORMAT.finditer(styles)
        }
        section = _XFS.search(styles)
        numbers = [
            int(attribute(found[1], "numFmtId") or 0)
            for found in _XF.finditer(section[0] if section else b"")
        ]
        return [own.get(number) or _BUILT_IN.get(number, "") for number in numbers]

    def scan(self, path: str) -> Scan:
        """Rows, hidden parts and filter of one sheet; stops before the first long run of empty rows."""
        xml = self.read(path)
        end = xml.rfind(b"</", 0, max(xml.rfind(b"sheetData>"), 0))
        end = end if end >= 0 else len(xml)
        rows: dict[int, tuple[int, int]] = {}
        hidden: list[int] = []
        number = last_filled = cut_at = cut_position = 0
        previous: tuple[int, int] | None = None  # number and start of the row whose end is not known yet

        def close(at: int) -> None:
            nonlocal last_filled
            if previous is not None and _CONTENT.search(xml, previous[1], at):
                rows[previous[0]] = (previous[1], at)
                last_filled = previous[0]

        pattern = _ROW if b"<row" in xml else _PREFIXED_ROW
        for found in pattern.finditer(xml, 0, end):
            close(found.start())
            number = int(found[1]) if found[1] else number + 1
            if b"hidden" in found[0] and attribute(found[0][4:-1], "hidden") in _TRUE:
                hidden.append(number)
            if number - last_filled > self._limits.empty_rows:
                cut_at, cut_position, previous = number, found.start(), None
                break
            previous = (number, found.end())
        else:
            close(end)
        if cut_at:
            has_more = _CONTENT.search(xml, cut_position, end) is not None
            xml = xml[:cut_position] + xml[end:]
            cut_at = cut_at if has_more else -1  # nothing is lost, but calamine must not see the rest
        self._check_columns(xml, rows)
        begin = _BEGIN.search(xml)
        hidden_columns = _hidden_columns(xml, begin.start() if begin else 0, self._limits.columns)
        is_filtered = xml.find(b"filterColumn", rows[last_filled][1] if rows else 0) >= 0
        return Scan(xml, rows, hidden, hidden_columns, is_filtered, cut_at)

    def replaced(self, parts: dict[str, bytes]) -> bytes:
        """The package with some parts exchanged, unpacked so that it is made fast."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as written:
            for name in self.names:
                written.writestr(name, parts[name] if name in parts else self.read(name))
        return target.getvalue()

    def check_kind(self) -> None:
        if "xl/workbook.xml" in self.names:
            return
        for sign, name in (
            ("xl/workbook.bin", "Excel 二进制工作簿（.xlsb）"),
            ("word/document.xml", "Word 文档"),
            ("ppt/presentation.xml", "演示文稿"),
            ("content.xml", "OpenDocument 表格（.ods）"),
        ):
            if sign in self.names:
                raise Refused(f"这是{spaced(name)}，无法读取。", SAVE_AS_XLSX)
        if "[Content_Types].xml" in self.names:
            raise damaged()
        raise Refused("这是压缩包，不是表格。", "请先解压，再选择里面的 .xlsx、.xls 或 .csv 文件。")

    def _check_columns(self, xml: bytes, rows: dict[int, tuple[int, int]]) -> None:
        if all(_last_column(xml, start, end) <= self._limits.columns for start, end in rows.values()):
            return  # the common case, ten times faster than looking at every cell
        widest = max((column_number(letters.decode()) for letters in set(_FILLED.findall(xml))), default=0)
        if widest > self._limits.columns:
            raise too_large(f"表格宽到第 {widest:,} 列，超过 {self._limits.columns} 列")


def unescape(text: str) -> str:
    """Without the five entities of XML; html.unescape would bring 2,000."""
    for entity, mark in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, mark)
    return text


def attribute(tag: bytes, name: str) -> str:
    """Value of an attribute inside a start tag; "" when it is missing. name: a pattern."""
    found = re.search(rf"""(?:^|\s){name}\s*=\s*(?:"([^"]*)"|'([^']*)')""".encode(), tag)
    return (found[1] if found[1] is not None else found[2]).decode("utf-8", "replace") if found else ""


def _last_column(xml: bytes, start: int, end: int) -> int:
    """Column of the last cell of a row, filled or not; past all limits when it is not written plainly."""
    at = xml.rfind(b' r="', start, end)
    letters = _LETTERS.match(xml, at + 4) if at >= 0 else None
    return column_number(letters[0].decode()) if letters else 1_000_000


def _hidden_columns(xml: bytes, end: int, limit: int) -> list[int]:
    hidden: list[int] = []
    for found in _COL.finditer(xml, 0, end):
        first, last = attribute(found[1], "min"), attribute(found[1], "max")
        if attribute(found[1], "hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            hidden.extend(range(int(first), min(int(last), limit) + 1))
    return hidden
