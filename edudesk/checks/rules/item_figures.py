"""What was lost on each item of the forms in a term, the one that lost most first."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from edudesk.base.memory import uncollected
from edudesk.checks.forms.points import rounded
from edudesk.checks.forms.scoring import computed
from edudesk.checks.forms.value import CheckForm, Item, Method
from edudesk.checks.rows.sheets import SheetRow, numbers_of
from edudesk.checks.rules.problems import WEAK
from edudesk.checks.rules.summary import TermSummary

_OPEN: tuple[Any, ...] = (None, False, "", {})  # an answer as it is stored, of an item nobody judged


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


@uncollected()
def item_lines(summary: TermSummary, campaign_id: str = "") -> list[ItemLine]:
    """The items, the one that lost most first. campaign_id: of one check, "" = of the term."""
    forms = summary.facts.forms
    sheets = [
        sheet
        for sheet in summary.facts.sheets
        if not sheet.first_id
        and (sheet.form, sheet.form_version) in forms
        and not (campaign_id and sheet.campaign_id != campaign_id)
    ]
    tallies = {key: _Tally(form) for key, form in forms.items()}
    told: dict[str, tuple[str, Item]] = {}
    # thousands of sheets in one go: each by itself takes twice the time
    typed = zip(
        _decoded([one.answers for one in sheets]), _decoded([one.counts for one in sheets]), strict=True
    )
    for sheet, (answers, counts) in zip(sheets, typed, strict=True):
        tallies[sheet.form, sheet.form_version].take(sheet, answers, counts, told)
    by_item: dict[str, list[_Judged]] = defaultdict(list)
    for tally in tallies.values():
        for one in tally.items:
            by_item[one.item.key].append(one)
    lines = [_line(kind, item, by_item[key]) for key, (kind, item) in told.items()]
    return sorted(lines, key=lambda line: (-line.lost, line.id))


@dataclass(frozen=True, slots=True)
class _Judged:
    """An item of one version of a form. sheets: points, as they were typed or worked out -> ids of the sheets."""

    item: Item
    sheets: dict[str | Decimal, list[str]] = field(default_factory=lambda: defaultdict(list))


class _Tally:
    """How often each item of one version of a form was given which points: they are added up once for all sheets."""

    def __init__(self, form: CheckForm) -> None:
        self.items = [_Judged(item) for item in form.items if item.full]
        self._known: dict[tuple[str, int | None, int | None], Decimal | None] = {}

    def take(
        self,
        sheet: SheetRow,
        answers: Mapping[str, Sequence[Any]],
        counts: Mapping[str, object],
        told: dict[str, tuple[str, Item]],
    ) -> None:
        """One sheet. answers, counts: as they are stored; told: item key -> kind and item, as last looked at."""
        numbers = numbers_of(counts)
        for one in self.items:
            item = one.item
            answer = answers.get(item.key, _OPEN)
            points: str | Decimal | None = answer[0]
            if answer[1]:  # 不适用
                continue
            if points is None:
                points = self._computed(item, numbers, answer)
            if points is not None:
                one.sheets[points].append(sheet.id)
                told[item.key] = sheet.kind, item

    def _computed(self, item: Item, numbers: Mapping[str, int], answer: Sequence[Any]) -> Decimal | None:
        """What the numbers give; a share of the same two numbers was worked out before."""
        if item.method is not Method.BAND:
            return computed(item, numbers, answer[3]).points
        key = item.key, numbers.get(item.part), numbers.get(item.whole)
        if key not in self._known:
            self._known[key] = computed(item, numbers).points
        return self._known[key]


def _decoded(texts: Sequence[str]) -> list[Any]:
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found


def _line(kind: str, item: Item, judged: Sequence[_Judged]) -> ItemLine:
    """item: as its text reads now; judged: in each version."""
    got = full = Decimal(0)
    count = 0
    poor: dict[Decimal, list[str]] = defaultdict(list)
    for one in judged:
        for typed, sheets in one.sheets.items():
            points, of = Decimal(typed), len(sheets)
            got += points * of
            full += one.item.full * of
            count += of
            if (share := points / one.item.full) < WEAK:
                poor[share] += sheets
    weak = [sheet_id for _, sheets in sorted(poor.items()) for sheet_id in sorted(sheets)]
    return ItemLine(
        id=item.key,
        kind=kind,
        section=item.section,
        text=item.text,
        got=got,
        full=full,
        count=count,
        weak=len(weak),
        sheets=tuple(weak),
    )
