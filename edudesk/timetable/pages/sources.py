"""What the pages are made from: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.roster.service import TeacherService
    from edudesk.school.service import SchoolService
    from edudesk.school.service.calendar import DayService, TermService
    from edudesk.store.context import Context
    from edudesk.store.exports import Exports
    from edudesk.store.timeline import Timeline
    from edudesk.timetable.service.lessons import BellService, LessonService


class TimetableSources(Protocol):
    """The open school as the pages of the timetable see it."""

    context: "Context"
    exports: "Exports"
    school: "SchoolService"
    teachers: "TeacherService"
    timeline: "Timeline"

    @property
    def terms(self) -> "TermService":
        """Terms of all school years."""

    @property
    def days(self) -> "DayService":
        """Days of the calendar."""

    @property
    def lessons(self) -> "LessonService":
        """课程表."""

    @property
    def bells(self) -> "BellService":
        """作息时间."""
