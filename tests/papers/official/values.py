"""Documents of 龙城实验小学 to write in tests."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from edudesk.base.columns import Column, Kind
from edudesk.base.document import (
    Attachment,
    Block,
    Cover,
    Document,
    Heading,
    Imprint,
    Layout,
    Paragraph,
)
from edudesk.base.report import A4, A4_LANDSCAPE, Report
from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.official import write_document
from tests.papers.official.reading import Sheet, sheets

TEXTS = Path(__file__).parents[2] / "data" / "texts"
DAY = date(2025, 12, 5)
SCHOOL = "龙城实验小学"
HANZI = "教学常规检查工作扎实推进教师队伍建设成效明显"


def paragraphs(name: str) -> list[str]:
    """Paragraphs of one of the public texts."""
    return (TEXTS / f"{name}.txt").read_text("utf-8").splitlines()


def document(*body: Block, **changes: object) -> Document:
    """A document that has a title and a text, and what else is said."""
    made = Document("paper", "教学常规检查情况报告", body or (Paragraph("情况如下。"),))
    return replace(made, **changes)  # type: ignore[arg-type]


def written(made: Document, folder: Path, password: str = "") -> list[Sheet]:
    """Its pages."""
    write_document(made, folder / "a.pdf", fonts=bundled_fonts(), password=password)
    return sheets(folder / "a.pdf", password or None)


GOALS = (
    Column("field", "领域", Kind.TEXT, 30),
    Column("weight", "权重", Kind.INT, 15),
    Column("done", "达成度", Kind.NUMBER, 18),
    Column("how", "主要举措", Kind.TEXT, 60),
)
STAFF = tuple(
    Column(f"c{place}", title, Kind.TEXT, width)
    for place, (title, width) in enumerate(
        (
            ("序号", 10), ("姓名", 18), ("性别", 10), ("出生年月", 20), ("学历", 20), ("职称", 24), ("任教学科", 22),
            ("任教班级", 40), ("周课时", 14), ("骨干称号", 30), ("参加工作时间", 24), ("备注", 40),
        )
    )
)  # fmt: skip


def goals(count: int, title: str = "年度目标达成情况表") -> Report:
    """A table that has room in the text."""
    rows = tuple((f"领域{n}", 20, 88.5, "完善章程，修订制度，召开教代会") for n in range(1, count + 1))
    notes = ("单位：项", "注：统计时点为2025年9月1日。")
    return Report("goals", title, SCHOOL, DAY, GOALS, rows, notes, paper=A4)


def staff(count: int) -> Report:
    """A table so wide that its page lies on its side."""
    row = (
        "李静",
        "女",
        "1985-07",
        "大学本科",
        "高级教师",
        "语文",
        "三（1）班、三（2）班",
        "14",
        "市学科带头人",
        "2007-08",
        "承担区级课题",
    )
    rows = tuple((str(n), *row) for n in range(1, count + 1))
    return Report("staff", "教师基本情况一览表", SCHOOL, DAY, STAFF, rows, (), paper=A4_LANDSCAPE)


BODY: tuple[Block, ...] = (
    Paragraph(
        "根据《义务教育学校管理标准》和区教育局关于开展教学常规检查的要求，我校于2025年11月组织了检查，现将情况报告如下。"
    ),
    Heading("一、检查的基本情况", 1),
    Paragraph(
        "本次检查覆盖36个教学班、108名教师，参训率98.5%，检查备课本216册、作业本1080本。",
        "（一）检查范围。",
        2,
    ),
    Paragraph(
        "依据渝教〔2025〕8号文件，采用“查、听、访”的方式进行；检查人员12人，分为4个小组。",
        "（二）检查方式。",
        2,
    ),
    goals(4),
    Heading("二、存在的主要问题", 1),
    Paragraph("1.少数教师的教学反思比较简单，针对性不强。"),
    Paragraph("（1）一年级两个班的作业批改不够及时。"),
    Heading("三、下一步工作", 1),
    Paragraph("学校将建立问题清单，逐项整改，11月底前完成复查，并把整改情况纳入教师年度考核。"),
)
IMPRINT = Imprint("龙城实验小学办公室", DAY, ("区人民政府教育督导室", "区教师发展中心"))

REPORT = document(
    *BODY,
    title="龙城实验小学关于2025年秋季学期教学常规检查情况的报告",
    issuer=(SCHOOL,),
    on=DAY,
    masthead="龙城实验小学文件",
    number="龙实小〔2025〕8号",
    addressee="区教育局",
    attachments=(
        Attachment("年度目标达成情况表", (goals(6),)),
        Attachment("教师基本情况一览表", (staff(20),)),
        Attachment("佐证材料汇编（另附）", file_name="佐证材料.pdf"),
    ),
    note="联系人：李静",
    imprint=IMPRINT,
    serial="2025-ZP-003 v2",
    footer="数据截至2025年12月1日",
)
REQUEST = document(
    Paragraph(
        "我校操场塑胶跑道于2012年铺设，多处起鼓开裂，存在安全隐患。经测算，改造需经费48.6万元，恳请予以安排。"
    ),
    Paragraph("妥否，请批示。"),
    title="龙城实验小学关于申请改造操场塑胶跑道经费的请示",
    issuer=(SCHOOL,),
    on=date(2025, 3, 6),
    masthead="龙城实验小学文件",
    number="龙实小〔2025〕3号",
    signer="王建国",
    urgency="特急",
    secrecy="秘密★1年",
    copy_number="000001",
    addressee="区教育局",
    imprint=Imprint("龙城实验小学办公室", date(2025, 3, 6)),
)
LETTER = document(
    Paragraph(
        "我校“小主人”课程基地建设需要贵单位指导，拟请贵单位选派2名教师参加课程设计，时间为2025年4月1日至30日。"
    ),
    Paragraph("专此函商，请予支持为盼。"),
    title="龙城实验小学关于商请支持“小主人”课程基地建设的函",
    issuer=(SCHOOL,),
    on=date(2025, 3, 6),
    is_sealed=False,
    layout=Layout.LETTER,
    masthead="龙城实验小学",
    number="龙实小函〔2025〕3号",
    addressee="市少年宫",
)
MINUTES = document(
    Paragraph("10月13日，王建国校长主持召开2025年第12次校长办公会议，研究教学常规检查等工作。现纪要如下。"),
    Paragraph("会议听取了教务处关于检查情况的汇报，同意按方案组织复查。", "一、关于教学常规检查。", 1),
    title="2025年第12次校长办公会议纪要",
    issuer=("龙城实验小学办公室",),
    on=date(2025, 10, 13),
    layout=Layout.MINUTES,
    masthead="龙城实验小学校长办公会议纪要",
    number="〔2025〕12号",
    attendees=(
        ("出席", "王建国、李静、周敏华、沈婷、陈志远、赵文博、孙丽、钱峰、吴桂芳、郑凯"),
        ("请假", "韩冰"),
        ("列席", "杨帆、朱琳"),
    ),
    imprint=Imprint("龙城实验小学办公室", date(2025, 10, 13), ("各处室", "各年级组")),
)
PLAN = document(
    *BODY,
    *BODY[1:],
    title="龙城实验小学主动发展规划\n（2024—2026年）",
    issuer=(SCHOOL,),
    on=date(2024, 3, 6),
    cover=Cover(
        (SCHOOL, "三年主动发展规划", "（2024—2026年）"),
        (
            ("学校名称（公章）", SCHOOL),
            ("校长姓名", "王建国"),
            ("联系方式", ""),
            ("填表日期", "2024年3月6日"),
        ),
        "区教育局　印制",
        ("本表一式五份，用A4纸双面打印。", "数据以2025年9月1日为准，没有统计的填“未统计”。"),
    ),
    has_contents=True,
    evidence=goals(30, "佐证材料目录"),
    serial="2024-GH-001 v1",
)
