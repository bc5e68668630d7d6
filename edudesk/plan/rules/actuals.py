"""What a measure that follows an indicator comes to (规划与项目调研 2.3: source roster, checks, projects)."""

from collections.abc import Iterable, Mapping
from typing import Final

from edudesk.indicators.rows.values import WHOLE, Result, Shape
from edudesk.plan.rows.measures import YES, MeasureDraft, MeasureRow, TargetRow
from edudesk.plan.rules.amounts import told
from edudesk.plan.rules.years import PlanYear

_PLACES: Final = {Shape.SHARE: 1, Shape.COUNT: 0, Shape.ONE_TO: 1}


def live_actuals(
    measures: Iterable[MeasureRow],
    target: Mapping[tuple[str, str], TargetRow],
    year: PlanYear,
    results: Iterable[Result],
) -> dict[tuple[str, str], str]:
    """(id of a measure, word of the year) -> figure, of all measures bound to an indicator that can be said.

    What is frozen for the year is left out: it follows nothing any more.
    """
    found: dict[str, dict[str, Result]] = {}
    for one in results:
        found.setdefault(one.indicator.id, {})[one.stage] = one
    actuals = {}
    for measure in measures:
        own = target.get((measure.id, year.word))
        result = result_for(measure, found.get(measure.source, {}))
        if result is None or (own is not None and own.frozen == YES):
            continue
        if text := live_text(measure, result):
            actuals[measure.id, year.word] = text
    return actuals


def result_for(measure: MeasureDraft, of_stage: Mapping[str, Result]) -> Result | None:
    """The result a measure follows: of its 学段, else of the whole school, else of the only 学段 there is."""
    if measure.stage:
        return of_stage.get(measure.stage)
    if WHOLE in of_stage:
        return of_stage[WHOLE]
    return next(iter(of_stage.values())) if len(of_stage) == 1 else None


def live_text(measure: MeasureDraft, result: Result) -> str:
    """The figure as the measure prints it, a share in per cent; "" when it cannot be said. It is judged as it is printed."""
    if result.value is None:
        return ""
    shape = result.indicator.shape
    value = result.value * 100 if shape is Shape.SHARE else result.value
    places = measure.decimals
    if places is None:
        places = _PLACES.get(shape, result.indicator.decimals)
    return told(value, places)
