"""One dated fact: its dates, and when it holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from edudesk.base.errors import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One dated fact of one teacher; without id it is not stored yet.

    begins, ends: first and last ISO month or day on which it holds; begins "" = always, ends "" = still.
    """

    id: str = ""
    version: int = 0
    teacher_id: str = ""
    begins: str = ""
    ends: str = ""
    remark: str = ""


BASE_FIELDS = tuple(one.name for one in fields(Held))


def holds(row: Held, on: str) -> bool:
    """Whether a fact holds on an ISO day; a month counts whole."""
    return row.begins <= on[: len(row.begins)] and (not row.ends or on[: len(row.ends)] <= row.ends)


def has_begun(row: Held, on: str) -> bool:
    """Whether a fact began by an ISO day; a month counts whole."""
    return row.begins <= on[: len(row.begins)]


def needs(*wanted: tuple[str, str]) -> Callable[[Any], Iterator[FieldProblem]]:
    """The problems of a row that lacks fields: field, sentence."""

    def problems(row: Any) -> Iterator[FieldProblem]:
        for key, sentence in wanted:
            if not getattr(row, key):
                yield FieldProblem(key, sentence)

    return problems


def latest(rows: Sequence[Any], on: str) -> Any | None:
    """Of the rows that hold on a day the one that began last."""
    if len(rows) == 1:
        return rows[0] if holds(rows[0], on) else None
    return max((row for row in rows if holds(row, on)), key=lambda row: row.begins, default=None)
