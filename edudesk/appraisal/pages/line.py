"""A self-evaluation as the list and the drawer show it: on its form, scored."""

from dataclasses import dataclass
from decimal import Decimal

from edudesk.appraisal.forms.value import Form
from edudesk.appraisal.reports.facts import figure, points_text
from edudesk.appraisal.rows.appraisals import AppraisalRow
from edudesk.appraisal.rules.scoring import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalLine(AppraisalRow):
    """A self-evaluation as the table shows it."""

    sheet: Form
    judged: Judged

    @property
    def total(self) -> str:
        """86.5, of 100."""
        return points_text(self.judged.total)

    @property
    def outside(self) -> str:
        """Of the 复评; "" without one."""
        return points_text(self.judged.outside)

    @property
    def apart(self) -> Decimal | None:
        """How much the 复评 gives more than the school itself, of the figures as they are printed; None without one."""
        own, outside = figure(self.judged.total), figure(self.judged.outside)
        return None if own is None or outside is None else outside - own

    @property
    def lacks(self) -> str:
        """3 项没评, "" when all are judged."""
        return f"{len(self.judged.missing)} 项没评" if self.judged.missing else ""
