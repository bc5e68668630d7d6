"""Import cases M1–M9: where the list stands in the sheet, and what around it is no person."""

from dataclasses import replace

from edudesk.roster.intake.preview import preview_roster
from edudesk.sheets.workbook import Cell, Workbook
from tests.roster.cases import answer_to, asked, said, shown
from tests.roster.people import teacher
from tests.sheets.fields import sheet

HEAD = ("姓名", "性别", "任教学科")


def test_m01_title_rows_above_the_header_tell_the_day_of_the_figures() -> None:
    preview = shown(
        ("北湖小学2026—2027学年教师花名册",),
        ("填报单位（公章）：北湖小学　填报时间：2026年9月10日　单位：人",),
        HEAD,
        ("王芳", "女", "语文"),
        merges=((1, 1, 1, 3),),
    )
    assert (preview.header_row, preview.title) == (3, "北湖小学2026—2027学年教师花名册")
    assert preview.as_of == "2026-09-10"
    assert [row.draft.name for row in preview.rows] == ["王芳"]
    year_only = shown(("北湖小学2026—2027学年教师花名册",), HEAD, ("王芳", "女", "语文"))
    assert year_only.as_of == "2026-09-01"
    assert shown(HEAD, ("王芳", "女", "语文"), as_of="2026-10-01").as_of == "2026-10-01"


def test_m02_two_level_header_is_parent_and_child() -> None:
    preview = shown(
        ("姓名", "性别", "第一学历", "", "最高学历", "", "职称", ""),
        ("", "", "学历", "毕业时间", "学历", "毕业时间", "名称", "取得时间"),
        ("王芳", "女", "中师", "1995.6", "本科", "2003.6", "一级教师", "2012.9"),
        merges=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 1, 8)),
    )
    assert [one.field for one in preview.columns] == [
        "name", "gender", "first_edu", "first_end", "top_edu", "top_end", "title", "title_obtained",
    ]  # fmt: skip
    draft = preview.rows[0].draft
    assert (draft.first_edu, draft.first_end, draft.top_edu, draft.top_end) == (
        "中专",
        "1995-06",
        "本科",
        "2003-06",
    )
    assert (draft.title, draft.title_obtained) == ("一级教师", "2012-09")


def test_m02_three_level_header() -> None:
    preview = shown(
        ("姓名", "性别", "学历情况", "", "", ""),
        ("", "", "第一学历", "", "最高学历", ""),
        ("", "", "学历", "毕业院校", "学历", "毕业院校"),
        ("王芳", "女", "中师", "龙城师范学校", "本科", "江南师范学院"),
        merges=((1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 6), (2, 3, 2, 4), (2, 5, 2, 6)),
    )
    assert preview.header_row == 3
    assert [one.field for one in preview.columns] == [
        "name", "gender", "first_edu", "first_school", "top_edu", "top_school",
    ]  # fmt: skip


def test_m03_header_printed_again_on_every_page_is_no_person() -> None:
    preview = shown(HEAD, ("王芳", "女", "语文"), HEAD, ("李红", "女", "数学"))
    assert [row.draft.name for row in preview.rows] == ["王芳", "李红"]
    assert [(one.number, one.reason.value) for one in preview.skipped] == [(3, "重复的表头")]


def test_m04_blank_rows_and_columns_separate_and_end_nothing() -> None:
    blank: tuple[Cell, ...] = ("", "", "", "")
    preview = shown(
        ("姓名", "", "性别", "任教学科"),
        ("王芳", "", "女", "语文"),
        *[blank] * 40,
        ("李红", "", "女", "数学"),
    )
    assert [row.draft.name for row in preview.rows] == ["王芳", "李红"]
    assert preview.remarks == ("第 3–42 行是空行，后面的内容已继续读取。",)


def test_m05_totals_and_signatures_are_listed_as_not_read() -> None:
    preview = shown(
        ("序号", *HEAD),
        (1.0, "王芳", "女", "语文"),
        ("合计", "", "1人", ""),
        ("校长签字：", "", "填表人：", ""),
        ("注：不含临聘人员", "", "", ""),
    )
    assert [row.draft.name for row in preview.rows] == ["王芳"]
    assert [(one.number, one.reason.value, one.text) for one in preview.skipped] == [
        (3, "合计或签字", "合计"), (4, "合计或签字", "校长签字："), (5, "合计或签字", "注：不含临聘人员"),
    ]  # fmt: skip


def test_m06_banner_is_a_proposal_that_can_be_switched_off() -> None:
    lines = (
        ("姓名", "性别", "任教学科"),
        ("一、语文组", "", ""),
        ("王芳", "女", ""),
        ("二、退休", "", ""),
        ("李红", "女", ""),
    )
    preview = shown(*lines)
    assert [(row.draft.name, row.draft.subject, row.draft.status) for row in preview.rows] == [
        ("王芳", "语文", "在岗"), ("李红", "", "退休"),
    ]  # fmt: skip
    assert asked(preview) == {
        "“语文组”下的人员，表中没有写任教学科的，按“语文”存入吗？": "按“语文”存入",
        "“退休”下的人员，表中没有写人员状态的，按“退休”存入吗？": "按“退休”存入",
    }
    without = shown(*lines, answers=answer_to(preview, "语文组", "不用，留空"))
    assert [row.draft.subject for row in without.rows] == ["", ""]


def test_m06_banner_of_the_retired_changes_who_was_present() -> None:
    li = teacher("李红", gender="女", status="在岗")
    preview = shown(("姓名", "性别", "任教学科"), ("退休教师", "", ""), ("李红", "女", ""), existing=(li,))
    assert [(one.key, one.before, one.after) for one in preview.rows[0].changes] == [
        ("status", "在岗", "退休")
    ]


def test_m07_sample_row_is_skipped_and_zhang_san_is_asked_about() -> None:
    preview = shown(
        ("序号", "姓名", "性别", "身份证号"),
        ("例", "李明", "男", ""),
        (1.0, "张三", "男", "123456"),
        (2.0, "王芳", "女", ""),
    )
    assert [(one.number, one.reason.value) for one in preview.skipped] == [(2, "示例")]
    assert said(preview)["B3"] == "这一行像是填写示例，没有导入；如果确有其人，请补上有效的身份证号"
    assert [row.draft.name for row in preview.importable] == ["王芳"]


def test_m08_hidden_rows_are_counted_and_come_when_asked_for() -> None:
    lines = (HEAD, ("王芳", "女", "语文"), ("李红", "女", "数学"))
    about = {"hidden_rows": frozenset((3,)), "hidden_columns": frozenset((3,))}
    preview = shown(*lines, about=about)
    assert ([row.draft.name for row in preview.rows], preview.hidden_people) == (["王芳"], 1)
    assert [(one.header, one.field, one.is_hidden) for one in preview.columns][2] == (
        "任教学科",
        "subject",
        True,
    )
    assert len(shown(*lines, about=about, include_hidden=True).rows) == 2


def test_m09_several_sheets_are_read_at_once_and_their_names_are_proposals() -> None:
    sheets = [
        replace(sheet(HEAD, *[(name, "女", "语文") for name in names]), name=title, is_hidden=is_hidden)
        for title, names, is_hidden in (
            ("专任", ("王芳", "李红", "周敏华"), False), ("退休", ("项老实",), False), ("说明", (), False), ("旧名单", ("甲", "乙"), True),
        )
    ]  # fmt: skip
    book = Workbook("xlsx", tuple(sheets))
    preview = preview_roster(book, ())
    assert [(one.name, one.people, one.is_hidden, one.is_chosen) for one in preview.sheets] == [
        ("专任", 3, False, True), ("退休", 1, False, True), ("说明", 0, False, False), ("旧名单", 2, True, False),
    ]  # fmt: skip
    assert [(row.sheet, row.draft.name, row.draft.status, row.draft.staff_category) for row in preview.rows] == [
        ("专任", "王芳", "在岗", "专任教师"), ("专任", "李红", "在岗", "专任教师"), ("专任", "周敏华", "在岗", "专任教师"),
        ("退休", "项老实", "退休", ""),
    ]  # fmt: skip
    assert asked(preview)["工作表“退休”下的人员，表中没有写人员状态的，按“退休”存入吗？"] == "按“退休”存入"
    one = preview_roster(book, (), sheets=("退休",))
    assert [row.draft.name for row in one.rows] == ["项老实"]
    assert one.remarks == ("另有工作表“专任”（3 人）没有读取；如需导入，请勾选后再看预览。",)


def test_m09_a_sheet_that_repeats_a_larger_one_is_not_ticked() -> None:
    whole = replace(sheet(HEAD, *[(name, "女", "语文") for name in ("王芳", "李红", "周敏华")]), name="总表")
    group = replace(sheet(HEAD, ("王芳", "女", "语文")), name="语文组")
    preview = preview_roster(Workbook("xlsx", (group, whole)), ())
    assert [(one.name, one.is_chosen) for one in preview.sheets] == [("语文组", False), ("总表", True)]


def test_m09_problems_name_their_sheet() -> None:
    sheets = [
        replace(sheet(HEAD, (name, "女", "道法")), name=title)
        for title, name in (("在编", "王芳"), ("临聘", "李红"))
    ]
    preview = preview_roster(Workbook("xlsx", tuple(sheets)), ())
    assert said(preview) == {"在编!C2": "“道法”按“道德与法治”存入", "临聘!C2": "“道法”按“道德与法治”存入"}
