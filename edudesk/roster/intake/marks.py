"""Names that are struck through or coloured: offices mark so who has left, but only they know (M44)."""

from collections.abc import Sequence

from edudesk.base.readings import Level
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.people import PeopleReader
from edudesk.roster.rows import GONE
from edudesk.sheets.workbook import Sheet

_LEAVE_OUT = "skip"


def mark_people(sheet: Sheet, reader: PeopleReader, people: Sequence[Facts]) -> list[str]:
    """Ask what a struck-through name means, and do it; returns what is said of coloured ones."""
    if not sheet.struck and not sheet.coloured:  # nearly every sheet
        return []
    column = reader.column_of("name")
    struck = [person for person in people if (person.row, column) in sheet.struck]
    if struck:
        _ask(struck, reader)
    coloured = [person for person in people if (person.row, column) in sheet.coloured]
    if not coloured or 2 * len(coloured) > len(people):  # every other row is only easier to read
        return []
    rows = "、".join(str(person.row) for person in coloured[:3]) + (" 等" if len(coloured) > 3 else "")
    return [f"有 {len(coloured)} 人的姓名标了底色（第 {rows} 行）；颜色表示什么，程序不知道，没有读取。"]


def _ask(struck: Sequence[Facts], reader: PeopleReader) -> None:
    key = f"struck:{struck[0].sheet}"
    for person in struck:
        answer = reader.questions.ask(
            key,
            "有人的姓名划了删除线，表示已经离校吗？",
            (
                ("", "不表示什么，照常导入"),
                *((status, f"按“{status}”存入") for status in GONE),
                (_LEAVE_OUT, "这几行不导入"),
            ),
            reader.place(person, "name"),
        )
        if answer == _LEAVE_OUT:
            text = "姓名划了删除线，按您的选择没有导入"
            reader.remark(person, "name", Level.ERROR, text, person.name)
        elif answer:
            person.values["status"] = answer
            text = f"姓名划了删除线，按您的选择存为“{answer}”"
            reader.remark(person, "name", Level.NOTICE, text, person.name)
        else:
            text = "姓名划了删除线；如果表示已经离校，请在窗口的“要您决定的事”里选择"
            reader.remark(person, "name", Level.WARNING, text, person.name)
