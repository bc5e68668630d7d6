"""Dated facts as the window reads them: counts, the journal of one teacher, what only some may see."""

from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.desk import Desk
from edudesk.roster.histories.careers import Title
from edudesk.roster.histories.reviews import EthicsEvent, Review
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.roster.service.histories import HistoryService
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.rights import LOCAL_USER, Right
from edudesk.store.timeline import Timeline


@pytest.fixture
def desk(school: Store, stopped_clock: object) -> Desk:
    return Desk(school)


@pytest.fixture
def zhou(desk: Desk) -> TeacherRow:
    return desk.teachers.add(TeacherDraft(name="周敏华", title="二级教师", title_obtained="2014-08"))


def test_the_journal_of_a_teacher_holds_every_fact_of_hers_and_nobody_elses(
    desk: Desk, zhou: TeacherRow
) -> None:
    li = desk.teachers.add(TeacherDraft(name="李静"))
    title = desk.histories.add("title", Title(teacher_id=zhou.id, title="一级教师", obtained="2021-08"))
    desk.histories.add("annual_review", Review(teacher_id=li.id, year="2025", result="优秀"))
    desk.histories.change("title", title, {"doc_no": "天教人〔2021〕8号"})
    desk.histories.put_away("title", [title])
    told = [(entry.title, change.table, change.after) for entry, change in desk.histories.journal(zhou.id)]
    assert [title for title, _, _ in told] == [
        "删除职称 周敏华",
        "周敏华 修改职称 文号",
        "周敏华 新增职称 一级教师",
        "周敏华 新增职称 一级教师",  # with it the title the roster told was stored
    ]
    assert {table for _, table, _ in told} == {"teacher_title"}
    assert told[1][2] == {"doc_no": "天教人〔2021〕8号"}


def test_facts_are_counted_by_kind_without_teachers_in_the_bin(desk: Desk, zhou: TeacherRow) -> None:
    desk.histories.add("annual_review", Review(teacher_id=zhou.id, year="2025", result="优秀"))
    counts = desk.histories.counts()
    assert (counts["annual_review"], counts["title"]) == (1, 0)
    desk.teachers.put_away([zhou.id])
    assert desk.histories.counts()["annual_review"] == 0


def test_a_fact_the_roster_tells_is_put_right_without_being_doubled(desk: Desk, zhou: TeacherRow) -> None:
    (told,) = desk.histories.of(zhou.id)["title"]
    assert told.id == ""
    desk.histories.add("title", replace(told, title="一级教师", obtained="2019-08"), instead_of=told)
    assert [row.title for row in desk.histories.of(zhou.id)["title"]] == ["一级教师"]
    assert desk.teachers.get(zhou.id).title == "一级教师"


def test_what_keeps_facts_from_being_stored_is_told_by_their_place(desk: Desk, zhou: TeacherRow) -> None:
    rows = [Review(teacher_id=zhou.id, year="2025", result="合格"), Review(teacher_id=zhou.id, year="2026")]
    found = desk.histories.try_rows("annual_review", rows)
    assert {at: [problem.text for problem in said] for at, said in found.items()} == {1: ["请选择考核等次。"]}


def test_events_of_师德_are_only_for_those_who_may_see_personal_data(
    desk: Desk, zhou: TeacherRow, school: Store
) -> None:
    event = EthicsEvent(teacher_id=zhou.id, begins="2025-03-10", finding="查实")
    desk.histories.add("ethics_event", event)
    rights = frozenset(LOCAL_USER.rights) - {Right.REVEAL_PERSONAL}
    clerk = HistoryService(Context(school, replace(LOCAL_USER, rights=rights)))
    assert "ethics_event" in desk.histories.of(zhou.id)
    assert "ethics_event" not in clerk.of(zhou.id)
    assert "ethics_event" not in clerk.counts()
    assert "ethics_event" not in [kind.key for kind in clerk.kinds()]
    assert clerk.journal(zhou.id) == []
    for look in (clerk.rows, clerk.told):
        with pytest.raises(UserError):
            look("ethics_event")


def test_nobody_writes_what_he_may_not_see(desk: Desk, zhou: TeacherRow, school: Store) -> None:
    event = EthicsEvent(teacher_id=zhou.id, begins="2025-03-10", finding="查实")
    stored = desk.histories.add("ethics_event", event)
    desk.histories.change("ethics_event", stored, {"source": "来信"})
    seq = desk.timeline.entries()[0].seq
    rights = frozenset(LOCAL_USER.rights) - {Right.REVEAL_PERSONAL}
    context = Context(school, replace(LOCAL_USER, rights=rights))
    clerk, timeline = HistoryService(context), Timeline(context)
    desk.histories.put_away("ethics_event", [stored])
    (binned,) = desk.timeline.bin()
    key = "ethics_event"
    for deed in (
        lambda: clerk.add(key, event),
        lambda: clerk.add_many("导入", key, [event]),
        lambda: clerk.add_every("导入", {key: [event]}),
        lambda: clerk.change(key, stored, {"finding": "不实"}),
        lambda: clerk.put_away(key, [stored]),
        lambda: clerk.set_back(key, stored, seq, ["source"]),
        lambda: clerk.problems(key, event),
        lambda: clerk.try_rows(key, [event]),
        lambda: clerk.history(key, stored),
        lambda: timeline.undo(seq),
        lambda: timeline.take_back([binned]),
    ):
        with pytest.raises(UserError, match="没有做这件事的权限"):
            deed()
    assert desk.timeline.bin() == [binned]


def test_no_title_and_no_list_says_what_an_event_of_师德_was(desk: Desk, zhou: TeacherRow) -> None:
    said = "体罚学生张某某"
    event = EthicsEvent(teacher_id=zhou.id, begins="2025-03-10", finding="查实", description=said)
    stored = desk.histories.add("ethics_event", event)
    desk.histories.change("ethics_event", stored, {"description": f"{said}，来信"})
    desk.histories.put_away("ethics_event", [stored])
    (binned,) = desk.timeline.bin()
    desk.timeline.take_back([binned])
    desk.timeline.undo()
    titles = [entry.title for entry in desk.timeline.entries()]
    assert "周敏华 新增师德失范查处" in titles
    assert "从回收站恢复 师德失范查处" in titles
    assert said not in str((titles, binned))


def test_facts_since_a_day_leave_out_the_earlier_and_never_fall_back_to_the_flat_row(
    desk: Desk, zhou: TeacherRow
) -> None:
    li = desk.teachers.add(TeacherDraft(name="李静", title="二级教师", title_obtained="2010-08"))
    for title, day in (("一级教师", "2019-08"), ("高级教师", "2025-12")):
        desk.histories.add("title", Title(teacher_id=zhou.id, title=title, obtained=day))
    lines = desk.histories.told("title", "2020-01")
    assert [(line.teacher.name, line.held.title) for line in lines] == [
        ("李静", "二级教师"),
        ("周敏华", "高级教师"),
    ]
    assert [line.held.title for line in desk.histories.told("title", "2026-01")] == ["二级教师"]
    assert li.id == desk.histories.told("title", "2026-01")[0].teacher.id
