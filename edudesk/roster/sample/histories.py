"""The dated facts of the sample school, ready to be stored."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from edudesk.roster.histories import KIND
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.sample.careers import head_classes, of_career
from edudesk.roster.sample.growing import of_growth
from edudesk.roster.sample.people import sample_teachers


@cache
def _careers() -> tuple[dict[str, list[Any]], ...]:
    """Rows by key of their kind, teacher by teacher as sample_teachers() has them."""
    heads = head_classes(sample_teachers())
    return tuple(
        of_career(number, one, heads.get(number, "")) | of_growth(number, one)
        for number, one in enumerate(sample_teachers())
    )


def sample_histories(ids: Mapping[str, str]) -> dict[str, list[Any]]:
    """Every dated fact by key of its kind. ids: of the stored teachers by 工号."""
    found: dict[str, list[Any]] = {key: [] for key in KIND}
    for one, careers in zip(sample_teachers(), _careers(), strict=True):
        for key, rows in careers.items():
            found[key] += [replace(row, teacher_id=ids[one.staff_no]) for row in rows]
    return {key: rows for key, rows in found.items() if rows}


def without_dated(number: int, one: TeacherDraft) -> TeacherDraft:
    """A teacher whose flat fields are left to what the dated facts will say."""
    fields = (field for key, rows in _careers()[number].items() if rows for field in KIND[key].flat_fields)
    empty = dict.fromkeys(fields, "")
    return replace(one, **empty | ({"status": "在岗"} if "status" in empty else {}))
