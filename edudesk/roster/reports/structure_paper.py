"""师资结构 to be handed out: the charts of the page as an official document, the 结构统计表 behind them."""

from collections.abc import Iterator
from typing import Final

from edudesk.base.dates import chinese_day
from edudesk.base.document import Attachment, Block, Document, Heading, Paragraph
from edudesk.base.masking import Audience
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.lists import paper_name
from edudesk.roster.reports.statistics import COUNTED_SHEETS, counted_report
from edudesk.roster.reports.structure_charts import Structure, Who, structure
from edudesk.roster.reports.structure_trend import Trends
from edudesk.school.rules.years import printed_year

TITLE: Final = "师资结构图"
TABLE: Final = next(sheet for sheet in COUNTED_SHEETS if sheet.key == "structure")


def structure_paper(facts: Facts, who: Who, trends: Trends, audience: Audience) -> Document:
    """As of the day of the facts. It names nobody, so every audience may have it."""
    found = structure(facts, who)
    table = counted_report(TABLE, facts, audience)
    return Document(
        key="roster_charts",
        title=f"{facts.school.name}\n{printed_year(facts.school_year)}学年{TITLE}",
        body=(
            Paragraph(f"统计时点：{chinese_day(facts.on)}。{found.words}，按教师花名册统计。"),
            *_charts(found, trends),
        ),
        issuer=(facts.school.name,),
        on=facts.today,
        is_sealed=False,
        attachments=(Attachment(TABLE.title, (table,)),),
        footer=facts.footer,
        file_name=paper_name(facts.school, TITLE, facts.on, audience),
        audience=audience,
        records=tuple(row.id for row in facts.present if who.counts(row)),
    )


def _charts(found: Structure, trends: Trends) -> Iterator[Block]:
    yield Heading("一、队伍结构", 1)
    for one in found.drawn:
        if one.chart is not None:
            yield one.chart
        elif one.lack is not None:
            yield Paragraph(f"{one.picture.title}：没有登记{one.lack.what}，未统计。")
    if charts := trends.charts.get(found.who):
        yield Heading("二、各学年的变化", 1)
        yield from charts
