"""Everything a self-evaluation can hand out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from edudesk.appraisal.reports import booklet
from edudesk.appraisal.reports import sheets as made
from edudesk.appraisal.reports.facts import AppraisalFacts
from edudesk.base.document import Document
from edudesk.base.masking import Audience
from edudesk.base.report import Report

Paper: TypeAlias = Report | Document


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; formats, audiences: that it can have; unit: of its rows."""

    key: str
    title: str
    build: Callable[[AppraisalFacts, Audience], Paper]
    formats: tuple[str, ...] = ("xlsx", "pdf")
    audiences: tuple[Audience, ...] = made.IN_HOUSE
    unit: str = "项"


@cache
def sheets() -> tuple[Sheet, ...]:
    """All of them."""
    return (
        Sheet("table", made.TABLE, made.table),
        Sheet("booklet", booklet.TITLE, booklet.booklet, ("pdf", "docx")),
        Sheet("report", made.REPORT, made.report, ("pdf", "docx")),
        Sheet("years", made.YEARS, made.years),
    )
