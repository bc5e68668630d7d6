"""How a point of the 整改清单 and a resolution stand on a day, and what an inspection or a body comes to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from edudesk.governance.rows.bodies import SeatRow
from edudesk.governance.rows.inspections import CLOSED, IN_HAND, OVERDUE, WAITING, FindingDraft, FindingRow
from edudesk.governance.rows.meetings import PUT_OFF, REFUSED, ResolutionDraft
from edudesk.governance.rows.regulations import EditionRow

DONE, OPEN, NOTHING = "已落实", "落实中", ""


def finding_standing(row: FindingDraft, today: str) -> str:
    """待整改, 整改中 (a measure is written), 逾期 or 已销号, on an ISO day: one that is closed later is still open."""
    if row.closed_on and row.closed_on <= today:
        return CLOSED
    if row.due and row.due < today:
        return OVERDUE
    return IN_HAND if row.measure.strip() else WAITING


def resolution_standing(row: ResolutionDraft, today: str) -> str:
    """已落实, 逾期 or 落实中; "" for one that asks for nothing (nobody, no day) or did not pass."""
    if row.done_on and row.done_on <= today:
        return DONE
    if row.result in (REFUSED, PUT_OFF) or not (row.owner or row.due):
        return NOTHING
    return OVERDUE if row.due and row.due < today else OPEN


class Closing(NamedTuple):
    """The 整改 of one inspection: how many points, closed, overdue."""

    points: int
    closed: int
    overdue: int

    @property
    def words(self) -> str:
        """销号 3/5，逾期 1; "" without points."""
        if not self.points:
            return ""
        late = f"，逾期 {self.overdue}" if self.overdue else ""
        return f"销号 {self.closed}/{self.points}{late}"


NO_POINTS = Closing(0, 0, 0)


def closing(rows: Iterable[FindingRow], today: str) -> Closing:
    """What the points of an inspection come to on an ISO day."""
    standings = [finding_standing(row, today) for row in rows]
    return Closing(len(standings), standings.count(CLOSED), standings.count(OVERDUE))


def sitting(rows: Iterable[SeatRow], today: str) -> list[SeatRow]:
    """Who sits in a body on an ISO day."""
    return [row for row in rows if row.begins <= today and (not row.ends or today <= row.ends)]


def newest(rows: Sequence[EditionRow]) -> EditionRow | None:
    """The edition that holds: the one adopted last, whenever it was entered."""
    return max(rows, key=lambda row: (row.on, row.number), default=None)
