"""The heads of the sample's sheets as an inspector really finds them: the size of the class, ten books of each."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from random import Random

from edudesk.checks.forms.scoring import computed
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.school.sample import SCHOOL, sample_classes

_USUAL = 42  # pupils of a class
_BOOKS = 10  # of each class, and lessons of each teacher
_WEEKLY = {"语文": 7, "数学": 5, "英语": 3}  # lessons, of others 2
_TOPICS = {"语文": "习作：我的心爱之物", "数学": "平行四边形的面积", "英语": "Unit 4 At the farm"}
_TERMS = ("02-23", "09-01")  # first days


def told(form: CheckForm, drawn: Mapping[str, object], unit: UnitRow, day: str) -> dict[str, object]:
    """The counts that were drawn by lot, put right so that they fit together; every item keeps its points. day: ISO, of the
    sheet."""
    make = _HEADS.get(form.key)
    if make is None:
        return dict(drawn)
    lot = Random(f"{form.key} {unit.name} {unit.subject} {unit.classes} {day}")
    counts = {**drawn, **make(unit, day, lot)}
    before = {key: value for key, value in drawn.items() if isinstance(value, int)}
    if isinstance(came := counts.get("present"), int):
        counts["due"] = came + before["on_leave"] + before["absent"]
    for item in form.items:
        whole = counts.get(item.whole)
        if not item.part or not isinstance(whole, int):
            continue
        points = computed(item, before).points
        fitting = (
            part
            for part in range(whole, -1, -1)
            if computed(item, {item.part: part, item.whole: whole}).points == points
        )
        counts[item.part] = next(fitting, whole)
    return counts


@cache
def _sizes() -> Mapping[str, int]:
    """Printed name of each class -> its pupils, this year."""
    return {
        f"{row.grade.removesuffix('年级')}（{row.number}）班": row.size or _USUAL
        for row in sample_classes()
        if row.school_year == SCHOOL["school_year"]
    }


def _size(unit: UnitRow) -> int:
    return _sizes().get(unit.classes, _USUAL)


def _weeks(day: str) -> int:
    """How many weeks a term has gone on a day."""
    on = date.fromisoformat(day)
    first = max(start for text in _TERMS if (start := date.fromisoformat(f"{on.year}-{text}")) <= on)
    return (on - first).days // 7 + 1


def _lessons(unit: UnitRow, day: str, lot: Random) -> dict[str, object]:
    """应备 = 周课时 × weeks gone, and one week ahead."""
    return {
        "lessons_due": _WEEKLY.get(unit.subject, 2) * (_weeks(day) + 1),
        "lessons_sampled": _BOOKS,
        "reflections_due": 8 if unit.subject in _WEEKLY else 5,
    }


def _homework(unit: UnitRow, day: str, lot: Random) -> dict[str, object]:
    size = _size(unit)
    return {
        "homework_kind": "练习册、作文本" if unit.subject == "语文" else "练习册",
        "class_size": size,
        "books_due": size,
        "books_sampled": _BOOKS,
        "markings_due": 4 * _weeks(day),
        "corrections_due": lot.randint(20, 30),
        "books_commented": lot.randint(6, _BOOKS),
        "last_marked": (date.fromisoformat(day) - timedelta(days=lot.randint(1, 3))).isoformat(),
    }


def _tutoring(unit: UnitRow, day: str, lot: Random) -> dict[str, object]:
    return {
        "weak_pupils": 5,
        "strong_pupils": lot.randint(4, 8),
        "plans_due": 5,
        "sessions_due": 5 * _weeks(day),
        "pupils_sampled": "、".join(str(one) for one in sorted(lot.sample(range(1, 38), 5))) + " 号",
        "face_markings": lot.randint(12, 30),
        "home_contacts": lot.randint(8, 14),
    }


def _lesson(unit: UnitRow, day: str, lot: Random) -> dict[str, object]:
    size = _size(unit)
    present = size - lot.choice((0, 0, 1, 2))
    return {
        "period": f"第{lot.randint(1, 5)}节",
        "topic": _TOPICS.get(unit.subject, ""),
        "lesson_kind": "新授课",
        "pupils_due": size,
        "pupils_present": present,
        "questions": lot.randint(16, 34),
        "took_part": present - lot.randint(3, 12),
        "talk_minutes": lot.randint(12, 20),
        "activity_minutes": lot.randint(14, 20),
        "practised": present,
    }


def _meeting(unit: UnitRow, day: str, lot: Random) -> dict[str, object]:
    came = lot.randint(8, 16)
    return {"present": came, "spoke": came - lot.randint(0, 3), "sessions_due": 8}


def _test(unit: UnitRow, day: str, lot: Random) -> dict[str, object]:
    size = _size(unit)
    return {
        "test_date": (date.fromisoformat(day) - timedelta(days=3)).isoformat(),
        "examinees_due": size,
        "examinees": size - lot.choice((0, 0, 1)),
        "papers_sampled": _BOOKS,
        "retake_due": 10,
    }


_HEADS: Mapping[str, Callable[[UnitRow, str, Random], dict[str, object]]] = {
    "BK01": _lessons,
    "ZY01": _homework,
    "FD01": _tutoring,
    "TK01": _lesson,
    "JB01": _meeting,
    "ZL01": _test,
}
