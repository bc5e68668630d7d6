"""A project that asks to be recommended in a year: what the experts gave it, its place, the rounds it stood in."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from edudesk.base.columns import Column, Kind
from edudesk.projects.rows.pool import DECISIONS, RecommendationRow, ReviewRow
from edudesk.projects.rows.projects import LEVELS, ProjectRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """label: kind as lists call it; leaders: names, 、-joined; reviews: 校内论证 of the year; points: their mean of 100, None
    while nobody gave any; place: among all of the year, equals share one; rounds: of the year, the latest last."""

    project: ProjectRow
    label: str
    leaders: str
    reviews: tuple[ReviewRow, ...]
    points: Decimal | None
    place: int | None
    rounds: tuple[RecommendationRow, ...] = ()

    @property
    def id(self) -> str:
        """Of the project."""
        return self.project.id

    @property
    def title(self) -> str:
        """Of the project."""
        return self.project.title

    @property
    def last(self) -> RecommendationRow | None:
        """The latest round it stood in."""
        return self.rounds[-1] if self.rounds else None


def _last(key: str) -> Callable[[Candidate], object]:
    return lambda row: getattr(row.last, key) if row.last is not None else ""


def notice_words(row: Candidate) -> str:
    """2026-11-17 至 11-24 of the latest round; "" while it was not published."""
    last = row.last
    if last is None or not last.notice_from:
        return ""
    end = last.notice_to[5:] if last.notice_to[:5] == last.notice_from[:5] else last.notice_to
    return f"{last.notice_from} 至 {end}"


CANDIDATE_COLUMNS = (
    Column("place", "名次", Kind.INT, 12, value=lambda row: row.place, is_shown=True),
    Column("title", "项目名称", Kind.NAME, 52, value=lambda row: row.title, is_shown=True),
    Column("label", "类别", width=26, value=lambda row: row.label, is_shown=True),
    Column("leaders", "主持人", width=19, value=lambda row: row.leaders, is_shown=True),
    Column("points", "论证均分", Kind.NUMBER, 20, value=lambda row: None if row.points is None else float(row.points), is_shown=True),
    Column("decision", "推荐结果", Kind.TAG, 20, codes=DECISIONS, value=_last("decision"), is_shown=True),
    Column("level", "推荐级别", Kind.CHOICE, 18, codes=LEVELS, value=_last("level"), is_shown=True),
    Column("notice", "公示", width=40, value=notice_words, is_shown=True),
    Column("experts", "专家数", Kind.INT, 16, value=lambda row: len(row.reviews) or None),
    Column("batch", "推荐批次", width=44, value=_last("batch")),
    Column("notice_result", "公示结果", width=24, value=_last("notice_result")),
    Column("stage", "阶段", width=20, value=lambda row: row.project.stage),
)  # fmt: skip
