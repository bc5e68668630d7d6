"""Teachers to choose from: as words of a list that is found by pinyin, and back to who is meant."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from edudesk.base.codes import Code, CodeList


class Person(NamedTuple):
    """A teacher as the shell hands them in. note: what tells two of one name apart (任教学科); is_here: may be chosen,
    while those who left are only named."""

    id: str
    name: str
    pinyin: str
    initials: str
    note: str = ""
    is_here: bool = True


People = Callable[[], Sequence[Person]]


class Choosing:
    """People as words: 李静, and 王芳（语文） where there are two of the name.

    codes: for a Column; its words follow offer(). Other names may be typed too: whoever stores them decides.
    """

    def __init__(self) -> None:
        self.codes = CodeList("花名册", ())
        self._given: Sequence[Person] | None = None
        self._words: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        self._names: Counter[str] = Counter()

    def offer(self, people: Sequence[Person]) -> None:
        """Choose from these from now on; the same list again changes nothing."""
        if people is self._given:
            return
        self._given = people
        self._names = Counter(one.name for one in people)
        self._words, self._people = {}, {}
        alike: Counter[tuple[str, str]] = Counter()
        for one in people:
            word = one.name
            if self._names[one.name] > 1:
                alike[one.name, one.note] += 1
                count = alike[one.name, one.note]
                word += f"（{one.note or '未填学科'}{count if count > 1 else ''}）"
            self._words[one.id], self._people[word] = word, one
        self.codes.take_own(Code(word) for word, one in self._people.items() if one.is_here)

    def word(self, person_id: str) -> str:
        """What a person is called here; "" for one who is not in the roster (any more)."""
        return self._words.get(person_id, "")

    def person(self, word: str) -> Person | None:
        """Who is meant; None when nobody of the roster, or not one alone."""
        return self._people.get(word)

    def id_of(self, word: str) -> str:
        """Id of who is meant; "" when nobody of the roster, or not one alone."""
        found = self.person(word)
        return found.id if found is not None else ""

    def namesakes(self, name: str) -> int:
        """How many people have exactly this name."""
        return self._names[name]

    def spell(self, word: str) -> tuple[str, str]:
        """Pinyin and initials of a word, for the editors; nothing is looked up in a dictionary."""
        one = self._people.get(word)
        return (one.pinyin, one.initials) if one is not None else ("", "")


def named_shown(row: Any, choosing: Choosing) -> Mapping[str, object]:
    """What a form shows of a row with teacher_id and name: a person of the roster, or a name as it was typed."""
    return {"name": choosing.word(row.teacher_id) or row.name}


def named_stored(typed: dict[str, Any], choosing: Choosing, row: Any) -> dict[str, Any]:
    """Who it was while the name is left as it was: also one who has left the roster, or has a namesake."""
    if row is not None and typed.get("name") == named_shown(row, choosing)["name"]:
        return typed | {"teacher_id": row.teacher_id, "name": row.name}
    person = choosing.person(str(typed.get("name") or ""))
    if person is None:
        return typed | {"teacher_id": ""}
    return typed | {"teacher_id": person.id, "name": person.name}
