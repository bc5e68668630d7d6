"""What forms/roster/history_import.toml knows of the sheets of each kind of dated facts."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from edudesk.base import clock, paths
from edudesk.base.columns import Column, column_map
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.rows import COLUMN, COLUMNS, IGNORED_HEADERS
from edudesk.school.rules import school_year_of
from edudesk.sheets.headers import normalise

PERSON: Final = "person"
"""Key of the column that says whose fact a row is; those beside it tell namesakes apart."""
WHO: Final[Mapping[str, str]] = {
    PERSON: "name", "person_id": "id_no", "person_no": "staff_no", "person_birth": "birth",
}  # fmt: skip
_YEAR = re.compile(
    r"(?:((?:19|20)[0-9]{2})\s*[-–—~至/]\s*((?:19|20)?[0-9]{2})|((?:19|20)[0-9]{2}))\s*(?:学年度|学年|年度|年(?!\s*[0-9]))?"
)
_MARKED = re.compile(
    r"(?:19|20)[0-9]{2}(?:\s*[-–—~至/]\s*(?:19|20)?[0-9]{2})?\s*(?:学年度|学年|年度|年(?!\s*[0-9]))"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the sheets of a kind; see the comments in the TOML. year: "" when no sheet has years across."""

    words: tuple[str, ...]
    who: tuple[str, ...]
    strict: tuple[str, ...] = ()
    year: str = ""
    value: str = ""
    fixed: Mapping[str, str] | None = None


@cache
def _document() -> dict[str, Any]:
    with paths.shipped("forms", "roster", "history_import.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words_of(kind: HistoryKind) -> Words:
    """The entry of a kind."""
    document = _document()
    table = document[kind.key]
    return Words(
        words=tuple(table["words"]),
        who=(*document["who"], *table.get("who", ())),
        strict=tuple(table.get("strict", ())),
        year=table.get("year", ""),
        value=table.get("value", ""),
        fixed=table.get("fixed"),
    )


@cache
def wanted_columns(kind: HistoryKind) -> tuple[Column, ...]:
    """What a file may bring: who it is about, then the fact. Only the person is required of a sheet."""
    own = tuple(replace(column, required=False) for column in kind.columns)
    spelled = {normalise(word) for column in own for word in (column.title, *column.aliases)}
    found = []
    for key, field in WHO.items():
        column = COLUMN[field]
        more = words_of(kind).who if key == PERSON else ()
        aliases = tuple(word for word in (*column.aliases, *more) if normalise(word) not in spelled)
        found.append(
            replace(
                column, key=key, aliases=aliases, required=key == PERSON, value=None, sort=None, parent=""
            )
        )
    return (*found, *own)


@cache
def ignored_headers(kind: HistoryKind) -> tuple[str, ...]:
    """Headers that say nothing about the fact: 序号, and what the roster knows about the person (性别, 职称)."""
    wanted = wanted_columns(kind)
    spelled = {normalise(word) for column in wanted for word in (column.title, *column.aliases)}
    others = (word for column in COLUMNS for word in (column.title, *column.aliases))
    return tuple(
        word for word in dict.fromkeys((*IGNORED_HEADERS, *others)) if normalise(word) not in spelled
    )


@cache
def fields_of(kind: HistoryKind) -> Mapping[str, Column]:
    """wanted_columns by their key."""
    return column_map(wanted_columns(kind))


def year_in(text: str) -> tuple[str, str]:
    """The year a header names and what else it says: 2023年学分 -> (2023, 学分); ("", text) without one."""
    half = "".join(unicodedata.normalize("NFKC", text).split())
    found = _YEAR.search(half)
    if found is None:
        return "", half
    rest = (half[: found.start()] + half[found.end() :]).strip("-_·:()、.")
    return _printed(found), rest


def year_told(texts: Sequence[str]) -> str:
    """The year that titles name: 2025 for 2025年度考核汇总表, 2025-2026 for a school year; "" for none."""
    for text in texts:
        half = "".join(unicodedata.normalize("NFKC", text).split())
        if marked := _MARKED.search(half):
            found = _YEAR.match(marked[0])
            return _printed(found) if found else ""
    return ""


def as_year(text: str) -> str:
    """2025年 and 2025 学年度 as they are stored; "" when the text is no year."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return _printed(found) if found else ""


def _printed(found: re.Match[str]) -> str:
    """2025, or 2025-2026 when both halves follow each other; another pair is no year."""
    if found[3]:
        return found[3]
    first = int(found[1])
    return f"{first}-{first + 1}" if int(found[2][-2:]) == (first + 1) % 100 else ""


def is_far(text: str) -> bool:
    """Whether a year, school year or ISO date begins after the next school year: a slip, or a plan."""
    begin = text[:7]
    if not begin[4:] or (text.count("-") == 1 and len(text) == 9):
        begin = f"{text[:4]}-{'09' if text[4:] else '01'}"
    return begin > f"{int(school_year_of(clock.today())[:4]) + 2}-08"


def guess_words(kind: HistoryKind, texts: Sequence[str]) -> int:
    """How much titles sound like a kind: the length of its longest word in them."""
    joined = "　".join(texts)
    return max((len(word) for word in words_of(kind).words if word in joined), default=0)


assert all(kind.key in _document() for kind in KINDS)
