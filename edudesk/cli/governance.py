"""edudesk export governance: bodies, meetings, regulations and the 整改清单 from the command line."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from edudesk.governance.reports.catalogue import Sheet


def governance(exports: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command below export."""
    out = command(exports, "governance", "导出机构名单、会议与决议、制度目录、督导整改清单和报告", export)
    out.set_defaults(feature="governance")
    out.add_argument("--sheet", default="", metavar="表", help="哪张表（默认各种清单）")
    out.add_argument("--list", action=ListSheets, nargs=0, help="只列出有哪些表")
    out.add_argument(
        "--format", choices=("xlsx", "pdf", "docx"), default="", help="文件格式（默认各表能存的都存）"
    )
    out.add_argument("--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认今天）")
    out.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    audience_option(out)
    data_option(out)


def export(chosen: argparse.Namespace) -> None:
    """The lists, or one paper, into a folder; a paper about a meeting or an inspection is that of the last one."""
    from edudesk.base import clock
    from edudesk.kit.writing import write
    from edudesk.submissions.governance_papers import governance_facts

    on, sheets = day_typed(chosen.on, "没有导出") or clock.today(), _sheets(chosen.sheet)
    rows = []
    with open_school(chosen) as desk, screen.progress() as step:
        facts = governance_facts(desk, on)
        for number, sheet in enumerate(sheets):
            step(number, len(sheets), sheet.title)
            paper = sheet.build(facts, Audience(chosen.audience))
            for kind in [one for one in sheet.formats if chosen.format in ("", one)]:
                target = free_name(Path(chosen.out) / f"{paper.file_name}.{kind}")
                with desk.exports.leaving(paper, target, unit=sheet.unit):
                    written = write(paper, target, step)
                rows.append((sheet.title, written.path.name))
    if not rows:
        raise UserError(
            f"《{sheets[0].title}》不能存成 {chosen.format}，没有导出。",
            f"请把 --format 改为 {sheets[0].formats[0]}。",
        )
    screen.say(f"已放到 {Path(chosen.out).resolve()}")
    screen.table(("表", "文件"), rows)


def _sheets(key: str) -> "list[Sheet]":
    """The paper asked for, else the lists. Raises UserError for an unknown one."""
    from edudesk.governance.reports import catalogue

    every = catalogue.sheets()
    found = [one for one in every if (one.key == key if key else not one.about)]
    if not found:
        raise UserError(f"没有“{key}”这张表，没有导出。", "加 --list 可以查看有哪些表。")
    return found
