"""Units that are given to several inspectors: one is checked when each has looked (教学常规检查 1.8, R2)."""

from collections.abc import Sequence
from typing import NamedTuple

from edudesk.checks.rows.campaigns import DUE, UnitRow
from edudesk.checks.rows.sheets import DRAFT, SheetRow


class Looks(NamedTuple):
    """How many have looked at a unit, of how many it was given to, and who has not, ids or names."""

    done: int
    given: int
    waits_for: tuple[str, ...]


ENOUGH = Looks(0, 0, ())


def looks(unit: UnitRow, sheets: Sequence[SheetRow]) -> Looks:
    """ENOUGH when nobody is waited for: it was given to one, is not to be checked, or as many have looked, whoever they are.

    sheets: of the unit, drafts or not.
    """
    if "、" not in unit.inspectors or unit.state != DUE:  # nearly every unit of the thousands of a term
        return ENOUGH
    given = [key for key in unit.inspectors.split("、") if key]
    firsts = [sheet for sheet in sheets if sheet.status != DRAFT and not sheet.first_id]
    if len(firsts) >= len(given):
        return ENOUGH
    looked = {key for sheet in firsts for key in (sheet.inspector_id, sheet.inspector)}
    return Looks(len(firsts), len(given), tuple(key for key in given if key not in looked))
