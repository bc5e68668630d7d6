"""A pack to its place: a folder or a zip with every file, 目录 and manifest, whole or not at all (promises P27, P28)."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from edudesk.base import archive, clock, files, paths
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.part_folder import part_folder
from edudesk.kit.writing import write
from edudesk.submissions.enclosing import MANIFEST, contents, manifest
from edudesk.submissions.making import MadePack
from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.rows.sendings import (
    ARCHIVE,
    CONTENTS,
    SendingDraft,
    SendingRow,
    SentFile,
    files_told,
)
from edudesk.submissions.sources import Sources


class Incomplete(UserError):
    """Facts are missing, and nobody said why it goes out all the same."""


@dataclass(frozen=True)
class Sent:
    """What came of it. place: the folder or zip; remarks: of the writers, in words."""

    row: SendingRow
    place: Path
    remarks: tuple[str, ...]


def send(
    sources: Sources,
    made: MadePack,
    folder: Path,
    *,
    findings: Sequence[Finding] = (),
    as_zip: bool = False,
    password: str = "",
    reason: str = "",
    remark: str = "",
    step: Step = silent,
) -> Sent:
    """Write the pack below folder, keep it in history and journal; nothing is there when anything failed or was cancelled.

    findings: of checking.check; where one says 缺, a reason is needed. password: makes it a zip with AES-256.
    Never writes over what is there: a taken name gets （2）. Raises UserError and Cancelled.
    """
    missing = [one for one in findings if one.level is Level.MISSING]
    if missing and not reason.strip():
        raise Incomplete(
            f"《{made.pack.title}》还有 {len(missing)} 处缺项，没有导出。",
            "请先补齐；确实要先报送的，请写明原因后再导出。",
        )
    archive.check_password(password)
    if any(row.edition == made.edition for row in sources.sendings.rows()):
        raise UserError(
            f"《{made.pack.title}》的 {made.edition} 刚才已经导出过，没有再导出。",
            "请重新打开这个材料包再导出，新的一份会是下一个版本。",
        )
    is_zip = as_zip or bool(password)
    sources.exports.check(made.pack.audience)
    target = folder / (made.folder_name + (".zip" if is_zip else ""))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = files.free_name(target)
        # who asks for a zip may ask for a password: on a stick the bare files would stay behind, though deleted
        with part_folder(paths.data_folder() if is_zip else folder) as part:
            written, remarks = _write_all(made, part, reason, step)
            if is_zip:
                _zip(part, target, password, step)
                written = (*written, _told(target, "压缩包", ARCHIVE, 0))
            else:
                part.rename(target)
    except OSError as error:
        raise files.explain(error, target) from error
    try:
        row = sources.sendings.keep(_draft(made, target, written, bool(password), reason, remark, sources))
    except BaseException:
        _remove(target)  # what nobody knows of must not lie about
        raise
    return Sent(row, target, remarks)


def _write_all(
    made: MadePack, part: Path, reason: str, step: Step
) -> tuple[tuple[SentFile, ...], tuple[str, ...]]:
    """Every file, 目录 and manifest into the folder."""
    found: list[SentFile] = []
    remarks: list[str] = []
    for done, one in enumerate(made.files):
        step(done, len(made.files), f"正在写 {one.name}")
        path = files.free_name(part / one.name)
        written = one.write(path, _within(step, done, len(made.files)))
        remarks += written.remarks
        found.append(_told(path, one.file.title, one.file.report, one.count))
    listed = write(contents(made, found), part / CONTENTS)
    contained = (*found, _told(listed.path, "目录", CONTENTS, len(found)))
    text = json.dumps(manifest(made, contained, reason), ensure_ascii=False, indent=1)
    with files.replacing(part / MANIFEST) as file:
        file.write_text(text + "\n", encoding="utf-8")
    return contained, tuple(dict.fromkeys(remarks))


def _within(step: Step, at: int, of: int) -> Step:
    """The steps of a writer as a part of the pack's: they only say what is being done, and cancel."""

    def stepping(done: int, total: int, text: str) -> None:
        step(at, of, text)

    return stepping


def _told(path: Path, title: str, report: str, count: int) -> SentFile:
    content = path.read_bytes()
    return SentFile(path.name, title, report, hashlib.sha256(content).hexdigest(), len(content), count)


def _zip(part: Path, target: Path, password: str, step: Step) -> None:
    with files.replacing(target) as file:
        archive.pack(sorted(part.iterdir()), file, password, step)


def _remove(target: Path) -> None:
    with suppress(OSError):
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()


def _draft(
    made: MadePack,
    target: Path,
    written: tuple[SentFile, ...],
    is_locked: bool,
    reason: str,
    remark: str,
    sources: Sources,
) -> SendingDraft:
    pack = made.pack
    return SendingDraft(
        pack=pack.key,
        subject=pack.subject,
        title=made.title,
        addressee=pack.addressee,
        audience=pack.audience.value,
        school_year=made.school_year,
        serial=made.serial,
        number=made.number,
        made_at=clock.now().isoformat(timespec="seconds"),
        made_by=sources.sendings.context.actor.name,
        as_of=made.on.isoformat(),
        place=str(target.absolute()),
        files=files_told(written),
        head_seq=made.head.seq,
        head_mac=made.head.mac,
        is_locked="是" if is_locked else "",
        reason=reason.strip(),
        remark=remark.strip(),
    )
