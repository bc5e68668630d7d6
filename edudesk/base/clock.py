"""The time of day, in one place so that tests and golden files can stop it."""

from collections.abc import Callable
from datetime import date, datetime

_now: Callable[[], datetime] = lambda: datetime.now().astimezone()  # noqa: E731


def now() -> datetime:
    """This moment with its time zone."""
    return _now()


def today() -> date:
    """The calendar day of now()."""
    return _now().date()


def stop_at(moment: datetime | None) -> None:
    """Let the clock stand at moment (with time zone); None lets it run again."""
    global _now
    if moment is None:
        _now = lambda: datetime.now().astimezone()  # noqa: E731
    else:
        fixed = moment
        _now = lambda: fixed  # noqa: E731
