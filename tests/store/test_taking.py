"""Files of the user's disk as they are kept: what is refused, and what a name may not hold."""

import sys
from pathlib import Path

import pytest

from edudesk.base.errors import UserError
from edudesk.store.attachments import Attachments
from edudesk.store.context import Context
from edudesk.store.taking import take


def refused(context: Context, file: Path) -> tuple[str, str]:
    with pytest.raises(UserError) as caught:
        take(Attachments(context), file)
    return caught.value.text, caught.value.hint


@pytest.mark.parametrize("suffix", ["mp4", "mov", "avi", "zip"])
def test_a_huge_video_is_refused_with_the_limit_and_what_to_do(
    context: Context, tmp_path: Path, suffix: str
) -> None:
    video = tmp_path / f"展示课.{suffix}"
    with video.open("wb") as file:
        file.truncate(300_000_000)  # it is not read
    assert refused(context, video) == (
        f"“展示课.{suffix}”有 300 MB，超过 50 MB，没有放入。",
        "请存到学校网盘或平台，把网址填在“链接”里；其他内容都还在。",
    )


def test_a_program_is_refused_whatever_it_is_called(context: Context, tmp_path: Path) -> None:
    for name in ("查看照片.exe", "报告.pdf.EXE", "打开.lnk", "其实是程序.pdf"):
        (tmp_path / name).write_bytes(b"MZ\x90\x00")
        text, hint = refused(context, tmp_path / name)
        assert text == f"“{name}”是程序，没有放入：这里只能放照片、视频、PDF、OFD、压缩包和 Office 文件。"
        assert "其他内容都还在" in hint


def test_archives_and_videos_of_phones_are_kept_as_they_are(context: Context, tmp_path: Path) -> None:
    """What lies in an archive is never unpacked or run by the program."""
    for name in ("过程材料.zip", "过程材料.RAR", "批复.ofd", "展示课.MOV", "展示课.avi"):
        (tmp_path / name).write_bytes(b"PK\x03\x04")
        assert take(Attachments(context), tmp_path / name).file.name == name
    (tmp_path / "说是压缩包.zip").write_bytes(b"MZ\x90\x00")  # unpacks itself: a program
    assert "是程序" in refused(context, tmp_path / "说是压缩包.zip")[0]


def test_a_folder_and_a_missing_file_are_told(context: Context, tmp_path: Path) -> None:
    assert refused(context, tmp_path / "没有.pdf")[0] == "读不出“没有.pdf”，没有放入。"
    (tmp_path / "文件夹.pdf").mkdir()
    assert refused(context, tmp_path / "文件夹.pdf")[0] == "读不出“文件夹.pdf”，没有放入。"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_marks_that_windows_forbids_become_underlines(context: Context, tmp_path: Path) -> None:
    file = tmp_path / '课例\\四:下*"分数?"<3>|节.pdf'
    file.write_bytes(b"%PDF-1.7")
    taken = take(Attachments(context), file)
    assert taken.file.name == "课例_四_下_分数_3_节.pdf"
    assert taken.remark == f"文件名“{file.name}”里有不能用的符号，已存为“课例_四_下_分数_3_节.pdf”。"
    assert take(Attachments(context), _plain(tmp_path)).remark == ""


def _plain(folder: Path) -> Path:
    file = folder / "课例.pdf"
    file.write_bytes(b"%PDF-1.7")
    return file
