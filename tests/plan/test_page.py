"""发展规划 with real widgets: the plan of the sample school, typed in its tables, its forms, its tasks and their timeline."""

import pytest
from PySide6.QtCore import QPoint

from edudesk.kit.form_dialog import FormDialog
from edudesk.plan.pages.adjustments import adjust
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.pages.tasks import TasksPage
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.lines import MeasureLine, TaskLine
from edudesk.plan.rules.years import years_of
from tests.gui import Said
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat) -> PlanPage:
    """发展规划, read."""
    shown = seat.window.show_page("plan")
    assert isinstance(shown, PlanPage)
    seat.wait()
    return shown


def go(page: PlanPage, seat: Seat, title: str) -> None:
    """To a goal by its title."""
    assert page.picture is not None
    page.go_to(next(one.id for one in page.picture.goals if one.goal.title == title))
    seat.wait()


def measure(page: PlanPage, title: str) -> MeasureLine:
    found: MeasureLine = next(
        row.line for row in page.view.measures.model.rows if row.line.measure.title == title
    )
    return found


def task(page: PlanPage, title: str) -> TaskLine:
    found: TaskLine = next(row.line for row in page.view.tasks.model.rows if row.line.task.title == title)
    return found


def cell(page: PlanPage, table: str, title: str, key: str, text: str, seat: Seat) -> None:
    """Type into a cell."""
    model = getattr(page.view, table).model
    place = next(n for n, row in enumerate(model.rows) if row.title == title)
    model.setData(model.index(place, model.column_index(key)), text)
    seat.wait()


def typed(seat: Seat, **values: str) -> None:
    """Type into the form that is open and save it."""
    form = seat.dialog(FormDialog)
    for key, text in values.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    seat.wait()


def test_the_plan_of_the_sample_school(page: PlanPage, seat: Seat) -> None:
    assert page.head.title.text() == "学校三年主动发展规划（2025—2028）"
    assert (page.state.text(), page.head.note.text()) == ("实施中", "2025年6月 教代会审议通过 · 区教育局备案")
    assert [one.text() for one in page.stages.buttons] == [
        "研制 ✓", "论证 ✓", "审批备案 ✓", "实施 · 第 2 年", "中期评估 ✓", "终结性评估", "下一轮",
    ]  # fmt: skip
    go(page, seat, "梯队培养")
    assert page.view.title.text() == "3.2 梯队培养"
    assert page.view.about.text() == "权重 10 · 教科室 · 许莉"
    rate = measure(page, "区级以上骨干教师占比")
    assert (rate.actual, rate.is_live, rate.standing.text) == ("41.7", True, "落后 1.3")
    assert page.side.proofs_title.text() == "佐证材料 4"
    page.view.tasks.table.select([task(page, "修订教师梯队培养方案").id])
    seat.wait()
    assert [line.text for line in page.side.notes.lines] == [
        "许莉：完成初稿，发各组征求意见（70%）", "李静：分解到人（10%）",
    ]  # fmt: skip
    page.years.choose(0)
    seat.wait()
    assert {row.line.task.year for row in page.view.tasks.model.rows} == {"2025-2026学年"}
    assert measure(page, "区级以上骨干教师占比").is_frozen
    page.choice.choose(page.picture.plans[1].id)  # type: ignore[union-attr]
    seat.wait()
    assert page.state.text() == "已结束"


def test_a_range_says_what_it_asks_and_a_year_to_come_judges_nothing(page: PlanPage, seat: Seat) -> None:
    def cells(key: str) -> list[str]:
        model = page.view.measures.model
        return [model.text(place, model.column_index(key)) for place in range(model.rowCount())]

    years = [one.word for one in years_of(page.picture.whole.plan)] if page.picture else []
    go(page, seat, "平安校园")
    place = next(n for n, row in enumerate(page.view.measures.model.rows) if row.title == "食堂满意度")
    assert [cells(f"target_{year}")[place] for year in years] == ["≥85%"] * 3
    page.years.choose(2)
    seat.wait()
    assert page.picture is not None
    assert {page.picture.share(one.id) for one in page.picture.goals} == {None}
    assert set(cells("standing")) == {""}
    assert "2027-2028学年还没有开始" in seat.words(page.side)


def test_names_of_measures_are_read_on_a_small_screen(page: PlanPage, seat: Seat) -> None:
    go(page, seat, "梯队培养")
    table, model = page.view.measures.table, page.view.measures.model
    title, source = model.column_index("title"), model.column_index("source")
    for width, has_source in ((1440, True), (1280, False), (1440, True)):
        seat.window.resize(width, 768)
        seat.wait()
        assert table.isColumnHidden(source) is not has_source
        names = [model.text(place, title) for place in range(model.rowCount())]
        widest = max(map(table.fontMetrics().horizontalAdvance, names))
        assert table.columnWidth(title) > (widest if has_source else 84)
        assert table.horizontalScrollBar().maximum() == 0


def test_bars_of_tasks_are_told_apart_on_a_small_screen(page: PlanPage, seat: Seat) -> None:
    go(page, seat, "梯队培养")
    table, model = page.view.tasks.table, page.view.tasks.model
    for size in ((1280, 720), (1366, 768), (1440, 900)):
        seat.window.resize(*size)
        seat.wait()
        assert table.columnWidth(model.column_index("percent")) >= 112, size
        assert table.columnWidth(model.column_index("title")) >= 150, size
        assert table.horizontalScrollBar().maximum() == 0


def test_a_cell_that_is_not_typed_in_opens_the_form_once(page: PlanPage, seat: Seat) -> None:
    go(page, seat, "梯队培养")
    for table, key in ((page.view.tasks.table, "status"), (page.view.measures.table, "standing")):
        model = table.model()
        table.activated.emit(model.index(0, model.column_index(key)))
        seat.wait()
        forms = seat.dialogs(FormDialog)
        for form in forms:
            form.reject()
        seat.wait()
        assert len(forms) == 1, key


def test_a_note_with_a_slip_of_the_year_is_held_up(page: PlanPage, seat: Seat) -> None:
    go(page, seat, "梯队培养")
    row = task(page, "修订教师梯队培养方案")
    page.view.tasks.table.select([row.id])
    page.add_note()
    typed(seat, on="2027-12-20", percent="85", text="完成二稿")
    form = seat.dialog(FormDialog)
    assert "2027-12-20 还没有到" in seat.words(form)
    typed(seat, on="2024-12-20")
    assert "2024-12-20 在规划开始（2025-09-01）以前" in seat.words(form)
    assert "已经记了 70%，任务的进度以它为准" in seat.words(form)
    typed(seat, on="2026-11-20")
    assert not seat.dialogs(FormDialog)
    assert task(page, "修订教师梯队培养方案").task.percent == 85


def test_nothing_is_cut_in_the_smallest_window(page: PlanPage, seat: Seat) -> None:
    wide = (page.text_button.text(), page.side.isVisible(), page.view.side_link.isVisible())
    assert wide == ("规划文本 PDF", True, False)
    for size, is_narrow in (((1280, 720), False), ((960, 600), True)):
        seat.window.resize(*size)
        seat.wait()
        for title in ("梯队培养", "学校治理"):
            go(page, seat, title)
            for part in (page.view.measures, page.view.tasks):
                assert part.table.horizontalScrollBar().maximum() == 0
                names = part.model.column_index("title")
                assert not part.table.isColumnHidden(names)
                assert part.table.columnWidth(names) >= 84
            inside = page.view._inside
            assert inside.minimumSizeHint().width() <= inside.parentWidget().width()
        for made in (page.text_button, page.more_button, *page.stages.buttons):
            assert made.width() >= made.sizeHint().width()
        assert (page.side.isHidden(), page.view.side_link.isVisible()) == (is_narrow, is_narrow)
    assert page.years._words == ("25-26", "26-27", "27-28")
    page.years.choose(0)
    seat.wait()
    assert page.picture is not None
    assert page.picture.year_word == "2025-2026学年"
    page.view.side_link.click()
    assert (page.side.isVisible(), page.tree.isVisible()) == (True, False)
    page.view.side_link.click()
    assert (page.side.isVisible(), page.tree.isVisible()) == (False, True)
    page.view.side_link.click()
    seat.window.resize(1440, 900)
    seat.wait()
    assert (page.side.isVisible(), page.tree.isVisible()) == (True, True)
    assert page.years._words[0] == "2025-2026学年"


def test_a_goal_that_is_a_whole_sentence_leaves_its_tables_in_sight(page: PlanPage, seat: Seat) -> None:
    assert page.picture is not None
    goal = next(one.id for one in page.picture.goals if one.goal.title == "梯队培养")
    name = "全面落实立德树人根本任务推进课程教学改革与教师专业发展建设高质量育人体系" * 2
    seat.desk.plan_goals.change(goal, {"title": name, "department": "教科室、教导处、德育处、总务处、校长室"})
    seat.desk.plans.change(page.picture.whole.plan.id, {"title": name})
    seat.window.resize(1366, 768)
    page.go_to(goal)
    seat.wait()
    assert page.view.title.text() == f"3.2 {name}"
    inside = page.view.measures.parentWidget()
    around = inside.parentWidget() if inside is not None else None
    assert inside is not None
    assert around is not None
    assert inside.width() <= around.width()
    assert seat.window.width() == 1366


def test_cells_are_typed_and_refused(page: PlanPage, seat: Seat, said: Said) -> None:
    go(page, seat, "梯队培养")
    cell(page, "tasks", "修订教师梯队培养方案", "percent", "100", seat)
    assert task(page, "修订教师梯队培养方案").standing.status == "已完成"
    cell(page, "measures", "人均培训学分（年）", "actual", "72", seat)
    assert measure(page, "人均培训学分（年）").standing.text == "达成"
    cell(page, "measures", "区级以上骨干教师占比", "target_2026-2027学年", "41", seat)
    assert measure(page, "区级以上骨干教师占比").standing.text == "达成"
    seat.window.undo()
    seat.wait()
    assert measure(page, "区级以上骨干教师占比").standing.text == "落后 1.3"
    cell(page, "measures", "区级以上骨干教师占比", "actual", "50", seat)
    heard = said.heard()
    assert [one for one in heard if "中期调整表" in one] == [
        "notice: 规划已经通过，这次改动没有记入中期调整表；要写明理由和会议的，请撤销后右键选“调整目标值…”。"
    ]
    assert heard[-1] == "fail: 这个实际值随数据实时变化，请到数据所在的地方改。"
    seat.press("Escape")  # what was typed stands in the cell again
    first = measure(page, "区级以上骨干教师占比").targets["2025-2026学年"]
    cell(page, "measures", "区级以上骨干教师占比", "target_2025-2026学年", "30", seat)
    assert said.heard() == ["fail: 2025-2026学年已经冻结，目标值不能改。"]
    assert measure(page, "区级以上骨干教师占比").targets["2025-2026学年"] == first
    seat.press("Escape")
    assert measure(page, "区级以上骨干教师占比").actual == "41.7"


def test_a_live_figure_leads_to_its_indicator(page: PlanPage, seat: Seat) -> None:
    go(page, seat, "梯队培养")
    page._press_measure(measure(page, "区级以上骨干教师占比"), "source")
    seat.wait()
    assert seat.window.stack.currentWidget().name == "indicators"  # type: ignore[attr-defined]


def test_goals_tasks_and_notes_through_their_forms(page: PlanPage, seat: Seat, said: Said) -> None:
    desk = seat.window.desk
    go(page, seat, "平安校园")
    page.add_goal()
    typed(seat, title="食堂管理", weight="2")
    assert page.picture is not None
    assert [one.label for one in numbered(page.picture.whole.goals)][-1] == "5.3 食堂管理"
    assert page.view.title.text() == "5.3 食堂管理"
    page.add_measure()
    typed(seat, title="满意度", unit="%", base="88", **{"target_2026-2027学年": "92"})
    assert measure(page, "满意度").standing.text == "缺数据"
    page.add_measure()
    typed(seat, title="食品安全事故", unit="起", **{"target_2026-2027学年": "0"})
    assert "方向却是“越高越好”" in seat.words(seat.dialog(FormDialog))  # told once, before it is stored
    typed(seat, direction="越低越好")
    assert measure(page, "食品安全事故").measure.direction == "越低越好"
    page.add_measure()
    typed(seat, title="满意度 ", unit="%")
    assert "已经有指标“满意度”" in seat.words(seat.dialog(FormDialog))
    typed(seat, title="学生满意度")
    page.add_task()
    typed(seat, title="公开招标", due="2026-12-20", owner="邹立新")
    line = task(page, "公开招标")
    assert line.task.owner_id == next(row.id for row in desk.teachers.rows() if row.name == "邹立新")
    page.view.tasks.table.select([line.id])
    page.add_note()
    typed(seat, percent="40", text="公告已发")
    assert task(page, "公开招标").task.percent == 40
    page.add_proof()
    typed(seat, title="招标公告")
    assert [row.number for row in desk.plan_proofs.of(page.picture.whole.plan.id)][-1] == "5.3-01"
    page.shift_goal(-1)
    seat.wait()
    assert page.view.title.text() == "5.2 食堂管理"
    page.remove_goal()
    seat.wait()
    assert said.heard() == ["notice: 已删除目标“5.2 食堂管理”及其任务和指标，可在回收站找回。"]
    assert "食堂管理" not in [one.goal.title for one in page.picture.goals]


def test_stages_adjustments_years_and_rounds(page: PlanPage, seat: Seat, said: Said) -> None:
    desk = seat.window.desk
    assert page.picture is not None
    plan = page.picture.whole.plan
    page.stages.open("中期评估", None)
    typed(seat, body="区教育督导室", on="2036-11-20")
    form = seat.dialog(FormDialog)  # a slip of the year is held up
    assert "2036-11-20 还没有到" in seat.words(form)
    typed(seat, on="2026-11-20")
    assert page.state.text() == "中期评估"
    go(page, seat, "梯队培养")
    page.handling.with_picture(adjust, task(page, "名师工作室开放活动 2 次").task)
    typed(seat, value="名师工作室开放活动 1 次", reason="合并到教研活动周", meeting="校务会")
    kept = desk.plan_adjustments.of(plan.id)
    assert "任务（措施）：名师工作室开放活动 2 次" in [row.original for row in kept]
    page.handling.with_picture(adjust, task(page, "名师工作室开放活动 1 次").task)
    typed(seat, field="完成时限", value="20270315", reason="与教研节同期")
    assert task(page, "名师工作室开放活动 1 次").task.due == "2027-03-15"
    page.handling.edit()
    form = seat.dialog(FormDialog)
    form.fields["year_basis"].editor.show_text("自然年")
    form.accept()
    assert "项任务、2 份自评不再显示" in seat.words(form)
    form.fields["year_basis"].editor.show_text("学年")
    form.reject()
    page.more_button.menu().actions()[3].trigger()  # 复制年度任务到下一年
    typed(seat)
    count = sum(row.year == "2027-2028学年" for row in desk.plan_tasks.of(plan.id))
    assert count == 22 + 4
    page.more_button.menu().actions()[4].trigger()  # 冻结本年度实际值
    seat.wait()
    rate = measure(page, "区级以上骨干教师占比")
    assert rate.is_frozen
    page.adjust_target(rate.targets[rate.year])  # no form, only why
    page.more_button.menu().actions()[5].trigger()  # 解除冻结
    seat.wait()
    assert not measure(page, "区级以上骨干教师占比").is_frozen
    seat.press("Ctrl+Z")
    assert measure(page, "区级以上骨干教师占比").is_frozen
    page.more_button.menu().actions()[6].trigger()  # 拟订下一轮规划
    typed(seat)
    assert page.head.title.text() == "学校三年主动发展规划（2028—2031）"
    assert page.state.text() == "研制中"
    assert said.heard() == [
        "notice: 已登记“中期评估”。",
        "notice: 已调整“名师工作室开放活动 2 次”，原来的内容记在中期调整表里。",
        "notice: 已调整“名师工作室开放活动 1 次”，原来的内容记在中期调整表里。",
        "notice: 已复制 22 项任务。",
        "notice: 2026-2027学年的 26 项实际值已冻结，以后改花名册、检查、项目都不再变；可以解除冻结。",
        "fail: 2026-2027学年已经冻结，目标值不能改。",
        "notice: 2026-2027学年的 26 项实际值已解除冻结，重新随数据变化。",
        "notice: 已撤销：解除冻结2026-2027学年实际值（26 项）",
        "notice: 已建立“学校三年主动发展规划（2028—2031）”，结转 21 个目标、26 项任务。沿用的文本标有“【上一轮文本，待修改】”，请逐处修改。",
    ]


def test_tasks_as_a_list_and_along_the_months(seat: Seat) -> None:
    page = seat.window.show_page("plan_tasks")
    assert isinstance(page, TasksPage)
    seat.wait()
    assert {row.task.year for row in page.model.rows} == {"2026-2027学年"}
    page.search.setText("许莉")
    assert {row.task.owner for row in page.model.rows} == {"许莉"}
    page.ways.choose(1)
    seat.wait()
    line = page.timeline
    assert len(page.model.rows) == 3
    line.choose(0)
    assert line.current is not None
    assert line.current.task.title in line.words(0)
    seat.window.setUpdatesEnabled(True)
    assert not line.grab().isNull()
    line.asked.emit(line.current.id, QPoint(5, 5))
    line.opened.emit(line.current.id)
    typed(seat, percent="80")
    assert next(row for row in page.model.rows if row.id == line.current.id).task.percent == 80
    page.search.clear()


def test_the_search_leads_to_a_task(seat: Seat) -> None:
    found = seat.window.desk.plan_dues.search("jbgbs", 3)
    assert [title for _, _, title, _ in found] == ["青年教师基本功比赛"]
    seat.window.show_plan(found[0][1])
    seat.wait()
    page = seat.window.stack.currentWidget()
    assert isinstance(page, PlanPage)
    assert page.view.tasks.line is not None
    assert page.view.tasks.line.task.title == "青年教师基本功比赛"
