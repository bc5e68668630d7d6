"""An older change of the roster taken back by its number: what dated facts say by now stays in step with them."""

import pytest

from edudesk.base.errors import UserError
from edudesk.roster.histories.careers import Title
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline


@pytest.fixture
def li(context: Context) -> str:
    """Corrected from 二级 to 一级教师 in the roster alone; then the earlier title was entered in the file."""
    teachers = TeacherService(context)
    one = teachers.add(
        TeacherDraft(name="李静", title="二级教师", title_obtained="2015-12", subject="语文")
    ).id
    teachers.change(one, {"title": "一级教师", "subject": "数学"})
    HistoryService(context).add("title", Title(teacher_id=one, title="二级教师", obtained="2010-08"))
    return one


def correction(context: Context) -> int:
    return Timeline(context).entries()[1].seq


def titles(context: Context, one: str) -> list[str]:
    return [row.title for row in HistoryService(context).of(one)["title"]]


def test_what_dated_facts_say_stays_and_the_rest_is_taken_back(context: Context, li: str) -> None:
    assert titles(context, li) == ["二级教师", "一级教师"]
    Timeline(context).undo(correction(context))
    row = TeacherService(context).get(li)
    assert (row.title, row.subject) == ("一级教师", "语文")
    assert titles(context, li)[-1] == row.title
    Timeline(context).redo()
    row = TeacherService(context).get(li)
    assert (row.title, row.subject) == ("一级教师", "数学")
    assert Timeline(context).verify().is_whole


def test_when_nothing_is_left_to_take_back_it_is_said(context: Context) -> None:
    teachers = TeacherService(context)
    one = teachers.add(TeacherDraft(name="李静", title="二级教师", title_obtained="2015-12")).id
    teachers.change(one, {"title": "一级教师"})
    HistoryService(context).add("title", Title(teacher_id=one, title="二级教师", obtained="2010-08"))
    before = context.head().seq
    with pytest.raises(UserError, match="现在由发展记录得出，没有撤销") as refused:
        Timeline(context).undo(correction(context))
    assert "请在教师的“发展”里修改" in refused.value.hint
    assert (teachers.get(one).title, context.head().seq) == ("一级教师", before)


def test_without_dated_facts_it_is_taken_back_as_ever(context: Context) -> None:
    teachers = TeacherService(context)
    one = teachers.add(TeacherDraft(name="李静", title="二级教师")).id
    teachers.change(one, {"title": "一级教师"})
    Timeline(context).undo()
    assert teachers.get(one).title == "二级教师"
