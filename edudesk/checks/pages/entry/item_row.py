"""One line of the form: what is looked at, and its points by keys, by buttons, typed, or from the counts."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from unicodedata import normalize

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from edudesk.base.readings import Level
from edudesk.checks.forms.points import number_of, plain
from edudesk.checks.forms.scoring import (
    EMPTY,
    Answer,
    computed,
    does_not_apply,
    is_yes,
    points_of,
    quick_points,
    yes_no,
)
from edudesk.checks.forms.value import CheckForm, Deduction, Item, Method
from edudesk.checks.pages.entry.points_line import PointsLine
from edudesk.checks.rules.brought import BROUGHT
from edudesk.kit.buttons import button, link
from edudesk.kit.fields import mark
from edudesk.kit.flow import FlowLayout
from edudesk.kit.labels import label

NUMBER, FULL, QUICK, POINTS = 18, 30, 216, 58  # widths of the columns; the text takes the rest
_YES_NO = ("是", "否")
_POINT = (".", "。")  # the second is what an input method makes of it


class ItemRow(QFrame):
    """Keys while the line has the focus: 1–4 the buttons, 0 不适用, other digits type points, Enter on, ↑ ↓.

    One digit is a button, more of them one after another are a number (but the buttons of deductions, which count
    each for itself); Backspace takes back.

    changed: the answer is another; went(step): to the line so many further; ended: Enter, to the next that is open.
    """

    changed = Signal()
    went = Signal(int)
    ended = Signal()

    def __init__(self, number: int, item: Item, form: CheckForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._counts: Mapping[str, int] = {}
        self._answer = self._before_digits = EMPTY
        self._digits = ""  # typed one after another on the line
        self.unread = ""  # what stands in the field of points and is no number of points
        self.setProperty("role", "item")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"第 {number} 项 {item.text}")
        self.setToolTip(item.hint)
        self._pills = self._build_pills(form)
        self.said = label("", "small", wraps=True)
        self.na = link("不适用", self._toggle_na)
        self.na.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.na.setToolTip("不适用（0）")
        self.points = PointsLine(self, number)
        self.points.setVisible(bool(item.full))
        self.reason = QLineEdit()
        self.reason.textEdited.connect(self._reason_typed)
        self.reason.returnPressed.connect(self.ended)
        self.proof = QLineEdit()
        self.proof.textEdited.connect(self._proof_typed)
        self.proof.returnPressed.connect(self.reason.setFocus)
        self.proof.setVisible(self._is_listed)
        self.proof.setPlaceholderText("佐证材料")
        self.proof.setAccessibleName(f"第 {number} 项 佐证材料")
        self._build()
        self._show()

    @property
    def answer(self) -> Answer:
        """What was found."""
        return self._answer

    @property
    def is_open(self) -> bool:
        """Neither judged nor 不适用."""
        counts, answer = self._counts, self._answer
        return not does_not_apply(self.item, counts, answer) and points_of(self.item, counts, answer) is None

    @property
    def _is_listed(self) -> bool:
        """Of a list without points: what shows it and a 备注 stand below each line."""
        return not self.item.full

    @property
    def is_computed(self) -> bool:
        """The counts give the points: nothing need be pressed."""
        return self.item.method is Method.BAND and not self.is_open and self._answer.points is None

    def show_answer(self, answer: Answer, counts: Mapping[str, int]) -> None:
        """Another sheet."""
        self._answer, self._counts = answer, counts
        self._digits = self.unread = ""
        self._show()

    def recount(self, counts: Mapping[str, int]) -> None:
        """Other counts in the head of the sheet."""
        self._counts = counts
        self._show()

    def press(self, number: int) -> bool:
        """The button of a number, from 1; False when there is none."""
        if not 1 <= number <= len(self._pills):
            return False
        self._pills[number - 1].click()
        return True

    def seize(
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, *, to_fault: bool = False
    ) -> None:
        """The keyboard goes into the line; where something is to be put right, there."""
        self._digits = ""
        is_asked = self.reason.isVisibleTo(self) and (self._answer.is_na or not self._is_listed)
        place = self.points if self.unread else self.reason if is_asked else self
        (place if to_fault else self).setFocus(reason)

    # how it is built
    _quick: tuple[Decimal, ...]
    _causes: list[Deduction]

    def _build_pills(self, form: CheckForm) -> list[QPushButton]:
        item = self.item
        if item.method is Method.GRADE:
            self._quick = quick_points(item, form.buttons)
            return [_pill(plain(points), partial(self._judge, points)) for points in self._quick]
        if item.method is Method.CHECK:
            self._quick = ()
            return [_pill(word, partial(self._check, place)) for place, word in enumerate(_YES_NO)]
        self._quick = ()
        self._causes = [one for one in item.deductions if not one.field]
        return [_pill("", partial(self._count, one)) for one in self._causes]

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 4)
        outer.setSpacing(4)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        number = label(self.item.key.rpartition("-")[2], "muted")
        number.setFixedWidth(NUMBER)
        text = label(self.item.text, wraps=True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        full = label(plain(self.item.full) if self.item.full else "", "muted")
        full.setFixedWidth(FULL)
        full.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        quick = QWidget()
        quick.setFixedWidth(QUICK)
        column = QVBoxLayout(quick)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if self._pills:
            place = QWidget()
            flow = FlowLayout(place, gap=4)
            for pill in self._pills:
                flow.addWidget(pill)
            flow.addWidget(self.na)
            column.addStretch(1)  # in the middle of a line whose words take more room
            column.addWidget(place)
            column.addWidget(self.said)
            column.addStretch(1)
        else:
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(self.said)
            line.addWidget(self.na)
            line.addStretch(1)
            self.said.setWordWrap(False)
            column.addLayout(line)
        self.points.setFixedWidth(POINTS)
        row.addWidget(number)
        row.addWidget(text, 1)
        row.addWidget(full)
        row.addWidget(quick)
        row.addWidget(self.points)
        outer.addLayout(row)
        below = QHBoxLayout()
        below.setContentsMargins(NUMBER + 16, 0, 8, 2)
        below.addWidget(self.proof)
        below.addWidget(self.reason)
        outer.addLayout(below)
        self.setMinimumHeight(37)

    # what stands in it

    def _show(self) -> None:
        counts, answer, item = self._counts, self._answer, self.item
        told = computed(item, counts, answer.causes)
        is_na = does_not_apply(item, counts, answer)
        points = points_of(item, counts, answer)
        if not self.unread:  # what cannot be read stays until it is put right
            self.points.show_points(
                None if is_na else points, is_told=answer.points is None and told.points is not None
            )
        for place, pill in enumerate(self._pills):
            self._show_pill(place, pill, points if answer.points is not None and not is_na else None)
        said = told.said if item.method in (Method.BAND, Method.DEDUCT) else ""
        if item.method is Method.BAND and not said and not answer.is_na:
            said = "填好上面的数据后自动得分" if answer.points is None else ""
        self.said.setText(said)
        self.said.setVisible(bool(said) and not (item.method is Method.DEDUCT and not self._has_fields()))
        self.na.setText("不适用 ×" if answer.is_na else "不适用")
        self.na.setVisible(answer.is_na or self.hasFocus() or self.points.hasFocus() or self.underMouse())
        is_overridden = told.points is not None and answer.points is not None and answer.points != told.points
        asked = "不适用的理由" if answer.is_na else "备注" if self._is_listed else "改分的理由"
        self.reason.setPlaceholderText(asked)
        self.reason.setAccessibleName(self.reason.placeholderText())
        if self.reason.text() != answer.reason:
            self.reason.setText(answer.reason)
        if self.proof.text() != answer.proof:
            self.proof.setText(answer.proof)
        self.reason.setVisible(answer.is_na or is_overridden or self._is_listed)
        mark(self.reason, Level.OK)

    def _has_fields(self) -> bool:
        return any(one.field for one in self.item.deductions)

    def _show_pill(self, place: int, pill: QPushButton, points: Decimal | None) -> None:
        if self.item.method is Method.DEDUCT:
            cause = self._causes[place]
            times = self._answer.causes.get(cause.key, 0)
            pill.setText(f"{cause.text} −{plain(cause.points)}{f' ×{times}' if times > 1 else ''}")
            is_active = times > 0
        elif self.item.method is Method.CHECK:
            is_active = is_yes(self.item, self._answer) is (place == 0)
        else:
            is_active = points is not None and points == self._quick[place]
        if (pill.property("active") == "true") != is_active:
            pill.setProperty("active", "true" if is_active else "false")
            pill.style().unpolish(pill)
            pill.style().polish(pill)

    def _take(self, answer: Answer) -> None:
        if answer.points != self._answer.points and answer.reason.startswith(BROUGHT):
            answer = replace(answer, reason="")  # it is judged here now
        self._answer, self.unread = answer, ""
        self._show()
        self.changed.emit()

    def _judge(self, points: Decimal) -> None:
        self._take(replace(self._answer, points=points, is_na=False))

    def _check(self, place: int) -> None:
        self._take(self._beside(yes_no(self.item, is_yes=place == 0)))

    def _beside(self, answer: Answer) -> Answer:
        """Another answer; in a list what is written beside it stays."""
        kept = self._answer
        return replace(answer, reason=kept.reason, proof=kept.proof) if self._is_listed else answer

    def _count(self, cause: Deduction) -> None:
        """Once more; a cause that happens once goes off again."""
        times = self._answer.causes.get(cause.key, 0)
        times = times + 1 if cause.is_repeated else 1 - times
        self._take(
            replace(self._answer, points=None, is_na=False, causes={**self._answer.causes, cause.key: times})
        )

    def clear(self) -> None:
        """Nothing was found after all: as computed, or open."""
        self._take(self._beside(EMPTY))

    def _toggle_na(self) -> None:
        self._take(self._beside(replace(self._answer, points=None, is_na=not self._answer.is_na, reason="")))
        if self._answer.is_na:
            self.reason.setFocus()

    def take_typed(self, text: str) -> None:
        """Points as typed, full width or not; "" = as computed, or open. What cannot be read is marked and stays, and the
        item is not rated."""
        text = text.strip()
        points = number_of(text) if text else None
        if (text and points is None) or (points is not None and not 0 <= points <= self.item.full):
            if text != self.unread:
                self._take(replace(self._answer, points=None, is_na=False))
                self.unread = text
                self.points.setText(text)
            mark(self.points, Level.ERROR)
            return
        told = computed(self.item, self._counts, self._answer.causes).points
        if points == told:
            points = None  # typed as it would be anyway: it goes on following the counts
        mark(self.points, Level.OK)
        if points != self._answer.points or self._answer.is_na or self.unread:
            reason = self._answer.reason if points is not None else ""
            self._take(replace(self._answer, points=points, is_na=False, reason=reason))

    def _reason_typed(self, text: str) -> None:
        # 0 and then a point: half a point was meant, and this is no reason
        if self._answer.is_na and normalize("NFKC", text) in _POINT:
            self._take(replace(self._answer, is_na=False, reason=""))
            self._type("0.")
            return
        self._answer = replace(self._answer, reason=text)
        self.changed.emit()

    def _proof_typed(self, text: str) -> None:
        self._answer = replace(self._answer, proof=text)
        self.changed.emit()

    # keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        digits, self._digits = self._digits, ""
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.ended.emit()
        elif (
            key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.went.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Backspace:
            self.clear()
        elif text.isdecimal():
            self._type_digit(digits, text)
        elif text in _POINT and digits:
            self._type_on(digits + ".")
        else:
            super().keyPressEvent(event)

    def _type_digit(self, before: str, digit: str) -> None:
        """before: the digits typed right before this one."""
        if before and (self.item.method is not Method.DEDUCT or not self.press(int(digit))):
            self._type_on(before + digit)
            return
        if not before:
            self._before_digits = self._answer
            if digit == "0":
                self._toggle_na()
                return
            if not self.press(int(digit)):
                self._type(digit)
                return
        self._digits = before + digit

    def _type_on(self, text: str) -> None:
        """What was taken for a button was the first digit of a number."""
        if self.item.full:
            self._take(self._before_digits)
            self._type(text)

    def _type(self, text: str) -> None:
        if self.item.full:
            self.points.setFocus()
            self.points.setText(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.seize(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_current(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._digits = ""
        self.set_current(False)

    def set_current(self, is_current: bool) -> None:
        """The line that the keyboard is in."""
        self.setProperty("current", "true" if is_current else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.na.setVisible(is_current or self._answer.is_na)


def _pill(text: str, does: object) -> QPushButton:
    made = button(text, does, "points")  # type: ignore[arg-type]
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
