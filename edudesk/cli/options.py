"""Options that several commands have, written once."""

import argparse
from pathlib import Path

from edudesk.base.masking import Audience


def command(kinds: argparse._SubParsersAction, name: str, text: str, run: object) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    """A command; run: what it does with what was typed."""
    command: argparse.ArgumentParser = kinds.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def group(kinds: argparse._SubParsersAction, name: str, text: str) -> argparse._SubParsersAction:  # type: ignore[type-arg]
    """Words below a command: export roster."""
    group: argparse.ArgumentParser = kinds.add_parser(name, help=text, description=text)
    return group.add_subparsers(title="内容", metavar="内容", required=True)


def below(kinds: argparse._SubParsersAction, name: str) -> argparse._SubParsersAction:  # type: ignore[type-arg]
    """The words below a group that another module made."""
    made: argparse.ArgumentParser = kinds.choices[name]
    return next(one for one in made._actions if isinstance(one, argparse._SubParsersAction))


def kind_option(command: argparse.ArgumentParser, text: str, *, required: bool = False) -> None:
    """--kind: one kind of dated facts."""
    command.add_argument(
        "--kind", metavar="种类", required=required, help=f"{text}，如 年度考核、培训、骨干称号、任课"
    )


def answers_options(command: argparse.ArgumentParser) -> None:
    """--answer, --must-answer: the questions an import asks."""
    command.add_argument(
        "--answer", action="append", default=[], metavar="题号=答案",
        help="回答列出的问题，如 1=2，可写几次（先加 --preview 看有哪些）",
    )  # fmt: skip
    command.add_argument("--must-answer", action="store_true", help="还有没回答的问题就不导入")


def target_options(command: argparse.ArgumentParser) -> None:
    """--format, --out of an export."""
    command.add_argument("--format", choices=("xlsx", "pdf"), required=True, help="文件格式")
    command.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")


def audience_option(command: argparse.ArgumentParser) -> None:
    """--audience: how much of people is shown."""
    command.add_argument(
        "--audience", choices=[str(a) for a in Audience], default=str(Audience.BUREAU),
        help="输出级别：internal 校内完整、bureau 报教育局（默认）、school_notice 校内公示、web_notice 网上公示",
    )  # fmt: skip


def data_option(command: argparse.ArgumentParser) -> None:
    """--data: the school file."""
    command.add_argument(
        "--data",
        type=Path,
        metavar="学校文件",
        help="学校文件（默认用户数据文件夹里最近用过的）",
    )
