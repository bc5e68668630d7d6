"""edudesk export appraisal: 办学质量自评 from the command line."""

import argparse
from pathlib import Path

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option
from edudesk.cli.sheets_out import put_sheets, sheets_named


def appraisal(exports: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command below export."""
    out = command(exports, "appraisal", "导出办学质量自评的表、报告和历年对照", export)
    out.set_defaults(feature="appraisal")
    out.add_argument("--sheet", default="", metavar="表", help="哪张表（默认全部）")
    out.add_argument("--list", action=ListSheets, nargs=0, help="只列出有哪些表")
    out.add_argument(
        "--year", default="", metavar="学年", help="哪个学年的自评，如 2025-2026（默认最近一次）"
    )
    out.add_argument(
        "--format", choices=("xlsx", "pdf", "docx"), default="", help="文件格式（默认各表能存的都存）"
    )
    out.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    audience_option(out)
    data_option(out)


def export(chosen: argparse.Namespace) -> None:
    """The papers of a self-evaluation into a folder; the table is empty while there is none."""
    from edudesk.appraisal.reports import catalogue
    from edudesk.base import clock
    from edudesk.submissions.appraisal_papers import appraisal_facts

    with open_school(chosen) as desk, screen.progress() as step:
        rows = desk.appraisals.rows()
        of_year = [row for row in rows if chosen.year in ("", row.year)]
        if chosen.year and not of_year:
            there = "、".join(row.year for row in rows) or "还没有做过自评"
            raise UserError(f"没有 {chosen.year} 学年的自评，没有导出。", f"现有的学年：{there}。")
        sheets = sheets_named(catalogue.sheets(), chosen.sheet, lambda one: bool(rows) or one.key == "table")
        facts = appraisal_facts(desk, clock.today(), of_year[0].id if of_year else "")
        put_sheets(
            desk,
            sheets,
            lambda one: one.build(facts, Audience(chosen.audience)),
            Path(chosen.out),
            chosen.format,
            step,
        )
