"""What importing a file would do: its columns with what they are taken for, counts, problems, people."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base.readings import Level
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tabs import Tabs
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.roster.intake.correcting import rows_to_correct
from edudesk.roster.intake.values import ImportPreview, Preview
from edudesk.roster.pages.import_lists import (
    PERSON_COLUMNS,
    PROBLEM_COLUMNS,
    SKIPPED_COLUMNS,
    PersonLine,
    ProblemLine,
    SkippedLine,
    person_line,
    problem_lines,
    skipped_line,
    tone_of,
)
from edudesk.roster.pages.matching import MatchTable
from edudesk.roster.pages.missing import MissingLine, MissingPanel, missing_lines
from edudesk.roster.pages.questions import QuestionTable

_COUNTS = (
    ("new", "新增", Tone.GOOD),
    ("changed", "更新", Tone.BRAND),
    ("same", "相同", Tone.PLAIN),
    ("warning", "提醒", Tone.WARN),
    ("error", "错误", Tone.BAD),
)
_ALWAYS = ("new", "changed")


class PreviewPanel(QWidget):
    """matched(ColumnMatch, field or None): a column is to be taken for another field; answered(key, answer): of a
    question; leaving(ids, status): of people the file does not name. The others: a button.

    unit: what is counted (人); listed: the tab of the rows (人员); is_roster: with those the file does not name;
    subject: what the name of a row is (姓名)."""

    matched = Signal(object, object)
    answered = Signal(str, str)
    leaving = Signal(list, str)
    import_wanted = Signal()
    export_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, unit: str = "人", listed: str = "人员", is_roster: bool = True, subject: str = "姓名"
    ) -> None:
        super().__init__()
        self._subject = subject
        self._unit, self._listed, self._is_roster = unit, listed, is_roster
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(14)
        self._columns_card = Card("列对应")
        self.matches = MatchTable(self.matched.emit)
        self._columns_card.add(self.matches, 1)
        line.addWidget(self._columns_card, 5)
        line.addWidget(self._build_findings(), 7)
        column.addLayout(line, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self._remark = label("", "muted", wraps=True)
        foot.addWidget(self._remark, 1)
        self._export_button = button("导出错误工作簿…", self.export_wanted.emit)
        self.import_button = button("导入", self.import_wanted.emit, "primary", keys="Ctrl+Return")
        foot.addWidget(self._export_button)
        foot.addWidget(button("上一步", self.back_wanted.emit))
        foot.addWidget(self.import_button)
        column.addLayout(foot)

    def _build_findings(self) -> Card:
        tags = QWidget()
        line = QHBoxLayout(tags)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.counts = {key: Tag("", tone) for key, _, tone in _COUNTS}
        for tag in self.counts.values():
            line.addWidget(tag)
        card = Card("检查结果", right=tags)
        self._tabs = Tabs(("问题",))
        card.add(self._tabs)
        lists = QStackedWidget()
        self.problems = RowModel(PROBLEM_COLUMNS, tone=tone_of, parent=self)
        columns = [replace(one, title=self._subject) if one.key == "name" else one for one in PERSON_COLUMNS]
        self.people = RowModel(columns, tone=tone_of, parent=self)
        self.skipped = RowModel(SKIPPED_COLUMNS, parent=self)
        self.questions = QuestionTable(self.answered.emit)
        self.missing = MissingPanel()
        self.missing.wanted.connect(self.leaving)
        self.missing.view.chosen.connect(self._show_whole)
        for place in (
            self._list(self.problems, "没有发现问题。"),
            self.questions,
            self._list(self.people, f"没有读到{self._listed}。"),
            *([self.missing] if self._is_roster else []),
            self._list(self.skipped, "没有跳过的行。"),
        ):
            lists.addWidget(place)
        self._tabs.chosen.connect(lists.setCurrentIndex)
        card.add(lists, 1)
        self._whole = label("", "muted", wraps=True)
        card.add(self._whole)
        return card

    def _list(self, model: RowModel, empty: str) -> TableView:
        view = TableView(model, is_compact=True)
        view.empty.say(empty)
        view.chosen.connect(self._show_whole)
        return view

    def wait(self) -> None:
        """Another preview is on its way: what is shown here may no longer be imported."""
        self.import_button.setEnabled(False)

    def show_preview(self, preview: Preview[Any]) -> None:
        """Show this preview; the place scrolled to among the columns stays."""
        matched = sum(match.field is not None for match in preview.columns)
        self._columns_card.heading.setText(f"列对应（{len(preview.columns)} 列，识别 {matched} 列）")
        self.matches.show_matches(preview.columns, preview.fields)
        problems = problem_lines(preview)
        people = [person_line(number, row) for number, row in enumerate(preview.rows)]
        skipped = [skipped_line(number, row) for number, row in enumerate(preview.skipped)]
        self.problems.set_rows(problems)
        self.people.set_rows(people)
        self.skipped.set_rows(skipped)
        self.questions.show_questions(preview.questions)
        missing: list[str] = []
        if isinstance(preview, ImportPreview):
            self.missing.show_lines(missing_lines(preview))
            missing.append(f"未出现 {len(preview.missing)}")
        self._tabs.set_tabs(
            (
                f"问题 {len(problems)}",
                f"要您决定的事 {len(preview.questions)}",
                f"{self._listed} {len(people)}",
                *missing,
                f"没有读取的行 {len(skipped)}",
            )
        )
        self._show_counts(preview, sum(line.level == Level.WARNING.word for line in problems))
        self._export_button.setEnabled(bool(rows_to_correct(preview, with_warnings=True)))

    def _show_counts(self, preview: Preview[Any], warnings: int) -> None:
        counts = {**preview.counts, "warning": warnings}
        for key, word, _ in _COUNTS:
            self.counts[key].setText(f"{word} {counts[key]}")
            self.counts[key].setVisible(counts[key] > 0 or key in _ALWAYS)
        total = counts["new"] + counts["changed"]
        gone = len(preview.leaving) if isinstance(preview, ImportPreview) else 0
        words = [f"导入 {total} {self._unit}"] * (total > 0) + [f"离岗登记 {gone} 人"] * (gone > 0)
        self.import_button.setText("，".join(words) or "没有要导入的内容")
        self.import_button.setEnabled(bool(words))
        remarks = list(preview.remarks)
        if preview.questions:
            remarks.append(
                f"有 {len(preview.questions)} 件事可以由您决定，见“要您决定的事”；不选就按列出的处理。"
            )
        if counts["error"]:
            remarks.append(
                f"有错误的 {counts['error']} {'行' if self._is_roster else self._unit}不会导入，可导出错误工作簿，改好后再导入。"
            )
        remarks.append("点“导入”之前不会写入任何内容；导入后可以整体撤销。")
        self._remark.setText("".join(remarks))

    def _show_whole(self, lines: Sequence[ProblemLine | PersonLine | SkippedLine | MissingLine]) -> None:
        """The sentence of the selected line, which the table may have to cut."""
        self._whole.setText(lines[0].whole if len(lines) == 1 else "")
