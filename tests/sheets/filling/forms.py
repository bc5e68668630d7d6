"""Lists to put into the forms of tests/data/templates, and looks at what came out."""

import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from edudesk.base.columns import Column, Kind
from edudesk.base.ids import check_digit
from edudesk.base.report import Written
from edudesk.sheets.filling.filling import Supply, fill
from edudesk.sheets.filling.mapping import Mapping
from edudesk.sheets.filling.proposing import Known, Proposal, propose
from edudesk.sheets.filling.survey import Survey, survey
from edudesk.sheets.headers import match_headers
from edudesk.submissions.facts import fact_columns
from edudesk.submissions.lists import SEQUENCE, list_named

FORMS = Path(__file__).parents[2] / "data" / "templates"
ROSTER = list_named("roster")
FACTS = {
    "school.name": "龙城实验小学",
    "school.filled_on": "2026年11月22日",
    "school.contact": "唐晓燕",
    "school.count": "9",
}
NAMES = ("周敏华", "吉𬭎喆", "阿依古丽·买买提", "万俟㛃", "=1+1", "王&<芳>", "李\x07静", "-张强", "欧阳一诺")


def number(place: int) -> str:
    """The ID number of a person who does not exist."""
    body = f"99019919850{place % 9 + 1}12{100 + place}"
    return body + check_digit(body)


def supply(count: int) -> Supply:
    """So many people; the texts are those that hurt."""
    names = [NAMES[place % len(NAMES)] for place in range(count)]
    texts = {
        "sequence": range(1, count + 1),
        "name": names,
        "gender": ["女", "男"] * (count // 2 + 1),
        "id_no": [number(place) for place in range(count)],
        "birth": ["1985-07", "1991-07-26", ""] * (count // 3 + 1),
        "weekly_periods": ["14", "12.5", ""] * (count // 3 + 1),
        "phone": ["19901990042"] * count,
        "remark": ["@SUM(A1)", "", "+86", "两行\n文字"] * (count // 4 + 1),
        "top_edu": ["本科"] * count,
        "title": ["一级教师"] * count,
        "subject": ["语文"] * count,
        "school.name": ["龙城实验小学"] * count,
    }
    columns = {column.key: column for column in (*ROSTER.choices, *fact_columns(), SEQUENCE)}
    values = {key: list(texts.get(key, [""] * count))[:count] for key in columns}
    return Supply(count, values, columns, FACTS)


def look(name: str) -> tuple[Survey, Proposal]:
    """A form and what is proposed for it."""
    form = survey(FORMS / name)
    return form, propose(form, ROSTER.known)


def filled(name: str, count: int, out: Path) -> tuple[Mapping, Written]:
    """The form with so many people in it."""
    form, proposal = look(name)
    return proposal.mapping, fill(form, proposal.mapping, supply(count), out)


@cache
def _finished(name: str, count: int) -> tuple[Mapping, tuple[str, ...], bytes]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"填好{Path(name).suffix}"
        mapping, written = filled(name, count, out)
        return mapping, written.remarks, out.read_bytes()


def finished(name: str, count: int, out: Path) -> tuple[Mapping, Written]:
    """As filled, but each form is filled once for all tests that only look at it."""
    mapping, remarks, content = _finished(name, count)
    out.write_bytes(content)
    return mapping, Written(out, remarks)


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
        assert book.testzip() is None
        return {info.filename: book.read(info.filename) for info in book.infolist()}


def cells_xml(part: bytes) -> dict[str, bytes]:
    """Address -> the XML of each cell of a sheet."""
    found = re.finditer(rb'<(?:x:)?c r="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</(?:x:)?c>)', part, re.DOTALL)
    return {one[1].decode(): one[0] for one in found}


def simple(*columns: tuple[str, str], kind: Kind = Kind.TEXT) -> Known:
    """A list of few columns: key, title; the first is required."""
    declared = tuple(
        Column(key, title, kind, required=place == 0) for place, (key, title) in enumerate(columns)
    )
    return Known(
        "simple", declared, lambda head: match_headers(head, declared, {}), (), (SEQUENCE,), fact_columns()
    )
