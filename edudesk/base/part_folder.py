"""A folder to put files together in: gone at the end, also when the program was killed meanwhile."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_PART: Final = ".pack.part"


@contextmanager
def part_folder(place: Path) -> Iterator[Path]:
    """A new folder below place, gone at the end unless it was renamed. OSErrors rise."""
    sweep(place)
    part = place / f".{os.getpid()}.{secrets.token_hex(8)}{_PART}"
    try:
        part.mkdir(parents=True)
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def lasting_folder(place: Path) -> Path:
    """A new folder below place that stays until the program is started again: for copies shown by other programs."""
    folder = place / f".{os.getpid()}.{secrets.token_hex(8)}{_PART}"
    folder.mkdir(parents=True)
    return folder


def sweep(place: Path) -> None:
    """Remove what a program that was killed left there: names and numbers of people must not lie about."""
    for left in place.glob(f".*{_PART}"):
        number = left.name.split(".")[1]
        if number.isdecimal() and int(number) != os.getpid() and not _is_running(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(number: int) -> bool:
    import psutil

    return bool(psutil.pid_exists(number))
