"""A project with everything that belongs to it, as its papers need it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from edudesk.projects.forms.scoring import (
    Judging,
    Part,
    StudioItem,
    channels,
    shipped_judging,
    studio_items,
)
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.course import ActivityRow, ChangeRow, MilestoneRow
from edudesk.projects.rows.evidence import EvidenceRow
from edudesk.projects.rows.money import BudgetRow, SpendingRow
from edudesk.projects.rows.people import LEADER, TEAM, MemberRow, StudioScoreRow
from edudesk.projects.rows.planned import PlannedRow
from edudesk.projects.rows.pool import RecommendationRow, ReviewRow
from edudesk.projects.rows.projects import LevelRow, ProjectRow, StepRow
from edudesk.projects.rows.results import DeliverableRow, MeasureRow, YearlyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One project. Every list in its own order; members: with title, post and phone of the roster where the project
    says none; on: ISO day the papers are made, by which members have left; department, supervisor: names of 责任部门 and 分管领导; texts: key of a passage -> text; files: id of a proof -> how many files lie beside it;
    channels, items: what a year would be judged by now, where nothing of it is stored; judgings: by year, see judging()."""

    project: ProjectRow
    on: str
    kind: ProjectKind
    steps: tuple[StepRow, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    budgets: tuple[BudgetRow, ...] = ()
    spendings: tuple[SpendingRow, ...] = ()
    planned: tuple[PlannedRow, ...] = ()
    results: tuple[DeliverableRow, ...] = ()
    yearly: tuple[YearlyRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    recommendations: tuple[RecommendationRow, ...] = ()
    scores: tuple[StudioScoreRow, ...] = ()
    department: str = ""
    supervisor: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    channels: tuple[Part, ...] = field(default_factory=channels)
    items: tuple[StudioItem, ...] = field(default_factory=studio_items)
    judgings: Mapping[str, Judging] = field(default_factory=dict)

    def judging(self, year: str) -> Judging:
        """What the points of a year come to."""
        return self.judgings.get(year) or shipped_judging()

    @property
    def leaders(self) -> tuple[MemberRow, ...]:
        """Those who lead it now."""
        return tuple(one for one in self.team if one.role == LEADER)

    @property
    def team(self) -> tuple[MemberRow, ...]:
        """项目组 now, in order."""
        return tuple(one for one in self._there() if one.role in TEAM)

    def in_role(self, role: str) -> tuple[MemberRow, ...]:
        """Those in a role now, in order."""
        return tuple(one for one in self._there() if one.role == role)

    def _there(self) -> Iterator[MemberRow]:
        """Who has joined, of a project that is yet to begin also who joins as it does, and has not left."""
        last = max(self.on, self.project.start)
        return (one for one in self.members if one.joined <= last and not one.has_left(self.on))
