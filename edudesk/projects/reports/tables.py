"""The tables inside the papers of a project, by the names that forms/projects/papers use."""

from collections.abc import Callable, Mapping

from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.projects.reports import archive_tables, money_tables, point_tables
from edudesk.projects.reports.body import Body, columns
from edudesk.projects.reports.facts import ProjectFacts, table
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.people import EXPERT, TEAM
from edudesk.projects.rows.pool import APPRAISAL, OPENING
from edudesk.projects.rules.stages import dated_line
from edudesk.projects.rules.words import day_words, reviews_of


def body_of(name: str, dossier: Dossier, facts: ProjectFacts) -> Body:
    """The table with this name; raises KeyError when there is none."""
    return _TABLES[name](dossier, facts)


def known_tables() -> frozenset[str]:
    """The names there are."""
    return frozenset(_TABLES)


def printed_table(
    name: str, title: str, body: Body, facts: ProjectFacts, audience: Audience, blank: int = 0
) -> Report:
    """A table as it stands in a paper. blank: lines it has at least, those not filled in are left to write on."""
    free = 0 if body.total else max(0, blank - len(body.rows))
    rows = [
        *body.rows,
        *[[""] * len(body.columns) for _ in range(free)],
        *([body.total] if body.total else []),
    ]
    return table(
        f"project_{name}", title, body.columns, rows, facts, audience, body.notes, is_grouped=body.is_grouped
    )


def _members(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (
            number,
            one.name,
            one.unit or (facts.school.name if one.teacher_id else ""),
            one.title,
            one.role,
            one.duty,
        )
        for number, one in enumerate(dossier.team, 1)
    ]
    return Body(
        columns(("序号", 10), ("姓名", 18), ("单位", 40), ("职称", 22), ("角色", 20), ("分工", 46)), rows
    )


def _duties(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [(number, one.name, one.title, one.role, one.duty) for number, one in enumerate(dossier.team, 1)]
    return Body(
        columns(("序号", 10), ("姓名", 20), ("职称", 26), ("角色", 22), ("分工（主要贡献）", 76)), rows
    )


def _experts(dossier: Dossier, facts: ProjectFacts) -> Body:
    """Who appraised it, by what they said. Nobody who works on it or advises it may, which is told."""
    own = list(dict.fromkeys((one.expert, one.expert_unit) for one in reviews_of(dossier, APPRAISAL)))
    beside = {one.name: one.role for one in dossier.members if one.role in (*TEAM, EXPERT)}
    doubts = tuple(f"{name}是项目的{beside[name]}，不宜担任鉴定专家。" for name, _ in own if name in beside)
    rows = [(number, name, unit, "", "", "") for number, (name, unit) in enumerate(own, 1)]
    heads = (("序号", 10), ("姓名", 20), ("单位", 48), ("职称（职务）", 28), ("研究专长", 28), ("签字", 24))
    return Body(columns(*heads), rows, doubts=doubts)


def _activities(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (number, day_words(one.on), one.kind, one.title, one.place, one.expert, one.people or "")
        for number, one in enumerate(dossier.activities, 1)
    ]
    heads = (
        ("序号", 10),
        ("日期", 31),
        ("类型", 20),
        ("活动名称", 45),
        ("地点", 22),
        ("专家", 26),
        ("人数", 12),
    )
    return Body(columns(*heads), rows)


def _changes(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (number, day_words(one.on), one.item, one.before, one.after, one.reason, one.decision)
        for number, one in enumerate(dossier.changes, 1)
    ]
    heads = (
        ("序号", 10),
        ("申请日期", 31),
        ("事项", 18),
        ("原内容", 30),
        ("变更后", 30),
        ("理由", 31),
        ("结果", 16),
    )
    return Body(columns(*heads), rows)


def _steps(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (number, day_words(one.on), one.to_stage, one.doc_no, one.decided_by, one.result, one.note)
        for number, one in enumerate(dossier.steps, 1)
    ]
    heads = (
        ("序号", 10),
        ("日期", 31),
        ("阶段", 22),
        ("文号", 34),
        ("决定单位", 30),
        ("等第", 14),
        ("说明", 21),
    )
    return Body(columns(*heads), rows)


def _milestones(dossier: Dossier, facts: ProjectFacts) -> Body:
    """The stages of the kind with a day, and the school's own nodes, by day."""
    dots = (
        dated_line(dossier.kind, dossier.project, dossier.steps, facts.today.isoformat())
        if dossier.kind.stages
        else ()
    )
    found = [(one.on or one.due, one.label, "") for one in dots if one.on or one.due]
    found += [(one.due, one.title, one.owner) for one in dossier.milestones]
    rows = [(number, day_words(day), title, who) for number, (day, title, who) in enumerate(sorted(found), 1)]
    return Body(columns(("序号", 10), ("时间", 34), ("任务（节点）", 76), ("责任人", 34)), rows)


def _opening_reviews(dossier: Dossier, facts: ProjectFacts) -> Body:
    own = reviews_of(dossier, OPENING)
    rows = [(number, one.expert, one.expert_unit, one.advice) for number, one in enumerate(own, 1)]
    return Body(columns(("序号", 10), ("专家", 20), ("单位", 44), ("评议要点", 82)), rows)


_TABLES: Mapping[str, Callable[[Dossier, ProjectFacts], Body]] = {
    "members": _members,
    "duties": _duties,
    "experts": _experts,
    "results": archive_tables.all_results,
    "stage_results": archive_tables.stage_results,
    "final_results": archive_tables.final_results,
    "planned_stage": archive_tables.planned_stage,
    "planned_final": archive_tables.planned_final,
    "planned": archive_tables.planned,
    "kept_promises": archive_tables.kept_promises,
    "handed_results": archive_tables.handed_results,
    "evidence": archive_tables.evidence,
    "activities": _activities,
    "changes": _changes,
    "steps": _steps,
    "milestones": _milestones,
    "opening_reviews": _opening_reviews,
    "budget": money_tables.budget,
    "account": money_tables.account,
    "sources": money_tables.sources,
    "final_account": money_tables.final_account,
    "year_account": money_tables.year_account,
    "funds": money_tables.funds,
    "measures": point_tables.measures,
    "channels": point_tables.channels,
    "studio": point_tables.studio,
    "archive": archive_tables.archive,
}
