"""Training credits of a cycle against the rule of a region: caps, floors, pace (教师花名册 3.4, E15).

The flat figure 培训学分 is the plain sum of the cycle, what the certificates say: CreditProgress.total. Caps make
it CreditProgress.counted, which alone is measured against the target.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from edudesk.base import clock, paths
from edudesk.base.columns import printed
from edudesk.roster.histories.growing import TRAINING, Training, credits_of, cycle_of
from edudesk.roster.histories.held import has_begun
from edudesk.roster.rows import TeacherDraft

ON_PACE, BEHIND, DONE = "正常", "落后", "达标"
DEFAULT: Final = "360"


@dataclass(frozen=True, slots=True)
class Cap:
    """How many credits of one kind of training count at most; 0 = without limit."""

    kind: str
    per_year: float
    per_cycle: float


@dataclass(frozen=True, slots=True)
class CreditRule:
    """What a region asks for; the fields are explained in forms/roster/credit_rules.toml."""

    key: str
    name: str
    cycle_first: int
    years: int
    target: float
    concentrated: float
    concentrated_kinds: tuple[str, ...]
    floor: float
    probation: tuple[str, ...]
    probation_target: float
    caps: tuple[Cap, ...]


@dataclass(frozen=True, slots=True)
class CreditProgress:
    """Where somebody stands in a cycle, in credits.

    cycle: its first and last calendar year; total: everything of the cycle; probation: of it what is counted
    separately; counted: the rest after caps; expected: by whole years gone; per_year, per_kind: counted by calendar year and by
    kind of training;
    cut: sentences on what caps took away; short_years: years gone that lie below the yearly floor.
    """

    cycle: tuple[int, int]
    total: float
    counted: float
    concentrated: float
    probation: float
    target: float
    target_concentrated: float
    expected: float
    verdict: str
    per_year: dict[str, float]
    per_kind: dict[str, float]
    cut: tuple[str, ...]
    short_years: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of the target, 0.0–1.0."""
        return min(self.counted / self.target, 1.0) if self.target else 1.0

    @property
    def words(self) -> str:
        """221 / 360　其中集中培训 64 / 90　按进度 正常."""
        parts = [f"{printed(self.counted)} / {printed(self.target)}"]
        if self.target_concentrated:
            parts.append(f"其中集中培训 {printed(self.concentrated)} / {printed(self.target_concentrated)}")
        return "　".join((*parts, f"按进度 {self.verdict}" if self.verdict != DONE else DONE))


@cache
def credit_rules() -> dict[str, CreditRule]:
    """The rules of forms/roster/credit_rules.toml by key."""
    with paths.shipped("forms", "roster", "credit_rules.toml").open("rb") as file:
        found = tomllib.load(file)["rule"]
    return {one["key"]: _rule(one) for one in found}


def rule_named(name: str) -> CreditRule:
    """The rule a school chose (SchoolDraft.credit_rule); the first of all when it chose none or the rule has gone."""
    rules = credit_rules()
    return next((one for one in rules.values() if one.name == name), rules[DEFAULT])


def _rule(entry: dict[str, Any]) -> CreditRule:
    lists = {key: tuple(entry[key]) for key in ("concentrated_kinds", "probation")}
    caps = tuple(Cap(cap["kind"], float(cap["per_year"]), float(cap["per_cycle"])) for cap in entry["caps"])
    return CreditRule(**{**entry, **lists, "caps": caps})


def credit_progress(
    rows: Sequence[Training], on: str = "", rule: CreditRule | None = None, since: str = ""
) -> CreditProgress:
    """Where one person stands on an ISO day ("" = today). rows: of this person; rule: of the region.

    since: ISO month of the first job. Who began inside the cycle owes the years after that one.
    """
    rule = rule or credit_rules()[DEFAULT]
    day = on or clock.today().isoformat()
    first, last = (int(month[:4]) for month in cycle_of(day, rule.cycle_first, rule.years))
    done = [row for row in rows if row.begins >= f"{first}-01" and has_begun(row, day)]
    probation = sum(credits_of(row) for row in done if row.kind in rule.probation)
    counted, cut = _capped([row for row in done if row.kind not in rule.probation], rule.caps)
    per_year = {
        str(year): sum(sum_ for (_, of), sum_ in counted.items() if of == str(year))
        for year in range(first, last + 1)
    }
    per_kind: dict[str, float] = {}
    for (kind, _), value in counted.items():
        per_kind[kind] = per_kind.get(kind, 0.0) + value
    starts = max(first, int(since[:4]) + 1) if since else first
    share = max(last - starts + 1, 0) / rule.years
    target, target_concentrated = rule.target * share, rule.concentrated * share
    expected = rule.target / rule.years * max(int(day[:4]) - starts, 0)
    sum_ = sum(per_year.values())
    concentrated = sum(value for (kind, _), value in counted.items() if kind in rule.concentrated_kinds)
    is_done = sum_ >= target and concentrated >= target_concentrated
    gone = [str(year) for year in range(starts, int(day[:4]))]
    return CreditProgress(
        cycle=(first, last),
        total=sum(credits_of(row) for row in done),
        counted=sum_,
        concentrated=concentrated,
        probation=probation,
        target=target,
        target_concentrated=target_concentrated,
        expected=expected,
        verdict=DONE if is_done else BEHIND if sum_ < expected else ON_PACE,
        per_year=per_year,
        per_kind=per_kind,
        cut=tuple(cut),
        short_years=tuple(year for year in gone if per_year[year] < rule.floor),
    )


def progress_of(
    teacher: TeacherDraft, rows: Sequence[Training], on: str = "", rule: CreditRule | None = None
) -> CreditProgress:
    """As credit_progress, for a teacher of the roster; without rows the flat figure counts as it stands."""
    told = rows or TRAINING.told_by(teacher, on or clock.today().isoformat())
    return credit_progress(told, on, rule, teacher.teach_start or teacher.work_start)


def is_behind_with_credits(
    teacher: TeacherDraft, rows: Sequence[Training] = (), on: str = "", rule: CreditRule | None = None
) -> bool:
    """学分落后: fewer counted credits than whole years of the cycle gone ask for."""
    return progress_of(teacher, rows, on, rule).verdict == BEHIND


def _capped(rows: Sequence[Training], caps: Sequence[Cap]) -> tuple[dict[tuple[str, str], float], list[str]]:
    """(kind, year) -> credits that count, and a sentence on each cap that took some away."""
    sums: dict[tuple[str, str], float] = {}
    for row in sorted(rows, key=lambda row: row.begins):
        at = (_kind(row), row.begins[:4])
        sums[at] = sums.get(at, 0.0) + credits_of(row)
    cut: list[str] = []
    for cap in caps:
        cut += _cut(sums, cap)
    return sums, cut


def _cut(sums: dict[tuple[str, str], float], cap: Cap) -> Iterator[str]:
    """Lower the sums of a kind to its cap, the later years first."""
    left = cap.per_cycle or float("inf")
    total = 0.0
    for at in [at for at in sums if at[0] == cap.kind]:
        if cap.per_year and sums[at] > cap.per_year:
            yield f"{at[1]} 年{cap.kind}培训 {printed(sums[at])} 学分，每年最多计 {printed(cap.per_year)}。"
            sums[at] = cap.per_year
        total += sums[at]
        sums[at] = min(sums[at], left)
        left -= sums[at]
    if cap.per_cycle and total > cap.per_cycle:
        yield f"{cap.kind}培训本周期 {printed(total)} 学分，最多计 {printed(cap.per_cycle)}。"


def _kind(row: Training) -> str:
    """A course at the own school is 校本 when nothing else is said."""
    return row.kind or ("校本" if row.level == "校本" else "")
