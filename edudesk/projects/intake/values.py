"""The preview of a 台账 to be imported. Values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from edudesk.base.columns import printed
from edudesk.projects.intake.columns import LEDGER_COLUMN
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rows.whole import Whole
from edudesk.projects.rules.kinds import Kinds
from edudesk.roster.intake.values import FieldChange, Preview, RowState


@dataclass(frozen=True, slots=True)
class Beside:
    """What is registered beside a project that is there: names of those who lead it and of the 项目组, yuan of the
    budget, stage -> day of its steps, the ends that were granted as 延期."""

    leaders: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    budget: float = 0.0
    days: Mapping[str, str] = field(default_factory=dict)
    extended: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerFacts:
    """The school as a 台账 is read. people: name -> ids of those in the roster; beside: by id of the project; today: ISO
    day."""

    stored: Sequence[ProjectRow]
    kinds: Kinds
    people: Mapping[str, Sequence[str]]
    today: str
    beside: Mapping[str, Beside] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One project of the file. row: as Excel counts; name: its title as the file has it; whole: as importing would leave
    it, of one that is there only what the file says; project_id: of the stored one; changes: of that; values: what the
    file says."""

    row: int
    state: RowState
    name: str
    whole: Whole
    values: Mapping[str, object]
    project_id: str = ""
    changes: tuple[FieldChange, ...] = ()
    sheet: str = ""

    @property
    def words(self) -> str:
        """What would change, else what it is."""
        if self.changes:
            return "；".join(
                f"{LEDGER_COLUMN[one.key].title} {one.before or '（空）'}→{one.after}" for one in self.changes
            )
        draft = self.whole.draft
        return " ".join(filter(None, (draft.level, draft.stage, draft.number)))


@dataclass(frozen=True)
class LedgerPreview(Preview[LedgerRow]):
    """The preview of a 台账."""

    @property
    def fields(self) -> Mapping[str, str]:
        return {key: column.title for key, column in LEDGER_COLUMN.items()}

    def row_json(self, row: LedgerRow) -> dict[str, object]:
        said = {LEDGER_COLUMN[key].title: printed(value) for key, value in row.values.items()}
        return {**said, "结果": row.state.word}
