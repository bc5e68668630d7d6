"""What is typed into 整组录入 and not recorded: kept while somebody types, put back when the grid is opened again."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from edudesk.checks.pages.entry.drafting import KEEP_AFTER_MS
from edudesk.checks.rules.grid import GridDraft, is_blank
from edudesk.checks.service.sheets import SheetService

Texts = Mapping[str, str]


class GridDrafts:
    """texts: lines by unit, of the forms that are not shown and of the last time; shown: inspector, day and lines as they
    stand in the grid."""

    def __init__(
        self,
        grid: QWidget,
        sheets: SheetService,
        campaign_id: str,
        shown: Callable[[], tuple[str, str, Mapping[str, Texts]]],
    ) -> None:
        self._sheets, self._campaign_id, self._shown = sheets, campaign_id, shown
        self._there = sheets.grid_drafts(campaign_id)
        self.texts: dict[str, Texts] = {}
        self.timer = QTimer(grid, singleShot=True, interval=KEEP_AFTER_MS)
        self.timer.timeout.connect(self.keep)

    def begin(self, inspector: str) -> tuple[str, str]:
        """Whose lines were left, and of which day: the inspector's own first; ("", "") when there are none."""
        if not self._there:
            return "", ""
        who = inspector if inspector in self._there else next(iter(self._there))
        self.take(who)
        return who, self._there[who].on

    def take(self, inspector: str) -> None:
        """The lines that somebody left."""
        self.texts = dict(self._there[inspector].texts)

    def touch(self) -> None:
        """Something was typed; not begun anew by every key."""
        if not self.timer.isActive():
            self.timer.start()

    def gather(self) -> None:
        """What is typed into the form that is shown, beside that of the others."""
        _, _, lines = self._shown()
        self.texts = {
            unit_id: texts for unit_id, texts in {**self.texts, **lines}.items() if not is_blank(texts)
        }

    def keep(self) -> None:
        """Keep all lines that are not recorded; none = forget the draft."""
        self.timer.stop()
        self.gather()
        inspector, on, _ = self._shown()
        draft = GridDraft(on, self.texts) if self.texts else None
        if draft == self._there.get(inspector):
            return
        self._sheets.keep_grid(self._campaign_id, inspector, draft)
        self._there.pop(inspector, None)
        if draft is not None:
            self._there[inspector] = draft

    def hand_over(self, after: str) -> None:
        """Another inspector was chosen: with lines of their own each keeps what they typed, else the lines go with the
        name, under which they were to be typed."""
        if after in self._there:
            self.keep()
            self.take(after)
            return
        self.gather()
        before, _, _ = self._shown()
        self._sheets.keep_grid(self._campaign_id, before, None)
        self._there.pop(before, None)
        self.touch()

    def forget(self) -> None:
        """Empty every line."""
        self.texts = {}
