"""终结性自评报告: the round as a whole, with the figures of its years beside each other (规划与项目调研 4.3, P5)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from edudesk.base.columns import Kind
from edudesk.base.document import Block, Document, Paragraph
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.base.report import A3_LANDSCAPE, A4_LANDSCAPE, SIGNATURE, Report, refuse
from edudesk.plan.reports.facts import IN_HOUSE, PlanFacts, column, table
from edudesk.plan.reports.self_report import Part, SelfReport
from edudesk.plan.rows.measures import HIGHER, LOWER, YES, MeasureRow
from edudesk.plan.rows.reviews import AT_END, YEARLY
from edudesk.plan.rules.amounts import amount_of, percent, told
from edudesk.plan.rules.carrying import unfinished
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.scoring import MISSING
from edudesk.plan.rules.years import PlanYear
from edudesk.roster.reports.lists import SEQUENCE

TITLE, COMPARED = "终结性自评报告", "年度数据对比表"
_NARROW: Final = 18
_RUNNING: Final = "＊"


def final_report(facts: PlanFacts, audience: Audience) -> Document:
    """The report on the whole round."""
    refuse(TITLE, audience, IN_HOUSE)
    return _FinalReport(facts, audience, AT_END, "final_report", TITLE).document()


class _FinalReport(SelfReport):
    """With the years beside each other, and what goes on in the next round."""

    @property
    def told_parts(self) -> tuple[Part, ...]:
        return (self.organised, self.attained, self.compared, self.effects, self.problems, self.mending)

    def compared(self) -> Iterator[Block]:
        """The scores of the years, then the table."""
        scores = [
            f"{year.word} {judged.settled.score} 分"
            for year in self.facts.years
            if year.first <= self.judged.on
            and (judged := self.facts.judged(YEARLY, year.word)).settled is not None
        ]
        if scores:
            yield Paragraph(self.words["years"].format(told="、".join(scores)))
        if self.facts.whole.measures:
            yield Paragraph(self.words["compared"])
            yield years_table(self.facts, self.audience, signature=())

    def mending(self) -> Iterator[Block]:
        yield from super().mending()
        open_tasks = dict.fromkeys(row.title for row in unfinished(self.facts.whole, self.judged.on))
        if open_tasks:
            yield Paragraph(self.words["carried"].format(titles="、".join(open_tasks)))


def years_report(facts: PlanFacts, audience: Audience) -> Report:
    """三年数据对比表 as a paper of its own."""
    refuse(COMPARED, audience, IN_HOUSE)
    return years_table(facts, audience, signature=SIGNATURE)


def years_table(facts: PlanFacts, audience: Audience, signature: tuple[str, ...]) -> Report:
    """Each measure with base, target and actual of every year, and the change from the base; the domains below."""
    judged = [facts.judged(YEARLY, year.word) for year in facts.years]
    heads = [
        SEQUENCE,
        column("title", "观测指标", 52),
        column("unit", "单位", 14),
        column("base", "基线值", 16, Kind.NUMBER),
    ]
    for at, year in enumerate(facts.years):
        heads += [
            column(f"target{at}", "目标", _NARROW, Kind.NUMBER, parent=year.word),
            column(f"actual{at}", "实际", _NARROW, Kind.NUMBER, parent=year.word),
        ]
    heads += [column("change", "与基线相比", 20), column("share", "末年达成度", 20)]
    rows: list[tuple[object, ...]] = []
    for measure in facts.measures:
        pairs = [_pair(one, measure.id) for one in judged]
        last = next((at for at, (_, actual) in reversed([*enumerate(pairs)]) if actual), None)
        line = next((found for one in reversed(judged) if (found := one.evaluation.line(measure.id))), None)
        rows.append(
            (
                len(rows) + 1,
                measure.title,
                measure.unit,
                _figure(measure.base),
                *(_figure(text) for pair in pairs for text in pair),
                "" if last is None else _change(facts, measure, facts.years[last], pairs[last][1]),
                ""
                if line is None or line.counted is None or line.state == MISSING
                else f"{percent(line.counted if line.shown is None else line.shown)}%",
            )
        )
    rows += _domains(facts, judged)
    wide = len(facts.years) > 3
    return table(
        facts, audience, "years_table", f"{facts.whole.plan.title}{han(len(facts.years))}年数据对比表", heads, rows,
        signature=signature, paper=A3_LANDSCAPE if wide else A4_LANDSCAPE,
        notes=("注：没有实际值的留空；与基线相比为末次实际值减基线值；标＊的年度还没有结束，不作进退判断。",),
    )  # fmt: skip


def _figure(text: str) -> object:
    """A number that Excel can reckon with, whole ones whole: a workbook gives the others of a column the same places. What
    is none (是, B, ≥85) as it is."""
    plain = text.strip()
    if plain.isdecimal() and plain.isascii() and plain == str(int(plain)):
        return int(plain)
    return (
        Decimal(plain)
        if plain.isascii() and amount_of(plain) is not None and plain[-1].isdigit() and "," not in plain
        else text
    )


def _pair(judged: Judged, measure_id: str) -> tuple[str, str]:
    line = judged.evaluation.line(measure_id)
    return (line.target, line.actual) if line is not None else ("", "")


def _change(facts: PlanFacts, measure: MeasureRow, year: PlanYear, last: str) -> str:
    """＋3.5, and whether it is better; of a year that still runs it cannot be said yet: its counts go on."""
    first, then = amount_of(measure.base), amount_of(last)
    if first is None or then is None:
        return ""
    change = then - first
    said = f"{'＋' if change > 0 else '－'}{told(abs(change))}" if change else "持平"
    target = facts.whole.target.get((measure.id, year.word))
    is_frozen = target is not None and target.frozen == YES
    if year.last > facts.on.isoformat() and not is_frozen:
        return f"{said}{_RUNNING}"
    is_better = {HIGHER: change > 0, LOWER: change < 0}.get(measure.direction) if change else None
    return said + ("" if is_better is None else "（进步）" if is_better else "（退步）")


def _domains(facts: PlanFacts, judged: list[Judged]) -> Iterator[tuple[object, ...]]:
    """The attainment of each domain in every year that has begun, and the score."""
    begun = [
        (year.first <= facts.on.isoformat(), each) for year, each in zip(facts.years, judged, strict=True)
    ]
    for one in facts.tree:
        if one.depth:
            continue
        shares: list[object] = []
        for is_begun, each in begun:
            line = each.evaluation.line(one.id) if is_begun else None
            shares += ["", "" if line is None or line.counted is None else percent(line.counted)]
        if any(share != "" for share in shares):
            yield ("", f"{one.printed}{one.goal.title}达成度", "%", "", *shares, "", "")
    scores: list[object] = []
    for is_begun, each in begun:
        score = each.settled.score if each.settled and is_begun else None
        scores += ["", "" if score is None else score]
    yield ("", "年度自评得分", "分", "", *scores, "", "")
