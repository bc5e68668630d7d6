"""What is left of the money, and what to warn of (规划与项目调研 3.4). A ledger only: the office of finance has the last word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.money import LINES, SOURCES, BudgetDraft, SpendingDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.school.rules.years import is_day

B = TypeVar("B", bound=BudgetDraft)
PROVISO: Final = "以财务部门数据为准"
NEARLY_SPENT: Final = Decimal("0.9")
TOO_SLOW, LITTLE_TIME = Decimal("0.5"), Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Balance:
    """One 科目, source, year or the whole: yuan planned and spent."""

    name: str
    budget: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """结余; below 0 when overspent."""
        return self.budget - self.spent

    @property
    def is_over(self) -> bool:
        """超支."""
        return self.spent > self.budget

    @property
    def rate(self) -> Decimal | None:
        """执行率, 0.64; None without a budget."""
        return self.spent / self.budget if self.budget else None


def yuan(amount: float | Decimal | None) -> Decimal:
    """An amount exactly as it was typed, two places; nothing is 0."""
    return Decimal(str(amount or 0)).quantize(Decimal("0.01"))


def printed_yuan(amount: Decimal) -> str:
    """3,200 or 480.50: without places when there are none."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def short_yuan(spent: Decimal, budget: Decimal) -> str:
    """3.2/5.0 万; 300/800 元 where so little is not told in 万."""
    if max(abs(spent), abs(budget)) < 10_000:
        return f"{printed_yuan(spent)}/{printed_yuan(budget)} 元"
    return f"{spent / 10000:.1f}/{budget / 10000:.1f} 万"


def percent(share: Decimal) -> str:
    """64%; never rounded up to a limit it does not reach."""
    return f"{int(share * 100)}%"


def by_line(budgets: Iterable[BudgetDraft], spendings: Iterable[SpendingDraft]) -> tuple[Balance, ...]:
    """Each 科目 that has a budget or a payment, in the order of the list."""
    pairs = _sums(((one.line, one.yuan) for one in budgets), ((one.line, one.yuan) for one in spendings))
    return tuple(sorted(pairs, key=lambda one: (LINES.order(one.name), one.name)))


def by_source(budgets: Iterable[BudgetDraft], spendings: Iterable[SpendingDraft]) -> tuple[Balance, ...]:
    """Each source; a payment without one stands under ""."""
    pairs = _sums(((one.source, one.yuan) for one in budgets), ((one.source, one.yuan) for one in spendings))
    return tuple(sorted(pairs, key=lambda one: (SOURCES.order(one.name), one.name)))


def by_year(budgets: Iterable[BudgetDraft], spendings: Iterable[SpendingDraft]) -> tuple[Balance, ...]:
    """Each calendar year; a budget without one stands under ""."""
    pairs = _sums(((one.year, one.yuan) for one in budgets), ((one.on[:4], one.yuan) for one in spendings))
    return tuple(sorted(pairs, key=lambda one: (not one.name, one.name)))


def in_all(budgets: Iterable[BudgetDraft], spendings: Iterable[SpendingDraft]) -> Balance:
    """The project as a whole."""
    return Balance(
        "合计",
        sum((yuan(one.yuan) for one in budgets), Decimal(0)),
        sum((yuan(one.yuan) for one in spendings), Decimal(0)),
    )


def budgets_of(project: ProjectDraft, budgets: Iterable[B], year: str) -> tuple[list[B], Decimal]:
    """The budget lines of a calendar year; and how much there is of which nobody said the year, which may be of this one.
    Of a project within one year all is of that."""
    is_of_one = bool(project.start) and project.start[:4] == project.end[:4] == year
    found, undated = [], Decimal(0)
    for one in budgets:
        if one.year == year or (is_of_one and not one.year):
            found.append(one)
        elif not one.year:
            undated += yuan(one.yuan)
    return found, undated


def of_year(
    project: ProjectDraft, budgets: Iterable[BudgetDraft], spendings: Iterable[SpendingDraft], year: str
) -> tuple[Balance, Decimal]:
    """What was planned for a calendar year and paid in it; and the budget of no year (budgets_of)."""
    own, undated = budgets_of(project, budgets, year)
    return in_all(own, (one for one in spendings if one.on[:4] == year)), undated


def _sums(
    planned: Iterable[tuple[str, float | None]], paid: Iterable[tuple[str, float | None]]
) -> list[Balance]:
    sums: dict[str, list[Decimal]] = {}
    for place, pairs in enumerate((planned, paid)):
        for name, amount in pairs:
            sums.setdefault(name, [Decimal(0), Decimal(0)])[place] += yuan(amount)
    return [Balance(name, budget, spent) for name, (budget, spent) in sums.items()]


def spending_doubts(
    project: ProjectDraft,
    budgets: Iterable[BudgetDraft],
    others: Iterable[SpendingDraft],
    draft: SpendingDraft,
) -> tuple[FieldProblem, ...]:
    """What of a payment deserves a look before it is kept: its 科目 overspent, a day outside the period. others: the
    other payments."""
    found = []
    own = next((one for one in by_line(budgets, [*others, draft]) if one.name == draft.line), None)
    if own is not None and own.is_over and (draft.yuan or 0) > 0:
        found.append(FieldProblem("yuan", _over_words(own)))
    if is_day(draft.on) and is_day(project.start) and draft.on < project.start:
        found.append(FieldProblem("on", f"{draft.on} 早于项目开始的 {project.start}。"))
    if is_day(draft.on) and is_day(project.end) and draft.on > project.end:
        found.append(FieldProblem("on", f"{draft.on} 晚于项目结束的 {project.end}。"))
    return tuple(found)


def budget_doubts(
    project: ProjectDraft, others: Iterable[BudgetDraft], draft: BudgetDraft
) -> tuple[FieldProblem, ...]:
    """What of a budget line deserves a look before it is kept: the same once more, no year where there are several."""
    found = []
    place = (draft.line, draft.year, draft.source)
    if draft.line and any((one.line, one.year, one.source) == place for one in others):
        told = "".join((draft.line, f"{draft.year} 年" if draft.year else "", draft.source))
        found.append(FieldProblem("line", f"“{told}”已经有一条预算，再登记一条会加在一起。"))
    if not draft.year and project.start[:4] != project.end[:4]:
        text = "没有写年度，年度考核和绩效自评不知道这是哪一年的预算。"
        found.append(FieldProblem("year", text))
    return tuple(found)


def _over_words(one: Balance) -> str:
    spent, left = printed_yuan(one.spent), printed_yuan(-one.left)
    return f"“{one.name}”超支 {left} 元：预算 {printed_yuan(one.budget)} 元，已支 {spent} 元。"


def time_left(start: str, end: str, today: str) -> Decimal | None:
    """Share of the period that is still to come, 0 after its end; None when it is not known."""
    if not (is_day(start) and is_day(end)) or end <= start:
        return None
    first, last, now = map(date.fromisoformat, (start, end, today))
    return max(Decimal(0), min(Decimal(1), Decimal((last - now).days) / (last - first).days))


def pace_warning(total: Balance, left: Decimal | None) -> str:
    """What the execution rate of a live project says: nearly all spent, or too little with the end near; "" if neither."""
    rate = total.rate
    if rate is None:
        return ""
    if rate >= NEARLY_SPENT:
        return f"经费已用 {percent(rate)}"
    if rate < TOO_SLOW and left is not None and left < LITTLE_TIME:
        return f"经费只用 {percent(rate)}，研究期还剩 {percent(left)}"
    return ""


def money_warnings(lines: Sequence[Balance], total: Balance | None, left: Decimal | None) -> tuple[str, ...]:
    """Sentences for the project page: each overspent 科目, then the pace. total: of a live project, else None."""
    found = [_over_words(one) for one in lines if one.is_over]
    pace = pace_warning(total, left) if total is not None else ""
    return (*found, f"{pace}，{PROVISO}。") if pace else tuple(found)
