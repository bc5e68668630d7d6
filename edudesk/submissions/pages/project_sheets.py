"""Exports of the projects: the lists of what is in sight, and every paper of the chosen project."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base import clock
from edudesk.base.files import safe_name
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.scope_list import Scope
from edudesk.kit.writing import Writable
from edudesk.projects.forms.papers import passages
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.pages.texts_dialog import PassagesDialog
from edudesk.projects.reports.catalogue import Sheet, sheets
from edudesk.projects.reports.catalogue import sheet as sheet_of
from edudesk.projects.reports.papers import choices
from edudesk.submissions.sources import Sources

if TYPE_CHECKING:
    from edudesk.projects.pages.ranking import RankingPage
    from edudesk.projects.reports.facts import ProjectFacts


def project_sheets_button(sources: Sources, page: ProjectsPage) -> QWidget:
    """导出 ▾: the lists, then the papers of the project that is chosen."""
    made = button("导出 ▾", icon_name="export")
    menu = QMenu(made)
    menu.aboutToShow.connect(lambda: _fill(menu, sources, page))
    made.setMenu(menu)
    return made


def ranking_sheet_button(sources: Sources, page: "RankingPage") -> QWidget:
    """推荐汇总表 of the round that is looked at, else of the last one of the year."""
    return button("导出推荐汇总表", lambda: _export_round(sources, page), icon_name="export")


def _export_round(sources: Sources, page: "RankingPage") -> ExportDialog | None:
    from edudesk.submissions.project_papers import project_facts

    batch, year = page.batch or next(iter(page.batches()), ""), page.year
    if not batch:
        messages.tell(page, f"{year} 年还没有推荐名单。", "请先点“定推荐名单”，保存后再导出。")
        return None
    chosen = [one.id for one in page.candidates if any(row.batch == batch for row in one.rounds)]
    return _ask(
        sources,
        page,
        sheet_of("recommended"),
        batch,
        lambda: project_facts(sources, clock.today(), year=year, chosen=chosen, batch=batch),
    )


def _fill(menu: QMenu, sources: Sources, page: ProjectsPage) -> None:
    from edudesk.submissions.project_papers import (
        papers_of,  # 0.3 s, which the list of projects need not wait for
    )

    menu.clear()
    for sheet in sheets():
        if sheet.form is None:
            menu.addAction(sheet.title).triggered.connect(partial(_export, sources, page, sheet, ""))
    chosen = page.table.selected()
    menu.addSection(chosen[0].title if len(chosen) == 1 else "选中一个项目后可导出它的材料")
    if len(chosen) == 1:
        menu.addAction("编写材料文字…").triggered.connect(partial(write_texts, sources, page, chosen[0].id))
    for sheet in papers_of(sources, chosen[0].id) if len(chosen) == 1 else ():
        menu.addAction(sheet.title).triggered.connect(partial(_export, sources, page, sheet, chosen[0].id))


def write_texts(sources: Sources, page: ProjectsPage, project_id: str, _on: bool = False) -> PassagesDialog:
    """The passages of a project's papers, to be written."""
    row = sources.projects.get(project_id)
    kind = sources.project_kinds.kinds().of(row)
    dialog = PassagesDialog(
        row.title,
        passages(kind.family, kind.title),
        sources.projects.texts(project_id),
        partial(sources.projects.write, project_id),
        page,
    )
    dialog.open()
    return dialog


def _export(
    sources: Sources, page: ProjectsPage, sheet: Sheet, project_id: str, _on: bool = False
) -> ExportDialog | None:
    """Asks for format and audience. project_id: "" = the list of what is in sight."""
    from edudesk.submissions.project_papers import project_facts

    rows = list(page.model.rows)
    if not project_id and not rows:
        messages.tell(page, "没有可以导出的项目。", "请清除筛选，或先新建项目。")
        return None
    about = next((row.title for row in rows if row.id == project_id), "")
    chosen = None if project_id else [row.id for row in rows]
    form = sheet.form
    offered = choices(form, sources.project_dossiers.of(project_id), clock.today()) if form else ()
    is_year = form is not None and bool(form.years)
    return _ask(
        sources,
        page,
        sheet,
        about,
        lambda key="": project_facts(
            sources,
            clock.today(),
            project_id=project_id,
            chosen=chosen,
            year=key if is_year else "",
            record="" if is_year else key,
        ),
        offered,
        "年度" if is_year else "哪一项",
    )


def export_year(sources: Sources, page: ProjectsPage, project_id: str, key: str, year: str) -> ExportDialog:
    """The paper of a project with this key, of a calendar year."""
    from edudesk.submissions.project_papers import project_facts

    title = sources.projects.get(project_id).title
    return _ask(
        sources,
        page,
        sheet_of(key),
        f"{title}_{year}年",
        lambda: project_facts(sources, clock.today(), project_id=project_id, year=year),
    )


def _ask(
    sources: Sources,
    page: QWidget,
    sheet: Sheet,
    about: str,
    facts: Callable[..., "ProjectFacts"],
    offered: Sequence[tuple[str, str]] = (),
    scope_word: str = "",
) -> ExportDialog:
    """Format and audience of a sheet. about: what it is of, for the name of the file; offered: (key, words) of what it can be
    of, the first is preset, facts is then asked with the key of one; scope_word: what they are."""
    school = sources.school.identity().name
    words = {key: word.replace(" ", "") for key, word in offered}

    def prepare(choice: Choice) -> Callable[[], Writable]:
        asked = (choice.scope,) if offered else ()
        return lambda: sheet.build(facts(*asked), choice.audience)

    dialog = ExportDialog(
        page,
        f"导出{sheet.title}",
        prepare,
        lambda choice: safe_name(
            school,
            "_".join(
                filter(None, ("", sheet.title, about, words.get(choice.scope, ""), choice.audience.mark))
            ),
        ),
        sources.exports.leaving,
        audiences=sheet.audiences,
        formats=sheet.formats,
        scopes=[Scope(key, word, formats=sheet.formats, audiences=sheet.audiences) for key, word in offered],
        scope_word=scope_word,
    )
    dialog.open()
    return dialog
