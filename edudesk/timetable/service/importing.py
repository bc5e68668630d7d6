"""What importing a timetable into a term would do, beside what the school has of it."""

from typing import Any

from edudesk.roster.service import TeacherService
from edudesk.sheets.workbook import Workbook
from edudesk.store.context import Context
from edudesk.timetable.intake.preview import preview_timetable
from edudesk.timetable.intake.values import TimetablePreview
from edudesk.timetable.service.lessons import LessonService
from edudesk.timetable.service.reading import term_plan


def previewed(
    context: Context, workbook: Workbook, school_year: str, term: str, **asked: Any
) -> TimetablePreview:
    """Window and command line look the same way. asked: file, sheets, choices, answers … of preview_timetable."""
    plan = term_plan(context, school_year, term)
    return preview_timetable(
        workbook,
        school_year,
        term,
        teachers=TeacherService(context).rows(),
        taught=plan.taught,
        heads=plan.heads,
        stored=plan.lessons,
        classes=plan.classes,
        kind=plan.kind,
        recall=LessonService(context).remembered,
        **asked,
    )
