"""What was lost on each item of the forms in a term, the one that lost most first."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from edudesk.checks.forms.points import rounded
from edudesk.checks.forms.scoring import EMPTY, does_not_apply, points_of
from edudesk.checks.rules.problems import WEAK
from edudesk.checks.rules.summary import TermSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item over all sheets of a term, of whatever version. got, full: sums of points and of what could be had;
    weak: sheets on which it had less than 60 %; sheets: ids of these, the poorest first."""

    id: str
    kind: str
    section: str
    text: str
    got: Decimal
    full: Decimal
    count: int
    weak: int
    sheets: tuple[str, ...]

    @property
    def lost(self) -> Decimal:
        """失分率 in per cent, one place."""
        return rounded((self.full - self.got) * 100 / self.full)


def item_lines(summary: TermSummary, campaign_id: str = "") -> list[ItemLine]:
    """The items, the one that lost most first. campaign_id: of one check, "" = of the term."""
    got: dict[str, Decimal] = defaultdict(Decimal)
    full: dict[str, Decimal] = defaultdict(Decimal)
    shares: dict[str, list[tuple[Decimal, str]]] = defaultdict(list)
    told = {}
    for sheet in summary.facts.sheets:
        form = summary.facts.forms.get((sheet.form, sheet.form_version))
        if sheet.first_id or form is None or (campaign_id and sheet.campaign_id != campaign_id):
            continue
        numbers, judged = sheet.numbers, sheet.judged
        for item in form.items:
            answer = judged.get(item.key, EMPTY)
            if not item.full or does_not_apply(item, numbers, answer):
                continue
            points = points_of(item, numbers, answer)
            if points is None:
                continue
            got[item.key] += points
            full[item.key] += item.full
            shares[item.key].append((points / item.full, sheet.id))
            told[item.key] = (sheet.kind, item)
    lines = []
    for key, (kind, item) in told.items():
        weak = sorted((share, sheet_id) for share, sheet_id in shares[key] if share < WEAK)
        lines.append(
            ItemLine(
                id=key,
                kind=kind,
                section=item.section,
                text=item.text,
                got=got[key],
                full=full[key],
                count=len(shares[key]),
                weak=len(weak),
                sheets=tuple(sheet_id for _, sheet_id in weak),
            )
        )
    return sorted(lines, key=lambda line: (-line.lost, line.id))
