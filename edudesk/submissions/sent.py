"""Looking back at a sending: whether its files still lie there as they were, and what has changed in the data since."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from edudesk.store.journal import Entry
from edudesk.submissions.rows.packs import PAPER, TEMPLATE
from edudesk.submissions.rows.sendings import ARCHIVE, SendingRow
from edudesk.submissions.rules.packs import pack_of, shipped_packs
from edudesk.submissions.sources import Sources

_TOLD = 5  # changes named one by one


def state_of(row: SendingRow) -> tuple[str, ...]:
    """What became of the files of a sending since: sentences, none when all lie there as they were sent.

    A zip is held against its own hash, so that no password is asked for.
    """
    place = Path(row.place)
    if not place.exists():
        return (f"“{place.name}”已不在原来的位置。",)
    sent = row.sent_files
    if place.is_file():
        sent = tuple(one for one in sent if one.report == ARCHIVE)
        paths = {one.name: place for one in sent}
    else:
        paths = {one.name: place / one.name for one in sent}
    found = []
    for one in sent:
        path = paths[one.name]
        if not path.exists():
            found.append(f"“{one.name}”已不在。")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != one.sha256:
            found.append(f"“{path.name}”报送后被改动过。")
    return tuple(found)


def changed_since(sources: Sources, row: SendingRow) -> tuple[Entry, ...]:
    """Entries of the journal that changed what the pack is made from since a sending, newest first.

    Of a paper or a form only its own changes count, not those of others. Of a pack that says not what it is made
    from, or is deleted since, every change counts: that nothing changed would be a guess.
    """
    kept = {one.key: one for one in (*shipped_packs(), *map(pack_of, sources.packs.rows()))}
    pack = kept.get(row.pack)
    concerns = set(pack.concerns if pack is not None else ())
    concerns = concerns or set().union(*(one.concerns for one in shipped_packs()))
    own: list[Entry] = []
    for about, service in ((PAPER, sources.papers), (TEMPLATE, sources.asked)):
        if pack is not None and row.subject and any(file.report == about for file in pack.files):
            concerns.discard(service.table.concern)
            own += [entry for entry, _ in service.history(row.subject) if entry.seq > row.head_seq]
    others = sources.sendings.changed_since(row.head_seq, tuple(concerns)) if concerns else ()
    found = {entry.seq: entry for entry in (*own, *others)}
    return tuple(sorted(found.values(), key=lambda entry: entry.seq, reverse=True))


def change_lines(entries: Sequence[Entry]) -> list[str]:
    """change_words, and the steps before the last one by name, as far as a drawer has room for them."""
    told = [f"· {entry.title}（{entry.at[:10]}）" for entry in entries[1:_TOLD]]
    more = [f"另有 {len(entries) - _TOLD} 次更早的改动。"] if len(entries) > _TOLD else []
    return [change_words(entries), *told, *more]


def change_words(entries: Sequence[Entry]) -> str:
    """What has changed since, in a sentence: 报送后有 5 次改动，涉及 12 条记录；最近一次：修改 李静 职称（2026-11-20）。"""
    if not entries:
        return "报送后所用的数据没有改动。"
    last = entries[0]
    count = sum(entry.rows for entry in entries)
    return f"报送后有 {len(entries)} 次改动，涉及 {count} 条记录；最近一次：{last.title}（{last.at[:10]}）。"
