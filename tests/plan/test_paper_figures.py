"""Papers of a plan agree with each other: one figure for one thing, nothing judged before its time, nothing left out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from edudesk.base.document import Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import Form
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk
from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.official import write_document
from edudesk.plan.reports.catalogue import BEGINS, sheet, sheets
from edudesk.plan.reports.facts import TermFacts
from edudesk.plan.reports.working import _year_of_term, tasks_of_term
from edudesk.plan.rows.course import OpinionDraft, StageDraft
from edudesk.plan.rows.goals import DOMAIN, KEY_PROJECT, GoalDraft
from edudesk.plan.rows.measures import WITHIN, YES, YES_OR_NO, MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import BASES, SCHOOL_YEAR, PlanDraft
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY, GoalReviewDraft, ReviewDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rules.wanted import wanted
from edudesk.school.rows import SchoolDraft
from edudesk.submissions.plan_papers import plan_facts
from tests.papers.official.reading import sheets as sheets_of

TODAY = date(2026, 11, 20)
FIRST, SECOND, THIRD = "2025-2026学年", "2026-2027学年", "2027-2028学年"


class Made:
    """A plan of three years with one domain and two goals."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id = desk.plans.add(
            PlanDraft(title="三年规划（2025—2028）", starts="2025-09-01", ends="2028-08-31")
        ).id
        self.domain = self.goal("条件保障", kind=DOMAIN, weight=10.0, leader="邹立新")
        self.safe = self.goal("平安校园", parent_id=self.domain, weight=6.0, mark="无事故")
        self.smart = self.goal("智慧校园", parent_id=self.domain, weight=2.0)

    def goal(self, title: str, **own: Any) -> str:
        return self.desk.plan_goals.add(GoalDraft(plan_id=self.id, title=title, **own)).id

    def measure(self, title: str, years: dict[str, tuple[str, str]], goal: str = "", **own: Any) -> str:
        """years: word -> target and actual."""
        row = self.desk.plan_measures.add(
            MeasureDraft(plan_id=self.id, goal_id=goal or self.safe, title=title, **own)
        )
        for year, (target, actual) in years.items():
            self.desk.plan_targets.add(
                TargetDraft(plan_id=self.id, measure_id=row.id, year=year, target=target, actual=actual)
            )
        return row.id

    def task(self, title: str, year: str, percent: int, goal: str = "", **own: Any) -> str:
        return self.desk.plan_tasks.add(
            TaskDraft(
                plan_id=self.id, goal_id=goal or self.safe, title=title, year=year, percent=percent, **own
            )
        ).id

    def stage(self, stage: str, on: str, **own: Any) -> None:
        self.desk.plan_stages.add(StageDraft(plan_id=self.id, stage=stage, on=on, **own))

    def opinion(self, **own: Any) -> None:
        self.desk.plan_opinions.add(OpinionDraft(plan_id=self.id, **own))

    def paper(self, key: str, school: SchoolDraft | None = None, **asked: str) -> Any:
        facts = plan_facts(self.desk, TODAY, **asked)
        return sheet(key).build(replace(facts, school=school or facts.school), Audience.BUREAU)


@pytest.fixture
def plan(desk: Desk, stopped_clock: Any) -> Made:
    stopped_clock("2026-11-20 08:30")
    return Made(desk)


def told(document: Document) -> list[str]:
    return [one.lead + one.text for one in document.body if isinstance(one, Paragraph)]


def cells(form: Form) -> list[str]:
    return [cell.text for row in form.rows for cell in row.cells]


SATISFIED = {"direction": WITHIN, "low": "85", "unit": "%", "base": "88"}


@pytest.mark.parametrize(
    ("own", "target", "said"),
    [
        ({}, {"target": "36"}, "36"),
        ({}, {"target": ""}, ""),
        ({}, None, ""),
        (SATISFIED, {"target": ""}, "≥85"),
        (SATISFIED, None, "≥85"),
        (SATISFIED, {"target": "80—90"}, "80—90"),
        (SATISFIED, {"excused": YES}, "不适用"),
        ({"direction": YES_OR_NO}, {"target": ""}, "是"),
        ({"direction": YES_OR_NO}, {"target": "否"}, "否"),
        ({"direction": YES_OR_NO}, None, ""),
    ],
)
def test_what_is_asked_of_a_measure_in_a_year(
    own: dict[str, str], target: dict[str, str] | None, said: str
) -> None:
    row = (
        None
        if target is None
        else TargetDraft(**{"plan_id": "p", "measure_id": "m", "year": FIRST, **target})
    )
    assert wanted(MeasureDraft(**{"plan_id": "p", "goal_id": "g", **own}), row) == said


def test_a_range_is_asked_for_in_every_paper(plan: Made) -> None:
    plan.measure("食堂满意度", {FIRST: ("", "91"), SECOND: ("", "92")}, **SATISFIED)
    text = plan.paper("text")
    assert f"主要指标：食堂满意度（基线 88%） {FIRST} ≥85%、{SECOND} ≥85%、{THIRD} ≥85%。" in told(text)
    (table,) = text.attachments[0].body
    assert table.rows[0][2:] == ("食堂满意度", "%", "88", "≥85", "≥85", "≥85")
    assert plan.paper("targets").rows[0][5] == "食堂满意度 ≥85%"
    assert plan.paper("duty_scores", year=SECOND).rows[0][4] == "食堂满意度 ≥85%"


def test_a_yes_without_years_is_asked_for_in_all_and_else_in_those_that_say_so(plan: Made) -> None:
    plan.measure("章程核准", {}, direction=YES_OR_NO)
    plan.measure("品牌创建", {SECOND: ("是", "")}, direction=YES_OR_NO)
    (table,) = plan.paper("text").attachments[0].body
    assert [row[5:] for row in table.rows] == [("是", "是", "是"), ("", "是", "")]


def test_a_year_a_goal_has_nothing_to_do_with_asks_for_nothing(plan: Made) -> None:
    later = plan.goal("书香校园", parent_id=plan.domain, years=SECOND)
    plan.measure("借阅", {FIRST: ("20", ""), SECOND: ("24", "")}, goal=later, unit="册")
    assert f"主要指标：借阅 {SECOND} 24册。" in told(plan.paper("text"))


def test_the_report_on_a_plan_ends_with_its_adoption(plan: Made) -> None:
    plan.stage("校情诊断", "2025-01-15", body="教科室", text="问卷 1 216 份")
    plan.stage("审议通过", "2025-06-20", body="教代会", number="三届二次")
    plan.stage("年度分解", "2025-09-05", body="各部门")
    plan.stage("年度自评", "2026-06-26", body="自评小组", text="公示 5 个工作日")
    said = told(plan.paper("argument_report"))
    assert "2025年1月15日，校情诊断（教科室）：问卷 1 216 份。" in said
    assert "2025年6月20日，审议通过（教代会，三届二次）。" in said
    assert not any("年度" in one for one in said)


def test_the_report_on_a_plan_invents_no_place_and_counts_no_nothing(plan: Made) -> None:
    plan.stage("论证", "2025-05-23", body="专家组")
    plan.opinion(stage="征求意见", name="家长", text="增加体育活动。", taken="采纳", answer="已增加。")
    plan.opinion(
        stage="论证", name="周教授", text="写明每年的数。", taken="采纳", answer="3.2.3 列出年度值。"
    )
    said = told(plan.paper("argument_report"))
    assert "共收到意见建议 1 条，采纳 1 条。" in said
    assert "2025年5月23日，学校召开规划论证会，参加论证的专家有周教授。" in said
    assert "（1）3.2.3 列出年度值。" in said


def test_an_expert_has_one_sheet_with_both_opinions(plan: Made) -> None:
    plan.opinion(stage="论证", name="周教授", text="指标可测，同意通过。", taken="无修改意见")
    plan.opinion(stage="论证", name="周教授", text="写明每年的数。", taken="采纳")
    plan.opinion(stage="论证", name="吴校长", text="说明特色课程。")
    sheets = [cells(one) for one in plan.paper("argument").body if isinstance(one, Form)]
    opinions = [(one[one.index("总体意见") + 1], one[one.index("修改建议") + 1]) for one in sheets]
    assert opinions == [("指标可测，同意通过。", "写明每年的数。"), ("", "说明特色课程。")]


def test_each_sheet_of_an_expert_has_the_same_title(plan: Made, tmp_path: Path) -> None:
    for name in ("周教授", "吴校长"):
        plan.opinion(stage="论证", name=name, text="说明特色课程。")
    document = plan.paper("argument")
    write_document(document, tmp_path / "a.pdf", fonts=bundled_fonts())
    sizes = [
        {round(char.size) for char in page.chars if char.text == "证"}
        for page in sheets_of(tmp_path / "a.pdf")
    ]
    assert len(sizes) == 2
    assert sizes[0] == sizes[1]


def test_more_than_was_asked_for_is_the_same_figure_in_report_and_table(plan: Made) -> None:
    plan.measure("修订制度", {FIRST: ("8", "9")}, unit="项", base="0")
    report = plan.paper("self_report", year=FIRST)
    assert any("达成度 112.5%（按 100% 计分）" in one for one in told(report))
    (table,) = report.attachments[0].body
    assert table.rows[0][6] == "112.5% 完全达成"


def test_a_report_counts_the_goals_that_the_table_has(plan: Made) -> None:
    plan.measure("演练", {FIRST: ("4", "4")})
    plan.task("更新设备", FIRST, 100, goal=plan.smart)
    assert any(
        "应评目标 2 个，观测指标 1 项，任务 1 项" in one
        for one in told(plan.paper("self_report", year=FIRST))
    )


def test_a_report_says_what_others_gave_and_has_room_for_the_seal(plan: Made) -> None:
    plan.measure("演练", {FIRST: ("4", "4")})
    review = plan.desk.plan_reviews.add(
        ReviewDraft(
            plan_id=plan.id, kind="年度", year=FIRST, on="2026-09-11", outside_tenths=875, evaluator="区教育督导室",
            strengths="课程特色鲜明",
        )
    )  # fmt: skip
    plan.desk.plan_goal_reviews.add(
        GoalReviewDraft(plan_id=plan.id, review_id=review.id, goal_id=plan.safe, outside_tenths=950)
    )
    report = plan.paper("self_report", year=FIRST)
    assert "区教育督导室评估得分率 95.0%，学校自评高 5.0 个百分点。" in told(report)
    assert "区教育督导室评估肯定：课程特色鲜明。" in told(report)
    assert "（盖章）" in cells(report.opinion)[1]
    (table,) = report.attachments[0].body
    assert table.rows[-1][9] == "区教育督导室；学校自评比外部评估高 12.5 分"


def test_a_sheet_says_what_is_to_be_reached_in_the_term(plan: Made) -> None:
    plan.measure("演练", {SECOND: ("4", ""), THIRD: ("6", "")}, unit="次")
    table = next(one for one in plan.paper("duties").body if isinstance(one, Report))
    assert table.rows == ((1, "1.1 平安校园", "演练 6次", "演练 4次"),)


def test_a_report_lists_the_proofs_as_an_attachment(plan: Made) -> None:
    plan.measure("演练", {FIRST: ("4", "4")})
    plan.desk.plan_proofs.add(
        ProofDraft(plan_id=plan.id, goal_ids=plan.safe, title="演练记录", on="2026-05-01")
    )
    report = plan.paper("self_report", year=FIRST)
    assert [one.title for one in report.attachments] == ["年度自评表", "佐证材料目录"]


def test_the_list_of_a_yearly_review_has_the_proofs_of_its_year(plan: Made) -> None:
    plan.measure("演练", {FIRST: ("4", "4")})
    for title, on in (("演练记录", "2026-05-01"), ("培训签到", "2026-10-09")):
        plan.desk.plan_proofs.add(ProofDraft(plan_id=plan.id, goal_ids=plan.safe, title=title, on=on))
    plan.desk.plan_reviews.add(ReviewDraft(plan_id=plan.id, kind="年度", year=FIRST, on="2026-09-11"))
    found = plan.paper("year_proofs")
    assert found.title == f"{FIRST}年度自评佐证材料目录"
    assert [row[2] for row in found.rows] == ["演练记录"]
    assert [row[2] for row in plan.paper("proofs").rows] == ["演练记录", "培训签到"]


def test_years_that_have_not_begun_or_not_ended_are_not_judged(plan: Made) -> None:
    plan.measure("演练", {FIRST: ("4", "4"), SECOND: ("4", "1"), THIRD: ("4", "")}, base="3")
    plan.measure("制度", {FIRST: ("8", "9"), SECOND: ("9", ""), THIRD: ("9", "")}, base="3")
    table: Report = plan.paper("years_table")
    rows = {row[1]: row for row in table.rows}
    assert rows["演练"][-2] == "－2＊"
    assert rows["制度"][-2] == "＋6（进步）"
    assert [rows["一、条件保障达成度"][at] for at in (5, 7, 9)] == [Decimal("100.0"), Decimal("0.0"), ""]


def test_what_goes_on_into_the_next_round_is_what_the_next_round_takes(plan: Made) -> None:
    plan.measure("演练", {FIRST: ("4", "4")})
    plan.task("修订预案", FIRST, 60)
    plan.task("更新设备", SECOND, 100)
    plan.task("成果展示", THIRD, 0)
    assert "结转下一轮的任务：修订预案、成果展示。" in told(plan.paper("final_report"))


def test_parts_of_the_final_score_say_their_share_and_whose_score_it_is(plan: Made) -> None:
    plan.measure("演练", {FIRST: ("4", "4"), THIRD: ("4", "2")})
    plan.desk.plan_reviews.add(
        ReviewDraft(
            plan_id=plan.id,
            kind="年度",
            year=FIRST,
            on="2026-06-26",
            outside_tenths=875,
            evaluator="区教育督导室",
        )
    )
    found = {row[1]: row[9] for row in plan.paper("final_table").rows}
    assert found[f"{FIRST}年度评价"] == "区教育督导室评估得分 87.5 分，按 10% 计"
    assert found["终结性评价"].endswith("＝50.0 分，按 70% 计")


def test_the_text_names_what_is_expected(plan: Made) -> None:
    plan.task("修订章程", FIRST, 0, expected="核准稿")
    said = told(plan.paper("text"))
    assert "（1）修订章程（预期成果：核准稿）。" in said
    assert "达成标志：无事故。" in said


def test_a_leader_is_scored_by_the_weights_and_nobody_signs_with_himself(plan: Made) -> None:
    plan.measure("演练", {SECOND: ("4", "4")})
    plan.measure("设备", {SECOND: ("4", "2")}, goal=plan.smart)
    plan.goal("党建", weight=5.0, leader="安子明")
    rows = plan.paper("duty_scores", year=SECOND).rows
    assert str(rows[-1][-1]) == "87.5"  # (100 × 6 ＋ 50 × 2) ÷ 8
    extra = plan.goal("课程基地", parent_id=plan.domain, weight=0.0)
    plan.measure("课例", {SECOND: ("4", "1")}, goal=extra)
    assert str(plan.paper("duty_scores", year=SECOND).rows[-1][-1]) == "87.5"  # weight 0 stays 0
    other = plan.goal("名师基地", parent_id=plan.domain, weight=0.0, leader="安子明")
    plan.measure("讲座", {SECOND: ("4", "3")}, goal=other)
    alone = plan.paper("duty_scores", year=SECOND).rows
    assert str(alone[-1][-1]) == "75.0"  # who leads nothing else
    for leader, other in (("单国平", "校长（签字）："), ("邹立新", "党组织书记（签字）：")):
        head = SchoolDraft(name="龙城实小", principal=leader, secretary="蒋建明")
        body = plan.paper("duties", head).body
        assert (
            next(one.text for one in body if isinstance(one, Heading)) == "责任人：邹立新　　分管：条件保障"
        )
        form = next(one for one in body if isinstance(one, Form))
        assert cells(form)[0].startswith(other)


def test_a_plan_that_was_refused_was_not_adopted(plan: Made) -> None:
    plan.stage(
        "审议通过", "2025-06-20", body="教代会", result="未通过", present=58, votes_for=10, votes_against=48
    )
    assert not any(word == "审议通过" for word, _ in plan.paper("text").cover.facts)
    resolution = plan.paper("resolution")
    assert "通过《" not in resolution.title
    assert "暂不通过" in told(resolution)[-1]


def test_a_decision_is_signed_by_the_body_that_took_it(plan: Made) -> None:
    plan.stage("审议通过", "2026-06-20", body="全体教职工大会", result="通过")
    assert plan.paper("resolution").issuer[0].endswith("全体教职工大会")


def test_what_hangs_below_a_key_project_stands_in_its_chapter(plan: Made) -> None:
    project = plan.goal("青果巷课程项目", kind=KEY_PROJECT, background="资源丰富")
    below = plan.goal("课程开发", parent_id=project)
    plan.measure("课程", {FIRST: ("6", "")}, goal=project, unit="门")
    plan.task("编写纲要", FIRST, 0, goal=below)
    body = plan.paper("text").body
    headings = [one.text for one in body if isinstance(one, Heading)]
    at = headings.index("（一）青果巷课程项目")
    assert headings[at : at + 2] == ["（一）青果巷课程项目", "1.课程开发"]
    assert headings.index("（一）条件保障") < at
    assert sum("课程开发" in one for one in headings) == 1
    assert {"主要指标：课程 2025-2026学年 6门。", "（1）编写纲要。"} <= set(told(plan.paper("text")))


def test_leaders_come_in_the_order_of_the_plan(plan: Made) -> None:
    plan.measure("演练", {SECOND: ("4", "4")})
    other = plan.goal("党建", weight=5.0, leader="安子明")
    plan.task("示范课", SECOND, 0, goal=other)
    found = [row[1] for row in plan.paper("duty_scores", year=SECOND).rows if row[1]]
    assert found == ["邹立新", "安子明"]


def test_who_answers_for_a_goal_is_the_nearest_who_is_named(plan: Made) -> None:
    near = plan.goal("梯队", parent_id=plan.domain, person="李静", department="教科室")
    plan.measure("工作室", {SECOND: ("2", "")}, plan.goal("名师工作室", parent_id=near))
    plan.measure("绿化", {SECOND: ("2", "")}, plan.smart)
    rows = {row[2]: row[-2:] for row in plan.paper("targets").rows}
    assert rows["名师工作室"] == ("教科室", "李静")
    assert rows["智慧校园"] == ("", "邹立新")


def test_a_task_of_every_year_has_its_year_where_several_years_count(plan: Made) -> None:
    for year, percent in ((FIRST, 100), (SECOND, 40)):
        plan.task("召开教代会", year, percent)
    plan.task("应急预案", SECOND, 50)

    def titles(kind: str, year: str) -> list[str]:
        lines = plan.desk.plan_evaluations.of(plan.id, kind, year).evaluation.lines
        return sorted(one.title for one in lines if one.kind == "任务")

    assert titles(YEARLY, SECOND) == ["召开教代会", "应急预案"]
    both = [f"召开教代会（{FIRST}）", f"召开教代会（{SECOND}）", "应急预案"]
    assert titles(MIDTERM, SECOND) == titles(AT_END, "") == both


def test_a_bulletin_says_how_late_a_task_is_and_how_many_more_are(plan: Made) -> None:
    for number in range(1, 9):
        plan.task(f"任务{number}", SECOND, 1, starts="2026-09-01", due="2026-12-20", department="总务处")
    said = told(plan.paper("bulletin"))
    assert "1.任务1（严重滞后，进度 1%，总务处）。" in said
    assert "7.另有 2 项。" in said


def test_titles_typed_with_a_full_stop_are_followed_by_one_mark_only(plan: Made) -> None:
    goal = plan.goal("平安校园。", parent_id=plan.domain, leader="邹立新")
    plan.measure("隐患整改率；", {SECOND: ("100", "")}, goal, unit="%")
    for title in ("重大安全责任事故为零。", "每月排查一次；"):
        plan.task(title, SECOND, 0, goal, due="2026-12-10", department="总务处")
    (line,) = [row for row in plan.paper("duty_scores", year=SECOND).rows if row[3] != "小计"]
    assert line[3:5] == ("1.3 平安校园", "隐患整改率 100%；重大安全责任事故为零；每月排查一次")
    assert "1.重大安全责任事故为零（总务处）。" in told(plan.paper("bulletin"))


def test_a_bulletin_does_not_forget_what_is_late_when_a_year_begins(plan: Made) -> None:
    plan.task("应急预案", FIRST, 40, due="2026-06-20", department="总务处")
    plan.task("隐患排查", FIRST, 100, due="2026-06-20")
    plan.task("食堂改造", FIRST, 20, status="取消", reason="停建", due="2026-06-20")
    plan.task("安全演练", SECOND, 0, due="2026-12-10")
    plan.task("安全月", THIRD, 0, due="2027-09-10")
    said = told(plan.paper("bulletin"))
    assert "共安排任务 1 项" in said[0]
    assert "以前年度的任务还有 1 项逾期没有完成。" in said[0]
    assert f"应急预案（{FIRST}，逾期 153 天，进度 40%，总务处）。" in said[2] + said[3]
    facts = plan_facts(plan.desk, date(2027, 8, 20))
    last_month = told(sheet("bulletin").build(facts, Audience.BUREAU))
    assert "安全月。" in last_month  # due in the month after, which is one of the next year


def test_a_bulletin_names_who_answers_for_a_task_where_somebody_does(plan: Made) -> None:
    late = {"starts": "2026-09-01", "due": "2026-11-30"}
    plan.task("应急预案", SECOND, 1, **late)
    plan.task("隐患排查", SECOND, 1, leader="邹立新", **late)
    plan.task("安全演练", SECOND, 1, due="2026-12-10")
    said = told(plan.paper("bulletin"))
    assert "1.应急预案（严重滞后，进度 1%）。" in said
    assert "2.隐患排查（严重滞后，进度 1%，邹立新）。" in said
    assert "安全演练。" in said


def test_the_menu_parts_papers_by_the_life_of_the_plan() -> None:
    keys = [one.key for one in sheets()]
    assert [key for key in keys if key in BEGINS] == ["argument_report", "targets", "self_table"]
    assert {one.key for one in sheets() if not one.is_of_round} == {
        "tasks", "duties", "duty_scores", "term_plan", "months", "bulletin", "self_table", "self_report", "year_proofs",
        "mid_report",
    }  # fmt: skip


def test_a_frozen_report_does_not_follow_its_tasks(plan: Made) -> None:
    task = plan.task("基本功比赛", SECOND, 60, due="2026-10-01")
    draft = ReviewDraft(plan_id=plan.id, kind=YEARLY, year=SECOND, on="2026-11-20")
    plan.desk.plan_evaluations.freeze_new(draft)
    reported = told(plan.paper("self_report"))
    assert any("逾期未完成的任务：基本功比赛" in one for one in reported)
    plan.desk.plan_tasks.change(task, {"percent": 100})
    plan.task("后来补的任务", SECOND, 0, due="2026-10-02")
    assert told(plan.paper("self_report")) == reported


def test_the_report_is_on_the_year_that_is_over_not_on_the_last_that_was_reviewed(plan: Made) -> None:
    def year(day: str) -> str:
        return plan_facts(plan.desk, date.fromisoformat(day)).for_review(YEARLY).year

    assert [year("2026-06-20"), year("2026-11-20")] == [FIRST, FIRST]
    plan.desk.plan_reviews.add(ReviewDraft(plan_id=plan.id, kind=YEARLY, year=FIRST, on="2026-08-31"))
    assert [year("2026-11-20"), year("2027-09-20")] == [FIRST, SECOND]
    plan.desk.plan_reviews.add(ReviewDraft(plan_id=plan.id, kind=YEARLY, year=SECOND, on="2027-06-20"))
    assert year("2027-06-21") == SECOND  # reviewed before its last day


@pytest.mark.parametrize(
    ("first", "last", "basis", "word"),
    [
        ("2026-08-31", "2027-01-29", SCHOOL_YEAR, SECOND),  # on its first day, and written in August
        ("2027-02-22", "2027-07-02", SCHOOL_YEAR, SECOND),
        ("2026-08-31", "2027-01-29", BASES.words[1], "2026年"),
    ],
)
def test_the_plan_of_a_term_is_of_the_year_the_term_lies_in(
    plan: Made, first: str, last: str, basis: str, word: str
) -> None:
    plan.desk.plans.change(plan.id, {"year_basis": basis})
    term = TermFacts(word="第一学期", first=first, last=last, week=lambda _day: None)
    assert _year_of_term(plan_facts(plan.desk, date(2026, 8, 25)), term) == word


def test_evaluations_of_all_rounds_stand_beside_each_other(plan: Made) -> None:
    before = plan.desk.plans.add(
        PlanDraft(title="上一轮规划（2022—2025）", starts="2022-09-01", ends="2025-08-31")
    ).id
    plan.desk.plans.change(plan.id, {"previous_id": before})
    plan.desk.plan_stages.add(
        StageDraft(plan_id=before, stage="终结性评估", on="2025-05-16", body="区教育督导室", result="优秀")
    )
    plan.desk.plans.add(PlanDraft(title="另一份规划", starts="2025-09-01", ends="2028-08-31"))
    plan.measure("演练", {FIRST: ("4", "3"), SECOND: ("4", "2"), THIRD: ("4", "")})
    review = ReviewDraft(
        plan_id=plan.id, kind=YEARLY, year=FIRST, on="2026-06-26", outside_tenths=700, outside_grade="合格",
        outside_on="2026-09-11", evaluator="区教育督导室",
    )  # fmt: skip
    plan.desk.plan_evaluations.freeze_new(review)
    found = plan.paper("history", plan_id=plan.id)
    assert [one.title for one in found.columns[-2:]] == ["审定日期", "条件保障"]
    assert found.rows == (
        ("上一轮规划（2022—2025）", "", "终结性评估", "", "", "区教育督导室", "", "优秀", "", date(2025, 5, 16), ""),
        (
            "三年规划（2025—2028）", FIRST, "年度自评", Decimal("75.0"), "合格", "区教育督导室", Decimal("70.0"),
            "合格", Decimal("5.0"), date(2026, 9, 11), Decimal("75.0"),
        ),
        ("", SECOND, "进行中＊", Decimal("50.0"), "", "", "", "", "", "", Decimal("50.0")),
    )  # fmt: skip
    assert plan.paper("history", plan_id=before).rows == found.rows  # from whichever round it is asked for


def test_a_school_that_evaluated_nothing_is_told(plan: Made) -> None:
    with pytest.raises(UserError, match="还没有评估"):
        plan.paper("history")


def test_each_leader_signs_a_paper_with_its_title(plan: Made, tmp_path: Path) -> None:
    plan.measure("演练", {SECOND: ("4", "4")})
    plan.task("示范课", SECOND, 0, goal=plan.goal("党建", weight=5.0, leader="安子明"))
    write_document(plan.paper("duties"), tmp_path / "a.pdf", fonts=bundled_fonts())
    pages = sheets_of(tmp_path / "a.pdf")
    assert len(pages) == 2
    for page, leader in zip(pages, ("邹立新", "安子明"), strict=True):
        assert [line.text for line in page.lines[:2]] == [
            "龙城实验小学",
            f"{SECOND}领导班子任期目标责任书",
        ]
        assert f"责任人：{leader}" in page.text


def test_figures_of_the_years_read_in_a_workbook_as_on_paper(plan: Made) -> None:
    plan.measure("骨干教师占比", {FIRST: ("36", "38.9")}, unit="%", base="33")
    plan.measure("编号", {FIRST: ("007", "B")})
    rows = plan.paper("years_table").rows
    assert [(value, type(value)) for value in rows[0][3:6]] == [
        (33, int), (36, int), (Decimal("38.9"), Decimal),
    ]  # fmt: skip
    assert rows[1][5] == "B"


def test_a_term_in_which_the_year_turns_has_what_is_done_every_year_once(plan: Made) -> None:
    plan.desk.plans.change(plan.id, {"year_basis": BASES.words[1]})
    plan.task("召开教代会", "2026年", 0)
    plan.task("召开教代会", "2027年", 0)
    plan.task("总结表彰", "2027年", 0, due="2027-01-15")
    plan.task("读书节", "2027年", 0, due="2027-04-23", starts="2027-01-01")
    term = TermFacts("第一学期", "2026-08-31", "2027-01-29")
    found = tasks_of_term(plan_facts(plan.desk, TODAY), term)
    assert [(row.title, row.year) for row in found] == [("总结表彰", "2027年"), ("召开教代会", "2026年")]


def test_grades_of_lines_are_those_of_the_scheme(plan: Made) -> None:
    plan.desk.plans.change(plan.id, {"scheme": "conditions"})
    plan.measure("演练", {FIRST: ("4", "4")})
    plan.task("预案", FIRST, 100)
    plan.task("培训", FIRST, 80)
    plan.measure("设备", {FIRST: ("4", "1")}, goal=plan.smart)
    rows = plan.paper("self_table", year=FIRST).rows
    assert [row[7] for row in rows] == ["A", "B", "C", "不达标"]
