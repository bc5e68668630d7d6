"""The time of day, in one place so that tests and golden files can stop it, or let it run from another day."""

from datetime import date, datetime, timedelta

_stopped: datetime | None = None
_ahead = timedelta()


def now() -> datetime:
    """This moment with its time zone."""
    return _stopped or datetime.now().astimezone() + _ahead


def today() -> date:
    """The calendar day of now()."""
    return now().date()


def run_from(moment: datetime) -> None:
    """Let the clock run on as if it were moment (with time zone)."""
    global _ahead
    _ahead = moment - datetime.now().astimezone()


def stop_at(moment: datetime | None) -> None:
    """Let the clock stand at moment (with time zone); None lets it run again."""
    global _stopped
    _stopped = moment
