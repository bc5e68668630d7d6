"""A text imported into a plan that is under way: frozen years, what was adopted, what the text no longer says."""

import pytest

from edudesk.base.prose import Prose
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.plan.rows.course import ARGUED, PASSED, StageDraft
from edudesk.plan.rules.outline import lines_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
from tests.plan.texts import table

HEAD = ("青禾学校五年规划（2026—2030年）", "一、目标与措施", "（一）学生发展", "1.体质与健康")


def text_with(tasks, *targets):
    rows = table(
        ("领域", "指标", "单位", "基线值", "2026年", "2027年", "2030年"),
        ("学生发展", "近视率", "%", "47", *targets),
    )
    return Prose("text", lines_of("\n".join((*HEAD, *tasks, "二、年度目标分解", rows))))


@pytest.fixture
def plan(desk):
    """Imported once."""
    desk.plan_outlines.import_plan(
        desk.plan_outlines.preview(text_with(("（1）每天锻炼一小时。",), "46", "45", "42"))
    )
    return desk.plans.rows()[0]


def test_targets_of_a_frozen_year_stay_and_are_told(desk, plan):
    (measure,) = desk.plan_wholes.of(plan.id).measures
    desk.plan_targets.fill(measure.id, {"2026年": {"actual": "46.5"}})
    desk.plan_targets.freeze(plan.id, "2026年", {}, "2026-11-22")
    other = text_with(("（1）每天锻炼一小时。",), "40", "44", "42")
    seen = desk.plan_outlines.preview(other)
    (line,) = [one for one in seen.lines if one.state.value == "changed"]
    assert (line.proposal.title, line.before, dict(line.dated.by_year)) == (
        "近视率",
        "2027年 45",
        {"2027年": "44", "2030年": "42"},
    )
    assert "指标“近视率”的2026年已经冻结，目标值没有改；要改请先在“办理”里解除冻结再导入。" in seen.remarks
    desk.plan_outlines.import_plan(seen)
    targets = desk.plan_wholes.of(plan.id).targets_of[measure.id]
    assert {year: row.target for year, row in targets.items()} == {
        "2026年": "46",
        "2027年": "44",
        "2030年": "42",
    }
    again = desk.plan_outlines.preview(other)
    assert (again.counts["changed"], again.importable) == (0, False)


def test_a_year_that_was_frozen_after_the_preview_stays(desk, plan):
    (measure,) = desk.plan_wholes.of(plan.id).measures
    seen = desk.plan_outlines.preview(text_with(("（1）每天锻炼一小时。",), "40", "44", "42"))
    desk.plan_targets.fill(measure.id, {"2026年": {"actual": "46.5"}})
    desk.plan_targets.freeze(plan.id, "2026年", {}, "2026-11-22")
    desk.plan_outlines.import_plan(seen)
    assert desk.plan_wholes.of(plan.id).targets_of[measure.id]["2026年"].target == "46"


def test_changes_of_an_adopted_plan_say_that_they_are_no_adjustment(desk, plan):
    other = text_with(("（1）每天锻炼一小时。",), "46", "44", "42")
    assert not [one for one in desk.plan_outlines.preview(other).remarks if "中期调整表" in one]
    for stage in (ARGUED, PASSED):
        desk.plan_stages.add(
            StageDraft(plan_id=plan.id, stage=stage, on="2026-01-05", result="通过", present=9, votes_for=9)
        )
    assert [one for one in desk.plan_outlines.preview(other).remarks if "中期调整表" in one]
    same = text_with(("（1）每天锻炼一小时。",), "46", "45", "42")
    assert not [one for one in desk.plan_outlines.preview(same).remarks if "中期调整表" in one]


def test_what_the_plan_has_and_the_text_no_longer_is_named(desk, plan):
    seen = desk.plan_outlines.preview(
        text_with(("（1）每天锻炼两小时。", "（2）开展读书节。"), "46", "45", "42")
    )
    said = "规划里有、这份文本里没有：“每天锻炼一小时”。导入不会删除，不再需要的请在“目标与任务”里删除。"
    assert said in seen.remarks
    prose = Prose("text", lines_of("\n".join((*HEAD[:2], "（一）教师发展", "1.培养", "（1）培训。"))))
    assert not [
        one for one in desk.plan_outlines.preview(prose).remarks if "这份文本里没有" in one
    ]  # another part of it


def test_what_we_print_lacks_nothing(five, tmp_path):
    with open_desk(five) as own:
        for plan in own.plans.rows():
            file = tmp_path / f"{plan.id}.docx"
            write(text_of(own, own.plan_wholes.of(plan.id)), file)
            seen = own.plan_outlines.preview(read_prose(file), file=file.name)
            assert not [one for one in seen.remarks if "这份文本里没有" in one]


def test_a_table_of_projects_with_their_names(desk):
    rows = table(
        ("序号", "项目名称", "项目目标", "主要内容", "年度安排", "负责人", "经费（万元）", "预期成果"),
        ("1", "智慧校园", "建成示范校", "平台建设", "2026年启动", "毕成蹊", "40", "平台"),
    )
    prose = Prose("text", lines_of("\n".join((*HEAD, "（1）每天锻炼一小时。", "二、优先发展项目", rows))))
    seen = desk.plan_outlines.preview(prose)
    desk.plan_outlines.import_plan(seen)
    (plan,) = desk.plans.rows()
    (project,) = [one for one in desk.plan_goals.of(plan.id) if one.kind == "重点发展项目"]
    assert (project.title, project.text, project.content, project.steps) == (
        "智慧校园",
        "建成示范校",
        "平台建设",
        "2026年启动",
    )
    assert (project.person, project.funds, project.results) == ("毕成蹊", "40万元", "平台")
    assert not [one for one in seen.remarks if "没有读进" in one or "没有认出" in one]
