"""Paper tests print with the bundled fonts only. EDUDESK_UPDATE_GOLDEN=1 rewrites the golden files."""

import os
import re
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.columns import Column, Kind
from edudesk.base.report import A4, Report

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(autouse=True)
def bundled_fonts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")


def inflated(pdf: bytes) -> bytes:
    """The objects of one of our PDFs with their streams unpacked: zlib's versions pack differently."""
    objects = pdf[: pdf.rindex(b"\nxref\n")]
    unpacked = re.sub(
        rb"(?s)stream\n(.*?)endstream", lambda match: zlib.decompress(match[1]).hex().encode(), objects
    )
    return re.sub(rb"/Length \d+", b"", unpacked)


@pytest.fixture
def check_golden() -> Callable[[str, bytes], None]:
    def check(name: str, made: bytes) -> None:
        kept = GOLDEN / name
        if os.environ.get("EDUDESK_UPDATE_GOLDEN"):
            kept.write_bytes(made)
        is_same = inflated(made) == inflated(kept.read_bytes())
        assert is_same, f"{name} changed; look at it, then set EDUDESK_UPDATE_GOLDEN=1"

    return check


COLUMNS = (
    Column("number", "序号", Kind.INT, 12),
    Column("name", "姓名", Kind.NAME, 22),
    Column("school", "毕业院校", Kind.TEXT, 40, parent="最高学历"),
    Column("day", "毕业时间", Kind.MONTH, 20, parent="最高学历"),
    Column("remark", "备注", Kind.TEXT, 60),
)


def small_report(rows: Sequence[tuple[object, ...]], **changes: object) -> Report:
    """A five-column list of 龙城实验小学 on upright A4."""
    values: dict[str, object] = {
        "key": "small",
        "title": "龙城实验小学教师学历一览表",
        "unit": "龙城实验小学",
        "on": date(2025, 10, 12),
        "columns": COLUMNS,
        "rows": tuple(rows),
        "notes": ("单位：人", "注：统计时点为2025年9月1日。"),
        "footer": "校务通 · 校内使用",
        "paper": A4,
    }
    return Report(**(values | changes))  # type: ignore[arg-type]
