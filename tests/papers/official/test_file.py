"""The file: same document, same bytes; nothing of computers and users; a password; whole or not at all."""

import errno
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from edudesk.base.document import Heading, Paragraph
from edudesk.base.errors import Cancelled, UserError
from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.official import write_document
from tests.papers.official.values import BODY, PLAN, REPORT, document, staff, written


def test_same_document_gives_the_same_bytes_and_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_document(PLAN, tmp_path / "a.pdf", fonts=bundled_fonts())
    monkeypatch.setenv("USER", "zhangsan")
    write_document(PLAN, tmp_path / "b.pdf", fonts=bundled_fonts())
    made = (tmp_path / "a.pdf").read_bytes()
    assert made == (tmp_path / "b.pdf").read_bytes()
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        told = {key: value for key, value in pdf.get_metadata_dict().items() if value}
    assert told == {"Title": "龙城实验小学主动发展规划（2024—2026年）", "Producer": "EduDesk"}
    assert b"/Lang (zh-CN)" in made
    assert b"Helvetica" not in made


def test_a_document_with_a_password_opens_with_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_document(REPORT, path, fonts=bundled_fonts(), password="龙城 2025")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="龙城 2025") as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.stream_method is pikepdf.models.encryption.EncryptionMethod.aesv3
    assert "教学常规检查" in written(REPORT, tmp_path, "龙城 2025")[0].text


def test_with_a_password_nothing_readable_touches_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    replace_ = Path.replace

    def watch(self: Path, target: Path) -> Path:
        seen.extend(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        return replace_(self, target)

    monkeypatch.setattr(Path, "replace", watch)
    write_document(REPORT, tmp_path / "a.pdf", fonts=bundled_fonts(), password="x1y2")
    assert seen
    assert all(b"/Encrypt" in content and b"(EduDesk)" not in content for content in seen)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_password_that_is_too_long_gets_two_sentences(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="密码太长") as raised:
        write_document(REPORT, tmp_path / "a.pdf", password="龙" * 50)
    assert raised.value.hint
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_printed_is_told_by_place(tmp_path: Path) -> None:
    made = document(Heading("一、成效\x07", 1), Paragraph("王\U0001f600老师。"), title="报\u200b告")
    written_ = write_document(made, tmp_path / "a.pdf", fonts=bundled_fonts())
    assert written_.pages == 1
    assert written_.remarks[1:] == (
        "标题有看不见的控制字符，已去掉。",
        "小标题有看不见的控制字符，已去掉。",
        "正文的“\U0001f600”（U+1F600）字库里没有，印成了“□”。",
    )
    assert "本机没有仿宋字体" in written_.remarks[0]


def test_rare_names_come_back_when_copied(tmp_path: Path) -> None:
    written(document(Paragraph("喆堃昇犇㛃䶮𬭎老师。", "王𬭎同志。", 2)), tmp_path)
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert "王𬭎同志。喆堃昇犇㛃䶮𬭎老师。" in pdf[0].get_textpage().get_text_range()


def test_cancelling_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    told: list[tuple[int, int]] = []

    def step(done: int, total: int, text: str) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_document(document(*BODY * 4), target, step, fonts=bundled_fonts())
    assert told[-1][1] > 2
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("password", ["", "x1y2"])
@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "打开"), (errno.EIO, "出错")]
)
def test_a_target_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str, password: str
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def refuse(self: Path, other: Path) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=told) as raised:
        write_document(document(), target, fonts=bundled_fonts(), password=password)
    assert raised.value.hint
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_progress_counts_pages(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    made = document(*BODY, staff(5))
    pages = write_document(
        made, tmp_path / "a.pdf", lambda *step: told.append(step), fonts=bundled_fonts()
    ).pages
    assert told[1] == (0, pages, "正在生成第 1 页")
    assert told[-1] == (pages, pages, "正在保存")


def test_an_empty_document_is_one_page(tmp_path: Path) -> None:
    assert len(written(document(title="", body=()), tmp_path)) == 1
