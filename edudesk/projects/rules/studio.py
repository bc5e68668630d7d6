"""A studio's members in a year as a grid: a line for each, a column for each thing judged or counted (3.6)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, printed
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed
from edudesk.projects.forms.scoring import StudioItem
from edudesk.projects.rules.scoring import Items, studio_points

NONE = "无"  # of the highest level: there was none


def studio_columns(items: Items) -> tuple[Column, ...]:
    """What can be typed of a member; of things counted by level a column for each."""
    return tuple(column for item in items for column in _columns_of(item))


def _columns_of(item: StudioItem) -> Iterator[Column]:
    if item.how == "levels":
        for level, points in item.levels.items():
            told = f"{item.group}：{level}每项 {points} 分，合计不超过 {item.full} 分；没有填 0"
            yield _column(_key(item, level), f"{_short(item)}{level}", told, Kind.INT)
    elif item.how == "level":
        codes = CodeList(item.name, (*map(Code, item.levels), Code(NONE)), is_open=False)
        each = "、".join(f"{level} {points} 分" for level, points in item.levels.items())
        told = f"{item.group}：按最高一篇计，{each}；没有选“{NONE}”"
        yield _column(item.key, _short(item), told, Kind.CHOICE, codes)
    else:
        kind = Kind.NUMBER if item.how == "given" else Kind.INT
        yield _column(item.key, _short(item), f"{item.group}：{item.name}，{_rule(item)}", kind)


def _column(key: str, title: str, told: str, kind: Kind, codes: CodeList | None = None) -> Column:
    """As narrow as its head: a clerk should see all of them at once."""
    return Column(key, title, kind, 6 + 3.6 * len(title), codes=codes, is_shown=True, help=told)


def _short(item: StudioItem) -> str:
    """Its name without the unit, and of honours without whose."""
    return item.name.partition("（")[0].removeprefix("个人")


def _rule(item: StudioItem) -> str:
    if item.how == "given":
        return f"直接评分，满分 {item.full}"
    if item.how == "count":
        return f"每件 {item.each} 分，加到 {item.full} 分为止；没有填 0"
    full = f"从 {item.full} 分起" if item.full else "与缺席合计"
    return f"{full}，每次扣 {item.each} 分；没有填 0"


def _key(item: StudioItem, level: str) -> str:
    return f"{item.key}_{level}"


def studio_counts(texts: Mapping[str, str], items: Items) -> tuple[dict[str, Any], tuple[FieldProblem, ...]]:
    """What a line of texts says (keys of studio_columns), and what in it means nothing. An empty place says nothing."""
    counts: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for item in items:
        for column in _columns_of(item):
            text = texts.get(column.key, "").strip()
            if not text:
                continue
            value, refusal = _read(item, column, text)
            if refusal:
                problems.append(FieldProblem(column.key, f"{column.title}{refusal}"))
            elif isinstance(value, dict):
                counts[item.key] = counts.get(item.key, {}) | value
            else:
                counts[item.key] = value
    return counts, tuple(problems)


def _read(item: StudioItem, column: Column, text: str) -> tuple[Any, str]:
    """A value as counts holds it, and why there is none."""
    if item.how == "level":
        if text in (NONE, "0"):
            return {}, ""
        word = str(read_typed(column, text).value or "")
        return ({word: 1}, "") if word in item.levels else (None, f"“{text}”不是级别，请从列表里选。")
    number = read_typed(column, text).value
    if not isinstance(number, (int, float)):
        return None, f"“{text}”不是{'整数' if column.kind is Kind.INT else '数'}。"
    if item.how == "given" and not 0 <= number <= item.full:
        return None, f"应在 0 到 {item.full} 之间。"
    if number < 0:
        return None, "不能小于 0。"
    return ({column.key.rpartition("_")[2]: number}, "") if item.how == "levels" else (number, "")


def studio_texts(counts: Mapping[str, Any], items: Items) -> dict[str, str]:
    """A line of texts; studio_counts gives the same points back."""
    texts: dict[str, str] = {}
    for item in items:
        value = counts.get(item.key)
        if value is None:
            continue
        if item.how == "level":
            there = [level for level, count in value.items() if count > 0]
            texts[item.key] = max(there, key=lambda level: item.levels.get(level, 0), default=NONE)
        elif item.how == "levels":
            texts |= {_key(item, level): printed(value.get(level, 0)) for level in item.levels}
        else:
            texts[item.key] = printed(value)
    return texts


def nothing_of(texts: Mapping[str, str], items: Items) -> dict[str, str]:
    """What the empty places of a line say when there was nothing to count: 0 times, no paper. What is judged stays open."""
    return {
        column.key: NONE if item.how == "level" else "0"
        for item in items
        if item.how != "given"
        for column in _columns_of(item)
        if not texts.get(column.key, "").strip()
    }


def studio_words(counts: Mapping[str, Any], items: Items) -> list[tuple[str, Decimal | None, int, str]]:
    """Why so many points: (group, points, full, how they came) of each; points None while a line of it is missing."""
    points, found = studio_points(counts, items), []
    for group in dict.fromkeys(item.group for item in items):
        own = [item for item in items if item.group == group]
        there = [points.get(item.key) for item in own if item.full]
        told = "，".join(filter(None, (_told(item, counts, points) for item in own)))
        whole = sum((one for one in there if one is not None), Decimal(0)) if None not in there else None
        found.append((group, whole, sum(item.full for item in own), told))
    return found


def _told(item: StudioItem, counts: Mapping[str, Any], points: Mapping[str, Decimal]) -> str:
    """活动缺席 1 次 … 6；没有填的写“未填”."""
    name, _, unit = item.name.partition("（")
    value = counts.get(item.key)
    if value is None:
        return f"{name}未填"
    if item.how in ("level", "levels"):
        said = "、".join(f"{level} {count:g}" for level, count in value.items() if count) or NONE
    else:
        said = "" if item.how == "given" else f"{value:g} {unit.rstrip('）')}"
    got = f"{points[item.key]:g} 分" if item.key in points else ""
    return " ".join(filter(None, (name, said, got)))
