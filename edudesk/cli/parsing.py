"""Every command with its options."""

from pathlib import Path

from edudesk import __version__
from edudesk.cli import backups, commands, comparing, exporting, importing, rollover
from edudesk.cli.appraisal import appraisal
from edudesk.cli.checks import checks, records
from edudesk.cli.chinese import Parser
from edudesk.cli.forecast import forecast
from edudesk.cli.governance import governance
from edudesk.cli.handing_in import handing_in
from edudesk.cli.indicators import indicators
from edudesk.cli.indicators import sheets as indicator_sheets
from edudesk.cli.options import (
    answers_options,
    audience_option,
    below,
    command,
    data_option,
    group,
    kind_option,
    target_options,
)
from edudesk.cli.plan import plan
from edudesk.cli.plan_papers import plan_papers
from edudesk.cli.plan_text import plan_text
from edudesk.cli.plan_versions import plan_versions
from edudesk.cli.projects import projects
from edudesk.cli.templates import out_option
from edudesk.cli.timetable import timetable
from edudesk.school.rows.terms import TERMS

ABOUT = """校务通 EduDesk：一所学校的规划、教师、检查和项目，放在本机一个文件里。
不带命令时打开窗口；加 --sample 打开示例学校，加 --data 打开指定的学校文件。
有密码的学校文件：密码放在环境变量 EDUDESK_PASSWORD 里，或在询问时输入。"""


def parser() -> Parser:
    """Every command with its options."""
    top = Parser(prog="edudesk", description=ABOUT)
    top.add_argument("--version", action="version", version=f"校务通 {__version__}", help="显示版本")
    top.add_argument("--sample", action="store_true", help="打开示例学校的窗口")
    top.add_argument(
        "--data", dest="window_data", type=Path, metavar="学校文件", help="打开这个学校文件的窗口"
    )
    kinds = top.add_subparsers(title="命令", metavar="命令", required=True)

    demo = command(kinds, "demo", "建立示例学校，并导出全部能导出的文件", commands.demo)
    demo.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")

    into = group(kinds, "import", "导入外来表格")
    roster = command(into, "roster", "导入教师花名册（xlsx、xls、csv）", importing.import_roster)
    roster.add_argument("file", type=Path, metavar="文件", help="要导入的表格")
    roster.add_argument(
        "--sheet", metavar="工作表", action="append", help="只导入这张工作表，可写几次（默认自动选择）"
    )
    roster.add_argument("--include-hidden", action="store_true", help="隐藏和筛选掉的行也导入")
    roster.add_argument("--preview", action="store_true", help="只检查和预览，不写入")
    roster.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    roster.add_argument(
        "--errors-to", type=Path, metavar="文件夹", help="把有错误的行另写成工作簿，改好后可以再导入"
    )
    roster.add_argument("--with-warnings", action="store_true", help="错误工作簿里也放有提醒的行")
    answers_options(roster)
    roster.add_argument(
        "--as-of", default="", metavar="日期", help="职称等变更从哪天起生效（默认标题里的日期，没有时为今天）"
    )
    roster.add_argument(
        "--leaving", action="append", default=[], metavar="姓名=状态",
        help="文件里没有的人登记离岗，如 王芳=退休（同名的写工号），可写几次",
    )  # fmt: skip
    data_option(roster)

    facts = command(
        into, "history", "导入一种发展记录：年度考核、培训学分、称号、任课 …", importing.import_history
    )
    facts.add_argument("file", type=Path, metavar="文件", help="要导入的表格")
    kind_option(facts, "记录种类（默认按标题和表头认）")
    facts.add_argument("--sheet", metavar="工作表", action="append", help="只导入这张工作表，可写几次")
    facts.add_argument("--include-hidden", action="store_true", help="隐藏和筛选掉的行也导入")
    facts.add_argument("--preview", action="store_true", help="只检查和预览，不写入")
    facts.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    facts.add_argument(
        "--errors-to", type=Path, metavar="文件夹", help="把有错误的行另写成工作簿，改好后可以再导入"
    )
    facts.add_argument("--with-warnings", action="store_true", help="错误工作簿里也放有提醒的行")
    answers_options(facts)
    data_option(facts)

    comparisons = group(kinds, "compare", "与外来表格比对，不写入")
    roster = command(
        comparisons, "roster", "本校花名册与外来花名册比对（xlsx、xls、csv）", comparing.compare_roster
    )
    roster.add_argument("file", type=Path, metavar="文件", help="对方的花名册")
    roster.add_argument("--sheet", action="append", metavar="工作表", help="只比对这张工作表，可写几次")
    roster.add_argument("--include-hidden", action="store_true", help="隐藏和筛选掉的行也比对")
    roster.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    roster.add_argument("--out", type=Path, metavar="文件夹", help="另写一份差异单，放到哪个文件夹")
    roster.add_argument(
        "--format", choices=("xlsx", "pdf"), default="pdf", help="差异单的格式（默认 %(default)s）"
    )
    audience_option(roster)
    data_option(roster)

    exports = group(kinds, "export", "导出报表")
    roster = command(exports, "roster", "导出教师的花名册、名册、统计表和业务档案", exporting.export)
    roster.set_defaults(feature="roster")
    target_options(roster)
    roster.add_argument(
        "--sheet", default=commands.roster_sheet_names()[0], metavar="表", help="哪张表（默认 %(default)s）"
    )
    roster.add_argument("--list", action=exporting.ListSheets, nargs=0, help="只列出有哪些表")
    roster.add_argument("--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认今天）")
    audience_option(roster)
    data_option(roster)

    facts = command(exports, "history", "导出一种发展记录的台账", exporting.export_history)
    kind_option(facts, "记录种类", required=True)
    target_options(facts)
    facts.add_argument(
        "--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认不限，全部记录）"
    )
    audience_option(facts)
    data_option(facts)

    calendar = command(exports, "calendar", "导出一个学期的校历", exporting.export)
    calendar.set_defaults(feature="school", sheet="calendar", on="")
    calendar.add_argument("--school-year", default="", metavar="学年", help="哪个学年（默认当前学年）")
    calendar.add_argument("--term", default="", choices=TERMS.words, help="哪个学期（默认离今天最近的）")
    target_options(calendar)
    audience_option(calendar)
    data_option(calendar)

    checks(kinds, exports)
    handing_in(kinds, exports)

    templates = group(kinds, "template", "生成可以填写后导入的空白模板")
    roster = command(templates, "roster", "教师花名册的导入模板（xlsx）", commands.roster_template)
    out_option(roster)
    roster.add_argument(
        "--sheet", choices=commands.roster_sheet_names(), default=commands.roster_sheet_names()[0],
        help="按哪张表的列（默认 %(default)s）",
    )  # fmt: skip

    facts = command(templates, "history", "一种发展记录的导入模板（xlsx）", importing.history_template)
    kind_option(facts, "记录种类", required=True)
    out_option(facts)

    projects(into, exports, templates)
    plan_text(into)
    plan_papers(exports)
    records(into)
    timetable(into, exports, templates)
    indicator_sheets(into, exports, templates)
    governance(exports)
    appraisal(exports)

    school = command(kinds, "school", "查看或填写学校信息", commands.school)
    for name, title in commands.school_fields():
        school.add_argument(f"--{name.replace('_', '-')}", metavar=title, help=title)
    data_option(school)

    year = command(kinds, "rollover", "升入新学年：班级升级、毕业，推算学期（可以撤销）", rollover.rollover)
    year.add_argument("--preview", action="store_true", help="只列出方案，不写入")
    year.add_argument("--to", metavar="学年", help="升入哪个学年，提前升入时要写明")
    year.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    data_option(year)

    indicators(kinds)
    forecast(kinds)
    plan(kinds)
    plan_versions(below(kinds, "plan"))
    data_option(command(kinds, "backup", "立即备份", backups.back_up))
    restore = command(kinds, "restore", "从备份恢复（恢复前自动备份现在的状态）", backups.restore)
    which = restore.add_mutually_exclusive_group()
    which.add_argument("backup", nargs="?", metavar="备份", help="备份的序号或文件名")
    which.add_argument("--latest", action="store_true", help="用最近的一个备份")
    which.add_argument("--list", action="store_true", help="只列出备份")
    restore.add_argument("--yes", action="store_true", help="不再询问")
    data_option(restore)
    data_option(command(kinds, "verify", "核对数据文件、操作记录和备份", backups.verify))

    shot = command(kinds, "shot", "把页面画成图片（不需要显示器）", commands.shot)
    shot.add_argument("--page", default="all", metavar="页面", help="页面名，或 all（默认）")
    shot.add_argument("--size", default="1440x900", metavar="宽x高", help="窗口大小（默认 %(default)s）")
    shot.add_argument("--theme", choices=("light", "dark"), default="light", help="浅色或深色")
    shot.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    data_option(shot)
    return top
