"""How many lessons should be prepared by a day."""

import pytest

from edudesk.checks.rules.due_counts import due_words
from tests.checks.checking import FORMS


@pytest.mark.parametrize(
    ("came", "on", "words"),
    [
        ("", "2026-11-18", "应备约 104 节（周课时 8）"),
        ("2020-08", "2026-09-01", "应备约 16 节（周课时 8）"),
        ("2026-09-07", "2026-11-18", "应备约 104 节（周课时 8）"),  # the second week is no late arrival
        ("2026-10-19", "2026-11-18", "10月19日到岗，应备约 48 节（周课时 8）"),
        ("2026-11", "2026-11-18", "11月1日到岗，应备约 40 节（周课时 8）"),
        ("2026-12-01", "2026-11-18", ""),
        ("", "2026-08-20", ""),
        ("", "", ""),
    ],
)
def test_lessons_due_are_the_weeks_taught_and_one_ahead(came: str, on: str, words: str) -> None:
    assert due_words(FORMS["BK01"], 8, "2026-08-31", came, on) == words


def test_what_is_not_counted_or_not_known_gives_no_hint() -> None:
    assert due_words(FORMS["TK01"], 8, "2026-08-31", "", "2026-11-18") == ""
    assert due_words(FORMS["BK01"], None, "2026-08-31", "", "2026-11-18") == ""
    assert due_words(FORMS["BK01"], 8, "", "", "2026-11-18") == ""
    assert due_words(FORMS["BK01"], 7.5, "2026-08-31", "", "2026-11-18") == "应备约 98 节（周课时 7.5）"
