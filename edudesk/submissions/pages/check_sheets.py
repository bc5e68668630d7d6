"""Exports of the checks: every sheet from 检查汇总, one or all, the 通报 as a draft, the 检查通知 and all of a check from 检查安排."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.files import safe_name
from edudesk.base.jobs import Step
from edudesk.base.manuscript_text import manuscript_text
from edudesk.base.masking import Audience
from edudesk.checks.pages.summary.page import SummaryPage
from edudesk.checks.reports.catalogue import ANNOUNCEMENT, Sheet, sheets
from edudesk.checks.reports.catalogue import sheet as known_sheet
from edudesk.checks.reports.facts import CheckFacts
from edudesk.checks.reports.notice import PAPER_KIND, notice
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.kit.buttons import menu_button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.tasks import run_task
from edudesk.kit.writing import Writable
from edudesk.school.rules.years import printed_year
from edudesk.submissions.pages.all_sheets import About, AllSheetsDialog
from edudesk.submissions.rows.papers import PaperRow
from edudesk.submissions.rules.papers import new_paper
from edudesk.submissions.sources import Sources
from edudesk.submissions.term_papers import check_facts


def check_sheets_button(sources: Sources, open_paper: Callable[[str], object], page: SummaryPage) -> QWidget:
    """导出 ▾: all sheets at once, then each in the order of use, then the 通报 as a paper to be changed. open_paper: shows one by
    its id."""
    drafts = [
        (word, partial(draft_notice, sources, page, open_paper, is_named=is_named))
        for word, is_named in (("起草通报，修改后印发", False), ("起草通报（点名），修改后印发", True))
    ]
    return menu_button(
        "导出",
        [
            ("全部表单，放到一个文件夹…", partial(export_all, sources, page)),
            None,
            *((one.title, partial(export_sheet, sources, page, one)) for one in sheets()),
            None,
            *drafts,
        ],
        icon_name="export",
    )


def draft_notice(
    sources: Sources, page: SummaryPage, open_paper: Callable[[str], object], *, is_named: bool
) -> None:
    """The text of the 通报 as a paper of the school (公文写作), opened to be changed."""
    if page.loaded is None:
        return
    read = _in_sight(sources, page)

    def job(step: Step) -> PaperRow:
        facts = read()
        made = notice(facts, Audience.INTERNAL, is_named=is_named, has_chart=False)
        draft = new_paper(PAPER_KIND, facts.school.name, clock.today())
        title = made.title.replace("\n", "")
        return sources.papers.begin(replace(draft, title=title, text=manuscript_text(made)))

    run_task(page, "正在起草通报", job, lambda row: open_paper(row.id))


def _in_sight(sources: Sources, page: SummaryPage) -> Callable[[], CheckFacts]:
    """Reads the term in sight, and the check that the chips leave when it is one."""
    assert page.loaded is not None
    facts, check = page.loaded.summary.facts, _chosen(page)
    return partial(
        check_facts,
        sources,
        clock.today(),
        school_year=facts.school_year,
        term=facts.term,
        campaign_id=check.id if check is not None else "",
    )


def _chosen(page: SummaryPage) -> CampaignRow | None:
    """The check that the chips leave, None when there are several."""
    return page.checks[0] if len(page.checks) == 1 else None


def export_all(sources: Sources, page: SummaryPage) -> AllSheetsDialog | None:
    """Every sheet of the term in sight into a folder; of sheets about checks the one that the chips leave, else all."""
    if page.loaded is None:
        return None
    facts = page.loaded.summary.facts
    about = About(page.loaded.term_words, f"{facts.school_year}{facts.term}", _chosen(page))
    return _all_sheets(sources, page, _in_sight(sources, page), about)


def export_check(sources: Sources, parent: QWidget, check: CampaignRow) -> AllSheetsDialog:
    """Every sheet there is of a check, and those of its term, into a folder."""
    term = f"{printed_year(check.school_year)}学年 {check.term}"
    return _all_sheets(
        sources, parent, _of_check(sources, check), About(term, f"{check.school_year}{check.term}", check)
    )


def _all_sheets(
    sources: Sources, parent: QWidget, read: Callable[[], CheckFacts], about: About
) -> AllSheetsDialog:
    dialog = AllSheetsDialog(parent, sources, read, about)
    dialog.open()
    return dialog


def export_sheet(sources: Sources, page: SummaryPage, sheet: Sheet) -> ExportDialog | None:
    """Asks for format and audience; of a sheet about checks the one that the chips leave, else all."""
    if page.loaded is None:
        return None
    facts, check = page.loaded.summary.facts, _chosen(page)
    taken = "，".join(filter(None, (page.loaded.term_words, sheet.about(check))))
    if check is None and sheet.takes and len(page.checks) < len(page.loaded.summary.checks):
        taken += "（只要其中一次的，先在上面的“检查”里选定）"
    return _ask(sources, page, sheet, _in_sight(sources, page), f"{facts.school_year}{facts.term}", taken)


def export_announcement(sources: Sources, parent: QWidget, check: CampaignRow) -> ExportDialog:
    """Asks for format and audience of the 检查通知 of a check."""
    read = _of_check(sources, check, has_earlier=False)
    return _ask(sources, parent, known_sheet(ANNOUNCEMENT), read, check.title, check.title)


def _of_check(sources: Sources, check: CampaignRow, *, has_earlier: bool = True) -> Callable[[], CheckFacts]:
    return partial(
        check_facts,
        sources,
        clock.today(),
        school_year=check.school_year,
        term=check.term,
        campaign_id=check.id,
        has_earlier=has_earlier,
    )


def _ask(
    sources: Sources, parent: QWidget, sheet: Sheet, read: Callable[[], CheckFacts], about: str, taken: str
) -> ExportDialog:
    """about: what the name of the file says behind that of the sheet; taken: term and checks, in words."""
    school = sources.school.identity().name

    def prepare(choice: Choice) -> Callable[[], Writable]:
        def build() -> Writable:
            return sheet.build(read(), choice.audience)

        return build

    dialog = ExportDialog(
        parent,
        f"导出{sheet.title}",
        prepare,
        lambda choice: safe_name(school, f"_{sheet.title}_{about}_{choice.audience.mark}"),
        sources.exports.leaving,
        audiences=sheet.audiences,
        formats=sheet.formats,
        about=taken,
    )
    dialog.open()
    return dialog
