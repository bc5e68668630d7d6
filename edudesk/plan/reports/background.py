"""现状数据表 of a plan: the school in figures on a day, from the school and the roster (规划与项目调研 1.3, 70, 71, 80)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from edudesk.base.columns import printed
from edudesk.base.masking import Audience
from edudesk.base.report import A4, Report
from edudesk.base.rounding import scaled
from edudesk.plan.reports.facts import column
from edudesk.roster.reports.choosing import share
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.structure import EDUCATION, HONOUR, TITLE, Slice, full_time, structure_of
from edudesk.roster.rows import age_of
from edudesk.school.rows.stats import STATS_COLUMN, StatsDraft

TITLE_OF_TABLE = "学校基本情况"
_STARRED = "＊"
_SUMMED = (
    "campus_area",
    "building_area",
    "teaching_area",
    "sports_area",
    "equipment_value",
    "multimedia_rooms",
    "books",
)


def background_lines(facts: Facts) -> list[tuple[str, str]]:
    """What is told of the school on the day of the facts, with its figure; what nobody filled in is left out."""
    return [line for line in _lines(facts) if line[1]]


def background_table(facts: Facts, audience: Audience) -> Report:
    """The lines, two beside each other."""
    lines, of_year = _without_year(facts)
    half = (len(lines) + 1) // 2
    blank = ("", "")
    rows = [
        (*lines[place], *(lines[place + half] if place + half < len(lines) else blank))
        for place in range(half)
    ]
    heads = (
        column("item1", "项目", 42), column("value1", "情况", 36), column("item2", "项目", 42), column("value2", "情况", 36),
    )  # fmt: skip
    return Report(
        key="plan_background",
        title=f"{TITLE_OF_TABLE}（{facts.on.year}年{facts.on.month}月{facts.on.day}日）",
        unit="",
        on=facts.today,
        columns=heads,
        rows=tuple(rows),
        notes=(f"注：标{_STARRED}的是{of_year}的数据。",) if of_year else (),
        signature=(),
        paper=A4,
        audience=audience,
    )


def _without_year(facts: Facts) -> tuple[list[tuple[str, str]], str]:
    """The lines with a mark where the figure is of another year, and that year: said once, below the table."""
    _, beside = _figures(facts)
    lines = background_lines(facts)
    if not beside or not any(name.endswith(beside) for name, _ in lines):
        return lines, ""
    starred = [
        (f"{name.removesuffix(beside)}{_STARRED}" if name.endswith(beside) else name, text)
        for name, text in lines
    ]
    return starred, beside.lstrip("，")


def _lines(facts: Facts) -> Iterator[tuple[str, str]]:
    school = facts.school
    yield "建校时间", f"{school.founded}年" if school.founded.isdecimal() else school.founded
    yield "学段", school.stage
    stats, told = _figures(facts)
    for key in _SUMMED[:4]:
        yield STATS_COLUMN[key].title + told, _summed(stats, key)
    classes = facts.open_classes
    counted = len(classes) or sum(row.classes or 0 for row in stats)
    sizes = sum(row.size or 0 for row in classes)
    stated = sum(row.students or 0 for row in stats)
    pupils = (sizes or stated) if told else (stated or sizes)  # of the year itself, where it says
    yield f"教学班（个）{'' if classes else told}", str(counted or "")
    yield f"在校生（人）{'' if sizes else told}", f"{pupils:,}" if pupils else ""
    if counted and pupils:
        yield "平均班额（人）", _tenth(Fraction(pupils, counted))
    for key in _SUMMED[4:]:
        yield STATS_COLUMN[key].title + told, _summed(stats, key)
    yield from _team(facts, pupils)


def _figures(facts: Facts) -> tuple[Sequence[StatsDraft], str]:
    """The yearly figures of the school year, else of the nearest one that has any, with its words beside them."""
    if facts.figures:
        return facts.figures, ""
    begins = int(facts.school_year[:4])
    years = sorted(
        {row.school_year for row in facts.stats}, key=lambda year: (abs(int(year[:4]) - begins), year)
    )
    if not years:
        return (), ""
    return [row for row in facts.stats if row.school_year == years[0]], f"，{years[0]}学年"


def _team(facts: Facts, pupils: int) -> Iterator[tuple[str, str]]:
    teachers = full_time(facts)
    yield "教职工（人）", str(len(facts.present) or "")
    if not teachers:
        return
    yield "专任教师（人）", str(len(teachers))
    if pupils:
        yield "生师比", f"{_tenth(Fraction(pupils, len(teachers)))}∶1"
    ages = [age for row in teachers if (age := age_of(row.birth, facts.day)) is not None]
    if ages:
        yield "专任教师平均年龄（岁）", _tenth(Fraction(sum(ages), len(ages)))
    for one in structure_of(facts):
        if one.group in (EDUCATION, TITLE, HONOUR):
            yield _named(one), f"{len(one.people)} 人，占 {share(len(one.people), len(teachers))}"


def _named(one: Slice) -> str:
    return {EDUCATION: f"学历：{one.word}", TITLE: f"职称：{one.word}", HONOUR: f"称号：{one.word}"}[
        one.group
    ]


def _summed(stats: Sequence[StatsDraft], key: str) -> str:
    """Over all 学段; "" when nobody filled it in."""
    told = [value for row in stats if (value := getattr(row, key)) is not None]
    if not told:
        return ""
    total = sum(told)
    return f"{int(total):,}" if float(total).is_integer() else printed(total)


def _tenth(value: Fraction) -> str:
    """With one decimal, half up."""
    tenths = scaled(value)
    return f"{tenths // 10}.{tenths % 10}"
