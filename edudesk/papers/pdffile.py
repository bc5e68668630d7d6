"""The PDF file itself: objects, streams, cross-reference table. Knows nothing of fonts or pages.

Same calls, same bytes: no clock, no user, no computer goes in (PDF 1.7, ISO 32000-1, 7.5).
"""

import hashlib
import zlib
from typing import BinaryIO

PRODUCER = "EduDesk"


def text_string(text: str) -> bytes:
    """A string for people (titles), in UTF-16 as PDF wants it."""
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode() + b">"


class PdfFile:
    """Writes objects one after the other, so that a long document never stands in memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._offsets: list[int] = []  # of object 1, 2, …; 0 = promised, not yet written
        self._at = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._write(b"%PDF-1.7\n%\xe6\xa0\xa1\n")

    def promise(self) -> int:
        """A number for an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets)

    def write(self, body: bytes, number: int = 0) -> int:
        """Write one object; number: one that was promised. Returns its number."""
        number = number or self.promise()
        self._offsets[number - 1] = self._at
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def write_stream(self, content: bytes, entries: bytes = b"") -> int:
        """Write a compressed stream; entries: further keys of its dictionary."""
        # level 6 costs three times level 3 on table pages and saves 8 % of the file
        packed = zlib.compress(content, 3)
        return self.write(
            b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (len(packed), entries, packed)
        )

    def close(self, catalog: int, title: str) -> None:
        """Write the document's title and the table of all objects; the file itself stays open."""
        info = self.write(b"<</Title %b/Producer(%b)>>" % (text_string(title), PRODUCER.encode()))
        start, count = self._at, len(self._offsets) + 1
        identity = self._digest.hexdigest().upper().encode()
        rows = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets)
        self._write(
            b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\n"
            b"startxref\n%d\n%%%%EOF\n" % (count, rows, count, catalog, info, identity, identity, start)
        )

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)
