"""Services of packs, forms and papers (报送导出)."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.base import Services

if TYPE_CHECKING:
    from edudesk.submissions.service.asked import AskedService, TextService
    from edudesk.submissions.service.mappings import MappingService
    from edudesk.submissions.service.packs import DueService, PackService
    from edudesk.submissions.service.papers import PaperService
    from edudesk.submissions.service.sendings import SendingService


class SubmissionServices(Services):
    """报送导出."""

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
