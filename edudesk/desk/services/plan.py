"""Services of the development plan (发展规划)."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.indicators import IndicatorServices

if TYPE_CHECKING:
    from edudesk.plan.service.actuals import ActualReader
    from edudesk.plan.service.course import AdjustmentService, OpinionService, StageService
    from edudesk.plan.service.dues import PlanDues
    from edudesk.plan.service.evaluating import Evaluations
    from edudesk.plan.service.goals import GoalService
    from edudesk.plan.service.importing import OutlineService
    from edudesk.plan.service.measures import MeasureService, TargetService
    from edudesk.plan.service.plans import PlanService
    from edudesk.plan.service.proofs import ProofService
    from edudesk.plan.service.reading import WholeService
    from edudesk.plan.service.reviews import DutyService, JudgementService, ReviewService
    from edudesk.plan.service.schemes import SchemeService
    from edudesk.plan.service.survey import SurveyService
    from edudesk.plan.service.tasks import NoteService, TaskService
    from edudesk.plan.service.text import SectionService, SwotService
    from edudesk.plan.service.versions import VersionService


class PlanServices(IndicatorServices):
    """发展规划, over the indicators."""

    @cached_property
    def plans(self) -> "PlanService":
        """发展规划."""
        from edudesk.plan.service.plans import PlanService

        return PlanService(self.context)

    @cached_property
    def plan_stages(self) -> "StageService":
        """规划阶段."""
        from edudesk.plan.service.course import StageService

        return StageService(self.context)

    @cached_property
    def plan_opinions(self) -> "OpinionService":
        """征求意见 and 论证意见."""
        from edudesk.plan.service.course import OpinionService

        return OpinionService(self.context)

    @cached_property
    def plan_adjustments(self) -> "AdjustmentService":
        """规划调整."""
        from edudesk.plan.service.course import AdjustmentService

        return AdjustmentService(self.context)

    @cached_property
    def plan_goals(self) -> "GoalService":
        """目标."""
        from edudesk.plan.service.goals import GoalService

        return GoalService(self.context)

    @cached_property
    def plan_tasks(self) -> "TaskService":
        """任务."""
        from edudesk.plan.service.tasks import TaskService

        return TaskService(self.context)

    @cached_property
    def plan_notes(self) -> "NoteService":
        """进展记录."""
        from edudesk.plan.service.tasks import NoteService

        return NoteService(self.context)

    @cached_property
    def plan_measures(self) -> "MeasureService":
        """观测指标."""
        from edudesk.plan.service.measures import MeasureService

        return MeasureService(self.context)

    @cached_property
    def plan_targets(self) -> "TargetService":
        """年度目标值 and actuals."""
        from edudesk.plan.service.measures import TargetService

        return TargetService(self.context)

    @cached_property
    def plan_proofs(self) -> "ProofService":
        """佐证材料."""
        from edudesk.plan.service.proofs import ProofService

        return ProofService(self.context)

    @cached_property
    def plan_wholes(self) -> "WholeService":
        """Plans with everything that belongs to them; pages, papers and evaluation share it."""
        from edudesk.plan.service.reading import WholeService

        return WholeService(self.context)

    @cached_property
    def plan_actuals(self) -> "ActualReader":
        """What measures that follow an indicator come to, live."""
        from edudesk.plan.service.actuals import ActualReader

        return ActualReader(self.context, self.indicators.some)

    @cached_property
    def plan_reviews(self) -> "ReviewService":
        """规划评估."""
        from edudesk.plan.service.reviews import ReviewService

        return ReviewService(self.context)

    @cached_property
    def plan_goal_reviews(self) -> "JudgementService":
        """What evaluations say of each goal."""
        from edudesk.plan.service.reviews import JudgementService

        return JudgementService(self.context)

    @cached_property
    def plan_duties(self) -> "DutyService":
        """领导班子任期目标."""
        from edudesk.plan.service.reviews import DutyService

        return DutyService(self.context)

    @cached_property
    def plan_schemes(self) -> "SchemeService":
        """评价方案, shipped and own."""
        from edudesk.plan.service.schemes import SchemeService

        return SchemeService(self.context)

    @cached_property
    def plan_evaluations(self) -> "Evaluations":
        """Evaluations as they stand, live or frozen."""
        from edudesk.plan.service.evaluating import Evaluations

        return Evaluations(self.context, self.plan_wholes, self.plan_actuals.of)

    @cached_property
    def plan_sections(self) -> "SectionService":
        """规划章节."""
        from edudesk.plan.service.text import SectionService

        return SectionService(self.context)

    @cached_property
    def plan_swots(self) -> "SwotService":
        """SWOT 条目."""
        from edudesk.plan.service.text import SwotService

        return SwotService(self.context)

    @cached_property
    def plan_survey(self) -> "SurveyService":
        """校情问卷 results."""
        from edudesk.plan.service.survey import SurveyService

        return SurveyService(self.context)

    @cached_property
    def plan_versions(self) -> "VersionService":
        """规划稿次."""
        from edudesk.plan.service.versions import VersionService

        return VersionService(self.context)

    @cached_property
    def plan_outlines(self) -> "OutlineService":
        """规划文本 that was written elsewhere."""
        from edudesk.plan.service.importing import OutlineService

        return OutlineService(self.context)

    @cached_property
    def plan_dues(self) -> "PlanDues":
        """待办与到期 of the plan in force, and the search in it."""
        from edudesk.plan.service.dues import PlanDues

        return PlanDues(self.context, self.plan_wholes)
