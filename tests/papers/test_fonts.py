"""Which file plays which part, and which face prints a character."""

import shutil
from pathlib import Path

import pytest

from edudesk.base import paths
from edudesk.papers.fonts import FontBook, Role, bundled_fonts, installed_fonts

BUNDLE = paths.shipped("resources", "fonts")
RARE = "喆堃昇犇㛃䶮𬭎"


@pytest.mark.parametrize("role", list(Role))
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
