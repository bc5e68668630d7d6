"""Dated facts in words: one line of a fact, and the growth line (成长轨迹) of a teacher."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from edudesk.base.columns import Column, Kind
from edudesk.roster.histories import KINDS, HistoryKind
from edudesk.roster.histories.careers import ENTRY_TITLES
from edudesk.roster.histories.growing import LED, pair_line
from edudesk.roster.histories.held import has_begun
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.rows import TeacherRow, day_of
from edudesk.school.rows.terms import FIRST_TERM

Facts = Mapping[str, Sequence[Any]]
"""Dated facts of one teacher by key of their kind, as HistoryService.of gives them."""

# what is told first where there is no room for all; the lower, the more it tells
_WEIGHTS = {
    **dict.fromkeys(("title", "status", "education", "honour", "admin_post"), 0),
    **dict.fromkeys(("achievement", "mentoring", "exchange", "annual_review", "ethics_review"), 1),
}
_USUAL = 2
_JOINED = "入职"
_TITLE = "取得 "
_FIRST_TITLES = tuple(_TITLE + title for title in ENTRY_TITLES)  # as histories.careers.TITLE tells them


class Step(NamedTuple):
    """One step of a growth line. on: ISO month; weight: the lower, the more it tells."""

    on: str
    text: str
    weight: int


def facts_on(facts: Facts, day: str) -> Facts:
    """Those of the facts that had begun by an ISO day; "" = today, with all that is known of the days to come."""
    if not day:
        return facts
    return {key: [row for row in rows if has_begun(row, day)] for key, rows in facts.items()}


def growth_line(teacher: TeacherRow, facts: Facts, most: int | None = None) -> list[tuple[str, str]]:
    """(month, sentence) of everything with a date, the newest first. most: only the most telling of them.

    A teacher as of an earlier day has only what had begun by then.
    """
    found = _with_title((*_entry(teacher), *_steps(facts, day_of(teacher))))
    steps = {(step.on, step.text): step for step in found}
    # among equals the newer tells more
    telling = sorted(
        sorted(steps.values(), key=lambda step: step.on, reverse=True), key=lambda step: step.weight
    )
    kept = sorted(telling[:most], key=lambda step: step.on, reverse=True)
    return [(step.on, step.text) for step in kept]


def _steps(facts: Facts, day: str) -> list[Step]:
    found: list[Step] = []
    for kind in KINDS:
        for row in facts.get(kind.key, ()):
            if text := kind.line(row):
                found.append(Step(row.begins[:7], text, _WEIGHTS.get(kind.key, _USUAL)))
    found += [
        Step(row.begins[:7], pair_line(row.mentee), _WEIGHTS["mentoring"]) for row in facts.get(LED, ())
    ]
    return [step for step in found if step.on and (not day or step.on <= day[:7])]


def _entry(teacher: TeacherRow) -> list[Step]:
    """The first job, and coming to this school."""
    first, here = teacher.work_start[:7], teacher.school_start[:7]
    if first and here and first != here:
        return [Step(first, "参加工作", 0), Step(here, "到本校任教", 0)]
    return [Step(first or here, _JOINED, 0)] if first or here else []


def _with_title(steps: Sequence[Step]) -> list[Step]:
    """入职 二级教师: who has a title with the first job, has both in one line."""
    titles = {step.on: step for step in steps if step.text in _FIRST_TITLES}
    found = []
    for step in steps:
        title = titles.get(step.on) if step.text == _JOINED else None
        found.append(
            step if title is None else step._replace(text=f"{_JOINED} {title.text.removeprefix(_TITLE)}")
        )
    joined = {step.on for step in found if step.text.startswith(f"{_JOINED} ")}
    return [step for step in found if not (step.text in _FIRST_TITLES and step.on in joined)]


def when(row: Any) -> str:
    """The date of a fact as a list prints it: 2026-2027 上, 2025, 2025-06; "" when not known."""
    if term := getattr(row, "term", ""):
        return f"{row.school_year} {'上' if term == FIRST_TERM else '下'}"
    return str(getattr(row, "year", "") or row.begins)


def fact_words(kind: HistoryKind, row: Any) -> str:
    """What a fact says besides its date, in one line, its name first: 一级教师 · 数学 · 已聘."""
    shown = sorted((one for one in kind.columns if one.is_shown), key=lambda one: one.key != kind.label)
    words: list[str] = []
    for column in shown:
        word = _word(column, row)
        if not any(word in said for said in ("", *words)):  # 专业技术 is in 专业技术九级
            words.append(word)
    if row.ends and row.ends[:7] != row.begins[:7]:
        words.append(f"至 {row.ends}")
    return " · ".join(words)


def _word(column: Column, row: Any) -> str:
    text = column.text(row)
    if not text or column.kind is Kind.ID or column.key in ("school_year", "term", "year", "ends"):
        return ""
    if column.kind is Kind.YESNO:
        return column.title.removeprefix("是否") if text == "是" else ""
    if column.kind is Kind.DATE:
        return "" if text == row.begins else f"{column.title} {text}"
    is_bare = text.replace(".", "").replace("+", "").isdigit()
    return f"{column.title} {text}" if is_bare else text


def found_in(line: LedgerLine) -> str:
    """What the search of a ledger looks through besides the name, in lower case."""
    held = line.held
    texts = (getattr(held, name) for name in held.__dataclass_fields__ if name not in _KEYS)
    return "\n".join(str(text) for text in texts if text).lower()


_KEYS = ("id", "version", "teacher_id", "mentor_id")
