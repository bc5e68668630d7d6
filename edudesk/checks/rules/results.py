"""The chain R1: sheet → unit → teacher × subject → teacher in a check → type in the term → weighted total.

Every level keeps what it was made of, so that a figure can be opened down to its sheets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import mean, rounded
from edudesk.checks.forms.scoring import VETO_MOST, grade_of
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import DUE, EXEMPT, NOT_HANDED_IN, OUT, CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.combining import RECHECK_MOST, Recheck, effective, of_inspectors, recheck_words
from edudesk.checks.rules.term import Scheme, TermTotal, term_total
from edudesk.checks.rules.units import grade_of_class
from edudesk.checks.rules.weighing import (
    PLAIN,
    Classes,
    Share,
    Weighed,
    Weights,
    of_checks,
    of_classes,
    of_subjects,
)
from edudesk.school.rules.years import is_day

MISSED = "缺检"
OVERLOOKED = "漏查"  # nobody looked, and the check is over (R9: never an empty cell)
STOOD_IN = "代课"
UNCOUNTED = "不计"  # the type does not count for the subject


@dataclass(frozen=True, slots=True)
class How:
    """How figures are combined in a term; Scheme adds the weights of its parts. make_up_days: for somebody who was away
    (R9)."""

    weights: Weights = PLAIN
    recheck: Recheck = Recheck.CAPPED
    recheck_most: Decimal = RECHECK_MOST
    veto_most: Decimal = VETO_MOST
    make_up_days: int = 30


AS_SHIPPED = How()


@dataclass(frozen=True, slots=True)
class UnitScore:
    """value: None when it does not count; word: 请假, 缓检, 免检, 未交, 缺检, 漏查, "" when there is a score or it is still
    due; sheets: the first sheets and their re-checks."""

    unit: UnitRow
    value: Decimal | None
    word: str = ""
    is_vetoed: bool = False
    sheets: tuple[SheetRow, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckScore:
    """One teacher in one check. subjects: subject -> figure of its classes; units: what they were made of; made: how
    the subjects, or the classes of the only one, became one figure, None = there was but one."""

    campaign: CampaignRow
    value: Decimal | None
    subjects: Mapping[str, Decimal]
    units: tuple[UnitScore, ...]
    made: Weighed | None = None

    @property
    def is_vetoed(self) -> bool:
        """One of its units is under a veto."""
        return any(unit.is_vetoed for unit in self.units)

    @property
    def word(self) -> str:
        """What stands in the place of a missing figure: —, or why there is none."""
        return next((unit.word for unit in self.units if unit.word), "")


@dataclass(frozen=True)
class TermScore:
    """One teacher in a term. checks: in the order of time; kinds: code -> figure of its checks; missed: how many units
    were 缺检, 漏查 or 未交; carried: those of kinds that are 免检 and count with the term before; made: code -> how several
    checks became one figure."""

    teacher_id: str
    checks: tuple[CheckScore, ...]
    kinds: Mapping[str, Decimal]
    parts: Mapping[str, Decimal | None]
    total: TermTotal
    missed: int = 0
    exempt: tuple[str, ...] = field(default=())
    carried: Mapping[str, Decimal] = field(default_factory=dict)
    made: Mapping[str, Weighed] = field(default_factory=dict)

    @property
    def is_vetoed(self) -> bool:
        """The row carries a 否决 mark."""
        return self.total.is_vetoed or any(check.is_vetoed for check in self.checks)


def unit_score(
    unit: UnitRow,
    sheets: Sequence[SheetRow],
    *,
    how: How = AS_SHIPPED,
    drops_extremes: bool = False,
    today: date | None = None,
    checked_by: str = "",
    is_over: bool = False,
) -> UnitScore:
    """The score of a unit from its counted sheets; a re-check is joined with the sheet it checks again (R2, R6).

    checked_by: ISO day the check ends, from which 补检 is waited for where the unit has no day of its own (R9); is_over: the
    check is 通报, who was not looked at by then will not be.
    """
    if unit.state in (EXEMPT, OUT):  # also when it was looked at before: the sheets stay, and count no more
        return UnitScore(unit, None, unit.state, sheets=tuple(sheets))
    if len(sheets) == 1 and _is_plain(sheets[0]):
        return UnitScore(unit, rounded(sheets[0].score or Decimal(0)), sheets=tuple(sheets))
    again = {sheet.first_id: sheet for sheet in sheets if sheet.first_id and sheet.is_counted}
    firsts = [sheet for sheet in sheets if not sheet.first_id and sheet.is_counted]
    if not firsts and unit.state == NOT_HANDED_IN:  # handed in later, it counts as it was found
        return UnitScore(unit, Decimal(0), NOT_HANDED_IN, sheets=tuple(sheets))
    if not sheets and is_over and unit.state == DUE:
        return UnitScore(unit, None, OVERLOOKED)
    if not firsts:
        return UnitScore(unit, None, _word(unit, today, how.make_up_days, checked_by), sheets=tuple(sheets))
    # under the other two rules a re-check never makes the first score worse
    judged = [*firsts, *again.values()] if how.recheck in (Recheck.REPLACE, Recheck.MEAN) else firsts
    confirmed = any(hit.confirmed_by for sheet in judged for hit in sheet.vetoes)
    scores = [
        effective(
            sheet.score or Decimal(0),
            again[sheet.id].score if sheet.id in again else None,
            how.recheck,
            how.recheck_most,
        )
        for sheet in firsts
    ]
    combined = of_inspectors(
        scores, drops_extremes=drops_extremes, has_veto=confirmed, veto_most=how.veto_most
    )
    return UnitScore(unit, combined.value, "", confirmed, tuple(sheets), combined.remarks)


def unit_grade(form: CheckForm | None, score: UnitScore) -> str:
    """The grade of the score as it counts, not of one of its sheets (R10); "" when nothing counts."""
    if form is None or score.value is None or not form.levels:
        return ""
    return grade_of(form, score.value, is_vetoed=score.is_vetoed)


def unit_words(score: UnitScore, how: How = AS_SHIPPED) -> str:
    """The score as it is printed: 95.5, of a re-check 62→80（复查）, of several inspectors 73.5（93、54 平均）, of both
    75.0（70→80（复查）、70.0 平均）, of a corrected one 97→93.5（更正）."""
    if score.value is None:
        return score.word
    again = {sheet.first_id: sheet.score for sheet in score.sheets if sheet.first_id and sheet.is_counted}
    firsts = [sheet for sheet in score.sheets if not sheet.first_id and sheet.is_counted]
    if len(firsts) == 1 and again.get(firsts[0].id) is not None:
        return _told(firsts[0], again[firsts[0].id], how)
    if len(firsts) > 1:
        told = "、".join(_told(sheet, again.get(sheet.id), how) for sheet in firsts)
        return f"{score.value:.1f}（{told} 平均）"
    if len(firsts) == 1 and firsts[0].corrected:
        return firsts[0].score_words
    return f"{score.value:.1f}"


def _told(sheet: SheetRow, again: Decimal | None, how: How) -> str:
    """One of the sheets with its re-check."""
    score = sheet.score or Decimal(0)
    return f"{score:.1f}" if again is None else recheck_words(score, again, how.recheck, how.recheck_most)


def _is_plain(sheet: SheetRow) -> bool:
    """Nothing to combine or to cap: nearly every unit of the thousands of a term has one such sheet."""
    return sheet.is_counted and not sheet.first_id and sheet.hits == "[]"


def _word(unit: UnitRow, today: date | None, make_up_days: int, checked_by: str) -> str:
    if unit.state == DUE:
        return ""
    since = unit.on or checked_by
    if today is None or not is_day(since):
        return unit.state
    return MISSED if date.fromisoformat(since) + timedelta(days=make_up_days) < today else unit.state


def check_score(campaign: CampaignRow, units: Sequence[UnitScore], how: How = AS_SHIPPED) -> CheckScore:
    """One teacher in one check from all their units: classes first (R3), then subjects (R4); what is of a subject that has
    no such thing stays to be seen and does not count (5.2)."""
    if out := how.weights.left_out.get(campaign.kind):
        units = [
            replace(one, value=None, word=UNCOUNTED) if one.unit.subject in out else one for one in units
        ]
    if len(units) == 1 and units[0].value is not None:  # the mean of one figure is that figure
        return CheckScore(campaign, units[0].value, {units[0].unit.subject: units[0].value}, tuple(units))
    by_subject: dict[str, list[UnitScore]] = defaultdict(list)
    for unit in units:
        if unit.value is not None:
            by_subject[unit.unit.subject].append(unit)
    if not by_subject:
        return CheckScore(campaign, None, {}, tuple(units))
    shares = [_of_subject(name, found, how.weights) for name, found in by_subject.items()]
    subjects = {share.name: share.value for share in shares}
    if len(shares) == 1:
        return CheckScore(campaign, shares[0].value, subjects, tuple(units), shares[0].made)
    made = of_subjects(shares, how.weights)
    return CheckScore(campaign, made.value, subjects, tuple(units), made)


def _of_subject(name: str, units: Sequence[UnitScore], weights: Weights) -> Share:
    """The classes of a subject as one figure, which counts by 周课时 among the subjects."""
    periods = Decimal(str(max(unit.unit.periods or 0 for unit in units)))
    if len(units) == 1:
        return Share(rounded(units[0].value or Decimal(0)), periods, name)
    is_counted = weights.classes is Classes.BOOKS
    classes = [
        Share(unit.value or Decimal(0), Decimal(books_looked_at(unit, weights) if is_counted else 1))
        for unit in units
    ]
    made = of_classes(classes, weights, lambda number: grade_of_class(units[number].unit.classes))
    return Share(made.value, periods, name, made)


def books_looked_at(unit: UnitScore, weights: Weights) -> int:
    """抽查本数 of a unit, 0 = not written down; of several inspectors the most, who look at the same pile."""
    first = [sheet for sheet in unit.sheets if sheet.is_counted and not sheet.first_id]
    keys = [(sheet, weights.sampled.get((sheet.form, sheet.form_version), "")) for sheet in first]
    return max((sheet.numbers.get(key, 0) for sheet, key in keys), default=0)


def term_score(
    teacher_id: str,
    checks: Iterable[CheckScore],
    scheme: Scheme,
    how: How = AS_SHIPPED,
    *,
    listening: Decimal | None = None,
    patrol: Decimal = Decimal(0),
    bonus: Decimal = Decimal(0),
    exempt: Sequence[str] = (),
    carried: Mapping[str, Decimal] | None = None,
    is_vetoed: bool = False,
) -> TermScore:
    """The total of one teacher. listening: score of 听课笔记 in per cent; exempt: codes of types that do not count, but
    with the figure they are carried on with from the term before; is_vetoed: by a confirmed 巡课 event."""
    ordered = sorted(checks, key=lambda check: (check.campaign.begins, check.campaign.id))
    by_kind: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for check in ordered:
        if check.value is not None and check.campaign.kind not in exempt:
            by_kind[check.campaign.kind].append((check.value, how.weights.of_check(check.campaign.id)))
    found: dict[str, Decimal] = {}
    made: dict[str, Weighed] = {}
    for kind, scores in by_kind.items():
        if len(scores) == 1 and scores[0][1]:  # of most kinds: the mean of one figure is that figure
            found[kind] = scores[0][0]
        elif joined := of_checks([Share(*one) for one in scores], how.weights.over):
            found[kind], made[kind] = joined.value, joined
    if listening is not None and "TB" not in exempt:
        found["TB"] = listening
    kept = {kind: value for kind, value in (carried or {}).items() if kind in exempt}
    found |= kept
    by_part: dict[str, list[Decimal]] = defaultdict(list)
    for kind, value in found.items():
        if part := kinds()[kind].part:
            by_part[part].append(value)
    parts = {part: mean(by_part[part]) if part in by_part else None for part in scheme.weights}
    return TermScore(
        teacher_id=teacher_id,
        checks=tuple(ordered),
        kinds=found,
        parts=parts,
        total=term_total(scheme, parts, patrol, bonus, is_vetoed=is_vetoed),
        missed=sum(
            unit.word in (MISSED, OVERLOOKED, NOT_HANDED_IN)
            for check in ordered
            if check.campaign.kind not in exempt
            for unit in check.units
        ),
        exempt=tuple(exempt),
        carried=kept,
        made=made,
    )
