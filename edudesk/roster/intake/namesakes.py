"""A row that could be several people is asked about, never guessed (M39)."""

from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.matching import Match, described
from edudesk.roster.intake.questions import Questions

_NEW = "new"


def settled(match: Match, person: Facts, cell: str, questions: Questions, *, may_be_new: bool) -> Match:
    """Whom the user says the row is; the match as it was while that is not known.

    cell: of the name; may_be_new: it could be somebody the roster does not hold.
    """
    answer = questions.ask(
        f"who:{person.sheet}:{person.row}",
        f"{person.place}：{match.problem}。是哪一位？",
        (
            ("", "先不导入"),
            *((one.id, f"花名册中的{described(one)}") for one in match.candidates),
            *(((_NEW, "另新增一位"),) if may_be_new else ()),
        ),
        cell,
    )
    if answer == _NEW:
        return Match(None)
    chosen = next((one for one in match.candidates if one.id == answer), None)
    return Match(chosen, "您的选择") if chosen else match


def perhaps(match: Match, person: Facts, cell: str, questions: Questions) -> Match:
    """Whom the user says somebody is who was taken for new, with a doubt; new while nothing else is said."""
    answer = questions.ask(
        f"who:{person.sheet}:{person.row}",
        f"{person.place}：{match.doubt}。是同一人吗？",
        (
            (_NEW, "另新增一位"),
            *((one.id, f"就是花名册中的{described(one)}") for one in match.candidates),
        ),
        cell,
    )
    chosen = next((one for one in match.candidates if one.id == answer), None)
    return Match(chosen, "您的选择") if chosen else match
