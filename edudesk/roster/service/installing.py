"""The words and rungs of the open school put where code lists and ladders are asked for (roster/codes)."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select

from edudesk.base.codes import Code
from edudesk.roster import codes
from edudesk.roster.tables import HonourTier, OwnWord
from edudesk.store.tables import core

CONCERNS = frozenset({HonourTier.concern, OwnWord.concern})


@contextmanager
def counting(connection: Connection) -> Iterator[None]:
    """What is stored but not committed counts inside; the desk installs it after the commit, if there is one."""
    before = codes.installed()
    install_own(connection)
    try:
        yield
    finally:
        codes.install(*before)


def install_own(connection: Connection) -> None:
    """Install what this school added, nothing of any other."""
    words: dict[str, list[Code]] = {}
    c = core(OwnWord).c
    for key, word, aliases in connection.execute(
        select(c.list, c.word, c.aliases).where(c.deleted_at == "").order_by(c.id)
    ):
        words.setdefault(key, []).append(Code(word, "", tuple(aliases.split("、")) if aliases else ()))
    t = core(HonourTier).c
    rows = connection.execute(
        select(t.ladder, t.word, t.rank, t.level, t.is_county, t.years)
        .where(t.deleted_at == "")
        .order_by(t.id)
    )
    codes.install(
        words,
        [
            codes.Tier(ladder, word, rank, level, is_county == "是", years)
            for ladder, word, rank, level, is_county, years in rows
        ],
    )
