"""征求意见 and 论证, stages and adjustments with real widgets: entered, corrected, taken back, and what the papers make of them."""

import json
from dataclasses import fields, replace

import pytest
from PySide6.QtGui import QGuiApplication

from edudesk.governance.rows.meetings import MeetingDraft, ResolutionDraft
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.table_view import TableView
from edudesk.plan.pages.adjustments import adjust
from edudesk.plan.pages.lacks import show_lacks
from edudesk.plan.pages.opinions import OpinionsDialog
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.pages.parts_dialog import PartsDialog
from edudesk.plan.rows.course import ARGUED, ARGUED_OF, CONSULTED, HALFWAY, PASSED, OpinionDraft, OpinionRow
from edudesk.plan.rules.life import chips
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


def typed(seat: Seat, **values: str) -> FormDialog:
    """Type into the form that is open and save it."""
    form = seat.dialog(FormDialog)
    for key, text in values.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    seat.wait()
    return form


def menu(page: PlanPage, word: str) -> dict[str, object]:
    """The menu of a chip: word -> what it does."""
    assert page.picture is not None
    chip = next(one for one in chips(page.picture.whole, page.picture.today) if one.word.startswith(word))
    return dict(entry for entry in page.stages.entries(chip) if entry is not None)


def plan_id(page: PlanPage) -> str:
    assert page.picture is not None
    return page.picture.whole.plan.id


def opinions(page: PlanPage, seat: Seat, stage: str = ARGUED) -> OpinionsDialog:
    shown = page.stages.show_opinions(stage)
    seat.wait()
    assert isinstance(shown, OpinionsDialog)
    return shown


def drafted_from(row: OpinionRow) -> OpinionDraft:
    """A row once more, as somebody would type it."""
    return OpinionDraft(**{one.name: getattr(row, one.name) for one in fields(OpinionDraft)})


def press(seat: Seat, shown: PartsDialog, keys: str, row_id: str = "") -> None:
    """A key in a list; offscreen no window manager gives it the keyboard back after a form."""
    shown.activateWindow()
    seat.wait()
    if row_id:
        shown.parts.choose(row_id)
    seat.press(keys)


def test_an_expert_is_entered_corrected_and_removed(page: PlanPage, seat: Seat, said: Said) -> None:
    desk = seat.desk
    menu(page, "论证")["专家论证意见（4 条）…"]()  # type: ignore[operator]
    seat.wait()
    shown = seat.dialog(OpinionsDialog)
    assert len(shown.parts.rows) == 8
    assert shown.parts.list.lines[-1].note == "平均 93.2 · 无修改意见"
    press(seat, shown, "Ctrl+N")
    form = seat.dialog(FormDialog)
    assert (form.fields["stage"].editor.typed(), form.fields["on"].editor.typed()) == (ARGUED, "2025-05-23")
    points = dict(zip((f"score_{n}" for n in range(6)), ("90", "91", "92", "93", "94", "950"), strict=True))
    typed(
        seat,
        name="郑院长",
        unit="师范大学",
        overall="方向明确。\n同意通过。",
        text="保障要写明经费。",
        **points,
    )
    assert "“保障”的评分应在 0 到 100 之间" in seat.words(form.fields["score_5"])
    typed(seat, score_5="95")
    assert said.heard()[-1] == "notice: 已保存意见。"
    whole, asked = (row for row in desk.plan_opinions.of(plan_id(page)) if row.name == "郑院长")
    assert (whole.text, whole.taken) == ("方向明确。\n同意通过。", "无修改意见")
    assert json.loads(whole.scores) == dict(zip(ARGUED_OF, range(90, 96), strict=True))
    assert (asked.text, asked.taken, asked.scores) == ("保障要写明经费。", "", "")
    assert [line.note for line in shown.parts.list.lines if "郑院长" in line.text] == [
        "平均 92.5 · 无修改意见", "未答复",
    ]  # fmt: skip
    press(seat, shown, "Return", asked.id)
    assert "overall" not in seat.dialog(FormDialog).fields
    typed(seat, taken="采纳", answer="第八章写明每年的经费。")
    assert desk.plan_opinions.get(asked.id).answer == "第八章写明每年的经费。"
    press(seat, shown, "Return", whole.id)
    assert "text" not in seat.dialog(FormDialog).fields
    typed(seat, overall="同意通过。")
    row = desk.plan_opinions.get(whole.id)
    assert (row.text, row.taken, row.scores) == ("同意通过。", "无修改意见", whole.scores)
    press(seat, shown, "Delete", whole.id)
    assert said.heard()[-1] == "notice: 已删除意见，可在回收站找回。"
    assert len(shown.parts.rows) == 9
    press(seat, shown, "Ctrl+Z")
    assert len(shown.parts.rows) == 10
    for _ in range(3):  # the two corrections, and the expert as one step
        press(seat, shown, "Ctrl+Z")
    assert len(shown.parts.rows) == 8
    desk.plan_opinions.add_many("评分", [replace(drafted_from(whole), text="", taken="", name="冯校长")])
    seat.wait()
    bare = next(row for row in shown.parts.rows if row.name == "冯校长")
    press(seat, shown, "Return", bare.id)  # texts come after the scores
    typed(seat, overall="同意。", text="再精简。")
    rows = [row for row in desk.plan_opinions.of(plan_id(page)) if row.name == "冯校长"]
    assert [(row.text, row.taken, bool(row.scores)) for row in rows] == [
        ("同意。", "无修改意见", True), ("再精简。", "", False),
    ]  # fmt: skip
    said.heard()
    press(seat, shown, "Escape")
    assert page.stages.listed is None


def test_several_opinions_are_pasted(page: PlanPage, seat: Seat, said: Said) -> None:
    shown = opinions(page, seat, CONSULTED)
    form = shown.parts.add()
    assert "score_0" not in form.fields  # only experts score
    form.reject()
    sheet = shown.type_many()
    lines = (
        "数学教研组\t\t\t" + "\t" * 7 + "课时安排再细一些。\t采纳\t写入 2.2。",
        "家委会\t\t\t" + "\t" * 7 + "多开放活动。\t看看\t",
    )
    QGuiApplication.clipboard().setText("\n".join(f"\t2025-04-25\t{line}" for line in lines))
    sheet.table.go_to_line(0)
    sheet.table.paste()
    seat.wait()
    assert sheet.sum.text() == "共 2 条。"
    row = sheet.table.rows[1]
    sheet.accept()
    assert said.heard()[-1].startswith("tell: 还没有保存")
    assert sheet.problems[row.id][0].text == "采纳情况“看看”请写采纳、部分采纳或不采纳。"
    sheet.table._save(row, "taken", "")
    sheet.accept()
    seat.wait()
    assert said.heard()[-1] == "notice: 已登记 2 条意见。"
    rows = [row for row in seat.desk.plan_opinions.of(plan_id(page)) if row.on == "2025-04-25"]
    assert [(row.stage, row.name, row.text, row.taken) for row in rows] == [
        (CONSULTED, "数学教研组", "课时安排再细一些。", "采纳"), (CONSULTED, "家委会", "多开放活动。", ""),
    ]  # fmt: skip
    assert len(shown.parts.rows) == 10
    press(seat, shown, "Ctrl+Z")
    assert len(shown.parts.rows) == 8
    said.heard()


def test_a_meeting_brings_day_presence_and_votes_along(page: PlanPage, seat: Seat, said: Said) -> None:
    desk = seat.desk
    body = next(row for row in desk.bodies.rows() if row.kind == "教职工代表大会")
    meeting = desk.meetings.add(
        MeetingDraft(
            title="三届四次教代会",
            number="三届四次",
            on="2026-11-06",
            place="礼堂",
            present=60,
            body_id=body.id,
        )
    )
    for title, votes in (("调整后的三年主动发展规划（2025—2028）", 55), ("作息时间", 50)):
        desk.resolutions.add(
            ResolutionDraft(meeting_id=meeting.id, title=title, result="通过", votes_for=votes, votes_against=3, votes_abstain=2)
        )  # fmt: skip
    page.stages.open(HALFWAY, None)
    assert "votes_for" not in seat.dialog(FormDialog).fields
    seat.dialog(FormDialog).reject()
    page.stages.open(PASSED, None)
    form = seat.dialog(FormDialog)
    field = form.fields["meeting_id"].editor
    assert "2025-06-20 三届二次教职工代表大会" in field.column.codes.words
    field.show_text("2026-11-06 三届四次教代会")
    field.edited.emit()
    keys = (
        "on",
        "body",
        "number",
        "place",
        "present",
        "votes_for",
        "votes_against",
        "votes_abstain",
        "result",
    )
    assert [form.fields[key].editor.typed() for key in keys] == [
        "2026-11-06", "教职工代表大会", "三届四次", "礼堂", "60", "55", "3", "2", "通过",
    ]  # fmt: skip
    typed(seat, present="59", votes_abstain="1")
    assert "会议记录里的到会人数是 60，这里是 59，请核对。" in seat.words(form)
    typed(seat)
    row = next(one for one in desk.plan_stages.of(plan_id(page)) if one.on == "2026-11-06")
    assert (row.stage, row.meeting_id, row.present, row.votes_for) == (PASSED, meeting.id, 59, 55)
    page.stages.open(PASSED, row)
    form = seat.dialog(FormDialog)
    assert form.fields["meeting_id"].editor.typed() == "2026-11-06 三届四次教代会"
    form.reject()
    assert said.heard() == ["notice: 已登记“审议通过”。"]


def test_a_stage_registered_by_mistake_goes_again(page: PlanPage, seat: Seat, said: Said) -> None:
    before = page.state.text()
    page.stages.open(HALFWAY, None)
    typed(seat, on="2026-11-20")
    assert page.state.text() == "中期评估"
    menu(page, "中期评估")["删除 2026-11-20 中期评估"]()  # type: ignore[operator]
    seat.wait()
    assert page.state.text() == before
    assert said.heard()[-1] == "notice: 已删除 2026-11-20 的“中期评估”，可在回收站找回。"
    seat.press("Ctrl+Z")
    assert page.state.text() == "中期评估"
    said.heard()


def test_adjustments_are_listed_and_corrected(page: PlanPage, seat: Seat, said: Said) -> None:
    assert page.picture is not None
    task = next(row for row in page.picture.whole.tasks if row.title == "名师工作室开放活动 2 次")
    page.handling.with_picture(adjust, task)
    form = seat.dialog(FormDialog)
    meeting = form.fields["meeting"].editor
    held = next(word for word in meeting.column.codes.words if word.startswith("2026-06-19"))
    meeting.show_text(held)
    meeting.edited.emit()
    assert form.fields["on"].editor.typed() == "2026-06-19"
    typed(seat, value="名师工作室开放活动 1 次", reason="合并到教研活动周", on="2026-06-01")
    assert "审议会议是 2026-06-19，调整日期 2026-06-01 比它早" in seat.words(form)
    typed(seat, on="2026-06-22")
    kept = seat.desk.plan_adjustments.of(plan_id(page))
    row = next(one for one in kept if one.reason == "合并到教研活动周")
    assert (row.on, row.meeting) == ("2026-06-22", "三届三次教职工代表大会")
    assert seat.desk.meetings.get(row.meeting_id).on == "2026-06-19"
    menu(page, "实施")[f"规划调整（{len(kept)} 项）…"]()  # type: ignore[operator]
    seat.wait()
    shown = seat.dialog(PartsDialog)
    assert not shown.parts.add_button.isVisible()
    press(seat, shown, "Return", row.id)
    assert seat.dialog(FormDialog).fields["meeting"].editor.typed() == held
    typed(seat, reason="合并到教研活动周，不另设")
    fresh = seat.desk.plan_adjustments.get(row.id)
    assert (fresh.reason, fresh.meeting_id) == ("合并到教研活动周，不另设", row.meeting_id)
    press(seat, shown, "Return", row.id)
    typed(seat, meeting="校务会")
    fresh = seat.desk.plan_adjustments.get(row.id)
    assert (fresh.meeting, fresh.meeting_id) == ("校务会", "")
    press(seat, shown, "Delete", row.id)
    assert len(shown.parts.rows) == len(kept) - 1
    assert said.heard()[-1] == "notice: 已删除调整记录，可在回收站找回。"
    shown.accept()


def test_what_a_stage_lacks_leads_to_where_it_is_written(page: PlanPage, seat: Seat, said: Said) -> None:
    desk = seat.desk
    rows = {row.name: row for row in desk.plan_opinions.of(plan_id(page))}
    desk.plan_opinions.change(rows["周教授"].id, {"taken": "", "answer": ""})
    argued = next(row for row in desk.plan_stages.of(plan_id(page)) if row.stage == ARGUED)
    desk.plan_stages.change(argued.id, {"result": ""})
    seat.wait()
    for text, kind in (("1 条论证意见还没有写明是否采纳", OpinionsDialog), ("写明论证结论", FormDialog)):
        page.handling.with_picture(show_lacks)
        dialog = seat.dialog()
        table = dialog.findChild(TableView)
        table.opened.emit(next(row for row in table.model().rows if row.lack.text == f"论证：{text}"))
        seat.wait()
        seat.dialog(kind).reject()
    assert said.heard() == []


def test_a_note_of_progress_is_corrected(page: PlanPage, seat: Seat) -> None:
    assert page.picture is not None
    whole = page.picture.whole
    task = next(row for row in whole.tasks if row.title == "修订教师梯队培养方案")
    page.go_to(task.id)
    seat.wait()
    page.side.notes.opened.emit(0)
    form = seat.dialog(FormDialog)
    assert form.fields["text"].editor.typed() == "完成初稿，发各组征求意见"
    typed(seat, text="完成第二稿", percent="75")
    assert page.side.notes.lines[0].text == "许莉：完成第二稿（75%）"
    assert seat.desk.plan_tasks.get(task.id).percent == 75


def test_a_stage_leads_to_its_meeting(page: PlanPage, seat: Seat) -> None:
    desk = seat.desk
    passed = next(row for row in desk.plan_stages.of(plan_id(page)) if row.stage == "审议通过")
    meeting = next(row for row in desk.meetings.rows() if row.on == "2026-06-19")
    desk.plan_stages.change(passed.id, {"meeting_id": meeting.id})
    seat.wait()
    menu(page, "审批备案")[f"查看会议 {meeting.on} {meeting.title}"]()  # type: ignore[operator]
    seat.wait()
    shown = seat.window.stack.currentWidget()
    assert shown.name == "governance"  # type: ignore[attr-defined]
    assert [row.id for row in shown.table.selected()] == [meeting.id]  # type: ignore[attr-defined]
    desk.meetings.put_away([meeting.id])
    seat.window.show_page("plan")
    seat.wait()
    assert not [word for word in menu(page, "审批备案") if word.startswith("查看会议")]


def test_a_value_is_adjusted_in_a_field_of_its_own_kind(page: PlanPage, seat: Seat, said: Said) -> None:
    assert page.picture is not None
    task = next(row for row in page.picture.whole.tasks if row.title == "名师工作室开放活动 2 次")
    page.handling.with_picture(adjust, task)
    form = seat.dialog(FormDialog)
    field, value = form.fields["field"].editor, form.fields["value"].editor
    assert (value.typed(), value.column.key) == (task.title, "title")

    def choose(word: str) -> None:
        field.show_text(word)
        field.edited.emit()

    choose("年度")
    assert value.column.codes.words == tuple(one.word for one in years_of(page.picture.whole.plan))
    assert value.typed() == task.year
    choose("完成时限")
    assert value.typed() == task.due
    typed(seat, value="20280315", reason="与教研节同期")
    assert "完成时限 2028-03-15 不在2025-2026学年" in seat.words(form)
    value.show_text("明年春天")
    form.accept()
    assert seat.desk.plan_tasks.get(task.id).due == task.due  # that is no day
    choose("年度")
    typed(seat, value="2027-2028学年")
    assert seat.desk.plan_tasks.get(task.id).year == "2027-2028学年"
    said.heard()
