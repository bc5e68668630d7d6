"""Choosing files; each kind of choice starts where the last one of its kind ended."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from edudesk.base.files import free_name
from edudesk.kit.settings import remember, remembered

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".et")
WORKBOOKS = f"表格 ({' '.join(f'*{suffix}' for suffix in WORKBOOK_SUFFIXES)})"
ALL_FILES = "所有文件 (*)"
_SUFFIX = re.compile(r"\*(\.\w+)")


class FileChooser:
    """How files are asked for: by the system's own windows. Tests put another in its place."""

    def open_file(self, parent: QWidget | None, title: str, start: Path, kinds: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
        return Path(name) if name else None

    def open_files(self, parent: QWidget | None, title: str, start: Path, kinds: str) -> list[Path]:
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(start), kinds)
        return [Path(name) for name in names]

    def save_file(self, parent: QWidget | None, title: str, start: Path, kinds: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
        return Path(name) if name else None

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        name = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(name) if name else None


_chooser = FileChooser()


def set_chooser(chooser: FileChooser) -> FileChooser:
    """Let another chooser answer; returns the one before."""
    global _chooser
    before, _chooser = _chooser, chooser
    return before


def choose_open_file(
    parent: QWidget | None, title: str, kinds: str = WORKBOOKS, purpose: str = "open"
) -> Path | None:
    """A file that exists, or None. kinds: "表格 (*.xlsx *.xls)"; purpose: what the folder is kept under."""
    return _kept(purpose, _chooser.open_file(parent, title, last_folder(purpose), f"{kinds};;{ALL_FILES}"))


def choose_open_files(parent: QWidget | None, title: str, kinds: str, purpose: str = "open") -> list[Path]:
    """Files that exist, [] for none. kinds, purpose: as those of choose_open_file."""
    chosen = _chooser.open_files(parent, title, last_folder(purpose), kinds)
    if chosen:
        _kept(purpose, chosen[0])
    return chosen


def choose_save_file(
    parent: QWidget | None, title: str, name: str, kinds: str, purpose: str = "save"
) -> Path | None:
    """Where to write; name: proposed file name with its suffix, which is put back when it was dropped.

    The dot of 花名册2026.11 begins no suffix: only those in kinds are any. A file that is there already is returned only
    when it was chosen as it is called: else nobody was asked whether it may be replaced.
    """
    chosen = _chooser.save_file(parent, title, last_folder(purpose) / name, kinds)
    if chosen is not None and chosen.suffix.lower() not in _SUFFIX.findall(kinds):
        chosen = free_name(chosen.with_name(chosen.name + Path(name).suffix))
    return _kept(purpose, chosen)


def choose_folder(parent: QWidget | None, title: str, purpose: str = "save") -> Path | None:
    """A folder, or None. purpose: what it is kept under, as those of files are."""
    chosen = _chooser.folder(parent, title, last_folder(purpose))
    if chosen is not None:
        remember(f"folder/{purpose}", str(chosen))
    return chosen


def last_folder(purpose: str) -> Path:
    """Where the last choice of this purpose ended; 文档 before there was one, or when it is gone."""
    kept = remembered(f"folder/{purpose}")
    if kept and Path(kept).is_dir():
        return Path(kept)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def _kept(purpose: str, chosen: Path | None) -> Path | None:
    if chosen is not None:
        remember(f"folder/{purpose}", str(chosen.parent))
    return chosen
