"""Manuscripts read as official documents."""

from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from hypothesis import example, given
from hypothesis import strategies as st

from edudesk.base.columns import Kind
from edudesk.base.document import Attachment, Break, Document, Heading, Layout, Paragraph
from edudesk.base.levels import block_of
from edudesk.base.manuscript import LABELS, Manuscript, read_manuscript
from edudesk.base.paper_kinds import doubts_of, paper_kind, paper_kinds
from edudesk.base.report import Report
from tests.tables import each

TODAY = date(2025, 11, 20)

WHOLE = """\
# 关于2025年秋季学期教师队伍情况的报告
文号：龙实小〔2025〕8号
签发人：周敏华
主送：龙城区教育局

根据《关于报送教师队伍情况的通知》要求，现将有关情况报告如下。

一、基本情况

我校现有教职工108人，
其中专任教师101人。

表1 教师学历结构

| 学历 | 人数 | 占比 |
|------|-----:|------|
| 研究生 | 12 | 11.9% |
| 本科 | 89 | 88.1% |

注：统计时点为2025年9月1日。

（一）加强领导。成立领导小组，由校长任组长。

1.完成校舍维修12处；

1.5万元用于培训。

特此报告。

附件：1.教师花名册
　　　2.教师结构统计表。

龙城实验小学
2025年11月3日
（联系人：李静，电话：0519-00000000）
抄送：龙城区人民政府教育督导室，龙城教育集团。
印发：龙城实验小学办公室 2025年11月4日印发
"""


def read(text: str, kind: str = "报告", **options: object) -> Manuscript:
    return read_manuscript(text, paper_kind(kind), today=TODAY, **options)  # type: ignore[arg-type]


def test_the_parts_of_a_whole_report() -> None:
    found = read(WHOLE)
    made = found.document
    assert found.remarks == ()
    assert doubts_of(made, paper_kind("报告")) == ()
    assert made.title == "关于2025年秋季学期教师队伍情况的报告"
    assert (made.number, made.signer, made.addressee) == ("龙实小〔2025〕8号", "周敏华", "龙城区教育局")
    assert (made.issuer, made.on) == (("龙城实验小学",), date(2025, 11, 3))
    assert made.note == "联系人：李静，电话：0519-00000000"
    assert made.imprint is not None
    assert made.imprint.copies_to == ("龙城区人民政府教育督导室", "龙城教育集团")
    assert (made.imprint.printer, made.imprint.on) == ("龙城实验小学办公室", date(2025, 11, 4))
    assert made.attachments == (
        Attachment("教师花名册", file_name="教师花名册"),
        Attachment("教师结构统计表", file_name="教师结构统计表"),
    )
    first, heading, people, table, lead, item, money, closing = made.body
    assert first == Paragraph("根据《关于报送教师队伍情况的通知》要求，现将有关情况报告如下。")
    assert heading == Heading("一、基本情况", 1)
    assert people == Paragraph("我校现有教职工108人，其中专任教师101人。")
    assert isinstance(table, Report)
    assert (table.title, table.notes) == ("表1 教师学历结构", ("注：统计时点为2025年9月1日。",))
    assert [(column.title, column.kind) for column in table.columns] == [
        ("学历", Kind.TEXT),
        ("人数", Kind.NUMBER),
        ("占比", Kind.NUMBER),
    ]
    assert table.rows == (("研究生", "12", "11.9%"), ("本科", "89", "88.1%"))
    assert lead == Paragraph("成立领导小组，由校长任组长。", "（一）加强领导。", 2)
    assert item == Paragraph("1.完成校舍维修12处；")
    assert money == Paragraph("1.5万元用于培训。")
    assert closing == Paragraph("特此报告。")


@each(
    ("text", "block"),
    [
        ("一、基本情况", Heading("一、基本情况", 1)),
        ("十二、其他", Heading("十二、其他", 1)),
        ("（二）主要做法", Heading("（二）主要做法", 2)),
        ("(二)主要做法", Heading("(二)主要做法", 2)),
        ("（二）加强领导。", Heading("（二）加强领导。", 2)),
        ("1. 健全制度", Heading("1.健全制度", 3)),
        ("2、健全制度", Heading("2、健全制度", 3)),
        ("（3）听课", Heading("（3）听课", 4)),
        ("（3）全校听课 1200 节；", Paragraph("（3）全校听课 1200 节；")),
        ("1.完成校舍维修。", Paragraph("1.完成校舍维修。")),
        ("一、抓管理。校长每周听课。", Paragraph("校长每周听课。", "一、抓管理。", 1)),
        ("一、" + "很长" * 40, Paragraph("一、" + "很长" * 40)),
        ("2025年完成", Paragraph("2025年完成")),
        ("三、", Heading("三、", 1)),
    ],
)
def test_what_a_paragraph_is(text: str, block: Heading | Paragraph) -> None:
    assert block_of(text) == block


@each(
    ("day", "on"),
    [
        ("2025年11月3日", date(2025, 11, 3)),
        ("2025-11-03", date(2025, 11, 3)),
        ("2025.11.3", date(2025, 11, 3)),
        ("二〇二五年十一月三日", date(2025, 11, 3)),
        ("２０２５年１１月３日", date(2025, 11, 3)),
    ],
)
def test_dates_at_the_foot(day: str, on: date) -> None:
    made = read(f"# 情况说明\n\n情况属实。\n\n龙城实验小学\n{day}\n").document
    assert (made.issuer, made.on) == (("龙城实验小学",), on)
    assert made.body == (Paragraph("情况属实。"),)


def test_a_day_that_does_not_exist_is_told_and_kept() -> None:
    found = read("# 报告\n\n正文。\n\n龙城实验小学\n2025年13月45日")
    assert found.document.on is None
    assert Paragraph("龙城实验小学2025年13月45日") in found.document.body
    assert [remark.line for remark in found.remarks] == [6]
    assert found.remarks[0].text.startswith("第 6 行“2025年13月45日”不是日期。")


def test_a_last_sentence_is_no_signature() -> None:
    made = read("# 报告\n\n特此报告。\n\n2025年11月3日", facts={"署名": "龙城实验小学"}).document
    assert made.body == (Paragraph("特此报告。"),)
    assert made.issuer == ("龙城实验小学",)


def test_a_long_issuer_is_one() -> None:
    name = "龙城区教育局、龙城区人民政府教育督导室、龙城区教师发展中心义务教育优质均衡发展县创建工作联席会议办公室"
    assert len(name) > 40
    made = read(f"# 报告\n\n特此报告。\n\n{name}\n2025年11月3日", facts={"署名": "龙城实验小学"})
    assert made.document.issuer == (name,)
    assert made.remarks == ()


def test_a_line_too_long_for_an_issuer_is_told_and_kept() -> None:
    line = "教师" * 60
    made = read(f"# 报告\n\n特此报告。\n\n{line}\n2025年11月3日", facts={"署名": "龙城实验小学"})
    assert made.document.body == (Paragraph("特此报告。"), Paragraph(line))
    assert [remark.line for remark in made.remarks] == [5]
    assert made.remarks[0].text.startswith("第 5 行太长，不像署名。")


def test_joint_documents_have_several_issuers() -> None:
    made = read("# 通知\n\n正文。\n\n龙城实验小学\n龙城第二小学\n2025年11月3日").document
    assert made.issuer == ("龙城实验小学", "龙城第二小学")
    assert read("# 通知\n\n龙城实验小学　龙城第二小学\n2025年11月3日").document.issuer == made.issuer


def test_facts_given_fill_only_what_the_text_leaves_open() -> None:
    made = read(
        "主送：区教育局\n\n正文。",
        facts={"标题": "关于经费的请示", "主送": "市教育局", "日期": "2025-11-03", "署名": "龙城实验小学"},
    ).document
    assert (made.title, made.addressee) == ("关于经费的请示", "区教育局")
    assert (made.issuer, made.on) == (("龙城实验小学",), date(2025, 11, 3))


def test_lines_typed_in_a_window_are_paragraphs() -> None:
    text = "第一段，\n第二段。\n一、情况\n第三段。"
    assert [type(block) for block in read(text, is_line_paragraph=True).document.body] == [
        Paragraph, Paragraph, Heading, Paragraph,
    ]  # fmt: skip
    assert read("第一段，\n第二段。\n　　第三段。").document.body == (
        Paragraph("第一段，第二段。"),
        Paragraph("第三段。"),
    )


def test_lines_of_latin_text_are_joined_by_a_space() -> None:
    assert read("正文 EduDesk\nVersion 2\n教师").document.body == (Paragraph("正文 EduDesk Version 2教师"),)


def test_marks_of_markdown() -> None:
    made = read("# 报告\n\n## 工作情况\n\n### （一）做法\n\n甲\n\n---\n\n乙").document
    assert made.body == (
        Heading("工作情况", 1),
        Heading("（一）做法", 2),
        Paragraph("甲"),
        Break.PAGE,
        Paragraph("乙"),
    )


def test_odd_lines_are_told_by_their_number() -> None:
    found = read(
        "正文 **重点** 内容。\n\n| 甲 | 乙 |\n\n| a | b |\n|--|--|\n| 1 | 2 | 3 |\n\n附件：1.甲\n3.乙"
    )
    assert [remark.line for remark in found.remarks] == [1, 1, 3, 7, 10]
    assert all(text.count("。") == 2 for text in (remark.text for remark in found.remarks))
    table = next(block for block in found.document.body if isinstance(block, Report))
    assert table.rows == (("1", "2｜3"),)


def test_attachments_with_a_text_of_their_own() -> None:
    text = "# 报告\n\n甲。\n\n附件：1.名册\n2.方案\n\n校\n龙城实验小学\n2025年11月3日\n\n# 附件1 名册\n\n| 姓名 |\n|--|\n| 李静 |\n"
    made = read(text).document
    assert [(one.title, one.file_name, len(one.body)) for one in made.attachments] == [
        ("名册", "", 1),
        ("方案", "方案", 0),
    ]


def test_minutes_name_who_was_there() -> None:
    made = read(
        "# 校长办公会议纪要\n\n议定事项。\n\n出席：周敏华、李静\n请假：王芳\n\n龙城实验小学\n2025年11月3日",
        "纪要",
    )
    assert made.document.attendees == (("出席", "周敏华、李静"), ("请假", "王芳"))
    assert made.document.layout is Layout.MINUTES
    at_end = read(
        "# 纪要\n\n议定事项。\n\n出席：周敏华\n请假：王芳\n列席：李静\n抄送：各处室", "纪要"
    ).document
    assert at_end.attendees == (("出席", "周敏华"), ("请假", "王芳"), ("列席", "李静"))
    # elsewhere it is running text
    assert read("# 报告\n\n出席：周敏华").document.attendees == ()


@each(
    "above",
    [
        ("表1 教师学历结构", "单位：人"),
        ("单位：人", "表1 教师学历结构"),
        ("表1 教师学历结构", "", "单位：人"),
        ("见下表。", "表1 教师学历结构", "单位：人", ""),
    ],
)
def test_title_and_unit_right_above_a_table_belong_to_it(above: tuple[str, ...]) -> None:
    body = read(
        "\n".join(["# 报告", "", *above, "| 学历 | 人数 |", "|---|---|", "| 本科 | 89 |"])
    ).document.body
    table = body[-1]
    assert isinstance(table, Report)
    assert (table.title, table.notes) == ("表1 教师学历结构", ("单位：人",))
    assert body[:-1] == ((Paragraph("见下表。"),) if above[0] == "见下表。" else ())
    # elsewhere such lines are text
    assert read("# 报告\n\n单位：人\n表1 甲").document.body == (Paragraph("单位：人表1 甲"),)


def test_every_kind_begins_with_a_text_that_its_own_rules_know() -> None:
    for kind in paper_kinds():
        text = f"# 关于××的{kind.word}\n\n主送：××局\n\n{kind.text}\n\n龙城实验小学\n2025年11月3日\n"
        found = read(text, kind.word)
        assert found.remarks == ()
        assert found.document.is_sealed == kind.is_sealed
        told = doubts_of(found.document, kind)
        assert all("结束语" not in doubt for doubt in told)
        assert any("没写完" in doubt for doubt in told)


def test_doubts_of_a_request_name_what_it_lacks() -> None:
    found = read("# 关于经费的报告\n主送：市教育局、区教育局\n文号：龙实小〔2025〕8号\n\n请拨款。", "请示")
    told = "".join(doubts_of(found.document, paper_kind("请示")))
    for word in ("文种“请示”", "只写一个主送", "签发人", "联系人", "结束语", "没有署名", "没有成文日期"):
        assert word in told


@each(
    ("kind", "last"),
    [
        ("请示", "以上请示当否，请批示。"),
        ("函", "妥否，请函复。"),
        ("函", "以上意见，盼复。"),
        ("通知", "请各校遵照执行。"),
    ],
)
def test_usual_ways_to_end_are_known(kind: str, last: str) -> None:
    told = doubts_of(read(f"# {kind}\n\n{last}", kind).document, paper_kind(kind))
    assert not any("结束语" in doubt for doubt in told)


def flat(value: object) -> str:
    """Every word of a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value.year}{value.month:02}{value.day:02}"
    if isinstance(value, Enum):
        return ""
    if isinstance(value, tuple):
        return "".join(map(flat, value))
    if is_dataclass(value):
        return "".join(flat(getattr(value, one.name)) for one in fields(value))
    return ""


LINES = st.sampled_from(
    [
        "", "# 关于", "## 小标题", "主送：", "主送：甲局", "抄送：乙局，丙局。", "一、", "（一）做法", "1.项", "（1）目",
        "| 甲 | 乙 |", "|---|---|", "| 丙 | 丁 | 戊 |", "|", "表1 己", "单位：人", "注：庚", "附件：1.辛", "2.壬", "附件：",
        "# 附件1 癸", "---", "龙城实验小学", "2025年11月3日", "二〇二五年十一月三日", "2025-13-45", "（联系人：子）",
        "出席：丑", "　　寅。", "签发人", "印发：卯 2025年1月1日印发", "日期：辰", "**巳**",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(LINES, max_size=14).map("\n".join),
    st.text(alphabet="一二（）().、：:|#-*附件主送表注年月日2025 \n\r\u3000王芳abc。；", max_size=120),
    st.text(max_size=60),
)


@given(TEXTS, st.sampled_from([kind.word for kind in paper_kinds()]), st.booleans())
@example("", "报告", False)
@example("附件：1.辛\n\n# 附件1 癸", "报告", False)
@example("龙城实验小学\n2025年11月3日", "函", True)
def test_any_text_is_a_document_and_no_character_is_lost(text: str, kind: str, is_line: bool) -> None:
    found = read(text, kind, is_line_paragraph=is_line)
    assert isinstance(found.document, Document)
    # labels say where a fact goes, figures of dates are read: both stand elsewhere in other words
    words = set("".join(LABELS)) | set("附件印发年月日元〇零○一二三四五六七八九十")
    kept = Counter(flat(found.document) + flat(found.remarks))
    lost = {
        char
        for char, count in Counter(text).items()
        if char.isalpha() and char not in words and kept[char] < count
    }
    assert lost == set()
