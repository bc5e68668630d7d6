"""Old .xls forms made into .xlsx by LibreOffice, where it is installed. The one place that starts it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from edudesk.base.jobs import Step, silent
from edudesk.sheets.kinds import damaged, kind_of, unreadable_ole
from edudesk.sheets.limits import Refused

_SECONDS: Final = 90
_TICK: Final = 0.2
_ON_WINDOWS: Final = (r"LibreOffice\program\soffice.exe", r"LibreOffice 5\program\soffice.exe")


def is_old(content: bytes, suffix: str) -> bool:
    """Whether the file is a workbook of the time before .xlsx. Raises Refused for what is no workbook at all."""
    is_ole = kind_of(content, suffix) == "ole"
    if is_ole and suffix in (".et", ".ett"):
        raise unreadable_ole(suffix)
    return is_ole


def program() -> Path | None:
    """LibreOffice's soffice, where it is usually installed; None when it is not."""
    if found := shutil.which("soffice"):
        return Path(found)
    folders = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)")]
    places = [Path(folder) / tail for folder in folders if folder for tail in _ON_WINDOWS]
    return next((place for place in places if place.is_file()), None)


def as_xlsx(content: bytes, step: Step = silent) -> bytes:
    """An .xls as .xlsx. Raises Refused when there is no LibreOffice, or it cannot; Cancelled.

    It works in a folder of its own that is gone afterwards, with a profile of its own: a window of the user's
    LibreOffice is not touched, and no macro is run.
    """
    office = program()
    if office is None:
        raise Refused(
            "这是旧版 .xls 格式，本机没有 LibreOffice，不能转换。",
            "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”后再试。",
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = folder / "form.xls", folder / "out" / "form.xlsx"
        source.write_bytes(content)
        command = [
            str(office), "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target.parent), str(source),
        ]  # fmt: skip
        _run(command, step)
        if not target.is_file():
            raise damaged()
        return target.read_bytes()


def _run(command: list[str], step: Step) -> None:
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=sys.platform != "win32",
    )
    deadline = time.monotonic() + _SECONDS
    try:
        while child.poll() is None:
            step(0, 0, "正在把 .xls 转换成 .xlsx")
            if time.monotonic() > deadline:
                raise Refused(
                    f"用 LibreOffice 转换 .xls 超过 {_SECONDS} 秒，没有完成。",
                    "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”后再试。",
                )
            time.sleep(_TICK)
    finally:
        if child.poll() is None:
            _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """With what it started itself: soffice is a script around the real program."""
    if sys.platform == "win32":
        child.kill()
    else:
        import signal

        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
