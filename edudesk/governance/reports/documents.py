"""Official papers of governance: 会议纪要 and the report on the 整改 after an inspection (GB/T 9704-2012)."""

from edudesk.base.document import Attachment, Block, Document, Heading, Layout, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.base.report import refuse
from edudesk.base.words import paragraphs
from edudesk.governance.reports.facts import IN_HOUSE, NOTICE, GovernanceFacts
from edudesk.governance.reports.lists import rectification
from edudesk.governance.rows.bodies import SeatRow
from edudesk.governance.rows.inspections import CLOSED, FindingRow, InspectionRow
from edudesk.governance.rows.meetings import MeetingRow, ResolutionRow
from edudesk.governance.rules.standing import finding_standing, sitting

MINUTES, MENDING = "会议纪要", "督导整改情况报告"


def _day_words(day: str) -> str:
    """2026年11月9日 of an ISO day, other words as they are."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return day
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"


def _sentence(text: str) -> str:
    """Ended sentences; those of several lines one after the other."""
    return "".join(line if line[-1] in "。！？；" else f"{line}。" for line in paragraphs(text).splitlines())


def _inside(text: str) -> str:
    """Words that stand inside a sentence."""
    return "；".join(line.rstrip("。；") for line in paragraphs(text).splitlines())


# minutes


def minutes(facts: GovernanceFacts, audience: Audience) -> Document:
    """会议纪要 of a meeting, the last one when none is named. Raises UserError while there is none."""
    refuse(MINUTES, audience, NOTICE)
    meeting = _meeting(facts)
    body = next((row for row in facts.bodies if row.id == meeting.body_id), None)
    issuer = body.title if body is not None else facts.school.name
    here = sitting([one for one in facts.seats if one.body_id == meeting.body_id], meeting.on)
    return Document(
        key="governance_minutes",
        title=meeting.title,
        body=tuple(_minutes_body(facts, meeting)),
        layout=Layout.MINUTES,
        masthead=f"{facts.school.short_name or facts.school.name}{issuer}纪要"
        if body is not None
        else f"{facts.school.name}会议纪要",
        number=meeting.number,
        issuer=(facts.school.name,),
        attendees=_attendees(meeting, here),
        is_sealed=False,
        footer=facts.footer,
        file_name=facts.file_name(f"{meeting.title}纪要", audience),
        audience=audience,
        records=(meeting.id,),
        blanks=tuple(filter(None, ("" if meeting.text or meeting.agenda else "会议内容",))),
    )


def _meeting(facts: GovernanceFacts) -> MeetingRow:
    held = [one for one in facts.meetings if one.on <= facts.day and facts.meeting_id in ("", one.id)]
    if not held:
        raise UserError("还没有登记会议，不能生成会议纪要。", "请先在“治理与督导”里登记会议和决议。")
    return max(held, key=lambda one: (one.on, one.id))


def _attendees(meeting: MeetingRow, here: list[SeatRow]) -> tuple[tuple[str, str], ...]:
    count = f"应到 {meeting.due} 人，实到 {meeting.present} 人" if meeting.due and meeting.present else ""
    # how many came is recorded, not who: names are known when all who sit there came
    is_whole = meeting.due == meeting.present == len(here) <= 20
    named = [
        ("主持", meeting.chair),
        ("记录", meeting.recorder),
        ("出席", "、".join(one.name for one in here) if is_whole else ""),
        ("人数", count),
    ]
    return tuple((label, words) for label, words in named if words)


def _minutes_body(facts: GovernanceFacts, meeting: MeetingRow) -> list[Block]:
    place = f"在{meeting.place}" if meeting.place else ""
    led = f"，会议由{meeting.chair}主持" if meeting.chair else ""
    found: list[Block] = [Paragraph(f"{_day_words(meeting.on)}，{place}召开{meeting.title}{led}。")]
    if meeting.agenda:
        lines = paragraphs(meeting.agenda).splitlines()
        if len(lines) == 1:
            found.append(Paragraph(f"会议议程：{_sentence(lines[0])}"))
        else:
            found += [Paragraph("会议议程："), *map(Paragraph, lines)]
    found += [Paragraph(line) for line in meeting.text.splitlines() if line.strip()]
    own = [one for one in facts.resolutions if one.meeting_id == meeting.id]
    if own:
        found.append(Paragraph("会议议定以下事项："))
    for number, one in enumerate(own, 1):
        found += [Heading(f"{han(number)}、{one.title}", 1), Paragraph(_resolved(one))]
    return found


def _resolved(one: ResolutionRow) -> str:
    votes = [
        f"{word} {count} 票"
        for word, count in (("同意", one.votes_for), ("反对", one.votes_against), ("弃权", one.votes_abstain))
        if count is not None
    ]
    told = _sentence(one.text)
    if votes or one.result:
        told += _sentence("，".join(filter(None, ("表决" + "、".join(votes) if votes else "", one.result))))
    if one.owner or one.due:
        due = f"，{_day_words(one.due)}前完成" if one.due else ""
        told += _sentence(f"由{one.owner or '有关部门'}负责落实{due}")
    return told or "（待补充）"


# the report after an inspection


def mending(facts: GovernanceFacts, audience: Audience) -> Document:
    """关于…整改情况的报告, to the office that inspected, with the 整改清单 behind it. Raises UserError while nothing was asked."""
    refuse(MENDING, audience, IN_HOUSE)
    visit, points = _visit(facts)
    closed = [one for one in points if finding_standing(one, facts.day) == CLOSED]
    left = [one for one in points if one not in closed]
    found: list[Block] = [
        Paragraph(
            f"{_day_words(visit.on)}，{visit.unit or '督导组'}对我校进行了{visit.title}"
            f"{f'，内容为{_inside(visit.scope)}' if visit.scope else ''}。反馈意见指出需要整改的问题 {len(points)} 项"
            f"{f'（{visit.doc_no}）' if visit.doc_no else ''}。我校逐项列入整改清单，明确责任人和期限。"
            f"截至{_day_words(facts.day)}，已整改销号 {len(closed)} 项，正在整改 {len(left)} 项。现将情况报告如下。"
        )
    ]
    sections = (("已完成整改的事项", closed), ("正在整改的事项", left))
    number = 0
    for title, rows in sections:
        if rows:
            number += 1
            found.append(Heading(f"{han(number)}、{title}", 1))
            found += [
                Paragraph(_mended(one, facts.day), f"（{han(at)}）{_inside(one.problem)}。", 2)
                for at, one in enumerate(rows, 1)
            ]
    found.append(Heading(f"{han(number + 1)}、下一步打算", 1))
    found.append(
        Paragraph(
            "对正在整改的事项，按期限逐项落实、验收销号；对已销号的事项，纳入日常检查，防止反弹。"
            if left
            else "对已销号的事项，纳入日常检查，定期回头看，防止反弹。"
        )
    )
    return Document(
        key="governance_mending",
        title=f"关于{visit.title}整改情况的报告",
        body=tuple(found),
        issuer=(facts.school.name,),
        on=facts.on,
        addressee=visit.unit,
        attachments=(Attachment("督导整改清单", (rectification(_only(facts, visit), audience),)),),
        footer=facts.footer,
        file_name=facts.file_name(f"{visit.title}整改情况报告", audience),
        audience=audience,
        records=tuple(one.id for one in points),
        blanks=tuple(filter(None, ("" if visit.unit else "主送机关",))),
        doubts=tuple(
            f"“{_inside(one.problem)}”已逾期，还没有销号。" for one in left if one.due and one.due < facts.day
        ),
    )


def _only(facts: GovernanceFacts, visit: InspectionRow) -> GovernanceFacts:
    from dataclasses import replace

    return replace(facts, inspection_id=visit.id)


def _visit(facts: GovernanceFacts) -> tuple[InspectionRow, list[FindingRow]]:
    for visit in sorted(facts.inspections, key=lambda one: (one.on, one.id), reverse=True):
        points = [one for one in facts.findings if one.inspection_id == visit.id]
        if visit.on <= facts.day and points and facts.inspection_id in ("", visit.id):
            return visit, points
    raise UserError("还没有要整改的督导事项，不能生成整改报告。", "请先在“督导与整改”里登记督导和整改清单。")


def _mended(one: FindingRow, day: str) -> str:
    told = [
        f"整改要求：{_sentence(one.demand)}" if one.demand else "",
        f"整改措施：{_sentence(one.measure)}" if one.measure else "",
    ]
    standing = finding_standing(one, day)
    who = "、".join(filter(None, (one.department, one.owner)))
    if standing == CLOSED:
        by = f"，{one.closed_by}验收" if one.closed_by else ""
        told.append(_sentence(f"{_day_words(one.closed_on)}销号{by}，依据：{_inside(one.proof)}"))
    else:
        due = f"{_day_words(one.due)}前完成" if one.due else "抓紧完成"
        told.append(
            _sentence(
                f"由{who or '有关部门'}负责，{due}"
                if standing != "逾期"
                else f"由{who or '有关部门'}负责，已过{_day_words(one.due)}的期限，正在督办"
            )
        )
    return "".join(told)
