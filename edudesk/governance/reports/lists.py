"""Lists of governance: 机构成员名单, 会议与决议一览表, 制度目录, 督导整改清单."""

from edudesk.base.columns import Kind
from edudesk.base.masking import Audience
from edudesk.base.report import Report, refuse
from edudesk.governance.reports.facts import IN_HOUSE, NOTICE, GovernanceFacts, table, text_column
from edudesk.governance.rows.inspections import CLOSED, OVERDUE
from edudesk.governance.rows.regulations import REPEALED
from edudesk.governance.rules.standing import closing, finding_standing, newest, resolution_standing, sitting

MEMBERS, RESOLUTIONS, REGULATIONS, RECTIFICATION = (
    "机构成员名单", "会议与决议一览表", "学校制度目录", "督导整改清单",
)  # fmt: skip


def members(facts: GovernanceFacts, audience: Audience) -> Report:
    """Who sits in which body on the day, body after body."""
    refuse(MEMBERS, audience, NOTICE)
    rows = [
        (body.title, seat.term, seat.name, seat.duty, seat.side, seat.unit, seat.begins, seat.remark)
        for body in facts.bodies
        if not body.ended or body.ended > facts.day
        for seat in sitting([one for one in facts.seats if one.body_id == body.id], facts.day)
    ]
    columns = (
        text_column("body", "机构", 40),
        text_column("term", "届次", 20),
        text_column("name", "姓名", 22, Kind.NAME),
        text_column("duty", "职务", 20),
        text_column("side", "代表类别", 20),
        text_column("unit", "单位（部门）", 34),
        text_column("begins", "任职时间", 24),
        text_column("remark", "备注", 30),
    )
    return table(facts, audience, "members", MEMBERS, columns, rows)


def resolutions(facts: GovernanceFacts, audience: Audience) -> Report:
    """Meetings up to the day, the newest first, with what they resolved and how it was carried out."""
    refuse(RESOLUTIONS, audience, NOTICE)
    bodies = {row.id: row.title for row in facts.bodies}
    rows: list[tuple[object, ...]] = []
    for meeting in facts.meetings:
        if meeting.on > facts.day:
            continue
        head = (meeting.on, bodies.get(meeting.body_id, ""), meeting.title)
        own = [one for one in facts.resolutions if one.meeting_id == meeting.id]
        for one in own:
            votes = "／".join(
                "" if count is None else str(count)
                for count in (one.votes_for, one.votes_against, one.votes_abstain)
            )
            standing = resolution_standing(one, facts.day)
            told = (one.done_on, one.done) if one.done_on <= facts.day else ()
            done = "；".join(filter(None, (standing, *told)))
            rows.append((*head, one.title, one.result, votes.strip("／"), one.owner, one.due, done))
        if not own:
            rows.append((*head, meeting.agenda, "", "", "", "", ""))
    columns = (
        text_column("on", "日期", 22),
        text_column("body", "机构", 30),
        text_column("meeting", "会议", 40),
        text_column("title", "议题（决议）", 54),
        text_column("result", "结果", 18),
        text_column("votes", "同意／反对／弃权", 26),
        text_column("owner", "责任人", 20),
        text_column("due", "期限", 22),
        text_column("done", "落实情况", 44),
    )
    return table(facts, audience, "resolutions", RESOLUTIONS, columns, rows)


def regulations(facts: GovernanceFacts, audience: Audience) -> Report:
    """The regulations that are not repealed, field by field, with the edition that holds on the day."""
    refuse(REGULATIONS, audience, tuple(Audience))
    meetings = {row.id: row.title for row in facts.meetings}
    rows = []
    for row in facts.regulations:
        if row.standing == REPEALED:
            continue
        last = newest([one for one in facts.editions if one.regulation_id == row.id and one.on <= facts.day])
        told: tuple[str, ...] = ("", "", "", "")
        if last is not None:
            by = meetings.get(last.meeting_id, last.adopted_by)
            told = (f"第 {last.number} 版", last.on, by, last.effective)
        rows.append((row.field, row.title, row.standing, *told, row.department, row.remark))
    columns = (
        text_column("field", "类别", 22),
        text_column("title", "制度名称", 60),
        text_column("standing", "状态", 18),
        text_column("edition", "版次", 18),
        text_column("on", "通过日期", 24),
        text_column("by", "通过会议", 44),
        text_column("effective", "施行日期", 24),
        text_column("department", "主管部门", 24),
        text_column("remark", "备注", 24),
    )
    return table(facts, audience, "regulations", REGULATIONS, columns, rows)


def rectification(facts: GovernanceFacts, audience: Audience) -> Report:
    """整改清单 of one inspection, else of all up to the day: each point with how it stands and its proof."""
    refuse(RECTIFICATION, audience, IN_HOUSE)
    visits = [one for one in facts.inspections if one.on <= facts.day and facts.inspection_id in ("", one.id)]
    points = [(visit, one) for visit in visits for one in facts.findings if one.inspection_id == visit.id]
    rows = [
        (
            f"{visit.title}（{visit.on}）",
            one.problem,
            one.demand,
            one.measure,
            one.leader,
            one.department,
            one.owner,
            one.due,
            finding_standing(one, facts.day),
            f"{one.closed_on}；{one.proof}" if finding_standing(one, facts.day) == CLOSED else "",
        )
        for visit, one in points
    ]
    columns = (
        text_column("visit", "督导", 34),
        text_column("problem", "存在问题", 44),
        text_column("demand", "整改要求", 36),
        text_column("measure", "整改措施", 40),
        text_column("leader", "责任领导", 18),
        text_column("department", "责任部门", 20),
        text_column("owner", "责任人", 18),
        text_column("due", "整改期限", 22),
        text_column("standing", "进展", 16),
        text_column("proof", "销号日期与依据", 44),
    )
    done = closing([one for _, one in points], facts.day)
    notes = (f"注：共 {done.points} 项，{CLOSED} {done.closed} 项，{OVERDUE} {done.overdue} 项。",)
    return table(facts, audience, "rectification", RECTIFICATION, columns, rows, notes if rows else ())
