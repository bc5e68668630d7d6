"""What waits in each feature, and the start page over all of them."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.checks import CheckServices
from edudesk.desk.services.projects import ProjectServices
from edudesk.desk.services.school import SchoolServices

if TYPE_CHECKING:
    from edudesk.checks.service.dues import CheckDues
    from edudesk.checks.service.month import MonthService
    from edudesk.projects.service.dues import ProjectDues
    from edudesk.roster.service.dues import RosterDues
    from edudesk.roster.service.teachers import TeacherService


class DueServices(CheckServices, ProjectServices, SchoolServices):
    """待办与到期."""

    teachers: "TeacherService"

    @cached_property
    def check_dues(self) -> "CheckDues":
        """待办与到期 of the checks."""
        from edudesk.checks.service.dues import CheckDues

        return CheckDues(self.context)

    @cached_property
    def check_month(self) -> "MonthService":
        """The checks of a month at a glance."""
        from edudesk.checks.service.month import MonthService

        return MonthService(self.context)

    @cached_property
    def project_dues(self) -> "ProjectDues":
        """待办与到期 of the projects."""
        from edudesk.projects.service.dues import ProjectDues

        return ProjectDues(self.context, self.project_board)

    @cached_property
    def roster_dues(self) -> "RosterDues":
        """待办与到期 of the roster."""
        from edudesk.roster.service.dues import RosterDues

        return RosterDues(self.context, self.teachers, self.doubts)
