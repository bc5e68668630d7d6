"""检查通知: what a check will look at, whom, when and by whom, as an official document to hang up (教学常规检查 3.1)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.document import Block, Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.base.report import A4, Report
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.reports.facts import CheckFacts, file_name, refuse_notice
from edudesk.checks.rows.campaigns import DRAFT, DUE, WHOLE, CampaignRow, UnitRow
from edudesk.checks.rules.campaigns import drawn_of, inspectors_of, sampling_words
from edudesk.checks.rules.pupils import numbers_seen_by
from edudesk.checks.rules.together import in_one_pass, pass_words

TITLE = "教学常规检查通知"
AUDIENCES = (Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE)


def announcement(facts: CheckFacts, audience: Audience) -> Document:
    """Of the check wanted, else of the one that begins last. Raises UserError when none is published, or when it is not
    for this audience."""
    refuse_notice(TITLE, audience, AUDIENCES)
    summary = facts.summary
    wanted = summary.campaigns.get(facts.campaign_id)
    check = wanted or max(summary.checks, key=lambda one: (one.begins, one.id), default=None)
    if check is None or check.status == DRAFT:
        raise UserError("还没有发布的检查，不能生成通知。", "请先在检查安排里发布检查；数据没有改动。")
    return _Announcement(facts, audience, check).document()


@dataclass(frozen=True)
class _Announcement:
    facts: CheckFacts
    audience: Audience
    check: CampaignRow

    @cached_property
    def words(self) -> dict[str, Any]:
        return shipped_list("announcement")

    @cached_property
    def units(self) -> list[UnitRow]:
        """Those that will be looked at."""
        every = self.facts.summary.facts.units
        return [unit for unit in every if unit.campaign_id == self.check.id and unit.state == DUE]

    @cached_property
    def forms(self) -> list[CheckForm]:
        keys = dict.fromkeys((unit.form, unit.form_version) for unit in self.units)
        known = self.facts.summary.facts.forms
        return [known[key] for key in keys if key in known]

    @property
    def is_drawn(self) -> bool:
        return self.check.sampling != WHOLE

    def document(self) -> Document:
        check, words, school = self.check, self.words, self.facts.school.name
        days = _days(check) + (f"（{check.weeks}）" if check.weeks else "")
        body: list[Block] = [Paragraph(words["opening"].format(days=days, title=check.title))]
        parts = (
            ("检查范围", self._scope()),
            ("检查内容", self._content()),
            ("材料上交", self._handing_in()),
            ("检查人员", self._team()),
            ("有关要求", [Paragraph(f"{place}.{text}") for place, text in enumerate(words["demands"], 1)]),
        )
        told = [(title, blocks) for title, found in parts if (blocks := list(found))]
        for place, (title, blocks) in enumerate(told, 1):
            body += [Heading(f"{han(place)}、{title}", 1), *blocks]
        if self.is_drawn:
            body.append(self._list())
        return Document(
            key="checks_announcement",
            title=words["title"].format(school=school, title=check.title),
            body=tuple(body),
            issuer=(school,),
            on=self.facts.today,
            footer=self.facts.footer,
            file_name=file_name(self.facts, f"{TITLE}_{check.title}", self.audience),
            audience=self.audience,
            records=tuple(unit.id for unit in self.units),
        )

    def _scope(self) -> Iterator[Block]:
        check, words = self.check, self.words
        scope = "，".join(filter(None, (check.stages, check.grades, check.subjects, check.groups)))
        drawn = (
            words["drawn"].format(how=sampling_words(check, drawn_of(check, self.units)))
            if self.is_drawn
            else ""
        )
        text = words["scope"].format(scope=scope or words["everybody"], count=len(self.units), drawn=drawn)
        yield Paragraph(text + (words["listed"] if self.is_drawn else ""))

    def _content(self) -> Iterator[Block]:
        words, check = self.words, self.check
        for form in self.forms:
            sections = "、".join(dict.fromkeys(item.section for item in form.items if item.section))
            text = words["content"].format(form=form.title, sections=sections)
            sample = words["sample"].format(sample=form.sample.words) if form.sample.words else ""
            yield Paragraph(text + sample)
        if check.pupils:
            yield Paragraph(words["pupils"].format(pupils=numbers_seen_by(check.pupils, self.audience)))
        if passing := pass_words(in_one_pass(check, self.facts.summary.checks)):
            yield Paragraph(words["together"].format(passing=passing))

    def _handing_in(self) -> Iterator[Block]:
        check = self.check
        if check.materials or check.hand_in_by:
            by = f"于{_day(check.hand_in_by)}前" if check.hand_in_by else "在检查开始前"
            told = {"materials": check.materials or "受检材料", "place": check.place or "教务处"}
            yield Paragraph(self.words["hand_in"].format(by=by, **told))

    def _team(self) -> Iterator[Block]:
        names = {one.key: one.name for one in inspectors_of(self.check)}
        if not names:
            return
        leader = self.facts.names.get(self.check.leader_id, "")
        told = self.words["leader"].format(leader=leader) if leader else ""
        yield Paragraph(self.words["team"].format(inspectors="、".join(names.values()), leader=told))
        if self.check.per_unit:
            yield Paragraph(self.words["per_unit"].format(count=self.check.per_unit))
        rows = []
        for key, name in names.items():
            own = [unit for unit in self.units if key in unit.inspectors.split("、")]
            subjects = Counter(unit.subject or unit.group or unit.classes for unit in own)
            if own:
                told = "、".join(f"{word} {count}" for word, count in subjects.items())
                rows.append((name, told, len(own)))
        if rows:
            columns = (
                Column("name", "检查人", width=26),
                Column("subjects", "学科和份数", width=104),
                Column("count", "合计", Kind.INT, 18),
            )
            yield self._table("表1　检查分工", columns, rows)

    def _list(self) -> Report:
        names = {one.key: one.name for one in inspectors_of(self.check)}
        columns = (
            Column("name", "教师", width=34),
            Column("subject", "学科", width=34),
            Column("classes", "班级", width=50),
            Column("inspectors", "检查人", width=30),
        )
        rows = [
            (
                unit.name,
                unit.subject,
                unit.classes,
                "、".join(names.get(key, key) for key in unit.inspectors.split("、") if key),
            )
            for unit in self.units
        ]
        return self._table("附表　抽查名单", columns, rows)

    def _table(self, title: str, columns: tuple[Column, ...], rows: Sequence[tuple[object, ...]]) -> Report:
        return Report(
            "checks_announcement_table", title, "", self.facts.today, columns, tuple(rows), signature=(), paper=A4,
            audience=self.audience,
        )  # fmt: skip


def _days(check: CampaignRow) -> str:
    return "至".join(dict.fromkeys(_day(day) for day in (check.begins, check.ends) if day)) or "本学期"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.month}月{day.day}日"
