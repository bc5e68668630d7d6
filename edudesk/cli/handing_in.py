"""Options of what is handed in: a paper, a pack, the list of packs, the bureau's form filled in."""

import argparse
from pathlib import Path

from edudesk.base.masking import Audience
from edudesk.cli import filling, packing, paper
from edudesk.cli.options import audience_option, command, data_option


def handing_in(kinds: argparse._SubParsersAction, exports: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the commands. exports: the words below export."""
    made = command(kinds, "paper", "把一份文稿（文本文件）排成公文，存成 PDF 或 Word", paper.paper)
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
    pack = command(
        exports,
        "pack",
        "导出一个材料包，如 edudesk export P6 --out 报送（pack 可以不写）",
        packing.export_pack,
    )
    pack.add_argument("pack", metavar="编号", help="材料包的编号，如 P6；edudesk packs 可以查看")
    pack.add_argument(
        "--title", default="", metavar="标题", help="同一编号有几个时（公文、上级报表），标题里的几个字"
    )
    pack.add_argument(
        "--project",
        default="",
        metavar="项目",
        help="只报一个项目：项目编号，或名称中的几个字",
    )
    pack.add_argument(
        "--plan",
        default="",
        metavar="规划",
        help="发展规划的材料包（P1—P5）写哪一份规划：名称或其中几个字（默认规划文本和论证材料是正在制定的，"
        "自评是最近结束的年度或一轮，其余是正在实施的）",
    )
    pack.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    pack.add_argument("--zip", action="store_true", help="压缩成一个 zip 文件")
    pack.add_argument(
        "--password",
        action="store_true",
        help="压缩包加密码（AES-256）；密码取自 EDUDESK_PACK_PASSWORD 或当场输入",
    )
    pack.add_argument("--on", default="", metavar="日期", help="数据时点，如 2026-09-01（默认今天）")
    pack.add_argument(
        "--enclose",
        action="append",
        default=[],
        metavar="文件",
        help="随材料包原样报送的附件，可以写几次；标题=文件 写明是公文里列的哪一个附件",
    )
    pack.add_argument("--reason", default="", metavar="原因", help="有缺项仍要导出的原因")
    pack.add_argument(
        "--audience", choices=[str(a) for a in Audience], default="",
        help="输出级别（默认按材料包）：internal、bureau、school_notice、web_notice",
    )  # fmt: skip
    data_option(pack)
    data_option(command(kinds, "packs", "列出本学年的材料包、截止日期和状态", packing.list_packs))

    form = command(kinds, "fill", "在上级发来的表格（xlsx）里填入本校资料，版式原样保留", filling.fill)
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
    audience_option(form)
    data_option(form)
