"""edudesk import projects, export projects: a 台账 read, lists and papers of projects as files, from the command line."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.answering import Answered, answered
from edudesk.cli.exporting import ListSheets
from edudesk.cli.importing import tell_errors, tell_preview, write_errors
from edudesk.cli.opening import open_school
from edudesk.cli.options import answers_options, audience_option, command, data_option

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.projects.intake.values import LedgerPreview
    from edudesk.projects.reports.catalogue import Sheet
    from edudesk.roster.service import ImportResult


def projects(into: argparse._SubParsersAction, exports: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the commands below import and export."""
    made = command(into, "projects", "导入项目台账：一行一个项目（xlsx、xls、csv）", import_projects)
    made.add_argument("file", type=Path, metavar="文件", help="要导入的台账")
    made.add_argument("--sheet", metavar="工作表", action="append", help="只导入这张工作表，可写几次")
    made.add_argument("--include-hidden", action="store_true", help="隐藏和筛选掉的行也导入")
    made.add_argument("--preview", action="store_true", help="只检查和预览，不写入")
    made.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    made.add_argument("--errors-to", type=Path, metavar="文件夹", help="有错误的行另写成工作簿")
    made.add_argument("--with-warnings", action="store_true", help="错误工作簿里也放有提醒的行")
    answers_options(made)
    data_option(made)

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
    sheets.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    audience_option(sheets)
    data_option(sheets)


def import_projects(chosen: argparse.Namespace) -> None:
    """Preview, and unless only the preview is wanted or a question must be answered first, import."""
    asked, result, errors_file = _import(chosen)
    preview = asked.preview
    if chosen.json:
        told: dict[str, object] = {**preview.as_json(), **asked.as_json()}
        if not chosen.preview:
            told["imported"] = {
                "new": result.new if result else 0,
                "changed": result.changed if result else 0,
            }
        if chosen.errors_to is not None:
            told["errors_file"] = str(errors_file) if errors_file else ""
        screen.say_json(told)
    else:
        tell_preview(preview, "个项目")
        asked.tell()
        tell_errors(chosen, errors_file)
    if not chosen.preview:
        asked.require()
    errors = preview.counts["error"]
    if not chosen.preview and preview.rows and errors == len(preview.rows):
        raise UserError(
            f"没有导入任何项目：{errors} 行都有错误。", "请按上面列出的问题改好表格，再重新导入。"
        )
    if chosen.json:
        return
    if chosen.preview:
        screen.say("这是预览，没有写入任何内容。")
    elif result is None:
        left_out = f"；有错误的 {errors} 行没有导入" if errors else ""
        screen.say(f"项目台账中已经是这些内容，没有要导入的{left_out}。")
    else:
        screen.say(
            f"已导入：新增 {result.new} 个项目，更新 {result.changed} 个。可在窗口的“操作记录”里整体撤销。"
        )


def _import(
    chosen: argparse.Namespace,
) -> "tuple[Answered[LedgerPreview], ImportResult | None, Path | None]":
    from edudesk.sheets.reader import prepare, read_workbook

    prepare()  # it starts while the rest is loaded
    from edudesk.projects.intake.preview import ledger_layout
    from edudesk.store.backup import BEFORE_IMPORT
    from edudesk.store.backups import secure

    with screen.progress() as step:
        workbook = read_workbook(chosen.file, step)
    with open_school(chosen) as desk, screen.progress() as step:
        look = partial(
            desk.project_ledger.preview,
            workbook,
            file=chosen.file.name,
            sheets=chosen.sheet,
            include_hidden=chosen.include_hidden,
            step=step,
        )
        told = answered(lambda given: look(answers=given), chosen.answer, must_answer=chosen.must_answer)
        result = None
        if told.preview.importable and not chosen.preview and not told.is_held_up:
            secure(desk.context, BEFORE_IMPORT, step)
            result = desk.project_ledger.import_rows(told.preview, step)
        errors_file = write_errors(chosen, workbook, told.preview, desk, step, ledger_layout())
    return told, result, errors_file


def export(chosen: argparse.Namespace) -> None:
    """The lists, one sheet, or every paper that a project has, into a folder."""
    from edudesk.base import clock
    from edudesk.kit.writing import write
    from edudesk.submissions import registry

    audience = Audience(chosen.audience)
    if chosen.year and not (chosen.year.isdigit() and len(chosen.year) == 4):
        raise UserError(f"看不懂年度“{chosen.year}”，没有导出。", "请写成四位数，如 2026。")
    with open_school(chosen) as desk, screen.progress() as step:
        project_id = _project_named(desk, chosen.project)
        sheets = _sheets(desk, chosen, project_id)
        facts = registry.project_facts(desk, clock.today(), project_id, year=chosen.year)
        rows = []
        for number, sheet in enumerate(sheets):
            step(number, len(sheets), sheet.title)
            paper = sheet.build(facts, audience)
            for kind in [one for one in sheet.formats if chosen.format in ("", one)]:
                target = free_name(Path(chosen.out) / f"{paper.file_name}.{kind}")
                with desk.exports.leaving(paper, target, unit=sheet.unit):
                    written = write(paper, target, step)
                blanks = len(getattr(paper, "blanks", ()))
                rows.append((sheet.title, written.path.name, f"还有 {blanks} 处没有填" if blanks else ""))
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
    from edudesk.submissions import registry

    every = catalogue.sheets()
    if not chosen.sheet and project_id:
        return registry.papers_of(desk, project_id)
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


def _project_named(desk: "Desk", word: str) -> str:
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
