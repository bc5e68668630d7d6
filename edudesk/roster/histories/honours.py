"""骨干称号 with their ladders and yearly checks, and 成果: papers, lessons, awards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edudesk.base.columns import Column, Kind
from edudesk.base.dates import is_before, months_later
from edudesk.base.errors import FieldProblem
from edudesk.base.masking import Privacy
from edudesk.roster.codes import tier_of
from edudesk.roster.histories.columns import choice, month, remark
from edudesk.roster.histories.held import Held, holds
from edudesk.roster.histories.kind import Facet, HistoryKind

# 市骨干教师 says its level itself
_LEVEL_SAID = {"国": "国家级", "省": "省级", "市": "市级", "区": "县区级", "县": "县区级", "校": "校级"}
COUNTY_LEVELS = frozenset(("国家级", "省级", "市级", "县区级"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour(Held):
    """A named rank among the teachers of a region. ends: the last day it is valid, "" = without end."""

    ladder: str = ""
    name: str = ""
    level: str = ""
    subject: str = ""
    batch: str = ""
    awarded: str = ""
    doc_no: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourCheck(Held):
    """The yearly check of a holder. year: 2025 or 2025-2026."""

    name: str = ""
    year: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement(Held):
    """A paper, an open lesson, an award … begins: its date."""

    kind: str = ""
    title: str = ""
    level: str = ""
    grade: str = ""
    rank: str = ""
    organiser: str = ""
    publication: str = ""
    doc_no: str = ""


def counts_as_county(row: Honour) -> bool:
    """县级以上骨干教师: the ladder says so; an honour no ladder knows counts by its level."""
    tier = tier_of(row.name)
    return tier.is_county if tier is not None else row.level in COUNTY_LEVELS


def highest(rows: Sequence[Honour], on: str) -> Honour | None:
    """Of the honours valid on a day the highest; of equals the latest."""
    return max((row for row in rows if holds(row, on)), key=_height, default=None)


def _height(row: Honour) -> tuple[int, str]:
    tier = tier_of(row.name)
    return (0 if tier is None else tier.rank, row.begins)


def _settled(row: Honour) -> Honour:
    tier = tier_of(row.name)
    if tier is not None:
        level = _LEVEL_SAID.get(row.name[:1], tier.level) if row.name != tier.word else tier.level
        row = replace(row, ladder=row.ladder or tier.ladder, level=row.level or level)
    return replace(row, begins=row.awarded) if row.awarded else row


def _problems(row: Honour) -> Iterator[FieldProblem]:
    if not row.name:
        yield FieldProblem("name", "请填写称号。")
    if is_before(row.ends, row.awarded):  # V10
        yield FieldProblem("ends", f"有效期至“{row.ends}”早于获得时间“{row.awarded}”。")


def _doubts(row: Honour) -> Iterator[FieldProblem]:
    """V10: how long an honour of its rung is valid."""
    tier = tier_of(row.name)
    if tier is not None and tier.years and row.awarded and not row.ends:
        until = months_later(row.awarded, 12 * tier.years - 1)[:7]
        yield FieldProblem("ends", f"“{tier.word}”有效 {tier.years} 年，有效期应至 {until}，请核对。")


def _check_settled(row: HonourCheck) -> HonourCheck:
    return replace(row, begins=f"{row.year[-4:]}-12" if row.year[-4:].isdigit() else row.begins)


def _check_problems(row: HonourCheck) -> Iterator[FieldProblem]:
    if not row.name:
        yield FieldProblem("name", "请填写称号。")
    if not row.year[-4:].isdigit():
        yield FieldProblem("year", "请填写年度，如 2025。")


def _achievement_problems(row: Achievement) -> Iterator[FieldProblem]:
    if not row.title:
        yield FieldProblem("title", "请填写名称。")


def _achievement_line(row: Achievement) -> str:
    kind = row.kind or "成果"
    if row.grade.endswith("奖"):
        return f"{kind}获{row.level}{row.grade}"
    return f"{row.level}{kind}“{row.title.strip('《》')}”{row.grade}"


def _honour_line(row: Honour) -> str:
    """区“教坛新秀”; 区骨干教师 says the region itself."""
    region = row.level.removesuffix("级").replace("县区", "区")
    return f"{'' if row.name.startswith(region) else region}“{row.name}”"


HONOUR = HistoryKind(
    key="honour",
    title="骨干称号",
    row=Honour,
    columns=(
        Column("ladder", "梯队", width=22, aliases=("称号类型", "骨干类型"), is_shown=True),
        Column(
            "name", "称号", Kind.TAG, 30, aliases=("称号名称", "骨干称号", "荣誉称号", "名称"), required=True, is_shown=True,
            privacy=Privacy.PUBLIC,
        ),
        choice("level", "级别", "honour_level", 16, "称号级别", is_shown=True, privacy=Privacy.PUBLIC),
        choice("subject", "学科", "subject", 20, is_shown=True),
        Column("batch", "批次", width=16),
        month("awarded", "获得时间", "批准时间", "命名时间", "评定时间", is_shown=True),
        month("ends", "有效期至", "有效期", "有效期止", is_shown=True),
        Column("doc_no", "批准文号", width=30, aliases=("文号",), is_shown=True),
        choice("role", "角色", "role", 14),
        remark(),
    ),
    label="name",
    same=("name",),
    dated_by=("awarded",),
    when=("awarded",),
    line=_honour_line,
    facets=(Facet({"honour": "name", "honour_level": "level", "honour_date": "awarded"}, "honour", "honour_date", highest, follows=("level", "ladder")),),
    settle=_settled,
    problems=_problems,
    doubts=_doubts,
    privacy=Privacy.PUBLIC,
)  # fmt: skip

HONOUR_CHECK = HistoryKind(
    key="honour_check",
    title="称号年度考核",
    row=HonourCheck,
    columns=(
        Column("name", "称号", width=30, required=True, is_shown=True, aliases=("称号名称",)),
        Column("year", "年度", width=16, required=True, is_shown=True, help="如 2025"),
        choice("result", "结果", "check_result", 16, "考核结果", is_shown=True, privacy=Privacy.INTERNAL),
        remark(),
    ),
    label="name",
    same=("name", "year"),
    line=lambda row: "" if row.result in ("", "合格") else f"“{row.name}”年度考核 {row.result}",
    settle=_check_settled,
    problems=_check_problems,
)

ACHIEVEMENT = HistoryKind(
    key="achievement",
    title="教学教研成果",
    row=Achievement,
    columns=(
        choice("kind", "类别", "achievement", 18, "成果类别", "类型", is_shown=True),
        Column(
            "title",
            "名称",
            width=48,
            required=True,
            is_shown=True,
            aliases=("题目", "标题", "课题", "成果名称"),
        ),
        choice("level", "级别", "honour_level", 16, is_shown=True),
        choice("grade", "等第", "grade", 16, "获奖等级", "等级", is_shown=True),
        month("begins", "时间", "获奖时间", "发表时间", is_shown=True),
        Column("rank", "位次", width=14, aliases=("作者位次", "排名", "角色"), help="如 1/3、主持人"),
        Column("organiser", "颁发单位", width=34, aliases=("主办单位", "发证部门"), is_shown=True),
        Column("publication", "刊物", width=34, aliases=("刊物名称", "CN"), help="刊名和刊号"),
        Column("doc_no", "证书编号", width=28, aliases=("文号",), privacy=Privacy.INTERNAL),
        remark(),
    ),
    label="title",
    same=("title",),
    when=("begins",),
    line=_achievement_line,
    problems=_achievement_problems,
)
