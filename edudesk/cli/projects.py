"""edudesk import projects, export projects, template projects: a 台账 read, lists and papers written, an empty 台账."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option
from edudesk.cli.previewing import Way, Words, import_options, import_previewed
from edudesk.cli.templates import out_option, put_out
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.projects.reports.catalogue import Sheet
    from edudesk.sheets.workbook import Workbook


def projects(
    into: argparse._SubParsersAction,  # type: ignore[type-arg]
    exports: argparse._SubParsersAction,  # type: ignore[type-arg]
    templates: argparse._SubParsersAction,  # type: ignore[type-arg]
) -> None:
    """Add the commands below import, export and template."""
    made = command(into, "projects", "导入项目台账：一行一个项目（xlsx、xls、csv）", import_projects)
    import_options(made, "台账")

    sheets = command(exports, "projects", "导出项目的台账和一个项目的申报书、中期报告、结题材料等", export)
    sheets.set_defaults(feature="projects")
    sheets.add_argument(
        "--sheet",
        default="",
        metavar="表",
        help="哪张表（默认各种台账；写了 --project 时是这个项目的全部材料）",
    )
    sheets.add_argument("--list", action=ListSheets, nargs=0, help="只列出有哪些表")
    sheets.add_argument("--project", default="", metavar="项目", help="哪个项目：编号，或名称中的几个字")
    sheets.add_argument("--year", default="", metavar="年度", help="年度考核、绩效自评是哪一年的，如 2026")
    sheets.add_argument(
        "--format", choices=("xlsx", "pdf", "docx"), default="", help="文件格式（默认各表能存的都存）"
    )
    sheets.add_argument("--on", default="", metavar="日期", help="台账的统计时点，如 2026-09-01（默认今天）")
    sheets.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    audience_option(sheets)
    data_option(sheets)

    out_option(command(templates, "projects", "项目台账的导入模板（xlsx）", template))


def import_projects(chosen: argparse.Namespace) -> None:
    """A 台账 that was there."""

    def way(desk: "Desk", workbook: "Workbook") -> Way:
        from edudesk.projects.intake.preview import ledger_layout

        return Way(
            partial(desk.project_ledger.preview, workbook), desk.project_ledger.import_rows, ledger_layout()
        )

    import_previewed(chosen, way, Words("个项目", "个", "项目", "项目台账中"))


def template(chosen: argparse.Namespace) -> None:
    """An empty 台账 to be filled in and imported."""
    from edudesk.base import clock
    from edudesk.projects.reports.template import ledger_template

    put_out(ledger_template(clock.today()), chosen.out)


def export(chosen: argparse.Namespace) -> None:
    """The lists, one sheet, or every paper that a project has, into a folder."""
    from edudesk.base import clock
    from edudesk.kit.writing import write
    from edudesk.submissions import project_papers

    audience = Audience(chosen.audience)
    if chosen.year and not (chosen.year.isdigit() and len(chosen.year) == 4):
        raise UserError(f"看不懂年度“{chosen.year}”，没有导出。", "请写成四位数，如 2026。")
    on = day_typed(chosen.on, "没有导出") or clock.today()
    with open_school(chosen) as desk, screen.progress() as step:
        project_id = project_named(desk, chosen.project)
        sheets = _sheets(desk, chosen, project_id)
        facts = project_papers.project_facts(desk, on, project_id, year=chosen.year)
        rows = []
        for number, sheet in enumerate(sheets):
            step(number, len(sheets), sheet.title)
            paper = sheet.build(facts, audience)
            for kind in [one for one in sheet.formats if chosen.format in ("", one)]:
                target = free_name(Path(chosen.out) / f"{paper.file_name}.{kind}")
                with desk.exports.leaving(paper, target, unit=sheet.unit):
                    written = write(paper, target, step)
                blanks, doubts = len(getattr(paper, "blanks", ())), getattr(paper, "doubts", ())
                told = [f"还有 {blanks} 处没有填"] if blanks else []
                rows.append(
                    (
                        sheet.title,
                        written.path.name,
                        "；".join((*told, *(one.removesuffix("。") for one in doubts))),
                    )
                )
    if not rows:
        raise UserError(
            f"《{sheets[0].title}》不能存成 {chosen.format}，没有导出。",
            f"请把 --format 改为 {sheets[0].formats[0]}。",
        )
    screen.say(f"已放到 {Path(chosen.out).resolve()}")
    screen.table(("表", "文件", ""), rows)


def _sheets(desk: "Desk", chosen: argparse.Namespace, project_id: str) -> "list[Sheet]":
    """The sheet asked for; else the papers a project has, or the lists. Raises UserError for an unknown one."""
    from edudesk.projects.reports import catalogue
    from edudesk.submissions import project_papers

    every = catalogue.sheets()
    if not chosen.sheet and project_id:
        return project_papers.papers_of(desk, project_id)
    if not chosen.sheet:
        return [one for one in every if one.form is None]
    found = [one for one in every if one.key == chosen.sheet]
    if not found:
        raise UserError(f"没有“{chosen.sheet}”这张表，没有导出。", "加 --list 可以查看有哪些表。")
    if found[0].form is not None and not project_id:
        raise UserError(
            f"《{found[0].title}》是一个项目的材料，没有导出。", "请用 --project 写明项目的编号或名称。"
        )
    return found


def project_named(desk: "Desk", word: str) -> str:
    """The id of a project by its number or a part of its title; "" when none was asked for."""
    if not word:
        return ""
    rows = desk.projects.rows()
    found = [row for row in rows if word in (row.number, row.title)] or [
        row for row in rows if word in row.title
    ]
    if len(found) != 1:
        there = "、".join(row.title for row in (found or rows)[:8]) or "还没有项目"
        raise UserError(f"“{word}”对应 {len(found)} 个项目，没有导出。", f"请写完整的名称或编号：{there}。")
    return found[0].id
