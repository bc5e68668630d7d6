"""Services of the self-evaluations (办学质量自评)."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.base import Services

if TYPE_CHECKING:
    from edudesk.appraisal.service.appraisals import AnswerService, AppraisalService
    from edudesk.appraisal.service.dues import AppraisalDues
    from edudesk.appraisal.service.forms import FormService


class AppraisalServices(Services):
    """办学质量自评."""

    @cached_property
    def appraisals(self) -> "AppraisalService":
        """办学质量自评."""
        from edudesk.appraisal.service.appraisals import AppraisalService

        return AppraisalService(self.context)

    @cached_property
    def appraisal_answers(self) -> "AnswerService":
        """What is said of their lines."""
        from edudesk.appraisal.service.appraisals import AnswerService

        return AnswerService(self.context)

    @cached_property
    def appraisal_forms(self) -> "FormService":
        """自评表."""
        from edudesk.appraisal.service.forms import FormService

        return FormService(self.context)

    @cached_property
    def appraisal_dues(self) -> "AppraisalDues":
        """待办与到期 of the self-evaluations."""
        from edudesk.appraisal.service.dues import AppraisalDues

        return AppraisalDues(self.context)
