"""重点发展项目 in the text of a plan: each with its background, aim, content, steps, person, funds and results."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from edudesk.plan.rows.goals import KEY_PROJECT
from edudesk.plan.rules.duty_words import as_goal, as_task, duties_in
from edudesk.plan.rules.goal_words import ASIDE, marked, title_and_rest, with_due
from edudesk.plan.rules.marks import Style, mark_of, without_mark
from edudesk.plan.rules.outline import Chapter
from edudesk.plan.rules.proposal import (
    DOUBTFUL,
    IN_PROJECTS,
    IN_TEXT,
    LIKELY,
    LISTED,
    MEASURE,
    SURE,
    TASK,
    Proposal,
)
from edudesk.plan.rules.sections import end_of
from edudesk.plan.rules.target_words import listed_in, targets_in

_CHAPTER: Final = re.compile(
    r"(?:本轮|我校|学校)?(?:的)?(?:重点|优先)(?:发展|建设)?项目(?!表)(?:[及与和的]?[\u4e00-\u9fff]{1,6})?"
)
_NAMED: Final = re.compile(rf"{_CHAPTER.pattern}\s*(?:[:：]|——)\s*(?P<title>.+)")
_PARTS: Final = {
    "背景": "background", "目标": "text", "总目标": "text", "内容": "content", "主要内容": "content", "研究内容": "content",
    "实施内容": "content", "建设内容": "content", "步骤": "steps", "年度步骤": "steps", "实施步骤": "steps", "推进步骤": "steps",
    "年度安排": "steps", "实施计划": "steps", "推进计划": "steps", "年度计划": "steps", "进度安排": "steps", "负责人": "person",
    "责任人": "person", "经费": "funds", "经费预算": "funds", "经费保障": "funds", "经费投入": "funds", "预期成果": "results",
    "成果": "results", "成果形式": "results", "预期成效": "results", "立项情况": "",
}  # fmt: skip
_PART: Final = re.compile(
    rf"(?:项目|立项)?(?P<word>{'|'.join(sorted(_PARTS, key=len, reverse=True))})\s*(?:[:：。]\s*(?P<said>.*)|$)"
)
_LISTED: Final = ("主要指标：", "达成标志：", "观测点：")


@dataclass
class _Project:
    """parts: lines by key of a goal; tasks: with what is said of each; key: of its proposal."""

    key: str
    title: str
    line: int
    parts: dict[str, list[str]] = field(default_factory=dict)
    tasks: list[list[str]] = field(default_factory=list)


def project_chapters(chapters: Sequence[Chapter]) -> list[int]:
    """Places of the chapters that list 重点发展项目, at any level."""
    found: list[int] = []
    for place, chapter in enumerate(chapters):
        is_one = _CHAPTER.fullmatch(chapter.name) or _NAMED.fullmatch(chapter.name)
        if is_one and not any(place < end_of(chapters, at) for at in found):
            found.append(place)
    return found


def without_projects(chapters: Sequence[Chapter]) -> Iterator[str]:
    """The chapters of which nothing could be taken, in words."""
    for place in project_chapters(chapters):
        if chapters[place].text.strip() and not _projects(chapters, place):
            yield f"“{chapters[place].heading}”里没有分条写的项目，没有认出重点项目，只读入章节。"


def projects_in(chapters: Sequence[Chapter], place: int, *, is_told: bool) -> Iterator[Proposal]:
    """The projects of a chapter with their tasks and measures. is_told: measures are listed as our own paper does."""
    for one in _projects(chapters, place):
        text, facts = duties_in("\n".join(one.parts.pop("text", ())))
        text, listed = listed_in(text)
        text, facts = marked(text, facts, is_task=False)
        text = with_due(text, facts)
        facts |= {key: "\n".join(lines) for key, lines in one.parts.items() if any(lines)}
        yield Proposal(
            one.key, KEY_PROJECT, one.title, text, "", one.line, LIKELY, IN_PROJECTS, facts=as_goal(facts)
        )
        in_words = [] if is_told else dict.fromkeys(targets_in(f"{one.title}\n{text}"))
        for number, targets in enumerate(listed or in_words, 1):
            sure = SURE if listed or len(targets.years) > 1 else LIKELY if targets.is_sure else DOUBTFUL
            why = LISTED if listed else IN_TEXT
            yield Proposal(
                f"{one.key}:{number}", MEASURE, targets.name, "", one.key, one.line, sure, why, targets
            )
        for number, lines in enumerate(one.tasks, 1):
            said, duties = duties_in("\n".join(lines))
            title, rest = title_and_rest(said)
            yield Proposal(
                f"{one.key}:task:{number}", TASK, title, rest.strip("\n"), one.key, one.line, LIKELY,
                "重点项目之下的条目", facts=as_task(duties),
            )  # fmt: skip


def _projects(chapters: Sequence[Chapter], place: int) -> list[_Project]:
    """The one that the heading names, else each heading right below, else each item as wide as the first."""
    chapter, below = chapters[place], chapters[place + 1 : end_of(chapters, place)]
    found: list[_Project] = []
    named = _NAMED.fullmatch(chapter.name)
    if named or (below and _PART.fullmatch(below[0].name)):
        found.append(_Project(f"project:{place}:1", named["title"] if named else chapter.name, chapter.line))
        _fill(
            found[0], [line for one in below for line in (one.heading, *one.text.split("\n"))], chapter.text
        )
        return found
    if below:
        level = min(one.level for one in below)
        lines: list[str] = []
        for at, one in enumerate(below):
            if one.level == level:
                found.append(_Project(f"project:{place}:{len(found) + 1}", one.name, one.line))
                lines = []
            else:
                lines.append(one.heading)
            lines += one.text.split("\n")
            if at + 1 == len(below) or below[at + 1].level == level:
                _fill(found[-1], lines)
        return found
    style: Style | None = None
    lines = []
    for text in chapter.text.split("\n"):
        mark = mark_of(text)
        if mark is not None and (style is None or mark.style <= style):
            style = mark.style
            if found:
                _fill(found[-1], lines)
            title, rest = title_and_rest(without_mark(text))
            found.append(_Project(f"project:{place}:{len(found) + 1}", title, chapter.line))
            lines = [rest]
        else:
            lines.append(text)
    if found:
        _fill(found[-1], lines)
    return found


def _fill(project: _Project, lines: Sequence[str], lead: str = "") -> None:
    """Put the lines of a project where they belong: a part that is named goes on until the next; before the first, items are
    tasks."""
    key, is_part = "text", False
    for line in filter(None, (*lead.split("\n"), *lines)):
        if part := _PART.fullmatch(without_mark(line)):
            key, is_part = _PARTS[part["word"]], True
            project.parts.setdefault(key, []).extend(filter(None, (part["said"],)))
        elif line.startswith(_LISTED) or ASIDE.fullmatch(line.strip()):
            key, is_part = "text", False
            project.parts.setdefault(key, []).append(line)
        elif mark_of(line) is not None and not is_part:
            project.tasks.append([without_mark(line)])
        elif project.tasks and not is_part:
            project.tasks[-1].append(line)
        else:
            project.parts.setdefault(key, []).append(line)
    project.parts.pop("", None)
