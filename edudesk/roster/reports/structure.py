"""队伍结构: the people of a day in groups of which each divides them all, for the 结构统计表 and for charts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from edudesk.roster.reports.choosing import share
from edudesk.roster.reports.counted import (
    EDUCATION_LEVELS,
    Counted,
    CountLine,
    Test,
    age_bands,
    band_word,
    title_tests,
)
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.line_columns import order_of, rule_of
from edudesk.roster.reports.staffing import HONOUR_LEVELS, highest_honour
from edudesk.roster.rows import TeacherRow, age_of, teaching_years
from edudesk.roster.rules.counting import is_full_time_teacher
from edudesk.roster.rules.credits import BEHIND, DONE, ON_PACE, progress_of

SEX, AGE, EDUCATION, TITLE, SUBJECT, HONOUR, TRAINING, SERVICE = (
    "性别", "年龄", "学历", "职称", "学科", "骨干教师", "培训学分", "教龄",
)  # fmt: skip
SEXES = ("女", "男")
UNKNOWN = "未登记"
NO_HONOUR = "无县级以上称号"
_OTHER_TITLE = "其他系列职称"
_PRINTED = (SEX, AGE, EDUCATION, TITLE, SUBJECT, HONOUR, TRAINING)  # in the 结构统计表
_BESIDE = ((0, 35), (36, 45), (46, 55), (56, 200))  # ages, as 教师队伍建设情况 has them
_SERVICE = (
    (0, 3),
    (4, 10),
    (11, 20),
    (21, 30),
    (31, 200),
)  # years; of the first 3 somebody is a mentee (E18)

Tests: TypeAlias = Sequence[tuple[str, Test]]
"""The words of a group, each with who falls under it."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Those of a group that share a word."""

    group: str
    word: str
    people: tuple[TeacherRow, ...]


def structure_of(facts: Facts) -> tuple[Slice, ...]:
    """Every slice of every printed group of the 专任教师 as of the day of the facts."""
    return facts.once("structure", _divided)


def _divided(facts: Facts) -> tuple[Slice, ...]:
    teachers = full_time(facts)
    return tuple(one for group in _PRINTED for one in slices_of(group, teachers, facts))


def slices_of(group: str, people: Sequence[TeacherRow], facts: Facts) -> tuple[Slice, ...]:
    """These people divided by a group as of the day of the facts; 未登记 closes it when somebody fits nothing.

    A word that nobody fits is left out.
    """
    found, left = [], list(people)
    for word, fits in _TESTS[group](people, facts):
        mine = tuple(row for row in left if fits(row))
        left = [row for row in left if not fits(row)]
        if mine:
            found.append(Slice(group, word, mine))
    rest = _OTHER_TITLE if group == TITLE else UNKNOWN
    return (*found, Slice(group, rest, tuple(left))) if left else tuple(found)


def full_time(facts: Facts) -> tuple[TeacherRow, ...]:
    """The 专任教师 of the day."""
    return facts.once("full_time", lambda facts: tuple(filter(is_full_time_teacher, facts.present)))


def structure_table(facts: Facts) -> Counted:
    """One line for each slice: how many, which share, how many women and of which ages."""
    teachers = full_time(facts)
    lines = [_line("合计", "专任教师", teachers, len(teachers), facts.day)]
    last = ""
    for one in structure_of(facts):
        group = "" if one.group == last else f"按{one.group}分"
        last = one.group
        lines.append(_line(group, one.word, one.people, len(teachers), facts.day))
    heads = [("人数", ""), ("占专任教师", ""), ("其中女", "")]
    heads += [(band_word(low, high), "年龄") for low, high in _BESIDE]
    notes = (
        "每位专任教师在每一类里只计一次；学科按主教学科，骨干教师按现有称号的最高级别，培训学分按本周期的进度。",
    )
    return Counted(tuple(heads), tuple(lines), notes, paper="A4竖")


def _line(group: str, word: str, people: tuple[TeacherRow, ...], of: int, day: str) -> CountLine:
    ages = [age_of(row.birth, day) for row in people]
    counts = (sum(age is not None and low <= age <= high for age in ages) for low, high in _BESIDE)
    women = sum(row.gender == "女" for row in people)
    return CountLine(group, word, (len(people), share(len(people), of), women, *counts))


# who falls under which word


def _saying(words: Iterable[str], word_of: Callable[[TeacherRow], str]) -> Tests:
    def says(word: str) -> Test:
        return lambda row: word_of(row) == word

    return [(word, says(word)) for word in words]


def _ages(people: Sequence[TeacherRow], facts: Facts) -> Tests:
    return age_bands({row.id: age_of(row.birth, facts.day) for row in people})


def _educations(people: Sequence[TeacherRow], facts: Facts) -> Tests:
    def of(words: frozenset[str]) -> Test:
        return lambda row: row.top_edu in words

    return [(word, of(words)) for word, words in EDUCATION_LEVELS]


def _subjects(people: Sequence[TeacherRow], facts: Facts) -> Tests:
    found = {row.subject for row in people if row.subject}
    return _saying(sorted(found, key=lambda word: (order_of("subject", word), word)), lambda row: row.subject)


def _honours(people: Sequence[TeacherRow], facts: Facts) -> Tests:
    highest = {row.id: highest_honour(row, facts) or NO_HONOUR for row in people}
    return _saying((*HONOUR_LEVELS, NO_HONOUR), lambda row: highest[row.id])


def _verdicts(people: Sequence[TeacherRow], facts: Facts) -> Tests:
    rule = rule_of(facts)
    found = {row.id: progress_of(row, facts.of("training", row), facts.day, rule).verdict for row in people}
    return _saying((DONE, ON_PACE, BEHIND), lambda row: found[row.id])


def _services(people: Sequence[TeacherRow], facts: Facts) -> Tests:
    years = {row.id: teaching_years(row.teach_start or row.work_start, facts.day) for row in people}

    def within(low: int, high: int) -> Test:
        return lambda row: (own := years[row.id]) is not None and low <= own <= high

    return [(band_word(low, high, "年"), within(low, high)) for low, high in _SERVICE]


_TESTS: Mapping[str, Callable[[Sequence[TeacherRow], Facts], Tests]] = {
    SEX: lambda people, facts: _saying(SEXES, lambda row: row.gender),
    AGE: _ages,
    EDUCATION: _educations,
    TITLE: lambda people, facts: title_tests(),
    SUBJECT: _subjects,
    HONOUR: _honours,
    TRAINING: _verdicts,
    SERVICE: _services,
}
