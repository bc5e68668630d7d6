"""What the papers of a self-evaluation are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from edudesk.appraisal.forms.value import Form
from edudesk.appraisal.rows.appraisals import AppraisalRow
from edudesk.appraisal.rules.scoring import Judged
from edudesk.base import files
from edudesk.base.masking import Audience
from edudesk.base.rounding import scaled
from edudesk.school.rows import SchoolDraft


@dataclass(frozen=True)
class AppraisalFacts:
    """row, form, judged: the self-evaluation a paper is about, on its form, scored; None = an empty form to fill in by hand; earlier:
    school year -> those of the same form before, for the comparison; files: names of its proofs."""

    school: SchoolDraft
    on: date
    form: Form
    row: AppraisalRow | None
    judged: Judged
    earlier: Mapping[str, Judged] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    footer: str = ""

    def file_name(self, title: str, audience: Audience) -> str:
        """Whose, what, of which year and day, for whom."""
        year = f"_{self.row.year}学年" if self.row is not None else ""
        return files.safe_name(self.school.name, f"_{title}{year}_{self.on:%Y%m%d}_{audience.mark}")


def figure(value: Fraction | None) -> Decimal | None:
    """The number that points_text prints, for columns of numbers: with one decimal, below each other."""
    return None if value is None else Decimal(scaled(value)).scaleb(-1)


def points_text(value: Fraction | None) -> str:
    """6.7, 15: one decimal, half up; "" when there is none."""
    if value is None:
        return ""
    tenths = scaled(value)
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
