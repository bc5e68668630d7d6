"""Reading font files and cutting the part a document needs, checked against fontTools."""

import io
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from edudesk.base import paths
from edudesk.papers.truetype import NotUsable, TrueType

BUNDLE = paths.shipped("resources", "fonts")
FACES = sorted(path.name for path in BUNDLE.glob("*.ttf"))


def box(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((500, 700))
    pen.closePath()


def small_font(fs_type: int = 0, with_curves: bool = False) -> FontBuilder:
    """A (box), B (two A, composed), 校 (box); format 4 map only, 2048 units."""
    builder = FontBuilder(2048, isTTF=not with_curves)
    names = [".notdef", "A", "B", "xiao"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x41: "A", 0x42: "B", 0x6821: "xiao"})
    if with_curves:
        pen = T2CharStringPen(600, None)
        box(pen)
        builder.setupCFF("Curves", {}, dict.fromkeys(names, pen.getCharString()), {})
    else:
        pen = TTGlyphPen(None)
        box(pen)
        plain = pen.glyph()
        composed = TTGlyphPen({"A": plain})
        composed.addComponent("A", (1, 0, 0, 1, 0, 0))
        composed.addComponent("A", (0.5, 0, 0, 0.5, 300, 0))
        builder.setupGlyf({".notdef": plain, "A": plain, "B": composed.glyph(), "xiao": plain})
    builder.setupHorizontalMetrics({name: (1024 if name != "xiao" else 2048, 0) for name in names})
    builder.setupHorizontalHeader(ascent=1600, descent=-400)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular"})
    builder.setupOS2(fsType=fs_type, sTypoAscender=1600, sTypoDescender=-400)
    builder.setupPost()
    return builder


@pytest.mark.parametrize("name", FACES)
def test_bundled_faces_read_as_fonttools_reads_them(name: str) -> None:
    ours, theirs = TrueType(BUNDLE / name), TTFont(BUNDLE / name)
    characters = theirs.getBestCmap()
    assert set(ours.glyphs) == set(characters)
    for char in "校务通09A，":
        glyph = theirs.getGlyphID(characters[ord(char)])
        assert ours.glyphs[ord(char)] == glyph
        assert ours.width(glyph) == theirs["hmtx"][characters[ord(char)]][0]


def test_narrow_map_and_other_units(tmp_path: Path) -> None:
    small_font().save(tmp_path / "small.ttf")
    font = TrueType(tmp_path / "small.ttf")
    assert font.glyphs == {0x41: 1, 0x42: 2, 0x6821: 3}
    assert (font.width(1), font.width(3)) == (500, 1000)


def test_subset_keeps_outlines_and_parts_of_composed_glyphs(tmp_path: Path) -> None:
    small_font().save(tmp_path / "small.ttf")
    data = TrueType(tmp_path / "small.ttf").subset([3, 2])
    cut = TTFont(io.BytesIO(data))
    outlines = cut["glyf"]
    names = cut.getGlyphOrder()
    assert len(names) == 4  # .notdef, 校, B, and A as a part of B
    assert outlines[names[2]].isComposite()
    assert [part.glyphName for part in outlines[names[2]].components] == [names[3], names[3]]
    assert list(outlines[names[1]].getCoordinates(outlines)[0]) == [(0, 0), (500, 0), (500, 700)]
    assert cut["hmtx"][names[1]][0] == 2048


def test_a_face_of_a_collection(tmp_path: Path) -> None:
    collection = TTCollection()
    for _ in range(2):
        stream = io.BytesIO()
        small_font().save(stream)
        stream.seek(0)
        collection.fonts.append(TTFont(stream))
    collection.save(tmp_path / "two.ttc")
    assert TrueType(tmp_path / "two.ttc", 1).glyphs[0x6821] == 3
    with pytest.raises(NotUsable):
        TrueType(tmp_path / "two.ttc", 7)


def test_curves_licence_and_damage_are_refused(tmp_path: Path) -> None:
    small_font(with_curves=True).save(tmp_path / "curves.otf")
    small_font(fs_type=2).save(tmp_path / "restricted.ttf")
    (tmp_path / "cut.ttf").write_bytes((BUNDLE / "EduKai-GB2312.ttf").read_bytes()[:5000])
    (tmp_path / "text.ttf").write_text("这不是字体", encoding="utf-8")
    for name in ("curves.otf", "restricted.ttf", "cut.ttf", "text.ttf"):
        with pytest.raises(NotUsable):
            TrueType(tmp_path / name)


def test_bundle_stays_small_and_knows_the_names() -> None:
    assert sum(path.stat().st_size for path in BUNDLE.glob("*.ttf")) <= 30_000_000
    rare = "喆堃昇犇㛃䶮𬭎𠅤㐱㑇䲟䴙镕玥祎翀甪珺琰瑀𫖯𬀩𬸚𬍛𪟝𫍯𫟹𫄧璟骉骎彧赟晟䏝㭎㴔䥽"
    for name in ("NotoSerifSC-Regular.ttf", "NotoSansSC-Regular-GBK.ttf"):
        missing = [char for char in rare if ord(char) not in TrueType(BUNDLE / name).glyphs]
        assert missing == [], name
