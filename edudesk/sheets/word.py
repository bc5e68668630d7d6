"""The text of a stranger's .docx: paragraphs with the numbers Word counts for them, levels of headings, tables.

Runs in the child. python-docx would not tell what Word counts (一、 of a list is nowhere in the text), and takes three
times the memory; Office Open XML is ISO/IEC 29500-1 17.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Final
from xml.etree import ElementTree

from edudesk.base.prose import TITLE
from edudesk.sheets.kinds import damaged, too_large
from edudesk.sheets.limits import Limits, Refused, spaced
from edudesk.sheets.word_numbers import Numbers
from edudesk.sheets.zipped import Zipped

SAVE_AS_DOCX: Final = "请用 Word 或 WPS 打开它，另存为“Word 文档（.docx）”，或复制文字后粘贴导入。"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_DEEP: Final = 200  # elements inside each other; no document has as many
_CELL: Final = 2_000  # characters of a cell

Told = list[list[str | int]]
"""Text, level and number of each line, as JSON takes it."""


class Letters(Zipped):
    """The parts of one .docx."""

    noun: ClassVar[str] = "文档"
    hint: ClassVar[str] = SAVE_AS_DOCX

    def check_kind(self) -> None:
        if "word/document.xml" in self.names:
            return
        for sign, name in (
            ("xl/workbook.xml", "Excel 工作簿"),
            ("ppt/presentation.xml", "演示文稿"),
            ("content.xml", "OpenDocument 文档（.odt）"),
        ):
            if sign in self.names:
                raise Refused(f"这是{spaced(name)}，不是 Word 文档。", SAVE_AS_DOCX)
        if "[Content_Types].xml" in self.names:
            raise damaged()
        raise Refused("这是压缩包，不是 Word 文档。", "请先解压，再选择里面的 .docx 或 .txt 文件。")


def word_lines(content: bytes, limits: Limits) -> tuple[Told, list[str]]:
    """Lines and remarks. Raises Refused."""
    package = Letters(content, limits)
    if _STRICT in package.read("word/document.xml")[:4000]:
        raise Refused("这是“严格 Open XML”格式的文档，无法读取。", SAVE_AS_DOCX)
    body = _root(package, "word/document.xml").find(f"{_W}body")
    if body is None:
        raise damaged()
    reader = _Reader(
        _Styles(_root(package, "word/styles.xml")), Numbers(_root(package, "word/numbering.xml"))
    )
    lines: Told = []
    for count, (text, level) in enumerate(reader.blocks(body, 0), 1):
        if count > limits.rows:
            raise too_large(f"文档超过 {limits.rows:,} 段")
        lines.append([text, level, count])
    return lines, list(reader.remarks())


def _root(package: Letters, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(package.read(name) or b"<none/>")
    except ElementTree.ParseError as error:
        raise damaged() from error


_CLOSING: Final = ("。", "！", "？", "；", "：", ":")


class _Styles:
    """What the styles say of paragraphs: level and numbering, each by its own style or those it is based on."""

    def __init__(self, root: ElementTree.Element) -> None:
        self._own = {one.get(f"{_W}styleId", ""): one for one in root.findall(f"{_W}style")}

    def name(self, key: str) -> str:
        found = self._own.get(key)
        named = found.find(f"{_W}name") if found is not None else None
        return (named.get(f"{_W}val") or "") if named is not None else ""

    def chain(self, key: str) -> Iterator[ElementTree.Element]:
        """The paragraph properties of a style and of those it is based on."""
        seen: set[str] = set()
        while key in self._own and key not in seen:
            seen.add(key)
            style = self._own[key]
            if (told := style.find(f"{_W}pPr")) is not None:
                yield told
            based = style.find(f"{_W}basedOn")
            key = (based.get(f"{_W}val") or "") if based is not None else ""

    def level(self, key: str) -> int:
        """1 … 9 of a heading, TITLE, 0 of other text."""
        name = self.name(key).strip()
        if name.lower() in ("title", "标题", "文档标题"):
            return TITLE
        if found := _HEADING.fullmatch(name):
            return int(found[1])
        for told in self.chain(key):
            if (level := _outline(told)) is not None:
                return level
        return 0


class _Reader:
    """Walks a body in the order of reading."""

    def __init__(self, styles: _Styles, numbers: Numbers) -> None:
        self._styles, self._numbers = styles, numbers
        self._pictures = self._boxes = self._deleted = 0

    def blocks(self, place: ElementTree.Element, depth: int) -> Iterator[tuple[str, int]]:
        """Text and level of each line in a body, a cell or a content control."""
        if depth > _DEEP:
            raise damaged()
        for one in place:
            if one.tag == f"{_W}p":
                yield from self._paragraph(one)
            elif one.tag == f"{_W}tbl":
                yield from self._table(one, depth)
            elif one.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                yield from self.blocks(one, depth + 1)

    def remarks(self) -> Iterator[str]:
        """What was not read."""
        if self._pictures:
            yield f"文档里的 {self._pictures} 张图片没有读取。"
        if self._boxes:
            yield f"文档里的 {self._boxes} 个文本框没有读取；需要的文字请移到正文里再导入。"
        if self._deleted:
            yield "文档带有修订记录，已按接受全部修订后的样子读取。"

    def _paragraph(self, paragraph: ElementTree.Element) -> Iterator[tuple[str, int]]:
        told = paragraph.find(f"{_W}pPr")
        style = _value(told, "pStyle")
        if self._styles.name(style).lower().startswith(("toc", "目录")):
            return
        own = _outline(told) if told is not None else None
        level = self._styles.level(style) if own is None else own
        text = "".join(self._words(paragraph, 0))
        if not text.strip():
            return
        number = self._number(told, style)
        first, *others = [line.strip(" \t\u3000\u00a0") for line in text.split("\n")]
        if (
            level > 0
        ):  # a heading that was broken to look well is one all the same, unless a sentence ends in it
            while others and not first.endswith(_CLOSING):
                first = _joined(first, others.pop(0))
        yield number + first, level
        yield from ((other, level if level == TITLE else 0) for other in others if other)

    def _number(self, told: ElementTree.Element | None, style: str) -> str:
        """The number Word counts for a paragraph, "" when it has none."""
        for place in (*(() if told is None else (told,)), *self._styles.chain(style)):
            if (counted := place.find(f"{_W}numPr")) is not None:
                return self._numbers.next(_value(counted, "numId"), _value(counted, "ilvl"), style)
        return ""

    def _words(self, place: ElementTree.Element, depth: int) -> Iterator[str]:
        if depth > _DEEP:
            raise damaged()
        for one in place:
            match one.tag.removeprefix(_W):
                case "t":
                    yield one.text or ""
                case "tab":
                    yield " "
                case "br" | "cr":
                    yield "\n" if one.get(f"{_W}type") is None else ""
                case "noBreakHyphen":
                    yield "-"
                case "del" | "moveFrom":
                    self._deleted += 1
                case "drawing" | "pict" | "object":
                    boxes = sum(1 for _ in one.iter(f"{_W}txbxContent"))
                    self._boxes += boxes
                    self._pictures += not boxes
                case "pPr" | "rPr" | "instrText" | "footnoteReference":
                    pass
                case tag if tag.endswith("}AlternateContent"):
                    yield from self._words(one[0], depth + 1) if len(one) else ()
                case _:
                    yield from self._words(one, depth + 1)

    def _table(self, table: ElementTree.Element, depth: int) -> Iterator[tuple[str, int]]:
        """Rows as of Markdown; a box of one cell or column is text."""
        rows = [list(self._cells(row, depth)) for row in table.findall(f"{_W}tr")]
        width = max(map(len, rows), default=0)
        if width < 2 or len(rows) < 2:
            yield from ((cell, 0) for row in rows for cell in row if cell)
            return
        for count, row in enumerate(rows):
            yield f"| {' | '.join(cell.replace('|', '｜') for cell in row + [''] * (width - len(row)))} |", 0
            if not count:
                yield "|" + "---|" * width, 0

    def _cells(self, row: ElementTree.Element, depth: int) -> Iterator[str]:
        for cell in row.findall(f"{_W}tc"):
            told = cell.find(f"{_W}tcPr")
            span = _value(told, "gridSpan")
            yield " ".join(text for text, _ in self.blocks(cell, depth + 1))[:_CELL]
            yield from [""] * (min(int(span), 60) - 1 if span.isdecimal() else 0)


def _joined(first: str, other: str) -> str:
    """Two lines as one; words of Latin letters keep the space between them."""
    is_word = first[-1:].isascii() and other[:1].isascii() and first and other
    return f"{first}{' ' if is_word else ''}{other}"


def _outline(told: ElementTree.Element) -> int | None:
    """The level paragraph properties name: 1 … 9, 0 of text; None when they do not."""
    said = _value(told, "outlineLvl")
    return (int(said) + 1 if int(said) < 9 else 0) if said.isdecimal() else None


def _value(place: ElementTree.Element | None, name: str) -> str:
    found = place.find(f"{_W}{name}") if place is not None else None
    return (found.get(f"{_W}val") or "") if found is not None else ""
