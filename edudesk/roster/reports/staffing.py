"""体育、音美、心理教师配备 (number 15) and 教师队伍建设情况 (number 16)."""

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.base.sums import sum_known
from edudesk.roster.histories.held import holds
from edudesk.roster.histories.honours import counts_as_county
from edudesk.roster.reports.choosing import share
from edudesk.roster.reports.counted import Counted, CountLine
from edudesk.roster.reports.facts import Facts
from edudesk.roster.rows import TeacherRow, age_of
from edudesk.roster.rules.counting import category_of, is_full_time_teacher, is_staff, stage_shares
from edudesk.roster.rules.education import is_graduate
from edudesk.roster.rules.posts import title_tiers
from edudesk.school.rows.stages import stages_of

_PARTY = frozenset(("中共党员", "中共预备党员"))
HONOUR_LEVELS = ("国家级", "省级", "市级", "县区级")


@cache
def standards() -> tuple[dict[str, Any], ...]:
    """The table of forms/roster/staffing.toml."""
    with paths.shipped("forms", "roster", "staffing.toml").open("rb") as file:
        return tuple(tomllib.load(file)["standard"])


def staffing_table(facts: Facts) -> Counted:
    """For each 学段 and subject: pupils, classes, teachers, the ratio, what is asked for and what lacks."""
    stages = [stage.word for stage in stages_of(facts.school.stage)]
    lines = []
    for stage in stages:
        teachers = [row for row in facts.present if _is_of_stage(row, stage, facts, len(stages) == 1)]
        pupils, classes = pupils_and_classes(facts, stage)
        for place, standard in enumerate(standards()):
            subjects = standard["subjects"]
            own = sum(is_full_time_teacher(row) and row.subject in subjects for row in teachers)
            others = sum(_teaches_beside(row, subjects, facts) for row in teachers)
            need = _needed(standard, pupils, _grades(facts, stage))
            cells = (
                pupils,
                classes,
                own,
                others,
                f"1:{pupils / own:.0f}" if pupils and own else "—",
                standard["told"][stage] if isinstance(standard["told"], dict) else standard["told"],
                need,
                None if need is None else max(need - own, 0),
            )
            lines.append(CountLine("" if place else stage, standard["word"], cells))
    heads = ("学生数", "班数", "专任教师", "兼任教师", "师生比", "标准", "应配人数", "缺额")
    notes = [
        "专任按主教学科统计；兼任是兼课或外聘的教师，不抵缺额。音乐、美术按合计计算。",
        "师生比 = 学生数 ÷ 专任教师；应配人数 = 学生数 ÷ 220（按班的为各年级班数 ÷ 每人任班数之和），有零头的进一；缺额 = 应配 − 专任。"
        "依据：常州市深化基础教育综合改革实施方案 第 12 条；国家学校体育卫生条件试行基本标准（教体艺〔2008〕5号）。",
    ]
    if any(line.cells[0] is None for line in lines):
        notes.append(f"{facts.school_year}学年的学生数没有填写，没有计算师生比。")
    return Counted(tuple((head, "") for head in heads), tuple(lines), tuple(notes), words=("学段", "学科"))


def pupils_and_classes(facts: Facts, stage: str) -> tuple[int | None, int | None]:
    """Pupils and classes of a 学段 in the school year: of the yearly figures, else counted from the classes."""
    figures = next((row for row in facts.figures if row.stage == stage), None)
    mine = [row for row in facts.open_classes if row.stage == stage]
    sizes = [row.size for row in mine]
    counted = sum(size or 0 for size in sizes) if sizes and None not in sizes else None
    pupils = figures.students if figures is not None and figures.students is not None else counted
    classes = figures.classes if figures is not None and figures.classes is not None else len(mine) or None
    return pupils, classes


def _is_of_stage(row: TeacherRow, stage: str, facts: Facts, is_only: bool) -> bool:
    if is_only:
        return True
    shares = stage_shares(row, facts.of("assignment", row), facts.day)
    return max(shares, key=lambda word: shares[word], default="") == stage


def _teaches_beside(row: TeacherRow, subjects: Sequence[str], facts: Facts) -> bool:
    """A teacher of another subject who has lessons of this one, or somebody from outside who teaches it."""
    if category_of(row) == "兼任教师":
        return row.subject in subjects
    return is_full_time_teacher(row) and row.subject not in subjects and row.subject2 in subjects


def _grades(facts: Facts, stage: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in facts.open_classes:
        if row.stage == stage:
            found[row.grade] = found.get(row.grade, 0) + 1
    return found


def _needed(standard: dict[str, Any], pupils: int | None, grades: dict[str, int]) -> int | None:
    if "least" in standard:
        return int(standard["least"])
    if "students" in standard:
        return None if pupils is None else math.ceil(pupils / standard["students"])
    return (
        math.ceil(sum(count / standard["classes"][grade] for grade, count in grades.items()))
        if grades
        else None
    )


# 16


@dataclass(frozen=True)
class Team:
    """The figures of a school's team on a day; honours: word and holders, by the highest level of each."""

    on: date
    classes: int | None
    pupils: int | None
    staff: int
    teachers: tuple[TeacherRow, ...]
    ages: tuple[int, ...]
    honours: tuple[tuple[str, int], ...]

    @property
    def mean_age(self) -> float | None:
        """In years; None while no birth is known."""
        return round(sum(self.ages) / len(self.ages), 1) if self.ages else None

    def aged(self, low: int, high: int) -> int:
        """Teachers of low to high years."""
        return sum(low <= age <= high for age in self.ages)

    @property
    def graduates(self) -> int:
        """研究生学历, or 硕士 and higher (E3)."""
        return sum(bool(is_graduate(row)) for row in self.teachers)

    @property
    def bachelors(self) -> int:
        """本科 without such a degree."""
        return sum(row.top_edu == "本科" and not is_graduate(row) for row in self.teachers)

    @property
    def titles(self) -> tuple[tuple[str, int], ...]:
        """Holders of each tier's title."""
        return tuple(
            (tier.word, sum(row.title == tier.title for row in self.teachers)) for tier in title_tiers()
        )


def team_of(facts: Facts) -> Team:
    """The team as of the day of the facts."""
    teachers = tuple(row for row in facts.present if is_full_time_teacher(row))
    counts = [pupils_and_classes(facts, stage.word) for stage in stages_of(facts.school.stage)]
    return Team(
        on=facts.on,
        pupils=sum_known(pupils for pupils, _ in counts),
        classes=sum_known(classes for _, classes in counts),
        staff=sum(map(is_staff, facts.present)),
        teachers=teachers,
        ages=tuple(age for row in teachers if (age := age_of(row.birth, facts.day)) is not None),
        honours=_honours(facts, teachers),
    )


def team_table(facts: Facts) -> Counted:
    """The figures of the team, and the paragraph a plan takes from them."""
    team = team_of(facts)
    of = len(team.teachers)

    def line(group: str, item: str, count: object, is_share: bool = True) -> CountLine:
        return CountLine(
            group, item, (count, share(count, of) if is_share and isinstance(count, int) else "")
        )

    lines = [
        line("学校", "教学班", team.classes, False),
        line("", "学生", team.pupils, False),
        line("教职工", "教职工", team.staff, False),
        line("", "专任教师", of, False),
        line("性别、年龄", "女", sum(row.gender == "女" for row in team.teachers)),
        line("", "平均年龄（岁）", team.mean_age, False),
        line("", "35岁及以下", team.aged(0, 35)),
        line("", "36—45岁", team.aged(36, 45)),
        line("", "46—55岁", team.aged(46, 55)),
        line("", "56岁及以上", team.aged(56, 200)),
        line("学历", "研究生（含硕士、博士学位）", team.graduates),
        line("", "本科（不含硕士、博士学位）", team.bachelors),
        *(line("" if place else "职称", word, count) for place, (word, count) in enumerate(team.titles)),
        *(line("" if place else "骨干教师", word, count) for place, (word, count) in enumerate(team.honours)),
        line("政治面貌", "中共党员", sum(row.political in _PARTY for row in team.teachers)),
    ]
    notes = (team_words(team), "占比以专任教师为分母；骨干教师按称号的最高级别每人计一次。")
    heads = (("数量", ""), ("占专任教师", ""))
    return Counted(heads, tuple(lines), notes, unit="人、个", paper="A4竖")


def team_words(team: Team) -> str:
    """The paragraph 教师队伍建设情况 of a school plan."""
    of = len(team.teachers)
    size = [f"教学班 {team.classes} 个"] if team.classes else []
    size += [f"学生 {team.pupils} 人"] if team.pupils else []
    size += [f"教职工 {team.staff} 人", f"专任教师 {of} 人"]
    told = [f"截至{team.on.year}年{team.on.month}月，学校有{'，'.join(size)}"]
    if team.mean_age is not None:
        told.append(f"专任教师平均年龄 {team.mean_age} 岁，35 岁及以下 {team.aged(0, 35)} 人")
    told.append(
        f"研究生学历（含硕士、博士学位）{team.graduates} 人，占 {share(team.graduates, of)}，本科学历 {team.bachelors} 人"
    )
    if titles := _listed(team.titles):
        told.append(titles)
    (word, holders), *levels = team.honours
    if holders:
        told.append(f"{word} {holders} 人（{_listed(levels)}）")
    return "。".join(told) + "。"


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return "、".join(f"{word} {count} 人" for word, count in counts if count)


def _honours(facts: Facts, teachers: Sequence[TeacherRow]) -> tuple[tuple[str, int], ...]:
    """Holders of an honour of county level or above, by the highest level of each."""
    highest = [level for row in teachers if (level := highest_honour(row, facts))]
    counts = ((word, highest.count(word)) for word in HONOUR_LEVELS)
    return (("县级以上骨干教师", len(highest)), *(pair for pair in counts if pair[1]))


def highest_honour(row: TeacherRow, facts: Facts) -> str:
    """The level of somebody's highest valid honour that counts as 县级以上骨干; "" when there is none."""
    valid = [one for one in facts.of("honour", row) if holds(one, facts.day) and counts_as_county(one)]
    places = [HONOUR_LEVELS.index(one.level) for one in valid if one.level in HONOUR_LEVELS]
    return HONOUR_LEVELS[min(places)] if places else ""
