"""Names are spelled as people say them, and found by what a clerk types."""

import time

from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.pinyin import rank, spell
from tests.tables import each


@each(
    ("name", "pinyin", "initials"),
    [
        ("周敏华", "zhou min hua", "zmh"),
        ("单雄信", "shan xiong xin", "sxx"),
        ("仇英", "qiu ying", "qy"),
        ("曾国庆", "zeng guo qing", "zgq"),
        ("解缙", "xie jin", "xj"),
        ("查良镛", "zha liang yong", "zly"),
        ("区大伟", "ou da wei", "odw"),
        ("朴正熙", "piao zheng xi", "pzx"),
        ("缪红", "miao hong", "mh"),
        ("盖丽丽", "ge li li", "gll"),
        ("翟天临", "zhai tian lin", "ztl"),
        ("乐嘉", "yue jia", "yj"),
        ("覃小兰", "qin xiao lan", "qxl"),
        ("种师道", "chong shi dao", "csd"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("尉健行", "wei jian xing", "wjx"),
        ("万俟卨", "mo qi xie", "mqx"),
        ("长孙无忌", "zhang sun wu ji", "zswj"),
        ("单于", "shan yu", "sy"),
        ("吕后", "lv hou", "lh"),
        ("王㛃", "wang jie", "wj"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti", "ayglmmt"),
        ("John Smith", "john smith", "js"),
        ("", "", ""),
    ],
)
def test_name_is_read_as_a_name(name: str, pinyin: str, initials: str) -> None:
    assert spell(name) == (pinyin, initials)


def test_character_without_reading_stands_for_itself() -> None:
    pinyin, initials = spell("王\U000323af明")  # the last character of Unicode's newest CJK block
    assert pinyin == "wang \U000323af ming"
    assert initials == "w\U000323afm"


@each(
    ("query", "fit"),
    [
        ("", 1),
        ("周敏华", 0),
        ("zhouminhua", 0),
        ("zhou min hua", 0),
        ("ZHOU MIN HUA", 0),
        ("ｚｈｏｕ", 1),
        ("周", 1),
        ("周敏", 1),
        ("zhou", 1),
        ("zhoum", 1),
        ("z", 1),
        ("zmh", 2),
        ("zm", 2),
        ("zhoumh", 2),
        ("zhoumhua", 2),
        ("zminhua", 2),
        ("敏", 3),
        ("minhua", 3),
        ("mh", 3),
        ("hua", 3),
        ("ua", None),  # the middle of a syllable is not what anybody types
        ("zhua", None),
        ("zhous", None),
        ("王", None),
        ("zmh1", None),
    ],
)
def test_fit_of_a_query(query: str, fit: int | None) -> None:
    assert rank(query, "周敏华", *spell("周敏华")) == fit


def test_ethnic_name_is_found_without_its_dot() -> None:
    name = "阿依古丽·买买提"
    spelled = spell(name)
    assert rank("阿依古丽买买提", name, *spelled) == 0
    assert rank("阿依古丽·买", name, *spelled) == 1
    assert rank("买买提", name, *spelled) == 3


def test_lv_is_found_however_it_is_typed() -> None:
    assert [rank(query, "吕梅", *spell("吕梅")) for query in ("lvmei", "lümei", "lyumei")] == [0, 0, 0]


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_can_be_spelled_and_searched(name: str, query: str) -> None:
    pinyin, initials = spell(name)
    assert len(pinyin.split(" ")) == len(initials) or not initials
    assert rank(query, name, pinyin, initials) in (0, 1, 2, 3, None)


@given(st.text("周王李欧阳尉迟单敏华晓㛃喆", min_size=1, max_size=4), st.data())
def test_every_way_of_cutting_syllables_finds_the_person(name: str, data: st.DataObject) -> None:
    pinyin, initials = spell(name)
    typed = "".join(part[: data.draw(st.integers(1, len(part)))] for part in pinyin.split(" "))
    assert rank(typed, name, pinyin, initials) in (0, 1, 2)
    assert rank(pinyin, name, pinyin, initials) == 0
    assert rank(initials, name, pinyin, initials) in (0, 1, 2)


def test_two_thousand_people_in_a_few_milliseconds() -> None:
    people = [(name, *spell(name)) for name in ("周敏华", "王建国", "阿依古丽·买买提", "尉迟雨桐")] * 500
    for query in ("z", "zhoumh", "wjg", "敏华"):
        start = time.perf_counter()
        found = sum(rank(query, *person) is not None for person in people)
        assert time.perf_counter() - start < 0.03
        assert found


def test_n_before_yu_is_the_end_of_a_syllable_or_of_a_passport_spelling() -> None:
    for typed, name in (
        ("chenyu", "陈玉"),
        ("linyuan", "林苑"),
        ("lyujie", "吕洁"),
        ("lvjie", "吕洁"),
        ("nyu", "女"),
    ):
        assert rank(typed, name, *spell(name)) == 0
