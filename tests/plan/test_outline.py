"""Chapters of plans that were written elsewhere: marks, levels, headings that ran into the text, broken lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.prose import TITLE, ProseLine
from edudesk.plan.rules.marks import Style, counted, house_mark, mark_of, without_mark
from edudesk.plan.rules.outline import children, lines_of, mended, outline_of
from tests.plan.texts import FIVE_YEARS, THREE_YEARS, YEARS_14, bare, outline_in


def outline(text):
    return outline_of(mended(lines_of(text)))


def tree(found):
    return [(one.level, one.heading, one.text) for one in found.chapters]


@pytest.mark.parametrize(
    ("text", "style", "number", "rest"),
    [
        ("第一部分　发展基础", Style.PART, 1, "发展基础"),
        ("第十二章 保障", Style.PART, 12, "保障"),
        ("一、指导思想", Style.HAN, 1, "指导思想"),
        ("二十一、其他", Style.HAN, 21, "其他"),
        ("（三）教学工作", Style.HAN_BRACKET, 3, "教学工作"),
        ("(三)教学工作", Style.HAN_BRACKET, 3, "教学工作"),
        ("1.加强培训", Style.ARABIC, 1, "加强培训"),
        ("1．加强培训", Style.ARABIC, 1, "加强培训"),
        ("1、加强培训", Style.ARABIC, 1, "加强培训"),
        ("（1）强化考核", Style.ARABIC_BRACKET, 1, "强化考核"),
        ("2.3 课堂教学改革", Style.DOTTED, 3, "课堂教学改革"),
        ("2.3.1课堂教学", Style.DOTTED, 1, "课堂教学"),
        ("1.2027年建成录播室", Style.ARABIC, 1, "2027年建成录播室"),
        ("领域一：课程与教学", Style.NAMED, 1, "课程与教学"),
        ("板块2 队伍建设", Style.NAMED, 2, "队伍建设"),
        ("目标1.2 开齐课程", Style.NAMED, 2, "开齐课程"),
        ("目标2.3开齐课程", Style.NAMED, 3, "开齐课程"),
        ("重点项目三：智慧校园", Style.NAMED, 3, "智慧校园"),
        ("措施（1）：建章立制", Style.NAMED, 1, "建章立制"),
        ("③作业", Style.CIRCLED, 3, "作业"),
    ],
)
def test_marks_of_chapters(text, style, number, rest):
    mark = mark_of(text)
    assert mark is not None
    assert (mark.style, mark.number) == (style, number)
    assert without_mark(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "1.5万元用于培训",
        "2021年启动",
        "一是把好备课关",
        "十分重视",
        "（略）",
        "2.1万元",
        "一、二年级不留书面作业",
        "3、4月份开展",
        "第一节课前",
        "目标一致，步调统一",
        "任务一览表",
        "项目2026年启动",
        "领域一流",
        "工程一期建设",
    ],
)
def test_what_is_no_mark(text):
    assert mark_of(text) is None


@given(
    st.sampled_from(
        [
            "一、",
            "（一）",
            "1.",
            "1．",
            "（1）",
            "①",
            "第一章 ",
            "第一部分　",
            "领域一：",
            "目标1.1 ",
            "目标3.1 ",
            "措施1：",
        ]
    ),
    st.integers(1, 20),
)
def test_a_mark_is_counted_in_its_own_way(text, number):
    mark = mark_of(text + "目标")
    again = mark_of(counted(mark, number) + "目标")
    assert (again.style, again.number) == (mark.style, number)


@given(st.integers(1, 4), st.integers(1, 99))
def test_marks_of_the_house_are_read_as_they_are_written(level, number):
    mark = mark_of(house_mark(level, number) + "目标")
    assert mark.number == number


def test_headings_that_ran_into_the_text_are_parted():
    found = outline(
        "五年规划\n二、背景分析 (一)学校现状 学校始建于1965年。\n(二)不足 1.管理，还要完善 教师认为不够。 2.队伍 还要加强。"
    )
    assert found.title == "五年规划"
    assert tree(found) == [
        (1, "二、背景分析", ""),
        (2, "(一)学校现状", "学校始建于1965年。"),
        (2, "(二)不足", ""),
        (3, "1.管理，还要完善", "教师认为不够。"),
        (3, "2.队伍", "还要加强。"),
    ]


def test_a_line_that_a_page_broke_is_whole_again():
    found = outline(
        "一、现状\n经过全校师生的共同努力，我校的教育教学设施日臻完善，社会满意度不断提高，教\n\n 学质量稳步提升。\n另起一段。"
    )
    assert found.chapters[0].text.split("\n")[0].endswith("教学质量稳步提升。")
    assert found.chapters[0].text.endswith("\n另起一段。")


def test_items_of_a_list_are_text():
    found = outline("一、保障\n1.完成校舍改造。\n2.配齐教师；\n3.完善制度。\n二、附则\n解释权归学校。")
    assert [one.heading for one in found.chapters] == ["一、保障", "二、附则"]
    assert found.chapters[0].text == "1.完成校舍改造。\n2.配齐教师；\n3.完善制度。"


def test_parts_stand_above_chapters():
    found = outline("第一部分 基础\n一、现状\n学校有12个班。\n第二部分 目标\n一、总目标\n办好学校。")
    assert [(one.level, one.heading) for one in found.chapters] == [
        (1, "第一部分 基础"), (2, "一、现状"), (1, "第二部分 目标"), (2, "一、总目标"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("一、现状\n好。\n二、领域\n领域一：课程\n（一）目标\n好。\n领域二：队伍\n（一）目标\n好。", [1, 1, 2, 3, 2, 3]),
        ("第一部分 基础\n一、现状\n好。\n第二部分 领域\n领域一：课程\n目标1.1 开齐\n好。\n第三部分 保障\n一、组织\n好。",
         [1, 2, 1, 2, 3, 1, 2]),
        ("一、任务\n（一）德育\n好。\n（二）重点项目\n项目一：衔接\n1.背景\n好。\n项目二：智慧\n（三）安全\n好。", [1, 2, 2, 3, 4, 3, 2]),
        ("一、任务\n（一）德育\n好。\n二、重点项目\n项目一：衔接\n好。\n三、保障\n（一）组织\n好。", [1, 2, 1, 2, 1, 2]),
        ("领域一：课程\n目标一：开齐\n好。\n领域二：队伍\n目标一：培养\n好。", [1, 2, 1, 2]),
    ],
)  # fmt: skip
def test_fields_and_aims_with_their_names_stand_below_what_is_above_them(text, levels):
    assert [one.level for one in outline(f"某校规划\n{text}").chapters if one.heading] == levels


def test_arabic_numbers_alone():
    found = outline(
        "1 引言\n1. 背景\n学校有12个班。\n1.1 现状\n生源稳定。\n1.2 问题\n师资不足。\n2. 目标\n办好学校。"
    )
    levels = {one.heading: one.level for one in found.chapters}
    assert levels["1. 背景"] == levels["2. 目标"] == 1
    assert levels["1.1 现状"] == levels["1.2 问题"] == 2


def test_styles_of_word_lead():
    lines = [
        ProseLine("规划", TITLE), ProseLine("基础", 1), ProseLine("现状", 2), ProseLine("一般文字。"), ProseLine("目标", 1),
    ]  # fmt: skip
    assert tree(outline_of(lines)) == [(1, "基础", ""), (2, "现状", "一般文字。"), (1, "目标", "")]


def test_a_number_that_lacks_is_told():
    found = outline("一、现状\n好。\n三、目标\n更好。")
    assert found.remarks == ("第 3 行“三、目标”的序号不连续，已照原样读入，请核对有没有缺漏。",)


@pytest.mark.parametrize("file", [YEARS_14, FIVE_YEARS, THREE_YEARS], ids=lambda file: file.stem)
def test_nothing_of_a_published_plan_is_lost(file):
    found = outline_in(file)
    parts = [found.title, *(f"{one.heading}\n{one.text}" for one in found.chapters)]
    assert bare("".join(parts)) == bare(file.read_text("utf-8"))


def test_the_five_year_plan():
    found = outline_in(FIVE_YEARS)
    assert [one.name for one in found.chapters if one.level == 1] == [
        "", "指导思想", "学校发展背景分析", "学校发展目标", "重点工作目标及措施",
    ]  # fmt: skip
    goals = [place for place, one in enumerate(found.chapters) if one.name == "重点工作目标及措施"]
    domains = children(found.chapters, goals[0])
    assert [found.chapters[one].name for one in domains] == ["党建工作", "德育工作", "教学工作"]
    assert [len(children(found.chapters, one)) for one in domains] == [3, 6, 6]
    assert found.remarks == ()


def test_the_plan_of_the_fourteenth_five_years():
    found = outline_in(YEARS_14)
    assert [one.name for one in found.chapters if one.level == 3] == [
        "教师队伍向上进取", "学校管理规范发展", "德育工作管理常态化", "课程改革初见成效", "办学目标", "阳光管理",
        "阳光教师——教师专业化发展:协作、创新、会教、乐教", "阳光课堂", "阳光学生——学生成长目标",
        "阳光文化——学校文化目标", "阳光服务——后勤保障目标",
    ]  # fmt: skip


_PIECES = st.sampled_from(
    [
        "一、目标",
        "（一）现状",
        "1.措施",
        "（1）做法。",
        "2.3 课程",
        "领域一：课程",
        "目标1.1 开齐",
        "①作业",
        "学校有12个班。",
        "办学",
        " ",
        "\n",
        "\n\n",
        "第二章 总则",
        "| 甲 | 乙 |",
        "：",
        "“求真”",
        "2025年",
        "达到90%",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_nothing_of_any_text_is_lost(text):
    found = outline(text)
    parts = [found.title, *(f"{one.heading}\n{one.text}" for one in found.chapters)]
    assert bare("".join(parts)) == bare(text)
    assert all(1 <= one.level <= 4 for one in found.chapters)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_an_outline_read_again_is_the_same(text):
    found = outline(text)
    lines = [ProseLine(found.title, TITLE)] if found.title else []
    for one in found.chapters:
        if one.heading:
            lines.append(ProseLine(one.heading, one.level))
        lines += [ProseLine(part) for part in one.text.split("\n") if part]
    again = outline_of(lines)
    assert bare("".join(one.heading + one.text for one in again.chapters)) == bare(
        "".join(one.heading + one.text for one in found.chapters)
    )


@pytest.mark.parametrize("task", ["修订方案（预期成果：方案）。", "修订方案。"])
def test_the_last_task_of_a_goal_is_no_heading(task):
    """Who answers for the goal stands below its tasks."""
    text = f"规划\n一、目标与措施\n（一）队伍\n1.梯队培养\n培养骨干。\n（1）{task}\n【责任部门：教科室】\n2.青蓝工程\n结对。"
    found = outline_of(lines_of(text))
    assert [one.heading for one in found.chapters][2:] == ["1.梯队培养", "2.青蓝工程"]
    assert found.chapters[2].text.endswith("【责任部门：教科室】")


def test_a_fact_with_a_space_in_it_is_no_heading_and_text():
    text = "北城小学规划\n第一部分 办学思想\n一、校训：厚德 博学 求实\n二、校风\n和乐。"
    found = outline_of(lines_of(text))
    assert [(one.heading, one.text) for one in found.chapters][1:] == [
        ("一、校训：厚德 博学 求实", ""),
        ("二、校风", "和乐。"),
    ]


@pytest.mark.parametrize("word", ["前言", "引 言", "目录"])
def test_a_preface_is_no_part_of_the_title(word):
    found = outline_of(
        lines_of(f"北城小学规划\n（2026—2029）\n{word}\n为了发展，制定本规划。\n一、背景\n好。")
    )
    assert found.title == "北城小学规划\n（2026—2029）"
    assert found.chapters[0].text == f"{word}\n为了发展，制定本规划。"
