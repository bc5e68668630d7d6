"""Chinese numerals up to 99, both ways."""

from edudesk.base.numerals import from_han, han
from tests.tables import each


@each(("number", "text"), [(0, "〇"), (7, "七"), (10, "十"), (13, "十三"), (20, "二十"), (21, "二十一")])
def test_numbers_are_written_as_they_are_spoken(number: int, text: str) -> None:
    assert han(number) == text


def test_every_number_is_read_back() -> None:
    assert [from_han(han(number)) for number in range(100)] == list(range(100))
    assert from_han("12") == 12
    assert [from_han(text) for text in ("", "甲", "十一二", "二三十")] == [0, 0, 0, 0]
