"""edudesk paper: a text becomes an official document, as PDF or Word."""

import argparse
import getpass
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base import clock
from edudesk.base.decoding import decoded
from edudesk.base.errors import UserError
from edudesk.base.paper_kinds import STYLES, doubts_of, paper_kind, paper_kinds
from edudesk.base.report import Written
from edudesk.cli import screen
from edudesk.cli.opening import open_school

if TYPE_CHECKING:
    from edudesk.base.document import Document

__all__ = ["STYLES", "paper", "words"]
RULES = """文稿的写法：
  # 关于××的报告            第一行是标题
  主送：××教育局            还可以写 文号、签发人、抄送、印发、密级、红头，各占一行
                            空行分段；“一、”“（一）”“1.”“（1）”开头、单独成段的是小标题
  表1 教师学历结构          表名，上面或下面可以写“单位：人”
  | 学历 | 人数 |           表头，下一行写 |---|---|，再下面是各行
  附件：1.教师花名册        后面几行写 2.… 3.…
  龙城实验小学              最后两行是署名和日期
  2026年11月22日
  # 附件1 教师花名册        附件的内容，另起一页"""
"""How a manuscript is written, below the help."""

_SUFFIXES = (".pdf", ".docx")
_LARGEST = 5_000_000  # bytes; a long plan has some 100,000


def words() -> list[str]:
    """The kinds of papers, for the help."""
    return [kind.word for kind in paper_kinds()]


def paper(chosen: argparse.Namespace) -> None:
    """Write the document of a text; what is odd in the text is told after it."""
    from edudesk.base.manuscript import read_manuscript
    from edudesk.base.whole import whole_numbers

    out: Path = chosen.out
    _check(out, chosen.password)
    kind = paper_kind(chosen.kind)
    text = _text(chosen.file)
    facts = _facts(chosen)
    found = read_manuscript(
        text, kind, today=clock.today(), facts=facts, is_line_paragraph=chosen.line_paragraphs
    )
    document = replace(
        found.document,
        style=STYLES[chosen.style],
        is_sealed=found.document.is_sealed and not chosen.unsealed,
        file_name=out.stem,
    )
    if not document.body and not document.title:
        raise UserError(f"“{chosen.file.name}”里没有文字，没有写成文件。", "请先写好标题和正文。")
    written = _write(document, out, _asked() if chosen.password else "")
    extent = f"（{written.pages} 页）" if written.pages else ""
    screen.say(f"已写成{kind.word}{extent}：{written.path}")
    told_of_text = [remark.text for remark in found.remarks]
    if whole := whole_numbers([document]):
        told_of_text.append(f"文中有 {whole.words}，不该给出的请先改掉。")
    for told in (*told_of_text, *doubts_of(document, kind), *written.remarks):
        screen.say(f"注意：{told}")


def _check(out: Path, is_locked: bool) -> None:
    if out.suffix.lower() not in _SUFFIXES:
        raise UserError(f"不知道要把“{out.name}”写成什么格式，没有写成文件。", "请用 .pdf 或 .docx 结尾。")
    if is_locked and out.suffix.lower() != ".pdf":
        raise UserError(
            "Word 文件不能在这里加密码，没有写成文件。", "请写成 .pdf，或在 Word、WPS 里打开后另存时加密码。"
        )


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise UserError(f"“{file.name}”超过 5 MB，不像一份文稿，没有读取。", "请检查是否选错了文件。")
        content = file.read_bytes()
    except OSError as error:
        raise UserError(
            f"打不开“{file}”，没有写成文件。", "请检查文件名和位置，以及它是否可以读取。"
        ) from error
    try:
        text = decoded(content)
    except ValueError:
        text = "\0"
    if "\0" in text:
        raise UserError(
            f"“{file.name}”不是文本文件，没有读取。", "请在编辑器里另存为 UTF-8 文本（.md 或 .txt）后再试。"
        )
    return text


def _facts(chosen: argparse.Namespace) -> dict[str, str]:
    """What the school file tells when one is named: who issues it."""
    if chosen.data is None:
        return {}
    with open_school(chosen) as desk:
        return {"署名": desk.school.identity().name}


def _asked() -> str:
    """The password of the PDF, typed twice where nobody sees it; from a pipe it is one line."""
    if not sys.stdin.isatty():
        typed = sys.stdin.readline().rstrip("\r\n")
    else:
        typed = getpass.getpass("PDF 的打开密码：")
        if getpass.getpass("再输入一遍：") != typed:
            raise UserError("两次输入的密码不一样，没有写成文件。", "请再运行一次。")
    if not typed:
        raise UserError("没有输入密码，没有写成文件。", "请再运行一次并输入密码，或去掉 --password。")
    return typed


def _write(document: "Document", out: Path, password: str) -> Written:
    with screen.progress() as step:
        if password:
            from edudesk.papers.official import write_document

            return write_document(document, out, step, password=password)
        from edudesk.kit.writing import write

        return write(document, out.with_suffix(out.suffix.lower()), step)
