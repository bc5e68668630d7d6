"""试算: some teachers more, some pupils more or fewer, and what the figures would be; no data is touched."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from edudesk.base.jobs import Step
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.rows.values import Result
from edudesk.indicators.rules.judging import results
from edudesk.indicators.rules.trends import key_of
from edudesk.indicators.rules.whatif import tried
from edudesk.indicators.rules.wording import gap_words, value_words
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.tasks import run_task
from edudesk.roster.codes import code_lists

_PAUSE_MS = 300


class TryPane(QWidget):
    """The fields, and every figure that would be another."""

    def __init__(self, sources: IndicatorSources) -> None:
        super().__init__()
        self._sources = sources
        self._result: Result | None = None
        self._on = date.min
        self._asked = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        self.subject = QComboBox()
        self.subject.addItems(list(code_lists()["subject"].words))
        self.subject.setCurrentText("体育与健康")
        self.teachers, self.pupils = QSpinBox(), QSpinBox()
        self.teachers.setRange(-50, 50)
        self.pupils.setRange(-2000, 2000)
        self.pupils.setSingleStep(10)
        for one in (self.teachers, self.pupils):
            one.setAlignment(Qt.AlignmentFlag.AlignRight)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow("主教学科", self.subject)
        form.addRow("教师增减（人）", self.teachers)
        form.addRow("学生增减（人）", self.pupils)
        column.addLayout(form)
        self._told = label("试算不改动任何资料。", "muted", wraps=True)
        column.addWidget(self._told)
        self.found = KeyValues(64)
        column.addWidget(self.found)
        column.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._try)
        self.subject.currentTextChanged.connect(lambda _text: self._soon.start())
        self.teachers.valueChanged.connect(lambda _number: self._soon.start())
        self.pupils.valueChanged.connect(lambda _number: self._soon.start())

    def show_result(self, result: Result, on: date) -> None:
        """Try for the 学段 and the day of another figure."""
        self._result, self._on = result, on
        if self.teachers.value() or self.pupils.value():
            self._soon.start()
        else:
            self.found.show_rows([])

    def _try(self) -> None:
        if self._result is None:
            return
        self._asked += 1
        asked, on, subject = self._asked, self._on, self.subject.currentText()
        teachers, pupils = {subject: self.teachers.value()}, self.pupils.value()
        sources = self._sources
        stage = self._result.stage

        def job(step: Step) -> list[tuple[str, str]]:
            before = sources.indicators.on(on)
            of = stage or next((one.stage for one in before if one.stage), "")
            seen = sources.indicators.inputs(on)
            facts = tried(seen.facts, of, teachers, pupils)
            after = {key_of(one): one for one in results(facts, seen.settings, seen.doings)}
            return [
                (one.indicator.id, _told(one, after[key_of(one)]))
                for one in before
                if after[key_of(one)].value != one.value or after[key_of(one)].gap != one.gap
            ]

        def take(rows: list[tuple[str, str]]) -> None:
            if asked == self._asked:
                self._told.setText(
                    "试算不改动任何资料。变化的指标：" if rows else "试算不改动任何资料。没有指标因此变化。"
                )
                self.found.show_rows(rows)

        run_task(self, "正在试算", job, take)


def _told(before: Result, after: Result) -> str:
    """0.86 → 0.93，达标."""
    gap = gap_words(after)
    words = f"{value_words(before)} → {value_words(after)}，{after.verdict}"
    return words if gap == "—" else f"{words}，{gap}"
