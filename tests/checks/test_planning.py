"""Whom a check takes: who is at school when it begins, and what the roster says of them."""

from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.forms.value import Unit
from edudesk.checks.rows.campaigns import CampaignDraft
from edudesk.checks.rows.terms import AllowanceDraft
from edudesk.checks.rules.campaigns import drawn_of, inspectors_text, sampling_words
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.planning import missing, proposed
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.terms import AllowanceService
from edudesk.roster.histories.careers import Status
from edudesk.roster.histories.teaching import Assignment, HeadTeacher
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rows.classes import ClassDraft
from edudesk.school.service.calendar import TermService
from edudesk.school.service.classes import ClassService
from edudesk.school.service.departments import DepartmentService
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled


@pytest.fixture
def office(context) -> Office:
    return Office(context)


def _became(office: Office, name: str, status: str, since: str) -> None:
    HistoryService(office.context).add(
        "status", Status(teacher_id=office.people[name], status=status, since=since)
    )


def _listed(office: Office, draft: CampaignDraft = CHECK) -> list[tuple[str, str, str]]:
    return [(unit.name, unit.state, unit.reason) for unit in proposed(office.context, draft)]


def test_who_has_left_when_the_check_begins_is_not_in_the_queue(office: Office):
    _became(office, "李静", "退休", "2026-11-01")
    assert [name for name, *_ in _listed(office)] == ["沈婷", "周敏华"]
    october = replace(CHECK, title="10月备课检查", begins="2026-10-12", ends="2026-10-16")
    assert [name for name, *_ in _listed(office, october)] == ["李静", "沈婷", "周敏华"]


def test_lessons_go_on_in_the_second_term_until_others_are_entered(office: Office):
    second = replace(CHECK, term="第二学期", begins="2027-03-01", ends="2027-03-12")
    assert {one.subject for one in proposed(office.context, second)} == {"数学", "语文", "美术"}
    HistoryService(office.context).add(
        "assignment",
        Assignment(
            teacher_id=office.people["李静"], school_year=YEAR, term="第二学期", stage="小学", subject="书法",
            classes="六（1）班", weekly_periods="7", is_main="是",
        ),
    )  # fmt: skip
    assert {one.subject for one in proposed(office.context, second)} == {"数学", "书法", "美术"}
    assert {one.subject for one in proposed(office.context, CHECK)} == {"数学", "语文", "美术"}
    other = replace(second, school_year="2027-2028", begins="2027-09-06", ends="2027-09-17", term="第一学期")
    assert proposed(office.context, other) == []


def test_who_comes_later_is_not_in_the_queue(office: Office):
    row = TeacherService(office.context).get(office.people["沈婷"])
    TeacherService(office.context).change(row.id, {"school_start": "2026-12"}, row.version)
    assert [name for name, *_ in _listed(office)] == ["李静", "周敏华"]


def test_who_is_away_for_long_or_exempt_is_listed_with_the_reason(office: Office):
    _became(office, "李静", "长期请假", "2026-10-08")
    AllowanceService(office.context).add(
        AllowanceDraft(
            school_year=YEAR, term=TERM, teacher_id=office.people["沈婷"], kind="免检", checks="BK、ZY",
            reason="上期优秀", approved_by="校务会",
        )
    )  # fmt: skip
    assert _listed(office) == [
        ("李静", "不参评", "长期请假"),
        ("沈婷", "免检", "上期优秀"),
        ("周敏华", "应检", ""),
    ]
    shares = {unit.name: unit.inspectors for unit in proposed(office.context, CHECK)}
    assert shares == {"李静": "", "沈婷": "", "周敏华": "许莉"}
    heard = replace(CHECK, kind="TK", title="11月听课")
    assert [state for name, state, _ in _listed(office, heard) if name == "沈婷"] == ["应检"]


def test_without_a_calendar_those_not_looked_at_since_the_term_began_are_drawn(office: Office):
    assert TermService(office.context).rows() == []
    october = office.publish(replace(CHECK, title="10月备课检查", begins="2026-10-12", ends="2026-10-16"))
    office.sheets.submit(office.unit(october, "李静").id, filled(on="2026-10-13"))
    rest = replace(CHECK, sampling="本学期未查")
    assert [name for name, *_ in _listed(office, rest)] == ["沈婷", "周敏华"]
    for name in ("沈婷", "周敏华"):
        office.sheets.submit(office.unit(october, name).id, filled(on="2026-10-13"))
    campaign = office.campaigns.add(rest)
    with pytest.raises(UserError, match="没有本学期未查的对象") as error:
        office.campaigns.publish(campaign.id, proposed(office.context, rest))
    assert error.value.hint.startswith("都已查过的请换一种抽查方式")


def test_who_is_away_is_never_drawn(office: Office):
    _became(office, "李静", "长期请假", "2026-10-08")
    draft = replace(CHECK, sampling="随机抽取", count=3, seed="1")
    assert [name for name, *_ in _listed(office, draft)] == ["沈婷", "周敏华"]


def test_a_room_belongs_to_its_head_teacher_and_keeps_its_key(office: Office):
    ClassService(office.context).add(ClassDraft(school_year=YEAR, stage="小学", grade="六年级", number=1))
    HistoryService(office.context).add(
        "head_teacher",
        HeadTeacher(teacher_id=office.people["李静"], school_year=YEAR, term=TERM, class_name="六1班"),
    )
    campaign = office.publish(replace(CHECK, kind="SC", title="簿册检查"))
    rooms = {unit.classes: unit for unit in office.campaigns.units(campaign.id)}
    assert sorted(rooms) == ["三（1）班", "五（3）班", "五（4）班", "六（1）班"]
    assert (rooms["六（1）班"].name, rooms["六（1）班"].class_keys) == ("李静", "小学2021-1")
    assert (rooms["五（3）班"].name, rooms["五（3）班"].teacher_id) == ("五（3）班", "")
    office.sheets.submit(rooms["六（1）班"].id, filled(FORMS["SC01"]))
    assert office.campaigns.last_checked("SC") == {"小学2021-1": "2026-11-18"}


def test_a_form_counts_from_its_day_on(office: Office):
    office.forms.save(replace(FORMS["BK01"], title="备课检查表（新）"), "下学期启用", since="2027-02-16")
    assert {unit.form_version for unit in proposed(office.context, CHECK)} == {1}
    spring = replace(CHECK, title="3月备课检查", begins="2027-03-01", ends="2027-03-05")
    assert {unit.form_version for unit in proposed(office.context, spring)} == {2}
    during = replace(CHECK, title="2月备课检查", begins="2027-02-15", ends="2027-02-19")
    assert {unit.form_version for unit in proposed(office.context, during)} == {2}


def test_a_form_of_the_schools_own_is_offered_for_an_earlier_check_once_it_is_in_force(office: Office):
    mine = replace(FORMS["BK01"], key="BK02", title="本校备课检查表")
    office.forms.save(mine, "新表", since="2026-11-20", is_new=True)
    offered = [form.key for form in office.forms.offered("2026-11-06") if form.kind == "BK"]
    assert offered == ["BK01", "BK02"]
    office.forms.save(replace(mine, key="BK03"), "明年", since="2027-01-01", is_new=True)
    assert "BK03" not in [form.key for form in office.forms.offered("2026-11-06")]


def test_the_head_answers_for_the_group_and_does_not_check_it(office: Office):
    (group,) = DepartmentService(office.context).rows()
    DepartmentService(office.context).change(group.id, {"head_id": office.people["周敏华"]}, group.version)
    team = [Inspector(office.people["周敏华"], "周敏华"), Inspector("", "许莉")]
    check = office.publish(replace(CHECK, kind="JB", inspectors=inspectors_text(team)))
    unit = next(one for one in office.campaigns.units(check.id) if one.group == "数学组")
    assert (unit.teacher_id, unit.inspectors) == ("", "许莉")
    finding = Finding("缺活动记录", due="2026-11-25")
    sheet = filled(FORMS["JB01"], inspector="周敏华", findings=(finding,))
    with pytest.raises(UserError, match="不能检查自己的材料"):
        office.sheets.submit(unit.id, replace(sheet, inspector_id=office.people["周敏华"]))
    stored = office.sheets.submit(unit.id, replace(sheet, inspector="许莉"))
    (line,) = ProblemService(office.context).of_sheet(stored.id)
    assert (line.teacher_id, line.owner_id, line.group) == ("", office.people["周敏华"], "数学组")


def test_namesakes_are_told_apart_by_their_numbers(office: Office):
    teachers = TeacherService(office.context)
    for name, number in (("李静", "0007"), ("沈婷", "0012")):
        row = teachers.get(office.people[name])
        teachers.change(row.id, {"name": "王芳", "staff_no": number}, row.version)
    check = office.publish()
    assert [unit.name for unit in office.campaigns.units(check.id)] == [
        "王芳（0007）",
        "王芳（0012）",
        "周敏华",
    ]
    of_term = office.campaigns.units_of_term(YEAR, TERM)
    assert {unit.name for unit in of_term} == {"王芳（0007）", "王芳（0012）", "周敏华"}
    alone = office.publish(replace(CHECK, title="美术备课检查", subjects="美术"))
    assert [unit.name for unit in office.campaigns.units(alone.id)] == ["王芳"]


def test_a_drawn_check_takes_nobody_else_when_it_is_filled_up(office: Office):
    campaign = office.publish(replace(CHECK, sampling="随机抽取", count=1, seed="7"))
    (drawn,) = office.campaigns.units(campaign.id)
    assert office.campaigns.add_units(campaign.id, missing(office.context, campaign)) == 0
    HistoryService(office.context).add(
        "assignment",
        Assignment(
            teacher_id=drawn.teacher_id, school_year=YEAR, term=TERM, stage="小学", subject="科学",
            classes="五（1）班", weekly_periods="2",
        ),
    )  # fmt: skip
    assert office.campaigns.add_units(campaign.id, missing(office.context, campaign)) == 1
    assert {(unit.name, unit.subject) for unit in office.campaigns.units(campaign.id)} == {
        (drawn.name, drawn.subject),
        (drawn.name, "科学"),
    }


@pytest.mark.parametrize("kind", ["BK", "ZY"])
def test_a_draw_of_classes_names_them_and_takes_nothing_else_when_it_is_filled_up(office: Office, kind: str):
    draft = replace(CHECK, kind=kind, title="抽班检查", sampling="随机抽班级", count=2, seed="11")
    check = office.publish(draft)
    units = office.campaigns.units(check.id)
    classes = drawn_of(check, units)
    assert len(classes) == 2
    assert {name for unit in units for name in unit.classes.split("、")} == set(classes)
    assert sampling_words(check, classes).startswith(
        f"随机抽取 2 个班（{'、'.join(classes)}），抽取编号 11，"
    )
    assert missing(office.context, check) == []
    came = TeacherService(office.context).add(TeacherDraft(name="新老师"))
    every = {"五（3）班", "五（4）班", "六（1）班", "三（1）班"}
    row = Assignment(
        teacher_id=came.id, school_year=YEAR, term=TERM, stage="小学", subject="科学",
        classes="、".join([classes[0], *sorted(every - set(classes))]), weekly_periods="4",
    )  # fmt: skip
    HistoryService(office.context).add("assignment", row)
    assert [(unit.name, unit.classes) for unit in missing(office.context, check)] == [("新老师", classes[0])]


def test_who_teaches_all_subjects_is_one_record_on_a_form_about_teachers(office: Office):
    for subject in ("数学", "道德与法治"):
        row = Assignment(
            teacher_id=office.people["李静"], school_year=YEAR, term=TERM, stage="小学", subject=subject, classes="六（1）班"
        )  # fmt: skip
        HistoryService(office.context).add("assignment", row)
    whole = replace(FORMS["BK01"], key="BK09", unit=Unit.TEACHER, title="备课检查表（包班）")
    office.forms.save(whole, "包班", since="2026-09-01", is_new=True)
    assert [unit.name for unit in proposed(office.context, CHECK)].count("李静") == 3
    assert [unit.name for unit in proposed(office.context, replace(CHECK, form="BK09"))].count("李静") == 1
