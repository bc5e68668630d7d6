"""Words on teachers and their changes, as the undo menu, the journal and the messages say them."""

from collections.abc import Iterable, Mapping

from edudesk.base.words import some_of
from edudesk.roster.rows import COLUMN, FIELDS, TeacherDraft


def changed_fields(before: TeacherDraft, after: Mapping[str, str]) -> dict[str, str]:
    """Those of the given fields whose value differs."""
    return {key: value for key, value in after.items() if getattr(before, key) != value}


def change_title(name: str, keys: Iterable[str]) -> str:
    """修改 周敏华 职称, as the undo menu and the journal say it."""
    titles = [COLUMN[key].full_title for key in FIELDS if key in set(keys)]
    return f"修改 {name} {some_of(titles, '项')}"


def names_of(rows: Iterable[TeacherDraft]) -> str:
    """李静、周敏华、沈婷 等 5 人."""
    return some_of([row.name for row in rows], "人")
