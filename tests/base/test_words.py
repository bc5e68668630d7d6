"""Pieces of sentences: names in a field."""

import pytest

from edudesk.base.words import people_in


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
