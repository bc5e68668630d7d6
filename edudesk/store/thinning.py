"""Which automatic backups stay: everything of two days, then 12 daily, 10 weekly, 9 monthly (P14)."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

_STEPS: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda moment: moment.date(), 12),
    (lambda moment: moment.isocalendar()[:2], 10),
    (lambda moment: (moment.year, moment.month), 9),
)


def to_keep(moments: Sequence[datetime], now: datetime) -> set[datetime]:
    """The moments of backups to keep, of those given; the newest one always.

    No clock error may cost a backup (P34): moments after now (the clock was set back) are kept, and age is
    seen from the backup before the newest, so that one made with the clock set forward ages nothing.
    """
    newest_first = sorted(set(moments), reverse=True)
    seen_from = min([now, *newest_first[1:2]])
    recent = [moment for moment in newest_first if moment > seen_from - timedelta(days=2)]
    keep = set(recent) | set(newest_first[:1])
    older = [moment for moment in newest_first if moment not in keep]
    for period_of, limit in _STEPS:
        last_of_period: dict[object, datetime] = {}
        for moment in older:
            last_of_period.setdefault(period_of(moment), moment)
        settled = dict(list(last_of_period.items())[:limit])
        keep.update(settled.values())
        # what is older goes on to the next, longer kind of period
        older = [moment for moment in older if period_of(moment) not in settled]
    return keep
