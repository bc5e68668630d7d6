"""The bureau's counted tables (教师花名册 5, numbers 3, 4, 5, 9, 10) as pure functions of the facts of a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edudesk.base.sums import sum_known
from edudesk.roster.codes import history_codes
from edudesk.roster.histories.growing import Exchange
from edudesk.roster.reports.choosing import school_year_months, share
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.line_columns import order_of
from edudesk.roster.rows import TeacherRow, age_of
from edudesk.roster.rules import is_present
from edudesk.roster.rules.counting import (
    category_of,
    establishment_group,
    is_full_time_teacher,
    is_staff,
)
from edudesk.roster.rules.exchanging import is_in, is_settled, went_as_backbone
from edudesk.roster.rules.posts import appointed_tier, tier_of_title, title_tiers, vacancies
from edudesk.roster.rules.retirement import retires_within

Test = Callable[[TeacherRow], bool]

_AGES = (25, 30, 35, 40, 45, 50, 55, 60)
_MASTERS = frozenset(("硕士研究生", "研究生班"))
EDUCATION_LEVELS: tuple[tuple[str, frozenset[str]], ...] = (
    ("博士研究生", frozenset(("博士研究生",))),
    ("硕士研究生", _MASTERS),
    ("本科", frozenset(("本科",))),
    ("专科", frozenset(("专科",))),
    ("高中阶段及以下", frozenset(("中专", "职高", "技校", "高中", "初中", "小学"))),
)
_DEGREES = frozenset(("名誉博士", "博士", "硕士", "学士"))
_POSTGRADUATE = frozenset(("名誉博士", "博士", "硕士"))
_OTHER_POSTS = (("管理", "管理岗位", "posts_management"), ("工勤技能", "工勤技能岗位", "posts_labour"))


@dataclass(frozen=True, slots=True)
class CountLine:
    """One line: its group (printed once), what is counted, and the counts. None prints as nothing."""

    group: str
    item: str
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted table. heads: (title, parent) of each column of counts; words: of the first two columns."""

    heads: tuple[tuple[str, str], ...]
    lines: tuple[CountLine, ...]
    notes: tuple[str, ...] = ()
    words: tuple[str, str] = ("分类", "项目")
    unit: str = "人"
    paper: str = "A4"


def crosstab(
    rows: Sequence[TeacherRow], items: Iterable[tuple[str, str, Test]], columns: Sequence[Test]
) -> tuple[CountLine, ...]:
    """How many rows fit each item and each column; items: group, word, test."""
    found = []
    for group, word, fits in items:
        mine = [row for row in rows if fits(row)]
        found.append(CountLine(group, word, tuple(sum(map(test, mine)) for test in columns)))
    return tuple(found)


def _all(row: TeacherRow) -> bool:
    return True


def _is_woman(row: TeacherRow) -> bool:
    return row.gender == "女"


def _is_minority(row: TeacherRow) -> bool:
    return bool(row.ethnicity) and row.ethnicity != "汉族"


def _in_words(words: frozenset[str]) -> Test:
    return lambda row: row.top_edu in words


def _with_degree(test: Test) -> Test:
    return lambda row: test(row) and row.degree in _DEGREES


# 3 专任教师年龄 × 学历 × 职称


def age_table(facts: Facts) -> Counted:
    """专任教师 by age in bands of five years, by title and by education."""
    teachers = [row for row in facts.present if is_full_time_teacher(row)]
    ages = {row.id: age_of(row.birth, facts.day) for row in teachers}
    titles = title_tests()
    items: list[tuple[str, str, Test]] = [
        ("合计", "总计", _all),
        ("", "其中：女", _is_woman),
        ("", "其中：获博士、硕士学位", lambda row: row.degree in _POSTGRADUATE),
        *_grouped("按专业技术职务分", titles),
        *_grouped(
            "按学历分", [pair for word, words in EDUCATION_LEVELS for pair in _level_items(word, words)]
        ),
    ]
    bands = age_bands(ages)
    notes = [
        _left_out(sum(age is None for age in ages.values()), "出生年月没有登记，没有列入各年龄段"),
        _left_out(
            sum(not any(fits(row) for _, fits in titles) for row in teachers),
            "是其他系列的职称，没有列入各级",
        ),
        _left_out(
            sum(not any(row.top_edu in words for _, words in EDUCATION_LEVELS) for row in teachers),
            "学历没有登记，没有列入各学历",
        ),
    ]
    heads = [("合计", ""), *((word, "年龄") for word, _ in bands)]
    return Counted(
        tuple(heads),
        crosstab(teachers, items, [_all, *(fits for _, fits in bands)]),
        tuple(filter(None, notes)),
        paper="A4竖",
    )


def title_tests() -> list[tuple[str, Test]]:
    """The tiers of titles, then 未定级, under which stands also who has none."""
    tiers: list[tuple[str, Test]] = [(tier.word, _of_tier(tier.title)) for tier in title_tiers()]
    return [*tiers, ("未定级", lambda row: row.title in ("", "未定级"))]


def age_bands(ages: Mapping[str, int | None]) -> list[tuple[str, Test]]:
    """The bands of five years. ages: by id of the teacher; who is not known to be of any age fits none."""
    return [(band_word(low, high), _aged(ages, low, high)) for low, high in _bands()]


def _of_tier(title: str) -> Test:
    return lambda row: row.title == title


def _grouped(group: str, items: Iterable[tuple[str, Test]]) -> list[tuple[str, str, Test]]:
    return [("" if place else group, word, fits) for place, (word, fits) in enumerate(items)]


def _level_items(word: str, words: frozenset[str]) -> list[tuple[str, Test]]:
    return [(word, _in_words(words)), ("其中：获学位", _with_degree(_in_words(words)))]


def _bands() -> list[tuple[int, int]]:
    """First and last age of each band."""
    return [(0, _AGES[0] - 1), *((low, high - 1) for low, high in pairwise(_AGES)), (_AGES[-1], 200)]


def band_word(low: int, high: int, unit: str = "岁") -> str:
    """A band in words: 24岁及以下 (low 0), 25—29岁, 60岁及以上 (high 200)."""
    return (
        f"{high}{unit}及以下" if not low else f"{low}{unit}及以上" if high == 200 else f"{low}—{high}{unit}"
    )


def _aged(ages: Mapping[str, int | None], low: int, high: int) -> Test:
    def fits(row: TeacherRow) -> bool:
        age = ages[row.id]
        return age is not None and low <= age <= high

    return fits


def _left_out(count: int, why: str) -> str:
    return f"另有 {count} 人{why}。" if count else ""


# 4 教职工数


def _in_category(word: str, base: Test) -> Test:
    return lambda row: base(row) and category_of(row) == word


def _established(word: str) -> Test:
    return lambda row: establishment_group(row) == word


def staff_table(facts: Facts) -> Counted:
    """教职工 by category; 代课 and 兼任 stand beside, outside the total."""
    own = ("专任教师", "行政人员", "教辅人员", "工勤人员")
    beside = ("代课教师", "兼任教师")
    columns: list[Test] = [
        is_staff,
        *(_in_category(word, is_staff) for word in own),
        *(_in_category(word, is_present) for word in beside),
    ]
    groups = dict.fromkeys(establishment_group(row) for row in facts.present if is_staff(row))
    items: list[tuple[str, str, Test]] = [
        ("合计", "总计", _all),
        ("", "其中：女", _is_woman),
        ("", "其中：少数民族", _is_minority),
        *_grouped("按编制性质分", [(word, _established(word)) for word in groups]),
    ]
    heads = [("合计", "教职工"), *((word, "教职工") for word in own), *((word, "另有") for word in beside)]
    counted_out = [row for row in facts.present if not is_staff(row) and category_of(row) not in beside]
    notes = [
        "教职工合计不含代课教师、兼任教师；兼课的校级、中层干部计入专任教师。",
        _left_out(len(counted_out), "（劳务派遣、返聘、待岗等）不计入教职工"),
    ]
    return Counted(tuple(heads), crosstab(facts.present, items, columns), tuple(filter(None, notes)))


# 5 专任教师分课程


def _of_subject(word: str) -> Test:
    return lambda row: row.subject == word


def subject_table(facts: Facts) -> Counted:
    """专任教师 by main subject and education."""
    teachers = [row for row in facts.present if is_full_time_teacher(row)]
    subjects = sorted({row.subject for row in teachers}, key=lambda word: (order_of("subject", word), word))
    items: list[tuple[str, str, Test]] = [("合计", "总计", _all)]
    items += _grouped("按主教课程分", [(word or "未登记", _of_subject(word)) for word in subjects])
    columns: list[Test] = [_all, _is_woman, *(_in_words(words) for _, words in EDUCATION_LEVELS)]
    heads = [("合计", ""), ("其中女", ""), *((word, "学历") for word, _ in EDUCATION_LEVELS)]
    return Counted(tuple(heads), crosstab(teachers, items, columns), ("每位专任教师只按主教学科统计一次。",))


# 9 交流岗位


def exchange_table(facts: Facts) -> Counted:
    """Teachers on exchange in the school year by form, both ways, and the shares that are asked for."""
    first, last = school_year_months(facts)
    held = [
        (facts.by_id[teacher_id], row)
        for teacher_id, rows in facts.held("exchange").items()
        for row in rows
        if is_in(row, first, last)
    ]
    words = sorted({row.kind for _, row in held}, key=history_codes()["exchange_kind"].order)
    lines = []
    for word in ("", *words):
        mine = [pair for pair in held if not word or pair[1].kind == word]
        cells = (*_exchange_counts(mine, "派出"), *_exchange_counts(mine, "接收"))
        lines.append(
            CountLine(
                "合计" if not word else "按交流方式分" if word == words[0] else "", word or "总计", cells
            )
        )
    heads = tuple(
        (title, parent)
        for parent in ("派出", "接收")
        for title in ("人数", "其中女", "骨干教师", "人事关系随转")
    )
    return Counted(heads, tuple(lines), tuple(_exchange_notes(facts, held)))


def _is_backbone(pair: tuple[TeacherRow, Exchange]) -> bool:
    return went_as_backbone(*pair)


def _exchange_counts(held: Sequence[tuple[TeacherRow, Exchange]], direction: str) -> tuple[int, ...]:
    mine = [pair for pair in held if (pair[1].direction or "派出") == direction]
    tests: tuple[Callable[[tuple[TeacherRow, Exchange]], bool], ...] = (
        lambda pair: True,
        lambda pair: _is_woman(pair[0]),
        _is_backbone,
        lambda pair: pair[1].moved_relation == "是",
    )
    return tuple(len({pair[0].id for pair in mine if test(pair)}) for test in tests)


def _exchange_notes(facts: Facts, held: Sequence[tuple[TeacherRow, Exchange]]) -> Iterable[str]:
    """E13, E14: of those who meet the conditions, and of those exchanged."""
    out = [pair for pair in held if pair[1].direction != "接收"]
    sent = len({row.id for row, _ in out})
    backbone = len({pair[0].id for pair in out if _is_backbone(pair)})
    due = [
        row
        for row in facts.present
        if is_staff(row) and category_of(row) == "专任教师" and is_settled(row, facts.day)
    ]
    yield (
        f"派出 {sent} 人，占符合交流条件（在本校满六年）的专任教师 {len(due)} 人的 {share(sent, len(due))}（要求不低于 10%）；"
        f"其中骨干教师 {backbone} 人，占派出人数的 {share(backbone, sent)}（要求不低于 20%）。"
    )


# 10 岗位使用情况


def post_table(facts: Facts) -> Counted:
    """Posts of each tier: how many there are, are filled, are left (below 0 when too many are filled)."""
    technical = [row for row in facts.present if is_staff(row) and not _has_other_post(row)]
    quotas = {name: sum_known(getattr(row, name) for row in facts.figures) for name in _quota_names()}
    lines = []
    for place, one in enumerate(vacancies(technical, quotas)):
        leaving = sum(
            appointed_tier(row) is one.tier and retires_within(row, 5, facts.day) for row in technical
        )
        cells = (one.quota, one.appointed, one.lower, one.vacant, leaving)
        lines.append(CountLine("" if place else "专业技术岗位", one.tier.word, cells))
    for post_class, word, quota in _OTHER_POSTS:
        mine = [row for row in facts.present if is_staff(row) and row.post_class == post_class]
        if not mine and quotas[quota] is None:
            continue
        leaving = sum(retires_within(row, 5, facts.day) for row in mine)
        limit = quotas[quota]
        vacant = None if limit is None else limit - len(mine)
        lines.append(CountLine(word, "", (limit, len(mine), None, vacant, leaving)))
    columns = zip(*(line.cells for line in lines), strict=True)
    known = ([cell for cell in cells if isinstance(cell, int)] for cells in columns)
    total = CountLine("合计", "", tuple(map(sum_known, known)))
    waiting = sum(tier_of_title(row.title) is not None and appointed_tier(row) is None for row in technical)
    notes = [
        "现空余 = 核定 − 已聘用；高职低聘是聘用的层级低于取得的职称。空余为负数的，是已聘用数超过核定数。退休时间按渐进式延迟法定退休年龄预计，含五年后当年年底前到龄的人员。",
        _left_out(waiting, "有职称、没有登记聘任"),
        "" if facts.figures else f"{facts.school_year}学年的岗位核定数没有填写。",
    ]
    heads = ("岗位核定数", "已聘用数", "其中高职低聘人数", "现空余岗位数", "五年内退休人数")
    return Counted(
        tuple((head, "") for head in heads),
        (*lines, total),
        tuple(filter(None, notes)),
        words=("岗位类别", "层级"),
        unit="个、人",
    )


def _has_other_post(row: TeacherRow) -> bool:
    return row.post_class in {post_class for post_class, _, _ in _OTHER_POSTS}


def _quota_names() -> tuple[str, ...]:
    return (*(tier.quota for tier in title_tiers()), *(quota for _, _, quota in _OTHER_POSTS))
