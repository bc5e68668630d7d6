"""规划评估历年对照表: every evaluation of a plan and of the rounds before and after it beside each other (规划与项目调研 1, 59 and 69)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, Report, refuse
from edudesk.plan.reports.facts import IN_HOUSE, PlanFacts, column, day_cell, table
from edudesk.plan.rows.course import FINAL, StageRow
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY
from edudesk.plan.rules.amounts import percent
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.reviews import compared, of_tenths, review_of

TITLE: Final = "规划评估历年对照表"
_OWN, _OUTSIDE, _DOMAINS = "学校自评", "外部评估", "各领域达成度（%）"
_MOST_ON_A4: Final = 6
_LIVE: Final = "＊"
_RUNS: Final = "进行中"  # of the year that runs nobody judged yet: what was reached so far, without a grade


class _Row(NamedTuple):
    """One evaluation. share: title of a domain -> what of it was reached."""

    plan: str
    year: str
    what: str
    score: Decimal | None = None
    grade: str = ""
    evaluator: str = ""
    outside: Decimal | None = None
    outside_grade: str = ""
    difference: Decimal | None = None
    on: str = ""
    share: Mapping[str, Decimal] = MappingProxyType({})


def history(facts: PlanFacts, audience: Audience) -> Report:
    """A row for each year that was evaluated or runs, the half-way evaluation and the one at the end, round after round.

    Raises UserError while nothing was evaluated.
    """
    refuse(TITLE, audience, IN_HOUSE)
    rows = [row for one in facts.rounds() or (facts,) for row in _of_round(one)]
    if not rows:
        raise UserError(
            "这份规划和前后各轮都还没有评估，不能生成历年对照表。", "请先在“规划自评”里做一次自评。"
        )
    domains = list(dict.fromkeys(title for row in rows for title in row.share))
    return table(
        facts, audience, "history", TITLE, _columns(domains), [_cells(row, domains) for row in _grouped(rows)],
        notes=(
            "单位：分、%",
            f"注：差为学校自评得分减外部评估得分；标{_LIVE}的还没有冻结，得分随数据变化；没有自评的年度不列。"
            "审定日期为外部评估的日期，没有外部评估的为自评冻结的日期。",
        ),
        paper=A4_LANDSCAPE if len(domains) <= _MOST_ON_A4 else A3_LANDSCAPE,
        is_grouped=True,
    )  # fmt: skip


def _columns(domains: list[str]) -> tuple[Column, ...]:
    return (
        column("plan", "规划", 48),
        column("year", "年度", 26),
        column("what", "评估", 22),
        column("score", "得分", 16, Kind.NUMBER, parent=_OWN),
        column("grade", "等级", 14, parent=_OWN),
        column("evaluator", "评估单位（人）", 26, parent=_OUTSIDE),
        column("outside", "得分", 16, Kind.NUMBER, parent=_OUTSIDE),
        column("outside_grade", "等级", 14, parent=_OUTSIDE),
        column("difference", "差", 14, Kind.NUMBER),
        column("on", "审定日期", 24, Kind.DATE),
        *(column(f"domain{at}", title, 18, Kind.NUMBER, parent=_DOMAINS) for at, title in enumerate(domains)),
    )


def _grouped(rows: list[_Row]) -> Iterator[_Row]:
    """The name of a plan stands once, before its evaluations."""
    before = ""
    for row in rows:
        yield row._replace(plan="" if row.plan == before else row.plan)
        before = row.plan


def _cells(row: _Row, domains: list[str]) -> tuple[object, ...]:
    shares = (row.share.get(title, "") for title in domains)
    told = ("" if value is None else value for value in row[:9])
    return (*told, day_cell(row.on), *shares)


def _of_round(facts: PlanFacts) -> Iterator[_Row]:
    """The evaluations of one round, in the order of their days."""
    today, title = facts.on.isoformat(), facts.whole.plan.title
    for year in facts.years:
        if year.first > today:
            continue
        is_reviewed = review_of(facts.whole.reviews, YEARLY, year.word) is not None
        if is_reviewed or year.last >= today:
            what = "年度自评" if is_reviewed else _RUNS
            row = _evaluated(title, year.word, what, facts.judged(YEARLY, year.word))
            if row is not None:
                yield row if is_reviewed else row._replace(grade="")
        if review_of(facts.whole.reviews, MIDTERM, year.word) is not None:
            found = _evaluated(title, year.word, "中期自评", facts.judged(MIDTERM, year.word))
            if found is not None:
                yield found
    if review_of(facts.whole.reviews, AT_END) is not None:
        found = _evaluated(title, "", "终结性自评", facts.judged(AT_END, ""))
        if found is not None:
            yield found
    elif (stage := _ended(facts)) is not None:
        yield _Row(
            title, "", stage.stage, evaluator=stage.body, outside_grade=stage.result, on=stage.on
        )  # all that was entered of it


def _ended(facts: PlanFacts) -> StageRow | None:
    stages = [one for one in facts.whole.stages if one.stage == FINAL and one.on <= facts.on.isoformat()]
    return max(stages, key=lambda one: (one.on, one.id), default=None)


def _evaluated(plan: str, year: str, what: str, judged: Judged) -> _Row | None:
    """None of what has neither a score nor a review: nobody evaluated it."""
    review, settled = judged.review, judged.settled
    if review is None and settled is None:
        return None
    live = "" if judged.is_frozen else _LIVE
    shares = {
        line.title: percent(line.counted)
        for line in judged.evaluation.lines
        if line.depth == 0 and line.id == line.goal_id and line.counted is not None
    }
    found = _Row(plan, year, f"{what}{live}", share=shares)
    if settled is not None:
        found = found._replace(score=settled.score, grade=settled.grade)
    if review is None:
        return found
    return found._replace(
        evaluator=review.evaluator,
        outside=of_tenths(review.outside_tenths),
        outside_grade=review.outside_grade,
        difference=compared(review, settled).difference,
        on=review.outside_on or review.frozen_on,
    )
