"""What importing a row would change on a teacher already here. An empty cell never erases anything."""

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

from edudesk.base.columns import Kind
from edudesk.base.dates import same_day
from edudesk.base.ids import is_valid
from edudesk.base.making import maker
from edudesk.roster.intake.facts import TO_SUPPLY, TO_VERIFY, Facts
from edudesk.roster.intake.values import FieldChange
from edudesk.roster.rows import COLUMNS, FIELDS, TeacherDraft, TeacherRow

_SETTLED = frozenset(("id_no", "id_status", "birth", "birth_file"))
_DATES = frozenset(column.key for column in COLUMNS if column.kind in (Kind.DATE, Kind.MONTH))
_BLANK = {key: getattr(TeacherDraft(name=""), key) for key in FIELDS}
_ORDER = {key: place for place, key in enumerate(FIELDS)}
# all fields of a teacher at once; "id" behind, because of one field alone it would give no tuple
_known = lru_cache(256)(lambda keys: attrgetter(*keys, "id"))


def new_teacher(person: Facts) -> TeacherDraft:
    """Somebody new, with every fact the file gives and what follows from it."""
    known = {**_BLANK, "name": person.name, **person.hints, **person.values}
    return maker(TeacherDraft)(map(known.__getitem__, FIELDS))


def changes_to(
    teacher: TeacherRow, person: Facts, classes: Callable[[str], tuple[str, ...] | None] = lambda text: None
) -> tuple[FieldChange, ...]:
    """The fields that would change, in the order of a draft. The same file a second time gives none.

    classes: names of the classes that a text speaks of: 五（1）（2）班 and 501、502 are no difference.
    """
    known = _known(tuple(person.values))(teacher)
    after = {}
    if (*person.values.values(), teacher.id) != known:
        after = {
            key: value
            for (key, value), before in zip(person.values.items(), known, strict=False)
            if value != before and key not in _SETTLED
        }
    for key, value in person.hints.items():
        if key not in person.values and key not in _SETTLED and not getattr(teacher, key):
            after[key] = value
    after |= _number(teacher, person) | _birth(teacher, person)
    if person.notes:
        after |= _notes(teacher, person)
    if not after:  # nearly everybody
        return ()
    return tuple(
        FieldChange(key, getattr(teacher, key), after[key])
        for key in sorted(after, key=_ORDER.__getitem__)
        if _differs(key, getattr(teacher, key), after[key])
        and not (key == "classes" and _same_classes(classes, teacher.classes, after[key]))
    )


def _notes(teacher: TeacherRow, person: Facts) -> dict[str, str]:
    """What other cells bring into 备注 is added to the remark known here, once."""
    if "remark" in person.values:
        return {}
    new = [note for note in person.notes if note not in teacher.remark]
    return {"remark": "；".join(part for part in (teacher.remark, *new) if part)} if new else {}


def _same_classes(classes: Callable[[str], tuple[str, ...] | None], before: str, after: str) -> bool:
    known = classes(before) if before else None
    return known is not None and known == classes(after)


def _differs(key: str, before: str, after: str) -> bool:
    """A month says nothing against the day already known."""
    if key in _DATES and after and before.startswith(after):
        return False
    return before != after


def _number(teacher: TeacherRow, person: Facts) -> dict[str, str]:
    """A good number stays unless another good one comes; a damaged or masked cell brings none (M10–M17)."""
    number = str(person.id_reading.value or "")
    if not number:
        is_missing = not teacher.id_no and not teacher.id_status
        return {"id_status": TO_SUPPLY} if is_missing and "id_status" in person.hints else {}
    if number == teacher.id_no and not teacher.id_status:
        return {}
    if person.id_reading.is_key:
        is_other = number == teacher.id_no and teacher.id_status and not is_valid(number)
        return {} if is_other else {"id_no": number, "id_status": ""}
    has_good = bool(teacher.id_no) and teacher.id_status != TO_VERIFY
    return {} if has_good else {"id_no": number, "id_status": TO_VERIFY}


def _birth(teacher: TeacherRow, person: Facts) -> dict[str, str]:
    """The birth date of a good number stands; what else a file says is the date of the 档案 (M19)."""
    birth, birth_file = person.values.get("birth", ""), person.values.get("birth_file", "")
    if birth == teacher.birth and not birth_file:
        return {}
    differs = birth and teacher.birth and not same_day(birth, teacher.birth)
    if differs and not person.id_reading.birth and is_valid(teacher.id_no):
        return {"birth_file": birth_file or birth}
    return {key: value for key, value in (("birth", birth), ("birth_file", birth_file)) if value}
