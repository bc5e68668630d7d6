"""Doubts over all dated facts of one teacher: what deserves a second look, never a wall (教师花名册 2.4 V1–V15)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Final

from edudesk.base import clock
from edudesk.base.dates import is_before
from edudesk.roster.histories import KIND, KIND_OF_FIELD
from edudesk.roster.histories.careers import AdminPost, Education, Title
from edudesk.roster.histories.growing import Mentoring
from edudesk.roster.histories.held import holds
from edudesk.roster.histories.honours import Honour
from edudesk.roster.histories.reviews import BARRED, EthicsEvent, Review, is_barred, veto_at, veto_words
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.rows import TeacherDraft, code_lists
from edudesk.roster.rules.agreement import is_lower_education
from edudesk.roster.rules.checking import doubts, number_doubts, periods_of
from edudesk.roster.rules.counting import is_full_time_teacher
from edudesk.roster.rules.posts import tier_of_title
from edudesk.roster.rules.retirement import retires

Held = Mapping[str, Sequence[Any]]
_CHECK: Final = "，请核对。"
# 岗位聘任情况 with which a grade of another tier is right
_EXCUSED: Final = frozenset(("高聘", "低聘", "待聘"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt. kind: key of the dated facts, "" for the flat row; key: field there; row_id: the fact, "" for the flat row
    and for what is told by it."""

    kind: str
    key: str
    text: str
    row_id: str = ""


def all_doubts(
    teacher: TeacherDraft,
    held: Held,
    titles: Mapping[str, str] | None = None,
    on: str = "",
    bearers: Iterable[str] = (),
) -> tuple[Doubt, ...]:
    """Everything doubtful about one teacher, the flat row first.

    held: dated facts by key of their kind; titles: present title of other teachers by id (of mentors); on: ISO day,
    "" = today; bearers: names of the others with the same 工号.
    """
    day = on or clock.today().isoformat()
    flat = [
        Doubt("", one.key, one.text) for one in (*doubts(teacher), *number_doubts(teacher.staff_no, bearers))
    ]
    if any(row.appoint_state in _EXCUSED for row in held.get("title", ()) if holds(row, day)):
        flat = [one for one in flat if one.key != "post_grade"]
    found = [*_of_rows(held), *_due(teacher, day)]
    for rule in _RULES:
        found += rule(teacher, held, day)
    found += _mentor_doubts(teacher, held, titles or {}, day)
    # what a kind doubts itself is not said once more about the flat field it shows
    kinds = {one.kind for one in found}
    flat = [one for one in flat if one.key not in KIND_OF_FIELD or KIND_OF_FIELD[one.key].key not in kinds]
    return (*flat, *found)


def _of_rows(held: Held) -> Iterator[Doubt]:
    """What each kind says about one row of its own (V5, V6, V15)."""
    for key, rows in held.items():
        for row in rows:
            for problem in KIND[key].doubts(row):
                yield Doubt(key, problem.key, problem.text, row.id)


def _due(teacher: TeacherDraft, day: str) -> Iterator[Doubt]:
    """V16: past the age of retirement and still here: looked at, never changed."""
    month = retires(teacher)
    if month and month < day[:7] and teacher.status == "在岗" and teacher.establishment != "返聘":
        yield Doubt("", "status", f"按出生年月应于 {month} 达到法定退休年龄，人员状态仍是“在岗”{_CHECK}")


def education_order(teacher: TeacherDraft, held: Held, day: str) -> Iterator[Doubt]:
    """V5: who has a later end has no lower level."""
    rows: list[Education] = sorted(
        (row for row in held.get("education", ()) if row.graduated), key=lambda row: row.graduated
    )
    for earlier, later in pairwise(rows):
        if is_lower_education(later.level, earlier.level):
            text = f"“{later.level}”（{later.graduated}）在“{earlier.level}”（{earlier.graduated}）之后毕业{_CHECK}"
            yield Doubt("education", "graduated", text, later.id)


def title_order(teacher: TeacherDraft, held: Held, day: str) -> Iterator[Doubt]:
    """V6: titles rise with time."""
    order = code_lists()["title"].order
    rows: list[Title] = sorted(
        (row for row in held.get("title", ()) if row.begins), key=lambda row: row.begins
    )
    rows = [row for row in rows if tier_of_title(row.title)]
    for earlier, later in pairwise(rows):
        if order(later.title) > order(earlier.title):
            text = f"{later.title}（{later.begins}）在{earlier.title}（{earlier.begins}）之后取得{_CHECK}"
            yield Doubt("title", "obtained", text, later.id)


def honour_overlaps(teacher: TeacherDraft, held: Held, day: str) -> Iterator[Doubt]:
    """V10: the same honour twice at a time is one."""
    for one, other in combinations(held.get("honour", ()), 2):
        if (one.name, one.level) == (other.name, other.level) and _meet(one, other):
            text = f"“{one.name}”有两条记录的有效期重叠（{one.begins}、{other.begins}），可以合并{_CHECK}"
            yield Doubt("honour", "ends", text, other.id)


def _meet(one: Honour, other: Honour) -> bool:
    first, second = sorted((one, other), key=lambda row: row.begins)
    return not first.ends or not is_before(first.ends, second.begins)


def review_years(teacher: TeacherDraft, held: Held, day: str) -> Iterator[Doubt]:
    """V11: one review a year."""
    for key in ("annual_review", "ethics_review"):
        rows: Sequence[Review] = held.get(key, ())
        twice = {year for year, count in Counter(row.year for row in rows).items() if count > 1 and year}
        for year in sorted(twice):
            last = [row for row in rows if row.year == year][-1]
            yield Doubt(key, "year", f"{year} 年度有两条{KIND[key].title}记录{_CHECK}", last.id)


def facts_under_veto(teacher: TeacherDraft, held: Held, day: str) -> Iterator[Doubt]:
    """V12: what a veto bars lies inside it, as when the event came to light later."""
    events: Sequence[EthicsEvent] = held.get("ethics_event", ())
    if not events:
        return
    for kind in (KIND[key] for key in BARRED):
        for row in held.get(kind.key, ()):
            if is_barred(kind, row) and row.begins and (event := veto_at(events, row.begins)):
                label = getattr(row, kind.label)
                text = f"{kind.title}“{label}”（{row.begins}）在{veto_words(event)}内{_CHECK}"
                yield Doubt(kind.key, kind.label, text, row.id)


def idle_year(teacher: TeacherDraft, held: Held, day: str) -> Iterator[Doubt]:
    """V13: a 专任教师 without one period in a whole school year (S1 §24)."""
    if not is_full_time_teacher(teacher):
        return
    by_year: dict[str, list[Assignment]] = {}
    for row in held.get("assignment", ()):
        if row.school_year:
            by_year.setdefault(row.school_year, []).append(row)
    for year, rows in sorted(by_year.items()):
        is_whole = len({row.term for row in rows}) == 2
        if is_whole and not any(periods_of(row.weekly_periods) != 0 for row in rows):
            text = f"{year} 学年两个学期的周课时都是 0，与“专任教师”不符{_CHECK}"
            yield Doubt("assignment", "weekly_periods", text, rows[-1].id)


def post_spans(teacher: TeacherDraft, held: Held, day: str) -> Iterator[Doubt]:
    """V4 for leading posts: none begins before the first job."""
    rows: Sequence[AdminPost] = held.get("admin_post", ())
    for row in rows:
        if is_before(row.begins, teacher.work_start):
            text = f"{row.post}任职时间“{row.begins}”早于参加工作时间“{teacher.work_start}”{_CHECK}"
            yield Doubt("admin_post", "since", text, row.id)


def _mentor_doubts(teacher: TeacherDraft, held: Held, titles: Mapping[str, str], day: str) -> Iterator[Doubt]:
    """V14: a mentor's title is not below that of the one who is led."""
    order = code_lists()["title"].order
    rows: Sequence[Mentoring] = held.get("mentoring", ())
    for row in rows:
        title = titles.get(row.mentor_id, "")
        if holds(row, day) and title and teacher.title and order(title) > order(teacher.title):
            text = f"师傅{row.mentor}的职称“{title}”低于徒弟的“{teacher.title}”{_CHECK}"
            yield Doubt("mentoring", "mentor", text, row.id)


_RULES: Final[tuple[Callable[[TeacherDraft, Held, str], Iterable[Doubt]], ...]] = (
    education_order, title_order, honour_overlaps, review_years, facts_under_veto, idle_year, post_spans,
)  # fmt: skip
# the kinds these rules look at
DOUBTED_KINDS: Final = (
    "education", "title", "post", "admin_post", "assignment", "honour", "annual_review", "ethics_review",
    "ethics_event", "exchange", "mentoring",
)  # fmt: skip
