"""The pages of 报送导出."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.kit.page import Page
from edudesk.shell.navigation.leading import open_paper, put_right, refill, show_pack
from edudesk.shell.navigation.spec import PageSpec
from edudesk.submissions.pages import ASKED, PACKS, PAPER, SENT, WRITING

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


def _packs(window: MainWindow) -> Page:
    from edudesk.submissions.pages.packs import PacksPage
    from edudesk.submissions.pages.texts_dialog import TextsDialog

    desk = window.desk
    page = PacksPage(
        desk,
        lambda pack, key, parent: TextsDialog(desk.texts, pack.texts, key, parent).open(),
        window.undo,
    )
    page.history_wanted.connect(partial(window.show_page, SENT.name))
    page.asked_wanted.connect(partial(window.show_page, ASKED.name))
    page.writing_wanted.connect(partial(window.show_page, WRITING.name))
    page.template_wanted.connect(partial(_ask_template, window, page))
    page.template_dropped.connect(partial(_ask_template, window, page))
    page.action_wanted.connect(partial(put_right, window))
    return page


def _ask_template(window: MainWindow, page: Page, file: Path | None = None) -> None:
    from edudesk.submissions.pages.filling import ask_template

    ask_template(window.desk, page, file)


def _sent(window: MainWindow) -> Page:
    from edudesk.submissions.pages.history import HistoryPage

    page = HistoryPage(window.desk)
    page.left.connect(partial(window.show_page, PACKS.name))
    page.again_wanted.connect(partial(refill, window))
    return page


def _asked(window: MainWindow) -> Page:
    from edudesk.submissions.pages.asked import AskedPage

    page = AskedPage(window.desk, window.undo)
    page.left.connect(partial(window.show_page, PACKS.name))
    page.refill_wanted.connect(partial(refill, window))
    return page


def _writing(window: MainWindow) -> Page:
    from edudesk.submissions.pages.writing import WritingPage

    page = WritingPage(window.desk, window.undo)
    page.left.connect(partial(window.show_page, PACKS.name))
    page.paper_wanted.connect(partial(open_paper, window))
    return page


def _paper(window: MainWindow) -> Page:
    from edudesk.submissions.pages.paper import PaperPage

    page = PaperPage(window.desk)
    page.left.connect(partial(window.show_page, WRITING.name))
    page.hand_in_wanted.connect(partial(refill, window))
    return page


PAGES = (
    PageSpec(PACKS, _packs, "", lead=show_pack),
    PageSpec(SENT, _sent, None, under=PACKS.name),
    PageSpec(ASKED, _asked, None, under=PACKS.name),
    PageSpec(WRITING, _writing, None, under=PACKS.name, is_tab=True),
    PageSpec(PAPER, _paper, None, under=PACKS.name),
)
