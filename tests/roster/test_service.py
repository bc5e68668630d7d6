"""Verbs on teachers: each leaves one entry, tells its title, and can be taken back."""

from datetime import date

import pytest

from edudesk.base.errors import Cancelled, UserError
from edudesk.base.readings import Level
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.rows import FIELDS, TeacherDraft
from edudesk.roster.sample import id_number, sample_teachers
from edudesk.roster.service import TeacherService
from edudesk.sheets.reader import read_workbook
from edudesk.store.context import Context
from edudesk.store.rights import Actor, Right
from edudesk.store.timeline import Timeline
from edudesk.store.work import Conflict
from tests.data.make_workbooks import HERE, WORKBOOKS
from tests.roster.people import chosen as choices_for
from tests.thorough import in_turn

ID = id_number("1985-07-12", 82)  # a woman's
WRONG_ID = ID[:-1] + ("1" if ID[-1] != "1" else "2")


def names(teachers: TeacherService) -> list[str]:
    return [row.name for row in teachers.rows()]


def content(teachers: TeacherService) -> dict[str, dict[str, str]]:
    """What is known of everybody, by id."""
    return {row.id: {key: getattr(row, key) for key in FIELDS} for row in teachers.rows()}


def titles(timeline: Timeline) -> list[str]:
    return [entry.title for entry in timeline.entries()]


def preview_of(teachers: TeacherService, name: str) -> ImportPreview:
    return preview_roster(read_workbook(HERE / name), teachers.rows(), file=name, recall=teachers.remembered)


# one by one


def test_new_teacher_is_listed_by_pinyin_of_the_name(teachers, timeline):
    for name in ("周敏华", "单国平", "阿依古丽·买买提", "仇永康"):
        teachers.add(TeacherDraft(name=name))
    assert names(teachers) == ["阿依古丽·买买提", "仇永康", "单国平", "周敏华"]
    assert titles(timeline)[0] == "新增教师 仇永康"


def test_every_problem_of_a_draft_is_told_at_once_and_nothing_is_stored(teachers, timeline):
    with pytest.raises(UserError) as told:
        teachers.add(TeacherDraft(name=" ", birth="1985.13", work_start="2007-8"))
    assert [problem.key for problem in told.value.problems] == ["name", "birth", "work_start"]
    assert told.value.problems[1].text == "出生年月“1985.13”不是日期，请写成 1985-07 这样。"
    assert (names(teachers), titles(timeline)) == ([], [])


def test_change_says_in_its_title_who_and_what(teachers, timeline):
    row = teachers.add(TeacherDraft(name="周敏华", title="二级教师"))
    row = teachers.change(row.id, {"title": "一级教师"}, row.version)
    assert (row.title, row.version, titles(timeline)[0]) == ("一级教师", 2, "修改 周敏华 职称")
    many = {"subject": "数学", "classes": "五（3）班", "phone": "19901990001", "honour": "教坛新秀"}
    teachers.change(row.id, many, row.version)
    assert titles(timeline)[0] == "修改 周敏华 任教学科、任教班级、最高称号 等 5 项"


def test_change_to_what_is_there_already_leaves_no_entry(teachers, timeline):
    row = teachers.add(TeacherDraft(name="周敏华", title="二级教师"))
    again = teachers.change(row.id, {"title": "二级教师"}, row.version)
    assert (again, len(titles(timeline))) == (row, 1)


def test_renamed_teacher_is_found_under_the_new_name(teachers):
    row = teachers.add(TeacherDraft(name="周敏华"))
    renamed = teachers.change(row.id, {"name": "单敏华"})
    assert (renamed.pinyin, renamed.initials) == ("shan min hua", "smh")


def test_second_writer_on_an_old_view_of_the_row_is_told(teachers):
    seen = teachers.add(TeacherDraft(name="周敏华", title="二级教师"))
    teachers.change(seen.id, {"title": "一级教师"}, seen.version)
    with pytest.raises(Conflict, match="“周敏华”刚被别的操作改过"):
        teachers.change(seen.id, {"title": "高级教师"}, seen.version)
    assert teachers.get(seen.id).title == "一级教师"


def test_deleted_teacher_cannot_be_changed_any_more(teachers):
    row = teachers.add(TeacherDraft(name="周敏华"))
    teachers.put_away([row.id])
    with pytest.raises(UserError, match="这条教师记录已不存在"):
        teachers.change(row.id, {"title": "一级教师"})


def test_retired_teacher_stays_in_the_roster_with_day_and_status(teachers, timeline):
    row = teachers.add(TeacherDraft(name="李红", subject="数学"))
    teachers.retire([row.id], date(2026, 8, 31))
    gone = teachers.get(row.id)
    assert (gone.status, gone.status_date, titles(timeline)[0]) == ("退休", "2026-08-31", "退休登记 李红")
    with pytest.raises(UserError, match="“在岗”不是离岗状态"):
        teachers.retire([row.id], date(2026, 8, 31), "在岗")


# the ID number and what follows from it


def test_good_id_number_gives_birth_and_sex_where_they_are_missing(teachers):
    row = teachers.add(TeacherDraft(name="安好", id_no=ID))
    assert (row.birth, row.gender, row.id_status) == ("1985-07-12", "女", "")
    kept = teachers.add(TeacherDraft(name="乐好", id_no=id_number("1985-07-12", 84), birth="1985-08"))
    assert kept.birth == "1985-08"
    month = teachers.add(TeacherDraft(name="月好", id_no=id_number("1985-07-12", 86), birth="1985-07"))
    assert month.birth == "1985-07-12"


def test_id_number_with_a_wrong_check_digit_is_kept_as_doubtful_until_mended(teachers):
    row = teachers.add(TeacherDraft(name="安好", id_no=WRONG_ID))
    assert (row.id_no, row.id_status, row.birth) == (WRONG_ID, "待核实", "")
    mended = teachers.change(row.id, {"id_no": ID}, row.version)
    assert (mended.id_status, mended.birth) == ("", "1985-07-12")


def test_number_that_is_missing_stays_marked_and_a_passport_is_not_judged(teachers):
    row = teachers.add(TeacherDraft(name="毕截断", id_status="待补"))
    assert teachers.change(row.id, {"title": "一级教师"}).id_status == "待补"
    guest = teachers.add(TeacherDraft(name="SAM LEE", id_type="其他", id_no="K1234567"))
    assert (guest.id_no, guest.id_status) == ("K1234567", "")


def test_two_teachers_never_share_a_good_id_number(teachers):
    teachers.add(TeacherDraft(name="安好", id_no=ID))
    with pytest.raises(UserError) as told:
        teachers.add(TeacherDraft(name="安老师", id_no=ID))
    assert [(one.key, one.text) for one in told.value.problems] == [
        ("id_no", "花名册中“安好”已是这个身份证号。")
    ]
    other = teachers.add(TeacherDraft(name="安老师"))
    with pytest.raises(UserError, match="有几项还不能保存"):
        teachers.change(other.id, {"id_no": ID})
    assert teachers.get(other.id).id_no == ""


# taken back


def test_each_change_is_undone_and_redone_by_its_title(teachers, timeline):
    row = teachers.add(TeacherDraft(name="周敏华", title="二级教师"))
    teachers.change(row.id, {"title": "一级教师"})
    teachers.retire([row.id], date(2026, 8, 31))
    teachers.put_away([row.id])
    done = ["删除教师 周敏华", "退休登记 周敏华", "修改 周敏华 职称", "新增教师 周敏华"]
    states = []
    for title in done:
        states.append(content(teachers))
        assert timeline.next_steps().undo.title == title
        assert timeline.undo().title == title
    assert (names(teachers), timeline.next_steps().undo) == ([], None)
    for title, state in zip(reversed(done), reversed(states), strict=True):
        assert timeline.next_steps().redo.title == title
        timeline.redo()
        assert content(teachers) == state
    assert timeline.verify().is_whole


def test_teacher_comes_back_from_the_recycle_bin_as_before(teachers, timeline):
    rows = [teachers.add(TeacherDraft(name=name)) for name in ("李静", "周敏华")]
    before = content(teachers)
    teachers.put_away([row.id for row in rows])
    assert titles(timeline)[0] == "删除教师 李静、周敏华"
    assert {one.label for one in timeline.bin()} == {"李静", "周敏华"}
    timeline.take_back(timeline.bin())
    assert (content(teachers), timeline.bin()) == (before, [])


def test_old_value_is_brought_back_from_the_history(teachers, timeline):
    row = teachers.add(TeacherDraft(name="周敏华", title="二级教师", subject="数学"))
    teachers.change(row.id, {"title": "一级教师", "subject": "科学"})
    teachers.change(row.id, {"classes": "五（3）班"})
    (_, entry, _) = [entry.seq for entry, _ in teachers.history(row.id)]
    back = teachers.set_back(row.id, entry, ["title"])
    assert (back.title, back.subject, back.classes) == ("二级教师", "科学", "五（3）班")
    assert titles(timeline)[0] == "恢复 周敏华 职称"
    assert teachers.history(row.id)[0][1].after == {"title": "二级教师"}


def test_field_that_an_entry_did_not_touch_is_not_emptied_by_bringing_it_back(teachers):
    row = teachers.add(TeacherDraft(name="周敏华", phone="19901990001"))
    teachers.change(row.id, {"title": "一级教师"})
    entry = teachers.history(row.id)[0][0].seq
    assert teachers.set_back(row.id, entry, ["phone"]).phone == "19901990001"


def test_doubtful_number_brought_back_is_doubtful_again_and_an_old_name_is_found(teachers):
    row = teachers.add(TeacherDraft(name="周敏华", id_no=WRONG_ID))
    teachers.change(row.id, {"id_no": ID, "name": "单敏华"})
    entry = teachers.history(row.id)[0][0].seq
    back = teachers.set_back(row.id, entry, ["id_no", "name"])
    assert (back.id_no, back.id_status, back.initials) == (WRONG_ID, "待核实", "zmh")


def test_looking_at_a_masked_number_leaves_a_trace_that_does_not_hold_it(teachers, timeline, context):
    row = teachers.add(TeacherDraft(name="安好", id_no=ID, phone="19901990001"))
    assert teachers.reveal(row.id, "id_no") == ID
    entry = timeline.last()
    assert (entry.title, entry.kind, entry.actor) == ("显示 安好 的身份证号", "note", "本机用户")
    assert timeline.next_steps().undo.title == "新增教师 安好"
    blind = TeacherService(
        Context(context.store, Actor("代课教师", frozenset(Right) - {Right.REVEAL_PERSONAL}))
    )
    with pytest.raises(UserError, match="没有做这件事的权限"):
        blind.reveal(row.id, "id_no")
    assert len(timeline.entries()) == 2


# whole workbooks


@pytest.mark.parametrize("is_sample", [False, True], ids=["empty", "sample school"])
@pytest.mark.parametrize("name", in_turn(WORKBOOKS))
def test_workbook_goes_in_is_the_same_again_and_is_taken_back_whole(teachers, timeline, name, is_sample):
    if is_sample:
        teachers.add_many("建立示例教师", sample_teachers())
    before = content(teachers)
    preview = preview_of(teachers, name)
    assert content(teachers) == before  # a preview writes nothing
    result = teachers.import_rows(preview)
    counts = preview.counts
    assert (result.new, result.changed, result.same, result.error) == tuple(
        counts[state] for state in ("new", "changed", "same", "error")
    )
    assert len(content(teachers)) == len(before) + result.new
    again = preview_of(teachers, name)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert again.counts["same"] == result.new + result.changed + result.same
    if result.new + result.changed:
        assert titles(timeline)[0] == f"导入 {name}：新增 {result.new} 人，更新 {result.changed} 人"
        assert timeline.last().seq == result.entry
        assert timeline.undo(result.entry).seq == result.entry
    assert content(teachers) == before
    assert timeline.verify().is_whole


def test_second_import_of_the_same_file_writes_nothing(teachers, timeline):
    teachers.import_rows(preview_of(teachers, "r6_one_sheet.xlsx"))
    entries = len(timeline.entries())
    result = teachers.import_rows(preview_of(teachers, "r6_one_sheet.xlsx"))
    assert (result.new, result.changed, result.same, result.entry) == (0, 0, 8, None)
    assert len(timeline.entries()) == entries


def test_import_of_an_old_preview_is_refused_whole(teachers):
    preview = preview_of(teachers, "sample_school_update.xlsx")
    teachers.import_rows(preview)
    before = content(teachers)
    with pytest.raises(Conflict, match="预览之后花名册又有改动"):
        teachers.import_rows(preview)
    assert content(teachers) == before


def test_changed_teacher_is_not_overwritten_by_a_preview_made_before(teachers):
    teachers.add_many("建立示例教师", sample_teachers())
    preview = preview_of(teachers, "sample_school_update.xlsx")
    zhou = next(row for row in teachers.rows() if row.name == "周敏华")
    teachers.change(zhou.id, {"title": "正高级教师"})
    with pytest.raises(Conflict):
        teachers.import_rows(preview)
    assert teachers.get(zhou.id).title == "正高级教师"


def test_columns_chosen_by_hand_are_remembered_for_the_next_sheet_of_this_kind(teachers):
    name = "r1_national_export.xlsx"
    first = preview_of(teachers, name)
    health = next(column.index for column in first.columns if column.header == "签订合同情况")
    chosen = preview_roster(
        read_workbook(HERE / name), [], file=name, choices=choices_for(first, {health: "remark"})
    )
    teachers.import_rows(chosen)
    assert {row.remark for row in teachers.rows()} == {"聘用合同", "劳动合同"}
    again = preview_of(teachers, name)
    assert again.columns[health].field == "remark"
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)


def test_rows_with_errors_stay_out_and_say_so(teachers):
    preview = preview_of(teachers, "damaged_ids.xlsx")
    result = teachers.import_rows(preview)
    assert (result.new, result.error) == (20, 4)
    wrong = {problem.row for problem in preview.problems if problem.level is Level.ERROR}
    assert not wrong & {row.row for row in preview.importable}


def test_cancelled_import_leaves_everything_as_it_was(teachers, timeline):
    def stop(done: int, total: int, text: str) -> None:
        if done:
            raise Cancelled

    preview = preview_of(teachers, "r6_one_sheet.xlsx")
    with pytest.raises(Cancelled):
        teachers.import_rows(preview, stop)
    assert (names(teachers), titles(timeline)) == ([], [])
