"""The preview of old record sheets to be imported. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edudesk.checks.forms.points import plain
from edudesk.checks.forms.scoring import Score
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.sheets import Filled
from edudesk.roster.intake.values import Preview, RowState


@dataclass(frozen=True)
class CheckFacts:
    """A check as its records are read. sheets: that are there; people: name -> ids of those in the roster; owners: id of
    a unit -> teacher who answers for it; kind: 学段 or 九年一贯制 of the school; today: ISO day."""

    campaign: CampaignRow
    units: tuple[UnitRow, ...]
    forms: Mapping[tuple[str, int], CheckForm]
    sheets: tuple[SheetRow, ...]
    people: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, str]
    kind: str
    today: str

    @property
    def used(self) -> tuple[CheckForm, ...]:
        """The forms of its units."""
        return tuple(
            self.forms[key] for key in dict.fromkeys((one.form, one.form_version) for one in self.units)
        )


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of the file. row: as Excel counts; name: as it is written there; unit: whom it is about, None = nobody;
    filled: the sheet it means; score: of that."""

    row: int
    state: RowState
    name: str
    unit: UnitRow | None = None
    filled: Filled | None = None
    score: Score | None = None
    sheet: str = ""

    @property
    def said(self) -> dict[str, str]:
        """The row by title."""
        unit, filled, score = self.unit, self.filled, self.score
        found = {"教师": self.name}
        if unit is not None:
            found |= {"学科": unit.subject, "班级": unit.classes}
        if score is not None:
            found |= {"总分": "" if score.value is None else plain(score.value), "等级": score.grade}
        if filled is not None:
            found |= {"检查人": filled.inspector, "检查日期": filled.on}
        return found

    @property
    def words(self) -> str:
        """数学 五（3）班 93.5 优秀 许莉 2026-11-18."""
        return " ".join(text for title, text in self.said.items() if text and title != "教师")


@dataclass(frozen=True)
class RecordPreview(Preview[RecordRow]):
    """The preview of record sheets. campaign_id: the check they belong to; titles: key of a column -> its title; form_of:
    fingerprint of a header -> key of the form it was read by."""

    campaign_id: str = ""
    form_of: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, str]:
        return self.titles

    def row_json(self, row: RecordRow) -> dict[str, object]:
        return {**row.said, "结果": row.state.word}
