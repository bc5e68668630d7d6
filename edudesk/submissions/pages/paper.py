"""编写公文: facts and text on the left, the real pages on the right, as they will be printed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.manuscript import Manuscript
from edudesk.base.markdown_table import markdown_of
from edudesk.base.masking import Audience
from edudesk.base.paper_kinds import doubts_of, paper_kind
from edudesk.base.report import Report
from edudesk.kit import messages
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.labels import label
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_places import WIDTH
from edudesk.kit.preview import PagePreview
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tasks import run_task
from edudesk.kit.writing import pdf_of
from edudesk.roster.reports import catalogue
from edudesk.submissions.footing import footer
from edudesk.submissions.pages import PAPER
from edudesk.submissions.pages.paper_doubts import DoubtCard
from edudesk.submissions.pages.paper_export import export_paper
from edudesk.submissions.pages.paper_fields import PaperFields
from edudesk.submissions.registry import offers
from edudesk.submissions.rows.papers import PaperRow
from edudesk.submissions.rules.packs import pack_of_paper
from edudesk.submissions.rules.papers import manuscript_of, paper_problems, settled_paper
from edudesk.submissions.sources import Sources

_LOOK_AFTER_MS = 400  # of rest at the keyboard
_KEEP_AFTER_MS = 180_000  # what was typed in three minutes is the most that a power cut takes
_HINT = (
    "一行一段。“一、”“（一）”“1.”“（1）”开头、单独成行的是小标题；"
    "表格写成 | 学历 | 人数 |，下一行写 |---|---|；附件写“附件：1.名称”。"
)


class PaperPage(Page):
    """left: back to the list; hand_in_wanted(pack key, paper id): the pack of a paper that has been saved."""

    name, title, icon_name = PAPER
    concerns = frozenset({"papers", "school"})
    left = Signal()
    hand_in_wanted = Signal(str, str)

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources, self._papers = sources, sources.papers
        self._row: PaperRow | None = None
        self._looks = 0
        column = column_layout(self)
        self._tables = menu_button("插入统计表", self._offered_tables())
        self._export = menu_button(
            "导出",
            [("PDF…", partial(self.export, "pdf")), ("Word…", partial(self.export, "docx"))],
            icon_name="export",
        )
        self._history = button("历史", self.show_history, icon_name="history")
        self._hand_in = button("报送…", self.hand_in, icon_name="submissions")
        self._save = button("保存", self.save, "primary", keys="Ctrl+S")
        self._acting = (self._tables, self._history, self._export, self._hand_in, self._save)
        self.head = PageHead(
            self.title, buttons=(button("返回", self.left.emit, icon_name="back"), *self._acting)
        )
        column.addWidget(self.head)
        self.preview = PagePreview()
        self.preview.pages.set_zoom(WIDTH)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(scrolled(self._build_left()))
        split.addWidget(self.preview)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([600, 560])
        column.addWidget(split, 1)
        self._soon_look = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon_look.timeout.connect(self._look)
        self._soon_keep = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._soon_keep.timeout.connect(self.save)
        self._show_none()

    def _build_left(self) -> QWidget:
        place = QWidget()
        place.setMinimumWidth(480)
        column = column_layout(place)
        column.setContentsMargins(0, 0, 8, 0)
        facts = Card()
        self.fields = PaperFields()
        self.fields.edited.connect(self._edited)
        facts.add(self.fields)
        column.addWidget(facts)
        text = Card("正文")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("正文")
        self.text.setPlaceholderText("在这里写，或粘贴已有的文字。")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(240)
        self.text.textChanged.connect(self._edited)
        text.add(self.text, 1)
        text.add(label(_HINT, "small", wraps=True))
        column.addWidget(text, 1)
        self.doubts = DoubtCard()
        self.doubts.line_wanted.connect(self._go_to)
        column.addWidget(self.doubts)
        return place

    def _offered_tables(self) -> list[tuple[str, Callable[[], object]]]:
        wanted = {f"roster_{one.key}" for one in catalogue.sheets() if one.group == catalogue.COUNTED}
        return [(one.title, partial(self.insert, one.key)) for one in offers() if one.key in wanted]

    # what is shown

    def reload(self) -> None:
        """What is typed and not yet saved stays; else the paper as it is kept now."""
        row = self._row
        if row is not None and self.is_changed:
            return
        rows = self._papers.rows()
        here = [one for one in rows if row is not None and one.id == row.id]
        if here or (rows and row is None):
            self._show((here or rows)[0])
        else:
            self._show_none()

    def open_paper(self, paper_id: str) -> None:
        """Show a paper to be written on."""
        if self.may_leave():
            self.settle()
            self.preview.show_busy()
            self._show(self._papers.get(paper_id))
            self.text.setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return self._row is not None and settled_paper(self._typed()) != settled_paper(self._row)

    def may_leave(self) -> bool:
        """What was typed is saved; what cannot be saved keeps the user here."""
        return not self.is_changed or self.save()

    def hidden(self) -> None:
        self._soon_look.stop()

    def _show(self, row: PaperRow) -> None:
        self._row = row
        self.fields.show_paper(row)
        if self.text.toPlainText() != row.text:  # else the keyboard's place would be lost
            self.text.setPlainText(row.text)
        for one in (*self._acting, self.fields, self.text):
            one.setEnabled(True)
        self._soon_keep.stop()
        self._say_state()
        self._look()

    def _show_none(self) -> None:
        self._row = None
        for one in (*self._acting, self.fields, self.text):
            one.setEnabled(False)
        self.head.note.setText("")
        self.text.setPlainText("")
        self.doubts.hide()
        self.preview.show_words("还没有打开公文", "请返回列表，新建一份或选一份打开。")

    def _say_state(self) -> None:
        row = self._row
        if row is not None:
            state = "未保存" if self.is_changed else "已保存"
            self.head.note.setText(f"{row.kind} · {row.serial} 第 {row.version} 版 · {state}")

    def _typed(self) -> PaperRow:
        assert self._row is not None
        return replace(self._row, **self.fields.values(), text=self.text.toPlainText())  # type: ignore[arg-type]

    def _edited(self) -> None:
        if self._row is None:
            return
        self._say_state()
        self._soon_look.start()
        if not self._soon_keep.isActive():
            self._soon_keep.start()

    def _made(self) -> Manuscript | None:
        """The paper as it is typed; None while a field cannot be read."""
        typed = self._typed()
        if any(problem.key in ("kind", "style") for problem in paper_problems(typed)):
            return None
        return manuscript_of(typed, clock.today(), footer(self._sources))

    def _look(self) -> None:
        """The pages of what stands there, made beside the window."""
        if self._row is None or (found := self._made()) is None:
            return
        self._tell(found)
        self._looks += 1
        number, document = self._looks, found.document

        def show(pdf: bytes) -> None:
            if number == self._looks:  # else more was typed meanwhile
                self.preview.exchange_bytes(pdf)

        run_task(
            self,
            "正在生成预览",
            lambda step: pdf_of(document, step),
            show,
            self.preview.show_problem,
        )

    def _tell(self, found: Manuscript) -> None:
        """What is odd in the text, and what such a paper usually has."""
        told = [(remark.text, remark.line) for remark in found.remarks]
        told += [(text, 0) for text in doubts_of(found.document, paper_kind(self._typed().kind))]
        self.doubts.tell(told)

    def _go_to(self, line: int) -> None:
        block = self.text.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    # what is done

    def save(self) -> bool:
        """Keep what is typed as the next version; False when something cannot be kept."""
        row = self._row
        if row is None or not self.is_changed:
            return True
        typed = self._typed()
        values = {**self.fields.values(), "text": typed.text}
        try:
            self._row = self._papers.change(row.id, values, row.version)
        except UserError as error:
            shown = [one for one in error.problems if self.fields.say(one.key, one.text)]
            if not shown:
                messages.fail(self, error)
            return False
        self._soon_keep.stop()
        self._say_state()
        self._soon_look.start()  # not now: it may be the last deed before the window closes
        return True

    def show_history(self) -> None:
        """Every version of the paper, with old values to restore."""
        row = self._row
        if row is not None and self.save():
            HistoryDialog(
                self,
                row.title,
                list(self._papers.columns.values()),
                partial(self._papers.history, row.id),
                partial(self._papers.set_back, row.id),
            ).open()

    def insert(self, key: str) -> None:
        """A table of figures as of today, at the cursor, as text that can be changed."""
        offer = next(one for one in offers() if one.key == key)

        def job(step: Step) -> Report:
            paper = offer.build(self._sources, Audience.BUREAU)
            assert isinstance(paper, Report)
            return paper

        run_task(self, f"正在生成“{offer.title}”", job, self._put_table, button=self._tables)

    def _put_table(self, report: Report) -> None:
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        begin = "\n\n" if cursor.block().text().strip() else ""
        cursor.insertText(f"{begin}{markdown_of(report)}\n\n")
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def hand_in(self) -> None:
        """The paper among what is handed in: looked over, exported with its enclosures, kept in 报送历史."""
        row = self._row
        if row is not None and self.save():
            self.hand_in_wanted.emit(pack_of_paper(row.id, row.title, row.addressee).key, row.id)

    def export(self, kind: str) -> None:
        """Save, ask where to, and write the version as PDF or Word."""
        if self._row is None or not self.save() or (found := self._made()) is None:
            return
        exports, word = self._sources.exports, self._row.kind
        export_paper(self, exports, found.document, word, kind, self._export)
