"""What only a person can decide about a file: each question with its ways out, and the answer that holds now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

Options = tuple[tuple[str, str], ...]
"""answer -> what it does, in words; the first holds until the user chooses another."""


@dataclass(frozen=True, slots=True)
class Question:
    """key: the same for the same file, under which an answer is given back; text: what is asked; cells: where
    it shows; answer: of options, the chosen one or the first."""

    key: str
    text: str
    options: Options
    answer: str
    cells: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What the present answer does."""
        return dict(self.options)[self.answer]


class Questions:
    """Collects the questions of one preview; the same one asked for many cells is one question."""

    def __init__(self, answers: Mapping[str, str] | None = None) -> None:
        self._answers = answers or {}
        self._asked: dict[str, Question] = {}

    def ask(self, key: str, text: str, options: Options, cell: str = "") -> str:
        """The answer that holds: the user's, else the first option."""
        asked = self._asked.get(key)
        if asked is None:
            given = self._answers.get(key, options[0][0])
            answer = given if given in dict(options) else options[0][0]
            asked = self._asked[key] = Question(key, text, options, answer)
        if cell:
            self._asked[key] = replace(asked, cells=(*asked.cells, cell))
        return asked.answer

    def asked(self) -> tuple[Question, ...]:
        """All of them in the order they came up."""
        return tuple(self._asked.values())
