"""What was checked in a term, read once: the people, everything beside them, and the line of a teacher that comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.corrections import Correction
from edudesk.checks.rows.patrols import ListeningRow, PatrolRow
from edudesk.checks.rows.problems import CLOSED, ProblemRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rows.terms import AllowanceRow, SchemeDraft
from edudesk.checks.rules.problems import LIVE
from edudesk.checks.rules.results import (
    CheckScore,
    TermScore,
)
from edudesk.checks.rules.taking_part import WHOLE_TERM, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A teacher as a term sees them. group: 教研组 of the main subject; groups: of all subjects; periods: 周课时;
    post: 行政职务; part: whether they are measured."""

    id: str
    name: str
    staff_no: str = ""
    pinyin: str = ""
    group: str = ""
    groups: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    periods: float | None = None
    post: str = ""
    part: Part = WHOLE_TERM


@dataclass(frozen=True, kw_only=True)
class TermFacts:
    """One term of checks. start, end: its first and last day; sheets: drafts are not among them; forms: by key and
    version, all there are; before: teacher id -> kind -> mean in the term before, of those who are 免检 and count with
    it; removed: sheets deleted after 通报; corrected: 更正记录 of units without a sheet, by id; people: who teaches or was
    checked, by id, in the order of lists."""

    school_year: str
    term: str
    start: date
    end: date
    today: date
    scheme: SchemeDraft
    people: Mapping[str, Person]
    campaigns: Sequence[CampaignRow] = ()
    units: Sequence[UnitRow] = ()
    sheets: Sequence[SheetRow] = ()
    forms: Mapping[tuple[str, int], CheckForm] = field(default_factory=dict)
    problems: Sequence[ProblemRow] = ()
    patrols: Sequence[PatrolRow] = ()
    listening: Sequence[ListeningRow] = ()
    allowances: Sequence[AllowanceRow] = ()
    before: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    removed: Sequence[SheetRow] = ()
    corrected: Mapping[str, Sequence[Correction]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherTerm:
    """One teacher in a term. total: None when nothing counts or the teacher is not measured; words: 说明, one each;
    problems: of the 整改台账, those that stand."""

    person: Person
    score: TermScore
    total: Decimal | None
    grade: str
    words: tuple[str, ...] = ()
    problems: tuple[ProblemRow, ...] = ()
    is_ranked: bool = True
    place: int | None = None

    @property
    def id(self) -> str:
        """Of the teacher."""
        return self.person.id

    @property
    def open_problems(self) -> int:
        """Lines that are still to be mended."""
        return sum(problem.status in LIVE for problem in self.problems)

    @property
    def closed_problems(self) -> int:
        """Lines that were 销号."""
        return sum(problem.status == CLOSED for problem in self.problems)

    def check(self, campaign_id: str) -> CheckScore | None:
        """The teacher in one check; None when they were not in it."""
        return next((one for one in self.score.checks if one.campaign.id == campaign_id), None)
