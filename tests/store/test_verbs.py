"""Every verb of the program with the right it needs. A new verb is added here, and its right thought about."""

import importlib
import inspect
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import edudesk
from edudesk.appraisal.forms.reading import shipped_forms as shipped_appraisal_forms
from edudesk.appraisal.service.forms import FormService as AppraisalFormService
from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.report import Report
from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.standards import shipped_standards
from edudesk.checks.intake.record_values import RecordPreview
from edudesk.checks.rows.campaigns import Arranged, CampaignDraft, UnitDraft
from edudesk.checks.rows.patrols import ListeningDraft, PatrolDraft
from edudesk.checks.rows.problems import ProblemDraft
from edudesk.checks.rows.sheets import Hit
from edudesk.checks.rows.terms import AllowanceDraft
from edudesk.checks.rules.grid import grid_columns, texts_of
from edudesk.checks.rules.scheme import default_scheme
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.importing import RecordService
from edudesk.checks.service.month import MonthService
from edudesk.checks.service.patrols import ListeningService, PatrolService
from edudesk.checks.service.phrases import PhraseService
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.reading import term_facts
from edudesk.checks.service.results import ResultService
from edudesk.checks.service.sheets import SheetService
from edudesk.checks.service.standards import StandardService
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.indicators.intake.values import RegionPreview
from edudesk.indicators.rules.targets import TargetKey
from edudesk.indicators.service.kept import SettingService
from edudesk.indicators.service.schools import RegionService
from edudesk.plan.forms.reading import shipped_schemes
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rules.asking import AskedGoal, AskedTask
from edudesk.plan.rules.rounds import evaluate_year
from edudesk.plan.service.course import AdjustmentService, StageService
from edudesk.plan.service.goals import GoalService
from edudesk.plan.service.importing import OutlineService
from edudesk.plan.service.measures import MeasureService as PlanMeasureService
from edudesk.plan.service.measures import TargetService
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.proofs import ProofService
from edudesk.plan.service.reading import WholeService
from edudesk.plan.service.reviews import DutyService, JudgementService
from edudesk.plan.service.reviews import ReviewService as PlanReviewService
from edudesk.plan.service.schemes import SchemeService as PlanSchemeService
from edudesk.plan.service.survey import SurveyService
from edudesk.plan.service.tasks import TaskService
from edudesk.plan.service.text import SectionService, SwotService
from edudesk.plan.service.versions import VersionService
from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.forms.standards import shipped_standards as shipped_project_standards
from edudesk.projects.intake.values import LedgerPreview as ProjectLedgerPreview
from edudesk.projects.rows.course import ActivityDraft, Carrying
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.people import MemberDraft, StudioScoreDraft
from edudesk.projects.rows.pool import RecommendationDraft, ReviewDraft
from edudesk.projects.rows.projects import ProjectDraft, StepDraft
from edudesk.projects.rows.results import DeliverableDraft, MeasureDraft
from edudesk.projects.service.board import BoardService
from edudesk.projects.service.changes import ChangeService
from edudesk.projects.service.course import ActivityService
from edudesk.projects.service.dossiers import DossierService
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.importing import LedgerService
from edudesk.projects.service.kinds import KindService
from edudesk.projects.service.people import MemberService, StudioService
from edudesk.projects.service.planned import PlannedService
from edudesk.projects.service.pool import RecommendationService, ReviewService
from edudesk.projects.service.projects import ProjectService, Whole
from edudesk.projects.service.results import DeliverableService, MeasureService
from edudesk.projects.service.standards import StandardService as ProjectStandardService
from edudesk.roster.histories import KIND
from edudesk.roster.histories.careers import Title
from edudesk.roster.intake.ledger.preview import preview_history
from edudesk.roster.intake.ledger.values import LedgerPreview
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.own import TierDraft, WordDraft
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.roster.service.doubting import DoubtService
from edudesk.roster.service.heads import HeadService
from edudesk.roster.service.histories import HistoryService
from edudesk.roster.service.own import LadderService, WordService
from edudesk.roster.tables import Teacher
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.classes import ClassDraft
from edudesk.school.rows.departments import DepartmentDraft
from edudesk.school.rows.stats import StatsDraft
from edudesk.school.rows.terms import DayDraft, TermDraft
from edudesk.school.service import SchoolService
from edudesk.school.service.calendar import DayService, TermService
from edudesk.school.service.classes import ClassService, StatsService
from edudesk.school.service.departments import DepartmentService
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Sheet, Workbook
from edudesk.store import backup
from edudesk.store.attachments import AttachmentRow, Attachments
from edudesk.store.backup import Backup
from edudesk.store.backups import Backups
from edudesk.store.context import Context
from edudesk.store.exports import Exports
from edudesk.store.rights import LOCAL_USER, Actor, Right
from edudesk.store.row_service import RowService
from edudesk.store.schema import open_store
from edudesk.store.timeline import Timeline
from edudesk.store.verbs import VERBS
from edudesk.store.views import Views
from edudesk.submissions.rows.asked import AskedDraft, TextDraft
from edudesk.submissions.rows.packs import DueDraft, PackDraft
from edudesk.submissions.rows.papers import PaperDraft
from edudesk.submissions.rows.sendings import SendingDraft
from edudesk.submissions.service.asked import AskedService, TextService
from edudesk.submissions.service.mappings import MappingService
from edudesk.submissions.service.packs import DueService, PackService
from edudesk.submissions.service.papers import PaperService
from edudesk.submissions.service.sendings import SendingService
from edudesk.timetable.intake.preview import preview_timetable
from edudesk.timetable.intake.values import TimetablePreview
from edudesk.timetable.rows import BellDraft, LessonDraft
from edudesk.timetable.service.lessons import BellService, LessonService
from tests.appraisal import ledgers as appraisal_ledgers
from tests.checks.checking import filled
from tests.data.make_workbooks import HERE
from tests.governance import ledgers as governance_ledgers
from tests.indicators import ledgers as indicator_ledgers
from tests.plan import ledgers as plan_ledgers
from tests.projects import ledgers as project_ledgers
from tests.thorough import in_turn


def _service_modules() -> Iterator[str]:
    """The service of every room: a module, or a package of several."""
    for room in pkgutil.iter_modules(edudesk.__path__):
        name = f"edudesk.{room.name}.service"
        if room.ispkg and (spec := importlib.util.find_spec(name)):
            yield name
            for one in pkgutil.iter_modules(spec.submodule_search_locations or []):
                yield f"{name}.{one.name}"


SERVICES = list(_service_modules())
MODULES = [
    importlib.import_module(n)
    for n in (
        *SERVICES,
        "edudesk.store.timeline",
        "edudesk.store.backups",
        "edudesk.store.exports",
        "edudesk.store.views",
        "edudesk.store.attachments",
    )
]

# the services that keep plain rows (store.row_service) have the same verbs
LEDGERS: dict[str, tuple[str, ...]] = {
    "school": ("department", "term", "day", "class", "stats"),
    "roster": ("ladder", "word"),
    "timetable": ("lesson", "bell"),
    "checks": ("campaign", "problem", "patrol", "listening", "scheme", "allowance"),
    "projects": tuple(project_ledgers.PROJECTS),
    "indicators": tuple(indicator_ledgers.KEPT),
    "governance": tuple(governance_ledgers.GOVERNANCE),
    "appraisal": tuple(appraisal_ledgers.APPRAISAL),
    "plan": tuple(plan_ledgers.PLANS),
    "submissions": ("pack", "due", "asked", "text", "paper"),
}
# who records may change rows, elsewhere who edits
RECORDED = ("problem", "patrol", "listening")
EVERY_LEDGER = {
    "rows": "",
    "get": "",
    "history": "",
    "problems": "",
    "add": "undo",
    "add_many": "undo",
    "change": "undo",
    "try_changes": "",
    "change_many": "undo",
    "put_away": "undo",
    "set_back": "undo",
}
# name -> right, and how it is taken back: "undo", "note" (leaves an entry that cannot be undone), "" (only reads)
TABLE = {
    "school.school.get": ("see_school", ""),
    "school.school.found": ("edit_school", "note"),
    "school.school.save": ("edit_school", "undo"),
    "school.school.propose_year": ("see_school", ""),
    "school.school.roll_over": ("edit_school", "undo"),
    **{
        f"{room}.{noun}.{name}": (
            (f"see_{room}", "") if how == "" else (f"{'record' if noun in RECORDED else 'edit'}_{room}", how)
        )
        for room, nouns in LEDGERS.items()
        for noun in nouns
        for name, how in EVERY_LEDGER.items()
    },
    "roster.teacher.rows": ("see_roster", ""),
    "roster.teacher.rows_on": ("see_roster", ""),
    "roster.teacher.has_any": ("see_roster", ""),
    "roster.teacher.is_settled": ("see_roster", ""),
    "roster.teacher.try_import": ("edit_roster", ""),
    "roster.teacher.binned": ("see_roster", ""),
    "roster.teacher.get": ("see_roster", ""),
    "roster.teacher.history": ("see_roster", ""),
    "roster.teacher.bearers": ("see_roster", ""),
    "roster.teacher.problems": ("edit_roster", ""),
    "roster.teacher.remembered": ("edit_roster", ""),
    "roster.teacher.add": ("edit_roster", "undo"),
    "roster.teacher.add_many": ("edit_roster", "undo"),
    "roster.teacher.change": ("edit_roster", "undo"),
    "roster.teacher.try_changes": ("edit_roster", ""),
    "roster.teacher.change_many": ("edit_roster", "undo"),
    "roster.teacher.retire": ("edit_roster", "undo"),
    "roster.teacher.put_away": ("edit_roster", "undo"),
    "roster.teacher.set_back": ("edit_roster", "undo"),
    "roster.teacher.import_rows": ("edit_roster", "undo"),
    "roster.teacher.dated_facts": ("see_roster", ""),
    "roster.teacher.subject_groups": ("see_roster", ""),
    "roster.teacher.reveal": ("reveal_personal", "note"),
    "roster.history.teachers": ("see_roster", ""),
    "roster.history.kinds": ("see_roster", ""),
    "roster.history.counts": ("see_roster", ""),
    "roster.history.rows": ("see_roster", ""),
    "roster.history.told": ("see_roster", ""),
    "roster.history.of": ("see_roster", ""),
    "roster.history.journal": ("see_roster", ""),
    "roster.history.history": ("see_roster", ""),
    "roster.history.problems": ("edit_roster", ""),
    "roster.history.try_rows": ("edit_roster", ""),
    "roster.history.add": ("edit_roster", "undo"),
    "roster.history.add_many": ("edit_roster", "undo"),
    "roster.history.add_every": ("edit_roster", "undo"),
    "roster.history.change": ("edit_roster", "undo"),
    "roster.history.put_away": ("edit_roster", "undo"),
    "roster.history.set_back": ("edit_roster", "undo"),
    "roster.history.remembered": ("edit_roster", ""),
    "roster.history.seen": ("see_roster", ""),
    "roster.history.import_rows": ("edit_roster", "undo"),
    "roster.history.due": ("see_roster", ""),
    "roster.history.settle_day": ("edit_roster", "note"),
    "roster.head.of": ("see_roster", ""),
    "roster.head.put": ("edit_roster", "undo"),
    "roster.doubt.of": ("see_roster", ""),
    "roster.doubt.every": ("see_roster", ""),
    "timetable.lesson.of_term": ("see_timetable", ""),
    "timetable.lesson.remembered": ("see_timetable", ""),
    "timetable.lesson.import_rows": ("edit_timetable", "undo"),
    "timetable.bell.put": ("edit_timetable", "undo"),
    **{f"projects.{noun}.of": ("see_projects", "") for noun in project_ledgers.PARTS},
    **{f"plan.{noun}.of": ("see_plan", "") for noun in plan_ledgers.PARTS},
    **{f"governance.{noun}.of": ("see_governance", "") for noun in governance_ledgers.PARTS},
    "appraisal.answer.of": ("see_appraisal", ""),
    "appraisal.answer.fill": ("edit_appraisal", "undo"),
    "appraisal.appraisal.begin": ("edit_appraisal", "undo"),
    "appraisal.appraisal.keep_files": ("edit_appraisal", "undo"),
    **{
        f"appraisal.form.{name}": ("see_appraisal", "")
        for name in ("offered", "switched_off", "of", "is_frozen", "free_key")
    },
    "appraisal.form.save": ("edit_appraisal", "undo"),
    "appraisal.form.switch": ("edit_appraisal", "undo"),
    "governance.finding.close": ("edit_governance", "undo"),
    **{
        f"governance.{noun}.keep_files": ("edit_governance", "undo")
        for noun in ("meeting", "edition", "inspection", "finding")
    },
    "plan.whole.of": ("see_plan", ""),
    "plan.section.lay": ("edit_plan", "undo"),
    "plan.survey.fill": ("edit_plan", "undo"),
    "plan.survey.rank": ("edit_plan", "undo"),
    "plan.version.current": ("see_plan", ""),
    "plan.version.keep": ("edit_plan", "undo"),
    "plan.version.restore": ("edit_plan", "undo"),
    "plan.outline.preview": ("see_plan", ""),
    "plan.outline.import_plan": ("edit_plan", "undo"),
    "plan.review.freeze": ("edit_plan", "undo"),
    "plan.review.thaw": ("edit_plan", "undo"),
    "plan.judgement.put": ("edit_plan", "undo"),
    "plan.duty.derive": ("edit_plan", "undo"),
    **{
        f"plan.scheme.{name}": ("see_plan", "")
        for name in ("offered", "of", "versions", "is_frozen", "free_key")
    },
    "plan.scheme.save": ("edit_plan", "undo"),
    "plan.scheme.switch": ("edit_plan", "undo"),
    "plan.plan.go_on": ("edit_plan", "undo"),
    "plan.stage.put": ("edit_plan", "undo"),
    "plan.stage.keep_files": ("edit_plan", "undo"),
    "plan.adjustment.carry_out": ("edit_plan", "undo"),
    "plan.goal.shift": ("edit_plan", "undo"),
    "plan.goal.remove": ("edit_plan", "undo"),
    "plan.measure.put": ("edit_plan", "undo"),
    "plan.task.copy_year": ("edit_plan", "undo"),
    "plan.target.fill": ("edit_plan", "undo"),
    "plan.target.freeze": ("edit_plan", "undo"),
    "plan.target.thaw": ("edit_plan", "undo"),
    "plan.proof.put": ("edit_plan", "undo"),
    "plan.proof.keep_files": ("edit_plan", "undo"),
    "plan.proof.files": ("see_plan", ""),
    **{f"projects.dossier.{name}": ("see_projects", "") for name in ("of", "of_many", "having")},
    **{
        f"projects.board.{name}": ("see_projects", "")
        for name in ("lines", "due", "participation", "dots", "result_counts", "search", "of_teacher")
    },
    "indicators.region.import_rows": ("edit_indicators", "undo"),
    "indicators.region.preview": ("see_indicators", ""),
    "indicators.region.remembered": ("see_indicators", ""),
    "indicators.setting.aim": ("edit_indicators", "undo"),
    "indicators.setting.aims": ("see_indicators", ""),
    "indicators.setting.held": ("see_indicators", ""),
    "indicators.setting.save": ("edit_indicators", "undo"),
    "projects.ledger.preview": ("see_projects", ""),
    "projects.ledger.remembered": ("see_projects", ""),
    "projects.ledger.import_rows": ("edit_projects", "undo"),
    "projects.kind.kinds": ("see_projects", ""),
    "projects.kind.versions": ("see_projects", ""),
    "projects.kind.is_frozen": ("see_projects", ""),
    "projects.kind.free_key": ("see_projects", ""),
    "projects.kind.save": ("edit_project_kinds", "undo"),
    "projects.kind.switch": ("edit_project_kinds", "undo"),
    "projects.kind.adopt": ("edit_projects", "undo"),
    "projects.kind.left_behind": ("see_projects", ""),
    "projects.project.begin": ("edit_projects", "undo"),
    "projects.project.begin_many": ("edit_projects", "undo"),
    "projects.project.steps": ("see_projects", ""),
    "projects.project.check_step": ("see_projects", ""),
    "projects.project.move": ("edit_projects", "undo"),
    "projects.project.correct_step": ("edit_projects", "undo"),
    "projects.project.note_step": ("edit_projects", "undo"),
    "projects.project.drop_step": ("edit_projects", "undo"),
    "projects.project.kind_fit": ("see_projects", ""),
    "projects.project.change_kind": ("edit_projects", "undo"),
    "projects.project.texts": ("see_projects", ""),
    "projects.project.write": ("edit_projects", "undo"),
    "projects.project.warnings": ("see_projects", ""),
    "projects.project.conflicts": ("see_projects", ""),
    "projects.planned.deliver": ("edit_projects", "undo"),
    "projects.standard.now": ("see_projects", ""),
    "projects.standard.versions": ("see_projects", ""),
    "projects.standard.judging": ("see_projects", ""),
    "projects.standard.save": ("edit_project_kinds", "undo"),
    "projects.change.decide": ("edit_projects", "undo"),
    "projects.change.correct": ("edit_projects", "undo"),
    "projects.change.carry_out": ("edit_projects", "undo"),
    "projects.member.arrange": ("edit_projects", "undo"),
    "projects.activity.keep_files": ("edit_projects", "undo"),
    "projects.evidence.put": ("edit_projects", "undo"),
    "projects.evidence.keep_files": ("edit_projects", "undo"),
    "projects.evidence.files": ("see_projects", ""),
    "projects.evidence.documents": ("see_projects", ""),
    "projects.evidence.missing": ("see_projects", ""),
    "projects.evidence.still": ("see_projects", ""),
    "projects.measure.fill": ("edit_projects", "undo"),
    "projects.studio.fill": ("edit_projects", "undo"),
    "projects.review.fill": ("edit_projects", "undo"),
    "projects.recommendation.candidates": ("see_projects", ""),
    "projects.recommendation.years": ("see_projects", ""),
    "projects.recommendation.of_batch": ("see_projects", ""),
    "projects.recommendation.recommend": ("edit_projects", "undo"),
    "projects.recommendation.publish": ("edit_projects", "undo"),
    "projects.measure.sheet": ("see_projects", ""),
    "projects.deliverable.of_teacher": ("see_projects", ""),
    "projects.deliverable.marked": ("see_projects", ""),
    "projects.deliverable.offered": ("see_projects", ""),
    "projects.deliverable.mark": ("edit_projects", "undo"),
    "projects.deliverable.keep_files": ("edit_projects", "undo"),
    "checks.form.versions": ("see_checks", ""),
    "checks.form.every": ("see_checks", ""),
    "checks.form.offered": ("see_checks", ""),
    "checks.form.free_key": ("see_checks", ""),
    "checks.form.is_frozen": ("see_checks", ""),
    "checks.form.is_used": ("see_checks", ""),
    "checks.form.save": ("edit_check_forms", "undo"),
    "checks.form.switch": ("edit_check_forms", "undo"),
    "checks.campaign.units": ("see_checks", ""),
    "checks.campaign.units_of_term": ("see_checks", ""),
    "checks.campaign.last_checked": ("see_checks", ""),
    "checks.campaign.progress": ("see_checks", ""),
    "checks.campaign.is_known": ("see_checks", ""),
    "checks.campaign.corrected_units": ("see_checks", ""),
    "checks.campaign.publish": ("edit_checks", "undo"),
    "checks.campaign.arrange": ("edit_checks", "undo"),
    "checks.campaign.plan": ("edit_checks", "undo"),
    "checks.campaign.move": ("edit_checks", "undo"),
    "checks.campaign.set_unit": ("edit_checks", "undo"),
    "checks.campaign.set_units": ("edit_checks", "undo"),
    "checks.campaign.add_units": ("edit_checks", "undo"),
    "checks.campaign.drop_units": ("edit_checks", "undo"),
    "checks.campaign.take_version": ("edit_checks", "undo"),
    "checks.problem.of_term": ("see_checks", ""),
    "checks.problem.of_sheet": ("see_checks", ""),
    "checks.problem.of_teacher": ("see_checks", ""),
    "checks.problem.live": ("see_checks", ""),
    "checks.problem.overdue": ("see_checks", ""),
    "checks.phrase.used": ("see_checks", ""),
    "checks.standard.now": ("see_checks", ""),
    "checks.standard.lists": ("see_checks", ""),
    "checks.standard.versions": ("see_checks", ""),
    "checks.standard.save": ("edit_check_forms", "undo"),
    "checks.month.latest": ("see_checks", ""),
    "checks.problem.keep_files": ("record_checks", "undo"),
    "checks.problem.close_many": ("record_checks", "undo"),
    "checks.problem.since": ("see_checks", ""),
    "checks.problem.numbers": ("see_checks", ""),
    "checks.problem.put_off": ("record_checks", "undo"),
    "checks.problem.reopen": ("record_checks", "undo"),
    "checks.problem.confirm": ("record_checks", "undo"),
    "checks.problem.mend": ("record_checks", "undo"),
    "checks.problem.look_again": ("record_checks", "undo"),
    "checks.allowance.keep_files": ("edit_checks", "undo"),
    "checks.patrol.between": ("see_checks", ""),
    "checks.patrol.verify": ("edit_checks", "undo"),
    "checks.sheet.of_campaign": ("see_checks", ""),
    "checks.sheet.of_term": ("see_checks", ""),
    "checks.sheet.of_teacher": ("see_checks", ""),
    "checks.sheet.count_of": ("see_checks", ""),
    "checks.sheet.get": ("see_checks", ""),
    "checks.sheet.history": ("see_checks", ""),
    "checks.sheet.draft": ("see_checks", ""),
    "checks.sheet.earlier": ("see_checks", ""),
    "checks.sheet.drafted": ("see_checks", ""),
    "checks.sheet.grid_drafts": ("see_checks", ""),
    "checks.sheet.keep_grid": ("record_checks", ""),  # nor is this
    "checks.sheet.keep_draft": ("record_checks", ""),  # what is being typed is no record yet
    "checks.sheet.submit": ("record_checks", "undo"),
    "checks.sheet.record": ("record_checks", "undo"),
    "checks.record.preview": ("see_checks", ""),
    "checks.record.remembered": ("see_checks", ""),
    "checks.record.import_rows": ("record_checks", "undo"),
    "checks.sheet.decide_veto": ("edit_checks", "undo"),
    "checks.sheet.feed_back": ("record_checks", "undo"),
    "checks.sheet.answer": ("record_checks", "undo"),
    "checks.sheet.settle": ("edit_checks", "undo"),
    "checks.result.editions": ("see_checks", ""),
    "checks.result.of_edition": ("see_checks", ""),
    "checks.result.frozen": ("see_checks", ""),
    "checks.result.freeze": ("edit_checks", "undo"),
    "checks.result.unfreeze": ("edit_checks", "undo"),
    "checks.sheet.put_away": ("edit_checks", "undo"),
    "checks.sheet.removed": ("see_checks", ""),
    "checks.sheet.typed": ("see_checks", ""),
    "submissions.asked.keep_template": ("edit_submissions", "undo"),
    "submissions.asked.template": ("see_submissions", ""),
    "submissions.asked.carry_over": ("edit_submissions", "undo"),
    "submissions.text.write": ("edit_submissions", "undo"),
    "submissions.paper.begin": ("edit_submissions", "undo"),
    "submissions.mapping.find": ("see_school", ""),
    "submissions.mapping.keep": ("export", ""),  # how a form is read leaves no entry
    "submissions.sending.rows": ("see_submissions", ""),
    "submissions.sending.get": ("see_submissions", ""),
    "submissions.sending.keep": ("export", "note"),  # an unmasked pack needs export_personal too
    "submissions.sending.report": ("export", "undo"),
    "submissions.sending.changed_since": ("see_submissions", ""),
    "store.timeline.entries": ("read_journal", ""),
    "store.timeline.head": ("read_journal", ""),
    "store.timeline.bin": ("read_journal", ""),
    "store.timeline.take_back": ("read_journal", "undo"),  # and the right of each table it writes to
    "store.timeline.last": ("see_school", ""),
    "store.timeline.next_steps": ("see_school", ""),
    "store.timeline.is_undone": ("see_school", ""),
    "store.timeline.undo": ("see_school", "undo"),  # and the right of the verb it takes back
    "store.timeline.redo": ("see_school", "undo"),
    "store.exports.latest": ("read_journal", ""),
    "store.exports.exported": ("export", "note"),  # an unmasked list needs export_personal too
    "store.timeline.verify": ("verify", ""),
    "store.views.read": ("see_school", ""),
    "store.views.write": ("see_school", ""),  # how somebody looks at a list leaves no entry
    "store.attachments.of": ("see_attachments", ""),
    "store.attachments.counts": ("see_attachments", ""),
    "store.attachments.content": ("see_attachments", ""),
    "store.attachments.keep": ("edit_attachments", ""),  # bytes that nothing names yet are no record
    "store.attachments.add": ("edit_attachments", "undo"),
    "store.attachments.describe": ("edit_attachments", "undo"),
    "store.attachments.remove": ("edit_attachments", "undo"),
    "store.backups.missing_anchors": ("verify", ""),
    "store.backups.take": ("back_up", "note"),
    "store.backups.taken": ("back_up", "note"),
    "store.backups.listed": ("back_up", ""),
    "store.backups.check": ("verify", ""),
    "store.backups.check_unseen": ("back_up", ""),
    "store.backups.lost_by": ("back_up", ""),
    "store.backups.restore": ("restore", "note"),
}
# public methods that are no verbs, for they only call one
FREE = {
    "Backups.is_due", "SchoolService.identity", "HistoryService.keep_day",
    "EvidenceService.faults",  # a job over views
    "FormService.is_shipped", "KindService.is_shipped", "ListeningService.roles", "ListeningService.list_all",
    "Exports.check", "Exports.leaving",  # ask for the right themselves; what leaves is told by Exports.exported
    "TermReader.facts", "TermReader.days", "TermReader.spans",  # jobs over views
    "Evaluations.of", "Evaluations.of_review", "Evaluations.freeze", "Evaluations.freeze_new", "ActualReader.of", "ActualReader.of_year",
    "PlanDues.plan", "PlanDues.plans", "PlanDues.plan_of", "PlanDues.lines", "PlanDues.dues", "PlanDues.search",
    "TermSummaries.of", "TermSummaries.is_checked", "OverTerms.figures", "OverTerms.of",
    # what was read is kept there; they ask for the right
    "CheckDues.dues", "ProjectDues.dues", "GovernanceDues.dues", "AppraisalDues.dues", "RosterDues.dues", "Figures.of_group",  # jobs over views
    "RosterFacts.on", "Figures.on", "Figures.inputs", "Figures.settings", "Figures.snapshot", "DoingsReader.on",
    "DoingsReader.checked", "DoingsReader.year_ago", "DoingsReader.taught", "DoingsReader.projects",
    "Figures.some",
    "RegionFigures.of", "RegionFigures.own_names", "RegionFigures.put_own",  # of other services' views and verbs
}  # fmt: skip


def services() -> Iterator[type[Any]]:
    for module in MODULES:
        for _, found in inspect.getmembers(module, inspect.isclass):
            is_shared = issubclass(found, RowService) and not hasattr(found, "table")
            # what is private to its module is no service that pages could call
            is_ours = found.__module__ == module.__name__ and not is_shared and found.__name__[0] != "_"
            if is_ours and "context" in inspect.signature(found).parameters:
                yield found


@cache
def methods() -> tuple[tuple[type[Any], str, Callable[..., object]], ...]:
    return tuple(
        (service, name, method)
        for service in services()
        for name, method in inspect.getmembers(service, inspect.isfunction)
        if not name.startswith("__")
    )


def verb_of(service: type[Any], method: str) -> str:
    """Its name in the journal, spelled here a second time: what is stored must not change with the code."""
    noun = service.__name__.removesuffix("Service").lower()
    return f"{service.__module__.split('.')[1]}.{noun}.{method}"


def test_the_table_names_every_verb_with_its_right() -> None:
    declared = {
        verb.name: (verb.right.value, "" if verb.is_read else "undo" if verb.is_undoable else "note")
        for verb in VERBS.values()
        if not verb.name.startswith("office.")  # the tests' own
    }
    assert declared == TABLE


def test_every_public_method_of_a_service_is_a_verb() -> None:
    public = {
        f"{service.__name__}.{name}": verb_of(service, name)
        for service, name, _ in methods()
        if not name.startswith("_") and f"{service.__name__}.{name}" not in FREE
    }
    assert public
    assert {name for name, verb in public.items() if verb not in VERBS} == set()


def test_a_program_just_started_finds_every_verb_of_the_journal() -> None:
    """Undo needs the verb of an entry, though the start imports few services."""
    names = sorted(name for name, (_, how) in TABLE.items() if how)
    code = "import sys, edudesk.desk as _; from edudesk.store.verbs import verb_named; "
    code += "sys.exit(' '.join(name for name in sys.argv[1:] if verb_named(name) is None))"
    missing = subprocess.run(
        [sys.executable, "-c", code, *names], check=False, capture_output=True, text=True, timeout=60
    )
    assert missing.stderr.strip() == ""


def test_what_changes_something_has_a_title_people_understand() -> None:
    for verb in VERBS.values():
        assert verb.is_read or any("\u4e00" <= letter <= "\u9fff" for letter in verb.title), verb.name


@pytest.fixture(scope="module")
def untouched(
    migrated: Callable[[str | None], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Context]:
    """An empty school nobody can change."""
    store = open_store(
        Path(shutil.copy(migrated(None), tmp_path_factory.mktemp("untouched") / "学校.edudesk"))
    )
    yield Context(store)
    store.close()


# the records of a project or a plan have their verbs from one class: those of one kind are tried, the table has all
ALIKE = (
    *(f"projects.{noun}." for noun in project_ledgers.PARTS if noun != "member"),
    *(f"plan.{noun}." for noun in plan_ledgers.PARTS if noun != "goal"),
    *(f"governance.{noun}." for noun in governance_ledgers.PARTS if noun != "finding"),
)
TRIED = sorted(
    name
    for name in TABLE
    if not name.startswith(ALIKE) or name.rpartition(".")[2] not in (*EVERY_LEDGER, "of")
)


@pytest.mark.parametrize("name", TRIED)
def test_without_its_right_a_verb_is_refused_and_leaves_nothing(name: str, untouched: Context) -> None:
    verb = VERBS[name]
    (service, method) = next((s, m) for s, n, m in methods() if verb_of(s, n) == name)
    reader = Context(untouched.store, Actor("实习生", LOCAL_USER.rights - {verb.right}))
    with pytest.raises(UserError) as caught:
        method(service(reader))  # refused before it looks at what it was given
    assert (caught.value.text, caught.value.hint) == (
        "您没有做这件事的权限。",
        "请联系校长或教务处；数据没有改动。",
    )
    assert untouched.head().seq == 0


# --- each verb carried out --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def morning(
    migrated: Callable[[str | None], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Backup]:
    """A school with 李静, and 周敏华 in the recycle bin; its backup lies beside it. Made once."""
    store = open_store(Path(shutil.copy(migrated(None), tmp_path_factory.mktemp("morning") / "学校.edudesk")))
    teachers = TeacherService(Context(store))
    li = teachers.add(TeacherDraft(name="李静", phone="19901990001")).id
    gone = teachers.add(TeacherDraft(name="周敏华"))
    teachers.put_away([gone.id])
    then = backup.take(store)
    store.close()
    return li, then


@pytest.fixture
def day(morning: tuple[str, Backup], tmp_path: Path) -> Iterator["Day"]:
    """The day goes on in a copy of it: what is done now can be undone, unlike what was done before."""
    li, then = morning
    folder = shutil.copytree(then.path.parents[1], tmp_path / "学校")
    store = open_store(folder / "学校.edudesk")
    yield Day(Context(store), li, replace(then, path=folder / then.path.relative_to(then.path.parents[1])))
    store.close()


class Day:
    """A school in the middle of a day's work: two teachers, one changed, one in the recycle bin, one backup."""

    def __init__(self, context: Context, li: str, then: Backup) -> None:
        self.context, self.li, self.then = context, li, then
        self.school, self.teachers = SchoolService(context), TeacherService(context)
        self.histories = HistoryService(context)
        self.doubts, self.heads = DoubtService(context), HeadService(context)
        self.timeline, self.backups, self.exports = Timeline(context), Backups(context), Exports(context)
        self.asked, self.sendings = AskedService(context), SendingService(context)
        self.campaigns, self.sheets = CampaignService(context), SheetService(context)
        self.problems, self.attachments = ProblemService(context), Attachments(context)
        self.results = ResultService(context)
        self.projects = ProjectService(context)
        self.teachers.change(li, {"title": "一级教师"})
        self.mark()

    def title(self) -> str:
        """A dated title of 李静, with another remark now than before."""
        row = self.histories.add("title", Title(teacher_id=self.li, title="一级教师", remark="旧"))
        self.histories.change("title", row, {"remark": "新"})
        self.mark()
        return row

    def check(self, units: Sequence[UnitDraft] = ()) -> "Day":
        """A check, published with units."""
        self.campaign = self.campaigns.add(
            CampaignDraft(kind="BK", title="10月备课检查", school_year=YEAR, term="第一学期")
        ).id
        if units:
            self.campaigns.publish(self.campaign, units)
            self.unit = self.campaigns.units(self.campaign)[0].id
        self.mark()
        return self

    def sheet(self) -> str:
        """A submitted sheet with a veto nobody confirmed."""
        self.check(UNITS)
        row = self.sheets.submit(self.unit, filled(hits=(Hit("V1", "无教案"),)))
        self.mark()
        return row.id

    def records(self) -> RecordPreview:
        """A file with one sheet of a check."""
        self.check(UNITS)
        told = texts_of(OLD, filled())
        columns = [column for column in grid_columns(OLD) if column.key in told]
        head = ("姓名", "检查人", "检查日期", *(column.title for column in columns))
        row = (UNITS[0].name, "许莉", "2026-11-18", *(told[column.key] for column in columns))
        return RecordService(self.context).preview(
            self.campaign, Workbook("csv", (Sheet("记录", (head, row)),)), file="记录.csv"
        )

    def disputed(self) -> str:
        """A sheet its teacher does not agree with."""
        row = self.sheets.answer(self.sheet(), agrees=False, words="第 3 项有进度表")
        self.mark()
        return row.id

    def summary(self) -> TermSummary:
        """A term with one sheet that counts."""
        self.sheet()
        return TermSummary(term_facts(self.context, YEAR, "第一学期"))

    def frozen(self) -> str:
        """A term that is frozen."""
        self.results.freeze(self.summary())
        self.mark()
        return "第一学期"

    def problem(self, status: str = "待确认") -> str:
        """A problem, proposed unless another state is wanted."""
        row = self.problems.add(
            ProblemDraft(text="反思笼统", found_on="2026-11-18", due="2026-11-25", status=status)
        )
        self.mark()
        return row.id

    def closed_problem(self) -> str:
        """A problem that was looked at again and is 销号."""
        row_id = self.problem("待整改")
        self.problems.look_again(row_id, passed=True, on="2026-11-25", again="许莉")
        self.mark()
        return row_id

    def event(self) -> str:
        """An event of a patrol, not yet verified."""
        row = PatrolService(self.context).add(PatrolDraft(day="2026-11-18", code="K1", tenths=5))
        self.mark()
        return row.id

    def allowance(self) -> str:
        """Somebody who is 免检."""
        row = AllowanceService(self.context).add(DRAFTS["allowance"][1])  # type: ignore[arg-type]
        self.mark()
        return row.id

    def form(self) -> str:
        """A form that was asked for, with its workbook."""
        row = self.asked.add(AskedDraft(school_year=YEAR, title="教师基本情况"))
        self.asked.keep_template(row.id, "旧.xlsx", b"PK old")
        self.mark()
        return row.id

    def photo(self) -> AttachmentRow:
        """A photo beside 李静."""
        self.attachments.add(Teacher, self.li, [self.attachments.keep("照片.jpg", b"jpeg")])
        self.mark()
        return self.attachments.of([self.li])[self.li][0]

    def sent(self) -> str:
        """A pack that was exported."""
        row = self.sendings.keep(SENDING)
        self.mark()
        return row.id

    def mark(self) -> None:
        """What comes now is what counts."""
        self.seq = self.context.head().seq
        self.could_undo = self.timeline.next_steps().undo

    def preview(self) -> ImportPreview:
        workbook = read_workbook(HERE / "r6_one_sheet.xlsx")
        return preview_roster(workbook, self.teachers.rows(), file="r6_one_sheet.xlsx")

    def facts(self) -> LedgerPreview:
        return preview_history(
            Workbook("csv", (Sheet("考核", (("姓名", "年度", "等次"), ("李静", "2025", "优秀"))),)),
            KIND["annual_review"],
            self.teachers.rows(),
            self.histories.told("annual_review"),
            lambda rows: {},
            seen=self.histories.seen("annual_review"),
        )

    def timetable(self) -> TimetablePreview:
        rows = (("班级", "星期", "节次", "学科"), ("五（3）班", "周一", "1", "语文"))
        return preview_timetable(
            Workbook("csv", (Sheet("课表", rows),)), YEAR, "第一学期",
            teachers=self.teachers.rows(), taught=(), heads={}, stored=(), kind="小学",
        )  # fmt: skip

    def ledger_of_projects(self) -> ProjectLedgerPreview:
        """A 台账 with one project."""
        sheet = Sheet("台账", (("项目名称", "类别", "编号"), ("社团课程建设", "品质提升", "P-1")))
        return LedgerService(self.context).preview(Workbook("csv", (sheet,)), file="台账.csv")

    def region(self) -> RegionPreview:
        """Figures of one school."""
        sheet = Sheet("各校", (("学校", "在校生数", "骨干教师数"), ("甲小学", 1350.0, 72.0)))
        return RegionService(self.context).preview(Workbook("csv", (sheet,)), file="各校.csv")

    def project(self) -> str:
        """A project in the pool."""
        row_id = self.projects.begin(PROJECT).id
        self.mark()
        return row_id

    def activity(self) -> str:
        """An activity without photos."""
        row_id = (
            ActivityService(self.context)
            .add(ActivityDraft(project_id="p1", title="研讨", on="2026-10-08"))
            .id
        )
        self.mark()
        return row_id

    def evidence(self) -> str:
        """A proof without a file."""
        row_id = EvidenceService(self.context).put(EvidenceDraft(project_id="p1", title="照片")).id
        self.mark()
        return row_id

    def plan(self) -> str:
        """A plan of three years."""
        row_id = PlanService(self.context).add(plan_ledgers.PLANS["plan"][1]).id
        self.mark()
        return row_id

    def part(self, noun: str, which: int = 1) -> str:
        """A record of a plan."""
        service, *drafts = plan_ledgers.PARTS[noun]
        row_id: str = service(self.context).add(drafts[which - 1]).id
        self.mark()
        return row_id

    def ranked_swots(self) -> int:
        """Two lines of a quadrant, of which people gave more to the second."""
        swots, survey = SwotService(self.context), SurveyService(self.context)
        draft = plan_ledgers.PARTS["swot"][1]
        for place, mean in ((1, 310), (2, 480)):
            row = swots.add(replace(draft, text=f"第 {place} 条"))
            survey.add(SurveyDraft(plan_id="p1", swot_id=row.id, people="学生", answers=100, hundredths=mean))
        self.mark()
        return survey.rank("p1")

    def governed(self, noun: str) -> str:
        """A record of governance."""
        service, draft, _ = governance_ledgers.GOVERNANCE[noun]
        row_id: str = service(self.context).add(draft).id
        self.mark()
        return row_id

    def appraisal(self) -> str:
        """A self-evaluation."""
        service, draft, _ = appraisal_ledgers.APPRAISAL["appraisal"]
        row_id: str = service(self.context).add(draft).id
        self.mark()
        return row_id

    def kept_plan(self) -> str:
        """A kept version of a plan."""
        return VersionService(self.context).keep(self.plan(), why="征求意见稿").id

    def copy_tasks(self) -> int:
        """The task of a year, begun again in the next."""
        plan_id = self.plan()
        tasks = TaskService(self.context)
        tasks.add(replace(plan_ledgers.PARTS["task"][1], plan_id=plan_id, year="2025-2026学年"))
        self.mark()
        return tasks.copy_year(plan_id, "2025-2026学年", plan_ledgers.YEAR)

    def frozen_targets(self) -> int:
        """What a measure came to in a year is kept."""
        measure_id = self.part("measure")
        return TargetService(self.context).freeze("p1", plan_ledgers.YEAR, {measure_id: "33.3"}, "2027-08-31")

    def frozen_review(self) -> Any:
        """A year with one task done by half, kept as it was reported."""
        review_id = self.part("review")
        goal = AskedGoal(
            id="g1", title="课堂教学改革", tasks=(AskedTask(id="t1", title="修订方案", percent=50),)
        )
        scheme = shipped_schemes()["yearly"]
        evaluation = evaluate_year([goal], scheme, plan_ledgers.YEAR, {})
        return PlanReviewService(self.context).freeze(review_id, evaluation, scheme, "2027-08-31")

    def deliverable(self) -> str:
        """A 成果 without a file."""
        service = DeliverableService(self.context)
        row_id = service.add(DeliverableDraft(project_id="p1", kind="论文", title="三个支点")).id
        self.mark()
        return row_id

    def recommend(self) -> int:
        """A round with one project."""
        lines = [RecommendationDraft(project_id=self.project(), batch="", place=1)]
        return RecommendationService(self.context).recommend("推荐", lines, on="2026-11-18", unit="本校")

    def adopted(self) -> int:
        """A kind has a new version since a project was begun."""
        self.project()
        KindService(self.context).save(shipped_kinds()["WK"], "试行")
        self.mark()
        return KindService(self.context).adopt("WK")

    def extension(self) -> str:
        """延期 that is asked for."""
        draft = replace(project_ledgers.PARTS["change"][1], project_id=self.project())
        row_id = ChangeService(self.context).add(draft).id
        self.mark()
        return row_id

    def promise(self) -> str:
        """预期成果."""
        row_id = PlannedService(self.context).add(project_ledgers.PARTS["planned"][1]).id
        self.mark()
        return row_id

    def granted(self) -> str:
        """延期 that was granted."""
        row_id = self.extension()
        ChangeService(self.context).decide(row_id, granted=True, on="2026-11-20")
        self.mark()
        return row_id

    def undo_and_redo(self) -> None:
        self.timeline.undo()
        self.mark()
        self.timeline.redo()


UNITS = [UnitDraft(campaign_id="", teacher_id="t", name="李静", subject="语文", form="BK01", form_version=1)]
OLD = next(form for form in shipped_forms() if form.key == "BK01")
FORM = replace(OLD, key="BK-1", title="备课（校本）")
REPORT = Report("list", "教师名单", "龙城实验小学", date(2026, 11, 20), (), ())
SCHOOL = {"name": "龙城实验小学", "stage": "小学", "school_year": "2026-2027"}
YEAR = "2026-2027"
SENDING = SendingDraft(
    pack="P6", title="教师花名册与队伍分析", addressee="区教育局", audience="bureau", school_year=YEAR, serial="2026-P6-001",
    number=1, made_at="2026-09-18T10:00:00+08:00", made_by="本机用户", as_of="2026-09-01", place="报送", files="[]",
    head_seq=2, head_mac="0" * 64,
)  # fmt: skip
LESSON = LessonDraft(
    school_year=YEAR, term="第一学期", class_name="五（3）班", weekday="周一", period="第1节", subject="语文"
)
# noun -> service, a row of it, another one
DRAFTS: dict[str, tuple[type[Any], object, object]] = {
    "department": (
        DepartmentService,
        DepartmentDraft(kind="科室", name="教导处"),
        DepartmentDraft(kind="科室", name="总务处"),
    ),
    "term": (
        TermService,
        TermDraft(school_year=YEAR, term="第一学期", start="2026-08-31", end="2027-01-29"),
        TermDraft(school_year=YEAR, term="第二学期", start="2027-02-22", end="2027-06-30"),
    ),
    "day": (
        DayService,
        DayDraft(day="2026-10-01", kind="放假", name="国庆节"),
        DayDraft(day="2026-10-02", kind="放假", name="国庆节"),
    ),
    "class": (
        ClassService,
        ClassDraft(school_year=YEAR, stage="小学", grade="四年级", number=1),
        ClassDraft(school_year=YEAR, stage="小学", grade="四年级", number=2),
    ),
    "stats": (
        StatsService,
        StatsDraft(school_year=YEAR, stage="小学"),
        StatsDraft(school_year="2025-2026", stage="小学"),
    ),
    "ladder": (
        LadderService,
        TierDraft(ladder="本校", word="青蓝之星", rank=5),
        TierDraft(ladder="本校", word="教坛常青树", rank=6),
    ),
    "word": (WordService, WordDraft(list="subject", word="围棋"), WordDraft(list="subject", word="武术")),
    "campaign": (
        CampaignService,
        CampaignDraft(kind="BK", title="11月备课检查", school_year=YEAR, term="第一学期"),
        CampaignDraft(kind="ZY", title="11月作业检查", school_year=YEAR, term="第一学期"),
    ),
    "problem": (ProblemService, ProblemDraft(text="反思笼统"), ProblemDraft(text="缺二次备课")),
    "patrol": (
        PatrolService,
        PatrolDraft(day="2026-11-18", class_name="五（3）班", code="K1", tenths=5),
        PatrolDraft(day="2026-11-19", class_name="五（3）班", code="K2", tenths=10),
    ),
    "listening": (
        ListeningService,
        ListeningDraft(school_year=YEAR, term="第一学期", teacher_id="1", due=20, heard=18, valid=17),
        ListeningDraft(school_year=YEAR, term="第一学期", teacher_id="2", due=20, heard=18, valid=17),
    ),
    "scheme": (SchemeService, default_scheme(YEAR, "第一学期"), default_scheme(YEAR, "第二学期")),
    "allowance": (
        AllowanceService,
        AllowanceDraft(
            school_year=YEAR, term="第一学期", teacher_id="1", kind="免检", reason="旧", approved_by="校长"
        ),
        AllowanceDraft(
            school_year=YEAR, term="第一学期", teacher_id="2", kind="免检", reason="旧", approved_by="校长"
        ),
    ),
    "lesson": (LessonService, LESSON, replace(LESSON, period="第2节")),
    "bell": (
        BellService,
        BellDraft(school_year=YEAR, term="第一学期", period="第1节", place=1, begins="08:40", ends="09:20"),
        BellDraft(school_year=YEAR, term="第一学期", period="第2节", place=2, begins="09:30", ends="10:10"),
    ),
    "pack": (
        PackService,
        PackDraft(key="校1", title="毕业班情况", files="名单 | roster_full | xlsx"),
        PackDraft(key="校2", title="教师花名册", files="名单 | roster_full | xlsx"),
    ),
    "due": (
        DueService,
        DueDraft(pack="P6", due="9月25日"),
        DueDraft(pack="P6", due="9月28日", school_year=YEAR),
    ),
    "asked": (
        AskedService,
        AskedDraft(school_year=YEAR, title="骨干教师名册"),
        AskedDraft(school_year=YEAR, title="体育教师情况"),
    ),
    "text": (
        TextService,
        TextDraft(key="team.gaps", school_year=YEAR, text="缺体育教师。"),
        TextDraft(key="team.measures", school_year=YEAR, text="加强培训。"),
    ),
    "paper": (
        PaperService,
        PaperDraft(kind="报告", title="关于师资的报告"),
        PaperDraft(kind="请示", title="关于经费的请示"),
    ),
}
DRAFTS |= (
    project_ledgers.PROJECTS
    | indicator_ledgers.KEPT
    | governance_ledgers.GOVERNANCE
    | appraisal_ledgers.APPRAISAL
)
# the field that is changed; elsewhere it is the remark
CHANGED = {
    **project_ledgers.CHANGED,
    **appraisal_ledgers.CHANGED,
    **indicator_ledgers.CHANGED,
    "scheme": "shows_ranks",
    "allowance": "reason",
    "bell": "period",
    "ladder": "ladder",
    "word": "aliases",
    "text": "text",
    "paper": "text",
}


PROJECT = Whole(
    ProjectDraft(title="作业设计研究", kind="WK"), (MemberDraft(project_id="", name="王建国", place=2),)
)


def kept(room: str, noun: str, name: str) -> Callable[[Day], object]:
    """A verb of a ledger carried out on a row that was added and changed before."""
    is_plan = room == "plan"  # it has measures and reviews as the projects have
    service, draft, other = plan_ledgers.PLANS[noun] if is_plan else DRAFTS[noun]
    key = (plan_ledgers.CHANGED if is_plan else CHANGED).get(noun, "remark")

    def carry_out(day: Day) -> object:
        ledger = service(day.context)
        row = ledger.change(ledger.add(draft).id, {key: "新"})
        day.mark()
        arguments = {
            "rows": (),
            "get": (row.id,),
            "history": (row.id,),
            "problems": (other,),
            "add": (other,),
            "add_many": ("新来的", [other]),
            "change": (row.id, {key: "旧"}),
            "try_changes": ({row.id: {key: "旧"}},),
            "change_many": ({row.id: {key: "旧"}},),
            "put_away": ([row.id],),
            "set_back": (row.id, day.seq, [key]),
        }
        return getattr(ledger, name)(*arguments[name])

    return carry_out


def roll_over(day: Day) -> None:
    day.school.save(SCHOOL)
    day.mark()
    day.school.roll_over(day.school.propose_year())


def propose_year(day: Day) -> object:
    day.school.save(SCHOOL)
    day.mark()
    return day.school.propose_year()


CARRIED_OUT: dict[str, Callable[[Day], object]] = {
    "school.school.propose_year": propose_year,
    "school.school.roll_over": roll_over,
    **{
        f"{room}.{noun}.{name}": kept(room, noun, name)
        for room, nouns in LEDGERS.items()
        for noun in nouns
        for name in EVERY_LEDGER
    },
    "school.school.get": lambda day: day.school.get(),
    "school.school.found": lambda day: day.school.found(SchoolDraft(**SCHOOL)),
    "school.school.save": lambda day: day.school.save(SCHOOL),
    "roster.teacher.rows": lambda day: day.teachers.rows(),
    "roster.teacher.rows_on": lambda day: day.teachers.rows_on(date(2020, 9, 1)),
    "roster.teacher.try_import": lambda day: day.teachers.try_import(
        {day.li: {"title": "高级教师"}}, "2026-09-01"
    ),
    "roster.teacher.has_any": lambda day: day.teachers.has_any(),
    "roster.teacher.is_settled": lambda day: day.teachers.is_settled(),
    "roster.teacher.binned": lambda day: day.teachers.binned(),
    "roster.teacher.get": lambda day: day.teachers.get(day.li),
    "roster.teacher.history": lambda day: day.teachers.history(day.li),
    "roster.teacher.bearers": lambda day: day.teachers.bearers("03001"),
    "roster.teacher.problems": lambda day: day.teachers.problems(TeacherDraft(name="李红")),
    "roster.teacher.remembered": lambda day: day.teachers.remembered("姓名"),
    "roster.teacher.add": lambda day: day.teachers.add(TeacherDraft(name="沈婷")),
    "roster.teacher.add_many": lambda day: day.teachers.add_many("新来的", [TeacherDraft(name="沈婷")]),
    "roster.teacher.change": lambda day: day.teachers.change(day.li, {"title": "高级教师"}),
    "roster.teacher.try_changes": lambda day: day.teachers.try_changes({day.li: {"name": ""}}),
    "roster.teacher.change_many": lambda day: day.teachers.change_many({day.li: {"title": "高级教师"}}),
    "roster.teacher.retire": lambda day: day.teachers.retire([day.li], date(2026, 8, 31)),
    "roster.teacher.put_away": lambda day: day.teachers.put_away([day.li]),
    "roster.teacher.set_back": lambda day: day.teachers.set_back(day.li, day.seq, ["title"]),
    "roster.teacher.dated_facts": lambda day: day.teachers.dated_facts(),
    "roster.teacher.subject_groups": lambda day: day.teachers.subject_groups(),
    "roster.teacher.import_rows": lambda day: day.teachers.import_rows(day.preview()),
    "roster.teacher.reveal": lambda day: day.teachers.reveal(day.li, "phone"),
    "roster.history.teachers": lambda day: day.histories.teachers(),
    "roster.history.kinds": lambda day: day.histories.kinds(),
    "roster.history.counts": lambda day: day.histories.counts(),
    "roster.history.journal": lambda day: day.histories.journal(day.li),
    "roster.history.try_rows": lambda day: day.histories.try_rows("title", [Title(teacher_id=day.li)]),
    "roster.history.rows": lambda day: day.histories.rows("title"),
    "roster.history.told": lambda day: day.histories.told("title"),
    "roster.history.of": lambda day: day.histories.of(day.li),
    "roster.history.history": lambda day: day.histories.history("title", day.title()),
    "roster.history.problems": lambda day: day.histories.problems("title", Title()),
    "roster.history.add": lambda day: day.histories.add("title", Title(teacher_id=day.li, title="二级教师")),
    "roster.history.add_many": lambda day: day.histories.add_many(
        "职称一览", "title", [Title(teacher_id=day.li, title="二级教师")]
    ),
    "roster.history.add_every": lambda day: day.histories.add_every(
        "各类", {"title": [Title(teacher_id=day.li, title="二级教师")]}
    ),
    "roster.history.change": lambda day: day.histories.change("title", day.title(), {"doc_no": "8号"}),
    "roster.history.put_away": lambda day: day.histories.put_away("title", [day.title()]),
    "roster.history.set_back": lambda day: day.histories.set_back("title", day.title(), day.seq, ["remark"]),
    "roster.history.remembered": lambda day: day.histories.remembered("title", "姓名"),
    "roster.history.seen": lambda day: day.histories.seen("title"),
    "roster.history.import_rows": lambda day: day.histories.import_rows(day.facts()),
    "roster.history.due": lambda day: day.histories.due(),
    "roster.history.settle_day": lambda day: day.histories.settle_day(),
    "roster.head.of": lambda day: day.heads.of("2026-2027", "第一学期"),
    "roster.head.put": lambda day: day.heads.put("2026-2027", "第一学期", {"四（2）班": [day.li]}),
    "roster.doubt.of": lambda day: day.doubts.of(day.li),
    "roster.doubt.every": lambda day: day.doubts.every(),
    **{
        f"projects.{noun}.of": lambda day, service=service: service(day.context).of("p1")
        for noun, (service, *_) in project_ledgers.PARTS.items()
    },
    **{
        f"governance.{noun}.of": lambda day, service=service: service(day.context).of("m1")
        for noun, (service, *_) in governance_ledgers.PARTS.items()
    },
    "appraisal.answer.of": lambda day: appraisal_ledgers.PARTS["answer"][0](day.context).of("a1"),
    "appraisal.answer.fill": lambda day: appraisal_ledgers.PARTS["answer"][0](day.context).fill(
        day.appraisal(), appraisal_ledgers.PARTS["answer"][1:]
    ),
    "appraisal.appraisal.begin": lambda day: appraisal_ledgers.APPRAISAL["appraisal"][0](day.context).begin(
        appraisal_ledgers.APPRAISAL["appraisal"][1]
    ),
    "appraisal.appraisal.keep_files": lambda day: appraisal_ledgers.APPRAISAL["appraisal"][0](
        day.context
    ).keep_files(day.appraisal(), [day.attachments.keep("材料.pdf", b"%PDF")]),
    "appraisal.form.offered": lambda day: AppraisalFormService(day.context).offered(),
    "appraisal.form.switched_off": lambda day: AppraisalFormService(day.context).switched_off(),
    "appraisal.form.of": lambda day: AppraisalFormService(day.context).of("compulsory", 1),
    "appraisal.form.is_frozen": lambda day: AppraisalFormService(day.context).is_frozen("compulsory", 1),
    "appraisal.form.free_key": lambda day: AppraisalFormService(day.context).free_key("compulsory"),
    "appraisal.form.save": lambda day: AppraisalFormService(day.context).save(
        shipped_appraisal_forms()["compulsory"], "调整分值"
    ),
    "appraisal.form.switch": lambda day: AppraisalFormService(day.context).switch("senior", is_off=True),
    "governance.finding.close": lambda day: governance_ledgers.PARTS["finding"][0](day.context).close(
        day.governed("finding"), on="2026-11-12", proof="台账已补齐，校长验收"
    ),
    **{
        f"governance.{noun}.keep_files": lambda day, noun=noun: governance_ledgers.GOVERNANCE[noun][0](
            day.context
        ).keep_files(day.governed(noun), [day.attachments.keep("材料.pdf", b"%PDF")])
        for noun in ("meeting", "edition", "inspection", "finding")
    },
    **{
        f"plan.{noun}.of": lambda day, service=service: service(day.context).of("p1")
        for noun, (service, *_) in plan_ledgers.PARTS.items()
    },
    "plan.whole.of": lambda day: WholeService(day.context).of(day.plan()),
    "plan.section.lay": lambda day: SectionService(day.context).lay(
        "p1", [("", plan_ledgers.PARTS["section"][1])]
    ),
    "plan.survey.fill": lambda day: SurveyService(day.context).fill("p1", [plan_ledgers.PARTS["survey"][1]]),
    "plan.survey.rank": lambda day: day.ranked_swots(),
    "plan.version.current": lambda day: VersionService(day.context).current(day.plan()),
    "plan.version.keep": lambda day: VersionService(day.context).keep(day.plan(), why="征求意见稿"),
    "plan.version.restore": lambda day: (
        version_id := day.kept_plan(),
        day.mark(),
        VersionService(day.context).restore(version_id),
    ),
    "plan.outline.preview": lambda day: OutlineService(day.context).preview(plan_ledgers.PROSE),
    "plan.outline.import_plan": lambda day: OutlineService(day.context).import_plan(
        OutlineService(day.context).preview(plan_ledgers.PROSE)
    ),
    "plan.plan.go_on": lambda day: PlanService(day.context).go_on(
        day.plan(), plan_ledgers.PLANS["plan"][2], [], [], {}
    ),
    "plan.stage.put": lambda day: StageService(day.context).put(
        plan_ledgers.PARTS["stage"][1], [day.attachments.keep("名单.pdf", b"%PDF")]
    ),
    "plan.stage.keep_files": lambda day: StageService(day.context).keep_files(
        day.part("stage"), [day.attachments.keep("名单.pdf", b"%PDF")]
    ),
    "plan.adjustment.carry_out": lambda day: AdjustmentService(day.context).carry_out(
        replace(plan_ledgers.PARTS["adjustment"][1], what="任务", record_id=day.part("task"), field="due"),
        "2027-06-30",
    ),
    "plan.goal.shift": lambda day: (
        day.part("goal"),
        GoalService(day.context).shift(day.part("goal", 2), -1),
    ),
    "plan.goal.remove": lambda day: GoalService(day.context).remove(day.part("goal")),
    "plan.measure.put": lambda day: PlanMeasureService(day.context).put(
        plan_ledgers.PARTS["measure"][1], {plan_ledgers.YEAR: "35"}
    ),
    "plan.task.copy_year": lambda day: day.copy_tasks(),
    "plan.target.fill": lambda day: TargetService(day.context).fill(
        day.part("measure"), {plan_ledgers.YEAR: {"target": "35"}}
    ),
    "plan.target.freeze": lambda day: day.frozen_targets(),
    "plan.target.thaw": lambda day: (
        day.frozen_targets(),
        day.mark(),
        TargetService(day.context).thaw("p1", plan_ledgers.YEAR),
    ),
    "plan.proof.put": lambda day: ProofService(day.context).put(
        plan_ledgers.PARTS["proof"][1], [day.attachments.keep("方案.docx", b"PK")]
    ),
    "plan.proof.keep_files": lambda day: ProofService(day.context).keep_files(
        day.part("proof"), [day.attachments.keep("签到.pdf", b"%PDF")]
    ),
    "plan.proof.files": lambda day: ProofService(day.context).files("p1"),
    "plan.review.freeze": lambda day: day.frozen_review(),
    "plan.review.thaw": lambda day: (
        review_id := day.frozen_review().id,
        day.mark(),
        PlanReviewService(day.context).thaw(review_id),
    ),
    "plan.judgement.put": lambda day: JudgementService(day.context).put(plan_ledgers.PARTS["judgement"][1]),
    "plan.duty.derive": lambda day: DutyService(day.context).derive(plan_ledgers.PARTS["duty"][1:]),
    "plan.scheme.offered": lambda day: PlanSchemeService(day.context).offered(),
    "plan.scheme.of": lambda day: PlanSchemeService(day.context).of("yearly"),
    "plan.scheme.versions": lambda day: PlanSchemeService(day.context).versions(),
    "plan.scheme.is_frozen": lambda day: PlanSchemeService(day.context).is_frozen("yearly", 1),
    "plan.scheme.free_key": lambda day: PlanSchemeService(day.context).free_key("yearly"),
    "plan.scheme.save": lambda day: PlanSchemeService(day.context).save(shipped_schemes()["yearly"], "试行"),
    "plan.scheme.switch": lambda day: PlanSchemeService(day.context).switch("yearly", is_off=True),
    "indicators.region.import_rows": lambda day: RegionService(day.context).import_rows(day.region()),
    "indicators.region.preview": lambda day: day.region(),
    "indicators.region.remembered": lambda day: RegionService(day.context).remembered("kopf"),
    "indicators.setting.aim": lambda day: SettingService(day.context).aim(
        TargetKey("Q3", "小学", "2026-2027"), Fraction(1)
    ),
    "indicators.setting.aims": lambda day: SettingService(day.context).aims(),
    "indicators.setting.held": lambda day: SettingService(day.context).held(),
    "indicators.setting.save": lambda day: SettingService(day.context).save({"settled_years": 5.0}),
    "projects.ledger.preview": lambda day: day.ledger_of_projects(),
    "projects.ledger.remembered": lambda day: LedgerService(day.context).remembered("1"),
    "projects.ledger.import_rows": lambda day: LedgerService(day.context).import_rows(
        day.ledger_of_projects()
    ),
    "projects.dossier.of": lambda day: DossierService(day.context).of(day.project()),
    "projects.dossier.of_many": lambda day: DossierService(day.context).of_many([day.project()]),
    "projects.dossier.having": lambda day: DossierService(day.context).having("changes"),
    "projects.board.lines": lambda day: BoardService(day.context).lines(),
    "projects.board.due": lambda day: BoardService(day.context).due(),
    "projects.board.participation": lambda day: BoardService(day.context).participation(),
    "projects.board.dots": lambda day: BoardService(day.context).dots([]),
    "projects.board.result_counts": lambda day: BoardService(day.context).result_counts(),
    "projects.board.search": lambda day: BoardService(day.context).search("作业"),
    "projects.board.of_teacher": lambda day: BoardService(day.context).of_teacher(day.li),
    "projects.kind.kinds": lambda day: KindService(day.context).kinds(),
    "projects.kind.versions": lambda day: KindService(day.context).versions(),
    "projects.kind.is_frozen": lambda day: KindService(day.context).is_frozen("KT", 1),
    "projects.kind.free_key": lambda day: KindService(day.context).free_key("KT"),
    "projects.kind.save": lambda day: KindService(day.context).save(shipped_kinds()["KT"], "试行"),
    "projects.kind.switch": lambda day: KindService(day.context).switch("KT", is_off=True),
    "projects.kind.adopt": lambda day: day.adopted(),
    "projects.kind.left_behind": lambda day: KindService(day.context).left_behind("KT"),
    "projects.project.begin": lambda day: day.projects.begin(PROJECT),
    "projects.project.begin_many": lambda day: day.projects.begin_many("登记台账", [PROJECT]),
    "projects.project.steps": lambda day: day.projects.steps(day.project()),
    "projects.project.check_step": lambda day: day.projects.check_step(day.project(), "申报"),
    "projects.project.move": lambda day: day.projects.move(
        day.project(), "申报", on=clock.today().isoformat(), reason="材料后补"
    ),
    "projects.project.correct_step": lambda day: day.projects.correct_step(
        day.projects.steps(day.project())[0].id, {"note": "已报名"}
    ),
    "projects.project.note_step": lambda day: day.projects.note_step(
        StepDraft(project_id=day.project(), on="2020-01-01", from_stage="", to_stage="未立项")
    ),
    "projects.project.drop_step": lambda day: day.projects.drop_step(day.projects.steps(day.project())[0].id),
    "projects.project.kind_fit": lambda day: day.projects.kind_fit(day.project(), "KT"),
    "projects.project.change_kind": lambda day: day.projects.change_kind(day.project(), "KT"),
    "projects.project.texts": lambda day: day.projects.texts(day.project()),
    "projects.project.write": lambda day: day.projects.write(day.project(), {"design": "意义"}),
    "projects.project.warnings": lambda day: day.projects.warnings(day.project()),
    "projects.project.conflicts": lambda day: day.projects.conflicts(PROJECT),
    "projects.activity.keep_files": lambda day: ActivityService(day.context).keep_files(
        day.activity(), [day.attachments.keep("1.jpg", b"1")]
    ),
    "projects.evidence.put": lambda day: EvidenceService(day.context).put(
        EvidenceDraft(project_id="p1", title="照片"), [day.attachments.keep("1.jpg", b"1")]
    ),
    "projects.evidence.keep_files": lambda day: EvidenceService(day.context).keep_files(
        day.evidence(), [day.attachments.keep("1.jpg", b"1")]
    ),
    "projects.evidence.files": lambda day: EvidenceService(day.context).files("p1"),
    "projects.evidence.documents": lambda day: EvidenceService(day.context).documents("p1"),
    "projects.evidence.missing": lambda day: EvidenceService(day.context).missing("p1"),
    "projects.evidence.still": lambda day: EvidenceService(day.context).still([]),
    "projects.measure.fill": lambda day: MeasureService(day.context).fill(
        "p1",
        "2026",
        [("", MeasureDraft(project_id="p1", year="2026", group="产出", title="教室", full=50.0))],
    ),
    "projects.studio.fill": lambda day: StudioService(day.context).fill(
        "p1", "2026", [StudioScoreDraft(project_id="p1", member_id="m1", year="2026")]
    ),
    "projects.review.fill": lambda day: ReviewService(day.context).fill(
        [], [("", ReviewDraft(project_id="p1", expert="周教授", needed=90.0))]
    ),
    "projects.recommendation.candidates": lambda day: RecommendationService(day.context).candidates("2026"),
    "projects.recommendation.years": lambda day: RecommendationService(day.context).years(),
    "projects.recommendation.of_batch": lambda day: RecommendationService(day.context).of_batch(
        "推荐", "2026"
    ),
    "projects.recommendation.recommend": lambda day: day.recommend(),
    "projects.recommendation.publish": lambda day: (
        day.recommend(),
        day.mark(),
        RecommendationService(day.context).publish(
            "推荐", year="2026", first="2026-11-18", last="2026-11-24"
        ),
    ),
    "projects.deliverable.of_teacher": lambda day: DeliverableService(day.context).of_teacher("t1"),
    "projects.deliverable.offered": lambda day: DeliverableService(day.context).offered("p1"),
    "projects.deliverable.marked": lambda day: DeliverableService(day.context).marked("p1"),
    "projects.deliverable.mark": lambda day: DeliverableService(day.context).mark(day.project(), ["r1"]),
    "projects.deliverable.keep_files": lambda day: DeliverableService(day.context).keep_files(
        day.deliverable(), [day.attachments.keep("1.jpg", b"1")]
    ),
    "projects.measure.sheet": lambda day: MeasureService(day.context).sheet(day.project(), "2026"),
    "projects.member.arrange": lambda day: MemberService(day.context).arrange(day.project(), []),
    "projects.change.decide": lambda day: ChangeService(day.context).decide(
        day.extension(), granted=True, on="2026-11-20"
    ),
    "projects.change.correct": lambda day: ChangeService(day.context).correct(
        day.granted(), on="2026-11-21", by="", doc_no="8号", why="日期写错"
    ),
    "projects.standard.now": lambda day: ProjectStandardService(day.context).now(),
    "projects.standard.versions": lambda day: ProjectStandardService(day.context).versions("criteria"),
    "projects.standard.judging": lambda day: ProjectStandardService(day.context).judging("2026"),
    "projects.standard.save": lambda day: ProjectStandardService(day.context).save(
        replace(shipped_project_standards()["channels"], note="换一种说法"), "换一种说法"
    ),
    "projects.planned.deliver": lambda day: PlannedService(day.context).deliver(
        day.promise(),
        fresh=DeliverableDraft(project_id="p1", kind="论文", title="论文"),
    ),
    "projects.change.carry_out": lambda day: ChangeService(day.context).carry_out(
        day.granted(), Carrying(joins=(MemberDraft(project_id="", name="查世荣"),))
    ),
    "checks.form.versions": lambda day: FormService(day.context).versions(),
    "checks.form.every": lambda day: FormService(day.context).every(),
    "checks.form.offered": lambda day: FormService(day.context).offered(),
    "checks.form.free_key": lambda day: FormService(day.context).free_key("BK"),
    "checks.form.is_frozen": lambda day: FormService(day.context).is_frozen("BK01", 1),
    "checks.form.is_used": lambda day: FormService(day.context).is_used("BK01", 1),
    "checks.form.save": lambda day: FormService(day.context).save(FORM, "试行"),
    "checks.form.switch": lambda day: FormService(day.context).switch("BK01", is_off=True),
    "checks.campaign.units": lambda day: day.check().campaigns.units(day.campaign),
    "checks.campaign.last_checked": lambda day: day.check().campaigns.last_checked("BK"),
    "checks.campaign.units_of_term": lambda day: day.check().campaigns.units_of_term(YEAR, "第一学期"),
    "checks.campaign.progress": lambda day: day.check().campaigns.progress(),
    "checks.campaign.is_known": lambda day: day.check().campaigns.is_known("外请教师"),
    "checks.campaign.corrected_units": lambda day: day.check().campaigns.corrected_units(),
    "checks.campaign.publish": lambda day: day.check().campaigns.publish(day.campaign, UNITS),
    "checks.campaign.arrange": lambda day: CampaignService(day.context).arrange(
        [
            Arranged(
                draft=CampaignDraft(kind="BK", title="12月备课检查", school_year=YEAR, term="第一学期"),
                units=UNITS,
            )
        ]
    ),
    "checks.campaign.plan": lambda day: CampaignService(day.context).plan(
        [
            [
                CampaignDraft(kind=kind, title=f"月查{kind}", school_year=YEAR, term="第一学期")
                for kind in ("BK", "ZY")
            ]
        ]
    ),
    "checks.campaign.move": lambda day: day.check(UNITS).campaigns.move(day.campaign, "进行中"),
    "checks.campaign.set_unit": lambda day: day.check(UNITS).campaigns.set_unit(
        day.unit, "免检", reason="新"
    ),
    "checks.campaign.set_units": lambda day: day.check(UNITS).campaigns.set_units(
        [day.unit], "免检", reason="新"
    ),
    "checks.campaign.add_units": lambda day: day.check(UNITS).campaigns.add_units(
        day.campaign, [replace(UNITS[0], subject="美术")]
    ),
    "checks.campaign.take_version": lambda day: (
        day.check(UNITS),
        FormService(day.context).save(replace(FORM, key="BK01"), "试行"),
        day.mark(),
        CampaignService(day.context).take_version([day.unit], 2),
    ),
    "checks.campaign.drop_units": lambda day: day.check(UNITS).campaigns.drop_units([day.unit]),
    "checks.problem.of_term": lambda day: day.problems.of_term(YEAR, "第一学期"),
    "checks.problem.of_sheet": lambda day: day.problems.of_sheet("1"),
    "checks.problem.of_teacher": lambda day: day.problems.of_teacher(day.li),
    "checks.problem.live": lambda day: day.problems.live(),
    "checks.problem.overdue": lambda day: day.problems.overdue(),
    "checks.problem.since": lambda day: day.problems.since(YEAR),
    "checks.problem.numbers": lambda day: day.problems.numbers(),
    "checks.problem.put_off": lambda day: day.problems.put_off([day.problem("待整改")], "2026-12-02", "外出"),
    "checks.problem.reopen": lambda day: day.problems.reopen(day.closed_problem(), "误点"),
    "checks.month.latest": lambda day: MonthService(day.context).latest(date(2026, 11, 22)),
    "checks.problem.close_many": lambda day: day.problems.close_many(
        [day.problem("待整改")], on="2026-11-26", again="许莉"
    ),
    "checks.problem.keep_files": lambda day: day.problems.keep_files(
        day.problem(), [day.attachments.keep("板书.jpg", b"jpeg")]
    ),
    "checks.standard.now": lambda day: StandardService(day.context).now(),
    "checks.standard.lists": lambda day: StandardService(day.context).lists(),
    "checks.standard.versions": lambda day: StandardService(day.context).versions("patrol"),
    "checks.standard.save": lambda day: StandardService(day.context).save(shipped_standards()["patrol"]),
    "checks.phrase.used": lambda day: PhraseService(day.context).used("BK"),
    "checks.problem.confirm": lambda day: day.problems.confirm([day.problem()]),
    "checks.problem.mend": lambda day: day.problems.mend(day.problem("待整改"), "已补写", "2026-11-20"),
    "checks.problem.look_again": lambda day: day.problems.look_again(
        day.problem("待整改"), passed=True, on="2026-11-25", again="许莉"
    ),
    "timetable.lesson.remembered": lambda day: LessonService(day.context).remembered("1"),
    "timetable.lesson.of_term": lambda day: LessonService(day.context).of_term(YEAR, "第一学期"),
    "timetable.lesson.import_rows": lambda day: LessonService(day.context).import_rows(day.timetable()),
    "timetable.bell.put": lambda day: BellService(day.context).put(
        YEAR, "第一学期", [BellDraft(school_year=YEAR, term="第一学期", period="第1节", place=1)]
    ),
    "checks.allowance.keep_files": lambda day: AllowanceService(day.context).keep_files(
        day.allowance(), [day.attachments.keep("批件.pdf", b"%PDF")]
    ),
    "checks.patrol.between": lambda day: PatrolService(day.context).between("2026-09-01", "2026-09-30"),
    "checks.patrol.verify": lambda day: PatrolService(day.context).verify([day.event()], "已确认", "许莉"),
    "checks.sheet.of_campaign": lambda day: day.sheets.of_campaign("1"),
    "checks.sheet.of_term": lambda day: day.sheets.of_term(YEAR, "第一学期"),
    "checks.sheet.count_of": lambda day: day.sheets.count_of("t"),
    "checks.sheet.of_teacher": lambda day: day.sheets.of_teacher(day.li),
    "checks.sheet.get": lambda day: day.sheets.get(day.sheet()),
    "checks.sheet.history": lambda day: day.sheets.history(day.sheet()),
    "checks.sheet.draft": lambda day: day.sheets.draft("1", "许莉"),
    "checks.sheet.earlier": lambda day: day.check(UNITS).sheets.earlier(day.unit),
    "checks.sheet.drafted": lambda day: day.sheets.drafted(),
    "checks.sheet.grid_drafts": lambda day: day.sheets.grid_drafts("1"),
    "checks.sheet.keep_grid": lambda day: day.sheets.keep_grid("1", "许莉", None),
    "checks.sheet.keep_draft": lambda day: day.sheets.keep_draft("1", "许莉", filled()),
    "checks.sheet.submit": lambda day: day.check(UNITS).sheets.submit(day.unit, filled()),
    "checks.sheet.record": lambda day: day.check(UNITS).sheets.record(day.campaign, {day.unit: filled()}),
    "checks.record.preview": lambda day: day.records(),
    "checks.record.remembered": lambda day: RecordService(day.context).remembered("BK01", "1"),
    "checks.record.import_rows": lambda day: RecordService(day.context).import_rows(day.records()),
    "checks.sheet.decide_veto": lambda day: day.sheets.decide_veto(day.sheet(), "V1", "李静"),
    "checks.sheet.feed_back": lambda day: day.sheets.feed_back([day.sheet()]),
    "checks.sheet.answer": lambda day: day.sheets.answer(day.sheet(), agrees=True),
    "checks.sheet.settle": lambda day: day.sheets.settle(day.disputed(), "属实"),
    "checks.sheet.put_away": lambda day: day.sheets.put_away([day.sheet()]),
    "checks.sheet.removed": lambda day: day.sheets.removed(YEAR, "第一学期"),
    "checks.sheet.typed": lambda day: day.sheets.typed(day.sheet()),
    "checks.result.editions": lambda day: day.results.editions(YEAR, "第一学期"),
    "checks.result.of_edition": lambda day: day.results.of_edition("1"),
    "checks.result.frozen": lambda day: day.results.frozen(YEAR, "第一学期"),
    "checks.result.freeze": lambda day: day.results.freeze(day.summary()),
    "checks.result.unfreeze": lambda day: day.results.unfreeze(YEAR, day.frozen(), "补录"),
    "submissions.asked.keep_template": lambda day: day.asked.keep_template(day.form(), "表.xlsx", b"PK"),
    "submissions.asked.template": lambda day: day.asked.template(day.form()),
    "submissions.paper.begin": lambda day: PaperService(day.context).begin(PaperDraft(kind="函", title="函")),
    "submissions.asked.carry_over": lambda day: (day.form(), day.asked.carry_over(YEAR)),
    "submissions.text.write": lambda day: TextService(day.context).write(YEAR, {"team.gaps": "缺体育教师。"}),
    "submissions.mapping.find": lambda day: MappingService(day.context).find("roster", "a1"),
    "submissions.mapping.keep": lambda day: MappingService(day.context).keep("roster", "a1", "list = 1"),
    "submissions.sending.rows": lambda day: day.sendings.rows(),
    "submissions.sending.get": lambda day: day.sendings.get(day.sent()),
    "submissions.sending.keep": lambda day: day.sendings.keep(SENDING),
    "submissions.sending.report": lambda day: day.sendings.report(day.sent(), "2026-09-18", "周老师"),
    "submissions.sending.changed_since": lambda day: day.sendings.changed_since(0, ["teachers"]),
    "store.timeline.entries": lambda day: day.timeline.entries(),
    "store.timeline.head": lambda day: day.timeline.head(),
    "store.timeline.bin": lambda day: day.timeline.bin(),
    "store.timeline.take_back": lambda day: day.timeline.take_back(day.timeline.bin()),
    "store.timeline.last": lambda day: day.timeline.last(),
    "store.timeline.next_steps": lambda day: day.timeline.next_steps(),
    "store.timeline.is_undone": lambda day: day.timeline.is_undone(1),
    "store.timeline.undo": lambda day: day.timeline.undo(),
    "store.timeline.redo": lambda day: day.undo_and_redo(),
    "store.timeline.verify": lambda day: day.timeline.verify(),
    "store.exports.latest": lambda day: day.exports.latest(5),
    "store.exports.exported": lambda day: day.exports.exported(REPORT, "名单.xlsx"),
    "store.views.read": lambda day: Views(day.context).read("roster"),
    "store.views.write": lambda day: Views(day.context).write("roster", {"views": []}),
    "store.attachments.counts": lambda day: day.attachments.counts(),
    "store.attachments.of": lambda day: day.attachments.of([day.li]),
    "store.attachments.content": lambda day: day.attachments.content(day.photo().sha256),
    "store.attachments.keep": lambda day: day.attachments.keep("板书.jpg", b"jpeg"),
    "store.attachments.add": lambda day: day.attachments.add(
        Teacher, day.li, [day.attachments.keep("1.jpg", b"1")]
    ),
    "store.attachments.describe": lambda day: day.attachments.describe(day.photo().id, "板书"),
    "store.attachments.remove": lambda day: day.attachments.remove([day.photo().id]),
    "store.backups.missing_anchors": lambda day: day.backups.missing_anchors(),
    "store.backups.take": lambda day: day.backups.take(),
    "store.backups.taken": lambda day: day.backups.taken(day.then),
    "store.backups.listed": lambda day: day.backups.listed(),
    "store.backups.check": lambda day: day.backups.check(),
    "store.backups.check_unseen": lambda day: day.backups.check_unseen(),
    "store.backups.lost_by": lambda day: day.backups.lost_by(day.then),
}


@pytest.mark.parametrize("name", in_turn([name for name in TRIED if name != "store.backups.restore"]))
def test_a_verb_leaves_the_entry_that_the_table_says(name: str, day: Day) -> None:
    CARRIED_OUT[name](day)
    newer = day.timeline.entries()[: day.context.head().seq - day.seq]
    kinds = {"": [], "note": ["note"], "undo": ["redo" if name.endswith("redo") else "do"]}
    if name == "store.timeline.undo":
        assert ([entry.kind for entry in newer], newer[0].ref) == (["undo"], day.seq)
        return
    assert [entry.kind for entry in newer] == kinds[TABLE[name][1]]
    if TABLE[name][1] == "undo":
        assert day.timeline.next_steps().undo != day.could_undo or name == "store.timeline.redo"
    else:
        assert day.timeline.next_steps().undo == day.could_undo


def test_a_restore_leaves_its_entry_in_the_restored_school(day: Day) -> None:
    day.backups.restore(day.then)
    assert day.context.head().seq == day.then.head_seq + 1
    (newest, *_) = day.timeline.entries()
    assert (newest.verb, newest.kind) == ("store.backups.restore", "note")
    assert TABLE[newest.verb][1] == "note"


def test_the_local_user_holds_every_right() -> None:
    assert LOCAL_USER.rights == set(Right)
