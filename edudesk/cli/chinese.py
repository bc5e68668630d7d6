"""argparse in Chinese: its own words go through gettext, which we answer from one table."""

import argparse
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示这份说明",
    "%(prog)s: error: %(message)s\n": "用法不对：%(message)s。详见 %(prog)s --help\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少 %s",
    "unrecognized arguments: %s": "不认识 %s",
    "expected one argument": "后面要跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "expected at most one argument": "后面最多跟一个值",
    "expected %s argument": "后面要跟 %s 个值",
    "expected %s arguments": "后面要跟 %s 个值",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，可选 %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "没有 %(value)r，可选 %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r 的写法不对",
    "not allowed with argument %s": "不能和 %s 一起用",
    "one of the arguments %s is required": "%s 中要选一个",
    "ignored explicit argument %r": "后面不能带值 %r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有命令 %(parser_name)r，可选 %(choices)s",
}


def _translate(text: str) -> str:
    return _WORDS.get(text, text)


def _translate_plural(one: str, many: str, number: int) -> str:
    return _translate(one if number == 1 else many)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are Chinese; wrong use ends with exit code 2."""

    def __init__(self, **keywords: object) -> None:
        # module-level names of the standard library, looked up at each use
        argparse._ = _translate  # type: ignore[attr-defined]
        argparse.ngettext = _translate_plural  # type: ignore[attr-defined]
        super().__init__(**keywords, formatter_class=_Help, allow_abbrev=False)  # type: ignore[arg-type]


class _Help(argparse.RawDescriptionHelpFormatter):
    """Room for the longer names of our options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)
