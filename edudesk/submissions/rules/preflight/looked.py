"""What the look before sending is given, and the words its findings share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from edudesk.base.document import Document
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.base.words import some_of
from edudesk.roster.reports.facts import Facts
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.careers import Doubt
from edudesk.school.rows.terms import DayDraft, TermDraft
from edudesk.submissions.rows.asked import TextDraft
from edudesk.submissions.rows.packs import Pack

AnyPaper: TypeAlias = Report | FormBook | Document
FILL: Final = "去填写"
LOOK: Final = "查看"


@dataclass(frozen=True)
class Looked:
    """What the look is given.

    usual: the audience the pack asks for; papers: name of the file -> what is in it; empty: names of the files with
    lists in which nobody stands; due, rule: the pack's day and the words it comes from; terms, days: of the calendar;
    texts: passages of all years; text_titles: what they are called; evidence: key of a report -> what should prove
    it; doubts: of teachers by id; unprintable: text -> its characters that no font has.
    """

    pack: Pack
    usual: Audience
    facts: Facts
    papers: Mapping[str, AnyPaper]
    empty: Sequence[str]
    due: date | None
    rule: str
    terms: Sequence[TermDraft]
    days: Sequence[DayDraft]
    texts: Sequence[TextDraft]
    text_titles: Callable[[str], str]
    evidence: Mapping[str, Sequence[str]]
    doubts: Mapping[str, Sequence[Doubt]]
    unprintable: Callable[[str], str]


def people(rows: Sequence[TeacherRow]) -> str:
    """The names of a few, the number of many."""
    return f"{some_of([row.name for row in rows], '人')} " if len(rows) < 4 else f"{len(rows)} 人"
