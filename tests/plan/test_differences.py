"""What changed between two versions of a text, and the order and numbers of sections."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from edudesk.plan.rules.differences import Fate, differences, pieces
from edudesk.plan.rules.sections import marked, moved, renumbered


@dataclass(frozen=True)
class One:
    level: int
    heading: str


def told(found):
    return [(one.heading, one.fate) for one in found]


def test_words_that_went_and_came_are_marked():
    found = pieces(
        "区级以上骨干教师达到30%，研究生占比提高。", "区级以上骨干教师达到35%，研究生学历占比提高。"
    )
    assert [(one.fate, one.text) for one in found] == [
        (Fate.SAME, "区级以上骨干教师达到"),
        (Fate.GONE, "30%"),
        (Fate.ADDED, "35%"),
        (Fate.SAME, "，研究生"),
        (Fate.ADDED, "学历"),
        (Fate.SAME, "占比提高。"),
    ]


def test_sections_are_compared_by_their_headings_whatever_their_numbers():
    before = [("一、背景", "有30个班。"), ("二、指导思想", "全面贯彻。"), ("三、目标", "更好。")]
    after = [("一、背景", "有32个班。"), ("二、办学理念", "求真。"), ("三、指导思想", "全面贯彻。")]
    assert told(differences(before, after)) == [
        ("一、背景", Fate.CHANGED),
        ("二、办学理念", Fate.ADDED),
        ("三、指导思想", Fate.CHANGED),
        ("三、目标", Fate.GONE),
    ]
    renamed = differences([("一、发展目标", "更好。")], [("一、总目标", "更好。")])
    assert (renamed[0].fate, renamed[0].was) == (Fate.CHANGED, "一、发展目标")


@given(st.text(alphabet="校训30%，。\na ", max_size=40), st.text(alphabet="校训35%，。\na ", max_size=40))
def test_both_versions_can_be_read_from_the_pieces(before, after):
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.fate is not Fate.ADDED) == before
    assert "".join(one.text for one in found if one.fate is not Fate.GONE) == after


_TEXTS = st.lists(
    st.tuples(
        st.sampled_from(["一、背景", "二、目标", "（一）现状", "保障"]), st.text(alphabet="办学", max_size=3)
    ),
    max_size=6,
)


@given(_TEXTS, _TEXTS)
def test_every_passage_of_both_versions_is_told_once(before, after):
    found = differences(before, after)
    assert [one.heading for one in found if one.fate is not Fate.GONE] == [heading for heading, _ in after]
    assert sum(one.fate is not Fate.ADDED for one in found) == len(before)


@st.composite
def _known(draw):
    """Passages with ids, some of them unknown."""
    texts = draw(_TEXTS)
    ids = draw(st.permutations("abcdefgh"))[: len(texts)]
    return texts, [draw(st.sampled_from([one, one, ""])) for one in ids]


@given(_known(), _known())
def test_passages_with_ids_are_told_once_and_beside_themselves(before, after):
    found = differences(before[0], after[0], (before[1], after[1]))
    assert [one.heading for one in found if one.fate is not Fate.GONE] == [heading for heading, _ in after[0]]
    assert sum(one.fate is not Fate.ADDED for one in found) == len(before[0])


def test_a_chapter_that_is_called_otherwise_and_says_something_else_is_the_same_by_its_id():
    before = [("一、背景", "有30个班。"), ("二、目标", "更好。")]
    after = [("一、愿景", "家门口的好学校。"), ("二、现状分析", "有30个班。")]
    assert [(one.heading, one.was) for one in differences(before, after, (["a", "b"], ["b", "a"]))] == [
        ("一、愿景", "二、目标"),
        ("二、现状分析", "一、背景"),
    ]


def test_headings_count_on():
    rows = [
        One(1, "引言"),
        One(1, "一、背景"),
        One(2, "（一）现状"),
        One(2, "（三）问题"),
        One(1, "三、目标"),
        One(2, "2.1 总目标"),
    ]
    assert renumbered(rows) == {3: "（二）问题", 4: "二、目标"}


def test_a_new_heading_is_counted_as_those_beside_it():
    rows = [One(1, "第一章 背景"), One(1, "目标"), One(2, "现状")]
    assert marked(rows, 1) == "第二章 目标"
    assert marked(rows, 2) == "（一）现状"


_ROWS = st.lists(st.integers(1, 3), min_size=1, max_size=7).map(
    lambda levels: [One(level, str(place)) for place, level in enumerate(levels)]
)


@given(_ROWS, st.data())
def test_a_section_that_goes_up_comes_down_again(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    up = moved(rows, place, -1)
    assert sorted(map(repr, up)) == sorted(map(repr, rows))
    if up != rows:
        at = next(i for i, (a, b) in enumerate(zip(up, rows, strict=True)) if a != b)
        assert moved(up, at, 1) == rows
