"""Facts to be registered for many teachers, none of them stored yet: made, judged and filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed
from edudesk.base.words import some_of
from edudesk.roster.histories import HistoryKind
from edudesk.roster.pages.facts import draft
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.entering import is_double
from edudesk.roster.service.histories import HistoryService


@dataclass(frozen=True)
class Draft:
    """One line of the second step. held: the fact, not stored yet; said: why it cannot be."""

    teacher: TeacherRow
    held: Any
    said: str = ""

    @property
    def id(self) -> str:
        """Of the line."""
        return self.teacher.id

    def __getattr__(self, name: str) -> Any:
        return getattr(self.held, name)  # the columns of the kind read the fact


def drafts_for(
    histories: HistoryService, kind: HistoryKind, people: Sequence[TeacherRow], typed: Mapping[str, object]
) -> tuple[list[Draft], str]:
    """Lines for those who do not have the fact already, judged, and who has it; beside the window."""
    lines = [Draft(row, draft(kind, typed, kind.row(teacher_id=row.id))) for row in people]
    stored: dict[str, list[Any]] = {}
    for line in histories.rows(kind.key):
        stored.setdefault(line.teacher.id, []).append(line.held)
    doubles = [
        line for line in lines if any(is_double(kind, line.held, one) for one in stored.get(line.id, ()))
    ]
    gone = {line.id for line in doubles}
    who = some_of([line.teacher.name for line in doubles], "人")
    said = f"{who} 已有同样的{kind.title}记录，没有再列入。" if doubles else ""
    return judged(histories, kind, [line for line in lines if line.id not in gone]), said


def judged(histories: HistoryService, kind: HistoryKind, lines: Sequence[Draft]) -> list[Draft]:
    """Each with what keeps it from being stored."""
    found = histories.try_rows(kind.key, [line.held for line in lines])
    return [replace(line, said=_sentence(found.get(at, ()))) for at, line in enumerate(lines)]


def filled(kind: HistoryKind, line: Draft, texts: Mapping[str, str]) -> Draft:
    """The line with these texts in its columns, judged by itself."""
    typed = {key: read_typed(kind.column(key), text).value for key, text in texts.items()}
    held = draft(kind, typed, line.held)
    return replace(line, held=held, said=_sentence(tuple(kind.problems(held))))


def refusal(kind: HistoryKind, line: Draft, texts: Mapping[str, str]) -> list[FieldProblem]:
    """What these texts themselves make impossible; what is still to be filled in is no matter yet."""
    return [one for one in kind.problems(filled(kind, line, texts).held) if one.key in texts]


def _sentence(problems: Sequence[FieldProblem]) -> str:
    return "".join(problem.text for problem in problems)
