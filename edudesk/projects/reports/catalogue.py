"""Everything the projects can hand out, in the order of use: the lists, then the papers of one project."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeAlias

from edudesk.base.document import Document
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.projects.forms.papers import PaperForm, paper_forms
from edudesk.projects.reports import lists, timeline
from edudesk.projects.reports.facts import IN_HOUSE, NOTICE, ProjectFacts
from edudesk.projects.reports.papers import paper

Paper: TypeAlias = Report | Document


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; form: of a paper about one project, None of a list; formats,
    audiences: that it can have; unit: of its rows."""

    key: str
    title: str
    build: Callable[[ProjectFacts, Audience], Paper]
    formats: tuple[str, ...] = ("xlsx", "pdf")
    audiences: tuple[Audience, ...] = NOTICE
    unit: str = "项"
    form: PaperForm | None = None


@cache
def sheets() -> tuple[Sheet, ...]:
    """All of them."""
    return (
        Sheet("ledger", lists.LEDGER, lists.ledger),
        Sheet("recommended", lists.RECOMMENDED, lists.recommended),
        Sheet("timeline", timeline.TITLE, timeline.timeline),
        Sheet("results_list", lists.RESULTS, lists.results),
        *(
            Sheet(form.key, form.title, partial(paper, form), ("pdf", "docx"), IN_HOUSE, "份", form)
            for form in paper_forms()
        ),
    )


def sheet(key: str) -> Sheet:
    """The one with this key; raises KeyError when there is none."""
    return {one.key: one for one in sheets()}[key]
