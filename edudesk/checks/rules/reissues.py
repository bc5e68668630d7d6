"""What makes a reprint a 更正版: scores that are other than when the check was 通报 (5.4)."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from edudesk.checks.rows.corrections import COUNTED, SCORE, Correction
from edudesk.checks.rules.term_facts import TermFacts


class Reissue(NamedTuple):
    """A score that is another. name: of the unit; check: its title."""

    name: str
    check: str
    line: Correction

    @property
    def words(self) -> str:
        """李静“11月备课检查”97→93.5：复核教案（2026-11-20）."""
        why = f"：{self.line.words}" if self.line.words else ""
        return f"{self.name}“{self.check}”{self.line.change}{why}（{self.line.on}）"


def reissues(facts: TermFacts, campaign_ids: Collection[str] | None = None) -> list[Reissue]:
    """The scores that are other than 通报, by day. campaign_ids: of the checks that are printed, None = all."""
    units = {unit.id: unit.name for unit in facts.units}
    titles = {check.id: check.title for check in facts.campaigns}
    told: list[tuple[str, str, Sequence[Correction]]] = [
        (units.get(sheet.unit_id, ""), sheet.campaign_id, sheet.corrections)
        for sheet in (*facts.sheets, *facts.removed)
        if sheet.corrected
    ]
    told += [(unit.name, unit.campaign_id, facts.corrected.get(unit.id, ())) for unit in facts.units]
    found = [
        Reissue(name, titles[campaign_id], line)
        for name, campaign_id, lines in told
        if campaign_id in (titles if campaign_ids is None else campaign_ids)
        for line in lines
        if line.changes_paper and line.field in (SCORE, COUNTED)
    ]
    return sorted(found, key=lambda one: (one.line.on, one.name))
