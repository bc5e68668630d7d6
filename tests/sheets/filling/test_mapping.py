"""The mapping as a file, slots beside labels, dates as forms write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.sheets.filling.adopting import adopt, check_fit
from edudesk.sheets.filling.dates import pattern_of, serial, written
from edudesk.sheets.filling.mapping import Mapping, Single, Target, from_toml
from edudesk.sheets.filling.proposing import propose
from edudesk.sheets.filling.slots import filled, slots_in
from edudesk.sheets.filling.styles import date_parts
from edudesk.sheets.filling.survey import survey
from tests.sheets.filling.forms import FORMS, ROSTER, look, simple
from tests.tables import each

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
keys = st.sampled_from(("", "name", "school.name"))


@given(
    st.builds(
        Mapping,
        texts,
        texts,
        texts,
        texts,
        st.tuples(st.integers(1, 20), st.integers(1, 20)),
        st.integers(1, 99),
        st.integers(1, 99),
        st.lists(st.builds(Target, st.just("C"), texts, texts, keys, texts), max_size=4).map(tuple),
        st.lists(st.builds(Single, texts, st.just("A2"), texts, st.booleans(), keys, texts), max_size=4).map(
            tuple
        ),
    )
)
def test_a_mapping_is_the_same_after_it_was_a_file(mapping: Mapping) -> None:
    assert from_toml(mapping.to_toml()) == mapping


def test_the_file_says_what_it_is_and_holds_nobody(tmp_path: Path) -> None:
    _, proposal = look("register.xlsx")
    text = proposal.mapping.to_toml()
    assert text.startswith("# 校务通：上级表格与本校资料的对照")
    assert "# 来源：register.xlsx" in text
    assert 'column = "D"\nheader = "身份证号"\nname = "身份证号"\nkey = "id_no"' in text


@each(
    "text",
    [
        "",
        "x = 1",
        "[[columns]]",
        "template = 1",
        "不是 TOML",
        'template = "a"\nfingerprint = "b"\nlist = "c"\nhead = [1]',
    ],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="对照文件的内容不完整"):
        from_toml(text)


def test_a_mapping_fits_its_form_and_says_how_another_differs() -> None:
    form, proposal = look("register.xlsx")
    check_fit(form, proposal.mapping)
    settled = proposal.mapping.with_key("备注", "", "无").with_single(1, "", "2026年9月1日")
    again = adopt(form, ROSTER.known, settled)
    assert (again.mapping, again.changes) == (settled, ())
    other = survey(FORMS / "choices.xlsx")
    with pytest.raises(UserError) as error:
        check_fit(other, settled)
    assert (error.value.text, error.value.hint[:10]) == (
        "“choices.xlsx”与对照不一致：工作表“登记表”没有了，没有填写。",
        "请重新识别这个模板，",
    )
    fresh = adopt(other, ROSTER.known, settled)
    assert "“学历”原来在 F 列，现在在 E 列。" in fresh.changes
    assert "“身份证号”一列（原 D 列）没有了。" in fresh.changes
    assert "新增了“学历层次”一列（D 列）。" in fresh.changes
    assert {one.name: one.text for one in fresh.mapping.columns}[
        "备注"
    ] == "无"  # what is still there stays settled
    wider = survey(FORMS / "macros.xlsm")  # the same headers on a sheet of this name, in another file
    assert adopt(wider, ROSTER.known, settled).changes == ()


def test_a_first_row_somebody_chose_is_kept_over_examples_only() -> None:
    form, proposal = look("two_levels.xlsx")
    assert (proposal.samples, proposal.mapping.first_row) == ((5,), 6)
    for chosen, kept in ((5, 5), (8, 8), (2, 6)):
        again = adopt(form, ROSTER.known, proposal.mapping.with_first_row(chosen))
        assert (again.mapping.first_row, again.mapping.last_row) == (kept, 25)


def test_a_list_of_another_kind_is_matched_by_its_own_words() -> None:
    form = survey(FORMS / "table.xlsx")
    known = simple(("name", "姓名"), ("subject", "任教学科"), ("hours", "周课时"))
    columns = {one.header: one.key for one in propose(form, known).mapping.columns}
    assert columns == {
        "序号": "sequence",
        "姓名": "name",
        "任教学科": "subject",
        "职称": "",
        "周课时": "hours",
        "超课时": "",
    }


@each(
    ("text", "labels"),
    [
        ("填报单位（盖章）：________　填表日期：    年  月  日", ["填报单位", "填表日期"]),
        ("负责人（签字）：        填表人：          联系电话：", ["填表人", "联系电话"]),
        ("填 报 单 位：", ["填报单位"]),
        ("学校名称:龙城小学　　填报时间：20  年  月", ["填报时间"]),
        ("单位：人", []),
        ("注：1.如实填写；2.校长签字：", []),
        ("校长（签章）：", []),
        ("：", []),
        ("____：____", []),
        ("____学校____学年教师花名册", ["学校", "学年"]),
    ],
)
def test_labels_with_room_for_a_value(text: str, labels: list[str]) -> None:
    assert [slot.label for slot in slots_in(text)] == labels


@each(
    ("text", "label", "told"),
    [
        ("填报单位：________　填表人：____", "填报单位", "填报单位：龙城小学  填表人：____"),
        ("填报单位：", "填报单位", "填报单位：龙城小学"),
        ("单位：                    人数：", "单位", "单位： 龙城小学           人数："),
        ("学校（公章）：____", "学校", "学校（公章）：龙城小学"),
        ("________学校教职工花名册", "学校", "龙城小学教职工花名册"),
        ("填报单位：____学校", "学校", "填报单位：龙城小学"),
    ],
)
def test_a_value_takes_the_room_of_its_label(text: str, label: str, told: str) -> None:
    slot = next(slot for slot in slots_in(text) if slot.label == label)
    assert filled(text, slot, "龙城小学") == told


@given(st.text(st.sampled_from("填报单位人：: _＿（）年月日签字盖章　ab1\n"), max_size=40))
def test_labels_are_found_in_any_text_and_only_blanks_give_way(text: str) -> None:
    for slot in slots_in(text):
        assert set(text[slot.start : slot.end]) <= set(" _＿　\n年月日20学校")
        kept = filled(text, slot, "甲")
        assert kept.startswith(text[: slot.start])
        assert kept.endswith(text[slot.end :])


@each(
    ("sample", "pattern", "month", "day"),
    [
        ("1985.08", "Y.M", "1991.07", "1991.07"),
        ("如1985.8", "Y.m", "1991.7", "1991.7"),
        ("1985-08-01", "Y-M-D", "1991-07", "1991-07-06"),
        ("1985/8/1", "Y/m/d", "1991/7", "1991/7/6"),
        ("198508", "YM", "199107", "199107"),
        ("19850801", "YMD", "199107", "19910706"),
        ("1985年8月", "Y年m月", "1991年7月", "1991年7月"),
        ("1985年08月01日", "Y年M月D日", "1991年07月", "1991年07月06日"),
        ("出生年月", "", "1991-07", "1991-07-06"),
        ("18位", "", "1991-07", "1991-07-06"),
    ],
)
def test_dates_as_the_example_of_the_form_writes_them(
    sample: str, pattern: str, month: str, day: str
) -> None:
    assert pattern_of(sample) == pattern
    assert (written("1991-07", pattern), written("1991-07-06", pattern)) == (month, day)
    assert written("待查", pattern) == "待查"


def test_days_as_excel_counts_them() -> None:
    assert (serial("1985-07-12", False), serial("1985-07", False)) == (31240, 31229)
    assert serial("1985-07-12", True) == 31240 - 1462
    assert serial("1899-12-31", False) is None
    assert serial("1985-13", False) is None


@each(
    ("code", "parts"),
    [
        ("yyyy.mm", "ym"), ('yyyy"年"m"月"d"日"', "ymd"), ("General", ""), ("@", ""), ("h:mm", ""), ("0.00", ""),
        ("[$-804]yyyy/m", "ym"), ('"d"0', ""), ("mmm-yy", "ym"), ("[Red]0;[Blue]yyyy", ""),
    ],
)  # fmt: skip
def test_what_a_number_format_shows_of_a_date(code: str, parts: str) -> None:
    assert date_parts(code) == parts
