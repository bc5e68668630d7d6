"""规划文本: chapters on the left, what is written in the middle, the real pages on the right."""

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.kit import messages
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_places import WIDTH
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.preview import PagePreview
from edudesk.kit.tasks import run_task
from edudesk.kit.writing import pdf_of
from edudesk.plan.pages import TEXT
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.pages.tabs import put_tabs
from edudesk.plan.pages.text_editor import ChapterEditor
from edudesk.plan.pages.text_outline import TextOutline
from edudesk.plan.pages.text_versions import VersionsDialog
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.text import SectionDraft, SectionRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.arranging import Line, arranged
from edudesk.plan.rules.as_text import text_of
from edudesk.plan.rules.filling import is_filled, usual_sections
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.reading import WholeService
from edudesk.plan.service.text import SectionService
from edudesk.plan.service.versions import VersionService

_LOOK_AFTER_MS = 400  # of rest at the keyboard
_KEEP_AFTER_MS = 180_000  # what was typed in three minutes is the most that a power cut takes
Paper = Callable[[PlanWhole], Document]
"""The document of a plan whose text is as given, made beside the window."""


class TextSources(Protocol):
    """The open school as this page sees it."""

    @property
    def plans(self) -> PlanService:
        """Plans."""

    @property
    def plan_wholes(self) -> WholeService:
        """Plans with everything that belongs to them."""

    @property
    def plan_sections(self) -> SectionService:
        """规划章节."""

    @property
    def plan_versions(self) -> VersionService:
        """规划稿次."""


class TextPage(Page):
    """undo: takes the last change back. import_wanted: a text that was written elsewhere; file_dropped(Path): such a one;
    export_wanted(document, kind): as pdf or docx."""

    name, title, icon_name = TEXT
    concerns = frozenset({"plan", "school"})
    takes = (".docx", ".txt")
    import_wanted = Signal()
    file_dropped = Signal(object)
    export_wanted = Signal(object, str)

    def __init__(
        self,
        sources: TextSources,
        paper: Paper,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources, self._paper, self._undo = sources, paper, undo
        self.choice = choice_of(sources)
        self.choice.changed.connect(lambda: self.heed(frozenset()))
        self._plan: PlanRow | None = None
        self._lines: list[Line] = []
        self._base: list[Line] = []
        self._place = 0
        self._looks = 0
        self._soon_look = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon_look.timeout.connect(self._look)
        self._soon_keep = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._soon_keep.timeout.connect(self.save)
        self._build(show_page)

    def _build(self, show_page: ShowPage) -> None:
        column = column_layout(self)
        self.export_button = menu_button(
            "导出",
            [("PDF…", partial(self.export, "pdf")), ("Word…", partial(self.export, "docx"))],
            icon_name="export",
        )
        self._save_button = button("保存", self.save, "primary", keys="Ctrl+S")
        self._acting = (
            button("稿次…", self.show_versions, icon_name="history"),
            self.export_button,
            self._save_button,
        )
        self.head = PageHead(
            self.title, buttons=(button("导入…", self.import_wanted.emit, icon_name="import"), *self._acting)
        )
        column.addWidget(self.head)
        put_tabs(self.head, self.name, show_page)
        self.outline = TextOutline(lambda name: partial(self._do, name))
        self.outline.chosen.connect(self._choose)
        self.preview = PagePreview()
        self.preview.pages.set_zoom(WIDTH)
        self.editor = ChapterEditor(self.take_over)
        self.editor.edited.connect(self._edited)
        self.heading, self.role, self.text = self.editor.title, self.editor.role, self.editor.text
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        for part in (self.outline, self.editor, self.preview):
            split.addWidget(part)
        split.setSizes([270, 430, 470])
        split.setStretchFactor(1, 1)
        split.setStretchFactor(2, 1)
        column.addWidget(split, 1)
        for keys, by in (("Alt+Up", "up"), ("Alt+Down", "down")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis("章节上移、下移")
            shortcut.activated.connect(partial(self._do, by))

    # what is shown

    def reload(self) -> None:
        """What is typed and not yet saved stays; else the text as it is kept now."""
        if (versions := self.findChild(VersionsDialog)) is not None:
            versions.reload()
        plan = self.choice.plan(self._sources.plans.rows())
        if plan is not None and self._plan is not None and plan.id == self._plan.id and self.is_changed:
            return
        self._plan = plan
        for one in (*self._acting, self.outline, *self.editor.parts):
            one.setEnabled(plan is not None)
        if plan is None:
            self._lines, self._base = [], []
            self.head.note.setText("")
            self.outline.show_sections([], -1)
            self.preview.show_words(
                "还没有发展规划", "可以新建一份规划，或导入已有的规划文本（Word、文本文件）。"
            )
            return
        rows = self._sources.plan_sections.of(plan.id)
        self._lines = [(row.id, _draft(row)) for row in rows] or [
            ("", one) for one in usual_sections(plan.id)
        ]
        self._base = list(self._lines)
        self._place = min(self._place, len(self._lines) - 1)
        self._show_all()
        self._look()

    @property
    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return self._plan is not None and self._lines != self._base

    def may_leave(self) -> bool:
        """What was typed is saved; what cannot be saved keeps the user here."""
        return not self.is_changed or self.save()

    def hidden(self) -> None:
        self._soon_look.stop()

    def take(self, file: Path) -> bool:
        if file.suffix.lower() not in self.takes:
            return False
        self.file_dropped.emit(file)
        return True

    def _show_all(self) -> None:
        self.outline.show_sections(self._drafts, self._place)
        self._show_section()
        self._say_state()

    @property
    def _drafts(self) -> list[SectionDraft]:
        return [draft for _, draft in self._lines]

    def _choose(self, place: int) -> None:
        self._place = place
        self._show_section()

    def _show_section(self) -> None:
        self.editor.show_chapter(self._drafts, self._place)

    def _say_state(self) -> None:
        if self._plan is None:
            return
        state = (
            "未保存"
            if self.is_changed
            else "已保存"
            if self._lines and self._lines[0][0]
            else "常用章节，还没有保存"
        )
        written = sum(len("".join(one.text.split())) for one in self._drafts)
        self.head.note.setText(f"{self._plan.title} · 正文 {written:,} 字 · {state}")

    def _edited(self) -> None:
        if self._plan is None or not self._lines:
            return
        row_id, one = self._lines[self._place]
        fresh = self.editor.typed(one)
        if fresh == one:
            return
        self._lines[self._place] = (row_id, fresh)
        self.editor.offer_own(self._drafts, self._place)
        self.outline.say(self._drafts, self._place)
        self._touched()

    def _touched(self) -> None:
        self._say_state()
        self._soon_look.start()
        if not self._soon_keep.isActive():
            self._soon_keep.start()

    def take_over(self) -> None:
        """What the program fills the chapter with becomes its text, to be gone on with."""
        whole, place = self._whole(), self._place
        if whole is None or not is_filled(self._drafts, place):
            return
        alone = replace(whole, sections=(replace(whole.sections[place], heading=""),))
        role, paper = self._lines[place][1].role, self._paper

        def job(step: Step) -> str:
            return text_of(paper(alone).body, role)

        def show(text: str) -> None:
            if self._place == place and not self.text.toPlainText().strip():
                self.text.setPlainText(text)
                self.text.setFocus()

        run_task(self, "正在填写", job, show, button=self.editor.own_button)

    # chapters

    def _do(self, name: str) -> None:
        """What a button below the list does; headings count on afterwards."""
        if self._plan is None or not self._lines:
            return
        lines, place = arranged(name, self._lines, self._place, self._plan.id)
        if lines == self._lines or not lines:
            return
        self._lines, self._place = lines, place
        self._show_all()
        self._touched()

    # what is made of it

    def _whole(self) -> PlanWhole | None:
        """The plan with the text as it is typed."""
        if self._plan is None:
            return None
        rows = [
            SectionRow(id=row_id or f"new{place}", version=0, **asdict(replace(one, place=place)))
            for place, (row_id, one) in enumerate(self._lines, 1)
        ]
        return replace(self._sources.plan_wholes.of(self._plan.id), sections=tuple(rows))

    def _look(self) -> None:
        """The pages of what stands there, made beside the window."""
        whole = self._whole()
        if whole is None:
            return
        self._looks += 1
        number, paper = self._looks, self._paper

        def show(pdf: bytes) -> None:
            if number == self._looks:  # else more was typed meanwhile
                self.preview.exchange_bytes(pdf)

        def job(step: Step) -> bytes:
            return pdf_of(paper(whole), step)

        run_task(self, "正在生成预览", job, show, self.preview.show_problem)

    # what is done

    def save(self) -> bool:
        """Keep what is typed; False when something cannot be kept."""
        plan = self._plan
        if plan is None or (not self.is_changed and self._lines and self._lines[0][0]):
            return True
        try:
            rows = self._sources.plan_sections.lay(plan.id, self._lines)
        except UserError as error:
            messages.fail(self, error)
            return False
        self._soon_keep.stop()
        self._lines = [(row.id, _draft(row)) for row in rows]
        self._base = list(self._lines)
        self._show_all()
        return True

    def show_versions(self) -> None:
        """Kept versions, what changed between them, and the way back."""
        if self._plan is not None and self.save():
            VersionsDialog(self, self._sources.plan_versions, self._plan, self._undo).open()

    def export(self, kind: str) -> None:
        """Save, and hand the document out as PDF or Word."""
        if self._plan is None or not self.save():
            return
        whole, paper = self._whole(), self._paper
        assert whole is not None
        run_task(
            self,
            "正在生成规划文本",
            lambda step: paper(whole),
            lambda document: self.export_wanted.emit(document, kind),
            button=self.export_button,
        )


def _draft(row: SectionRow) -> SectionDraft:
    """What of a stored section is typed; its place follows from the order."""
    return SectionDraft(
        plan_id=row.plan_id, level=row.level, heading=row.heading, text=row.text, role=row.role
    )
