"""Small facts of the school file that are not records: remembered headers, keys.

Nothing here is journalled: it has no history, no undo and no part in the proof. What a school decides
(its forms, weights, column lists) must therefore be a Record.
"""

import json
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from edudesk.store.engine import damaged
from edudesk.store.tables import Setting, core

_SETTINGS = core(Setting)
_VALUE = select(_SETTINGS.c.value).where(_SETTINGS.c.key == bindparam("wanted"))


def get(connection: Connection, key: str, default: Any = None) -> Any:
    """The stored JSON value, or default. Raises StoreDamaged when another program spoilt it."""
    text = connection.scalar(_VALUE, {"wanted": key})
    try:
        return default if text is None else json.loads(text)
    except ValueError as error:
        raise damaged() from error


def under(connection: Connection, prefix: str) -> dict[str, Any]:
    """All values whose keys begin with prefix, by what follows it. Raises StoreDamaged as get does."""
    c = _SETTINGS.c
    query = select(c.key, c.value).where(c.key.startswith(prefix, autoescape=True))
    try:
        return {key.removeprefix(prefix): json.loads(text) for key, text in connection.execute(query)}
    except ValueError as error:
        raise damaged() from error


def put(connection: Connection, key: str, value: Any) -> None:
    """Store a JSON value under key, replacing what was there."""
    connection.execute(delete(_SETTINGS).where(_SETTINGS.c.key == key))
    connection.execute(insert(_SETTINGS), [{"key": key, "value": json.dumps(value, ensure_ascii=False)}])
