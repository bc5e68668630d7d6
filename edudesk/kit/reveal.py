"""After a file was written: open it, show it in its folder, copy its path."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from edudesk.base.errors import UserError


def open_file(path: Path) -> None:
    """Open a file or folder with the program of the system. Raises UserError when it is gone or has none."""
    if not path.exists():
        raise UserError(f"找不到“{path.name}”。", "它可能已被移动或删除，请重新导出。")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise UserError(
            f"这台电脑上没有能打开“{path.name}”的程序。",
            f"文件已保存在 {path.parent}，可复制到别的电脑打开。",
        )


def show_in_folder(path: Path) -> None:
    """Open the folder that holds path; on Windows with the file selected. Raises UserError as open_file."""
    if sys.platform == "win32" and path.exists():
        subprocess.Popen(["explorer", "/select,", str(path)])
        return
    open_file(path.parent)


def copy_path(path: Path) -> None:
    """Put the path on the clipboard."""
    QGuiApplication.clipboard().setText(str(path))
