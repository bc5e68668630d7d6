"""师资配备: staff and subjects against pupils and classes (P1–P11)."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from edudesk.indicators.rows.values import (
    Figure,
    Missing,
    Part,
    Person,
    added,
)
from edudesk.indicators.rules.inputs import (
    CLASSES_PAGE,
    ROSTER_PAGE,
    Inputs,
    Rules,
    Test,
    count,
    grades_of,
    shares,
)
from edudesk.indicators.rules.periods import subject_needs
from edudesk.roster.reports.staffing import standards
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present
from edudesk.roster.rules.checking import periods_of
from edudesk.roster.rules.counting import TEACHER, category_of, establishment_group
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.years import term_and_year

# pupils for each member of staff: 2001 norm of cities, of towns and villages too since 2014
PUPILS_PER_STAFF: Final = {"小学": Fraction(19), "初中": Fraction(27, 2), "高中": Fraction(25, 2)}
_COMPULSORY: Final = frozenset(("小学", "初中"))
_SPORTS: Final = ("体育与健康", "体育")


def staff_quota_norm(inputs: Inputs) -> Figure:
    """P1: pupils for each member of staff. target: what the norms of the 学段 come to together."""
    missing = (*inputs.without_pupils(), *inputs.without_people(inputs.staff))
    staff = tuple(Person(row.id, row.name, category_of(row)) for row in inputs.staff)
    if missing or inputs.pupils is None:
        return Figure(denominator=inputs.pupils, counted=staff, missing=missing)
    required = required_staff(inputs)
    on_quota = sum(establishment_group(row) == "在编" for row in inputs.staff)
    return Figure(
        numerator=Fraction(len(staff)),
        denominator=inputs.pupils,
        counted=staff,
        target=inputs.pupils / required if required else None,
        parts=(
            Part("按标准应配", required, "人"),
            Part("教职工", Fraction(len(staff)), "人"),
            Part("其中在编", Fraction(on_quota), "人"),
        ),
    )


def required_staff(inputs: Inputs) -> Fraction:
    """St_小 ÷ 19 + St_初 ÷ 13.5 + St_高 ÷ 12.5; 0 for what has no norm."""
    found = Fraction()
    for stage in inputs.stages:
        pupils = inputs.of_stage(stage).pupils
        if pupils and stage in PUPILS_PER_STAFF:
            found += pupils / PUPILS_PER_STAFF[stage]
    return found


def non_teaching(inputs: Inputs) -> Figure:
    """P2: staff who do not teach, of all staff."""
    others = [row for row in inputs.staff if category_of(row) != TEACHER]
    spread = Counter(map(category_of, others))
    return Figure(
        numerator=Fraction(len(others)) if inputs.staff else None,
        denominator=Fraction(len(inputs.staff)),
        counted=tuple(Person(row.id, row.name, category_of(row)) for row in others),
        parts=tuple(Part(word, Fraction(number), "人") for word, number in spread.most_common()),
        missing=inputs.without_people(inputs.staff),
    )


def pupils_per_teacher(inputs: Inputs) -> Figure:
    """P3: pupils for each 专任教师."""
    return _against_pupils(inputs, lambda row: True)


def sports_teachers(inputs: Inputs) -> Figure:
    """P4: pupils for each teacher of sports."""
    return _against_pupils(inputs, lambda row: row.subject in _SPORTS if row.subject else None)


def music_teachers(inputs: Inputs) -> Figure:
    """P6: pupils for each teacher of music or art, both together."""
    subjects = inputs.settings.words("music_subjects")
    return _against_pupils(inputs, lambda row: row.subject in subjects if row.subject else None)


def _against_pupils(inputs: Inputs, test: Test) -> Figure:
    found = shares(inputs, test)
    missing = (*inputs.without_pupils(), *found.missing)
    number = Fraction() if found.numerator is None else found.numerator
    return Figure(
        numerator=None if missing else number,
        denominator=inputs.pupils,
        counted=found.counted,
        unknown=found.unknown,
        missing=missing,
    )


def sports_by_class(inputs: Inputs) -> Figure:
    """P5: teachers of sports; target: what the classes of each grade ask for."""
    found = shares(inputs, lambda row: row.subject in _SPORTS if row.subject else None)
    (norm,) = [one["classes"] for one in standards() if "classes" in one]
    grades = [grade for stage in inputs.stages for grade in grades_of(stage)]
    of_grade = Counter(row.grade for row in inputs.classes)
    target = added(Fraction(of_grade[grade], norm[grade]) for grade in grades if grade in norm)
    lacking = () if inputs.classes else (Missing(f"{inputs.facts.school_year}学年的班级", CLASSES_PAGE),)
    missing = (*lacking, *found.missing)
    return Figure(
        numerator=None if missing else found.numerator or Fraction(),
        counted=found.counted,
        unknown=found.unknown,
        target=target or None,
        parts=(Part("应配", target, "人"),),
        missing=missing,
    )


def counsellors(inputs: Inputs) -> Figure:
    """P7: teachers whose main subject is 心理健康."""
    number, counted = count((row, share) for row, share in inputs.teachers if row.subject == "心理健康")
    return Figure(
        numerator=number, counted=counted, missing=inputs.without_people(inputs.teachers, "专任教师")
    )


def hired_teachers(inputs: Inputs) -> Figure:
    """P8: teachers whose service is bought; they may stand outside the staff. target: where there is 义务教育 fewer than a
    year ago, 0 where there were none; parts: both numbers."""
    rows = _hired(inputs.facts.present)
    before = len(_hired(row for row in inputs.doings.year_ago if is_present(row)))
    is_known = any(map(is_present, inputs.doings.year_ago))
    is_asked = is_known and not _COMPULSORY.isdisjoint(inputs.stages)
    return Figure(
        numerator=Fraction(len(rows)),
        counted=tuple(Person(row.id, row.name, row.establishment) for row in rows),
        target=Fraction(max(before - 1, 0)) if is_asked else None,
        parts=(Part("一年前", Fraction(before), "人"), Part("现在", Fraction(len(rows)), "人"))
        if is_known
        else (),
        missing=inputs.without_people(inputs.facts.present),
    )


def _hired(rows: Iterable[TeacherRow]) -> list[TeacherRow]:
    return [
        row
        for row in rows
        if establishment_group(row) == "购买服务" and category_of(row) in (TEACHER, "代课教师")
    ]


def weekly_periods(inputs: Inputs) -> Figure:
    """P9: periods of a week for each teacher of whom they are known; parts: the same by main subject."""
    known = [(row, share, periods_of(row.weekly_periods)) for row, share in inputs.teachers]
    sums: dict[str, tuple[Fraction, Fraction]] = {}
    people, unknown = [], []
    idle = [row.name for row, _, periods in known if periods == 0]
    total = heads = Fraction()
    for row, share, periods in known:
        if periods is None:
            unknown.append(Person(row.id, row.name, row.subject, share))
            continue
        amount = Fraction(str(periods)) * share
        total, heads = total + amount, heads + share
        at = sums.get(row.subject, (Fraction(), Fraction()))
        sums[row.subject] = at[0] + amount, at[1] + share
        people.append(Person(row.id, row.name, f"{row.subject} {row.weekly_periods} 节", share))
    return Figure(
        numerator=total if heads else None,
        denominator=heads,
        counted=tuple(people),
        unknown=tuple(unknown),
        parts=tuple(Part(word or "未登记学科", of / number, "节") for word, (of, number) in sums.items()),
        missing=() if heads else (Missing("专任教师的周课时", ROSTER_PAGE),),
        notes=(f"没有课时的专任教师：{'、'.join(idle)}。",) if idle else (),
    )


def posts_in_use(inputs: Inputs) -> Figure:
    """P10: 在编 of 核定编制; parts: of each subject its periods ÷ norm load − its teachers, below 0 = too many."""
    on_quota = [row for row in inputs.staff if establishment_group(row) == "在编"]
    quota = inputs.typed("staff_quota")
    lacking = () if quota else (inputs.lacking("staff_quota"),)
    missing = (*lacking, *inputs.without_people(inputs.staff))
    needs, origin = subject_needs(inputs)
    of_several = len(inputs.stages) > 1
    return Figure(
        numerator=None if missing else Fraction(len(on_quota)),
        denominator=quota,
        counted=tuple(Person(row.id, row.name, category_of(row)) for row in on_quota),
        parts=tuple(
            Part(f"{one.stage}{one.subject}" if of_several else one.subject, one.lack, "人") for one in needs
        ),
        missing=missing,
        notes=(f"各学科的课时取自{origin}。",) if needs else (),
    )


def led_classes(inputs: Inputs) -> Figure:
    """P11: classes of the school year that somebody leads in the term of the day."""
    now = term_and_year(inputs.facts.day)
    led: dict[str, str] = {}
    for row in inputs.facts.present:
        for one in inputs.facts.of("head_teacher", row):
            if (one.school_year, one.term) == now and one.class_name:
                for name in class_names(one.class_name, one.school_year, inputs.facts.school.stage) or (
                    one.class_name,
                ):
                    led[name] = row.name
    classes = inputs.classes
    without = [row.name for row in classes if row.name not in led]
    return Figure(
        numerator=Fraction(len(classes) - len(without)) if classes else None,
        denominator=Fraction(len(classes)),
        counted=tuple(Person(row.id, row.name, led[row.name]) for row in classes if row.name in led),
        missing=() if classes else (Missing(f"{inputs.facts.school_year}学年的班级", CLASSES_PAGE),),
        notes=(f"没有登记班主任的班级：{'、'.join(without)}。",) if classes and without else (),
    )


RULES: Final[Rules] = {
    rule.__name__: rule
    for rule in (
        staff_quota_norm, non_teaching, pupils_per_teacher, sports_teachers, music_teachers, sports_by_class,
        counsellors, hired_teachers, weekly_periods, posts_in_use, led_classes,
    )
}  # fmt: skip
