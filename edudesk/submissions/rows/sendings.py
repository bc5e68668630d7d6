"""What was sent (报送历史): each export of a pack with its files, and who took it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.masking import Audience

ARCHIVE: Final = "archive"  # SentFile.report of the zip itself
CONTENTS: Final = "00_目录.xlsx"  # name and SentFile.report of the list of the files


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file of a sending. report: PackFile.report; sha256: hex; size: bytes; count: of its records."""

    name: str
    title: str
    report: str
    sha256: str
    size: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingDraft:
    """One export of a pack.

    pack, subject: Pack.key, Pack.subject; serial: 2026-P6-001; number: 2 for v2; made_at: ISO moment; made_by: who;
    as_of: ISO day of the data; place: folder or zip; is_locked: 是 when it has a password; files: JSON of sent_files;
    head_seq, head_mac: end of the journal the data were read at; reason: why it went out though facts were missing.
    """

    pack: str
    title: str
    addressee: str
    audience: str
    school_year: str
    serial: str
    number: int
    made_at: str
    made_by: str
    as_of: str
    place: str
    files: str
    head_seq: int
    head_mac: str
    subject: str = ""
    is_locked: str = ""
    reason: str = ""
    remark: str = ""

    @property
    def edition(self) -> str:
        """编号 as it stands on paper and in the manifest: 2026-P6-001 v2."""
        return f"{self.serial} v{self.number}"

    @property
    def sent_files(self) -> tuple[SentFile, ...]:
        """The files in their order."""
        return tuple(SentFile(**one) for one in json.loads(self.files))

    @property
    def materials(self) -> tuple[SentFile, ...]:
        """The files of the pack itself, without its list and the zip around them."""
        return tuple(one for one in self.sent_files if one.report not in (CONTENTS, ARCHIVE))

    @property
    def files_words(self) -> str:
        """How many files, as a list of the pack counts them: 材料 4 个，另有目录和清单."""
        return f"材料 {len(self.materials)} 个，另有目录和清单"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRow(SendingDraft):
    """A stored sending. reported_on: ISO day of 已报送, "" = only exported so far; received_by: 受理人."""

    id: str
    version: int
    reported_on: str = ""
    received_by: str = ""


def files_told(files: Sequence[SentFile]) -> str:
    """The files as a sending stores them."""
    return json.dumps([asdict(one) for one in files], ensure_ascii=False)


SENDING_COLUMNS = (
    Column(
        "made_at", "导出时间", width=38, is_shown=True, value=lambda row: row.made_at[:16].replace("T", " ")
    ),
    Column("title", "材料包", width=46, is_shown=True),
    Column("edition", "编号", width=32, is_shown=True),
    Column("addressee", "报送至", width=26, is_shown=True),
    Column(
        "audience",
        "用途",
        width=24,
        is_shown=True,
        value=lambda row: Audience(row.audience).word.split("（")[0],
    ),
    Column("as_of", "数据时点", Kind.DATE, 24, is_shown=True),
    Column("reason", "带缺项", width=32, is_shown=True, help="有缺项仍要报送的原因"),
    Column("made_by", "经办人", width=20, is_shown=True),
    Column("count", "文件数", Kind.INT, 14, is_shown=True, value=lambda row: len(row.materials)),
    Column("reported_on", "报送日期", Kind.DATE, 22, is_shown=True),
    Column("received_by", "受理人", Kind.NAME, 20, is_shown=True),
    Column("place", "位置", width=60),
    Column("remark", "备注", width=40),
)
SENDING_COLUMN = column_map(SENDING_COLUMNS)
