"""Who a lesson of a file is held by: the name in its cell, else the 任课 of the class and subject."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edudesk.base.readings import Level
from edudesk.roster.rows import GONE, TeacherRow
from edudesk.timetable.rules.teaching import Taught, who_has


@dataclass(frozen=True, slots=True)
class Holder:
    """teacher_id: of the roster, else name stands alone; text: what has to be said, at level."""

    teacher_id: str = ""
    name: str = ""
    level: Level = Level.OK
    text: str = ""


class Staff:
    """The people of the school. heads: class -> ids of its 班主任."""

    def __init__(
        self, teachers: Sequence[TeacherRow], taught: Sequence[Taught], heads: Mapping[str, Sequence[str]]
    ) -> None:
        self._by_name: defaultdict[str, list[TeacherRow]] = defaultdict(list)
        for row in teachers:
            self._by_name["".join(row.name.split())].append(row)
        self._names = {row.id: row.name for row in teachers}
        self._taught, self._heads = taught, heads
        # the longest first: 王芳华 is not 王芳
        self._any_name = re.compile(
            "|".join(map(re.escape, sorted(self._by_name, key=lambda name: (-len(name), name))))
        )
        self._known: dict[tuple[str, str], list[str]] = {}

    def is_name(self, text: str) -> bool:
        """Whether somebody is called so."""
        return text in self._by_name

    def named_in(self, text: str) -> str:
        """The one person of the school whom a title names: 李静 of 李静老师课程表; "" when it names none or several."""
        found = set(self._any_name.findall("".join(text.split()))) if self._by_name else set()
        return found.pop() if len(found) == 1 else ""

    def subject_of(self, name: str, class_name: str) -> str:
        """What somebody has a class in by the 任课; "" when it is nothing, or several subjects."""
        ids = {row.id for row in self._by_name.get(name, ())}
        rows = [row for row in self._taught if row.teacher_id in ids and row.covers(class_name)]
        found = {row.subject for row in rows if class_name in row.classes} or {row.subject for row in rows}
        return found.pop() if len(found) == 1 else ""

    def led_by(self, name: str) -> str:
        """The class somebody is 班主任 of; "" when it is none or several."""
        ids = {row.id for row in self._by_name.get(name, ())}
        found = [class_name for class_name, heads in self._heads.items() if ids & set(heads)]
        return found[0] if len(found) == 1 else ""

    def name_of(self, teacher_id: str) -> str:
        """Of somebody of the roster, "" of others."""
        return self._names.get(teacher_id, "")

    def holder(self, class_name: str, subject: str, said: str) -> Holder:
        """Who holds the lesson. said: as the cell has it, "" when it names nobody."""
        able = self._who_has(class_name, subject)
        if said:
            return self._named(able, class_name, subject, said)
        if len(able) == 1:
            return Holder(able[0])
        if able:
            names = "、".join(self.name_of(one) for one in able[:4])
            return Holder(
                "",
                "",
                Level.WARNING,
                f"课表没有写教师，任课里{class_name}{subject}有{len(able)}位（{names}），教师留空",
            )
        return Holder(
            "", "", Level.WARNING, f"课表没有写教师，任课里也没有{class_name}{subject}的教师，教师留空"
        )

    def _named(self, able: Sequence[str], class_name: str, subject: str, said: str) -> Holder:
        found = self._by_name.get(said, [])
        if len(found) > 1:
            present = [row for row in found if row.id in able] or [
                row for row in found if row.status not in GONE
            ]
            found = present if len(present) == 1 else found
        if len(found) == 1:
            is_other = able and found[0].id not in able
            names = "、".join(self.name_of(one) for one in able[:4])
            text = f"任课里{class_name}{subject}是{names}，课表是{said}，按课表存入" if is_other else ""
            return Holder(found[0].id, "", Level.NOTICE if is_other else Level.OK, text)
        if found:
            return Holder(
                "", said, Level.WARNING, f"花名册里有 {len(found)} 位{said}，分不清是哪一位，只存姓名"
            )
        close = [one for one in able if self.name_of(one).startswith(said)] if len(said) <= 2 else []
        if len(close) == 1:  # only the surname, or 李老师
            return Holder(close[0])
        return Holder("", said, Level.WARNING, f"花名册中没有“{said}”，只存姓名")

    def _who_has(self, class_name: str, subject: str) -> list[str]:
        key = (class_name, subject)
        if key not in self._known:
            found = who_has(self._taught, self._heads, class_name, subject)
            self._known[key] = [one for one in found if one in self._names]
        return self._known[key]
