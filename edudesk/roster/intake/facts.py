"""What the file says about one person, and the few words for what is missing."""

from dataclasses import dataclass, field
from typing import Final

from edudesk.base.columns import printed
from edudesk.base.ids import IdReading
from edudesk.roster.intake.told import Item
from edudesk.roster.intake.values import Problem

TO_SUPPLY: Final = "待补"
TO_VERIFY: Final = "待核实"
NO_NUMBER: Final = IdReading("")


@dataclass(slots=True)
class Facts:
    """One person of the file. values: field -> what the file says, "" never; hints: facts that fill a blank
    and never replace a known one; items: dated facts for the histories; births: every birth date the row gives,
    from the ID first; sheet: "" when only one is read; above: row of the first line of the same person, 0 if this is it.

    more: (field of the cell, field it also speaks of, value); notes: what belongs into 备注; pending: field ->
    the cell as typed, whose meaning hangs on the rest of the row.
    """

    row: int
    name: str = ""
    staff_no: str = ""
    values: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    id_reading: IdReading = NO_NUMBER
    births: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    is_wrong: bool = False
    sheet: str = ""
    above: int = 0
    more: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pending: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """第 5 行, with its sheet when there are several."""
        return f"“{self.sheet}”第 {self.row} 行" if self.sheet else f"第 {self.row} 行"


def shown(raw: object) -> str:
    """A cell as a remark quotes it; a number past 15 digits as Excel shows it, without digits of ours."""
    return f"{raw:.14E}" if isinstance(raw, float) and abs(raw) >= 1e15 else printed(raw)
