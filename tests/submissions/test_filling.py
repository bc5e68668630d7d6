"""The bureau's forms filled from a school: what is proposed, masked, remembered and kept in the journal."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.desk import Desk, open_desk
from edudesk.roster.histories import KINDS
from edudesk.roster.sample import id_number
from edudesk.sheets.filling.mapping import from_toml
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.submissions import filling
from edudesk.submissions.facts import fact_columns, facts
from edudesk.submissions.lists import list_named, lists
from tests.data.templates.make_templates import HERE

REGISTER = HERE / "register.xlsx"


@pytest.fixture
def desk(five: Path, stopped_clock: object) -> Iterator[Desk]:
    with open_desk(five) as desk:
        yield desk


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def test_the_roster_goes_into_the_bureaus_form(desk: Desk, tmp_path: Path) -> None:
    draft = filling.propose(desk, REGISTER)
    assert {one.header: one.key for one in draft.mapping.columns} == {
        "序号": "sequence", "姓名": "name", "性别": "gender", "身份证号": "id_no", "出生年月": "birth", "学历": "top_edu",
        "职称": "title", "任教学科": "subject", "周课时": "weekly_periods", "联系电话": "phone", "备注": "remark",
    }  # fmt: skip
    assert not draft.is_kept
    out = tmp_path / "上报.xlsx"
    written = filling.fill(desk, REGISTER, draft.mapping, out, Audience.INTERNAL, date(2026, 11, 20))
    sheet = opened(out)["登记表"]
    assert [sheet[f"B{row}"].value for row in range(4, 9)] == [
        "阿依古丽·买买提",
        "吉𬭎喆",
        "万俟㛃",
        "周敏华",
        None,
    ]
    assert sheet["D7"].value == id_number("1991-07-26", 222)
    assert sheet["I4"].value == 16.5
    assert (sheet["K6"].value, sheet["K6"].data_type) == ("=1+1", "s")
    assert sheet["A2"].value.startswith("填报单位（盖章）：龙城实验小学")
    assert "2026年11月20日" in sheet["A2"].value
    assert written.remarks == (
        "有 3 行的文字在原来的行高里放不下，已加高这些行。",
        "没有可填的内容、留空的格：填表人（A12）、联系电话（A12）。",
    )


def test_numbers_are_starred_for_the_bureau_and_left_out_of_notices(desk: Desk, tmp_path: Path) -> None:
    mapping = filling.propose(desk, REGISTER).mapping
    out = tmp_path / "上报.xlsx"
    written = filling.fill(desk, REGISTER, mapping, out, Audience.BUREAU)
    sheet = opened(out)["登记表"]
    assert sheet["D7"].value == "99**************" + id_number("1991-07-26", 222)[-2:]
    assert sheet["J7"].value == "199****5571"
    assert sheet["K7"].value == "借用至2027年8月，联系人199****0042"
    assert any("打了星号" in remark and "校内使用（完整）" in remark for remark in written.remarks)
    written = filling.fill(desk, REGISTER, mapping, out, Audience.SCHOOL_NOTICE)
    sheet = opened(out)["登记表"]
    assert [sheet[f"{column}7"].value for column in "BDEJK"] == ["周敏华", None, "1991", None, None]
    assert any(
        remark.startswith("按“校内公示") and "身份证号、联系电话、备注" in remark
        for remark in written.remarks
    )
    raw = b"".join(part for part in _parts(out).values())
    assert b"19901995571" not in raw
    assert id_number("1991-07-26", 222).encode() not in raw


def test_places_that_stay_empty_are_named(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "填报单位：____　　联系电话：____"
    for column, title in enumerate(("序号", "姓名", "性别"), 1):
        book.active.cell(3, column, title)
    path, out = tmp_path / "名单.xlsx", tmp_path / "公示.xlsx"
    book.save(path)
    desk.school.save({"contact_phone": "0519-86990199"})
    mapping = filling.propose(desk, path).mapping
    told = "没有可填的内容、留空的格：联系电话（A1）。"
    assert told not in filling.fill(desk, path, mapping, out, Audience.BUREAU).remarks
    assert told in filling.fill(desk, path, mapping, out, Audience.SCHOOL_NOTICE).remarks
    desk.school.save({"contact_phone": ""})
    assert told in filling.fill(desk, path, mapping, out, Audience.BUREAU).remarks


def _parts(path: Path) -> dict[str, bytes]:
    from tests.sheets.filling.forms import parts

    return parts(path)


def test_what_left_the_house_is_in_the_journal_and_needs_its_right(desk: Desk, tmp_path: Path) -> None:
    mapping = filling.propose(desk, REGISTER).mapping
    filling.fill(desk, REGISTER, mapping, tmp_path / "上报.xlsx", Audience.INTERNAL)
    entry = desk.timeline.entries()[0]
    assert entry.title == "导出 教师花名册（套用 register.xlsx），4 行，校内使用（完整）"
    everything = frozenset(Right) - {Right.EXPORT_PERSONAL}
    desk.exports.context = _as(desk.context, everything)
    with pytest.raises(UserError):
        filling.fill(desk, REGISTER, mapping, tmp_path / "另一份.xlsx", Audience.INTERNAL)
    assert not (tmp_path / "另一份.xlsx").exists()
    (tmp_path / "文件").write_text("a file, no folder", "utf-8")
    with pytest.raises(UserError, match="没有写成"):
        filling.fill(desk, REGISTER, mapping, tmp_path / "文件" / "上报.xlsx", Audience.BUREAU)
    assert desk.timeline.entries()[0] == entry  # what was not written is not told as an export


def _as(context: Context, rights: frozenset[Right]) -> Context:
    return Context(context.store, replace(context.actor, rights=rights), device=context.device)


def test_a_mapping_settled_once_is_used_again_and_travels_as_a_file(desk: Desk, tmp_path: Path) -> None:
    first = filling.propose(desk, REGISTER).mapping
    settled = first.with_key("备注", "", "无").with_key("联系电话", "short_no")
    filling.save_mapping(desk, settled)
    again = filling.propose(desk, REGISTER)
    assert (again.is_kept, again.mapping) == (True, settled)
    # the same headers in another of the bureau's files, with macros
    other = filling.propose(desk, HERE / "macros.xlsm")
    assert other.is_kept
    file = filling.write_mapping(settled, tmp_path / "对照.toml")
    assert filling.read_mapping(file) == from_toml(file.read_text("utf-8")) == settled
    given = filling.propose(desk, REGISTER, given=filling.read_mapping(file))
    assert (given.mapping, given.proposal.changes) == (settled, ())
    changed = filling.propose(desk, HERE / "choices.xlsx", given=settled)
    assert "“身份证号”一列（原 D 列）没有了。" in changed.proposal.changes
    out = tmp_path / "上报.xlsx"
    filling.fill(desk, REGISTER, settled, out, Audience.INTERNAL)
    assert [opened(out)["登记表"][f"K{row}"].value for row in (4, 7, 8)] == ["无", "无", None]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "对照文件"), (b"\xff\xfe\x00", "不是对照文件"), (b"a" * 1_000_001, "不是对照文件")],
)
def test_a_file_that_is_no_mapping_is_refused(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "对照.toml").write_bytes(content)
    with pytest.raises(UserError, match=told):
        filling.read_mapping(tmp_path / "对照.toml")
    with pytest.raises(UserError, match="读不到对照文件"):
        filling.read_mapping(tmp_path / "没有.toml")


def test_the_template_itself_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    form = tmp_path / "表.xlsx"
    form.write_bytes(REGISTER.read_bytes())
    mapping = filling.propose(desk, form).mapping
    with pytest.raises(UserError, match="就是模板本身"):
        filling.fill(desk, form, mapping, tmp_path / ".." / tmp_path.name / "表.xlsx", Audience.BUREAU)
    assert form.read_bytes() == REGISTER.read_bytes()


def test_only_the_chosen_teachers_as_of_a_day(desk: Desk, tmp_path: Path) -> None:
    mapping = filling.propose(desk, REGISTER).mapping
    zhou = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    out = tmp_path / "上报.xlsx"
    filling.fill(desk, REGISTER, mapping, out, Audience.BUREAU, date(2025, 9, 1), chosen=frozenset([zhou.id]))
    sheet = opened(out)["登记表"]
    assert [sheet[f"B{row}"].value for row in (4, 5)] == ["周敏华", None]


def test_dated_facts_go_into_a_form_with_what_the_roster_knows(desk: Desk, tmp_path: Path) -> None:
    form, out = HERE / "training.xlsx", tmp_path / "培训.xlsx"
    draft = filling.propose(desk, form, "training")
    assert {one.header: one.key for one in draft.mapping.columns} == {
        "序号": "sequence", "学校": "school.name", "教师姓名": "teacher.name", "性别": "teacher.gender", "职称": "teacher.title",
        "培训项目": "project", "举办单位": "organiser", "培训时间": "begins", "学时": "hours",
    }  # fmt: skip
    filling.fill(desk, form, draft.mapping, out, Audience.BUREAU)
    sheet = opened(out)["培训"]
    assert [[cell.value for cell in row] for row in sheet["A4:I6"]] == [
        [1, "龙城实验小学", "吉𬭎喆", "男", "高级教师", "网络研修", None, "2026-05", 60],
        [
            2,
            "龙城实验小学",
            "周敏华",
            "女",
            "一级教师",
            "小学数学骨干教师高级研修班",
            "市教师发展中心",
            "2024-07",
            90,
        ],
        [3, "龙城实验小学", "周敏华", "女", "一级教师", "校本研修", None, "2025-09", 24],
    ]


def test_every_list_has_a_name_and_gives_rows(desk: Desk) -> None:
    assert [one.key for one in lists()] == ["roster", *(kind.key for kind in KINDS)]
    for one in lists():
        rows = one.rows(desk, date(2026, 11, 20), None)
        for column in one.columns:
            for row in rows:
                column.text(row)
        assert len({column.key for column in one.choices}) == len(one.choices)
    assert list_named("教师花名册").key == "roster"
    with pytest.raises(UserError, match="没有“课程”这个名单"):
        list_named("课程")


def test_two_things_in_one_column(desk: Desk) -> None:
    zhou = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    told = {column.key: column.text(zhou) for column in list_named("roster").columns if "+" in column.key}
    assert told == {
        "first_school+first_major": "江南师范大学小学教育", "top_school+top_major": "江南师范大学小学教育", "top_edu+degree": "本科学士",
        "title+title_obtained": "一级教师（2020-12）", "honour+honour_date": "教坛新秀（2022-06）",
        "political+party_date": "中共党员（2012-06）",
    }  # fmt: skip


def test_facts_of_the_school(desk: Desk) -> None:
    rows = list_named("roster").rows(desk, date(2026, 9, 1), None)
    school = replace(desk.school.identity(), contact_phone="0519-86990199")
    known = facts(school, Audience.BUREAU, date(2026, 9, 1), rows)
    assert known["school.name"] == "龙城实验小学"
    assert (known["school.filled_on"], known["school.counted_on"]) == ("2026年11月20日", "2026年9月1日")
    assert (known["school.count"], known["school.women"]) == ("4", "3")
    assert known["school.contact_phone"] == "0519-86990199"
    assert not any("phone" in key for key in facts(school, Audience.WEB_NOTICE, date(2026, 9, 1), rows))
    assert {column.key for column in fact_columns()} >= known.keys()
