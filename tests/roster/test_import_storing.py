"""What an import writes: dated states instead of overwritten ones, older facts, who has left; and what it never does."""

import threading
from typing import Any

import pytest

from edudesk.base.errors import UserError
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.sheets.workbook import Workbook
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.roster.cases import Line, answer_to
from tests.sheets.fields import sheet

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def histories(context: Context) -> HistoryService:
    return HistoryService(context)


def preview_of(teachers: TeacherService, *lines: Line, **wishes: Any) -> ImportPreview:
    """Against the roster as it is, with all that the page hands over."""
    book = Workbook("xlsx", (sheet(*lines),))
    return preview_roster(
        book,
        teachers.rows(),
        file="名单.xlsx",
        recall=teachers.remembered,
        subject_groups=teachers.subject_groups(),
        dated=teachers.dated_facts(),
        **wishes,
    )


def test_changed_title_is_a_new_state_from_the_day_of_the_figures(
    teachers: TeacherService, histories: HistoryService
) -> None:
    wang = teachers.add(TeacherDraft(name="王芳", title="二级教师", title_obtained="2015-08"))
    lines = (("2026年9月1日教师名单", ""), ("姓名", "职称"), ("王芳", "一级教师"))
    teachers.import_rows(preview_of(teachers, *lines))
    assert [(row.title, row.begins) for row in histories.of(wang.id)["title"]] == [
        ("二级教师", "2015-08"), ("一级教师", "2026-09-01"),
    ]  # fmt: skip
    assert teachers.get(wang.id).title == "一级教师"


def test_day_of_the_changes_is_the_users_if_they_say_so(
    teachers: TeacherService, histories: HistoryService
) -> None:
    wang = teachers.add(TeacherDraft(name="王芳", title="二级教师"))
    lines = (("2026年9月1日教师名单", ""), ("姓名", "职称"), ("王芳", "一级教师"))
    teachers.import_rows(preview_of(teachers, *lines, as_of="2026-03-01"))
    assert histories.of(wang.id)["title"][-1].begins == "2026-03-01"


HONOURS: tuple[Line, ...] = (
    ("姓名", "性别", "骨干称号", "学历"),
    ("王芳", "女", "市骨干教师2019.6\n区学科带头人2022.9\n校教学能手", "大专1998.6\n本科（自考）2003.12"),
)


def test_older_facts_of_a_cell_go_into_the_histories_once(
    teachers: TeacherService, histories: HistoryService
) -> None:
    teachers.import_rows(preview_of(teachers, *HONOURS))
    (wang,) = teachers.rows()
    held = histories.of(wang.id)
    assert {(row.name, row.awarded) for row in held["honour"]} == {
        ("区学科带头人", "2022-09"), ("市骨干教师", "2019-06"), ("校教学能手", ""),
    }  # fmt: skip
    assert {(row.level, row.mode, row.graduated) for row in held["education"]} == {
        ("专科", "", "1998-06"), ("本科", "自考", "2003-12"),
    }  # fmt: skip
    again = preview_of(teachers, *HONOURS)
    assert (again.counts["new"], again.counts["changed"], again.rows[0].items) == (0, 0, ())
    assert teachers.import_rows(again).entry is None


def test_known_teacher_gets_the_older_facts_too(teachers: TeacherService, histories: HistoryService) -> None:
    wang = teachers.add(TeacherDraft(name="王芳", gender="女", honour="区学科带头人", honour_date="2022-09"))
    preview = preview_of(teachers, *HONOURS)
    assert preview.counts["changed"] == 1
    teachers.import_rows(preview)
    assert len(histories.of(wang.id)["honour"]) == 3
    assert teachers.get(wang.id).honour == "区学科带头人"


def test_missing_people_are_never_deleted_and_marked_as_gone_only_when_the_user_says_so(
    teachers: TeacherService, context: Context
) -> None:
    teachers.add(TeacherDraft(name="王芳", gender="女"))
    zhao = teachers.add(TeacherDraft(name="赵磊", gender="男"))
    lines = (("2026年9月1日教师名单", ""), ("姓名", "性别"), ("王芳", "女"))
    preview = preview_of(teachers, *lines)
    assert [one.name for one in preview.missing] == ["赵磊"]
    teachers.import_rows(preview)
    assert (len(teachers.rows()), teachers.get(zhao.id).status) == (2, "在岗")
    teachers.import_rows(preview_of(teachers, *lines, leaving={zhao.id: "调出"}))
    gone = teachers.get(zhao.id)
    assert (gone.status, gone.status_date) == ("调出", "2026-09-01")
    timeline = Timeline(context)
    assert timeline.entries()[0].title == "导入 名单.xlsx：新增 0 人，更新 0 人，离岗 1 人"
    timeline.undo()
    assert teachers.get(zhao.id).status == "在岗"


def test_what_a_local_subject_counts_as_is_asked_once(teachers: TeacherService) -> None:
    lines = (("姓名", "性别", "任教学科"), ("王芳", "女", "足球"))
    preview = preview_of(teachers, *lines)
    chosen = preview_of(teachers, *lines, answers=answer_to(preview, "足球", "算作体育与健康"))
    teachers.import_rows(chosen)
    assert teachers.subject_groups() == {"足球": "体育与健康"}
    assert preview_of(teachers, *lines, ("李红", "女", "足球")).questions == ()


def test_second_import_is_refused_while_one_is_being_written(teachers: TeacherService) -> None:
    first = preview_of(teachers, ("姓名", "性别"), ("王芳", "女"))
    second = preview_of(teachers, ("姓名", "性别"), ("李红", "女"))
    refused: list[UserError] = []

    def try_the_second() -> None:
        with pytest.raises(UserError) as error:
            teachers.import_rows(second)
        refused.append(error.value)

    def step(done: int, total: int, text: str) -> None:
        if not refused:
            other = threading.Thread(target=try_the_second)
            other.start()
            other.join()

    teachers.import_rows(first, step)
    assert refused[0].text == "另一次导入正在写入，这一次没有开始。"
    assert refused[0].hint == "请等它完成，看过新的预览后再导入；数据没有改动。"
    assert [row.name for row in teachers.rows()] == ["王芳"]


@pytest.mark.parametrize(
    "written", [9.90199198507121e17, "9.90199E+17", "99019919850712082", "990199********0822"]
)
def test_damaged_number_never_reaches_the_school_file(teachers: TeacherService, written: Any) -> None:
    teachers.import_rows(preview_of(teachers, ("姓名", "性别", "身份证号"), ("王芳", "女", written)))
    assert [row.id_no for row in teachers.rows()] in ([], [""])
