"""Where things lie on this PC: the user's data folder, backups, and what ships with the program."""

import os
import sys
from pathlib import Path

SUFFIX = ".edudesk"
SAMPLE_MARK = "（示例）"
KEPT = "附件"
_BACKUPS = "-备份"


def data_folder() -> Path:
    """The user's own folder for the school file, settings and log; EDUDESK_HOME overrides it."""
    home = os.environ.get("EDUDESK_HOME")
    if home:
        return Path(home)
    import platformdirs  # 20 ms that commands with --data never need

    return Path(platformdirs.user_data_dir("EduDesk", appauthor=False))


def shipped(*parts: str) -> Path:
    """A file that ships with the program (resources/…, forms/…), from source and when frozen."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[2]
    return root.joinpath(*parts)


def default_school_file() -> Path:
    """The school file meant when none is named: the one last changed in the data folder, samples aside.

    When there is none yet, the name a new one gets.
    """
    folder = data_folder()
    found = [file for file in folder.glob(f"*{SUFFIX}") if not file.stem.endswith(SAMPLE_MARK)]
    return max(found, key=lambda file: file.stat().st_mtime, default=folder / f"学校{SUFFIX}")


def sample_file() -> Path:
    """Where the sample school of this user lies."""
    return data_folder() / f"龙城实验小学{SAMPLE_MARK}{SUFFIX}"


def backup_folder(school_file: Path) -> Path:
    """Backups of a school file lie beside it, so that they travel with it on a stick."""
    return school_file.with_name(school_file.stem + _BACKUPS)


def kept_folder(school_file: Path) -> Path:
    """Files that records name lie beside the school file (store.kept_files); those of backups among the backups."""
    return school_file.with_name(f"{school_file.stem}-{KEPT}")


def is_backup(file: Path) -> bool:
    """Whether a school file is one of the backups: it lies among them and has its manifest."""
    return file.absolute().parent.name.endswith(_BACKUPS) and file.with_suffix(".json").exists()


def log_file() -> Path:
    """The rotating log of this user; holds no names and no numbers of people."""
    return data_folder() / "日志" / "edudesk.log"
