"""What the outline of a plan proposes to keep: sections, facts of the plan, SWOT, domains, goals, tasks, measures.

Every proposal says how sure it is and why; whoever imports may take it for something else or leave it out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edudesk.plan.intake.choosing import each_once, in_order, rehung, taken_for, without_goals
from edudesk.plan.intake.duty_words import as_goal, as_task, duties_in
from edudesk.plan.intake.goal_words import ASIDE, LEADS, marked, title_and_rest, with_due
from edudesk.plan.intake.identity_tables import card_in, not_in_cards
from edudesk.plan.intake.identity_words import (
    Round,
    Said,
    before_next,
    is_led,
    led_by_names,
    round_of,
    said_of_school,
    school_years_in,
    under_its_name,
    without_tables,
)
from edudesk.plan.intake.key_projects import project_chapters, projects_in, without_projects
from edudesk.plan.intake.plan_tables import table_rows
from edudesk.plan.intake.proposal import (
    DOUBTFUL,
    FACT_OF,
    FACTS,
    IN_TEXT,
    LIKELY,
    LISTED,
    MEASURE,
    SURE,
    TASK,
    Proposal,
)  # fmt: skip
from edudesk.plan.intake.swot_words import not_in_swot, swot_in
from edudesk.plan.intake.tabled import with_tables
from edudesk.plan.intake.target_words import listed_in, targets_in
from edudesk.plan.rows.goals import DOMAIN, GOAL, KEY_PROJECT
from edudesk.plan.rows.plans import PLAN_COLUMN
from edudesk.plan.rules.marks import Style, mark_of, without_mark
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
    ("分项目标", r"目标及措施|目标与措施|任务与措施|分项目标|具体目标|重点工作|主要任务|主要举措|行动举措|发展措施|实施策略|工作举措"),
    ("总目标", r"总目标|总体目标|发展目标|行动目标|奋斗目标|发展定位"),
)  # fmt: skip
_FACT_HEADS: Final = (
    ("guiding", r"^指导思想"),
    ("overall", r"(?:总目标|总体目标|整体目标)$"),
    ("school_goal", r"^(?:学校发展目标|办学目标|学校目标)$"),
    ("teacher_goal", r"(?:^|——)(?:教师|队伍)(?:专业)?(?:发展|成长)目标$"),
    ("pupil_goal", r"(?:^|——)学生(?:发展|成长)目标$"),
)
_GOAL_HEADS: Final = re.compile(dict(_ROLES)["分项目标"])
_LATER_GOALS: Final = re.compile(r"发展目标|行动目标")
_SOME_GOALS: Final = re.compile(r"目标|任务|措施|举措")
_NO_GOALS: Final = re.compile(r"保障|总目标|总体目标|分解表|^附")
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
    goals = dict(_goal_chapters(chapters))
    for place in sorted({*goals, *projects}):
        if place in projects:
            yield from projects_in(chapters, place, is_told=is_told)
        else:
            yield from _goals(chapters, place, is_late=goals[place], is_told=is_told)


# facts of the plan


def _facts(chapters: Sequence[Chapter]) -> Iterator[Proposal]:
    found: dict[str, Proposal] = {}
    of_goals = {
        below
        for place, is_late in _goal_chapters(chapters)
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


# goals


def _goal_chapters(chapters: Sequence[Chapter]) -> list[tuple[int, bool]]:
    """Places of the chapters that hold domains and goals; whether only a heading like 发展目标, or 工作任务, says so."""
    top = min((chapter.level for chapter in chapters if chapter.heading), default=1)
    projects = project_chapters(chapters)
    tops = [
        (place, one.name) for place, one in enumerate(chapters) if one.level == top and place not in projects
    ]
    if own := [place for place, name in tops if _GOAL_HEADS.search(name)]:
        return [(place, False) for place in own]
    named = [place for place, name in tops if _LATER_GOALS.search(name)] or [
        place for place, name in tops if _SOME_GOALS.search(name) and not _NO_GOALS.search(name)
    ]
    return [(place, True) for place in named]


@dataclass(frozen=True, slots=True)
class _Node:
    depth: tuple[int, int, int]
    title: str
    text: str
    line: int
    is_heading: bool
    is_task: bool = False


def _goals(chapters: Sequence[Chapter], place: int, *, is_late: bool, is_told: bool) -> Iterator[Proposal]:
    """Domains, goals and tasks below a chapter by how deep they stand; measures where a figure stands."""
    nodes = list(_nodes(chapters, place))
    above: list[tuple[_Node, str]] = []
    for count, node in enumerate(nodes, 1):
        if _is_fact(nodes, count - 1):
            continue
        while above and (above[-1][0].depth >= node.depth or _is_item_above(above[-1][0], node)):
            above.pop()
        key, parent = f"goal:{place}:{count}", above[-1][1] if above else ""
        depth = len(above)
        above.append((node, key))
        kind = (DOMAIN, GOAL, TASK)[min(depth, 2)]
        if kind == GOAL and not node.is_heading and _has_goals(nodes, count - 1):
            kind = TASK  # beside goals that have headings of their own
        if node.is_task and above[:-1]:
            kind = TASK
        if "重点项目" in node.title or "优先发展项目" in node.title:
            kind = KEY_PROJECT
        confidence = (SURE if node.is_heading and not is_late else LIKELY) if depth < 2 else LIKELY
        why = f"第 {depth + 1} 层{'标题' if node.is_heading else '条目'}"
        text, facts = duties_in(node.text)
        text, listed = listed_in(text)
        text, facts = marked(text, facts, is_task=kind == TASK)
        title, said = duties_in(node.title)
        title = title or node.title
        facts = {**said, **facts}
        text = text if kind == TASK else with_due(title, text, facts)
        facts = as_task(facts) if kind == TASK else as_goal(facts)
        yield Proposal(key, kind, title, text, parent, node.line, confidence, why, facts=facts)
        in_words = [] if is_told else dict.fromkeys(targets_in(f"{title}\n{text}"))
        for number, targets in enumerate(listed or in_words, 1):
            sure = SURE if listed or len(targets.years) > 1 else LIKELY if targets.is_sure else DOUBTFUL
            why = LISTED if listed else IN_TEXT
            yield Proposal(f"{key}:{number}", MEASURE, targets.name, "", key, node.line, sure, why, targets)


def _is_item_above(above: _Node, node: _Node) -> bool:
    """A heading is below no item of the text before it."""
    return node.is_heading and not above.is_heading


def _has_goals(nodes: Sequence[_Node], place: int) -> bool:
    """Whether the chapter of an item has headings below it."""
    level = nodes[place].depth[0]
    for node in nodes[place + 1 :]:
        if node.is_heading:
            return node.depth[0] > level
    return False


def _is_fact(nodes: Sequence[_Node], place: int) -> bool:
    """（一）总目标。…… alone below 发展目标 is a fact of the plan, no domain."""
    node = nodes[place]
    has_below = place + 1 < len(nodes) and nodes[place + 1].depth > node.depth
    return not has_below and (node.title in FACT_OF or (node.is_heading and is_led(node.title)))


def _nodes(chapters: Sequence[Chapter], place: int) -> Iterator[_Node]:
    """Headings and marked items below a chapter with how deep they stand: an item as deep as the headings with its mark."""
    of_projects = {
        below for at in project_chapters(chapters) for below in range(at, end_of(chapters, at))
    }  # they are no domains
    held = [
        chapters[at] for at in range(place, end_of(chapters, place)) if at == place or at not in of_projects
    ]
    level_of = {
        (mark.style, mark.depth): one.level for one in held[1:] if (mark := mark_of(one.heading)) is not None
    }
    for chapter in held:
        lead: list[str] = []
        items: list[_Node] = []
        is_task = False
        base, beside = (
            chapter.level,
            (Style.PART, 0),
        )  # where the item stands that the others are below, and its mark
        has_read = any(table_rows((chapter,))) or bool(
            card_in(chapter)
        )  # what a table says is proposed by itself
        for text in chapter.text.split("\n"):
            if has_read and text.startswith("|"):
                continue
            mark = mark_of(text)
            if lead_to := LEADS.fullmatch(text):
                is_task = lead_to["word"] is not None
                if is_task:
                    continue  # 措施： and no more says what follows
            if mark is not None and mark.style > Style.HAN:
                title, rest = title_and_rest(without_mark(text))
                level = level_of.get((mark.style, mark.depth), 0)
                is_beside = level > chapter.level
                if is_beside:
                    base, beside = level, (mark.style, mark.depth)
                held_by = base if (mark.style, mark.depth) > beside else chapter.level
                depth = (level, 0, 0) if is_beside else (held_by, int(mark.style), mark.depth)
                items.append(_Node(depth, title, rest, chapter.line, False, is_task and not is_beside))
            elif items and not ASIDE.fullmatch(text.strip()):
                last = items[-1]
                items[-1] = replace(last, text="\n".join(filter(None, (last.text, text))))
            elif text:
                lead.append(text)
        if chapter is not chapters[place]:
            yield _Node((chapter.level, 0, 0), chapter.name, "\n".join(lead), chapter.line, True)
        yield from items
