"""Who stands in a class: the teacher of a 巡课 event from the 任课 (教学常规检查 1.7)."""

from collections.abc import Iterable

from edudesk.checks.rules.units import Teaching, classes_of


def who_teaches(
    teaching: Iterable[Teaching], school_year: str, class_name: str, subject: str
) -> list[Teaching]:
    """Rows of 任课 that name the class (五3班 is 五（3）班) and, when given, the subject."""
    rows = [row for row in teaching if not subject or row.subject == subject]
    meant = class_name.strip()
    if not meant:
        return []
    found = []
    for row in rows:
        mine = classes_of(row, school_year)
        said = classes_of(
            Teaching(teacher_id="", name="", classes=meant, kind=row.kind, stage=row.stage), school_year
        )
        if set(said) & set(mine):
            found.append(row)
    return found
