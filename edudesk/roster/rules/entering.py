"""What a form for dated facts begins with, and what the flat form says about fields that dated facts settle."""

from collections.abc import Mapping
from typing import Any

from edudesk.base.errors import FieldProblem
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.rows import COLUMN, FIELDS, TeacherDraft
from edudesk.roster.rules.growth import Facts
from edudesk.roster.rules.posts import is_grade
from edudesk.school.rules.years import term_and_year


def fresh_values(kind: HistoryKind, today: str) -> dict[str, Any]:
    """What the form of a new fact begins with: the term or the year of an ISO day."""
    fields = kind.row.__dataclass_fields__
    if "term" in fields:
        school_year, term = term_and_year(today)
        return {"school_year": school_year, "term": term}
    return {"year": today[:4]} if "year" in fields else {}


def form_values(kind: HistoryKind, row: Any) -> dict[str, Any]:
    """A fact as its form shows it."""
    return {column.key: getattr(row, column.key) for column in kind.columns}


def is_double(kind: HistoryKind, one: Any, other: Any) -> bool:
    """Two facts of one teacher that say the same, whatever their details: the same year, the same course that day."""
    return kind.is_same(one, other)


def settled_fields(facts: Facts) -> dict[str, str]:
    """Flat fields that are only summed up from stored facts: field -> the sentence that says where to change them."""
    found: dict[str, str] = {}
    for kind in KINDS:
        if any(row.id for row in facts.get(kind.key, ())):
            shown = {flat for facet in kind.facets for flat in facet.fields}
            sentence = f"由“{kind.title}”记录得出，请在“{kind.tab}”中修改"
            found |= {field: sentence for field in kind.summed if field not in shown}
    return found


def undated_changes(before: TeacherDraft, after: TeacherDraft) -> tuple[FieldProblem, ...]:
    """Words that became others while their date stayed: a correction, unless the date is changed too."""
    found = []
    for kind in KINDS:
        for facet in kind.facets:
            was, now = getattr(before, facet.word), getattr(after, facet.word)
            if facet.word not in LATER or not (was and now) or was == now:
                continue
            if getattr(before, facet.since) == getattr(after, facet.since):
                found.append(FieldProblem(facet.word, _undated(facet.word, facet.since)))
    return tuple(found)


def strange_words(before: TeacherDraft | None, after: TeacherDraft) -> tuple[FieldProblem, ...]:
    """Words just entered that no code list knows, or no grade of a post: kept as they are, but no statistic counts them. before: None = all new."""
    found = []
    for key in FIELDS:
        codes, word = COLUMN[key].codes, getattr(after, key)
        is_fresh = before is None or getattr(before, key) != word
        if not (word and is_fresh):
            continue
        if codes is not None and not codes.knows(word):
            found.append(FieldProblem(key, f"{codes.name}中没有“{word}”，按原文保存，请核对。"))
        if key == "post_grade" and not is_grade(word):
            text = f"“{word}”不是专业技术、管理或工勤技能岗位的等级（如“专业技术九级”），按原文保存，请核对。"
            found.append(FieldProblem(key, text))
    return tuple(found)


def dated_by(word: str) -> str:
    """The field that holds the date of another: title -> title_obtained."""
    return next(facet.since for kind in KINDS for facet in kind.facets if facet.word == word)


LATER: Mapping[str, str] = {
    "title": "晋升",
    "post_grade": "新的聘任",
    "first_edu": "另一个学历",
    "top_edu": "新取得的学历",
    "honour": "新获得的称号",
}
"""The fields whose date is wanted, and what a later state of them is called."""


def _undated(word: str, since: str) -> str:
    title = COLUMN[word].full_title
    date = COLUMN[since].full_title.removeprefix(title).lstrip("·")
    return f"{title}改了而{date}没有改：按更正保存；如果是{LATER[word]}，请同时改{date}。"
