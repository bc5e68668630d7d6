"""One grammar for imported cells and typed entry: M13, M18–M26, M37 and M38 by kind of column."""

# ruff: noqa: DTZ001 -- a cell has no time zone

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.grammar import plain_cells, read_cell, read_typed, reader_for
from edudesk.base.ids import IdReading
from edudesk.base.masking import Privacy
from edudesk.base.readings import Level
from tests.tables import each

SEXES = CodeList("性别", (Code("男", "1", ("M", "男性")), Code("女", "2", ("F",))), is_open=False)
POSTS = CodeList("岗位等级", (Code("专技十级"), Code("无")))

NAME = Column("name", "姓名", Kind.NAME)
STAFF_NO = Column("staff_no", "工号", Kind.ID)
ID_NO = Column("id_no", "身份证号", Kind.ID, privacy=Privacy.RESTRICTED)
BIRTH = Column("birth", "出生年月", Kind.MONTH)
JOINED = Column("joined", "来校日期", Kind.DATE)
SEX = Column("sex", "性别", Kind.CHOICE, codes=SEXES)
POST = Column("post", "岗位等级", Kind.CHOICE, codes=POSTS)
HEAD = Column("is_head", "是否班主任", Kind.YESNO)
PERIODS = Column("periods", "周课时", Kind.NUMBER)
COUNT = Column("count", "人数", Kind.INT)
PHONE = Column("phone", "联系电话", Kind.PHONE)
REMARK = Column("remark", "备注")


def read(column, raw, **hints):
    reading = read_cell(column, raw, **hints)
    return reading.value, reading.level


@each(
    ("column", "raw", "value"),
    [
        (NAME, "王芳", "王芳"),
        (NAME, "阿依古丽·买买提", "阿依古丽·买买提"),
        (NAME, "𠅤", "𠅤"),
        (NAME, "John Smith", "John Smith"),
        (STAFF_NO, "01001", "01001"),
        (STAFF_NO, 1023.0, "1023"),
        (STAFF_NO, 1023, "1023"),
        (STAFF_NO, "JY-007", "JY-007"),
        (STAFF_NO, "20203204012345678", "20203204012345678"),
        (BIRTH, datetime(1985, 7, 12), "1985-07"),
        (BIRTH, "1985.07", "1985-07"),
        (JOINED, "2004.8.25", "2004-08-25"),
        (SEX, "男", "男"),
        (SEX, "男 ", "男"),
        (HEAD, "是", "是"),
        (HEAD, True, "是"),
        (HEAD, False, "否"),
        (PERIODS, 12.5, 12.5),
        (PERIODS, "12.5", 12.5),
        (COUNT, 45.0, 45),
        (COUNT, "1,045", 1045),
        (PHONE, 13861234567.0, "13861234567"),
        (PHONE, "13861234567", "13861234567"),
        (PHONE, "0519-86885555", "0519-86885555"),
        (PHONE, "661234", "661234"),
        (REMARK, "外聘", "外聘"),
        (REMARK, 12.0, "12"),
        (REMARK, "=1+1", "=1+1"),
        (POST, "无", "无"),
    ],
)
def test_plain_cells_need_no_word(column, raw, value):
    assert read(column, raw) == (value, Level.OK)


@each(
    ("column", "raw", "value"),
    [
        (NAME, "王 芳", "王芳"),
        (NAME, "王　芳", "王芳"),
        (NAME, "阿依古丽.买买提", "阿依古丽·买买提"),
        (NAME, "阿依古丽•买买提", "阿依古丽·买买提"),
        (NAME, "阿依古丽 · 买买提", "阿依古丽·买买提"),
        (NAME, "㛃 𠅤", "㛃𠅤"),
        (BIRTH, 31229, "1985-07"),
        (SEX, "M", "男"),
        (SEX, 2.0, "女"),
        (SEX, "２", "女"),
        (HEAD, "√", "是"),
        (HEAD, "×", "否"),
        (HEAD, "Y", "是"),
        (HEAD, 1.0, "是"),
        (HEAD, 0.0, "否"),
        (HEAD, "班主任", "是"),
        (HEAD, "无", "否"),
        (PERIODS, "14节", 14),
        (PHONE, "138 6123 4567", "13861234567"),
        (PHONE, "138-6123-4567", "13861234567"),
        (PHONE, "+86 13861234567", "13861234567"),
        (PHONE, "１３８６１２３４５６７", "13861234567"),
        (PHONE, "13861234567/13912345678", "13861234567、13912345678"),
        (PHONE, "13861234567 13912345678", "13861234567、13912345678"),
        (PHONE, "13861234567\n0519-86885555", "13861234567、0519-86885555"),
        (REMARK, "外\x0b聘\u200b", "外聘"),
        (REMARK, "/", ""),
        (REMARK, "—", ""),
        (PERIODS, "无", None),
        (BIRTH, "不详", ""),
    ],
)
def test_converted_cells_are_told(column, raw, value):
    assert read(column, raw) == (value, Level.NOTICE)


@each(
    ("column", "raw", "value"),
    [
        (STAFF_NO, 2.0203204012345e16, ""),
        (STAFF_NO, "2.02032E+16", ""),
        (BIRTH, "1985.13", ""),
        (SEX, "不男不女", ""),
        (HEAD, "五(1)班", ""),
        (PERIODS, "很多", None),
        (COUNT, 12.5, None),
        (COUNT, float("inf"), None),
        (PHONE, "1.38612E+10", ""),
        (PHONE, "打我办公室", "打我办公室"),
        (REMARK, "#REF!", ""),
        (PERIODS, "#N/A", None),
    ],
)
def test_lost_cells_are_warned_of(column, raw, value):
    reading = read_cell(column, raw)
    assert (reading.value, reading.level) == (value, Level.WARNING)
    assert reading.text


@each("raw", [None, "", "  ", "\u3000"])
def test_blank_is_not_known(raw):
    assert read(REMARK, raw) == ("", Level.OK)
    assert read(HEAD, raw) == ("", Level.OK)
    assert read(PERIODS, raw) == (None, Level.OK)


def test_m26_same_as_above():
    assert read(POST, "同上", above="专技十级") == ("专技十级", Level.NOTICE)
    assert read(REMARK, "〃", above="语文组") == ("语文组", Level.NOTICE)
    assert read(REMARK, "同上") == ("", Level.WARNING)
    assert read(ID_NO, "同上", above="990199198507121024") == ("", Level.WARNING)


def test_citizen_number_is_read_with_its_birth_and_sex():
    reading = read_cell(ID_NO, "990199198507121024")
    assert isinstance(reading, IdReading)
    assert (reading.birth, reading.sex) == ("1985-07-12", "女")


def test_hints_of_the_file_reach_the_kind_that_needs_them():
    assert read(ID_NO, 9.90199198507121e17, raw_text="990199198507121024") == ("990199198507121024", Level.OK)
    assert read(STAFF_NO, 2.020320401234567e16, raw_text="20203204012345671") == (
        "20203204012345671",
        Level.OK,
    )
    assert read(BIRTH, 1985.1, number_format="0.00") == ("1985-10", Level.NOTICE)
    assert read(BIRTH, 1985.1, id_birth="1985-01-02") == ("1985-01", Level.NOTICE)
    assert read(BIRTH, 29767, is_1904=True) == ("1985-07", Level.NOTICE)


def test_a_bound_reader_remembers_and_keeps_kinds_apart():
    reader = reader_for(REMARK)
    assert reader(1.0).value == "1"
    assert reader(True).value == "是"
    assert reader("外聘") is reader("外聘")
    assert reader("同上", "甲").value == "甲"
    assert reader("同上", "乙").value == "乙"


def test_typed_entry_knows_today():
    clock.stop_at(datetime.fromisoformat("2025-09-10T08:00:00+08:00"))
    try:
        assert read_typed(JOINED, "今天").value == "2025-09-10"
        assert read_typed(JOINED, "3-1").value == "2025-03-01"
        assert read_typed(BIRTH, "８５０７").level is Level.WARNING
        assert read_typed(BIRTH, "１９８５．７").value == "1985-07"
    finally:
        clock.stop_at(None)


ALL = (NAME, STAFF_NO, ID_NO, BIRTH, JOINED, SEX, POST, HEAD, PERIODS, COUNT, PHONE, REMARK)


@given(
    st.sampled_from(ALL),
    st.one_of(st.text(), st.floats(), st.integers(), st.dates(), st.datetimes(), st.booleans(), st.none()),
)
def test_no_cell_breaks_any_kind(column, raw):
    reading = read_cell(column, raw)
    assert reading.level is Level.OK or reading.text
    if column.is_figure:
        assert reading.value is None or isinstance(reading.value, (int, float))
    else:
        assert isinstance(reading.value, str)


@given(
    st.sampled_from((NAME, STAFF_NO, PHONE, REMARK, JOINED, BIRTH)),
    st.text(alphabet="王芳0123456789.-/ ·年月"),
)
def test_what_was_stored_is_read_back_unchanged(column, raw):
    first = read_cell(column, raw)
    if first.level is not Level.WARNING:
        assert read_cell(column, first.value).value == first.value


@each(
    ("column", "starred"),
    [
        (PHONE, "199****5571"),
        (PHONE, "199xxxx5571"),
        (PHONE, "199 ＊＊＊＊ 5571"),
        (PHONE, "*71"),
        (PHONE, "199****5571、199****5572"),
        (STAFF_NO, "99**************24"),
        (REMARK, "借用，联系人199****0042"),
        (NAME, "周***"),
        (SEX, "***"),
        (JOINED, "2004-**-***"),
        (COUNT, "***"),
    ],
)
def test_what_somebody_starred_is_stored_nowhere(column, starred):
    reading = read_typed(column, starred)
    assert reading.value in ("", None)
    assert reading.level is Level.WARNING
    assert reading.text == f"“{starred}”已打码，此项不改动原有内容"


@each("text", ["三（1）班*", "A×B", "**", "Xx", "某某"])
def test_marks_that_star_nothing_stay(text):
    assert read(REMARK, text) == (text, Level.OK)


@given(
    st.sampled_from(ALL),
    st.one_of(
        st.sampled_from(("无", "一一", "暂无", "同上", "1.0E+5", "1E5", "A01", "张三", "19900000001")),
        st.from_regex(r"1[0-9]{10}|[0-9A-Za-z]+", fullmatch=True),
        st.text(alphabet="王芳无同上〇々\u2f00\uf900\ue000*＊某X"),
        st.text(),
    ),
)
def test_a_cell_that_is_told_by_its_looks_reads_the_same_when_it_is_read(column, raw):
    for cell in plain_cells(column, {raw, 1.0}):
        reading = read_cell(column, cell)
        assert (reading.value, reading.level, reading.text) == (raw, Level.OK, "")


def test_looks_tell_names_phones_and_staff_numbers():
    assert plain_cells(NAME, {"王芳", "王芳A", "王 芳", "无", "同上", 1.0}) == {"王芳"}
    assert plain_cells(PHONE, {"19900000001", "199****0001", "0519-86600000"}) == {"19900000001"}
    assert plain_cells(STAFF_NO, {"01001", "A01", "1E5", "/"}) == {"01001", "A01"}
    assert plain_cells(ID_NO, {"990199198507121024"}) == set()
