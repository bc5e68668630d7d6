"""Exports of the checks: every sheet from 检查汇总, the 通报 as a draft, the 检查通知 from 检查安排."""

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
from edudesk.submissions.registry import check_facts
from edudesk.submissions.rows.papers import PaperRow
from edudesk.submissions.rules.papers import new_paper
from edudesk.submissions.sources import Sources


def check_sheets_button(sources: Sources, open_paper: Callable[[str], object], page: SummaryPage) -> QWidget:
    """导出 ▾: the sheets in the order of use, then the 通报 as a paper to be changed. open_paper: shows one by its id."""
    drafts = [
        (word, partial(draft_notice, sources, page, open_paper, is_named=is_named))
        for word, is_named in (("起草通报，修改后印发", False), ("起草通报（点名），修改后印发", True))
    ]
    return menu_button(
        "导出",
        [*((one.title, partial(export_sheet, sources, page, one)) for one in sheets()), None, *drafts],
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
    facts, checks = page.loaded.summary.facts, page.checks
    campaign_id = checks[0].id if len(checks) == 1 else ""
    return partial(
        check_facts,
        sources,
        clock.today(),
        school_year=facts.school_year,
        term=facts.term,
        campaign_id=campaign_id,
    )


def export_sheet(sources: Sources, page: SummaryPage, sheet: Sheet) -> ExportDialog | None:
    """Asks for format and audience; of a sheet about checks the one that the chips leave, else all."""
    if page.loaded is None:
        return None
    facts = page.loaded.summary.facts
    return _ask(sources, page, sheet, _in_sight(sources, page), f"{facts.school_year}{facts.term}")


def export_announcement(sources: Sources, parent: QWidget, check: CampaignRow) -> ExportDialog:
    """Asks for format and audience of the 检查通知 of a check."""
    read = partial(
        check_facts,
        sources,
        clock.today(),
        school_year=check.school_year,
        term=check.term,
        campaign_id=check.id,
        has_earlier=False,
    )
    return _ask(sources, parent, known_sheet(ANNOUNCEMENT), read, check.title)


def _ask(
    sources: Sources, parent: QWidget, sheet: Sheet, read: Callable[[], CheckFacts], about: str
) -> ExportDialog:
    """about: what the name of the file says behind that of the sheet."""
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
    )
    dialog.open()
    return dialog
