"""The look at a pack before it is sent, with everything it needs from the open school."""

from edudesk.base.jobs import Step, silent
from edudesk.submissions.making import ENCLOSED, MadeFile, MadePack
from edudesk.submissions.registry import Paper, roster_facts
from edudesk.submissions.reports.team import text_title
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rows.packs import TEMPLATE
from edudesk.submissions.rules.due import due_day
from edudesk.submissions.rules.packs import rule_of
from edudesk.submissions.rules.preflight import Looked, preflight
from edudesk.submissions.sources import Sources


def check(sources: Sources, made: MadePack, step: Step = silent) -> tuple[Finding, ...]:
    """Everything found, the worst first. A pack with 缺 can be sent all the same, with a reason. Raises Cancelled."""
    facts = roster_facts(sources, made.on)
    doubts = sources.doubts.every(step, facts.present) if made.pack.doubts else {}
    rule = rule_of(made.pack, made.school_year, sources.pack_days.rows())
    found = preflight(
        Looked(
            pack=made.pack,
            usual=made.usual,
            facts=facts,
            papers=_papers(made),
            due=due_day(rule, made.school_year, sources.terms.rows()),
            texts=sources.texts.rows(),
            text_titles=text_title,
            doubts=doubts,
            unprintable=_unprintable,
        )
    )
    problems = (
        Finding(Level.MISSING, f"{one.name}：{one.problem.text}", _mend(made, one))
        for one in made.files
        if one.problem
    )
    unseen = (
        Finding(Level.DOUBT, f"附件“{one.file.title}”没有检查，请自己确认里面没有证件号")
        for one in made.files
        if one.file.report == ENCLOSED and not one.problem
    )
    return tuple(sorted((*problems, *unseen, *found), key=lambda one: list(Level).index(one.level)))


def _mend(made: MadePack, file: MadeFile) -> Action | None:
    """Where a file that cannot be made is put right."""
    return Action("去登记", "asked", made.pack.subject) if file.file.report == TEMPLATE else None


def _papers(made: MadePack) -> dict[str, Paper]:
    """Name of the file -> what is in it; a report that is there as PDF and as Word is looked at once."""
    found: dict[str, Paper] = {}
    for one in made.files:
        if one.paper is not None and all(one.paper is not other for other in found.values()):
            found[one.name] = one.paper
    return found


def _unprintable(text: str) -> str:
    """The characters that no font of this PC has."""
    from edudesk.papers.cells import printable
    from edudesk.papers.fonts import Role, installed_fonts

    return installed_fonts()[Role.SONG].missing(printable(text).replace("\n", ""))
