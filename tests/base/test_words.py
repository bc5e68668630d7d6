"""Pieces of sentences: names in a field."""

import pytest

from edudesk.base.words import as_title, people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("单国平", ("单国平",)),
        ("单国平、李静", ("单国平", "李静")),
        ("单国平，李静；翟红英/万俟㛃", ("单国平", "李静", "翟红英", "万俟㛃")),
        ("单国平　李静 吉𬭎喆", ("单国平", "李静", "吉𬭎喆")),
        ("校长甲、副校长乙", ("校长甲", "副校长乙")),
        ("王　明", ("王　明",)),  # written apart, one
        ("校长 单国平", ("校长 单国平",)),
        ("教导处 李静", ("教导处 李静",)),
        ("John Smith、李静", ("John Smith", "李静")),
        ("李静、李静、", ("李静",)),
    ],
)
def test_names_in_a_field(text: str, names: tuple[str, ...]) -> None:
    assert people_in(text) == names


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        (" 隐患整改率100%。", "隐患整改率100%"),
        ("每月排查一次；", "每月排查一次"),
        ("事故为零。整改到位", "事故为零。整改到位"),
        ("做得怎么样？", "做得怎么样？"),
        ("。", ""),
    ],
)
def test_a_title_does_not_close_like_a_sentence(typed: str, title: str) -> None:
    assert as_title(typed) == title
