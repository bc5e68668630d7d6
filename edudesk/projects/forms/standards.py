"""评分标准: what points are given by (论证评分, 年度考核渠道, 成员考核) and come to (等第, 绩效自评) as tables that a school edits."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import count, pairwise

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.numerals import han
from edudesk.base.standard import Line, Standard
from edudesk.projects.forms.lists import code_lists
from edudesk.projects.forms.scoring import (
    Grade,
    Judging,
    Part,
    StudioItem,
    channels,
    criteria,
    shipped_judging,
    studio_items,
)

CRITERIA, CHANNELS, STUDIO = "criteria", "channels", "studio"
GRADES, PERFORMANCE, LEVELS = "grades", "performance", "levels"
TITLES: Mapping[str, str] = {
    CRITERIA: "论证评分",
    CHANNELS: "年度考核渠道",
    GRADES: "考核等第",
    STUDIO: "成员考核表",
    PERFORMANCE: "绩效自评分值",
    LEVELS: "绩效自评等级",
}
EXECUTION = "预算执行率"
_FIXED = (CRITERIA, PERFORMANCE)  # lists whose lines are given, only their figures are not
_LIMITS = (GRADES, LEVELS)
HOWS: Mapping[str, str] = {
    "given": "直接评分", "deduct": "每次扣分", "count": "每件加分", "level": "按最高级别", "levels": "按级别累加",
}  # fmt: skip
_HOW_OF = {word: key for key, word in HOWS.items()}
_PREFIX, _WHOLE, _MOST = "own", 100, 100
_LEVEL = re.compile(r"^(\D+?)\s*(\d+)$")


@cache
def standard_columns(key: str) -> tuple[Column, ...]:
    """Of a list; the first is the key of a line, which nobody types."""
    number, name = Column("key", "代码", width=16), Column("name", "名称", width=44, required=True)
    weight = Column("weight", "分值" if key == PERFORMANCE else "权重（%）", Kind.INT, 24, required=True)
    if key in _LIMITS:
        return (number, name, Column("least", "最低分", Kind.INT, 24, required=True))
    if key != STUDIO:
        return (number, name, weight)
    hows = CodeList("计分办法", tuple(map(Code, HOWS.values())), is_open=False)
    return (
        number,
        Column("group", "类别", width=26, required=True),
        replace(name, title="项目"),
        Column("how", "计分办法", Kind.CHOICE, 28, codes=hows, required=True),
        Column("full", "满分", Kind.INT, 16, help="与别的项目合计的空着"),
        Column("each", "每次（件）分", Kind.INT, 24),
        Column("shares", "同扣的项目", width=34, help="另一项的次数也从这里扣，如 活动迟到（次）"),
        Column("levels", "各级别的分", width=60, help="如 国家级10、省级10、市级8、区级3"),
    )


@cache
def shipped_standards() -> Mapping[str, Standard]:
    """Those that come with the program, version 1."""
    names = {one.key: one.name for one in studio_items()}
    judging = shipped_judging()
    execution = Part(EXECUTION, EXECUTION, judging.execution)
    lines: Mapping[str, Sequence[Line]] = {
        CRITERIA: [_weighed(one) for one in criteria()],
        CHANNELS: [_weighed(one) for one in channels()],
        GRADES: [_limit(one) for one in judging.grades],
        PERFORMANCE: [_weighed(one) for one in (execution, *judging.groups)],
        LEVELS: [_limit(one) for one in judging.levels],
        STUDIO: [
            {
                "key": one.key,
                "group": one.group,
                "name": one.name,
                "how": HOWS[one.how],
                "full": str(one.full or ""),
                "each": str(one.each or ""),
                "shares": names.get(one.shares, ""),
                "levels": "、".join(f"{level}{points}" for level, points in one.levels.items()),
            }
            for one in studio_items()
        ],
    }
    return {key: Standard(key, 1, title, tuple(lines[key])) for key, title in TITLES.items()}


def _weighed(part: Part) -> Line:
    return {"key": part.key, "name": part.name, "weight": str(part.weight)}


def _limit(grade: Grade) -> Line:
    return {"key": grade.name, "name": grade.name, "least": str(grade.least)}


def judging_of(standards: Mapping[str, Standard]) -> Judging:
    """考核等第, 绩效自评分值 and 绩效自评等级 as they are reckoned with."""
    execution, *groups = parts_of(standards[PERFORMANCE])
    return Judging(
        grades=_grades(standards[GRADES]),
        execution=execution.weight,
        groups=tuple(groups),
        levels=_grades(standards[LEVELS]),
    )


def _grades(standard: Standard) -> tuple[Grade, ...]:
    return tuple(Grade(line["name"], int(line["least"])) for line in standard.lines)


def parts_of(standard: Standard) -> tuple[Part, ...]:
    """论证评分, 渠道 or 绩效自评分值 as they are reckoned with; but for the first each is known by its name."""
    return tuple(
        Part(line["key"] if standard.key == CRITERIA else line["name"], line["name"], int(line["weight"]))
        for line in standard.lines
    )


def items_of(lines: Sequence[Line]) -> tuple[StudioItem, ...]:
    """成员考核表 as it is reckoned with."""
    keys = {line["name"]: line["key"] for line in lines}
    return tuple(
        StudioItem(
            key=line["key"],
            group=line["group"],
            name=line["name"],
            how=_HOW_OF[line["how"]],
            full=int(line.get("full") or 0),
            each=int(line.get("each") or 0),
            shares=keys.get(line.get("shares", ""), ""),
            levels=_levels(line.get("levels", "")),
        )
        for line in lines
    )


@lru_cache(maxsize=64)
def items_in(text: str) -> tuple[StudioItem, ...]:
    """Of a stored assessment: the 考核表 it was made with, "" = the shipped one."""
    return items_of(json.loads(text)) if text else studio_items()


def kept_text(standard: Standard) -> str:
    """What an assessment keeps of the 考核表 it is made with, see items_in."""
    is_shipped = standard.lines == shipped_standards()[standard.key].lines
    return "" if is_shipped else plain_of(standard)


def weights_text(standard: Standard) -> str:
    """The weights that a review keeps of 论证评分, "" = those that come with the program."""
    if standard.lines == shipped_standards()[standard.key].lines:
        return ""
    return json.dumps({one.key: one.weight for one in parts_of(standard)}, ensure_ascii=False)


def plain_of(standard: Standard) -> str:
    """The lines as JSON, for the school file."""
    return json.dumps(standard.lines, ensure_ascii=False, sort_keys=True)


def _levels(text: str) -> dict[str, int]:
    found = {}
    for word in filter(None, map(str.strip, re.split("[、，,；;]", text))):
        if match := _LEVEL.match(word):
            found[match[1].strip()] = int(match[2])
    return found


def settled(standard: Standard, taken: Collection[str] = ()) -> Standard:
    """As it is stored: empty lines left out, new ones numbered. taken: keys of other versions, which none gets again."""
    columns = standard_columns(standard.key)
    every = ({one.key: line.get(one.key, "").strip() for one in columns} for line in standard.lines)
    lines = [line for line in every if any(text for key, text in line.items() if key != "key")]
    known = {*taken, *(line["key"] for line in lines)}
    free = (f"{_PREFIX}{number}" for number in count(1) if f"{_PREFIX}{number}" not in known)
    lines = [line if line["key"] else {**line, "key": next(free)} for line in lines]
    return replace(standard, lines=tuple(lines))


def problems_of(standard: Standard) -> tuple[FieldProblem, ...]:
    """What keeps a list from being stored, all at once. Keys: number of the line, from 1."""
    found: list[FieldProblem] = []
    names: set[str] = set()
    for number, line in enumerate(standard.lines, 1):
        told = list(_wrong(standard.key, line, standard.lines))
        name = line.get("name", "").strip()
        if name and name in names:
            told.append(f"“{name}”上面已经有了。")
        names.add(name)
        found += [FieldProblem(str(number), f"第 {number} 行：{text}") for text in told]
    if not found:
        found += [FieldProblem(str(max(len(standard.lines), 1)), text) for text in _as_whole(standard)]
    return tuple(found)


def _wrong(key: str, line: Line, lines: Sequence[Line]) -> Iterator[str]:
    for column in standard_columns(key):
        text = line.get(column.key, "").strip()
        if column.required and not text:
            yield f"请填写{column.title}。"
        elif column.is_figure and text and not (text.isdecimal() and int(text) <= _MOST):
            yield f"{column.title}“{text}”应是 0 到 {_MOST} 的整数。"
    if key == STUDIO and (how := line.get("how", "").strip()):
        if how not in _HOW_OF:
            yield f"没有“{how}”这种计分办法。"
            return
        yield from _wrong_item(_HOW_OF[how], line, lines)


def _wrong_item(how: str, line: Line, lines: Sequence[Line]) -> Iterator[str]:
    shares, name = line.get("shares", "").strip(), line.get("name", "").strip()
    is_shared = any(one.get("shares", "").strip() == name for one in lines)
    if not line.get("full", "").strip() and not (how == "deduct" and is_shared):
        yield "请填写满分。"
    if how in ("deduct", "count") and not line.get("each", "").strip():
        yield "请填写每次（件）的分。"
    if shares and shares not in {one.get("name", "").strip() for one in lines}:
        yield f"没有“{shares}”这一项。"
    if how in ("level", "levels"):
        told = _levels(line.get("levels", ""))
        if not told:
            yield "请写各级别的分，如 国家级10、省级10、市级8、区级3。"
        if strange := [one for one in told if one not in code_lists()["level"].words]:
            yield f"没有“{strange[0]}”这个级别。"


def _as_whole(standard: Standard) -> Iterator[str]:
    """What its lines say together."""
    if standard.key in _LIMITS:
        yield from _wrong_limits([int(line["least"].strip()) for line in standard.lines])
        return
    word, key = {STUDIO: ("满分", "full"), PERFORMANCE: ("分值", "weight")}.get(
        standard.key, ("权重", "weight")
    )
    if standard.key in _FIXED:
        given = shipped_standards()[standard.key].lines
        names = [line["name"] for line in given]
        told = [(line.get("key"), line.get("name")) for line in standard.lines]
        if told != [(line["key"], line["name"]) for line in given]:
            yield f"{standard.title}就是{'、'.join(names)}{han(len(names))}项，只能改{word}。"
            return
    whole = sum(int(line.get(key, "").strip() or 0) for line in standard.lines)
    if whole != _WHOLE:
        yield f"{word}合计 {whole}，应为 {_WHOLE}。"


def _wrong_limits(least: Sequence[int]) -> Iterator[str]:
    """least: of each grade, best first."""
    if any(one <= other for one, other in pairwise(least)):
        yield "最低分应从高到低，一行比一行低。"
    elif not least or least[-1]:
        yield "最后一行的最低分应是 0，低于它上面一行的都归到这一等。"
