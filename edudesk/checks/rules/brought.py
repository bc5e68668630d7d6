"""Values brought from one form to another of the same person, where nothing was typed (forms/checks/brought.toml)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import rounded
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.forms.scoring import EMPTY, Answer, points_of
from edudesk.checks.forms.value import HALF, CheckForm
from edudesk.checks.rows.campaigns import UnitDraft
from edudesk.checks.rows.sheets import DRAFT, SheetRow
from edudesk.checks.rules.sheets import Filled

BROUGHT = "取自"  # begins the reason of a value nobody has judged anew
_CHECK = "check"


@dataclass(frozen=True, slots=True)
class Source:
    """A stored sheet with what it is about. is_beside: of the checks made together, not of another of the term."""

    sheet: SheetRow
    unit: UnitDraft
    form: CheckForm
    is_beside: bool = True


class Brought(NamedTuple):
    """items: key -> answer with where it is from; counts: field -> number."""

    items: Mapping[str, Answer]
    counts: Mapping[str, int]

    def into(self, filled: Filled) -> Filled:
        """The sheet with these where it says nothing; what was typed stays."""
        typed = {key: one for key, one in filled.answers.items() if one != EMPTY}
        return replace(filled, answers={**self.items, **typed}, counts={**self.counts, **filled.counts})


def brought(form: CheckForm, unit: UnitDraft, sources: Iterable[Source]) -> Brought:
    """What the form of a unit may take from sheets that are there, the oldest first."""
    told = [one for one in sources if one.sheet.status != DRAFT and not one.sheet.first_id]
    own = [one for one in told if _is_same(unit, one.unit) and one.unit != unit]
    return Brought(_items(form, own), _counts(form, unit, told, own))


def wanted_of_term(form: CheckForm) -> frozenset[str]:
    """Keys of items that a form takes from other checks of the term."""
    own = {item.key for item in form.items}
    rules = [rule for rule in _rules()["item"] if rule["item"] in own and rule["within"] != _CHECK]
    return frozenset(key for rule in rules for key in rule["from"])


def _is_same(unit: UnitDraft, other: UnitDraft) -> bool:
    """Of one person, subject and class; of a group all its members."""
    if not unit.teacher_id:
        return bool(unit.group) and unit.group == other.group
    mine, theirs = set(unit.classes.split("、")) - {""}, set(other.classes.split("、")) - {""}
    is_person = unit.teacher_id == other.teacher_id and unit.subject == other.subject
    return is_person and (not mine or not theirs or bool(mine & theirs))


def _items(form: CheckForm, own: Sequence[Source]) -> dict[str, Answer]:
    found = {}
    for rule in _rules()["item"]:
        item = next((one for one in form.items if one.key == rule["item"]), None)
        if item is None:
            continue
        meant = [one for one in own if one.is_beside or rule["within"] != _CHECK]
        shares = _shares(meant, rule["from"])
        if rule["within"] != _CHECK:  # of a whole term the last check counts
            shares = {key: shares[key] for key in list(shares)[-1:]}
        every = [share for one in shares.values() for share in one]
        if every:
            points = rounded(sum(every, Decimal(0)) / len(every) * item.full, HALF)
            names = dict.fromkeys(
                kinds()[one.sheet.kind].name for one in meant if one.unit.campaign_id in shares
            )
            found[item.key] = Answer(points, reason=f"{BROUGHT}{'、'.join(names)}检查")
    return found


def _shares(sources: Sequence[Source], keys: Sequence[str]) -> dict[str, list[Decimal]]:
    """Campaign id -> points of full points, a figure for each sheet that judged one of the items."""
    found: defaultdict[str, list[Decimal]] = defaultdict(list)
    for one in sources:
        judged, numbers = one.sheet.judged, one.sheet.numbers
        items = [item for item in one.form.items if item.key in keys and item.full]
        points = [(points_of(item, numbers, judged.get(item.key, EMPTY)), item.full) for item in items]
        counted = [(got, full) for got, full in points if got is not None]
        if counted:
            whole = sum((full for _, full in counted), Decimal(0))
            found[one.unit.campaign_id].append(sum((got for got, _ in counted), Decimal(0)) / whole)
    return found


def _counts(
    form: CheckForm, unit: UnitDraft, told: Sequence[Source], own: Sequence[Source]
) -> dict[str, int]:
    asked = {field.key for field in form.fields}
    found = {}
    for rule in _rules()["field"]:
        if rule["field"] not in asked:
            continue
        numbers = [one.sheet.numbers[rule["from"]] for one in own if rule["from"] in one.sheet.numbers]
        if numbers:
            found[rule["field"]] = numbers[-1]
    alike = sorted(
        (one.sheet for one in told if one.unit.campaign_id == unit.campaign_id), key=lambda sheet: sheet.id
    )
    for key in asked.intersection(_rules()["same"]):
        number = next((sheet.numbers[key] for sheet in reversed(alike) if key in sheet.numbers), None)
        if number is not None:
            found[key] = number
    return found


@cache
def _rules() -> dict[str, Any]:
    return shipped_list("brought")
