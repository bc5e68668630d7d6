"""What the papers of the development plan are made from, out of the open school."""

from dataclasses import replace
from datetime import date

from edudesk.base import clock
from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.plan.reports.facts import PlanFacts, TermFacts
from edudesk.plan.reports.text import plan_text
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.linked import linked
from edudesk.plan.rules.meant import Use
from edudesk.school.rules.terms import term_nearest, week_in
from edudesk.submissions.footing import footer
from edudesk.submissions.of_plan import plan_meant
from edudesk.submissions.sources import Sources


def plan_facts(
    sources: Sources,
    on: date,
    plan_id: str = "",
    *,
    use: Use = Use.CARRIED_OUT,
    year: str = "",
    leader: str = "",
) -> PlanFacts:
    """What a paper of a plan is made from, as of a day.

    plan_id: "" = the plan that a paper for this use is about on the day; year: word of the year it is about, "" = that of the
    day; leader: whose sheet, "" = all. Raises UserError while there is no plan.
    """
    row = sources.plans.get(plan_id) if plan_id else plan_meant(sources, on, use)
    if row is None:
        raise UserError("还没有发展规划，不能生成这份材料。", "请先在“发展规划”里新建或导入一份规划。")
    whole = sources.plan_wholes.of(row.id)

    return PlanFacts(
        school=sources.school.identity(),
        on=on,
        today=clock.today(),
        whole=whole,
        judged=lambda kind, word: sources.plan_evaluations.of(row.id, kind, word),
        footer=footer(sources),
        files=lambda: {key: len(files) for key, files in sources.plan_proofs.files(row.id).items()},
        year=year,
        term=lambda: _term(sources, on),
        leader=leader,
        roster=sources.roster_facts.on,
        projects=lambda: {line.id: line for line in sources.project_board.lines(on)},
        rounds=lambda: [plan_facts(sources, on, one.id) for one in linked(sources.plans.rows(), row.id)],
    )


def text_of(sources: Sources, whole: PlanWhole) -> Document:
    """规划文本 of a plan whose text is as given, for the house."""
    facts = plan_facts(sources, clock.today(), whole.plan.id)
    return plan_text(replace(facts, whole=whole), Audience.INTERNAL)


def _term(sources: Sources, on: date) -> TermFacts | None:
    term = term_nearest(on, sources.terms.rows())
    if term is None:
        return None
    return TermFacts(
        f"{term.school_year}学年{term.term}", term.start, term.end, lambda day: week_in(term, day)
    )
