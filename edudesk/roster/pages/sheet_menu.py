"""Which sheets of the workbook are read: a button with a list to tick (花名册导入 M9)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from edudesk.roster.intake.values import SheetChoice


class SheetMenu(QPushButton):
    """chosen(names): the user ticked other sheets; one at least stays ticked. unit: of what they hold."""

    chosen = Signal(tuple)

    def __init__(self, unit: str = "人") -> None:
        super().__init__()
        self._unit = unit
        self.setAccessibleName("要读取的工作表")
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def show_sheets(self, sheets: Sequence[SheetChoice]) -> None:
        """Each with its people; sheets without a list of people cannot be ticked."""
        self._menu.clear()
        for sheet in sheets:
            hidden = "，隐藏" if sheet.is_hidden else ""
            action = self._menu.addAction(
                f"{sheet.name.replace('&', '&&')}（{sheet.people} {self._unit}{hidden}）"
            )
            action.setData(sheet.name)
            action.setCheckable(True)
            action.setChecked(sheet.is_chosen)
            action.setEnabled(sheet.people > 0)
            action.triggered.connect(self._choose)
        ticked = [sheet for sheet in sheets if sheet.is_chosen]
        people = sum(sheet.people for sheet in ticked)
        self.setText(f"工作表 {len(ticked)}/{len(sheets)}（{people} {self._unit}）")

    def tick(self, *names: str) -> None:
        """As if the user had ticked exactly these."""
        for action in self._menu.actions():
            action.setChecked(action.data() in names)
        self._choose()

    def _choose(self) -> None:
        ticked = tuple(action.data() for action in self._menu.actions() if action.isChecked())
        if ticked:
            self.chosen.emit(ticked)
            return
        clicked = self.sender()
        if isinstance(clicked, QAction):
            clicked.setChecked(True)
