"""佐证材料 of a project that ends: their files go along with the 结题 kit under the numbers of the archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Final

from edudesk.base.jobs import Step, silent
from edudesk.base.words import size_words
from edudesk.store import kept_files
from edudesk.submissions.rows.enclosed import PROOF, Enclosed
from edudesk.submissions.rows.packs import PackFile
from edudesk.submissions.sources import Sources

MOST_IN_ALL: Final = 300_000_000  # bytes: what still fits on a stick and through a mailbox of the bureau


@dataclass(frozen=True)
class Proofs:
    """files: each with its place in the kit, in the order of their numbers; gone: names of those that vanished or became
    others; beyond: names of those there was no room for."""

    files: tuple[tuple[PackFile, Enclosed], ...] = ()
    gone: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(one.size for _, one in self.files)


def proofs(sources: Sources, project_id: str, step: Step = silent, most: int = MOST_IN_ALL) -> Proofs:
    """The files of all proofs of a project as they can be had now. Every file is read. most: bytes in all. Raises Cancelled."""
    rows = sources.project_dossiers.of(project_id).evidence
    files = sources.attachments.of([row.id for row in rows])
    names = {one.sha256 for own in files.values() for one in own}
    lost = kept_files.missing(sources.context.store, names, step)
    found: list[tuple[PackFile, Enclosed]] = []
    gone, beyond, room = [], [], most
    for row in rows:
        for one in files.get(row.id, ()):
            name = f"{row.number} {one.name}".strip()
            if one.sha256 in lost:
                gone.append(name)
            elif one.size > room:
                beyond.append(name)
            else:
                room -= one.size
                suffix = PurePath(one.name).suffix.removeprefix(".")
                read = partial(sources.attachments.content, one.sha256)
                place = PackFile(PROOF, suffix, row.title, row.number)
                found.append((place, Enclosed(row.title, one.name, one.size, read, one.id)))
    return Proofs(tuple(found), tuple(gone), tuple(beyond))


def told(own: Proofs) -> tuple[Sequence[str], Sequence[str]]:
    """(what is missing, what somebody should look at), sentences."""
    lacking = [
        f"材料“{name}”的文件不见了或已改变，没有放进材料包，请重新放入或从备份恢复" for name in own.gone
    ]
    if own.beyond:
        lacking.append(
            f"材料超过 {size_words(MOST_IN_ALL)}，{len(own.beyond)} 个文件没有放进材料包，请另外拷贝："
            + "、".join(own.beyond[:5])
            + (" 等" if len(own.beyond) > 5 else "")
        )
    if not own.files:
        return lacking, ()
    count = f"材料 {len(own.files)} 个文件（{size_words(own.size)}）按编号原样放进材料包"
    return lacking, (f"{count}，程序没有检查，请自己确认里面没有证件号",)
