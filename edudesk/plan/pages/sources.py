"""What the pages are made from: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.governance.service.bodies import BodyService
    from edudesk.governance.service.meetings import MeetingService, ResolutionService
    from edudesk.plan.service.actuals import ActualReader
    from edudesk.plan.service.course import AdjustmentService, OpinionService, StageService
    from edudesk.plan.service.evaluating import Evaluations
    from edudesk.plan.service.goals import GoalService
    from edudesk.plan.service.measures import MeasureService, TargetService
    from edudesk.plan.service.plans import PlanService
    from edudesk.plan.service.proofs import ProofService
    from edudesk.plan.service.reading import WholeService
    from edudesk.plan.service.tasks import NoteService, TaskService
    from edudesk.plan.service.versions import VersionService
    from edudesk.projects.service.projects import ProjectService
    from edudesk.school.service.departments import DepartmentService
    from edudesk.store.attachments import Attachments


class PlanSources(Protocol):
    """The open school as the pages of the plan see it."""

    @property
    def plans(self) -> "PlanService":
        """Plans."""

    @property
    def plan_wholes(self) -> "WholeService":
        """Plans with everything that belongs to them."""

    @property
    def plan_actuals(self) -> "ActualReader":
        """What is live."""

    @property
    def plan_evaluations(self) -> "Evaluations":
        """Attainment."""

    @property
    def plan_stages(self) -> "StageService":
        """Dated stages."""

    @property
    def plan_opinions(self) -> "OpinionService":
        """征求意见, 论证意见."""

    @property
    def plan_adjustments(self) -> "AdjustmentService":
        """调整."""

    @property
    def plan_goals(self) -> "GoalService":
        """Goals."""

    @property
    def plan_tasks(self) -> "TaskService":
        """Tasks."""

    @property
    def plan_notes(self) -> "NoteService":
        """Notes of progress."""

    @property
    def plan_measures(self) -> "MeasureService":
        """观测指标."""

    @property
    def plan_targets(self) -> "TargetService":
        """Their yearly targets."""

    @property
    def plan_proofs(self) -> "ProofService":
        """佐证材料."""

    @property
    def plan_versions(self) -> "VersionService":
        """Kept versions."""

    @property
    def projects(self) -> "ProjectService":
        """项目."""

    @property
    def bodies(self) -> "BodyService":
        """机构."""

    @property
    def meetings(self) -> "MeetingService":
        """会议 of 治理与督导."""

    @property
    def resolutions(self) -> "ResolutionService":
        """决议 of them."""

    @property
    def departments(self) -> "DepartmentService":
        """科室 among others."""

    @property
    def attachments(self) -> "Attachments":
        """Files beside records."""
