"""Who is due for 交流轮岗, and who went as 骨干教师 (教师〔2014〕4号; E13, E14)."""

from typing import Final

from edudesk.base.dates import months_later
from edudesk.roster.histories.growing import Exchange
from edudesk.roster.rows import TeacherDraft

SETTLED_MONTHS: Final = 72  # at one school, before somebody is due (K)


def is_settled(row: TeacherDraft, day: str, months: int = SETTLED_MONTHS) -> bool:
    """Whether somebody has been at this school that long on an ISO day; a start that is not known is none."""
    start = row.school_start[:7]
    return len(start) == 7 and months_later(start, months)[:7] <= day[:7]


def went_as_backbone(row: TeacherDraft, exchange: Exchange) -> bool:
    """As the exchange says itself; where it says nothing, by the honours of the day."""
    return exchange.was_backbone == "是" or (not exchange.was_backbone and bool(row.honour))


def is_in(exchange: Exchange, first: str, last: str) -> bool:
    """Whether an exchange falls into the ISO months first to last."""
    return exchange.begins[:7] <= last and (not exchange.ends or exchange.ends[:7] >= first)
