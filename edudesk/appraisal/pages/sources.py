"""What the pages of self-evaluations read and write: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.appraisal.service.appraisals import AnswerService, AppraisalService
    from edudesk.appraisal.service.forms import FormService
    from edudesk.school.service import SchoolService
    from edudesk.store.attachments import Attachments


class AppraisalSources(Protocol):
    """Services by the names of the desk."""

    school: "SchoolService"

    @property
    def appraisals(self) -> "AppraisalService":
        """办学质量自评."""

    @property
    def appraisal_answers(self) -> "AnswerService":
        """What is said of their lines."""

    @property
    def appraisal_forms(self) -> "FormService":
        """自评表."""

    @property
    def attachments(self) -> "Attachments":
        """Files beside records."""
