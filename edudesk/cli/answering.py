"""The questions of a preview on the command line: listed with numbers, answered by --answer 3=2."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from edudesk.base.errors import UserError
from edudesk.cli import screen

if TYPE_CHECKING:
    from edudesk.roster.intake.questions import Question
    from edudesk.roster.intake.values import Preview

P = TypeVar("P", bound="Preview[Any]")


@dataclass(frozen=True)
class Asked:
    """A question under its number. is_open: nobody answered it."""

    number: int
    question: "Question"
    is_open: bool

    def as_json(self) -> dict[str, object]:
        """options in their order: the second is answered by 题号=2; answer: the number chosen, None while open."""
        answers = [answer for answer, _ in self.question.options]
        return {
            "number": self.number,
            "key": self.question.key,
            "text": self.question.text,
            "cells": list(self.question.cells),
            "options": [words for _, words in self.question.options],
            "answer": None if self.is_open else answers.index(self.question.answer) + 1,
        }


@dataclass(frozen=True)
class Answered(Generic[P]):
    """A preview made with the answers typed, and all its questions; for open ones the first option holds, as in
    the window. must_answer: nothing may be imported while one is open."""

    preview: P
    asked: tuple[Asked, ...]
    must_answer: bool = False

    @property
    def open(self) -> int:
        """How many questions nobody answered."""
        return sum(one.is_open for one in self.asked)

    def as_json(self) -> dict[str, object]:
        """The questions under "questions"; nothing when there are none."""
        return {"questions": [one.as_json() for one in self.asked]} if self.asked else {}

    @property
    def is_held_up(self) -> bool:
        """A question is open that must not be."""
        return bool(self.open) and self.must_answer

    def require(self) -> None:
        """Raises UserError while a question is open that must not be."""
        if self.is_held_up:
            raise UserError(
                f"有 {self.open} 件事要您决定，没有导入。",
                "请加 --answer 题号=答案 回答（如 --answer 1=2，可写几次）。",
            )

    def tell(self) -> None:
        """Every question with its answers and the one that holds."""
        if self.asked:
            held = "" if self.must_answer or not self.open else "；没有回答的按第 1 个答案处理"
            screen.say(f"要您决定的事（用 --answer 题号=答案 回答{held}）：")
        for one in self.asked:
            cells = "、".join(one.question.cells)
            screen.say(f"{one.number}. {one.question.text}{f'（{cells}）' if cells else ''}")
            for place, (answer, words) in enumerate(one.question.options, 1):
                is_chosen = not one.is_open and answer == one.question.answer
                screen.say(f"   {one.number}={place}  {words}{'　← 已选' if is_chosen else ''}")


def answered(
    look: Callable[[Mapping[str, str]], P], typed: Sequence[str], *, must_answer: bool = False
) -> Answered[P]:
    """The preview once the typed answers (3=2) are taken. look(answers): makes it; must_answer: see Answered.

    Questions are numbered as they come up: first those without any answer, then those that answers bring up. So a
    number means the same whether the other questions are answered or not. Raises UserError for what is no answer.
    """
    wanted = _read(typed)
    order: list[str] = []
    answers: dict[str, str] = {}
    while True:
        preview = look(answers)
        questions = {one.key: one for one in preview.questions}
        order += [key for key in questions if key not in order]
        more = {
            key: _option(questions[key], number, wanted.pop(number))
            for number, key in enumerate(order, 1)
            if number in wanted and key in questions
        }
        if not more:
            break
        answers |= more
    if wanted:
        raise UserError(f"没有第 {min(wanted)} 题，没有导入。", "请按列出的题号回答；加 --preview 可以先看。")
    asked = [(number, questions[key]) for number, key in enumerate(order, 1) if key in questions]
    told = tuple(Asked(number, one, one.key not in answers) for number, one in asked)
    return Answered(preview, told, must_answer)


def _read(typed: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    for text in typed:
        number, _, place = text.partition("=")
        if not (number.strip().isdecimal() and place.strip().isdecimal()):
            raise UserError(f"看不懂“--answer {text}”，没有导入。", "请写成 题号=答案，如 --answer 1=2。")
        found[int(number)] = int(place)
    return found


def _option(question: "Question", number: int, place: int) -> str:
    if not 1 <= place <= len(question.options):
        raise UserError(
            f"第 {number} 题没有第 {place} 个答案，没有导入。",
            f"可选 1 至 {len(question.options)}；加 --preview 可以看到各是什么。",
        )
    return question.options[place - 1][0]


def leaving_of(preview: Any, typed: Sequence[str]) -> dict[str, str]:
    """Teacher id -> status, from 王芳=退休: who is not in the file and has left (ImportPreview.missing).

    Raises UserError when nobody or several are meant, or the status is none of somebody who has gone.
    """
    from edudesk.roster.rows import GONE

    found: dict[str, str] = {}
    for text in typed:
        who, _, status = (part.strip() for part in text.partition("="))
        if not who or status not in GONE:
            raise UserError(
                f"看不懂“--leaving {text}”，没有导入。", f"请写成 姓名=状态，状态可以是{'、'.join(GONE)}。"
            )
        meant = [one for one in preview.missing if who in (one.name, one.staff_no)]
        if len(meant) != 1:
            said = f"有 {len(meant)} 位“{who}”" if meant else f"没有“{who}”"
            raise UserError(
                f"花名册中在岗、文件里没有的人当中{said}，没有导入。",
                "请按列出的姓名写；同名的写工号。",
            )
        found[meant[0].id] = status
    return found
