"""规划自评 with real widgets: the reported year of the sample, another written, frozen and thawed, a scheme of the school's own."""

import pytest
from PySide6.QtWidgets import QPushButton

from edudesk.base.document import Document, Heading
from edudesk.base.report import Report
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.pages.review import ReviewPage
from edudesk.plan.pages.scheme_form import change_scheme, copy_scheme
from edudesk.plan.rows.reviews import YEARLY
from edudesk.plan.rules.removing import review_words
from edudesk.plan.rules.scoring import GOAL, MISSING
from edudesk.submissions.pages.plan_sheets import export_sheet
from tests.gui import Said
from tests.seat import Seat

FIRST, SECOND = "2025-2026学年", "2026-2027学年"


@pytest.fixture
def page(seat: Seat) -> ReviewPage:
    """规划自评, read."""
    shown = seat.window.show_page("plan_review")
    assert isinstance(shown, ReviewPage)
    seat.wait()
    return shown


def choose(page: ReviewPage, seat: Seat, year: str) -> None:
    """Another year of the plan."""
    assert page.judged is not None
    page.choice.choose(page.judged.whole.plan.id, year)
    seat.wait()


def fill(seat: Seat, **values: str) -> None:
    """Type into the form that is open and save it."""
    form = seat.dialog(FormDialog)
    for key, text in values.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    seat.wait()


def test_a_reported_year_and_the_one_that_runs(page: ReviewPage, seat: Seat) -> None:
    assert page.judged is not None
    assert (page.judged.year, page.judged.is_frozen) == (SECOND, False)
    assert "随数据变动" in page.told.text()
    missing = [row for row in page.model.rows if row.line.state == MISSING]
    assert [row.line.title for row in missing] == ["体质健康优良率", "近视率"]
    choose(page, seat, FIRST)
    assert (page.score.text(), page.grade.text()) == ("97.9", "优秀")
    assert "计算 96.4 分，加减 +1.5 分：校本课程获区一等奖，教代会同意加分" in page.told.text()
    assert "外部评估 87.5 分 良好，自评比外部评估高 10.4 分" in page.told.text()
    goal = next(row for row in page.model.rows if row.line.title == "校本课程体系")
    page.go_to(goal.id)
    assert page.drawer is not None
    assert not page.drawer.isHidden()
    shown = [line.text.text() for line in page.facts._lines[:2]]
    assert shown[0] == goal.line.how
    assert "一门课程获区一等奖" in page.texts._lines[1].text.text()
    assert (page.texts_title.isHidden(), page.edit_button.isHidden()) == (False, False)
    column = page.model.column_index("points")
    points = [page.model.text(place, column) for place in range(page.model.rowCount())]
    assert {len(one.partition(".")[2]) for one in points if one} == {2}  # under each other
    choose(page, seat, SECOND)
    live = next(row for row in page.model.rows if row.line.title == "研究生学历教师占比")
    page.go_to(live.id)
    assert "指标监测“研究生占比”，随数据实时变化" in seat.words(page.drawer)
    assert page.texts_title.isHidden()  # what is written is written of goals
    seat.click("在规划里查看", page.drawer)
    seat.wait()
    front = seat.window.stack.currentWidget()
    assert isinstance(front, PlanPage)
    assert front.view.measures.line.measure.title == "研究生学历教师占比"
    assert seat.window.show_page("plan_review") is page
    seat.wait()
    page.kinds.choose(2)  # 终结
    seat.wait()
    assert page.score.text() == "—"
    assert [(one.name.text(), one.text.text()) for one in page.parts._lines] == [
        ("2025-2026学年年度评价", "87.5 × 10%"),
        ("2026-2027学年年度评价", "— × 10%　还没有自评结果"),
        ("下一轮规划质量", "— × 10%　还没有评分"),
        ("终结性评价", "19.1 × 70%"),
    ]


def test_a_year_is_written_frozen_and_follows_the_data_again(
    page: ReviewPage, seat: Seat, said: Said
) -> None:
    goal = next(row for row in page.model.rows if row.line.kind == GOAL and row.line.title == "梯队培养")
    page._edit(goal)
    fill(seat, done="修订方案。\n申报辅导 3 场。", own="88")
    now = next(row for row in page.model.rows if row.id == goal.id)
    assert now.line.how.startswith("自评小组评定 88.0%")
    page.write()
    fill(seat, members="自评小组 9 人", effects="梯队形成。\n骨干增加。", adjustment="1")
    form = seat.dialog(FormDialog)  # stays: the reason is missing
    assert "必须写明理由" in form.fields["adjustment_reason"].said
    form.fields["adjustment_reason"].editor.show_text("市级奖项")
    form.accept()
    seat.wait()
    assert page.judged is not None
    review = page.judged.review
    assert review is not None
    assert (review.effects, review.kind) == ("梯队形成。\n骨干增加。", YEARLY)
    page.freeze()
    seat.wait()
    assert page.judged.is_frozen
    assert "缺数据 2 项按 0 计：体质健康优良率、近视率" in said.heard()[-1]
    frozen = page.score.text()
    desk = seat.desk
    task = next(row for row in desk.plan_tasks.of(page.judged.whole.plan.id) if row.year == SECOND)
    desk.plan_tasks.change(task.id, {"percent": 0})
    seat.wait()
    assert page.score.text() == frozen
    page.thaw()
    seat.wait()
    assert not page.judged.is_frozen
    page.show_duties()
    assert page.duties is not None
    page.duties.derive_button.click()
    seat.wait()
    assert said.heard()[-1].startswith("notice: 任期目标责任书：新增")
    plan_id = page.judged.whole.plan.id
    assert {row.leader for row in desk.plan_duties.of(plan_id)} >= {"单国平", "李静"}
    parts = page.duties.parts
    assert len(parts.rows) == len(desk.plan_duties.of(plan_id))
    goals = {row.title: row.id for row in page.judged.whole.goals}
    first = parts.rows[0]
    parts.edit(first)
    form = seat.dialog(FormDialog)
    assert form.fields["points"].editor.text() != ""  # as reckoned
    fill(seat, content="按计划完成")
    row = desk.plan_duties.get(first.id)
    assert (row.content, row.done, row.tenths) == ("按计划完成", "", None)  # follows on
    parts.edit(row)
    fill(seat, leader="王建国", points="86.5")
    row = desk.plan_duties.get(first.id)
    assert (row.leader, row.tenths, row.goal_id) == ("王建国", 865, first.goal_id)
    parts.add()
    label = next(word for word in parts.section.columns[2].codes.words if word.endswith("梯队培养"))  # type: ignore[union-attr]
    fill(seat, leader="许莉", goal_id=label, content="名师工作室 2 个")
    made = next(row for row in desk.plan_duties.of(plan_id) if row.content == "名师工作室 2 个")
    assert (made.year, made.goal_id, made.tenths) == (SECOND, goals["梯队培养"], None)
    parts.put_away(made)
    seat.wait()
    assert said.heard()[-1] == "notice: 已删除责任目标，可在回收站找回。"
    assert len(parts.rows) == len(desk.plan_duties.of(plan_id))
    page.duties.accept()


def test_a_scheme_of_the_school_and_the_papers_of_the_year(page: ReviewPage, seat: Seat) -> None:
    before = page.score.text()
    page._with_schemes(copy_scheme)
    fill(seat, title="本校评价办法", note="校务会通过", measures="50", tasks="50", grades="好 60、中 40、差")
    assert page.judged is not None
    assert (page.judged.scheme.title, page.judged.scheme.measures) == ("本校评价办法", 50)
    assert page.score.text() != before
    assert page.grade.text() in ("好", "中", "差")
    dialog = export_sheet(seat.desk, page, "self_report")
    assert isinstance(dialog, ExportDialog)
    dialog.reject()


def test_the_conditions_of_a_scheme_are_changed_too(page: ReviewPage, seat: Seat) -> None:
    assert page.judged is not None
    seat.desk.plans.change(page.judged.whole.plan.id, {"scheme": "conditions"})
    seat.wait()
    page._with_schemes(change_scheme)
    fill(seat, names="A、B", note="区里新办法")
    assert "请写三个词" in seat.words(seat.dialog(FormDialog))
    fill(seat, names="好、中、差", all_from="90", any_below="50")
    assert page.judged.scheme.conditions is not None
    told = page.judged.scheme.conditions
    assert (told.all_from, told.any_below, told.names) == (90, 50, ("好", "中", "差"))
    assert {line.grade for line in page.judged.evaluation.lines if line.grade} <= {"好", "中", "差"}


@pytest.mark.parametrize("key", ["duties", "duty_scores"])
def test_the_sheet_of_one_leader_is_handed_out_alone(page: ReviewPage, seat: Seat, key: str) -> None:
    dialog = export_sheet(seat.desk, page, key)
    assert isinstance(dialog, ExportDialog)
    words = [one.word for one in dialog._scopes._scopes.values()]
    assert words[:3] == ["全部", "单国平", "李静"]
    everybody = dialog.choice
    dialog.choose(scope="李静")
    assert dialog.choice.scope == "李静"
    assert f"_李静_{SECOND}_" in dialog.choice.path.name
    one, every = (dialog._prepare(choice)() for choice in (dialog.choice, everybody))
    assert isinstance(one, Report | Document)
    assert isinstance(every, Report | Document)
    assert "李静" in one.file_name
    texts = ["".join(map(str, _texts(paper))) for paper in (one, every)]
    assert ["李静" in texts[0], "单国平" in texts[0], "单国平" in texts[1]] == [True, False, True]
    dialog.reject()
    other = export_sheet(seat.desk, page, "self_table")
    assert isinstance(other, ExportDialog)
    assert other._scopes.scope is None
    other.reject()


def _texts(paper: Report | Document) -> list[object]:
    if isinstance(paper, Report):
        return [row[1] for row in paper.rows]
    return [one.text for one in paper.body if isinstance(one, Heading)]


def test_an_evaluation_is_deleted_once_it_is_thawed(page: ReviewPage, seat: Seat, said: Said) -> None:
    desk = seat.desk
    assert page.judged is not None
    plan_id = page.judged.whole.plan.id
    page.table.setFocus()
    seat.press("Delete")
    assert said.heard() == [f"tell: {SECOND}年度自评还没有填写，没有可以删除的。"]
    choose(page, seat, FIRST)
    page.table.setFocus()
    seat.press("Delete")
    assert said.heard() == [f"fail: “{FIRST}年度自评”已经冻结，不能删除。"]
    page.thaw()
    seat.wait()
    said.answer(False, True)
    page.remove()
    assert [row.kind for row in desk.plan_reviews.of(plan_id)] == ["年度", "中期"]
    page.table.setFocus()
    seat.press("Delete")
    assert [row.kind for row in desk.plan_reviews.of(plan_id)] == ["中期"]
    assert desk.plan_goal_reviews.of(plan_id) == []
    assert page.judged.review is None
    assert said.heard()[1:] == [
        f"ask: 删除{FIRST}年度自评？",
        f"ask: 删除{FIRST}年度自评？",
        f"notice: 已删除{FIRST}年度自评，可在回收站找回。",
    ]
    seat.press("Ctrl+Z")
    assert page.judged.review is not None
    assert "个目标的自评文字和评定、5 段自评报告" in review_words(page.judged.whole, page.judged.review)
    said.heard()


def test_every_figure_leads_to_where_it_comes_from(page: ReviewPage, seat: Seat) -> None:
    """From a goal to how it is judged, from the score of the round to that of a year, from a live measure to its indicator."""
    plan = seat.window.show_page("plan")
    assert isinstance(plan, PlanPage)
    seat.wait()
    assert plan.picture is not None
    goal = next(one.id for one in plan.picture.goals if one.goal.title == "梯队培养")
    for number in (2, 0):  # whatever was shown there
        page.kinds.choose(number)
        plan.go_to(goal)
        seat.wait()
        plan.side.review_wanted.emit()
        seat.wait()
        assert seat.window.stack.currentWidget() is page
        assert (page.kind, [row.id for row in page.table.selected()]) == (YEARLY, [goal])
        seat.window.show_page("plan")
    seat.window.show_page("plan_review")
    page.kinds.choose(2)
    seat.wait()
    page.parts.findChildren(QPushButton)[0].click()
    seat.wait()
    assert page.judged is not None
    assert (page.judged.kind, page.judged.year) == (YEARLY, FIRST)
    assert page.parts.isHidden()
    line = next(row for row in page.model.rows if row.line.title == "区级以上骨干教师占比")
    page.go_to(line.id)
    assert page.figure_button.isVisible()
    page.figure_button.click()
    seat.wait()
    assert seat.window.stack.currentWidget().name == "indicators"  # type: ignore[attr-defined]
    seat.window.show_page("plan_review")
    page.go_to(goal)
    assert not page.figure_button.isVisible()
