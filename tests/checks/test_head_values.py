"""What is typed into the head of a form is kept as what it is: numbers as numbers, days as days."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import update

from edudesk.base.errors import UserError
from edudesk.checks.pages.entry.head import HeadFields
from edudesk.checks.rules.grid import read_line
from edudesk.checks.rules.head_values import number_told
from edudesk.checks.tables import CheckSheet
from edudesk.sheets import writer
from edudesk.store.context import Context
from edudesk.store.tables import core
from tests.checks.checking import CHECK, FORMS, Office, all_at, filled
from tests.checks.test_sheets import lines, made
from tests.tables import each

TEST = FORMS["ZL01"]
MEAN = next(field for field in TEST.fields if field.key == "mean")


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def typed(mean: str) -> dict[str, object]:
    """As a clerk types the head of a test, through the widgets."""
    head = HeadFields()
    head.show_form(TEST, ["许莉"])
    texts = {"test_name": "期中", "test_date": "2026.11.5", "mean": mean, "pass_rate": "95.5%"}
    for key, text in texts.items():
        head.editors[key].setText(text)
    return head.counts


@each("text", ["85.5", " ８５．５ ", "85.5分", "85.5%", 85.5])
def test_a_number_is_read_as_people_write_it(text: object):
    assert number_told(MEAN, text) == Decimal("85.5")


def test_means_that_were_typed_stand_as_numbers_beside_those_of_the_grade(
    office: Office, qtbot, tmp_path: Path
):
    campaign = office.publish(replace(CHECK, kind="ZL", title="期中质量分析"))
    units = {unit.classes: unit for unit in office.campaigns.units(campaign.id)}
    stored = office.sheets.submit(units["五（3）班"].id, filled(TEST, counts=typed("86.5")))
    assert (stored.told["mean"], stored.told["pass_rate"]) == (86.5, 95.5)
    assert stored.told["test_date"] == "2026-11-05"
    line = {f"item_{key}": str(answer.points) for key, answer in all_at(TEST, 1).items()}
    line |= {"field_test_name": "期中", "field_mean": "81.0", "field_test_date": "11月5日2026"}
    found, problems = read_line(TEST, line, "2026-11-18", "许莉")
    assert [one.text for one in problems] == ["检测日期“11月5日2026”不是日期，请写成 2026-11-05 的样子。"]
    found = replace(found, counts={**found.counts, "test_date": "2026年11月5日"})
    office.sheets.record(campaign.id, {units["五（4）班"].id: found})
    rows = {row["班级"]: row for row in lines(made(office, "tests"))}
    assert (rows["五（3）班"]["平均分"], rows["五（3）班"]["与年级均值差"]) == (86.5, Decimal("2.7"))
    assert (rows["五（4）班"]["平均分"], rows["五（4）班"]["与年级均值差"]) == (81, Decimal("-2.8"))
    old = core(CheckSheet).c
    with office.context.store.transaction() as connection:  # as the first versions kept it
        connection.execute(
            update(core(CheckSheet))
            .where(old.id == stored.id)
            .values(counts='{"test_name": "期中", "mean": "86.5"}')
        )
    path = tmp_path / "表.xlsx"
    writer.write_report(made(office, "tests"), path)
    sheet = openpyxl.load_workbook(path).active
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "序号")
    cells = [
        row[heads.index("平均分")] for row in sheet.iter_rows() if row[0].data_type == "n" and row[1].value
    ]
    assert [(cell.value, cell.data_type) for cell in cells] == [(86.5, "n"), (81, "n")]


def test_a_day_that_is_none_is_told(office: Office):
    campaign = office.publish(replace(CHECK, kind="ZY", title="作业检查"))
    unit = office.unit(campaign, "李静")
    with pytest.raises(UserError) as error:
        office.sheets.submit(unit.id, filled(FORMS["ZY01"], counts={"last_marked": "昨天下午"}))
    assert [one.key for one in error.value.problems] == ["last_marked"]
    assert "不是日期" in error.value.problems[0].text
