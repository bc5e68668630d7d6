"""The recycle bin and the roster: nobody is in it twice, and an import says when it brings a deleted person anew."""

import pytest

from edudesk.base.errors import UserError
from edudesk.base.readings import Level
from edudesk.desk import Desk
from edudesk.roster.histories.growing import Training
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.sample import id_number
from edudesk.roster.service import TeacherService
from edudesk.sheets.workbook import Sheet, Workbook
from edudesk.store.engine import Store

ID = id_number("1985-07-12", 82)
OTHER_ID = id_number("1990-03-02", 81)
WRONG_ID = ID[:-1] + ("1" if ID[-1] != "1" else "2")


def names(teachers: TeacherService) -> list[str]:
    return [row.name for row in teachers.rows()]


def delete(teachers: TeacherService, *names: str) -> None:
    teachers.put_away([row.id for row in teachers.rows() if row.name in names])


# coming back


def test_who_is_in_the_roster_again_does_not_come_back_from_the_bin_a_second_time(teachers, timeline):
    teachers.add(TeacherDraft(name="张三", id_no=ID))
    delete(teachers, "张三")
    teachers.add(TeacherDraft(name="张三", id_no=ID))
    with pytest.raises(UserError) as told:
        timeline.take_back(timeline.bin())
    assert told.value.text == "“张三”与花名册中的“张三”身份证号相同，没有恢复。"
    assert "请直接使用花名册中的“张三”" in told.value.hint
    assert (names(teachers), len(timeline.bin()), len(timeline.entries())) == (["张三"], 1, 3)


def test_of_several_none_comes_back_when_one_may_not(teachers, timeline):
    for name, number in (("李静", OTHER_ID), ("张三", ID)):
        teachers.add(TeacherDraft(name=name, id_no=number))
    delete(teachers, "李静", "张三")
    teachers.add(TeacherDraft(name="张山", id_no=ID))
    with pytest.raises(UserError, match="“张三”与花名册中的“张山”身份证号相同"):
        timeline.take_back(timeline.bin())
    assert names(teachers) == ["张山"]
    timeline.take_back([one for one in timeline.bin() if one.label == "李静"])
    assert names(teachers) == ["李静", "张山"]


def test_two_of_the_same_number_in_the_bin_come_back_one_at_most(teachers, timeline):
    for name in ("张三", "张山"):
        teachers.add(TeacherDraft(name=name, id_no=ID))
        delete(teachers, name)
    with pytest.raises(UserError, match="身份证号相同"):
        timeline.take_back(timeline.bin())
    timeline.take_back(timeline.bin()[:1])
    assert len(names(teachers)) == 1


def test_undoing_the_deletion_is_no_way_round(teachers, timeline):
    teachers.add(TeacherDraft(name="张三", id_no=ID))
    delete(teachers, "张三")
    deleted = timeline.entries()[0].seq
    teachers.add(TeacherDraft(name="张三", id_no=ID))
    with pytest.raises(UserError, match="身份证号相同"):
        timeline.undo(deleted)
    timeline.undo()
    timeline.undo()
    assert names(teachers) == ["张三"]
    assert timeline.verify().is_whole


def test_undoing_a_corrected_number_does_not_double_it_either(teachers, timeline):
    zhang = teachers.add(TeacherDraft(name="张三", id_no=ID))
    teachers.change(zhang.id, {"id_no": OTHER_ID})
    corrected = timeline.entries()[0].seq
    teachers.add(TeacherDraft(name="李静", id_no=ID))
    with pytest.raises(UserError, match="“张三”与花名册中的“李静”身份证号相同"):
        timeline.undo(corrected)
    assert teachers.get(zhang.id).id_no == OTHER_ID


def test_a_number_that_is_no_key_keeps_nobody_away(teachers, timeline):
    teachers.add(TeacherDraft(name="张三", id_no=WRONG_ID))
    delete(teachers, "张三")
    teachers.add(TeacherDraft(name="张三", id_no=WRONG_ID))
    timeline.take_back(timeline.bin())
    assert names(teachers) == ["张三", "张三"]


# the import


def preview_of(teachers: TeacherService, *people: tuple[str, str, str]) -> ImportPreview:
    cells = (("姓名", "身份证号", "出生年月"), *people)
    workbook = Workbook("xlsx", (Sheet("教师", cells),))
    return preview_roster(workbook, teachers.rows(), binned=teachers.binned())


def remarks(preview: ImportPreview) -> list[tuple[str, Level, str]]:
    return [(one.cell, one.level, one.text) for one in preview.problems if "回收站" in one.text]


def test_import_says_that_a_new_person_lies_in_the_bin(teachers):
    teachers.add(TeacherDraft(name="张三", id_no=ID))
    teachers.add(TeacherDraft(name="李静", birth="1990-03"))
    delete(teachers, "张三", "李静")
    preview = preview_of(teachers, ("张三", ID, ""), ("李静", "", "1990.3"), ("沈婷", "", "1991.5"))
    assert preview.counts["new"] == 3
    by_number, by_name = remarks(preview)
    assert by_number == (
        "A2", Level.WARNING,
        "回收站里的“张三”可能是同一人（按身份证号），导入会另新增一人；要用原来的记录，请先从回收站恢复",
    )  # fmt: skip
    assert (by_name[0], "（按姓名和出生年月）" in by_name[2]) == ("A3", True)


def test_import_says_nothing_of_the_bin_when_the_person_is_in_the_roster(teachers):
    teachers.add(TeacherDraft(name="张三", id_no=ID))
    delete(teachers, "张三")
    teachers.add(TeacherDraft(name="张三", id_no=ID))
    preview = preview_of(teachers, ("张三", ID, ""))
    assert (preview.counts["new"], remarks(preview)) == (0, [])


# dated facts


def test_a_dated_fact_says_whose_it_is_and_brings_a_deleted_teacher_back(school: Store) -> None:
    desk = Desk(school)
    teacher = desk.teachers.add(TeacherDraft(name="周敏华", status="在岗"))
    training = Training(teacher_id=teacher.id, begins="2026-07", ends="2026-07", project="命题培训", hours=24)
    row_id = desk.histories.add("training", training)
    desk.histories.put_away("training", [row_id])
    desk.teachers.put_away([teacher.id])
    lying = {one.label: one for one in desk.timeline.bin()}
    assert lying["命题培训"].owner == "周敏华"
    done = desk.timeline.take_back([lying["命题培训"]])
    assert (done.chosen, done.parts) == (1, 0)
    assert [one.label for one in done.owners] == ["周敏华"]
    assert desk.timeline.bin() == []
