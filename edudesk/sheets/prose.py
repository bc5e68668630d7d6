"""The text of a stranger's file, .docx or plain, read at arm's length like a workbook (promises.md P18).

told_prose runs in the child, read_prose asks it.
"""

from pathlib import Path
from typing import Any, Final

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.prose import Prose, ProseLine
from edudesk.sheets.limits import LIMITS, Limits, Refused, spaced

JOB: Final = "prose"
_LONGEST: Final = 300_000  # characters
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: Final = (
    (b"%PDF", "PDF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"MZ", "程序"),
)
_HINT: Final = "请用 Word 或 WPS 打开它，另存为“Word 文档（.docx）”后再导入，或复制文字后粘贴导入。"


def read_prose(path: Path, step: Step = silent, limits: Limits = LIMITS) -> Prose:
    """The text of a .docx, or of a text file in UTF-8, UTF-16 or GB18030; the kind is found by content.

    Raises UserError, one per cause, when it cannot be read or passes a limit.
    """
    from edudesk.sheets.reader import ask_child, content_of

    step(0, 0, f"正在读取“{path.name}”")
    try:
        answer, _ = ask_child(content_of(path, limits), path.suffix.lower(), step, limits, JOB)
    except Refused as refused:
        raise UserError(
            f"“{path.name}”：{refused.text.replace('表格', '文档').replace('Excel', 'Word')}", _HINT
        ) from None
    except OSError:
        raise UserError(
            f"“{path.name}”：读文件的辅助程序没有启动。",
            "请检查磁盘空间，或在杀毒软件里允许校务通后再试；文件没有改动。",
        ) from None
    step(1, 1, f"已读取“{path.name}”")
    lines = tuple(ProseLine(text, level, number) for text, level, number in answer["lines"])
    return Prose(answer["kind"], lines, tuple(answer["remarks"]))


def told_prose(content: bytes, limits: Limits) -> dict[str, Any]:
    """Kind, lines and remarks as plain values; plain text has a line for each of its lines, "" ones too. Raises Refused."""
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("文件是空的，里面没有内容。", "请确认选对了文件，或重新下载后再导入。")
    if content.startswith(b"PK"):
        from edudesk.sheets.word import word_lines  # no text file needs an XML parser

        lines, remarks = word_lines(content, limits)
        _check(sum(len(str(line[0])) for line in lines))
        return {"kind": "docx", "lines": lines, "remarks": remarks}
    if content.startswith(_OLE):
        raise Refused("这是旧版 Word（.doc）或 WPS 文字（.wps）格式，无法读取。", _HINT)
    for magic, name in _FOREIGN:
        if content.startswith(magic):
            raise Refused(f"这是{spaced(name)}，不是 Word 文档。", _HINT)
    from edudesk.sheets.plain import text_of

    text = text_of(content)
    _check(len(text))
    if "\0" in text:
        raise Refused("文件内容不是文字，或者已经损坏。", _HINT)
    lines = [
        [line, 0, number]
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    ]
    return {"kind": "text", "lines": lines, "remarks": []}


def _check(characters: int) -> None:
    """Raises Refused for what nobody writes by hand."""
    if characters > _LONGEST:
        raise Refused(
            f"文档有 {characters // 10_000} 万字，超过 {_LONGEST // 10_000} 万字，为防止电脑卡死没有读取。",
            _HINT,
        )
