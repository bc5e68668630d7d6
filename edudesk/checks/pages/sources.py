"""What the pages are made from: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.checks.service.campaigns import CampaignService
    from edudesk.checks.service.forms import FormService
    from edudesk.checks.service.over_terms import OverTerms
    from edudesk.checks.service.patrols import ListeningService, PatrolService
    from edudesk.checks.service.phrases import PhraseService
    from edudesk.checks.service.problems import ProblemService
    from edudesk.checks.service.results import ResultService
    from edudesk.checks.service.sheets import SheetService
    from edudesk.checks.service.standards import StandardService
    from edudesk.checks.service.summaries import TermSummaries
    from edudesk.checks.service.terms import AllowanceService, SchemeService
    from edudesk.roster.service import TeacherService
    from edudesk.school.service import SchoolService
    from edudesk.school.service.calendar import DayService, TermService
    from edudesk.school.service.classes import ClassService
    from edudesk.school.service.departments import DepartmentService
    from edudesk.store.attachments import Attachments
    from edudesk.store.context import Context
    from edudesk.store.exports import Exports


class CheckSources(Protocol):
    """The open school as the pages of the checks see it."""

    context: "Context"
    exports: "Exports"
    school: "SchoolService"
    teachers: "TeacherService"

    @property
    def terms(self) -> "TermService":
        """Terms of all school years."""

    @property
    def days(self) -> "DayService":
        """Days of the calendar."""

    @property
    def classes(self) -> "ClassService":
        """Classes of all school years."""

    @property
    def departments(self) -> "DepartmentService":
        """教研组 among others."""

    @property
    def campaigns(self) -> "CampaignService":
        """检查安排."""

    @property
    def sheets(self) -> "SheetService":
        """检查记录."""

    @property
    def check_forms(self) -> "FormService":
        """表单与评分标准."""

    @property
    def standards(self) -> "StandardService":
        """检查标准: 巡课情况, 应有次数, 听课节数, 政策提示."""

    @property
    def attachments(self) -> "Attachments":
        """Photos and other files beside records."""

    @property
    def check_problems(self) -> "ProblemService":
        """整改台账."""

    @property
    def phrases(self) -> "PhraseService":
        """常用语 as they were used."""

    @property
    def schemes(self) -> "SchemeService":
        """学期量化方案."""

    @property
    def allowances(self) -> "AllowanceService":
        """免检, 不参评, 加分."""

    @property
    def check_results(self) -> "ResultService":
        """学期结果: frozen editions."""

    @property
    def check_summaries(self) -> "TermSummaries":
        """Terms of checks as they stand."""

    @property
    def check_years(self) -> "OverTerms":
        """The checks of ten years in figures."""

    @property
    def patrols(self) -> "PatrolService":
        """巡课登记."""

    @property
    def listening(self) -> "ListeningService":
        """听课笔记."""
