"""Services of governance (治理与督导)."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.base import Services

if TYPE_CHECKING:
    from edudesk.governance.service.bodies import BodyService, SeatService
    from edudesk.governance.service.dues import GovernanceDues
    from edudesk.governance.service.inspections import FindingService, InspectionService
    from edudesk.governance.service.meetings import MeetingService, ResolutionService
    from edudesk.governance.service.regulations import EditionService, RegulationService


class GovernanceServices(Services):
    """治理与督导."""

    @cached_property
    def bodies(self) -> "BodyService":
        """机构: 教代会, 校务会, 家委会 …"""
        from edudesk.governance.service.bodies import BodyService

        return BodyService(self.context)

    @cached_property
    def body_seats(self) -> "SeatService":
        """机构成员."""
        from edudesk.governance.service.bodies import SeatService

        return SeatService(self.context)

    @cached_property
    def meetings(self) -> "MeetingService":
        """会议."""
        from edudesk.governance.service.meetings import MeetingService

        return MeetingService(self.context)

    @cached_property
    def resolutions(self) -> "ResolutionService":
        """决议."""
        from edudesk.governance.service.meetings import ResolutionService

        return ResolutionService(self.context)

    @cached_property
    def regulations(self) -> "RegulationService":
        """制度."""
        from edudesk.governance.service.regulations import RegulationService

        return RegulationService(self.context)

    @cached_property
    def editions(self) -> "EditionService":
        """制度版次."""
        from edudesk.governance.service.regulations import EditionService

        return EditionService(self.context)

    @cached_property
    def inspections(self) -> "InspectionService":
        """督导."""
        from edudesk.governance.service.inspections import InspectionService

        return InspectionService(self.context)

    @cached_property
    def governance_dues(self) -> "GovernanceDues":
        """待办与到期 of governance."""
        from edudesk.governance.service.dues import GovernanceDues

        return GovernanceDues(self.context)

    @cached_property
    def findings(self) -> "FindingService":
        """整改事项 of inspections."""
        from edudesk.governance.service.inspections import FindingService

        return FindingService(self.context)
