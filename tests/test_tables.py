"""A table of cases in one test goes through all of them, and says which one failed."""

import pytest

from tests.tables import each


def test_the_first_case_that_fails_is_named() -> None:
    tried = []

    @each("number, word", [(1, "一"), (2, "二"), (3, "三")])
    def check(number: int, word: str) -> None:
        tried.append(number)
        assert word != "二"

    with pytest.raises(AssertionError) as told:
        check()
    assert tried == [1, 2]
    assert told.value.__notes__ == ["case: number=2, word='二'"]
