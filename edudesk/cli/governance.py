"""edudesk export governance: bodies, meetings, regulations and the 整改清单 from the command line."""

import argparse
from pathlib import Path

from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option
from edudesk.cli.sheets_out import put_sheets, sheets_named
from edudesk.cli.typed import day_typed


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
    from edudesk.governance.reports import catalogue
    from edudesk.submissions.governance_papers import governance_facts

    on = day_typed(chosen.on, "没有导出") or clock.today()
    sheets = sheets_named(catalogue.sheets(), chosen.sheet, lambda one: not one.about)
    with open_school(chosen) as desk, screen.progress() as step:
        facts = governance_facts(desk, on)
        put_sheets(
            desk,
            sheets,
            lambda one: one.build(facts, Audience(chosen.audience)),
            Path(chosen.out),
            chosen.format,
            step,
        )
