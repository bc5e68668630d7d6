"""Rows kept between two readings are the rows of the file: after saving, undo, failure and restore."""

from dataclasses import dataclass

import pytest

from edudesk.base.errors import UserError
from edudesk.roster.tables import Teacher
from edudesk.store import backup, restore
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.timeline import Timeline
from edudesk.store.verbs import VERBS
from tests.office import Observation, Office

MANY = ("李静", "周敏华", "沈婷", "单国平")  # fewer would be read whole each time


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Observed:
    id: str
    topic: str
    periods: int
    score: float | None


@pytest.fixture
def people(context: Context) -> Records[Person]:
    return Records(context, Teacher, Person)


def titles(context: Context, people: Records[Person]) -> list[str]:
    with context.reading(Right.SEE_ROSTER) as connection:
        return [person.title for person in people.rows(connection, "id")]


def test_only_rows_that_changed_are_read_again(
    context: Context, office: Office, people: Records[Person]
) -> None:
    ids = office.enter(*MANY)
    with context.reading(Right.SEE_ROSTER) as connection:
        before = people.rows(connection, "id")
    office.change(ids[1], title="一级教师")
    with context.reading(Right.SEE_ROSTER) as connection:
        after = people.rows(connection, "id")
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True, True]
    assert after[1] == Person(ids[1], "周敏华", "一级教师")
    office.put_away(ids[0])
    assert titles(context, people) == ["一级教师", "", ""]
    Timeline(context).undo()
    assert titles(context, people) == ["", "一级教师", "", ""]


def test_of_a_lot_only_what_changed_is_read_again(
    context: Context, office: Office, people: Records[Person]
) -> None:
    ids = office.enter(*MANY)
    table = core(Teacher).c

    def lot(title: str = "") -> list[Person]:
        with context.reading(Right.SEE_ROSTER) as connection:
            return people.lot(connection, title, table.title == title)

    before = lot()
    assert [one.id for one in before] == sorted(ids)
    assert all(one is other for one, other in zip(before, lot(), strict=True))
    office.change(ids[1], title="一级教师")
    after = lot()
    assert after == [one for one in before if one.id != ids[1]]
    assert after[0] is before[0]
    assert lot("一级教师") == [Person(ids[1], "周敏华", "一级教师")]
    Timeline(context).undo()
    office.change(ids[2], name="沈小婷")
    assert [one.name for one in lot()] == ["李静", "周敏华", "沈小婷", "单国平"]
    assert lot("一级教师") == []
    office.put_away(ids[0])
    (fresh,) = office.enter("新来的")
    assert [one.id for one in lot()] == [*ids[1:], fresh]


def test_rows_kept_from_before_a_restore_are_forgotten_whoever_hears_of_it(
    context: Context, office: Office, people: Records[Person]
) -> None:
    li, *_ = office.enter(*MANY)
    then = backup.take(context.store)
    office.change(li, title="一级教师")
    assert titles(context, people)[0] == "一级教师"
    restore.restore(context.store, then, "本机用户", "教务处电脑")  # nobody announces it
    office.change(li, title="高级教师")  # the same version as before, of another content
    assert titles(context, people)[0] == "高级教师"


def test_what_a_failed_verb_has_read_is_not_kept(
    context: Context, office: Office, people: Records[Person]
) -> None:
    li, *_ = office.enter(*MANY)

    def fail_after_reading() -> None:
        with context.work(VERBS["office.office.change"]) as work:
            work.update(Teacher, li, {"title": "一级教师"})
            assert people.rows(work.connection, "id")[0].title == "一级教师"
            raise ValueError("rolled back")

    with pytest.raises(ValueError, match="rolled back"):
        fail_after_reading()
    office.change(li, title="高级教师")
    assert titles(context, people)[0] == "高级教师"


def test_a_row_in_the_recycle_bin_is_not_there_any_more(
    context: Context, office: Office, people: Records[Person]
) -> None:
    (li,) = office.enter("李静")
    office.put_away(li)
    with context.reading(Right.SEE_ROSTER) as connection:
        with pytest.raises(UserError) as caught:
            people.get(connection, li)
        assert (caught.value.text, people.versions(connection)) == ("这条教师记录已不存在。", {})


@pytest.mark.usefixtures("observations")
def test_values_before_an_entry_are_what_they_were_numbers_and_unknown_ones_too(
    context: Context, office: Office
) -> None:
    (li,) = office.enter("李静")
    one = office.observe(li, topic="分数", periods=2)
    office.correct(one, score=8.5, periods=3)
    records = Records(context, Observation, Observed)
    with context.reading(Right.SEE_ROSTER) as connection:
        assert records.get(connection, one) == Observed(one, "分数", 3, 8.5)
        before = records.values_before(connection, one, 3, ["periods", "score", "topic"])
        assert before == {"periods": 2, "score": None}
        assert records.values_before(connection, one, 2, ["periods"]) == {}
        assert [entry.seq for entry, _ in records.history(connection, one)] == [3, 2]


def test_a_row_that_one_verb_wrote_twice_goes_back_to_the_beginning(context: Context, office: Office) -> None:
    (li,) = office.enter("李静")
    with context.work(VERBS["office.office.change"]) as work:
        work.update(Teacher, li, {"title": "一级教师"})
        work.update(Teacher, li, {"title": "高级教师"})
    records = Records(context, Teacher, Person)
    with context.reading(Right.SEE_ROSTER) as connection:
        assert records.values_before(connection, li, 2, ["title"]) == {"title": ""}
