"""新学年: what the next school year would be, to be looked at and changed, and one button that does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.grammar import read_typed
from edudesk.base.jobs import Step
from edudesk.base.readings import Level
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.form_field import FormField
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.school.rows.classes import CLASS_COLUMN, ClassDraft
from edudesk.school.rows.terms import TERM_COLUMN, TermDraft
from edudesk.school.rules import printed_year
from edudesk.school.rules.classes import MOST_CLASSES, class_in, class_name, grade_order
from edudesk.school.rules.rollover import YearProposal, is_due
from edudesk.school.rules.stats import class_figures, with_figures
from edudesk.school.rules.terms import term_problems
from edudesk.school.service import SchoolService
from edudesk.store.backup import BEFORE_ROLLOVER
from edudesk.store.backups import secure

_UP, _NEW, _LEAVES = "升级", "新生", "毕业"
_TONES = {_UP: Tone.BRAND, _NEW: Tone.GOOD, _LEAVES: Tone.PLAIN}
_SIDE = 320


@dataclass(frozen=True, slots=True)
class YearLine:
    """A class on its way. id: its name of both years; becomes: "" when its pupils leave."""

    id: str
    name: str
    becomes: str
    size: int | None
    what: str


_COLUMNS = (
    Column("name", "本学年", width=22, value=lambda line: line.name, is_shown=True),
    Column("what", "变化", Kind.TAG, 18, value=lambda line: line.what, is_shown=True),
    Column("becomes", "新学年", width=22, value=lambda line: line.becomes, is_shown=True),
    replace(CLASS_COLUMN["size"], width=16, help="可以直接改"),
)


class RolloverDialog(QDialog):
    """carry_out(proposal): the verb; undo: takes it back."""

    def __init__(
        self,
        parent: QWidget,
        proposal: YearProposal,
        carry_out: Callable[[YearProposal, Step], object],
        undo: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        year = printed_year(proposal.to_year)
        self.setWindowTitle(f"升入 {year}学年")
        self.setModal(True)
        self._given, self._carry_out, self._undo = proposal, carry_out, undo
        self._classes = list(proposal.classes)
        self._is_saving = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        outer.addWidget(label(f"{printed_year(proposal.from_year)}学年 → {year}学年", "heading"))
        self._sum = label("", wraps=True)
        outer.addWidget(self._sum)
        for remark in _remarks(proposal):
            outer.addWidget(label(remark, "remark", wraps=True))
        self.model = RowModel(
            _COLUMNS, save=self._set_size, tone=lambda line, _: _TONES[line.what], parent=self
        )
        self.table = TableView(self.model, is_compact=True)
        self.table.empty.say("本学年没有填写班级。")
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.table, 1)
        middle.addWidget(self._build_side())
        outer.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("按下按钮之前不会修改任何内容；升入后可以一次撤销。", "small"), 1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button(f"升入 {year}学年", self.accept, "primary")
        foot.addWidget(self.save_button)
        outer.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(900, screen.width() - 80), min(640, screen.height() - 80))
        self._show()
        self.table.setFocus()

    @property
    def proposal(self) -> YearProposal:
        """The given one as changed here; pupils of the yearly figures follow the sizes."""
        classes = tuple(self._classes)
        stats = (
            with_figures(one, class_figures(classes, one.school_year, one.stage)) for one in self._given.stats
        )
        return replace(self._given, classes=classes, terms=tuple(self._terms()), stats=tuple(stats))

    def accept(self) -> None:
        if self._is_saving or not self._check_terms():
            return
        self._is_saving = True
        proposal, window = self.proposal, self.parentWidget()
        assert window is not None

        def done(_result: object) -> None:
            super(RolloverDialog, self).accept()
            messages.notice(window, f"已升入 {printed_year(proposal.to_year)}学年。", ("撤销", self._undo))

        def ended() -> None:
            self._is_saving = False

        run_task(
            self,
            "正在升入新学年",
            lambda step: self._carry_out(proposal, step),
            done,
            button=self.save_button,
            ended=ended,
        )

    def reject(self) -> None:
        if not self._is_saving:
            super().reject()

    def _build_side(self) -> QWidget:
        place = QWidget()
        place.setFixedWidth(_SIDE)
        side = QVBoxLayout(place)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(14)
        self.counts: dict[str, QSpinBox] = {}
        ups = {move.becomes for move in self._given.moves}
        fresh = [one.grade for one in self._classes if class_name(one.grade, one.number) not in ups]
        if fresh:
            card, form = Card("新生班级数"), QFormLayout()
            for grade in dict.fromkeys(fresh):
                box = self.counts[grade] = QSpinBox()
                box.setRange(0, MOST_CLASSES)
                box.setValue(fresh.count(grade))
                box.valueChanged.connect(lambda count, grade=grade: self._open_classes(grade, count))
                form.addRow(grade, box)
            card.add(form)
            side.addWidget(card)
        self.fields: dict[tuple[str, str], FormField] = {}
        for term in self._given.terms:
            card, row = Card(term.term), QHBoxLayout()
            row.setSpacing(8)
            for key in ("start", "end"):
                field = FormField(card, replace(TERM_COLUMN[key], help=""), getattr(term, key), None, None)
                field.editor.setMinimumWidth(100)
                self.fields[term.term, key] = field
                row.addWidget(field)
            card.add(row)
            side.addWidget(card)
        if self._given.stats:
            text = (
                "年度数据：面积、设备、编制等沿用上年，人数和班数按新学年的班级计算，之后在“年度数据”里核对。"
            )
            side.addWidget(label(text, "small", wraps=True))
        side.addStretch(1)
        return place

    def _open_classes(self, grade: str, count: int) -> None:
        """As many new classes of a grade; sizes typed already stay."""
        there = {one.number: one for one in self._classes if one.grade == grade}
        fresh = [
            there.get(number) or class_in(self._given.to_year, grade, number)
            for number in range(1, count + 1)
        ]
        kept = [one for one in self._classes if one.grade != grade]
        self._classes = sorted([*kept, *fresh], key=lambda one: (grade_order(one.grade), one.number))
        self._show()

    def _set_size(self, line: YearLine, key: str, text: str) -> YearLine:
        value = read_typed(CLASS_COLUMN["size"], text).value
        size = round(value) if isinstance(value, (int, float)) else None
        if not line.becomes:
            raise UserError(f"{line.name}的学生毕业离校，新学年没有这个班。", "人数请在本学年的班级里改。")
        if size is not None and size < 0:
            raise UserError("人数不能是负数。", "请重新填写；其他内容都还在。")
        for at, one in enumerate(self._classes):
            if class_name(one.grade, one.number) == line.becomes:
                self._classes[at] = replace(one, size=size)
        self._count()
        return replace(line, size=size)

    def _show(self) -> None:
        before = {move.becomes: move.name for move in self._given.moves if move.becomes}
        lines = [_line(one, before) for one in self._classes]
        lines += [
            YearLine(f"{move.name}→", move.name, "", move.size, _LEAVES)
            for move in self._given.moves
            if not move.becomes
        ]
        self.model.set_rows(lines)
        self._count()

    def _count(self) -> None:
        lines = self.model.all_rows
        parts = [
            f"{sum(line.what == what for line in lines)} 个班{word}"
            for what, word in ((_UP, "升级"), (_LEAVES, "毕业"), (_NEW, "是新生班"))
        ]
        self._sum.setText(f"{'，'.join(parts)}；新学年共 {len(self._classes)} 个班。")

    def _terms(self) -> list[TermDraft]:
        return [
            replace(
                term,
                **{key: str(self.fields[term.term, key].reading().value or "") for key in ("start", "end")},
            )
            for term in self._given.terms
        ]

    def _check_terms(self) -> bool:
        """Whether the dates can be stored; problems stand beside their fields."""
        terms, is_good = self._terms(), True
        for term in terms:
            others = [one for one in terms if one is not term]
            found = {one.key: one.text for one in reversed(term_problems(term, others))}
            for key in ("start", "end"):
                self.fields[term.term, key].say(found.get(key, ""), Level.ERROR if key in found else Level.OK)
            if found:
                is_good = False
        return is_good


def open_rollover(parent: QWidget, school: SchoolService, undo: Callable[[], object]) -> None:
    """Propose the next school year beside the window, then show it."""

    def carry_out(proposal: YearProposal, step: Step) -> None:
        secure(school.context, BEFORE_ROLLOVER, step)
        school.roll_over(proposal)

    def show(proposal: YearProposal) -> None:
        RolloverDialog(parent, proposal, carry_out, undo).open()

    run_task(parent, "正在准备新学年", lambda step: school.propose_year(), show)


def _line(draft: ClassDraft, before: dict[str, str]) -> YearLine:
    name = class_name(draft.grade, draft.number)
    old = before.get(name, "")
    return YearLine(f"{old}→{name}", old, name, draft.size, _UP if old else _NEW)


def _remarks(proposal: YearProposal) -> Sequence[str]:
    if is_due(proposal, clock.today()):
        return proposal.remarks
    year = printed_year(proposal.to_year)
    early = f"现在离 {year}学年还早，一般在暑假里升入；提前升入也可以撤销。"
    return (early, *proposal.remarks)
