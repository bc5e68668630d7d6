"""Figures over many: groups, grades, subjects, items, inspectors, indicators, and who is missing (教学常规检查 1.8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import mean, rounded
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.forms.scoring import does_not_apply, points_of
from edudesk.checks.rows.campaigns import DUE, RUNNING, CampaignRow, UnitRow
from edudesk.checks.rows.campaigns import PUBLISHED as JUST_PUBLISHED
from edudesk.checks.rows.problems import CLOSED, DISMISSED, PROPOSED, ProblemRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.problems import WEAK
from edudesk.checks.rules.results import TermScore, UnitScore
from edudesk.checks.rules.scheme import term_grade, term_levels
from edudesk.checks.rules.summary import Person, TermSummary, is_done, is_due
from edudesk.checks.rules.units import grade_of_class
from edudesk.school.rows.stages import STAGE
from edudesk.school.rules.classes import grade_order

GROUPS, GRADES, SUBJECTS = "教研组", "年级", "学科"
WAITING, MISSED = "待查", "漏查"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """One group, grade or subject. people: who was measured in it; parts: mean of its teachers in each part of the
    term; mean: of their totals; due, done, excused: units 应检, 实检 and those that did not count; teachers: ids;
    problems, closed: of the 整改台账; best: names of those with the highest total that is 优秀."""

    name: str
    people: int
    due: int
    done: int
    excused: int
    parts: Mapping[str, Decimal | None]
    mean: Decimal | None
    levels: tuple[int, ...]
    teachers: tuple[str, ...]
    problems: int
    closed: int
    best: tuple[str, ...]

    @property
    def id(self) -> str:
        """The name."""
        return self.name

    @property
    def missing(self) -> int:
        """缺检: 应检 less 实检."""
        return self.due - self.done

    @property
    def good_share(self) -> Decimal | None:
        """优良率 in per cent, one place; None when nobody has a grade."""
        measured = sum(self.levels)
        return rounded(Decimal(sum(self.levels[:2])) * 100 / measured) if measured else None

    @property
    def closing_share(self) -> Decimal | None:
        """整改完成率 in per cent."""
        return rounded(Decimal(self.closed) * 100 / self.problems) if self.problems else None


def group_lines(summary: TermSummary, by: str) -> list[GroupLine]:
    """One line for each 教研组, 年级 or 学科; a group's score is the mean of its teachers' scores.

    by: GROUPS counts each teacher once, in the group of the main subject, by the whole total. GRADES and SUBJECTS
    count a teacher wherever they teach, by what was looked at there; patrols and bonus belong to no class.
    """
    if by == GROUPS:
        return _by_main_group(summary)
    names: dict[str, list[Person]] = defaultdict(list)
    for line in summary.lines:
        if line.is_ranked or line.person.part.is_in:
            for name in line.person.grades if by == GRADES else line.person.subjects:
                names[name].append(line.person)
    return [
        _line_of(
            summary,
            name,
            [(person, summary.score_of(person, _within(by, name))) for person in people],
            whole=False,
        )
        for name, people in sorted(names.items(), key=lambda one: _place(one[0]))
    ]


def _place(name: str) -> tuple[int, int, str]:
    try:
        return (*grade_order(name), name)
    except KeyError:  # a subject, or a grade that no 学段 has
        return len(STAGE), 0, name


def _within(by: str, name: str) -> Callable[[UnitScore], bool]:
    if by == SUBJECTS:
        return lambda unit: unit.unit.subject in ("", name)
    return lambda unit: not unit.unit.classes or name in grades_of_unit(unit.unit)


def grades_of_unit(unit: UnitRow) -> tuple[str, ...]:
    """五年级 …: of the classes a unit is about."""
    return tuple(dict.fromkeys(grade_of_class(name) for name in unit.classes.split("、") if name))


def _by_main_group(summary: TermSummary) -> list[GroupLine]:
    names: dict[str, list[tuple[Person, TermScore]]] = defaultdict(list)
    for line in summary.lines:
        names[line.person.group or "未分组"].append((line.person, line.score))
    return [_line_of(summary, name, people, whole=True) for name, people in names.items()]


def _line_of(
    summary: TermSummary, name: str, people: Sequence[tuple[Person, TermScore]], *, whole: bool
) -> GroupLine:
    """whole: the term totals count, with patrols and bonus; else the base of what was kept."""
    totals: dict[str, Decimal] = {}
    for person, score in people:
        value = summary.by_id[person.id].total if whole else score.total.base
        if value is not None and summary.by_id[person.id].total is not None:
            totals[person.id] = value
    scores = [score for person, score in people if person.id in totals]
    parts = {
        part: mean(found) if (found := [value for score in scores if (value := score.parts[part]) is not None])
        else None
        for part in summary.facts.scheme.parts
    }  # fmt: skip
    grades = [summary.by_id[key].grade if whole else term_grade(value) for key, value in totals.items()]
    units = {
        unit.unit.id: unit for _, score in people for check in score.checks for unit in check.units
    }.values()
    teachers = tuple(person.id for person, _ in people)
    problems = _standing(chain.from_iterable(summary.by_id[key].problems for key in teachers))
    top = term_levels()[0].name
    most = max(totals.values(), default=None)
    return GroupLine(
        name=name,
        people=len(totals),
        due=sum(is_due(unit) for unit in units),
        done=sum(is_done(unit) for unit in units),
        excused=sum(not is_due(unit) for unit in units),
        parts=parts,
        mean=mean(list(totals.values())) if totals else None,
        levels=tuple(grades.count(level.name) for level in term_levels()),
        teachers=teachers,
        problems=len(problems),
        closed=sum(problem.status == CLOSED for problem in problems),
        best=tuple(
            summary.by_id[key].person.name
            for key, value in totals.items()
            if value == most and term_grade(value) == top
        ),
    )


def _standing(problems: Iterable[ProblemRow]) -> list[ProblemRow]:
    return [one for one in problems if one.status not in (PROPOSED, DISMISSED)]


# items


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item over all sheets of a term, of whatever version. got, full: sums of points and of what could be had;
    weak: sheets on which it had less than 60 %; sheets: ids of these, the poorest first."""

    id: str
    kind: str
    section: str
    text: str
    got: Decimal
    full: Decimal
    count: int
    weak: int
    sheets: tuple[str, ...]

    @property
    def lost(self) -> Decimal:
        """失分率 in per cent, one place."""
        return rounded((self.full - self.got) * 100 / self.full)


def item_lines(summary: TermSummary, campaign_id: str = "") -> list[ItemLine]:
    """The items, the one that lost most first. campaign_id: of one check, "" = of the term."""
    got: dict[str, Decimal] = defaultdict(Decimal)
    full: dict[str, Decimal] = defaultdict(Decimal)
    shares: dict[str, list[tuple[Decimal, str]]] = defaultdict(list)
    told = {}
    for sheet in summary.facts.sheets:
        form = summary.facts.forms.get((sheet.form, sheet.form_version))
        if sheet.first_id or form is None or (campaign_id and sheet.campaign_id != campaign_id):
            continue
        numbers, judged = sheet.numbers, sheet.judged
        for item in form.items:
            answer = judged.get(item.key)
            if answer is None or not item.full or does_not_apply(item, numbers, answer):
                continue
            points = points_of(item, numbers, answer)
            if points is None:
                continue
            got[item.key] += points
            full[item.key] += item.full
            shares[item.key].append((points / item.full, sheet.id))
            told[item.key] = (sheet.kind, item)
    lines = []
    for key, (kind, item) in told.items():
        weak = sorted((share, sheet_id) for share, sheet_id in shares[key] if share < WEAK)
        lines.append(
            ItemLine(
                id=key,
                kind=kind,
                section=item.section,
                text=item.text,
                got=got[key],
                full=full[key],
                count=len(shares[key]),
                weak=len(weak),
                sheets=tuple(sheet_id for _, sheet_id in weak),
            )
        )
    return sorted(lines, key=lambda line: (-line.lost, line.id))


# inspectors


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorLine:
    """How strict somebody is in one kind of check. mean, spread: of their scores, spread the standard deviation;
    gap: against all sheets of that kind; shared, shared_gap: on units that others looked at too, against these."""

    id: str
    inspector: str
    kind: str
    count: int
    mean: Decimal
    spread: Decimal
    gap: Decimal
    shared: int
    shared_gap: Decimal | None
    sheets: tuple[str, ...]


def inspector_lines(summary: TermSummary) -> list[InspectorLine]:
    """Every inspector in every kind, the strictest of a kind first; re-checks and what does not count are left out."""
    by_kind: dict[str, list[SheetRow]] = defaultdict(list)
    by_unit: dict[str, list[SheetRow]] = defaultdict(list)
    for sheet in summary.facts.sheets:
        if not sheet.first_id and sheet.is_counted:
            by_kind[sheet.kind].append(sheet)
            by_unit[sheet.unit_id].append(sheet)
    lines = []
    for kind in [code for code in kinds() if code in by_kind]:
        middle = mean([_score(sheet) for sheet in by_kind[kind]])
        own: dict[str, list[SheetRow]] = defaultdict(list)
        for sheet in by_kind[kind]:
            own[sheet.inspector].append(sheet)
        of_kind = [_inspector(kind, name, sheets, middle, by_unit) for name, sheets in own.items()]
        lines += sorted(of_kind, key=lambda line: (line.mean, line.inspector))
    return lines


def _inspector(
    kind: str,
    name: str,
    sheets: Sequence[SheetRow],
    middle: Decimal,
    by_unit: Mapping[str, Sequence[SheetRow]],
) -> InspectorLine:
    scores = [_score(sheet) for sheet in sheets]
    average = sum(scores, Decimal(0)) / len(scores)
    gaps = []
    for sheet in sheets:
        others = [_score(one) for one in by_unit[sheet.unit_id] if one.inspector != name]
        if others:
            gaps.append(_score(sheet) - sum(others, Decimal(0)) / len(others))
    return InspectorLine(
        id=f"{kind}{name}",
        inspector=name,
        kind=kind,
        count=len(scores),
        mean=rounded(average),
        spread=rounded((sum(((one - average) ** 2 for one in scores), Decimal(0)) / len(scores)).sqrt()),
        gap=rounded(average) - middle,
        shared=len(gaps),
        shared_gap=rounded(sum(gaps, Decimal(0)) / len(gaps)) if gaps else None,
        sheets=tuple(sheet.id for sheet in sheets),
    )


def _score(sheet: SheetRow) -> Decimal:
    return sheet.score or Decimal(0)


# who is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """A unit without a score. word: 待查, 漏查 (the check is over), 请假, 缓检, 缺检 …; on: the new day."""

    unit: UnitRow
    campaign: CampaignRow
    word: str

    @property
    def id(self) -> str:
        """Of the unit."""
        return self.unit.id


def missing_lines(summary: TermSummary) -> list[MissingLine]:
    """Who is missing what, check after check."""
    today = summary.facts.today.isoformat()
    lines = []
    order = {check.id: place for place, check in enumerate(summary.checks)}
    for unit in summary.facts.units:
        told = summary.unit_scores[unit.id]
        if told.value is not None or told.sheets or unit.campaign_id not in order:
            continue
        check = summary.campaigns[unit.campaign_id]
        runs = check.status in (JUST_PUBLISHED, RUNNING) and (not check.ends or check.ends >= today)
        word = told.word or (WAITING if runs and unit.state == DUE else MISSED)
        lines.append(MissingLine(unit=unit, campaign=check, word=word))
    return sorted(lines, key=lambda line: (order[line.unit.campaign_id], line.unit.place))


# indicators


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure with one formula; the fields are explained in forms/checks/indicators.toml."""

    key: str
    title: str
    kind: str
    part: tuple[str, ...]
    whole: str
    unit: str = "%"

    @property
    def places(self) -> int:
        """Printed with so many: one of per cent, two of 处/本."""
        return 1 if self.unit == "%" else 2


@dataclass(frozen=True, slots=True)
class Rate:
    """part ÷ whole of an indicator, as whole numbers: sums before ratios. whole 0 = nothing counted."""

    indicator: Indicator
    part: int
    whole: int

    @property
    def value(self) -> Decimal | None:
        """In per cent or 处/本, one place (two of 处/本); None when nothing was counted."""
        if not self.whole:
            return None
        share = Fraction(self.part, self.whole)
        times = 100 if self.indicator.unit == "%" else 1
        step = Decimal(1).scaleb(-self.indicator.places)
        return rounded(Decimal(share.numerator) * times / share.denominator, step)

    @property
    def text(self) -> str:
        """96.5%, 0.25 处/本, "" when nothing was counted."""
        if self.value is None:
            return ""
        return f"{self.value}%" if self.indicator.unit == "%" else f"{self.value} {self.indicator.unit}"


@cache
def indicators() -> tuple[Indicator, ...]:
    """Those of forms/checks/indicators.toml."""
    return tuple(
        Indicator(**{**one, "part": tuple(one["part"])}) for one in shipped_list("indicators")["indicator"]
    )


def rate(indicator: Indicator, sheets: Iterable[SheetRow]) -> Rate:
    """Over the first sheets of its kind on which everything it needs was counted."""
    part = whole = 0
    for sheet in sheets:
        if sheet.kind != indicator.kind or sheet.first_id:
            continue
        numbers = sheet.numbers
        if indicator.whole in numbers and all(key in numbers for key in indicator.part):
            part += sum(numbers[key] for key in indicator.part)
            whole += numbers[indicator.whole]
    return Rate(indicator, part, whole)


# over time


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """A part of the term, or 学期综合 (part ""). months: "2026-09" -> mean of the units looked at then; now, before: mean
    of the teachers in this term and in the one before; all are 得分率, so that versions of forms can be compared."""

    part: str
    months: Mapping[str, Decimal]
    now: Decimal | None
    before: Decimal | None

    @property
    def id(self) -> str:
        """The part."""
        return self.part

    @property
    def change(self) -> Decimal | None:
        """Against the term before."""
        return None if self.now is None or self.before is None else self.now - self.before


def trend_lines(summary: TermSummary, earlier: TermSummary | None = None) -> list[TrendLine]:
    """A line for each part of the scheme, and the total as the first."""
    parts = tuple(summary.facts.scheme.parts)
    return [_trend("", summary, earlier), *(_trend(part, summary, earlier) for part in parts)]


def _trend(part: str, summary: TermSummary, earlier: TermSummary | None) -> TrendLine:
    by_month: dict[str, list[Decimal]] = defaultdict(list)
    if part:
        for told in summary.unit_scores.values():
            check = summary.campaigns[told.unit.campaign_id]
            if told.value is not None and kinds()[check.kind].part == part and told.sheets:
                by_month[told.sheets[0].on[:7]].append(told.value)
    return TrendLine(
        part=part,
        months={month: mean(values) for month, values in sorted(by_month.items()) if month},
        now=_mean_of(part, summary),
        before=_mean_of(part, earlier) if earlier else None,
    )


def _mean_of(part: str, summary: TermSummary) -> Decimal | None:
    values = [
        value
        for line in summary.lines
        if line.total is not None
        and (value := line.score.parts.get(part) if part else line.total) is not None
    ]
    return mean(values) if values else None
