"""The flat roster after undo, redo, the recycle bin and as days go by: it shows what the dated facts say."""

from collections.abc import Callable
from datetime import date

import pytest

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.desk import Desk
from edudesk.roster.histories.careers import Status, Title
from edudesk.roster.histories.growing import Training
from edudesk.roster.histories.honours import Honour
from edudesk.roster.histories.teaching import HeadTeacher
from edudesk.roster.own import TierDraft
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.roster.service import days
from edudesk.store.engine import Store
from edudesk.store.work import Conflict
from tests.roster.people import dated

Clock = Callable[[str], None]


@pytest.fixture
def desk(school: Store, stopped_clock: Clock) -> Desk:
    """Opened on 20 November 2026."""
    desk = Desk(school)
    desk.begin_day()
    return desk


@pytest.fixture
def zhou(desk: Desk) -> TeacherRow:
    return desk.teachers.add(
        TeacherDraft(name="周敏华", title="二级教师", title_obtained="2014-08", status="在岗")
    )


def agreed(desk: Desk, teacher: TeacherRow) -> TeacherRow:
    """The teacher as the roster shows one, who is the same as of today."""
    row = desk.teachers.get(teacher.id)
    with desk.store.transaction() as connection:
        (then,) = days.rows_on(connection, [row], clock.today().isoformat())
    assert dated(row) == dated(then)
    assert desk.timeline.verify().is_whole
    return row


def take_back(desk: Desk, *ids: str) -> None:
    desk.timeline.take_back([one for one in desk.timeline.bin() if one.row_id in ids])


def test_a_retirement_undone_after_its_day_came(desk: Desk, zhou: TeacherRow, stopped_clock: Clock) -> None:
    desk.teachers.retire([zhou.id], date(2026, 12, 31))
    stopped_clock("2027-01-02 08:00")
    desk.begin_day()
    assert agreed(desk, zhou).status == "退休"
    desk.timeline.undo()
    assert (agreed(desk, zhou).status, agreed(desk, zhou).status_date) == ("在岗", "")
    assert desk.histories.rows("status") == []
    desk.timeline.redo()
    assert agreed(desk, zhou).status == "退休"


def test_a_title_dated_ahead_is_undone_after_its_day_came(
    desk: Desk, zhou: TeacherRow, stopped_clock: Clock
) -> None:
    desk.histories.add("title", Title(teacher_id=zhou.id, title="三级教师", obtained="2012-08"))
    desk.histories.add("title", Title(teacher_id=zhou.id, title="一级教师", obtained="2026-12"))
    stopped_clock("2027-01-02 08:00")
    desk.begin_day()
    assert agreed(desk, zhou).title == "一级教师"
    desk.timeline.undo()
    assert agreed(desk, zhou).title == "二级教师"


def test_an_entry_whose_flat_fields_the_day_changed_can_be_undone(
    desk: Desk, zhou: TeacherRow, stopped_clock: Clock
) -> None:
    honour = Honour(teacher_id=zhou.id, name="骨干教师", awarded="2022-06", ends="2026-12")
    desk.histories.add("honour", honour)
    assert agreed(desk, zhou).honour == "骨干教师"
    stopped_clock("2027-01-02 08:00")
    desk.begin_day()
    assert agreed(desk, zhou).honour == ""
    desk.timeline.undo()
    assert desk.histories.rows("honour") == []
    desk.timeline.redo()
    assert agreed(desk, zhou).honour == ""


def test_a_teacher_entered_with_facts_goes_with_what_the_day_made_of_them(
    desk: Desk, stopped_clock: Clock
) -> None:
    desk.teachers.add(TeacherDraft(name="李静", title="二级教师", title_obtained="2014-08"))
    (li,) = desk.teachers.rows()
    desk.histories.add("title", Title(teacher_id=li.id, title="一级教师", obtained="2026-12"))
    stopped_clock("2027-01-02 08:00")
    desk.begin_day()
    desk.timeline.undo()
    desk.timeline.undo()
    assert desk.teachers.rows() == []
    desk.timeline.redo()
    desk.timeline.redo()
    assert agreed(desk, li).title == "一级教师"


def test_what_was_typed_since_is_not_undone_unasked(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"title": "三级教师"})
    entry = desk.timeline.entries()[0].seq
    desk.teachers.change(zhou.id, {"title": "正高级教师"})
    with pytest.raises(Conflict):
        desk.timeline.undo(entry)
    assert agreed(desk, zhou).title == "正高级教师"


def test_a_title_from_the_bin_shows_in_the_roster(desk: Desk) -> None:
    li = desk.teachers.add(TeacherDraft(name="李静"))
    title = desk.histories.add("title", Title(teacher_id=li.id, title="一级教师", obtained="2021-12"))
    desk.histories.put_away("title", [title])
    assert agreed(desk, li).title == ""
    take_back(desk, title)
    assert agreed(desk, li).title == "一级教师"
    desk.timeline.undo()
    assert agreed(desk, li).title == ""


def test_what_was_typed_while_a_fact_lay_in_the_bin_is_kept_beside_it(desk: Desk) -> None:
    li = desk.teachers.add(TeacherDraft(name="李静"))
    title = desk.histories.add("title", Title(teacher_id=li.id, title="二级教师", obtained="2014-08"))
    desk.histories.put_away("title", [title])
    desk.teachers.change(li.id, {"title": "一级教师", "title_obtained": "2021-12"})
    take_back(desk, title)
    assert agreed(desk, li).title == "一级教师"
    assert [row.title for row in desk.histories.of(li.id)["title"]] == ["二级教师", "一级教师"]


def test_a_rung_from_the_bin_counts_for_the_highest_honour(desk: Desk) -> None:
    li = desk.teachers.add(TeacherDraft(name="李静"))
    desk.histories.add("honour", Honour(teacher_id=li.id, name="区教坛新秀", awarded="2020-05"))
    desk.histories.add("honour", Honour(teacher_id=li.id, name="名园长", awarded="2018-05"))
    tier = desk.ladders.add(TierDraft(ladder="本校", word="名园长", rank=99, level="市级", is_county="是"))
    assert agreed(desk, li).honour == "名园长"
    desk.ladders.put_away([tier.id])
    assert agreed(desk, li).honour == "区教坛新秀"
    take_back(desk, tier.id)
    assert agreed(desk, li).honour == "名园长"


def test_two_rungs_of_one_name_do_not_come_back_from_the_bin(desk: Desk) -> None:
    first = desk.ladders.add(TierDraft(ladder="本校", word="名师", rank=3, level="校级", is_county="否"))
    desk.ladders.put_away([first.id])
    desk.ladders.add(TierDraft(ladder="本校", word="名师", rank=90, level="县区级", is_county="是"))
    with pytest.raises(UserError, match="“名师”不能恢复：本校的称号里已经有“名师”"):
        take_back(desk, first.id)
    assert [row.rank for row in desk.ladders.rows()] == [90]


def test_a_typed_retirement_to_come_is_blank_until_its_day(
    desk: Desk, zhou: TeacherRow, stopped_clock: Clock
) -> None:
    row = Status(teacher_id=zhou.id, status="借出", since="2026-12", place="教研室")
    status = desk.histories.add("status", row)
    stopped_clock("2026-12-02 08:00")
    desk.begin_day()
    assert agreed(desk, zhou).status == "借出"
    desk.histories.put_away("status", [status])
    assert agreed(desk, zhou).status == "在岗"


def test_a_new_school_year_has_no_班主任_until_there_are_rows(
    desk: Desk, zhou: TeacherRow, stopped_clock: Clock
) -> None:
    row = HeadTeacher(teacher_id=zhou.id, school_year="2026-2027", term="第一学期", class_name="三（1）班")
    desk.histories.add("head_teacher", row)
    for day, said in (("2027-07-31", "是"), ("2027-08-01", "")):
        stopped_clock(f"{day} 08:00")
        desk.begin_day()
        assert agreed(desk, zhou).head_teacher == said


def test_a_new_cycle_begins_without_credits(desk: Desk, zhou: TeacherRow, stopped_clock: Clock) -> None:
    desk.histories.add("training", Training(teacher_id=zhou.id, project="研修", begins="2026-05", hours=72))
    assert agreed(desk, zhou).training_credits == "72"
    stopped_clock("2028-01-02 08:00")
    desk.begin_day()
    assert agreed(desk, zhou).training_credits == "0"


def test_a_clock_that_was_wrong_and_is_put_back(desk: Desk, zhou: TeacherRow, stopped_clock: Clock) -> None:
    desk.histories.add("title", Title(teacher_id=zhou.id, title="一级教师", obtained="2029-05-01"))
    desk.histories.add(
        "honour", Honour(teacher_id=zhou.id, name="骨干教师", awarded="2025-06", ends="2028-12")
    )
    stopped_clock("2029-06-01 08:00")
    desk.begin_day()
    assert (agreed(desk, zhou).title, agreed(desk, zhou).honour) == ("一级教师", "")
    stopped_clock("2028-10-01 08:00")
    desk.begin_day()
    assert (agreed(desk, zhou).title, agreed(desk, zhou).honour) == ("二级教师", "骨干教师")


def test_a_retirement_to_come_is_corrected_not_doubled(
    desk: Desk, zhou: TeacherRow, stopped_clock: Clock
) -> None:
    desk.teachers.retire([zhou.id], date(2027, 1, 31))
    desk.teachers.retire([zhou.id], date(2027, 7, 31))
    assert [(row.status, row.begins) for row in desk.histories.of(zhou.id)["status"]] == [
        ("在岗", ""),
        ("退休", "2027-07-31"),
    ]
    stopped_clock("2027-02-10 08:00")
    desk.begin_day()
    assert agreed(desk, zhou).status == "在岗"
    stopped_clock("2027-08-01 08:00")
    desk.begin_day()
    assert (agreed(desk, zhou).status, agreed(desk, zhou).status_date) == ("退休", "2027-07-31")
