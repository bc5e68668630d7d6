"""重点发展项目 in the text of a plan: each with its background, aim, content, steps, person, funds and results."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from edudesk.plan.intake.duty_words import as_goal, as_task, duties_in
from edudesk.plan.intake.goal_words import ASIDE, LISTED_BELOW, marked, title_and_rest, with_due
from edudesk.plan.intake.plan_tables import PROJECTS, table_rows
from edudesk.plan.intake.proposal import (
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
from edudesk.plan.intake.target_words import listed_in, targets_in
from edudesk.plan.rows.goals import GOAL, KEY_PROJECT
from edudesk.plan.rules.marks import Mark, Style, mark_of, without_mark
from edudesk.plan.rules.outline import Chapter
from edudesk.plan.rules.sections import end_of

_CHAPTER: Final = re.compile(
    r"(?:本轮|我校|学校)?(?:的)?(?:重点|优先)(?:发展|建设)?项目(?!表)(?:[及与和的]?[\u4e00-\u9fff]{1,6})?"
)
_NAMED: Final = re.compile(rf"{_CHAPTER.pattern}\s*(?:[:：]|——)\s*(?P<title>.+)")
_DUTY: Final = "duty"
_PARTS: Final = {
    "背景": "background", "目标": "text", "总目标": "text", "内容": "content", "主要内容": "content", "研究内容": "content",
    "实施内容": "content", "建设内容": "content", "步骤": "steps", "年度步骤": "steps", "实施步骤": "steps", "推进步骤": "steps",
    "年度安排": "steps", "实施计划": "steps", "推进计划": "steps", "年度计划": "steps", "进度安排": "steps", "时间": "steps", "起止时间": "steps", "实施时间": "steps",
    "实施周期": "steps", "周期": "steps", "背景与意义": "background", "意义": "background", "目的": "text", "预期目标": "text",
    "具体目标": "text", "负责人": "person", "主持人": "person",
    "责任人": "person", "经费": "funds", "经费预算": "funds", "经费保障": "funds", "经费投入": "funds", "经费来源": "funds", "资金": "funds", "预期成果": "results",
    "成果": "results", "成果形式": "results", "预期成效": "results", "预期效果": "results", "成效": "results", "立项情况": "",
    **dict.fromkeys(("责任部门", "牵头部门", "责任单位", "责任领导", "分管领导", "配合部门"), _DUTY),
}  # fmt: skip
_WORDS: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
_WORD: Final = rf"(?:项目|立项|总)?(?P<word>{_WORDS})"
_PART: Final = re.compile(rf"{_WORD}\s*(?:[:：。]\s*(?P<said>.*)|$)")
# 负责人：李静。经费：8万元 are two
_NEXT: Final = re.compile(rf"(?<=[。；;，,、\s])\s*(?=(?:项目|立项|总)?(?:{_WORDS})\s*[:：])")
_OTHER: Final = re.compile(r"[\u4e00-\u9fff]{2,8}[:：].+")
_SHORT: Final = ("person",)  # nothing goes on with it on the next line
_PHRASES: Final = ("person", "funds")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a chapter. level: of a heading, 0 = text."""

    text: str
    line: int
    level: int = 0


@dataclass
class _Project:
    """A project, or a goal below one. key, parent: of proposals; parts: lines by key of a goal; tasks: with what is said of
    each."""

    key: str
    title: str
    line: int
    level: int = 0
    parent: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    tasks: list[list[str]] = field(default_factory=list)
    goals: list["_Project"] = field(default_factory=list)


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
        has_table = any(row.kind == PROJECTS for row in table_rows((chapters[place],)))
        if chapters[place].text.strip() and not has_table and not _projects(chapters, place):
            yield f"“{chapters[place].heading}”里没有分条写的项目，没有认出重点发展项目，只读入章节。"


def projects_in(chapters: Sequence[Chapter], place: int, *, is_told: bool) -> Iterator[Proposal]:
    """The projects of a chapter with their goals, tasks and measures. is_told: measures are listed as our own paper does."""
    for project in _projects(chapters, place):
        for one in (project, *project.goals):
            yield from _proposals(one, is_told=is_told)


def _proposals(one: _Project, *, is_told: bool) -> Iterator[Proposal]:
    text, facts = duties_in("\n".join(one.parts.pop("text", ())))
    text, listed = listed_in(text)
    text, facts = marked(text, facts, is_task=False)
    text = with_due(one.title, text, facts)
    facts |= {key: "\n".join(lines) for key, lines in one.parts.items() if any(lines)}
    kind = GOAL if one.parent else KEY_PROJECT
    yield Proposal(
        one.key, kind, one.title, text, one.parent, one.line, LIKELY, IN_PROJECTS, facts=as_goal(facts)
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
            "重点发展项目之下的条目", facts=as_task(duties),
        )  # fmt: skip


def _projects(chapters: Sequence[Chapter], place: int) -> list[_Project]:
    """The one that the heading names, else each heading right below, else each item as wide as the first."""
    chapter, below = chapters[place], chapters[place + 1 : end_of(chapters, place)]
    found: list[_Project] = []
    lines: list[_Line] = []

    def begin(title: str, line: int) -> None:
        if found:
            _fill(found[-1], lines)
        lines.clear()
        found.append(_Project(f"project:{place}:{len(found) + 1}", without_mark(title), line))

    named = _NAMED.fullmatch(chapter.name)
    if named or (below and _PART.fullmatch(below[0].name)):
        begin(named["title"] if named else chapter.name, chapter.line)
        lines += _lines(chapter)[1:]
        for one in below:
            lines += _lines(one)
    elif below:
        level = min(one.level for one in below)
        for one in below:
            if one.level == level:
                begin(one.name, one.line)
            lines += _lines(one)[one.level == level :]
    else:
        style: Style | None = None
        for line in _lines(chapter)[1:]:
            mark = mark_of(line.text)
            if mark is not None and (style is None or mark.style <= style):
                style = mark.style
                title, rest = title_and_rest(without_mark(line.text))
                begin(title, chapter.line)
                lines.append(_Line(rest, chapter.line))
            else:
                lines.append(line)
    if found:
        _fill(found[-1], lines)
    return found


def _lines(chapter: Chapter) -> list[_Line]:
    texts = [_Line(text, chapter.line) for text in chapter.text.split("\n") if text]
    return [_Line(chapter.heading, chapter.line, chapter.level), *texts]


def _fill(project: _Project, lines: Sequence[_Line]) -> None:
    """Put the lines of a project where they belong: a part that is named goes on until the next; before the first, headings
    are goals and items are tasks."""
    one, key, is_part = project, "text", False
    named: Mark | None = None  # of the last part
    for line in lines:
        text, mark = line.text, mark_of(line.text)
        parts = _parts_of(without_mark(text)) if one is project else []
        is_beside = named is not None and mark is not None and _is_like(mark, named)
        # a list that begins anew behind 预期成果：纲要 is none of it
        is_new = not is_part or (mark is not None and mark.number == 1 and any(one.parts.get(key, ())))
        if parts:
            named = mark or named
            for key, said in parts:
                one.parts.setdefault(key, []).extend(filter(None, (said,)))
            is_part = key not in _SHORT
        elif line.level and is_new:
            above = [goal for goal in project.goals if goal.level < line.level]
            parent = above[-1].key if above else project.key
            name = without_mark(text).rstrip("。：:；; ")
            one = _Project(
                f"{project.key}:goal:{len(project.goals) + 1}", name, line.line, line.level, parent
            )
            project.goals.append(one)
            key, is_part = "text", False
        elif one is project and is_beside and _OTHER.fullmatch(without_mark(text)):
            key, is_part = "content", True  # 6.保障：…… beside 5.成果：……
            one.parts.setdefault(key, []).append(without_mark(text))
        elif text.startswith(LISTED_BELOW) or ASIDE.fullmatch(text.strip()):
            key, is_part = "text", False
            one.parts.setdefault(key, []).append(text)
        elif mark is not None and not is_part:
            one.tasks.append([without_mark(text)])
        elif one.tasks and not is_part:
            one.tasks[-1].append(text)
        elif text:
            one.parts.setdefault(key if is_part else "text", []).append(text)
    project.parts.pop("", None)


def _parts_of(text: str) -> list[tuple[str, str]]:
    """The parts a line names, with what it says of each: person 李静, funds 每年8万元; [] of a line that begins with none."""
    if not _PART.fullmatch(text):
        return []
    found: list[tuple[str, str]] = []
    first = _PART.fullmatch(text)
    is_short = first is not None and _PARTS[first["word"]] in (*_PHRASES, _DUTY)  # sentences may say 目标：
    for said in _NEXT.split(text) if is_short else (text,):
        part = _PART.fullmatch(said) if said else None
        if part is None:
            continue
        key, told = _PARTS[part["word"]], (part["said"] or "").strip()
        if key == _DUTY:
            found.append(("text", f"{part['word']}：{told.rstrip('。；;，, ')}"))
        else:
            found.append((key, told.rstrip("。；;，, ") if key in _PHRASES else told.rstrip("；;，, ")))
    return found


def _is_like(mark: Mark, other: Mark) -> bool:
    return (mark.style, mark.depth) == (other.style, other.depth)
