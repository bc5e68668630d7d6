"""Small files kept inside the school file (templates of the bureau), found by what they hold: same bytes, one copy.

They never change, so the journal names them by their sha256 and needs no copy; the file's cipher and its backups
cover them. Nothing here is for pictures or films: those would make every backup heavy.
"""

import hashlib

from sqlalchemy import Connection, insert, select

from edudesk.base.errors import UserError
from edudesk.store.engine import damaged
from edudesk.store.tables import KeptFile, core

MOST = 20_000_000  # bytes; as large as a workbook the reader takes
_FILES = core(KeptFile)


def keep(connection: Connection, content: bytes) -> str:
    """Store bytes, unless they are there; returns their sha256. Raises UserError above MOST."""
    if len(content) > MOST:
        raise UserError(
            f"文件有 {len(content) // 1_000_000} MB，超过 {MOST // 1_000_000} MB，没有存入学校文件。",
            "请删去其中的图片，另存后再试。",
        )
    name = hashlib.sha256(content).hexdigest()
    if connection.scalar(select(_FILES.c.sha256).where(_FILES.c.sha256 == name)) is None:
        connection.execute(insert(_FILES), [{"sha256": name, "content": content}])
    return name


def kept(connection: Connection, name: str) -> bytes | None:
    """The bytes with this sha256, None when they are not there. Raises StoreDamaged when they became others."""
    content = connection.scalar(select(_FILES.c.content).where(_FILES.c.sha256 == name))
    if content is None:
        return None
    if hashlib.sha256(content).hexdigest() != name:
        raise damaged()
    return bytes(content)
