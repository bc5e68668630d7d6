"""Everything the timetable can hand out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.timetable.reports import pages, tables
from edudesk.timetable.reports.facts import NAMED, TimetableFacts

Paper: TypeAlias = Report | FormBook
EVERYBODY = tuple(Audience)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; formats, audiences: that it can have; unit: of its rows."""

    key: str
    title: str
    build: Callable[[TimetableFacts, Audience], Paper]
    formats: tuple[str, ...] = ("xlsx", "pdf")
    audiences: tuple[Audience, ...] = EVERYBODY
    unit: str = "行"


@cache
def sheets() -> tuple[Sheet, ...]:
    """All of them. The web is told when lessons are, not who holds them."""
    return (
        Sheet("whole", tables.WHOLE, tables.whole, unit="个班"),
        Sheet("classes", tables.CLASSES, tables.of_classes, audiences=NAMED),
        Sheet("class_pages", pages.CLASS_PAGES, pages.class_pages, ("pdf",), NAMED, "张"),
        Sheet("teachers", tables.TEACHERS, tables.of_teachers, audiences=NAMED),
        Sheet("teacher_pages", pages.TEACHER_PAGES, pages.teacher_pages, ("pdf",), NAMED, "张"),
        Sheet("bells", tables.BELLS, tables.bells, unit="节"),
    )
