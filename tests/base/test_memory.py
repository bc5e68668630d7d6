"""The pause of the garbage collector ends as it began, also with an error or inside another one."""

import gc
from collections.abc import Iterator

import pytest

from edudesk.base.memory import uncollected


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_nothing_is_collected_inside_and_everything_after():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_pause_inside_another_does_not_end_it():
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_ends_the_pause():
    @uncollected()
    def fails() -> None:
        assert not gc.isenabled()
        raise ValueError("broken off")

    for _ in range(2):  # a decorated function may be called again
        with pytest.raises(ValueError, match="broken off"):
            fails()
        assert gc.isenabled()
