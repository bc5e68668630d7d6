"""Import cases M38–M48: who a row is, rows twice, people who left, files that are hard to read, a second import."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from edudesk.base.errors import UserError
from edudesk.base.marks import UNCOUNTED
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.rows import TeacherRow
from edudesk.sheets.limits import Limits
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Cell
from tests.roster.cases import Line, answer_to, asked, cell, said, shown
from tests.roster.people import OTHER_ID, ZHOU_ID, teacher
from tests.tables import each

HEAD = ("姓名", "性别", "任教学科")


@each(
    ("written", "stored", "text"),
    [
        ("王 芳", {"name": "王芳"}, "“王 芳”已整理为“王芳”"),
        ("王芳1", {"name": "王芳", "remark": "原表姓名：王芳1"}, "“王芳1”按“王芳”存入，“原表姓名：王芳1”记入备注"),
        ("王芳A", {"name": "王芳", "remark": "原表姓名：王芳A"}, "“王芳A”按“王芳”存入，“原表姓名：王芳A”记入备注"),
        ("阿依古丽•买买提", {"name": "阿依古丽·买买提"}, "“阿依古丽•买买提”已整理为“阿依古丽·买买提”"),
        ("阿依古丽.买买提", {"name": "阿依古丽·买买提"}, "“阿依古丽.买买提”已整理为“阿依古丽·买买提”"),
        ("王𠮷", {"name": "王𠮷"}, ""),
        ("王芳(退)", {"name": "王芳", "status": "退休"}, "“王芳(退)”按姓名“王芳”、人员状态“退休”存入"),
        ("王芳（借调）", {"name": "王芳", "status": "借出"}, "“王芳（借调）”按姓名“王芳”、人员状态“借出”存入"),
        ("王芳（原名王方）", {"name": "王芳", "former_name": "王方"}, "“王芳（原名王方）”按姓名“王芳”、曾用名“王方”存入"),
    ],
)  # fmt: skip
def test_m38_names(written: str, stored: dict[str, str], text: str) -> None:
    preview = shown(("姓名", "出生年月", "任教学科"), (written, "1985.7", "语文"))
    assert {key: getattr(preview.rows[0].draft, key) for key in stored} == stored
    assert said(preview).get("A2", "") == text


def test_m38_elder_and_younger_are_no_names_beside_each_other() -> None:
    preview = shown(
        ("姓名", "出生年月", "任教学科"),
        ("王芳大", "1975.3", "语文"),
        ("王芳小", "1985.7", "数学"),
        ("吴志大", "1990.1", "科学"),
    )
    assert [row.draft.name for row in preview.rows] == ["王芳", "王芳", "吴志大"]
    assert said(preview)["A2"] == "“王芳大”按“王芳”存入，“原表姓名：王芳大”记入备注"


def test_m39_namesakes_with_births_are_two_people() -> None:
    preview = shown(("姓名", "性别", "出生年月"), ("王芳", "女", "1975.3"), ("王芳", "女", "1985.7"))
    assert (preview.counts["new"], preview.questions) == (2, ())


def test_m39_namesakes_of_whom_nothing_is_known_are_asked_about() -> None:
    known = teacher("王芳", id="a", birth="1976-03-10", gender="女", subject="语文")
    lines = (HEAD, ("王芳", "女", "语文"), ("王芳", "女", "数学"))
    preview = shown(*lines, existing=(known,))
    assert said(preview) == {
        "A2": "表中有2位“王芳”，没有身份证号、出生年月或工号，无法区分",
        "A3": "表中有2位“王芳”，没有身份证号、出生年月或工号，无法区分",
    }
    first, second = preview.questions
    assert first.text == "第 2 行：表中有2位“王芳”，没有身份证号、出生年月或工号，无法区分。是哪一位？"
    assert [words for _, words in first.options] == [
        "先不导入", "花名册中的“王芳”（1976-03 出生，语文）", "另新增一位",
    ]  # fmt: skip
    answered = shown(*lines, existing=(known,), answers={first.key: "a", second.key: "new"})
    assert [(row.state.word, row.matched_by) for row in answered.rows] == [("相同", "您的选择"), ("新增", "")]


def test_m39_a_namesake_who_only_seems_another_person_is_said_and_asked_about() -> None:
    known = teacher("王芳", id="a", birth="1976-03", gender="女", subject="语文")
    lines = (("姓名", "出生年月", "联系电话"), ("王芳", "1976.8", "13800138000"), ("李红", "1980.1", ""))
    preview = shown(*lines, existing=(known,))
    doubt = "花名册中已有同名的“王芳”（1976-03 出生，语文），出生年月不同，按另一人新增，请核对"
    assert said(preview) == {"A2": doubt}
    assert [row.state.word for row in preview.rows] == ["新增", "新增"]
    (question,) = preview.questions
    assert (
        question.text == "第 2 行：花名册中已有同名的“王芳”（1976-03 出生，语文），出生年月不同。是同一人吗？"
    )
    assert [words for _, words in question.options] == [
        "另新增一位",
        "就是花名册中的“王芳”（1976-03 出生，语文）",
    ]
    answered = shown(*lines, existing=(known,), answers={question.key: "a"})
    assert [(row.state.word, row.matched_by) for row in answered.rows] == [("变更", "您的选择"), ("新增", "")]
    assert "A2" not in said(answered)


def test_m39_a_namesake_among_several_is_new_and_said() -> None:
    known = [teacher("王芳", id=one, subject=subject) for one, subject in (("a", "语文"), ("b", "数学"))]
    preview = shown(("姓名", "性别", "出生年月"), ("王芳", "女", "1976.8"), existing=known)
    assert said(preview) == {"A2": "花名册中已有 2 位“王芳”，分不清是不是其中一位，按另一人新增，请核对"}
    assert [words for _, words in preview.questions[0].options] == [
        "另新增一位", "就是花名册中的“王芳”（语文）", "就是花名册中的“王芳”（数学）",
    ]  # fmt: skip


TWICE: tuple[Line, ...] = (
    ("姓名", "身份证号", "任教学科", "任教班级", "周课时"),
    ("周敏华", ZHOU_ID, "语文", "五(1)班", "8"),
    ("李红", OTHER_ID, "英语", "", ""),
    ("周敏华", ZHOU_ID, "道法", "五(2)班", "4"),
)


def test_m40_same_number_twice_is_shown_side_by_side() -> None:
    preview = shown(*TWICE)
    assert [row.state.word for row in preview.rows] == ["错误", "新增", "错误"]
    assert said(preview)["A2"] == (
        "与第 4 行是同一人，请在表中只留一行，或在窗口的“要您决定的事”里选择合并；这几行没有导入"
    )
    assert asked(preview) == {
        "第 2 行和第 4 行是同一人“周敏华”。不同之处：任教学科 语文｜道德与法治；任教班级 五(1)班｜五(2)班；周课时 8｜4。": "都先不导入"
    }


def test_m40_merged_rows_are_one_person_with_two_subjects() -> None:
    answers = answer_to(shown(*TWICE), "第 2 行和第 4 行", "合并成一人（以第 2 行为准，空项由后面的行补上）")
    preview = shown(*TWICE, answers=answers)
    draft = preview.rows[0].draft
    assert [row.draft.name for row in preview.rows] == ["周敏华", "李红"]
    assert (draft.subject, draft.subject2, draft.classes, draft.weekly_periods) == (
        "语文", "道德与法治", "五(1)班、五(2)班", "8+4",
    )  # fmt: skip
    assert said(preview)["A4"] == "按您的选择并入第 2 行"


def test_m40_merged_rows_beside_a_change_that_dated_facts_refuse() -> None:
    lines = (*TWICE, ("赵敏", "", "美术", "", ""))
    answers = answer_to(shown(*lines), "第 2 行和第 4 行", "合并成一人（以第 2 行为准，空项由后面的行补上）")
    preview = shown(
        *lines,
        answers=answers,
        existing=[teacher("赵敏", subject="音乐")],
        tried=lambda changes, day: {"赵敏": {"subject": "任教学科由“任课”记录得出。"}},
    )
    assert [(row.row, row.state.word) for row in preview.rows] == [(2, "新增"), (3, "新增"), (5, "相同")]
    assert said(preview)["C5"] == "任教学科由“任课”记录得出，此项没有改动"


def test_m40_a_name_merged_over_two_lines_is_one_person_twice() -> None:
    lines: tuple[Line, ...] = (
        ("姓名", "身份证号", "任教学科", "任教班级"),
        ("周敏华", ZHOU_ID, "语文", "五(1)班"),
        ("", "", "道法", "五(2)班"),
        ("李红", OTHER_ID, "英语", ""),
    )
    merges = ((2, 1, 3, 1), (2, 2, 3, 2))
    answers = answer_to(
        shown(*lines, merges=merges), "第 2 行和第 3 行", "合并成一人（以第 2 行为准，空项由后面的行补上）"
    )
    draft = shown(*lines, merges=merges, answers=answers).rows[0].draft
    assert (draft.name, draft.subject, draft.subject2, draft.classes) == (
        "周敏华", "语文", "道德与法治", "五(1)班、五(2)班",
    )  # fmt: skip


LINES: tuple[Line, ...] = (
    ("姓名", "性别", "身份证号", "职称", "任教学科", "任教班级"),
    ("周敏华", "女", "", "一级教师", "语文", "五(1)班"),
    ("", "", "", "", "道法", "五(2)班"),
    ("李红", "女", OTHER_ID, "", "英语", ""),
)
OVER_TWO = ((2, 1, 3, 1),)


@each(
    ("number", "existing"),
    [
        ("", ()),
        (ZHOU_ID, ()),
        ("", (teacher("周敏华", gender="女"),)),
        (ZHOU_ID, (teacher("周敏华", gender="女"),)),
    ],
)
def test_m40_lines_of_one_merged_name_are_put_together(number: str, existing: tuple[TeacherRow, ...]) -> None:
    lines = (LINES[0], (*LINES[1][:2], number, *LINES[1][3:]), *LINES[2:])
    preview = shown(*lines, merges=OVER_TWO, existing=existing)
    assert [row.row for row in preview.rows] == [2, 4]
    draft = preview.rows[0].draft
    assert (draft.name, draft.subject, draft.subject2, draft.classes, draft.title) == (
        "周敏华", "语文", "道德与法治", "五(1)班、五(2)班", "一级教师",
    )  # fmt: skip
    assert said(preview)["A3"] == "姓名是合并的格子，并入第 2 行"
    assert list(asked(preview).values()) == ["合并成一人（以第 2 行为准，空项由后面的行补上）"]
    none = shown(*lines, merges=OVER_TWO, answers=answer_to(preview, "第 3 行", "都先不导入"))
    assert [row.state.word for row in none.rows] == ["错误", "错误", "新增"]


@each(
    "line",
    [
        ("", "", "", "二级教师", "道法", ""),  # which one
        ("", "", "", "", "道法、科学", ""),  # more subjects than there is room for
    ],
)
def test_m40_lines_of_one_name_that_do_not_agree_are_asked_about(line: Line) -> None:
    preview = shown(*LINES[:2], line, LINES[3], merges=OVER_TWO)
    assert [row.state.word for row in preview.rows] == ["错误", "错误", "新增"]
    assert list(asked(preview).values()) == ["都先不导入"]


def test_m40_lines_of_one_merged_name_with_two_numbers_are_two_people() -> None:
    first, second = (("周敏华", "女", ZHOU_ID, "", "语文", ""), ("", "", OTHER_ID, "", "道法", ""))
    preview = shown(LINES[0], first, second, merges=OVER_TWO)
    assert [(row.state.word, row.draft.subject) for row in preview.rows] == [
        ("新增", "语文"), ("新增", "道德与法治"),
    ]  # fmt: skip


def test_m40_a_line_of_somebody_who_cannot_be_imported_is_no_second_person() -> None:
    preview = shown(LINES[0], ("周敏华", "女", "99019919870524", *LINES[1][3:]), LINES[2], merges=OVER_TWO)
    assert [row.state.word for row in preview.rows] == ["错误", "错误"]
    assert said(preview)["A3"] == "姓名是合并的格子，与第 2 行是同一人，那一行不能导入"


def test_m40_one_of_the_rows_is_kept() -> None:
    preview = shown(*TWICE, answers=answer_to(shown(*TWICE), "第 2 行和第 4 行", "只要第 4 行"))
    assert [(row.row, row.draft.subject) for row in preview.rows] == [(3, "英语"), (4, "道德与法治")]
    assert said(preview)["A2"] == "与第 4 行是同一人，按您的选择没有导入"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (UNCOUNTED, "单元格里的公式没有结果，此项留空；请用 Excel 或 WPS 打开并保存一次，再导入"),
        ("#N/A", "单元格里的公式出错（#N/A），此项留空"),
        ("#REF!", "单元格里的公式出错（#REF!），此项留空"),
    ],
)
def test_m41_formulas_without_a_result_and_errors_are_left_empty(written: Cell, text: str) -> None:
    told = cell("任教学科", written)
    assert (told["subject"], told.text) == ("", text)


def test_m41_formula_a_script_wrote_is_known_in_the_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)  # type: ignore[union-attr]
    book.active.append(("王芳", "女", '="语"&"文"'))  # type: ignore[union-attr]
    book.save(tmp_path / "公式.xlsx")
    preview = preview_roster(read_workbook(tmp_path / "公式.xlsx"), ())
    assert said(preview)["C2"].startswith("单元格里的公式没有结果")


@each(
    ("written", "stored", "text"),
    [
        ("是", "是", ""),
        ("否", "否", ""),
        ("√", "是", "“√”按“是”存入"),
        ("✓", "是", "“✓”按“是”存入"),
        ("×", "否", "“×”按“否”存入"),
        (1.0, "是", "“1”按“是”存入"),
        (0.0, "否", "“0”按“否”存入"),
        (True, "是", ""),
        ("Y", "是", "“Y”按“是”存入"),
        ("N", "否", "“N”按“否”存入"),
        ("班主任", "是", "“班主任”按“是”存入"),
        ("五(1)班", "是", "“五(1)班”按“是”存入，“班主任：五(1)班”记入备注"),
        ("", "", ""),
        ("也许", "", "“也许”不是“是”或“否”，此项留空"),
    ],
)
def test_m42_yes_and_no(written: Cell, stored: str, text: str) -> None:
    told = cell("是否班主任", written)
    assert (told["head_teacher"], told.text) == (stored, text)


@each(
    ("header", "written", "status", "day", "text"),
    [
        ("人员状态", "已退休", "退休", "", "“已退休”按“退休”存入"),
        ("人员状态", "借调", "借出", "", "“借调”按“借出”存入"),
        ("备注", "已退休", "退休", "", "“已退休”按备注“已退休”、人员状态“退休”存入"),
        ("备注", "2024.8调出", "调出", "2024-08", "“2024.8调出”按备注“2024.8调出”、人员状态“调出”、状态时间“2024-08”存入"),
        ("备注", "怀孕", "在岗", "", ""),
    ],
)  # fmt: skip
def test_m43_who_has_left_is_recognised(header: str, written: str, status: str, day: str, text: str) -> None:
    told = cell(header, written)
    assert (told["status"], told["status_date"], told.text) == (status, day, text)


def test_m43_remark_beside_a_state_of_presence_counts() -> None:
    assert cell("备注", "已退休", 人员状态="在岗")["status"] == "退休"


def test_m44_struck_through_names_are_asked_about_and_colours_only_reported(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEAD, *((f"甲{mark}", "女", "语文") for mark in "一二三四五")):
        sheet.append(line)
    for one in sheet[3]:
        one.font = Font(strike=True)
    sheet["A5"].fill = PatternFill("solid", fgColor="FFFF00")
    book.save(tmp_path / "名单.xlsx")
    workbook = read_workbook(tmp_path / "名单.xlsx")
    preview = preview_roster(workbook, ())
    assert said(preview) == {"A3": "姓名划了删除线；如果表示已经离校，请在窗口的“要您决定的事”里选择"}
    assert asked(preview) == {"有人的姓名划了删除线，表示已经离校吗？": "不表示什么，照常导入"}
    assert preview.remarks == ("有 1 人的姓名标了底色（第 5 行）；颜色表示什么，程序不知道，没有读取。",)
    gone = preview_roster(workbook, (), answers=answer_to(preview, "删除线", "按“调出”存入"))
    assert [row.draft.status for row in gone.rows] == ["在岗", "调出", "在岗", "在岗", "在岗"]
    assert said(gone) == {"A3": "姓名划了删除线，按您的选择存为“调出”"}
    left_out = preview_roster(workbook, (), answers=answer_to(preview, "删除线", "这几行不导入"))
    assert (left_out.counts["new"], said(left_out)) == (4, {"A3": "姓名划了删除线，按您的选择没有导入"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名单.csv", "姓名,性别,任教学科\n王芳,女,语文\n".encode("gb18030")),
        ("名单.csv", "\ufeff姓名,性别,任教学科\n王芳,女,语文\n".encode()),
        ("名单.txt", "姓名\t性别\t任教学科\n王芳\t女\t语文\n".encode("gbk")),
        ("名单.xls", "<html><table><tr><td>姓名</td><td>性别</td><td>任教学科</td></tr>"
                   "<tr><td>王芳</td><td>女</td><td>语文</td></tr></table></html>".encode()),
    ],
)  # fmt: skip
def test_m45_text_and_web_tables_are_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    preview = preview_roster(read_workbook(tmp_path / name), ())
    assert [(row.draft.name, row.draft.gender, row.draft.subject) for row in preview.rows] == [
        ("王芳", "女", "语文")
    ]


def test_m45_web_page_without_a_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "名单.xls").write_bytes("<html><p>请登录</p></html>".encode())
    with pytest.raises(UserError) as refused:
        read_workbook(tmp_path / "名单.xls")
    assert refused.value.text == "“名单.xls”：这个文件其实是网页，里面没有表格。"


def test_m46_workbook_with_a_password_and_the_lock_of_an_open_one(tmp_path: Path) -> None:
    sealed = tmp_path / "加密.xlsx"
    sealed.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    )
    with pytest.raises(UserError) as refused:
        read_workbook(sealed)
    assert refused.value.text == "“加密.xlsx”：这个工作簿设有打开密码，无法读取。"
    assert refused.value.hint == (
        "请用 Excel 或 WPS 打开，取消“打开密码”（文件→信息→保护工作簿）后另存，再导入。"
    )
    lock = tmp_path / "~$名单.xlsx"
    lock.write_bytes(b"x" * 165)
    with pytest.raises(UserError) as locked:
        read_workbook(lock)
    assert locked.value.text == "“~$名单.xlsx”：这是 Excel 打开文件时留下的临时文件。"
    assert locked.value.hint == "请选择不带“~$”的“名单.xlsx”。"


def test_workbook_over_the_limits_is_refused_with_the_limit_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "大.csv").write_text("姓名,性别,任教学科\n" + "王芳,女,语文\n" * 30, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_workbook(tmp_path / "大.csv", limits=Limits(rows=20))
    assert refused.value.text == "“大.csv”：工作簿有 31 行内容，超过 20 行，为防止电脑卡死没有读取。"
    assert refused.value.hint == "请把要导入的那张表复制到一个新的工作簿，保存后再导入。"


def test_m47_second_import_shows_new_changed_same_and_missing() -> None:
    existing = (
        teacher("王芳", gender="女", subject="语文", title="二级教师", status="在岗"),
        teacher("李红", gender="女", subject="数学", status="在岗"),
        teacher("项老实", gender="男", status="退休"),
        teacher("赵磊", gender="男", subject="体育与健康", status="在岗"),
    )
    lines = (
        ("2026年9月1日教师名单", "", "", ""),
        ("姓名", "性别", "任教学科", "职称"),
        ("王芳", "女", "语文", "一级教师"),
        ("李红", "女", "数学", ""),
        ("周敏华", "女", "英语", ""),
    )
    preview = shown(*lines, existing=existing)
    assert [(row.draft.name, row.state.word) for row in preview.rows] == [
        ("王芳", "变更"), ("李红", "相同"), ("周敏华", "新增"),
    ]  # fmt: skip
    assert [one.name for one in preview.missing] == ["赵磊"]  # who had left before is not missed
    assert (preview.leaving, preview.as_of) == ({}, "2026-09-01")
    leaving = shown(*lines, existing=existing, leaving={"赵磊": "调出", "李红": "调出"})
    assert leaving.leaving == {"赵磊": "调出"}  # nobody who stands in the file


def test_m47_hidden_people_and_other_sheets_are_not_missing() -> None:
    zhao = teacher("赵磊", status="在岗")
    lines = (HEAD, ("王芳", "女", "语文"), ("赵磊", "男", "体育"))
    preview = shown(*lines, existing=(zhao,), about={"hidden_rows": frozenset((3,))})
    assert preview.missing == ()


def test_m48_age_and_years_of_teaching_are_compared_and_not_stored(stopped_clock: object) -> None:
    preview = shown(
        ("姓名", "出生年月", "年龄", "参加工作时间", "教龄"),
        ("王芳", "1985.7", 23.0, "2007.8", 20.0),
        ("李红", "1991.7", 35.0, "2012.8", 15.0),
    )
    assert said(preview) == {"C1": "年龄一列有 1 人与按日期算出的不同，以日期为准，此列不导入"}


def test_namesakes_born_on_different_days_are_told_apart() -> None:
    head = ("姓名", "性别", "出生年月")
    days = shown(head, ("王芳", "女", "1985-07-01"), ("王芳", "女", "1985-07-02"))
    assert [row.state.word for row in days.rows] == ["新增", "新增"]
    months = shown(head, ("王芳", "女", "1985-07"), ("王芳", "女", "1985-07-02"))
    assert "表中有同名同出生年月的“王芳”" in said(months)["A2"]


def test_a_birth_that_the_damaged_number_settles_is_not_said_to_be_left_out() -> None:
    preview = shown(("姓名", "身份证号", "出生年月"), ("王芳", 9.9019919850712e17, 1985.1))
    assert preview.rows[0].draft.birth == "1985-07-12"
    assert (
        said(preview)["C2"] == "“1985.1”可能是1985年1月，也可能是1985年10月，按身份证号中的“1985-07-12”存入"
    )
