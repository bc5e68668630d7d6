"""规划文本: cover, contents, chapters as they are written, and by the program where they are empty (规划与项目调研 2.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from edudesk.base.columns import Kind
from edudesk.base.dates import chinese_day
from edudesk.base.document import Attachment, Block, Cover, Document, Heading, Paragraph
from edudesk.base.levels import level_of
from edudesk.base.manuscript_body import Body, lines_of
from edudesk.base.masking import Audience
from edudesk.base.report import A4_LANDSCAPE, Report, refuse
from edudesk.plan.reports.background import background_table
from edudesk.plan.reports.facts import NOTICE, PlanFacts, column, columns, table
from edudesk.plan.reports.listed import swot_form
from edudesk.plan.reports.targets import due_told, targets
from edudesk.plan.reports.words import sentence
from edudesk.plan.rows.course import FILED_STAGE, PASSED
from edudesk.plan.rows.goals import KEY_PROJECT, GoalRow
from edudesk.plan.rows.measures import MeasureRow
from edudesk.plan.rows.plans import IDENTITY, PLAN_COLUMN
from edudesk.plan.rows.text import SectionDraft, SectionRow
from edudesk.plan.rules import filling
from edudesk.plan.rules.carrying import still_carried
from edudesk.plan.rules.codes import Numbered
from edudesk.plan.rules.life import has_passed
from edudesk.plan.rules.marks import CIRCLES, house_mark
from edudesk.plan.rules.sections import has_below, renumbered
from edudesk.plan.rules.wanted import wanted_in, with_unit
from edudesk.roster.reports.facts import Facts

TITLE: Final = "规划文本"
_ENDS: Final = ("。", "！", "？", "”", "；")
_KEY_FIELDS: Final = ("background", "text", "content", "steps", "person", "funds", "results")
_KEY_NAMES: Final = ("项目背景", "项目目标", "项目内容", "年度步骤", "负责人", "经费", "预期成果")


def plan_text(facts: PlanFacts, audience: Audience) -> Document:
    """The plan as it is handed in and published. Raises UserError when it is not for this audience."""
    refuse(TITLE, audience, NOTICE)
    return _Text(facts, audience).document()


@dataclass
class _Text:
    facts: PlanFacts
    audience: Audience
    blanks: list[str] = field(default_factory=list)

    @cached_property
    def sections(self) -> Sequence[SectionDraft | SectionRow]:
        """As written; while nothing is, the usual chapters that the program has something for."""
        if self.facts.whole.sections:
            return self.facts.whole.sections
        usual = filling.usual_sections(self.facts.whole.plan.id)
        empty = {role for role in filling.FILLED if role != filling.TABLES and not [*self._filled(role, 1)]}
        kept = [one for one in usual if one.role not in empty]
        fresh = renumbered(kept)
        return [replace(one, heading=fresh.get(place, one.heading)) for place, one in enumerate(kept)]

    @cached_property
    def body(self) -> Body:
        return Body(self.facts.today, True)

    @cached_property
    def tree(self) -> tuple[Numbered, ...]:
        """Goals without the 重点发展项目 and what hangs below them, which have a chapter of their own."""
        apart = {one.id for project in self.projects for one in (project, *self._below(project))}
        return tuple(one for one in self.facts.tree if one.id not in apart)

    @cached_property
    def projects(self) -> tuple[Numbered, ...]:
        """The 重点发展项目."""
        return tuple(one for one in self.facts.tree if one.goal.kind == KEY_PROJECT)

    def _below(self, project: Numbered) -> tuple[Numbered, ...]:
        """The goals below a project, but for projects below it with what is theirs."""
        inner = tuple(one.number for one in self.projects if one.number.startswith(f"{project.number}."))
        return tuple(
            one
            for one in self.facts.tree
            if one.number.startswith(f"{project.number}.")
            and one.number not in inner
            and not one.number.startswith(tuple(f"{number}." for number in inner))
        )

    @cached_property
    def roster(self) -> Facts | None:
        """The school on the day of the data table."""
        told = self.facts.whole.plan.data_on or self.facts.whole.plan.starts
        day = date.fromisoformat(told) if told else self.facts.on
        return self.facts.roster(min(day, self.facts.today)) if self.facts.roster else None

    def document(self) -> Document:
        facts, plan = self.facts, self.facts.whole.plan
        blocks = [block for place in range(len(self.sections)) for block in self._section(place)]
        carried = still_carried(plan, self.facts.whole.sections)
        self.blanks += [f"“{name}”还是上一轮的文本" for name in carried]
        has_tables = any(one.role == filling.TABLES and not one.text.strip() for one in self.sections)
        return Document(
            key="plan_text",
            title=plan.title,
            body=tuple(blocks),
            is_sealed=False,
            cover=self._cover(),
            has_contents=True,
            attachments=tuple(self._attachments()) if has_tables else (),
            footer=facts.footer,
            file_name=facts.file_name(TITLE, self.audience),
            audience=self.audience,
            records=(plan.id,),
            blanks=tuple(self.blanks),
        )

    def _cover(self) -> Cover:
        """School, title, period, and who adopted it when."""
        facts, plan = self.facts, self.facts.whole.plan
        told = [("学校名称", facts.school.name), ("规划期限", self._period())]
        for stage, word in ((PASSED, "审议通过"), (FILED_STAGE, "备案")):
            row = next((one for one in reversed(facts.whole.stages) if one.stage == stage), None)
            if row is not None and (stage != PASSED or has_passed(row)):
                parts = (chinese_day(date.fromisoformat(row.on)), row.body, row.number)
                told.append((word, "　".join(filter(None, parts))))
        return Cover((plan.title,), tuple(told), facts.school.name)

    def _period(self) -> str:
        plan = self.facts.whole.plan
        months = [f"{day[:4]}年{int(day[5:7])}月" for day in (plan.starts, plan.ends) if len(day) == 10]
        return "—".join(months)

    # chapters

    def _section(self, place: int) -> Iterator[Block]:
        one = self.sections[place]
        if one.heading.strip():
            yield Heading(one.heading, one.level)
        if one.text.strip():
            for role, text in filling.parts_of(one.text):
                yield from self._filled(role, one.level, is_led=False) if role else self._written(text)
        elif filling.is_filled(self.sections, place):
            filled = list(self._filled(one.role, one.level))
            if not filled and one.role != filling.TABLES:
                self.blanks.append(f"“{one.heading or one.role}”还没有内容")
            yield from filled
        elif one.heading.strip() and not has_below(self.sections, place):
            self.blanks.append(f"“{one.heading}”还没有内容")

    def _filled(self, role: str, level: int, *, is_led: bool = True) -> Iterator[Block]:
        """What the program knows for a chapter of a role. level: of its heading; is_led: a sentence leads to tables, which
        needs none where somebody wrote one."""
        plan = self.facts.whole.plan
        match role:
            case filling.DATA:
                yield from self._data(is_led)
            case filling.SWOT:
                yield from self._swot(is_led)
            case filling.BACKGROUND:
                yield from self._data(is_led)
                yield from self._swot(is_led)
            case filling.GUIDING:
                yield from self._written(plan.guiding)
            case filling.IDEAS:
                yield from self._led(*IDENTITY)
            case filling.OVERALL:
                yield from self._led("overall", "school_goal", "teacher_goal", "pupil_goal")
            case filling.GOALS:
                yield from self._goals(level)
            case filling.KEY_PROJECTS:
                yield from self._key_projects(level)
            case filling.TARGETS:
                if self.facts.with_rows and self.facts.years:
                    if is_led:
                        yield Paragraph(filling.shipped()["texts"]["targets"])
                    yield targets(self.facts, self.audience)
            case filling.BACKING:
                yield from self._written("\n".join(filling.shipped()["texts"][filling.BACKING]))

    def _written(self, text: str) -> Iterator[Block]:
        if text.strip():
            yield from self.body.blocks(list(lines_of(text)), is_attachment=True)

    def _led(self, *keys: str) -> Iterator[Block]:
        """Facts of the plan, each led by its name."""
        plan = self.facts.whole.plan
        told = [(key, str(getattr(plan, key)).strip()) for key in keys]
        for place, (key, text) in enumerate([one for one in told if one[1]], 1):
            first, _, rest = text.partition("\n")
            ended = first if first.endswith(_ENDS) else f"{first}。"
            yield Paragraph(ended, f"（{_han(place)}）{PLAN_COLUMN[key].title}。", 2)
            yield from self._written(rest)

    def _data(self, is_led: bool) -> Iterator[Block]:
        if self.roster is not None:
            if is_led:
                yield Paragraph(filling.shipped()["texts"]["data"].format(day=chinese_day(self.roster.on)))
            yield background_table(self.roster, self.audience)

    def _swot(self, is_led: bool) -> Iterator[Block]:
        """The matrix of strengths, weaknesses, chances and threats, and the strategies that follow."""
        matrix = swot_form(self.facts)
        if matrix is not None:
            if is_led:
                yield Paragraph(filling.shipped()["texts"]["swot"])
            yield matrix

    # goals

    def _goals(self, level: int) -> Iterator[Block]:
        """The tree below a heading of a level: headings down to 1., deeper goals and tasks as led paragraphs."""
        yield from self._branches(self.tree, level, 0)

    def _branches(self, rows: Sequence[Numbered], level: int, above: int) -> Iterator[Block]:
        """above: depth of the first of them in the tree."""
        counts: list[int] = []
        for place, one in enumerate(rows):
            depth = one.depth - above
            counts = [*counts[: depth + 1], *[0] * (depth + 1 - len(counts))]
            counts[depth] += 1
            at = min(level + 1 + depth, 4)
            mark = house_mark(at, counts[depth]) if counts[depth] < 100 else ""
            yield Heading(f"{mark}{one.goal.title}", at)
            yield from self._written(one.goal.text)
            has_below = place + 1 < len(rows) and rows[place + 1].depth > one.depth
            # below a heading （1）, or beside headings （1） below the same goal, tasks have another mark
            yield from self._own(one.goal, is_deep=at + has_below >= 4)
            if responsible := _responsible(one.goal):
                yield Paragraph(f"【{responsible}】")

    def _own(self, goal: GoalRow, *, is_deep: bool = False) -> Iterator[Block]:
        """Measures, what shows that it is reached, tasks; is_deep: they are ①, else （1）."""
        yield from self._measured(goal)
        if goal.mark:
            yield Paragraph(f"达成标志：{sentence(goal.mark)}")
        for place, text in enumerate(self._tasks(goal), 1):
            mark = f"（{place}）" if not is_deep or place > len(CIRCLES) else CIRCLES[place - 1]
            yield Paragraph(text if level_of(text) else f"{mark}{text}")

    def _measured(self, goal: GoalRow) -> Iterator[Block]:
        told = [
            text
            for measure in self.facts.whole.measures_of.get(goal.id, ())
            if (text := self._course(measure))
        ]
        if told:
            yield Paragraph(f"主要指标：{'；'.join(told)}。")

    def _course(self, measure: MeasureRow) -> str:
        """骨干教师占比 2024年 30%、2025年 32% (基线 28%)."""
        found = [
            f"{year.word} {with_unit(text, measure.unit)}"
            for year in self.facts.years
            if (text := wanted_in(self.facts.whole, measure, year.word))
        ]
        base = f"（基线 {measure.base}{measure.unit}）" if measure.base else ""
        return f"{measure.title}{base} {'、'.join(found)}".strip() if found or base else measure.title

    def _tasks(self, goal: GoalRow) -> list[str]:
        """What is done for a goal, each once though it comes in several years."""
        found: dict[str, str] = {}
        for row in self.facts.whole.tasks_of.get(goal.id, ()):
            title = row.title.rstrip("。；")
            rest = row.expected.strip().rstrip("。；")
            found.setdefault(title, f"{title}（预期成果：{rest}）。" if rest else f"{title}。")
        return list(found.values())

    def _key_projects(self, level: int) -> Iterator[Block]:
        for place, one in enumerate(self.projects, 1):
            goal = one.goal
            yield Heading(f"{house_mark(min(level + 1, 4), place)}{goal.title}", min(level + 1, 4))
            for key, name in zip(_KEY_FIELDS, _KEY_NAMES, strict=True):
                if text := str(getattr(goal, key)).strip():
                    first, _, rest = text.partition("\n")
                    yield Paragraph(first, f"{name}：")
                    yield from self._written(rest)
            yield from self._own(goal)
            if record := self._record(goal):
                yield Paragraph(record, "立项情况：")
            yield from self._branches(self._below(one), level + 1, one.depth + 1)

    def _record(self, goal: GoalRow) -> str:
        """The project record that carries a 重点发展项目."""
        line = self.facts.projects().get(goal.project_id) if goal.project_id else None
        if line is None:
            return ""
        parts = (line.label, f"《{line.title}》", line.project.number, line.stage_label, line.leaders)
        return "，".join(filter(None, parts)) + "。"

    # 附表

    def _attachments(self) -> Iterator[Attachment]:
        facts = self.facts
        if facts.whole.measures:
            yield Attachment("观测指标与年度目标表", (self._measure_table(),))
        if facts.whole.tasks:
            yield Attachment("任务分解表", (self._task_table(),))
        if self.projects:
            yield Attachment("重点发展项目表", (self._project_table(),))

    def _measure_table(self) -> Report:
        facts, whole = self.facts, self.facts.whole
        heads = [
            column("number", "序号", 12, Kind.INT), column("goal", "目标", 44), column("title", "观测指标", 50),
            column("unit", "单位", 16), column("base", "基线", 16),
            *(column(f"y{place}", year.word.replace("学年", "\n学年"), 22) for place, year in enumerate(facts.years)),
        ]  # fmt: skip
        rows: list[tuple[object, ...]] = []
        for one in facts.tree:
            for place, measure in enumerate(whole.measures_of.get(one.id, ())):
                rows.append(
                    (
                        len(rows) + 1,
                        "" if place else one.label,
                        measure.title,
                        measure.unit,
                        measure.base,
                        *(wanted_in(whole, measure, year.word) for year in facts.years),
                    )
                )
        return self._table("measures", "观测指标与年度目标表", heads, rows)

    def _task_table(self) -> Report:
        whole = self.facts.whole
        heads = columns(
            ("目标", 40), ("任务（措施）", 70), ("年度", 24), ("完成时限", 26), ("责任部门", 24), ("责任人", 20), ("预期成果", 46),
        )  # fmt: skip
        rows: list[tuple[object, ...]] = []
        for one in self.facts.tree:
            for place, row in enumerate(whole.tasks_of.get(one.id, ())):
                rows.append(
                    (
                        len(rows) + 1,
                        "" if place else f"{one.number} {one.goal.title}",
                        row.title,
                        row.year,
                        due_told(row),
                        row.department or one.goal.department,
                        row.owner or one.goal.person,
                        row.expected,
                    )
                )
        return self._table("tasks", "任务分解表", heads, rows)

    def _project_table(self) -> Report:
        heads = columns(
            ("重点发展项目", 50), ("项目目标", 60), ("年度步骤", 60), ("负责人", 22), ("经费", 26), ("预期成果", 50),
        )  # fmt: skip
        rows = [
            (place, one.title, one.text, one.steps, one.person or one.leader, one.funds, one.results)
            for place, one in enumerate(
                (one.goal for one in self.facts.tree if one.goal.kind == KEY_PROJECT), 1
            )
        ]
        return self._table("projects", "重点发展项目表", heads, rows)

    def _table(
        self, key: str, title: str, heads: Sequence[object], rows: Sequence[Sequence[object]]
    ) -> Report:
        return table(
            self.facts, self.audience, f"text_{key}", title, heads, rows,  # type: ignore[arg-type]
            signature=(), paper=A4_LANDSCAPE,
        )  # fmt: skip


def _responsible(goal: GoalRow) -> str:
    """责任部门：教科室；责任领导：许莉."""
    told = (("责任部门", goal.department), ("责任领导", goal.leader), ("责任人", goal.person))
    return "；".join(f"{word}：{who}" for word, who in told if who)


def _han(number: int) -> str:
    return "一二三四五六七八九十"[number - 1]
