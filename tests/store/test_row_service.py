"""Tables whose rows are kept plainly (store.row_service): add, change, remove, look back, shown with departments."""

from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.school.rows.classes import ClassDraft
from edudesk.school.rows.departments import DepartmentDraft
from edudesk.school.rows.stats import StatsDraft
from edudesk.school.rows.terms import TermDraft
from edudesk.school.service.calendar import TermService
from edudesk.school.service.classes import ClassService, StatsService
from edudesk.school.service.departments import DepartmentService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from edudesk.store.work import Conflict

OFFICE = DepartmentDraft(kind="科室", name="教导处", head="盖丽萍")


@pytest.fixture
def departments(context: Context) -> DepartmentService:
    return DepartmentService(context)


@pytest.fixture
def timeline(context: Context) -> Timeline:
    return Timeline(context)


def test_a_row_is_added_and_taken_back(departments: DepartmentService, timeline: Timeline) -> None:
    row = departments.add(OFFICE)
    assert (row.name, row.head, row.version) == ("教导处", "盖丽萍", 1)
    assert departments.rows() == [departments.get(row.id)] == [row]
    assert timeline.entries()[0].title == "新增部门 教导处"
    timeline.undo()
    assert departments.rows() == []


def test_a_changed_row_knows_its_history(departments: DepartmentService, timeline: Timeline) -> None:
    row = departments.add(OFFICE)
    changed = departments.change(row.id, {"head": "唐晓燕", "place": 2.0, "phone": None}, row.version)
    assert (changed.head, changed.place, changed.phone) == ("唐晓燕", 2, "")
    entry = timeline.entries()[0]
    assert entry.title == "修改部门 教导处 负责人、顺序"
    assert departments.history(row.id)[0][1].after == {"head": "唐晓燕", "place": 2}
    back = departments.set_back(row.id, entry.seq, ["head"])
    assert (back.head, back.place) == ("盖丽萍", 2)
    assert timeline.entries()[0].title == "恢复部门 教导处 负责人"


def test_a_change_of_an_old_version_is_a_conflict(departments: DepartmentService) -> None:
    row = departments.add(OFFICE)
    departments.change(row.id, {"head": "唐晓燕"})
    with pytest.raises(Conflict, match="“教导处”刚被别的操作改过"):
        departments.change(row.id, {"head": "单国平"}, row.version)


def test_a_change_to_the_same_leaves_no_entry(departments: DepartmentService, context: Context) -> None:
    row = departments.add(OFFICE)
    before = context.head().seq
    departments.change(row.id, {"head": "盖丽萍"})
    assert context.head().seq == before


def test_every_problem_is_told_and_nothing_stored(departments: DepartmentService, context: Context) -> None:
    departments.add(OFFICE)
    with pytest.raises(UserError) as caught:
        departments.add(OFFICE)
    assert [problem.text for problem in caught.value.problems] == ["已经有科室“教导处”。"]
    assert departments.problems(OFFICE) == caught.value.problems
    row = departments.rows()[0]
    assert departments.problems(row, row) == ()  # it does not double itself
    assert context.head().seq == 1


def test_many_are_stored_or_none(departments: DepartmentService) -> None:
    logistics = DepartmentDraft(kind="科室", name="总务处")
    with pytest.raises(UserError):
        departments.add_many("建立部门", [OFFICE, logistics, OFFICE])
    assert departments.rows() == []
    assert departments.add_many("建立部门", [OFFICE, logistics]) == 2
    assert len(departments.rows()) == 2


def test_a_removed_row_lies_in_the_recycle_bin(departments: DepartmentService, timeline: Timeline) -> None:
    row = departments.add(OFFICE)
    departments.put_away([row.id])
    assert departments.rows() == []
    assert timeline.entries()[0].title == "删除部门 教导处"
    (binned,) = timeline.bin()
    assert (binned.noun, binned.label) == ("部门", "教导处")
    timeline.take_back([binned])
    assert [one.name for one in departments.rows()] == ["教导处"]
    departments.put_away([row.id])
    with pytest.raises(UserError, match="这条部门记录已不存在"):
        departments.get(row.id)


def test_rows_come_in_the_order_of_their_kind(departments: DepartmentService) -> None:
    departments.add_many(
        "建立部门",
        [
            DepartmentDraft(kind="年级组", name="一年级组", place=1),
            DepartmentDraft(kind="科室", name="档案室"),
            DepartmentDraft(kind="教研组", name="语文组", place=2),
            DepartmentDraft(kind="教研组", name="数学组", place=1),
            DepartmentDraft(kind="科室", name="校长室", place=1),
        ],
    )
    assert [row.name for row in departments.rows()] == ["校长室", "档案室", "数学组", "语文组", "一年级组"]


def test_what_follows_is_stored_with_a_row(context: Context) -> None:
    classes = ClassService(context)
    row = classes.add(ClassDraft(school_year="2026-27", stage="", grade="五年级", number=10))
    assert (row.school_year, row.stage, row.name, row.class_key) == (
        "2026-2027",
        "小学",
        "五（10）班",
        "小学2022-10",
    )
    moved = classes.change(row.id, {"grade": "七年级", "number": 2})
    assert (moved.stage, moved.name, moved.class_key) == ("初中", "七（2）班", "初中2026-2")
    classes.add(ClassDraft(school_year="2026-2027", stage="小学", grade="五年级", number=9))
    assert [one.name for one in classes.rows()] == ["五（9）班", "七（2）班"]


def test_a_number_that_is_not_known_is_none_and_not_0(context: Context) -> None:
    stats = StatsService(context)
    row = stats.add(StatsDraft(school_year="2026-2027", stage="小学", students=0, sports_area=11480.5))
    assert (row.students, row.classes, row.sports_area, row.as_of) == (0, None, 11480.5, "2026-09-01")
    cleared = stats.change(row.id, {"students": "", "classes": 36.0, "sports_area": None})
    assert (cleared.students, cleared.classes, cleared.sports_area) == (None, 36, None)


def test_many_rows_are_changed_as_one_entry_or_none(
    departments: DepartmentService, timeline: Timeline
) -> None:
    office = departments.add(OFFICE)
    logistics = departments.add(DepartmentDraft(kind="科室", name="总务处", place=2))
    both = {office.id: {"name": "总务处"}, logistics.id: {"name": "教导处", "place": None}}
    assert departments.try_changes(both) == {}  # they change places
    versions = {office.id: office.version, logistics.id: logistics.version}
    assert departments.change_many(both, versions, "粘贴名称") == 2
    assert timeline.entries()[0].title == "粘贴名称 教导处、总务处"
    assert {row.head: (row.name, row.place) for row in departments.rows()} == {
        "盖丽萍": ("总务处", None),
        "": ("教导处", None),
    }
    with pytest.raises(Conflict):
        departments.change_many({office.id: {"head": "李静"}}, versions)
    timeline.undo()
    assert departments.get(office.id).name == "教导处"


def test_many_changes_that_contradict_each_other_are_all_refused(
    departments: DepartmentService, context: Context
) -> None:
    office = departments.add(OFFICE)
    logistics = departments.add(DepartmentDraft(kind="科室", name="总务处"))
    twice = {office.id: {"name": "办公室"}, logistics.id: {"name": "办公室"}}
    assert [one.key for one in departments.try_changes(twice)[logistics.id]] == ["name"]
    before = context.head().seq
    with pytest.raises(UserError) as caught:
        departments.change_many(twice)
    assert caught.value.problems[0].text == "教导处：已经有科室“办公室”。"
    assert context.head().seq == before


def test_what_would_double_a_row_does_not_come_back_from_the_bin(
    departments: DepartmentService, context: Context, timeline: Timeline
) -> None:
    first = departments.add(OFFICE)
    departments.put_away([first.id])
    second = departments.add(OFFICE)
    with pytest.raises(UserError, match="“教导处”不能恢复"):
        timeline.take_back(timeline.bin())
    assert [row.id for row in departments.rows()] == [second.id]
    terms = TermService(context)
    autumn = TermDraft(school_year="2026-2027", term="第一学期", start="2026-09-01", end="2027-01-20")
    gone = terms.add(autumn)
    terms.put_away([gone.id])
    terms.add(replace(autumn, end="2027-01-22"))
    with pytest.raises(UserError, match="不能恢复"):
        timeline.take_back([one for one in timeline.bin() if one.row_id == gone.id])
    assert [row.end for row in terms.rows()] == ["2027-01-22"]


def test_a_name_given_to_another_meanwhile_is_not_undone_into_a_double(
    departments: DepartmentService, timeline: Timeline
) -> None:
    row = departments.add(OFFICE)
    departments.change(row.id, {"name": "教务处"})
    renaming = timeline.entries()[0].seq
    departments.add(OFFICE)
    with pytest.raises(UserError, match="“教导处”不能撤销：已经有") as refused:
        timeline.undo(renaming)
    assert refused.value.hint == "请先改正或删除现有的那一条再撤销；数据没有改动。"
    assert sorted(one.name for one in departments.rows()) == ["教务处", "教导处"]
