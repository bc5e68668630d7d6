"""The tables of points inside the papers of a project: 绩效指标, 五渠道, a studio's members."""

from collections.abc import Mapping
from decimal import Decimal

from edudesk.projects.forms.standards import items_in
from edudesk.projects.reports.body import Body, columns
from edudesk.projects.reports.facts import ProjectFacts
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rules.scoring import studio_missing, studio_total
from edudesk.projects.rules.studio import studio_words
from edudesk.projects.rules.words import performance_of, yearly_of


def measures(dossier: Dossier, facts: ProjectFacts) -> Body:
    """With the total and its grade; while the points or the 分值 do not come to 100 neither is printed, and why is told."""
    year = facts.year_of(dossier, "measures")
    rows = [
        (
            one.group,
            one.aspect,
            one.title,
            one.target,
            one.actual,
            _points(one.full),
            _points(one.points),
            one.reason,
        )
        for one in dossier.measures
        if one.year == year
    ]
    heads = columns(
        ("一级指标", 18), ("二级指标", 18), ("三级指标", 32), ("年度指标值", 24), ("实际完成值", 24), ("分值", 14),
        ("得分", 15), ("偏差原因及改进措施", 31),
    )  # fmt: skip
    if not rows:
        return Body(heads, rows)
    own = performance_of(dossier, year)
    grade = own.grade and f"等级：{own.grade}"
    points = "" if own.total is None else f"{own.total:f}"
    total = ("总分", "含执行率", grade, "", "", f"{float(own.full):g}", points, "")
    notes = tuple(f"注：{one}" for one in own.lacks)
    return Body(heads, rows, notes, total=total, doubts=own.lacks)


def _points(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def channels(dossier: Dossier, facts: ProjectFacts) -> Body:
    own = yearly_of(dossier, facts.year_of(dossier, "yearly"))
    points = own.points if own else {}
    shares: Mapping[str, float] = (own.shares if own else {}) or {
        one.name: one.weight for one in dossier.channels
    }
    rows = [
        (number, name, f"{share:g}%", _points(points.get(name)), "")
        for number, (name, share) in enumerate(shares.items(), 1)
    ]
    missing = [name for name in shares if points and points.get(name) is None]
    told = f"{'、'.join(missing)}没有评分，总分由其余渠道按权重折算。"
    heads = columns(("序号", 12), ("渠道", 44), ("权重", 24), ("得分（百分制）", 36), ("说明", 40))
    return Body(heads, rows, (f"注：{told}",), doubts=(told,)) if missing else Body(heads, rows)


def studio(dossier: Dossier, facts: ProjectFacts) -> Body:
    """Points by group; a group that a line of is missing has none, and so has the whole."""
    year = facts.year_of(dossier, "scores")
    people = {one.id: one.name for one in dossier.members}
    rows, notes = [], []
    own = [one for one in dossier.scores if one.year == year]
    items = items_in(own[0].items) if own else dossier.items
    for one in own:
        name, total = people.get(one.member_id, "已删除的成员"), studio_total(one.numbers, items)
        told = [points for _, points, _, _ in studio_words(one.numbers, items)]
        rows.append((name, *map(_printed, told), _printed(total), one.remark))
        if missing := studio_missing(one.numbers, items):
            notes.append(f"{name}未计总分，还缺{'、'.join(missing)}。")
    groups = [(group, 22.0) for group in dict.fromkeys(one.group for one in items)]
    heads = columns(("姓名", 22), *groups, ("总分", 18), ("备注", 24))
    return Body(heads, rows, tuple(f"注：{one}" for one in notes), doubts=tuple(notes))


def _printed(points: Decimal | None) -> str:
    return "" if points is None else f"{points:g}"
