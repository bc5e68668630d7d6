"""The school itself: founded once, changed, undone, never half."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import select

from edudesk.base.errors import UserError
from edudesk.school.rows import FIELDS, SchoolDraft, SchoolRow
from edudesk.school.service import SchoolService
from edudesk.school.tables import School
from edudesk.store.context import Context
from edudesk.store.tables import core
from edudesk.store.timeline import Timeline
from edudesk.store.work import Conflict

DRAFT = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-27", place="江苏省常州市天宁区")


@pytest.fixture
def service(context: Context) -> SchoolService:
    return SchoolService(context)


def stored(service: SchoolService) -> SchoolRow:
    row = service.get()
    assert row is not None
    return row


def draft(row: SchoolRow) -> SchoolDraft:
    return SchoolDraft(**{key: getattr(row, key) for key in FIELDS})


def test_a_new_file_has_no_school_until_one_is_founded(service: SchoolService) -> None:
    assert service.get() is None
    service.found(DRAFT)
    assert draft(stored(service)) == replace(DRAFT, school_year="2026-2027")


def test_founding_is_not_undone_by_key(service: SchoolService, context: Context) -> None:
    service.found(DRAFT)
    timeline = Timeline(context)
    assert timeline.next_steps().undo is None
    assert timeline.entries()[0].title == "新建学校 龙城实验小学"
    assert timeline.verify().is_whole


def test_a_file_holds_one_school(service: SchoolService, context: Context) -> None:
    service.found(DRAFT)
    with pytest.raises(UserError) as caught:
        service.found(replace(DRAFT, name="龙城第二小学"))
    assert caught.value.text == "这个文件里已经有学校“龙城实验小学”，没有新建。"
    assert (stored(service).name, context.head().seq) == ("龙城实验小学", 1)


def test_two_who_fill_in_an_empty_file_at_once_make_one_school(context: Context) -> None:
    """Reading and writing are one transaction: whoever comes second changes what the first founded."""
    together = threading.Barrier(2)

    def fill_in(place: str) -> None:
        service = SchoolService(context)
        together.wait()
        service.save({"name": "龙城实验小学", "stage": "小学", "place": place})

    both = [threading.Thread(target=fill_in, args=(place,)) for place in ("常州", "无锡")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    with context.store.transaction() as connection:
        assert len(connection.execute(select(core(School).c.id)).all()) == 1
    assert [entry.title for entry in Timeline(context).entries()] == [
        "修改学校信息 龙城实验小学",
        "新建学校 龙城实验小学",
    ]


def test_a_change_is_stored_announced_and_undone(service: SchoolService, context: Context) -> None:
    service.found(DRAFT)
    heard: list[frozenset[str]] = []
    context.listen(heard.append)
    row = stored(service)
    service.save({"code": "9901990001"}, row.version)
    assert (stored(service).code, stored(service).version) == ("9901990001", 2)
    assert heard == [{"school", "journal"}]
    Timeline(context).undo()
    assert stored(service).code == ""


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(service: SchoolService) -> None:
    service.found(DRAFT)
    seen = stored(service)
    service.save({"place": "常州"}, seen.version)
    with pytest.raises(Conflict, match="“龙城实验小学”刚被别的操作改过"):
        service.save({"place": "无锡"}, seen.version)
    assert stored(service).place == "常州"


def test_an_incomplete_school_is_refused_with_every_problem(service: SchoolService) -> None:
    with pytest.raises(UserError) as caught:
        service.found(SchoolDraft(name=""))
    assert [problem.key for problem in caught.value.problems] == ["name", "stage", "school_year"]
    assert service.get() is None


def test_saving_facts_founds_a_school_in_a_file_that_an_import_made(
    service: SchoolService, stopped_clock: object
) -> None:
    assert service.identity() == SchoolDraft(name="龙城实验小学", school_year="2026-2027")
    with pytest.raises(UserError) as caught:
        service.save({"place": "常州"})
    assert [problem.key for problem in caught.value.problems] == ["stage"]
    service.save({"stage": "小学"})
    service.save({"place": "常州"})
    assert service.identity() == stored(service)
    assert (stored(service).stage, stored(service).place, stored(service).version) == ("小学", "常州", 2)
