"""队伍质量: what the teachers are (E1–E11, E17, E21)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from edudesk.indicators.rows.values import (
    Figure,
    Missing,
    Part,
    Person,
    added,
)
from edudesk.indicators.rules.inputs import ROSTER_PAGE, Inputs, Rules, per_pupil, shares
from edudesk.roster.codes import tier_of
from edudesk.roster.histories.held import holds
from edudesk.roster.histories.honours import COUNTY_LEVELS, Honour
from edudesk.roster.histories.reviews import CONFIRMED, veto_at
from edudesk.roster.rows import TeacherRow, age_of
from edudesk.roster.rules.education import is_certified, is_graduate, is_high, is_legal, reaches
from edudesk.roster.rules.posts import grade_number, title_tiers, vacancies

_LADDER: Final = "五级梯队"
_STUDIO: Final = "名师工作室"
_PARTY: Final = frozenset(("中共党员", "中共预备党员"))
_AGES: Final = (("35岁及以下", 0, 35), ("36—45岁", 36, 45), ("46—55岁", 46, 55), ("56岁及以上", 56, 200))
_STATISTICAL: Final = (
    ("24岁及以下", 0, 24),
    *((f"{low}—{low + 4}岁", low, low + 4) for low in range(25, 60, 5)),
    ("60岁及以上", 60, 200),
)
_EDUCATIONS: Final = ("专科", "本科")
_GRADES: Final = (("五、六、七级", (5, 6, 7)), ("八、九、十级", (8, 9, 10)), ("十一、十二级", (11, 12)))
_PASSED: Final = frozenset(("优秀", "合格"))


def _education(row: TeacherRow) -> str:
    return row.top_edu or "学历未登记"


def _stage(inputs: Inputs, row: TeacherRow) -> str:
    """The 学段 the law is asked about: that of the column, else the teacher's, else the school's first."""
    return inputs.stage or row.stage or next(iter(inputs.of_school), "")


def legal_education(inputs: Inputs) -> Figure:
    """E1."""
    return shares(inputs, lambda row: is_legal(row, _stage(inputs, row)), _education)


def high_education(inputs: Inputs) -> Figure:
    """E2; parts: 专科, 本科 and 研究生, each with what is higher."""
    found = shares(inputs, lambda row: is_high(row, _stage(inputs, row)), _education)
    at_least = (
        (f"{word}及以上", added(share for row, share in inputs.teachers if reaches(row, word)))
        for word in _EDUCATIONS
    )
    graduated = added(share for row, share in inputs.teachers if is_graduate(row))
    return replace(
        found, parts=tuple(Part(word, number, "人") for word, number in (*at_least, ("研究生", graduated)))
    )


def graduates(inputs: Inputs) -> Figure:
    """E3."""
    return shares(inputs, is_graduate, _education)


def certified(inputs: Inputs) -> Figure:
    """E4."""
    return shares(
        inputs,
        lambda row: is_certified(row, _stage(inputs, row)),
        lambda row: row.cert_type or "教师资格未登记",
    )


def _honours(inputs: Inputs, row: TeacherRow) -> list[Honour]:
    """The honours that are valid on the day."""
    return [one for one in inputs.facts.of("honour", row) if holds(one, inputs.facts.day)]


def _height(one: Honour) -> int:
    tier = tier_of(one.name)
    return 0 if tier is None else tier.rank


def backbone_share(inputs: Inputs) -> Figure:
    """E5: with a valid honour of the county and higher; parts: each by the highest level."""
    levels = ("国家级", "省级", "市级", "县区级")
    highest = {
        row.id: min(
            (levels.index(one.level) for one in _honours(inputs, row) if one.level in COUNTY_LEVELS),
            default=None,
        )
        for row, _ in inputs.teachers
    }
    found = shares(
        inputs,
        lambda row: highest[row.id] is not None,
        lambda row: "" if highest[row.id] is None else levels[highest[row.id] or 0],
    )
    spread = Counter(one.words for one in found.counted)
    return replace(
        found, parts=tuple(Part(word, Fraction(spread[word]), "人") for word in levels if spread[word])
    )


def famous_teachers(inputs: Inputs) -> Figure:
    """E6."""
    words = inputs.settings.words("famous_words")

    def name(row: TeacherRow) -> str:
        found = [one for one in _honours(inputs, row) if any(word in one.name for word in words)]
        return max(found, key=_height).name if found else ""

    return per_pupil(inputs, lambda row: bool(name(row)), name)


def ladder_share(inputs: Inputs) -> Figure:
    """E7: everybody on the rung that is the highest of those held."""

    def rung(row: TeacherRow) -> str:
        found = [
            (tier.rank, tier.word)
            for one in _honours(inputs, row)
            if (tier := tier_of(one.name)) and tier.ladder == _LADDER
        ]
        return max(found)[1] if found else ""

    found = shares(inputs, lambda row: bool(rung(row)), rung)
    spread = Counter(one.words for one in found.counted)
    return replace(
        found, parts=tuple(Part(word, Fraction(number), "人") for word, number in spread.most_common())
    )


def mean_age(inputs: Inputs) -> Figure:
    """E8: years of those whose birth is known; parts: the bands of a plan, then those of the statistics."""
    ages = [(row, share, age_of(row.birth, inputs.facts.day)) for row, share in inputs.teachers]
    known = [(row, share, age) for row, share, age in ages if age is not None]
    heads = added(share for _, share, _ in known)
    return Figure(
        numerator=added(age * share for _, share, age in known) if known else None,
        denominator=heads,
        counted=tuple(Person(row.id, row.name, f"{age} 岁", share) for row, share, age in known),
        unknown=tuple(
            Person(row.id, row.name, "出生年月未登记", share) for row, share, age in ages if age is None
        ),
        parts=tuple(
            Part(word, added(share for _, share, age in known if low <= age <= high), "人")
            for word, low, high in (*_AGES, *_STATISTICAL)
        ),
        missing=() if known else (Missing("专任教师的出生年月", ROSTER_PAGE),),
    )


def titles(inputs: Inputs) -> Figure:
    """E9: 一级教师 and higher; parts: by title."""
    order = [tier.title for tier in title_tiers()]
    middle = order.index("一级教师")

    def is_middle(row: TeacherRow) -> bool | None:
        if row.title in order:
            return order.index(row.title) <= middle
        return False if row.title else None

    found = shares(inputs, is_middle, lambda row: row.title or "职称未登记")
    spread = {word: Fraction() for word in (*order, "未定级")}
    for row, share in inputs.teachers:
        if row.title in spread:
            spread[row.title] += share
    return replace(found, parts=tuple(Part(word, of, "人") for word, of in spread.items()))


def post_grades(inputs: Inputs) -> Figure:
    """E10: how the grades inside each tier are filled; parts also: posts of each tier that are vacant, below 0 when more
    are filled than there are."""
    graded = [(row, grade_number(row.post_grade)) for row in inputs.staff]
    known = [(row, grade) for row, grade in graded if grade]
    parts = [
        Part(f"{word}中的{_GRADE_WORDS[one]}级", Fraction(sum(grade == one for _, grade in known)), "人")
        for word, grades in _GRADES
        for one in grades
    ]
    return Figure(
        counted=tuple(Person(row.id, row.name, row.post_grade) for row, _ in known),
        parts=(*parts, *_vacant(inputs)),
        missing=() if known else (Missing("教职工的岗位等级", ROSTER_PAGE),),
    )


def _vacant(inputs: Inputs) -> Iterator[Part]:
    """岗位空余 of each tier whose 核定数 is entered (E9)."""
    quotas = {tier.quota: _quota(inputs, tier.quota) for tier in title_tiers()}
    for one in vacancies(inputs.staff, quotas):
        if one.vacant is not None:
            yield Part(f"{one.tier.word}岗位空余", Fraction(one.vacant), "个")


def _quota(inputs: Inputs, key: str) -> int | None:
    number = inputs.typed(key)
    return None if number is None else int(number)


_GRADE_WORDS: Final = {5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十", 11: "十一", 12: "十二"}


def people(inputs: Inputs) -> Figure:
    """E11: women; parts: 少数民族 and 党员 beside them."""
    found = shares(inputs, lambda row: row.gender == "女" if row.gender else None)
    minority = added(share for row, share in inputs.teachers if row.ethnicity not in ("", "汉族"))
    party = added(share for row, share in inputs.teachers if row.political in _PARTY)
    women = found.numerator or Fraction()
    return replace(
        found,
        parts=(Part("女", women, "人"), Part("少数民族", minority, "人"), Part("中共党员", party, "人")),
    )


def ethics(inputs: Inputs) -> Figure:
    """E17: passed, of those with a result; parts: confirmed events, and those under a veto on the day."""
    reviewed = [(row, share) for row, share in inputs.teachers if row.ethics_review]
    passed = [(row, share) for row, share in reviewed if row.ethics_review in _PASSED]
    events = {row.id: inputs.facts.of("ethics_event", row) for row, _ in inputs.teachers}
    confirmed = sum(one.finding == CONFIRMED for rows in events.values() for one in rows)
    barred = sum(veto_at(rows, inputs.facts.day) is not None for rows in events.values())
    return Figure(
        numerator=added(share for _, share in passed) if reviewed else None,
        denominator=added(share for _, share in reviewed),
        counted=tuple(Person(row.id, row.name, row.ethics_review, share) for row, share in passed),
        unknown=tuple(
            Person(row.id, row.name, "师德考核未登记", share)
            for row, share in inputs.teachers
            if not row.ethics_review
        ),
        parts=(
            Part("查实的师德失范", Fraction(confirmed), "件"),
            Part("在一票否决期内", Fraction(barred), "人"),
        ),
        missing=() if reviewed else (Missing("专任教师的师德考核结果", ROSTER_PAGE),),
    )


def studios(inputs: Inputs) -> Figure:
    """E21: leaders and members of studios, each by the highest level; parts: by level and by role."""
    order = ("国家级", "省级", "市级", "县区级", "校级", "")
    held = {
        row.id: [
            one
            for one in _honours(inputs, row)
            if _STUDIO in (one.ladder or "") or _STUDIO.removeprefix("名师") in one.name
        ]
        for row in inputs.facts.present
    }
    rows = [row for row in inputs.facts.present if held[row.id]]
    levels = Counter(min((one.level for one in held[row.id]), key=order.index) for row in rows)
    leading = sum(any("领衔" in one.name or one.role == "领衔人" for one in held[row.id]) for row in rows)
    return Figure(
        numerator=Fraction(len(rows)),
        counted=tuple(Person(row.id, row.name, held[row.id][-1].name) for row in rows),
        parts=(
            Part("领衔人", Fraction(leading), "人"),
            Part("成员", Fraction(len(rows) - leading), "人"),
            *(Part(word or "级别未登记", Fraction(levels[word]), "人") for word in order if levels[word]),
        ),
        missing=inputs.without_people(inputs.facts.present),
    )


RULES: Final[Rules] = {
    rule.__name__: rule
    for rule in (
        legal_education, high_education, graduates, certified, backbone_share, famous_teachers, ladder_share, mean_age,
        titles, post_grades, people, ethics, studios,
    )
}  # fmt: skip
