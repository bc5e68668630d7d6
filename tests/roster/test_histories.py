"""Dated facts and the flat row: what one says, the other shows, whichever was changed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as sql_event

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.desk import Desk, open_desk
from edudesk.roster.codes import tier_of
from edudesk.roster.histories import KIND, KIND_OF_FIELD, KINDS
from edudesk.roster.histories.careers import AdminPost, Education, Status, Title
from edudesk.roster.histories.growing import Mentoring, Training
from edudesk.roster.histories.honours import Honour, counts_as_county
from edudesk.roster.histories.reviews import EthicsEvent, Review
from edudesk.roster.histories.teaching import Assignment, HeadTeacher
from edudesk.roster.rows import COLUMN, DATED_FIELDS, FIELDS, TeacherDraft, TeacherRow
from edudesk.roster.service import days
from edudesk.store.engine import Store
from tests.roster.people import dated
from tests.thorough import examples

Clock = Callable[[str], None]


@pytest.fixture
def desk(school: Store, stopped_clock: Clock) -> Desk:
    """Opened on 20 November 2026."""
    desk = Desk(school)
    desk.histories.keep_day()
    return desk


@pytest.fixture
def zhou(desk: Desk) -> TeacherRow:
    return desk.teachers.add(
        TeacherDraft(
            name="周敏华", title="二级教师", title_obtained="2014-08", top_edu="本科", top_end="2013-06",
            status="在岗", school_start="2013-08", subject="数学", classes="五（3）（4）班", weekly_periods="12",
        )
    )  # fmt: skip


def live(desk: Desk, teacher: TeacherRow) -> TeacherRow:
    return desk.teachers.get(teacher.id)


def test_the_fields_that_histories_settle_are_named_once_for_the_rows_and_once_by_the_kinds() -> None:
    assert set(KIND_OF_FIELD) == set(DATED_FIELDS)
    assert set(FIELDS) >= DATED_FIELDS


def test_a_promotion_typed_into_the_form_keeps_the_title_before(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"title": "一级教师", "title_obtained": "2021-12"})
    titles = desk.histories.of(zhou.id)["title"]
    assert [(row.title, row.obtained) for row in titles] == [("二级教师", "2014-08"), ("一级教师", "2021-12")]
    assert live(desk, zhou).title == "一级教师"


def test_a_title_corrected_without_a_new_date_is_no_second_title(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"title": "三级教师"})
    assert [row.title for row in desk.histories.of(zhou.id)["title"]] == ["三级教师"]
    assert desk.histories.rows("title") == []  # nothing had to be stored: the flat row tells it


def test_the_first_stored_title_does_not_push_the_one_of_the_roster_out(desk: Desk, zhou: TeacherRow) -> None:
    desk.histories.add("title", Title(teacher_id=zhou.id, title="三级教师", obtained="2013-08"))
    assert [row.title for row in desk.histories.of(zhou.id)["title"]] == ["三级教师", "二级教师"]
    assert (live(desk, zhou).title, live(desk, zhou).title_obtained) == ("二级教师", "2014-08")


def test_details_of_the_title_in_the_roster_do_not_double_it(desk: Desk, zhou: TeacherRow) -> None:
    desk.histories.add("title", Title(teacher_id=zhou.id, title="二级教师", doc_no="天教人〔2014〕8号"))
    (title,) = desk.histories.of(zhou.id)["title"]
    assert (title.obtained, title.doc_no) == ("2014-08", "天教人〔2014〕8号")


def test_as_of_a_day_shows_title_and_status_of_then(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"title": "一级教师", "title_obtained": "2021-12"})
    desk.teachers.retire([zhou.id], date(2024, 8, 31), "调出")
    (then,) = desk.teachers.rows_on(date(2020, 9, 1))
    assert (then.title, then.title_obtained, then.status) == ("二级教师", "2014-08", "在岗")
    (later,) = desk.teachers.rows_on(date(2025, 9, 1))
    assert (later.title, later.status) == ("一级教师", "调出")
    assert desk.teachers.rows_on(date(2013, 7, 31)) == []  # not here yet


def test_an_age_is_that_of_the_day(desk: Desk) -> None:
    desk.teachers.add(TeacherDraft(name="李静", birth="1984-03-12", work_start="2006-08"))
    (then,) = desk.teachers.rows_on(date(2010, 3, 11))
    assert (COLUMN["age"].of(then), COLUMN["teach_years"].of(then)) == (25, 5)


def test_undo_takes_both_back(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"title": "一级教师", "title_obtained": "2021-12"})
    desk.timeline.undo()
    assert live(desk, zhou).title == "二级教师"
    assert desk.histories.rows("title") == []
    desk.timeline.redo()
    assert live(desk, zhou).title == "一级教师"
    assert len(desk.histories.rows("title")) == 2
    assert desk.timeline.verify().is_whole


def test_the_highest_valid_honour_is_shown_until_it_runs_out(
    desk: Desk, zhou: TeacherRow, stopped_clock: Clock
) -> None:
    desk.histories.add("honour", Honour(teacher_id=zhou.id, name="教坛新秀", awarded="2018-06"))
    desk.histories.add(
        "honour", Honour(teacher_id=zhou.id, name="学科带头人", awarded="2022-06", ends="2027-06")
    )
    assert (live(desk, zhou).honour, live(desk, zhou).honour_level) == ("学科带头人", "市级")
    stopped_clock("2027-07-01 08:00")
    assert desk.histories.keep_day() == 1
    assert live(desk, zhou).honour == "教坛新秀"
    assert desk.histories.keep_day() == 0


def test_opening_the_school_on_another_day_shows_that_days_states(
    desk: Desk, zhou: TeacherRow, stopped_clock: Clock, school_file: Path
) -> None:
    desk.histories.add(
        "honour", Honour(teacher_id=zhou.id, name="骨干教师", awarded="2022-06", ends="2027-06")
    )
    desk.close()
    stopped_clock("2027-08-31 08:00")
    with open_desk(school_file) as later:
        assert live(later, zhou).honour == ""
        assert later.timeline.entries()[0].title == "按日期更新花名册：1 处"
        assert later.timeline.next_steps().undo is None
        entries = later.timeline.head().seq
    with open_desk(school_file) as again:
        assert again.timeline.head().seq == entries


def test_a_value_the_dated_facts_contradict_is_refused_and_says_where_to_change_it(
    desk: Desk, zhou: TeacherRow
) -> None:
    desk.histories.add(
        "training", Training(teacher_id=zhou.id, project="新课标研修", begins="2026-03", hours=24)
    )
    with pytest.raises(UserError) as refused:
        desk.teachers.change(zhou.id, {"training_credits": "230"})
    assert [problem.text for problem in refused.value.problems] == [
        "培训学分由“培训”记录得出（24），请在“发展”中修改。"
    ]


def test_credits_typed_into_the_roster_stay_when_the_first_course_comes(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"training_credits": "197"})
    desk.histories.add(
        "training", Training(teacher_id=zhou.id, project="新课标研修", begins="2026-03", credits=24)
    )
    assert live(desk, zhou).training_credits == "221"


def test_classes_of_a_new_term_do_not_overwrite_those_of_the_last(desk: Desk, zhou: TeacherRow) -> None:
    last = Assignment(
        teacher_id=zhou.id, school_year="2025-2026", term="第二学期", subject="数学", classes="四（3）（4）班"
    )
    desk.histories.add("assignment", last)
    desk.teachers.change(zhou.id, {"classes": "五（3）班"})
    rows = desk.histories.of(zhou.id)["assignment"]
    assert [(row.school_year, row.classes) for row in rows] == [
        ("2025-2026", "四（3）（4）班"),
        ("2026-2027", "五（3）班"),
    ]
    (then,) = desk.teachers.rows_on(date(2026, 5, 1))
    assert then.classes == "四（3）（4）班"


def test_班主任_years_are_school_years_and_those_before(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"head_teacher_years": "3"})
    for year, term in (("2025-2026", "第一学期"), ("2025-2026", "第二学期"), ("2026-2027", "第一学期")):
        row = HeadTeacher(teacher_id=zhou.id, school_year=year, term=term, class_name="五（3）班")
        desk.histories.add("head_teacher", row)
    assert (live(desk, zhou).head_teacher, live(desk, zhou).head_teacher_years) == ("是", "5")


def test_the_degree_is_the_highest_whatever_the_学历_beside_it(desk: Desk, zhou: TeacherRow) -> None:
    desk.histories.add(
        "education", Education(teacher_id=zhou.id, kind="后续学历", degree="硕士", graduated="2019-06")
    )
    assert (live(desk, zhou).top_edu, live(desk, zhou).degree) == ("本科", "硕士")


def test_an_open_veto_bars_an_honour_and_explains(desk: Desk, zhou: TeacherRow) -> None:
    event = EthicsEvent(
        teacher_id=zhou.id, begins="2025-03-10", finding="查实", measure="警告", doc_no="天教〔2025〕3号"
    )
    desk.histories.add("ethics_event", event)
    with pytest.raises(UserError) as refused:
        desk.histories.add("honour", Honour(teacher_id=zhou.id, name="骨干教师", awarded="2026-06"))
    assert [problem.text for problem in refused.value.problems] == [
        "2026-06 在师德一票否决期（2025-03-10 至 2027-03-10，天教〔2025〕3号）内，不能登记骨干称号。"
    ]
    desk.histories.add("annual_review", Review(teacher_id=zhou.id, year="2025", result="合格"))
    with pytest.raises(UserError):
        desk.histories.add("annual_review", Review(teacher_id=zhou.id, year="2026", result="优秀"))
    desk.histories.add("honour", Honour(teacher_id=zhou.id, name="骨干教师", awarded="2027-06"))


def test_what_is_removed_no_longer_shows(desk: Desk, zhou: TeacherRow) -> None:
    post = desk.histories.add(
        "admin_post", AdminPost(teacher_id=zhou.id, post="教务处副主任", since="2022-08")
    )
    assert live(desk, zhou).admin_post == "教务处副主任"
    desk.histories.change("admin_post", post, {"ends": "2024-07"})
    assert live(desk, zhou).admin_post == ""
    desk.timeline.undo()
    desk.histories.put_away("admin_post", [post])
    assert live(desk, zhou).admin_post == ""


def test_a_mentor_of_the_roster_is_meant_by_name(desk: Desk, zhou: TeacherRow) -> None:
    chen = desk.teachers.add(TeacherDraft(name="陈晓岚"))
    desk.histories.add("mentoring", Mentoring(teacher_id=zhou.id, mentor="陈晓岚", begins="2024-09"))
    (pair,) = desk.histories.of(zhou.id)["mentoring"]
    assert pair.mentor_id == chen.id
    assert live(desk, zhou).mentor == "陈晓岚"


def test_facts_of_a_teacher_in_the_bin_are_not_listed(desk: Desk, zhou: TeacherRow) -> None:
    desk.histories.add("status", Status(teacher_id=zhou.id, status="借出", since="2026-09", place="教研室"))
    desk.teachers.put_away([zhou.id])
    assert desk.histories.rows("status") == []


def test_the_ladders_know_an_honour_with_its_region(desk: Desk) -> None:
    tier = tier_of("市学科带头人")
    assert tier is not None
    assert (tier.ladder, tier.is_county) == ("五级梯队", True)
    assert counts_as_county(Honour(name="区骨干教师"))
    assert not counts_as_county(Honour(name="校骨干", level="校级"))
    assert counts_as_county(Honour(name="市百花奖教师", level="市级"))


DAYS = st.dates(date(2005, 1, 1), date(2032, 12, 31)).map(str)
MONTHS = DAYS.map(lambda day: day[:7])


def held(kind: Any) -> st.SearchStrategy[Any]:
    """A row of a kind as it may come: words of the code lists, dates, figures, gaps."""
    words = {column.key: column.codes.words[:4] for column in kind.columns if column.codes}
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields(kind.row):
        name = field.name
        if name in ("id", "version", "teacher_id", "remark", "mentor_id"):
            continue
        if field.type is not str:
            parts[name] = st.sampled_from((None, 1, 12))
        elif name == "school_year":
            parts[name] = st.sampled_from(("2024-2025", "2025-2026", "2026-2027", "2027-2028"))
        elif name == "year":
            parts[name] = st.sampled_from(("2019", "2025", "2026"))
        elif name in words:
            parts[name] = st.sampled_from(words[name])
        elif name in ("begins", "since", "obtained", "awarded", "graduated", "issued", "appointed_from"):
            parts[name] = st.one_of(DAYS, MONTHS)
        elif name == "ends":
            parts[name] = st.one_of(st.just(""), MONTHS)
        else:
            parts[name] = st.sampled_from(("", "甲", "乙"))
    return st.builds(kind.row, **parts)


ACTS = st.lists(
    st.sampled_from([kind for kind in KINDS if kind.flat_fields]).flatmap(
        lambda kind: st.tuples(st.just(kind.key), held(kind))
    ),
    min_size=1,
    max_size=8,
)
FLAT = st.dictionaries(
    st.sampled_from(("title", "honour", "top_edu", "admin_post", "subject", "classes", "post_grade")),
    st.sampled_from(("甲", "乙", "本科", "")),
    max_size=3,
)


@settings(
    max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTS, FLAT)
def test_as_of_today_is_the_live_table_whatever_was_entered(
    desk: Desk, acts: list[tuple[str, Any]], flat: dict[str, str]
) -> None:
    teacher = desk.teachers.add(TeacherDraft(name="测试", **flat))
    for key, row in acts:
        with suppress(UserError):
            desk.histories.add(key, replace(row, teacher_id=teacher.id))
    with suppress(UserError):
        desk.teachers.change(teacher.id, {"title": "正高级教师", "title_obtained": "2026-01"})
    rows = desk.teachers.rows()
    with desk.store.transaction() as connection:
        then = days.rows_on(connection, rows, clock.today().isoformat())
    assert [dated(row) for row in rows] == [dated(row) for row in then]
    assert all(set(KIND[key].flat_fields) <= set(FIELDS) for key, _ in acts)


def test_another_day_looked_at_again_shows_what_was_written_meanwhile(desk: Desk, zhou: TeacherRow) -> None:
    on, backup = date(2020, 9, 1), desk.backups.take()

    def titles() -> list[str]:
        return [then.title for then in desk.teachers.rows_on(on)]

    assert titles() == ["二级教师"]
    found = desk.histories.add("title", Title(teacher_id=zhou.id, title="一级教师", obtained="2019-12"))
    assert titles() == ["一级教师"]
    desk.timeline.undo()
    assert titles() == ["二级教师"]
    desk.timeline.redo()
    desk.histories.change("title", found, {"obtained": "2021-12"})
    assert titles() == ["二级教师"]
    desk.histories.change("title", found, {"obtained": "2018-12"})
    assert titles() == ["一级教师"]
    desk.backups.restore(backup)
    assert titles() == ["二级教师"]


# --- what two testers found ---------------------------------------------------------------------------------


def test_another_subject_of_the_term_takes_nothing_from_what_the_roster_tells(desk: Desk) -> None:
    li = desk.teachers.add(
        TeacherDraft(
            name="李静", subject="语文", subject2="道德与法治", classes="三（1）班", weekly_periods="12"
        )
    )
    desk.histories.add(
        "assignment",
        Assignment(
            teacher_id=li.id,
            school_year="2026-2027",
            term="第一学期",
            subject="体育与健康",
            weekly_periods="2",
        ),
    )
    rows = [(row.subject, row.classes, row.weekly_periods) for row in desk.histories.of(li.id)["assignment"]]
    assert sorted(rows) == [("体育与健康", "", "2"), ("语文", "三（1）班", "12"), ("道德与法治", "", "")]
    assert (live(desk, li).subject, live(desk, li).classes) == ("语文", "三（1）班")


def test_an_assignment_written_otherwise_takes_the_place_of_what_the_roster_tells(
    desk: Desk, zhou: TeacherRow
) -> None:
    desk.histories.add(
        "assignment",
        Assignment(
            teacher_id=zhou.id,
            school_year="2026-2027",
            term="第一学期",
            subject="数学",
            classes="五（3）、五（4）班",
            weekly_periods="13",
        ),
    )
    assert len(desk.histories.of(zhou.id)["assignment"]) == 1
    assert live(desk, zhou).weekly_periods == "13"


def test_an_honour_awarded_again_is_another_one(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"honour": "骨干教师", "honour_date": "2019-05"})
    desk.histories.add("honour", Honour(teacher_id=zhou.id, name="骨干教师", awarded="2024-05"))
    assert [row.awarded for row in desk.histories.of(zhou.id)["honour"]] == ["2019-05", "2024-05"]


def test_a_second_degree_of_the_same_level_leaves_the_first(desk: Desk) -> None:
    li = desk.teachers.add(
        TeacherDraft(
            name="李静",
            first_edu="本科",
            first_school="南师大",
            first_end="2006-06",
            top_edu="本科",
            top_school="南师大",
            top_end="2006-06",
        )
    )
    desk.histories.add(
        "education",
        Education(teacher_id=li.id, kind="后续学历", level="本科", school="华师大", graduated="2012-06"),
    )
    assert (live(desk, li).first_school, live(desk, li).first_end) == ("南师大", "2006-06")


def test_a_promotion_does_not_carry_the_old_appointment_over(desk: Desk) -> None:
    li = desk.teachers.add(
        TeacherDraft(name="李静", title="一级教师", title_obtained="2021-08", title_appointed="2021-09")
    )
    desk.teachers.change(li.id, {"title": "高级教师", "title_obtained": "2026-10"})
    assert (live(desk, li).title_obtained, live(desk, li).title_appointed) == ("2026-10", "")
    (then,) = desk.teachers.rows_on(date(2022, 1, 1))
    assert then.title == "一级教师"


def test_the_level_of_an_honour_follows_from_its_name(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"honour": "区教学能手", "honour_level": "县区级"})
    desk.teachers.change(zhou.id, {"honour": "市骨干教师"})
    assert live(desk, zhou).honour_level == "市级"


@pytest.mark.parametrize(
    "values",
    [
        {"title": "高级教师", "title_obtained": "2026-06"},
        {"title": "高级教师"},
        {"honour": "骨干教师", "honour_date": "2026-06"},
        {"post_grade": "专业技术七级", "post_grade_from": "2026-06"},
        {"admin_post": "教导主任"},
    ],
)
def test_a_veto_bars_every_way_in(desk: Desk, zhou: TeacherRow, values: dict[str, str]) -> None:
    event = EthicsEvent(teacher_id=zhou.id, begins="2026-03-01", finding="查实", measure="记过")
    desk.histories.add("ethics_event", event)
    with pytest.raises(UserError) as refused:
        desk.teachers.change(zhou.id, values)
    assert "师德一票否决期（2026-03-01 至 2028-03-01）" in refused.value.problems[0].text
    refusals = desk.teachers.try_import({zhou.id: values}, "2026-11-20")
    assert set(refusals[zhou.id]) == set(values)
    assert desk.histories.rows("title") == []


def test_vetoes_are_read_once_for_all_teachers_of_a_bulk_edit(desk: Desk, zhou: TeacherRow) -> None:
    others = [
        desk.teachers.add(TeacherDraft(name=name, title="二级教师")) for name in ("李红", "王芳", "张伟")
    ]
    asked: list[str] = []
    engine = desk.context.store.engine
    sql_event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    people = [row.id for row in (zhou, *others)]
    desk.teachers.try_import({one: {"title": "一级教师"} for one in people}, "2026-11-20")
    assert sum("FROM teacher_ethics_event" in one for one in asked) == 1
    asked.clear()
    desk.histories.try_rows("title", [Title(teacher_id=one, title="一级教师") for one in people])
    assert sum("FROM teacher_ethics_event" in one for one in asked) == 1


def test_a_month_in_which_a_veto_begins_is_barred(desk: Desk, zhou: TeacherRow) -> None:
    event = EthicsEvent(teacher_id=zhou.id, begins="2026-03-10", finding="查实", measure="记过")
    desk.histories.add("ethics_event", event)
    with pytest.raises(UserError):
        desk.histories.add("honour", Honour(teacher_id=zhou.id, name="骨干教师", awarded="2026-03"))


def test_a_title_taken_away_is_gone_and_the_one_before_stands(desk: Desk, zhou: TeacherRow) -> None:
    row = desk.histories.add("title", Title(teacher_id=zhou.id, title="二级教师", doc_no="8号"))
    desk.teachers.change(zhou.id, {"title": "", "title_obtained": ""})
    assert (live(desk, zhou).title, desk.histories.rows("title")) == ("", [])
    desk.timeline.undo()
    assert [line.id for line in desk.histories.rows("title")] == [row]


def test_no_hidden_date_rules_when_the_visible_one_is_taken_away(desk: Desk, zhou: TeacherRow) -> None:
    row = desk.histories.add("title", Title(teacher_id=zhou.id, title="一级教师", obtained="2030-05"))
    desk.histories.change("title", row, {"obtained": ""})
    (title,) = [one.held for one in desk.histories.rows("title") if one.id == row]
    assert title.begins == ""


@pytest.mark.parametrize(("typed", "total"), [("180学分", "190"), ("180", "190"), ("约一百八", "10")])
def test_credits_in_words_are_not_thrown_away(desk: Desk, zhou: TeacherRow, typed: str, total: str) -> None:
    desk.teachers.change(zhou.id, {"training_credits": typed})
    desk.histories.add("training", Training(teacher_id=zhou.id, project="研修", begins="2026-03", credits=10))
    assert live(desk, zhou).training_credits == total
    told = desk.histories.of(zhou.id)["training"][0]
    assert told.credits == 180 or typed in told.project


def test_a_former_title_restored_does_not_stand_twice(desk: Desk, zhou: TeacherRow) -> None:
    desk.teachers.change(zhou.id, {"title": "一级教师", "title_obtained": "2021-12"})
    entry = desk.timeline.head().seq
    desk.teachers.set_back(zhou.id, entry, ["title", "title_obtained"])
    assert [(row.title, row.obtained) for row in desk.histories.of(zhou.id)["title"]] == [
        ("二级教师", "2014-08")
    ]
