"""What importing a timetable into a term would do, beside what the school has of it."""

from typing import Unpack

from edudesk.roster.intake.deciding import Wishes
from edudesk.roster.service import TeacherService
from edudesk.sheets.workbook import Workbook
from edudesk.store.context import Context
from edudesk.timetable.intake.preview import preview_timetable
from edudesk.timetable.intake.values import TimetablePreview
from edudesk.timetable.service.lessons import LessonService
from edudesk.timetable.service.reading import term_plan


def previewed(
    context: Context, workbook: Workbook, school_year: str, term: str, **wishes: Unpack[Wishes]
) -> TimetablePreview:
    """Window and command line look the same way. wishes: as preview_timetable takes them."""
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
        **wishes,
    )
