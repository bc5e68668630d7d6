"""Teachers and rows of a file for the tests of the import, with the facts that matter in sight."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from edudesk.base.pinyin import spell
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.people import PeopleReader
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.rows import DATED_FIELDS, TeacherDraft, TeacherRow
from edudesk.roster.sample import id_number
from edudesk.sheets.rows import DataRow
from edudesk.sheets.workbook import Sheet

ZHOU_ID = id_number("1991-07-26", 222)
OTHER_ID = id_number("1991-07-26", 444)


def teacher(name: str, **facts: str) -> TeacherRow:
    """A stored teacher; the id is the name unless given."""
    pinyin, initials = spell(name)
    row_id = facts.pop("id", name)
    return TeacherRow(id=row_id, version=1, pinyin=pinyin, initials=initials, name=name, **facts)


def dated(row: TeacherRow) -> dict[str, str]:
    """What dated facts settle of a teacher."""
    return {key: getattr(row, key) for key in sorted(DATED_FIELDS)}


def stored(draft: TeacherDraft, row_id: str) -> TeacherRow:
    """A draft as the service would have stored it."""
    pinyin, initials = spell(draft.name)
    return TeacherRow(id=row_id, version=1, pinyin=pinyin, initials=initials, **asdict(draft))


def chosen(preview: ImportPreview, fields: Mapping[int, str | None]) -> dict[tuple[str, str], str | None]:
    """What the user's drop-downs say: place of a column -> field, as preview_roster takes it."""
    return {(one.head, one.name): fields[one.index] for one in preview.columns if one.index in fields}


def person(*, row: int = 2, **cells: Any) -> Facts:
    """What one row of a file says whose columns are the given fields."""
    columns = dict(enumerate(cells))
    reader = PeopleReader(Sheet("表", ()), columns)
    return reader.read([DataRow(row, tuple(cells.values()))], {})[0]
