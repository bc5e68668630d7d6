"""Domains, goals, tasks and measures in the chapters of a plan that hold them: by how deep each heading and item stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edudesk.plan.intake.duty_words import as_goal, as_task, duties_in
from edudesk.plan.intake.goal_words import (
    ASIDE,
    LEADS,
    LISTED_BELOW,
    marked,
    title_and_rest,
    weight_in,
    with_due,
)
from edudesk.plan.intake.identity_tables import card_in
from edudesk.plan.intake.identity_words import is_led
from edudesk.plan.intake.key_projects import project_chapters
from edudesk.plan.intake.plan_tables import table_rows
from edudesk.plan.intake.proposal import (
    DOUBTFUL,
    FACT_OF,
    IN_TEXT,
    LIKELY,
    LISTED,
    MEASURE,
    SURE,
    TASK,
    Proposal,
)
from edudesk.plan.intake.target_words import listed_in, targets_in
from edudesk.plan.rows.goals import DOMAIN, GOAL, KEY_PROJECT
from edudesk.plan.rules.marks import Mark, Style, mark_of, without_mark
from edudesk.plan.rules.outline import Chapter
from edudesk.plan.rules.sections import end_of

GOAL_HEADS: Final = (
    r"目标及措施|目标[与和]措施|任务[与和]措施|领域[与和及](?:目标|措施)|分项目标|具体目标|重点工作|重点任务|主要任务|主要举措|行动举措|发展措施|"
    r"实施策略|工作举措"
)
"""Headings of chapters that hold goals."""
_LATER_GOALS: Final = re.compile(r"发展目标|行动目标")
_SOME_GOALS: Final = re.compile(r"目标|任务|措施|举措")
_NO_GOALS: Final = re.compile(r"保障|总目标|总体目标|分解表|^附")


def goal_chapters(chapters: Sequence[Chapter]) -> list[tuple[int, bool]]:
    """Places of the chapters that hold domains and goals; whether only a heading like 发展目标, or 工作任务, says so."""
    top = min((chapter.level for chapter in chapters if chapter.heading), default=1)
    projects = project_chapters(chapters)
    tops = [
        (place, one.name) for place, one in enumerate(chapters) if one.level == top and place not in projects
    ]
    if own := [place for place, name in tops if re.search(GOAL_HEADS, name)]:
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


def goals_in(chapters: Sequence[Chapter], place: int, *, is_late: bool, is_told: bool) -> Iterator[Proposal]:
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
        if kind == TASK and _is_goal(nodes, count - 1):
            kind = GOAL
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
        title, weight = weight_in((title or node.title).rstrip("。；;"))
        facts = {**weight, **said, **facts}
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


def _is_goal(nodes: Sequence[_Node], place: int) -> bool:
    """Whether a heading that stands as deep as tasks is a goal: measures are listed below it, or headings and items."""
    node = nodes[place]
    if not node.is_heading:
        return False
    has_below = place + 1 < len(nodes) and nodes[place + 1].depth > node.depth
    return has_below or any(line.startswith(LISTED_BELOW) for line in node.text.split("\n"))


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
        own = mark_of(chapter.heading)
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
                is_next = own is not None and _counts_on(mark, own)  # 2.…… without a word below, behind 1.……
                if is_next or (own is not None and (mark.style, mark.depth) == (own.style, own.depth)):
                    own = mark if is_next else None  # a list that begins anew is below the heading
                level = chapter.level if is_next else level
                is_beside = is_next or level > chapter.level
                if is_beside:
                    base, beside = level, (mark.style, mark.depth)
                held_by = base if (mark.style, mark.depth) > beside else chapter.level
                depth = (level, 0, 0) if is_beside else (held_by, int(mark.style), mark.depth)
                is_one = is_task or (mark.style, mark.depth) == (Style.NAMED, 3)
                items.append(_Node(depth, title, rest, chapter.line, False, is_one and not is_beside))
            elif items and not ASIDE.fullmatch(text.strip()):
                last = items[-1]
                items[-1] = replace(last, text="\n".join(filter(None, (last.text, text))))
            elif text:
                lead.append(text)
        if chapter is not chapters[place]:
            yield _Node(
                (chapter.level, 0, 0), chapter.name, "\n".join(lead), chapter.line, True, _is_measure(chapter)
            )
        yield from items


def _is_measure(chapter: Chapter) -> bool:
    """Whether a heading is 措施一：……, whatever stands below it."""
    mark = mark_of(chapter.heading)
    return mark is not None and (mark.style, mark.depth) == (Style.NAMED, 3)


def _counts_on(mark: Mark, own: Mark) -> bool:
    return (mark.style, mark.depth, mark.number) == (own.style, own.depth, own.number + 1)
