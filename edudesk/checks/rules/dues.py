"""What waits in the checks: problems to be mended, looked at again or confirmed, checks to be made or published."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.base.due import Due
from edudesk.base.words import shortened, some_of
from edudesk.checks.rows.campaigns import DRAFT, CampaignRow
from edudesk.checks.rows.problems import MENDED, OPEN, PROPOSED, ProblemRow

FEATURE = "检查"
LEDGER, ENTRY, CHECKS = "rectification", "check_entry", "checks"
"""Keys of the pages where it is done."""
SOON_DAYS, LATE_DAYS = 14, 60
"""How early a check is told of, and how long one that was never finished: then nobody waits for it any more."""
STATE = "state:"
"""Before the word of a state: the lines of the ledger that are in it."""
_WAITING = {MENDED: "已提交整改，等待复查", PROPOSED: "检查中发现，等待确认"}
_LATE = "逾期"  # as the ledger calls what nobody mended in time
_EACH = 3  # so many of one check are named one by one
_LONGEST = 28


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with the name of who answers for it, and the title of its check."""

    row: ProblemRow
    owner: str
    check: str


@dataclass(frozen=True, slots=True)
class Left:
    """A check that goes on. left: units still to be looked at, people: whose they are; group: when all are of one."""

    row: CampaignRow
    left: int
    people: int
    group: str


def problem_dues(found: Iterable[Found], waiting: Mapping[str, int], today: date) -> list[Due]:
    """Problems one by one; of a check with more than three that are overdue, or due on one day, those together.

    found: with a deadline that is near or has gone, and the one that waits where there is one alone; waiting: how many
    there are of 已提交整改 and 待确认.
    """
    together: dict[tuple[str, str], list[Found]] = defaultdict(list)
    alone: dict[str, Found] = {}
    told: list[Due] = []
    for one in found:
        if one.row.status in _WAITING:
            alone[one.row.status] = one
        else:
            is_late = one.row.due < today.isoformat()
            together[one.row.campaign_id, "" if is_late else one.row.due].append(one)
    for (_, day), lines in together.items():
        told += map(_one, lines) if len(lines) <= _EACH else [_many(lines, OPEN if day else _LATE)]
    for status, words in _WAITING.items():
        if count := waiting.get(status, 0):
            only = alone.get(status) if count == 1 else None
            told.append(
                Due(
                    text=f"{_who(only)}（{words}）" if only else f"整改：{words}",
                    feature=FEATURE,
                    page=LEDGER,
                    record=only.row.id if only else f"{STATE}{status}",
                    word=f"{count} 个",
                    source="整改台账",
                )
            )
    return told


def _one(one: Found) -> Due:
    return Due(
        text=_who(one),
        feature=FEATURE,
        page=LEDGER,
        record=one.row.id,
        day=one.row.due,
        source=one.check,
    )


def _many(lines: Sequence[Found], state: str) -> Due:
    names = list(dict.fromkeys(one.owner for one in lines if one.owner))
    who = f"（{some_of(names, '人')}）" if names else ""
    return Due(
        text=f"整改：{len(lines)} 个问题还没有整改{who}",
        feature=FEATURE,
        page=LEDGER,
        record=f"{STATE}{state}",
        day=min(one.row.due for one in lines),
        source=lines[0].check,
    )


def _who(one: Found) -> str:
    """整改：周敏华 五（3）班数学，作业错批未复查."""
    about = f"{one.row.classes}{one.row.subject}"
    text = one.row.text if len(one.row.text) <= _LONGEST else f"{one.row.text[: _LONGEST - 1]}…"
    return (
        f"整改：{' '.join(filter(None, (one.owner, about)))}，{text}"
        if one.owner or about
        else f"整改：{text}"
    )


def check_dues(checks: Iterable[Left], today: date) -> list[Due]:
    """Checks with somebody still to be looked at, and drafts that begin soon."""
    first, last = (today + timedelta(days) for days in (-LATE_DAYS, SOON_DAYS))
    told = []
    for one in checks:
        row, is_draft = one.row, one.row.status == DRAFT
        day = row.begins if is_draft else row.ends or row.begins
        has_begun = not is_draft and row.begins <= today.isoformat()
        if day < first.isoformat() or (day > last.isoformat() and not has_begun):
            continue
        if is_draft:
            text = f"{shortened(row.title)}：还没有发布"
        else:
            who = f"{one.people} 人" if one.people else f"{one.left} 个"
            text = f"{shortened(row.title)}：{one.group}{' ' if one.group else ''}{who}待查"
        told.append(
            Due(text=text, feature=FEATURE, page=CHECKS if is_draft else ENTRY, record=row.id, day=day)
        )
    return told
