"""学校年度数据一页纸（数字画像）: the school in figures on one A4 page, and the same figures as a table."""

import tomllib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar

from edudesk.base import paths
from edudesk.base.dates import chinese_day
from edudesk.base.form import SHARES, Form, FormBook, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.reports.parts import (
    NOTHING,
    column,
    figure,
    number,
    on_paper,
    report,
    value_cell,
    value_text,
)
from edudesk.indicators.rows.values import Part, Result, Verdict
from edudesk.indicators.rules.judging import balance
from edudesk.indicators.rules.wording import gap_words, target_words
from edudesk.roster.reports.lists import paper_name
from edudesk.school.rules.years import printed_year

T = TypeVar("T")
TITLE: Final = "学校年度数据一页纸"
_NAME, _VALUE = 6, 3  # shares of a figure: its name, its value, how it stands
_FACT = 3  # share of a label and of its value: four pairs in a row


class _Item(NamedTuple):
    """A figure of the page. section: heading it stands under; name: short, with its 学段 where there are several."""

    section: str
    name: str
    result: Result


@cache
def _form() -> dict[str, Any]:
    with paths.shipped("forms", "indicators", "sheets", "profile.toml").open("rb") as file:
        return tomllib.load(file)


def profile(facts: SheetFacts, audience: Audience) -> FormBook:
    """One page. It names nobody, so every audience may have it."""
    rows = (
        *_section("学校概况"),
        *_facts(facts),
        *(row for section in _form()["section"] for row in _figures(facts, section)),
        *_section("结构与分布"),
        *_distributions(facts),
        *_section("结论"),
        FormRow((FormCell(_told(facts), SHARES, Look.TEXT),)),
    )
    origin = f"　{facts.origin}" if facts.origin else ""
    form = Form(
        facts.school.name,
        f"{facts.school.name}\n{printed_year(facts.kept.school_year)}学年数据一页纸",
        rows,
        shorter=(rows,),  # nothing is left out: of several 学段 all of it in small letters stays on one page
        left=f"填报单位：{facts.school.name}",
        right=f"统计时点：{chinese_day(facts.kept.on)}{origin}",
    )
    return FormBook(
        key="indicators_profile",
        title=f"{facts.school.name}{TITLE}",
        forms=(form,),
        footer=facts.footer,
        file_name=paper_name(facts.school, TITLE, facts.kept.on, audience),
        audience=audience,
    )


def _section(title: str) -> Iterator[FormRow]:
    yield FormRow((FormCell(title, SHARES, Look.SECTION),), is_head=True)


def _facts(facts: SheetFacts) -> Iterator[FormRow]:
    """What stands in the yearly statistics, of all 学段 together; what nobody entered is 未统计."""
    cells = []
    for key, title, unit in _form()["facts"]:
        values = [one.figures.get(key) for one in facts.kept.stages.values()]
        known = [value for value in values if isinstance(value, (int, float))]
        whole = sum(Fraction(str(value)) for value in known) if known and len(known) == len(values) else None
        if key in ("students", "classes") and whole is None:
            attribute = "pupils" if key == "students" else "classes"
            counts = [getattr(one, attribute) for one in facts.kept.stages.values()]
            whole = None if None in counts else sum(counts, Fraction())
        text = f"{float(whole):,.0f} {unit}" if whole is not None else str(number(None))
        cells += [FormCell(title, _FACT, Look.LABEL), FormCell(text, _FACT)]
    for group in _rows_of(cells, SHARES // _FACT):
        yield FormRow((*group, *_filler(SHARES - sum(cell.share for cell in group))))


def _rows_of(found: Sequence[T], width: int) -> Iterator[Sequence[T]]:
    return (found[first : first + width] for first in range(0, len(found), width))


def _filler(share: int) -> tuple[FormCell, ...]:
    return (FormCell("", share),) if share else ()


def _items(facts: SheetFacts, section: dict[str, Any]) -> list[_Item]:
    several = len(facts.stages) > 1
    return [
        _Item(section["title"], f"{name}（{one.stage}）" if several and one.stage else name, one)
        for key, name in section["items"]
        for one in facts.kept.of(key)
    ]


def _figures(facts: SheetFacts, section: dict[str, Any]) -> Iterator[FormRow]:
    """Two figures beside each other: name, value, how it stands."""
    items = _items(facts, section)
    if not items:
        return
    yield from _section(section["title"])
    for group in _rows_of(items, 2):
        cells = [cell for one in group for cell in _cells(one)]
        yield FormRow((*cells, *_filler(SHARES - sum(cell.share for cell in cells))))


def _cells(item: _Item) -> tuple[FormCell, ...]:
    one = item.result
    value = f"{value_text(one)}{_unit(one)}"
    texts = (str(on_paper(text)) for text in (value, _standing(one)))
    return FormCell(item.name, _NAME, Look.LABEL), *(FormCell(text, _VALUE) for text in texts)


def _unit(one: Result) -> str:
    return f" {one.indicator.unit}" if one.indicator.unit and one.value is not None else ""


def _standing(one: Result) -> str:
    """达标, 还差 1 人; nothing of a figure without a limit."""
    gap = gap_words(one)
    match one.verdict:
        case Verdict.MET:
            return f"{target_words(one)} 达标"
        case Verdict.NEAR | Verdict.MISSED:
            return gap if gap != NOTHING else f"{target_words(one)} {one.verdict}"
        case Verdict.UNKNOWN:
            return str(one.verdict)
    return ""


def _distributions(facts: SheetFacts) -> Iterator[FormRow]:
    for entry in _form()["parts"]:
        for one in facts.kept.of(entry["id"]):
            shown = _parts(one, entry.get("words"))
            if shown:
                stage = f"（{one.stage}）" if len(facts.stages) > 1 and one.stage else ""
                yield FormRow(
                    (
                        FormCell(f"{entry['title']}{stage}", 4, Look.LABEL),
                        FormCell(_spread(shown, entry.get("share", True)), 20, Look.TEXT),
                    )
                )


def _parts(one: Result, words: Sequence[str] | None) -> list[Part]:
    """What a row tells of a figure; words: of one that is spread in several ways, those of the one way."""
    return [part for part in one.figure.parts if part.number and (words is None or part.word in words)]


def _spread(parts: list[Part], has_share: bool) -> str:
    """35岁及以下 40 人（37.0%）；… has_share: the parts make a whole."""
    whole = sum((part.number for part in parts), Fraction())
    return "；".join(
        f"{part.word} {number(part.number, 1)} {part.unit}"
        + (f"（{float(part.number / whole * 100):.1f}%）" if has_share else "")
        for part in parts
    )


def _told(facts: SheetFacts) -> str:
    """How the school stands to the seven, and which of all limits it misses."""
    told = []
    for one in balance(facts.kept.results):
        rest = f"，{one.rest_words}" if one.rest else ""
        told.append(
            f"{one.stage}优质均衡 7 项中达标 {one.met} 项（需 6 项，余项不低于 85%）：{one.verdict}{rest}"
        )
    judged = [one for one in facts.kept.results if one.verdict is not Verdict.REPORTED]
    counts = {word: sum(one.verdict is word for one in judged) for word in Verdict}
    told.append(
        f"有标准的指标 {len(judged)} 项：达标 {counts[Verdict.MET]}，达到标准的 85% 以上 {counts[Verdict.NEAR]}，"
        f"未达 {counts[Verdict.MISSED]}，缺数据 {counts[Verdict.UNKNOWN]}"
    )
    return "。".join(told) + "。各项口径见《优质均衡监测表》《年度数据表》。"


def profile_table(facts: SheetFacts, audience: Audience) -> Report:
    """The figures of the page one below the other, to be worked with, with how each is counted."""
    columns = (
        column("section", "类别", 34), column("no", "编号", 12), column("name", "指标", 56), figure("value", "数值", 22),
        column("unit", "单位", 18), column("target", "标准", 20), column("verdict", "结论", 18), column("gap", "差距", 26),
    )  # fmt: skip
    rows, ids = [], []
    for section in _form()["section"]:
        for place, item in enumerate(_items(facts, section)):
            one = item.result
            ids.append(one.indicator.id)
            rows.append(
                {
                    "section": "" if place else item.section,
                    "no": one.indicator.id,
                    "name": item.name,
                    "value": value_cell(one),
                    "unit": one.indicator.unit,
                    "target": target_words(one),
                    "verdict": str(one.verdict),
                    "gap": gap_words(one),
                }
            )
    notes = facts.notes(*dict.fromkeys(ids))
    return report("profile_table", "年度数据表", facts, audience, columns, rows, unit="见各项", notes=notes)
