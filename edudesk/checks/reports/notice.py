"""表9 教学常规检查通报: one check, or those of a month, as an official document, with a chart and a table; problems name no person unless asked."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from edudesk.base.document import Block, Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.numerals import han
from edudesk.checks.forms.points import mean
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.reports.columns import kind_name
from edudesk.checks.reports.facts import IN_HOUSE, REISSUED, CheckFacts, file_name, refuse_notice
from edudesk.checks.reports.notice_tables import (
    GroupOfNotice,
    attached,
    chart_of,
    groups_of,
    means_table,
)
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rows.problems import CLOSED, DISMISSED, PROPOSED, ProblemRow
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.indicators import indicators, rate
from edudesk.checks.rules.item_figures import item_lines
from edudesk.checks.rules.reissues import reissues
from edudesk.checks.rules.results import UnitScore
from edudesk.checks.rules.summary import is_done, is_due

TITLE = "教学常规检查通报"
NAMED = f"{TITLE}（点名）"
PAPER_KIND = "通报"
AUDIENCES = (Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE)
_LOST = Decimal(10)  # per cent from which an item is named
_TOLD, _PRAISED, _PROBLEMS = 3, 12, 8  # items of a check; names of the best; problems


def notice(
    facts: CheckFacts, audience: Audience, *, is_named: bool = False, has_chart: bool = True
) -> Document:
    """The check that is chosen, else all of the month in which the last one began. is_named: problems are told with the
    teachers they are of (点名), in the house only. Raises UserError when nothing was checked, or when it is not for this audience."""
    refuse_notice(TITLE, audience, IN_HOUSE if is_named else AUDIENCES)
    check = facts.check()
    if check is None:
        raise UserError("本学期还没有检查记录，不能生成通报。", "请先录入检查记录；数据没有改动。")
    return _Notice(facts, audience, check, is_named, has_chart).document()


@dataclass(frozen=True)
class _Notice:
    facts: CheckFacts
    audience: Audience
    last: CampaignRow
    is_named: bool
    has_chart: bool

    @cached_property
    def words(self) -> dict[str, Any]:
        return shipped_list("notice")

    @cached_property
    def checks(self) -> list[CampaignRow]:
        """The one that is chosen, else those that began in the same month and have sheets."""
        if self.facts.campaign_id:
            return [self.last]
        looked = {sheet.campaign_id for sheet in self.facts.summary.facts.sheets}
        month = self.last.begins[:7]
        return [one for one in self.facts.summary.checks if one.id in looked and one.begins[:7] == month]

    @cached_property
    def month(self) -> str:
        begins = self.last.begins
        return f"{int(begins[:4])}年{int(begins[5:7])}月" if len(begins) == 10 else "本学期"

    def units(self, check: CampaignRow) -> list[UnitScore]:
        summary = self.facts.summary
        return [summary.unit_scores[unit.id] for unit in summary.facts.units if unit.campaign_id == check.id]

    def document(self) -> Document:
        words, school = self.words, self.facts.school.name
        titles = "、".join(one.title for one in self.checks)
        again = reissues(self.facts.summary.facts, {one.id for one in self.checks})
        return Document(
            key="checks_notice_named" if self.is_named else "checks_notice",
            title=words["title"].format(school=school, month=self.month) + (REISSUED if again else ""),
            body=(
                Paragraph(words["opening"].format(month=self.month, checks=titles)),
                Heading("一、检查概况", 1),
                *(Paragraph(self._scope(one)) for one in self.checks),
                Heading("二、检查结果", 1),
                *self._results(),
                Heading("三、值得肯定的教师", 1),
                *(Paragraph(text) for text in self._praise()),
                Heading("四、主要问题", 1),
                *_numbered(self._problems()),
                Heading("五、整改要求", 1),
                *_numbered(words["measures"]),
                *([Paragraph(words["reissued"].format(count=len(again)))] if again else ()),
            ),
            attachments=tuple(
                attached(self.groups, self.by_check, self.facts, self.audience, is_named=self.is_named)
            ),
            issuer=(school,),
            on=self.facts.today,
            footer=self.facts.footer,
            file_name=file_name(self.facts, NAMED if self.is_named else TITLE, self.audience),
            audience=self.audience,
            records=tuple(
                sheet.id for one in self.checks for unit in self.units(one) for sheet in unit.sheets
            ),
        )

    def _scope(self, check: CampaignRow) -> str:
        units = self.units(check)
        due, done = sum(map(is_due, units)), sum(map(is_done, units))
        lack = self.words["missing"].format(count=due - done) if due > done else ""
        people = "、".join(one.name for one in inspectors_of(check)) or "教务处"
        days = "至".join(
            f"{int(day[5:7])}月{int(day[8:])}日" for day in (check.begins, check.ends) if len(day) == 10
        )
        return str(
            self.words["scope"].format(
                title=check.title,
                days=days or check.weeks,
                inspectors=people,
                due=due,
                done=done,
                missing=lack,
            )
        )

    # 二

    def _results(self) -> Iterator[Block]:
        for number, check in enumerate(self.checks, 1):
            values = [unit.value for unit in self.units(check) if unit.value is not None]
            if not values:
                continue
            yield Heading(f"（{han(number)}）{check.title}", 2)
            counts = Counter(map(self.facts.summary.grade, values))
            levels = "，".join(
                f"{level.name} {counts[level.name]} 份"
                for level in self.facts.summary.levels
                if counts[level.name]
            )
            text = self.words["result"].format(mean=mean(values), levels=levels)
            yield Paragraph(text + self._rates(check) + self._lost(check))
        told = [group for group in self.groups if group.means]
        if told:
            best = sorted(told, key=lambda group: -(group.mean or 0))[:_TOLD]
            listed = "，".join(f"{group.name}平均 {group.mean} 分" for group in best)
            where = "图1、表1" if self.has_chart else "表1"
            yield Paragraph(self.words["groups"].format(listed=f"得分较高的是{listed}", where=where))
            if self.has_chart:
                yield chart_of(told, self.checks)
            yield means_table(told, self.checks, self.facts, self.audience)

    def _rates(self, check: CampaignRow) -> str:
        sheets = [sheet for unit in self.units(check) for sheet in unit.sheets[:1]]
        told = [
            f"{one.title} {found.words}"
            for one in indicators()
            if one.kind == check.kind and (found := rate(one, sheets)).value is not None
        ]
        return str(self.words["rates"].format(listed="，".join(told))) if told else ""

    def _lost(self, check: CampaignRow) -> str:
        lines = [line for line in item_lines(self.facts.summary, check.id) if line.lost >= _LOST][:_TOLD]
        told = "；".join(
            f"{line.section}（{re.split('[，。；]', line.text)[0]}），失分 {line.lost}%" for line in lines
        )
        return str(self.words["lost"].format(listed=told)) if told else ""

    @cached_property
    def groups(self) -> list[GroupOfNotice]:
        return groups_of(self.facts.summary, self.by_check)

    @cached_property
    def by_check(self) -> dict[CampaignRow, list[UnitScore]]:
        return {check: self.units(check) for check in self.checks}

    # 三, 四

    def _seen(self, text: str) -> str:
        return text if self.audience is Audience.INTERNAL else mask_numbers(text)

    def _praise(self) -> list[str]:
        lines = []
        top = self.facts.summary.levels[0].name
        for check in self.checks:
            best = sorted(
                (
                    unit
                    for unit in self.units(check)
                    if unit.value is not None
                    and self.facts.summary.grade(unit.value) == top
                    and unit.unit.teacher_id
                ),
                key=lambda unit: -(unit.value or 0),
            )
            names = list(dict.fromkeys(unit.unit.who for unit in best))
            if names:
                more = f"等 {len(names)} 人" if len(names) > _PRAISED else ""
                lines.append(f"{check.title}：{'、'.join(names[:_PRAISED])}{more}。")
        return lines or [self.words["nobody"]]

    def _problems(self) -> list[str]:
        ids = {check.id for check in self.checks}
        standing = [
            one
            for one in self.facts.summary.facts.problems
            if one.campaign_id in ids and one.status not in (PROPOSED, DISMISSED)
        ]
        if not standing:
            return [self.words["none"]]
        groups: dict[str, list[ProblemRow]] = defaultdict(list)
        for one in standing:
            groups[_said(one)].append(one)
        told = [
            self.words["problems"].format(text=self._seen(text), count=len(found), groups=self._where(found))
            + "。"
            for text, found in sorted(groups.items(), key=lambda one: -len(one[1]))[:_PROBLEMS]
        ]
        closed = sum(one.status == CLOSED for one in standing)
        told.append(
            self.words["ledger"].format(count=len(standing), closed=closed, open=len(standing) - closed)
        )
        return told

    def _where(self, found: Sequence[ProblemRow]) -> str:
        """数学组、语文组; 点名: 数学组王某、李某；语文组张某."""
        groups: dict[str, list[str]] = defaultdict(list)
        for one in found:
            groups[one.group or kind_name(one.kind)].append(self.facts.names.get(one.teacher_id, ""))
        if not self.is_named:
            return "、".join(groups)
        return "；".join(
            f"{group}{'、'.join(filter(None, dict.fromkeys(names)))}" for group, names in groups.items()
        )


def _said(problem: ProblemRow) -> str:
    """What a line is about; those of weak items differ in their points alone."""
    section, is_weak, _ = problem.text.partition("：得 ")
    return f"{section}得分不足六成" if is_weak and problem.item else problem.text


def _numbered(texts: Sequence[str]) -> Iterator[Paragraph]:
    for number, text in enumerate(texts, 1):
        yield Paragraph(f"{number}.{text}" if len(texts) > 1 else text)
