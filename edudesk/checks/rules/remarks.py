"""What should be looked into before the figures of a term are used: inspectors far apart (R2), figures that are nobody's."""

from collections.abc import Sequence

from edudesk.checks.rules.combining import SPREAD_TOLD
from edudesk.checks.rules.results import UnitScore
from edudesk.checks.rules.summary import TermSummary

_NAMED = 3


def term_remarks(summary: TermSummary) -> tuple[str, ...]:
    """Sentences for whoever is responsible, who leads the inspectors; they stand on no paper."""
    told = (
        (
            f"检查人之间相差超过 {SPREAD_TOLD} 分，请组长复核",
            [one for one in summary.unit_scores.values() if one.remarks],
        ),
        ("代课教师不在花名册里，得分不计入任何人", summary.of_nobody),
    )
    return tuple(f"{text}：{_named(summary, found)}。" for text, found in told if found)


def _named(summary: TermSummary, found: Sequence[UnitScore]) -> str:
    named = [f"{one.unit.who} {summary.campaigns[one.unit.campaign_id].title}" for one in found[:_NAMED]]
    return "、".join(named) + (f"等 {len(found)} 份" if len(found) > _NAMED else "")
