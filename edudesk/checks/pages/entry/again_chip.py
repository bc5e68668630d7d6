"""复查: between the first sheet of a unit, its re-checks and one more (R6)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from edudesk.checks.rows.sheets import SheetRow
from edudesk.kit.chips import ToggleChip


class AgainChip(ToggleChip):
    """turn(first_id, re-check): "" = the first sheet, None = a new re-check of it."""

    def __init__(self, turn: Callable[[str, SheetRow | None], object]) -> None:
        super().__init__("again", "复查", bool)
        self._turn = turn
        self.setToolTip("再查一次，初查的得分保留")

    def ask(self, sheets: Sequence[SheetRow], first_id: str) -> None:
        """Turn over, or ask to which when there are re-checks. sheets: of the unit; first_id: as it is shown now."""
        firsts = [one for one in sheets if not one.first_id]
        again = [one for one in sheets if firsts and one.first_id]
        if not again:
            self._turn("" if first_id or not firsts else firsts[0].id, None)
            return
        self.set_on(bool(first_id))
        menu = QMenu(self)
        menu.addAction("初查").triggered.connect(lambda _on=False: self._turn("", None))
        for one in again:
            score = " ".join(filter(None, (one.score_words, one.grade)))
            action = menu.addAction(f"复查 {one.on}　{score}")
            action.triggered.connect(lambda _on=False, one=one: self._turn(one.first_id, one))
        menu.addAction("再复查一次").triggered.connect(lambda _on=False: self._turn(firsts[0].id, None))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
