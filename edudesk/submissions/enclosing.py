"""What lies beside the files of a pack: 目录 for people, the manifest for whoever checks that nothing was changed."""

from collections.abc import Sequence
from typing import Any, Final

import edudesk
from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Privacy
from edudesk.base.report import A4_LANDSCAPE, Report
from edudesk.submissions.making import MadePack
from edudesk.submissions.rows.sendings import SentFile

MANIFEST: Final = "manifest.json"


def manifest(made: MadePack, sent: Sequence[SentFile], reason: str = "") -> dict[str, Any]:
    """What proves the files: hashes, counts, number and version, the head of the journal. Names no person."""
    pack = made.pack
    return {
        "program": f"校务通 {edudesk.__version__}",
        "pack": pack.key,
        "title": pack.title,
        "plans": [one.title for one in made.plans],
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
    about = f"规划：{'、'.join(one.title for one in made.plans)}；" if made.plans else ""
    return Report(
        key="pack_contents",
        title=f"{made.school.name}{made.pack.title}目录",
        unit=made.school.name,
        on=day,
        columns=_CONTENTS_COLUMNS,
        rows=rows,
        notes=(
            f"{about}报送至：{made.pack.addressee or '—'}；编号：{made.edition}；数据时点：{made.on.isoformat()}；"
            f"输出级别：{made.pack.audience.word}。",
        ),
        signature=("经办人：", "受理人：", "日期："),
        paper=A4_LANDSCAPE,
        footer=f"编号 {made.edition}　操作记录第 {made.head.seq} 条　校验 {made.head.mac[:12]}",
        audience=made.pack.audience,
    )
