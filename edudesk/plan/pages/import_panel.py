"""What was recognised in the text of a plan, line by line, each to be taken for something else or left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.plan.intake.line import Line
from edudesk.plan.intake.preview import PlanPreview
from edudesk.plan.intake.proposal import DOUBTFUL, KINDS, LEFT_OUT, LIKELY, SURE
from edudesk.plan.rows.plans import BASES
from edudesk.roster.intake.values import RowState

_INDENT = "　"
_SURENESS = {SURE: Tone.GOOD, LIKELY: Tone.BRAND, DOUBTFUL: Tone.WARN}
_STATES = {RowState.NEW.word: Tone.GOOD, RowState.CHANGED.word: Tone.BRAND}
_TAKEN_FOR = CodeList("作为", tuple(map(Code, (*KINDS, LEFT_OUT))), is_open=False)


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal as a row. id: its key; place: in the order of the text."""

    id: str
    place: int
    kind: str
    sure: str
    content: str
    why: str
    state: str
    before: str


_COLUMNS = (
    Column("kind", "作为", Kind.CHOICE, 31, codes=_TAKEN_FOR, is_shown=True, sort=lambda row: row.place),
    Column("content", "内容", width=96, is_shown=True, value=lambda row: row.content),
    Column("sure", "把握", Kind.TAG, 16, is_shown=True, value=lambda row: row.sure),
    Column("why", "依据", width=46, is_shown=True, value=lambda row: row.why),
    Column("state", "结果", Kind.TAG, 20, is_shown=True, value=lambda row: row.state),
    Column("before", "原来", width=40, is_shown=True, value=lambda row: row.before),
)


class ImportPanel(QWidget):
    """answered(answers): title, starts, ends, year_basis typed over, or by the keys of proposals the kinds chosen."""

    answered = Signal(object)
    import_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._build_facts())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        self.chapters = QListWidget()
        self.chapters.setProperty("role", "inner")
        self.chapters.setAccessibleName("认出的章节")
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters_card = Card("章节")
        self.chapters_card.add(self.chapters, 1)
        split.addWidget(self.chapters_card)
        self.taking = menu_button(
            "选中的改作", [(kind, partial(self.take_for, kind)) for kind in (*KINDS, LEFT_OUT)]
        )
        found = Card("认出的内容（双击“作为”一格可以改）", right=self.taking)
        self.model = RowModel(_COLUMNS, save=self._save, tone=_tone, parent=self)
        self.table = TableView(self.model, is_compact=True)
        self.table.empty.say("没有认出可以放进规划的内容。", "章节照样导入，可以在“规划文本”里看。")
        found.add(self.table, 1)
        split.addWidget(found)
        split.setSizes([270, 850])
        split.setStretchFactor(1, 1)
        column.addWidget(split, 1)
        self.remarks = label("", "small", wraps=True)
        column.addWidget(self.remarks)
        column.addLayout(self._build_foot())

    def _build_facts(self) -> QWidget:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(8)
        self.fields: dict[str, QLineEdit] = {}
        for key, word, width in (
            ("title", "规划名称", 0),
            ("starts", "开始日期", 110),
            ("ends", "结束日期", 110),
        ):
            line.addWidget(label(word, "muted"))
            made = QLineEdit()
            made.setAccessibleName(word)
            made.setPlaceholderText("" if not width else "2024-09-01")
            if width:
                made.setFixedWidth(width)
            made.editingFinished.connect(partial(self._typed, key))
            self.fields[key] = made
            line.addWidget(made, 0 if width else 1)
        line.addWidget(label("年度划分", "muted"))
        self.basis = QComboBox()
        self.basis.setAccessibleName("年度划分")
        self.basis.addItems(list(BASES.words))
        self.basis.activated.connect(
            lambda _place: self.answered.emit({"year_basis": self.basis.currentText()})
        )
        line.addWidget(self.basis)
        card.add(line)
        self.problem = label("", wraps=True)
        self.problem.setProperty("role", "problem")
        card.add(self.problem)
        return card

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.counts = {
            state: Tag("", tone)
            for state, tone in (
                (RowState.NEW, Tone.GOOD),
                (RowState.CHANGED, Tone.BRAND),
                (RowState.SAME, Tone.PLAIN),
            )
        }
        for tag in self.counts.values():
            foot.addWidget(tag)
        self.told = label("", "muted")
        foot.addWidget(self.told, 1)
        foot.addWidget(button("换一份", self.back_wanted.emit))
        self.import_button = button("导入", self.import_wanted.emit, "primary")
        foot.addWidget(self.import_button)
        return foot

    def wait(self) -> None:
        """Another preview is on its way."""
        self.import_button.setEnabled(False)

    def show_preview(self, preview: PlanPreview) -> None:
        """What was recognised, with what becomes of it."""
        draft = preview.draft
        for key, made in self.fields.items():
            made.setText(str(getattr(draft, key)))
        self.basis.setCurrentText(draft.year_basis)
        self.problem.setText("；".join(one.text for one in preview.problems))
        self.problem.setVisible(bool(preview.problems))
        self._show_chapters(preview)
        told = _told(preview.lines)
        self.table.show_column("before", any(row.before for row in told))
        self.model.set_rows(told)
        self.remarks.setText("注意：" + "".join(preview.remarks) if preview.remarks else "")
        self.remarks.setVisible(bool(preview.remarks))
        counts = preview.counts
        for state, tag in self.counts.items():
            tag.setText(f"{state.word} {counts[state.value]}")
        place = f"更新已有的“{draft.title}”" if preview.plan_id else "新建一份规划"
        sections = {RowState.SAME: "章节与已有的相同", RowState.CHANGED: "章节替换，原来的保存为一稿"}
        more = sections.get(preview.sections, f"写入 {len(preview.proposed.outline.chapters)} 个章节")
        self.told.setText(f"{place}；{more}。")
        self.import_button.setEnabled(preview.importable)
        self.import_button.setText("导入" if preview.importable or preview.problems else "没有要导入的")
        self.setEnabled(True)

    def _show_chapters(self, preview: PlanPreview) -> None:
        self.chapters.clear()
        for one in preview.proposed.outline.chapters:
            count = len("".join(one.text.split()))
            told = f"　{count:,} 字" if count else ""
            item = QListWidgetItem(f"{_INDENT * (one.level - 1)}{one.heading or '引言（无标题）'}{told}")
            item.setToolTip(one.heading)
            self.chapters.addItem(item)
        self.chapters_card.heading.setText(f"章节 {self.chapters.count()}")

    def take_for(self, kind: str) -> None:
        """The selected lines are something else."""
        if rows := self.table.selected():
            self.answered.emit({row.id: kind for row in rows})

    def _save(self, row: Told, key: str, text: str) -> None:
        """A kind chosen in its cell; the preview comes anew."""
        self.answered.emit({row.id: text})

    def _typed(self, key: str) -> None:
        if self.fields[key].isModified():
            self.fields[key].setModified(False)
            self.answered.emit({key: self.fields[key].text().strip()})


def _told(lines: Sequence[Line]) -> list[Told]:
    """The rows of a preview; what stands below a goal is indented."""
    depth: dict[str, int] = {}
    found = []
    for place, line in enumerate(lines):
        one = line.proposal
        depth[one.key] = depth.get(one.parent, -1) + 1 if one.parent else 0
        state = line.state.word if line.is_kept else ""
        why = f"{one.why}（第 {one.line} 行）"
        content = f"{_INDENT * depth[one.key]}{line.told}"
        found.append(Told(one.key, place, one.kind, one.confidence, content, why, state, line.before))
    return found


def _tone(row: Told, column: Column) -> Tone:
    if column.key == "sure":
        return _SURENESS.get(row.sure, Tone.PLAIN)
    return _STATES.get(row.state, Tone.PLAIN)
