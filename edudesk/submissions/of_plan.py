"""Which plan a pack or a paper is about; without the reports behind them, so that the list of packs can ask."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from edudesk.plan.rows.plans import CALENDAR_YEAR, PlanRow
from edudesk.plan.rows.reviews import YEARLY
from edudesk.plan.rules.meant import Use, plan_for, uses
from edudesk.submissions.rows.packs import Pack, PackFile
from edudesk.submissions.sources import Sources

PLAN: Final = "plan"
_PREFIX: Final = f"{PLAN}_"


def plan_meant(sources: Sources, on: date, use: Use) -> PlanRow | None:
    """The plan that a paper for this use is about on a day; None without any."""

    def reviewed(plan: PlanRow) -> set[str]:
        return {row.year for row in sources.plan_wholes.of(plan.id).reviews if row.kind == YEARLY}

    return plan_for(sources.plans.rows(), on.isoformat(), use, reviewed)


def plans_of(sources: Sources, files: Iterable[PackFile], on: date, plan_id: str = "") -> dict[str, PlanRow]:
    """The report of each paper of a plan in a pack -> the plan it is about on a day; {} without plans, or such papers.

    plan_id: the one that is wanted, "" = as each paper is used. Raises UserError when it is gone.
    """
    keys = [file.report.removeprefix(_PREFIX) for file in files if file.report.startswith(_PREFIX)]
    if not keys:
        return {}
    wanted = sources.plans.get(plan_id) if plan_id else None
    found = {use: wanted or plan_meant(sources, on, use) for use in set(uses(keys).values())}
    return {f"{_PREFIX}{key}": row for key, use in uses(keys).items() if (row := found[use]) is not None}


def is_by_calendar(plans: Iterable[PlanRow]) -> bool:
    """Whether there are plans and all have calendar years."""
    bases = {one.year_basis for one in plans}
    return bases == {CALENDAR_YEAR}


def handed_in(school_year: str, on: date, plans: Sequence[PlanRow]) -> str:
    """The year that what names none is called by: the school year, with papers of plans by calendar years the year of the day."""
    return f"{on.year}年" if is_by_calendar(plans) else school_year


def told_title(pack: Pack, plans: Sequence[PlanRow]) -> str:
    """A pack with the plans it is about."""
    return f"{pack.title}：{'、'.join(one.title for one in plans)}" if plans else pack.title
