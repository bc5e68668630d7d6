"""A sheet of dated facts that was taken for a roster is recognised, and leads where it belongs."""

from pathlib import Path

import pytest

from edudesk.base.errors import UserError
from edudesk.roster.intake.preview import preview_roster
from edudesk.sheets.reader import read_workbook
from tests.data.make_histories import WORKBOOKS
from tests.roster.cases import shown
from tests.tables import each

HERE = Path(__file__).parents[1] / "data"
ROSTERS = sorted(
    path
    for path in HERE.iterdir()
    if path.suffix in (".xlsx", ".xls", ".csv") and not path.name.startswith("timetable")
)


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("培训台账.xlsx", "training", "培训"),
        ("名优教师.xlsx", "honour", "骨干称号"),
        ("近三年年度考核.xlsx", "annual_review", "年度考核"),
    ],
)
def test_sheets_of_facts_are_recognised(tmp_path: Path, name: str, kind: str, title: str) -> None:
    WORKBOOKS[name](tmp_path / name)
    preview = preview_roster(read_workbook(tmp_path / name), [], file=name)
    assert preview.facts_kind == kind
    assert preview.remarks[0] == f"这张表看起来是{title}的记录，不是花名册；请在“教师台账”里导入。"


@pytest.mark.parametrize("name", ["任课情况.xlsx", "学分统计.xlsx"])
def test_what_no_roster_can_be_read_from_says_where_it_goes(tmp_path: Path, name: str) -> None:
    WORKBOOKS[name](tmp_path / name)
    with pytest.raises(UserError, match=f"“{name}”不是花名册，看起来是(任课|培训)的记录。") as told:
        preview_roster(read_workbook(tmp_path / name), [], file=name)
    assert told.value.hint == "请在“教师台账”里导入这个文件；没有写入任何内容。"


@each("file", ROSTERS, ids=lambda path: path.name)
def test_rosters_are_rosters(file: Path) -> None:
    assert preview_roster(read_workbook(file), [], file=file.name).facts_kind == ""


@each(
    "head",
    [
        ("姓名", "性别", "职称"),
        ("姓名", "身份证号", "任教学科"),
        ("姓名", "培训学分"),
        ("姓名", "职称", "取得时间"),
    ],
)
def test_a_few_columns_of_the_roster_are_no_facts(head: tuple[str, ...]) -> None:
    assert shown(head, ("周敏华", *[""] * (len(head) - 1))).facts_kind == ""


def test_dropped_on_the_roster_it_is_a_click_away_from_its_import(seat, tmp_path):
    WORKBOOKS["培训台账.xlsx"](tmp_path / "培训台账.xlsx")
    seat.drop(tmp_path / "培训台账.xlsx")
    page = seat.window.show_page("roster_import")
    assert "这张表看起来是培训的记录，不是花名册" in seat.words(page)
    seat.click("按培训记录导入", page)
    facts = seat.window.show_page("roster_import_facts")
    assert facts.isVisible()
    assert facts.kinds.currentText() == "培训"
    assert facts.panel.import_button.text() == "导入 3 条"


def test_a_roster_has_no_such_button(seat):
    seat.drop(HERE / "r6_one_sheet.xlsx")
    assert not seat.window.show_page("roster_import").facts_button.isVisible()
