"""Searches that come with the roster page: one line each, a chip and an entry of the menu 视图 follow from it."""

from collections.abc import Callable
from typing import NamedTuple

from edudesk.roster import rules
from edudesk.roster.rows import TeacherRow, day_of
from edudesk.roster.rules.posts import is_registration_due, missing_papers
from edudesk.roster.rules.retirement import retires_within


class Ready(NamedTuple):
    """One search. title: as the chip and the menu say it; help: whom it finds, one sentence."""

    key: str
    title: str
    help: str
    fits: Callable[[TeacherRow], bool]


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
    """A present teacher with fewer credits than the years of the cycle gone ask for."""
    from edudesk.roster.rules.credits import is_behind_with_credits  # brings the kinds of dated facts along

    return rules.is_present(row) and is_behind_with_credits(row, on=day_of(row))


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
    Ready("behind_credits", "学分落后", "在岗教师中本周期培训学分少于已过年份应有学分的", is_behind),
    Ready("doubtful", "资料疑点", "日期、学历、职称与岗位、学科与资格互相对不上，需要核对的", is_doubtful),
)
