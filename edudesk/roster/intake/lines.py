"""Rows beside one name merged downwards: lines of one person, whom matching and doubles take together (M40)."""

from collections.abc import Sequence

from edudesk.base.readings import Level
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.people import PeopleReader
from edudesk.sheets.workbook import Sheet


def mark_lines(sheet: Sheet, reader: PeopleReader, people: Sequence[Facts]) -> None:
    """Set Facts.above of each line below the first of its name. With a number of its own it is another person."""
    column = reader.column_of("name")
    spans = [one for one in sheet.merges if one.column == column and one.last_row > one.row]
    if not spans:  # nearly every sheet
        return
    by_row = {person.row: person for person in people}
    for span in spans:
        same = [by_row[row] for row in range(span.row, span.last_row + 1) if row in by_row]
        for person in same[1:]:
            _put_below(same[0], person, reader)


def _put_below(first: Facts, person: Facts, reader: PeopleReader) -> None:
    mine, theirs = person.id_reading, first.id_reading
    if mine.is_key and mine.value != theirs.value:
        return
    person.above = first.row
    person.id_reading = theirs
    if first.is_wrong and not person.is_wrong:
        text = f"姓名是合并的格子，与{first.place}是同一人，那一行不能导入"
        reader.remark(person, "name", Level.ERROR, text, person.name)
