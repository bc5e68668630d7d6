"""What waits in the roster: gaps, 定期注册, retirement, 资料疑点."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from edudesk.desk import open_desk
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.dues import roster_dues

TODAY = date(2026, 11, 20)


def teacher(name: str, **facts: str) -> TeacherRow:
    whole = {
        "gender": "男", "birth": "1985-03", "id_no": "990199198503120010", "work_start": "2008-08", "top_edu": "本科",
        "title": "一级教师", "subject": "数学", "phone": "19900000000", "status": "在岗", "staff_category": "专任教师",
    }  # fmt: skip
    return TeacherRow(id=name, version=1, name=name, pinyin="", initials="", **{**whole, **facts})


def told(*rows: TeacherRow, doubtful: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    return [(one.tag(TODAY), one.text, one.record) for one in roster_dues(rows, doubtful, TODAY)]


def test_a_complete_record_waits_for_nothing() -> None:
    assert told(teacher("李静")) == []


def test_what_lacks_is_counted_and_leads_to_those_it_lacks_of() -> None:
    rows = (
        teacher("李静", phone=""),
        teacher("周敏华", phone="", title=""),
        teacher("沈婷", phone="", status="退休"),
    )
    assert told(*rows) == [
        ("1 人", "花名册：周敏华 缺职称", "周敏华"),
        ("2 人", "花名册：缺联系电话", "gap:缺联系电话"),
    ]


def test_registration_that_comes_within_three_months_or_was_missed() -> None:
    rows = (
        teacher("李静", cert_register="2026-12"),
        teacher("周敏华", cert_register="2026-09"),
        teacher("沈婷", cert_register="2027-06"),
        teacher("许莉", cert_register="合格"),
    )
    assert told(*rows) == [("逾期 51 天", "教师资格定期注册：周敏华、李静", "ready:registration_due")]
    assert told(rows[0]) == [("12月31日", "教师资格定期注册：李静", "李静")]


def test_who_retires_soon_is_told_who_should_have_long_ago_is_one_of_the_doubts() -> None:
    soon, gone = teacher("丁华明", birth="1966-06"), teacher("何佳怡", birth="1960-01")
    months = [text for _, text, _ in told(soon, gone) if text.startswith("到退休年龄")]
    assert months == ["到退休年龄：丁华明"]
    assert told(gone, doubtful=("何佳怡",)) == [("1 人", "花名册：何佳怡 资料疑点", "何佳怡")]


def test_doubts_are_looked_for_again_only_when_something_about_a_teacher_changed(
    five: Path, stopped_clock: Callable[[str], None]
) -> None:
    with open_desk(five) as desk:
        asked = []
        every = desk.doubts.every
        desk.doubts.every = lambda: asked.append(1) or every()  # type: ignore[method-assign,assignment,func-returns-value]
        desk.roster_dues.dues(TODAY)
        desk.school.save({"phone": "051988880000"})
        desk.roster_dues.dues(TODAY)
        assert len(asked) == 1
        desk.teachers.change(desk.teachers.rows()[0].id, {"phone": ""})
        assert any("缺联系电话" in one.text for one in desk.roster_dues.dues(TODAY))
        assert len(asked) == 2
