"""公文写作: the official papers a school writes itself, and the way to a new one of each kind."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.submissions.pages import WRITING
from edudesk.submissions.rows.papers import KINDS, PAPER_COLUMNS, PaperRow
from edudesk.submissions.rules.papers import copy_of, new_paper
from edudesk.submissions.sources import Sources


class WritingPage(RowsPage):
    """left: back to the packs; paper_wanted(id): a paper in the editor."""

    name, title, icon_name = WRITING
    unit = "份"
    concerns = frozenset({"papers"})
    search_hint = "标题 / 文号 / 正文…"
    columns: tuple[Column, ...] = PAPER_COLUMNS
    left = Signal()
    paper_wanted = Signal(str)

    def __init__(self, sources: Sources, undo: Callable[[], object], parent: QWidget | None = None) -> None:
        self._sources = sources
        self.service = self._papers = sources.papers
        super().__init__(undo, parent)

    def called(self, row: PaperRow) -> str:
        return row.title.replace("\n", "")

    def rows(self) -> Sequence[PaperRow]:
        return self._papers.rows()

    def buttons(self) -> Sequence[QWidget]:
        new = menu_button("新建公文", [(kind, partial(self.begin, kind)) for kind in KINDS.words])
        new.setProperty("role", "primary")
        return (button("返回报送导出", self.left.emit, icon_name="back"), new)

    def chips(self) -> Sequence[Chip]:
        return (ChoiceChip("kind", "文种", lambda row: row.kind, KINDS.words),)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有写公文。",
            "选一种文种，按国家标准的格式写；写完导出 PDF 或 Word。",
            tuple((f"写{kind}", partial(self.begin, kind)) for kind in KINDS.words[:3]),
        )

    def entries(self, rows: Sequence[PaperRow]) -> Sequence[Entry]:
        return (("另写一份…", partial(self.copy, rows[0])),) if len(rows) == 1 else ()

    def begin(self, kind: str) -> None:
        """A new paper of a kind, in the editor."""
        school = self._sources.school.identity()
        self.paper_wanted.emit(self._papers.begin(new_paper(kind, school.name, clock.today())).id)

    def copy(self, row: PaperRow) -> None:
        """A new paper with the text of an old one: last year's report as this year's first draft."""
        self.paper_wanted.emit(self._papers.begin(copy_of(row, clock.today())).id)

    def edit(self, row: PaperRow, key: str = "") -> None:
        self.paper_wanted.emit(row.id)
