"""Header rows as schools draw them: where they are and what each column means (1.3, M1, M2)."""

from hypothesis import given
from hypothesis import strategies as st

from edudesk.sheets.headers import How, match_headers, normalise, note_of
from edudesk.sheets.heads import day_in, find_head, head_at, school_year_in
from tests.sheets.fields import COLUMNS, IGNORED, sheet
from tests.tables import each


def keys(sheet_, remembered=None):
    head = find_head(sheet_, COLUMNS, IGNORED)
    return [match.key for match in match_headers(head, COLUMNS, remembered or {}, IGNORED)]


@each(
    ("header", "normal"),
    [
        ("姓　名", "姓名"),
        ("出生\n年月", "出生年月"),
        ("★身份证号(18位)", "身份证号"),
        ("＊联系电话（长号）", "联系电话"),
        ("参加工作时间(如1995.08)", "参加工作时间"),
        ("1.姓名", "姓名"),
        ("一、姓名", "姓名"),
        ("ＮＯ", "NO"),
        ("骨干称号情况", "骨干称号"),
        ("姓名(必填)", "姓名"),
        ("姓名*", "姓名"),
        ("入党(团)时间", "入党(团)时间"),
        ("（备注）", "(备注)"),
    ],
)
def test_normalise(header, normal):
    assert normalise(header) == normal


def test_the_note_in_brackets_is_kept_as_a_hint():
    assert note_of("身份证号（18位）") == "18位"
    assert note_of("姓名") == ""


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing_more_than_once_for_plain_words(text):
    assert isinstance(normalise(text), str)
    assert not any(mark.isspace() for mark in normalise(text))


def test_m1_title_rows_stand_above_the_header():
    found = find_head(
        sheet(
            ("龙城实验小学2024–2025学年教师花名册",),
            ("填报单位（公章）：龙城实验小学  填报时间：2024年9月1日",),
            ("序号", "姓名", "性别", "出生年月", "联系电话"),
            (1, "王芳", "女", "1985.07", "13861234567"),
            merges=((1, 1, 1, 5), (2, 1, 2, 5)),
        ),
        COLUMNS,
        IGNORED,
    )
    assert (found.first_row, found.last_row) == (3, 3)
    assert found.titles[0] == "龙城实验小学2024–2025学年教师花名册"
    assert school_year_in(found.titles) == "2024-2025"
    assert day_in(found.titles) == "2024-09-01"


def test_m1_merged_cells_that_say_something_are_no_upper_header():
    found = find_head(
        sheet(
            ("龙城实验小学教师花名册", "", "", "", "", ""),
            (
                "填报单位（盖章）：龙城实验小学",
                "",
                "单位：人　统计时点：2024年9月1日",
                "",
                "填报日期：2024年9月5日",
                "",
            ),
            ("序号", "姓名", "性别", "出生年月", "联系电话", "最高学历"),
            (1, "王芳", "女", "1985.07", "13861234567", "本科"),
            merges=((1, 1, 1, 6), (2, 1, 2, 2), (2, 3, 2, 4), (2, 5, 2, 6)),
        ),
        COLUMNS,
        IGNORED,
    )
    assert (found.first_row, found.last_row) == (3, 3)
    assert [cell.parent for cell in found.cells] == [""] * 6
    assert day_in(found.titles) == "2024-09-01"


def test_m1_a_sheet_without_a_header_says_so():
    assert find_head(sheet(("王芳", "女"), ("李红", "女")), COLUMNS) is None
    assert find_head(sheet(("性别", "出生年月", "联系电话", "备注")), COLUMNS) is None  # no 姓名


def test_flat_header_by_title_alias_and_part():
    assert keys(
        sheet(
            ("序号", "教师姓名", "性　别", "身份证号码（18位）", "出生日期", "任教科目", "本人联系电话", "QQ")
        )
    ) == ["", "name", "gender", "id_no", "birth", "subject", "phone", ""]


def test_exact_beats_contained_whatever_comes_first():
    assert keys(sheet(("配偶姓名", "姓名", "性别", "备注", "其他说明"))) == [
        "",
        "name",
        "gender",
        "remark",
        "",
    ]


def test_m2_two_levels_with_merges():
    head = (
        ("序号", "姓名", "性别", "第一学历", "", "最高学历", "", "职称", "", "骨干称号", "", "备注"),
        ("", "", "", "学历", "毕业院校", "学历", "毕业院校", "名称", "取得时间", "名称", "级别", ""),
        (1, "王芳", "女", "大专", "武进师范", "本科", "江南大学", "一级教师", "2010.8", "市骨干", "市级", ""),
    )
    down = tuple((1, column, 2, column) for column in (1, 2, 3, 12))
    across = ((1, 4, 1, 5), (1, 6, 1, 7), (1, 8, 1, 9), (1, 10, 1, 11))
    wanted = ["", "name", "gender", "first_edu", "first_school", "top_edu", "top_school"]
    wanted += ["title", "title_date", "honour", "honour_level", "remark"]
    for merges in (down + across, across, down, ()):  # also when a clerk forgot to merge
        found = find_head(sheet(*head, merges=merges), COLUMNS, IGNORED)
        assert (found.first_row, found.last_row) == (1, 2), merges
        assert [match.key for match in match_headers(found, COLUMNS, {}, IGNORED)] == wanted, merges
    assert found.cells[4].text == "第一学历·毕业院校"
    assert found.cells[4].address == "E2"


def test_a_header_that_tells_its_group_itself_needs_no_known_parent():
    found = find_head(
        sheet(
            ("姓名", "性别", "学历情况", "", "基本情况", ""),
            ("", "", "第一学历", "最高学历", "最高学历毕业院校", "毕业院校"),
            merges=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)),
        ),
        COLUMNS,
        IGNORED,
    )
    matched = [match.key for match in match_headers(found, COLUMNS, {}, IGNORED)]
    assert matched == ["name", "gender", "first_edu", "top_edu", "top_school", ""]


def test_m2_three_levels_below_a_title():
    found = find_head(
        sheet(
            ("教师花名册", "", "", "", "", ""),
            ("姓名", "性别", "学历情况", "", "", ""),
            ("", "", "第一学历", "", "最高学历", ""),
            ("", "", "学历", "毕业院校", "学历", "毕业院校"),
            ("王芳", "女", "大专", "武进师范", "本科", "江南大学"),
            merges=((1, 1, 1, 6), (2, 1, 4, 1), (2, 2, 4, 2), (2, 3, 2, 6), (3, 3, 3, 4), (3, 5, 3, 6)),
        ),
        COLUMNS,
        IGNORED,
    )
    assert (found.first_row, found.last_row) == (2, 4)
    assert found.cells[3].parent == "学历情况第一学历"
    matched = [match.key for match in match_headers(found, COLUMNS, {}, IGNORED)]
    assert matched == ["name", "gender", "first_edu", "first_school", "top_edu", "top_school"]


def test_names_in_the_lower_row_below_merged_parents():
    found = find_head(
        sheet(
            ("", "", "第一学历", "", "最高学历", ""),
            ("姓名", "性别", "学历", "毕业院校", "学历", "毕业院校"),
            merges=((1, 3, 1, 4), (1, 5, 1, 6)),
        ),
        COLUMNS,
    )
    assert (found.first_row, found.last_row) == (1, 2)
    assert [match.key for match in match_headers(found, COLUMNS, {})][2:] == [
        "first_edu", "first_school", "top_edu", "top_school",
    ]  # fmt: skip


def test_flat_school_belongs_to_the_degree_on_its_left():
    flat = sheet(("姓名", "第一学历", "毕业院校", "最高学历", "毕业院校", "职称"))
    assert keys(flat) == ["name", "first_edu", "first_school", "top_edu", "top_school", "title"]


def test_degree_alone_is_the_highest():
    assert keys(sheet(("姓名", "性别", "学历", "毕业院校"))) == ["name", "gender", "top_edu", "top_school"]


def test_printed_titles_of_our_own_export_are_found_again():
    row = tuple(column.full_title for column in COLUMNS)
    assert keys(sheet(row)) == [column.key for column in COLUMNS]


def test_the_choice_of_a_person_is_remembered():
    columns = sheet(("姓名", "性别", "出生年月", "绰号", "备注"))
    head = find_head(columns, COLUMNS)
    matches = match_headers(head, COLUMNS, {"绰号": "remark", "备注": ""})
    assert [(match.key, match.how) for match in matches][3:] == [
        ("remark", How.REMEMBERED),
        ("", How.REMEMBERED),
    ]


def test_fingerprint_knows_the_same_header_in_another_file():
    first = find_head(sheet(("名册",), ("姓 名", "性别", "备注")), COLUMNS)
    second = find_head(sheet(("姓名", "性\n别", "★备注", ""), ("王芳", "女", "", "x")), COLUMNS)
    third = find_head(sheet(("姓名", "备注", "性别")), COLUMNS)
    assert first.fingerprint == second.fingerprint != third.fingerprint


def test_same_header_twice_has_two_names_to_remember():
    head = head_at(sheet(("姓名", "时间", "时间")), 1, 1)
    assert [cell.name for cell in head.cells] == ["姓名", "时间", "时间#2"]


@given(st.permutations([column for column in COLUMNS if not column.parent]))
def test_order_of_columns_does_not_matter(columns):
    row = tuple(column.title for column in columns)
    assert keys(sheet(row)) == [column.key for column in columns]


@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=6), min_size=1, max_size=6))
def test_no_sheet_breaks_the_search(lines):
    found = find_head(sheet(*map(tuple, lines)), COLUMNS, IGNORED)
    assert found is None or 1 <= found.first_row <= found.last_row <= len(lines)
