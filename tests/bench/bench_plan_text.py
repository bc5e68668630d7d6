"""A plan of 60 goals, 600 tasks and 200 measures over five years: its text as PDF and Word, and as a Word file read again."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from edudesk.base.document import Document
from edudesk.base.masking import Audience
from edudesk.base.prose import Prose
from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.official.writer import write_document
from edudesk.papers.word.writing import write_word
from edudesk.plan.intake.preview import preview_plan
from edudesk.plan.reports.facts import PlanFacts
from edudesk.plan.reports.text import plan_text
from edudesk.plan.rows.goals import DOMAIN, GOAL, GoalRow
from edudesk.plan.rows.measures import MeasureRow, TargetRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.tasks import TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.years import years_of
from edudesk.school.rows import SchoolDraft
from edudesk.sheets.prose import read_prose
from tests.bench.figure import Figure, seconds

_DAY = date(2026, 11, 20)
_TEXT = "聚焦课堂提质，完善集体备课、听课评课和作业管理，每学期开展一次专题研讨，形成可推广的经验。"


def figures() -> list[Figure]:
    """Seconds inside a program that has its fonts."""
    whole = plan()
    with TemporaryDirectory() as folder:
        target = Path(folder) / "规划.pdf"
        forty = text_of(part(whole))
        pages = write_document(forty, target, fonts=bundled_fonts()).pages
        measured = seconds(lambda: write_document(text_of(part(whole)), target, fonts=bundled_fonts()))
        told = [Figure(f"规划文本 of {pages} pages as PDF", measured, 2.0, "s")]
        pages = write_document(text_of(whole), target, fonts=bundled_fonts()).pages
        measured = seconds(lambda: write_document(text_of(whole), target, fonts=bundled_fonts()), 1)
        told.append(
            Figure(f"规划文本 of {pages} pages: 60 goals, 600 tasks, 200 measures", measured, 2.0, "s")
        )
        word = Path(folder) / "规划.docx"
        write_word(text_of(part(whole)), word)
        prose: list[Prose] = []
        measured = seconds(lambda: prose.append(read_prose(word)))
        told.append(Figure("its Word file read through the child", measured, 1.0, "s"))
        measured = seconds(lambda: preview_plan(prose[0], [whole], file=word.name))
        told.append(Figure("what importing it would do", measured, 0.5, "s"))
    return told


def text_of(whole: PlanWhole) -> Document:
    """The document of a plan."""

    def judged(kind: str, year: str) -> Judged:
        raise NotImplementedError

    school = SchoolDraft(name="龙城实验小学", stage="小学")
    facts = PlanFacts(school=school, on=_DAY, today=_DAY, whole=whole, judged=judged)
    return plan_text(facts, Audience.INTERNAL)


def part(whole: PlanWhole) -> PlanWhole:
    """As much of it as makes forty pages."""
    goals = whole.goals[:18]
    ids = {one.id for one in goals}
    return PlanWhole(
        whole.plan,
        goals=goals,
        tasks=tuple(one for one in whole.tasks if one.goal_id in ids),
        measures=tuple(one for one in whole.measures if one.goal_id in ids),
        targets=whole.targets,
    )


def plan() -> PlanWhole:
    """All of it, invented."""
    row = PlanRow(
        id="p",
        version=1,
        title="学校“十五五”发展规划（2026—2030）",
        starts="2026-01-01",
        ends="2030-12-31",
        year_basis="自然年",
    )
    goals, tasks, measures, targets = [], [], [], []
    years = years_of(row)
    for number in range(60):
        domain = "" if number % 6 == 0 else f"g{number - number % 6}"
        kind = GOAL if domain else DOMAIN
        goals.append(
            GoalRow(
                id=f"g{number}", version=1, plan_id="p", parent_id=domain, place=number, kind=kind,
                title=f"目标领域与建设任务{number}", text=_TEXT * 2, department="教科室", mark="形成成果并推广",
            )
        )  # fmt: skip
        for task in range(10):
            year = years[task % len(years)]
            tasks.append(
                TaskRow(
                    id=f"t{number}-{task}", version=1, plan_id="p", goal_id=f"g{number}", title=f"推进建设任务第{task}项",
                    year=year.word, due=year.last, expected="过程记录和总结", department="教务处",
                )
            )  # fmt: skip
        for measure in range(4 if number % 3 else 2):
            key = f"m{number}-{measure}"
            measures.append(
                MeasureRow(
                    id=key,
                    version=1,
                    plan_id="p",
                    goal_id=f"g{number}",
                    title=f"达成率{measure}",
                    unit="%",
                    base="60",
                )
            )
            targets += [
                TargetRow(
                    id=f"{key}{year.word}",
                    version=1,
                    plan_id="p",
                    measure_id=key,
                    year=year.word,
                    target="85",
                )
                for year in years
            ]
    return PlanWhole(
        row, goals=tuple(goals), tasks=tuple(tasks), measures=tuple(measures), targets=tuple(targets)
    )
