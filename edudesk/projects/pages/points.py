"""The lists of a project that hold points: yearly assessment, a studio's members, 绩效指标, what experts say, 推荐."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.section import Section, columns_of, joined
from edudesk.projects.forms.scoring import Judging
from edudesk.projects.forms.standards import CHANNELS, items_in, parts_of
from edudesk.projects.pages.measures_sheet import MeasuresSheet
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.pages.studio_sheet import StudioSheet, names_of
from edudesk.projects.rows.pool import RECOMMENDATION_COLUMN, RECOMMENDED, REVIEW_COLUMN
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rows.results import YEARLY_COLUMN, as_text
from edudesk.projects.rules.explaining import (
    Explanation,
    explain_member,
    explain_performance,
    explain_review,
    explain_yearly,
)
from edudesk.projects.rules.scoring import review_points, studio_missing
from edudesk.projects.rules.years import due_year
from edudesk.school.pages.people import Choosing

_CHANNEL = "channel"


def _channel_key(name: str, weight: float) -> str:
    """Of a field of the form; it says the channel and its weight, which the year keeps."""
    return f"{_CHANNEL}:{weight:g}:{name}"


def _channel_columns(shares: Mapping[str, float]) -> tuple[Column, ...]:
    return tuple(
        Column(
            _channel_key(name, weight),
            f"{name}（权重 {weight:g}%）",
            Kind.NUMBER,
            24,
            help="百分制，没有评的空着",
        )
        for name, weight in shares.items()
    )


def _yearly_shown(row: Any, _choosing: Choosing) -> Mapping[str, object]:
    return {_channel_key(name, weight): row.points.get(name) for name, weight in row.shares.items()}


def _yearly_stored(typed: dict[str, Any], _choosing: Choosing, row: Any) -> dict[str, Any]:
    """With the points and the weights of all channels in one place; those of channels that are no more stay, and so does a
    grade that was typed."""
    points: dict[str, Any] = dict(row.points) if row is not None else {}
    weights: dict[str, float] = {}
    for key in [one for one in typed if one.startswith(f"{_CHANNEL}:")]:
        _, weight, name = key.split(":", 2)
        points[name], weights[name] = typed.pop(key), float(weight)
    known = {name: value for name, value in points.items() if value not in (None, "")}
    typed["scores"] = as_text(known) if known else ""
    typed["weights"] = as_text(weights) if known and weights else ""
    if row is not None and typed.get("grade") != row.grade:
        typed["tenths"] = None  # judged by hand: not to be judged again by the new total
    return typed


def _points(tenths: int | None) -> str:
    return "" if tenths is None else f"{Decimal(tenths) / 10:g} 分"


class _Yearly(Section):
    """年度考核: the channels that a year was judged by, of a new one those of now."""

    def asked(self, sources: Any, row: Any) -> tuple[Column, ...]:
        shares: Mapping[str, float] = row.shares if row is not None else {}
        if not shares:
            shares = {one.name: one.weight for one in parts_of(sources.project_standards.now()[CHANNELS])}
        head, rest = self.columns[:2], self.columns[2:]
        return (*head, *_channel_columns(shares), *rest)


YEARLY = _Yearly(
    "年度考核", "年度考核", lambda sources: sources.yearly_reviews,
    (
        *columns_of(YEARLY_COLUMN, "year", "on"),
        replace(YEARLY_COLUMN["grade"], help="空着 = 按总分定等第"),
        *columns_of(YEARLY_COLUMN, "goals", "done", "highlights", "next_plan", "notice_from", "notice_to", "objections", "remark"),
    ),
    lambda row, _: DatedLine(row.year, row.highlights or row.done or "五渠道评分", joined(_points(row.tenths), row.grade)),
    _yearly_shown, _yearly_stored,
    begins=lambda _project: {"year": due_year(clock.today()), "on": clock.today().isoformat()},
    explain=lambda row, sources: explain_yearly(row, sources.project_standards.judging(row.year)), paper="yearly",
)  # fmt: skip


class _Members(Section):
    """成员考核: its lines say who is meant."""

    def lines(self, rows: Sequence[Any], choosing: Choosing, sources: ProjectSources) -> list[DatedLine]:
        names = names_of(sources, rows[0].project_id) if rows else {}
        judging = {year: sources.project_standards.judging(year) for year in {row.year for row in rows}}
        return [
            DatedLine(row.year, names[row.member_id], _studio_note(row, judging[row.year])) for row in rows
        ]


def _studio_note(row: Any, judging: Judging) -> str:
    if row.tenths is None:
        return f"缺 {len(studio_missing(row.numbers, items_in(row.items)))} 项"
    return joined(_points(row.tenths), judging.grade_of(Decimal(row.tenths) / 10))


def _studio_sheet(parent: QWidget, sources: ProjectSources, project: ProjectRow, row: Any) -> QDialog:
    return StudioSheet.show_for(parent, sources, project, row)


def _measures_sheet(parent: QWidget, sources: ProjectSources, project: ProjectRow, row: Any) -> QDialog:
    return MeasuresSheet.show_for(parent, sources, project, row)


def _member_told(row: Any, sources: ProjectSources) -> Explanation:
    judging = sources.project_standards.judging(row.year)
    return explain_member(row, names_of(sources, row.project_id)[row.member_id], judging)


STUDIO = _Members(
    "成员考核", "成员考核", lambda sources: sources.studio_scores, (),
    lambda row, _: DatedLine(row.year, "", _points(row.tenths)),
    explain=_member_told, sheet=_studio_sheet, sheet_word="填写成员考核…", paper="studio", suits=lambda kind: kind.is_studio,
)  # fmt: skip
MEASURES = Section(
    "绩效指标", "绩效指标", lambda sources: sources.project_measures, (),
    lambda row, _: DatedLine(
        row.year, joined(row.aspect or row.group, row.title),
        f"{'未评' if row.points is None else f'{row.points:g}'} / {row.full or 0:g}",
    ),
    explain=lambda row, sources: explain_performance(sources.project_measures.sheet(row.project_id, row.year), row.year),
    sheet=_measures_sheet, sheet_word="填写绩效自评…", paper="performance",
)  # fmt: skip
REVIEWS = Section(
    "专家论证", "论证", lambda sources: sources.project_reviews, tuple(column for key, column in REVIEW_COLUMN.items() if key != "weights"),
    lambda row, _: DatedLine(
        row.on, joined(row.expert, row.expert_unit),
        joined(f"{points:f} 分" if (points := review_points(row)) is not None else "未评分", row.opinion),
    ),
    begins=lambda _project: {"on": clock.today().isoformat()},
    explain=lambda row, _sources: explain_review(row),
)  # fmt: skip
RECOMMENDATIONS = Section(
    "推荐与公示", "推荐", lambda sources: sources.recommendations,
    tuple(column for key, column in RECOMMENDATION_COLUMN.items() if key != "tenths"),
    lambda row, _: DatedLine(
        row.on, row.batch,
        joined(row.decision if row.decision != RECOMMENDED else "", row.level, f"第 {row.place} 名" if row.place else ""),
    ),
    begins=lambda _project: {"on": clock.today().isoformat(), "decision": RECOMMENDED},
)  # fmt: skip
