"""What the head of a table in a plan says: what each column is (forms/plan/import_heads.toml), its year, where it all began."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from edudesk.base import paths
from edudesk.plan.intake.due_words import due_said
from edudesk.plan.intake.figures import narrowed

_HAN: Final = "一二三四五六七八九十"
_SPAN: Final = re.compile(r"(20\d\d)\s*[-—–－~～至]\s*(20)?(\d\d)(?!\d)\s*学?\s*年?度?")
# 26-27学年, 2026.9-2027.8
_SHORT_SPAN: Final = re.compile(r"(?<!\d)(\d\d)\s*[-—–－~～至]\s*(\d\d)\s*学年")
_MONTHS: Final = re.compile(
    r"(20\d\d)[年./]0?[789]月?(?:\d{1,2}日)?[-—–－~～至到]+(20\d\d)[年./]0?[678]月?(?:\d{1,2}日)?"
)
_SCHOOL_YEAR: Final = re.compile(r"(20\d\d)\s*学年")  # the one that begins then
_CALENDAR: Final = re.compile(r"(20\d\d)\s*年?(?:度|底|末)?")
_ORDINAL: Final = re.compile(rf"第\s*([{_HAN}\d])\s*(?:年|学年)")
_ASIDE: Final = re.compile(r"[（(][^（()）]*[）)]")
# 2025年（基数）, 2025年实际值: where a measure began, not what is aimed at
_BEGAN: Final = re.compile("基数|基线|基期|基准|基础|现状|现值|起点|起始|初始|原有|现有|目前|当前")
_DONE: Final = re.compile("实际|实绩|完成")
_AIMED: Final = re.compile("目标|计划|预期|预计|拟|时限|时间|日期")
_LONGEST_CAPTION: Final = 40


@dataclass(frozen=True, slots=True)
class Heads:
    """Of each column: keys of import_heads.toml, "" = unknown; years as year_said has them; base_on: the ISO day of the
    column base, "" = not said."""

    keys: Sequence[str]
    years: Sequence[str]
    base_on: str = ""


def heads_of(titles: Sequence[str]) -> Heads:
    """What the titles of the columns say. Of several columns that say where it began the last is base."""
    keys = _levelled([_known().get(bare_head(title), "") for title in titles])
    said = [year_said(title) if key in ("", "year") else "" for key, title in zip(keys, titles, strict=True)]
    began: dict[int, str] = {}
    is_done: set[int] = set()
    for column, (title, key, year) in enumerate(zip(titles, keys, said, strict=True)):
        if key == "base" or (year and not key and _BEGAN.search(title) and not _AIMED.search(title)):
            began[column] = year_said(title)
        elif year and not key and _DONE.search(title) and not _AIMED.search(title):
            is_done.add(column)
    aimed = [
        year for column, year in enumerate(said) if year and column not in began and column not in is_done
    ]
    for column in is_done:
        if aimed and said[column] < min(aimed):
            began[column] = said[column]
    base = max(began, key=lambda column: (began[column] or "9", column), default=None)
    for column in {*began, *is_done}:
        keys[column], said[column] = ("base" if column == base else ""), ""
    return Heads(keys, said, day_of(titles[base]) if base is not None else "")


def _levelled(keys: list[str]) -> list[str]:
    """二级指标 is what is measured, a goal where 三级指标 or 指标 stand below it; the first of two columns of tasks is the goal."""
    if "measure_2" in keys:
        below = (
            "measure" if not {"measure", "measure_3"} & set(keys) else "goal" if "goal" not in keys else ""
        )
        keys = [below if key == "measure_2" else "measure" if key == "measure_3" else key for key in keys]
    if keys.count("task") > 1 and not {"goal", "goal_or_task"} & set(keys):
        keys[keys.index("task")] = "goal"
    return keys


def bare_head(text: str) -> str:
    """Without spaces, colons and what stands in brackets."""
    return re.sub(r"[\s*：:]", "", _ASIDE.sub("", text))


def year_said(text: str) -> str:
    """2026-2027学年 or 2026年 as a plan names its years, 第2年 by its order; "" when none is said, or more than one."""
    plain = re.sub(r"\s", "", narrowed(text))
    if (span := _MONTHS.search(plain)) or (span := _SHORT_SPAN.search(plain)):
        first, last = int(span[1][-2:]), int(span[2][-2:])
        return f"20{first:02d}-20{last:02d}学年" if last - first == 1 else ""
    if span := _SPAN.search(plain):
        return f"{span[1]}-20{span[3]}学年" if int(f"20{span[3]}") - int(span[1]) == 1 else ""
    if begins := _SCHOOL_YEAR.search(plain):
        return f"{begins[1]}-{int(begins[1]) + 1}学年"
    if found := _CALENDAR.search(plain):
        return f"{found[1]}年"
    if order := _ORDINAL.search(plain):
        return f"第{_HAN.index(order[1]) + 1 if order[1] in _HAN else order[1]}年"
    return ""


def day_of(text: str) -> str:
    """The ISO day of 2025年9月, of 2025年 its last; "" when no year is said."""
    if due := due_said(text)["due"]:
        return due
    if (year := year_said(text)).endswith("学年"):
        return f"{year[5:9]}-08-31"
    found = _CALENDAR.search(text)
    return f"{found[1]}-12-31" if found else ""


def year_above(caption: str, heading: str) -> str:
    """The one year that the line above a table is about, or the heading of its chapter: 表2　2026年重点工作任务分解."""
    for text in (caption, heading):
        if len(text) <= _LONGEST_CAPTION and not text.endswith(("。", "|")):
            years = {found[1] for found in _CALENDAR.finditer(text)}
            if (year := year_said(text)) and (len(years) < 2 or _SPAN.search(text)):
                return year
    return ""


@cache
def _known() -> Mapping[str, str]:
    with paths.shipped("forms", "plan", "import_heads.toml").open("rb") as file:
        return {word: key for key, words in tomllib.load(file).items() for word in words}
