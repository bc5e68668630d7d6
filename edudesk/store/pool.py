"""A folder of files that are found by what they hold: same bytes, one file, never changed.

The name of a file is the sha256 of its content, ab/cdef…; with a key the bytes on the disk are sealed (AES-256-GCM)
and a sealed file and a plain one may lie in one folder. Who needs which file is said in kept_files.py.
"""

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from edudesk.base import clock, files
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping

_SEALED: Final = b"EDUKEPT1"
_NONCE, _TAG = 12, 16  # bytes, as GCM wants them
_FRESH = timedelta(days=1)
LINGERS = timedelta(days=30)
"""How long a file stays that nothing names: what was taken back may be done again, a draft may still come."""


class Pool:
    """The files of one folder. key: 32 bytes that seal new files and open sealed ones; None = plain files only."""

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self.folder, self.key = folder, key

    def place(self, name: str) -> Path:
        """Where the file with this sha256 lies, or would."""
        return self.folder / name[:2] / name[2:]

    def holds(self, name: str) -> bool:
        """Whether there is such a file; its content is not read."""
        return self.place(name).is_file()

    def size(self, name: str) -> int:
        """Bytes on the disk; 0 when there is no such file."""
        with suppress(OSError):
            return self.place(name).stat().st_size
        return 0

    def keep(self, content: bytes) -> str:
        """Store bytes unless they are there; returns their sha256. Raises UserError when the disk is full; then
        nothing is left half."""
        name = hashlib.sha256(content).hexdigest()
        if self.kept(name) is None:
            with _writing(self.place(name)) as part:
                part.write_bytes(self._sealed(name, content))
        self._touch(name)
        return name

    def kept(self, name: str) -> bytes | None:
        """The bytes with this sha256; None when there are none, when they became others, or for a wrong key."""
        try:
            content = self._opened(name, self.place(name).read_bytes())
        except OSError:
            return None
        return content if content is not None and hashlib.sha256(content).hexdigest() == name else None

    def take_over(self, names: Collection[str], other: "Pool", step: Step = silent) -> None:
        """Copy the named files that another folder has whole and this one has not, as they lie on the disk.

        Both folders have one key.
        """
        there = [one for one in names if self.holds(one)]
        wanted = [one for one in names if not self.holds(one) and other.holds(one)]
        for name in stepping(wanted, step, "正在复制附件") if wanted else ():
            if other.kept(name) is not None:
                with _writing(self.place(name)) as part:
                    shutil.copyfile(other.place(name), part)
        for name in (*there, *wanted):
            self._touch(name)

    def sweep(self, named: Collection[str], last: datetime) -> int:
        """Remove what is not named and was not kept or copied since `last`, less a month, and what a killed program
        left half; returns how many files."""
        before = (last - LINGERS).timestamp()
        gone = 0
        for path in (*self._paths(), *self.folder.glob("??/.*.part")):
            with suppress(OSError):  # held by another program: the next time will do
                if path.parent.name + path.name not in named and path.stat().st_mtime < before:
                    path.unlink()
                    gone += 1
        return gone

    def _paths(self) -> Iterator[Path]:
        for path in self.folder.glob("??/*"):
            if len(path.name) == 62:
                yield path

    def _touch(self, name: str) -> None:
        """Note that it was named now; once a day is enough."""
        now = clock.now().timestamp()
        with suppress(OSError):
            if abs(self.place(name).stat().st_mtime - now) > _FRESH.total_seconds():
                os.utime(self.place(name), (now, now))

    def _sealed(self, name: str, content: bytes) -> bytes:
        if self.key is None:
            return content
        from Cryptodome.Cipher import AES  # 0.1 s that no start needs

        nonce = os.urandom(_NONCE)
        cipher = AES.new(self.key, AES.MODE_GCM, nonce=nonce).update(name.encode())
        sealed, tag = cipher.encrypt_and_digest(content)
        return _SEALED + nonce + tag + sealed

    def _opened(self, name: str, stored: bytes) -> bytes | None:
        # a plain file that begins like a sealed one is told apart by its sha256
        if not stored.startswith(_SEALED) or hashlib.sha256(stored).hexdigest() == name:
            return stored
        if self.key is None:
            return None
        from Cryptodome.Cipher import AES

        rest = stored[len(_SEALED) :]
        nonce, tag, sealed = rest[:_NONCE], rest[_NONCE : _NONCE + _TAG], rest[_NONCE + _TAG :]
        try:
            cipher = AES.new(self.key, AES.MODE_GCM, nonce=nonce).update(name.encode())
            return cipher.decrypt_and_verify(sealed, tag)
        except ValueError:
            return None


@contextmanager
def _writing(place: Path) -> Iterator[Path]:
    """As files.replacing; messages say 附件, for the file itself has no name that anybody knows."""
    try:
        with files.replacing(place) as part:
            yield part
    except UserError as error:
        raise UserError(error.text.replace(f"“{place.name}”", "附件"), error.hint) from error
