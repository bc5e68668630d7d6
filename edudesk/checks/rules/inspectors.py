"""How strict inspectors are, in all and on what others looked at too."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import mean, rounded
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.summary import TermSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorLine:
    """How strict somebody is in one kind of check. mean, spread: of their scores, spread the standard deviation;
    gap: against all sheets of that kind; shared, shared_gap: on units that others looked at too, against these."""

    id: str
    inspector: str
    kind: str
    count: int
    mean: Decimal
    spread: Decimal
    gap: Decimal
    shared: int
    shared_gap: Decimal | None
    sheets: tuple[str, ...]


def inspector_lines(summary: TermSummary) -> list[InspectorLine]:
    """Every inspector in every kind, the strictest of a kind first; re-checks and what does not count are left out."""
    by_kind: dict[str, list[SheetRow]] = defaultdict(list)
    by_unit: dict[str, list[SheetRow]] = defaultdict(list)
    for sheet in summary.facts.sheets:
        if not sheet.first_id and sheet.is_counted:
            by_kind[sheet.kind].append(sheet)
            by_unit[sheet.unit_id].append(sheet)
    lines = []
    for kind in [code for code in kinds() if code in by_kind]:
        middle = mean([_score(sheet) for sheet in by_kind[kind]])
        own: dict[str, list[SheetRow]] = defaultdict(list)
        for sheet in by_kind[kind]:
            own[sheet.inspector].append(sheet)
        of_kind = [_inspector(kind, name, sheets, middle, by_unit) for name, sheets in own.items()]
        lines += sorted(of_kind, key=lambda line: (line.mean, line.inspector))
    return lines


def _inspector(
    kind: str,
    name: str,
    sheets: Sequence[SheetRow],
    middle: Decimal,
    by_unit: Mapping[str, Sequence[SheetRow]],
) -> InspectorLine:
    scores = [_score(sheet) for sheet in sheets]
    average = sum(scores, Decimal(0)) / len(scores)
    gaps = []
    for sheet in sheets:
        others = [_score(one) for one in by_unit[sheet.unit_id] if one.inspector != name]
        if others:
            gaps.append(_score(sheet) - sum(others, Decimal(0)) / len(others))
    return InspectorLine(
        id=f"{kind}{name}",
        inspector=name,
        kind=kind,
        count=len(scores),
        mean=rounded(average),
        spread=rounded((sum(((one - average) ** 2 for one in scores), Decimal(0)) / len(scores)).sqrt()),
        gap=rounded(average) - middle,
        shared=len(gaps),
        shared_gap=rounded(sum(gaps, Decimal(0)) / len(gaps)) if gaps else None,
        sheets=tuple(sheet.id for sheet in sheets),
    )


def _score(sheet: SheetRow) -> Decimal:
    return sheet.score or Decimal(0)
