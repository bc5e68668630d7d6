"""队伍结构: the 专任教师 of a day in groups of which each divides them all, for the 结构统计表 and for reports with charts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from edudesk.roster.reports.choosing import share
from edudesk.roster.reports.counted import (
    EDUCATION_LEVELS,
    Counted,
    CountLine,
    age_bands,
    title_tests,
)
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.line_columns import order_of, rule_of
from edudesk.roster.reports.staffing import HONOUR_LEVELS, highest_honour
from edudesk.roster.rows import TeacherRow, age_of
from edudesk.roster.rules.counting import is_full_time_teacher
from edudesk.roster.rules.credits import BEHIND, DONE, ON_PACE, progress_of

SEX, AGE, EDUCATION, TITLE, SUBJECT, HONOUR, TRAINING = (
    "性别", "年龄", "学历", "职称", "学科", "骨干教师", "培训学分",
)  # fmt: skip
UNKNOWN = "未登记"
NO_HONOUR = "无县级以上称号"
_BESIDE = ((0, 35), (36, 45), (46, 55), (56, 200))  # ages, as 教师队伍建设情况 has them


@dataclass(frozen=True, slots=True)
class Slice:
    """Those of a group that share a word."""

    group: str
    word: str
    people: tuple[TeacherRow, ...]


def structure_of(facts: Facts) -> tuple[Slice, ...]:
    """Every slice of every group as of the day of the facts; 未登记 closes a group in which somebody fits nothing."""
    teachers = full_time(facts)
    ages = {row.id: age_of(row.birth, facts.day) for row in teachers}
    subjects = sorted(
        {row.subject for row in teachers if row.subject}, key=lambda word: (order_of("subject", word), word)
    )
    honours = {row.id: highest_honour(row, facts) or NO_HONOUR for row in teachers}
    verdicts = {
        row.id: progress_of(row, facts.of("training", row), facts.day, rule_of(facts)).verdict
        for row in teachers
    }
    return (
        *_slices(SEX, teachers, lambda row: row.gender, ("女", "男")),
        *_divided(AGE, teachers, age_bands(ages)),
        *_divided(EDUCATION, teachers, [(word, _of(words)) for word, words in EDUCATION_LEVELS]),
        *_divided(TITLE, teachers, title_tests(), "其他系列职称"),
        *_slices(SUBJECT, teachers, lambda row: row.subject, subjects),
        *_slices(HONOUR, teachers, lambda row: honours[row.id], (*HONOUR_LEVELS, NO_HONOUR)),
        *_slices(TRAINING, teachers, lambda row: verdicts[row.id], (DONE, ON_PACE, BEHIND)),
    )


def full_time(facts: Facts) -> tuple[TeacherRow, ...]:
    """The 专任教师 of the day."""
    return tuple(row for row in facts.present if is_full_time_teacher(row))


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
    heads += [(_age_word(low, high), "年龄") for low, high in _BESIDE]
    notes = (
        "每位专任教师在每一类里只计一次；学科按主教学科，骨干教师按现有称号的最高级别，培训学分按本周期的进度。",
    )
    return Counted(tuple(heads), tuple(lines), notes, paper="A4竖")


def _line(group: str, word: str, people: tuple[TeacherRow, ...], of: int, day: str) -> CountLine:
    ages = [age_of(row.birth, day) for row in people]
    counts = (sum(age is not None and low <= age <= high for age in ages) for low, high in _BESIDE)
    women = sum(row.gender == "女" for row in people)
    return CountLine(group, word, (len(people), share(len(people), of), women, *counts))


def _age_word(low: int, high: int) -> str:
    return f"{high}岁及以下" if not low else f"{low}岁及以上" if high == 200 else f"{low}—{high}岁"


def _of(words: frozenset[str]) -> Callable[[TeacherRow], bool]:
    return lambda row: row.top_edu in words


def _slices(
    group: str,
    teachers: Iterable[TeacherRow],
    word_of: Callable[[TeacherRow], str],
    words: Iterable[str],
) -> list[Slice]:
    def says(word: str) -> Callable[[TeacherRow], bool]:
        return lambda row: word_of(row) == word

    return _divided(group, teachers, [(word, says(word)) for word in words])


def _divided(
    group: str,
    teachers: Iterable[TeacherRow],
    tests: Iterable[tuple[str, Callable[[TeacherRow], bool]]],
    rest: str = UNKNOWN,
) -> list[Slice]:
    """A slice for each test that somebody fits, and one for those who fit none."""
    left = list(teachers)
    found = []
    for word, fits in tests:
        people = tuple(row for row in left if fits(row))
        left = [row for row in left if not fits(row)]
        if people:
            found.append(Slice(group, word, people))
    return [*found, Slice(group, rest, tuple(left))] if left else found
