"""What waits in the roster: what records lack, 定期注册 and retirement that come, facts that do not go together."""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from edudesk.base.dates import months_later
from edudesk.base.due import Due
from edudesk.base.words import some_of
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.presence import GAPS, gaps_of, is_present
from edudesk.roster.rules.retirement import retires
from edudesk.school.rules.years import is_day

FEATURE, ROSTER = "花名册", "roster"
GAP, READY = "gap:", "ready:"
"""Before a word of rules.GAPS, and before the key of a ready question: the teachers it finds."""
_MONTHS = 3  # so early a month is told of


def roster_dues(rows: Iterable[TeacherRow], doubtful: Collection[str], today: date) -> list[Due]:
    """Of the teachers present. doubtful: ids of those with 资料疑点."""
    present = [row for row in rows if is_present(row)]
    lacking = [(row, set(gaps_of(row))) for row in present]
    told = [
        _waiting(word, [row for row, words in lacking if word in words], f"{GAP}{word}")
        for word, _ in GAPS
        if any(word in words for _, words in lacking)
    ]
    doubts = [row for row in present if row.id in doubtful]
    if doubts:
        told.append(_waiting("资料疑点", doubts, f"{READY}doubtful"))
    told += _by_month(
        "教师资格定期注册", present, lambda row: row.cert_register[:7], "registration_due", today
    )
    # who reached it long ago and is still here is one of the 资料疑点
    told += _by_month("到退休年龄", present, retires, "retires_soon", today, since=today.isoformat()[:7])
    return told


def _waiting(what: str, rows: Sequence[TeacherRow], record: str) -> Due:
    is_one = len(rows) == 1
    return Due(
        text=f"花名册：{rows[0].name} {what}" if is_one else f"花名册：{what}",
        feature=FEATURE,
        page=ROSTER,
        record=rows[0].id if is_one else record,
        word=f"{len(rows)} 人",
    )


def _by_month(
    what: str,
    rows: Sequence[TeacherRow],
    month_of: Callable[[TeacherRow], str],
    ready: str,
    today: date,
    since: str = "",
) -> list[Due]:
    """One line for what comes first, with all that come soon; a word that is no month counts for nothing. since: ISO month."""
    last = months_later(today.isoformat(), _MONTHS)[:7]
    soon = sorted(
        ((month, row) for row in rows if is_day(f"{(month := month_of(row))}-01") and since <= month <= last),
        key=lambda pair: (pair[0], pair[1].name),
    )
    if not soon:
        return []
    return [
        Due(
            text=f"{what}：{some_of([row.name for _, row in soon], '人')}",
            feature=FEATURE,
            page=ROSTER,
            record=soon[0][1].id if len(soon) == 1 else f"{READY}{ready}",
            day=_last_day(soon[0][0]),
        )
    ]


def _last_day(month: str) -> str:
    return f"{month}-{monthrange(int(month[:4]), int(month[5:7]))[1]}"
