"""Many teachers changed at once: one entry, one undo, all or none."""

import pytest

from edudesk.base.errors import UserError
from edudesk.roster.histories.growing import Training
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.roster.sample import id_number
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.store.timeline import Timeline
from edudesk.store.work import Conflict

ID = id_number("1985-07-12", 82)


@pytest.fixture
def three(teachers: TeacherService) -> list[TeacherRow]:
    for name in ("李静", "周敏华", "王建国"):
        teachers.add(TeacherDraft(name=name, subject="数学"))
    return teachers.rows()


def told(caught: pytest.ExceptionInfo[UserError]) -> list[str]:
    return [problem.text for problem in caught.value.problems]


def test_many_changes_are_one_entry_and_one_undo(teachers, three, context):
    values = {row.id: {"subject": "科学", "stage": "小学"} for row in three}
    versions = {row.id: row.version for row in three}
    assert teachers.change_many(values, versions, "批量修改任教学科") == 3
    assert {(row.subject, row.stage) for row in teachers.rows()} == {("科学", "小学")}
    timeline = Timeline(context)
    assert timeline.entries()[0].title == "批量修改任教学科 李静、王建国、周敏华"
    timeline.undo()
    assert {(row.subject, row.stage) for row in teachers.rows()} == {("数学", "")}


def test_rows_that_hold_the_value_already_are_not_named(teachers, three, context):
    teachers.change(three[0].id, {"subject": "科学"})
    assert teachers.change_many({row.id: {"subject": "科学"} for row in three}, title="向下填充") == 2
    assert Timeline(context).entries()[0].title == "向下填充 王建国、周敏华"
    before = context.head().seq
    assert teachers.change_many({row.id: {"subject": "科学"} for row in three}) == 0
    assert context.head().seq == before


def test_the_problems_of_all_rows_come_together_and_nothing_is_stored(teachers, three):
    li, wang, zhou = three
    values = {li.id: {"subject": "科学"}, wang.id: {"name": ""}, zhou.id: {"birth": "1985.13"}}
    with pytest.raises(UserError) as caught:
        teachers.change_many(values)
    assert told(caught) == [
        "王建国：请填写姓名。",
        "周敏华：出生年月“1985.13”不是日期，请写成 1985-07 这样。",
    ]
    assert {row.subject for row in teachers.rows()} == {"数学"}


def test_trying_tells_the_same_and_stores_nothing(teachers, three, context):
    li, wang, _ = three
    before = context.head().seq
    found = teachers.try_changes(
        {li.id: {"subject": "科学"}, wang.id: {"name": ""}, "gone": {"stage": "小学"}}
    )
    assert {key: [problem.text for problem in problems] for key, problems in found.items()} == {
        wang.id: ["请填写姓名。"],
        "gone": ["这条教师记录已不存在。"],
    }
    assert context.head().seq == before


def test_two_rows_do_not_get_the_same_number(teachers, three):
    with pytest.raises(UserError) as caught:
        teachers.change_many({row.id: {"id_no": ID} for row in three[:2]})
    assert told(caught) == ["王建国：“李静”也要改为这个身份证号。"]
    assert {row.id_no for row in teachers.rows()} == {""}


def test_a_row_changed_meanwhile_stops_all(teachers, three):
    versions = {row.id: row.version for row in three}
    teachers.change(three[1].id, {"title": "高级教师"})
    with pytest.raises(Conflict, match="“王建国”刚被别的操作改过"):
        teachers.change_many({row.id: {"subject": "科学"} for row in three}, versions)
    assert {row.subject for row in teachers.rows()} == {"数学"}
    with pytest.raises(UserError, match="这条教师记录已不存在"):
        teachers.change_many({"gone": {"subject": "科学"}})


def test_what_dated_facts_say_is_refused_in_the_preview_and_by_the_verb(teachers, three, context):
    zhou = three[2]
    course = Training(teacher_id=zhou.id, project="新课标研修", begins="2026-03", hours=24)
    HistoryService(context).add("training", course)
    values = {row.id: {"training_credits": "230"} for row in three}
    found = teachers.try_changes(values)
    assert {key: [problem.text for problem in problems] for key, problems in found.items()} == {
        zhou.id: ["培训学分由“培训”记录得出（24），请在“发展”中修改。"]
    }
    with pytest.raises(UserError) as caught:
        teachers.change_many(values)
    assert told(caught) == ["周敏华：培训学分由“培训”记录得出（24），请在“发展”中修改。"]
    assert {row.training_credits for row in teachers.rows()} == {"", "24"}
    del values[zhou.id]
    assert teachers.change_many(values) == 2
    assert {row.name: row.training_credits for row in teachers.rows()} == {
        "李静": "230", "王建国": "230", "周敏华": "24",
    }  # fmt: skip
