"""What the pages and papers of governance read and write: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.governance.service.bodies import BodyService, SeatService
    from edudesk.governance.service.inspections import FindingService, InspectionService
    from edudesk.governance.service.meetings import MeetingService, ResolutionService
    from edudesk.governance.service.regulations import EditionService, RegulationService
    from edudesk.school.service.departments import DepartmentService
    from edudesk.store.attachments import Attachments


class GovernanceSources(Protocol):
    """Services by the names of the desk."""

    @property
    def bodies(self) -> "BodyService":
        """机构."""

    @property
    def body_seats(self) -> "SeatService":
        """机构成员."""

    @property
    def meetings(self) -> "MeetingService":
        """会议."""

    @property
    def resolutions(self) -> "ResolutionService":
        """决议."""

    @property
    def regulations(self) -> "RegulationService":
        """制度."""

    @property
    def editions(self) -> "EditionService":
        """制度版次."""

    @property
    def inspections(self) -> "InspectionService":
        """督导."""

    @property
    def findings(self) -> "FindingService":
        """整改事项."""

    @property
    def departments(self) -> "DepartmentService":
        """部门."""

    @property
    def attachments(self) -> "Attachments":
        """Files beside records."""
