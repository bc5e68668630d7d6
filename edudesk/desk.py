"""The open school with the services of every feature. Knows no Qt: window, commands and tests share it."""

import logging
import shutil
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import edudesk.checks
import edudesk.indicators
import edudesk.projects
import edudesk.submissions
import edudesk.timetable  # noqa: F401  with them their tables and verbs are found
from edudesk.base import files, paths
from edudesk.base.errors import UserError
from edudesk.roster import codes
from edudesk.roster.service import TeacherService
from edudesk.roster.service.installing import CONCERNS, install_own
from edudesk.school.rows import SchoolDraft
from edudesk.school.service import SchoolService
from edudesk.store import backup
from edudesk.store.backups import Backups
from edudesk.store.context import EVERYTHING, Context
from edudesk.store.engine import Store, StoreDamaged
from edudesk.store.exports import Exports
from edudesk.store.schema import open_store
from edudesk.store.timeline import Timeline
from edudesk.store.views import Views

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
    from edudesk.indicators.service.figures import Figures
    from edudesk.indicators.service.kept import RegionService, SettingService, SnapshotService
    from edudesk.projects.service.board import BoardService
    from edudesk.projects.service.changes import ChangeService
    from edudesk.projects.service.course import ActivityService, LevelService, MilestoneService
    from edudesk.projects.service.dossiers import DossierService
    from edudesk.projects.service.evidence import EvidenceService
    from edudesk.projects.service.importing import LedgerService
    from edudesk.projects.service.kinds import KindService
    from edudesk.projects.service.money import BudgetService, SpendingService
    from edudesk.projects.service.people import MemberService, StudioService
    from edudesk.projects.service.pool import RecommendationService, ReviewService
    from edudesk.projects.service.projects import ProjectService
    from edudesk.projects.service.results import DeliverableService, MeasureService, YearlyService
    from edudesk.roster.service.doubting import DoubtService
    from edudesk.roster.service.heads import HeadService
    from edudesk.roster.service.histories import HistoryService
    from edudesk.roster.service.own import LadderService, WordService
    from edudesk.school.service.calendar import DayService, TermService
    from edudesk.school.service.classes import ClassService, StatsService
    from edudesk.school.service.departments import DepartmentService
    from edudesk.store.attachments import Attachments
    from edudesk.submissions.service.asked import AskedService, TextService
    from edudesk.submissions.service.mappings import MappingService
    from edudesk.submissions.service.packs import DueService, PackService
    from edudesk.submissions.service.papers import PaperService
    from edudesk.submissions.service.roster_facts import RosterFacts
    from edudesk.submissions.service.sendings import SendingService
    from edudesk.timetable.service.lessons import BellService, LessonService

log = logging.getLogger(__name__)


class Desk:
    """One school file that is open. path: the file; close it when done."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.context = Context(store)
        self.timeline = Timeline(self.context)
        self.backups = Backups(self.context)
        self.exports = Exports(self.context)
        self.views = Views(self.context)
        self.school = SchoolService(self.context)
        self.teachers = TeacherService(self.context)
        self._install_own(EVERYTHING)
        self.context.listen(self._install_own)

    def _install_own(self, changed: frozenset[str]) -> None:
        """The school's own words and rungs of honours count from now on."""
        if changed & (CONCERNS | EVERYTHING):
            with self.store.transaction() as connection:
                install_own(connection)

    @cached_property
    def attachments(self) -> "Attachments":
        """Photos and other files beside records."""
        from edudesk.store.attachments import Attachments

        return Attachments(self.context)

    @cached_property
    def departments(self) -> "DepartmentService":
        """科室, 教研组, 备课组, 年级组."""
        from edudesk.school.service.departments import DepartmentService

        return DepartmentService(self.context)

    @cached_property
    def terms(self) -> "TermService":
        """Terms of all school years."""
        from edudesk.school.service.calendar import TermService

        return TermService(self.context)

    @cached_property
    def days(self) -> "DayService":
        """Holidays, working days and events of the calendar."""
        from edudesk.school.service.calendar import DayService

        return DayService(self.context)

    @cached_property
    def classes(self) -> "ClassService":
        """Classes of all school years."""
        from edudesk.school.service.classes import ClassService

        return ClassService(self.context)

    @cached_property
    def stats(self) -> "StatsService":
        """Yearly figures of each 学段."""
        from edudesk.school.service.classes import StatsService

        return StatsService(self.context)

    @cached_property
    def histories(self) -> "HistoryService":
        """Dated facts of teachers; made when first asked for, because it brings all kinds along."""
        from edudesk.roster.service.histories import HistoryService

        return HistoryService(self.context)

    @cached_property
    def ladders(self) -> "LadderService":
        """Rungs of honours that the school added."""
        from edudesk.roster.service.own import LadderService

        return LadderService(self.context)

    @cached_property
    def words(self) -> "WordService":
        """Words that the school added to code lists."""
        from edudesk.roster.service.own import WordService

        return WordService(self.context)

    @cached_property
    def heads(self) -> "HeadService":
        """班主任 of a term by class; brings all kinds of dated facts along."""
        from edudesk.roster.service.heads import HeadService

        return HeadService(self.context)

    @cached_property
    def doubts(self) -> "DoubtService":
        """资料疑点 of teachers; brings all kinds of dated facts along."""
        from edudesk.roster.service.doubting import DoubtService

        return DoubtService(self.context)

    @cached_property
    def roster_facts(self) -> "RosterFacts":
        """The roster of a day, shared by pages and papers."""
        from edudesk.submissions.service.roster_facts import RosterFacts

        return RosterFacts(self.context)

    @cached_property
    def lessons(self) -> "LessonService":
        """课程表."""
        from edudesk.timetable.service.lessons import LessonService

        return LessonService(self.context)

    @cached_property
    def bells(self) -> "BellService":
        """作息时间."""
        from edudesk.timetable.service.lessons import BellService

        return BellService(self.context)

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
    def indicators(self) -> "Figures":
        """指标: all figures of a day."""
        from edudesk.indicators.service.figures import Figures

        return Figures(self.context, self.roster_facts.on)

    @cached_property
    def indicator_settings(self) -> "SettingService":
        """指标口径设置."""
        from edudesk.indicators.service.kept import SettingService

        return SettingService(self.context)

    @cached_property
    def snapshots(self) -> "SnapshotService":
        """指标快照."""
        from edudesk.indicators.service.kept import SnapshotService

        return SnapshotService(self.context)

    @cached_property
    def region_schools(self) -> "RegionService":
        """区域学校 of 校际差异系数."""
        from edudesk.indicators.service.kept import RegionService

        return RegionService(self.context)

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
    def deliverables(self) -> "DeliverableService":
        """成果 and awards."""
        from edudesk.projects.service.results import DeliverableService

        return DeliverableService(self.context)

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

    @cached_property
    def packs(self) -> "PackService":
        """Packs of the school's own."""
        from edudesk.submissions.service.packs import PackService

        return PackService(self.context)

    @cached_property
    def pack_days(self) -> "DueService":
        """Days of packs that are other than their rules say."""
        from edudesk.submissions.service.packs import DueService

        return DueService(self.context)

    @cached_property
    def sendings(self) -> "SendingService":
        """What was sent."""
        from edudesk.submissions.service.sendings import SendingService

        return SendingService(self.context)

    @cached_property
    def asked(self) -> "AskedService":
        """报表清单: the forms that were asked for."""
        from edudesk.submissions.service.asked import AskedService

        return AskedService(self.context)

    @cached_property
    def texts(self) -> "TextService":
        """Passages of reports in the school's own words."""
        from edudesk.submissions.service.asked import TextService

        return TextService(self.context)

    @cached_property
    def mappings(self) -> "MappingService":
        """What goes where in the bureau's own forms."""
        from edudesk.submissions.service.mappings import MappingService

        return MappingService(self.context)

    @cached_property
    def papers(self) -> "PaperService":
        """公文写作: official papers of the school."""
        from edudesk.submissions.service.papers import PaperService

        return PaperService(self.context)

    def begin_day(self) -> None:
        """Bring the flat facts of teachers to today (a term began, an honour ran out): asked at opening and hourly.

        A disk that is full must not keep anybody from reading: it is tried again the next time.
        """
        if self.teachers.is_settled():
            return
        try:
            self.histories.keep_day()
        except StoreDamaged:
            raise
        except UserError:
            log.warning("the day was not brought to the roster", exc_info=True)

    @property
    def path(self) -> Path:
        """The school file."""
        assert self.store.path is not None
        return self.store.path

    def close(self) -> None:
        """Let the file go, and what it added to the code lists."""
        codes.install({}, ())
        self.store.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_desk(path: Path, password: str | None = None, *, create: bool = False) -> Desk:
    """Open a school file; an older one is backed up, then brought to the present schema.

    Raises PasswordNeeded, StoreDamaged or UserError. A backup is not opened in place: one change to it and it
    would no longer be the verified copy it is listed as.
    """
    files.check_place(path)
    if paths.is_backup(path):
        raise UserError(
            f"“{path.name}”是一份备份，不能直接打开使用。",
            "请打开学校文件后到“备份与恢复”里恢复它；学校文件已丢失时，请先把备份复制到别的文件夹再打开。",
        )
    store = open_store(
        path,
        password,
        create=create,
        before_upgrade=lambda store: backup.take(store, backup.BEFORE_UPGRADE),
    )
    try:
        desk = Desk(store)
        desk.begin_day()
        return desk
    except BaseException:
        store.close()
        raise


def found_school(path: Path, draft: SchoolDraft, password: str | None = None) -> Desk:
    """Make a new school file and open it. Raises UserError when there is a file already: it may be a school."""
    files.check_place(path)
    if path.exists():
        raise already_there(path)
    desk = open_desk(path, password, create=True)
    try:
        desk.school.found(draft)
    except BaseException:
        desk.close()
        path.unlink(missing_ok=True)
        raise
    return desk


def found_sample(path: Path) -> Desk:
    """Make the file of the sample school 龙城实验小学 with its invented people."""
    from edudesk.roster.sample import sample_teachers, with_gaps
    from edudesk.roster.sample.histories import sample_histories, without_dated
    from edudesk.school import sample

    files.check_place(path)
    # made beside and renamed, so that a stop half-way leaves no sample without people
    part = path.with_name(f"{path.stem}.新建中{path.suffix}")
    if part.exists():
        part.unlink()
    if path.exists():
        raise already_there(path)
    try:
        with found_school(part, sample.sample_school()) as desk:
            desk.terms.add_many("建立示例学期", sample.sample_terms())
            desk.days.add_many("建立示例校历", sample.sample_days())
            desk.classes.add_many("建立示例班级", sample.sample_classes())
            desk.stats.add_many("建立示例年度统计", sample.sample_stats())
            bare = [without_dated(number, one) for number, one in enumerate(sample_teachers())]
            desk.teachers.add_many("建立示例教师", with_gaps(bare))
            teachers = desk.teachers.rows()
            desk.histories.add_every(
                "建立示例发展记录", sample_histories({row.staff_no: row.id for row in teachers})
            )
            heads = {row.name: row.id for row in teachers}
            desk.departments.add_many("建立示例部门", sample.sample_departments(heads))
            _found_timetable(desk)
            _found_checks(desk, heads)
            _found_projects(desk, heads)
            _found_submissions(desk)
        _move_kept(part, path)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        shutil.rmtree(paths.kept_folder(part), ignore_errors=True)
        raise
    return open_desk(path)


def _move_kept(part: Path, path: Path) -> None:
    """What lies beside the file goes along with its new name; the same bytes may be there already."""
    there, place = paths.kept_folder(part), paths.kept_folder(path)
    for file in there.glob("*/*"):
        target = place / file.relative_to(there)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    shutil.rmtree(there, ignore_errors=True)


def _found_timetable(desk: Desk) -> None:
    """The week of every class of the sample school, by its 任课, and its bells."""
    from edudesk.school.sample import sample_terms
    from edudesk.timetable.rules.bells import default_bells
    from edudesk.timetable.sample import sample_lessons
    from edudesk.timetable.service.reading import term_plan

    present = desk.school.identity()
    term = next(one for one in sample_terms() if one.school_year == present.school_year)
    plan = term_plan(desk.context, term.school_year, term.term)
    desk.bells.add_many("建立示例作息时间", default_bells(present.stage, term.school_year, term.term))
    lessons = sample_lessons(term.school_year, term.term, plan.classes, plan.taught, plan.heads)
    desk.lessons.add_many("建立示例课程表", lessons)


def _found_checks(desk: Desk, people: dict[str, str]) -> None:
    """Checks of the sample school with their sheets. people: id by name."""
    from edudesk.checks.sample import (
        LOOKS_AGAIN,
        sample_allowances,
        sample_checks,
        sample_mended,
        sample_patrols,
        sample_sheets,
    )
    from edudesk.checks.service.planning import proposed

    for check in sample_checks(people):
        row = desk.campaigns.add(check.draft)
        desk.campaigns.publish(row.id, proposed(desk.context, row))
        units = desk.campaigns.units(row.id)
        desk.sheets.record(row.id, sample_sheets(check, units, desk.check_forms.every()))
        for state in check.states:
            desk.campaigns.move(row.id, state)
        lines = [one for one in desk.check_problems.since("") if one.campaign_id == row.id]
        desk.check_problems.confirm([one.id for one in lines if check.is_past])
        again = people.get(LOOKS_AGAIN, LOOKS_AGAIN)
        mended = sample_mended(check, [one.id for one in lines if one.owner_id != again])
        if mended:
            desk.check_problems.close_many(mended, on=check.again_on, again=again)
    desk.patrols.add_many("登记示例巡课", sample_patrols(people))
    desk.allowances.add_many("登记示例免检与加分", sample_allowances(people))


def _found_projects(desk: Desk, people: dict[str, str]) -> None:
    """Projects of the sample school with their records. people: id by name."""
    from edudesk.projects.rows.people import StudioScoreDraft
    from edudesk.projects.sample import sample_files, sample_projects, sample_texts, studio_scores
    from edudesk.roster.rules import is_present

    present = [row.id for row in desk.teachers.rows() if is_present(row)]
    desk.projects.begin_many("建立示例项目", sample_projects(people, present))
    ids = {row.title: row.id for row in desk.projects.rows()}
    for title, texts in sample_texts().items():
        desk.projects.write(ids[title], texts)
    members = {(row.project_id, row.name): row.id for row in desk.project_members.of()}
    desk.studio_scores.add_many(
        "建立示例成员考核",
        [
            StudioScoreDraft(
                project_id=ids[title], member_id=members[ids[title], name], year=year, counts=counts
            )
            for title, name, year, counts in studio_scores()
        ],
    )
    proofs = {(row.project_id, row.title): row.id for row in desk.evidence.of()}
    for title, proof, name, content in sample_files():
        desk.evidence.keep_files(proofs[ids[title], proof], [desk.attachments.keep(name, content)])


def _found_submissions(desk: Desk) -> None:
    """Forms the sample school was asked for, and what it wrote."""
    from edudesk.submissions.sample import sample_asked, sample_papers

    for form in sample_asked():
        row = desk.asked.add(form.draft)
        if form.template is not None:
            desk.asked.keep_template(row.id, form.template.name, form.template.read_bytes(), form.mapping)
    desk.papers.add_many("建立示例公文", sample_papers())


def already_there(path: Path) -> UserError:
    """A new file is never made over an old one: it may be somebody's school."""
    return UserError(f"“{path.name}”已经存在，没有新建学校。", "请换一个文件名；原来的文件没有改动。")
