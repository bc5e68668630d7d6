"""Who a row of the file is: among the teachers already here, and among the other rows of the file.

Strongest first: citizen number, masked number with name, name with birth, staff number with name, and the
name alone when nobody else bears it. A row that could be two people is shown, never guessed (M39, M40).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edudesk.base.dates import same_day
from edudesk.base.ids import IdReading, IdStatus, is_valid
from edudesk.roster.intake.facts import Facts
from edudesk.roster.rows import TeacherRow


class Match(NamedTuple):
    """teacher: None for somebody new; by: why, in a word; problem: why it cannot be told, "" if it can;
    doubt: what the user should look at although it can be told; candidates: whom a problem leaves open, or a doubt that
    somebody is new."""

    teacher: TeacherRow | None
    by: str = ""
    problem: str = ""
    doubt: str = ""
    candidates: tuple[TeacherRow, ...] = ()


_NOBODY = Match(None)


class Matcher:
    """The teachers already here and all people of one file, ready to be asked row by row."""

    def __init__(self, existing: Sequence[TeacherRow], people: Sequence[Facts]) -> None:
        self._by_id = {teacher.id_no: teacher for teacher in existing if teacher.id_no}
        self._by_name: defaultdict[str, list[TeacherRow]] = defaultdict(list)
        for teacher in existing:
            self._by_name[teacher.name].append(teacher)
        self._namesakes = _Namesakes(people)

    def of_name(self, name: str) -> Sequence[TeacherRow]:
        """The teachers who bear a name."""
        return self._by_name.get(name, ())

    def find(self, person: Facts) -> Match:
        """Whom a person of the file is taken for."""
        number = person.id_reading
        if number.is_key and (known := self._by_id.get(str(number.value))):
            is_renamed = known.name != person.name
            doubt = f"身份证号与花名册中的“{known.name}”相同，姓名不同，将改名" if is_renamed else ""
            return Match(known, "身份证号", doubt=doubt)
        if clash := self._namesakes.clash(person):
            return Match(None, problem=clash, candidates=tuple(self._by_name.get(person.name, ())))
        same_name = self._by_name.get(person.name, [])
        if not same_name:
            return _NOBODY
        if number.status is IdStatus.DOUBTFUL and (known := self._by_id.get(str(number.value))) in same_name:
            return Match(known, "身份证号和姓名")
        if number.status is IdStatus.MASKED and len(number.tail) >= 2:
            tailed = [teacher for teacher in same_name if teacher.id_no.endswith(number.tail)]
            if len(tailed) == 1:
                return Match(tailed[0], "证件号末位和姓名")
        possible = [teacher for teacher in same_name if not _different_numbers(teacher, number)]
        found = self._by_facts(person, possible)
        if found == _NOBODY and possible:
            found = Match(None, doubt=_seems_another(possible, person), candidates=tuple(possible))
        if found.teacher is None and any(_born_alike(teacher, person) for teacher in same_name):
            doubt = f"花名册中已有同名同出生年月的“{person.name}”，证件号不同"
            return found._replace(doubt="" if found.problem else doubt)
        return found

    def _by_facts(self, person: Facts, possible: list[TeacherRow]) -> Match:
        born_alike = [teacher for teacher in possible if person.births and _born_alike(teacher, person)]
        if len(born_alike) == 1:
            return Match(born_alike[0], "姓名和出生年月")
        numbered = [
            teacher for teacher in possible if person.staff_no and teacher.staff_no == person.staff_no
        ]
        if len(numbered) == 1:
            return Match(numbered[0], "工号和姓名")
        if len(born_alike) > 1:
            return Match(
                None,
                problem=f"花名册中有{len(born_alike)}位同名同出生年月的“{person.name}”，无法区分",
                candidates=tuple(born_alike),
            )
        agreeing = [teacher for teacher in possible if not _contradicts(teacher, person)]
        if len(agreeing) == 1 and not self._namesakes.has_several(person.name):
            return Match(agreeing[0], "姓名")
        if not agreeing or person.id_reading.is_key or person.births or person.staff_no:
            return _NOBODY
        text = f"“{person.name}”不止一位，没有身份证号、出生年月或工号，无法区分"
        return Match(None, problem=text, candidates=tuple(agreeing))


def described(teacher: TeacherRow) -> str:
    """“王芳”（1985-07 出生，语文）: what tells a teacher from a namesake."""
    known = (
        f"{teacher.birth[:7]} 出生" if teacher.birth else "",
        teacher.staff_no,
        teacher.subject,
        teacher.title,
    )
    return f"“{teacher.name}”（{'，'.join(word for word in known if word) or '没有别的信息'}）"


def _seems_another(possible: Sequence[TeacherRow], person: Facts) -> str:
    """Why somebody is taken for new although the roster knows the name: no number says that they are two people."""
    if len(possible) > 1:
        return f"花名册中已有 {len(possible)} 位“{person.name}”，分不清是不是其中一位"
    differing = "、".join(_differing(possible[0], person))
    return f"花名册中已有同名的{described(possible[0])}，{f'{differing}不同' if differing else '分不清是不是同一人'}"


def _different_numbers(teacher: TeacherRow, number: IdReading) -> bool:
    """Both numbers are known for certain and differ: two people, whatever their names."""
    if number.status is IdStatus.MASKED:
        return bool(number.tail) and is_valid(teacher.id_no) and not teacher.id_no.endswith(number.tail)
    return number.is_key and is_valid(teacher.id_no) and teacher.id_no != number.value


def _born_alike(teacher: TeacherRow, person: Facts) -> bool:
    return any(
        same_day(known, said) for known in (teacher.birth, teacher.birth_file) for said in person.births
    )


def _contradicts(teacher: TeacherRow, person: Facts) -> bool:
    """Something known on both sides differs, so that the name alone proves nothing."""
    return any(True for _ in _differing(teacher, person))


def _differing(teacher: TeacherRow, person: Facts) -> Iterator[str]:
    """What is known on both sides and differs."""
    gender = person.values.get("gender", "")
    if person.births and teacher.birth and not _born_alike(teacher, person):
        yield "出生年月"
    if person.staff_no and teacher.staff_no and person.staff_no != teacher.staff_no:
        yield "工号"
    if gender and teacher.gender and gender != teacher.gender:
        yield "性别"


class _Namesakes:
    """People of one file who share a name or a number."""

    def __init__(self, people: Sequence[Facts]) -> None:
        self._names = Counter(person.name for person in people)
        several = [person for person in people if self._names[person.name] > 1]
        self._births: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for person in several:
            self._births[person.name].append(person.births)
        self._staff = Counter((person.name, person.staff_no) for person in several)

    def has_several(self, name: str) -> bool:
        """Whether the file holds the name more than once."""
        return self._names[name] > 1

    def clash(self, person: Facts) -> str:
        """Why the person cannot be told from a namesake in the file; "" when they can."""
        if not self.has_several(person.name) or person.id_reading.is_key:
            return ""
        if person.staff_no and self._staff[person.name, person.staff_no] == 1:
            return ""
        if not person.births:
            return (
                f"表中有{self._names[person.name]}位“{person.name}”，没有身份证号、出生年月或工号，无法区分"
            )
        alike = (
            any(same_day(mine, theirs) for mine in person.births for theirs in births)
            for births in self._births[person.name]
        )
        if sum(alike) > 1:  # one of them is the person
            return f"表中有同名同出生年月的“{person.name}”，没有可用的身份证号，无法区分"
        return ""
