"""What should be looked into before the figures of a term are used: inspectors far apart (R2)."""

from edudesk.checks.rules.combining import SPREAD_TOLD
from edudesk.checks.rules.summary import TermSummary

_NAMED = 3


def term_remarks(summary: TermSummary) -> tuple[str, ...]:
    """Sentences for whoever is responsible, who leads the inspectors; they stand on no paper."""
    found = [one for one in summary.unit_scores.values() if one.remarks]
    if not found:
        return ()
    named = [f"{one.unit.name} {summary.campaigns[one.unit.campaign_id].title}" for one in found[:_NAMED]]
    more = f"等 {len(found)} 份" if len(found) > _NAMED else ""
    return (f"检查人之间相差超过 {SPREAD_TOLD} 分，请组长复核：{'、'.join(named)}{more}。",)
