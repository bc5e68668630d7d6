"""Pure rules of the projects: stages, money, reminders, points, what is warned of."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.forms.scoring import channels, criteria, studio_items
from edudesk.projects.forms.value import LIVE, ProjectKind
from edudesk.projects.rows.course import ChangeDraft, MilestoneDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import CORE, LEADER, OTHER, MemberDraft
from edudesk.projects.rows.pool import ReviewDraft
from edudesk.projects.rows.projects import ProjectDraft, StepDraft
from edudesk.projects.rows.results import DeliverableRow, MeasureDraft
from edudesk.projects.rules.changes import roster_warnings, unapproved
from edudesk.projects.rules.conflicts import (
    change_warnings,
    exclusion_warnings,
    extension_warnings,
    leader_warnings,
    level_warnings,
    namesake_warnings,
    title_warnings,
)
from edudesk.projects.rules.deliverables import result_warnings
from edudesk.projects.rules.evidence import next_number, wanting
from edudesk.projects.rules.money import by_line, by_source, by_year, in_all, money_warnings, time_left
from edudesk.projects.rules.people import in_team, leader_refusals, leaders, member_warnings
from edudesk.projects.rules.reminders import Node, alert, days_words, nodes
from edudesk.projects.rules.scoring import (
    execution_points,
    mean_points,
    performance,
    ranked,
    studio_points,
    studio_total,
    weighted,
    yearly_total,
)
from edudesk.projects.rules.stages import (
    check_step,
    dated_line,
    due_day,
    grades_of,
    left_from,
    next_stages,
    reached,
    stage_label,
)
from tests.tables import each

KINDS = shipped_kinds()
KT = KINDS["KT"]
MATHS = ProjectDraft(
    title="小学数学结构化学习的实践研究",
    kind="KT",
    level="市级",
    stage="实施",
    start="2025-01-10",
    end="2027-01-10",
)
TODAY = "2026-11-20"

kinds = st.sampled_from(list(KINDS.values()))
yuan = st.integers(0, 10**9).map(lambda cents: cents / 100)


def budget(line: str, amount: float, **more: str) -> BudgetDraft:
    return BudgetDraft(project_id="p", line=line, yuan=amount, **more)


def spent(line: str, amount: float, on: str = "2026-03-01", **more: str) -> SpendingDraft:
    return SpendingDraft(project_id="p", line=line, yuan=amount, on=on, **more)


def member(name: str, role: str = "参研人员", **more: str) -> MemberDraft:
    return MemberDraft(project_id="p", name=name, role=role, **more)


# --- stages ---------------------------------------------------------------------------------------------------


@given(kinds, st.data())
def test_the_main_line_can_be_walked_to_its_end_in_order(kind: ProjectKind, data: st.DataObject) -> None:
    """Whichever optional stages are left out, the last one is reached and no step is out of order."""
    now = kind.first
    while kind.place(now) < len(kind.stages) - 1:
        ways = [one for one in next_stages(kind, now) if kind.place(one) >= 0]
        assert ways, now
        to = data.draw(st.sampled_from(ways))
        assert not check_step(kind, now, to, documents=kind.stage(to).needs, outputs=9).sentences
        assert kind.place(to) > kind.place(now)
        now = to


@given(kinds, st.data())
def test_a_side_state_that_goes_back_leads_back(kind: ProjectKind, data: st.DataObject) -> None:
    live = [stage.name for stage in kind.stages if stage.phase in LIVE]
    before = data.draw(st.sampled_from(live))
    for name in next_stages(kind, before):
        side = kind.side(name)
        if side is not None and side.goes_back:
            assert before in next_stages(kind, name, before)


def test_a_side_state_entered_from_another_goes_back_to_the_main_line() -> None:
    steps = [
        StepDraft(project_id="p", on=f"2026-0{month}-01", from_stage=before, to_stage=to)
        for month, (before, to) in enumerate(
            [("", "立项"), ("立项", "实施"), ("实施", "限期整改"), ("限期整改", "暂缓")], 1
        )
    ]
    assert left_from(KT, "暂缓", steps) == "实施"
    assert left_from(KT, "限期整改", steps[:3]) == "实施"
    assert left_from(KT, "实施", steps) == ""
    assert (
        left_from(KT, "暂缓", [StepDraft(project_id="p", on="2026-01-01", from_stage="", to_stage="暂缓")])
        == ""
    )
    dots = dated_line(KT, replace(MATHS, stage="暂缓"), steps, TODAY)
    assert {dot.stage: dot.state for dot in dots}["立项"] == "done"
    assert "next" in {dot.state for dot in dots}


def test_backwards_and_over_a_stage_is_out_of_order() -> None:
    assert check_step(KT, "开题", "立项", documents=("立项通知书",)).sentences == (
        "按这个类别的阶段顺序，现在不能进入“立项”。",
    )
    ahead = check_step(KT, "立项", "中期检查", documents=("中期报告",), outputs=1)
    assert ahead.needs_reason
    assert ahead.sentences == (
        "按这个类别的阶段顺序，现在不能进入“中期检查”，先要“开题”。",
        "“中期检查”还缺 2 份材料：中期检查简明表、经费使用说明。",
        "“中期检查”还缺 2 项阶段成果。",
    )


def test_failing_the_final_review_may_be_tried_again() -> None:
    assert next_stages(KT, "未通过鉴定", "鉴定") == ("结题申请", "鉴定", "撤项")
    assert "未立项" in next_stages(KT, "公示")
    assert next_stages(KT, "未立项") == ("酝酿", "校内论证", "申报")
    assert next_stages(KT, "撤项") == ()


def test_what_lists_call_a_stage() -> None:
    assert [stage_label(KT, one) for one in ("酝酿", "公示", "立项", "开题", "实施", "中期检查", "暂缓")] == [
        "酝酿", "公示", "立项", "实施 · 开题", "实施", "实施 · 中期", "暂缓",
    ]  # fmt: skip


def test_days_follow_from_the_period_and_from_the_stage_before() -> None:
    days = reached([StepDraft(project_id="p", on="2025-01-31", from_stage="公示", to_stage="立项")])
    found = {stage.name: due_day(stage.due, MATHS, days) for stage in KT.stages if stage.due is not None}
    assert found == {
        "开题": "2025-04-30", "中期检查": "2026-01-10", "结题申请": "2026-12-11", "结题": "2027-01-10",
    }  # fmt: skip
    nothing = replace(MATHS, start="", end="")
    assert {due_day(stage.due, nothing, {}) for stage in KT.stages if stage.due is not None} == {""}


def test_a_project_entered_twice_is_told() -> None:
    held = replace(MATHS, title="小学数学 结构化学习的实践研究", level="市级"), KT
    new = replace(held[0], title="小学数学结构化学习的实践研究", stage="酝酿")
    (told,) = namesake_warnings(new, [held])
    assert told.startswith("已有一个同名的市")
    assert told.endswith("，请看是不是重复登记。")
    gone = replace(held[0], stage="未立项"), KT  # may be asked for again
    assert namesake_warnings(new, [gone, (replace(held[0], level="区级"), KT)]) == ()


# --- reminders ------------------------------------------------------------------------------------------------


def test_nodes_come_in_order_and_done_ones_are_passed_over() -> None:
    own = [
        MilestoneDraft(project_id="p", title="问卷", due="2026-11-30"),
        MilestoneDraft(project_id="p", title="前测", due="2026-10-30", done_on="2026-10-28"),
    ]
    found = nodes(KT, replace(MATHS, stage="中期检查"), TODAY, milestones=own, assessed=("2025",))
    assert [(one.title, one.due) for one in found] == [
        ("问卷", "2026-11-30"), ("结题申请", "2026-12-11"), ("2026 年度考核", "2026-12-31"), ("结题", "2027-01-10"),
    ]  # fmt: skip
    windows = {
        month: [
            one.due
            for one in nodes(replace(KT, results_month=month), MATHS, TODAY)
            if "成果报送" in one.title
        ]
        for month in (0, 5, 11, 12)
    }
    # TODAY is in November, the project ends in January
    assert windows == {0: [], 5: [], 11: ["2026-11-30"], 12: ["2026-12-31"]}
    for stage in ("申报", "结题", "未立项"):  # what the school set itself counts in every phase
        found = nodes(KT, replace(MATHS, stage=stage), TODAY, milestones=own)
        assert [one.title for one in found] == ["问卷"], stage
    for stage in ("暂缓", "终止"):
        assert nodes(KT, replace(MATHS, stage=stage), TODAY, milestones=own) == [], stage


@each(
    ("due", "documents", "said"),
    [
        ("2026-11-10", (), ("结题申请逾期 10 天", "danger")),
        ("2026-11-20", ("结题鉴定审批书", "研究总报告", "经费决算"), ("今天到期", "danger")),
        ("2026-11-27", (), ("结题申请材料缺 3 件", "danger")),
        ("2026-11-28", ("研究总报告",), ("结题申请材料缺 2 件", "warning")),
        ("2026-12-20", ("结题鉴定审批书", "研究总报告", "经费决算"), ("30 天后到期", "warning")),
        ("2026-12-21", ("结题鉴定审批书", "研究总报告", "经费决算"), ("正常", "good")),
        ("2027-01-19", (), ("结题申请材料缺 3 件", "warning")),
        ("2027-01-20", (), ("正常", "good")),
    ],
)
def test_reminders_60_30_and_7_days_before(
    due: str, documents: tuple[str, ...], said: tuple[str, str]
) -> None:
    word = alert(
        KT, replace(MATHS, stage="中期检查"), Node("结题申请", due, "结题申请"), TODAY, documents=documents
    )
    assert (word.text, word.tone) == said


def test_a_paused_project_is_not_reminded_of_but_one_to_be_mended_is() -> None:
    paused, mended = replace(MATHS, stage="暂缓"), replace(MATHS, stage="限期整改")
    assert nodes(KT, paused, TODAY, before="实施") == []
    assert alert(KT, paused, None, TODAY, before="实施").text == "暂缓"
    (first, *_) = nodes(KT, mended, TODAY, before="中期检查", assessed=("2025",))
    assert first.title == "结题申请"
    assert alert(KT, mended, None, TODAY, before="中期检查").text == "限期整改"


@given(st.integers(-4000, 4000))
def test_days_are_said_in_words(days: int) -> None:
    words = days_words(days)
    assert str(abs(days)) in words or words == "今天到期"
    assert words.startswith("逾期") == (days < 0)


# --- money ----------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.sampled_from(("资料费", "会议费", "其他")), yuan)),
    st.lists(st.tuples(st.sampled_from(("资料费", "会议费", "设备费")), yuan)),
)
def test_every_cent_stands_in_one_line_one_source_and_the_whole(
    planned: list[tuple[str, float]], paid: list[tuple[str, float]]
) -> None:
    budgets = [budget(line, amount, year="2026", source="市拨") for line, amount in planned]
    spendings = [spent(line, amount) for line, amount in paid]
    total = in_all(budgets, spendings)
    for parts in (by_line(budgets, spendings), by_source(budgets, spendings)):
        assert sum((one.budget for one in parts), Decimal(0)) == total.budget
        assert sum((one.spent for one in parts), Decimal(0)) == total.spent
        assert sum((one.left for one in parts), Decimal(0)) == total.left


def test_an_overspent_line_says_so_and_the_pace_is_watched() -> None:
    budgets = [budget("资料费", 10000), budget("会议费", 2000)]
    spendings = [spent("资料费", 8500.5), spent("会议费", 2300)]
    lines, total = by_line(budgets, spendings), in_all(budgets, spendings)
    assert money_warnings(lines, total, Decimal("0.5")) == (
        "“会议费”超支 300 元：预算 2,000 元，已支 2,300 元。",
        "经费已用 90%，以财务部门数据为准。",
    )
    slow = in_all([budget("资料费", 10000)], [spent("资料费", 4999.99)])
    assert money_warnings((), slow, Decimal("0.24")) == (
        "经费只用 49%，研究期还剩 24%，以财务部门数据为准。",
    )
    assert money_warnings((), slow, Decimal("0.25")) == ()
    assert money_warnings((), in_all([budget("资料费", 10000)], [spent("资料费", 8999.99)]), None) == ()
    assert money_warnings((), in_all([], [spent("资料费", 10)]), None) == ()


def test_a_payment_without_budget_is_overspent() -> None:
    (line,) = by_line([], [spent("差旅费", 120)])
    assert (line.is_over, line.rate, line.left) == (True, None, Decimal(-120))


def test_the_share_of_the_period_that_is_left() -> None:
    assert time_left("2026-01-01", "2026-12-31", "2026-12-31") == 0
    assert time_left("2026-01-01", "2026-12-31", "2025-01-01") == 1
    assert time_left("2026-01-01", "2026-01-05", "2026-01-04") == Decimal("0.25")
    assert time_left("", "2026-01-05", "2026-01-04") is None


# --- people ---------------------------------------------------------------------------------------------------


def test_two_leaders_and_one_person_twice_are_refused() -> None:
    two = [member("王建国", LEADER), member("周敏华", LEADER)]
    assert [one.text for one in leader_refusals(KT, two, TODAY)] == [
        "“教育科学规划课题”只能有 1 名主持人，现在有 2 名：王建国、周敏华。要换主持人的，请先填原主持人的退出日期。"
    ]
    assert leader_refusals(replace(KT, leaders=2), two, TODAY) == ()
    assert leader_refusals(KT, [two[0], replace(two[1], left="2026-06-30")], TODAY) == ()
    twice = [member("王建国", LEADER, teacher_id="t1"), member("王建国", CORE, teacher_id="t1")]
    assert [one.text for one in leader_refusals(KT, twice, TODAY)] == ["王建国已经是这个项目的成员。"]


def test_who_leaves_on_a_day_to_come_is_still_there() -> None:
    members = [
        member("王建国", LEADER, left="2026-12-31"),
        member("周敏华", CORE, left="2026-11-19"),
        member("李静", CORE, left=TODAY),
    ]
    assert [one.name for one in in_team(members, TODAY)] == ["王建国", "李静"]
    assert [one.name for one in leaders(members, TODAY)] == ["王建国"]
    assert leaders(members, "2027-01-01") == []
    assert "还没有主持人。" not in member_warnings(KT, members, TODAY)


def test_the_next_leader_may_be_written_down_ahead() -> None:
    now = member("王建国", LEADER, left="2026-12-31")
    heir = member("许莉", LEADER, joined="2027-01-01")
    assert leader_refusals(KT, [now, heir], TODAY) == ()
    (early,) = leader_refusals(KT, [now, replace(heir, joined="2026-12-31")], TODAY)
    assert (
        early.text
        == "“教育科学规划课题”只能有 1 名主持人，2026-12-31 有 2 名：王建国、许莉。要换主持人的，请先填原主持人的退出日期。"
    )


def test_somebody_from_outside_is_in_the_team_once() -> None:
    outside = member("顾某", CORE, unit="市教科院")
    (twice,) = leader_refusals(KT, [outside, replace(outside, role="参研人员")], TODAY)
    assert twice.text == "顾某已经是这个项目的成员。"
    assert leader_refusals(KT, [outside, replace(outside, unit="另一单位")], TODAY) == ()


def test_too_many_members_are_warned_of() -> None:
    team = [member(f"核心{number}", CORE) for number in range(7)] + [
        member(f"参研{number}") for number in range(5)
    ]
    assert member_warnings(KT, team, TODAY) == (
        "还没有主持人。", "核心成员不超过 6 人，现在有 7 人。", "项目组成员不超过 11 人，现在有 12 人。",
    )  # fmt: skip
    assert member_warnings(KT, [member("王建国", LEADER), *team[:6]], TODAY) == ()


# --- what is warned of ----------------------------------------------------------------------------------------


def test_the_name_of_a_research_project() -> None:
    long = "基于核心素养的小学数学结构化学习的教学设计与课堂实施策略的行动研究"
    assert title_warnings(KT, long) == (f"项目名称有 {len(long)} 字，超过 32 字。",)
    assert title_warnings(KT, "“双减”背景下的作业") == ("“教育科学规划课题”的名称里不能有引号和书名号。",)
    assert title_warnings(KINDS["PG"], "“小小讲解员”品格提升工程") == ()


def test_a_leader_has_one_live_project_of_a_family_and_the_title_that_is_asked_for() -> None:
    filed = replace(MATHS, title="自主阅读", kind="KB", stage="实施")
    ended = replace(MATHS, title="旧课题", stage="结题")
    others = [(filed, KINDS["KB"]), (ended, KT), (replace(MATHS, kind="WK"), KINDS["WK"])]
    assert leader_warnings(KT, MATHS, "王建国", "高级教师", others) == (
        "王建国已主持在研的同族项目“自主阅读”，同时只能主持一项。",
    )
    for over in ("结题", "成果推广", "未立项", "终止"):
        assert leader_warnings(KT, replace(MATHS, stage=over), "王建国", "高级教师", others) == (), over
    assert leader_warnings(KT, replace(MATHS, recommenders="张老师"), "周敏华", "一级教师", ()) == (
        "周敏华职称是“一级教师”，规定为 高级教师、正高级教师；不具备的需要 2 名推荐人，现有 1 名。",
    )
    assert leader_warnings(KT, replace(MATHS, recommenders="张老师、李老师"), "周敏华", "一级教师", ()) == ()
    assert leader_warnings(KT, replace(MATHS, level="校级"), "周敏华", "", ()) == ()


def test_a_title_the_school_holds_excludes_another_of_its_level() -> None:
    held = (replace(MATHS, title="小学特色文化", kind="KC", level="市级", stage="结项"), KINDS["KC"])
    new = ProjectDraft(title="人机协同", kind="QZ", level="市级", stage="酝酿")
    assert exclusion_warnings(KINDS["QZ"], new, [held]) == (
        "学校已有市级“小学特色文化”，同级的“前瞻性教学改革实验项目”不能再申报。",
    )
    assert exclusion_warnings(KINDS["QZ"], replace(new, level="省级"), [held]) == ()
    culture = (replace(held[0], subkind="小学特色文化"), KINDS["KC"])  # no 课程基地
    base = (replace(held[0], subkind="课程基地"), KINDS["KC"])
    assert [len(exclusion_warnings(KINDS["QZ"], new, [one])) for one in (culture, base)] == [0, 1]
    assert exclusion_warnings(KINDS["QZ"], new, [(replace(held[0], stage="申报"), KINDS["KC"])]) == ()


def test_levels_changes_and_results() -> None:
    assert level_warnings(KINDS["KB"], replace(MATHS, level="省级", subkind="重大课题")) == (
        "“教育科学规划课题（备案制）”没有省级，只有 市级、区级。",
        "“教育科学规划课题（备案制）”的子类里没有“重大课题”。",
    )
    prize = replace(MATHS, kind="CG", start="2025-09-01", end="2027-06-30")
    assert level_warnings(KINDS["CG"], prize) == (
        "“教学成果奖培育”申报前应实践 2 年以上，到 2027-09-01 才满。",
    )
    late = ChangeDraft(project_id="p", item="成员", on="2026-03-01", reason="调出")
    assert change_warnings(MATHS, [late]) == (
        "成员变更一般在研究期前半段（2026-01-10 前）办理，这一项在 2026-03-01。",
    )
    near = "2027-01-05"
    assert extension_warnings(KT, MATHS, [], "2026-12-31") == ()
    assert extension_warnings(KT, MATHS, [], near) == (
        "2027-01-10 到期，还没有申请结题；要延期的请在到期前申请。",
    )
    assert extension_warnings(KT, MATHS, [], "2027-01-11") == (
        "结束日期 2027-01-10 已过，还没有申请结题，也没有登记延期。",
    )
    assert extension_warnings(KT, replace(MATHS, stage="结题申请"), [], near) == ()
    assert extension_warnings(KT, MATHS, [ChangeDraft(project_id="p", item="延期")], near) == ()
    over = ChangeDraft(project_id="p", item="延期", on="2027-02-01", before="2027-01-10", after="2027-12-31")
    assert change_warnings(MATHS, [over]) == ("延期应在到期（2027-01-10）前申请，这一项在 2027-02-01。",)
    papers = [
        DeliverableRow(
            id=f"r{number}", version=1, project_id="p", kind="制度方案", title=f"制度{number}", is_final="是"
        )
        for number in range(4)
    ] + [
        DeliverableRow(
            id="r9", version=1, project_id="p", kind="论文", title="三个支点", outlet="月刊", issue="2026.6"
        )
    ]
    assert result_warnings(KT, replace(MATHS, number="B-12"), papers) == (
        "表里只能列 3 项最终成果，现有 4 项，请选有代表性的。",
        "论文“三个支点”没有标注项目名称和编号，结题时可能不被认可。",
    )
    assert result_warnings(KT, MATHS, papers[-1:]) == ()
    assert result_warnings(KT, MATHS, papers, {"r1", "r2"}) == ()


# --- evidence -------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(("中期报告", "申报书", "随手拍"))))
def test_numbers_follow_the_archive_and_never_double(documents: list[str]) -> None:
    taken: list[str] = []
    for document in documents:
        taken.append(next_number(document, taken))
    assert len(set(taken)) == len(taken)
    sections = {"中期报告": "04", "申报书": "02", "随手拍": "11"}
    assert [one[:2] for one in taken] == [sections[document] for document in documents]


def test_what_a_stage_asks_for() -> None:
    assert wanting(KT, "开题", {"申报书"}) == ("论证意见", "立项通知书", "开题报告")


# --- points ---------------------------------------------------------------------------------------------------

points = st.one_of(st.none(), st.integers(0, 100))


@given(st.fixed_dictionaries({part.key: points for part in channels()}))
def test_a_yearly_total_lies_between_the_worst_and_the_best_channel(given_: Mapping[str, int | None]) -> None:
    known = [one for one in given_.values() if one is not None]
    total = yearly_total(given_)
    if not known:
        assert total is None
    else:
        assert total is not None
        assert min(known) <= total <= max(known)


def test_weights_of_missing_channels_fall_to_the_others() -> None:
    assert weighted({"needed": 90, "scientific": 80, "feasible": 70}, criteria()) == Decimal("80.0")
    assert weighted({"needed": 90, "feasible": 70}, criteria()) == Decimal("80.0")
    assert yearly_total({"实绩展示": 90, "专家论证": 60}, {"实绩展示": 50, "专家论证": 50}) == Decimal("75.0")


def test_the_mean_of_the_experts_and_the_ranking() -> None:
    reviews = [
        ReviewDraft(project_id="p", expert="甲", needed=90.0, scientific=90.0, feasible=90.0),
        ReviewDraft(project_id="p", expert="乙", needed=80.0, scientific=81.0, feasible=80.0),
        ReviewDraft(project_id="p", expert="丙"),
    ]
    assert mean_points(reviews) == Decimal("85.2")
    assert mean_points(reviews[2:]) is None
    found = ranked({"a": Decimal(80), "b": None, "c": Decimal(90), "d": Decimal(80), "e": Decimal(70)})
    assert found == [("c", 1), ("a", 2), ("d", 2), ("e", 4), ("b", None)]


@given(
    st.dictionaries(
        st.sampled_from([one.key for one in studio_items() if not one.levels]), st.integers(0, 50)
    )
)
def test_no_line_of_a_studio_member_leaves_its_points(counts: dict[str, int]) -> None:
    full = {one.key: one.full for one in studio_items() if one.full}
    assert sum(full.values()) == 100
    found = studio_points(counts, studio_items())
    assert all(0 <= points_ <= full[key] for key, points_ in found.items())
    assert studio_total(counts, studio_items()) is None  # of papers and honours nothing is said
    whole = {one.key: counts.get(one.key, {} if one.levels else 0) for one in studio_items()}
    assert studio_total(whole, studio_items()) == sum(studio_points(whole, studio_items()).values())


def test_a_studio_members_year() -> None:
    counts = {"plan": 10, "absent": 2, "late": 3, "lessons": 8, "posts": 2, "papers": {"区级": 3, "市级": 1},
              "growth": {"省级": 2, "市级": 3}}  # fmt: skip
    found = studio_points(counts, studio_items())
    assert (found["absent"], found["posts"], found["papers"], found["growth"]) == (1, 6, 8, 10)


@given(st.integers(1, 10**10), st.integers(0, 10**10))
def test_the_execution_rule_gives_ten_points_at_most(budget_cents: int, spent_cents: int) -> None:
    planned, paid = Decimal(budget_cents) / 100, Decimal(spent_cents) / 100
    found = execution_points(planned, paid, 10)
    assert found is not None
    assert 0 <= found <= 10
    assert (found == 10) == (paid >= planned) or paid / planned > Decimal("0.999")


def test_a_performance_sheet() -> None:
    def measure(group: str, full: float, points_: float | None) -> MeasureDraft:
        return MeasureDraft(project_id="p", year="2026", group=group, title=group, full=full, points=points_)

    rows = [measure("产出", 50.0, 45.0), measure("效益", 30.0, 24.0), measure("满意度", 10.0, 9.0)]
    sheet = performance(Decimal(50000), Decimal(32000), rows)
    assert (sheet.rate, sheet.execution, sheet.total, sheet.grade) == (
        Decimal("0.6400"), Decimal("6.40"), Decimal("84.40"), "良",
    )  # fmt: skip
    open_ = performance(Decimal(50000), Decimal(32000), [*rows, measure("产出", 5.0, None)])
    assert (open_.total, open_.grade) == (None, "")
    assert open_.lacks[0] == "“产出”没有得分，没有计总分。"
    assert performance(Decimal(0), Decimal(10), rows).total is None


def test_money_is_told_by_year_with_what_nobody_dated_last() -> None:
    budgets = [
        BudgetDraft(project_id="p", line="资料费", year="2027", yuan=100.0),
        BudgetDraft(project_id="p", line="资料费", yuan=50.0),
        BudgetDraft(project_id="p", line="会议费", year="2026", yuan=80.0),
    ]
    paid = [SpendingDraft(project_id="p", line="会议费", on="2026-05-06", yuan=60.0)]
    assert [(one.name, one.budget, one.spent) for one in by_year(budgets, paid)] == [
        ("2026", Decimal(80), Decimal(60)),
        ("2027", Decimal(100), Decimal(0)),
        ("", Decimal(50), Decimal(0)),
    ]


def test_who_came_or_went_without_an_approved_change_is_told() -> None:
    kind = shipped_kinds()["KT"]
    draft = ProjectDraft(title="甲", kind="KT", stage="实施", start="2025-01-10", approved_on="2025-03-01")

    def member(name: str, **facts: str) -> MemberDraft:
        return MemberDraft(project_id="p", name=name, role=OTHER, **facts)  # type: ignore[arg-type]

    members = [
        member("李静", joined="2025-01-10"),
        member("许莉", joined="2025-09-01"),
        member("查世荣", joined="2025-09-01", remark="2025-09-01 8号 批复同意成员"),
        member("周敏华", joined="2025-01-10", left="2026-01-31"),
        member("葛琴芳", joined="2025-09-01"),
    ]
    changes = [
        ChangeDraft(project_id="p", item="成员", after="退出周敏华", decision="同意"),
        ChangeDraft(project_id="p", item="成员", after="增加葛琴芳", decision="待批"),
    ]
    assert unapproved(draft, members, changes) == ("许莉", "葛琴芳")
    (told,) = roster_warnings(kind, draft, members, changes)
    assert told.startswith("许莉、葛琴芳在立项以后加入或退出")
    assert roster_warnings(kind, replace(draft, stage="申报"), members, changes) == ()
    _, order = roster_warnings(kind, draft, members, changes, ("查世荣", "周敏华", "李静", "张三"))
    assert order.startswith("成员排序与立项时不一样：立项时是查世荣、李静，现在是李静、查世荣。")
    granted = ChangeDraft(project_id="p", item="成员", after="查世荣、李静", decision="同意")
    assert len(roster_warnings(kind, draft, members, [*changes, granted], ("查世荣", "李静"))) == 1


def test_a_check_on_the_way_is_judged_otherwise_than_the_end() -> None:
    kinds = shipped_kinds()
    assert grades_of(kinds["KT"], "中期检查") == ("优秀", "良好", "基本合格")
    assert grades_of(kinds["KT"], "结题") == ("优秀", "良好", "合格", "不合格")
    assert grades_of(kinds["PG"], "中期检查") == ("优秀", "良好", "基本合格")
    assert grades_of(kinds["PG"], "验收") == ("优秀", "良好", "合格", "不合格")
