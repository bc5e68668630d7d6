"""Builds the bundled fonts from unpacked packages (README.md beside it says which): subset, no hinting, no layout tables.

python build_fonts.py SERIF_FOLDER SANS_FOLDER WENKAI_FILE [OUT_FOLDER]
Same input, same fontTools: same bytes.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# Ext-A characters of 通用规范汉字表 (2013): they stand in people's and places' names, GBK lacks them
_STANDARD_EXT_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖"
    "䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮㐱"
)
Choice = Callable[[set[int]], set[int]]
_KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
_DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "gasp", "prep", "fpgm", "cvt "]
_FIGURE_ADVANCE = 560


def characters_of(encoding: str) -> set[int]:
    """Every character an encoding of one or two bytes can write."""
    singles = [bytes([first]) for first in range(0x20, 0x7F)]
    pairs = [bytes([first, second]) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF)]
    texts = (code.decode(encoding, errors="ignore") for code in singles + pairs)
    return {ord(text) for text in texts if len(text) == 1 and ord(text) not in range(0xE000, 0xF900)}


GBK = characters_of("gbk")


def is_mark(code: int) -> bool:
    """Latin, punctuation, numbers in circles, units, full-width forms: everything an office types."""
    return code < 0x180 or 0x2000 <= code < 0x2E80 or 0x3000 <= code < 0x3040 or 0xFE30 <= code < 0x10000


def titles(available: set[int]) -> set[int]:
    """GB2312 and the marks; rarer characters of a title come from the full face."""
    wanted = characters_of("gb2312")
    han = {code for code in wanted if code >= 0x3400}
    return {code for code in available if code in han or (is_mark(code) and (code < 0x100 or code in GBK))}


def emphasis(available: set[int]) -> set[int]:
    """The 3,755 common characters (GB2312 level 1, rows 16-55) and the marks."""
    rows = (bytes([first, second]) for first in range(0xB0, 0xD8) for second in range(0xA1, 0xFF))
    common = {ord(code.decode("gb2312")) for code in rows if code < b"\xd7\xfa"}
    return {code for code in available if code in common or (is_mark(code) and (code < 0x100 or code in GBK))}


def standard(available: set[int]) -> set[int]:
    """GBK, the name characters of Ext-A, and everything the source has beyond the basic plane."""
    wanted = GBK | {ord(char) for char in _STANDARD_EXT_A} | set(range(0x9FA6, 0xA000))
    return {code for code in available if code in wanted or is_mark(code) or code > 0xFFFF}


def full(available: set[int]) -> set[int]:
    """All Han characters of the source: the last resort of every role."""
    rest = {code for code in available if code >= 0x3400 and not 0xFB00 <= code < 0x10000}
    return rest | standard(available)


def cut(source: Path, target: Path, choose: Choice, rename: str = "", is_tabular: bool = True) -> None:
    """Write target: the chosen characters of source. rename: new family where the old name is reserved."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        layout_features=[],
        drop_tables=_DROPPED_TABLES,
        name_IDs=list(_KEPT_NAMES),
        name_languages=[0x409],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=choose(set(font.getBestCmap())))
    cutter.subset(font)
    if not is_tabular:
        _even_figures(font)
    if rename:
        _rename(font, rename)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target, reorderTables=True)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size / 1e6:.1f} MB")


def _even_figures(font: TTFont) -> None:
    """Give 0-9 one width: Noto Serif SC has a narrow 1, and figures in a column must stand in line."""
    characters, metrics, outlines = font.getBestCmap(), font["hmtx"], font["glyf"]
    for figure in "0123456789":
        name = characters[ord(figure)]
        glyph = outlines[name]
        advance, left = metrics[name]
        shift = (_FIGURE_ADVANCE - advance) // 2
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(outlines)
        metrics[name] = (_FIGURE_ADVANCE, left + shift)


def _rename(font: TTFont, family: str) -> None:
    """The OFL keeps reserved names from changed versions; a subset is a changed version."""
    words = {
        1: family,
        3: f"{family} Regular",
        4: f"{family} Regular",
        6: family.replace(" ", "") + "-Regular",
    }
    for record in font["name"].names:
        if record.nameID in words:
            record.string = words[record.nameID]


def main(serif: Path, sans: Path, wenkai: Path, out: Path) -> None:
    """Build all five."""
    cut(
        serif / "400Regular/NotoSerifSC_400Regular.ttf",
        out / "NotoSerifSC-Regular.ttf",
        full,
        is_tabular=False,
    )
    cut(
        serif / "900Black/NotoSerifSC_900Black.ttf",
        out / "NotoSerifSC-Black-GB2312.ttf",
        titles,
        is_tabular=False,
    )
    cut(sans / "400Regular/NotoSansSC_400Regular.ttf", out / "NotoSansSC-Regular-GBK.ttf", standard)
    cut(sans / "700Bold/NotoSansSC_700Bold.ttf", out / "NotoSansSC-Bold-Common.ttf", emphasis)
    cut(wenkai, out / "EduKai-GB2312.ttf", titles, rename="EduDesk Kai")


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:]]
    main(*folders[:3], out=folders[3] if len(folders) > 3 else Path(__file__).parent)
