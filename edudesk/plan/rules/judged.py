"""An evaluation as pages and papers take it: with its review, its scheme and the plan it is of."""

from dataclasses import dataclass

from edudesk.plan.forms.value import Scheme
from edudesk.plan.rows.reviews import ReviewRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.rounds import Evaluation
from edudesk.plan.rules.settling import Settled


@dataclass(frozen=True)
class Judged:
    """An evaluation with what it was made with. review: None while nobody began one; on: ISO day of the figures;
    settled: with the manual adjustment, None while there is no score."""

    whole: PlanWhole
    kind: str
    year: str
    review: ReviewRow | None
    scheme: Scheme
    evaluation: Evaluation
    settled: Settled | None
    on: str

    @property
    def is_frozen(self) -> bool:
        """Whether it no longer follows the data."""
        return bool(self.review and self.review.content)
