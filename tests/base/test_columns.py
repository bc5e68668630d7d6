"""Columns, masks and reports: one declaration, and what each audience may see of it (P26)."""

from dataclasses import dataclass
from datetime import date

import pytest

from edudesk.base import ids
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map, printed
from edudesk.base.jobs import silent, stepping
from edudesk.base.masking import Audience, Privacy, mask_id_no, mask_numbers, mask_phone
from edudesk.base.report import A4, A4_LANDSCAPE, Report, report_columns, report_rows
from tests.tables import each

ID_NO = "990199198403120020"
ID_NO = ID_NO[:17] + ids.check_digit(ID_NO[:17])
PHONE = "19901990571"


@dataclass(frozen=True)
class Person:
    name: str
    title: str = ""
    birth: str = ""
    id_no: str = ""
    phone: str = ""
    hours: float | None = None


TITLES = CodeList("职称", (Code("高级教师"), Code("一级教师")))
COLUMNS = (
    Column("name", "姓名", Kind.NAME, privacy=Privacy.PUBLIC),
    Column("title", "职称", Kind.CHOICE, codes=TITLES),
    Column("birth", "出生年月", Kind.DATE, privacy=Privacy.BIRTH),
    Column("id_no", "身份证号", Kind.ID, privacy=Privacy.RESTRICTED),
    Column("phone", "电话", Kind.PHONE, privacy=Privacy.INTERNAL),
    Column("hours", "周课时", Kind.NUMBER),
    Column("double", "双倍", Kind.NUMBER, value=lambda row: None if row.hours is None else row.hours * 2),
)
COLUMN = column_map(COLUMNS)
LI = Person("李静", "一级教师", "1984-03-12", ID_NO, PHONE, 12.0)


@each(("value", "text"), [(12.0, "12"), (12.5, "12.5"), (None, ""), ("", ""), (0, "0"), ("012", "012")])
def test_values_as_printed(value: object, text: str) -> None:
    assert printed(value) == text


def test_a_column_gives_value_text_and_place() -> None:
    assert (COLUMN["hours"].of(LI), COLUMN["hours"].text(LI), COLUMN["double"].text(LI)) == (12.0, "12", "24")
    assert (COLUMN["hours"].is_editable, COLUMN["double"].is_editable) == (True, False)
    assert (COLUMN["hours"].is_figure, COLUMN["id_no"].is_figure) == (True, False)
    assert Column("top_school", "毕业院校", parent="最高学历").full_title == "最高学历·毕业院校"


def test_sorting_follows_the_list_and_what_is_not_known_comes_last() -> None:
    people = [Person("甲"), Person("乙", "一级教师"), Person("丙", "特级"), Person("丁", "高级教师")]
    assert [p.name for p in sorted(people, key=COLUMN["title"].sort_key)] == ["丁", "乙", "丙", "甲"]
    hours = [Person("甲"), Person("乙", hours=12), Person("丙", hours=3.5)]
    assert [p.name for p in sorted(hours, key=COLUMN["hours"].sort_key)] == ["丙", "乙", "甲"]
    by_length = Column("name", "姓名", sort=lambda row: len(row.name))
    assert [p.name for p in sorted([Person("尉迟海"), Person("王")], key=by_length.sort_key)] == [
        "王",
        "尉迟海",
    ]


@pytest.mark.parametrize(
    ("number", "beside_birth", "alone"),
    [(ID_NO, "99" + "*" * 14 + ID_NO[-2:], "990199" + "*" * 12), ("1234", "****", "****"), ("", "", "")],
)
def test_id_numbers_keep_their_length_and_not_their_birth(number: str, beside_birth: str, alone: str) -> None:
    assert mask_id_no(number) == beside_birth
    assert mask_id_no(number, is_birth_printed=False) == alone


def test_beside_a_birth_the_mask_leaves_more_than_one_number() -> None:
    """First 6 and last 4 would leave about three; with 2 + 2 region and order stay open."""
    masked = mask_id_no(ID_NO)
    assert "1984" not in masked
    assert sum(mark != "*" for mark in masked) == 4


@each(
    ("number", "masked"),
    [(PHONE, "199****0571"), ("0519-86001234", "051******1234"), ("6123", "**23"), ("", "")],
)
def test_phones(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@each(
    ("column", "text", "shown"),
    [
        (
            Column("id_no", "身份证号", Kind.ID, privacy=Privacy.RESTRICTED),
            ID_NO,
            "99" + "*" * 14 + ID_NO[-2:],
        ),
        (Column("staff_no", "工号", Kind.ID), "00871", "00871"),
        (Column("phone", "电话", Kind.PHONE), PHONE, "199****0571"),
        (Column("address", "住址", privacy=Privacy.RESTRICTED), "荷花巷 3 号", "荷花巷 3 号"),
    ],
)
def test_a_column_knows_what_may_be_seen_unasked(column: Column, text: str, shown: str) -> None:
    assert column.starred(text) == shown
    assert column.is_masked is (shown != text)


SEEN = {
    Audience.INTERNAL: ("李静", "一级教师", "1984-03-12", ID_NO, PHONE, 12.0, 24.0),
    Audience.BUREAU: ("李静", "一级教师", "1984-03-12", mask_id_no(ID_NO), "199****0571", 12.0, 24.0),
    Audience.SCHOOL_NOTICE: ("李静", "一级教师", "1984", 12.0, 24.0),
    Audience.WEB_NOTICE: ("李静",),
}


@each("audience", Audience)
def test_what_each_audience_sees(audience: Audience) -> None:
    columns = report_columns(COLUMNS, audience)
    (row,) = report_rows([LI], columns, audience)
    assert row == SEEN[audience]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in audience.word)


def test_outside_the_school_no_whole_number_appears_anywhere() -> None:
    for audience in set(Audience) - {Audience.INTERNAL}:
        shown = str(report_rows([LI], report_columns(COLUMNS, audience), audience))
        assert ID_NO not in shown
        assert PHONE not in shown


@each("kind", [kind for kind in Kind if kind not in (Kind.NUMBER, Kind.INT)])
def test_a_whole_number_in_the_wrong_column_is_starred_too(kind: Kind) -> None:
    column = Column("title", "教师资格证号码", kind)
    for audience in set(Audience) - {Audience.INTERNAL}:
        for written in (ID_NO, PHONE, f"{PHONE}、{PHONE}", f"见{ID_NO}，{PHONE}"):
            ((shown,),) = report_rows([Person("甲", written)], (column,), audience)
            assert (ID_NO in str(shown), PHONE in str(shown)) == (False, False)
            assert "*" in str(shown)


@each(
    ("text", "shown"),
    [
        (f"证号{ID_NO}有误", f"证号{mask_id_no(ID_NO)}有误"),
        ("990199 19840312 002X", "99" + "*" * 16 + "2X"),
        ("990199-19840312-0020备用", "99" + "*" * 16 + "20备用"),
        ("９９０１９９１９８４０３１２００２Ｘ", "９９" + "*" * 14 + "２Ｘ"),
        ("990199 1984 0312 002X", "99" + "*" * 17 + "2X"),
        ("990199-1984-03-12-002-X", "99" + "*" * 19 + "-X"),
        ("１９９０１９９０５７１", "１９９****０５７１"),
        ("８６－199 0199 0571", "８６－" + "199******0571"),
        (ID_NO + "abc", mask_id_no(ID_NO) + "abc"),
        ("199 0199 0571", "199******0571"),
        ("+8619901990571", "+861******0571"),
        ("李静19901990571@qq.com", "李静199****0571@qq.com"),
        ("原号990199840312002", "原号99***********02"),
        ("合同990199841312002", "合同990199841312002"),  # month 13: no birth, no ID
        ("20139901991000001", "20139901991000001"),
        ("2019-2020、2021-2022学年", "2019-2020、2021-2022学年"),
        ("0519-86990199", "0519-86990199"),
    ],
)
def test_numbers_within_a_text(text: str, shown: str) -> None:
    assert mask_numbers(text) == shown


def test_a_report_is_a_value() -> None:
    rows = report_rows([LI], COLUMNS[:2], Audience.INTERNAL)
    one = Report("roster", "教师花名册", "龙城实验小学", date(2026, 11, 20), COLUMNS[:2], rows)
    assert one == Report("roster", "教师花名册", "龙城实验小学", date(2026, 11, 20), COLUMNS[:2], rows)
    assert (one.paper, one.paper.is_landscape, A4.is_landscape) == (A4_LANDSCAPE, True, False)


def test_steps_are_told_now_and_then_and_at_the_end() -> None:
    told: list[tuple[int, int, str]] = []
    passed = list(stepping(range(120), lambda *step: told.append(step), "正在读取", every=50))
    assert passed == list(range(120))
    assert told == [(n, 120, "正在读取") for n in (0, 50, 100, 120)]
    assert list(stepping(iter("ab"), silent, "")) == ["a", "b"]
