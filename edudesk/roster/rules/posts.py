"""Titles, grades of posts and how many posts are filled; papers a teacher has to have."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from edudesk.base import clock, paths
from edudesk.base.dates import months_later
from edudesk.base.numerals import from_han, han
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules.presence import is_present

TECHNICAL: Final = "专业技术"
# 岗位聘任情况 of a title with which its holder is rightly in another tier, or in none
LOWER, HIGHER, WAITING = "低聘", "高聘", ("待聘", "未聘")
_TECHNICAL_GRADE = re.compile(rf"(?:{TECHNICAL})?(十[一二三]?|[一二三四五六七八九])级")
# of each class of posts, the highest number; without its name 专业技术
_GRADES: Final = {TECHNICAL: 13, "": 13, "管理": 10, "工勤技能": 5}
_GRADE = re.compile(rf"({'|'.join(_GRADES)})([一二三四五六七八九十]+)级")
_UNGRADED: Final = ("工勤技能普通工", "未定级", "待聘", "未聘", "见习", "试用", "无")
_DUE_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class TitleTier:
    """One tier of titles. grades: of the posts that go with it; quota: the field of yearly figures with their number."""

    word: str
    title: str
    grades: range
    quota: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """How the posts of a tier are filled. quota: None = not known; lower: of the holders of its title those appointed below it."""

    tier: TitleTier
    quota: int | None
    appointed: int
    lower: int

    @property
    def vacant(self) -> int | None:
        """Posts left; below 0 when more are filled than there are; None while the quota is not known."""
        return None if self.quota is None else self.quota - self.appointed


@cache
def title_tiers() -> tuple[TitleTier, ...]:
    """The tiers of forms/roster/posts.toml, highest first."""
    with paths.shipped("forms", "roster", "posts.toml").open("rb") as file:
        found = tomllib.load(file)["tier"]
    return tuple(
        TitleTier(one["word"], one["title"], range(one["grades"][0], one["grades"][1] + 1), one["quota"])
        for one in found
    )


def tier_of_title(title: str) -> TitleTier | None:
    """The tier of a title; None of 未定级 and of titles of other series."""
    return next((tier for tier in title_tiers() if tier.title == title), None)


def grade_number(grade: str) -> int:
    """Number of a 专业技术 grade as stored (专业技术九级, 九级), 0 when it is none."""
    found = _TECHNICAL_GRADE.fullmatch(grade)
    return from_han(found[1]) if found else 0


def is_grade(text: str) -> bool:
    """Whether a post has such a grade, or the words say that there is none; a note may stand behind: 专业技术十级（低聘）."""
    found = _GRADE.match(text)
    if found is None:
        return text.startswith(_UNGRADED)
    return han(from_han(found[2])) == found[2] and from_han(found[2]) <= _GRADES[found[1]]


def tier_of_grade(grade: str) -> TitleTier | None:
    """The tier a 专业技术 grade belongs to."""
    number = grade_number(grade)
    return next((tier for tier in title_tiers() if number in tier.grades), None)


def is_grade_of(title: str, grade: str) -> bool:
    """Whether a title and a grade go together; what is not known agrees with everything."""
    tier = tier_of_title(title)
    return tier is None or not grade_number(grade) or grade_number(grade) in tier.grades


def grades_of(title: str) -> str:
    """八至十 of 一级教师: the grades of a title in words; "" when it has none."""
    tier = tier_of_title(title)
    if tier is None:
        return ""
    first, last = tier.grades[0], tier.grades[-1]
    return han(first) if first == last else f"{han(first)}至{han(last)}"


def appointed_tier(row: TeacherDraft) -> TitleTier | None:
    """The tier somebody is appointed to: that of the grade of the post, else that of an appointed title."""
    return tier_of_grade(row.post_grade) or (tier_of_title(row.title) if row.title_appointed else None)


def vacancies(rows: Iterable[TeacherDraft], quotas: Mapping[str, int | None]) -> tuple[Vacancy, ...]:
    """岗位使用 of the people present, tier by tier. quotas: field of the yearly figures -> 核定数."""
    present = [(tier_of_title(row.title), appointed_tier(row)) for row in rows if is_present(row)]
    return tuple(
        Vacancy(
            tier,
            quotas.get(tier.quota),
            sum(post is tier for _, post in present),
            sum(own is tier and post is not None and _is_below(post, tier) for own, post in present),
        )
        for tier in title_tiers()
    )


def has_vacant_post(row: TeacherDraft, found: Sequence[Vacancy]) -> bool:
    """未聘满岗位: somebody present waits for a post of the own title's tier, and one is vacant there."""
    own, post = tier_of_title(row.title), appointed_tier(row)
    if own is None or not is_present(row) or not (post is None or _is_below(post, own)):
        return False
    return any(one.tier is own and (one.vacant or 0) > 0 for one in found)


def _is_below(tier: TitleTier, other: TitleTier) -> bool:
    return tier.grades[0] > other.grades[0]


def is_registration_due(row: TeacherDraft, on: str = "") -> bool:
    """定期注册 of somebody present due within 12 months of an ISO day ("" = today), or overdue (E20)."""
    day = on or clock.today().isoformat()
    month = row.cert_register[:7]
    return is_present(row) and bool(_MONTH.fullmatch(month)) and month <= months_later(day, _DUE_MONTHS)[:7]


_MONTH = re.compile(r"\d{4}-\d{2}")


def missing_papers(row: TeacherDraft) -> tuple[str, ...]:
    """缺证件: which papers of somebody present are not on record; 教师资格 and 普通话 only of teachers."""
    if not is_present(row):
        return ()
    found = [] if row.id_no and not row.id_status else ["身份证号"]
    if row.staff_category in ("", "专任教师"):
        found += [] if row.cert_type and row.cert_no else ["教师资格证"]
        found += [] if row.mandarin else ["普通话证书"]
    return tuple(found)
