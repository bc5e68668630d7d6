"""How far a check has come: where each unit stands, who comes next, and what was found the last time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from edudesk.checks.forms.points import plain
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import DUE, NOT_HANDED_IN, UnitRow
from edudesk.checks.rows.sheets import DRAFT, SheetRow
from edudesk.checks.rules.results import AS_SHIPPED, How, UnitScore, unit_grade, unit_score
from edudesk.checks.rules.several import looks

WAITING, FILLING, CHECKED = "待查", "填写中", "已查"


@dataclass(frozen=True, slots=True)
class Standing:
    """word: what stands at the end of the line (95 优秀, 填写中, 请假, 待查, 已查 1/2); level: number of the grade, best
    0, None = no grade; is_done: has the sheets it needs or is 未交; is_due: still to be checked; waits_for: of several
    inspectors it was given to those who have not looked yet, ids or names; what: said beside the name, "" = the subject."""

    unit: UnitRow
    word: str
    level: int | None = None
    is_done: bool = False
    is_due: bool = False
    waits_for: tuple[str, ...] = ()
    what: str = ""

    @property
    def said(self) -> str:
        """What stands beside the name."""
        return self.what or self.unit.subject


def standing(
    unit: UnitRow,
    form: CheckForm,
    sheets: Sequence[SheetRow],
    *,
    has_draft: bool,
    how: How = AS_SHIPPED,
    drops_extremes: bool = False,
) -> Standing:
    """Where a unit stands. sheets: its own; how: of its term, drops_extremes: of its check, which its score goes by."""
    firsts, given, waits_for = looks(unit, sheets)
    score = unit_score(unit, sheets, how=how, drops_extremes=drops_extremes)
    found = _standing(score, form, sheets, has_draft=has_draft)
    if not waits_for:
        return found
    if not firsts or found.word == FILLING:
        return replace(found, is_done=False, is_due=True, waits_for=waits_for)
    word = f"{CHECKED} {firsts}/{given}"
    return Standing(unit, word, is_due=True, waits_for=waits_for)


def _standing(score: UnitScore, form: CheckForm, sheets: Sequence[SheetRow], *, has_draft: bool) -> Standing:
    unit, submitted = score.unit, [sheet for sheet in sheets if sheet.status != DRAFT]
    if score.word == NOT_HANDED_IN:
        return Standing(unit, unit.state, len(form.levels) - 1 if form.levels else None, is_done=True)
    if has_draft:
        return Standing(unit, FILLING, is_done=bool(submitted), is_due=not submitted)
    if not submitted:
        is_due = unit.state == DUE
        return Standing(unit, WAITING if is_due else unit.state, is_due=is_due)
    if score.value is None or not form.levels:
        return Standing(unit, CHECKED, is_done=True)
    grade = unit_grade(form, score)
    level = [one.name for one in form.levels].index(grade)
    return Standing(unit, f"{plain(score.value)} {grade}", level, is_done=True)


def following(line: Sequence[Standing], unit_id: str, inspector: Collection[str] = ()) -> UnitRow | None:
    """The next unit that is due behind one, else the first that is; None when all is done. inspector: id and name of who
    types: units that wait for others come when theirs are done."""
    places = [place for place, one in enumerate(line) if one.unit.id == unit_id]
    start = places[0] + 1 if places else 0
    due = [one for one in (*line[start:], *line[:start]) if one.is_due and one.unit.id != unit_id]
    own = (one for one in due if not one.waits_for or set(inspector) & set(one.waits_for))
    return next((one.unit for one in (*own, *due)), None)


def before(earlier: Sequence[SheetRow], school_year: str, term: str) -> str:
    """本学期第 3 次，上次 90 良好. earlier: sheets of other checks, oldest first; "" when there are none."""
    firsts = [sheet for sheet in earlier if not sheet.first_id and sheet.status != DRAFT]
    this_term = {
        sheet.campaign_id for sheet in firsts if (sheet.school_year, sheet.term) == (school_year, term)
    }
    counted = [sheet for sheet in firsts if sheet.is_counted]
    if not counted:
        return ""
    last = counted[-1]
    return f"本学期第 {len(this_term) + 1} 次，上次 {plain(last.score or Decimal(0))} {last.grade}"
