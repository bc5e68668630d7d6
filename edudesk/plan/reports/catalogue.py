"""Everything a plan can hand out, in the order of its life: made, decided, broken down, carried out, evaluated."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Final, TypeAlias

from edudesk.base.document import Document
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.plan.reports import (
    course,
    final_report,
    history,
    leaders,
    listed,
    self_report,
    self_table,
    survey,
    targets,
    text,
    two_rounds,
    working,
)
from edudesk.plan.reports.facts import IN_HOUSE, NOTICE, PlanFacts
from edudesk.plan.rows.reviews import AT_END, MIDTERM

Paper: TypeAlias = Report | Document
_TABLE: Final = ("xlsx", "pdf")
_TEXT: Final = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; formats, audiences: that it can have; unit: of its rows."""

    key: str
    title: str
    build: Callable[[PlanFacts, Audience], Paper]
    formats: tuple[str, ...] = _TABLE
    audiences: tuple[Audience, ...] = NOTICE
    unit: str = "行"

    @property
    def is_of_round(self) -> bool:
        """Whether it is about the whole plan, not one year of it."""
        return self.key in _OF_ROUND

    @property
    def is_of_leaders(self) -> bool:
        """Whether it can be of one leader alone."""
        return self.key in ("duties", "duty_scores")


BEGINS: Final = frozenset(("argument_report", "targets", "self_table"))
"""The first of those that are decided, broken down and carried out, evaluated: a menu parts them before it."""
_OF_ROUND: Final = frozenset(
    ("text", "survey", "survey_results", "swot", "argument_report", "argument", "answers", "resolution", "targets", "proofs", "adjustments", "final_report",
     "final_table", "years_table", "history", "two_rounds")
)  # fmt: skip


@cache
def sheets() -> tuple[Sheet, ...]:
    """All of them."""
    return (
        Sheet("text", text.TITLE, text.plan_text, _TEXT),
        Sheet("survey", survey.SURVEY, survey.survey, _TEXT, unit="条"),
        Sheet("survey_results", survey.RESULTS, survey.results, _TABLE, IN_HOUSE, "条"),
        Sheet("swot", listed.SWOT, listed.swot, _TEXT),
        Sheet("argument_report", course.ARGUMENT_REPORT, course.argument_report, _TEXT, IN_HOUSE),
        Sheet("argument", course.ARGUMENT, course.argument, _TEXT, IN_HOUSE, "份"),
        Sheet("answers", course.ANSWERS, course.answers, _TABLE, IN_HOUSE),
        Sheet("resolution", course.RESOLUTION, course.resolution, _TEXT),
        Sheet("targets", targets.TARGETS, targets.targets),
        Sheet("tasks", targets.TASKS, targets.tasks),
        Sheet("duties", leaders.DUTIES, leaders.duties, _TEXT, IN_HOUSE),
        Sheet("duty_scores", leaders.SCORES, leaders.scores, _TABLE, IN_HOUSE),
        Sheet("term_plan", working.TERM_PLAN, working.term_plan, _TEXT),
        Sheet("months", working.MONTHS, working.months),
        Sheet("bulletin", working.BULLETIN, working.bulletin, _TEXT),
        Sheet("self_table", self_table.TITLE, self_table.self_table, _TABLE, IN_HOUSE),
        Sheet("self_report", self_report.TITLE, self_report.self_report, _TEXT, IN_HOUSE),
        Sheet("year_proofs", listed.YEAR_PROOFS, listed.year_proofs, _TABLE, IN_HOUSE),
        Sheet("proofs", listed.PROOFS, listed.proofs, _TABLE, IN_HOUSE),
        Sheet(
            "mid_report",
            self_report.MID_TITLE,
            partial(self_report.self_report, kind=MIDTERM),
            _TEXT,
            IN_HOUSE,
        ),
        Sheet("adjustments", course.ADJUSTMENTS, course.adjustments),
        Sheet("final_report", final_report.TITLE, final_report.final_report, _TEXT, IN_HOUSE),
        Sheet(
            "final_table",
            self_table.FINAL_TITLE,
            partial(self_table.self_table, kind=AT_END),
            _TABLE,
            IN_HOUSE,
        ),
        Sheet("years_table", final_report.COMPARED, final_report.years_report, _TABLE, IN_HOUSE),
        Sheet("history", history.TITLE, history.history, _TABLE, IN_HOUSE),
        Sheet("two_rounds", two_rounds.TITLE, two_rounds.two_rounds),
    )


def sheet(key: str) -> Sheet:
    """The one with this key; raises KeyError when there is none."""
    return {one.key: one for one in sheets()}[key]
