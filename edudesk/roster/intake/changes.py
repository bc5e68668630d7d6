"""What importing a row would change on a teacher already here. An empty cell never erases anything."""

from dataclasses import replace

from edudesk.base.columns import Kind
from edudesk.base.ids import is_valid
from edudesk.roster.intake.facts import TO_SUPPLY, TO_VERIFY, Facts, same_day
from edudesk.roster.intake.values import FieldChange
from edudesk.roster.rows import COLUMN, FIELDS, TeacherDraft, TeacherRow

_SETTLED = ("id_no", "id_status", "birth", "birth_file")


def new_teacher(person: Facts) -> TeacherDraft:
    """Somebody new, with every fact the file gives and what follows from it."""
    known = {**person.hints, **person.values}
    return replace(TeacherDraft(name=person.name), **{key: known[key] for key in FIELDS if known.get(key)})


def changes_to(teacher: TeacherRow, person: Facts) -> tuple[FieldChange, ...]:
    """The fields that would change, in the order of a draft. The same file a second time gives none."""
    after = {key: value for key, value in person.values.items() if key not in _SETTLED}
    after |= {
        key: value for key, value in person.hints.items() if key != "id_status" and not getattr(teacher, key)
    }
    after |= _number(teacher, person) | _birth(teacher, person)
    return tuple(
        FieldChange(key, getattr(teacher, key), after[key])
        for key in FIELDS
        if key in after and _differs(key, getattr(teacher, key), after[key])
    )


def changed_teacher(teacher: TeacherRow, changes: tuple[FieldChange, ...]) -> TeacherDraft:
    """The teacher as importing would leave them, without what only a stored row has."""
    after = {change.key: change.after for change in changes}
    return TeacherDraft(**{key: after.get(key, getattr(teacher, key)) for key in FIELDS})


def _differs(key: str, before: str, after: str) -> bool:
    """A month says nothing against the day already known."""
    if COLUMN[key].kind in (Kind.DATE, Kind.MONTH) and before.startswith(after):
        return False
    return before != after


def _number(teacher: TeacherRow, person: Facts) -> dict[str, str]:
    """A good number stays unless another good one comes; a damaged or masked cell brings none (M10–M17)."""
    number = str(person.id_reading.value or "")
    has_good = bool(teacher.id_no) and teacher.id_status != TO_VERIFY
    if not number:
        is_missing = not teacher.id_no and not teacher.id_status
        return {"id_status": TO_SUPPLY} if is_missing and "id_status" in person.hints else {}
    if person.id_reading.is_key:
        is_other = number == teacher.id_no and not is_valid(number)
        return {} if is_other else {"id_no": number, "id_status": ""}
    return {} if has_good else {"id_no": number, "id_status": TO_VERIFY}


def _birth(teacher: TeacherRow, person: Facts) -> dict[str, str]:
    """The birth date of a good number stands; what else a file says is the date of the 档案 (M19)."""
    birth, birth_file = person.values.get("birth", ""), person.values.get("birth_file", "")
    is_settled = is_valid(teacher.id_no) and not person.id_reading.birth
    if birth and is_settled and teacher.birth and not same_day(birth, teacher.birth):
        return {"birth_file": birth_file or birth}
    return {key: value for key, value in (("birth", birth), ("birth_file", birth_file)) if value}
