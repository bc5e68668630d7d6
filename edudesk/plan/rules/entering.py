"""What keeps a plan or one of its records from being stored."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from unicodedata import normalize

from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.course import (
    ARGUED,
    ARGUED_OF,
    CONSULTED,
    PASSED,
    AdjustmentDraft,
    OpinionDraft,
    StageDraft,
)
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import (
    LEVELS,
    LEVELS_OF,
    NO,
    WITHIN,
    YES,
    YES_OR_NO,
    MeasureDraft,
    TargetDraft,
)
from edudesk.plan.rows.plans import CLOSED, UNDER_WAY, PlanDraft
from edudesk.plan.rows.proofs import LINK, ProofDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rules.amounts import amount_of
from edudesk.plan.rules.attainment import Yardstick, limits
from edudesk.plan.rules.years import MOST, TURN, years_of
from edudesk.school.rules.years import is_day, not_days

Problems = Iterator[FieldProblem]


def plan_problems(draft: PlanDraft, others: Sequence[PlanDraft] = ()) -> Problems:
    """Of the plan itself. others: the other plans."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写规划名称。")
    elif any(one.title == draft.title.strip() for one in others):
        yield FieldProblem("title", f"已经有一份叫“{draft.title.strip()}”的规划，请换个名称。")
    for key, word in (("starts", "开始日期"), ("ends", "结束日期")):
        if not is_day(getattr(draft, key)):
            yield FieldProblem(key, f"请填写{word}，如 2024-09-01。")
    if is_day(draft.starts) and is_day(draft.ends):
        if draft.ends <= draft.starts:
            yield FieldProblem("ends", f"结束日期 {draft.ends} 应晚于开始日期 {draft.starts}。")
        elif years_of(draft)[-1].last < draft.ends:
            yield FieldProblem("ends", f"一轮规划最多 {MOST} 年，请核对结束日期。")
    yield from not_days(draft, data_on="数据时点")
    yield from in_force_twice(draft, others)


def overlapping(draft: PlanDraft, others: Iterable[PlanDraft]) -> list[PlanDraft]:
    """The plans that go on at the same time as this one for more than the months in which one round goes over into the next."""
    if not is_day(draft.starts) or not is_day(draft.ends):
        return []
    return [
        one
        for one in others
        if is_day(one.starts)
        and is_day(one.ends)
        and date.fromisoformat(min(one.ends, draft.ends)) - date.fromisoformat(max(one.starts, draft.starts))
        > TURN
    ]


def overlap_doubts(draft: PlanDraft, others: Iterable[PlanDraft]) -> Problems:
    """Rounds over the same years deserve a look; what is closed does not count."""
    for one in overlapping(draft, others):
        if one.state != CLOSED:
            when = f"{one.starts} 至 {one.ends}，{one.state}"
            yield FieldProblem("starts", f"与“{one.title}”（{when}）的年度重叠，请核对起止日期。")


def in_force_twice(draft: PlanDraft, others: Iterable[PlanDraft]) -> Problems:
    """Of a plan in force: no other of its kind may be over the same years; a 五年规划 beside a three-year plan may."""
    for one in overlapping(draft, others) if draft.state in UNDER_WAY else ():
        if one.state in UNDER_WAY and one.year_basis == draft.year_basis:
            yield FieldProblem(
                "starts",
                f"“{one.title}”（{one.starts} 至 {one.ends}）已经通过并在执行，同一段时间不能有两份通过的规划；"
                "请核对起止日期，或先在那份规划里登记“下一轮”。",
            )


def stage_problems(draft: StageDraft) -> Problems:
    """Of a dated stage; votes must be those of who was there."""
    if not draft.stage:
        yield FieldProblem("stage", "请选择阶段。")
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写日期。")
    votes = {"votes_for": "同意", "votes_against": "反对", "votes_abstain": "弃权"}
    for key, word in {"present": "到会", **votes}.items():
        if (getattr(draft, key) or 0) < 0:
            yield FieldProblem(key, f"{word}人数不能小于 0。")
    cast = sum(getattr(draft, key) or 0 for key in votes)
    if draft.present is not None and cast > draft.present:
        yield FieldProblem("present", f"到会 {draft.present} 人，表决却有 {cast} 票，请核对。")
    if draft.stage == PASSED and draft.result in ("", "通过") and draft.votes_for is not None and cast:
        voters = draft.present or cast
        if draft.votes_for * 2 <= voters:
            yield FieldProblem(
                "votes_for", f"同意 {draft.votes_for} 票，没有过到会 {voters} 人的半数，不能算通过。"
            )


def opinion_problems(draft: OpinionDraft) -> Problems:
    """Of an opinion."""
    if draft.stage not in (CONSULTED, ARGUED):
        yield FieldProblem("stage", "请选择“征求意见”或“论证”。")
    if not draft.text.strip() and not draft.scores:
        yield FieldProblem("text", "请填写意见建议。")
    yield from not_days(draft, on="日期")
    for word, points in scores_of(draft).items():
        if word not in ARGUED_OF:
            yield FieldProblem("scores", f"论证评价没有“{word}”这一项。")
        elif not 0 <= points <= 100:
            yield FieldProblem("scores", f"“{word}”的评分应在 0 到 100 之间。")


def scores_of(draft: OpinionDraft) -> dict[str, float]:
    """The points an expert gave, by what of the plan."""
    found: dict[str, float] = json.loads(draft.scores) if draft.scores else {}
    return found


def adjustment_problems(draft: AdjustmentDraft) -> Problems:
    """Of an adjustment: it needs its day and its reason."""
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写调整日期。")
    if not draft.what:
        yield FieldProblem("what", "请选择调整内容。")
    if not draft.reason.strip():
        yield FieldProblem("reason", "请写明调整理由。")
    if draft.original == draft.adjusted:
        yield FieldProblem("adjusted", "调整后与原来相同。")


def goal_problems(draft: GoalDraft) -> Problems:
    """Of a goal."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写目标名称。")
    if not draft.kind:
        yield FieldProblem("kind", "请选择类别。")
    if draft.weight is not None and not 0 <= draft.weight <= 1000:
        yield FieldProblem("weight", "权重应在 0 到 1000 之间。")


def task_problems(draft: TaskDraft) -> Problems:
    """Of a task."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写任务。")
    if not draft.goal_id:
        yield FieldProblem("goal_id", "请选择任务所属的目标。")
    yield from not_days(draft, starts="开始日期", due="完成时限", done_on="完成日期")
    if is_day(draft.starts) and is_day(draft.due) and draft.due < draft.starts:
        yield FieldProblem("due", f"完成时限 {draft.due} 早于开始日期 {draft.starts}。")
    if not 0 <= draft.percent <= 100:
        yield FieldProblem("percent", "进度应在 0 到 100 之间。")
    if draft.status and not draft.reason.strip():
        yield FieldProblem("reason", f"任务{draft.status}请写明理由。")
    if draft.weight is not None and draft.weight < 0:
        yield FieldProblem("weight", "权重不能小于 0。")


def note_problems(draft: NoteDraft) -> Problems:
    """Of a note of progress."""
    if not draft.text.strip():
        yield FieldProblem("text", "请填写进展。")
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写日期。")
    if draft.percent is not None and not 0 <= draft.percent <= 100:
        yield FieldProblem("percent", "进度应在 0 到 100 之间。")


def measure_problems(draft: MeasureDraft) -> Problems:
    """Of a measure."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写观测指标。")
    if not draft.goal_id:
        yield FieldProblem("goal_id", "请选择指标所属的目标。")
    if not draft.direction:
        yield FieldProblem("direction", "请选择方向。")
    if not 0 <= (draft.decimals or 0) <= 6:
        yield FieldProblem("decimals", "小数位数应在 0 到 6 之间。")
    yield from _fits(draft, draft, base="基线值")
    for key, word in (("low", "下限"), ("high", "上限"), ("tolerance", "容差")):
        if getattr(draft, key) and amount_of(getattr(draft, key)) is None:
            yield FieldProblem(key, f"{word}“{getattr(draft, key)}”不是数。")
    low, high = amount_of(draft.low), amount_of(draft.high)
    if draft.direction == WITHIN and low is not None and high is not None and high < low:
        yield FieldProblem("high", f"上限 {draft.high} 小于下限 {draft.low}。")
    yield from not_days(draft, base_on="基线时点")


def target_problems(draft: TargetDraft, measure: MeasureDraft | None) -> Problems:
    """Of target and actual of a year. measure: None when it is gone."""
    if not draft.year:
        yield FieldProblem("year", "请选择年度。")
    if measure is not None:
        yield from _fits(draft, measure, target="目标值", actual="实际值")
    if draft.excused == YES and not draft.why.strip():
        yield FieldProblem("why", "不适用请写明原因。")
    yield from not_days(draft, actual_on="统计时点")


def _fits(draft: object, measure: MeasureDraft, **titles: str) -> Problems:
    """What is written of a measure must be what its direction asks for."""
    for key, word in titles.items():
        text = getattr(draft, key)
        if not text:
            continue
        if measure.direction == LEVELS_OF and text not in LEVELS:
            yield FieldProblem(key, f"{word}请填 A、B、C 或 D。")
        elif measure.direction == YES_OR_NO and text not in (YES, NO):
            yield FieldProblem(key, f"{word}请填 是 或 否。")
        elif measure.direction == WITHIN and key == "target" and None not in limits(Yardstick(), text):
            continue  # a range of its own this year
        elif measure.direction not in (LEVELS_OF, YES_OR_NO) and amount_of(text) is None:
            yield FieldProblem(key, f"{word}“{text}”不是数。")


def proof_problems(draft: ProofDraft) -> Problems:
    """Of a proof."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写材料名称。")
    if draft.form == LINK and not draft.link.strip():
        yield FieldProblem("link", "请填写链接地址。")
    if draft.link and not draft.link.strip().lower().startswith(("http://", "https://")):
        yield FieldProblem("link", "链接应以 http:// 或 https:// 开头。")
    yield from not_days(draft, on="日期")


def typed_value(text: str, direction: str = "") -> str:
    """A value as it is stored: 35 % and ３５ are 35, 1,350 is 1350, a is A; what cannot be read stays as it was typed."""
    plain = normalize("NFKC", text).strip()
    if direction == LEVELS_OF:
        return plain.upper()
    if direction == YES_OR_NO or amount_of(plain) is None:
        return plain
    return plain.replace(",", "").rstrip("%‰").strip()
