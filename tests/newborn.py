"""New school files of tests: the first of a process is brought through all revisions, the others are its copies."""

from typing import Any

import sqlcipher3.dbapi2 as driver

from edudesk.store import schema
from edudesk.store.engine import Store


def share_newborn() -> None:
    """The revisions take a fifth of a second, and hundreds of tests found a school.

    Files with content, encrypted ones and those of the next program (test_schema) are upgraded as ever.
    """
    upgrade, kept = schema.upgrade, list[Any]()
    was = (schema.SCHEMA, schema.MIGRATIONS)

    def fill(store: Store) -> None:
        with store.raw() as raw:
            is_empty = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if store.is_encrypted or not is_empty or was != (schema.SCHEMA, schema.MIGRATIONS):
            upgrade(store)
        elif kept:
            with store.raw() as raw:
                kept[0].backup(raw)
        else:
            upgrade(store)
            kept.append(driver.connect(":memory:"))
            with store.raw() as raw:
                raw.backup(kept[0])

    schema.upgrade = fill
