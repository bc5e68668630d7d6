"""The records beside a project: whose names they keep, and the files of a line."""

import pytest
from PySide6.QtCore import Qt

from edudesk.base.errors import UserError
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.part_files import PartFiles
from edudesk.kit.part_list import PartList
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Whole
from edudesk.roster.histories.honours import Achievement
from tests.gui import Said
from tests.projects.test_page import choose, typed
from tests.seat import Seat


def opened(page: ProjectsPage, seat: Seat, tab: str, noun: str = "") -> PartList:
    """A list of the chosen project."""
    choose(page, seat)
    page.drawer.choose(tab)
    seat.wait()
    return page.drawer.part(noun or tab)


def files_below(part: PartList) -> PartFiles:
    """The files of the chosen line of a list."""
    (found,) = part.parentWidget().findChildren(PartFiles)
    return found


def click(part: PartList, seat: Seat, number: int, *, twice: bool = False) -> None:
    """A line with the mouse."""
    place = part.list.visualItemRect(part.list.item(number)).center()
    press = seat.qtbot.mouseDClick if twice else seat.qtbot.mouseClick
    press(part.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seat.wait()


# --- the files of a line --------------------------------------------------------------------------------------


def test_files_stay_in_sight_after_a_change(page: ProjectsPage, seat: Seat, said: Said):
    part = opened(page, seat, "活动")
    part.list.setCurrentRow(1)
    chosen, files = part.rows[1], files_below(part)
    files.strip.show_files([*files.strip.files, seat.desk.attachments.keep("合影.txt", b"1")])
    files.strip.changed.emit()
    seat.wait()
    assert (files.isVisible(), part.list.currentRow()) == (True, 1)
    part.add()
    typed(seat, title="最早的一次研讨", on="2020-01-01")
    assert part.rows[part.list.currentRow()].id == chosen.id
    assert chosen.title in seat.words(files)
    part.put_away(chosen)
    seat.wait()
    assert said.heard() == ["notice: 已删除活动，可在回收站找回。"]
    assert not files.isVisible()
    page.go_to(next(one.id for one in page.model.rows if one.id != chosen.project_id))
    seat.wait()
    assert part.list.currentRow() == -1


def test_a_click_shows_the_files_of_a_line_and_two_open_it(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "活动")
    click(part, seat, 0)
    assert not seat.dialogs(FormDialog)
    assert files_below(part).isVisible()
    click(part, seat, 0, twice=True)
    assert seat.dialog(FormDialog).fields["title"].editor.typed() == part.rows[0].title


def test_a_click_opens_a_line_that_has_no_files(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "成员")
    click(part, seat, 0)
    assert seat.dialog(FormDialog).fields["name"].editor.typed() == "王建国"


def test_files_that_could_not_be_kept_are_told_and_taken_out_again(
    page: ProjectsPage, seat: Seat, said: Said, monkeypatch: pytest.MonkeyPatch
):
    part = opened(page, seat, "活动")
    part.list.setCurrentRow(0)
    files = files_below(part)
    before = files.strip.files

    def refuse(*_given: object) -> None:
        raise UserError("磁盘已满。", "原来的文件都还在。")

    monkeypatch.setattr(part.service, "keep_files", refuse)
    files.strip.show_files([*before, seat.desk.attachments.keep("合影.txt", b"1")])
    files.strip.changed.emit()
    (heard,) = said.heard()
    assert "磁盘已满。" in heard
    assert files.strip.files == before


# --- whose names a record keeps -------------------------------------------------------------------------------


def test_who_is_in_the_recycle_bin_stays_where_he_took_part(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "活动")
    seat.desk.project_activities.change(
        part.rows[0].id, {"attended": "、".join(seat.teacher(name).id for name in ("许莉", "李静"))}
    )
    gone, stays, new = (seat.teacher(name).id for name in ("许莉", "李静", "王建国"))
    seat.desk.teachers.put_away([gone])
    seat.wait()
    part.edit(part.rows[0])
    assert seat.dialog(FormDialog).fields["attended"].editor.typed() == "李静"
    typed(seat, attended="李静、王建国、来宾某")
    assert part.rows[0].attended.split("、") == [stays, new, gone]
    assert part.rows[0].guests.endswith("来宾某")


def test_a_member_in_the_recycle_bin_stays_who_he_is(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "成员")
    number, member = next((n, one) for n, one in enumerate(part.rows) if one.teacher_id and n)
    seat.desk.teachers.put_away([member.teacher_id])
    seat.wait()
    part.edit(part.rows[number])
    typed(seat, duty="另有分工")
    kept = part.rows[number]
    assert (kept.teacher_id, kept.name, kept.duty) == (member.teacher_id, member.name, "另有分工")
    part.edit(kept)
    typed(seat, name="许莉")
    assert part.rows[number].teacher_id == seat.teacher("许莉").id


def test_an_author_with_a_namesake_is_printed_by_name(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "成果")
    first, second = namesakes(seat)
    part.add()
    typed(seat, kind="论文", title="同名作者的论文", authors=f"{words_of(page, second)}、校外某")
    (row,) = [one for one in part.rows if one.title == "同名作者的论文"]
    assert (row.authors, row.teacher_ids) == ("许莉、校外某", second)
    part.edit(row)
    assert seat.dialog(FormDialog).fields["authors"].editor.typed() == f"{words_of(page, second)}、校外某"
    typed(seat, authors=f"{words_of(page, second)}、{words_of(page, first)}")
    (row,) = [one for one in part.rows if one.title == "同名作者的论文"]
    assert (row.authors, row.teacher_ids) == ("许莉、许莉", f"{second}、{first}")
    seat.desk.teachers.put_away([first])
    seat.wait()
    part.edit(row)
    typed(seat, title="改了名称")
    (row,) = [one for one in part.rows if one.title == "改了名称"]
    assert (row.authors, set(row.teacher_ids.split("、"))) == ("许莉、许莉", {first, second})


def namesakes(seat: Seat) -> tuple[str, str]:
    """Ids of two teachers of one name, of different subjects."""
    first = seat.teacher("许莉")
    other = next(one for one in seat.desk.teachers.rows() if one.subject not in ("", first.subject))
    seat.desk.teachers.change(other.id, {"name": "许莉"})
    seat.wait()
    return first.id, other.id


def words_of(page: ProjectsPage, teacher_id: str) -> str:
    """What a teacher is called in the forms."""
    return page.choosing.word(teacher_id)


def test_a_proof_without_a_file_says_so(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "材料")
    for title, form in (("课例照片", "电子文件"), ("签到表", "纸质")):
        part.add()
        typed(seat, title=title, form=form)
    assert {line.text: line.note for line in part.list.lines if line.text in ("课例照片", "签到表")} == {
        "课例照片": "没有文件", "签到表": "",
    }  # fmt: skip


# --- what the next stage wants --------------------------------------------------------------------------------


def test_a_final_result_is_no_stage_result_anywhere(page: ProjectsPage, seat: Seat):
    row = choose(page, seat)
    part = page.drawer.part("成果")
    for title in ("研究报告", "专著"):
        part.show_owner(row.project)
        part.add()
        typed(seat, kind="论文", title=title, is_final="是")
    row = choose(page, seat)
    assert "阶段成果不少于 3 项（现 2 项）" in seat.words(page.drawer)
    assert seat.desk.projects.check_step(row.id, "中期检查").outputs == 1
    assert row.alert == "中期材料缺 2 件"  # a document and the results


def test_the_card_of_the_next_stage_has_the_days_of_that_stage(page: ProjectsPage, seat: Seat):
    assert choose(page, seat, "创建省书香校园").next_title == "2026 年度考核"
    assert "自评 · 69 天后到期" in seat.words(page.drawer)
    choose(page, seat, "“四有”好教师团队")
    assert "中期 · 原定 2026-07-06，可以跳过" in seat.words(page.drawer)


def test_who_leaves_later_is_still_in_the_team(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "成员")
    seat.desk.project_members.change(part.rows[0].id, {"left": "2026-12-31"})
    seat.wait()
    row = choose(page, seat)
    assert row.leaders == "王建国"
    assert part.list.lines[0].note == ""
    assert "还没有主持人。" not in seat.desk.projects.warnings(row.id)
    assert [one.name for one in seat.desk.project_dossiers.of(row.id).leaders] == ["王建国"]


# --- a step ---------------------------------------------------------------------------------------------------


def put_in(seat: Seat, form: FormDialog, name: str) -> None:
    """A file into the strip of a form."""
    strip = form.fields["files"].editor.strip
    strip.show_files([*strip.files, seat.desk.attachments.keep(name, name.encode())])
    strip.changed.emit()
    assert form.is_changed


def test_a_step_takes_files_and_is_put_right_afterwards(page: ProjectsPage, seat: Seat, said: Said):
    row = choose(page, seat)
    page.move_on(row.project)
    put_in(seat, seat.dialog(FormDialog), "检查通知.pdf")
    typed(seat, forced="市教科院要求提前检查", doc_no="9号")
    assert said.heard() == [f"notice: “{row.title}”已进入“中期检查”。"]
    step = seat.desk.projects.steps(row.id)[-1]
    assert [one.name for one in seat.desk.attachments.of([step.id])[step.id]] == ["检查通知.pdf"]
    events = page.drawer.summary.course.list
    assert events.lines[0].text == "中期检查 9号"
    assert events.lines[0].note == "提前办理 附件 1"
    events.setCurrentRow(0)
    events.setFocus()
    seat.press("Return")
    form = seat.dialog(FormDialog)
    assert [form.fields[key].editor.typed() for key in ("from_stage", "forced")] == [
        "实施",
        "市教科院要求提前检查",
    ]
    assert [one.name for one in form.fields["files"].editor.strip.files] == ["检查通知.pdf"]
    put_in(seat, form, "意见.pdf")
    typed(seat, doc_no="12号", result="优秀")
    step = seat.desk.projects.steps(row.id)[-1]
    assert (step.doc_no, step.result) == ("12号", "优秀")
    assert len(seat.desk.attachments.of([step.id])[step.id]) == 2
    assert events.lines[0].text == "中期检查 12号 优秀"
    seat.desk.timeline.undo()
    seat.wait()
    assert events.lines[0] == (step.on[2:], "中期检查 9号", "提前办理 附件 1")


def test_stages_of_an_old_project_are_noted_and_taken_away(page: ProjectsPage, seat: Seat, said: Said):
    old = ProjectDraft(title="旧课题", kind="KT", number="B-1", doc_no="3号", approved_on="2024-03-01")
    one = seat.desk.projects.begin(Whole(old))
    seat.wait()
    page.go_to(one.id)
    seat.wait()
    assert "前面的阶段还缺" in seat.words(page.drawer)
    course = page.drawer.summary.course
    assert course.list.lines == [("", "实施", "日期待补"), ("24-03-01", "立项 3号", "")]
    course.list.opened.emit(0)
    typed(seat, on="2024-06-01")
    page.drawer.stages.asked.emit("开题")
    form = typed(seat, on="2024-06-01")
    assert "日期不早于“实施”的 2024-06-01" in seat.words(form)
    form.fields["on"].editor.show_text("2024-05-20")
    form.accept()
    seat.wait()
    assert [line.text for line in course.list.lines] == ["实施", "开题", "立项 3号"]
    course.list.removed.emit(0)
    seat.wait()
    assert said.heard() == ["notice: 已删除经过“实施”，项目回到“开题”。"]
    seat.desk.timeline.undo()
    seat.wait()
    assert [line.text for line in course.list.lines] == ["实施", "开题", "立项 3号"]


def test_a_step_is_not_stored_while_its_files_are_on_their_way(page: ProjectsPage, seat: Seat):
    row = choose(page, seat)
    page.drawer.summary.course.list.opened.emit(0)
    form = seat.dialog(FormDialog)
    form.fields["files"].editor.strip.is_taking = True
    form.fields["doc_no"].editor.show_text("12号")
    form.accept()
    assert form.isVisible()
    assert "还在放入" in seat.words(form)
    assert seat.desk.projects.steps(row.id)[-1].doc_no != "12号"
    form.fields["files"].editor.strip.is_taking = False
    form.accept()
    assert seat.desk.projects.steps(row.id)[-1].doc_no == "12号"


def test_an_open_lesson_of_the_roster_becomes_a_result(page: ProjectsPage, seat: Seat):
    row = choose(page, seat)
    member = next(one for one in seat.desk.project_members.of(row.id) if one.teacher_id)
    seat.desk.histories.add(
        "achievement",
        Achievement(
            teacher_id=member.teacher_id,
            kind="公开课",
            title="倍的认识（展示课）",
            level="区级",
            begins="2026-05",
        ),
    )
    part = opened(page, seat, "成果")
    before = len(part.rows)
    offered = seat.desk.deliverables.offered(row.id)
    place = next(n for n, one in enumerate(offered) if one.title == "倍的认识（展示课）")
    seat.click("从成员的成果中选…", page.drawer)
    typed(seat, **{str(place): "是"})
    assert len(part.rows) == before + 1
    taken = next(one for one in part.rows if one.title == "倍的认识（展示课）")
    assert (taken.kind, taken.on, taken.authors, taken.teacher_ids) == (
        "公开课",
        "2026-05",
        member.name,
        member.teacher_id,
    )
    assert "倍的认识（展示课）" not in [one.title for one in seat.desk.deliverables.offered(row.id)]


def test_money_is_shown_by_line_by_source_and_by_year(page: ProjectsPage, seat: Seat) -> None:
    choose(page, seat)
    money = page.drawer.summary.money

    def told() -> list[tuple[str, str]]:
        return [(row.line.text, row.line.figure) for row in money.bars._group.buttons()]

    assert ("资料费", "0.8/1.0 万") in told()
    seat.click("来源", money)
    assert [name for name, _ in told()] == ["市拨", "学校配套", "未写来源"]
    seat.click("年度", money)
    assert [name for name, _ in told()] == ["2026", "2027"]
