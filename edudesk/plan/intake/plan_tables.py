"""Tables in the text of a plan: 任务分解表, 年度目标分解表, 观测指标表, each row with what its columns say (forms/plan/import_heads.toml)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from edudesk.base.markdown_table import begins_table, cells_of
from edudesk.plan.intake.due_words import due_said
from edudesk.plan.intake.goal_words import weight_in
from edudesk.plan.intake.head_words import bare_head, heads_of, year_above, year_said
from edudesk.plan.intake.target_words import is_unit, value_and_unit
from edudesk.plan.rows.measures import LEVELS, NO, YES
from edudesk.plan.rules.amounts import amount_of
from edudesk.plan.rules.outline import Chapter

TASKS, MEASURES, GOALS, PROJECTS = "任务", "观测指标", "目标", "重点发展项目"
_BESIDE_TASK: Final = ("department", "owner", "due", "mark", "leader")
_BESIDE_GOAL: Final = ("domain", "department", "owner", "mark", "leader")
_LOOKS_BACK: Final = re.compile("完成情况|达成情况|达成度|完成率|完成度|得分|自评|评估|评价结果")
_PARTS: Final = ("background", "content", "steps", "funds")
_ITEM: Final = re.compile(r"(?:^|(?<=\s)|(?<=[；;]))\d{1,2}[.．、](?!\d)\s*")
_PARTED: Final = re.compile("[；;](?![^（(]*[）)])")  # not inside brackets
_WEIGHED: Final = ("domain", "goal", "task", "measure")
_NO_ROWS: Final = ("合计", "小计", "总计", "（本表无记录）")  # the last as our own papers say it
_MONEY: Final = re.compile(r"[（(](?:单位[:：])?(万?元)[)）]")
_NUMBERS: Final = ("", "序号", "编号", "序", "号")
_OF_ALL: Final = frozenset(("domain", "goal", "weight"))
_TAKEN: Final[Mapping[str, frozenset[str]]] = {
    TASKS: _OF_ALL | {"task", "department", "with_departments", "leader", "owner", "due", "year", "mark"},
    MEASURES: _OF_ALL | {"measure", "unit", "base", "target"},
    PROJECTS: frozenset(("project", "aim", "owner", "mark", *_PARTS)),
    GOALS: _OF_ALL | {"department", "leader", "owner", "mark", "base"},
}
"""Columns that a table of each kind has a place for, besides those of years."""
_TITLE: Final[Mapping[str, str]] = {TASKS: "task", MEASURES: "measure", GOALS: "goal", PROJECTS: "project"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row. kind: TASKS, MEASURES, GOALS or PROJECTS; place: of its chapter; key: the same as long as the file is; title: the task, or
    the measure; facts: by key of a task or a goal; years: (year as the head has it, cell); weights: as written, of the domain,
    the goal, the task or the measure, by these words; base_on: ISO day; among: the years that its table names."""

    kind: str
    place: int
    line: int
    key: str
    domain: str
    goal: str
    title: str
    facts: Mapping[str, str]
    years: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    base: str = ""
    base_on: str = ""
    weights: Mapping[str, str] = field(default_factory=dict)
    among: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Table:
    """A table in a chapter. keys, years, base_on: of head_words.Heads; rows: below the head with as many cells; year: that the
    whole of it is for."""

    chapter: Chapter
    place: int
    at: int
    kind: str
    head: Sequence[str]
    keys: Sequence[str]
    years: Sequence[str]
    rows: Sequence[Sequence[str]]
    year: str
    base_on: str


def table_rows(chapters: Sequence[Chapter]) -> Iterator[TableRow]:
    """The rows of every table whose head says that it is one of these, in the order of the file."""
    for table in _tables(chapters):
        yield from _rows(table)


def not_taken(chapters: Sequence[Chapter]) -> Iterator[str]:
    """What of these tables no record has a place for, in words."""
    for table in _tables(chapters, is_every=True):
        if not table.kind:
            if len({key for key in table.keys if key} | set(filter(None, table.years))) > 1:
                heads = "、".join(filter(None, map(bare_head, table.head)))
                yield (
                    f"“{table.chapter.heading or '引言'}”的表格（{heads}）没有认出是目标、任务还是指标，只留在章节的文字里。"
                )
            continue
        where = f"“{table.chapter.heading or '引言'}”的表格里，"
        taken = _TAKEN[table.kind]
        if table.kind == TASKS and "mark" not in table.keys:
            taken |= {"measure"}
        seen: set[str] = set()
        left = []
        for column, (title, key, year) in enumerate(zip(table.head, table.keys, table.years, strict=True)):
            is_known = bool(year) or (key in taken and key not in seen)
            if key != "weight":
                seen.add(key)
            if not is_known and bare_head(title) not in _NUMBERS and any(row[column] for row in table.rows):
                left.append(f"“{bare_head(title)}”")
        if left:
            which = "这一列" if len(left) == 1 else f"这 {len(left)} 列"
            yield f"{where}{'、'.join(left)}{which}没有读进目标和任务，只留在章节的文字里。"
        for row in _rows(table) if table.kind == TASKS else ():
            if len(row.years) > 1:
                yield (
                    f"{where}任务“{row.title}”在 {len(row.years)} 个年度打勾或写有内容，没有定下年度，请导入后填写。"
                )


def _tables(chapters: Sequence[Chapter], *, is_every: bool = False) -> Iterator[_Table]:
    """Those of a kind, or every one."""
    for place, chapter in enumerate(chapters):
        for at, lines in tables_in(chapter):
            table = _table(chapter, place, at, lines)
            if table.kind or is_every:
                yield table


def tables_in(chapter: Chapter) -> Iterator[tuple[int, list[list[str]]]]:
    """Every table of a chapter: the number of its first line, and the cells of head and rows."""
    lines = chapter.text.split("\n")
    at = 0
    while at < len(lines):
        if not begins_table(lines[at : at + 2]):
            at += 1
            continue
        end = at + 2
        while end < len(lines) and lines[end].startswith("|") and not begins_table(lines[end : end + 2]):
            end += 1
        yield at, [cells_of(line) for line in (lines[at], *lines[at + 2 : end])]
        at = end


def is_of_plan(rows: Sequence[Sequence[str]]) -> bool:
    """Whether head and rows are those of goals, tasks, measures or projects."""
    return bool(_table(Chapter(1, ""), 0, 0, rows).kind)


def _table(chapter: Chapter, place: int, at: int, lines: Sequence[Sequence[str]]) -> _Table:
    head, *below = lines
    below = [[*cells, *[""] * (len(head) - len(cells))][: len(head)] for cells in below]
    if below and _is_head(head, below[0]):
        head, below = [lower or upper for upper, lower in zip(head, below[0], strict=True)], below[1:]
    heads = heads_of(head)
    keys = list(heads.keys)
    is_plan = "goal_or_task" not in keys and not any(map(_LOOKS_BACK.search, head))
    if "goal_or_task" in keys:
        is_goal = "task" in keys and "goal" not in keys
        keys = [("goal" if is_goal else "task") if key == "goal_or_task" else key for key in keys]
    if "measure" in keys and "goal" in keys and _are_values([row[keys.index("goal")] for row in below]):
        keys[keys.index("goal")] = "target"
    kind = _kind(keys, [year for year in heads.years if year], is_plan=is_plan)
    above = chapter.text.split("\n")[at - 1] if at else ""
    year = "" if any(heads.years) or "year" in keys else year_above(above, chapter.heading)
    return _Table(chapter, place, at, kind, head, keys, heads.years, below, year, heads.base_on)


def _are_values(cells: Sequence[str]) -> bool:
    """Whether a column 目标 has figures, 是 and A, and no words: 1.1 依法治校 is no figure."""
    said = [value_and_unit(cell) for cell in cells if cell]
    return bool(said) and all(
        value in (YES, NO, *LEVELS) or (amount_of(value) is not None and is_unit(unit))
        for value, unit in said
    )


def _is_head(head: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row below a head goes on with it: 年度目标 over 第一年 第二年 第三年, and nothing under the others."""
    said = [cell for cell in below if cell]
    return len(said) > 1 and all(map(year_said, said)) and not all(map(year_said, filter(None, head)))


def _rows(table: _Table) -> Iterator[TableRow]:
    kind, keys, years, chapter = table.kind, table.keys, table.years, table.chapter
    owners = _owners(keys)
    domain = goal = ""
    among = frozenset(filter(None, (*years, *_years_in(table))))
    for number, cells in enumerate(table.rows, 1):
        said: dict[str, str] = {}
        weights: dict[str, str] = {}
        for key, owner, cell, title in zip(keys, owners, cells, table.head, strict=True):
            if key == "weight" and cell:
                weights.setdefault(owner or _TITLE[kind], cell)
            elif key and cell:
                said.setdefault(key, cell if key != "funds" else _with_unit(cell, title))
        for key in ("domain", "goal"):
            if key in said:
                said[key], own = weight_in(said[key])
                weights |= {key: own["weight"]} if own else {}
        if said.get("domain", domain) != domain:
            goal = ""
        domain, goal = said.pop("domain", domain), said.pop("goal", goal)
        title = said.pop(_TITLE[kind], "") if kind != GOALS else goal or domain
        if not title or title in _NO_ROWS:
            continue
        by_year = [(year, cell) for year, cell in zip(years, cells, strict=True) if year and cell]
        if target := said.get("target"):
            by_year.append((table.year, target))
        if kind == TASKS and (year := by_year[0][0] if len(by_year) == 1 else table.year):
            said.setdefault("year", year)
        base = said.get("base", "")
        yield TableRow(
            kind, table.place, chapter.line, f"table:{table.place}:{table.at}:{number}", domain, goal, title,
            _facts(kind, said), tuple(by_year), said.get("unit", ""), base, table.base_on if base else "", weights, among,
        )  # fmt: skip


def _with_unit(cell: str, head: str) -> str:
    """40万元 of 40 below 经费（万元）."""
    unit = _MONEY.search(head)
    return f"{cell}{unit[1]}" if unit and amount_of(cell) is not None else cell


def _years_in(table: _Table) -> Iterator[str]:
    """The years of a column 年度."""
    for column, key in enumerate(table.keys):
        if key == "year":
            yield from (year_said(row[column]) for row in table.rows)


def _owners(keys: Sequence[str]) -> list[str]:
    """Of each column what a weight in it is of: the nearest before it that can have one."""
    found, last = [], ""
    for key in keys:
        last = key if key in _WEIGHED else last
        found.append(last)
    return found


def _kind(keys: Sequence[str], years: Sequence[str], *, is_plan: bool) -> str:
    """is_plan: its words are those of a plan alone, not of figures or of what was done: 领域 and 目标 will do."""
    if "project" in keys and "task" not in keys and any(key in keys for key in ("aim", "mark", *_PARTS)):
        return PROJECTS
    if "task" in keys:
        beside = (*_BESIDE_TASK, "goal", "domain") if is_plan else _BESIDE_TASK
        return TASKS if any(key in keys for key in beside) else ""
    if "measure" in keys:
        return MEASURES if years or "base" in keys or "target" in keys else ""
    is_more = len(years) > 1 or (is_plan and any(key in keys for key in _BESIDE_GOAL))
    is_of_years = "domain" in keys and len(years) > 1  # 领域 with what each year is to bring
    return GOALS if ("goal" in keys and is_more) or is_of_years else ""


def _facts(kind: str, said: Mapping[str, str]) -> dict[str, str]:
    """Of a task, or of a goal; of a project its text as well."""
    if kind == PROJECTS:
        named = (*((key, key) for key in _PARTS), ("aim", "text"), ("owner", "person"), ("mark", "results"))
        return {other: said[key] for key, other in named if said.get(key)}
    found = {key: said[key] for key in ("department", "with_departments", "leader") if said.get(key)}
    if kind == TASKS:
        found |= {key: said[key] for key in ("owner",) if said.get(key)}
        found |= {key: value for key, value in due_said(said.get("due", "")).items() if value}
        if said.get("year"):
            found["year"] = year_said(said["year"]) or said["year"]
        if expected := said.get("mark") or said.get("measure"):
            found["expected"] = expected
        return found
    found.pop("with_departments", None)
    found |= {other: said[key] for key, other in (("owner", "person"), ("mark", "mark")) if said.get(key)}
    return found


def items_of(cell: str) -> list[str]:
    """What a cell lists: 1. …… 2. ……, or parted by ；, else the whole of it."""
    parts = [one.strip(" ；;") for one in _ITEM.split(cell)]
    every = parts if len(parts) > 1 else _PARTED.split(cell)
    return [one.strip() for one in every if one.strip()]
