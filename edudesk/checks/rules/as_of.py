"""A term of checks as it stood on a day of it: what was done later is not there yet."""

from dataclasses import replace
from datetime import date

from edudesk.checks.rules.term_facts import TermFacts


def as_of(facts: TermFacts, day: date) -> TermFacts:
    """What was known of the term on the evening of a day; 免检 and the states of units have no day and stay."""
    last = day.isoformat()
    begun = {one.id for one in facts.campaigns if one.begins <= last}
    return replace(
        facts,
        today=day,
        campaigns=[one for one in facts.campaigns if one.id in begun],
        units=[one for one in facts.units if one.campaign_id in begun],
        sheets=[one for one in facts.sheets if one.campaign_id in begun and one.on <= last],
        problems=[one for one in facts.problems if one.found_on <= last],
        patrols=[one for one in facts.patrols if one.day <= last],
        listening=[one for one in facts.listening if one.checked_on <= last],
    )
