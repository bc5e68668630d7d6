"""What the pages are made from: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.projects.service.board import BoardService
    from edudesk.projects.service.changes import ChangeService
    from edudesk.projects.service.course import ActivityService, LevelService, MilestoneService
    from edudesk.projects.service.evidence import EvidenceService
    from edudesk.projects.service.kinds import KindService
    from edudesk.projects.service.money import BudgetService, SpendingService
    from edudesk.projects.service.people import MemberService, StudioService
    from edudesk.projects.service.planned import PlannedService
    from edudesk.projects.service.pool import RecommendationService, ReviewService
    from edudesk.projects.service.projects import ProjectService
    from edudesk.projects.service.results import DeliverableService, MeasureService, YearlyService
    from edudesk.projects.service.standards import StandardService
    from edudesk.school.service import SchoolService
    from edudesk.school.service.departments import DepartmentService
    from edudesk.store.attachments import Attachments
    from edudesk.store.exports import Exports


class ProjectSources(Protocol):
    """The open school as the pages of the projects see it."""

    school: "SchoolService"
    exports: "Exports"

    @property
    def projects(self) -> "ProjectService":
        """Projects and their stages."""

    @property
    def project_board(self) -> "BoardService":
        """All projects at a glance."""

    @property
    def project_kinds(self) -> "KindService":
        """项目类别."""

    @property
    def project_standards(self) -> "StandardService":
        """评分标准."""

    @property
    def project_levels(self) -> "LevelService":
        """级别变化."""

    @property
    def project_changes(self) -> "ChangeService":
        """变更, 延期, 撤项."""

    @property
    def project_milestones(self) -> "MilestoneService":
        """Days of the school's own."""

    @property
    def project_activities(self) -> "ActivityService":
        """启动, 研讨, 展示 …"""

    @property
    def project_members(self) -> "MemberService":
        """Who works on a project."""

    @property
    def project_budget(self) -> "BudgetService":
        """预算."""

    @property
    def project_spending(self) -> "SpendingService":
        """支出."""

    @property
    def planned_results(self) -> "PlannedService":
        """预期成果."""

    @property
    def deliverables(self) -> "DeliverableService":
        """成果 and awards."""

    @property
    def yearly_reviews(self) -> "YearlyService":
        """年度考核."""

    @property
    def project_measures(self) -> "MeasureService":
        """绩效指标."""

    @property
    def studio_scores(self) -> "StudioService":
        """成员考核 of a studio."""

    @property
    def evidence(self) -> "EvidenceService":
        """佐证材料."""

    @property
    def project_reviews(self) -> "ReviewService":
        """校内论证."""

    @property
    def recommendations(self) -> "RecommendationService":
        """推荐排序 and 公示."""

    @property
    def departments(self) -> "DepartmentService":
        """科室 among others."""

    @property
    def attachments(self) -> "Attachments":
        """Files beside records."""
