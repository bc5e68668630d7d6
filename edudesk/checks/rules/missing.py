"""Who is missing in the checks of a term: 待查, 漏查, 请假, 缓检, 缺检; also what one of several inspectors has not seen."""

from dataclasses import dataclass

from edudesk.checks.rows.campaigns import DUE, RUNNING, CampaignRow, UnitRow
from edudesk.checks.rows.campaigns import PUBLISHED as JUST_PUBLISHED
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.results import OVERLOOKED
from edudesk.checks.rules.several import ENOUGH, looks
from edudesk.checks.rules.summary import TermSummary

WAITING = "待查"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """A unit that not everybody has looked at who was to. word: 待查, 漏查 (the check is over), of several inspectors 待查 1/2,
    请假, 缓检, 缺检 …; reason: of being away, or who has not looked."""

    unit: UnitRow
    campaign: CampaignRow
    word: str
    reason: str

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
        seen = looks(unit, told.sheets)
        if ((told.value is not None or told.sheets) and seen is ENOUGH) or unit.campaign_id not in order:
            continue
        check = summary.campaigns[unit.campaign_id]
        runs = check.status in (JUST_PUBLISHED, RUNNING) and (not check.ends or check.ends >= today)
        word = told.word or (WAITING if runs and unit.state == DUE else OVERLOOKED)
        reason = unit.reason
        if told.sheets and seen is not ENOUGH:
            names = {one.id: one.name for one in inspectors_of(check) if one.id}
            word = f"{word} {seen.done}/{seen.given}"
            reason = f"{'、'.join(names.get(key, key) for key in seen.waits_for)}还没有检查"
        lines.append(MissingLine(unit=unit, campaign=check, word=word, reason=reason))
    return sorted(lines, key=lambda line: (order[line.unit.campaign_id], line.unit.place))
