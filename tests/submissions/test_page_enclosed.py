"""附件 at the window: added to a pack, for a title that lacks, seen in the list, taken out, sent."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from edudesk.submissions import enclosed
from edudesk.submissions.pages.packs import PacksPage
from edudesk.submissions.pages.send_dialog import SendDialog
from edudesk.submissions.rows.papers import PaperDraft
from tests.seat import Seat

pytestmark = pytest.mark.usefixtures("said")
REPORT = PaperDraft(
    kind="报告", title="关于补充教师的报告", addressee="区教育局", issuer="龙城实验小学", on="2026-11-18",
    text="现将情况报告如下。\n附件：1.教师花名册\n2.教师缺额表",
)  # fmt: skip


@pytest.fixture
def sample(complete: Path) -> Path:
    """Whoever sits here has the school of five."""
    return complete


@pytest.fixture
def packs(seat: Seat) -> PacksPage:
    paper = seat.desk.papers.begin(REPORT)
    page = seat.window.show_page("submissions")
    assert isinstance(page, PacksPage)
    seat.wait()
    assert page.choose_pack("P12", paper.id)
    seat.wait()
    return page


def _file(folder: Path, name: str, content: bytes = b"PK 1") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _lines(packs: PacksPage) -> list[tuple[str, ...]]:
    found = [packs.files.topLevelItem(number) for number in range(packs.files.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in found]


def test_what_lacks_is_asked_for_by_its_title(seat: Seat, packs: PacksPage, tmp_path: Path):
    assert packs.findings_card.heading.text() == "报送前检查 · 2 处缺项"
    packs.files.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    seat.said.choose(_file(tmp_path, "教师缺额表.xlsx", b"x" * 12_000))
    packs.enclose_link.click()
    seat.wait()
    seat.heard("notice: 已添加附件 教师缺额表.xlsx，随材料包原样报送。")
    assert _lines(packs)[2:] == [("附件2 教师缺额表.xlsx", "原样", "12 KB")]
    assert packs.files.chosen() == [0, 2]  # the emptied box stays empty
    seat.said.choose(_file(tmp_path, "扫描件.pdf"))
    seat.click("添加附件…", packs.findings)
    seat.heard("notice: 已添加附件 扫描件.pdf，随材料包原样报送。")
    assert [line[0] for line in _lines(packs)[2:]] == ["附件1 教师花名册.pdf", "附件2 教师缺额表.xlsx"]
    assert packs.findings_card.heading.text() == "报送前检查"
    assert "附件“教师花名册”没有检查" in seat.words(packs.findings)


def test_it_is_seen_taken_out_and_put_back(seat: Seat, packs: PacksPage, tmp_path: Path):
    seat.said.choose(_file(tmp_path, "教师花名册.xlsx"))
    packs.enclose()
    seat.wait()
    seat.said.heard()
    assert not packs.remove_link.isVisible()  # the paper is looked at
    packs.files.setCurrentItem(packs.files.topLevelItem(2))
    assert packs.remove_link.isVisible()
    assert "“教师花名册.xlsx”原样放进材料包" in seat.words(packs.preview)
    seat.qtbot.keyClick(packs.files, Qt.Key.Key_Delete)
    seat.wait()
    assert len(_lines(packs)) == 2
    seat.heard("notice: 已移除附件 教师花名册.xlsx，可在回收站找回。", seat.said.act)
    seat.wait()
    seat.said.heard()
    assert len(_lines(packs)) == 3
    packs.files.setCurrentItem(packs.files.topLevelItem(2))
    packs.remove_link.click()
    seat.wait()
    seat.said.heard()
    assert len(_lines(packs)) == 2
    packs.files.setCurrentItem(packs.files.topLevelItem(1))
    seat.qtbot.keyClick(packs.files, Qt.Key.Key_Delete)  # what the program makes stays
    seat.wait()
    assert len(_lines(packs)) == 2


def test_several_files_and_the_same_one_again(seat: Seat, packs: PacksPage, tmp_path: Path):
    made = packs._looked.made
    files = [_file(tmp_path, "教师花名册.xlsx"), _file(tmp_path, "教师缺额表.xlsx", b"PK 2")]
    packs._enclose(made, files)
    seat.wait()
    seat.heard("notice: 已添加附件 教师花名册.xlsx、教师缺额表.xlsx，随材料包原样报送。")
    packs._enclose(made, files[:1])
    seat.wait()
    seat.heard("notice: 这个文件已经在材料包里了。")
    packs._enclose(made, [tmp_path / "没有.pdf"])
    seat.wait()
    seat.heard("fail: 找不到附件“没有.pdf”。")
    assert len(_lines(packs)) == 4
    seat.said.choose(None)
    packs.enclose("教师花名册")
    assert seat.said.heard() == []


def test_what_is_ticked_goes_along_and_what_is_not_lacks(seat: Seat, packs: PacksPage, tmp_path: Path):
    made = packs._looked.made
    files = [_file(tmp_path, "教师花名册.xlsx"), _file(tmp_path, "教师缺额表.xlsx", b"PK 2")]
    enclosed.keep(seat.desk, made.pack, made.school_year, files)
    seat.wait()
    packs.files.topLevelItem(3).setCheckState(0, Qt.CheckState.Unchecked)
    packs.export()
    dialog = seat.dialog(SendDialog)
    dialog._folder = tmp_path / "out"
    dialog.export()
    seat.wait()
    seat.heard("fail: 《关于补充教师的报告》还有 1 处缺项，没有导出。")
    assert "的附件“教师缺额表”不在材料包里" in seat.words(dialog)
    dialog.reject()
    packs.files.topLevelItem(3).setCheckState(0, Qt.CheckState.Checked)
    packs.export()
    dialog = seat.dialog(SendDialog)
    dialog._folder = tmp_path / "out"
    dialog.export()
    seat.wait()
    (folder,) = (tmp_path / "out").iterdir()
    assert next(folder.glob("*附件2_教师缺额表*.xlsx")).read_bytes() == b"PK 2"
    dialog.accept()


def test_a_pack_that_was_changed_meanwhile_is_not_sent(seat: Seat, packs: PacksPage, tmp_path: Path):
    made = packs._looked.made
    enclosed.keep(seat.desk, made.pack, made.school_year, [_file(tmp_path, "教师花名册.xlsx")])
    seat.wait()
    packs.export()
    dialog = seat.dialog(SendDialog)
    dialog._folder = tmp_path / "out"
    (row,) = enclosed.kept(seat.desk, made.pack, made.school_year)
    seat.desk.attachments.remove([row.id])
    dialog.export()
    seat.wait()
    seat.heard("fail: 材料包里的文件刚才有改动，没有导出。")
    assert not (tmp_path / "out").exists()
    dialog.reject()
