"""同时抽查: several checks of the same persons in one pass (教学常规检查 2, 六张表的相互印证)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.value import Unit
from edudesk.checks.rows.campaigns import CLASSES, YES, CampaignDraft, UnitDraft
from edudesk.checks.rules.campaigns import classes_drawn, in_classes, sampled, shared_out
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.units import Found

NOTES = "TB"  # 听课笔记 have no form of their own: they are registered beside the others
U = TypeVar("U", bound=UnitDraft)


def beside(title: str, first: str, kind: str) -> str:
    """The name of a check beside one of another type: 11月备课检查 → 11月作业检查, 期中常规检查 → 期中常规检查（作业）.

    first, kind: codes of the types.
    """
    own, other = kinds()[first].name, kinds()[kind].name
    return title.replace(own, other, 1) if own in title else f"{title}（{other}）"


def in_one_pass(draft: CampaignDraft, every: Iterable[CampaignDraft]) -> list[CampaignDraft]:
    """The checks made in one pass with a check, itself among them. every: in the order they were arranged."""
    return [one for one in every if one.together == draft.together] if draft.together else [draft]


def pass_words(checks: Sequence[CampaignDraft]) -> str:
    """备课、作业、听课笔记: what is looked at in one pass; "" of a check by itself."""
    names = [kinds()[one.kind].name if one.kind in kinds() else one.kind for one in checks]
    if any(one.notes == YES for one in checks):
        names.append(kinds()[NOTES].name)
    return "、".join(names) if len(names) > 1 else ""


def sampled_together(
    draft: CampaignDraft, found: Sequence[Sequence[Found]], last: Mapping[str, str], term_start: str = ""
) -> list[list[Found]]:
    """The units of each check: persons, or classes, are drawn once for all, with what is theirs; groups and rooms come with
    their persons. draft: of the first check; found: check after check; last, term_start: as of campaigns.sampled."""
    if draft.sampling == CLASSES:
        names = classes_drawn(draft, chain.from_iterable(found))
        return [in_classes(units, names) for units in found]
    people = [unit for unit in chain.from_iterable(found) if _is_own(unit)]
    if len(found) == 1 or not people:
        return [sampled(draft, units, last, term_start) for units in found]
    drawn = {unit.teacher_id for unit in sampled(draft, people, last, term_start)}
    groups = {unit.group for unit in people if unit.teacher_id in drawn}
    return [
        [
            unit
            for unit in units
            if unit.teacher_id in drawn or (unit.form.unit is Unit.GROUP and unit.group in groups)
        ]
        for units in found
    ]


def _is_own(unit: Found) -> bool:
    """Somebody's own material, not that of a group or a class."""
    return unit.form.unit not in (Unit.GROUP, Unit.ROOM)


def looks_together(
    draft: CampaignDraft, due: Sequence[Sequence[Found]], leaders: Mapping[str, str]
) -> dict[str, tuple[Inspector, ...]]:
    """Found.who -> who looks: the same at all forms of a person. due: check after check."""
    firsts = {unit.who: unit for unit in reversed(list(chain.from_iterable(due)))}
    units = [firsts[who] for who in dict.fromkeys(unit.who for unit in chain.from_iterable(due))]
    return {unit.who: who for unit, who in zip(units, shared_out(draft, units, leaders), strict=True)}


def in_passing(units: Sequence[Sequence[U]]) -> list[U]:
    """One queue of all: form after form of a person, persons as the first check has them; the forms that look at the
    books of one class stand together. units: check after check, in their order."""
    everybody = list(chain.from_iterable(units))
    people: dict[str, int] = {}
    books: dict[tuple[str, str, str], int] = {}
    for unit in everybody:
        people.setdefault(_owner(unit), len(people))
        books.setdefault((_owner(unit), unit.subject, unit.classes), len(books))
    return sorted(
        everybody, key=lambda unit: (people[_owner(unit)], books[_owner(unit), unit.subject, unit.classes])
    )


def _owner(unit: UnitDraft) -> str:
    return unit.teacher_id or unit.name
