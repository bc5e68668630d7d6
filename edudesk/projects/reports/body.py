"""What a table inside a paper says, and the columns of one that no screen shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.base.columns import Column
from edudesk.projects.reports.facts import plain

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Body:
    """is_grouped, notes as those of a Report; total: a last row, below lines left to write on; blanks: what is open in it, a few words each; doubts: sentences about what
    does not add up, for whoever hands the paper in."""

    columns: Sequence[Column]
    rows: Rows
    notes: tuple[str, ...] = ()
    is_grouped: bool = False
    total: Sequence[object] = ()
    blanks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def columns(*told: tuple[str, float]) -> tuple[Column, ...]:
    """Of text, each (title, width)."""
    return tuple(plain(f"c{place}", title, width) for place, (title, width) in enumerate(told))
