"""Searches that come with the roster page: one line each, a chip and an entry of the menu 视图 follow from it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from edudesk.base import clock
from edudesk.base.jobs import Step
from edudesk.base.sums import sum_known
from edudesk.kit.chips import ToggleChip
from edudesk.roster import rules
from edudesk.roster.histories.growing import TRAINING, Training, cycle_of
from edudesk.roster.pages.read_chip import ReadChip
from edudesk.roster.rows import TeacherRow, day_of
from edudesk.roster.rules.credits import is_behind_with_credits, rule_named
from edudesk.roster.rules.posts import (
    Vacancy,
    has_vacant_post,
    is_registration_due,
    missing_papers,
    title_tiers,
    vacancies,
)
from edudesk.roster.rules.retirement import retires_within
from edudesk.roster.service.doubting import DoubtService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rules import school_year_of
from edudesk.school.service import SchoolService
from edudesk.school.service.classes import StatsService
from edudesk.store.context import Context


class Ready(NamedTuple):
    """One search. title: as the chip and the menu say it; help: whom it finds, one sentence; fits: what the row alone
    tells; read: the whole answer, on the day of the rows in the list, when it takes more than the row."""

    key: str
    title: str
    help: str
    fits: Callable[[TeacherRow], bool]
    read: Callable[[Context, Sequence[TeacherRow], Step], Callable[[TeacherRow], bool]] | None = None

    def chip(self, context: Context) -> ToggleChip:
        """The chip of this search in an open school."""
        if self.read is None:
            return ToggleChip(self.key, self.title, self.fits, is_optional=True)
        return ReadChip(self.key, self.title, self.fits, partial(self.read, context))


def lacks_papers(row: TeacherRow) -> bool:
    """A present teacher some of whose papers are not on record, or whose ID number has a wrong check digit."""
    return bool(missing_papers(row))


def is_doubtful(row: TeacherRow) -> bool:
    """A teacher with facts in the roster that do not go together."""
    return bool(rules.doubts(row))


def retires_soon(row: TeacherRow) -> bool:
    """A present teacher who reaches the age of retirement by the end of the fifth year from now."""
    return rules.is_present(row) and retires_within(row, on=day_of(row))


def registers_soon(row: TeacherRow) -> bool:
    """A present teacher whose 定期注册 is due within a year, or overdue."""
    return is_registration_due(row, day_of(row))


def is_behind(row: TeacherRow) -> bool:
    """A present teacher with fewer credits than the years of the cycle gone ask for, by the sum in the roster."""
    return rules.is_present(row) and is_behind_with_credits(row, on=day_of(row))


def read_behind(context: Context, rows: Sequence[TeacherRow], step: Step) -> Callable[[TeacherRow], bool]:
    """As is_behind, by the rule of the school, whose caps are looked up course by course."""
    rule = rule_named(SchoolService(context).identity().credit_rule)
    day = _day_of(rows)
    first, _ = cycle_of(day, rule.cycle_first, rule.years)
    courses: defaultdict[str, list[Training]] = defaultdict(list)
    for line in HistoryService(context).rows(TRAINING.key, first):
        courses[line.teacher.id].append(line.held)
    found = {
        row.id
        for row in rows
        if rules.is_present(row) and is_behind_with_credits(row, courses[row.id], day, rule)
    }
    return lambda row: row.id in found


def read_doubtful(context: Context, rows: Sequence[TeacherRow], step: Step) -> Callable[[TeacherRow], bool]:
    """资料疑点 over the dated facts too."""
    found = DoubtService(context).every(step, rows)
    return lambda row: row.id in found


def waits(row: TeacherRow) -> bool:
    """Somebody who is not appointed to a post of the own title's tier, whether one is vacant or not."""
    return has_vacant_post(row, [Vacancy(tier, 1, 0, 0) for tier in title_tiers()])


def read_waiting(context: Context, rows: Sequence[TeacherRow], step: Step) -> Callable[[TeacherRow], bool]:
    """Those of them for whose tier a post is vacant by the 核定数 of the school year of their day."""
    year = school_year_of(date.fromisoformat(_day_of(rows)))
    figures = [row for row in StatsService(context).rows() if row.school_year == year]
    quotas = {tier.quota: sum_known(getattr(row, tier.quota) for row in figures) for tier in title_tiers()}
    found = vacancies(rows, quotas)
    return lambda row: has_vacant_post(row, found)


def _day_of(rows: Sequence[TeacherRow]) -> str:
    """The ISO day the list stands for."""
    return next((day_of(row) for row in rows), "") or clock.today().isoformat()


READY: tuple[Ready, ...] = (
    Ready(
        "lacks_papers",
        "缺证件",
        "在岗教师中身份证、教师资格证或普通话证书没有登记，或证件号有待核实的",
        lacks_papers,
    ),
    Ready(
        "registration_due",
        "定期注册将到期",
        "在岗教师中教师资格定期注册在 12 个月内到期或已经过期的",
        registers_soon,
    ),
    Ready(
        "retires_soon",
        "五年内退休",
        "在岗教师中今后五年内（到第五年年底）达到法定退休年龄的，按延迟退休办法推算",
        retires_soon,
    ),
    Ready(
        "behind_credits",
        "学分落后",
        "在岗教师中本周期培训学分少于已过年份应有学分的，按学校基础信息里选的培训学分规定",
        is_behind,
        read_behind,
    ),
    Ready(
        "vacant_post",
        "未聘满岗位",
        "在岗教师中有职称、还没有聘到相应岗位等级，而学校这一级岗位（本学年核定数）还有空缺的",
        waits,
        read_waiting,
    ),
    Ready(
        "doubtful",
        "资料疑点",
        "日期、学历、职称与岗位、学科与资格、考核与师徒等互相对不上，需要核对的",
        is_doubtful,
        read_doubtful,
    ),
)
