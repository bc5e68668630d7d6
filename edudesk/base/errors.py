"""The two exceptions meant for people. Anything else that rises is our bug."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field of a form that cannot be saved as it is. key: Column.key; text: a Chinese sentence."""

    key: str
    text: str


class UserError(Exception):
    """Something a user can understand and mend.

    text: what happened; hint: what to do now, and whether the data is safe. Both are whole Chinese
    sentences. problems: the fields concerned, so that a form can show all of them beside their fields.
    """

    def __init__(self, text: str, hint: str = "", problems: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(f"{text}{hint}")
        self.text = text
        self.hint = hint
        self.problems = problems


class Cancelled(Exception):
    """The user pressed 取消; the job leaves everything as it was before."""
