"""Counts of the files against the roster, counted here a second time, and against each other."""

from collections.abc import Iterator
from typing import Final

from edudesk.base.document import Document
from edudesk.base.report import Report
from edudesk.roster.rules.counting import is_full_time_teacher
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rules.preflight.looked import LOOK, AnyPaper, Looked

_STRUCTURE: Final = "roster_structure"
_ANALYSIS: Final = "team_analysis"
_LISTS: Final = ("roster_full", "roster_brief")


def sums(looked: Looked) -> Iterator[Finding]:
    """Counts of the files against the roster, counted here a second time, and against each other."""
    facts = looked.facts
    truth = {"在岗教职工": len(facts.present), "专任教师": sum(map(is_full_time_teacher, facts.present))}
    for name, paper in looked.papers.items():
        for word, count in counts_of(paper).items():
            if count < 0:
                yield Finding(Level.MISSING, f"《{name}》里几张表的{word}合计不同", Action(LOOK, "roster"))
            elif count != truth[word]:
                text = f"《{name}》的{word} {count} 人，花名册 {truth[word]} 人"
                yield Finding(Level.MISSING, text, Action(LOOK, "roster"))
        if isinstance(paper, Report) and paper.is_grouped:
            yield from _unequal_groups(name, paper)


def counts_of(paper: AnyPaper) -> dict[str, int]:
    """How many people a paper speaks of, where it says so; below 0 when its tables say different numbers."""
    if isinstance(paper, Report) and paper.key in _LISTS:
        return {"在岗教职工": len(paper.rows)}
    if isinstance(paper, Report) and paper.key == _STRUCTURE:
        return {"专任教师": _number(paper.rows[0][2])}
    if isinstance(paper, Document) and paper.key == _ANALYSIS:
        totals = {_number(block.rows[-1][1]) for block in paper.body if isinstance(block, Report)}
        return {"专任教师": totals.pop()} if len(totals) == 1 else {"专任教师": -1}
    return {}


def _unequal_groups(name: str, report: Report) -> Iterator[Finding]:
    """Groups of the structure sheet divide all teachers: each has to add up, and nobody should be 未登记."""
    if report.key != _STRUCTURE:
        return
    total = _number(report.rows[0][2])
    groups: dict[str, int] = {}
    group = ""
    for row in report.rows[1:]:
        group = str(row[0]) or group
        groups[group] = groups.get(group, 0) + _number(row[2])
        if row[1] == "未登记":
            text = f"《{name}》{group}：未登记 {row[2]} 人"
            yield Finding(Level.DOUBT, text, Action(LOOK, "roster"))
    for group, count in groups.items():
        if count != total:
            text = f"《{name}》{group}合计 {count} 人，与专任教师 {total} 人不符"
            yield Finding(Level.MISSING, text, Action(LOOK, "roster"))


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else -1
