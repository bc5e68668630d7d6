"""What is to be checked: units from the 任课 of a term, and the form that fits each (教学常规检查 5.2, 5.3)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edudesk.checks.forms.value import CheckForm, Unit
from edudesk.school.rows.stages import STAGE
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.classes import grade_order

GRADUATING = "毕业年级"  # counts as a 学段 when a form is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """One row of 任课 with who it belongs to. group: 教研组; periods: 周课时, None = not written down; kind: 学段 or
    九年一贯制, to read classes by."""

    teacher_id: str
    name: str
    staff_no: str = ""
    group: str = ""
    subject: str = ""
    stage: str = ""
    kind: str = ""
    classes: str = ""
    periods: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom a check is about; () = all."""

    subjects: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class Who(NamedTuple):
    """Somebody, or something, that is looked at. id: of a teacher, "" of a group or a class."""

    id: str
    name: str
    staff_no: str = ""


class Room(NamedTuple):
    """A class of the school. key: the same in every year; head: its 班主任, None = not written down."""

    key: str = ""
    head: Who | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A unit that can be checked. classes: printed names, one for a unit by class; class_keys: of those the school has
    on its list; weight: 周课时 of the subject."""

    teacher_id: str
    name: str
    staff_no: str
    group: str
    subject: str
    stage: str
    classes: tuple[str, ...]
    weight: float | None
    form: CheckForm
    class_keys: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """Id of the teacher; of a group its name, of a room the class, whatever its name this year: what a sample
        counts."""
        if self.form.unit is Unit.ROOM:
            return (*self.class_keys, *self.classes)[0]
        return self.teacher_id or self.name

    @property
    def key(self) -> tuple[str, str, tuple[str, ...], str]:
        """The same for the same unit: nobody is checked twice in one check. A teacher looked at as a whole is one,
        whichever groups the subjects belong to (包班)."""
        group = "" if self.form.unit is Unit.TEACHER else self.group
        return self.teacher_id, self.subject, self.classes, group


def units(
    teaching: Iterable[Teaching],
    school_year: str,
    scope: Scope,
    forms: Sequence[CheckForm],
    graduating: frozenset[str] = frozenset(),
    rooms: Mapping[str, Room] | None = None,
) -> list[Found]:
    """The units of a check, in the order of the rows, rooms in that of the classes.

    forms: enabled versions of the kind of check, of which each unit takes the one that fits best; graduating:
    names of 毕业年级 (六年级, 九年级 …); rooms: by printed name of the class. By class a whole grade (四年级) is its
    classes, as the school's list and the other rows name them; for a lesson to be heard it is one. A row whose classes cannot be read is one unit with the
    words as they are.
    """
    found: dict[object, Found] = {}
    known, rows = rooms or {}, list(teaching)
    listed = _by_grade((*known, *(name for row in rows for name in classes_of(row, school_year))))
    for row in rows:
        if not _is_within(row, scope):
            continue
        every = classes_of(row, school_year)
        classes = tuple(name for name in every if not scope.grades or grade_of_class(name) in scope.grades)
        if scope.grades and not classes:
            continue
        stage = (
            GRADUATING
            if classes and all(grade_of_class(name) in graduating for name in classes)
            else row.stage
        )
        form = best_form(forms, row.subject, stage, row.stage)
        if form is None:
            continue
        for part in _parts(row, classes, form.unit, listed):
            who, is_taught = Who(row.teacher_id, row.name, row.staff_no), True
            if form.unit is Unit.GROUP:
                who, is_taught = Who("", row.group), False
            elif form.unit is Unit.ROOM:
                room = known.get(part[0], Room())
                who, is_taught = room.head or Who("", part[0]), False
            unit = Found(
                teacher_id=who.id,
                name=who.name,
                staff_no=who.staff_no,
                group="" if form.unit is Unit.ROOM else row.group,
                subject=row.subject if is_taught and form.unit is not Unit.TEACHER else "",
                stage=row.stage,
                classes=part,
                class_keys=tuple(known[name].key for name in part if name in known and known[name].key),
                weight=row.periods if is_taught else None,
                form=form,
            )
            found.setdefault(unit.key, unit)
    return sorted(found.values(), key=_place)


def _place(unit: Found) -> tuple[int, int, int, str]:
    """Rooms are walked to in the order of the classes; all else stays in the order of its rows."""
    return class_order(unit.classes[0]) if unit.form.unit is Unit.ROOM and unit.classes else (0, 0, 0, "")


def best_form(forms: Sequence[CheckForm], subject: str, *stages: str) -> CheckForm | None:
    """学科+学段 > 学科 > 学段 > 通用 (5.3); of equals the newest version. stages: the first that a form is made for."""
    best: tuple[int, int, CheckForm] | None = None
    for form in forms:
        if form.subjects and subject not in form.subjects:
            continue
        rank = next((place for place, stage in enumerate(stages) if stage in form.stages), None)
        if form.stages and rank is None:
            continue
        fit = 2 * len(stages) * bool(form.subjects) + (len(stages) - rank if rank is not None else 0)
        if best is None or (fit, form.version) > best[:2]:
            best = (fit, form.version, form)
    return best[2] if best else None


def classes_of(row: Teaching, school_year: str) -> tuple[str, ...]:
    """The printed names of the classes of a row, the words as they stand when they cannot be read."""
    if not row.classes.strip():
        return ()
    return class_names(row.classes, school_year, row.kind or row.stage) or (row.classes.strip(),)


def grade_of_class(name: str) -> str:
    """五年级 of 五（3）班, 七年级 of 七（1）班, 高一 of 高一（2）班."""
    head = name.partition("（")[0]
    return head if head.endswith("年级") or head.startswith("高") else f"{head}年级"


def class_order(name: str) -> tuple[int, int, int, str]:
    """Place of a printed class among all: by 学段, grade and number; what is no class comes last."""
    number = "".join(filter(str.isdecimal, name.partition("（")[2]))
    try:
        return (*grade_order(grade_of_class(name)), int(number or 0), name)
    except KeyError:
        return len(STAGE), 0, 0, name


def grades_of(row: Teaching, school_year: str) -> tuple[str, ...]:
    """五年级 …: the grades somebody teaches in, each once."""
    return tuple(dict.fromkeys(grade_of_class(name) for name in classes_of(row, school_year)))


def _is_within(row: Teaching, scope: Scope) -> bool:
    return (
        (not scope.subjects or row.subject in scope.subjects)
        and (not scope.stages or row.stage in scope.stages)
        and (not scope.groups or row.group in scope.groups)
    )


def _parts(
    row: Teaching, classes: tuple[str, ...], unit: Unit, listed: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    if unit in (Unit.TEACHER, Unit.GROUP):
        if unit is Unit.TEACHER or row.group:
            yield ()
        return
    if unit is Unit.SUBJECT or not classes:
        if unit is not Unit.ROOM:
            yield classes
        return
    if unit is Unit.LESSON:  # a lesson is heard somewhere in the grade, not in each of its classes
        yield from ((name,) for name in classes)
        return
    for name in dict.fromkeys(one for words in classes for one in listed.get(words, (words,))):
        # a grade nobody knows the classes of is no room to look into, while those of others are known
        if unit is not Unit.ROOM or not listed or name != grade_of_class(name):
            yield (name,)


def _by_grade(names: Iterable[str]) -> dict[str, list[str]]:
    """五年级 -> 五（1）班, 五（2）班 … in their order; whole grades and words that are no class are left out."""
    found: dict[str, list[str]] = {}
    for name in sorted(set(names), key=class_order):
        if "（" in name and name.endswith("班"):
            found.setdefault(grade_of_class(name), []).append(name)
    return found


def merged(teaching: Iterable[Teaching]) -> list[Teaching]:
    """Rows of the same teacher, subject and 学段 as one: their classes together, their periods summed."""
    rows: dict[tuple[str, str, str], Teaching] = {}
    for row in teaching:
        key = row.teacher_id, row.subject, row.stage
        rows[key] = _joined(rows[key], row) if key in rows else row
    return list(rows.values())


def _joined(one: Teaching, other: Teaching) -> Teaching:
    both = [periods for periods in (one.periods, other.periods) if periods is not None]
    return Teaching(
        teacher_id=one.teacher_id,
        name=one.name,
        staff_no=one.staff_no,
        group=one.group or other.group,
        subject=one.subject,
        stage=one.stage,
        kind=one.kind,
        classes="、".join(filter(None, dict.fromkeys((one.classes, other.classes)))),
        periods=sum(both) if both else None,
    )


def weights(found: Iterable[Found]) -> Mapping[tuple[str, str], float]:
    """(teacher, subject) -> 周课时, the weight among the subjects of a teacher (R4); 0 = not written down."""
    return {(unit.teacher_id, unit.subject): unit.weight or 0.0 for unit in found}
