"""附件 of a pack: files from the disk, kept in the school file for a paper or for a pack and school year, or given once."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.store.kept_files import MOST
from edudesk.store.tables import Record
from edudesk.submissions.rows.enclosed import Enclosed
from edudesk.submissions.rows.packs import PAPER, Pack
from edudesk.submissions.sources import Sources
from edudesk.submissions.tables import AskedForm, OwnPack, OwnPaper


def kept(sources: Sources, pack: Pack, school_year: str) -> tuple[Enclosed, ...]:
    """What was added to the pack, in that order."""
    _, owner_id = _owner(pack, school_year)
    content = sources.attachments.content
    return tuple(
        Enclosed(row.caption, row.name, row.size, partial(content, row.sha256), row.id)
        for row in sources.attachments.of([owner_id]).get(owner_id, ())
    )


def given(path: Path, title: str = "") -> Enclosed:
    """A file that goes along this once. Raises UserError when it cannot be read now."""
    return Enclosed(title, path.name, _size(path), partial(_content, path))


def keep(
    sources: Sources,
    pack: Pack,
    school_year: str,
    files: Sequence[Path],
    title: str = "",
    step: Step = silent,
) -> list[str]:
    """Add files to the pack; returns the names of those that are new in it.

    title: which of the listed attachments the one file is, "" = as its name says; one that is in the pack already
    gets this title. The bytes are those of now. Raises UserError, then none was added, and Cancelled.
    """
    attachments = sources.attachments
    owner, owner_id = _owner(pack, school_year)
    there = {row.sha256: row for row in attachments.of([owner_id]).get(owner_id, ())}
    fresh, told = {}, []
    for done, path in enumerate(files):
        step(done, len(files), f"正在添加 {path.name}")
        draft = attachments.keep(path.name, _content(path))
        known = there.get(draft.sha256)
        if known is None:
            fresh[draft.sha256] = replace(draft, caption=title)
        elif title and title != known.caption:
            attachments.describe(known.id, title)
            told.append(known.name)
    if fresh:
        attachments.add(owner, owner_id, list(fresh.values()))
    return [*told, *(one.name for one in fresh.values())]


def _owner(pack: Pack, school_year: str) -> tuple[type[Record], str]:
    """The paper or form the pack is about; one without, and of a project, begins anew each school year."""
    if pack.is_of_project:
        return OwnPack, f"{pack.key} {school_year} {pack.subject}"
    if pack.subject:
        is_paper = any(file.report == PAPER for file in pack.files)
        return (OwnPaper if is_paper else AskedForm), pack.subject
    return OwnPack, f"{pack.key} {school_year}"


def _size(path: Path) -> int:
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if size > MOST:
        raise UserError(
            f"附件“{path.name}”有 {size // 1_000_000} MB，超过 {MOST // 1_000_000} MB，不能放进材料包。",
            "请删去其中的图片或分成几个文件后再试；数据没有改动。",
        )
    if not size:
        raise UserError(f"附件“{path.name}”是空的。", "请检查是否选错了文件；数据没有改动。")
    return size


def _content(path: Path) -> bytes:
    _size(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> UserError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UserError(f"找不到附件“{path.name}”。", "它可能被移走或改名了，请重新选择；数据没有改动。")
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return UserError(
            f"“{path.name}”是一个文件夹。", "请选择其中的文件，或先压缩成一个文件；数据没有改动。"
        )
    return UserError(
        f"打不开附件“{path.name}”。", "它可能正被 Excel、WPS 或其他程序打开，请关闭后再试；数据没有改动。"
    )
