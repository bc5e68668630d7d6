"""edudesk export plan: one paper of the development plan, of a year, or all that fit."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from edudesk.desk import Desk


def plan_papers(exports: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command below export."""
    made = command(exports, "plan", "导出发展规划的材料：分解表、自评表、自评报告、责任书、简报等", export)
    made.set_defaults(feature="plan")
    made.add_argument(
        "--sheet", default="tasks", metavar="表", help="哪份材料（默认 %(default)s，任务分解表）"
    )
    made.add_argument("--list", action=ListSheets, nargs=0, help="只列出有哪些材料")
    made.add_argument(
        "--plan",
        default="",
        metavar="规划",
        help="规划名称或其中几个字（默认规划文本和论证材料是正在制定的，自评和终结性自评是最近结束的年度或一轮，其余是正在实施的）",
    )
    made.add_argument(
        "--year",
        default="",
        metavar="年度",
        help="如 2025-2026学年、2025年（默认统计时点所在的，年度自评的材料默认最近自评的一年）",
    )
    made.add_argument(
        "--leader", default="", metavar="姓名", help="任期目标责任书、考核表只要这一位（默认全部）"
    )
    made.add_argument("--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认今天）")
    made.add_argument(
        "--format", choices=("xlsx", "pdf", "docx"), default="", help="文件格式（默认这份材料能存的都存）"
    )
    made.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    audience_option(made)
    data_option(made)


def export(chosen: argparse.Namespace) -> None:
    """A paper in one format, or in all that it has."""
    from edudesk.kit.writing import write
    from edudesk.plan.reports.catalogue import sheets
    from edudesk.plan.rules.meant import uses
    from edudesk.submissions.plan_papers import plan_facts

    sheet = next((one for one in sheets() if one.key == chosen.sheet), None)
    if sheet is None:
        raise UserError(f"没有“{chosen.sheet}”这份材料，没有导出。", "加 --list 可以查看有哪些材料。")
    if chosen.format and chosen.format not in sheet.formats:
        raise UserError(
            f"《{sheet.title}》不能存成 {chosen.format}，没有导出。",
            f"请把 --format 改为 {sheet.formats[0]}。",
        )
    on = day_typed(chosen.on, "没有导出") or clock.today()
    with open_school(chosen) as desk, screen.progress() as step:
        plan_id = plan_named(desk, chosen.plan) if chosen.plan else ""
        use = uses((sheet.key,))[sheet.key]
        facts = plan_facts(desk, on, plan_id, use=use, year=chosen.year, leader=chosen.leader)
        if len(desk.plans.rows()) > 1:
            screen.say(f"规划：{facts.whole.plan.title}")
        paper = sheet.build(facts, Audience(chosen.audience))
        for kind in [chosen.format] if chosen.format else sheet.formats:
            target = free_name(chosen.out / f"{paper.file_name}.{kind}")
            with desk.exports.leaving(paper, target):
                written = write(paper, target, step)
            screen.say(f"已导出《{sheet.title}》：{written.path}")
            for remark in written.remarks:
                screen.say(f"注意：{remark}")
    for lack in getattr(paper, "blanks", ()):
        screen.say(f"还没有填写：{lack}")
    for doubt in getattr(paper, "doubts", ()):
        screen.say(f"请核对：{doubt}")


def plan_named(desk: "Desk", words: str) -> str:
    """The plan with this title, else the one whose title holds the words. Raises UserError when none or several do."""
    rows = desk.plans.rows()
    found = [row for row in rows if row.title == words] or [row for row in rows if words in row.title]
    if len(found) != 1:
        names = "、".join(f"“{row.title}”" for row in found or desk.plans.rows()) or "还没有"
        told = f"有 {len(found)} 份规划的名称含“{words}”" if found else f"没有名称含“{words}”的规划"
        raise UserError(f"{told}，没有导出。", f"学校文件里的规划：{names}。")
    return found[0].id
