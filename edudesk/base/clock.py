"""The time of day, in one place so that tests and golden files can stop it."""

from datetime import date, datetime

_stopped: datetime | None = None


def now() -> datetime:
    """This moment with its time zone."""
    return _stopped or datetime.now().astimezone()


def today() -> date:
    """The calendar day of now()."""
    return _stopped.date() if _stopped is not None else date.today()  # noqa: DTZ011


def stop_at(moment: datetime | None) -> None:
    """Let the clock stand at moment (with time zone); None lets it run again."""
    global _stopped
    _stopped = moment
