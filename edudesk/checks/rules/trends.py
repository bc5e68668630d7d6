"""The parts of a term over its months, and beside the term before."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import mean
from edudesk.checks.rules.over_terms import WHOLE, TermFigures, figures_now
from edudesk.checks.rules.summary import TermSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """A part of the term, or 学期综合 (part ""). months: "2026-09" -> mean of the units looked at then; now, before: mean
    of the teachers in this term and in the one before; all are 得分率, so that versions of forms can be compared."""

    part: str
    months: Mapping[str, Decimal]
    now: Decimal | None
    before: Decimal | None

    @property
    def id(self) -> str:
        """The part."""
        return self.part

    @property
    def change(self) -> Decimal | None:
        """Against the term before."""
        return None if self.now is None or self.before is None else self.now - self.before


def trend_lines(summary: TermSummary, earlier: TermFigures | None = None) -> list[TrendLine]:
    """A line for each part of the scheme, and the total as the first."""
    parts = tuple(summary.facts.scheme.parts)
    now = figures_now(summary)
    return [_trend(part, summary, now, earlier) for part in (WHOLE, *parts)]


def _trend(part: str, summary: TermSummary, now: TermFigures, earlier: TermFigures | None) -> TrendLine:
    by_month: dict[str, list[Decimal]] = defaultdict(list)
    if part:
        for told in summary.unit_scores.values():
            check = summary.campaigns[told.unit.campaign_id]
            if told.value is not None and kinds()[check.kind].part == part and told.sheets:
                by_month[told.sheets[0].on[:7]].append(told.value)
    return TrendLine(
        part=part,
        months={month: mean(values) for month, values in sorted(by_month.items()) if month},
        now=_mean_of(part, now),
        before=_mean_of(part, earlier) if earlier else None,
    )


def _mean_of(part: str, term: TermFigures) -> Decimal | None:
    values = [value for one in term.teachers if (value := one.figure(part)) is not None]
    return mean(values) if values else None
