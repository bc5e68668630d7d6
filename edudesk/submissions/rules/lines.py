"""How the packs of a school year stand, the most urgent first."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from edudesk.school.rows.terms import TermDraft
from edudesk.submissions.rows.lines import PackLine, Standing
from edudesk.submissions.rows.packs import DueDraft, Pack
from edudesk.submissions.rows.sendings import SendingRow
from edudesk.submissions.rules.due import due_day
from edudesk.submissions.rules.packs import rule_of

SOON: Final = 14  # days
_ORDER = (Standing.LATE, Standing.SOON, Standing.EXPORTED, Standing.LATER, Standing.OPEN, Standing.REPORTED)


def pack_lines(
    packs: Iterable[Pack],
    shifts: Sequence[DueDraft],
    sendings: Sequence[SendingRow],
    school_year: str,
    terms: Sequence[TermDraft],
    today: date,
) -> tuple[PackLine, ...]:
    """One line for each pack. sendings: newest first, of all years."""
    lines = []
    for pack in packs:
        due = due_day(rule_of(pack, school_year, shifts), school_year, terms)
        last = next(
            (one for one in sendings if _is_of(one, pack, school_year) and _is_for(one, pack, due)), None
        )
        lines.append(PackLine(pack, due, last, *standing_of(due, last, today)))
    return tuple(sorted(lines, key=lambda line: (_ORDER.index(line.standing), line.due or date.max)))


def _is_of(sending: SendingRow, pack: Pack, school_year: str) -> bool:
    return (sending.pack, sending.subject, sending.school_year) == (pack.key, pack.subject, school_year)


def _is_for(sending: SendingRow, pack: Pack, due: date | None) -> bool:
    """Of a pack by calendar years, whether it went out for the turn of the year that it is due at: one of November is of the
    year before."""
    return due is None or not pack.is_by_calendar or turn_of(sending.made_at) == due.year


def turn_of(day: str) -> int:
    """The calendar year whose beginning an ISO day belongs to, from December on."""
    return int(day[:4]) + (day[5:7] == "12")


def standing_of(due: date | None, last: SendingRow | None, today: date) -> tuple[Standing, str]:
    """How something that is due stands, and in words. last: its newest sending."""
    if last is not None:
        if last.reported_on:
            return Standing.REPORTED, f"已报 {last.reported_on[5:]}"
        return Standing.EXPORTED, f"已导出 {last.made_at[5:10]}"
    if due is None:
        return Standing.OPEN, "无固定日期"
    left = (due - today).days
    if left < 0:
        return Standing.LATE, f"过期 {-left} 天"
    if left <= SOON:
        return Standing.SOON, f"还有 {left} 天" if left else "今天截止"
    return Standing.LATER, "未到期"
