"""Everything governance can hand out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from edudesk.base.document import Document
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.governance.reports import documents, lists
from edudesk.governance.reports.facts import IN_HOUSE, NOTICE, GovernanceFacts

Paper: TypeAlias = Report | Document
_TABLE: Final = ("xlsx", "pdf")
_TEXT: Final = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; formats, audiences: that it can have; unit: of its rows; about: meeting or
    inspection, whose record it is about, "" = of all."""

    key: str
    title: str
    build: Callable[[GovernanceFacts, Audience], Paper]
    formats: tuple[str, ...] = _TABLE
    audiences: tuple[Audience, ...] = NOTICE
    unit: str = "行"
    about: str = ""


@cache
def sheets() -> tuple[Sheet, ...]:
    """All of them."""
    return (
        Sheet("members", lists.MEMBERS, lists.members, unit="人"),
        Sheet("resolutions", lists.RESOLUTIONS, lists.resolutions),
        Sheet("minutes", documents.MINUTES, documents.minutes, _TEXT, about="meeting"),
        Sheet("regulations", lists.REGULATIONS, lists.regulations, audiences=tuple(Audience), unit="项"),
        Sheet("rectification", lists.RECTIFICATION, lists.rectification, audiences=IN_HOUSE, unit="项"),
        Sheet("mending", documents.MENDING, documents.mending, _TEXT, IN_HOUSE, about="inspection"),
    )
