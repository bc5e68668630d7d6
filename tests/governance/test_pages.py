"""治理与督导 in the window: a meeting with its resolution, a regulation, a point closed by its proof, all by their forms."""

from typing import Any

from edudesk.governance.pages.records import RecordsPage
from edudesk.governance.rows.bodies import BodyDraft
from edudesk.governance.rows.meetings import MeetingDraft
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.part_files import PartFiles
from tests.gui import Said
from tests.seat import Seat


def _page(seat: Seat, name: str) -> Any:
    page = seat.window.show_page(name)
    assert isinstance(page, RecordsPage)
    seat.wait()
    return page


def _typed(seat: Seat, **values: str) -> None:
    form = seat.dialog(FormDialog)
    for key, text in values.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    seat.wait()
    assert not seat.dialogs(FormDialog)


def test_meetings_bodies_and_resolutions(seat: Seat, said: Said) -> None:
    bodies = _page(seat, "governance_bodies")
    assert {row.title: (row.count, row.term) for row in bodies.model.all_rows}["教职工代表大会"] == (
        4,
        "第三届",
    )
    bodies.add()
    _typed(seat, title="学术委员会", kind="学术委员会")
    bodies.drawer.show()
    bodies.drawer.parts.add()
    _typed(seat, name="王建国", duty="主任", term="第一届")
    line = next(row for row in bodies.model.all_rows if row.title == "学术委员会")
    assert (line.count, line.term) == (1, "第一届")
    (member,) = seat.desk.body_seats.of(line.id)
    assert seat.desk.teachers.get(member.teacher_id).name == "王建国"

    page = _page(seat, "governance")
    page.add()
    _typed(seat, title="学术委员会第一次会议", body="学术委员会", on="2026-11-18", due="9", present="8")
    held = page.model.all_rows[0]
    page.edit(held)
    _typed(seat, text="会议通过了课题名单。\n会议要求公示三天。", chair="李静")
    held = page.model.all_rows[0]
    assert (held.text, held.chair) == ("会议通过了课题名单。\n会议要求公示三天。", "李静")
    assert (held.title, held.body, held.body_id) == ("学术委员会第一次会议", "学术委员会", line.id)
    page.open_row(held)
    page.drawer.parts.add()
    form = seat.dialog(FormDialog)
    assert {"教科室", "王建国"} <= set(form.fields["owner"].editor.matches(""))
    assert form.fields["text"].editor.height() > 2 * form.fields["title"].editor.height()
    _typed(seat, title="校级课题推荐名单", result="通过", votes_for="8", owner="教科室", due="2026-11-19")
    (asked,) = seat.desk.resolutions.of(held.id)
    assert page.model.all_rows[0].resolved == "逾期 1，落实 0/1"
    page.drawer.parts.carry_out()
    _typed(seat, done="已公示三天", done_on="2026-11-20")
    assert seat.desk.resolutions.get(asked.id).done == "已公示三天"
    assert page.model.all_rows[0].resolved == "决议 1，落实 1/1"
    assert said.heard() == ["notice: 已登记落实决议“校级课题推荐名单 · 教科室”。"]
    seat.press("Ctrl+Z")
    (told,) = said.heard()
    assert told.startswith("notice: 已撤销：修改决议 校级课题推荐名单")
    assert seat.desk.resolutions.get(asked.id).done_on == ""

    seat.desk.bodies.change(line.id, {"ended": "2026-11-19"})
    successor = seat.desk.bodies.add(BodyDraft(title="学术委员会", kind="学术委员会"))
    seat.wait()
    page.edit(next(row for row in page.model.all_rows if row.id == held.id))
    _typed(seat, place="会议室")
    kept = seat.desk.meetings.get(held.id)
    assert (kept.place, kept.body_id) == ("会议室", line.id)  # of the body that held it, which is gone
    page.add()
    _typed(seat, title="学术委员会成立会", body="学术委员会", on="2026-11-20")
    assert page.model.all_rows[0].body_id == successor.id
    seat.desk.bodies.put_away([line.id])
    seat.wait()
    page.edit(next(row for row in page.model.all_rows if row.id == held.id))
    _typed(seat, place="阅览室")
    assert seat.desk.meetings.get(held.id).body_id == line.id  # it may come back from the recycle bin


def test_inspections_and_regulations(seat: Seat, said: Said) -> None:
    page = _page(seat, "governance_inspections")
    visit = next(row for row in page.model.all_rows if row.title == "作业管理专项督导")
    assert visit.mended.words == "销号 1/3，逾期 1"
    late = next(
        one for one in seat.desk.findings.of(visit.id) if not one.closed_on and "公示栏" in one.problem
    )
    page.show_record(visit.id, late.id)
    seat.wait()
    parts = page.drawer.parts
    number = next(at for at, one in enumerate(parts.rows) if one.id == late.id)
    parts._do(parts.rows[number], parts.section.deeds[0])
    _typed(seat, proof="公示栏已改版，照片两张")
    assert said.heard() == ["notice: 已销号整改事项“作业公示栏缺少周末作业 · 各年级组长”。"]
    assert seat.desk.findings.get(late.id).proof == "公示栏已改版，照片两张"
    assert next(row for row in page.model.all_rows if row.id == visit.id).mended.words == "销号 2/3"
    strips = page.drawer.findChildren(PartFiles)
    assert [one.isVisibleTo(page.drawer) for one in strips] == [True, True]  # of the point, of the inspection

    rules = _page(seat, "governance_regulations")
    row = next(one for one in rules.model.all_rows if one.title == "教学常规管理制度")
    assert (row.edition, row.adopted, row.adopted_by) == ("第 2 版", "2024-06-21", "三届一次教职工代表大会")
    rules.open_row(row)
    rules.drawer.parts.add()
    _typed(seat, on="2026-06-19", adopted_by="2026-06-19 三届三次教职工代表大会", why="增加人工智能使用要求")
    row = next(one for one in rules.model.all_rows if one.id == row.id)
    assert (row.edition, row.adopted_by) == ("第 3 版", "三届三次教职工代表大会")
    later = seat.desk.meetings.add(MeetingDraft(title="三届四次教职工代表大会", on="2026-11-18"))
    seat.wait()
    rules.drawer.parts.add()  # a meeting that was held after the page was opened
    _typed(seat, on="2026-11-19", adopted_by="2026-11-18 三届四次教职工代表大会", why="修订")
    last = seat.desk.editions.of(row.id)[0]
    assert (last.number, last.meeting_id) == (4, later.id)
    seat.desk.meetings.put_away([later.id])
    seat.wait()
    rules.show_record(row.id)
    rules.drawer.parts.edit(next(one for one in rules.drawer.parts.rows if one.id == last.id))
    _typed(seat, why="修订第三章")
    last = seat.desk.editions.get(last.id)
    assert (last.why, last.meeting_id) == ("修订第三章", later.id)

    rules.add()
    form = seat.dialog(FormDialog)
    assert "教导处" in form.fields["department"].editor.matches("")
    assert form.fields["standing"].editor.typed() == "现行"
    _typed(seat, title="作业管理办法", department="德育处 教导处", keeper="王建国")
    fresh = next(one for one in rules.model.all_rows if one.title == "作业管理办法")
    assert (fresh.standing, fresh.department, fresh.keeper) == ("现行", "德育处 教导处", "王建国")
