"""Papers of how a plan came about: 论证意见表, 意见采纳表, 教代会决议, 论证报告, 中期调整表 (规划与项目调研 2.1, 2.5)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from edudesk.base.dates import months_later
from edudesk.base.document import Block, Break, Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.base.report import Report, refuse
from edudesk.plan.reports.facts import IN_HOUSE, NOTICE, PlanFacts, columns, day_cell, table, told
from edudesk.plan.reports.words import day_told, paragraphs
from edudesk.plan.rows.course import (
    ARGUED,
    ARGUED_OF,
    BEGUN,
    CONSULTED,
    DIAGNOSED,
    FILED_STAGE,
    NOT_TAKEN,
    NOTHING_ASKED,
    PASSED,
    SUMMED_UP,
    TAKEN_PARTLY,
    TAKEN_UP,
    OpinionRow,
    StageRow,
)
from edudesk.plan.rules.entering import scores_of
from edudesk.plan.rules.life import has_passed

ADJUSTMENTS, ANSWERS, ARGUMENT, ARGUMENT_REPORT, RESOLUTION = (
    "中期调整表", "意见采纳表", "论证意见表", "规划论证报告", "教代会决议",
)  # fmt: skip
_SIGNED: Final = "　　　　年　　月　　日"
_ASSEMBLY: Final = "教职工代表大会"
_ROOM: Final = 46  # mm to write an opinion in
_MAKING: Final = (BEGUN, SUMMED_UP, DIAGNOSED, CONSULTED, ARGUED, PASSED, FILED_STAGE)
_AHEAD: Final = 18  # months before its first day: a plan is passed in the last year of the old round


def adjustments(facts: PlanFacts, audience: Audience) -> Report:
    """What was changed of what had been adopted, with who agreed."""
    refuse(ADJUSTMENTS, audience, NOTICE)
    heads = columns(("原目标", 72), ("调整后", 62), ("理由", 58), ("审议会议", 38), ("日期", 22))
    rows = [
        (
            number,
            f"{row.subject}：{row.original}"
            if row.subject and row.subject not in row.original
            else row.original,
            row.adjusted,
            row.reason,
            row.meeting,
            day_cell(row.on),
        )
        for number, row in enumerate(facts.whole.adjustments, 1)
    ]
    return table(facts, audience, "adjustments", f"{facts.whole.plan.title}{ADJUSTMENTS}", heads, rows)


def answers(facts: PlanFacts, audience: Audience) -> Report:
    """Every opinion with the reply; those without one are empty and counted under the table."""
    refuse(ANSWERS, audience, IN_HOUSE)
    heads = columns(
        ("阶段", 18),
        ("日期", 22),
        ("提出人（单位）", 44),
        ("意见建议", 84),
        ("采纳情况", 18),
        ("回应与修改", 66),
    )
    rows = [
        (
            number, row.stage, day_cell(row.on), _who(row), row.text, row.taken, row.answer,
        )
        for number, row in enumerate(_told(facts.whole.opinions), 1)
    ]  # fmt: skip
    counts = Counter(row.taken for row in facts.whole.opinions if row.text)
    note = "，".join(f"{word or '尚未答复'} {count} 条" for word, count in counts.items())
    notes = (f"注：共 {sum(counts.values())} 条，{note}。",) if counts else ()
    return table(facts, audience, "answers", f"{facts.whole.plan.title}{ANSWERS}", heads, rows, notes=notes)


def _told(opinions: Sequence[OpinionRow]) -> list[OpinionRow]:
    return sorted(
        (row for row in opinions if row.text), key=lambda row: (row.stage != CONSULTED, row.on, row.id)
    )


def _who(row: OpinionRow) -> str:
    beside = "，".join(filter(None, (row.unit, row.duty)))
    return f"{row.name}（{beside}）" if row.name and beside else row.name or beside


def argument(facts: PlanFacts, audience: Audience) -> Document:
    """A sheet for each expert of the 论证, filled in with what is known; without experts one to be filled in by hand."""
    refuse(ARGUMENT, audience, IN_HOUSE)
    experts = [row for row in facts.whole.opinions if row.stage == ARGUED]
    by_name: dict[str, list[OpinionRow]] = {}
    for row in experts:  # who said several things has one sheet
        by_name.setdefault(row.name or row.id, []).append(row)
    title = f"{facts.whole.plan.title}{ARGUMENT}"
    body: list[Block] = []
    for rows in by_name.values() or [[]]:  # each signs a page of their own
        body += [Break.PAGE, _sheet(facts, rows, title)] if body else [_sheet(facts, rows)]
    return Document(
        key="plan_argument",
        title=title,
        body=tuple(body),
        is_sealed=False,
        style="table",
        footer=facts.footer,
        file_name=facts.file_name(ARGUMENT, audience),
        audience=audience,
        records=tuple(row.id for row in experts),
        blanks=() if experts else ("专家意见",),
    )


def _sheet(facts: PlanFacts, said: Sequence[OpinionRow], title: str = "") -> Form:
    """学校, 规划名称, 论证时间地点, 评价项, 总体意见, 修改建议, 专家签名 日期. said: of one expert."""
    expert = next((row for row in said if scores_of(row)), said[0] if said else None)
    stage = _stage(facts, ARGUED)
    on = day_told(expert.on if expert and expert.on else stage.on if stage else "")
    where = "　".join(filter(None, (on, stage.place if stage else "")))
    scores = scores_of(expert) if expert else {}
    name = (
        f"{expert.name}　{'　'.join(filter(None, (expert.unit, expert.duty)))}".strip("　") if expert else ""
    )
    rows = [
        FormRow((FormCell("学校", 4, Look.LABEL), FormCell(facts.school.name, 20, Look.TEXT))),
        FormRow((FormCell("规划名称", 4, Look.LABEL), FormCell(facts.whole.plan.title, 20, Look.TEXT))),
        FormRow((FormCell("论证时间地点", 4, Look.LABEL), FormCell(where, 20, Look.TEXT))),
        FormRow((FormCell("论证专家", 4, Look.LABEL), FormCell(name, 20, Look.TEXT))),
        FormRow((FormCell("评价项（每项 100 分）", 24, Look.SECTION),), is_head=True),
    ]
    for first in range(0, len(ARGUED_OF), 3):
        group = ARGUED_OF[first : first + 3]
        rows.append(
            FormRow(
                tuple(
                    cell
                    for word in group
                    for cell in (FormCell(word, 5, Look.LABEL), FormCell(_points(scores, word), 3))
                )
            )
        )
    given = [points for word in ARGUED_OF if (points := scores.get(word)) is not None]
    whole = f"{sum(given) / len(given):.1f}" if given else ""
    rows += [
        FormRow((FormCell("平均分", 5, Look.LABEL), FormCell(whole, 19, Look.TEXT))),
        FormRow((FormCell("总体意见", 24, Look.SECTION),), is_head=True),
        FormRow((FormCell(_texts(said, is_whole=True), 24, Look.TEXT),), height=_ROOM),
        FormRow((FormCell("修改建议", 24, Look.SECTION),), is_head=True),
        FormRow((FormCell(_texts(said, is_whole=False), 24, Look.TEXT),), height=_ROOM),
        FormRow((FormCell(f"专家签名：{_SIGNED}", 24, Look.FIGURE),), height=16),
    ]
    return Form(name or ARGUMENT, title, tuple(rows))


def _texts(said: Sequence[OpinionRow], *, is_whole: bool) -> str:
    """总体意见 of an expert, which asks for nothing, or what they want changed."""
    return "\n".join(row.text for row in said if row.text and (row.taken == NOTHING_ASKED) is is_whole)


def _points(scores: dict[str, float], word: str) -> str:
    points = scores.get(word)
    return "" if points is None else f"{points:g}"


def _stage(facts: PlanFacts, word: str) -> StageRow | None:
    """The last record of a stage."""
    return next((row for row in reversed(facts.whole.stages) if row.stage == word), None)


def resolution(facts: PlanFacts, audience: Audience) -> Document:
    """The decision of the 教代会 on the plan. Raises UserError while it is not entered."""
    refuse(RESOLUTION, audience, NOTICE)
    words, stage = told()["resolution"], _stage(facts, PASSED)
    plan = facts.whole.plan.title
    if stage is None:
        raise UserError(
            "还没有登记“审议通过”，不能生成教代会决议。", "请先在规划的阶段里登记教代会的日期和表决结果。"
        )
    named = {
        "body": _ASSEMBLY if stage.body in ("", "教代会") else stage.body,
        "number": f"（{stage.number}）" if stage.number else "",
        "day": day_told(stage.on),
        "place": f"在{stage.place}" if stage.place else "",
        "present": stage.present,
        "plan": plan,
    }
    is_passed = has_passed(stage)
    texts = [
        words["opening_plain" if stage.present is None else "opening"],
        words["heard"],
        *([words["vote"]] if stage.votes_for is not None and is_passed else []),
        words["passed" if is_passed else "refused"],
        *([words["calls"]] if is_passed else []),
    ]
    votes = {
        "agree": stage.votes_for,
        "against": stage.votes_against or 0,
        "abstain": stage.votes_abstain or 0,
    }
    lacking = [
        name for name, value in (("到会人数", stage.present), ("表决票数", stage.votes_for)) if value is None
    ]
    return Document(
        key="plan_resolution",
        title=words["title" if is_passed else "title_refused"].format(school=facts.school.name, plan=plan),
        body=tuple(Paragraph(text.format(**named, **votes)) for text in texts),
        issuer=(f"{facts.school.name}{named['body']}",),
        on=_day(stage.on) or facts.today,
        since=date.fromisoformat(months_later(facts.whole.plan.starts, -_AHEAD)),
        footer=facts.footer,
        file_name=facts.file_name(RESOLUTION, audience),
        audience=audience,
        records=(stage.id,),
        blanks=tuple(lacking),
    )


def argument_report(facts: PlanFacts, audience: Audience) -> Document:
    """规划论证报告: how the plan was made, what it says, what was answered, what the experts said, what was changed."""
    refuse(ARGUMENT_REPORT, audience, IN_HOUSE)
    words = told()["argument_report"]
    parts = (_process, _content, _consulted, _argued, _changed)
    body: list[Block] = []
    blanks = []
    for place, (title, part) in enumerate(zip(words["parts"], parts, strict=True), 1):
        found = list(part(facts))
        body += [Heading(f"{han(place)}、{title}", 1), *found]
        if not found:
            blanks.append(title)
    return Document(
        key="plan_argument_report",
        title=facts.titled(words["title"].format(school=facts.school.name, plan=facts.whole.plan.title)),
        body=tuple(body),
        issuer=(facts.school.name,),
        on=facts.today,
        footer=facts.footer,
        file_name=facts.file_name(ARGUMENT_REPORT, audience),
        audience=audience,
        records=tuple(row.id for row in facts.whole.opinions),
        blanks=tuple(blanks),
    )


def _process(facts: PlanFacts) -> Iterator[Block]:
    """The stages in which the plan was made; what came once it was carried out is no part of it."""
    for row in facts.whole.stages:
        if row.stage not in _MAKING:
            continue
        who = "，".join(filter(None, (row.body, row.number)))
        text = row.text.strip().rstrip("。")
        yield Paragraph(
            told()["argument_report"]["process"].format(
                day=day_told(row.on),
                stage=row.stage,
                who=f"（{who}）" if who else "",
                text=f"：{text}。" if text else "。",
            )
        )


def _content(facts: PlanFacts) -> Iterator[Block]:
    plan = facts.whole.plan
    for title, text in (("总目标", plan.overall), ("学校发展目标", plan.school_goal)):
        if text:
            yield Paragraph(text.replace("\n", ""), f"{title}。", 2)
    for one in facts.tree:
        if one.depth == 0:
            below = "、".join(
                child.goal.title
                for child in facts.tree
                if child.number.startswith(f"{one.number}.") and child.depth == 1
            )
            yield Paragraph(
                f"{one.goal.text or below or one.goal.title}".rstrip("。") + "。", f"{one.goal.title}。", 2
            )


def _consulted(facts: PlanFacts) -> Iterator[Block]:
    words = told()["argument_report"]
    rows = [row for row in facts.whole.opinions if row.stage == CONSULTED]
    if rows:
        counts = Counter(row.taken for row in rows)
        named = (
            (TAKEN_UP, TAKEN_UP), (TAKEN_PARTLY, TAKEN_PARTLY), (NOT_TAKEN, words["refused"]), (NOTHING_ASKED, NOTHING_ASKED),
        )  # fmt: skip
        said = [f"{word} {counts[taken]} 条" for taken, word in named if counts[taken]]
        text = f"{'，'.join([words['consulted'].format(count=len(rows)), *said])}。"
        yield Paragraph(text + (words["open"].format(count=counts[""]) if counts[""] else ""))


def _argued(facts: PlanFacts) -> Iterator[Block]:
    words, stage = told()["argument_report"], _stage(facts, ARGUED)
    experts = [row for row in facts.whole.opinions if row.stage == ARGUED]
    if stage is not None and experts:
        names = "、".join(dict.fromkeys(_who(row) for row in experts if row.name))
        yield Paragraph(
            words["argued"].format(
                day=day_told(stage.on), place=f"在{stage.place}" if stage.place else "", experts=names
            )
        )
    given = {
        word: [points for row in experts if (points := scores_of(row).get(word)) is not None]
        for word in ARGUED_OF
    }
    means = [f"{word} {sum(points) / len(points):.1f} 分" for word, points in given.items() if points]
    if means:
        yield Paragraph(words["scores"].format(told="、".join(means)))
    for place, row in enumerate((row for row in experts if row.text), 1):
        yield Paragraph(f"（{place}）{row.text}")


def _changed(facts: PlanFacts) -> Iterator[Block]:
    answered = [row for row in facts.whole.opinions if row.stage == ARGUED and row.answer]
    for place, row in enumerate(answered, 1):
        # （1）, for the answers begin with the numbers of goals: 1.3.2 各指标
        yield Paragraph(f"（{place}）{row.answer}")
    if stage := _stage(facts, ARGUED):
        yield from paragraphs(stage.remark)


def _day(on: str) -> date | None:
    return date.fromisoformat(on) if len(on) == 10 else None
