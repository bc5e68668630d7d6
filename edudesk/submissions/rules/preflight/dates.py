"""What is older than the period a pack is about, and a day that is gone."""

from collections.abc import Iterator

from edudesk.base.document import Document
from edudesk.school.rules.years import first_of, school_year_of
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rules.asked import own_text
from edudesk.submissions.rules.due import is_of_term
from edudesk.submissions.rules.preflight.looked import LOOK, Looked
from edudesk.submissions.rules.preflight.needs import TERM


def dates(looked: Looked) -> Iterator[Finding]:
    """What is older than the period the pack is about, and a day that is gone."""
    facts = looked.facts
    if facts.school_year != school_year_of(facts.today):
        text = f"数据时点 {facts.on} 在 {facts.school_year}学年，不是本学年"
        yield Finding(Level.DOUBT, text)
    opening = f"{first_of(facts.school_year)}-08-01"
    if "stats" in looked.pack.concerns:
        for row in facts.figures:
            if row.as_of and row.as_of < opening:
                text = f"{row.stage}年度数据的统计时点是 {row.as_of}，早于本学年"
                yield Finding(
                    Level.DOUBT, text, Action(LOOK, "school_stats", f"{row.school_year} {row.stage}", "as_of")
                )
    for key in looked.pack.texts:
        own = own_text(looked.texts, key, facts.school_year)
        if own is not None and own.school_year < facts.school_year:
            text = f"“{looked.text_titles(key)}”还是 {own.school_year}学年写的"
            yield Finding(Level.DOUBT, text, Action(LOOK, "submissions", field=key))
    for name, paper in looked.papers.items():
        if isinstance(paper, Document) and paper.on is None and paper.is_sealed:  # a form has no such day
            yield Finding(Level.DOUBT, f"《{name}》没有成文日期")
        elif (
            isinstance(paper, Document)
            and paper.on is not None
            and str(paper.on) < str(paper.since or opening)
        ):
            than = f" {paper.since}" if paper.since else "本学年"
            text = f"《{name}》的成文日期 {paper.on} 早于{than}"
            yield Finding(Level.DOUBT, text, Action(LOOK, "submissions"))
    if looked.due is None and is_of_term(looked.rule):
        yield Finding(Level.DOUBT, f"还没有填写学期，推不出截止日期“{looked.rule}”", TERM)
    if looked.due is not None and looked.due < facts.today:
        yield Finding(Level.DOUBT, f"截止日期 {looked.due} 已过 {(facts.today - looked.due).days} 天")
