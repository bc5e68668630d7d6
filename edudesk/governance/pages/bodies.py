"""机构与成员: 教代会, 校务会, 家委会 … with who sits in them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import ClassVar

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.governance.pages import BODIES
from edudesk.governance.pages.records import RecordsPage
from edudesk.governance.pages.sections import seats
from edudesk.governance.rows.bodies import BODY_COLUMN, BODY_KINDS, BodyRow, SeatRow
from edudesk.governance.rules.standing import sitting
from edudesk.governance.service.bodies import BodyService
from edudesk.governance.service.sources import GovernanceSources
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine(BodyRow):
    """A body as the table shows it. count: who sits in it today; term: 第三届, the newest that is written."""

    count: int | None = None
    term: str = ""


class BodiesPage(RecordsPage):
    """Bodies, those that exist first."""

    name, title, icon_name = BODIES
    unit = "个机构"
    noun = "机构"
    search_hint = "机构 / 负责人…"
    every = BODY_COLUMN
    own_files = False
    told: ClassVar[tuple[str, ...]] = (
        "kind", "chair", "founded", "term_years", "term", "meets", "duties", "ended", "remark",
    )  # fmt: skip
    extra: ClassVar[tuple[Column, ...]] = (
        Column("term", "现届", width=18, is_shown=True, value=lambda row: row.term),
        Column("count", "现有成员", Kind.INT, 16, is_shown=True, value=lambda row: row.count),
    )
    empty: ClassVar[tuple[str, str]] = (
        "还没有登记机构。",
        "先登记教代会、校务会、家委会，再记它们的成员和会议。",
    )

    def rows_of(self, sources: GovernanceSources) -> BodyService:
        return sources.bodies

    def section(self) -> Section:
        return seats(self.choosing)

    def lines(self) -> Sequence[BodyLine]:
        of_body: dict[str, list[SeatRow]] = defaultdict(list)
        for row in self.sources.body_seats.of():
            of_body[row.body_id].append(row)
        today = clock.today().isoformat()
        return [self._line(row, sitting(of_body[row.id], today)) for row in self.sources.bodies.rows()]

    def _line(self, row: BodyRow, members: Sequence[SeatRow]) -> BodyLine:
        last = max(members, key=lambda one: (one.begins, one.id), default=None)
        return BodyLine(**asdict(row), count=len(members) or None, term=last.term if last else "")

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("kind", "类别", lambda row: row.kind, BODY_KINDS.words),
            ToggleChip("ended", "已撤销", lambda row: bool(row.ended)),
        )

    def note(self, row: BodyLine) -> str:
        count = f"成员 {row.count} 人" if row.count else ""
        return " · ".join(filter(None, (row.kind, row.term, count)))
