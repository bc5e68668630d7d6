"""A pack to its place: a folder or a zip with every file, 目录 and manifest, whole or not at all (promises P27, P28)."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import edudesk
from edudesk.base import archive, clock, files
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import A4_LANDSCAPE, Report
from edudesk.kit.writing import write
from edudesk.store.journal import Entry
from edudesk.store.keys import new_id
from edudesk.submissions.making import MadePack
from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.rows.sendings import SendingDraft, SendingRow, SentFile, files_told
from edudesk.submissions.rules.packs import pack_of, shipped_packs
from edudesk.submissions.sources import Sources

MANIFEST: Final = "manifest.json"
CONTENTS: Final = "00_目录.xlsx"
ARCHIVE: Final = "archive"  # SentFile.report of the zip itself
_PART: Final = ".pack.part"


@dataclass(frozen=True)
class Sent:
    """What came of it. place: the folder or zip; remarks: of the writers, in words."""

    row: SendingRow
    place: Path
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class _Handout:
    """For the journal: the pack as one thing that leaves the house."""

    key: str
    title: str
    audience: Audience
    rows: Sequence[object]


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
    """Write the pack below folder, keep it in the history; nothing is there when anything failed or was cancelled.

    findings: of checking.check; where one says 缺, a reason is needed. password: makes it a zip with AES-256.
    Never writes over what is there: a taken name gets （2）. Raises UserError and Cancelled.
    """
    missing = [one for one in findings if one.level is Level.MISSING]
    if missing and not reason.strip():
        raise UserError(
            f"《{made.pack.title}》还有 {len(missing)} 处缺项，没有导出。",
            "请先补齐；确实要先报送的，请写明原因后再导出。",
        )
    archive.check_password(password)
    is_zip = as_zip or bool(password)
    told = _Handout(f"pack_{made.pack.key}", f"材料包 {made.pack.title}", made.pack.audience, made.files)
    target = folder / (made.folder_name + (".zip" if is_zip else ""))
    sources.exports.exported(told, target.name, unit="个文件")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = files.free_name(target)
        with _beside(target) as part:
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


# --- writing ------------------------------------------------------------------------------------------------------


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder beside the target to write to, gone at the end unless it was renamed."""
    sweep(target.parent)
    part = target.with_name(f".{os.getpid()}.{new_id()}{_PART}")
    try:
        part.mkdir()
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what an export that was killed left in a folder: names and numbers of people must not lie about."""
    for left in folder.glob(f".*{_PART}"):
        number = left.name.split(".")[1]
        if number.isdecimal() and int(number) != os.getpid() and not _is_running(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(number: int) -> bool:
    import psutil

    return bool(psutil.pid_exists(number))


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
        title=pack.title,
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


# --- what lies beside the files -----------------------------------------------------------------------------------


def manifest(made: MadePack, sent: Sequence[SentFile], reason: str = "") -> dict[str, Any]:
    """What proves the files: hashes, counts, number and version, the head of the journal. Names no person."""
    pack = made.pack
    return {
        "program": f"校务通 {edudesk.__version__}",
        "pack": pack.key,
        "title": pack.title,
        "addressee": pack.addressee,
        "school": made.school.name,
        "school_code": made.school.code,
        "school_year": made.school_year,
        "as_of": made.on.isoformat(),
        "made_at": clock.now().isoformat(timespec="seconds"),
        "serial": made.serial,
        "version": made.number,
        "audience": pack.audience.value,
        "audience_words": pack.audience.word,
        "journal": {"seq": made.head.seq, "mac": made.head.mac},
        "incomplete": reason.strip(),
        "files": [
            {
                "name": one.name,
                "title": one.title,
                "records": one.count,
                "bytes": one.size,
                "sha256": one.sha256,
            }
            for one in sent
        ],
    }


_CONTENTS_COLUMNS = (
    Column("number", "序号", Kind.INT, 10, privacy=Privacy.PUBLIC),
    Column("title", "材料", width=50, privacy=Privacy.PUBLIC),
    Column("name", "文件名", width=112, privacy=Privacy.PUBLIC),
    Column("records", "记录数", Kind.INT, 16, privacy=Privacy.PUBLIC),
    Column("size", "大小（KB）", Kind.INT, 20, privacy=Privacy.PUBLIC),
    Column("sha256", "校验码（前 16 位）", width=40, privacy=Privacy.PUBLIC),
)


def contents(made: MadePack, sent: Sequence[SentFile]) -> Report:
    """目录: what lies in the pack, to be held against what arrives."""
    rows = tuple(
        (number, one.title, one.name, one.count or None, -(-one.size // 1024), one.sha256[:16])
        for number, one in enumerate(sent, 1)
    )
    day = made.made_on
    return Report(
        key="pack_contents",
        title=f"{made.school.name}{made.pack.title}目录",
        unit=made.school.name,
        on=day,
        columns=_CONTENTS_COLUMNS,
        rows=rows,
        notes=(
            f"报送至：{made.pack.addressee or '—'}；编号：{made.edition}；数据时点：{made.on.isoformat()}；"
            f"输出级别：{made.pack.audience.word}。",
        ),
        signature=("经办人：", "受理人：", "日期："),
        paper=A4_LANDSCAPE,
        footer=f"编号 {made.edition}　操作记录第 {made.head.seq} 条　校验 {made.head.mac[:12]}",
        audience=made.pack.audience,
    )


# --- looking back -------------------------------------------------------------------------------------------------


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
    """Entries of the journal that changed what the pack is made from since a sending, newest first."""
    kept = {one.key: one for one in (*shipped_packs(), *map(pack_of, sources.packs.rows()))}
    pack = kept.get(row.pack)
    return tuple(sources.sendings.changed_since(row.head_seq, pack.concerns)) if pack is not None else ()


def change_words(entries: Sequence[Entry]) -> str:
    """What has changed since, in a sentence: 报送后有 5 次改动，涉及 12 条记录；最近一次：修改 李静 职称（2026-11-20）。"""
    if not entries:
        return "报送后所用的数据没有改动。"
    last = entries[0]
    count = sum(entry.rows for entry in entries)
    return f"报送后有 {len(entries)} 次改动，涉及 {count} 条记录；最近一次：{last.title}（{last.at[:10]}）。"
