"""edudesk export appraisal: 办学质量自评 from the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option
from edudesk.cli.sheets_out import put_sheets, sheets_named

if TYPE_CHECKING:
    from edudesk.appraisal.rows.appraisals import AppraisalRow


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
        "--form",
        default="",
        metavar="自评表",
        help="一个学年有几份自评时是哪一份：自评表名称或其中几个字，如 管理标准",
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
        row = _meant(rows, chosen.year, chosen.form)
        sheets = sheets_named(catalogue.sheets(), chosen.sheet, lambda one: bool(rows) or one.key == "table")
        facts = appraisal_facts(desk, clock.today(), row.id if row is not None else "")
        put_sheets(
            desk,
            sheets,
            lambda one: one.build(facts, Audience(chosen.audience)),
            Path(chosen.out),
            chosen.format,
            step,
        )


def _meant(rows: "Sequence[AppraisalRow]", year: str, form: str) -> "AppraisalRow | None":
    """The self-evaluation of the school year ("" = the last one that the form was used in) whose form has these words; None
    without any. Raises UserError where there is none such, or more than one."""
    if year and not any(row.year == year for row in rows):
        there = "、".join(dict.fromkeys(row.year for row in rows)) or "还没有做过自评"
        raise UserError(f"没有 {year} 学年的自评，没有导出。", f"现有的学年：{there}。")
    fitting = [row for row in rows if year in ("", row.year) and form in row.title]
    if form and not fitting:
        there = "、".join(f"{row.year} 学年《{row.title}》" for row in rows) or "还没有做过自评"
        raise UserError(f"没有名称含“{form}”的自评，没有导出。", f"现有：{there}。")
    last = [row for row in fitting if row.year == fitting[0].year]  # the newest year stands first
    exact = [row for row in last if row.title == form] or last
    if len(exact) > 1:
        there = "、".join(f"《{row.title}》" for row in exact)
        raise UserError(
            f"{exact[0].year} 学年有 {len(exact)} 份自评，没有导出。", f"请用 --form 写明是哪一份：{there}。"
        )
    return exact[0] if exact else None
