"""The look at a pack before it is sent, with everything it needs from the open school."""

from collections.abc import Iterator
from typing import Final

from edudesk.base.document import Document
from edudesk.base.jobs import Step, silent
from edudesk.indicators.rules.inputs import STATS_PAGE
from edudesk.submissions.making import MadeFile, MadePack
from edudesk.submissions.proofs import told as proofs_told
from edudesk.submissions.registry import CALENDAR, Paper, roster_facts
from edudesk.submissions.reports import team
from edudesk.submissions.rows.enclosed import ENCLOSE, PROOF
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rows.packs import TEMPLATE
from edudesk.submissions.rules.due import due_day
from edudesk.submissions.rules.packs import rule_of
from edudesk.submissions.rules.preflight import TERM, Looked, preflight
from edudesk.submissions.rules.preflight.looked import FILL, LOOK
from edudesk.submissions.sources import Sources

_INDICATORS: Final = "indicators_"
_HANDED_IN: Final = ("balance", "staffing", "classes")  # groups of figures that the sheets print


def check(sources: Sources, made: MadePack, step: Step = silent) -> tuple[Finding, ...]:
    """Everything found, the worst first. A pack with 缺 can be sent all the same, with a reason. Raises Cancelled."""
    facts = roster_facts(sources, made.on)
    doubts = (
        facts.once("doubts", lambda facts: sources.doubts.every(step, facts.present))
        if made.pack.doubts
        else {}
    )
    rule = rule_of(made.pack, made.school_year, sources.pack_days.rows())
    terms = sources.terms.rows()
    found = preflight(
        Looked(
            pack=made.pack,
            usual=made.usual,
            facts=facts,
            papers=_papers(made),
            empty=_empty(made),
            due=due_day(rule, made.school_year, terms),
            rule=rule,
            terms=terms,
            days=sources.days.rows(),
            texts=sources.texts.rows(),
            text_titles=team.text_title,
            evidence={team.KEY: [one["title"] for one in team.form()["evidence"]]},
            doubts=doubts,
            unprintable=_unprintable,
        )
    )
    problems = [
        Finding(Level.MISSING, f"{one.name}：{one.problem.text}", action)
        for one in made.files
        if one.problem
        # what a look missed already is not told again
        and ((action := _mend(made, one)) is None or all(action != other.action for other in found))
    ]
    unseen = (
        Finding(Level.DOUBT, f"附件“{one.file.title}”没有检查，请自己确认里面没有证件号")
        for one in made.files
        if one.enclosed and one.file.report != PROOF
    )
    lacking, seen = proofs_told(made.proofs)
    proofs = (
        *(Finding(Level.MISSING, text, _proofs(made)) for text in lacking),
        *(Finding(Level.DOUBT, text) for text in seen),
    )
    told = (*problems, *proofs, *_asked_for(made), *_figures(sources, made), *unseen, *found)
    return tuple(sorted(told, key=lambda one: list(Level).index(one.level)))


def _asked_for(made: MadePack) -> tuple[Finding, ...]:
    """What a pack asks the school to add (制度, 会议记录), while nothing is added."""
    pack = made.pack
    if not pack.remark or pack.subject or any(one.enclosed for one in made.files):
        return ()
    return (Finding(Level.DOUBT, pack.remark, Action(ENCLOSE, "submissions", "")),)


def _figures(sources: Sources, made: MadePack) -> Iterator[Finding]:
    """Of a pack with figures: what they lack, beside the yearly figures that the pack names itself; whether that day is kept."""
    if not any(one.file.report.startswith(_INDICATORS) for one in made.files):
        return
    asked = [one for one in sources.indicators.on(made.on) if one.indicator.group in _HANDED_IN]
    lacks = {lack: one.indicator for one in reversed(asked) for lack in one.figure.missing}
    for lack, indicator in reversed(lacks.items()):
        if lack.page != STATS_PAGE:
            text = f"{indicator.id} {indicator.name}算不出，缺{lack.what}"
            yield Finding(Level.MISSING, text, Action(FILL, lack.page))
    for one in asked:
        if one.figure.unknown:
            noun = "个班" if one.indicator.counts == "classes" else "人"
            text = (
                f"{one.indicator.id} {one.indicator.name}：{len(one.figure.unknown)} {noun}缺资料，没有计入"
            )
            yield Finding(Level.DOUBT, text, Action(LOOK, "indicators", one.indicator.id))
    if all(row.on != made.on.isoformat() for row in sources.snapshots.rows()):
        text = f"{made.on} 的指标还没有存快照，以后改了资料就查不到当时报的数"
        yield Finding(Level.DOUBT, text, Action("去存快照", "indicators"))


def _proofs(made: MadePack) -> Action:
    """Where the proofs of the project are."""
    return Action(LOOK, "projects", made.pack.subject)


def _mend(made: MadePack, file: MadeFile) -> Action | None:
    """Where a file that cannot be made is put right."""
    if file.file.report == CALENDAR:
        return TERM
    return Action("去登记", "asked", made.pack.subject) if file.file.report == TEMPLATE else None


def _empty(made: MadePack) -> tuple[str, ...]:
    """Names of the lists without a row."""
    return tuple(
        one.name
        for one in made.files
        if not (one.count or one.problem or one.enclosed or isinstance(one.paper, Document))
    )


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
