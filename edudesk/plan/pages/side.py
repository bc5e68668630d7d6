"""What stands beside a goal: its proofs, how it was reviewed in the year, what was noted of its tasks."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.kit.buttons import link
from edudesk.kit.cards import Card
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.plan.pages.picture import Picture
from edudesk.plan.rows.proofs import ProofRow
from edudesk.plan.rows.tasks import NoteRow, TaskRow
from edudesk.plan.rules.amounts import told
from edudesk.plan.rules.codes import Numbered, within

_NOTES = 12


class GoalSide(Card):
    """proof_opened, note_opened(row): a line was clicked; proof_asked, note_asked(row, place): its menu is wanted;
    proof_wanted, note_wanted: another one is to be put in; review_wanted: the review of the year."""

    proof_opened = Signal(object)
    note_opened = Signal(object)
    proof_asked = Signal(object, QPoint)
    note_asked = Signal(object, QPoint)
    proof_wanted = Signal()
    note_wanted = Signal()
    review_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._inside.hide()  # until it is full
        self.add(scrolled(self._inside, self), 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        self._proofs: list[ProofRow] = []
        self._notes: list[NoteRow] = []
        self.proofs_title = label("佐证材料", "heading")
        self.proofs, self.notes = DatedList("佐证材料"), DatedList("进展记录")
        self.review = KeyValues(64)
        self.review_title = label("年度自评", "heading")
        self.notes_title = label("进展记录", "heading")
        self._about = label("", "small", wraps=True)
        self.note_link = link("＋ 进展", self.note_wanted.emit)
        for title, more, part in (
            (self.proofs_title, link("＋ 佐证", self.proof_wanted.emit), self.proofs),
            (self.review_title, link("查看", self.review_wanted.emit), self.review),
            (self.notes_title, self.note_link, self.notes),
        ):
            line = QHBoxLayout()
            line.addWidget(title, 1)
            line.addWidget(more)
            column.addLayout(line)
            column.addWidget(part)
            column.addSpacing(8)
        column.insertWidget(column.count() - 2, self._about)
        column.addStretch(1)
        self.proofs.opened.connect(lambda number: self.proof_opened.emit(self._proofs[number]))
        self.proofs.asked.connect(lambda number, place: self.proof_asked.emit(self._proofs[number], place))
        self.notes.opened.connect(lambda number: self.note_opened.emit(self._notes[number]))
        self.notes.asked.connect(lambda number, place: self.note_asked.emit(self._notes[number], place))
        self.setMinimumWidth(220)

    def show_goal(self, picture: Picture, goal: Numbered, task: TaskRow | None) -> None:
        """Of a goal with what is below it; the notes of one task when one is chosen."""
        whole = picture.whole
        ids = within(whole.goals, goal.id)
        tasks = [row for one in ids for row in whole.tasks_of.get(one, ())]
        measures = [row.id for one in ids for row in whole.measures_of.get(one, ())]
        self._proofs = whole.proofs_of(*ids, *(row.id for row in tasks), *measures)
        if task is not None:
            self._notes = list(whole.notes_of.get(task.id, ()))
        else:
            notes = [note for row in tasks for note in whole.notes_of.get(row.id, ())]
            self._notes = sorted(notes, key=lambda note: (note.on, note.id), reverse=True)[:_NOTES]
        self.proofs_title.setText(f"佐证材料 {len(self._proofs)}")
        self.proofs.show_lines([DatedLine(row.number, row.title, "") for row in self._proofs])
        self._show_review(picture, goal)
        self.notes_title.setText("进展记录")
        words = (
            f"任务：{task.title}"
            if task is not None
            else ("" if self._notes else "选一项任务，记下它的进展。")
        )
        self._about.setText(words)
        self._about.setVisible(bool(words))
        self.note_link.setEnabled(task is not None)
        self.notes.show_lines([DatedLine(row.on[5:], _noted(row), "") for row in self._notes])
        self._inside.show()

    def _show_review(self, picture: Picture, goal: Numbered) -> None:
        judged = picture.judged
        line = judged.evaluation.line(goal.id) if judged is not None else None
        self.review_title.setText(
            "年度自评" if judged is None or not judged.is_frozen else "年度自评（已冻结）"
        )
        if not picture.has_begun and picture.year is not None:
            self.review.show_rows([("达成度", ""), ("得分", ""), ("说明", f"{picture.year_word}还没有开始")])
            return
        if line is None or line.counted is None:
            self.review.show_rows([("达成度", ""), ("得分", ""), ("说明", line.how if line else "")])
            return
        self.review.show_rows(
            [
                ("自评等级", "、".join(filter(None, (line.grade, line.word)))),
                ("得分", f"{told(line.points, 1)} / {told(line.full, 1)}"),
                ("说明", line.how),
            ]
        )


def _noted(row: NoteRow) -> str:
    """许莉：完成初稿（70%）."""
    percent = f"（{row.percent}%）" if row.percent is not None else ""
    return f"{row.who}：{row.text}{percent}" if row.who else f"{row.text}{percent}"
