"""What can be put into the rows of a form: the roster, the ledgers of dated facts. Later features add theirs here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.masking import strictest
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.intake.ledger.words import WHO, ignored_headers, wanted_columns
from edudesk.roster.intake.mapping import match_heads
from edudesk.roster.reports.ledgers import of_line
from edudesk.roster.rows import COLUMN, COLUMNS, IGNORED_HEADERS
from edudesk.roster.rules import is_present
from edudesk.sheets.filling.proposing import Known
from edudesk.sheets.headers import Head, HeaderMatch, match_headers, normalise
from edudesk.submissions.facts import fact_columns, row_columns
from edudesk.submissions.sources import Sources

SEQUENCE = Column("sequence", "序号", Kind.INT, aliases=("编号", "顺序号", "No", "NO", "№", "no"))
_TEACHER = "teacher."
"""Before the key of a column of the roster, in the lists of other things."""


# Headers of forms that want two things in one cell, and the columns of the roster that tell them
_TOGETHER = (
    (re.compile("(?:院校|学校).*专业"), ("first_school", "first_major")),
    (re.compile("(?:院校|学校).*专业"), ("top_school", "top_major")),
    (re.compile("学历.*学位"), ("top_edu", "degree")),
    (re.compile("职称.*[及和与、/].*时间"), ("title", "title_obtained")),
    (re.compile("称号.*[及和与、/].*时间"), ("honour", "honour_date")),
    (re.compile("政治面貌.*[及和与、/].*时间"), ("political", "party_date")),
)


@dataclass(frozen=True)
class FillList:
    """One list. key: on the command line; columns: what its rows can give; match: what the headers of a form
    are taken for; rows: as of a day, of the chosen teachers (None = of all present), in their order."""

    key: str
    title: str
    columns: tuple[Column, ...]
    match: Callable[[Head], tuple[HeaderMatch, ...]]
    ignored: tuple[str, ...]
    rows: Callable[[Sources, date, frozenset[str] | None], Sequence[Any]]

    @property
    def known(self) -> Known:
        """What a form is compared with."""
        return Known(
            self.key, self.columns, self.match, self.ignored, (SEQUENCE, *row_columns()), fact_columns()
        )

    @property
    def choices(self) -> tuple[Column, ...]:
        """Everything a column of a form may be given, in the order a list shows it."""
        return (SEQUENCE, *self.columns, *row_columns())


@cache
def lists() -> tuple[FillList, ...]:
    """Every list, the roster first."""
    return (
        FillList("roster", "教师花名册", (*COLUMNS, *_together()), _match_people, IGNORED_HEADERS, _teachers),
        *(_ledger(kind) for kind in KINDS),
    )


def list_named(word: str) -> FillList:
    """The list of this key or title. Raises UserError when there is none."""
    for one in lists():
        if word in (one.key, one.title):
            return one
    there = "、".join(f"{one.key}（{one.title}）" for one in lists())
    raise UserError(f"没有“{word}”这个名单，没有填写。", f"可以用的名单：{there}。")


@cache
def _together() -> tuple[Column, ...]:
    """The columns of _TOGETHER: 毕业院校及专业, 职称及取得时间."""
    return tuple(_joined(COLUMN[first], COLUMN[second]) for _, (first, second) in _TOGETHER)


def _joined(first: Column, second: Column) -> Column:
    def value(row: Any) -> str:
        parts = [text for column in (first, second) if (text := column.text(row)) and text != "无"]
        dated = second.kind in (Kind.MONTH, Kind.DATE)
        return f"{parts[0]}（{parts[1]}）" if dated and len(parts) == 2 else "".join(parts)

    title = second.full_title.removeprefix(f"{second.parent}·")
    return Column(
        f"{first.key}+{second.key}", f"{first.title}及{title}", width=first.width + second.width, parent=first.parent,
        value=value, privacy=strictest(first.privacy, second.privacy),
    )  # fmt: skip


def _match_people(head: Head) -> tuple[HeaderMatch, ...]:
    """As the import takes the headers; one that names two things gets both."""
    return tuple(
        replace(match, key=_both(match.key, normalise(match.cell.title)))
        for match in match_heads(head, {}, ())
    )


def _both(key: str, title: str) -> str:
    fitting = (pair for wanted, pair in _TOGETHER if key in pair and wanted.search(title))
    return next(("+".join(pair) for pair in fitting), key)


def _teachers(sources: Sources, on: date, chosen: frozenset[str] | None) -> list[Any]:
    return [
        row
        for row in sources.teachers.rows_on(on)
        if is_present(row) and (chosen is None or row.id in chosen)
    ]


def _ledger(kind: HistoryKind) -> FillList:
    own = tuple(
        replace(of_line("held", column), privacy=kind.privacy_of(column), required=False)
        for column in kind.columns
    )
    people = tuple(replace(of_line("teacher", column), key=_TEACHER + column.key) for column in COLUMNS)
    return FillList(
        kind.key, kind.title, (*own, *people), partial(_match_facts, kind), (), partial(_facts, kind)
    )


def _match_facts(kind: HistoryKind, head: Head) -> tuple[HeaderMatch, ...]:
    """As the import of these facts takes the headers, and what it leaves out because the roster knows it."""
    own = match_headers(head, wanted_columns(kind), {}, ignored_headers(kind))
    people = match_heads(head, {}, ())
    found = [replace(one, key=_TEACHER + WHO[one.key]) if one.key in WHO else one for one in own]
    taken = {one.key for one in found}
    return tuple(
        one
        if one.key or not other.key or _TEACHER + other.key in taken
        else replace(other, key=_TEACHER + other.key)
        for one, other in zip(found, people, strict=True)
    )


def _facts(kind: HistoryKind, sources: Sources, on: date, chosen: frozenset[str] | None) -> list[Any]:
    """The facts begun by that day of the teachers present then, by name."""
    present = {row.id: row for row in _teachers(sources, on, chosen)}
    day = on.isoformat()
    return [
        replace(line, teacher=present[line.teacher.id])
        for line in sources.histories.told(kind.key)
        if line.teacher.id in present and line.held.begins <= day[: len(line.held.begins)]
    ]


assert COLUMN["name"].required  # a form's header is found by it
