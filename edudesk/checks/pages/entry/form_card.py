"""The form in the middle: who, the counts, the items, the total as it stands."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.lists import Lists, shipped_lists
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.scoring import EMPTY, Answer, is_yes
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.pages.entry.head import HeadFields
from edudesk.checks.pages.entry.item_row import FULL, NUMBER, POINTS, QUICK, ItemRow
from edudesk.checks.pages.entry.notes_line import NotesLine
from edudesk.checks.rules.brought import BROUGHT
from edudesk.checks.rules.sheets import Filled, called
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone

_TONES = (Tone.GOOD, Tone.BRAND, Tone.WARN, Tone.BAD)
_KEPT = 4  # forms whose lines stay built


class _Items(QWidget):
    """The lines of one form."""

    def __init__(self, form: CheckForm) -> None:
        super().__init__()
        self.form = form
        self.rows = [ItemRow(number, item, form) for number, item in enumerate(form.items, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row)


class FormCard(Card):
    """changed: something typed is another; done: Enter in the last item. acts: (上一位, 存草稿, 保存并下一位)."""

    changed = Signal()
    done = Signal()

    def __init__(self, acts: Sequence[Callable[[], object]], tools: Sequence[QWidget]) -> None:
        super().__init__()
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.setSpacing(10)
        self._form: CheckForm | None = None
        self.rows: list[ItemRow] = []
        self.name, self.facts = label("", "name"), label("", "muted")
        self.mark = Tag("")
        title = QHBoxLayout()
        title.setContentsMargins(16, 0, 16, 0)
        title.setSpacing(10)
        title.addWidget(self.name)
        title.addWidget(self.facts)
        title.addWidget(self.mark)
        title.addStretch(1)
        for tool in tools:
            title.addWidget(tool)
        self.add(title)
        self.hint, self._hint_text = _line("doubt")
        self._hint_place = _padded(self.hint)
        self.add(self._hint_place)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 8)
        column.setSpacing(0)
        self.head = HeadFields()
        self.head.changed.connect(self._recount)
        self.head.ended.connect(self._past_head)
        column.addWidget(self.head)
        self.notes = NotesLine()
        self.notes.changed.connect(self.changed)
        self.notes.ended.connect(lambda: self._to_open(-1))
        column.addWidget(self.notes)
        column.addSpacing(10)
        self._titles = _titles()
        column.addWidget(self._titles)
        self._items = QVBoxLayout()
        self._items.setSpacing(0)
        self._kept: list[
            _Items
        ] = []  # of the forms seen last, for checks of several kinds are leafed through
        column.addLayout(self._items)
        column.addStretch(1)
        self._scroll = scrolled(inside)
        self.add(self._scroll, 1)
        self.alarm, self._alarm_text = _line("alarm")
        self._alarm_place = _padded(self.alarm)
        self.add(self._alarm_place)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("更正的理由（原得分保留）")
        self.reason.setAccessibleName("更正的理由")
        self.reason.textEdited.connect(self.changed)
        self._reason_place = _padded(self.reason)
        self.add(self._reason_place)
        self.add(self._build_foot(acts))

    def _build_foot(self, acts: Sequence[Callable[[], object]]) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(0)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 12)
        row.setSpacing(10)
        self.figure, self.total, self.count = label("", "figure"), label("", "muted"), label("", "muted")
        self.grade = Tag("")
        before, keep, on = acts
        self.before = button("上一位  Alt+↑", before)
        self.keep = button("存草稿", keep)
        self.save = button("保存并下一位  Ctrl+Enter", on, "primary")
        for part in (self.figure, self.total, self.count, self.grade):
            row.addWidget(part)
        row.addStretch(1)
        for pressed in (self.before, self.keep, self.save):
            row.addWidget(pressed)
        column.addLayout(row)
        return place

    @property
    def form(self) -> CheckForm:
        """The form that is shown."""
        assert self._form is not None
        return self._form

    @property
    def answers(self) -> dict[str, Answer]:
        """What was found, by item; items nobody touched are missing."""
        return {row.item.key: row.answer for row in self.rows if row.answer != EMPTY}

    @property
    def brought(self) -> str:
        """第 4 项取自作业检查: what came from another form and nobody has judged anew; "" for nothing."""
        found = [
            f"第 {place} 项{row.answer.reason}"
            for place, row in enumerate(self.rows, 1)
            if row.answer.reason.startswith(BROUGHT)
        ]
        return "，".join(found)

    @property
    def unread(self) -> tuple[FieldProblem, ...]:
        """Counts that hold no whole number, points that are none of their item."""
        counts = [
            FieldProblem("", f"“{title}”应填整数。") for title in (*self.head.unread, *self.notes.unread)
        ]
        points = [
            FieldProblem(
                row.item.key,
                f"{called(self.form, row.item.key)}：“{row.unread}”不是这一项的得分，应在 0—{plain(row.item.full)} 之间。",
            )
            for row in self.rows
            if row.unread
        ]
        return (*counts, *points)

    def show_form(
        self, form: CheckForm, inspectors: Sequence[str], stage: str, lists: Lists | None = None
    ) -> None:
        """Another form, empty; the same again keeps its lines. lists: with the hints of policy, None = those shipped."""
        self.head.show_form(form, inspectors)
        if form != self._form:
            self._form = form
            self._show_items(form)
        hints = (lists or shipped_lists()).hints(form, stage)
        self._hint_text.setText("\n".join(f"政策提示：{one.text}（{one.source}）" for one in hints))
        self._hint_place.setVisible(bool(hints))

    def _show_items(self, form: CheckForm) -> None:
        for items in self._kept:
            items.hide()
        shown = next((items for items in self._kept if items.form == form), None)
        if shown is None:
            shown = _Items(form)
            self._items.addWidget(shown)
            for row in shown.rows:
                row.changed.connect(self._tell)
                row.ended.connect(lambda row=row: self._to_open(self.rows.index(row)))
                row.went.connect(lambda step, row=row: self._to(self.rows.index(row) + step))
        else:
            self._kept.remove(shown)
        self._kept.append(shown)
        if len(self._kept) > _KEPT:
            self._kept.pop(0).deleteLater()
        self.rows = shown.rows
        shown.show()

    def show_filled(self, filled: Filled, *, asks_reason: bool) -> None:
        """Put a sheet in; changed stays silent."""
        self.head.show_values(filled.counts, filled.on, filled.inspector)
        for row in self.rows:
            row.show_answer(filled.answers.get(row.item.key, EMPTY), filled.numbers)
        self.reason.clear()
        self.ask_reason(is_asked=asks_reason)
        self.say(None)

    def ask_reason(self, *, is_asked: bool) -> None:
        """Whether a 更正 has to say why."""
        self._reason_place.setVisible(is_asked)

    def show_score(self, filled: Filled) -> None:
        """The total as it stands."""
        form, score = self.form, filled.score(self.form)
        rated = len(form.items) - len(score.open)
        self.count.setText(f"已评 {rated} / {len(form.items)} 项")
        if not form.is_scored:
            said = [is_yes(item, filled.answers.get(item.key, EMPTY)) for item in form.items]
            self.figure.setText(f"{said.count(True)} 是")
            self.total.setText(f"{said.count(False)} 否")
            self.grade.hide()
            return
        is_whole = not score.open and score.value is not None
        self.figure.setText(plain(score.value if is_whole and score.value is not None else score.got))
        full = Decimal(100) if is_whole else score.applicable
        self.total.setText(f"/ {plain(form.total if not is_whole else full)}")
        self.grade.setVisible(is_whole)
        if is_whole:
            names = [level.name for level in form.levels]
            place = names.index(score.grade) if score.grade else None
            tone = Tone.PLAIN if place is None else _TONES[min(place, len(_TONES) - 1)]
            self.grade.set_tag(f"{score.grade or '仅供参考'}{'（否决）' if score.is_vetoed else ''}", tone)

    def show_item(self, key: str) -> None:
        """Scroll to the line of an item."""
        for row in self.rows:
            if row.item.key == key:
                self._scroll.ensureWidgetVisible(row, 0, 40)

    def say(self, error: UserError | None) -> None:
        """Why it could not be saved, and the keyboard to the first item that is meant."""
        self._alarm_place.setVisible(error is not None)
        if error is None:
            return
        told = [problem.text for problem in error.problems]
        more = f"　另有 {len(told) - 3} 项" if len(told) > 3 else ""
        self._alarm_text.setText("\n".join([error.text + error.hint, *told[:3]]) + more)
        keys = [problem.key for problem in error.problems]
        for row in self.rows:
            if row.item.key in keys:
                row.seize(to_fault=True)
                self._scroll.ensureWidgetVisible(row)
                return
        if "reason" in keys:
            self.ask_reason(is_asked=True)
            self.reason.setFocus()

    def _recount(self) -> None:
        counts = {key: value for key, value in self.head.counts.items() if isinstance(value, int)}
        for row in self.rows:
            row.recount(counts)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()

    def _past_head(self) -> None:
        if not self.notes.seize():
            self._to_open(-1)

    def _to_open(self, place: int) -> None:
        """The next line that the counts do not settle; behind the last the page goes on."""
        for row in self.rows[place + 1 :]:
            if not row.is_computed:
                self._seize(row)
                return
        self.done.emit()

    def _to(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self._seize(self.rows[place])

    def _seize(self, row: ItemRow) -> None:
        row.seize()
        self._scroll.ensureWidgetVisible(row, 0, 40)


def _titles() -> QFrame:
    place = QFrame()
    place.setProperty("role", "items")
    row = QHBoxLayout(place)
    row.setContentsMargins(8, 6, 8, 6)
    row.setSpacing(8)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for word, width, side in (
        ("#", NUMBER, left),
        ("检查内容", 0, left),
        ("满分", FULL, right),
        ("快速评分", QUICK, left),
        ("得分", POINTS, right),
    ):
        made = label(word, "small")
        made.setAlignment(side)
        if width:
            made.setFixedWidth(width)
        row.addWidget(made, 0 if width else 1)
    return place


def _line(role: str) -> tuple[QFrame, QLabel]:
    frame = QFrame()
    frame.setProperty("role", role)
    row = QVBoxLayout(frame)
    row.setContentsMargins(10, 5, 10, 5)
    text = label("", wraps=True)
    row.addWidget(text)
    return frame, text


def _padded(inside: QWidget) -> QWidget:
    place = QWidget()
    row = QVBoxLayout(place)
    row.setContentsMargins(16, 0, 16, 0)
    row.addWidget(inside)
    place.hide()
    return place
