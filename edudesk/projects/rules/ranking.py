"""From the places of a ranking to the quotas of a round: who gets one, and where the school has to decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.candidates import Candidate
from edudesk.projects.rows.pool import RECOMMENDED, RESERVE, RecommendationDraft
from edudesk.projects.rows.projects import LEVELS
from edudesk.projects.rules.explaining import Explanation, Piece
from edudesk.projects.rules.scoring import ranked, review_points, without_points


@dataclass(frozen=True, slots=True)
class Share:
    """What the quotas give a project. decision: "" = the school has to decide; why: one sentence."""

    decision: str
    level: str
    why: str


def places(points: Mapping[str, Decimal | None]) -> dict[str, int | None]:
    """Place by id among those given."""
    return dict(ranked(points))


def shared_out(
    order: Mapping[str, int | None], quotas: Mapping[str, int], titles: Mapping[str, str]
) -> dict[str, Share]:
    """The quotas of the levels, the highest level first, go to the places from the first on.

    order: place by id; equals that the places of a level do not suffice for are left to the school; who has no place gets
    nothing. titles: by id.
    """
    slots = [level for level in LEVELS.words for _ in range(quotas.get(level, 0))]
    known = sorted(
        ((place, one) for one, place in order.items() if place is not None), key=lambda pair: pair[0]
    )
    found: dict[str, Share] = {}
    taken = 0
    for place, group in groupby(known, key=lambda pair: pair[0]):
        ids = [one for _, one in group]
        own = slots[taken : taken + len(ids)]
        taken += len(ids)
        for one in ids:
            found[one] = _share(one, place, ids, own, quotas, titles)
    for one in order:
        found.setdefault(one, Share("", "", "没有论证评分，没有名次。"))
    return found


def _share(
    one: str,
    place: int,
    ids: Sequence[str],
    own: Sequence[str],
    quotas: Mapping[str, int],
    titles: Mapping[str, str],
) -> Share:
    if not any(quotas.values()):
        return Share("", "", f"第 {place} 名；填了名额才能分配。")
    if len(own) == len(ids) and len(set(own)) == 1:
        return Share(RECOMMENDED, own[0], f"第 {place} 名，在{own[0]} {quotas[own[0]]} 个名额内。")
    if not own:
        return Share(RESERVE, "", f"第 {place} 名，{sum(quotas.values())} 个名额已满。")
    others = "、".join(f"“{titles[other]}”" for other in ids if other != one)
    left = "、".join(f"{level} {own.count(level)} 个" for level in dict.fromkeys(own))
    return Share("", "", f"与{others}并列第 {place} 名，名额只剩{left}，由学校决定。")


def round_problems(
    lines: Sequence[RecommendationDraft], quotas: Mapping[str, int], titles: Mapping[str, str]
) -> dict[str, tuple[FieldProblem, ...]]:
    """What a list of a round must say before it is kept, by project: a level that has room, and why somebody is preferred
    to a better place."""
    found: dict[str, list[FieldProblem]] = {}
    counts = dict.fromkeys(quotas, 0)
    chosen = [one for one in lines if one.decision == RECOMMENDED]
    for one in chosen:
        told = found.setdefault(one.project_id, [])
        if any(quotas.values()) and not one.level:
            told.append(FieldProblem("level", f"“{titles[one.project_id]}”请选择推荐级别。"))
        elif one.level and one.level in quotas:
            counts[one.level] += 1
            if quotas[one.level] and counts[one.level] > quotas[one.level]:
                text = f"{one.level}只有 {quotas[one.level]} 个名额，“{titles[one.project_id]}”是多出的一项。"
                told.append(FieldProblem("level", text))
        if not one.reason.strip() and (passed := _passed_over(one, lines)):
            names = "、".join(f"“{titles[other.project_id]}”" for other in passed[:2])
            why = f"排在前面的{names}没有推荐" if one.place is not None else "没有论证评分"
            text = f"“{titles[one.project_id]}”{why}，请在“理由”里写明。"
            told.append(FieldProblem("reason", text))
    return {key: tuple(told) for key, told in found.items() if told}


def _passed_over(one: RecommendationDraft, lines: Iterable[RecommendationDraft]) -> list[RecommendationDraft]:
    """Those with a better place, or the same, that are not recommended; for one without a place itself."""
    if one.place is None:
        return [one]
    return [
        other
        for other in lines
        if other.decision != RECOMMENDED
        and other.place is not None
        and (other.place < one.place or (other.place == one.place and other.project_id != one.project_id))
    ]


def explain_place(row: Candidate, every: Sequence[Candidate]) -> Explanation:
    """Why a project has its place among all of a year: what each expert gave, and who stands around it."""
    given = {one.id: review_points(one) for one in row.reviews}
    pieces = tuple(
        Piece(
            one.expert,
            float(points) / 100 if (points := given[one.id]) is not None else None,
            f"{points:f} 分" if points is not None else "未评分",
        )
        for one in row.reviews
    )
    title = f"为什么是第 {row.place} 名" if row.place is not None else "为什么没有名次"
    return Explanation(title, pieces, tuple(_place_words(row, every)))


def _place_words(row: Candidate, every: Sequence[Candidate]) -> Iterable[str]:
    with_points = [one for one in every if one.points is not None]
    if row.points is None:
        yield "没有论证评分，不参加排序；录入评分后自动排。"
    else:
        count = sum(review_points(one) is not None for one in row.reviews)
        yield f"{count} 位专家的均分 {row.points:f}，{len(with_points)} 个有评分的项目里排第 {row.place}。"
        equal = [one for one in with_points if one.points == row.points and one.id != row.id]
        if equal:
            yield f"与{'、'.join(f'“{one.title}”' for one in equal)}同分，并列第 {row.place}。"
        ahead = [one for one in with_points if one.points is not None and one.points > row.points]
        if ahead:
            nearest = min(ahead, key=lambda one: one.points or Decimal(0))
            yield f"比前一名“{nearest.title}”少 {(nearest.points or Decimal(0)) - row.points:f} 分。"
        most = max(sum(review_points(one) is not None for one in other.reviews) for other in with_points)
        if count < most:
            yield f"其他项目最多有 {most} 位专家评分，这一项少 {most - count} 位。"
    for one in row.reviews:
        if missing := without_points(one):
            yield f"{one.expert}没有给{'、'.join(missing)}评分" + (
                "，按其余各项的权重折算。" if review_points(one) is not None else "，不计入均分。"
            )
    for last in row.rounds:
        level = f"（{last.level}）" if last.level else ""
        why = f"，理由：{last.reason}" if last.reason else ""
        yield f"{last.on} {last.batch}：{last.decision}{level}{why}。"
