"""What the outline of a plan proposes to keep: sections, facts of the plan, SWOT, domains, goals, tasks, measures.

Every proposal says how sure it is and why; whoever imports may take it for something else or leave it out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edudesk.plan.intake.choosing import each_once, in_order, rehung, taken_for, without_goals
from edudesk.plan.intake.goals_in_text import GOAL_HEADS, goal_chapters, goals_in
from edudesk.plan.intake.identity_tables import card_in, not_in_cards
from edudesk.plan.intake.identity_words import (
    Round,
    Said,
    before_next,
    led_by_names,
    round_of,
    said_of_school,
    school_years_in,
    under_its_name,
    without_tables,
)
from edudesk.plan.intake.key_projects import project_chapters, projects_in, without_projects
from edudesk.plan.intake.proposal import FACTS, LIKELY, SURE, Proposal
from edudesk.plan.intake.swot_words import not_in_swot, swot_in
from edudesk.plan.intake.tabled import with_tables
from edudesk.plan.rows.plans import PLAN_COLUMN
from edudesk.plan.rules.outline import Chapter, Outline
from edudesk.plan.rules.sections import end_of

# heading -> role of the section; the first that fits
_ROLES: Final = (
    ("SWOT", r"SWOT"),
    ("数据表", r"(?:现状|基本情况|基本数据).{0,4}(?:数据|一览|统计)?表"),
    ("背景", r"背景|学校(?:现状|概况|基本情况)|发展基础|基础与挑战"),
    ("指导思想", r"指导思想"),
    ("理念", r"办学理念|理念(?:与|和)?文化|理性思考"),
    ("重点发展项目", r"(?:重点|优先)(?:发展)?项目"),
    ("分解表", r"分解表|年度目标分解"),
    ("附表", r"^附[件表]"),
    ("保障", r"保障(?!目标)"),
    ("分项目标", GOAL_HEADS),
    ("总目标", r"总目标|总体目标|发展目标|行动目标|奋斗目标|发展定位"),
)  # fmt: skip
_FACT_HEADS: Final = (
    ("guiding", r"^指导思想"),
    ("overall", r"(?:总目标|总体目标|整体目标)$"),
    ("school_goal", r"^(?:学校发展目标|办学目标|学校目标)$"),
    ("teacher_goal", r"(?:^|——)(?:教师|队伍)(?:专业)?(?:发展|成长)目标$"),
    ("pupil_goal", r"(?:^|——)学生(?:发展|成长)目标$"),
)
_MEASURES: Final = re.compile(r"^主要指标：", re.MULTILINE)


@dataclass(frozen=True)
class Proposed:
    """What a text comes to. roles: of each chapter of the outline, in its order; remarks: what could not be taken."""

    outline: Outline
    roles: tuple[str, ...]
    round: Round | None
    proposals: tuple[Proposal, ...]
    remarks: tuple[str, ...] = ()


def proposed(outline: Outline, chosen: Mapping[str, str] | None = None) -> Proposed:
    """The proposals of an outline. chosen: by key, the kind a proposal is taken for instead."""
    found, remarks = with_tables(list(_all(outline)), outline.chapters)
    remarks = (
        *not_in_cards(outline.chapters),
        *not_in_swot(outline.chapters),
        *without_projects(outline.chapters),
        *remarks,
    )
    taken, doubled = each_once(
        [taken_for(one, (chosen or {}).get(one.key, one.kind)) for one in found], chosen or {}
    )
    hung = list(rehung(taken))
    texts = [chapter.text for chapter in outline.chapters[:3]]
    return Proposed(
        outline,
        tuple(_role(outline.chapters, place) for place in range(len(outline.chapters))),
        round_of(
            outline.title,
            texts,
            school_years={year for one in outline.chapters for year in school_years_in(one.text)},
        ),
        tuple(in_order(hung)),
        (*remarks, *doubled, *without_goals(taken, hung)),
    )


def _role(chapters: Sequence[Chapter], place: int) -> str:
    """What the program may fill a chapter with while it is empty; none of one that is written or has chapters below it."""
    chapter = chapters[place]
    if not chapter.heading:
        return "引言" if place == 0 else ""
    if end_of(chapters, place) > place + 1:
        return ""
    return next((role for role, pattern in _ROLES if re.search(pattern, chapter.name)), "")


def _all(outline: Outline) -> Iterator[Proposal]:
    """Every proposal, in the order of the file but for the facts, which come first."""
    chapters = outline.chapters
    yield from _facts(chapters)
    yield from swot_in(chapters)
    # where measures are listed, figures in sentences are none
    is_told = any(_MEASURES.search(one.text) for one in chapters)
    projects = project_chapters(chapters)
    goals = dict(goal_chapters(chapters))
    for place in sorted({*goals, *projects}):
        if place in projects:
            yield from projects_in(chapters, place, is_told=is_told)
        else:
            yield from goals_in(chapters, place, is_late=goals[place], is_told=is_told)


# facts of the plan


def _facts(chapters: Sequence[Chapter]) -> Iterator[Proposal]:
    found: dict[str, Proposal] = {}
    of_goals = {
        below
        for place, is_late in goal_chapters(chapters)
        for below in range(place, end_of(chapters, place))
        if not is_late
    }
    for place, chapter in enumerate(chapters):
        for key, pattern in _FACT_HEADS:
            if re.search(pattern, chapter.name) and (text := before_next(chapter.text)):
                found.setdefault(key, _fact(key, text, chapter.line, SURE, f"标题是“{chapter.name}”"))
        for said in _said_in(chapter, is_of_goals=place in of_goals):
            sure = SURE if said.is_sure else LIKELY
            found.setdefault(said.key, _fact(said.key, said.text, chapter.line, sure, f"写着“{said.why}”"))
    yield from (found[key] for key in FACTS if key in found)


def _said_in(chapter: Chapter, *, is_of_goals: bool) -> Iterator[Said]:
    """What a chapter says of the school; one of goals only in whole sentences: 1.学风。抓好学风…… is what is to be done."""
    yield from card_in(chapter)
    paragraphs = without_tables(chapter.text).split("\n")
    if not is_of_goals:
        yield from led_by_names((chapter.heading,), below=chapter.text)
        yield from led_by_names(paragraphs)
    for text in paragraphs:
        yield from said_of_school(text)
    if not is_of_goals and (said := under_its_name(chapter.heading, chapter.text)):
        yield said


def _fact(key: str, text: str, line: int, confidence: str, why: str) -> Proposal:
    return Proposal(f"fact:{key}", PLAN_COLUMN[key].title, text, "", "", line, confidence, why)
