"""A folder as one zip, with a password (AES-256) when one is asked for."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent

_SHORTEST = 8


def check_password(password: str) -> None:
    """Raises UserError for a password that does not protect; "" is none."""
    if password and len(password) < _SHORTEST:
        raise UserError(f"压缩包的密码只有 {len(password)} 个字，没有导出。", f"请至少用 {_SHORTEST} 个字。")


def pack(files: Sequence[Path], target: Path, password: str = "", step: Step = silent) -> None:
    """Write files under their bare names into a zip.

    With a password the content is locked by AES-256 (AE-2), which 7-Zip, WPS and Bandizip open and the explorer of
    Windows does not; names of files stay readable. OSErrors rise: the target is a part file of files.replacing.
    """
    pyzipper = _library()
    how = {"encryption": pyzipper.WZ_AES} if password else {}
    memory = BytesIO()  # on a full disk the library would hide the error behind one of its own
    with pyzipper.AESZipFile(memory, "w", compression=pyzipper.ZIP_DEFLATED, **how) as archive:
        if password:
            archive.setpassword(password.encode("utf-8"))
        for done, file in enumerate(files):
            step(done, len(files), f"正在压缩 {file.name}")
            info = archive.zipinfo_cls(file.name, clock.now().timetuple()[:6])
            info.compress_type = pyzipper.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, file.read_bytes())
    target.write_bytes(memory.getvalue())


def unpack(path: Path, password: str = "") -> dict[str, bytes]:
    """Name -> content of every file in a zip made here. Raises UserError for a wrong password and a damaged zip."""
    pyzipper = _library()
    try:
        with pyzipper.AESZipFile(path) as archive:
            if password:
                archive.setpassword(password.encode("utf-8"))
            return {name: archive.read(name) for name in archive.namelist()}
    except RuntimeError as error:  # wrong or missing password
        raise UserError(f"“{path.name}”的密码不对，打不开。", "请重新输入导出时设的密码。") from error
    except (pyzipper.BadZipFile, OSError, ValueError, EOFError) as error:
        raise UserError(f"“{path.name}”已损坏或被改动过，打不开。", "请重新导出材料包。") from error


def _library() -> Any:
    """When something is packed: it reads descriptions in C as it is imported, 80 ms that no page need wait for."""
    import pyzipper

    return pyzipper
