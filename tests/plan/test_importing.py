"""A plan that was written elsewhere becomes a plan of the program: looked at, stored as one entry, undone, met again."""

import pytest

from edudesk.base.errors import UserError
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.outline import lines_of, outline_of_prose
from edudesk.roster.intake.values import RowState
from edudesk.sheets.prose import read_prose
from tests.plan.texts import FIVE_YEARS, THREE_YEARS, YEARS_14, as_word, bare, outline_in


def imported(desk, file, **answers):
    preview = desk.plan_outlines.preview(read_prose(file), file=file.name, answers=answers)
    result = desk.plan_outlines.import_plan(preview)
    (plan,) = [one for one in desk.plans.rows() if one.title == preview.draft.title]
    return preview, result, desk.plan_wholes.of(plan.id)


def test_the_five_year_plan_comes_in_and_goes_again(desk):
    preview, result, whole = imported(desk, FIVE_YEARS)
    plan = whole.plan
    assert (plan.title, plan.starts, plan.ends) == (
        "“十四五”五年发展规划（2021—2025）",
        "2021-01-01",
        "2025-12-31",
    )
    assert (plan.motto, plan.spirit) == ("严谨勤奋文明进取", "身正博爱勤勉求真")
    read = outline_in(FIVE_YEARS)
    assert [(one.level, one.heading, one.text) for one in whole.sections] == [
        (one.level, one.heading, one.text) for one in read.chapters
    ]
    labels = [one.label for one in numbered(whole.goals)]
    assert labels[:3] == ["一、党建工作", "1.1 创新方式方法,完善工作机制", "1.2 认真检视问题,敢于自我解剖"]
    assert labels[-1] == "3.6 重点推进阅读、写作、书写、古诗四大关键能力,提升学生学科核心素养"
    assert len(whole.tasks) == 19
    assert [one.text for one in whole.swots] == ["学校现代管理须进一步加强和完善", "师资队伍建设任重道远"]
    assert result.new == preview.counts["new"] == len(preview.lines)

    again = desk.plan_outlines.preview(read_prose(FIVE_YEARS), file=FIVE_YEARS.name)
    assert (again.sections, again.importable, again.counts["same"]) == (
        RowState.SAME,
        False,
        len(again.lines),
    )
    assert desk.plan_outlines.import_plan(again).entry is None

    desk.timeline.undo()
    assert desk.plans.rows() == desk.plan_sections.of() == desk.plan_goals.of() == desk.plan_tasks.of() == []


def test_yearly_targets_stand_at_their_years(desk):
    _, _, whole = imported(desk, THREE_YEARS)
    measure = next(one for one in whole.measures if one.title == "新常规达标校")
    assert [(one.year, one.target) for one in whole.targets if one.measure_id == measure.id] == [
        ("2018年", "30"), ("2019年", "60"), ("2020年", "90"),
    ]  # fmt: skip
    assert whole.goal[measure.goal_id].title == "教学新常规优化项目"


@pytest.mark.parametrize("file", [YEARS_14, FIVE_YEARS], ids=lambda file: file.stem)
@pytest.mark.parametrize("is_styled", [True, False], ids=["styles", "typed"])
def test_a_word_file_says_the_same_as_the_text(file, is_styled, tmp_path):
    read = outline_in(file)
    found = outline_of_prose(read_prose(as_word(read, tmp_path / "规划.docx", is_styled=is_styled)))
    assert found.title == read.title
    assert bare("".join(one.heading + one.text for one in found.chapters)) == bare(
        "".join(one.heading + one.text for one in read.chapters)
    )
    assert [(one.level, one.heading) for one in found.chapters] == [
        (one.level, one.heading) for one in read.chapters
    ]


def test_what_changed_in_a_file_changes_the_plan_and_the_old_text_is_kept(desk, tmp_path):
    _, _, before = imported(desk, FIVE_YEARS)
    text = FIVE_YEARS.read_text("utf-8").replace("占地面积8906平方米", "占地面积9120平方米")
    file = tmp_path / "新稿.txt"
    file.write_text(text.replace('以"严谨勤奋文明进取"为校训', '以"求真"为校训'), "utf-8")
    preview, result, whole = imported(desk, file)
    assert preview.sections is RowState.CHANGED
    assert [
        (line.proposal.kind, line.before) for line in preview.lines if line.state is RowState.CHANGED
    ] == [("校训", "严谨勤奋文明进取")]
    assert (result.new, result.changed) == (0, 1)
    assert any("9120平方米" in one.text for one in whole.sections)
    assert {one.id for one in whole.sections} == {one.id for one in before.sections}  # still the same records
    (version,) = desk.plan_versions.of(whole.plan.id)
    assert version.why == "导入“新稿.txt”之前"
    assert "8906平方米" in version.content


def test_the_user_decides_what_a_proposal_is(desk):
    first = desk.plan_outlines.preview(read_prose(FIVE_YEARS))
    named = {line.proposal.title: line.proposal.key for line in first.lines}
    answers = {named["党建工作"]: "不导入", named["强化师德考核"]: "目标", "title": "东风小学发展规划"}
    _, _, whole = imported(desk, FIVE_YEARS, **answers)
    titles = {row.title: row for row in whole.goals}
    assert "党建工作" not in titles
    assert titles["创新方式方法,完善工作机制"].parent_id == ""
    assert titles["强化师德考核"].parent_id == titles["狠抓师德师风建设,提高学校管理效能"].id


def test_a_text_without_years_asks_for_them(desk):
    from edudesk.base.prose import Prose

    prose = Prose("text", lines_of("学校发展规划\n一、指导思想\n坚持立德树人。"))
    preview = desk.plan_outlines.preview(prose)
    assert [one.key for one in preview.problems] == ["starts", "ends"]
    with pytest.raises(UserError, match="还不能导入"):
        desk.plan_outlines.import_plan(preview)
    assert preview.remarks[-1].startswith("没有认出目标，只读入章节。")
    given = desk.plan_outlines.preview(prose, answers={"starts": "2024-09-01", "ends": "2027-08-31"})
    assert desk.plan_outlines.import_plan(given).entry is not None
