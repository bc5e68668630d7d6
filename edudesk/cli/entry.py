"""Arguments to commands: the parser, the way from errors to exit codes."""

import argparse
import logging
import sys
import traceback
from pathlib import Path

from edudesk import __version__
from edudesk.base import paths
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.log import start_log
from edudesk.base.masking import Audience
from edudesk.cli import (
    backups,
    commands,
    comparing,
    exporting,
    filling,
    importing,
    packing,
    paper,
    rollover,
    screen,
)
from edudesk.cli.chinese import Parser
from edudesk.school.rows.terms import TERMS

ABOUT = """校务通 EduDesk：一所学校的规划、教师、检查和项目，放在本机一个文件里。
不带命令时打开窗口；加 --sample 打开示例学校，加 --data 打开指定的学校文件。
有密码的学校文件：密码放在环境变量 EDUDESK_PASSWORD 里，或在询问时输入。"""


def main(argv: list[str]) -> int:
    """Run one command. Exit code 0: done; 1: a problem, told in one line; 2: wrong use."""
    for stream in (sys.stdout, sys.stderr):
        # a console of another code page must not turn a rare character into a crash
        if stream is not None:  # the windowed program of Windows has none
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        top = parser()
        chosen = top.parse_args(packing.spelled_out(argv[1:]))
        if chosen.sample or chosen.window_data:  # else they would be passed over in silence
            top.error("命令前面的 --sample、--data 只用来打开窗口；命令的 --data 请写在命令后面")
    except SystemExit as stop:
        return int(stop.code or 0)
    start_log()
    try:
        return int(chosen.run(chosen) or 0)
    except UserError as error:
        screen.complain(error)
    except (Cancelled, KeyboardInterrupt):
        screen.complain(UserError("已取消。", "没有写入任何内容。"))
    except BrokenPipeError:  # edudesk … | head
        sys.stderr.close()
    except Exception as error:
        # where it happened, not the text: that may hold names and numbers of people
        frames = "".join(traceback.format_tb(error.__traceback__))
        logging.getLogger(__name__).error("%s in a command\n%s", type(error).__name__, frames)
        screen.complain(
            UserError(
                "程序出错，这一步没有完成；已保存的数据没有改动。",
                f"请把日志 {paths.log_file()} 发给维护人员。",
            )
        )
    return 1


def parser() -> Parser:
    """Every command with its options."""
    top = Parser(prog="edudesk", description=ABOUT)
    top.add_argument("--version", action="version", version=f"校务通 {__version__}", help="显示版本")
    top.add_argument("--sample", action="store_true", help="打开示例学校的窗口")
    top.add_argument(
        "--data", dest="window_data", type=Path, metavar="学校文件", help="打开这个学校文件的窗口"
    )
    kinds = top.add_subparsers(title="命令", metavar="命令", required=True)

    demo = _command(kinds, "demo", "建立示例学校，并导出全部能导出的文件", commands.demo)
    demo.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")

    into = _group(kinds, "import", "导入外来表格")
    roster = _command(into, "roster", "导入教师花名册（xlsx、xls、csv）", importing.import_roster)
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
    _answers(roster)
    roster.add_argument(
        "--as-of", default="", metavar="日期", help="职称等变更从哪天起生效（默认标题里的日期，没有时为今天）"
    )
    roster.add_argument(
        "--leaving", action="append", default=[], metavar="姓名=状态",
        help="文件里没有的人登记离岗，如 王芳=退休（同名的写工号），可写几次",
    )  # fmt: skip
    _data(roster)

    facts = _command(
        into, "history", "导入一种发展记录：年度考核、培训学分、称号、任课 …", importing.import_history
    )
    facts.add_argument("file", type=Path, metavar="文件", help="要导入的表格")
    _kind(facts, "记录种类（默认按标题和表头认）")
    facts.add_argument("--sheet", metavar="工作表", action="append", help="只导入这张工作表，可写几次")
    facts.add_argument("--include-hidden", action="store_true", help="隐藏和筛选掉的行也导入")
    facts.add_argument("--preview", action="store_true", help="只检查和预览，不写入")
    facts.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    facts.add_argument(
        "--errors-to", type=Path, metavar="文件夹", help="把有错误的行另写成工作簿，改好后可以再导入"
    )
    facts.add_argument("--with-warnings", action="store_true", help="错误工作簿里也放有提醒的行")
    _answers(facts)
    _data(facts)

    comparisons = _group(kinds, "compare", "与外来表格比对，不写入")
    roster = _command(
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
    _audience(roster)
    _data(roster)

    exports = _group(kinds, "export", "导出报表")
    roster = _command(exports, "roster", "导出教师的花名册、名册、统计表和业务档案", exporting.export)
    roster.set_defaults(feature="roster")
    _target(roster)
    roster.add_argument(
        "--sheet", default=commands.roster_sheet_names()[0], metavar="表", help="哪张表（默认 %(default)s）"
    )
    roster.add_argument("--list", action=exporting.ListSheets, nargs=0, help="只列出有哪些表")
    roster.add_argument("--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认今天）")
    _audience(roster)
    _data(roster)

    facts = _command(exports, "history", "导出一种发展记录的台账", exporting.export_history)
    _kind(facts, "记录种类", required=True)
    _target(facts)
    facts.add_argument(
        "--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认不限，全部记录）"
    )
    _audience(facts)
    _data(facts)

    calendar = _command(exports, "calendar", "导出一个学期的校历", exporting.export)
    calendar.set_defaults(feature="school", sheet="calendar", on="")
    calendar.add_argument("--school-year", default="", metavar="学年", help="哪个学年（默认当前学年）")
    calendar.add_argument("--term", default="", choices=TERMS.words, help="哪个学期（默认离今天最近的）")
    _target(calendar)
    _audience(calendar)
    _data(calendar)

    made = _command(kinds, "paper", "把一份文稿（文本文件）排成公文，存成 PDF 或 Word", paper.paper)
    made.epilog = paper.RULES
    made.add_argument("file", type=Path, metavar="文稿", help="文本文件：第一行写“# 标题”，空行分段")
    made.add_argument(
        "--kind", choices=paper.words(), default=paper.words()[0], help="文种（默认 %(default)s）"
    )
    made.add_argument("--out", type=Path, required=True, metavar="文件", help="写成哪个文件：.pdf 或 .docx")
    made.add_argument(
        "--style",
        choices=list(paper.STYLES),
        default=next(iter(paper.STYLES)),
        help="版式（默认 %(default)s）",
    )
    made.add_argument("--unsealed", action="store_true", help="落款不留盖章的位置")
    made.add_argument(
        "--lines", dest="line_paragraphs", action="store_true", help="一行就是一段（默认空行分段）"
    )
    made.add_argument("--password", action="store_true", help="给 PDF 加打开密码，运行时询问")
    made.add_argument("--data", type=Path, metavar="学校文件", help="文稿没有署名时，用这个学校文件里的校名")

    kinds.choices["export"].add_argument(
        "--list", action=packing.ListPacks, nargs=0, help="只列出有哪些材料包"
    )
    pack = _command(
        exports,
        "pack",
        "导出一个材料包，如 edudesk export P6 --out 报送（pack 可以不写）",
        packing.export_pack,
    )
    pack.add_argument("pack", metavar="编号", help="材料包的编号，如 P6；edudesk packs 可以查看")
    pack.add_argument(
        "--title", default="", metavar="标题", help="同一编号有几个时（公文、上级报表），标题里的几个字"
    )
    pack.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    pack.add_argument("--zip", action="store_true", help="压缩成一个 zip 文件")
    pack.add_argument(
        "--password",
        action="store_true",
        help="压缩包加密码（AES-256）；密码取自 EDUDESK_PACK_PASSWORD 或当场输入",
    )
    pack.add_argument("--on", default="", metavar="日期", help="数据时点，如 2026-09-01（默认今天）")
    pack.add_argument("--reason", default="", metavar="原因", help="有缺项仍要导出的原因")
    pack.add_argument(
        "--audience", choices=[str(a) for a in Audience], default="",
        help="输出级别（默认按材料包）：internal、bureau、school_notice、web_notice",
    )  # fmt: skip
    _data(pack)
    _data(_command(kinds, "packs", "列出本学年的材料包、截止日期和状态", packing.list_packs))

    templates = _group(kinds, "template", "生成可以填写后导入的空白模板")
    roster = _command(templates, "roster", "教师花名册的导入模板（xlsx）", commands.roster_template)
    roster.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    roster.add_argument(
        "--sheet", choices=commands.roster_sheet_names(), default=commands.roster_sheet_names()[0],
        help="按哪张表的列（默认 %(default)s）",
    )  # fmt: skip

    facts = _command(templates, "history", "一种发展记录的导入模板（xlsx）", importing.history_template)
    _kind(facts, "记录种类", required=True)
    facts.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")

    form = _command(kinds, "fill", "在上级发来的表格（xlsx）里填入本校资料，版式原样保留", filling.fill)
    form.add_argument("template", type=Path, metavar="模板", help="上级发来的表格")
    form.add_argument(
        "--list",
        default="roster",
        metavar="名单",
        help="逐行填什么：roster 花名册（默认），或一种发展记录，如 培训",
    )
    form.add_argument("--out", type=Path, metavar="文件", help="填好的表存成这个文件")
    form.add_argument(
        "--map", type=Path, metavar="对照", help="按这个对照文件填（默认按表头认，或沿用上次的）"
    )
    form.add_argument(
        "--save-map", type=Path, metavar="对照", help="把对照另存为文件，可以改，也可以给别的学校"
    )
    form.add_argument("--sheet", default="", metavar="工作表", help="名单在哪张工作表（默认自动选择）")
    form.add_argument("--preview", action="store_true", help="只看对照，不填写")
    form.add_argument("--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认今天）")
    _audience(form)
    _data(form)

    school = _command(kinds, "school", "查看或填写学校信息", commands.school)
    for name, title in commands.school_fields():
        school.add_argument(f"--{name.replace('_', '-')}", metavar=title, help=title)
    _data(school)

    year = _command(kinds, "rollover", "升入新学年：班级升级、毕业，推算学期（可以撤销）", rollover.rollover)
    year.add_argument("--preview", action="store_true", help="只列出方案，不写入")
    year.add_argument("--to", metavar="学年", help="升入哪个学年，提前升入时要写明")
    year.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    _data(year)

    _data(_command(kinds, "backup", "立即备份", backups.back_up))
    restore = _command(kinds, "restore", "从备份恢复（恢复前自动备份现在的状态）", backups.restore)
    which = restore.add_mutually_exclusive_group()
    which.add_argument("backup", nargs="?", metavar="备份", help="备份的序号或文件名")
    which.add_argument("--latest", action="store_true", help="用最近的一个备份")
    which.add_argument("--list", action="store_true", help="只列出备份")
    restore.add_argument("--yes", action="store_true", help="不再询问")
    _data(restore)
    _data(_command(kinds, "verify", "核对数据文件、操作记录和备份", backups.verify))

    shot = _command(kinds, "shot", "把页面画成图片（不需要显示器）", commands.shot)
    shot.add_argument("--page", default="all", metavar="页面", help="页面名，或 all（默认）")
    shot.add_argument("--size", default="1440x900", metavar="宽x高", help="窗口大小（默认 %(default)s）")
    shot.add_argument("--theme", choices=("light", "dark"), default="light", help="浅色或深色")
    shot.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    _data(shot)
    return top


def _command(kinds: argparse._SubParsersAction, name: str, text: str, run: object) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    command: argparse.ArgumentParser = kinds.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _group(kinds: argparse._SubParsersAction, name: str, text: str) -> argparse._SubParsersAction:  # type: ignore[type-arg]
    group: argparse.ArgumentParser = kinds.add_parser(name, help=text, description=text)
    return group.add_subparsers(title="内容", metavar="内容", required=True)


def _kind(command: argparse.ArgumentParser, text: str, *, required: bool = False) -> None:
    command.add_argument(
        "--kind", metavar="种类", required=required, help=f"{text}，如 年度考核、培训、骨干称号、任课"
    )


def _answers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--answer", action="append", default=[], metavar="题号=答案",
        help="回答列出的问题，如 1=2，可写几次（先加 --preview 看有哪些）",
    )  # fmt: skip
    command.add_argument("--must-answer", action="store_true", help="还有没回答的问题就不导入")


def _target(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("xlsx", "pdf"), required=True, help="文件格式")
    command.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")


def _audience(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--audience", choices=[str(a) for a in Audience], default=str(Audience.BUREAU),
        help="输出级别：internal 校内完整、bureau 报教育局（默认）、school_notice 校内公示、web_notice 网上公示",
    )  # fmt: skip


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data",
        type=Path,
        metavar="学校文件",
        help="学校文件（默认用户数据文件夹里最近用过的）",
    )
