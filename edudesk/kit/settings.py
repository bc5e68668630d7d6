"""What this PC remembers of the windows: sizes, column choices, last folders. Nothing of the school."""

from PySide6.QtCore import QSettings

from edudesk.base import paths


def settings() -> QSettings:
    """The settings file of this user; it lies in the data folder, so EDUDESK_HOME moves it too."""
    return QSettings(str(paths.data_folder() / "窗口.ini"), QSettings.Format.IniFormat)


def remembered(key: str, otherwise: str = "") -> str:
    """A remembered text; otherwise when there is none."""
    return str(settings().value(key, otherwise))


def remember(key: str, text: str) -> None:
    """Keep text under key, on the disk before this returns."""
    kept = settings()
    if kept.value(key) == text:
        return
    kept.setValue(key, text)
    kept.sync()
