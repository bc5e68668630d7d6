"""The cell styles of a workbook: what they show, and new ones that differ in one thing. Runs in the child."""

import re
from functools import cached_property

from edudesk.sheets.filling.markup import Markup, with_attribute

TEXT = 49  # the built-in format @
# those of the built-in formats that matter; 27–36 and 50–58 as Chinese Excel shows them
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"', 49: "@", 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
_LEADING = 1.3  # height of a line ÷ size of its font
_SIZE = 11.0  # points of a font that names none
_SIDES = ("left", "right", "top", "bottom")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Styles:
    """xl/styles.xml of one workbook; b"" for one that has none."""

    def __init__(self, xml: bytes) -> None:
        self._markup = Markup(xml) if xml else None
        self._new: list[bytes] = []
        self._made: dict[tuple[int, int | None, bool], int] = {}

    @cached_property
    def _formats(self) -> dict[int, str]:
        if self._markup is None:
            return {}
        return {
            int(one.attributes.get("numFmtId", 0)): one.attributes.get("formatCode", "")
            for section in self._markup.root.all("numFmts")
            for one in section.all("numFmt")
        }

    @cached_property
    def _bordered(self) -> list[bool]:
        section = self._markup.root.child("borders") if self._markup else None
        return [
            any((side := one.child(name)) is not None and side.attributes.get("style", "none") != "none"
                for name in _SIDES)
            for one in (section.all("border") if section else ())
        ]  # fmt: skip

    @cached_property
    def _section(self) -> "list":  # type: ignore[type-arg]
        section = self._markup.root.child("cellXfs") if self._markup else None
        return list(section.all("xf")) if section else []

    def format_of(self, style: int) -> str:
        """Number format of a style; General when not known."""
        number = self._number(style, "numFmtId")
        return self._formats.get(number) or _BUILT_IN.get(number, "General")

    def is_bordered(self, style: int) -> bool:
        """Whether the style draws a line on any side."""
        border = self._number(style, "borderId")
        return border < len(self._bordered) and self._bordered[border]

    def wrapping(self, style: int) -> tuple[float, float]:
        """Points a line of a wrapped text takes, and digits that fit where one of the normal font does; (0, 0) when
        the style does not wrap."""
        if not 0 <= style < len(self._section):
            return 0, 0
        alignment = self._section[style].child("alignment")
        if alignment is None or alignment.attributes.get("wrapText") not in ("1", "true"):
            return 0, 0
        font = self._number(style, "fontId")
        normal = self._sizes[0] if self._sizes else _SIZE
        size = self._sizes[font] if font < len(self._sizes) else normal
        return _LEADING * size, normal / size

    @cached_property
    def _sizes(self) -> list[float]:
        section = self._markup.root.child("fonts") if self._markup else None
        sizes = (one.child("sz") for one in (section.all("font") if section else ()))
        return [float(size.attributes.get("val", _SIZE)) if size is not None else _SIZE for size in sizes]

    def _number(self, style: int, name: str) -> int:
        if not 0 <= style < len(self._section):
            return 0
        text = self._section[style].attributes.get(name, "0")
        return int(text) if text.isdecimal() else 0

    def variant(self, style: int, *, number_format: int | None = None, is_quoted: bool = False) -> int:
        """The number of a style as this one with another number format, or with the prefix that keeps =1 a text."""
        if self._markup is None or not 0 <= style < len(self._section):
            return style
        given = self._section[style].attributes
        is_quoted = is_quoted and given.get("quotePrefix") not in ("1", "true")
        if number_format is not None and self._number(style, "numFmtId") == number_format:
            number_format = None
        if number_format is None and not is_quoted:
            return style
        key = (style, number_format, is_quoted)
        if key not in self._made:
            element = self._section[style]
            tag, rest = self._markup.tag(element), self._markup.xml[element.inner : element.end]
            if number_format is not None:
                tag = with_attribute(
                    with_attribute(tag, "numFmtId", str(number_format)), "applyNumberFormat", "1"
                )
            if is_quoted:
                tag = with_attribute(tag, "quotePrefix", "1")
            self._made[key] = len(self._section) + len(self._new)
            self._new.append(tag + rest)
        return self._made[key]

    def changed(self) -> bytes | None:
        """The part with the new styles; None when there are none."""
        if not self._new or self._markup is None:
            return None
        section = self._markup.root.child("cellXfs")
        assert section is not None
        self._markup.change(section.close, section.close, b"".join(self._new))
        if "count" in section.attributes:
            self._markup.change_attribute(section, "count", str(len(self._section) + len(self._new)))
        return self._markup.changed()


def date_parts(number_format: str) -> str:
    """Which of y, m and d a number format shows: "ymd", "ym", ""; m alone may be minutes and is none."""
    bare = _LITERAL.sub("", number_format.split(";")[0]).lower()
    if "y" not in bare and "d" not in bare:
        return ""
    return "".join(part for part in "ymd" if part in bare)
