"""The preview of the schools of a region to be imported. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass

from edudesk.base.columns import printed
from edudesk.indicators.rows.stored import REGION_COLUMN, RegionDraft
from edudesk.roster.intake.values import FieldChange, Preview, RowState


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school of the file. row: as Excel counts; draft: as importing would leave it; row_id: of the stored one; changes: of
    that; values: what the file says."""

    row: int
    state: RowState
    draft: RegionDraft
    values: Mapping[str, object]
    row_id: str = ""
    changes: tuple[FieldChange, ...] = ()
    sheet: str = ""

    @property
    def name(self) -> str:
        """Of the school."""
        return self.draft.name

    @property
    def words(self) -> str:
        """What would change, else whose figures they are."""
        if self.changes:
            return "；".join(
                f"{REGION_COLUMN[one.key].title} {printed(one.before) or '（空）'}→{printed(one.after)}"
                for one in self.changes
            )
        pupils = "" if self.draft.pupils is None else f" {self.draft.pupils} 人"
        return f"{self.draft.school_year} {self.draft.stage}{pupils}"


@dataclass(frozen=True)
class RegionPreview(Preview[SchoolRow]):
    """The preview. school_year, stage: of the rows that do not say it."""

    school_year: str = ""
    stage: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        return {key: column.title for key, column in REGION_COLUMN.items()}

    def row_json(self, row: SchoolRow) -> dict[str, object]:
        said = {REGION_COLUMN[key].title: printed(value) for key, value in row.values.items()}
        return {**said, "结果": row.state.word}
