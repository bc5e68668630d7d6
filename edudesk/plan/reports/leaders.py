"""领导班子任期目标责任书 and 考核表 (规划与项目调研 2.5, 7)."""

from collections.abc import Iterator

from edudesk.base.document import Block, Break, Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.report import A4, A4_LANDSCAPE, Report, refuse
from edudesk.base.words import people_in
from edudesk.plan.reports.facts import IN_HOUSE, PlanFacts, columns, table, told
from edudesk.plan.rows.reviews import YEARLY, DutyDraft
from edudesk.plan.rules.duties import LeaderSheet, sheets_of
from edudesk.plan.rules.reviews import of_tenths
from edudesk.plan.rules.wanted import asked_of

DUTIES, SCORES = "领导班子任期目标责任书", "领导班子任期目标考核表"


def _sheets(facts: PlanFacts) -> list[LeaderSheet]:
    """Those of the year as they were laid down, else as they follow from the plan; of one leader where one is asked for.

    Raises UserError where nobody leads anything, or this one does not.
    """
    year = facts.of_year.word
    every = sheets_of(facts.whole, year, facts.yearly().evaluation)
    found = [one for one in every if not facts.leader or one.leader == facts.leader]
    if every and not found:
        raise UserError(
            f"{year}没有由“{facts.leader}”负责的目标和任务，不能生成。",
            f"有责任的：{'、'.join(one.leader for one in every)}。",
        )
    if not found:
        raise UserError(
            f"{year}的目标和任务都没有填写责任领导，不能生成。", "请先在目标或任务里填写责任领导。"
        )
    return found


def duties(facts: PlanFacts, audience: Audience) -> Document:
    """The sheet that each leader signs, one on a page."""
    refuse(DUTIES, audience, IN_HOUSE)
    words, year = told()["duties"], facts.of_year.word
    body: list[Block] = []
    sheets, title = _sheets(facts), f"{facts.school.name}\n{year}{words['title']}"
    for sheet in sheets:
        if body:  # each signs a paper of his own
            body += [Break.PAGE, Form(sheet.leader, title, ())]
        body += [
            Heading("　　".join(filter(None, (f"责任人：{sheet.leader}", _charge(facts, sheet)))), 1),
            Paragraph(words["opening"].format(plan=facts.whole.plan.title, year=year)),
            table(
                facts, audience, "duty_lines", "",
                columns(("规划目标项", 36), ("任期目标（规划期末）", 52), ("年度指标", 66)),
                [
                    (place, _goal(facts, row), _at_end(facts, row), row.content)
                    for place, row in enumerate(sheet.lines, 1)
                ],
                signature=(), paper=A4,
            ),
            *(Paragraph(f"{place}.{text}") for place, text in enumerate(words["promise"], 1)),
            _signing(facts, sheet.leader),
        ]  # fmt: skip
    return Document(
        key="plan_duties",
        title=title,
        body=tuple(body),
        is_sealed=False,
        footer=facts.footer,
        file_name=facts.file_name("_".join(filter(None, (DUTIES, facts.leader))), audience, year),
        audience=audience,
        records=tuple(row.goal_id for sheet in sheets for row in sheet.lines),
    )


def _charge(facts: PlanFacts, sheet: LeaderSheet) -> str:
    """分管：课程教学, the domains of the goals."""
    domains = _domains(facts, sheet)
    return f"分管：{domains}" if domains else ""


def _domains(facts: PlanFacts, sheet: LeaderSheet) -> str:
    return "、".join(
        dict.fromkeys(facts.domain[row.goal_id] for row in sheet.lines if row.goal_id in facts.domain)
    )


def _at_end(facts: PlanFacts, row: DutyDraft) -> str:
    """What the measures of a goal are to reach in the last year, on the sheet of who leads it."""
    if row.leader not in people_in(facts.leader_of.get(row.goal_id, "")) or not facts.years:
        return ""
    last = facts.years[-1].word
    asked = (asked_of(facts.whole, one, last) for one in facts.whole.measures_of.get(row.goal_id, ()))
    return "；".join(filter(None, asked))


def _signing(facts: PlanFacts, leader: str) -> Form:
    """The two who sign: 校长 with each leader; nobody signs with himself."""
    school, other = facts.school, "校长（签字）："
    if leader == school.principal:
        other = "上级主管部门（盖章）：" if leader == school.secretary else "党组织书记（签字）："
    cells = tuple(
        FormCell(f"{who}\n\n　　　　年　　月　　日", 12, Look.TEXT) for who in (other, "责任人（签字）：")
    )
    return Form("签字", "", (FormRow(cells, height=20),))


def scores(facts: PlanFacts, audience: Audience) -> Report:
    """What each leader was to reach, what was reached, and the points; a total line for each."""
    refuse(SCORES, audience, IN_HOUSE)
    facts = facts.for_review(YEARLY)  # in January the year that is over, as the self-review
    heads = columns(
        ("成员", 18), ("分管", 30), ("规划目标项", 46), ("年度指标", 70), ("完成", 76), ("得分", 16)
    )
    rows: list[tuple[object, ...]] = []
    for sheet in _sheets(facts):
        rows += _lines(facts, sheet, len(rows))
    number = 0
    counted = []
    for row in rows:
        number += bool(row[0])
        counted.append((number if row[0] else "", *row[1:]))
    return table(
        facts, audience, "duty_scores", f"{facts.of_year.word}{SCORES}", heads, counted, about=facts.leader,
        notes=("注：得分为该目标达成度，按百分计；小计按各目标的权重平均。",), paper=A4_LANDSCAPE,
    )  # fmt: skip


def _lines(facts: PlanFacts, sheet: LeaderSheet, before: int) -> Iterator[tuple[object, ...]]:
    domains = _domains(facts, sheet)
    for place, row in enumerate(sheet.lines):
        points = of_tenths(row.tenths)
        yield (
            before + place + 1,
            sheet.leader,
            domains,
            _goal(facts, row),
            row.content,
            row.done,
            "" if points is None else points,
        )
    yield ("", "", "", "小计", "", "", "" if sheet.score is None else sheet.score)


def _goal(facts: PlanFacts, row: DutyDraft) -> str:
    return next((f"{one.number} {one.goal.title}" for one in facts.tree if one.id == row.goal_id), "")
