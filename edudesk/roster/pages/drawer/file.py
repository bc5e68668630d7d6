"""档案: the facts of the roster, what is masked until asked, the growth line, the training credits."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from edudesk.kit.buttons import link
from edudesk.kit.key_values import KeyValues, Line
from edudesk.kit.labels import label
from edudesk.kit.timeline import Timeline
from edudesk.roster.pages.drawer.doubts import DoubtCard
from edudesk.roster.pages.drawer.pane import Pane
from edudesk.roster.pages.drawer.training import CreditCard
from edudesk.roster.rows import COLUMN, GROUPS, TeacherRow
from edudesk.roster.rules.credits import CreditRule
from edudesk.roster.rules.growth import Facts, growth_line
from edudesk.roster.service import TeacherService

_STEPS = 10  # of the growth line that fit
_KEY_WIDTH = 96

# the first lines, whether known or not: a fact, or several in one line under a title of their own
_FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("id_no",)),
    ("民族 / 政治面貌", ("ethnicity", "political")),
    ("参加工作", ("work_start",)),
    ("最高学历", ("top_edu", "top_school", "top_major")),
    ("教师资格", ("cert_type", "cert_register")),
    ("岗位等级", ("post_grade",)),
    ("编制", ("establishment",)),
    ("", ("phone",)),
)
# said above the lines, in the head of the drawer
_IN_HEAD = frozenset(("name", "subject", "classes", "title"))


class FilePane(Pane):
    """show_more: the user wants all dated facts; rule: that credits are counted by now."""

    def __init__(
        self, teachers: TeacherService, show_more: Callable[[], object], rule: Callable[[], CreditRule]
    ) -> None:
        super().__init__()
        self._teachers, self._show_more = teachers, show_more
        self._row: TeacherRow | None = None
        self._revealed: set[str] = set()  # keys, never values: a number may be another after a change
        self._first, self._rest = KeyValues(_KEY_WIDTH), KeyValues(_KEY_WIDTH)
        self._heading = label("成长轨迹", "heading")
        self._growth = Timeline()
        self._more = link("全部发展记录", show_more)
        self._credits = CreditCard(rule)
        self._doubts = DoubtCard(teachers)
        self._others = label("其他资料", "heading")
        self.column.addWidget(self._doubts)
        self.column.addWidget(self._first)
        self.column.addSpacing(4)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._growth)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._credits)
        self.column.addWidget(self._others)
        self.column.addWidget(self._rest)

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        if self._row is None or (row.id, row.version) != (self._row.id, self._row.version):
            self._revealed.clear()
        self._row = row
        self._show_lines()
        steps = growth_line(row, facts)
        self._growth.show_events(growth_line(row, facts, _STEPS))
        self._more.setText(f"更多（共 {len(steps)} 件）")
        self._more.setVisible(len(steps) > _STEPS)
        self._credits.show_teacher(row, facts.get("training", ()))
        self._doubts.show_teacher(row, facts)

    def _show_lines(self) -> None:
        row = self._row
        assert row is not None
        first = [("", ("status", "status_date"))] if row.status != "在岗" else []
        self._first.show_rows([self._composed(title, keys) for title, keys in (*first, *_FIRST)])
        told = {key for _, keys in _FIRST for key in keys} | _IN_HEAD
        rest = [key for _, keys in GROUPS for key in keys if key not in told and getattr(row, key)]
        rest = [key for key in rest if key not in ("status", "status_date")]
        self._others.setVisible(bool(rest))
        self._rest.show_rows([self._line(key) for key in rest])

    def _composed(self, title: str, keys: Sequence[str]) -> Line:
        row = self._row
        assert row is not None
        if len(keys) == 1:
            name, text, *extra = self._line(keys[0])
            return (title or name, text, *extra)  # type: ignore[return-value]
        return title or COLUMN[keys[0]].title, _joined(keys, row)

    def _line(self, key: str) -> Line:
        row, column = self._row, COLUMN[key]
        text = column.text(row)
        if not column.is_masked or not text:
            return column.full_title, text
        if key in self._revealed:
            return column.full_title, text, link("隐藏", lambda: self._hide(key))
        return column.full_title, column.starred(text), link("显示", lambda: self._reveal(key))

    def _reveal(self, key: str) -> None:
        assert self._row is not None
        self._teachers.reveal(self._row.id, key)
        self._revealed.add(key)
        self._show_lines()

    def _hide(self, key: str) -> None:
        self._revealed.remove(key)
        self._show_lines()


def _joined(keys: Sequence[str], row: TeacherRow) -> str:
    """Several facts in one line: 汉族 / 中共党员, 本科（南京师范大学 小学教育）."""
    first, *others = (getattr(row, key) for key in keys)
    rest = [text for text in others if text]
    if keys[0] == "ethnicity":
        return " / ".join(text for text in (first, *rest) if text)
    if keys[0] == "top_edu":
        inside = " ".join(rest)
        return f"{first}（{inside}）" if first and inside else first or inside
    if keys[0] == "cert_type":
        due = [f"{text} 定期注册" if text[:4].isdigit() else text for text in rest]
        return " · ".join(text for text in (f"{first}教师资格" if first else "", *due) if text)
    return " ".join(text for text in (first, *rest) if text)
