"""Text tables by themselves: whatever the bytes, rows or a refusal."""

from hypothesis import example, given
from hypothesis import strategies as st

from edudesk.base.decoding import decoded
from edudesk.sheets.kinds import kind_of
from edudesk.sheets.limits import LIMITS, Refused
from edudesk.sheets.plain import csv_rows, html_rows

words = st.text(alphabet="王芳语文数学 0123456789-./=\"'㛃𠅤", max_size=8)
tables = st.lists(st.lists(words, min_size=2, max_size=5), min_size=1, max_size=6)


def table_or_refusal(content):
    """Cells of the table, or the two sentences of the refusal."""
    try:
        kind = kind_of(content, ".csv")
        rows = (
            html_rows(content)[0]
            if kind == "html"
            else csv_rows(content, LIMITS)[0]
            if kind == "text"
            else []
        )
    except Refused as refused:
        return [refused.text, refused.hint]
    return [cell for row in rows for cell in row]


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b'"')
@example(b"\x81")
def test_any_bytes_are_rows_or_refused(content):
    assert all(isinstance(cell, str) for cell in table_or_refusal(content))


@given(tables, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_text_is_decoded_as_it_was_written(table, encoding):
    text = "姓名,备注\n" + "\n".join(",".join(row) for row in table)
    assert decoded(text.encode(encoding)) == text


@given(st.text(alphabet="<>/tablerdh \"'=&;!-王1", max_size=80))
def test_any_page_is_rows_or_refused(inside):
    assert all(isinstance(cell, str) for cell in table_or_refusal(f"<table><tr><td>{inside}".encode()))


def test_rowspan_pushes_the_cells_below_to_the_right():
    rows, merges = html_rows(
        "<table><tr><td rowspan=2>语文组<td>王芳<tr><td>李红<tr><td colspan=2>合计</table>".encode()
    )
    assert rows == [["语文组", "王芳"], ["", "李红"], ["合计", ""]]
    assert merges == [[1, 1, 2, 1], [3, 1, 3, 2]]


def test_a_table_inside_a_cell_is_its_text():
    rows, _ = html_rows(
        "<table><tr><td>王芳</td><td><table><tr><td>语</td><td>文</td></tr></table></td></tr></table>".encode()
    )
    assert rows == [["王芳", "语文"]]


def test_gb2312_file_cut_in_the_middle_of_a_character_is_still_read():
    content = "姓名,备注\n王芳,好\n".encode("gb18030") * 60 + "李".encode("gb18030")[:1]
    assert csv_rows(content, LIMITS)[0][1] == ["王芳", "好"]


def test_a_quote_that_nothing_closes_swallows_no_rows():
    lines = [
        "序号,姓名,性别,备注",
        '1,赵一鸣,女,"两行\n备注"',
        '2,"钱二喜,男,',
        "3,孙三友,女,甲",
        "4,李四光,女,乙",
    ]
    rows, remarks = csv_rows("\n".join(lines).encode("gb18030"), LIMITS)
    assert [row[1] for row in rows if len(row) == 4] == ["姓名", "赵一鸣", '"钱二喜', "孙三友", "李四光"]
    assert remarks == ["文件里的双引号不成对，已按普通文字读取；请核对有引号的各行。"]
    whole, nothing = csv_rows("\n".join([*lines[:2], *lines[3:]]).encode(), LIMITS)
    assert (whole[1], nothing) == (["1", "赵一鸣", "女", "两行\n备注"], [])


def test_bytes_that_are_no_character_are_told_with_their_rows():
    text = "姓名,性别\n赵一鸣,女\n钱二喜,男\n孙三友,女\n".encode("gb18030") + ("李四光,女\n" * 100).encode(
        "gb18030"
    )
    rows, remarks = csv_rows(text.replace("钱二喜".encode("gb18030"), b"\xff\xfe\x81\xff"), LIMITS)
    assert "\ufffd" in rows[2][0]
    assert remarks == ["有 1 行里有认不出的字，显示为“\ufffd”（第 3 行），请改好后再导入。"]
