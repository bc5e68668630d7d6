"""Tests over a table of cases that share nothing but their lines: one test for the table, not one for each line."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def each(names: str | tuple[str, ...], cases: Iterable[Any], ids: object = None) -> Callable[[Any], Any]:
    """As pytest.mark.parametrize with all cases in one test, which ends at the first that fails and names it.

    For tests that take the case and no fixture: pytest spends ten times as long on a test as such a case takes.
    """
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = [
        case.values if hasattr(case, "marks") else tuple(case) if len(keys) > 1 else (case,) for case in cases
    ]
    assert table, "no case"

    def declare(test: Callable[..., object]) -> Callable[[], None]:
        def every() -> None:
            for values in table:
                try:
                    test(**dict(zip(keys, values, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(
                        "case: " + ", ".join(f"{k}={v!r}" for k, v in zip(keys, values, strict=True))
                    )
                    raise

        every.__name__, every.__qualname__ = test.__name__, test.__qualname__
        every.__module__, every.__doc__ = test.__module__, test.__doc__
        return every

    return declare
