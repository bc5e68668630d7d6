"""校情问卷: the sheet that is handed out, and what the groups answered (规划与项目调研 2.1, 3)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from edudesk.base.columns import Column, Kind
from edudesk.base.document import Block, Document, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.base.report import Report, refuse
from edudesk.plan.reports.facts import IN_HOUSE, NOTICE, PlanFacts, column, table
from edudesk.plan.rows.survey import PEOPLE, SurveyRow
from edudesk.plan.rows.text import SwotRow
from edudesk.plan.rules.survey import ASKED, MOST, QUESTION, Tally, asked, opened, tally
from edudesk.roster.reports.lists import SEQUENCE

SURVEY, RESULTS = "校情问卷", "校情问卷统计表"
_POINTS: Final = tuple(range(MOST, 0, -1))
_LINE: Final = 9.0  # mm at least, room for a tick
_ANSWER: Final = 46.0  # mm for what is written
_TOLD: Final = 6  # open answers under the table
_INTRO: Final = (
    "学校正在制定发展规划，想听听您对学校现状的看法。问卷不记名，只用于分析校情。请按您的了解，在每一条右边合适的分数下打“√”："
    "5 分表示完全符合，4 分比较符合，3 分一般，2 分不太符合，1 分完全不符合；不了解的可以不选。"
)


def survey(facts: PlanFacts, audience: Audience) -> Document:
    """The lines of the matrix, each with points from 5 to 1 to tick, and the open question; whose answer it is, as one of a group."""
    refuse(SURVEY, audience, NOTICE)
    rows = asked(facts.whole.swots)
    if not rows:
        raise UserError(
            "还没有优势、劣势、机遇、挑战的条目，不能生成问卷。", "请先在“SWOT 分析”里写好要征求意见的条目。"
        )
    who = "　　".join(f"□{word}" for word in PEOPLE.words)
    body: tuple[Block, ...] = (
        Paragraph(_INTRO),
        Paragraph(f"您的身份（只选一项）：　{who}"),
        Form(SURVEY, "", tuple(_lines(rows))),
    )
    return Document(
        key="plan_survey",
        title=f"{facts.school.name}{SURVEY}",
        body=body,
        is_sealed=False,
        style="table",
        footer=facts.footer,
        file_name=facts.file_name(SURVEY, audience),
        audience=audience,
        records=tuple(row.id for row in rows),
    )


def _lines(rows: Sequence[SwotRow]) -> Iterator[FormRow]:
    heads = [FormCell("序号", 2, Look.LABEL), FormCell("内容", 12, Look.LABEL)]
    yield FormRow((*heads, *(FormCell(f"{one} 分", 2, Look.LABEL) for one in _POINTS)), is_head=True)
    number = 0
    for place, quadrant in enumerate(ASKED, 1):
        own = [row for row in rows if row.quadrant == quadrant]
        if own:
            yield FormRow((FormCell(f"{han(place)}、{quadrant}", 24, Look.SECTION),))
        for row in own:
            number += 1
            ticks = (FormCell("", 2),) * len(_POINTS)
            text = FormCell(row.text, 12, Look.TEXT)
            yield FormRow((FormCell(str(number), 2), text, *ticks), height=_LINE)
    yield FormRow((FormCell(QUESTION, 24, Look.SECTION),))
    yield FormRow((FormCell("", 24, Look.TEXT),), height=_ANSWER)


def results(facts: PlanFacts, audience: Audience) -> Report:
    """Every line with how many of each group answered and their mean, all of them together, and its place among those beside it."""
    refuse(RESULTS, audience, IN_HOUSE)
    rows, groups = asked(facts.whole.swots), groups_of(facts.whole.survey)
    of = {(one.swot_id, one.people): one for one in facts.whole.survey if one.swot_id}
    whole = {row.id: tally(of[row.id, one] for one in groups if (row.id, one) in of) for row in rows}
    heads: list[Column] = [
        SEQUENCE,
        column("quadrant", "方面", 16),
        column("text", "内容", 84),
    ]
    for place, word in enumerate((*groups, "合计")):
        heads.append(column(f"answers{place}", "人数", 15, Kind.INT, word))
        heads.append(column(f"mean{place}", "平均分", 15, Kind.NUMBER, word))
    heads.append(column("place", "方面内位次", 16, Kind.INT))
    cells: list[tuple[object, ...]] = []
    for number, row in enumerate(rows, 1):
        told: list[object] = []
        for word in groups:
            one = of.get((row.id, word))
            told += [one.answers, _figure(one.hundredths)] if one is not None else ["", ""]
        every = whole[row.id]
        told += [every.answers, _figure(every.hundredths)] if every is not None else ["", ""]
        cells.append((number, row.quadrant, row.text, *told, _place(row, rows, whole)))
    return table(
        facts,
        audience,
        "survey_results",
        f"{facts.whole.plan.title}{RESULTS}",
        heads,
        cells,
        notes=tuple(_notes(facts)),
    )


def groups_of(rows: Sequence[SurveyRow]) -> list[str]:
    """Whose answers there are, in their order; all while there are none, for a sheet that is filled in by hand."""
    found = {row.people for row in rows}
    return [word for word in PEOPLE.words if word in found or not found]


def _figure(hundredths: int | None) -> object:
    """With two decimals, below each other."""
    return "" if hundredths is None else Decimal(hundredths).scaleb(-2)


def _place(row: SwotRow, rows: Sequence[SwotRow], whole: dict[str, Tally | None]) -> object:
    own = whole[row.id]
    if own is None:
        return ""
    beside = [whole[one.id] for one in rows if one.quadrant == row.quadrant]
    return 1 + sum(one is not None and one.hundredths > own.hundredths for one in beside)


def _notes(facts: PlanFacts) -> Iterator[str]:
    yield "单位：人、分"
    days = sorted({one.on for one in facts.whole.survey if one.on})
    if days:
        yield f"注：问卷日期 {'、'.join(days)}。"
    yield f"注：每条最低 1 分、最高 {MOST} 分，越高越符合；合计按人数加权，位次按合计平均分从高到低。"
    written = opened(facts.whole.survey)
    for one in written[:_TOLD]:
        count = f"（{one.answers} 人）" if one.answers else ""
        yield f"注：{one.people}最希望优先解决：{one.text}{count}"
    if len(written) > _TOLD:
        yield f"注：另有 {len(written) - _TOLD} 条开放题回答，见 SWOT 分析的校情问卷。"
