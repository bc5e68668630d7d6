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
    by_check: dict[str, list[SheetRow]] = defaultdict(list)
    for sheet in summary.facts.sheets:
        if not sheet.first_id and (sheet.form, sheet.form_version) in forms:
            by_check[sheet.campaign_id].append(sheet)
    wanted = [campaign_id] if campaign_id else list(by_check)
    tallies = [_tally(summary, check_id, by_check[check_id]) for check_id in wanted]
    by_item: dict[str, list[_Judged]] = defaultdict(list)
    for tally in tallies:
        for one in tally:
            by_item[one.item.key].append(one)
    return sorted(map(_line, by_item.values()), key=lambda line: (-line.lost, line.id))


@dataclass(slots=True)
class _Judged:
    """An item of one version of a form in a check. sheets: points, as they were typed or worked out -> ids of the sheets;
    last: id of the last of them."""

    item: Item
    kind: str
    sheets: dict[str | Decimal, list[str]] = field(default_factory=lambda: defaultdict(list))
    last: str = ""


def _tally(summary: TermSummary, check_id: str, sheets: Sequence[SheetRow]) -> list[_Judged]:
    """How often each item was given which points in a check: as it was counted before where no sheet is another."""
    used = sorted({(sheet.form, sheet.form_version) for sheet in sheets})
    given = sheets, [summary.facts.forms[key] for key in used]
    last = summary.known.items.get(check_id)
    if last is None or last[0] != given:
        last = summary.known.items[check_id] = given, _counted(sheets, dict(zip(used, given[1], strict=True)))
    found: list[_Judged] = last[1]
    return found


def _counted(sheets: Sequence[SheetRow], forms: Mapping[tuple[str, int], CheckForm]) -> list[_Judged]:
    """The items that some sheet has points for."""
    tallies = {key: _Tally(form, sheets[0].kind) for key, form in forms.items()}
    # hundreds of sheets in one go: each by itself takes twice the time
    answers = _decoded([one.answers for one in sheets])
    counts = _decoded([one.counts for one in sheets])
    for sheet, told, numbers in zip(sheets, answers, counts, strict=True):
        tallies[sheet.form, sheet.form_version].take(sheet.id, told, numbers_of(numbers))
    return [one for tally in tallies.values() for one in tally.items if one.sheets]


class _Tally:
    """How often each item of one version of a form was given which points: they are added up once for all sheets."""

    def __init__(self, form: CheckForm, kind: str) -> None:
        self.items = [_Judged(item, kind) for item in form.items if item.full]
        self._known: dict[tuple[str, int | None, int | None], Decimal | None] = {}

    def take(self, sheet_id: str, answers: Mapping[str, Sequence[Any]], numbers: Mapping[str, int]) -> None:
        """One sheet. answers: as they are stored; numbers: of the head."""
        for one in self.items:
            answer = answers.get(one.item.key, _OPEN)
            points: str | Decimal | None = answer[0]
            if answer[1]:  # 不适用
                continue
            if points is None:
                points = self._computed(one.item, numbers, answer)
            if points is not None:
                one.sheets[points].append(sheet_id)
                one.last = sheet_id

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


def _line(judged: Sequence[_Judged]) -> ItemLine:
    """judged: an item in each check and version; it reads as on the last sheet."""
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
    last = max(judged, key=lambda one: one.last)
    return ItemLine(
        id=last.item.key,
        kind=last.kind,
        section=last.item.section,
        text=last.item.text,
        got=got,
        full=full,
        count=count,
        weak=len(weak),
        sheets=tuple(weak),
    )
