"""称号与代码 in the window: what the program brings, and what the school adds, changes and takes away."""

import pytest

from edudesk.kit.form_dialog import FormDialog
from edudesk.roster.codes import history_codes, tiers


@pytest.fixture
def page(seat):
    page = seat.window.show_page("roster_own")
    seat.wait()
    return page


def fill(form, **texts):
    for key, text in texts.items():
        form.fields[key].editor.show_text(text)


def row_of(page, word):
    (row,) = [row for row in page.model.all_rows if row.word == word]
    return row


def test_a_ladder_of_the_own_region_is_added_changed_and_taken_away(seat, page):
    ladder = page.lists[0]
    seat.press("Ctrl+N")
    form = seat.dialog(FormDialog)
    form.accept()
    assert {key for key, field in form.fields.items() if field.said} == {"ladder", "word", "rank"}
    fill(form, ladder="龙城名师工程", word="龙城名师", rank="70", level="市级", is_county="是", years="3")
    form.accept()
    seat.wait()
    assert [tier.years for tier in tiers() if tier.word == "龙城名师"] == [3]
    assert ladder.model.text(ladder.model.place_of(row_of(ladder, "龙城名师").id), 6) == "本校"
    ladder.table.setFocus()
    seat.press("Return")
    form = seat.dialog(FormDialog)
    fill(form, years="5")
    form.accept()
    seat.wait()
    assert row_of(ladder, "龙城名师").years == 5
    ladder.table.setFocus()
    seat.press("Delete")
    assert "龙城名师" not in {tier.word for tier in tiers()}
    seat.heard("notice: 已删除 1 条，已登记的记录不变。", seat.said.act)
    seat.wait()
    assert "龙城名师" in {tier.word for tier in tiers()}
    assert len(seat.said.heard()) == 1


def test_a_shipped_rung_is_copied_and_the_copy_counts(seat, page):
    ladder = page.lists[0]
    shipped = row_of(ladder, "教坛新秀")
    assert shipped.version == 0
    ladder.go_to(shipped.id)
    seat.press("Delete")
    seat.heard("notice: 程序自带的条目不能删除。")
    seat.press("Return")
    seat.heard("notice: 程序自带的称号不能直接改：另存为本校的，以后以本校的为准。")
    form = seat.dialog(FormDialog)
    fill(form, years="4")
    form.accept()
    seat.wait()
    assert row_of(ladder, "教坛新秀").years == 4
    assert row_of(ladder, "教坛新秀").version > 0


def test_a_word_is_added_to_an_open_list_and_found_by_its_name(seat, page):
    page.tabs.choose(1)
    seat.wait()
    words = page.lists[1]
    words.add()
    form = seat.dialog(FormDialog)
    fill(form, list="任教学科", word="数学")
    form.accept()
    assert "里已经有“数学”" in form.fields["word"].said
    fill(form, word="龙舟", aliases="赛龙舟，划龙舟")
    form.accept()
    seat.wait()
    assert history_codes()["subject"].read("划龙舟").value == "龙舟"
    row = row_of(words, "龙舟")
    assert (row.list, row.aliases) == ("subject", "赛龙舟、划龙舟")
    words.chip_row.chip("source").choose(["本校"])
    assert [row.word for row in words.model.rows] == ["龙舟"]
    words.open_row(row)
    form = seat.dialog(FormDialog)
    assert form.fields["list"].editor.typed() == "任教学科"
    fill(form, aliases="赛龙舟")
    form.accept()
    seat.wait()
    assert row_of(words, "龙舟").aliases == "赛龙舟"
    shipped = next(row for row in words.model.all_rows if row.word == "数学")
    words.open_row(shipped)
    seat.heard("notice: “数学”是程序自带的，不能改。")
