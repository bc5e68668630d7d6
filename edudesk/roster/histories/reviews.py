"""年度考核, 师德考核 and events of the negative list, whose veto blocks and explains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.base.columns import Column
from edudesk.base.dates import is_before, months_later
from edudesk.base.errors import FieldProblem
from edudesk.base.masking import Privacy
from edudesk.roster.histories.columns import choice, month, remark
from edudesk.roster.histories.held import Held, latest
from edudesk.roster.histories.kind import HistoryKind

# months of a 处分 and of the least other veto (处理办法 2018 年修订 第六、七条; 教师花名册 2.3)
PENALTY_MONTHS = {"警告": 6, "记过": 12, "降低岗位等级/撤职": 24}
LEAST_VETO_MONTHS = 24
CONFIRMED = "查实"
# the kinds a veto bars (S1: 年度考核、评优评先、职称评审、岗位竞聘、干部使用)
BARRED = ("annual_review", "honour", "title", "post", "admin_post")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Held):
    """A yearly review. year: 2025 or 2025-2026."""

    year: str = ""
    result: str = ""
    unit: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EthicsEvent(Held):
    """An event against the ten rules. begins: its day; effective_from: of the measure; veto_until: the last day
    on which it bars honours, titles, posts; released: the day it was lifted early."""

    clause: str = ""
    description: str = ""
    source: str = ""
    finding: str = ""
    measure: str = ""
    effective_from: str = ""
    veto_until: str = ""
    doc_no: str = ""
    released: str = ""


def _settled(row: Review) -> Review:
    year = row.year[-4:]
    return replace(row, begins=f"{year}-12" if year.isdigit() else row.begins)


def _problems(row: Review) -> Iterator[FieldProblem]:
    if not row.year[-4:].isdigit():
        yield FieldProblem("year", "请填写考核年度，如 2025 或 2025-2026。")
    if not row.result:
        yield FieldProblem("result", "请选择考核等次。")


def _last_result(field: str) -> Any:
    def summary(rows: Sequence[Review], on: str) -> dict[str, str]:
        row = latest(rows, on)
        return {field: "" if row is None else row.result}

    return summary


def _event_settled(row: EthicsEvent) -> EthicsEvent:
    """The veto ends with the later of the penalty and 24 months, once the event is confirmed (2.3)."""
    start = row.effective_from or row.begins
    if row.veto_until or row.finding != CONFIRMED or not row.measure or not start:
        return row
    months = max(PENALTY_MONTHS.get(row.measure, 0), LEAST_VETO_MONTHS)
    return replace(row, veto_until="9999-12" if row.measure == "开除" else months_later(start, months))


def _event_problems(row: EthicsEvent) -> Iterator[FieldProblem]:
    if not row.begins:
        yield FieldProblem("begins", "请填写发生日期。")
    if not row.finding:
        yield FieldProblem("finding", "请选择调查结论。")


def veto_at(events: Sequence[EthicsEvent], on: str) -> EthicsEvent | None:
    """The confirmed event whose veto covers an ISO day; None when nothing is barred."""
    for row in events:
        start = row.effective_from or row.begins
        end = row.released or row.veto_until
        is_outside = is_before(on, start) or is_before(end, on)
        if row.finding == CONFIRMED and end and not is_outside:
            return row
    return None


def veto_words(event: EthicsEvent) -> str:
    """师德一票否决期（2025-03 至 2027-03，武教〔2025〕3号）, as a refusal names it."""
    until = "永久" if event.veto_until.startswith("9999") else f"至 {event.veto_until}"
    parts = [f"{event.effective_from or event.begins} {until}", event.doc_no]
    return f"师德一票否决期（{'，'.join(part for part in parts if part)}）"


def is_barred(kind: HistoryKind, row: Any) -> bool:
    """Whether a fact of a kind is one that a veto bars; of yearly reviews only 优秀 is."""
    return kind.key in BARRED and (kind.key != "annual_review" or row.result == "优秀")


def barring_problem(kind: HistoryKind, row: Any, events: Sequence[EthicsEvent], on: str = "") -> str:
    """The sentence with which an open veto keeps a fact from being stored; "" when it does not.

    on: ISO day of the change itself, "" when only the day of the fact counts.
    """
    for day in (row.begins, on) if is_barred(kind, row) else ():
        if day and (event := veto_at(events, day)):
            return f"{day} 在{veto_words(event)}内，不能登记{kind.title}。"
    return ""


def _review(key: str, title: str, codes: str, flat: str, usual: tuple[str, ...]) -> HistoryKind:
    """usual: results that tell nothing on a growth line."""
    return HistoryKind(
        key=key,
        title=title,
        row=Review,
        columns=(
            Column("year", "年度", width=20, required=True, is_shown=True, aliases=("考核年度", "学年", "学年度"), help="如 2025"),
            choice("result", "等次", codes, 18, "考核结果", "考核等次", "结果", required=True, is_shown=True),
            Column("unit", "考核单位", width=34, aliases=("单位",)),
            Column("reason", "原因", width=40, aliases=("说明",), is_shown=True),
            remark(),
        ),
        label="year",
        same=("year",),
        line=lambda row: "" if row.result in ("", *usual) else f"{title} {row.result}",
        summary=_last_result(flat),
        summed=(flat,),
        told=lambda teacher, today: [{"result": text}] if (text := getattr(teacher, flat)) else [],
        settle=_settled,
        problems=_problems,
        is_last_only=True,
        reads=("result",),
        privacy=Privacy.INTERNAL,
    )  # fmt: skip


ANNUAL_REVIEW = _review("annual_review", "年度考核", "review", "annual_review", ("合格",))
ETHICS_REVIEW = _review("ethics_review", "师德考核", "ethics", "ethics_review", ("优秀", "合格"))

ETHICS_EVENT = HistoryKind(
    key="ethics_event",
    title="师德失范查处",
    row=EthicsEvent,
    columns=(
        month("begins", "发生日期", "日期", required=True, is_shown=True),
        choice("clause", "违反条款", "ethics_clause", 34, "准则条款", "类别", is_shown=True),
        Column("description", "情况", width=60, aliases=("情况说明",), is_shown=True),
        Column("source", "线索来源", width=24),
        choice("finding", "调查结论", "finding", 18, "结论", required=True, is_shown=True),
        choice("measure", "处理", "measure", 30, "处理结果", "处分", is_shown=True),
        month("effective_from", "处理起始", "起始时间"),
        month("veto_until", "一票否决至", "处理期满", is_shown=True),
        Column("doc_no", "处理文号", width=30, aliases=("文号",)),
        month("released", "解除时间", "撤销日期"),
        remark(),
    ),
    label="description",
    same=("description",),
    when=("begins",),
    line=lambda row: "",
    settle=_event_settled,
    problems=_event_problems,
    privacy=Privacy.RESTRICTED,
)
