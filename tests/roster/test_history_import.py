"""Sheets of dated facts in the forms offices keep them: what is read, what is said, and what is stored."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.columns import printed
from edudesk.base.errors import UserError
from edudesk.base.readings import Level
from edudesk.desk import Desk, found_school
from edudesk.kit.writing import write
from edudesk.roster.histories import KIND, KINDS
from edudesk.roster.intake.correcting import correction
from edudesk.roster.intake.ledger.heads import guess_kind, split_key
from edudesk.roster.intake.ledger.preview import layout_of, preview_history
from edudesk.roster.intake.ledger.values import LedgerPreview
from edudesk.roster.intake.ledger.words import is_far
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.sample import id_number
from edudesk.school.rows import SchoolDraft
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Cell, Workbook
from edudesk.store.work import Conflict
from tests.data.make_histories import WORKBOOKS
from tests.sheets.fields import sheet
from tests.tables import each
from tests.thorough import examples, in_turn

pytestmark = pytest.mark.usefixtures("stopped_clock")

ZHOU_ID = id_number("1985-02-13", 2)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    school = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")
    with found_school(tmp_path / "校.edudesk", school) as desk:
        desk.teachers.add(TeacherDraft(name="周敏华", staff_no="06012", id_no=ZHOU_ID))
        desk.teachers.add(TeacherDraft(name="单国平", staff_no="06013"))
        yield desk


def looked(desk: Desk, key: str, workbook: Workbook, **wishes: Any) -> LedgerPreview:
    kind = KIND[key]
    return preview_history(
        workbook,
        kind,
        desk.teachers.rows(),
        desk.histories.told(key),
        lambda rows: desk.histories.try_rows(key, rows),
        recall=lambda head: desk.histories.remembered(key, head),
        seen=desk.histories.seen(key),
        **wishes,
    )


def look(desk: Desk, key: str, *lines: tuple[Cell, ...], **wishes: Any) -> LedgerPreview:
    return looked(desk, key, Workbook("xlsx", (sheet(*lines),)), **wishes)


def book_of(folder: Path, name: str) -> Workbook:
    file = folder / name
    WORKBOOKS[name](file)
    return read_workbook(file)


def facts(preview: LedgerPreview, *keys: str) -> list[tuple[Any, ...]]:
    return [(row.name, row.state.value, *(getattr(row.held, key) for key in keys)) for row in preview.rows]


def said(preview: LedgerPreview) -> dict[str, str]:
    return {one.cell: one.text for one in preview.problems}


def stored(desk: Desk, key: str, *keys: str) -> list[tuple[Any, ...]]:
    return [
        (line.teacher.name, *(getattr(line.held, one) for one in keys)) for line in desk.histories.rows(key)
    ]


# the common forms


def test_matrix_of_years_gives_one_fact_for_each_person_and_year(desk: Desk, tmp_path: Path) -> None:
    book = book_of(tmp_path, "近三年年度考核.xlsx")
    preview = looked(desk, "annual_review", book)
    assert (preview.sheet, preview.header_row) == ("考核", 4)
    assert {one.header: one.field for one in preview.columns} == {
        "序号": None, "姓名": "person", "任教学科": None, "年度考核结果·2022": "result@2022",
        "年度考核结果·2023": "result@2023", "年度考核结果·2024": "result@2024", "备注": "remark",
    }  # fmt: skip
    assert facts(preview, "year", "result") == [
        ("周敏华", "new", "2022", "优秀"), ("周敏华", "new", "2023", "合格"), ("周敏华", "new", "2024", "合格"),
        ("单国平", "new", "2022", "合格"), ("单国平", "new", "2024", "优秀"),
        ("查无此人", "error", "2022", "合格"), ("查无此人", "error", "2023", "合格"),
        ("查无此人", "error", "2024", "合格"),
    ]  # fmt: skip
    assert said(preview) == {
        "F5": "“称职”按“合格”存入",
        "E6": "“/”按空白处理",
        "B7": "花名册中没有“查无此人”，没有导入；请核对姓名，或先在花名册中新增",
    }
    result = desk.histories.import_rows(preview)
    assert (result.new, result.changed, result.error) == (5, 0, 3)
    assert ("周敏华", "2024", "合格") in stored(desk, "annual_review", "year", "result")
    assert {row.name: row.annual_review for row in desk.teachers.rows()} == {
        "周敏华": "合格",
        "单国平": "优秀",
    }


def test_second_import_finds_nothing_new_and_a_changed_cell_is_one_change(desk: Desk, tmp_path: Path) -> None:
    book = book_of(tmp_path, "近三年年度考核.xlsx")
    desk.histories.import_rows(looked(desk, "annual_review", book))
    again = looked(desk, "annual_review", book)
    assert again.counts == {"new": 0, "changed": 0, "same": 5, "error": 3}
    assert desk.histories.import_rows(again).entry is None
    desk.histories.import_rows(
        look(
            desk, "annual_review", ("姓名", "年度", "等次", "原因"), ("周敏华", "2023年", "优秀", "市级立功")
        )
    )
    assert [one for one in stored(desk, "annual_review", "year", "result", "reason") if one[0] == "周敏华"] == [
        ("周敏华", "2022", "优秀", ""), ("周敏华", "2023", "优秀", "市级立功"), ("周敏华", "2024", "合格", ""),
    ]  # fmt: skip


def test_import_is_one_undo(desk: Desk, tmp_path: Path) -> None:
    before = stored(desk, "annual_review", "year"), desk.teachers.rows()
    desk.histories.import_rows(
        looked(desk, "annual_review", book_of(tmp_path, "近三年年度考核.xlsx"), file="近三年年度考核.xlsx")
    )
    assert desk.timeline.next_steps().undo.title == "导入 近三年年度考核.xlsx：年度考核新增 5 条，更新 0 条"
    desk.timeline.undo()
    after = stored(desk, "annual_review", "year"), desk.teachers.rows()
    assert after[0] == before[0]
    assert [row.annual_review for row in after[1]] == [row.annual_review for row in before[1]]


def test_credits_of_each_year_are_a_course_of_that_year(desk: Desk, tmp_path: Path) -> None:
    preview = looked(desk, "training", book_of(tmp_path, "学分统计.xlsx"))
    assert facts(preview, "project", "begins", "ends", "credits") == [
        ("周敏华", "new", "2023年度培训", "2023-01", "2023-12", 72),
        ("周敏华", "new", "2024年度培训", "2024-01", "2024-12", 80.5),
        ("周敏华", "new", "2025年度培训", "2025-01", "2025-12", 90),
        ("单国平", "new", "2025年度培训", "2025-01", "2025-12", 75),
    ]
    assert said(preview) == {"D4": "“约60”不是数，此项留空"}
    desk.histories.import_rows(preview)
    assert {row.name: row.training_credits for row in desk.teachers.rows()} == {
        "周敏华": "242.5",
        "单国平": "75",
    }
    assert looked(desk, "training", book_of(tmp_path, "学分统计.xlsx")).counts["new"] == 0


def test_years_over_hours_and_credits(desk: Desk) -> None:
    book = Workbook(
        "xlsx",
        (
            sheet(
                ("姓名", "2023年", "", "2024年", ""),
                ("", "学时", "学分", "学时", "学分"),
                ("周敏华", 80.0, 8.0, 60.0, 6.0),
                merges=((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)),
            ),
        ),
    )
    assert facts(looked(desk, "training", book), "begins", "hours", "credits") == [
        ("周敏华", "new", "2023-01", 80, 8), ("周敏华", "new", "2024-01", 60, 6),
    ]  # fmt: skip


def test_sheets_of_other_years_are_read_beside_each_other_and_what_is_not_read_is_told(desk: Desk) -> None:
    book = Workbook(
        "xlsx",
        (
            sheet(("姓名", "年度", "考核等次"), ("周敏华", "2023", "合格"), name="2023"),
            sheet(
                ("姓名", "工号", "年度", "考核等次", "备注"),
                ("单国平", "06013", "2024", "优秀", ""),
                name="2024",
            ),
            sheet(("姓名", "考核等次"), ("单国平", "合格"), ("合计", "1"), name="草稿"),
        ),
    )
    preview = looked(desk, "annual_review", book)
    assert preview.sheet == "2023、2024"
    assert preview.remarks == ("另有工作表“草稿”（1 行）没有读取；如需导入，请勾选后再看预览。",)
    whole = looked(desk, "annual_review", book, sheets=("2023", "草稿"))
    assert [(one.number, one.text) for one in whole.skipped] == [(3, "草稿：合计")]


def test_rows_of_courses_under_one_merged_name(desk: Desk, tmp_path: Path) -> None:
    preview = looked(desk, "training", book_of(tmp_path, "培训台账.xlsx"))
    assert facts(preview, "project", "level", "begins", "ends", "hours", "credits") == [
        ("周敏华", "new", "小学数学骨干教师研修", "市", "2024-07-08", "2024-07-12", 40, 40),
        ("周敏华", "new", "统编教材网络研修", "省", "2024-09-03", "2024-09-03", 30, None),
        ("单国平", "new", "校本研修", "校本", "2024-03", "2024-03", 16, 16),
        ("单国平", "error", "没有写时间的培训", "校本", "", "", 8, 8),
    ]
    assert said(preview) == {
        "E3": "“市级”按“市”存入",
        "F3": "“2024.7.8-2024.7.12”按 2024-07-08 至 2024-07-12 存入",
        "E4": "“省级”按“省”存入",
        "G4": "“30学时”按“30”存入",
        "E5": "“校”按“校本”存入",
        "F5": "“2024.3至今”按 2024-03 至今 存入",
        "F6": "请填写开始时间",
    }


def test_honours_are_read_from_their_own_sheet(desk: Desk, tmp_path: Path) -> None:
    preview = looked(desk, "honour", book_of(tmp_path, "名优教师.xlsx"))
    assert preview.sheet == "骨干称号一览"
    assert facts(preview, "name", "level", "awarded", "ends") == [
        ("周敏华", "new", "市学科带头人", "市级", "2022-12", "2027-12"),
        ("单国平", "new", "教学能手", "市级", "2021-09", ""),
    ]
    desk.histories.import_rows(preview)
    assert {row.name: row.honour for row in desk.teachers.rows()} == {
        "周敏华": "市学科带头人",
        "单国平": "教学能手",
    }
    assert looked(desk, "honour", book_of(tmp_path, "名优教师.xlsx")).counts["same"] == 2


def test_lessons_take_school_year_and_term_from_the_title_unless_refused(desk: Desk, tmp_path: Path) -> None:
    book = book_of(tmp_path, "任课情况.xlsx")
    preview = looked(desk, "assignment", book)
    assert facts(preview, "school_year", "term", "subject", "classes", "weekly_periods") == [
        ("周敏华", "new", "2025-2026", "第一学期", "数学", "五（3）班", "6"),
        ("周敏华", "new", "2025-2026", "第一学期", "数学", "五（4）班", "6"),
        ("单国平", "new", "2025-2026", "第一学期", "语文", "二（1）班", "7+1"),
    ]
    assert [one.text for one in preview.questions] == [
        "表中没有学年一列，按标题存为“2025-2026”吗？", "表中没有学期一列，按标题存为“第一学期”吗？",
    ]  # fmt: skip
    assert preview.remarks == ()  # said once
    refused = looked(desk, "assignment", book, answers={preview.questions[1].key: "no"})
    assert refused.counts["error"] == 3
    assert {one.text for one in refused.problems} == {"请选择学期"}
    desk.histories.import_rows(preview)
    assert looked(desk, "assignment", book).counts == {"new": 0, "changed": 0, "same": 3, "error": 0}


HEADS: Mapping[str, tuple[tuple[str, ...], tuple[Cell, ...], str]] = {
    "education": (("姓名", "学历层次", "学位", "毕业院校", "毕业时间"), ("周敏华", "本科", "学士", "江南师范大学", "2007.6"), "2007-06"),
    "title": (("姓名", "职称名称", "评审通过时间", "聘任时间"), ("周敏华", "一级教师", "2014.8", "2015.1"), "2014-08"),
    "post": (("姓名", "岗位等级", "聘任时间"), ("周敏华", "专业技术九级", "2018.1"), "2018-01"),
    "status": (("姓名", "变动类别", "变动时间", "去向"), ("周敏华", "借出", "2024.9.1", "市教科院"), "2024-09-01"),
    "admin_post": (("姓名", "行政职务", "任职时间"), ("周敏华", "教务处副主任", "2020.8"), "2020-08"),
    "assignment": (("学年", "学期", "姓名", "学科", "任教班级"), ("2025—2026", "上学期", "周敏华", "数学", "五（3）班"), "2025-08"),
    "head_teacher": (("学年", "学期", "班级", "班主任"), ("2025-2026学年", "1", "四（2）班", "周敏华"), "2025-08"),
    "honour": (("姓名", "骨干称号", "称号级别", "获得时间"), ("周敏华", "市骨干教师", "市级", "2019.6"), "2019-06"),
    "honour_check": (("姓名", "称号", "年度", "考核结果"), ("周敏华", "市骨干教师", 2024.0, "合格"), "2024-12"),
    "achievement": (("获奖人", "成果类别", "题目", "级别", "获奖等级", "获奖时间"), ("周敏华", "论文", "谈估算", "市级", "一等奖", "2023.10"), "2023-10"),
    "annual_review": (("姓名", "年度", "考核等次"), ("周敏华", "2024年度", "优秀"), "2024-12"),
    "ethics_review": (("姓名", "学年度", "考核结果"), ("周敏华", "2024-2025学年", "优秀"), "2025-12"),
    "ethics_event": (("姓名", "发生日期", "情况", "调查结论"), ("周敏华", "2024.3.5", "查无实据", "未查实"), "2024-03-05"),
    "training": (("姓名", "项目名称", "开始时间", "培训学分"), ("周敏华", "新课标研修", "2024.7", 20.0), "2024-07"),
    "exchange": (("姓名", "交流学校", "起始时间", "终止时间"), ("周敏华", "北湖小学", "2021.9", "2022.7"), "2021-09"),
    "mentoring": (("徒弟", "师傅", "结对时间"), ("周敏华", "单国平", "2022.9"), "2022-09"),
    "cert": (("姓名", "资格种类", "任教学科", "发证日期"), ("周敏华", "小学", "数学", "2007.6.30"), "2007-06-30"),
    "registration": (("姓名", "注册类别", "注册时间", "注册结论"), ("周敏华", "定期注册", "2021.5", "合格"), "2021-05"),
    "skill": (("姓名", "技能", "等级", "取得时间"), ("周敏华", "普通话", "二级甲等", "2006.5"), "2006-05"),
    "event": (("姓名", "事项", "日期", "户数"), ("周敏华", "家访", "2024.8.20", 12.0), "2024-08-20"),
}  # fmt: skip


@pytest.mark.parametrize("key", in_turn([kind.key for kind in KINDS]))
def test_every_kind_is_read_stored_and_the_same_the_second_time(desk: Desk, key: str) -> None:
    head, line, begins = HEADS[key]
    preview = look(desk, key, head, line)
    assert preview.counts["new"] == 1, preview.problems
    assert {one.header for one in preview.columns if one.field is None} == set()
    desk.histories.import_rows(preview)
    (held,) = [row.held for row in desk.histories.rows(key) if row.held.begins == begins]
    assert held.teacher_id == next(row.id for row in desk.teachers.rows() if row.name == "周敏华")
    assert look(desk, key, head, line).counts == {"new": 0, "changed": 0, "same": 1, "error": 0}


@each("key", [kind.key for kind in KINDS])
def test_kind_is_guessed_from_the_headers_alone(key: str) -> None:
    head, line, _ = HEADS[key]
    guessed = guess_kind(Workbook("xlsx", (sheet(head, line),)), "数据.xlsx")
    assert guessed is not None
    expected = "annual_review" if key == "ethics_review" else key  # 考核结果 says nothing about which
    assert guessed.key == expected


@pytest.mark.parametrize(
    ("name", "key"),
    [("近三年年度考核.xlsx", "annual_review"), ("学分统计.xlsx", "training"), ("培训台账.xlsx", "training"),
     ("名优教师.xlsx", "honour"), ("任课情况.xlsx", "assignment")],
)  # fmt: skip
def test_kind_of_a_workbook_is_guessed(tmp_path: Path, name: str, key: str) -> None:
    guessed = guess_kind(book_of(tmp_path, name), name)
    assert guessed is KIND[key]


def test_title_decides_between_kinds_with_the_same_headers() -> None:
    lines = (("2025年师德考核结果汇总",), ("姓名", "等次"), ("周敏华", "优秀"))
    guessed = guess_kind(Workbook("xlsx", (sheet(*lines),)), "汇总.xlsx")
    assert guessed is KIND["ethics_review"]


# people


def test_year_of_a_review_stands_in_the_title(desk: Desk) -> None:
    preview = look(
        desk, "annual_review", ("2025年度考核汇总",), ("序号", "姓名", "等次"), (1.0, "周敏华", "优秀")
    )
    assert facts(preview, "year", "result") == [("周敏华", "new", "2025", "优秀")]


def test_namesakes_need_a_number(desk: Desk) -> None:
    desk.teachers.add(TeacherDraft(name="周敏华", staff_no="06099"))
    head = ("姓名", "工号", "年度", "等次")
    preview = look(
        desk, "annual_review", head, ("周敏华", "", "2024", "优秀"), ("周敏华", "06099", "2024", "合格")
    )
    assert facts(preview, "result") == [("周敏华", "error", "优秀"), ("周敏华", "new", "合格")]
    assert said(preview) == {
        "A2": "“周敏华”不止一位，没有身份证号、出生年月或工号，无法区分，没有导入；请加上工号或身份证号"
    }
    assert preview.rows[1].teacher.staff_no == "06099"


def test_number_of_somebody_else_is_an_error_and_nobody_is_renamed(desk: Desk) -> None:
    preview = look(
        desk, "annual_review", ("姓名", "身份证号", "年度", "等次"), ("单国平", ZHOU_ID, "2024", "优秀")
    )
    assert preview.counts["error"] == 1
    assert said(preview) == {"A2": "身份证号是花名册中“周敏华”的，姓名却是“单国平”，没有导入，请核对"}


def test_row_without_a_name_is_an_error(desk: Desk) -> None:
    preview = look(desk, "annual_review", ("姓名", "年度", "等次"), ("", "2024", "优秀"))
    assert preview.counts["error"] == 1
    assert said(preview) == {"A2": "这一行没有姓名，不能导入"}


def test_veto_bars_an_honour_and_explains(desk: Desk) -> None:
    teacher = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    event = KIND["ethics_event"].row
    desk.histories.add(
        "ethics_event",
        event(
            teacher_id=teacher.id, begins="2024-03", finding="查实", measure="警告", effective_from="2024-03"
        ),
    )
    preview = look(desk, "honour", ("姓名", "称号", "获得时间"), ("周敏华", "市骨干教师", "2025.6"))
    assert preview.counts["error"] == 1
    assert said(preview)["B2"].startswith("2025-06 在师德一票否决期")


# twice, blanks, choices


def test_same_fact_twice_in_a_file_is_stored_once_and_a_contradiction_not_at_all(desk: Desk) -> None:
    head = ("姓名", "年度", "等次")
    preview = look(desk, "annual_review", head, *[("周敏华", "2024", "优秀")] * 2, ("周敏华", "2024", "合格"))
    assert [row.state.value for row in preview.rows] == ["new", "same", "error"]
    assert said(preview) == {
        "A3": "与第 2 行是同一条，只存一次",
        "A4": "与第 2 行是同一条，内容却不同，没有导入，请核对",
    }


def test_blank_never_clears_and_a_month_does_not_replace_its_day(desk: Desk) -> None:
    head = ("姓名", "称号", "级别", "获得时间", "批准文号")
    desk.histories.import_rows(
        look(desk, "honour", head, ("周敏华", "市骨干教师", "市级", "2019.6.30", "5号"))
    )
    assert look(desk, "honour", head, ("周敏华", "市骨干教师", "", "2019.6", "")).counts["same"] == 1
    changed = look(desk, "honour", head, ("周敏华", "市骨干教师", "", "2019.6", "35号"))
    assert [(one.key, one.before, one.after) for one in changed.rows[0].changes] == [
        ("doc_no", "5号", "35号")
    ]
    assert changed.rows[0].words == "批准文号 5号→35号"


def test_fact_that_the_roster_tells_already_is_the_same(desk: Desk) -> None:
    teacher = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    desk.teachers.change(teacher.id, {"title": "一级教师", "title_obtained": "2014-08"})
    head = ("姓名", "职称", "取得时间", "文号")
    assert look(desk, "title", head, ("周敏华", "一级教师", "2014.8", "")).counts["same"] == 1
    desk.histories.import_rows(look(desk, "title", head, ("周敏华", "一级教师", "2014.8", "苏职〔2014〕8号")))
    assert stored(desk, "title", "title", "obtained", "doc_no") == [
        ("周敏华", "一级教师", "2014-08", "苏职〔2014〕8号")
    ]


def test_users_choice_of_a_column_is_remembered_for_this_head(desk: Desk) -> None:
    lines = (("姓名", "考核年份", "等次", "考核单位", "情由"), ("周敏华", "2024", "优秀", "教育局", "立功"))
    first = look(desk, "annual_review", *lines)
    (unknown,) = [one for one in first.columns if one.header == "情由"]
    assert unknown.field is None
    wanted = {"情由": "reason", "考核年份": "year"}
    choices = {(one.head, one.name): wanted[one.header] for one in first.columns if one.header in wanted}
    chosen = look(desk, "annual_review", *lines, choices=choices)
    desk.histories.import_rows(chosen)
    assert stored(desk, "annual_review", "reason") == [("周敏华", "立功")]
    again = look(desk, "annual_review", *lines)
    assert {one.header: one.how.value for one in again.columns}["情由"] == "记住"
    assert again.counts["same"] == 1


def test_preview_of_another_state_is_not_imported(desk: Desk) -> None:
    preview = look(desk, "annual_review", ("姓名", "年度", "等次"), ("周敏华", "2024", "优秀"))
    desk.teachers.change(desk.teachers.rows()[0].id, {"subject": "科学"})
    with pytest.raises(Conflict, match="预览之后花名册或发展记录又有改动"):
        desk.histories.import_rows(preview)
    assert stored(desk, "annual_review", "year") == []


def test_sheet_without_such_facts_says_what_is_missing(desk: Desk) -> None:
    with pytest.raises(UserError, match="没有找到“骨干称号”的表") as refused:
        look(desk, "honour", ("日期", "天气"), ("2024.3", "晴"))
    assert "下载模板" in refused.value.hint


# correcting


def test_error_workbook_is_corrected_and_imported_again(desk: Desk, tmp_path: Path) -> None:
    book = book_of(tmp_path, "近三年年度考核.xlsx")
    preview = looked(desk, "annual_review", book, file="近三年年度考核.xlsx")
    desk.histories.import_rows(preview)
    excerpt = correction(book, preview, date(2026, 11, 20), layout=layout_of(KIND["annual_review"]))
    file = tmp_path / "改.xlsx"
    write(excerpt, file)
    wrong = read_workbook(file)
    desk.teachers.add(TeacherDraft(name="查无此人"))
    again = looked(desk, "annual_review", wrong)
    assert facts(again, "year", "result") == [
        ("查无此人", "new", "2022", "合格"), ("查无此人", "new", "2023", "合格"), ("查无此人", "new", "2024", "合格"),
    ]  # fmt: skip


def test_correction_of_merged_names_names_everybody(desk: Desk, tmp_path: Path) -> None:
    lines = (
        ("姓名", "培训项目", "开始时间", "学分"),
        ("周敏华", "甲", "2024.7", 3.0),
        ("", "乙", "2024.13", 4.0),
    )
    book = Workbook("xlsx", (sheet(*lines, merges=((2, 1, 3, 1),)),))
    preview = looked(desk, "training", book, file="培训.xlsx")
    assert [row.state.value for row in preview.rows] == ["new", "error"]
    excerpt = correction(book, preview, date(2026, 11, 20), layout=layout_of(KIND["training"]))
    (row,) = excerpt.rows
    assert row.cells[0][0] == "周敏华"
    assert row.note is not None
    assert row.note.text == "错误　开始时间：“2024.13”不是有效的日期，没有导入。"


# nothing silently


def silent_cells(preview: LedgerPreview, book: Workbook) -> list[tuple[str, Cell]]:
    """Cells whose fact holds something else, and of which nothing is said."""
    (read,) = [one for one in book.sheets if one.name == preview.sheet]
    told = {one.cell for one in preview.problems}
    found = []
    for column in preview.columns:
        field, year = split_key(column.field or "person")
        for row in {row.row for row in preview.rows}:
            raw, cell = read.rows[row - 1][column.index], column.cell.rstrip("0123456789") + str(row)
            if field.startswith("person") or raw == "" or cell in told:
                continue
            held = [one.held for one in preview.rows if one.row == row]
            of_year = [one for one in held if not year or year in (getattr(one, "year", ""), one.begins[:4])]
            if not any(says(raw, getattr(one, field)) for one in of_year):
                found.append((cell, raw))
    return found


def says(raw: Cell, value: object) -> bool:
    """Another spelling of the same, which needs no remark: 2024.7.8 is 2024-07-08, 40 is 40.0."""
    if isinstance(raw, date):
        return str(value) == raw.isoformat()[:10]
    if isinstance(raw, float) and isinstance(value, (int, float)):
        return raw == value
    digits = "".join(mark if mark.isdigit() else " " for mark in str(raw)).split()
    spelled = "-".join(one.zfill(2) for one in digits)
    bare = "".join(str(raw).split())
    return printed(value) in (str(raw).strip(), printed(raw), spelled, bare, bare.replace(",", ""))


@pytest.mark.parametrize("name", list(WORKBOOKS))
def test_no_cell_of_an_office_is_changed_silently(desk: Desk, tmp_path: Path, name: str) -> None:
    book = book_of(tmp_path, name)
    kind = guess_kind(book, name)
    assert kind is not None
    assert silent_cells(looked(desk, kind.key, book), book) == []


_RESULTS = st.sampled_from(
    ["优秀", "称职", "合格", "A", "优 秀", "基本称职", "/", "同上", "不确定等次", "", 1.0, "#N/A"]
)
_YEARS = st.sampled_from(
    ["2024", 2023.0, "2023年", "2022-2023学年", "二〇二四", "去年", "", "2024 年度", "2021/2022"]
)
_DAYS = st.sampled_from(
    [
        "2024.7.8",
        "2024-07",
        "2024年9月",
        "2024.13",
        "不详",
        "2024.3-2024.5",
        "2024",
        45000.0,
        "24.7",
        "同上",
        "今天",
    ]
)
_FIGURES = st.sampled_from([40.0, "40", "40学时", "约40", "1,200", "", "无", "三十", -3.0, 12.5, "80%"])
_WORDS = st.sampled_from(["教学研修", " 新课标 ", "国培\n二期", 2024.0, "市级", "校", "无", "同上"])


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_cell_is_changed_silently(desk: Desk, data: st.DataObject) -> None:
    key, heads, cells = data.draw(
        st.sampled_from(
            [
                ("annual_review", ("姓名", "年度", "等次", "原因"), (_YEARS, _RESULTS, _WORDS)),
                ("annual_review", ("姓名", "2022年等次", "2023", "2024年度考核"), (_RESULTS, _RESULTS, _RESULTS)),
                ("training", ("姓名", "培训项目", "培训时间", "学时", "学分", "级别"), (_WORDS, _DAYS, _FIGURES, _FIGURES, _WORDS)),
                ("training", ("姓名", "2023年学时", "2023年学分", "2024年学分"), (_FIGURES, _FIGURES, _FIGURES)),
                ("honour", ("姓名", "称号", "级别", "获得时间", "有效期至"), (_WORDS, _WORDS, _DAYS, _DAYS)),
            ]
        )
    )  # fmt: skip
    names = st.sampled_from(["周敏华", "单国平", "查无此人", "周 敏华", "周敏华(退)"])
    lines = [
        (data.draw(names), *(data.draw(cell) for cell in cells)) for _ in range(data.draw(st.integers(1, 4)))
    ]
    book = Workbook("xlsx", (sheet(heads, *lines),))
    preview = looked(desk, key, book)
    assert silent_cells(preview, book) == []


def test_a_fuller_date_that_is_stored_stays_and_that_is_said(desk: Desk) -> None:
    head = ("姓名", "称号", "获得时间")
    desk.histories.import_rows(look(desk, "honour", head, ("周敏华", "市骨干教师", "2019.6.30")))
    assert said(look(desk, "honour", head, ("周敏华", "市骨干教师", "2019.6"))) == {
        "C2": "已存的“2019-06-30”更详细，没有改动"
    }


def test_a_month_beside_the_day_of_a_line_above_is_said(desk: Desk) -> None:
    line = ("周敏华", "市骨干教师", "2024.7.8")
    told = said(
        look(
            desk, "honour", ("姓名", "称号", "获得时间", "有效期至"), (*line, "2027.7.8"), (*line, "2027-07")
        )
    )
    assert told["D3"] == "第 2 行的“2027-07-08”更详细，没有改动"


def test_name_with_a_remark_is_looked_up_without_it(desk: Desk) -> None:
    preview = look(desk, "annual_review", ("姓名", "年度", "等次"), ("周敏华(退)", "2024", "优秀"))
    assert facts(preview, "year") == [("周敏华", "new", "2024")]
    assert said(preview) == {"A2": "“周敏华(退)”按“周敏华”在花名册中查找"}
    assert {row.status for row in desk.teachers.rows()} == {"在岗"}


def test_every_level_of_remark_has_its_cell(desk: Desk, tmp_path: Path) -> None:
    preview = looked(desk, "training", book_of(tmp_path, "培训台账.xlsx"))
    assert {one.level for one in preview.problems} == {Level.NOTICE, Level.ERROR}
    assert all(one.cell and one.row for one in preview.problems)


# what nobody can have meant


def test_a_word_no_list_knows_never_replaces_a_grade(desk: Desk) -> None:
    head = ("姓名", "2023", "2024年", "2099")
    desk.histories.import_rows(look(desk, "annual_review", head, ("周敏华", "优秀", "合格", "")))
    preview = look(
        desk, "annual_review", head, ("周敏华", "胡说", "优", "合格"), ("单国平", "良", "称职", "")
    )
    told = said(preview)
    assert told["B2"].startswith("年度考核等次中没有“胡说”，此项留空")
    assert told["C2"] == "“优”按“优秀”存入"
    assert told["D2"] == "2099年还没有到，此项留空，请核对表头"
    assert facts(preview, "year", "result") == [
        ("周敏华", "changed", "2024", "优秀"),
        ("单国平", "new", "2023", "合格"),
        ("单国平", "new", "2024", "合格"),
    ]
    rows = look(
        desk,
        "annual_review",
        ("姓名", "年度", "等次"),
        ("周敏华", "2023", "胡说"),
        ("单国平", "2022", "胡说"),
    )
    assert [row.state.value for row in rows.rows] == ["same", "error"]


def test_dates_after_the_next_school_year_are_not_stored(desk: Desk) -> None:
    preview = look(
        desk, "training", ("姓名", "培训项目", "开始", "结束", "级别", "类型"),
        ("周敏华", "研修甲", "2028-08", "2030-01", "外星级", "集中培训"),
        ("周敏华", "研修乙", "2028-09", "", "市级", "校本"),
    )  # fmt: skip
    assert facts(preview, "begins", "ends", "level", "kind")[0][2:] == ("2028-08", "2030-01", "", "集中")
    assert preview.rows[1].held.begins == ""
    told = said(preview)
    assert told["C3"] == "“2028-09”还没有到，没有导入，请核对"
    assert told["E2"].startswith("培训级别中没有“外星级”，此项留空；")


@each(
    ("text", "is_late"),
    [("2028", False), ("2029", True), ("2027-2028", False), ("2028-2029", True), ("2028-08-31", False), ("2028-09", True)],
)  # fmt: skip
def test_what_begins_after_the_next_school_year_is_far(text: str, is_late: bool) -> None:
    assert is_far(text) is is_late  # on 2026-11-20


def test_several_honours_in_one_cell_are_several_facts(desk: Desk) -> None:
    preview = look(
        desk, "honour", ("姓名", "称号"),
        ("周敏华", "市骨干教师（2020.6）\n区教学能手（2018.9）"), ("单国平", "市学科带头人2023"),
    )  # fmt: skip
    assert facts(preview, "name", "awarded", "level", "remark") == [
        ("周敏华", "new", "市骨干教师", "2020-06", "市级", ""),
        ("周敏华", "new", "区教学能手", "2018-09", "县区级", ""),
        ("单国平", "new", "市学科带头人", "", "市级", "市学科带头人：2023年"),
    ]
    assert "“市骨干教师 市级 2020-06”、“区教学能手 县区级 2018-09”存入" in said(preview)["B2"]


def test_odd_lessons_are_kept_and_told(desk: Desk) -> None:
    preview = look(
        desk, "assignment", ("姓名", "学年", "学期", "学科", "任教班级", "周课时"),
        ("周敏华", "2026-2027", "第一学期", "火星文", "五3、九(1)班", 99),
        ("单国平", "2026-2027", "第一学期", "语文", "五3、五(4)", "12+2"),
        school_year="2026-2027", stage="小学",
    )  # fmt: skip
    told = said(preview)
    assert told["D2"] == "任教学科中没有“火星文”，已按原文保存，请核对"
    assert told["E2"] == "没有认出“五3、九(1)班”是本校的哪些班级，已按原文保存，请核对"
    assert told["F2"] == "周课时“99”不在 0 到 30 之间，请核对"
    assert {one.level for one in preview.problems if one.row == 2} == {Level.WARNING}
    assert facts(preview, "subject", "classes", "weekly_periods") == [
        ("周敏华", "new", "火星文", "五3、九(1)班", "99"), ("单国平", "new", "语文", "五（3）班、五（4）班", "12+2"),
    ]  # fmt: skip
