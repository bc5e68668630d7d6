"""Which file plays which part, and which face prints a character."""

import io
import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from edudesk.base import paths
from edudesk.papers.fonts import Face, FontBook, Role, bundled_fonts, installed_fonts
from tests.tables import each

BUNDLE = paths.shipped("resources", "fonts")
RARE = "喆堃昇犇㛃䶮𬭎"


@each("role", list(Role))
def test_every_role_prints_rare_names_from_the_bundle(role: Role) -> None:
    assert bundled_fonts()[role].missing(RARE) == ""


def test_only_fangsong_has_a_stand_in_and_says_so() -> None:
    remarks = {role: bundled_fonts().remark(role) for role in Role}
    assert [role for role, remark in remarks.items() if remark] == [Role.FANGSONG]
    assert remarks[Role.FANGSONG].startswith("本机没有仿宋字体，仿宋处用宋体代替")


def test_users_folder_wins_over_windows_and_bundle(tmp_path: Path) -> None:
    user, windows = tmp_path / "字体", tmp_path / "Fonts"
    user.mkdir()
    windows.mkdir()
    shutil.copy(BUNDLE / "NotoSansSC-Bold-Common.ttf", windows / "SIMFANG.TTF")
    assert FontBook([user, windows])[Role.FANGSONG].main.path == windows / "SIMFANG.TTF"
    shutil.copy(BUNDLE / "EduKai-GB2312.ttf", user / "仿宋_GB2312.ttf")
    book = FontBook([user, windows])
    assert book[Role.FANGSONG].main.path == user / "仿宋_GB2312.ttf"
    assert book.remark(Role.FANGSONG) == ""


def test_a_file_that_is_no_usable_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "simsun.ttc").write_bytes(b"OTTO" + bytes(200))
    assert FontBook([tmp_path])[Role.SONG].main.path == BUNDLE / "NotoSerifSC-Regular.ttf"


def box(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((500, 700))
    pen.closePath()


def small_font(fs_type: int = 0, with_curves: bool = False) -> FontBuilder:
    """A and 校, 2048 units; with_curves: CFF outlines."""
    builder = FontBuilder(2048, isTTF=not with_curves)
    names = [".notdef", "A", "xiao"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x41: "A", 0x6821: "xiao"})
    if with_curves:
        curves = T2CharStringPen(600, None)
        box(curves)
        builder.setupCFF("Curves", {}, dict.fromkeys(names, curves.getCharString()), {})
    else:
        pen = TTGlyphPen(None)
        box(pen)
        builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics({name: (1024 if name != "xiao" else 2048, 0) for name in names})
    builder.setupHorizontalHeader(ascent=1600, descent=-400)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular", "psName": "Small"})
    builder.setupOS2(fsType=fs_type, sTypoAscender=1600, sTypoDescender=-400)
    builder.setupPost()
    return builder


def test_a_face_tells_its_characters_and_their_widths(tmp_path: Path) -> None:
    small_font(fs_type=4).save(tmp_path / "small.ttf")  # 4: for printing and preview
    face = Face(tmp_path / "small.ttf")
    assert [char for char in "A校B\U0002cb4e" if face.has(char)] == ["A", "校"]
    assert (face.width("A"), face.width("校")) == (0.5, 1.0)


def test_a_face_of_a_collection(tmp_path: Path) -> None:
    collection = TTCollection()
    for _ in range(2):
        stream = io.BytesIO()
        small_font().save(stream)
        stream.seek(0)
        collection.fonts.append(TTFont(stream))
    collection.save(tmp_path / "two.ttc")
    assert Face(tmp_path / "two.ttc", 1).has("校")
    assert not Face(tmp_path / "two.ttc", 7).has("校")


def test_curves_licence_and_damage_are_refused(tmp_path: Path) -> None:
    small_font(with_curves=True).save(tmp_path / "curves.otf")
    small_font(fs_type=2).save(tmp_path / "restricted.ttf")
    small_font(fs_type=0x100).save(tmp_path / "whole.ttf")
    (tmp_path / "cut.ttf").write_bytes((BUNDLE / "EduKai-GB2312.ttf").read_bytes()[:5000])
    (tmp_path / "text.ttf").write_text("这不是字体", encoding="utf-8")
    for name in ("curves.otf", "restricted.ttf", "whole.ttf", "cut.ttf", "text.ttf", "absent.ttf"):
        assert Face(tmp_path / name).truetype is None, name
        assert not Face(tmp_path / name).has("A")


def test_bundle_stays_small_and_knows_the_names() -> None:
    assert sum(path.stat().st_size for path in BUNDLE.glob("*.ttf")) <= 30_000_000
    rare = "喆堃昇犇㛃䶮𬭎𠅤㐱㑇䲟䴙镕玥祎翀甪珺琰瑀𫖯𬀩𬸚𬍛𪟝𫍯𫟹𫄧璟骉骎彧赟晟䏝㭎㴔䥽"
    for name in ("NotoSerifSC-Regular.ttf", "NotoSansSC-Regular-GBK.ttf"):
        face = Face(BUNDLE / name)
        assert [char for char in rare if not face.has(char)] == [], name


def test_characters_fall_back_one_by_one() -> None:
    font = bundled_fonts()[Role.XIAOBIAOSONG]
    runs = [(face.path.name if face else None, text) for face, text in font.runs("王喆的\U0001f600书")]
    assert runs == [
        ("NotoSerifSC-Black-GB2312.ttf", "王"),
        ("NotoSerifSC-Regular.ttf", "喆"),
        ("NotoSerifSC-Black-GB2312.ttf", "的"),
        (None, "\U0001f600"),
        ("NotoSerifSC-Black-GB2312.ttf", "书"),
    ]
    assert font.missing("王喆\U0001f600") == "\U0001f600"


def test_figures_stand_in_line() -> None:
    for role in (Role.SONG, Role.HEI, Role.KAI):
        assert len({bundled_fonts()[role].width(figure) for figure in "0123456789"}) == 1


def test_width_is_a_share_of_the_size() -> None:
    assert bundled_fonts()[Role.SONG].width("龙城小学", 10.5) == pytest.approx(42)


def test_environment_keeps_to_the_bundle() -> None:
    assert installed_fonts() is bundled_fonts()
