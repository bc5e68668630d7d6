"""规划 ▾: which plan the papers of a pack are about, where the school has several."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from edudesk.kit.chips import Chip
from edudesk.plan.rows.plans import PlanRow

_LONGEST = 26  # characters of a title
_HALF = _LONGEST // 2 - 1
USUAL = "按材料自动选择"


class PlanChip(Chip):
    """chosen(id): another plan is wanted, "" for the one that the papers are usually about."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("plan", "规划", is_optional=True)
        self.plan_id = ""
        self.setMenu(QMenu(self))
        self.hide()

    def show_plans(self, about: Sequence[PlanRow], every: Sequence[PlanRow]) -> None:
        """Say which plans the files are about, and offer all; nothing to choose from without a second one."""
        is_wanted = bool(about) and len(every) > 1
        self.setVisible(is_wanted)
        if not is_wanted:
            return
        titles = "、".join(one.title for one in about)
        # a title ends with its years, which tell one round from the next
        shown = titles if len(titles) <= _LONGEST else f"{titles[:_HALF]}…{titles[-_HALF:]}"
        self._look(bool(self.plan_id), f"规划 {shown} ▾")
        self.setToolTip(f"这些材料写的是：{titles}")
        self.setAccessibleName(f"规划：{titles}")
        menu = self.menu()
        assert isinstance(menu, QMenu)
        menu.clear()
        for word, plan_id in ((USUAL, ""), *((f"{one.title}　{one.state}", one.id) for one in every)):
            action = menu.addAction(word.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(plan_id == self.plan_id)
            action.triggered.connect(partial(self._choose, plan_id))

    def keep_to(self, every: Sequence[PlanRow]) -> None:
        """The plan that was chosen may have gone to the recycle bin."""
        if self.plan_id not in ("", *(one.id for one in every)):
            self.forget()

    def forget(self) -> None:
        """Another pack: no plan was chosen for it."""
        self.plan_id = ""
        self.hide()

    def _choose(self, plan_id: str, _on: bool = False) -> None:
        if plan_id != self.plan_id:
            self.plan_id = plan_id
            self.chosen.emit(plan_id)
