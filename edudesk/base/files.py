"""Writing files so that a reader only ever sees the old one or the whole new one."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from edudesk.base.errors import UserError

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
# bytes; a name may have 255, and a suffix and （2） still have to find room
_LONGEST = 230
_LEAST = 48  # of these the name keeps where a long title follows it
_LONGEST_SCHOOL = 240
_ELSEWHERE = "请换一个可以写入的文件夹，例如“文档”。"
_LONGEST_PATH = 500
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def safe_name(name: str, tail: str = "") -> str:
    """A file name that Windows accepts: forbidden marks become _, no reserved words, no dots at the end.

    A name too long for a disk is cut; tail, what must stand at its end (title, date, for whom), is kept whole, of one that
    leaves no room for the name the last two parts and of what is before them as much as has room.
    """
    tail = _FORBIDDEN.sub("_", tail).rstrip(" .")
    cleaned = _FORBIDDEN.sub("_", name).strip(" .")
    if _RESERVED.match(cleaned + tail):
        cleaned = "_" + cleaned
    room = _LONGEST - min(len(_cut(cleaned, _LEAST).encode()), _LEAST)
    if len(tail.encode()) > room:
        tail = _ended(tail, room)
    return _cut(cleaned, _LONGEST - len(tail.encode())).rstrip(" .") + tail or "未命名"


def _ended(tail: str, room: int) -> str:
    """_title…_20261120_报送 in so many bytes."""
    parts = tail.rsplit("_", 2)
    end = "".join(f"_{part}" for part in parts[1:]) if len(parts) == 3 else ""
    end = end if len(end.encode()) < room // 2 else ""
    begin = _cut(tail.removesuffix(end), room - len(f"…{end}".encode()))
    return f"{begin.rstrip(' .')}…{end}"


def _cut(name: str, room: int) -> str:
    """As many whole characters of the name as fit into so many bytes."""
    return name.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore")


def free_name(path: Path) -> Path:
    """path itself, or path with （2）, （3） … when that name is taken."""
    candidate, number = path, 2
    while os.access(candidate, os.F_OK):  # unlike exists(), no error in a folder we may not look into
        candidate = path.with_name(f"{path.stem}（{number}）{path.suffix}")
        number += 1
    return candidate


def check_place(path: Path) -> None:
    """Raises UserError when name or path leave no room for a school file and what lies beside it."""
    whole = len(os.fsencode(path.absolute()))
    if len(os.fsencode(path.name)) > _LONGEST_SCHOOL:
        raise UserError(f"文件名“{path.name[:30]}…”太长，不能用作学校文件。", "请换一个短一些的文件名。")
    # SQLite on Unix takes 512 bytes with the "-journal" behind the name
    is_deep = os.name != "nt" and whole > _LONGEST_PATH
    if is_deep or any(len(os.fsencode(folder)) > 255 for folder in path.parts):
        raise UserError(
            f"学校文件“{path.name}”的路径太长：文件夹的名称太长或层数太多。",
            "请换一个文件夹，例如“文档”。",
        )


def explain(error: OSError, path: Path, elsewhere: str = _ELSEWHERE) -> UserError:
    """The error of a failed write in words: what happened, that nothing was half written, what to do.

    elsewhere: what to do about a place that cannot be written, where the user cannot just choose another.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            f"磁盘空间不足，没有写成“{path.name}”。",
            "原有文件没有改动；请清理该磁盘或换一个位置后再试。",
        )
    if error.errno == errno.EROFS:
        return UserError(f"“{path.parent}”是只读的，没有写成“{path.name}”。", elsewhere)
    if error.errno in (errno.EACCES, errno.EPERM, errno.ETXTBSY, errno.EBUSY):
        if os.access(path, os.F_OK) and os.access(path.parent, os.W_OK):
            return UserError(
                f"“{path.name}”正被 Excel、WPS 或其他程序打开，没有写成。",
                "原有文件没有改动；请关闭它再试，或换一个文件名。",
            )
        return UserError(f"没有权限写入“{path.parent}”，没有写成“{path.name}”。", elsewhere)
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):  # EEXIST: a file has the folder's name
        return UserError(f"找不到文件夹“{path.parent}”，没有写成“{path.name}”。", "请重新选择保存位置。")
    if error.errno == errno.ENAMETOOLONG:
        if len(os.fsencode(path.name)) < 250:
            return UserError(f"保存“{path.name}”的文件夹路径太长，没有写成。", "请换一个文件夹，例如“文档”。")
        return UserError(f"文件名“{path.name[:30]}…”太长，没有写成。", "请换一个短一些的文件名。")
    if error.errno == errno.EISDIR:
        return UserError(f"“{path.name}”是一个文件夹，不能作为文件写入。", "请换一个文件名。")
    return UserError(
        f"没有写成“{path.name}”：磁盘或网络位置出错。",
        "原有文件没有改动；请检查磁盘、U盘或网络后再试。",
    )


@contextmanager
def replacing(path: Path, elsewhere: str = _ELSEWHERE) -> Iterator[Path]:
    """Yield a path beside the target to write to; swap it in at the end, or leave no trace.

    The part file is flushed to the disk before the swap, and the folder after it: without this a power
    cut can leave an empty file under the good name. OSErrors become UserErrors (see explain).
    """
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # of a killed process that had our number
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise explain(error, path, elsewhere) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def opened(target: Path | BytesIO) -> Iterator[BinaryIO]:
    """The file to write into: at target, whole or not at all, or in memory what shall leave no trace on the disk."""
    if isinstance(target, Path):
        with replacing(target) as part, part.open("wb") as file:
            yield file
    else:
        yield target


def place_of(target: Path | BytesIO) -> Path:
    """Where opened wrote; the empty path for memory."""
    return target if isinstance(target, Path) else Path()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open folders; its journal orders the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
