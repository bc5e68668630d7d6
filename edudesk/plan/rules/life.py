"""The life cycle of a plan: which stage leads to which state, what a stage still lacks, the chips of the page (2.1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from edudesk.plan.rows.course import (
    ARGUED,
    BEGUN,
    BROKEN_DOWN,
    CONSULTED,
    DIAGNOSED,
    FILED_STAGE,
    FINAL,
    HALFWAY,
    NEXT_ROUND,
    PASSED,
    REVIEWED,
    SUMMED_UP,
    WATCHED,
    StageRow,
)
from edudesk.plan.rows.plans import (
    ADOPTED,
    ARGUING,
    CLOSED,
    CONSULTING,
    DRAFTING,
    ENDING,
    FILED,
    MIDWAY,
    RUNNING,
    WAITING,
    PlanDraft,
)
from edudesk.plan.rows.reviews import YEARLY
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.asking import is_due
from edudesk.plan.rules.years import is_of_year, year_of, years_of

REFUSED: Final = "未通过"
FEWEST_EXPERTS: Final = 4
"""Experts of a 论证, 4–6 in practice (常州经开区 2020)."""
# stage -> state after it, and while it has no result yet
_LEADS: Final = {
    BEGUN: (DRAFTING, DRAFTING),
    SUMMED_UP: (DRAFTING, DRAFTING),
    DIAGNOSED: (DRAFTING, DRAFTING),
    CONSULTED: (CONSULTING, CONSULTING),
    ARGUED: (WAITING, ARGUING),
    PASSED: (ADOPTED, WAITING),
    FILED_STAGE: (FILED, FILED),
    BROKEN_DOWN: (RUNNING, RUNNING),
    WATCHED: (RUNNING, RUNNING),
    REVIEWED: (RUNNING, RUNNING),
    HALFWAY: (RUNNING, MIDWAY),
    FINAL: (ENDING, ENDING),
    NEXT_ROUND: (CLOSED, CLOSED),
}


def has_passed(stage: StageRow) -> bool:
    """Whether a vote adopted the plan: by its result, else by more than half of those present."""
    if stage.result:
        return stage.result != REFUSED
    voters = stage.present or (stage.votes_for or 0) + (stage.votes_against or 0) + (stage.votes_abstain or 0)
    return (stage.votes_for or 0) * 2 > voters


def state_of(stages: Sequence[StageRow]) -> str:
    """The state that the last stage led to; a plan without any is 研制中. Who goes back dates the stage again."""
    in_order = sorted(stages, key=lambda row: (row.on, row.id))
    if not in_order:
        return DRAFTING
    last = in_order[-1]
    after, meanwhile = _LEADS[last.stage]
    if last.stage == PASSED:
        if has_passed(last):
            return after
        return DRAFTING if last.result == REFUSED else meanwhile
    if last.stage in (ARGUED, HALFWAY):
        return after if last.result else meanwhile
    return after


@dataclass(frozen=True, slots=True)
class Chip:
    """One step of the line at the head of the page. is_done: dated; is_now: where the plan stands; stages: its words."""

    word: str
    stages: tuple[str, ...]
    is_done: bool = False
    is_now: bool = False


_CHIPS: Final = (
    ("研制", (BEGUN, SUMMED_UP, DIAGNOSED, CONSULTED), (DRAFTING, CONSULTING)),
    ("论证", (ARGUED,), (ARGUING,)),
    ("审批备案", (PASSED, FILED_STAGE), (WAITING, ADOPTED)),
    ("实施", (BROKEN_DOWN, WATCHED, REVIEWED), (FILED, RUNNING)),
    ("中期评估", (HALFWAY,), (MIDWAY,)),
    ("终结性评估", (FINAL,), (ENDING,)),
    ("下一轮", (NEXT_ROUND,), (CLOSED,)),
)


def chips(whole: PlanWhole, today: str) -> tuple[Chip, ...]:
    """The life cycle as it stands on an ISO day: 研制 ✓, 论证 ✓, 审批备案 ✓, 实施 · 第 2 年, 中期评估, 终结性评估, 下一轮."""
    dated = {row.stage for row in whole.stages}
    state = whole.plan.state
    found = []
    for word, stages, states in _CHIPS:
        is_now = state in states
        number = year_number(whole.plan, today) if BROKEN_DOWN in stages and is_now else 0
        is_done = any(one in dated for one in stages) and not is_now
        found.append(Chip(f"{word} · 第 {number} 年" if number else word, stages, is_done, is_now))
    return tuple(found)


def year_number(plan: PlanDraft, today: str) -> int:
    """Which year of the plan a day is in, from 1; 0 before it begins and without days."""
    year = year_of(plan, today)
    if year is None or today < plan.starts:
        return 0
    return years_of(plan).index(year) + 1


def adopted_words(stages: Iterable[StageRow]) -> str:
    """2024年6月 教代会审议通过 · 区教育局备案; "" before anybody passed it."""
    words = []
    for row in sorted(stages, key=lambda row: (row.on, row.id)):
        if row.stage == PASSED and has_passed(row):
            words = [f"{_month(row.on)} {row.body or '教代会'}审议通过"]
        elif row.stage == FILED_STAGE and words:
            words = [*words[:1], f"{row.body or '教育局'}备案"]
    return " · ".join(words)


def _month(on: str) -> str:
    return f"{on[:4]}年{int(on[5:7])}月"


def lacks(whole: PlanWhole, stage: str, today: str) -> tuple[str, ...]:
    """What a stage still needs, in sentences a person can act on; () when nothing."""
    return tuple(_LACKS[stage](whole, today)) if stage in _LACKS else ()


def _own(whole: PlanWhole, stage: str) -> StageRow | None:
    """The last record of a stage."""
    return next((row for row in reversed(whole.stages) if row.stage == stage), None)


def _dated(whole: PlanWhole, stage: str, text: str) -> Iterator[str]:
    if _own(whole, stage) is None:
        yield text


def _begun(whole: PlanWhole, today: str) -> Iterator[str]:
    own = _own(whole, BEGUN)
    if own is None or not own.text:
        yield "写明规划制定领导小组名单和进程安排"
    if whole.plan.previous_id:
        yield from _dated(whole, SUMMED_UP, "先总结上一轮规划")


def opinion_lacks(whole: PlanWhole, stage: str) -> tuple[str, ...]:
    """What lacks among the opinions of a stage, of all it still needs."""
    return tuple(_OPINIONS[stage](whole)) if stage in _OPINIONS else ()


def _asked_for(whole: PlanWhole) -> Iterator[str]:
    opinions = [row for row in whole.opinions if row.stage == CONSULTED]
    if not opinions:
        yield "登记征求到的意见"
    if waiting := sum(not row.taken for row in opinions):
        yield f"{waiting} 条意见还没有写明是否采纳"


def _of_experts(whole: PlanWhole) -> Iterator[str]:
    opinions = [row for row in whole.opinions if row.stage == ARGUED]
    experts = len({row.name for row in opinions})
    if experts < FEWEST_EXPERTS:
        yield f"论证专家意见 {experts} 份，一般 {FEWEST_EXPERTS} 至 6 份"
    if waiting := sum(not row.taken for row in opinions if row.text):
        yield f"{waiting} 条论证意见还没有写明是否采纳"


_OPINIONS: Final = {CONSULTED: _asked_for, ARGUED: _of_experts}


def _consulted(whole: PlanWhole, today: str) -> Iterator[str]:
    yield from _asked_for(whole)


def _argued(whole: PlanWhole, today: str) -> Iterator[str]:
    yield from _of_experts(whole)
    own = _own(whole, ARGUED)
    if own is not None and not own.result:
        yield "写明论证结论"


def _passed(whole: PlanWhole, today: str) -> Iterator[str]:
    yield from _dated(whole, ARGUED, "还没有论证记录")
    own = _own(whole, PASSED)
    if own is None or own.present is None or own.votes_for is None:
        yield "登记到会人数和表决票数"
    if own is not None and not own.number:
        yield "写明教代会届次"


def _filed(whole: PlanWhole, today: str) -> Iterator[str]:
    passed = _own(whole, PASSED)
    if passed is None or not has_passed(passed):
        yield "规划经教代会审议通过后才报备"


def _broken_down(whole: PlanWhole, today: str) -> Iterator[str]:
    year = year_of(whole.plan, today)
    if year is None:
        return
    years = years_of(whole.plan)
    parents = {row.parent_id for row in whole.goals}
    due = [row for row in whole.goals if row.id not in parents and is_of_year(row.years, year.word)]
    bare = [
        row.title
        for row in due
        if not any(is_due(task, year.word, years) for task in whole.tasks_of.get(row.id, ()))
        and not any((one.id, year.word) in whole.target for one in whole.measures_of.get(row.id, ()))
    ]
    if bare:
        yield f"{len(bare)} 个目标在{year.word}没有任务和目标值：{'、'.join(bare[:3])}"
    if nobody := sum(
        is_due(task, year.word, years) and not (task.owner or task.department) for task in whole.tasks
    ):
        yield f"{nobody} 项任务没有责任部门和责任人"


def _reviewed(whole: PlanWhole, today: str) -> Iterator[str]:
    own = next((row for row in reversed(whole.reviews) if row.kind == YEARLY), None)
    if own is None:
        yield "还没有年度自评"
        return
    if not own.heard:
        yield "写明听取教职工、家长、学生、社区意见的情况"
    if not own.published_on:
        yield "自评报告要在校内公示，登记公示日期"


def _final(whole: PlanWhole, today: str) -> Iterator[str]:
    done, years = sum(row.stage == REVIEWED for row in whole.stages), len(years_of(whole.plan))
    if done < years - 1:
        yield f"年度自评 {done} 次，本轮应有 {years - 1} 次"


_LACKS: Final = {
    BEGUN: _begun,
    CONSULTED: _consulted,
    ARGUED: _argued,
    PASSED: _passed,
    FILED_STAGE: _filed,
    BROKEN_DOWN: _broken_down,
    REVIEWED: _reviewed,
    FINAL: _final,
}
