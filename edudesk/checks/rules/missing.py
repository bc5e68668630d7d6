"""Who is missing in the checks of a term: 待查, 漏查, 请假, 缓检, 缺检."""

from dataclasses import dataclass

from edudesk.checks.rows.campaigns import DUE, RUNNING, CampaignRow, UnitRow
from edudesk.checks.rows.campaigns import PUBLISHED as JUST_PUBLISHED
from edudesk.checks.rules.results import OVERLOOKED
from edudesk.checks.rules.summary import TermSummary

WAITING = "待查"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """A unit without a score. word: 待查, 漏查 (the check is over), 请假, 缓检, 缺检 …; on: the new day."""

    unit: UnitRow
    campaign: CampaignRow
    word: str

    @property
    def id(self) -> str:
        """Of the unit."""
        return self.unit.id


def missing_lines(summary: TermSummary) -> list[MissingLine]:
    """Who is missing what, check after check."""
    today = summary.facts.today.isoformat()
    lines = []
    order = {check.id: place for place, check in enumerate(summary.checks)}
    for unit in summary.facts.units:
        told = summary.unit_scores[unit.id]
        if told.value is not None or told.sheets or unit.campaign_id not in order:
            continue
        check = summary.campaigns[unit.campaign_id]
        runs = check.status in (JUST_PUBLISHED, RUNNING) and (not check.ends or check.ends >= today)
        word = told.word or (WAITING if runs and unit.state == DUE else OVERLOOKED)
        lines.append(MissingLine(unit=unit, campaign=check, word=word))
    return sorted(lines, key=lambda line: (order[line.unit.campaign_id], line.unit.place))
