"""Code lists: the word we store for whatever a school wrote."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.codes import Code, CodeList, read_code_lists
from edudesk.base.readings import Level, Reading
from tests.tables import each

TITLES = CodeList(
    "职称",
    (
        Code("正高级教师", "J06", ("正高",)),
        Code("高级教师", "J07", ("中学高级", "副高")),
        Code("一级教师"),
        Code("未定级"),
    ),
)
STAGES = CodeList("学段", (Code("小学"), Code("初中")), is_open=False)


@each(
    ("typed", "word", "level"),
    [
        ("高级教师", "高级教师", Level.OK),
        (" 高级 教师\n", "高级教师", Level.OK),
        ("副高", "高级教师", Level.NOTICE),
        ("J06", "正高级教师", Level.NOTICE),
        ("", "", Level.OK),
        ("特级教师", "特级教师", Level.NOTICE),
    ],
)
def test_an_open_list_keeps_what_it_does_not_know(typed: str, word: str, level: Level) -> None:
    reading = TITLES.read(typed)
    assert (reading.value, reading.level) == (word, level)
    assert bool(reading.text) == (level is not Level.OK)


def test_a_closed_list_leaves_the_field_empty_and_says_so() -> None:
    reading = STAGES.read("大学")
    assert (reading.value, reading.level) == ("", Level.WARNING)
    assert reading.text == "学段中没有“大学”，此项留空"


def test_nothing_is_not_a_word_of_a_list() -> None:
    assert TITLES.knows("副高")
    assert not TITLES.knows("")
    assert not TITLES.knows("  ")


def test_words_sort_in_their_own_order_and_strangers_last() -> None:
    words = ["未定级", "特级教师", "正高级教师", "一级教师"]
    assert sorted(words, key=TITLES.order) == ["正高级教师", "一级教师", "未定级", "特级教师"]


def test_a_word_is_never_taken_for_the_spelling_of_another() -> None:
    both = CodeList("党派", (Code("中共党员", "01", ("党员",)), Code("党员", "99")))
    assert both.read("党员").value == "党员"


@pytest.mark.parametrize("typed", ["十 规范从教行为", "十规范从教行为"])
def test_a_word_that_has_a_space_itself_is_known_with_and_without(typed: str) -> None:
    clauses = CodeList("条款", (Code("十 规范从教行为", "10"),))
    assert clauses.knows(typed)
    assert clauses.read(typed) == Reading("十 规范从教行为")


@given(st.text())
def test_reading_what_was_read_says_the_same(text: str) -> None:
    once = TITLES.read(text)
    assert TITLES.read(str(once.value)).value == once.value


def test_lists_are_read_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "codes.toml"
    path.write_text(
        '[gender]\nname = "性别"\nopen = false\nsource = "GB/T 2261.1"\n'
        'codes = [{ word = "男", code = "1", aliases = ["M"] }, "女"]\n',
        encoding="utf-8",
    )
    (gender,) = read_code_lists(path).values()
    assert (gender.name, gender.words, gender.is_open) == ("性别", ("男", "女"), False)
    assert gender.read("M").value == "男"
