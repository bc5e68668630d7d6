"""The rounds of plans that go on from each other."""

from collections.abc import Iterable

from edudesk.plan.rows.plans import PlanRow


def linked(plans: Iterable[PlanRow], plan_id: str) -> list[PlanRow]:
    """A plan with the rounds before it and those that go on from it, the first first; a ring is walked once."""
    by_id = {row.id: row for row in plans}
    found = {}
    above = by_id.get(plan_id)
    while above is not None and above.id not in found:
        found[above.id] = above
        above = by_id.get(above.previous_id)
    below = {plan_id}
    while below:
        after = {row.id for row in by_id.values() if row.previous_id in below} - found.keys()
        found |= {row_id: by_id[row_id] for row_id in after}
        below = after
    return sorted(found.values(), key=lambda row: (row.starts, row.id))
