"""Reading a stranger's workbook at arm's length: a child process parses it, under limits (promises.md P18)."""

import atexit
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.sheets.kinds import damaged, too_large
from edudesk.sheets.limits import LIMITS, Limits, Refused
from edudesk.sheets.packing import unpacked
from edudesk.sheets.workbook import CellDetail, Merge, Sheet, Workbook

CHILD_FLAG = "--sheet-worker"
"""First argument by which the frozen program knows that it is the child (__main__ calls worker.main)."""

_log = logging.getLogger(__name__)
_HAS_CEILING = sys.platform == "linux"  # the child sets its own; elsewhere it is watched from here
_TICK = 0.05  # seconds between looks at the child

# the child gets the parent's path and skips site: this halves its start and keeps the user's .pth files out
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from edudesk.sheets import worker; sys.exit(worker.main())"
)

_spare: "subprocess.Popen[bytes] | None" = None
# also around the start of a child: on Windows another one started at that moment would inherit its pipes
_starting = threading.Lock()


def prepare() -> None:
    """Start a child ahead, while the user is choosing a file; the next read_workbook need not wait for it.

    It waits for a file until this program ends or calls dismiss. Calling again starts no second one.
    """
    global _spare
    with suppress(OSError), _starting:  # read_workbook will tell why no child can be started
        _spare = _take_spare() or _start()


def dismiss() -> None:
    """End the child that was started ahead and has got no file."""
    global _spare
    with _starting:
        child, _spare = _spare, None
    if child is not None:
        _end(child)


atexit.register(dismiss)


def read_workbook(path: Path, step: Step = silent, limits: Limits = LIMITS) -> Workbook:
    """All sheets of an .xlsx, .xlsm, .xls, .csv (UTF-8, UTF-16, GB18030) or HTML table, hidden ones included.

    The kind is found by content, not by name. The file is read once into memory, so that it may be open in
    Excel, and never by the child. Raises UserError, one per cause, when it cannot be read or passes a limit.
    """
    step(0, 0, f"正在读取“{path.name}”")
    with telling(path):
        answer, _ = ask_child(content_of(path, limits), path.suffix.lower(), step, limits)
    step(1, 1, f"已读取“{path.name}”")
    return workbook_of(answer, path)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What goes wrong with a file in the child becomes a UserError that names it."""
    try:
        yield
    except Refused as refused:
        raise UserError(f"“{path.name}”：{refused.text}", refused.hint) from None
    except OSError as error:  # no room for the copy, or a virus scanner forbids the child
        _log.warning("sheet worker not started: %s", type(error).__name__)
        raise UserError(
            f"“{path.name}”：读表的辅助程序没有启动。",
            "请检查磁盘空间，或在杀毒软件里允许校务通后再试；文件没有改动。",
        ) from None


def workbook_of(answer: dict[str, Any], path: Path) -> Workbook:
    """What the child answered, as values."""
    sheets = tuple(_sheet(table, path) for table in answer["sheets"])
    return Workbook(answer["kind"], sheets, answer["is_1904"])


def content_of(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file. Raises Refused when it cannot be read or is too large."""
    if path.name.startswith("~$"):
        raise Refused("这是 Excel 打开文件时留下的临时文件。", f"请选择不带“~$”的“{path.name[2:]}”。")
    try:
        if path.is_dir():
            raise Refused("这是文件夹，不是表格。", "请选择文件夹里的 .xlsx、.xls 或 .csv 文件。")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise too_large(f"文件有 {size // 1_000_000} MB，超过 {limits.file_bytes // 1_000_000} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("找不到这个文件。", "它可能已被移动或改名，请重新选择。") from None
    except PermissionError:
        raise Refused(
            "没有权限读取，或文件正被其他程序独占。", "请关闭正在打开它的程序，或把文件复制到“文档”后再导入。"
        ) from None
    except OSError:
        raise Refused(
            "磁盘或网络位置出错，没有读到文件。", "请检查 U 盘或网络，或把文件复制到本机后再导入。"
        ) from None


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-I", "-S", "-c", _BOOT, json.dumps(sys.path)]


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _take_spare() -> "subprocess.Popen[bytes] | None":
    """The child started ahead, if it still lives and is the one that would be started now."""
    global _spare
    child, _spare = _spare, None
    if child is not None and (child.poll() is not None or child.args != _command()):
        _end(child)
        child = None
    return child


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.kill()
    with suppress(OSError):  # what could no longer be written to it
        child.communicate()


def ask_child(
    content: bytes, suffix: str, step: Step, limits: Limits = LIMITS, job: str = "read", argument: Any = None
) -> tuple[dict[str, Any], bytes]:
    """Let the child do a job with a file: its answer, and the file it made. Raises Refused, OSError, Cancelled."""
    output = _through_child([limits, suffix, job, argument], content, step, limits)
    told, _, made = output.partition(b"\n")
    try:
        answer: dict[str, Any] = json.loads(told)
    except ValueError:  # it died before it could answer: out of memory or processor time
        raise too_large("表格展开后太大，或文件结构异常") from None
    if "refused" in answer:
        raise Refused(*answer["refused"])
    if "failed" in answer:
        _log.warning("sheet worker failed: %s", answer["failed"])
        raise too_large("表格展开后太大") if answer["failed"] == "MemoryError" else damaged()
    return answer, made


def _through_child(order: list[Any], content: bytes, step: Step, limits: Limits) -> bytes:
    with _starting:
        child = _take_spare() or _start()
    try:
        # from a thread, so that limit and Cancel hold while it is written: a child that hangs takes nothing.
        # communicate() cannot, it forgets the rest of its input after a timeout (seen in Python 3.11)
        pipe, child.stdin = child.stdin, None
        given = json.dumps(order).encode() + b"\n" + content
        threading.Thread(target=_give, args=(pipe, given), daemon=True).start()
        output = _wait(child, step, limits)
    finally:
        _end(child)
    if child.returncode:
        _log.warning("sheet worker ended with %s", child.returncode)
    return output


def _give(pipe: IO[bytes], content: bytes) -> None:
    with suppress(OSError), pipe:  # a child that died is known by its missing answer
        pipe.write(content)


def _wait(child: "subprocess.Popen[bytes]", step: Step, limits: Limits) -> bytes:
    """Output of the child; Refused when it passes its time or memory, Cancelled when step says so."""
    deadline = time.monotonic() + limits.seconds
    while True:
        try:
            return child.communicate(timeout=_TICK)[0]
        except subprocess.TimeoutExpired:
            step(0, 0, "正在读取表格")
            if time.monotonic() > deadline:
                raise too_large(f"读取超过 {limits.seconds} 秒") from None
            if not _HAS_CEILING and _memory(child.pid) > limits.memory_bytes:
                raise too_large("表格展开后太大") from None


def _memory(process: int) -> int:
    """Bytes the child holds; in a virtual environment on Windows python.exe starts the real one below it."""
    import psutil

    with suppress(psutil.Error):
        child = psutil.Process(process)
        return sum(int(one.memory_info().rss) for one in (child, *child.children()))
    return 0


def _sheet(table: dict[str, Any], path: Path) -> Sheet:
    return Sheet(
        name=path.stem if table["name"] == "CSV" else table["name"],
        rows=unpacked(table["cells"], table["width"], table["dates"], table["numbers"]),
        is_hidden=table["is_hidden"],
        hidden_rows=frozenset(table["hidden_rows"]),
        hidden_columns=frozenset(table["hidden_columns"]),
        is_filtered=table["is_filtered"],
        struck=frozenset(map(tuple, table["struck"])),
        coloured=frozenset(map(tuple, table["coloured"])),
        merges=tuple(Merge(*merge) for merge in table["merges"]),
        details={(row, column): CellDetail(text, code) for row, column, text, code in table["details"]},
        remarks=tuple(table["remarks"]),
    )
