"""The tables of money inside the papers of a project: budget, account, final account, the funds of a year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from edudesk.base.columns import Kind
from edudesk.projects.reports.body import Body, columns
from edudesk.projects.reports.facts import ProjectFacts, plain
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.money import LINES, SOURCES
from edudesk.projects.rules.money import (
    PROVISO,
    Balance,
    budgets_of,
    by_line,
    by_source,
    in_all,
    of_year,
    percent,
    printed_yuan,
    yuan,
)
from edudesk.projects.rules.scoring import execution_points
from edudesk.projects.rules.words import initial_of

_YUAN: Final = "单位：元"
_UNTOLD: Final = "未写明"
_FISCAL: Final = ("省拨", "市拨", "区拨")
_MONEY: Final = (_YUAN, f"注：{PROVISO}。")
assert SOURCES.order(_FISCAL[0]) < SOURCES.order("其他")  # the fiscal ones are words of the list


def budget(dossier: Dossier, facts: ProjectFacts) -> Body:
    """科目 by calendar year; without any budget there is nothing to add up."""
    cells: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    remarks: dict[str, list[str]] = defaultdict(list)
    for one in dossier.budgets:
        cells[one.line, one.year] += yuan(one.yuan)
        remarks[one.line] += [part for part in (one.remark,) if part]
    years = sorted({year for _, year in cells})
    heads = (
        *columns(("序号", 10), ("经费科目", 34)),
        *(plain(f"y{year}", f"{year}年" if year else "未分年度", 24, Kind.NUMBER) for year in years),
        plain("sum", "合计", 26, Kind.NUMBER),
        plain("why", "依据与说明", 40),
    )
    lines = sorted({line for line, _ in cells}, key=lambda line: (LINES.order(line), line))
    rows: list[Sequence[object]] = [
        (number, line, *_amounts(cells.get((line, year)) for year in years),
         printed_yuan(sum((cells[line, year] for year in years), Decimal(0))), "；".join(remarks[line]))
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    sums = [sum((cells[line, year] for line in lines), Decimal(0)) for year in years]
    total = ("", "合计", *map(printed_yuan, sums), printed_yuan(sum(sums, Decimal(0))), "") if rows else ()
    return Body(heads, rows, _MONEY, total=total)


def _amounts(values: Iterable[Decimal | None]) -> list[str]:
    return [printed_yuan(one) if one else "" for one in values]


_ACCOUNT = ("预算", "支出", "结余", "执行率")


def account(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _balances("经费科目", by_line(dossier.budgets, dossier.spendings), dossier)


def sources(dossier: Dossier, facts: ProjectFacts) -> Body:
    body = _balances("经费来源", by_source(dossier.budgets, dossier.spendings), dossier)
    if all(one.source for one in dossier.spendings):
        return body
    # payments that do not say out of which source: what is left of each is not known
    rows = [(row[0], row[1], "", "", "") for row in body.rows if row[0] != _UNTOLD]
    return replace(body, rows=rows, notes=(*body.notes, "有支出没有写明经费来源，各来源的支出未统计。"))


def _balances(head: str, balances: Sequence[Balance], dossier: Dossier) -> Body:
    heads = (
        plain("name", head, 50),
        *(plain(f"a{place}", title, 26, Kind.NUMBER) for place, title in enumerate(_ACCOUNT)),
    )
    rows = [(one.name or _UNTOLD, *_told(one)) for one in balances]
    total = in_all(dossier.budgets, dossier.spendings)
    return Body(heads, rows, _MONEY, total=(total.name, *_told(total)) if rows else ())


def _told(one: Balance) -> tuple[str, ...]:
    rate = percent(one.rate) if one.rate is not None else ""
    return printed_yuan(one.budget), printed_yuan(one.spent), printed_yuan(one.left), rate


def final_account(dossier: Dossier, facts: ProjectFacts) -> Body:
    """科目 × year: what was planned, what was paid in each year, what is left."""
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in dossier.spendings:
        paid[one.line, one.on[:4]] += yuan(one.yuan)
    years = sorted({year for _, year in paid})
    heads = (
        plain("line", "经费科目", 34),
        plain("budget", "预算", 24, Kind.NUMBER),
        *(plain(f"y{year}", f"{year}年", 22, Kind.NUMBER, "支出") for year in years),
        plain("spent", "支出合计", 24, Kind.NUMBER),
        plain("left", "结余", 22, Kind.NUMBER),
    )
    rows: list[Sequence[object]] = [
        (one.name, printed_yuan(one.budget), *_amounts(paid.get((one.name, year)) for year in years),
         printed_yuan(one.spent), printed_yuan(one.left))
        for one in by_line(dossier.budgets, dossier.spendings)
    ]  # fmt: skip
    total = in_all(dossier.budgets, dossier.spendings)
    sums = [sum((amount for (_, at), amount in paid.items() if at == year), Decimal(0)) for year in years]
    last = (
        total.name,
        printed_yuan(total.budget),
        *_amounts(sums),
        printed_yuan(total.spent),
        printed_yuan(total.left),
    )
    return Body(heads, rows, _MONEY, total=last if rows else ())


def year_account(dossier: Dossier, facts: ProjectFacts) -> Body:
    year = facts.year_of(dossier, "yearly")
    total, undated = of_year(dossier.project, dossier.budgets, dossier.spendings, year)
    told = _undated(undated)
    heads = (
        plain("year", "年度", 30),
        *(plain(f"a{place}", title, 31, Kind.NUMBER) for place, title in enumerate(_ACCOUNT)),
    )
    if not (total.budget or total.spent):
        return Body(heads, [], (*_MONEY, *told), doubts=told)
    row = (year, *_told(total)) if not undated else (year, "", printed_yuan(total.spent), "", "")
    return Body(heads, [row], (*_MONEY, *told), doubts=told)


def _undated(undated: Decimal) -> tuple[str, ...]:
    """Said where a budget may be of the year or not."""
    if not undated:
        return ()
    return (f"有预算 {printed_yuan(undated)} 元没有写明年度，当年的预算和执行率没有填。",)


def funds(dossier: Dossier, facts: ProjectFacts) -> Body:
    """年度资金总额 and where it came from. 上年结转 is left to the office of finance: no ledger line tells it."""
    year = facts.year_of(dossier, "measures")
    budgets, undated = budgets_of(dossier.project, dossier.budgets, year)
    spendings = [one for one in dossier.spendings if one.on[:4] == year]
    heads = (
        plain("fund", "资金", 34),
        plain("initial", "年初预算数", 24, Kind.NUMBER),
        plain("budget", "全年预算数（A）", 26, Kind.NUMBER),
        plain("spent", "全年执行数（B）", 26, Kind.NUMBER),
        plain("full", "分值", 12, Kind.NUMBER),
        plain("rate", "执行率（B/A）", 20, Kind.NUMBER),
        plain("points", "得分", 14, Kind.NUMBER),
    )
    total, told = in_all(budgets, spendings), _undated(undated)
    full = dossier.judging(year).execution
    points = execution_points(total.budget, total.spent, full) if not told else None
    initial = initial_of(dossier, year)
    has_money = bool(budgets or spendings)
    rows: list[Sequence[object]] = [
        (
            "年度资金总额",
            printed_yuan(initial) if initial is not None else "",
            printed_yuan(total.budget) if has_money and not told else "",
            printed_yuan(total.spent) if has_money else "",
            str(full),
            percent(total.rate) if total.rate is not None and not told else "",
            f"{points:f}" if points is not None else "",
        )
    ]
    fiscal = [
        in_all(
            (one for one in budgets if (one.source in _FISCAL) is is_fiscal),
            (one for one in spendings if (one.source in _FISCAL) is is_fiscal),
        )
        for is_fiscal in (True, False)
    ]
    # payments that do not say out of which fund would all seem to come out of the others
    is_parted = all(one.source for one in spendings)
    parts = [
        [
            printed_yuan(one.budget) if budgets and not told else "",
            printed_yuan(one.spent) if spendings and is_parted else "",
        ]
        for one in fiscal
    ]
    rows += [
        ("其中：当年财政拨款", "", *parts[0], "—", "—", "—"),
        ("　　　上年结转资金", "", "", "", "—", "—", "—"),
        ("　　　其他资金", "", *parts[1], "—", "—", "—"),
    ]
    notes = [_YUAN, f"注：{PROVISO}，上年结转资金由财务部门填写。"]
    if total.is_over and not told:
        notes.append("全年执行数超过全年预算数，得分按满分计，请核对上年结转资金。")
    return Body(heads, rows, (*notes, *told), doubts=told)
