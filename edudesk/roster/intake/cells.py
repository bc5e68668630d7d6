"""The reader of each column of a roster: base.grammar, and where offices put two facts into one cell, theirs.

base.grammar reads what is the same in every sheet (dates, numbers, blanks, 同上). What teachers' offices
write for names, titles, education, posts, subjects and honours stands in the modules beside (M27–M38).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from edudesk.base.columns import Kind, printed
from edudesk.base.grammar import DITTO, CellReader, is_starred, reader_for
from edudesk.base.marks import EXCEL_ERRORS, UNCOUNTED
from edudesk.base.readings import EMPTY_MARKS, Level, Reading
from edudesk.roster.intake import honours, persons, posts, schooling, teaching
from edudesk.roster.intake.facts import TO_SUPPLY
from edudesk.roster.rows import COLUMN

_GRAMMARS: Final[Mapping[str, Callable[[str], Reading | None]]] = {
    "name": persons.name,
    "political": persons.political,
    "phone": persons.phone,
    "remark": persons.remark,
    "first_edu": schooling.first_education,
    "top_edu": schooling.top_education,
    "degree": schooling.degree,
    "title": posts.title,
    "post_grade": posts.post_grade,
    "subject": teaching.subject,
    "head_teacher": teaching.head_teacher,
    "honour": honours.honour,
}


_PLAIN: Final = DITTO | EXCEL_ERRORS | {UNCOUNTED}
_DIGIT: Final = re.compile(r"[1-9１-９]")
_MISSING: Final = frozenset(
    (
        "待补",
        "待补充",
        "待查",
        "待核",
        "待核实",
        "待定",
        "暂缺",
        "缺",
        "缺失",
        "空",
        "未办",
        "未提供",
        "0",
        "?",
        "？",
        "??",
        "？？",
    )
)


def cell_reader(
    key: str, *, is_1904: bool = False, school_year: str = "", kind: str = "", is_joint: bool = False
) -> CellReader:
    """The reader of a field; it gives a CellReading where a cell holds more than its value.

    school_year, kind: of the school, for the names of classes; is_joint: its header promises the major beside the school.
    """
    plain = reader_for(COLUMN[key], is_1904=is_1904)
    if key == "id_no":
        return _number_reader(plain)
    grammar = _GRAMMARS.get(key)
    if key == "classes" and kind:
        grammar = partial(teaching.classes, school_year=school_year, kind=kind)
    if is_joint:
        grammar = partial(schooling.school_and_major, key)
    if grammar is None:
        return plain
    seen: dict[str, Reading | None] = {}

    def reader(
        raw: object, above: str = "", number_format: str = "", raw_text: str = "", id_birth: str = ""
    ) -> Reading:
        reading = None
        if text := _text(key, raw):
            if text not in seen:
                seen[text] = grammar(text)
            reading = seen[text]
        return plain(raw, above, number_format, raw_text, id_birth) if reading is None else reading

    return reader


def _number_reader(plain: CellReader) -> CellReader:
    """A cell without any digit is no number that was mistyped: it says that there is none, and keeps nobody out."""

    def reader(
        raw: object, above: str = "", number_format: str = "", raw_text: str = "", id_birth: str = ""
    ) -> Reading:
        reading = plain(raw, above, number_format, raw_text, id_birth)
        typed = printed(raw).strip()
        if reading.level is not Level.ERROR or _DIGIT.search(typed):
            return reading
        if typed in _MISSING:
            return replace(reading, level=Level.NOTICE, text=f"“{typed}”按空白处理，记为{TO_SUPPLY}")
        return replace(reading, level=Level.WARNING, text=f"“{typed}”不是身份证号，此项留空，请补录")

    return reader


def _text(key: str, raw: object) -> str:
    """The cell as the grammars read it; "" for what base.grammar settles alone."""
    if key in ("post_grade", "classes") and isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return f"{raw:g}"
    if not isinstance(raw, str):
        return ""
    text = raw.strip()
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("_x000D_", "")
    if text in _PLAIN or is_starred(COLUMN[key], text):
        return ""
    is_blank = text in EMPTY_MARKS and COLUMN[key].kind is not Kind.YESNO
    return "" if is_blank else text
