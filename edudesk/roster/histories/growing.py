"""培训, 交流轮岗, 师徒结对: how somebody grows in the job."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.dates import is_before, months_between
from edudesk.base.errors import FieldProblem
from edudesk.base.masking import Privacy
from edudesk.roster.histories.columns import choice, month, remark
from edudesk.roster.histories.held import Held, has_begun, holds, latest
from edudesk.roster.histories.kind import HistoryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Held):
    """One course. hours: 学时; credits: 学分, None = as many as hours; counted: 否 leaves it out of every sum."""

    project: str = ""
    organiser: str = ""
    level: str = ""
    kind: str = ""
    layer: str = ""
    hours: float | None = None
    credits: float | None = None
    cert_no: str = ""
    school_year: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Held):
    """Teaching at another school, or somebody from there teaching here."""

    direction: str = ""
    other_school: str = ""
    kind: str = ""
    subject: str = ""
    moved_relation: str = ""
    was_backbone: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentoring(Held):
    """A pair of 青蓝工程, kept with the mentee. mentor_id: of the roster, "" for somebody from outside."""

    mentor: str = ""
    mentor_id: str = ""
    track: str = ""
    agreement: str = ""
    observations: int | None = None
    checks: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led(Mentoring):
    """The same pair as the mentor's file shows it. mentee: the name of the one who keeps it."""

    mentee: str = ""


LED = "led"  # where HistoryService.of has the pairs somebody leads


def pair_line(name: str) -> str:
    """On the growth lines of both."""
    return f"与 {name} 结对（青蓝工程）"


def credits_of(row: Training) -> float:
    """What a course counts: credits, else hours 1:1 [default]; 0 when it does not count."""
    if row.counted == "否":
        return 0.0
    return row.credits if row.credits is not None else row.hours or 0.0


def _training_problems(row: Training) -> Iterator[FieldProblem]:
    if not row.project:
        yield FieldProblem("project", "请填写培训项目。")
    if not row.begins:
        yield FieldProblem("begins", "请填写开始时间。")
    for key, word in (("hours", "学时"), ("credits", "学分")):
        value = getattr(row, key)
        if value is not None and value < 0:
            yield FieldProblem(key, f"{word}不能是负数。")


def _span_problem(row: Held) -> Iterator[FieldProblem]:
    if is_before(row.ends, row.begins):
        yield FieldProblem("ends", f"结束时间“{row.ends}”早于开始时间“{row.begins}”。")


def _exchange_problems(row: Exchange) -> Iterator[FieldProblem]:
    if not row.other_school:
        yield FieldProblem("other_school", "请填写对方学校。")
    yield from _span_problem(row)


def _exchange_doubts(row: Exchange) -> Iterator[FieldProblem]:
    """V15: less than a school year is not counted."""
    if row.begins and row.ends and months_between(row.begins, row.ends) < 9:
        yield FieldProblem("ends", "交流不足一学年，按规定不计入交流轮岗，请核对。")


def _exchange_summary(rows: Sequence[Exchange], on: str) -> dict[str, str]:
    row = latest(rows, on) or max(
        (one for one in rows if has_begun(one, on)), key=lambda one: one.begins, default=None
    )
    if row is None:
        return {"exchange": ""}
    span = f" {row.begins}—{row.ends or '至今'}" if row.begins else ""
    return {"exchange": f"{row.other_school}{span}"}


def _mentor_summary(rows: Sequence[Mentoring], on: str) -> dict[str, str]:
    return {"mentor": "、".join(dict.fromkeys(row.mentor for row in rows if holds(row, on)))}


def _mentoring_problems(row: Mentoring) -> Iterator[FieldProblem]:
    if not row.mentor:
        yield FieldProblem("mentor", "请填写师傅姓名。")
    if row.mentor_id and row.mentor_id == row.teacher_id:  # V14
        yield FieldProblem("mentor", "师傅和徒弟不能是同一人。")
    yield from _span_problem(row)


CYCLE_YEARS = 5
CYCLE_FIRST = 2023  # 2023—2027 is a cycle, as in the default of forms/roster/credit_rules.toml


def cycle_of(on: str, first: int = CYCLE_FIRST, years: int = CYCLE_YEARS) -> tuple[str, str]:
    """First and last ISO month of the training cycle an ISO day lies in. first: calendar year one cycle began."""
    year = int(on[:4])
    start = first + (year - first) // years * years
    return f"{start}-01", f"{start + years - 1}-12"


def _credits_summary(rows: Sequence[Training], on: str) -> dict[str, str]:
    """Credits of the cycle up to the day, without caps: what counts of them is said by rules/credits."""
    first, _ = cycle_of(on)
    begun = [row for row in rows if has_begun(row, on)]
    total = sum(credits_of(row) for row in begun if row.begins >= first)
    return {"training_credits": printed(total) if begun else ""}


def _training_told(teacher: Any, today: str) -> list[dict[str, Any]]:
    """A sum typed into the roster stands as one course at the beginning of the cycle."""
    text = teacher.training_credits
    if not text:
        return []
    said = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:个?学分|学时|分)?\s*", text)
    if said is None:  # kept as it was written; it adds nothing
        return [{"project": f"花名册登记的学分：{text}", "begins": cycle_of(today)[0], "counted": "否"}]
    total = float(said[1])
    return [{"project": "花名册登记的累计学分", "begins": cycle_of(today)[0], "credits": total}]


def _training_settled(row: Training) -> Training:
    return row if row.ends else replace(row, ends=row.begins)


def _training_line(row: Training) -> str:
    """Courses one is sent to, not those everybody follows."""
    is_told = row.level in ("国家", "省") and row.kind not in ("网络", "校本")
    return f"参加{row.level}级培训“{row.project}”" if is_told else ""


TRAINING = HistoryKind(
    key="training",
    title="培训",
    row=Training,
    columns=(
        Column("project", "培训项目", width=48, required=True, is_shown=True, aliases=("项目", "项目名称", "培训名称", "培训内容")),
        Column("organiser", "培训机构", width=34, aliases=("举办单位", "主办单位", "机构"), is_shown=True),
        choice("level", "级别", "training_level", 14, "培训级别", is_shown=True),
        choice("kind", "类别", "training_kind", 16, "培训类别", "类型", "培训类型", "培训方式", "方式", is_shown=True),
        choice("layer", "层次", "training_layer", 14, "培训层次"),
        month("begins", "开始", "开始时间", "起始时间", "时间", "培训时间", required=True, is_shown=True),
        month("ends", "结束", "结束时间", "终止时间"),
        Column("hours", "学时", Kind.NUMBER, 14, aliases=("培训学时",), is_shown=True),
        Column("credits", "学分", Kind.NUMBER, 14, aliases=("培训学分", "获得学分"), is_shown=True, help="不填按学时 1:1 计"),
        Column("cert_no", "证书编号", Kind.ID, 28, aliases=("证书号",), privacy=Privacy.INTERNAL),
        Column("school_year", "学年", width=22),
        Column("counted", "是否计入", Kind.YESNO, 14, aliases=("计入学分",), help="否：不计入周期学分"),
        remark(),
    ),
    label="project",
    same=("project",),
    when=("begins",),
    line=_training_line,
    reads=("hours", "credits", "counted"),
    summed_from=("counted", "credits", "hours"),
    summary=_credits_summary,
    summed=("training_credits",),
    told=_training_told,
    settle=_training_settled,
    problems=_training_problems,
    tab="培训",
)  # fmt: skip

EXCHANGE = HistoryKind(
    key="exchange",
    title="交流轮岗",
    row=Exchange,
    columns=(
        choice("direction", "方向", "direction", 14, is_shown=True),
        Column("other_school", "对方学校", width=36, required=True, is_shown=True, aliases=("接收学校", "派出学校", "交流学校")),
        choice("kind", "交流方式", "exchange_kind", 20, "方式", is_shown=True),
        month("begins", "开始", "起始时间", "开始时间", is_shown=True),
        month("ends", "结束", "终止时间", "结束时间", is_shown=True),
        choice("subject", "学科", "subject", 20),
        Column("moved_relation", "人事关系随转", Kind.YESNO, 16, aliases=("人事关系是否随转",), is_shown=True),
        Column("was_backbone", "交流时是骨干", Kind.YESNO, 16),
        Column("result", "考核结果", width=20, privacy=Privacy.INTERNAL),
        remark(),
    ),
    label="other_school",
    same=("other_school",),
    when=("begins",),
    line=lambda row: f"到 {row.other_school} 交流" if row.direction != "接收" else f"从 {row.other_school} 来校交流",
    reads=("other_school",),
    summary=_exchange_summary,
    summed=("exchange",),
    told=lambda teacher, today: [{"other_school": teacher.exchange}] if teacher.exchange else [],
    problems=_exchange_problems,
    doubts=_exchange_doubts,
)  # fmt: skip

MENTORING = HistoryKind(
    key="mentoring",
    title="师徒结对",
    row=Mentoring,
    columns=(
        Column("mentor", "师傅", Kind.NAME, 22, required=True, is_shown=True, aliases=("指导教师", "导师")),
        choice("track", "类型", "track", 16, "结对类型", is_shown=True),
        month("begins", "开始", "结对时间", "起始时间", is_shown=True),
        month("ends", "结束", "终止时间", is_shown=True),
        Column("agreement", "协议", width=28, aliases=("协议编号",), help="协议编号或文件名"),
        Column("observations", "听课节数", Kind.INT, 16, aliases=("互听课节数",), is_shown=True),
        Column("checks", "学期考核", width=40, help="各学期检查情况", privacy=Privacy.INTERNAL),
        choice("result", "考核结果", "pair_result", 16, "考核", is_shown=True, privacy=Privacy.INTERNAL),
        remark(),
    ),
    label="mentor",
    same=("mentor",),
    when=("begins",),
    line=lambda row: pair_line(row.mentor),
    reads=("mentor",),
    summary=_mentor_summary,
    summed=("mentor",),
    told=lambda teacher, today: [{"mentor": teacher.mentor}] if teacher.mentor else [],
    problems=_mentoring_problems,
)
