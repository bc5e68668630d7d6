"""花名册比对: our roster beside a bureau's export, every difference with its person and field, 差异单."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.base.words import some_of
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card
from edudesk.kit.chips import ChipRow, ChoiceChip
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.labels import label
from edudesk.kit.page import PageHead, column_layout
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.roster.intake.comparing import Comparison, Difference, Kind, compare
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.pages import COMPARE
from edudesk.roster.pages.file_page import Answer, FilePage
from edudesk.roster.pages.matching import MatchTable
from edudesk.roster.reports.differences import COLUMNS, difference_report
from edudesk.roster.rows import COLUMN, FIELDS, TeacherRow
from edudesk.roster.service import TeacherService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports

_TONES = {
    Kind.OURS: Tone.BRAND,
    Kind.THEIRS: Tone.GOOD,
    Kind.DIFFERENT: Tone.BAD,
    Kind.BLANK: Tone.PLAIN,
    Kind.UNCLEAR: Tone.WARN,
}
_AUDIENCES = (Audience.INTERNAL, Audience.BUREAU)  # nobody else settles it
_WHOLE = "整个人"


@dataclass(frozen=True, slots=True)
class Line:
    """A difference as the screen shows it: numbers starred."""

    difference: Difference
    ours: str
    theirs: str

    @property
    def id(self) -> int:
        return self.difference.id

    @property
    def name(self) -> str:
        return self.difference.name

    @property
    def kind(self) -> str:
        return self.difference.kind.value

    @property
    def field(self) -> str:
        return self.difference.field

    @property
    def remark(self) -> str:
        return self.difference.remark

    @property
    def place(self) -> str:
        return self.difference.place

    @property
    def whole(self) -> str:
        """Everything in one sentence, which the table may have to cut."""
        sides = (
            f"本校“{self.ours or '空'}”，对方“{self.theirs or '空'}”"
            if self.field
            else self.ours or self.theirs
        )
        parts = (self.name, self.kind, self.field, sides, self.remark, self.place)
        return "　".join(part for part in parts if part)


class ComparePage(FilePage):
    """teacher_wanted(id): the user wants to see one of ours."""

    name, title, icon_name = COMPARE
    concerns = frozenset({"teachers"})
    file_title = "选择要比对的花名册"
    teacher_wanted = Signal(str)

    def __init__(
        self,
        teachers: TeacherService,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(teachers, school, parent)
        self._exports, self._footer = exports, footer
        self.comparison: Comparison | None = None
        column = column_layout(self)
        self._again = button("换一个文件", self.begin)
        self.export_button = button("导出差异单", self.export, "primary", icon_name="export", keys="Ctrl+E")
        back = button("返回花名册", self.left.emit, icon_name="back")
        self._head = PageHead(self.title, buttons=(back, self._again, self.export_button))
        column.addWidget(self._head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_choice())
        self._stack.addWidget(self._build_outcome())
        column.addWidget(self._stack, 1)
        self.begin()

    def begin(self) -> None:
        super().begin()
        self.comparison = None
        self._head.note.setText("")
        self._show_place(is_outcome=False)

    def work_out(self, preview: ImportPreview, teachers: Sequence[TeacherRow]) -> Comparison:
        return compare(preview, teachers)

    def wait(self) -> None:
        self.export_button.setEnabled(False)

    def set_usable(self, is_usable: bool) -> None:
        super().set_usable(is_usable)
        self._stack.setEnabled(is_usable)

    def reload(self) -> None:
        """Our roster is another now."""
        self._ask_again()

    def offer(self, answer: Answer) -> None:
        """The differences; what is filtered for stays."""
        found: Comparison = answer.outcome
        self.comparison = found
        self._head.note.setText(f"{found.file} · 工作表“{found.sheet}”")
        columns = answer.preview.columns
        self._columns_card.heading.setText(f"列对应（{len(columns)} 列，比对 {len(found.compared)} 列）")
        self.matches.show_matches(columns, answer.preview.fields)
        lines = [_line(one) for one in found.differences]
        self.chip_row.offer(lines)
        self.lines.set_rows(lines)
        self._show_counts(found)
        remarks = list(found.remarks)
        if found.absent:
            missing = [COLUMN[key].full_title for key in found.absent]
            remarks.append(f"对方文件里没有、未比对的项目：{some_of(missing, '项')}。")
            self._remark.setToolTip("、".join(missing))
        self._remark.setText("".join(remarks))
        self._show_place(is_outcome=True)
        self.export_button.setEnabled(True)

    def export(self) -> None:
        """差异单, to settle the differences with the other side."""
        found = self.comparison
        if found is None or not self.export_button.isEnabled():
            return
        ExportDialog(
            self,
            "导出差异单",
            lambda choice: partial(self._report, choice, found),
            lambda choice: self._report(choice, replace(found, differences=())).file_name,
            self._exports.leaving,
            audiences=_AUDIENCES,
        ).open()

    def _report(self, choice: Choice, found: Comparison) -> Report:
        """Called beside the window: it asks services, and no widget."""
        return difference_report(
            found,
            self._school.identity(),
            on=clock.today(),
            audience=choice.audience,
            footer=self._footer(),
        )

    # what is shown

    def _build_choice(self) -> QWidget:
        place = Card()
        empty = EmptyState(place)
        empty.say(
            "把教育局或别的系统导出的花名册拖到这里。",
            "支持 .xlsx、.xls、.csv（UTF-8 或 GBK），列名不用改。只比对，不会改动本校花名册。",
            (("选择文件…", self.choose_file),),
        )
        place.add(empty, 1)
        return place

    def _build_outcome(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(14)
        self._columns_card = Card("列对应")
        self.matches = MatchTable(self._match, "比对")
        self.matches.setColumnHidden(3, True)  # samples: the differences show what stands there
        self.matches.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._columns_card.add(self.matches, 1)
        line.addWidget(self._columns_card, 3)
        line.addWidget(self._build_differences(), 7)
        column.addLayout(line, 1)
        self._remark = label("", "muted", wraps=True)
        column.addWidget(self._remark)
        return place

    def _build_differences(self) -> Card:
        tags = QWidget()
        line = QHBoxLayout(tags)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.same = Tag("")
        line.addWidget(self.same)
        self.counts = {kind: Tag("", tone) for kind, tone in _TONES.items()}
        for tag in self.counts.values():
            line.addWidget(tag)
        card = Card("差异", right=tags)
        self.chip_row = ChipRow(
            (
                ChoiceChip("kind", "种类", lambda one: one.kind, [kind.value for kind in Kind]),
                ChoiceChip(
                    "field", "项目", lambda one: one.field or _WHOLE,
                    [_WHOLE, *(COLUMN[key].full_title for key in FIELDS)],
                ),
            )
        )  # fmt: skip
        filters = QHBoxLayout()
        filters.setSpacing(10)
        filters.addWidget(self._sheet)
        filters.addWidget(self._hidden)
        filters.addWidget(self.chip_row, 1)
        card.add(filters)
        self.lines = RowModel(COLUMNS[1:], tone=_tone, parent=self)
        self.table = TableView(self.lines, self.name, is_compact=True)
        self.table.empty.say("没有差异。", "")
        self.table.chosen.connect(self._show_whole)
        self.table.opened.connect(self._go_to)
        self.chip_row.changed.connect(lambda: self.lines.set_chips(self.chip_row.filters()))
        card.add(self.table, 1)
        foot = QHBoxLayout()
        self._whole = label("", "muted", wraps=True)
        self._show_teacher = link("查看这位教师", lambda: self._go_to(*self.table.selected()[:1]))
        foot.addWidget(self._whole, 1)
        foot.addWidget(self._show_teacher)
        card.add(foot)
        return card

    def _show_counts(self, found: Comparison) -> None:
        self.same.setText(f"相同 {found.same} 人")
        for kind, tag in self.counts.items():
            unit = "人" if kind in (Kind.OURS, Kind.THEIRS) else "处"
            tag.setText(f"{kind.value} {found.count(kind)} {unit}")
            tag.setVisible(found.count(kind) > 0)
        self._show_whole(self.table.selected())

    def _show_whole(self, lines: Sequence[Line]) -> None:
        self._whole.setText(lines[0].whole if len(lines) == 1 else "")
        self._show_teacher.setVisible(len(lines) == 1 and bool(lines[0].difference.teacher_id))

    def _go_to(self, line: Line) -> None:
        if line.difference.teacher_id:
            self.teacher_wanted.emit(line.difference.teacher_id)

    def _show_place(self, *, is_outcome: bool) -> None:
        self._stack.setCurrentIndex(int(is_outcome))
        self.set_usable(True)
        self._again.setVisible(is_outcome)
        self.export_button.setVisible(is_outcome)


def _line(one: Difference) -> Line:
    starred = COLUMN[one.key].starred if one.key else str
    return Line(one, starred(one.ours), starred(one.theirs))


def _tone(line: Line, column: Column) -> Tone:
    return _TONES[line.difference.kind]
