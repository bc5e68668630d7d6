"""两轮规划对照表: the goals of a round with what came of them beside those of the next (规划与项目调研 1, 101)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.report import A4_LANDSCAPE, Report, refuse
from edudesk.plan.reports.facts import NOTICE, PlanFacts, column, table
from edudesk.plan.rows.measures import MeasureRow
from edudesk.plan.rows.reviews import AT_END, YEARLY
from edudesk.plan.rules.amounts import amount_of, percent
from edudesk.plan.rules.carrying import round_words
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.two_rounds import (
    CHANGED,
    KEPT,
    Beside,
    goals_beside,
    measures_beside,
    tasks_beside,
)
from edudesk.plan.rules.wanted import EXCUSED, wanted_in
from edudesk.plan.rules.years import PlanYear

TITLE: Final = "两轮规划对照表"
_GOAL, _MEASURE, _TASK = "目标", "指标", "任务"
Row = tuple[object, ...]


def two_rounds(facts: PlanFacts, audience: Audience) -> Report:
    """This plan beside the round before it; the first round beside the one after it. Raises UserError without another one."""
    refuse(TITLE, audience, NOTICE)
    old, new = _two(facts)
    return table(
        facts, audience, "two_rounds", f"{new.whole.plan.title}与上一轮规划对照表", _columns(old, new),
        tuple(_Sheet(old, new).rows()),
        notes=(
            f"注：上一轮规划为“{old.whole.plan.title}”，目标的结果为{_judged_words(old)}，指标的结果为末次实际值（截至 {facts.on:%Y-%m-%d}）。"
            "名称相同、任务结转过去或指标相同的目标对照在一行。",
        ),
        paper=A4_LANDSCAPE,
    )  # fmt: skip


def _two(facts: PlanFacts) -> tuple[PlanFacts, PlanFacts]:
    rounds = {one.whole.plan.id: one for one in facts.rounds()}
    own = facts.whole.plan
    if (before := rounds.get(own.previous_id)) is not None:
        return before, facts
    after = next((one for one in rounds.values() if one.whole.plan.previous_id == own.id), None)
    if after is None:
        raise UserError(
            f"“{own.title}”没有上一轮，也没有下一轮，不能生成{TITLE}。",
            "请在“编辑规划基本信息”里选上一轮规划，或先拟订下一轮规划。",
        )
    return facts, after


def _columns(old: PlanFacts, new: PlanFacts) -> tuple[Column, ...]:
    before, after = f"上一轮（{round_words(old.whole.plan)}）", f"新一轮（{round_words(new.whole.plan)}）"
    return (
        column("kind", "种类", 13),
        column("old", "目标、指标、未完成任务", 57, parent=before),
        column("old_base", "基线", 15, Kind.NUMBER, parent=before),
        column("old_target", "末年目标", 18, Kind.NUMBER, parent=before),
        column("result", "结果", 25, Kind.NUMBER, parent=before),
        column("new", "目标、指标、结转任务", 57, parent=after),
        column("new_base", "基线", 15, Kind.NUMBER, parent=after),
        column("new_target", "末年目标", 18, Kind.NUMBER, parent=after),
        column("word", "去向", 14),
        column("told", "说明", 35),
    )


class _Sheet:
    """The lines, goal by goal."""

    def __init__(self, old: PlanFacts, new: PlanFacts) -> None:
        self.old, self.new = old, new
        self._goals = goals_beside(old.whole, new.whole)
        self._measures = measures_beside(old.whole, new.whole, self._goals)
        self._tasks = tasks_beside(old.whole, new.whole, old.on.isoformat())
        self._labels = {one.id: one.label for facts in (old, new) for one in facts.tree}
        yearly = [old.judged(YEARLY, year.word) for year in _begun(old)]
        self._results = {row.id: _result(yearly, row.id) for row in old.whole.measures}
        self._judged = old.judged(AT_END, "") if _is_over(old) else yearly[-1] if yearly else None

    def rows(self) -> Iterator[Row]:
        """A goal, its measures, its open tasks."""
        for one in self._goals:
            own = one.old or one.new
            yield self._goal(one)
            yield from map(self._measure, self._measures.get(own.id, ()))
            yield from map(self._task, self._tasks.get(own.id, ()))

    def _goal(self, one: Beside) -> Row:
        line = self._judged.evaluation.line(one.old.id) if one.old is not None and self._judged is not None else None  # fmt: skip
        result = "" if line is None or line.counted is None else f"达成 {percent(line.counted)}%"
        told = f"{'、'.join(one.changed)}有调整" if one.changed else ""
        return (
            _GOAL,
            self._labels.get(one.old.id, "") if one.old is not None else "",
            "",
            "",
            result,
            self._labels.get(one.new.id, "") if one.new is not None else "",
            "",
            "",
            one.word,
            told,
        )

    def _measure(self, one: Beside) -> Row:
        result = self._results.get(one.old.id, "") if one.old is not None else ""
        return (
            _MEASURE,
            *self._figures(self.old, one.old),
            _figure(result),
            *self._figures(self.new, one.new),
            one.word,
            "；".join(filter(None, (*one.changed, _based(one, result)))),
        )

    def _figures(self, facts: PlanFacts, row: MeasureRow | None) -> tuple[object, ...]:
        """Its name with the unit, its base, what is asked for in the last year that asks."""
        if row is None:
            return "", "", ""
        asked = (wanted_in(facts.whole, row, year.word) for year in reversed(facts.years))
        unit = f"（{row.unit}）" if row.unit and row.unit not in row.title else ""
        return (
            f"{row.title}{unit}",
            _figure(row.base),
            _figure(next((one for one in asked if one not in ("", EXCUSED)), "")),
        )

    def _task(self, one: Beside) -> Row:
        into = one.new.title + (f"（{one.new.year}）" if one.new.year else "") if one.new is not None else ""
        return (_TASK, one.old.title, "", "", f"{one.old.percent}%", into, "", "", one.word, "")


def _based(one: Beside, result: str) -> str:
    """Whether the new base is what the old round came to."""
    if one.word not in (KEPT, CHANGED):
        return ""
    if not one.new.base:
        return "还没有基线"
    if not result:
        return "上一轮没有结果"
    is_same = one.new.base == result or (
        amount_of(result) is not None and amount_of(one.new.base) == amount_of(result)
    )
    return "" if is_same else "基线与上一轮结果不同"


def _result(yearly: Sequence[Judged], measure_id: str) -> str:
    """What a measure came to in the last year that says something."""
    lines = (one.evaluation.line(measure_id) for one in reversed(yearly))
    return next((line.actual for line in lines if line is not None and line.actual), "")


def _begun(facts: PlanFacts) -> list[PlanYear]:
    return [year for year in facts.years if year.first <= facts.on.isoformat()]


def _is_over(facts: PlanFacts) -> bool:
    return bool(facts.whole.plan.ends) and facts.whole.plan.ends < facts.on.isoformat()


def _judged_words(facts: PlanFacts) -> str:
    begun = _begun(facts)
    if _is_over(facts):
        return "整轮的达成度"
    return f"{begun[-1].word}的达成度" if begun else "规划开始后的达成度"


def _figure(text: str) -> object:
    """A number that Excel can reckon with; what is none (是, B, ≥85) as it is."""
    plain = text.strip()
    is_number = plain.isascii() and amount_of(plain) is not None and plain[-1].isdigit() and "," not in plain
    return Decimal(plain) if is_number else text
