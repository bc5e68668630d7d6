"""Who is at school, what their records lack, and how those at school are made up."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from edudesk.base import clock
from edudesk.roster.rows import GONE, TeacherDraft, age_of, day_of

# Bands of the roster page and of the bureau's age tables (教师花名册 5, sheet 3).
AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("≤30 岁", 0, 30),
    ("31—40 岁", 31, 40),
    ("41—50 岁", 41, 50),
    ("≥51 岁", 51, 200),
)
TITLE_BANDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("正高级", frozenset({"正高级教师"})),
    ("高级", frozenset({"高级教师"})),
    ("一级", frozenset({"一级教师"})),
    ("二级及以下", frozenset({"二级教师", "三级教师", "未定级"})),
)


@dataclass(frozen=True, slots=True)
class Share:
    """One bar of a structure chart: how many of all rows fall under label."""

    label: str
    count: int
    total: int


def is_present(row: TeacherDraft) -> bool:
    """On the school's strength on the row's day: not retired, transferred or gone."""
    return row.status not in GONE


# What a present teacher's record should hold; the word stands on the start page and in the filter.
GAPS: tuple[tuple[str, Callable[[TeacherDraft], bool]], ...] = (
    ("缺身份证号", lambda row: not row.id_no),
    ("证件号待核实", lambda row: row.id_status == "待核实"),
    ("缺出生年月", lambda row: not row.birth),
    ("缺参加工作时间", lambda row: not row.work_start),
    ("缺最高学历", lambda row: not row.top_edu),
    ("缺职称", lambda row: not row.title),
    ("缺任教学科", lambda row: not row.subject and row.staff_category in ("", "专任教师")),
    ("缺联系电话", lambda row: not row.phone),
)


def gaps_of(row: TeacherDraft) -> tuple[str, ...]:
    """Words of what is missing in the record of a present teacher."""
    return tuple(word for word, is_missing in GAPS if is_missing(row)) if is_present(row) else ()


def age_band(row: TeacherDraft) -> str:
    """The label of AGE_BANDS a teacher falls under on the row's day; "" when the birth is not known."""
    return _band_on(row, day_of(row))


def _band_on(row: TeacherDraft, on: str) -> str:
    age = age_of(row.birth, on)
    return next((label for label, low, high in AGE_BANDS if age is not None and low <= age <= high), "")


def title_shares(rows: Iterable[TeacherDraft]) -> tuple[Share, ...]:
    """职称结构 of the given rows; a row without title counts in no band."""
    titles = Counter(row.title for row in rows)
    return tuple(
        Share(label, sum(titles[word] for word in words), titles.total()) for label, words in TITLE_BANDS
    )


def age_shares(rows: Iterable[TeacherDraft]) -> tuple[Share, ...]:
    """年龄结构 of the given rows on their day; a row without birth counts in no band."""
    today = clock.today().isoformat()  # asked for once: of thousands it takes longer than all the rest
    bands = [_band_on(row, day_of(row) or today) for row in rows]
    return tuple(Share(label, bands.count(label), len(bands)) for label, _, _ in AGE_BANDS)
