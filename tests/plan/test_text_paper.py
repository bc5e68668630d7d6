"""规划文本 on paper: what was imported is read again word for word; what is empty is filled from the records."""

from datetime import date

import pytest

from edudesk.base.document import Heading, Paragraph
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.papers.official.writer import write_document
from edudesk.papers.word.writing import write_word
from edudesk.plan.reports.background import background_lines
from edudesk.plan.reports.facts import PlanFacts
from edudesk.plan.reports.text import plan_text
from edudesk.plan.rows.goals import DOMAIN, KEY_PROJECT, GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rows.text import SectionDraft, SwotDraft
from edudesk.roster.intake.values import RowState
from edudesk.roster.reports.facts import Facts
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.stats import StatsRow
from edudesk.sheets.prose import read_prose
from tests.pdf import pdf_text
from tests.plan.texts import FIVE_YEARS, THREE_YEARS, bare, outline_in

TODAY = date(2026, 11, 22)


def facts(desk, plan_id):
    whole = desk.plan_wholes.of(plan_id)
    school = SchoolDraft(name="龙城实验小学", stage="小学")
    return PlanFacts(school=school, on=TODAY, today=TODAY, whole=whole, judged=lambda kind, year: None)


def imported(desk, file):
    result = desk.plan_outlines.import_plan(desk.plan_outlines.preview(read_prose(file), file=file.name))
    assert result.entry is not None
    return desk.plans.rows()[0].id


@pytest.mark.parametrize("file", [FIVE_YEARS, THREE_YEARS], ids=lambda file: file.stem)
def test_an_imported_plan_is_printed_and_read_back_with_every_heading_and_figure(desk, file, tmp_path):
    document = plan_text(facts(desk, imported(desk, file)), Audience.BUREAU)
    read = outline_in(file)

    write_document(document, tmp_path / "规划.pdf")
    printed = bare(pdf_text(tmp_path / "规划.pdf"))
    for chapter in read.chapters:
        assert bare(chapter.heading) in printed
    headings = [(one.text, one.level) for one in document.body if isinstance(one, Heading)]
    assert [one for one in headings if one[0] in {c.heading for c in read.chapters}] == [
        (one.heading, one.level) for one in read.chapters if one.heading
    ]

    write_word(document, tmp_path / "规划.docx")
    handed_back = desk.plan_outlines.preview(read_prose(tmp_path / "规划.docx"))
    assert (handed_back.sections, handed_back.counts["new"], handed_back.counts["changed"]) == (
        RowState.SAME,
        0,
        0,
    )
    again = handed_back.proposed.outline
    told = bare("".join(f"{one.heading}{one.text}" for one in again.chapters))
    for chapter in read.chapters:  # every word and so every figure, in its order
        for part in filter(None, (chapter.heading, *chapter.text.split("\n"))):
            assert bare(part) in told


def test_empty_chapters_are_filled_from_the_records(desk):
    plan = desk.plans.add(
        PlanDraft(
            title="学校三年发展规划（2025—2028）", starts="2025-09-01", ends="2028-08-31", motto="诚朴 勤勇",
            guiding="坚持立德树人。", overall="成为区内示范校",
        )
    )  # fmt: skip
    domain = desk.plan_goals.add(GoalDraft(plan_id=plan.id, kind=DOMAIN, title="教师队伍"))
    goal = desk.plan_goals.add(
        GoalDraft(
            plan_id=plan.id, parent_id=domain.id, title="梯队培养", mark="骨干占比 46%", department="教科室"
        )
    )
    desk.plan_goals.add(
        GoalDraft(
            plan_id=plan.id, kind=KEY_PROJECT, title="名师工作室", background="骨干偏少", funds="12 万元"
        )
    )
    measure = desk.plan_measures.add(
        MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="骨干教师占比", unit="%", base="33")
    )
    for year, number in (("2025-2026学年", "36"), ("2026-2027学年", "43")):
        desk.plan_targets.add(TargetDraft(plan_id=plan.id, measure_id=measure.id, year=year, target=number))
    desk.plan_tasks.add(
        TaskDraft(
            plan_id=plan.id, goal_id=goal.id, title="修订培养方案", year="2025-2026学年", due="2025-12-20"
        )
    )
    desk.plan_swots.add(SwotDraft(plan_id=plan.id, quadrant="劣势", text="骨干教师偏少", goal_id=goal.id))
    document = plan_text(facts(desk, plan.id), Audience.INTERNAL)
    assert [(one.text, one.level) for one in document.body if isinstance(one, Heading)] == [
        ("一、发展基础与背景分析", 1),
        ("（一）优势、劣势、机遇与挑战", 2),
        ("二、指导思想", 1),
        ("三、办学理念与文化", 1),
        ("四、发展目标", 1),
        ("五、分项目标与措施", 1),
        ("（一）教师队伍", 2),
        ("1.梯队培养", 3),
        ("六、重点发展项目", 1),
        ("（一）名师工作室", 2),
        ("七、年度目标分解", 1),
        ("八、保障措施", 1),
    ]
    said = [one.lead + one.text for one in document.body if isinstance(one, Paragraph)]
    assert "（一）校训。诚朴 勤勇。" in said
    assert "主要指标：骨干教师占比（基线 33%） 2025-2026学年 36%、2026-2027学年 43%。" in said
    assert "（1）修订培养方案。" in said
    assert "【责任部门：教科室】" in said
    assert "经费：12 万元" in said
    assert [one.title for one in document.attachments] == [
        "观测指标与年度目标表",
        "任务分解表",
        "重点发展项目表",
    ]
    assert document.cover.facts[1] == ("规划期限", "2025年9月—2028年8月")
    assert document.blanks == ()


def test_what_somebody_wrote_stands_instead_and_open_chapters_are_told(desk):
    plan = desk.plans.add(
        PlanDraft(title="规划", starts="2025-09-01", ends="2028-08-31", guiding="坚持立德树人。")
    )
    desk.plan_sections.lay(
        plan.id,
        [
            (
                "",
                SectionDraft(
                    plan_id="",
                    heading="一、指导思想",
                    role="指导思想",
                    text="我校自己写的。\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
                ),
            ),
            ("", SectionDraft(plan_id="", heading="二、保障措施", role="保障")),
            ("", SectionDraft(plan_id="", heading="三、附则")),
        ],
    )
    document = plan_text(facts(desk, plan.id), Audience.INTERNAL)
    said = [one.text for one in document.body if isinstance(one, Paragraph)]
    assert "我校自己写的。" in said
    assert "坚持立德树人。" not in said
    assert any(isinstance(one, Report) and one.rows == (("1", "2"),) for one in document.body)
    assert any("组织保障" in (one.lead + one.text) for one in document.body if isinstance(one, Paragraph))
    assert document.blanks == ("“三、附则”还没有内容",)


def test_what_the_program_knows_can_stand_inside_a_text(desk):
    plan = desk.plans.add(PlanDraft(title="规划", starts="2025-09-01", ends="2028-08-31", motto="求真"))
    desk.plan_swots.add(SwotDraft(plan_id=plan.id, quadrant="优势", text="队伍稳定"))
    text = "学校分析如下。\n〔SWOT〕\n〔待补〕\n因此确定本轮重点。"
    desk.plan_sections.lay(plan.id, [("", SectionDraft(plan_id="", heading="一、背景", text=text))])
    body = plan_text(facts(desk, plan.id), Audience.INTERNAL).body
    assert [type(one).__name__ for one in body] == ["Heading", "Paragraph", "Form", "Paragraph", "Paragraph"]
    assert [one.text for one in body if isinstance(one, Paragraph)][1:] == ["〔待补〕", "因此确定本轮重点。"]


def test_the_school_in_figures_on_a_day():
    school = SchoolDraft(name="龙城实验小学", stage="小学", founded="1956")
    stats = [
        StatsRow(
            id="s", version=1, school_year="2026-2027", stage="小学", students=1350, classes=30, campus_area=35670.0,
            building_area=11030.0,
        )
    ]  # fmt: skip
    told = dict(background_lines(Facts(school, TODAY, TODAY, (), stats=stats)))
    assert told["建校时间"] == "1956年"
    assert told["占地面积（平方米）"] == "35,670"
    assert (told["在校生（人）"], told["教学班（个）"], told["平均班额（人）"]) == ("1,350", "30", "45.0")
    before = dict(background_lines(Facts(school, date(2025, 6, 30), TODAY, (), stats=stats)))
    assert (
        before["占地面积（平方米），2026-2027学年"] == "35,670"
    )  # of the nearest year that has any, and it says so
