"""The day the roster and the ledgers stand for: the line that says so, and the days offered by name."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.base import clock
from edudesk.kit import messages
from edudesk.kit.buttons import link
from edudesk.kit.labels import label
from edudesk.school.rules.years import first_of, school_year_of


def days_offered() -> Sequence[tuple[str, date]]:
    """统计时点 is 1 September nearly everywhere: of this school year, and of the last one."""
    first = first_of(school_year_of(clock.today()))
    days = (("本学年 9 月 1 日", date(first, 9, 1)), ("上学年 9 月 1 日", date(first - 1, 9, 1)))
    return [(f"{word}（{day}）", day) for word, day in days]


def refusal(day: date) -> str:
    """Why nothing can be changed while the page stands for another day than today."""
    return f"这是 {day} 的情况，不能修改。"


def may_change(page: QWidget, day: date | None, back: Callable[[], object]) -> bool:
    """Whether a page stands for today (None); else it is said why nothing can be changed, and the way back."""
    if day is not None:
        messages.notice(page, refusal(day), ("回到今天", back))
    return day is None


class DayBanner(QWidget):
    """这是 2024-09-01 的情况，不能修改。回到今天; hidden while the page stands for today."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.words = label("", "muted")
        line.addWidget(self.words)
        line.addWidget(link("回到今天", back))
        line.addStretch(1)
        self.hide()

    def show_day(self, day: date | None) -> None:
        """None = today."""
        self.words.setText("" if day is None else refusal(day))
        self.setVisible(day is not None)
