"""The style sheet of a Word paper, made of a preset (forms/papers/styles.toml): what an office edits on with."""

from collections.abc import Iterator
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.papers.canvas import MM
from edudesk.papers.fit import ROW_AIR
from edudesk.papers.fonts import Role
from edudesk.papers.official.style import SERIAL, Letters, Part, Style
from edudesk.papers.word.elements import TWIPS, aligned, border, flag, indent, node, off_grid, points, spacing

# as Windows and WPS name them; what stands in where one is missing (Word reads it from the font table)
NAMES: Final = {
    Role.SONG: "宋体",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
    Role.FANGSONG: "仿宋",
    Role.XIAOBIAOSONG: "方正小标宋简体",
}
STAND_INS: Final = {
    "宋体": "SimSun",
    "黑体": "SimHei",
    "楷体": "楷体_GB2312",
    "仿宋": "仿宋_GB2312",
    "方正小标宋简体": "方正小标宋_GBK,华文中宋",
    "Times New Roman": "",
}
LATIN: Final = "Times New Roman"
RED: Final = "FF0000"
GREY: Final = "F0F0F0"
IMPRINT_LINE: Final = 1.875  # of 版记, times the size
LEADING: Final = 1.3  # of a table's lines, times the size

NORMAL, BODY, TITLE = "a", "a0", "a1"
HEADING: Final = ("1", "2", "3", "4")
LEAD: Final = ("leadone", "leadtwo", "leadthree", "leadfour")
TABLE = "papertable"


def line_pitch(style: Style) -> float:
    """Points from line to line such that Word, which counts whole lines, has as many on a page as the PDF."""
    # a PDF line ends with its letters, one of Word with the free space below them
    return int(min(style.pitch, style.height * MM / style.lines) * 20) / 20


def whole_size(letters: Letters) -> float:
    """The size Word can write: halves of a point; 三号 is 16 there and 15.75 in lead type."""
    return int(letters.size * 2 + 0.5 + 1e-9) / 2


def style_sheet(style: Style) -> BaseOxmlElement:
    """w:styles with the built-in styles of Word (标题 1 … 4, 目录 …) and those of official papers."""
    sheet = node("w:styles", _defaults())
    sheet.extend(_Sheet(style).all())
    return sheet


def fonts_of(letters: Letters, style: Style) -> BaseOxmlElement:
    """w:rFonts: Chinese by its role, Latin and figures by the preset."""
    chinese = NAMES.get(letters.role, "黑体")
    latin = LATIN if style.digits is not None else chinese
    return node("w:rFonts", ascii=latin, eastAsia=chinese, hAnsi=latin, cs=LATIN)


def letters_of(letters: Letters, style: Style, colour: str = "") -> list[BaseOxmlElement]:
    """The properties of text set so."""
    size = round(whole_size(letters) * 2)
    return [
        fonts_of(letters, style),
        *([flag("w:b"), flag("w:bCs")] if letters.is_bold else []),
        *([node("w:color", val=colour)] if colour else []),
        node("w:spacing", val=_tracking(letters, style)),
        node("w:sz", val=size),
        node("w:szCs", val=size),
    ]


def _tracking(letters: Letters, style: Style) -> int:
    """Twips between characters such that a line of text holds just its number of them; 28 of 三号 are wider than
    156 mm. A grid of characters would do the same in Word, but LibreOffice gives such a character two cells."""
    if letters.size != style.letters[Part.TEXT].size:
        return 0
    return int((style.cell - whole_size(letters)) * TWIPS // 1)


def _defaults() -> BaseOxmlElement:
    return node(
        "w:docDefaults",
        node(
            "w:rPrDefault",
            node("w:rPr", node("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")),
        ),
        node("w:pPrDefault"),
    )


class _Sheet:
    """The styles of one preset."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.cell, self.pitch = style.cell, line_pitch(style)
        self.title_pitch = style.title_leading

    def all(self) -> Iterator[BaseOxmlElement]:
        """Every style."""
        letters = self.style.letters
        whole = self._exact()
        yield self._paragraph(
            NORMAL, "Normal", letters[Part.TEXT], whole, flag("w:widowControl", is_on=False),
            # no mark hangs out of the type area, no space grows between Chinese and figures: 28 to a line
            flag("w:overflowPunct", is_on=False), flag("w:autoSpaceDE", is_on=False),
            flag("w:autoSpaceDN", is_on=False), aligned("both"), is_default=True,
        )  # fmt: skip
        yield self._paragraph(BODY, "Normal Indent", None, self._ind(first=2))
        yield self._paragraph(
            TITLE, "Title", letters[Part.TITLE], self._exact(self.title_pitch), aligned("center"),
            node("w:outlineLvl", val=9), off_grid(), after=BODY,
        )  # fmt: skip
        yield _default("font", "Default Paragraph Font", "character")
        yield _default("table", "Normal Table", "table")
        for level, name in enumerate(HEADING, 1):
            yield self._paragraph(
                name, f"heading {level}", self.style.level(level), self._ind(first=2), flag("w:keepNext"),
                node("w:outlineLvl", val=level - 1), after=BODY,
            )  # fmt: skip
        for level, name in enumerate(LEAD, 1):
            yield _named(
                name,
                f"{'一二三四'[level - 1]}级段首",
                "character",
                letters_of(self.style.level(level), self.style),
            )
        yield from self._head()
        yield from self._foot()
        yield from self._tables()
        yield from self._contents()

    def _head(self) -> Iterator[BaseOxmlElement]:
        letters = self.style.letters
        big = letters[Part.MASTHEAD]
        yield self._paragraph("label", "版头标注", letters[Part.LABEL])
        yield self._paragraph(
            "masthead", "发文机关标志", big, self._exact(big.size * 1.2), aligned("center"),
            off_grid(), colour=RED,
        )  # fmt: skip
        yield self._paragraph("number", "发文字号", None, aligned("center"))
        yield _named("signer", "签发人姓名", "character", letters_of(letters[Part.SIGNER], self.style))
        yield self._paragraph("addressee", "主送机关", None, after=BODY)

    def _foot(self) -> Iterator[BaseOxmlElement]:
        letters = self.style.letters
        small, note = letters[Part.IMPRINT], letters[Part.NOTE]
        yield self._paragraph("listed", "附件说明", None)
        yield self._paragraph("issuer", "署名", None, aligned("right"))
        yield self._paragraph("day", "成文日期", None, aligned("right"))
        yield self._paragraph("remark", "附注", None, self._ind(first=2))
        yield self._paragraph("attendees", "出席人员", None, self._ind(left=5, first=-3))
        yield _named(
            "attendeelabel", "出席人员标注", "character", letters_of(letters[Part.LABEL], self.style)
        )
        yield self._paragraph("attachment", "附件标记", letters[Part.LABEL], flag("w:keepNext"))
        yield self._paragraph(
            "attachmenttitle", "附件标题", letters[Part.TITLE], spacing(self.pitch, self.pitch, self.title_pitch),
            aligned("center"), node("w:outlineLvl", val=0), flag("w:keepNext"),
            off_grid(), after=BODY,
        )  # fmt: skip
        yield self._paragraph(
            "imprint", "版记", small, self._exact(whole_size(small) * IMPRINT_LINE), off_grid()
        )
        yield self._paragraph(
            "footer", "footer", letters[Part.NUMBER], self._exact(whole_size(letters[Part.NUMBER]) * 1.2),
            off_grid(),
        )  # fmt: skip
        yield self._paragraph("serial", "编号", SERIAL, self._exact(SERIAL.size * LEADING), off_grid())
        yield self._paragraph("header", "header", letters[Part.TEXT], off_grid())
        yield self._paragraph("last", "结尾", note, self._exact(1), off_grid())

    def _tables(self) -> Iterator[BaseOxmlElement]:
        letters = self.style.letters
        caption, note = letters[Part.CAPTION], letters[Part.NOTE]
        yield self._paragraph(
            "caption", "表题", caption, spacing(self.pitch / 4, self.pitch / 8, caption.size * LEADING), aligned("center"), off_grid(),
            flag("w:keepNext"),
        )  # fmt: skip
        yield self._paragraph(
            "unit", "表单位", note, self._exact(note.size * LEADING), aligned("right"), off_grid(),
            flag("w:keepNext"),
        )  # fmt: skip
        for key, name, part, where in (
            ("cellhead", "表头", Part.TABLE_HEAD, "center"),
            ("celltext", "表内文字", Part.TABLE, "left"),
            ("cellshort", "表内居中", Part.TABLE, "center"),
            ("cellfigure", "表内数字", Part.TABLE, "right"),
        ):
            one = letters[part]
            yield self._paragraph(
                key, name, one, self._exact(whole_size(one) * LEADING), aligned(where), off_grid()
            )
        yield self._paragraph("tablenote", "表注", note, self._exact(note.size * 1.5), off_grid())
        yield self._paragraph(
            "picture", "图", None, node("w:spacing", line=240, lineRule="auto"), aligned("center"), off_grid()
        )
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        air = points(letters[Part.TABLE].size * ROW_AIR / 2)
        yield node(
            "w:style",
            node("w:name", val="公文表格"),
            flag("w:qFormat"),
            node(
                "w:tblPr",
                node("w:tblBorders", *(border(side, 0.5) for side in sides)),
                node(
                    "w:tblCellMar",
                    node("w:top", w=air, type="dxa"),
                    node("w:left", w=60, type="dxa"),
                    node("w:bottom", w=air, type="dxa"),
                    node("w:right", w=60, type="dxa"),
                ),
            ),
            type="table",
            styleId=TABLE,
            customStyle=1,
        )

    def _contents(self) -> Iterator[BaseOxmlElement]:
        letters = self.style.letters
        cover = letters[Part.COVER]
        yield self._paragraph(
            "covertitle", "封面标题", cover, self._exact(cover.size * 1.4), aligned("center"), off_grid()
        )
        yield self._paragraph("coverfact", "封面项目", None, off_grid())
        yield self._paragraph(
            "contents", "目录标题", letters[Part.TITLE], spacing(0, self.pitch, self.title_pitch), aligned("center"),
            off_grid(),
        )  # fmt: skip
        end = points(self.style.width * MM)
        for level in (1, 2, 3):
            yield self._paragraph(
                f"toc{level}", f"toc {level}", letters[Part.LABEL] if level == 1 else None, node("w:tabs", node("w:tab", val="right", leader="dot", pos=end)),
                self._ind(left=level - 1),
            )  # fmt: skip

    def _exact(self, line: float | None = None) -> BaseOxmlElement:
        return spacing(line=line or self.pitch)

    def _ind(self, left: float = 0, first: float = 0) -> BaseOxmlElement:
        return indent(self.cell, left=left, first=first)

    def _paragraph(
        self,
        key: str,
        name: str,
        letters: Letters | None,
        *properties: BaseOxmlElement,
        after: str = "",
        colour: str = "",
        is_default: bool = False,
    ) -> BaseOxmlElement:
        """A paragraph style; letters: None = as in Normal."""
        text = letters_of(letters, self.style, colour) if letters is not None else []
        is_own = not name.isascii()
        return node(
            "w:style",
            node("w:name", val=name),
            None if is_default else node("w:basedOn", val=NORMAL),
            node("w:next", val=after) if after else None,
            flag("w:qFormat"),
            node("w:pPr", *properties),
            node("w:rPr", *text) if text else None,
            type="paragraph",
            styleId=key,
            default=1 if is_default else None,
            customStyle=1 if is_own else None,
        )


def _default(key: str, name: str, kind: str) -> BaseOxmlElement:
    return node("w:style", node("w:name", val=name), type=kind, styleId=key, default=1)


def _named(key: str, name: str, kind: str, text: list[BaseOxmlElement]) -> BaseOxmlElement:
    return node(
        "w:style",
        node("w:name", val=name),
        flag("w:qFormat"),
        node("w:rPr", *text),
        type=kind,
        styleId=key,
        customStyle=1,
    )
