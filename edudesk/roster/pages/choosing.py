"""Choosing teachers: one by name, pinyin or initials in a form, many by a pasted list of names."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edudesk.base import pinyin
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.words import some_of
from edudesk.kit.fields import Spell
from edudesk.roster.rows import TeacherRow

PERSON = "teacher"
_BREAKS = re.compile(r"[\t\n\r,，、;；]+")


def by_word(teachers: Sequence[TeacherRow]) -> dict[str, TeacherRow]:
    """Teachers by the word they are chosen by: the name, behind that of namesakes what tells them apart."""
    names = Counter(row.name for row in teachers)
    found: dict[str, TeacherRow] = {}
    for row in teachers:
        word = row.name
        if names[row.name] > 1:
            mark = "，".join(text for text in (row.subject, row.staff_no or row.birth) if text)
            word = f"{row.name}（{mark or '同名'}）"
        while word in found:
            word += "＋"
        found[word] = row
    return found


def person_column(people: Mapping[str, TeacherRow]) -> Column:
    """The field of a form in which one of them is chosen."""
    codes = tuple(Code(word, aliases=("".join(word.split()),)) for word in people)
    return Column(
        PERSON, "教师", Kind.CHOICE, codes=CodeList("教师名单", codes, is_open=False), required=True,
        help="姓名、拼音或首字母",
    )  # fmt: skip


def speller(people: Mapping[str, TeacherRow]) -> Spell:
    """Pinyin of these teachers as it is stored, of any other word from the dictionary."""

    def spell(word: str) -> tuple[str, str]:
        row = people.get(word)
        return pinyin.spell(word) if row is None else (row.pinyin, row.initials)

    return spell


@dataclass(frozen=True, slots=True)
class Named:
    """The teachers of a pasted list, each once, and sentences on names that are nobody's or several people's."""

    people: tuple[TeacherRow, ...]
    notes: tuple[str, ...]


def named(text: str, teachers: Sequence[TeacherRow]) -> Named:
    """Find the people of a pasted list: names on lines, in cells, or with commas between them."""
    bearers: defaultdict[str, list[TeacherRow]] = defaultdict(list)
    for row in teachers:
        bearers["".join(row.name.split())].append(row)
    names = dict.fromkeys(name for piece in _BREAKS.split(text) for name in _names_in(piece, bearers))
    unknown = [name for name in names if name not in bearers]
    many = [name for name in names if len(bearers.get(name, ())) > 1]
    notes = []
    if unknown:
        notes.append(f"花名册里没有 {some_of(unknown, '人')}，没有列入。")
    if many:
        notes.append(f"{some_of(many, '人')} 有同名教师，都已列入，请删去不是的。")
    people = {row.id: row for name in names for row in bearers.get(name, ())}
    return Named(tuple(people.values()), tuple(notes))


def _names_in(piece: str, known: Mapping[str, object]) -> list[str]:
    """王 芳 is one name, 李静 周敏华 are two: what the roster knows decides."""
    whole = "".join(piece.split())
    if not whole or whole in known:
        return [whole] if whole else []
    return piece.split()
