"""Services of the routine checks (教学常规检查)."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.base import Services

if TYPE_CHECKING:
    from edudesk.checks.service.campaigns import CampaignService
    from edudesk.checks.service.forms import FormService
    from edudesk.checks.service.importing import RecordService
    from edudesk.checks.service.over_terms import OverTerms
    from edudesk.checks.service.patrols import ListeningService, PatrolService
    from edudesk.checks.service.phrases import PhraseService
    from edudesk.checks.service.problems import ProblemService
    from edudesk.checks.service.results import ResultService
    from edudesk.checks.service.sheets import SheetService
    from edudesk.checks.service.standards import StandardService
    from edudesk.checks.service.summaries import TermSummaries
    from edudesk.checks.service.terms import AllowanceService, SchemeService


class CheckServices(Services):
    """教学常规检查."""

    @cached_property
    def check_forms(self) -> "FormService":
        """表单与评分标准."""
        from edudesk.checks.service.forms import FormService

        return FormService(self.context)

    @cached_property
    def standards(self) -> "StandardService":
        """检查标准: 巡课情况, 应有次数, 听课节数, 政策提示."""
        from edudesk.checks.service.standards import StandardService

        return StandardService(self.context)

    @cached_property
    def campaigns(self) -> "CampaignService":
        """检查安排 and what is to be checked."""
        from edudesk.checks.service.campaigns import CampaignService

        return CampaignService(self.context)

    @cached_property
    def sheets(self) -> "SheetService":
        """检查记录."""
        from edudesk.checks.service.sheets import SheetService

        return SheetService(self.context)

    @cached_property
    def check_problems(self) -> "ProblemService":
        """整改台账."""
        from edudesk.checks.service.problems import ProblemService

        return ProblemService(self.context)

    @cached_property
    def phrases(self) -> "PhraseService":
        """常用语 as they were used."""
        from edudesk.checks.service.phrases import PhraseService

        return PhraseService(self.context)

    @cached_property
    def patrols(self) -> "PatrolService":
        """巡课."""
        from edudesk.checks.service.patrols import PatrolService

        return PatrolService(self.context)

    @cached_property
    def listening(self) -> "ListeningService":
        """听课笔记."""
        from edudesk.checks.service.patrols import ListeningService

        return ListeningService(self.context)

    @cached_property
    def schemes(self) -> "SchemeService":
        """学期量化方案."""
        from edudesk.checks.service.terms import SchemeService

        return SchemeService(self.context)

    @cached_property
    def allowances(self) -> "AllowanceService":
        """免检, 不参评, 加分."""
        from edudesk.checks.service.terms import AllowanceService

        return AllowanceService(self.context)

    @cached_property
    def check_results(self) -> "ResultService":
        """学期结果: frozen editions."""
        from edudesk.checks.service.results import ResultService

        return ResultService(self.context)

    @cached_property
    def check_summaries(self) -> "TermSummaries":
        """Terms of checks as they stand, shared by pages and papers."""
        from edudesk.checks.service.summaries import TermSummaries

        return TermSummaries(self.context)

    @cached_property
    def check_records(self) -> "RecordService":
        """检查记录 from a workbook, looked at and imported."""
        from edudesk.checks.service.importing import RecordService

        return RecordService(self.context)

    @cached_property
    def check_years(self) -> "OverTerms":
        """The checks of ten years in figures."""
        from edudesk.checks.service.over_terms import OverTerms

        return OverTerms(self.context, self.check_summaries)
