"""Lists of yes and no: what shows it and a 备注 stand beside each line, on the page, in the file, on paper (GS01, SC01)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.checks.forms.scoring import Answer, yes_no
from edudesk.checks.pages.entry.item_row import ItemRow
from edudesk.checks.reports.catalogue import sheet
from edudesk.checks.rows.sheets import answers_of, answers_text
from edudesk.checks.rules.problems import proposed
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, Office, filled
from tests.checks.test_sheets import facts_of

LISTED = FORMS["GS01"]


def test_answers_are_kept_with_what_shows_them():
    answers = {
        "GS01-1": Answer(Decimal(0), reason="12 月起", proof="公示栏照片"),
        "GS01-2": Answer(Decimal(0), causes={"no": 1}),
    }
    assert answers_of(answers_text(answers)) == answers
    assert answers_text({"x": Answer(Decimal(1))}) == '{"x":["1",false,"",{}]}'  # as in files of before


def test_the_paper_has_a_column_for_each(context: Context):
    office = Office(context)
    check = office.publish(replace(CHECK, kind="GS", title="11月作业公示检查"))
    unit = office.campaigns.units(check.id)[0]
    answers = {item.key: yes_no(item, is_yes=True) for item in LISTED.items}
    first, second, third = LISTED.items[:3]
    answers[first.key] = replace(answers[first.key], proof="公示栏照片 3 张", reason="12 月起每天公示")
    answers[second.key] = replace(yes_no(second, is_yes=False), reason="三年级偏多")
    answers[third.key] = Answer(is_na=True, reason="本周停课")
    office.sheets.submit(unit.id, filled(LISTED, answers=answers))
    made = sheet("records").build(facts_of(office, campaign_id=check.id), Audience.INTERNAL)
    assert isinstance(made, FormBook)
    rows = [tuple(cell.text for cell in row.cells) for row in made.forms[0].rows]
    assert ("项目", "检查要点", "是/否", "佐证材料", "备注") in rows
    assert ("作业", first.text, "是", "公示栏照片 3 张", "12 月起每天公示") in rows
    assert ("", second.text, "否", "", "三年级偏多") in rows
    assert ("", third.text, "不适用", "", "本周停课") in rows
    blank = sheet("blank").build(facts_of(office), Audience.INTERNAL)
    assert isinstance(blank, FormBook)
    (page,) = [one for one in blank.forms if one.title == LISTED.title]
    assert ("作业", first.text, "", "", "") in [tuple(cell.text for cell in row.cells) for row in page.rows]
    (stored,) = office.sheets.of_campaign(check.id)
    assert [line.text for line in proposed(LISTED, stored, unit, check)] == [
        f"作业：没有做到“{second.text.rstrip('。')}”（三年级偏多）"
    ]


@pytest.mark.usefixtures("qtbot")
def test_a_line_on_the_page_keeps_what_is_written_beside_it():
    row = ItemRow(1, LISTED.items[0], LISTED)
    assert (row.proof.placeholderText(), row.reason.placeholderText()) == ("佐证材料", "备注")
    assert not row.proof.isHidden()
    row.proof.setText("公示栏照片")
    row.proof.textEdited.emit("公示栏照片")
    row.reason.setText("12 月起")
    row.reason.textEdited.emit("12 月起")
    row.press(2)
    assert row.answer == Answer(Decimal(0), reason="12 月起", causes={"no": 1}, proof="公示栏照片")
    row.press(1)
    assert row.answer == Answer(Decimal(0), reason="12 月起", proof="公示栏照片")
    row.clear()
    assert row.is_open
    assert (row.proof.text(), row.reason.text()) == ("公示栏照片", "12 月起")
    scored = ItemRow(1, FORMS["BK01"].items[0], FORMS["BK01"])
    assert scored.proof.isHidden()
    assert scored.reason.isHidden()
    for one in (row, scored):
        one.deleteLater()
