"""队伍质量: how the teachers grow and move (E12–E16, E18, E20, E22)."""

from collections import Counter
from fractions import Fraction
from typing import Final

from edudesk.indicators.rows.values import (
    Figure,
    Missing,
    Part,
    Person,
    added,
)
from edudesk.indicators.rules.inputs import ROSTER_PAGE, Inputs, Rules, shares
from edudesk.roster.histories.growing import credits_of
from edudesk.roster.histories.held import holds
from edudesk.roster.reports.choosing import school_year_months
from edudesk.roster.rows import TeacherRow, teaching_years
from edudesk.roster.rules.counting import TEACHER, category_of
from edudesk.roster.rules.credits import BEHIND, progress_of, rule_named
from edudesk.roster.rules.exchanging import is_in, is_settled, went_as_backbone
from edudesk.roster.rules.posts import is_registration_due
from edudesk.roster.rules.retirement import retires, retires_within

_YEARS: Final = 5
# which layer of a long course fits a title
_LAYERS: Final = {
    "": "新教师", "未定级": "新教师", "三级教师": "初级", "二级教师": "初级", "一级教师": "中级", "高级教师": "高级", "正高级教师": "高级",
}  # fmt: skip


def retiring(inputs: Inputs) -> Figure:
    """E12: staff who reach the age of retirement by the end of the calendar year five years on; parts: by year."""
    rows = [row for row in inputs.staff if retires_within(row, _YEARS, inputs.facts.day)]
    years = Counter(max(retires(row)[:4], inputs.facts.day[:4]) for row in rows)
    first = inputs.facts.on.year
    return Figure(
        numerator=Fraction(len(rows)),
        counted=tuple(Person(row.id, row.name, retires(row)) for row in sorted(rows, key=retires)),
        unknown=tuple(
            Person(row.id, row.name, "出生年月或性别未登记") for row in inputs.staff if not retires(row)
        ),
        parts=tuple(
            Part(f"{year}年", Fraction(years[str(year)]), "人") for year in range(first, first + _YEARS + 1)
        ),
        missing=inputs.without_people(inputs.staff),
    )


def _exchanges(inputs: Inputs) -> list[tuple[TeacherRow, bool]]:
    """Who was sent out in the school year of the day, and whether as 骨干教师."""
    first, last = school_year_months(inputs.facts)
    found = []
    for row in inputs.facts.teachers:
        sent = [
            one
            for one in inputs.facts.of("exchange", row)
            if one.direction != "接收" and is_in(one, first, last)
        ]
        if sent and category_of(row) == TEACHER:
            found.append((row, any(went_as_backbone(row, one) for one in sent)))
    return found


def exchanged(inputs: Inputs) -> Figure:
    """E13: sent out this school year, of those long enough at this school."""
    months = int(inputs.settings.number("settled_years") * 12)
    day = inputs.facts.day
    due = [row for row in inputs.staff if category_of(row) == TEACHER and is_settled(row, day, months)]
    unknown = [row for row in inputs.staff if category_of(row) == TEACHER and len(row.school_start) < 7]
    sent = _exchanges(inputs)
    return Figure(
        numerator=Fraction(len(sent)) if due else None,
        denominator=Fraction(len(due)),
        counted=tuple(Person(row.id, row.name, row.subject) for row, _ in sent),
        missing=() if due else (Missing("专任教师的到校时间", ROSTER_PAGE),),
        notes=(f"到校时间没有登记、没有计入分母的有 {len(unknown)} 人。",) if unknown else (),
    )


def exchanged_backbones(inputs: Inputs) -> Figure:
    """E14: 骨干教师 among those sent out; nobody sent out is no share at all."""
    sent = _exchanges(inputs)
    best = [row for row, is_backbone in sent if is_backbone]
    return Figure(
        numerator=Fraction(len(best)) if sent else None,
        denominator=Fraction(len(sent)),
        counted=tuple(Person(row.id, row.name, row.honour) for row in best),
        missing=() if sent else (Missing(f"{inputs.facts.school_year}学年派出交流的教师", ROSTER_PAGE),),
    )


def _without_training(inputs: Inputs) -> Figure | None:
    """Nothing was entered of anybody: that nobody learned is not known."""
    if not inputs.teachers or any(inputs.facts.of("training", row) for row, _ in inputs.teachers):
        return None
    return Figure(missing=(Missing("培训学分", ROSTER_PAGE),))


def credits(inputs: Inputs) -> Figure:
    """E15: at the target of the cycle or at the pace towards it."""
    rule, day = rule_named(inputs.facts.school.credit_rule), inputs.facts.day
    progress = {
        row.id: progress_of(row, inputs.facts.of("training", row), day, rule) for row, _ in inputs.teachers
    }
    if lacks := _without_training(inputs):
        return lacks
    due = [(row, share) for row, share in inputs.teachers if progress[row.id].target]
    reached = [(row, share) for row, share in due if progress[row.id].verdict != BEHIND]
    return Figure(
        numerator=added(share for _, share in reached) if due else None,
        denominator=added(share for _, share in due),
        counted=tuple(Person(row.id, row.name, progress[row.id].words, share) for row, share in reached),
        missing=() if due else (Missing("本周期应修学分的专任教师", ROSTER_PAGE),),
    )


def layered_course(inputs: Inputs) -> Figure:
    """E16: one long course of the layer that fits the title."""
    if lacks := _without_training(inputs):
        return lacks
    least = inputs.settings.number("long_course")

    def layer(row: TeacherRow) -> str:
        found = [
            one.layer
            for one in inputs.facts.of("training", row)
            if Fraction(str(credits_of(one))) >= least and one.layer
        ]
        fitting = _LAYERS.get(row.title, "")
        return fitting if fitting in found else ""

    return shares(inputs, lambda row: bool(layer(row)), layer)


def mentored(inputs: Inputs) -> Figure:
    """E18: new teachers with a mentor on the day."""
    limit, day = inputs.settings.number("novice_years"), inputs.facts.day
    service = {row.id: teaching_years(row.teach_start or row.work_start, day) for row, _ in inputs.teachers}
    new = [
        (row, share)
        for row, share in inputs.teachers
        if (years := service[row.id]) is not None and years <= limit
    ]
    paired = [
        (row, share)
        for row, share in new
        if any(holds(one, day) for one in inputs.facts.of("mentoring", row))
    ]
    return Figure(
        numerator=added(share for _, share in paired) if new else None,
        denominator=added(share for _, share in new),
        counted=tuple(Person(row.id, row.name, row.mentor, share) for row, share in paired),
        unknown=tuple(
            Person(row.id, row.name, "从教时间未登记", share)
            for row, share in inputs.teachers
            if service[row.id] is None
        ),
        is_apart=True,
        notes=() if new else ("没有教龄符合的新教师。",),
    )


def registrations_due(inputs: Inputs) -> Figure:
    """E20: due within twelve months, or overdue."""
    rows = [row for row in inputs.facts.present if is_registration_due(row, inputs.facts.day)]
    return Figure(
        numerator=Fraction(len(rows)),
        counted=tuple(
            Person(row.id, row.name, row.cert_register)
            for row in sorted(rows, key=lambda row: row.cert_register)
        ),
        missing=inputs.without_people(inputs.facts.present),
    )


def achievements(inputs: Inputs) -> Figure:
    """E22: results of the school year for each teacher; parts: by level."""
    first, last = school_year_months(inputs.facts)
    done = [
        (row, share, one)
        for row, share in inputs.teachers
        for one in inputs.facts.of("achievement", row)
        if first <= one.begins[:7] <= last
    ]
    heads = added(share for _, share in inputs.teachers)
    spread = Counter(one.level or "级别未登记" for _, _, one in done)
    return Figure(
        numerator=added(share for _, share, _ in done) if heads else None,
        denominator=heads,
        counted=tuple(
            Person(row.id, row.name, f"{one.level}{one.kind} {one.title}", share) for row, share, one in done
        ),
        parts=tuple(Part(word, Fraction(number), "项") for word, number in spread.most_common()),
        missing=() if heads else (Missing("专任教师", ROSTER_PAGE),),
    )


RULES: Final[Rules] = {
    rule.__name__: rule
    for rule in (
        retiring, exchanged, exchanged_backbones, credits, layered_course, mentored, registrations_due, achievements,
    )
}  # fmt: skip
