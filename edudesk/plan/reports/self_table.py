"""年度自评表 (规划与项目调研 2.5, 3), of the round too, and the lines of an evaluation as any paper says them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from edudesk.base.masking import Audience
from edudesk.base.report import A3_LANDSCAPE, Report, refuse
from edudesk.plan.reports.facts import IN_HOUSE, PlanFacts, columns, lines, table
from edudesk.plan.reports.listed import proofs_in
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY, GoalReviewRow
from edudesk.plan.rules.amounts import percent, rounded, told
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.reviews import compared, of_tenths, review_of
from edudesk.plan.rules.rounds import PartScore
from edudesk.plan.rules.scoring import EXCUSED, GOAL, MEASURE, MISSING, TASK, Line, graded
from edudesk.plan.rules.years import years_of

TITLE, MID_TITLE, FINAL_TITLE = "年度自评表", "中期自评表", "终结性自评表"
TITLES: Final = {YEARLY: TITLE, MIDTERM: MID_TITLE, AT_END: FINAL_TITLE}
_HUNDREDTH: Final = 2  # places of the points of a line; the whole is printed with one


def self_table(facts: PlanFacts, audience: Audience, kind: str = YEARLY) -> Report:
    """Each measure and the tasks of each goal with what they came to; the whole with its parts below."""
    refuse(TITLES[kind], audience, IN_HOUSE)
    facts = facts.for_review(kind)
    return report_of(facts, audience, judged_of(facts, kind))


def judged_of(facts: PlanFacts, kind: str) -> Judged:
    """The evaluation a paper is about: of the year, or of the round."""
    return facts.judged(kind, "" if kind == AT_END else facts.of_year.word)


def report_of(facts: PlanFacts, audience: Audience, judged: Judged) -> Report:
    """The table of an evaluation."""
    heads = columns(
        ("目标", 48),
        ("观测点", 56),
        ("权重（分值）", 16),
        ("目标值", 18),
        ("实际值", 18),
        ("达成度", 30),
        ("自评等级", 16),
        ("自评得分", 16),
        ("主要举措与成效", 70),
        ("问题与改进", 54),
        ("佐证材料编号", 24),
    )
    rows = [(number, *row) for number, row in enumerate(_rows(facts, judged), 1)]
    rows += [("", *row) for row in _totals(judged)]
    about = facts.of_year.word if judged.kind != AT_END else ""
    title = f"{about or facts.whole.plan.title}{TITLES[judged.kind]}"
    return table(
        facts, audience, {YEARLY: "self_table", MIDTERM: "mid_table", AT_END: "final_table"}[judged.kind],
        title, heads, rows, about=about, notes=tuple(_notes(judged)), paper=A3_LANDSCAPE,
    )  # fmt: skip


def said_of(judged: Judged) -> dict[str, GoalReviewRow]:
    """What the review says of each goal."""
    if judged.review is None:
        return {}
    return {row.goal_id: row for row in judged.whole.goal_reviews if row.review_id == judged.review.id}


def _rows(facts: PlanFacts, judged: Judged) -> Iterator[tuple[object, ...]]:
    """A row for each measure, one for the tasks of a goal; a goal that is judged by itself or drops out has one."""
    said, evaluation = said_of(judged), judged.evaluation
    below: dict[str, list[Line]] = {}
    for line in evaluation.lines:
        if line.kind != GOAL:
            below.setdefault(line.goal_id, []).append(line)
    inner = {one.number.rpartition(".")[0] for one in evaluation.lines if one.kind == GOAL}
    for goal in (line for line in evaluation.lines if line.kind == GOAL):
        own = below.get(goal.id, [])
        if goal.number in inner and not own:
            continue
        text = said.get(goal.id)
        texts = (
            (lines(text.done, text.effect), lines(text.problems, text.mending))
            if text is not None
            else ("", "")
        )
        is_by_rows = any(line.full for line in own)
        given = goal.counted is not None and own and not is_by_rows  # judged by the reviewers
        head = f"{goal.number} {goal.title}"
        own_rows = [] if given else list(_own_rows(facts, goal, own, judged))
        if not own_rows:
            own_rows = [("自评小组评定" if given else "", *_figures(goal), "")]
        for place, row in enumerate(own_rows):
            *figures, proofs = row
            first = place == 0
            yield (head, *figures, *(texts if first else ("", "")), proofs)


def _own_rows(facts: PlanFacts, goal: Line, own: list[Line], judged: Judged) -> Iterator[tuple[object, ...]]:
    for line in (line for line in own if line.kind == MEASURE):
        yield (line.title, *_figures(line, judged), _proofs(facts, judged, line.id, goal.id))
    tasks = [line for line in own if line.kind == TASK]
    if tasks:
        counted = [line for line in tasks if line.counted is not None]
        done = sum(line.counted == 1 for line in counted)
        full = sum((line.full for line in tasks), goal.full * 0)
        points = sum((line.points for line in tasks), goal.full * 0)
        share = points / full if full else None
        yield (
            f"完成任务 {len(tasks)} 项"
            + (f"（{len(tasks) - len(counted)} 项已取消）" if len(counted) < len(tasks) else ""),
            rounded(full, _HUNDREDTH),
            f"{len(counted)} 项",
            f"{done} 项",
            "—" if share is None else f"{percent(share)}% {judged.scheme.word(percent(share))}",
            "—"
            if share is None
            else graded(share, [one.counted for one in tasks if one.counted is not None], judged.scheme),
            rounded(points, _HUNDREDTH),
            _proofs(facts, judged, *(line.id for line in tasks), goal.id),
        )


def _figures(line: Line, judged: Judged | None = None) -> tuple[object, ...]:
    """权重, 目标值, 实际值, 达成度 with its word, 等级, 得分."""
    if line.counted is None:
        return (Decimal(0), line.target, line.actual, EXCUSED, "—", "—")
    shown = line.counted if line.shown is None else line.shown
    grade = line.grade or (graded(line.counted, [], judged.scheme) if judged is not None else "")
    return (
        rounded(line.full, _HUNDREDTH),
        f"{line.target}{line.unit}" if line.target else "",
        MISSING if line.state == MISSING else f"{line.actual}{line.unit}" if line.actual else "",
        " ".join(filter(None, (f"{percent(shown)}%", line.word))),
        "" if line.state == MISSING else grade,
        rounded(line.points, _HUNDREDTH),
    )


def _proofs(facts: PlanFacts, judged: Judged, *ids: str) -> str:
    """The numbers that stand in 佐证材料目录 of the same report."""
    year = facts.of_year.word if judged.kind == YEARLY else ""
    return "、".join(row.number for row in proofs_in(facts, facts.whole.proofs_of(*ids), year))


def _totals(judged: Judged) -> Iterator[tuple[object, ...]]:
    """合计, the parts where there are several, the adjustment, the result; the external score beside it."""
    evaluation, settled = judged.evaluation, judged.settled
    if len(evaluation.parts) > 1:
        for part in evaluation.parts:
            points = "" if part.points is None else rounded(part.gives or part.share * 0, _HUNDREDTH)
            yield _total(part.name, rounded(part.share * 100, _HUNDREDTH), points, _how(judged, part))
    whole = "" if evaluation.score is None else rounded(evaluation.score)
    yield _total("合计", 100, whole, "；".join(evaluation.lacks), grade=evaluation.grade)
    if settled is not None and settled.adjustment:
        yield _total("加减分", "", f"{settled.adjustment:+}", settled.reason)
        yield _total("自评结果", "", settled.score, "", grade=settled.grade)
    review = judged.review
    if review is not None and review.outside_tenths is not None:
        outside = of_tenths(review.outside_tenths)
        beside = f"学校自评{words}" if (words := compared(review, settled).words) else ""
        how = "；".join(filter(None, (review.evaluator, beside)))
        yield _total("外部评估", "", outside, how, grade=review.outside_grade)


def _how(judged: Judged, part: PartScore) -> str:
    """How a part came about, with the share of it that counts; of a year that others evaluated whose score it is."""
    if part.points is None:
        return part.how
    own = next((year.word for year in years_of(judged.whole.plan) if part.name.startswith(year.word)), "")
    review = review_of(judged.whole.reviews, YEARLY, own) if own else None
    how = part.how
    if review is not None and review.outside_tenths is not None:  # it counts before the own score
        how = f"{review.evaluator or '外部'}评估得分"
    between = " " if own else "＝"
    return f"{how}{between}{rounded(part.points)} 分，按 {told(part.share * 100)}% 计"


def _total(name: str, full: object, points: object, how: str, grade: str = "") -> tuple[object, ...]:
    return (name, "", full, "", "", "", grade, points, how, "", "")


def _notes(judged: Judged) -> Iterator[str]:
    evaluation = judged.evaluation
    reference = "，参考" if judged.scheme.is_reference else ""
    yield f"注：1. 评价方案：{evaluation.scheme_title}（第 {evaluation.scheme[1]} 版{reference}）。数据截至 {judged.on}。"
    yield "2. 自评得分保留两位小数，合计按未舍入的数计算；达成度超过 100% 的按 100% 计分。"
    rest = [*evaluation.notes]
    if missing := [line.title for line in evaluation.lines if line.state == MISSING]:
        rest.append(f"缺数据的指标：{'、'.join(missing)}。")
    if rest:
        yield f"3. {''.join(rest)}"
