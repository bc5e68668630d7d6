"""A plan that was written elsewhere becomes a plan of the program: looked at, stored as one entry, undone, met again."""

import docx
import pytest

from edudesk.base.errors import UserError
from edudesk.base.prose import Prose
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.filling import usual_sections
from edudesk.plan.rules.outline import lines_of, outline_of_prose
from edudesk.plan.rules.years import years_of
from edudesk.roster.intake.values import RowState
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
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


def plan_with_tables(path):
    """A plan as schools type it in Word: a goal with its sentence, then the two tables everybody has."""
    word = docx.Document()
    word.add_paragraph("龙城小学三年发展规划（2026—2029）", style="Title")
    word.add_heading("一、分项目标与措施", 1)
    word.add_heading("（一）课程教学", 2)
    word.add_heading("1.校本课程", 3)
    word.add_paragraph("建成校本课程体系，由教导处牵头，教科室配合。")
    word.add_heading("二、年度目标分解表", 1)
    _table(
        word,
        ("领域", "三年目标", "第一年目标", "第二年目标", "第三年目标", "达成标志", "责任部门", "责任人"),
        ("课程教学", "校本课程", "编制方案", "校本课程 6门", "校本课程 12门", "课程纲要", "", "李静"),
        ("教师队伍", "梯队培养", "骨干教师占比 33%", "36%", "40%", "名单", "教科室", "许莉"),
    )
    word.add_heading("三、任务分解表", 1)
    _table(
        word,
        ("序号", "目标", "任务", "责任部门", "配合部门", "责任人", "完成时限", "达成标志"),
        ("1", "1.1 校本课程", "编写课程纲要", "教导处", "教科室", "李静", "2026年12月", "纲要 6 份"),
        ("2", "", "课程展示", "教导处", "", "王建国", "每学期", "展示周"),
    )
    word.save(str(path))
    return path


def _table(word, *rows):
    table = word.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def test_tables_of_a_word_file_become_goals_measures_and_tasks(desk, tmp_path):
    file = plan_with_tables(tmp_path / "规划.docx")
    _, _, whole = imported(desk, file)
    goals = {row.title: row for row in whole.goals}
    courses, ladder = goals["校本课程"], goals["梯队培养"]
    assert (courses.department, courses.mark, courses.person) == ("教导处", "课程纲要", "李静")
    assert (ladder.department, ladder.person, whole.goal[ladder.parent_id].title) == (
        "教科室",
        "许莉",
        "教师队伍",
    )
    first, second, third = (one.word for one in years_of(whole.plan))
    assert {(row.title, row.year, row.department, row.with_departments, row.owner, row.due, row.due_words, row.expected)
            for row in whole.tasks_of[courses.id]} == {
        ("编制方案", first, "", "", "", "", "", ""),
        ("编写课程纲要", "", "教导处", "教科室", "李静", "2026-12-31", "", "纲要 6 份"),
        ("课程展示", "", "教导处", "", "王建国", "", "每学期", "展示周"),
    }  # fmt: skip
    (measure,) = whole.measures_of[courses.id]
    assert (measure.title, measure.unit) == ("校本课程", "门")
    assert [(row.year, row.target) for row in whole.targets_of[measure.id].values()] == [
        (second, "6"),
        (third, "12"),
    ]
    (measure,) = whole.measures_of[ladder.id]
    assert (measure.title, measure.unit, whole.target[measure.id, third].target) == (
        "骨干教师占比",
        "%",
        "40",
    )
    again = desk.plan_outlines.preview(read_prose(file), file=file.name)
    assert (again.counts["new"], again.counts["changed"], again.importable) == (0, 0, False)

    word = docx.Document(str(file))
    word.tables[1].rows[1].cells[6].text = "2027年1月20日"
    word.save(str(file))
    (changed,) = [
        line
        for line in desk.plan_outlines.preview(read_prose(file), file=file.name).lines
        if line.state is RowState.CHANGED
    ]
    assert (changed.proposal.title, changed.before) == ("编写课程纲要", "完成时限：2026-12-31")


def test_a_table_alone_finds_the_goals_that_are_there(desk):
    plan = desk.plans.add(PlanDraft(title="三年规划", starts="2026-09-01", ends="2029-08-31"))
    top = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="德育", kind="领域"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="主题教育", parent_id=top.id))
    text = (
        "三年规划\n一、本年度任务\n| 目标 | 工作任务 | 牵头部门 | 完成时限 |\n|---|---|---|---|\n"
        "| 1.1 主题教育 | 主题党日 | 党支部 | 2027年5月底 |\n| 劳动教育 | 开辟农场 | 总务处 | 长期 |"
    )
    preview = desk.plan_outlines.preview(Prose("text", lines_of(text)))
    assert preview.plan_id == plan.id
    desk.plan_outlines.import_plan(preview)
    whole = desk.plan_wholes.of(plan.id)
    (row,) = whole.tasks_of[goal.id]
    assert (row.title, row.department, row.due) == ("主题党日", "党支部", "2027-05-31")
    assert [one.title for one in whole.goals if not one.parent_id] == ["德育", "劳动教育"]


@pytest.mark.parametrize("has_sections", [True, False], ids=["written", "usual"])
def test_the_printed_text_of_a_plan_says_nothing_new_of_it(five, tmp_path, has_sections):
    with open_desk(five) as desk:
        plan = desk.plans.rows()[0]  # the newest round first
        if has_sections and not desk.plan_sections.of(plan.id):
            desk.plan_sections.lay(plan.id, [("", one) for one in usual_sections(plan.id)])
        if not has_sections:
            desk.plan_sections.put_away([row.id for row in desk.plan_sections.of(plan.id)])
        domain = next(
            row for row in desk.plan_goals.of(plan.id) if row.title == "教师队伍"
        )  # with a goal below it
        desk.plan_tasks.add(
            TaskDraft(plan_id=plan.id, goal_id=domain.id, title="召开专题会", year=years_of(plan)[0].word)
        )
        file = tmp_path / "规划文本.docx"
        write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
        seen = desk.plan_outlines.preview(read_prose(file), file=file.name)
        assert seen.plan_id == plan.id
        wrong = [line for line in seen.lines if line.is_kept and line.state is not RowState.SAME]
        assert (wrong, seen.sections, seen.importable) == ([], RowState.SAME, False)
        assert seen.counts["same"] > 5

        word = docx.Document(str(file))
        paragraph = next(one for one in word.paragraphs if one.text.startswith("达成标志："))
        paragraph.text = "达成标志：章程核准"
        word.save(str(file))
        seen = desk.plan_outlines.preview(read_prose(file), file=file.name)
        (line,) = [line for line in seen.lines if line.state is RowState.CHANGED]
        assert (dict(line.proposal.facts), seen.sections) == ({"mark": "章程核准"}, RowState.SAME)
        assert desk.plan_outlines.import_plan(seen).changed == 1
        assert desk.plan_goals.get(line.row_id).mark == "章程核准"


def test_a_text_without_years_asks_for_them(desk):
    prose = Prose("text", lines_of("学校发展规划\n一、指导思想\n坚持立德树人。"))
    preview = desk.plan_outlines.preview(prose)
    assert [one.key for one in preview.problems] == ["starts", "ends"]
    with pytest.raises(UserError, match="还不能导入"):
        desk.plan_outlines.import_plan(preview)
    assert preview.remarks[-1].startswith("没有认出目标，只读入章节。")
    given = desk.plan_outlines.preview(prose, answers={"starts": "2024-09-01", "ends": "2027-08-31"})
    assert desk.plan_outlines.import_plan(given).entry is not None
