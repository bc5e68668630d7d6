"""年度自评报告, 中期自评报告: the five parts of pack P4, with 自评表 and 佐证材料目录 behind them (规划与项目调研 4.3)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.document import Attachment, Block, Document, Heading, Paragraph
from edudesk.base.form import opinion_box
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.base.report import refuse
from edudesk.plan.reports.facts import IN_HOUSE, PlanFacts, table, told
from edudesk.plan.reports.listed import PROOF_HEADS, PROOFS, proof_rows
from edudesk.plan.reports.self_table import TITLES, judged_of, report_of, said_of
from edudesk.plan.reports.targets import target_words
from edudesk.plan.reports.words import day_told, paragraphs, sentence
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY, GoalReviewRow
from edudesk.plan.rows.tasks import OVERDUE, TaskRow
from edudesk.plan.rules.amounts import NOUGHT, percent
from edudesk.plan.rules.asking import is_due
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.pace import task_standing
from edudesk.plan.rules.reviews import TEXT_LIMIT, compared, of_tenths
from edudesk.plan.rules.scoring import GOAL, MEASURE, MISSING, TASK, Line

TITLE, MID_TITLE = "年度自评报告", "中期自评报告"
MOST: Final = 6000  # characters of a report (规划与项目调研 4.2)
Part = Callable[[], Iterator[Block]]


def self_report(facts: PlanFacts, audience: Audience, kind: str = YEARLY) -> Document:
    """The report on a year, or half-way. What the school did not write stays open and is told (Document.blanks)."""
    title = MID_TITLE if kind == MIDTERM else TITLE
    refuse(title, audience, IN_HOUSE)
    return SelfReport(facts.for_review(kind), audience, kind, "self_report", title).document()


@dataclass(frozen=True)
class SelfReport:
    """The report of an evaluation. form: its part of forms/plan/words.toml."""

    facts: PlanFacts
    audience: Audience
    kind: str
    form: str
    name: str

    @cached_property
    def words(self) -> dict[str, Any]:
        """The sentences of all reports, those of this one over them."""
        every = told()
        return {**every["self_report"], **every[self.form]}

    @cached_property
    def judged(self) -> Judged:
        """The evaluation."""
        return judged_of(self.facts, self.kind)

    @property
    def year(self) -> str:
        """What the sentences call the time: 2025-2026学年, 规划期."""
        return "规划期内" if self.kind == AT_END else self.facts.of_year.word

    @cached_property
    def named(self) -> dict[str, str]:
        """What sentences are filled in with."""
        plan = self.facts.whole.plan
        return {
            "school": self.facts.school.name,
            "plan": plan.title,
            "year": self.year,
            "day": day_told(self.judged.on),
            "period": f"{day_told(plan.starts)}至{day_told(plan.ends)}",
            "years": f"{han(len(self.facts.years))}年",
        }

    @property
    def parts(self) -> tuple[tuple[str, Part], ...]:
        """The parts of the report, each with what it says."""
        titles = [one.format(**self.named) for one in self.words["parts"]]
        return tuple(zip(titles, self.told_parts, strict=True))

    @property
    def told_parts(self) -> tuple[Part, ...]:
        """As their titles stand in the form."""
        return (self.organised, self.attained, self.effects, self.problems, self.mending)

    def document(self) -> Document:
        """The whole report."""
        key = "mid_" if self.kind == MIDTERM else ""
        body: list[Block] = [Paragraph(self.words[f"{key}opening"].format(**self.named))]
        blanks = []
        for place, (title, part) in enumerate(self.parts, 1):
            found = list(part())
            body += [Heading(f"{han(place)}、{title}", 1), *found]
            if not found:
                blanks.append(title)
        return Document(
            key=f"plan_{key}{self.form}",
            title=self.facts.titled(self.words[f"{key}title"].format(**self.named)),
            body=tuple(body),
            issuer=(self.facts.school.name,),
            on=self.facts.today,
            attachments=tuple(self._attachments()),
            opinion=opinion_box(),
            footer=self.facts.footer,
            file_name=self.facts.file_name(
                self.name, self.audience, "" if self.kind == AT_END else self.year
            ),
            audience=self.audience,
            records=tuple(line.id for line in self.judged.evaluation.lines),
            blanks=tuple(blanks),
            doubts=tuple(self._doubts(body)),
        )

    def _attachments(self) -> Iterator[Attachment]:
        """自评表, then 佐证材料目录 where anything is proved (规划与项目调研 4.3, P4)."""
        facts = self.facts
        title = TITLES[self.kind]  # of the table too: Word prints both where they differ
        yield Attachment(title, (replace(report_of(facts, self.audience, self.judged), title=title),))
        if rows := proof_rows(facts, facts.of_year.word if self.kind == YEARLY else ""):
            yield Attachment(
                PROOFS, (table(facts, self.audience, "proofs", PROOFS, PROOF_HEADS, rows, signature=()),)
            )

    def _doubts(self, body: Sequence[Block]) -> Iterator[str]:
        evaluation = self.judged.evaluation
        if missing := sum(line.state == MISSING for line in evaluation.lines):
            yield f"{missing} 项指标缺实际值，按 0 计。"
        if evaluation.lacks:
            yield f"还没有总分：{'；'.join(evaluation.lacks)}。"
        if not self.judged.is_frozen:
            yield "评估还没有冻结，数据变动后报告会随之改变。"
        length = sum(
            len(one.text) + len(getattr(one, "lead", ""))
            for one in body
            if isinstance(one, (Paragraph, Heading))
        )
        if length > MOST:
            yield f"正文约 {length} 字，一般不超过 {MOST} 字。"
        for row in said_of(self.judged).values():
            if len(row.mending) > TEXT_LIMIT and row.goal_id in self.facts.whole.goal:
                yield f"“{self.facts.whole.goal[row.goal_id].title}”的改进措施 {len(row.mending)} 字，一般不超过 {TEXT_LIMIT} 字。"

    # 一

    def organised(self) -> Iterator[Block]:
        """Who evaluated it, who was heard, when it was made public."""
        review = self.judged.review
        if review is None:
            return
        yield from paragraphs(review.organised)
        found = [
            self.words[key].format(**{key: value})
            for key, value in (("members", review.members), ("heard", review.heard))
            if value
        ]
        if review.published_on:
            found.append(self.words["published"].format(day=day_told(review.published_on)))
        if found:
            yield Paragraph("".join(found))

    # 二

    def attained(self) -> Iterator[Block]:
        """The whole, a chart of the domains, then goal by goal."""
        evaluation = self.judged.evaluation
        yield Paragraph(self._whole())
        tops = [line for line in evaluation.lines if line.kind == GOAL and line.depth == 0]
        if sum(line.counted is not None for line in tops) > 1:
            yield self._chart(tops)
        said = said_of(self.judged)
        place = 0
        for line in evaluation.lines:
            if line.kind != GOAL:
                continue
            if line.depth == 0:
                place += 1
                yield Heading(f"（{han(place)}）{line.title}", 2)
            text = self._goal(line)
            if text:
                lead = "" if line.depth == 0 else f"{line.number} {line.title}。"
                yield Paragraph(text, lead, 3 if lead else 0)
            if row := said.get(line.id):
                if outside := self._goal_outside(line, row):
                    yield Paragraph(outside)
                yield from paragraphs(row.done)
                yield from paragraphs(row.effect)

    def _whole(self) -> str:
        evaluation, settled = self.judged.evaluation, self.judged.settled
        due = [line for line in evaluation.lines if line.counted is not None]
        counts = Counter(line.kind for line in due)
        named = {
            "year": self.year,
            "goals": sum(line.id in self._with_rows for line in due),
            "measures": counts[MEASURE],
            "tasks": counts[TASK],
            "scheme": evaluation.scheme_title,
        }
        if settled is None:
            lacks = "、".join(one.partition("：")[0] for one in evaluation.lacks) or "到期的指标和任务"
            found = [self.words["unscored"].format(**named, lacks=lacks)]
        else:
            adjusted = (
                self.words["adjusted"].format(
                    reckoned=settled.reckoned, points=f"{settled.adjustment:+}", reason=settled.reason
                )
                if settled.adjustment
                else ""
            )
            found = [
                self.words["whole"].format(
                    **named, score=settled.score, adjusted=adjusted, grade=settled.grade or "未定"
                )
            ]
        by_word = Counter(line.word for line in due if line.kind == MEASURE and line.word)
        if by_word:
            in_order = [one.name for one in self.judged.scheme.words if by_word[one.name]]
            found.append(
                self.words["words"].format(told="，".join(f"{word} {by_word[word]} 项" for word in in_order))
            )
        if missing := [line.title for line in evaluation.lines if line.state == MISSING]:
            found.append(self.words["missing"].format(titles="、".join(missing)))
        return "".join([*found, self._outside()])

    @cached_property
    def _with_rows(self) -> set[str]:
        """The goals that 自评表 has a row of; domains only stand over them."""
        every = self.judged.evaluation.lines
        inner = {line.number.rpartition(".")[0] for line in every if line.kind == GOAL}
        own = {line.goal_id for line in every if line.kind != GOAL}
        return {
            line.id for line in every if line.kind == GOAL and (line.number not in inner or line.id in own)
        }

    def _outside(self) -> str:
        """The external score beside the own one."""
        review = self.judged.review
        if review is None or review.outside_tenths is None:
            return ""
        return str(
            self.words["outside"].format(
                evaluator=review.evaluator or "外部",
                score=of_tenths(review.outside_tenths),
                grade=f"，等级为{review.outside_grade}" if review.outside_grade else "",
                difference=compared(review, self.judged.settled).words or "还没有得分",
            )
        )

    def _chart(self, tops: Sequence[Line]) -> Chart:
        return Chart(
            key=f"plan_{self.form}_domains",
            kind=ChartKind.BARS,
            title=f"图1　{self.year}各领域目标达成度",
            categories=tuple(line.title for line in tops),
            series=(
                Series(
                    "达成度",
                    tuple(
                        Point(None if line.counted is None else float(percent(line.counted)), (line.id,))
                        for line in tops
                    ),
                ),
            ),
            unit="%",
            decimals=1,
        )

    def _goal(self, line: Line) -> str:
        """The attainment of a goal, its measures, its tasks; "" of a domain that has goals below it and drops out."""
        own = [one for one in self.judged.evaluation.lines if one.goal_id == line.id and one.kind != GOAL]
        if line.counted is None:
            return str(self.words["none"]) if not own or line.depth else ""
        found = [self.words["goal"].format(share=percent(line.counted), word=line.word)]
        measures = [self._measure(one) for one in own if one.kind == MEASURE and one.counted is not None]
        tasks = [one for one in own if one.kind == TASK and one.counted is not None]
        if tasks:
            measures.append(
                self.words["tasks"].format(count=len(tasks), done=sum(one.counted == 1 for one in tasks))
            )
        return "".join([*found, sentence("；".join(measures))])

    def _goal_outside(self, line: Line, row: GoalReviewRow) -> str:
        """What the evaluator gave a goal, beside the own share; "" while nothing was given."""
        review, given = self.judged.review, of_tenths(row.outside_tenths)
        if review is None or given is None:
            return ""
        named = {"evaluator": review.evaluator or "外部", "share": given}
        if line.counted is None:
            return str(self.words["goal_outside"].format(**named))
        more = percent(line.counted) - given
        key = "goal_outside_same" if not more else "goal_outside_lower" if more > 0 else "goal_outside_higher"
        return str(self.words[key].format(**named, difference=abs(more)))

    def _measure(self, line: Line) -> str:
        key = "measure_missing" if line.state == MISSING else "measure"
        counted = line.counted or NOUGHT
        shown = counted if line.shown is None else line.shown  # as 自评表 prints it
        text = str(self.words[key]).format(
            title=line.title,
            target=f" {line.target}{line.unit}",
            actual=f" {line.actual}{line.unit}",
            share=percent(shown),
        )
        return text + (str(self.words["over"]) if shown > counted else "")

    # 三 to 五

    def effects(self) -> Iterator[Block]:
        """In the words of the school."""
        review = self.judged.review
        if review is not None:
            yield from paragraphs(review.effects)
            if review.strengths.strip():
                words = self.words["strengths"].format(evaluator=review.evaluator or "外部")
                yield Paragraph(f"{words}{sentence(review.strengths)}")

    def problems(self) -> Iterator[Block]:
        """In the words of the school, goal by goal; what the figures show is always said."""
        review = self.judged.review
        if review is not None:
            yield from paragraphs(review.problems)
            yield from paragraphs(review.shortcomings)
        yield from self._by_goal("problems")
        short = [
            f"{line.title}（{percent(line.counted)}%）"
            for line in self.judged.evaluation.lines
            if line.kind == MEASURE and line.counted is not None and line.counted < 1 and not line.state
        ]
        if short:
            yield Paragraph(self.words["not_reached"].format(titles="、".join(short)))
        if late := self._overdue():
            yield Paragraph(self.words["overdue"].format(titles="、".join(late)))

    def _overdue(self) -> list[str]:
        facts, on = self.facts, self.judged.on
        year = facts.of_year.word
        return [
            row.title
            for row in filter(None, map(self._as_reported, facts.whole.tasks))
            if (self.kind == AT_END or is_due(row, year, facts.years))
            and task_standing(row, facts.years, on).status == OVERDUE
        ]

    def _as_reported(self, row: TaskRow) -> TaskRow | None:
        """A task as far as it was when its evaluation was frozen; None for one that came later."""
        if not self.judged.is_frozen:
            return row
        line = self.judged.evaluation.line(row.id)
        return replace(row, percent=int(line.actual)) if line is not None else None

    def mending(self) -> Iterator[Block]:
        """What is done about it, and the targets of the next year."""
        review = self.judged.review
        if review is not None:
            yield from paragraphs(review.mending)
        yield from self._by_goal("mending")
        if review is not None:
            yield from paragraphs(review.next_year)
        if self.kind != AT_END:
            yield from self._next_targets()

    def _by_goal(self, key: str) -> Iterator[Block]:
        said = said_of(self.judged)
        for one in self.facts.tree:
            if (row := said.get(one.id)) and (text := getattr(row, key).replace("\n", "")):
                yield Paragraph(sentence(text), f"{one.number} {one.goal.title}。", 3)

    def _next_targets(self) -> Iterator[Block]:
        facts = self.facts
        place = facts.years.index(facts.of_year) + 1
        if place >= len(facts.years):
            return
        word = facts.years[place].word
        wanted = [text for row in facts.measures if (text := target_words(facts, row, word))]
        if wanted:
            yield Paragraph(self.words["next_year"].format(year=word) + sentence("；".join(wanted)))
