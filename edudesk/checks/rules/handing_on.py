"""Others look at a check that is published already: who gets what nobody has looked at yet (教学常规检查 3.1, R12)."""

from collections.abc import Collection, Mapping, Sequence

from edudesk.checks.rows.campaigns import DUE, CampaignDraft, UnitRow
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.sampling import Inspector, by_right, may_inspect


def handed_on(
    before: CampaignDraft,
    after: CampaignDraft,
    units: Sequence[UnitRow],
    looked: Mapping[str, Collection[str]],
    owners: Mapping[str, str],
) -> dict[str, str]:
    """Unit id -> inspectors, of those units that get others.

    Of who fell out the open units go to the least busy of the own subject; the rest stays where it was announced. When
    nobody fell out, but somebody came or has other subjects, all open units are shared out anew. looked: unit id -> ids
    or names of who has submitted a sheet; owners: unit id -> whose work it is.
    """
    team = {one.key: one for one in inspectors_of(after)}
    fell_out = {one.key for one in inspectors_of(before)} - team.keys()
    number = after.per_unit or 1
    held = {unit.id: _held(unit, team, looked.get(unit.id, ()), keeps=bool(fell_out)) for unit in units}
    busy = {key: sum(key in given for given in held.values()) for key in team}
    found = {}
    for unit in units:
        given, done = held[unit.id], looked.get(unit.id, ())
        if unit.state != DUE or len(done) >= number:
            continue
        able = [one for one in team.values() if may_inspect(one.id, owners.get(unit.id, unit.teacher_id))]
        able = [one for one in able if one.key not in given]
        for one in by_right(able, unit.subject, busy)[: max(number - len(given), 0)]:
            given.append(one.key)
            busy[one.key] += 1
        if (text := "、".join(given)) != unit.inspectors:
            found[unit.id] = text
    return found


def _held(unit: UnitRow, team: Mapping[str, Inspector], looked: Collection[str], *, keeps: bool) -> list[str]:
    """Of those a unit was given to who stays with it: who has looked, and who still is to."""
    given = [key for key in unit.inspectors.split("、") if key]
    if unit.state != DUE:
        return given
    return [key for key in given if key in looked or (keeps and key in team)]
