"""What the text of a plan proposes to keep: the identity card, SWOT, domains, goals, tasks, measures."""

import pytest

from edudesk.plan.intake.identity_words import round_of
from edudesk.plan.intake.proposal import LEFT_OUT, MEASURE
from edudesk.plan.intake.proposing import proposed
from edudesk.plan.rules.outline import lines_of, mended, outline_of
from tests.plan.texts import FIVE_YEARS, THREE_YEARS, YEARS_14, outline_in


def named(found, kind):
    return [one.title for one in found.proposals if one.kind == kind]


def test_the_identity_card_of_the_five_year_plan():
    found = proposed(outline_in(FIVE_YEARS))
    said = {one.kind: (one.title, one.confidence) for one in found.proposals if one.key.startswith("fact:")}
    assert said["办学理念"] == ("让每一个进入东风的孩子都发光", "高")
    assert said["校训"] == ("严谨勤奋文明进取", "高")
    assert said["校风"] == ("身正博爱勤勉求真", "高")
    assert said["教风"] == ("严谨敬业博学善导", "高")
    assert said["学风"] == ("乐学善思自主合作", "高")
    assert said["指导思想"][0].startswith("全面贯彻执行有关法律法规文件")
    assert said["总目标"][0].startswith("坚持品牌建设的发展方向")
    assert (found.round.starts, found.round.ends, found.round.basis) == ("2021-01-01", "2025-12-31", "自然年")


def test_goals_of_the_five_year_plan():
    found = proposed(outline_in(FIVE_YEARS))
    assert named(found, "领域") == ["党建工作", "德育工作", "教学工作"]
    assert len(named(found, "目标")) == 15
    titles = {one.key: one.title for one in found.proposals}
    tasks = [one for one in found.proposals if one.kind == "任务"]
    assert len(tasks) == 19
    assert (tasks[0].title, titles[tasks[0].parent]) == ("强化师德考核", "狠抓师德师风建设,提高学校管理效能")
    assert named(found, "劣势") == ["学校现代管理须进一步加强和完善", "师资队伍建设任重道远"]


def test_goals_that_stand_under_a_chapter_called_aims():
    found = proposed(outline_in(YEARS_14))
    assert named(found, "领域")[1:4] == [
        "阳光管理",
        "阳光教师——教师专业化发展:协作、创新、会教、乐教",
        "阳光课堂",
    ]
    assert named(found, "优势") == [
        "教师队伍向上进取",
        "学校管理规范发展",
        "德育工作管理常态化",
        "课程改革初见成效",
    ]
    assert named(found, "培养目标") == ["修德雅行"]
    assert named(found, "总目标")[0].startswith("经过努力")
    assert (found.round.starts, found.round.basis) == ("2021-01-01", "自然年")  # “十四五” says it


@pytest.mark.parametrize("heading", ["目标", "今后三年的工作任务", "具体措施"])
def test_a_chapter_that_only_sounds_like_goals(heading):
    """The first item of a list is as deep as the second, though only that has something below it."""
    text = (
        f"某校三年发展规划\n一、总体目标\n办好学校。\n二、{heading}\n（一）德育\n1.建设红色校园。\n2.开展主题党日。\n"
        "（1）每月一次\n（2）成立先锋队\n三、目标保障\n（一）组织保障\n加强领导。"
    )
    found = proposed(outline_of(lines_of(text)))
    assert named(found, "领域") == ["德育"]
    assert named(found, "目标") == ["建设红色校园", "开展主题党日"]
    assert named(found, "任务") == ["每月一次", "成立先锋队"]
    goals = [one.confidence for one in found.proposals if one.kind == "领域"]
    assert goals == ["中"]


def test_yearly_targets_become_measures_of_their_goal():
    found = proposed(outline_in(THREE_YEARS))
    goals = {one.key: one.title for one in found.proposals}
    first = next(one for one in found.proposals if one.kind == MEASURE)
    assert (first.title, goals[first.parent]) == ("新常规达标校", "教学新常规优化项目")
    assert first.targets.years == (("2018", "30"), ("2019", "60"), ("2020", "90"))
    assert first.confidence == "高"


def test_a_table_below_a_goal_is_of_it_and_no_text():
    text = (
        "某校三年发展规划（2026—2029）\n一、目标与措施\n（一）德育工作\n加强养成教育，由德育处负责。\n"
        "| 任务 | 责任部门 | 责任人 | 时限 | 达成标志 |\n|---|---|---|---|---|\n| 养成教育 | 德育处 | 王芳 | 2026.12 | 评比表 |\n"
        "（二）教学工作\n1.作业管理。教务处牵头，教研组配合。\n二、目标分解表\n"
        "| 领域 | 总目标 | 2026-2027学年 | 2027-2028学年 | 责任部门 |\n|---|---|---|---|---|\n"
        "| 教学工作 | 作业管理 | 优良率达到80%以上 | 优良率达到85% | 教务处 |\n| 后勤 | 校园安全 | 改造监控；修订预案 | 巩固 | 总务处 |"
    )
    found = proposed(outline_of(lines_of(text))).proposals
    names = {one.key: one.title for one in found}
    first = found[0]
    assert (first.title, first.text, first.facts) == (
        "德育工作",
        "加强养成教育，由德育处负责。",
        {"department": "德育处"},
    )
    told = [(one.title, names[one.parent], dict(one.facts)) for one in found if one.kind == "任务"]
    assert told == [
        ("养成教育", "德育工作", {"department": "德育处", "owner": "王芳", "due": "2026-12-31"}),
        ("改造监控", "校园安全", {"year": "2026-2027学年"}),
        ("修订预案", "校园安全", {"year": "2026-2027学年"}),
        ("巩固", "校园安全", {"year": "2027-2028学年"}),
    ]
    (measure,) = [one for one in found if one.kind == MEASURE]
    assert (measure.title, names[measure.parent], measure.targets.unit) == ("优良率", "作业管理", "%")
    assert measure.targets.years == (("2026-2027学年", "80"), ("2027-2028学年", "85"))


def test_a_chapter_of_all_four_is_no_list_of_strengths():
    text = (
        "某校三年发展规划\n一、背景分析\n（一）优势、劣势、机遇与挑战\n归纳如下。\n| 优势 | 劣势 |\n| 师资强 | 校舍旧 |\n"
        "（二）发展优势\n师资强。\n| 年份 | 人数 |\n（三）优势与不足\n1.优势\n历史久。\n2.不足\n课程少。"
    )
    found = proposed(outline_of(lines_of(text)))
    assert (named(found, "优势"), named(found, "劣势")) == (["师资强", "历史久"], ["课程少"])


def test_a_proposal_may_be_taken_for_something_else():
    outline = outline_in(FIVE_YEARS)
    first = proposed(outline)
    domain = next(one for one in first.proposals if one.title == "党建工作")
    goal = next(one for one in first.proposals if one.parent == domain.key)
    changed = {one.key: one for one in proposed(outline, {domain.key: LEFT_OUT, goal.key: "领域"}).proposals}
    assert changed[domain.key].kind == LEFT_OUT
    assert (changed[goal.key].kind, changed[goal.key].parent, changed[goal.key].was) == ("领域", "", "目标")
    below = [one for one in changed.values() if one.parent == domain.key]
    assert below == []  # nothing hangs on what is left out


def test_roles_are_only_for_chapters_that_may_be_filled():
    outline = outline_of(
        mended(lines_of("规划\n一、发展背景\n（一）优势\n好。\n二、指导思想\n三、保障措施\n写好了。"))
    )
    assert proposed(outline).roles == ("", "", "指导思想", "保障")


@pytest.mark.parametrize(
    ("title", "starts", "ends", "basis"),
    [
        ("学校三年发展规划（2024—2027）", "2024-09-01", "2027-08-31", "学年"),
        ("学校三年发展规划（2024—2026）", "2024-01-01", "2026-12-31", "自然年"),
        ("五年发展规划 (2021- - 2025)", "2021-01-01", "2025-12-31", "自然年"),
        ("2023年9月—2026年8月发展规划", "2023-09-01", "2026-08-31", "学年"),
        ("北城小学发展规划（2026年9月至2029年7月）", "2026-09-01", "2029-07-31", "学年"),
        ("2026.1-2030.12 发展规划", "2026-01-01", "2030-12-31", "自然年"),
        ("三年规划（2023年2月—2026年2月）", "2023-02-01", "2026-02-28", "学年"),
        ("“十五五”发展规划", "2026-01-01", "2030-12-31", "自然年"),
    ],
)
def test_the_round_of_a_title(title, starts, ends, basis):
    found = round_of(title)
    assert (found.starts, found.ends, found.basis) == (starts, ends, basis)


@pytest.mark.parametrize(
    ("title", "starts", "ends", "basis"),
    [
        ("学校三年规划（2026年9月1日至2029年8月31日）", "2026-09-01", "2029-08-31", "学年"),
        ("学校规划（2026-2027学年至2028-2029学年）", "2026-09-01", "2029-08-31", "学年"),
        ("学校三年发展规划（2026－2027学年～2028－2029学年）", "2026-09-01", "2029-08-31", "学年"),
        ("规划（2026学年—2028学年）", "2026-09-01", "2029-08-31", "学年"),
        ("2026—2028学年三年规划", "2026-09-01", "2029-08-31", "学年"),
        ("学校规划（2026—2028学年）", "2026-09-01", "2029-08-31", "学年"),
        ("三年发展规划（2026—2029学年）", "2026-09-01", "2029-08-31", "学年"),
        ("学校规划（2026-2027学年）", "2026-09-01", "2027-08-31", "学年"),
        ("学校规划（二〇二六年至二〇三〇年）", "2026-01-01", "2030-12-31", "自然年"),
        ("学校规划（２０２６—２０３０）", "2026-01-01", "2030-12-31", "自然年"),
        ("学校三年发展规划（2026.09-2029.07）", "2026-09-01", "2029-07-31", "学年"),
    ],
)
def test_rounds_in_school_years(title, starts, ends, basis):
    found = round_of(title)
    assert (found.starts, found.ends, found.basis) == (starts, ends, basis)


def test_school_years_in_the_text_of_a_plan():
    assert round_of("学校规划（2025—2028）", school_years={2025, 2026}).starts == "2025-09-01"
    assert round_of("学校规划（2025—2028）", school_years={2020}).basis == "自然年"  # of the background
    assert round_of("“十四五”规划（2021—2025）", school_years={2021, 2024}).basis == "自然年"


def test_a_title_without_years():
    assert round_of("学校发展规划") is None


def test_figures_in_the_words_of_a_goal_or_a_task_are_its_measures():
    text = (
        "阳光小学三年发展规划（2026—2029）\n一、发展目标与措施\n（一）教师队伍\n1.骨干占比2027年36%，2028年40%，2029年43%。\n"
        "2.制定方案。到2029年人均学分达72学分。\n（二）作业\n1.校本作业\n建成作业库。\n（1）作业控制在60分钟以内\n（2）每学期检查2次"
    )
    found = proposed(outline_of(lines_of(text)))
    titles = {one.key: one.title for one in found.proposals}
    told = [
        (titles[one.parent], one.title, one.targets.unit, [number for _, number in one.targets.years])
        for one in found.proposals
        if one.kind == MEASURE
    ]
    assert told == [
        ("骨干占比2027年36%，2028年40%，2029年43%", "骨干占比", "%", ["36", "40", "43"]),
        ("制定方案", "人均学分", "学分", ["72"]),
        ("校本作业", "作业", "分钟", ["60"]),  # a task has no measures, its goal has
    ]


def test_items_in_brackets_below_an_item_that_is_a_heading_elsewhere_are_its_tasks():
    text = (
        "星河小学五年发展规划（2026—2030年）\n一、主要任务与措施\n（一）教师队伍建设\n1.师德建设。每年签订承诺书。\n"
        "2.梯队培养。分层培养。\n（1）制定梯队培养方案。\n（2）聘请导师3人。\n3.校本研修。每周一次。\n"
        "（二）课程与教学\n1.开足开齐课程。\n①每学年检查2次；\n②结果通报。\n2.教学质量。稳步提高。"
    )
    found = proposed(outline_of(lines_of(text)))
    titles = {one.key: one.title for one in found.proposals}
    assert [(one.kind, one.title, titles.get(one.parent, "")) for one in found.proposals] == [
        ("领域", "教师队伍建设", ""),
        ("目标", "师德建设", "教师队伍建设"),
        ("目标", "梯队培养", "教师队伍建设"),
        ("任务", "制定梯队培养方案", "梯队培养"),
        ("任务", "聘请导师3人", "梯队培养"),
        ("目标", "校本研修", "教师队伍建设"),
        ("领域", "课程与教学", ""),
        ("目标", "开足开齐课程", "课程与教学"),
        ("任务", "每学年检查2次", "开足开齐课程"),
        ("任务", "结果通报", "开足开齐课程"),
        ("目标", "教学质量", "课程与教学"),
    ]


def test_brackets_with_who_and_when_stay_whole():
    text = (
        "某校三年发展规划（2026—2029）\n一、主要任务与措施\n（一）党建\n建成品牌。\n1.主题党日（责任人：王芳；时限：每月）\n"
        "2.红色长廊。建成长廊。（责任部门：总务处；完成时间：2027年6月）\n（1）清理场地（责任人：李静；时限：2026年12月底前）"
    )
    found = proposed(outline_of(lines_of(text)))
    told = [(one.kind, one.title, one.text, dict(one.facts)) for one in found.proposals][1:]
    assert told == [
        ("目标", "主题党日", "完成时限：每月", {"person": "王芳"}),
        ("目标", "红色长廊", "建成长廊。\n完成时限：2027年6月", {"department": "总务处"}),
        ("任务", "清理场地", "", {"owner": "李静", "due": "2026-12-31"}),
    ]


def test_what_needs_a_goal_and_has_none_is_told():
    text = "某校三年发展规划（2026—2029）\n一、目标与措施\n（一）德育\n1.家校\n满意度达到90%。\n（1）每月家访\n（2）开放日"
    outline = outline_of(lines_of(text))
    goals = {one.key: LEFT_OUT for one in proposed(outline).proposals if one.kind in ("领域", "目标")}
    found = proposed(outline, goals)
    assert {one.kind for one in found.proposals} == {LEFT_OUT}
    assert found.remarks == ("3 条任务和指标没有可以归属的目标，没有读入。",)


@pytest.mark.parametrize("lead", ["措施：", "【措施】", "主要措施", "具体举措："])
def test_items_behind_the_word_measures_are_tasks(lead):
    text = (
        "某校三年发展规划（2026—2029）\n一、主要任务与措施\n（一）党建引领\n目标：建成党建品牌。\n"
        f"{lead}\n1.每月一次主题党日。\n2.建设红色长廊。\n（二）德育\n1.家校共育。成立家委会。\n措施：\n（1）每月家访。\n（2）开放日。"
    )
    found = proposed(outline_of(lines_of(text)))
    titles = {one.key: one.title for one in found.proposals}
    assert [(one.kind, one.title, titles.get(one.parent, ""), one.text) for one in found.proposals] == [
        ("领域", "党建引领", "", "目标：建成党建品牌。"),
        ("任务", "每月一次主题党日", "党建引领", ""),
        ("任务", "建设红色长廊", "党建引领", ""),
        ("领域", "德育", "", ""),
        ("目标", "家校共育", "德育", "成立家委会。"),
        ("任务", "每月家访", "家校共育", ""),
        ("任务", "开放日", "家校共育", ""),
    ]


def test_headings_behind_the_word_measures_stay_goals_with_their_tasks():
    text = "某校三年发展规划（2026—2029）\n一、主要任务与措施\n（一）党建\n主要措施：\n1.主题党日\n每月一次。\n（1）党员上岗\n2.红色长廊\n建成长廊。"
    found = proposed(outline_of(lines_of(text)))
    assert [(one.kind, one.title) for one in found.proposals][1:] == [
        ("目标", "主题党日"),
        ("任务", "党员上岗"),
        ("目标", "红色长廊"),
    ]


def test_a_plan_has_each_fact_once():
    outline = outline_of(
        lines_of("某校规划（2026—2029）\n一、文化\n（一）校训。求真。\n二、目标与措施\n（一）厚德博学\n好。")
    )
    key = next(one.key for one in proposed(outline).proposals if one.title == "厚德博学")
    found = proposed(outline, {key: "校训"})
    assert (named(found, "校训"), found.remarks) == (["厚德博学"], ("“校训”只能有一条，“求真”没有读入。",))


@pytest.mark.parametrize("lead", ["措施：", "具体措施", "【措施】"])
def test_fields_aims_and_measures_that_are_called_so(lead):
    text = (
        f"明德中学三年主动发展规划（2026年9月—2029年8月）\n第一部分　发展基础\n一、学校现状\n学校现有教职工86人。\n第二部分　发展领域与措施\n"
        f"领域一：课程与教学（60分）\n目标1.1 开齐开足课程\n{lead}\n①开设校本课程，2027年6月前完成，教务处负责；\n②集体备课（教研组）。\n"
        f"领域二：队伍建设\n目标2.1 青年教师培养\n措施一：师徒结对。\n措施二：课例研修。\n第三部分　保障\n一、组织\n成立小组。"
    )
    found = proposed(outline_of(lines_of(text)))
    titles = {one.key: one.title for one in found.proposals}
    assert [
        (one.kind, one.title, titles.get(one.parent, ""))
        for one in found.proposals
        if one.kind in ("领域", "目标", "任务")
    ] == [
        ("领域", "课程与教学", ""),
        ("目标", "开齐开足课程", "课程与教学"),
        ("任务", "开设校本课程，2027年6月前完成，教务处负责", "开齐开足课程"),
        ("任务", "集体备课（教研组）", "开齐开足课程"),
        ("领域", "队伍建设", ""),
        ("目标", "青年教师培养", "队伍建设"),
        ("任务", "师徒结对", "青年教师培养"),
        ("任务", "课例研修", "青年教师培养"),
    ]
