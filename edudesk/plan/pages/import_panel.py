"""What was recognised in the text of a plan, line by line, each to be taken for something else or left out."""

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

from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.decision_table import DecisionTable, drop_down
from edudesk.kit.labels import label
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.plan.intake.preview import Line, PlanPreview
from edudesk.plan.rows.plans import BASES
from edudesk.plan.rules.proposing import KINDS, LEFT_OUT
from edudesk.roster.intake.values import RowState

_INDENT = "　"
_SHOWN = 60  # characters of a text in the table


class ImportPanel(QWidget):
    """answered(key, value): title, starts, ends, year_basis typed over, or the kind of a proposal chosen."""

    answered = Signal(str, str)
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
        found = Card("认出的内容")
        self.table = DecisionTable(("把握", "作为", "内容", "依据", "状态"), (56, 132, 0, 170, 64))
        self.table.setAccessibleName("认出的内容")
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
            lambda _place: self.answered.emit("year_basis", self.basis.currentText())
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
        drop_downs = [self._drop_down(line) for line in preview.lines]
        self.table.show_lines(drop_downs, partial(self._fill, preview))
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

    def _drop_down(self, line: Line) -> QComboBox:
        one = line.proposal
        combo = drop_down(f"“{one.title[:20]}”作为")
        combo.addItems([*KINDS, LEFT_OUT])
        combo.setCurrentText(one.kind)
        combo.activated.connect(lambda _place: self.answered.emit(one.key, combo.currentText()))
        return combo

    def _fill(self, preview: PlanPreview, number: int) -> None:
        line = preview.lines[number]
        one = line.proposal
        depth = 0
        parents = {other.proposal.key: other.proposal.parent for other in preview.lines}
        above = one.parent
        while above:
            depth, above = depth + 1, parents.get(above, "")
        text = one.title if len(one.title) <= _SHOWN else f"{one.title[:_SHOWN]}…"
        if line.dated and (line.dated.by_year or line.dated.base):
            unit = one.targets.unit if one.targets else ""
            base = f"基线 {line.dated.base}{unit} " if line.dated.base else ""
            text += (
                f"　{base}{'、'.join(f'{year} {value}{unit}' for year, value in line.dated.by_year.items())}"
            )
        whole = "\n".join(filter(None, (one.title, one.text)))
        self.table.write(number, 0, one.confidence)
        self.table.write(number, 2, f"{_INDENT * depth}{text}", whole)
        self.table.write(number, 3, f"{one.why}（第 {one.line} 行）")
        state = line.state.word if line.is_kept else ""
        self.table.write(number, 4, state, f"原来：{line.before}" if line.before else state)

    def _typed(self, key: str) -> None:
        if self.fields[key].isModified():
            self.fields[key].setModified(False)
            self.answered.emit(key, self.fields[key].text().strip())
