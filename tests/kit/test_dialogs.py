from pathlib import Path

from edudesk.kit.dialogs import choose_open_file, choose_save_file, last_folder


def test_each_purpose_starts_where_it_ended(said, tmp_path):
    imports, exports = tmp_path / "收", tmp_path / "发"
    imports.mkdir()
    exports.mkdir()
    said.choose(imports / "a.xlsx", exports / "b.xlsx", imports / "c.xlsx")
    assert choose_open_file(None, "导入", purpose="import") == imports / "a.xlsx"
    assert choose_save_file(None, "导出", "b.xlsx", "Excel (*.xlsx)") == exports / "b.xlsx"
    choose_open_file(None, "导入", purpose="import")
    assert said.offered[2] == imports
    assert last_folder("save") == exports


def test_a_folder_that_is_gone_is_forgotten(said, tmp_path):
    gone = tmp_path / "U盘"
    gone.mkdir()
    said.choose(gone / "备份.edudesk")
    choose_save_file(None, "备份到", "备份.edudesk", "备份 (*.edudesk)", "backup")
    assert last_folder("backup") == gone
    gone.rmdir()
    assert last_folder("backup") != gone
    assert last_folder("backup").is_dir()


def test_a_dropped_suffix_comes_back_and_cancel_is_none(said, tmp_path):
    said.choose(tmp_path / "花名册", None)
    assert choose_save_file(None, "导出", "b.pdf", "PDF (*.pdf)") == tmp_path / "花名册.pdf"
    assert choose_save_file(None, "导出", "b.pdf", "PDF (*.pdf)") is None
    assert isinstance(last_folder("save"), Path)


def test_a_dot_in_a_name_begins_no_suffix_and_a_file_nobody_was_asked_about_stays(said, tmp_path):
    (tmp_path / "花名册2026.11.xlsx").write_bytes(b"mine")
    kinds = "Excel (*.xlsx);;JSON (*.json)"
    said.choose(
        *(tmp_path / name for name in ("花名册2026.12", "花名册2026.11", "表.JSON", "花名册2026.11.xlsx"))
    )
    names = [choose_save_file(None, "导出", "b.xlsx", kinds) for _ in range(4)]
    assert [one.name for one in names] == [
        "花名册2026.12.xlsx", "花名册2026.11（2）.xlsx", "表.JSON", "花名册2026.11.xlsx",
    ]  # fmt: skip
