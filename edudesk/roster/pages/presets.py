"""Searches that come with the roster page: one line each, a chip and an entry of the menu 视图 follow from it."""

from collections.abc import Callable
from typing import NamedTuple

from edudesk.roster import rules
from edudesk.roster.rows import TeacherRow


class Ready(NamedTuple):
    """One search. title: as the chip and the menu say it; help: whom it finds, one sentence."""

    key: str
    title: str
    help: str
    fits: Callable[[TeacherRow], bool]


_PAPERS = frozenset({"缺身份证号", "证件号待核实"})


def lacks_papers(row: TeacherRow) -> bool:
    """A present teacher whose ID number is missing or has a wrong check digit (rules.GAPS)."""
    return not _PAPERS.isdisjoint(rules.gaps_of(row))


READY: tuple[Ready, ...] = (
    Ready("lacks_papers", "缺证件", "在岗教师中身份证号没有填写，或校验不符、有待核实的", lacks_papers),
)
