"""Services of the project records (项目管理)."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.base import Services

if TYPE_CHECKING:
    from edudesk.projects.service.board import BoardService
    from edudesk.projects.service.changes import ChangeService
    from edudesk.projects.service.course import ActivityService, LevelService, MilestoneService
    from edudesk.projects.service.dossiers import DossierService
    from edudesk.projects.service.evidence import EvidenceService
    from edudesk.projects.service.importing import LedgerService
    from edudesk.projects.service.kinds import KindService
    from edudesk.projects.service.money import BudgetService, SpendingService
    from edudesk.projects.service.people import MemberService, StudioService
    from edudesk.projects.service.planned import PlannedService
    from edudesk.projects.service.pool import RecommendationService, ReviewService
    from edudesk.projects.service.projects import ProjectService
    from edudesk.projects.service.results import DeliverableService, MeasureService, YearlyService
    from edudesk.projects.service.standards import StandardService


class ProjectServices(Services):
    """项目管理."""

    @cached_property
    def projects(self) -> "ProjectService":
        """项目."""
        from edudesk.projects.service.projects import ProjectService

        return ProjectService(self.context)

    @cached_property
    def project_board(self) -> "BoardService":
        """All projects at a glance: lines of the list, what is due, the search."""
        from edudesk.projects.service.board import BoardService

        return BoardService(self.context)

    @cached_property
    def project_kinds(self) -> "KindService":
        """项目类别, shipped and own."""
        from edudesk.projects.service.kinds import KindService

        return KindService(self.context)

    @cached_property
    def project_standards(self) -> "StandardService":
        """评分标准, shipped and own."""
        from edudesk.projects.service.standards import StandardService

        return StandardService(self.context)

    @cached_property
    def project_levels(self) -> "LevelService":
        """级别变化."""
        from edudesk.projects.service.course import LevelService

        return LevelService(self.context)

    @cached_property
    def project_changes(self) -> "ChangeService":
        """变更, 延期, 撤项."""
        from edudesk.projects.service.changes import ChangeService

        return ChangeService(self.context)

    @cached_property
    def project_milestones(self) -> "MilestoneService":
        """节点 of the school's own."""
        from edudesk.projects.service.course import MilestoneService

        return MilestoneService(self.context)

    @cached_property
    def project_activities(self) -> "ActivityService":
        """项目活动."""
        from edudesk.projects.service.course import ActivityService

        return ActivityService(self.context)

    @cached_property
    def project_members(self) -> "MemberService":
        """项目成员."""
        from edudesk.projects.service.people import MemberService

        return MemberService(self.context)

    @cached_property
    def studio_scores(self) -> "StudioService":
        """工作室成员考核."""
        from edudesk.projects.service.people import StudioService

        return StudioService(self.context)

    @cached_property
    def project_budget(self) -> "BudgetService":
        """经费预算."""
        from edudesk.projects.service.money import BudgetService

        return BudgetService(self.context)

    @cached_property
    def project_spending(self) -> "SpendingService":
        """经费支出."""
        from edudesk.projects.service.money import SpendingService

        return SpendingService(self.context)

    @cached_property
    def planned_results(self) -> "PlannedService":
        """预期成果."""
        from edudesk.projects.service.planned import PlannedService

        return PlannedService(self.context)

    @cached_property
    def deliverables(self) -> "DeliverableService":
        """成果 and awards; open lessons that were heard in the checks are offered too."""
        from edudesk.checks.service.open_lessons import lessons_heard
        from edudesk.projects.service.results import DeliverableService

        return DeliverableService(self.context, lessons_heard)

    @cached_property
    def yearly_reviews(self) -> "YearlyService":
        """项目年度考核."""
        from edudesk.projects.service.results import YearlyService

        return YearlyService(self.context)

    @cached_property
    def project_measures(self) -> "MeasureService":
        """绩效指标."""
        from edudesk.projects.service.results import MeasureService

        return MeasureService(self.context)

    @cached_property
    def evidence(self) -> "EvidenceService":
        """佐证材料."""
        from edudesk.projects.service.evidence import EvidenceService

        return EvidenceService(self.context)

    @cached_property
    def project_reviews(self) -> "ReviewService":
        """论证评分."""
        from edudesk.projects.service.pool import ReviewService

        return ReviewService(self.context)

    @cached_property
    def recommendations(self) -> "RecommendationService":
        """推荐排序 and 公示."""
        from edudesk.projects.service.pool import RecommendationService

        return RecommendationService(self.context)

    @cached_property
    def project_ledger(self) -> "LedgerService":
        """项目台账 from a workbook, looked at and imported."""
        from edudesk.projects.service.importing import LedgerService

        return LedgerService(self.context)

    @cached_property
    def project_dossiers(self) -> "DossierService":
        """Projects with everything that belongs to them, for their papers."""
        from edudesk.projects.service.dossiers import DossierService

        return DossierService(self.context)
