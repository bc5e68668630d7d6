"""套用教育局模板 at the window: a form is dropped, corrected once, filled, kept, and filled anew from 报表清单."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from edudesk.base.masking import Audience
from edudesk.kit.export_result import ExportResult
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.table_view import TableView
from edudesk.sheets.reader import read_workbook
from edudesk.submissions.pages.filling import FillDialog
from edudesk.submissions.pages.filling_tables import WRITTEN
from edudesk.submissions.pages.packs import PacksPage
from edudesk.submissions.rows.asked import AskedDraft
from tests.seat import Seat

pytestmark = pytest.mark.usefixtures("said")
TEMPLATES = Path(__file__).parents[1] / "data" / "templates"


@pytest.fixture
def sample(complete: Path) -> Path:
    """Whoever sits here has the school of five."""
    return complete


def _opened(seat: Seat, name: str) -> FillDialog:
    seat.window.show_page("submissions")
    seat.wait()
    assert seat.drop(TEMPLATES / name)
    return seat.dialog(FillDialog)


def _choose(dialog: FillDialog, number: int, data: str) -> None:
    combo = dialog.targets.drop_downs[number]
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def _cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    (found,) = [one for one in read_workbook(path).sheets if one.name == sheet]
    return [tuple(row) for row in found.rows]


def test_a_form_that_is_dropped_is_filled_and_kept(seat: Seat, tmp_path: Path):
    dialog = _opened(seat, "register.xlsx")
    assert dialog.list.currentText() == "教师花名册"
    assert dialog.note.text().startswith("工作表“")
    out = tmp_path / "已填.xlsx"
    seat.said.choose(out)
    seat.qtbot.mouseClick(dialog.keeps, Qt.MouseButton.LeftButton)
    dialog.keeps.setChecked(True)
    dialog.fill()
    seat.wait()
    assert isinstance(dialog.pages.currentWidget(), ExportResult)
    dialog.accept()
    rows = _cells(out, dialog.mapping.sheet)
    assert sum("周敏华" in map(str, row) for row in rows) == 1
    assert "register" in [row.title for row in seat.desk.asked.rows()]
    again = _opened(seat, "register.xlsx")
    assert again.note.text().endswith("对照用的是上次存下的。")
    again.reject()


def test_a_form_that_is_listed_already_gets_the_audience_it_is_filled_for(seat: Seat, tmp_path: Path):
    row = seat.desk.asked.add(AskedDraft(school_year="2026-2027", title="register", due="2026-12-05"))
    dialog = _opened(seat, "register.xlsx")
    dialog.audience.choose(Audience.SCHOOL_NOTICE)
    dialog.keeps.setChecked(True)
    seat.said.choose(tmp_path / "已填.xlsx")
    dialog.fill()
    seat.wait()
    dialog.accept()
    kept = seat.desk.asked.get(row.id)
    assert (kept.audience, kept.due) == (Audience.SCHOOL_NOTICE.value, "2026-12-05")
    assert kept.template_name == "register.xlsx"


def test_a_column_is_given_another_meaning_or_a_text(seat: Seat, tmp_path: Path):
    dialog = _opened(seat, "register.xlsx")
    number = next(place for place, one in enumerate(dialog.mapping.columns) if one.key == "gender")
    _choose(dialog, number, "")
    assert not dialog.mapping.columns[number].is_filled
    _choose(dialog, number, WRITTEN)
    asked = seat.dialog(FormDialog)
    asked.fields["text"].editor.setText("略")
    asked.accept()
    seat.wait()
    assert dialog.mapping.columns[number].text == "略"
    out = tmp_path / "已填.xlsx"
    seat.said.choose(out)
    dialog.fill()
    seat.wait()
    dialog.accept()
    rows = _cells(out, dialog.mapping.sheet)
    assert sum("略" in map(str, row) for row in rows) == 4


def test_a_mapping_goes_to_another_school_as_a_file(seat: Seat, tmp_path: Path):
    dialog = _opened(seat, "register.xlsx")
    number = next(place for place, one in enumerate(dialog.mapping.columns) if one.key == "gender")
    _choose(dialog, number, "")
    file = tmp_path / "对照.toml"
    seat.said.choose(file)
    dialog.write_mapping()
    seat.heard("notice: 已导出“对照.toml”，里面没有任何人的资料，可以发给别的学校。")
    assert "没有任何人的资料" in file.read_text("utf-8")
    _choose(dialog, number, "gender")
    seat.said.choose(file)
    dialog.read_mapping()
    seat.wait()
    assert not dialog.mapping.columns[number].is_filled
    dialog.reject()


def test_a_mapping_with_texts_written_by_hand_says_so(seat: Seat, tmp_path: Path):
    dialog = _opened(seat, "register.xlsx")
    dialog.mapping = dialog.mapping.with_key("备注", "", "周敏华 0519-86990199")
    file = tmp_path / "对照.toml"
    seat.said.choose(file)
    dialog.write_mapping()
    seat.heard("notice: 已导出“对照.toml”，里面有照写的文字“周敏华 0519-86990199”，发给别的学校前请看一看。")
    told = file.read_text("utf-8")
    assert "没有任何人的资料" not in told
    assert "请先删去再给别人" in told.split("[[columns]]")[0]
    dialog.reject()


def test_a_form_in_the_list_is_filled_anew_by_one_key(seat: Seat, tmp_path: Path):
    page = seat.window.show_page("asked")
    page.add()
    dialog = seat.dialog(FormDialog)
    dialog.fields["title"].editor.setText("教师登记表")
    dialog.accept()
    seat.wait()
    row = next(row for row in page.rows() if row.title == "教师登记表")
    page.table.select([row.id])
    seat.said.choose(TEMPLATES / "register.xlsx")
    page.refill()
    seat.wait()
    assert seat.said.heard() == [
        "tell: “教师登记表”还没有登记模板。",
        "notice: 已登记模板“register.xlsx”。",
    ]
    page.table.select([row.id])
    page.refill()
    seat.wait()
    packs = seat.window.show_page("submissions")
    assert isinstance(packs, PacksPage)
    seat.wait()
    assert packs.files_card.heading.text() == "教师登记表 · 文件"
    assert [packs.files.topLevelItem(0).text(place) for place in (0, 1)] == ["教师登记表.xlsx", "教育局模板"]
    told = seat.words(packs.preview)
    assert "以导出的文件为准" in told
    table = packs.preview.findChild(TableView)
    assert table is not None
    assert any("周敏华" in map(str, line.cells) for line in table.model().rows)
    assert not [title for title in seat.titles() if title.startswith("预览")]  # starred: nothing to tell of


def test_a_file_that_is_no_form_is_refused_in_words(seat: Seat, tmp_path: Path):
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    seat.window.show_page("submissions")
    seat.wait()
    seat.drop(bad)
    (line,) = seat.said.heard()
    assert line.startswith("fail: “坏.xlsx”")
    assert seat.dialogs() == []
