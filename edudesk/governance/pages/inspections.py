"""督导与整改: inspections with their 整改清单, each point closed by its proof."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.words import shortened
from edudesk.governance.pages import INSPECTIONS
from edudesk.governance.pages.records import RecordsPage
from edudesk.governance.pages.sections import findings
from edudesk.governance.rows.inspections import INSPECTION_COLUMN, INSPECTION_KINDS, FindingRow, InspectionRow
from edudesk.governance.rules.standing import NO_POINTS, Closing, closing
from edudesk.governance.service.inspections import InspectionService
from edudesk.governance.service.sources import GovernanceSources
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.section import Section
from edudesk.kit.theme import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionLine(InspectionRow):
    """An inspection as the table shows it. mended: what its 整改清单 comes to today."""

    mended: Closing = NO_POINTS

    @property
    def is_open(self) -> bool:
        """Something is still to be closed."""
        return self.mended.closed < self.mended.points


class InspectionsPage(RecordsPage):
    """Inspections, the newest first."""

    name, title, icon_name = INSPECTIONS
    unit = "次督导"
    noun = "督导"
    search_hint = "督导 / 单位 / 结论…"
    every = INSPECTION_COLUMN
    part_files = True
    told: ClassVar[tuple[str, ...]] = (
        "on", "ends", "kind", "unit", "people", "scope", "result", "strengths", "doc_no", "reply_due",
        "replied_on", "remark",
    )  # fmt: skip
    extra: ClassVar[tuple[Column, ...]] = (
        Column("mended", "整改", Kind.TAG, 36, is_shown=True, value=lambda row: row.mended.words),
    )
    empty: ClassVar[tuple[str, str]] = (
        "还没有登记督导。",
        "责任督学、专项督导、教学视导记在这里，反馈的问题列成整改清单，凭依据销号。",
    )

    def rows_of(self, sources: GovernanceSources) -> InspectionService:
        return sources.inspections

    def section(self) -> Section:
        return findings(self.offers)

    def lines(self) -> Sequence[InspectionLine]:
        points: dict[str, list[FindingRow]] = defaultdict(list)
        for row in self.sources.findings.of():
            points[row.inspection_id].append(row)
        today = clock.today().isoformat()
        return [
            InspectionLine(**asdict(row), mended=closing(points[row.id], today))
            for row in self.sources.inspections.rows()
        ]

    def chips(self) -> Sequence[Chip]:
        return (
            ToggleChip("open", "整改未完成", lambda row: row.is_open),
            ToggleChip("late", "整改逾期", lambda row: bool(row.mended.overdue)),
            ChoiceChip("kind", "类别", lambda row: row.kind, INSPECTION_KINDS.words),
        )

    def tone(self, row: InspectionLine, column: Column) -> Tone:
        return Tone.BAD if row.mended.overdue else Tone.WARN if row.is_open else Tone.GOOD

    def part_called(self, row: Any) -> str:
        return shortened(row.problem)

    def note(self, row: InspectionLine) -> str:
        return " · ".join(filter(None, (row.kind, row.unit, row.mended.words)))
