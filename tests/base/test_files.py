"""Safe files: a reader sees the old one or the whole new one, and every failure is said in words (P5, P27)."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base import files
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.files import check_place, explain, free_name, replacing, safe_name
from tests.tables import each


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "新 文件夹（2026）" / "花名册.xlsx"
    with replacing(target) as part:
        part.write_bytes(b"whole")
        assert not target.exists()
        assert part.parent == target.parent  # another disk could not be swapped in at once
    assert target.read_bytes() == b"whole"
    assert names(target.parent) == ["花名册.xlsx"]


@pytest.mark.parametrize("error", [ValueError("bug"), Cancelled(), KeyboardInterrupt()])
def test_whatever_goes_wrong_the_old_file_stays_and_nothing_lies_about(
    tmp_path: Path, error: BaseException
) -> None:
    target = tmp_path / "花名册.xlsx"
    target.write_bytes(b"old")

    def fail_half_way() -> None:
        with replacing(target) as part:
            part.write_bytes(b"half")
            raise error

    with pytest.raises(type(error)):
        fail_half_way()
    assert (target.read_bytes(), names(tmp_path)) == (b"old", ["花名册.xlsx"])


def test_the_content_reaches_the_disk_before_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this order a power cut can leave an empty file under the good name."""
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_sync(handle: int) -> None:
        done.append("sync folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "sync file")  # noqa: PTH112
        fsync(handle)

    def note_replace(self: Path, target: Path) -> Path:
        done.append("swap")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    with replacing(tmp_path / "花名册.xlsx") as part:
        part.write_bytes(b"new")
    assert done == ["sync file", "swap", "sync folder"]


def test_a_rest_of_a_killed_process_is_no_obstacle(tmp_path: Path) -> None:
    target = tmp_path / "花名册.xlsx"
    with replacing(target) as part:
        rest = part
        part.write_bytes(b"1")
    rest.write_bytes(b"left by a killed process with our number")
    with replacing(target) as part:
        assert not part.exists()
        part.write_bytes(b"2")
    assert (target.read_bytes(), names(tmp_path)) == (b"2", ["花名册.xlsx"])


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "磁盘空间不足，没有写成“花名册.xlsx”。"),
        (errno.EDQUOT, "磁盘空间不足，没有写成“花名册.xlsx”。"),
        (errno.EACCES, "“花名册.xlsx”正被 Excel、WPS 或其他程序打开，没有写成。"),
        (errno.ETXTBSY, "“花名册.xlsx”正被 Excel、WPS 或其他程序打开，没有写成。"),
        (errno.ENAMETOOLONG, "保存“花名册.xlsx”的文件夹路径太长，没有写成。"),
        (errno.EISDIR, "“花名册.xlsx”是一个文件夹，不能作为文件写入。"),
        (errno.EIO, "没有写成“花名册.xlsx”：磁盘或网络位置出错。"),
        (errno.ENODEV, "没有写成“花名册.xlsx”：磁盘或网络位置出错。"),
    ],
)
def test_a_failed_swap_is_said_in_words_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    target = tmp_path / "花名册.xlsx"
    target.write_bytes(b"old")

    def fail(self: Path, other: Path) -> Path:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UserError) as caught, replacing(target) as part:
        part.write_bytes(b"new")
    assert caught.value.text == sentence
    assert caught.value.hint.endswith("。")
    assert (target.read_bytes(), names(tmp_path)) == (b"old", ["花名册.xlsx"])


def test_read_only_and_missing_places_are_named(tmp_path: Path) -> None:
    target = tmp_path / "U盘" / "花名册.xlsx"
    assert (
        explain(OSError(errno.EROFS, ""), target).text
        == f"“{target.parent}”是只读的，没有写成“花名册.xlsx”。"
    )
    assert explain(OSError(errno.EACCES, ""), target).text.startswith(f"没有权限写入“{target.parent}”")
    there = "请把学校文件复制到“文档”。"
    for number in (errno.EROFS, errno.EACCES):
        assert explain(OSError(number, ""), target).hint == "请换一个可以写入的文件夹，例如“文档”。"
        assert explain(OSError(number, ""), target, there).hint == there
    assert explain(OSError(errno.ENOENT, ""), target).text.startswith(f"找不到文件夹“{target.parent}”")


def test_a_name_too_long_is_said_of_the_name() -> None:
    said = explain(OSError(errno.ENAMETOOLONG, ""), Path("花" * 90))
    assert said.text == f"文件名“{'花' * 30}…”太长，没有写成。"


def test_a_school_file_needs_room_for_its_journal_and_its_backups() -> None:
    check_place(Path("/文档") / ("校" * 77 + ".edudesk"))
    with pytest.raises(UserError, match="太长，不能用作学校文件"):
        check_place(Path("/文档") / ("校" * 80 + ".edudesk"))
    with pytest.raises(UserError, match="路径太长"):
        check_place(Path("/", *["文件夹" * 10] * 6, "学校.edudesk"))


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "报表").write_bytes(b"a file")
    with pytest.raises(UserError), replacing(tmp_path / "报表" / "花名册.xlsx"):
        pass
    assert (tmp_path / "报表").read_bytes() == b"a file"


def test_taken_names_get_a_number(tmp_path: Path) -> None:
    target = tmp_path / "花名册.xlsx"
    for expected in ("花名册.xlsx", "花名册（2）.xlsx", "花名册（3）.xlsx"):
        free = free_name(target)
        assert free.name == expected
        free.touch()


@each(
    ("name", "safe"),
    [
        ("2026年 花名册", "2026年 花名册"),
        ('一:二/三\\四*五?六"七<八>九|十', "一_二_三_四_五_六_七_八_九_十"),
        ("报表. ", "报表"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("console", "console"),
        ("换\n行\t", "换_行_"),
        ("...", "未命名"),
        ("", "未命名"),
    ],
)
def test_names_windows_accepts(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_cut_and_its_end_stays() -> None:
    assert safe_name("校" * 100, "_花名册_20261120") == "校" * 70 + "_花名册_20261120"
    assert safe_name("school" * 50, "/a. ").endswith("school" * 5 + "_a")
    assert safe_name("con", ".x") == "_con.x"
    assert safe_name("", "") == "未命名"


def test_of_a_long_title_whose_it_is_and_its_day_stay() -> None:
    made = safe_name("龙城实验小学", f"_{'规划' * 60}分解表_20261120_报教育局")
    assert made.startswith("龙城实验小学_规划规划")
    assert made.endswith("…_20261120_报教育局")
    dated = safe_name("校" * 60, f"_{'规划' * 60}_20261120_含个人信息")
    assert dated.startswith("校" * 16 + "_规划规划")
    assert dated.endswith("…_20261120_含个人信息")
    assert 200 < len(dated.encode()) <= 230
    assert len(safe_name("龙城实验小学", "题" * 100).encode()) <= 230


@given(st.text(max_size=200), st.text(max_size=300))
def test_any_end_leaves_room_for_the_name(name: str, tail: str) -> None:
    assert 0 < len(safe_name(name, tail).encode()) <= 230


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_name_keeps_its_end(name: str, tail: str) -> None:
    safe = safe_name(name, tail)
    assert safe.endswith(safe_name("x" + tail)[1:])
    assert len(safe.encode()) <= 230


@given(st.text(max_size=200))
def test_any_name_becomes_a_file_name(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= 230
    assert not set(safe) & set('\\/:*?"<>|\n\r\t\0')
    assert safe == safe.strip(" .")
    assert safe_name(safe) == safe


def test_the_folder_is_not_opened_on_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files.os, "name", "nt")
    files._sync_folder(tmp_path / "no such folder")
