"""Everything the checks can hand out, in the order of use (教学常规检查 3.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeAlias

from edudesk.base.document import Document
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.checks.reports import (
    announcement,
    forms,
    ledger,
    notice,
    over_terms,
    patrols,
    records,
    results,
    tables,
)
from edudesk.checks.reports.columns import kind_name
from edudesk.checks.reports.facts import IN_HOUSE, CheckFacts
from edudesk.checks.reports.statistics import statistics, statistics_report
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.ledger import LedgerLine

Paper: TypeAlias = Report | FormBook | Document
GROUPED = (Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE)  # names nobody but the best of a group
EVERYBODY = tuple(Audience)
ANNOUNCEMENT = "announcement"
_EVERY, _MONTH = "本学期有记录的全部检查", "最近一次检查那个月的全部检查"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper. key: on the command line; formats, audiences: that it can have; unit: of its rows;
    has_earlier: it tells of the term before too, which takes as long to read as the term itself; takes: which checks it is
    about when none is chosen, "" = it is about the term; kind: of check that it is about, "" = any."""

    key: str
    title: str
    build: Callable[[CheckFacts, Audience], Paper]
    formats: tuple[str, ...] = ("xlsx", "pdf")
    audiences: tuple[Audience, ...] = IN_HOUSE
    unit: str = "行"
    has_earlier: bool = False
    takes: str = ""
    kind: str = ""

    def about(self, check: CampaignRow | None) -> str:
        """Which checks it takes when one is chosen, or none (None): 11月备课检查, 本学期的全部作业检查; "" = all of the term."""
        is_wanted = check is not None and self.kind in ("", check.kind)
        return check.title if self.takes and check is not None and is_wanted else self.takes


@cache
def sheets() -> tuple[Sheet, ...]:
    """All of them."""
    return (
        Sheet("arrangement", "教学常规检查安排表", tables.arrangement, audiences=EVERYBODY),
        Sheet(
            ANNOUNCEMENT,
            announcement.TITLE,
            announcement.announcement,
            ("pdf", "docx"),
            GROUPED,
            unit="份",
            takes="最近一次检查",
        ),
        Sheet("summary", "教学常规检查汇总表", tables.overview, unit="人"),
        Sheet("groups", "教研组汇总表", tables.groups, audiences=GROUPED),
        Sheet("grades", "年级汇总表", tables.by_grade, audiences=GROUPED),
        Sheet("items", "检查项失分统计表", tables.items, audiences=EVERYBODY),
        Sheet("rates", "主要指标统计表", tables.rates, audiences=EVERYBODY),
        Sheet("missing", "缺检名单", tables.missing),
        *(
            Sheet(
                one.key,
                one.title,
                partial(statistics_report, one),
                takes=f"本学期的全部{kind_name(one.kind)}检查",
                kind=one.kind,
            )
            for one in statistics()
        ),
        Sheet("records", "单项检查记录表", records.record_book, ("pdf",), unit="份", takes=_EVERY),
        Sheet("blank", "空白检查表", records.blank_book, ("pdf",), GROUPED, unit="份"),
        Sheet("slips", "教学常规检查反馈单", forms.slip_book, ("pdf",), unit="份", takes=_EVERY),
        Sheet("notice", notice.TITLE, notice.notice, ("pdf", "docx"), GROUPED, unit="份", takes=_MONTH),
        Sheet(
            "notice_named",
            notice.NAMED,
            partial(notice.notice, is_named=True),
            ("pdf", "docx"),
            unit="份",
            takes=_MONTH,
        ),
        Sheet("ledger", ledger.TITLE, _ledger, unit="个问题"),
        Sheet("mending", ledger.NOTICE, _notices, ("pdf", "docx"), unit="个问题"),
        Sheet("patrols", "巡课周汇总表", patrols.patrols),
        Sheet("patrol_weekdays", "巡课班级情况表", patrols.patrol_weekdays, audiences=EVERYBODY),
        Sheet("listening", "听课节数完成情况表", tables.listening),
        Sheet("result", "学期教学常规量化汇总表", results.result_report, unit="人"),
        Sheet("files", "教师个人常规档案", forms.file_book, ("pdf",), unit="份", has_earlier=True),
        Sheet("year", "年度考核衔接表", results.year_report, unit="人", has_earlier=True),
        Sheet("over_terms", "历年教学常规走势表", over_terms.over_report, audiences=GROUPED),
        Sheet("teachers_over_terms", "教师历年教学常规得分表", over_terms.teachers_report, unit="人"),
    )


def sheet(key: str) -> Sheet:
    """The one with this key; raises KeyError when there is none."""
    return {one.key: one for one in sheets()}[key]


def _lines(facts: CheckFacts) -> list[LedgerLine]:
    return [line for line in facts.ledger() if ledger.stands(line) and facts.wants(line.teacher_id)]


def _ledger(facts: CheckFacts, audience: Audience) -> Report:
    return ledger.ledger_report(
        _lines(facts), ledger.printed_columns(), facts.school,
        on=facts.today, audience=audience, scope=facts.term_words, footer=facts.footer,
    )  # fmt: skip


def _notices(facts: CheckFacts, audience: Audience) -> Document:
    return ledger.notices(
        _lines(facts), facts.school,
        on=facts.today, audience=audience, footer=facts.footer, photos=facts.photos,
    )  # fmt: skip
