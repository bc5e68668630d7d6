"""Which rows below a header are people: M3–M8 and P19 (no row is lost without a word)."""

from edudesk.sheets.headers import match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.rows import Reason, read_body
from tests.sheets.fields import BY_KEY, COLUMNS, IGNORED, sheet

HEAD = ("序号", "姓名", "性别", "身份证号", "备注")


def body(*lines, with_hidden=False, **more):
    whole = sheet(HEAD, *lines, **more)
    head = find_head(whole, COLUMNS, IGNORED)
    return read_body(whole, head, match_headers(head, COLUMNS, {}, IGNORED), BY_KEY, with_hidden)


def names(found):
    return [row.cells[1] for row in found.rows]


def reasons(found):
    return [(skip.number, skip.reason) for skip in found.skipped]


def test_rows_keep_the_numbers_that_excel_shows():
    found = body((1, "王芳", "女"), ("",), (2, "李红", "女"))
    assert [(row.number, row.cells[1]) for row in found.rows] == [(2, "王芳"), (4, "李红")]
    assert reasons(found) == [(3, Reason.BLANK)]


def test_m3_header_printed_on_every_page():
    found = body(
        (1, "王芳", "女"), HEAD, (2, "李红", "女"), ("序 号", "姓 名", "性 别", "身份证号(18位)", "")
    )
    assert names(found) == ["王芳", "李红"]
    assert reasons(found) == [(3, Reason.HEADER), (5, Reason.HEADER)]


def test_m4_and_p19_rows_after_500_blank_rows_are_not_lost():
    found = body((1, "王芳", "女"), *[("",)] * 500, (2, "李红", "女"))
    assert names(found) == ["王芳", "李红"]
    assert [(skip.number, skip.last) for skip in found.skipped] == [(3, 502)]
    assert found.remarks == ("第 3–502 行是空行，后面的内容已继续读取。",)


def test_m5_totals_and_signatures():
    found = body(
        (1, "王芳", "女"),
        ("合计", "", 1),
        ("", "小计", "3人"),
        ("校长签字：", "", "", "填表人："),
        ("填表人：李红", "", "", "联系电话：86885555"),
        ("注：1.本表一式两份",),
        ("第1页 共2页",),
        (2, "平安", "男"),
        (3, "安平均", "男"),
    )
    assert names(found) == ["王芳", "平安", "安平均"]
    assert {reason for _, reason in reasons(found)} == {Reason.TOTAL}
    assert found.skipped[0].text == "合计"


def test_m6_banner_names_the_group_of_the_rows_below():
    found = body(
        ("一、语文组",),
        (1, "王芳", "女"),
        (2, "李红", "女"),
        ("退休教师",),
        (3, "赵明", "男"),
        ("附件见背面",),
    )
    assert [(row.cells[1], row.group) for row in found.rows] == [
        ("王芳", "语文组"),
        ("李红", "语文组"),
        ("赵明", "退休教师"),
    ]
    assert reasons(found) == [(2, Reason.BANNER), (5, Reason.BANNER), (7, Reason.NOTE)]


def test_m6_a_lonely_name_is_a_person_and_a_lonely_group_is_not():
    found = body(("", "王芳"), ("", "数学组"), (2, "李红", "女"))
    assert [(row.cells[1], row.group) for row in found.rows] == [("王芳", ""), ("李红", "数学组")]


def test_m7_sample_rows():
    found = body(
        ("例", "王小明", "男"),
        ("示例", "张三", "男"),
        (1, "张三", "男", "123456789012345678"),
        (2, "张三", "男", "990199198507121024"),
    )
    assert [(row.number, row.may_be_sample) for row in found.rows] == [(4, True), (5, False)]
    assert reasons(found) == [(2, Reason.SAMPLE), (3, Reason.SAMPLE)]


def test_m8_hidden_rows_are_counted_and_can_be_taken():
    lines = ((1, "王芳", "女"), (2, "李红", "女"), (3, "赵明", "男"))
    found = body(*lines, hidden_rows=frozenset({3, 4}))
    assert (names(found), found.hidden) == (["王芳"], 2)
    found = body(*lines, hidden_rows=frozenset({3, 4}), with_hidden=True)
    assert (names(found), found.hidden) == (["王芳", "李红", "赵明"], 2)


def test_cells_merged_downwards_hold_for_each_row_but_a_name_does_not():
    found = body(
        (1, "王芳", "女", "", "语文组"),
        (2, "李红", "女", "", ""),
        (3, "赵明", "男", "", "数学组"),
        ("", "", "", "", "教研员"),
        merges=((2, 5, 3, 5), (4, 2, 5, 2)),
    )
    assert [row.cells[4] for row in found.rows][:3] == ["语文组", "语文组", "数学组"]
    assert names(found)[:3] == ["王芳", "李红", "赵明"]


def test_every_row_is_read_or_skipped_with_a_reason():
    lines = [(n, "王芳", "女") if n % 7 else (("",), ("合计", ""), HEAD)[n // 7 % 3] for n in range(1, 200)]
    found = body(*lines)
    told = [row.number for row in found.rows]
    for skip in found.skipped:
        told.extend(range(skip.number, skip.last + 1))
    assert sorted(told) == list(range(2, 201))
