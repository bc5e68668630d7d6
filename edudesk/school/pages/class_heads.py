"""班主任 in a cell: names of teachers as words, and back to who is meant."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Protocol

from edudesk.base.errors import FieldProblem, UserError
from edudesk.school.pages.people import Choosing

HEAD: Final = "head"


class Heads(Protocol):
    """Who leads a class, as the roster keeps it (roster.service.heads)."""

    def of(self, school_year: str, term: str) -> Mapping[str, Sequence[str]]: ...

    def put(self, school_year: str, term: str, heads: Mapping[str, Collection[str]]) -> object: ...


class Leading:
    """Reads cells like 李静 and 李静、周敏华, among the people of choosing."""

    def __init__(self, choosing: Choosing) -> None:
        self._choosing = choosing

    def words(self, ids: Sequence[str]) -> str:
        """What the cell shows of these teachers."""
        return "、".join(word for one in ids if (word := self._choosing.word(one)))

    def ids(self, text: str) -> tuple[str, ...]:
        """Who is meant. Raises UserError when somebody is not clear."""
        if problem := self.problem(text):
            raise UserError(problem[0].text, "班主任没有改。")
        people = (self._choosing.person(word) for word in _names(text))
        return tuple(one.id for one in people if one is not None)

    def problem(self, text: str) -> tuple[FieldProblem, ...]:
        """Why a text cannot be stored, () when it can."""
        for word in _names(text):
            if self._choosing.person(word) is None:
                many = self._choosing.namesakes(word)
                told = f"花名册里有 {many} 位{word}，请从列表里选。" if many else f"花名册里没有“{word}”。"
                return (FieldProblem(HEAD, told),)
        return ()


def _names(text: str) -> list[str]:
    return [word for word in text.replace(",", "、").replace("，", "、").split("、") if word]
