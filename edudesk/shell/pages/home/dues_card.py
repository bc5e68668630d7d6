"""待办与到期: what waits in every feature, the most urgent first, each line leading to where it is done."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal

from edudesk.base.due import Due, Urgency, in_order
from edudesk.kit.buttons import link
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.lead_rows import Cell, LeadLine, LeadRows
from edudesk.kit.one_of import OneOf
from edudesk.kit.theme import Tone

Lead = Callable[[str, str], object]
"""Brings a page to the front with a record of its own."""
_FIRST = 7  # as many as the indicators beside it
_TONES = {
    Urgency.LATE: Tone.BAD,
    Urgency.SOON: Tone.WARN,
    Urgency.WEEK: Tone.BRAND,
    Urgency.OPEN: Tone.PLAIN,
    Urgency.LATER: Tone.BRAND,
}
_ALL = "全部"


class DuesCard(Card):
    """The first seven; 全部 n 项 shows them all, with a chip for each feature. turned(shows all): it is another height."""

    turned = Signal(bool)

    def __init__(self, lead: Lead) -> None:
        self._more = link("", self.turn)
        super().__init__("待办与到期", right=self._more)
        self._lead = lead
        self._dues: tuple[Due, ...] = ()
        self._words: tuple[str, ...] = (_ALL,)
        self._today = date.min
        self._shows_all = False
        self.features = OneOf()
        self.features.chosen.connect(lambda _number: self._fill())
        self.rows = LeadRows((Cell.TAG, Cell.TEXT, Cell.QUIET, Cell.LINK))
        self.rows.asked.connect(self._go)
        self.nothing = label("没有到期和待办的事项。", "muted")
        self.add(self.features)
        self.add(self.rows)
        self.unread = label("", "remark", wraps=True)
        self.add(self.nothing)
        self.add(self.unread)
        self.body.addStretch(1)

    def show_dues(self, dues: Sequence[Due], today: date, unread: Sequence[str] = ()) -> None:
        """What waits, in any order. unread: sentences about what could not be read."""
        self.unread.setText("\n".join(unread))
        self.unread.setVisible(bool(unread))
        self._dues, self._today = in_order(dues, today), today
        self._words = (_ALL, *dict.fromkeys(due.feature for due in self._dues))
        self.features.set_words(self._words)
        self._fill()

    def turn(self) -> None:
        """All of them, or the first again."""
        self._shows_all = not self._shows_all
        self._fill()
        self.turned.emit(self._shows_all)

    @property
    def shown(self) -> tuple[Due, ...]:
        """Those in sight."""
        if not self._shows_all:
            return self._dues[:_FIRST]
        feature = self._feature
        return tuple(due for due in self._dues if feature in (_ALL, due.feature))

    @property
    def _feature(self) -> str:
        return self._words[max(self.features.current, 0)]

    def _fill(self) -> None:
        count = len(self._dues)
        has_more = count > _FIRST
        self._shows_all = self._shows_all and has_more
        self._more.setText("收起" if self._shows_all else f"全部 {count} 项")
        self._more.setVisible(has_more)
        self.features.setVisible(self._shows_all)
        self.nothing.setVisible(not count)
        self.rows.setVisible(bool(count))
        self.rows.show_lines(
            [
                LeadLine(
                    (due.tag(self._today), due.text, due.origin, "处理"),
                    _TONES[due.urgency(self._today)],
                    f"{due.text}\n{due.origin}",
                )
                for due in self.shown
            ]
        )

    def _go(self, number: int) -> None:
        due = self.shown[number]
        self._lead(due.page, due.record)
