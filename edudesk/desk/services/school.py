"""Services of the school, its teachers and its timetable."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.base import Services

if TYPE_CHECKING:
    from edudesk.roster.service.doubting import DoubtService
    from edudesk.roster.service.heads import HeadService
    from edudesk.roster.service.histories import HistoryService
    from edudesk.roster.service.own import LadderService, WordService
    from edudesk.school.service.calendar import DayService, TermService
    from edudesk.school.service.classes import ClassService, StatsService
    from edudesk.school.service.departments import DepartmentService
    from edudesk.store.attachments import Attachments
    from edudesk.submissions.service.roster_facts import RosterFacts
    from edudesk.timetable.service.lessons import BellService, LessonService


class SchoolServices(Services):
    """School, roster, timetable and the files beside records."""

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
