"""Cells that are struck through or coloured, by which offices mark who has left (M44). Runs in the child.

Found by patterns in the XML, and only when the workbook has such styles at all.
"""

import re
from collections.abc import Collection, Mapping

from edudesk.sheets.addresses import column_number

_SECTION = rb"<(?:\w+:)?%s\b.*?</(?:\w+:)?%s>"
_FONT = re.compile(rb"<(?:\w+:)?font\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?font>)", re.DOTALL)
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\b(?![^>]*val=["'](?:0|false))""")
_FILL = re.compile(rb"<(?:\w+:)?fill\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?fill>)", re.DOTALL)
_SOLID = re.compile(
    rb"""patternType=["']solid["'].*?<(?:\w+:)?fgColor\b(?![^>]*(?:rgb=["']..FFFFFF|theme=["']0["']))""",
    re.DOTALL,
)
_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FONT_ID, _FILL_ID = re.compile(rb"""fontId=["'](\d+)"""), re.compile(rb"""fillId=["'](\d+)""")
_CELL = rb"""<(?:\w+:)?c\b(?=[^>]*\ss=["'](?:%s)["'])[^>]*\sr=["']([A-Z]{1,3})(\d+)["'][^>]*(?<!/)>"""
_MOST = 5_000  # cells; a sheet that marks more marks nobody


def struck_styles(styles: bytes) -> set[int]:
    """Cell styles whose font is struck through. styles: xl/styles.xml."""
    fonts = _numbered(styles, b"fonts", _FONT, _STRIKE)
    return _of_cells(styles, _FONT_ID, fonts)


def coloured_styles(styles: bytes) -> set[int]:
    """Cell styles with a solid fill that is not white."""
    fills = _numbered(styles, b"fills", _FILL, _SOLID)
    return _of_cells(styles, _FILL_ID, fills)


def marked_cells(
    xml: bytes, rows: Mapping[int, tuple[int, int]], styles: Collection[int], most: int = _MOST
) -> list[tuple[int, int]]:
    """Row and column of the filled cells of a sheet with one of the styles, [] when there are more than most."""
    if not styles or not rows:
        return []
    pattern = re.compile(_CELL % b"|".join(str(style).encode() for style in sorted(styles)))
    found: list[tuple[int, int]] = []
    for start, end in rows.values():
        found += [
            (int(cell[2]), column_number(cell[1].decode())) for cell in pattern.finditer(xml, start, end)
        ]
        if len(found) > most:
            return []
    return found


def _numbered(styles: bytes, section: bytes, one: re.Pattern[bytes], wanted: re.Pattern[bytes]) -> set[int]:
    whole = re.search(_SECTION % (section, section), styles, re.DOTALL)
    if whole is None:
        return set()
    inner = whole[0][whole[0].index(b">") + 1 :]
    return {number for number, found in enumerate(one.finditer(inner)) if wanted.search(found[1] or b"")}


def _of_cells(styles: bytes, attribute: re.Pattern[bytes], wanted: Collection[int]) -> set[int]:
    section = re.search(_SECTION % (b"cellXfs", b"cellXfs"), styles, re.DOTALL) if wanted else None
    if section is None:
        return set()
    return {
        number
        for number, found in enumerate(_XF.finditer(section[0]))
        if (numbered := attribute.search(found[1])) and int(numbered[1]) in wanted
    }
