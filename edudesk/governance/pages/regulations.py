"""制度库: the regulations of the school, each with its editions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.governance.pages import REGULATIONS
from edudesk.governance.pages.records import RecordsPage
from edudesk.governance.pages.sections import editions
from edudesk.governance.rows.regulations import (
    FIELDS,
    IN_FORCE,
    REGULATION_COLUMN,
    STANDINGS,
    EditionRow,
    RegulationRow,
)
from edudesk.governance.rules.standing import newest
from edudesk.governance.service.regulations import RegulationService
from edudesk.governance.service.sources import GovernanceSources
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationLine(RegulationRow):
    """A regulation as the table shows it. edition, adopted, adopted_by: of the newest edition."""

    edition: str = ""
    adopted: str = ""
    adopted_by: str = ""


def _edition_name(row: Any) -> str:
    return f"第 {row.number} 版"


class RegulationsPage(RecordsPage):
    """Regulations, field by field."""

    name, title, icon_name = REGULATIONS
    unit = "项制度"
    noun = "制度"
    search_hint = "制度 / 部门…"
    every = REGULATION_COLUMN
    own_files = False
    part_files = True
    told: ClassVar[tuple[str, ...]] = (
        "field", "standing", "department", "keeper", "edition", "adopted", "adopted_by", "remark",
    )  # fmt: skip
    extra: ClassVar[tuple[Column, ...]] = (
        Column("edition", "版次", width=16, is_shown=True, value=lambda row: row.edition),
        Column("adopted", "通过日期", width=26, is_shown=True, value=lambda row: row.adopted),
        Column("adopted_by", "通过会议", width=46, is_shown=True, value=lambda row: row.adopted_by),
    )
    empty: ClassVar[tuple[str, str]] = (
        "制度库里还没有制度。",
        "把现行制度登记进来，每次修订留一个版次：何时、哪次会议通过、改了什么。",
    )

    def rows_of(self, sources: GovernanceSources) -> RegulationService:
        return sources.regulations

    def section(self) -> Section:
        return editions(self.sources)

    def lines(self) -> Sequence[RegulationLine]:
        kept: dict[str, list[EditionRow]] = defaultdict(list)
        for row in self.sources.editions.of():
            kept[row.regulation_id].append(row)
        meetings = {row.id: row.title for row in self.sources.meetings.rows()}
        return [self._line(row, newest(kept[row.id]), meetings) for row in self.sources.regulations.rows()]

    def _line(self, row: RegulationRow, last: EditionRow | None, meetings: dict[str, str]) -> RegulationLine:
        if last is None:
            return RegulationLine(**asdict(row))
        by = meetings.get(last.meeting_id, last.adopted_by)
        return RegulationLine(**asdict(row), edition=_edition_name(last), adopted=last.on, adopted_by=by)

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("standing", "状态", lambda row: row.standing, STANDINGS.words),
            ChoiceChip("field", "类别", lambda row: row.field, FIELDS.words),
        )

    def begins(self) -> Mapping[str, object]:
        return {"standing": IN_FORCE}

    def part_called(self, row: Any) -> str:
        return _edition_name(row)

    def note(self, row: RegulationLine) -> str:
        return " · ".join(filter(None, (row.field, row.standing, row.edition)))

    def show_row(self, row: RegulationLine) -> None:
        drawer: Any = self.drawer
        drawer.parts.section = self.section()  # the meetings to choose from are those of now
        super().show_row(row)
