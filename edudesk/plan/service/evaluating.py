"""Evaluations as they stand: live from the data, or as they were frozen."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from edudesk.base import clock
from edudesk.plan.forms.value import Scheme
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY, ReviewDraft, ReviewRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.asking import asked
from edudesk.plan.rules.freezing import thawed
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.reviews import counted_score, earlier_years, own_shares, review_of, typed_points
from edudesk.plan.rules.rounds import Evaluation, evaluate_round, evaluate_year
from edudesk.plan.rules.settling import settle
from edudesk.plan.rules.years import year_named
from edudesk.plan.service.reading import WholeService
from edudesk.plan.service.reviews import ReviewService
from edudesk.plan.service.schemes import SchemeService
from edudesk.store.context import Context

Actuals = Mapping[tuple[str, str], str]
_KEPT = 6


class Evaluations:
    """actuals: of a plan and a day, the figures that follow the data ((id of a measure, year) -> text)."""

    def __init__(
        self, context: Context, wholes: WholeService, actuals: Callable[[PlanWhole, date], Actuals]
    ) -> None:
        self.context, self._wholes, self._actuals = context, wholes, actuals
        self._schemes, self._reviews = SchemeService(context), ReviewService(context)
        self._kept: dict[tuple[object, ...], tuple[object, Judged]] = {}

    def of(self, plan_id: str, kind: str = YEARLY, year: str = "") -> Judged:
        """The evaluation of a kind and year of a plan, its own review if there is one; kept until something is done."""
        today = clock.today()
        key, stamp = (plan_id, kind, year, today), self.context.stamp()
        kept = self._kept.pop(key, None)
        if kept is None or kept[0] != stamp:
            kept = stamp, self._judged(self._wholes.of(plan_id), kind, year, today)
        self._kept = {**dict(list(self._kept.items())[1 - _KEPT :]), key: kept}
        return kept[1]

    def of_review(self, review_id: str) -> Judged:
        """The evaluation of a review. Raises UserError when it is gone."""
        row = self._reviews.get(review_id)
        return self.of(row.plan_id, row.kind, row.year)

    def freeze(self, review_id: str) -> ReviewRow:
        """Keep it as it is reported (ReviewService.freeze)."""
        judged = self.of_review(review_id)
        return self._reviews.freeze(review_id, judged.evaluation, judged.scheme, judged.on)

    def freeze_new(self, draft: ReviewDraft) -> ReviewRow:
        """The same of one that nobody has begun: it begins so, in one step."""
        judged = self.of(draft.plan_id, draft.kind, draft.year)
        return self._reviews.freeze(draft, judged.evaluation, judged.scheme, judged.on)

    def _judged(self, whole: PlanWhole, kind: str, year: str, today: date) -> Judged:
        review = review_of(whole.reviews, kind, year)
        if review is not None and review.content:
            kept = thawed(review.content)
            settled = settle(kept.evaluation, kept.scheme, review.adjustment, review.adjustment_reason)
            return Judged(whole, kind, review.year, review, kept.scheme, kept.evaluation, settled, kept.on)
        scheme = self._schemes.of(whole.plan.scheme)
        on = self._day(whole, kind, year, today)
        evaluation = self._live(whole, kind, year, review, scheme, on)
        adjustment = (review.adjustment, review.adjustment_reason) if review else ("", "")
        return Judged(
            whole,
            kind,
            year,
            review,
            scheme,
            evaluation,
            settle(evaluation, scheme, *adjustment),
            on.isoformat(),
        )

    def _live(
        self, whole: PlanWhole, kind: str, year: str, review: ReviewRow | None, scheme: Scheme, on: date
    ) -> Evaluation:
        goals = asked(
            whole.plan, whole.goals, whole.measures, whole.targets, whole.tasks,
            "" if kind == AT_END else year, self._actuals(whole, on), own_shares(whole, review.id) if review else {},
            is_since_begin=kind == MIDTERM,
        )  # fmt: skip
        given = typed_points(review) if review else {}
        if kind == AT_END:
            return evaluate_round(goals, scheme, given, self._yearly(whole, on))
        found, one = evaluate_year(goals, scheme, year, given), year_named(whole.plan, year)
        return found.before(one.first) if one is not None and one.first > on.isoformat() else found

    def _yearly(self, whole: PlanWhole, on: date) -> dict[str, Fraction | None]:
        """The scores of the years before the last: as reviewed, of a review that is still live as it stands."""
        found: dict[str, Fraction | None] = {}
        for year in earlier_years(whole):
            review = review_of(whole.reviews, YEARLY, year)
            score = counted_score(review) if review else None
            if review is not None and score is None:
                settled = self._judged(whole, YEARLY, year, on).settled
                score = Fraction(settled.score) if settled else None
            found[year] = score
        return found

    @staticmethod
    def _day(whole: PlanWhole, kind: str, year: str, today: date) -> date:
        """The day the figures stand for: today, of a year that is over its last day."""
        one = year_named(whole.plan, year)
        last = whole.plan.ends if kind == AT_END or one is None else one.last
        return min(today, date.fromisoformat(last)) if last else today
