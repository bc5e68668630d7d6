"""The words of forms/roster/ledgers.toml: which lines a sheet has, in which order, and the figures in its notes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from edudesk.base.columns import printed
from edudesk.base.words import some_of
from edudesk.roster.codes import history_codes, tier_of
from edudesk.roster.histories.growing import cycle_of
from edudesk.roster.histories.held import holds
from edudesk.roster.histories.honours import counts_as_county
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.line_columns import (
    Line,
    all_periods,
    five_years,
    last_registration,
    led_classes,
    order_of,
    rule_of,
    valid_honours,
)
from edudesk.roster.rules import is_present, names_of
from edudesk.roster.rules.counting import is_full_time_teacher, is_staff
from edudesk.roster.rules.credits import BEHIND, DONE, ON_PACE
from edudesk.roster.rules.posts import is_registration_due
from edudesk.roster.rules.retirement import retires, retires_within
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.years import term_and_year, term_months

_NOT_TAKEN = ("未参加", "")


# filters


def _is_teaching(line: Line) -> bool:
    return bool(line.teacher.subject and (line.teacher.classes or all_periods(line)))


def _is_candidate(line: Line) -> bool:
    """Who was chosen by hand; without a choice who holds any honour."""
    return line.facts.chosen is not None or bool(valid_honours(line))


def _is_of_this_school_year(line: Line) -> bool:
    first, last = school_year_months(line.facts)
    begins, ends = line.held.begins[:7], line.held.ends[:7]
    return begins <= last and (not ends or ends >= first)


def _is_of_this_term(line: Line) -> bool:
    """A fact without class is what the roster told before the class was entered beside it."""
    now = term_and_year(line.facts.day)
    others = line.facts.of(line.kind, line.teacher)
    is_named = line.held.class_name or not any(
        (row.school_year, row.term) == now and row.class_name for row in others
    )
    return bool((line.held.school_year, line.held.term) == now and is_named)


def _is_registering(line: Line) -> bool:
    """Who was registered in the calendar year, or is due."""
    last, year = last_registration(line), line.facts.day[:4]
    is_done = last is not None and last.begins[:4] == year
    return is_done or is_registration_due(line.teacher, line.facts.day)


FILTERS: Mapping[str, Callable[[Line], bool]] = {
    "present": lambda line: is_present(line.teacher),
    "teaching": _is_teaching,
    "candidate": _is_candidate,
    "trainee": lambda line: is_full_time_teacher(line.teacher),
    "retiring": lambda line: retires_within(line.teacher, 5, line.facts.day),
    "registering": _is_registering,
    "valid": lambda line: holds(line.held, line.facts.day),
    "county": lambda line: counts_as_county(line.held),
    "high_level": lambda line: line.held.level in ("国家级", "省级"),
    "latest_year": lambda line: line.held.begins == line.facts.latest(line.kind),
    "this_school_year": _is_of_this_school_year,
    "this_calendar_year": lambda line: line.held.begins[:4] == line.facts.day[:4],
    "this_term": _is_of_this_term,
}


# orders


def _height(line: Line) -> int:
    tier = tier_of(line.held.name)
    return 0 if tier is None else -tier.rank


def _result(line: Line) -> int:
    codes = "review" if line.kind == "annual_review" else "ethics"
    return history_codes()[codes].order(line.held.result)


def _class(line: Line) -> tuple[int, ...]:
    """一（1）班 before 二（1）班, before what is no class of ours."""
    names = {row.name: place for place, row in enumerate(line.facts.open_classes)}
    own = class_names(led_classes(line), line.facts.school_year, line.facts.school.stage) or ()
    return (min((names.get(name, len(names)) for name in own), default=len(names)),)


ORDERS: Mapping[str, Callable[[Line], Any]] = {
    "subject": lambda line: order_of("subject", line.teacher.subject),
    "honour": _height,
    "result": _result,
    "direction": lambda line: line.held.direction == "接收",
    "begins": lambda line: line.held.begins,
    "retirement": lambda line: retires(line.teacher),
    "class": _class,
}


# figures


def school_year_months(facts: Facts) -> tuple[str, str]:
    """First and last ISO month of the school year of the day."""
    return term_months(facts.school_year, "第一学期")[0], term_months(facts.school_year, "第二学期")[1]


def people(lines: Sequence[Line]) -> int:
    """Different persons."""
    return len({line.teacher.id for line in lines})


def share(part: int, whole: int) -> str:
    """12.5%; a dash when there is nothing to take a share of."""
    return f"{part / whole:.1%}" if whole else "—"


def _in_words(month: str) -> str:
    return f"{month[:4]}年{int(month[5:7])}月"


def _periods(facts: Facts, lines: Sequence[Line]) -> float:
    return sum(periods for line in lines if (periods := all_periods(line)) is not None)


def _periods_each(facts: Facts, lines: Sequence[Line]) -> str:
    known = [periods for line in lines if (periods := all_periods(line)) is not None]
    return f"{sum(known) / len(known):.1f}" if known else "—"


def _taken(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.held.result not in _NOT_TAKEN]


def _excellent(lines: Sequence[Line]) -> int:
    return sum(line.held.result == "优秀" for line in lines)


def _unreviewed(facts: Facts, lines: Sequence[Line]) -> str:
    known = {line.teacher.id for line in lines}
    missing = [row for row in facts.present if is_staff(row) and row.id not in known]
    return f"没有登记考核结果的 {len(missing)} 人：{names_of(missing)}。" if missing else ""


def _without_head(facts: Facts, lines: Sequence[Line]) -> str:
    year, stage = facts.school_year, facts.school.stage
    led = {name for line in lines for name in class_names(led_classes(line), year, stage) or ()}
    missing = [row.name for row in facts.open_classes if row.name not in led]
    return f"没有登记班主任的 {len(missing)} 个班：{some_of(missing, '个班')}。" if missing else ""


def _verdict(word: str) -> Callable[[Facts, Sequence[Line]], int]:
    return lambda facts, lines: sum(line.progress.verdict == word for line in lines)


def _cycle(facts: Facts, lines: Sequence[Line]) -> str:
    rule = rule_of(facts)
    first, last = cycle_of(facts.day, rule.cycle_first, rule.years)
    return f"{first[:4]}—{last[:4]}年"


def _backbone(facts: Facts, lines: Sequence[Line]) -> int:
    return people([line for line in lines if line.held.was_backbone == "是" or line.teacher.honour])


FIGURES: Mapping[str, Callable[[Facts, Sequence[Line]], object]] = {
    "lines": lambda facts, lines: len(lines),
    "people": lambda facts, lines: people(lines),
    "women": lambda facts, lines: people([line for line in lines if line.teacher.gender == "女"]),
    "periods": _periods,
    "periods_each": _periods_each,
    "sent": lambda facts, lines: people([line for line in lines if line.held.direction != "接收"]),
    "received": lambda facts, lines: people([line for line in lines if line.held.direction == "接收"]),
    "backbone": _backbone,
    "due": lambda facts, lines: sum(is_staff(row) for row in facts.present),
    "taken": lambda facts, lines: len(_taken(lines)),
    "excellent": lambda facts, lines: _excellent(lines),
    "excellent_share": lambda facts, lines: share(_excellent(lines), len(_taken(lines))),
    "unreviewed": _unreviewed,
    "confirmed": lambda facts, lines: sum(line.held.finding == "查实" for line in lines),
    "calendar_year": lambda facts, lines: f"{facts.on.year}年",
    "five_years": lambda facts, lines: "至".join(map(_in_words, five_years(facts.day))),
    "candidates": lambda facts, lines: "" if facts.chosen is not None else "没有选定人选，列出的是现有骨干称号的在岗教师。",
    "done": _verdict(DONE),
    "on_pace": _verdict(ON_PACE),
    "behind": _verdict(BEHIND),
    "credit_cycle": _cycle,
    "credit_rule": lambda facts, lines: rule_of(facts).name,
    "classes_without_head": _without_head,
}  # fmt: skip


class _Figures(dict[str, str]):
    """Figures by name, each counted when a note asks for it."""

    def __init__(self, facts: Facts, lines: Sequence[Line]) -> None:
        self._facts, self._lines = facts, lines

    def __missing__(self, name: str) -> str:
        return printed(FIGURES[name](self._facts, self._lines))


def with_figures(note: str, facts: Facts, lines: Sequence[Line]) -> str:
    """A note with its figures; "" when nothing is left to say."""
    return note.format_map(_Figures(facts, lines))
