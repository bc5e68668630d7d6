"""What papers are made from: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

from edudesk.governance.service.sources import GovernanceSources

if TYPE_CHECKING:
    from edudesk.appraisal.service.appraisals import AnswerService, AppraisalService
    from edudesk.appraisal.service.forms import FormService as AppraisalFormService
    from edudesk.checks.service.campaigns import CampaignService
    from edudesk.checks.service.over_terms import OverTerms
    from edudesk.checks.service.problems import ProblemService
    from edudesk.checks.service.results import ResultService
    from edudesk.checks.service.standards import StandardService
    from edudesk.checks.service.summaries import TermSummaries
    from edudesk.indicators.service.figures import Figures
    from edudesk.indicators.service.kept import SnapshotService
    from edudesk.indicators.service.region import RegionFigures
    from edudesk.plan.service.evaluating import Evaluations
    from edudesk.plan.service.plans import PlanService
    from edudesk.plan.service.proofs import ProofService
    from edudesk.plan.service.reading import WholeService
    from edudesk.projects.service.board import BoardService
    from edudesk.projects.service.dossiers import DossierService
    from edudesk.projects.service.kinds import KindService
    from edudesk.projects.service.projects import ProjectService
    from edudesk.roster.service import TeacherService
    from edudesk.roster.service.doubting import DoubtService
    from edudesk.roster.service.histories import HistoryService
    from edudesk.school.service import SchoolService
    from edudesk.school.service.calendar import DayService, TermService
    from edudesk.school.service.classes import ClassService, StatsService
    from edudesk.store.context import Context
    from edudesk.store.exports import Exports
    from edudesk.store.timeline import Timeline
    from edudesk.submissions.service.asked import AskedService, TextService
    from edudesk.submissions.service.mappings import MappingService
    from edudesk.submissions.service.packs import DueService, PackService
    from edudesk.submissions.service.papers import PaperService
    from edudesk.submissions.service.roster_facts import RosterFacts
    from edudesk.submissions.service.sendings import SendingService
    from edudesk.timetable.service.lessons import BellService, LessonService


class Sources(GovernanceSources, Protocol):
    """The open school as its papers see it. The desk opens it and lies above; nothing here opens a file."""

    context: "Context"
    school: "SchoolService"
    teachers: "TeacherService"
    timeline: "Timeline"
    exports: "Exports"

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
    def stats(self) -> "StatsService":
        """Yearly figures of each 学段."""

    @property
    def histories(self) -> "HistoryService":
        """Dated facts of teachers."""

    @property
    def roster_facts(self) -> "RosterFacts":
        """The roster of a day, shared by pages and papers."""

    @property
    def doubts(self) -> "DoubtService":
        """资料疑点 of teachers."""

    @property
    def lessons(self) -> "LessonService":
        """课程表."""

    @property
    def bells(self) -> "BellService":
        """作息时间."""

    @property
    def campaigns(self) -> "CampaignService":
        """检查安排."""

    @property
    def standards(self) -> "StandardService":
        """检查标准."""

    @property
    def check_problems(self) -> "ProblemService":
        """整改台账."""

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
    def indicators(self) -> "Figures":
        """指标: all figures of a day."""

    @property
    def snapshots(self) -> "SnapshotService":
        """指标快照."""

    @property
    def region(self) -> "RegionFigures":
        """校际差异系数 and the schools beside each other."""

    @property
    def projects(self) -> "ProjectService":
        """项目."""

    @property
    def project_board(self) -> "BoardService":
        """Projects as lines of a list."""

    @property
    def project_kinds(self) -> "KindService":
        """项目类别."""

    @property
    def project_dossiers(self) -> "DossierService":
        """Projects with everything that belongs to them."""

    @property
    def plans(self) -> "PlanService":
        """发展规划."""

    @property
    def plan_wholes(self) -> "WholeService":
        """Plans with everything that belongs to them."""

    @property
    def plan_evaluations(self) -> "Evaluations":
        """Evaluations of plans, live or frozen."""

    @property
    def plan_proofs(self) -> "ProofService":
        """佐证材料 of plans."""

    @property
    def appraisals(self) -> "AppraisalService":
        """办学质量自评."""

    @property
    def appraisal_answers(self) -> "AnswerService":
        """What is said of their lines."""

    @property
    def appraisal_forms(self) -> "AppraisalFormService":
        """自评表."""

    @property
    def packs(self) -> "PackService":
        """Packs of the school's own."""

    @property
    def pack_days(self) -> "DueService":
        """Days of packs that are other than their rules say."""

    @property
    def sendings(self) -> "SendingService":
        """What was sent."""

    @property
    def asked(self) -> "AskedService":
        """报表清单."""

    @property
    def texts(self) -> "TextService":
        """Passages of reports in the school's own words."""

    @property
    def mappings(self) -> "MappingService":
        """What goes where in the bureau's own forms."""

    @property
    def papers(self) -> "PaperService":
        """Official papers of the school."""
