"""Whole documents, byte for byte: a change of layout is seen, looked at and taken on purpose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from edudesk.base.document import Document
from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.official import write_document
from tests.papers.official.values import BODY, LETTER, MINUTES, PLAN, REPORT, REQUEST, document

GOLDEN = {
    "report": REPORT,
    "request": REQUEST,
    "letter": LETTER,
    "minutes": MINUTES,
    "plan": PLAN,
    "common": document(*BODY, title="教学常规检查情况报告", style="common"),
    "table": document(*BODY, title="教学常规检查情况报告", style="table"),
}


@pytest.mark.parametrize(("name", "made"), GOLDEN.items(), ids=GOLDEN)
def test_document_is_the_golden_one(
    tmp_path: Path, check_golden: Callable[[str, bytes], None], name: str, made: Document
) -> None:
    write_document(made, tmp_path / "a.pdf", fonts=bundled_fonts())
    check_golden(f"official_{name}.pdf", (tmp_path / "a.pdf").read_bytes())
