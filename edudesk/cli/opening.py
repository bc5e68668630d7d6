"""The school file that a command works on: where it is, and its password."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.files import check_place

if TYPE_CHECKING:
    from edudesk.desk import Desk

T = TypeVar("T")


def file_of(chosen: argparse.Namespace) -> Path:
    """The school file that --data names, or the user's own."""
    file: Path = chosen.data or paths.default_school_file()
    check_place(file)
    return file


def password() -> str | None:
    """The one of the environment."""
    return os.environ.get("EDUDESK_PASSWORD") or None


def open_school(chosen: argparse.Namespace, *, create: bool = False) -> "Desk":
    """Open the school file of a command, with its password."""
    from edudesk.desk import open_desk

    file = file_of(chosen)
    return with_password(lambda password: open_desk(file, password, create=create))


def with_password(work: Callable[[str | None], T]) -> T:
    """Do the work with the password of the environment, or with the one asked for at a terminal."""
    from edudesk.store.engine import PasswordNeeded

    known = password()
    try:
        return work(known)
    except PasswordNeeded as error:
        if known is not None:
            raise UserError(
                error.text,
                "请检查环境变量 EDUDESK_PASSWORD 里的密码；如果密码肯定没有错，就是文件已损坏，请用最近的备份恢复。",
            ) from error
        if not sys.stdin.isatty():
            raise UserError(
                error.text, "请把密码放在环境变量 EDUDESK_PASSWORD 里，或在终端里运行并按询问输入。"
            ) from error
    return work(getpass.getpass("打开密码："))
