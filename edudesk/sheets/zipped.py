"""A zip of XML that a stranger made (.xlsx, .docx), within the limits. Runs in the child."""

import io
import zipfile
import zlib
from typing import ClassVar

from edudesk.sheets.kinds import damaged, too_large
from edudesk.sheets.limits import SAVE_AS_XLSX, Limits, Refused


class Zipped:
    """The parts of one file. Raises Refused as soon as a limit is passed. noun, hint: what it is called, and what to do."""

    noun: ClassVar[str] = "工作簿"
    hint: ClassVar[str] = SAVE_AS_XLSX

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        self._parts: dict[str, bytes] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged() from error
        self._check_entries()
        self.names = {info.filename for info in self._zip.infolist()}
        self.check_kind()
        self._check_no_dtd()

    def check_kind(self) -> None:
        """Raises Refused when it is a zip of something else."""
        raise NotImplementedError

    def read(self, name: str) -> bytes:
        """One part, unpacked; b"" when there is none."""
        if name not in self.names:
            return b""
        if name not in self._parts:
            try:
                self._parts[name] = self._zip.read(name)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
                raise damaged() from error
        return self._parts[name]

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self._limits.entries:
            raise too_large(f"{self.noun}里有 {len(entries):,} 个内部文件，超过 {self._limits.entries:,} 个")
        if len({info.filename for info in entries}) < len(entries):
            raise damaged()
        if sum(info.file_size for info in entries) > self._limits.inflated_bytes:
            raise too_large(f"{self.noun}展开后超过 {self._limits.inflated_bytes // 1_000_000} MB")
        for info in entries:
            if (
                info.file_size > self._limits.grace_bytes
                and info.file_size > self._limits.ratio * info.compress_size
            ):
                raise too_large(f"{self.noun}的压缩方式异常，展开后会大上一百多倍")
            if info.flag_bits & 1:
                raise Refused("这个压缩文件设有密码，无法读取。", self.hint)

    def _check_no_dtd(self) -> None:
        """A document type may hold entities that grow without end, or fetch from outside."""
        for name in self.names:
            if name.lower().endswith((".xml", ".rels", ".vml")):
                part = self.read(name)
                if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    part = part.replace(b"\0", b"")
                # one character is found twenty times faster than two, and few parts have this one
                if b"!" in part and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
                    raise Refused(f"{self.noun}里有不允许的内容（DTD），为安全起见没有读取。", self.hint)
