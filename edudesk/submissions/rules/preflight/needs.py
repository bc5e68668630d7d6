"""Facts a pack must have: school.FIELD, stats.FIELD, calendar.term or .days, teacher.FIELD, text.KEY; each with where it is filled in."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Final

from edudesk.roster.rows import COLUMN
from edudesk.roster.rules import GAPS
from edudesk.school.rows import COLUMN as SCHOOL_COLUMN
from edudesk.school.rows.stages import stages_of
from edudesk.school.rows.stats import STATS_COLUMN
from edudesk.school.rules.years import school_year_of
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rules.asked import own_text
from edudesk.submissions.rules.preflight.looked import FILL, Looked, people

_GAPS = dict(GAPS)
TERM: Final = Action(FILL, "school_calendar", field="term")
# a teacher's field -> the ready question of the roster page that lists who lacks it
_QUERIES = {
    "id_no": "缺身份证号",
    "birth": "缺出生年月",
    "work_start": "缺参加工作时间",
    "top_edu": "缺最高学历",
    "title": "缺职称",
    "subject": "缺任教学科",
    "phone": "缺联系电话",
}


def is_need(text: str) -> bool:
    """Whether a word names a fact that can be looked for: school.contact, teacher.birth, text.team.measures."""
    room, _, key = text.partition(".")
    return key in _FIELDS[room] if room in _FIELDS else room == "text" and bool(key)


def missing_facts(looked: Looked) -> Iterator[Finding]:
    """A finding for each fact the pack needs and the school file lacks; first whether there is anybody at all."""
    if "teachers" in looked.pack.concerns and not looked.facts.present:
        yield Finding(Level.MISSING, "花名册里没有教师", Action(FILL, "roster"))
    for need in looked.pack.needs:
        room, _, key = need.partition(".")
        yield from _ROOMS[room](looked, key)


def _of_school(looked: Looked, key: str) -> Iterator[Finding]:
    if not getattr(looked.facts.school, key):
        title = SCHOOL_COLUMN[key].title
        yield Finding(Level.MISSING, f"学校信息没有填写“{title}”", Action(FILL, "school", field=key))


def _of_stats(looked: Looked, key: str) -> Iterator[Finding]:
    facts = looked.facts
    title = STATS_COLUMN[key].full_title
    for stage in stages_of(facts.school.stage):
        own = next((row for row in facts.figures if row.stage == stage.word), None)
        if own is None or getattr(own, key) is None:
            text = f"{facts.school_year}学年{stage.word}的年度数据没有填写“{title}”"
            yield Finding(
                Level.MISSING, text, Action(FILL, "school_stats", f"{facts.school_year} {stage.word}", key)
            )


def _of_calendar(looked: Looked, key: str) -> Iterator[Finding]:
    year = looked.facts.school_year
    if all(term.school_year != year for term in looked.terms):
        if key == "term":
            yield Finding(Level.MISSING, f"{year}学年还没有填写学期，做不出校历", TERM)
    elif key == "days" and all(school_year_of(date.fromisoformat(day.day)) != year for day in looked.days):
        yield Finding(Level.MISSING, f"{year}学年的校历没有登记放假和活动", Action(FILL, "school_calendar"))


def _of_teacher(looked: Looked, key: str) -> Iterator[Finding]:
    lacks = _GAPS.get(_QUERIES.get(key, "")) or (lambda row: not getattr(row, key))
    without = [row for row in looked.facts.present if lacks(row)]
    if without:
        text = f"{people(without)}没有登记“{COLUMN[key].full_title}”"
        record = without[0].id if len(without) == 1 else ""
        yield Finding(Level.MISSING, text, Action(FILL, "roster", record, key, _QUERIES.get(key, "")))


def _of_text(looked: Looked, key: str) -> Iterator[Finding]:
    if own_text(looked.texts, key, looked.facts.school_year) is None:
        text = f"“{looked.text_titles(key)}”还没有写，将印参考文字"
        yield Finding(Level.MISSING, text, Action(FILL, "submissions", field=key))


_ROOMS: Mapping[str, Callable[[Looked, str], Iterator[Finding]]] = {
    "school": _of_school,
    "stats": _of_stats,
    "calendar": _of_calendar,
    "teacher": _of_teacher,
    "text": _of_text,
}
_FIELDS: Mapping[str, Collection[str]] = {
    "school": SCHOOL_COLUMN,
    "stats": STATS_COLUMN,
    "calendar": ("term", "days"),
    "teacher": COLUMN,
}
