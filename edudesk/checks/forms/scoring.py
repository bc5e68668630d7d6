"""From the items of one sheet to its score and grade (R7–R10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from edudesk.checks.forms.points import rounded
from edudesk.checks.forms.value import HALF, CheckForm, Item, Method

VETO_MOST = Decimal(59)  # R7
COUNTED_FROM = 60  # per cent of the form's points that must apply, else 仅供参考 (R8)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one item.

    points: None = not judged yet; is_na: 不适用, with reason; causes: key of a deduction -> how often, of those
    without a field in the head; for BAND and DEDUCT points is None unless the inspector overrode the computed value,
    with reason; for CHECK full points or 0; proof: 佐证材料 of a line in a list without points, whose 备注 is the reason.
    """

    points: Decimal | None = None
    is_na: bool = False
    reason: str = ""
    causes: Mapping[str, int] = field(default_factory=dict)
    proof: str = ""


EMPTY = Answer()
_NO = "no"


def yes_no(item: Item, *, is_yes: bool) -> Answer:
    """The answer to a CHECK item. In a list without points 否 is kept as a cause: both would be 0 points."""
    return Answer(item.full if is_yes else Decimal(0), causes={} if is_yes or item.full else {_NO: 1})


def is_yes(item: Item, answer: Answer) -> bool | None:
    """是, 否, or not answered (None)."""
    if answer.points is None or answer.is_na:
        return None
    return not answer.causes.get(_NO) if not item.full else answer.points > 0


@dataclass(frozen=True, slots=True)
class Computed:
    """What the numbers of the head give for an item. points: None = not to be computed; said: how, 18/20 → 14 分;
    is_na: the whole is 0, so that the item does not apply."""

    points: Decimal | None
    said: str = ""
    is_na: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Of a sheet.

    got, applicable: sums of points and of full points of the items that apply; value: per cent of the two,
    one place, as it counts (at most 59 under a veto); original: before the veto; grade: "" when too little of the
    form applies; open: keys of items neither judged nor 不适用; unexplained: 不适用 or overridden without a reason.
    """

    got: Decimal
    applicable: Decimal
    value: Decimal | None
    original: Decimal | None
    grade: str
    open: tuple[str, ...]
    unexplained: tuple[str, ...]
    is_vetoed: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether the sheet can be submitted (R8)."""
        return not self.open and not self.unexplained

    @property
    def is_counted(self) -> bool:
        """Whether it goes into means: 仅供参考 does not."""
        return self.value is not None and bool(self.grade)


def quick_points(item: Item, buttons: Sequence[int]) -> tuple[Decimal, ...]:
    """What the buttons give: per cent of the item's points, to the nearest half point (1.4)."""
    return tuple(rounded(item.full * per_cent / 100, HALF) for per_cent in buttons)


def computed(item: Item, counts: Mapping[str, int], causes: Mapping[str, int] = EMPTY.causes) -> Computed:
    """Points of a BAND or DEDUCT item by the counts of the head (field key -> number) and the causes counted."""
    if item.method is Method.BAND:
        return _banded(item, counts)
    if item.method is Method.DEDUCT:
        return _deducted(item, counts, causes)
    return Computed(None)


def _banded(item: Item, counts: Mapping[str, int]) -> Computed:
    part, whole = counts.get(item.part), counts.get(item.whole)
    if part is None or whole is None:
        return Computed(None)
    if whole <= 0:
        return Computed(None, f"{part}/{whole} → 不适用", is_na=True)
    share = Fraction(part, whole) * 100  # of the whole numbers, not of a rounded per cent (R10)
    for band in item.bands:
        least = Fraction(band.least)
        if share > least or (share == least and not band.is_above):
            return Computed(band.points, f"{part}/{whole} → {band.points} 分")
    return Computed(None)


def _deducted(item: Item, counts: Mapping[str, int], causes: Mapping[str, int]) -> Computed:
    off = Decimal(0)
    said = []
    for one in item.deductions:
        times = counts.get(one.field, 0) if one.field else causes.get(one.key, 0)
        times = times if one.is_repeated else min(times, 1)
        if times > 0:
            off += one.points * times
            said.append(f"{one.text}{f' × {times}' if times > 1 else ''} −{one.points * times}")
    return Computed(max(item.full - off, Decimal(0)), "；".join(said))


def points_of(item: Item, counts: Mapping[str, int], answer: Answer) -> Decimal | None:
    """What counts for the item: what the inspector gave, else what the numbers give; None = open or 不适用."""
    if answer.is_na:
        return None
    if answer.points is not None:
        return answer.points
    return computed(item, counts, answer.causes).points


def does_not_apply(item: Item, counts: Mapping[str, int], answer: Answer) -> bool:
    """不适用 by the inspector, or because there is nothing to count (应 = 0)."""
    return answer.is_na or (answer.points is None and computed(item, counts, answer.causes).is_na)


def score_of(
    form: CheckForm,
    counts: Mapping[str, int],
    answers: Mapping[str, Answer],
    vetoes: Sequence[str] = (),
) -> Score:
    """The score of a sheet. counts: field key -> whole number; answers: item key -> Answer; vetoes: keys that hit.

    Deductions whose causes were never counted stand at full points: nothing was found.
    """
    got = applicable = Decimal(0)
    still_open, unexplained = [], []
    for item in form.items:
        answer = answers.get(item.key, EMPTY)
        if does_not_apply(item, counts, answer):
            if answer.is_na and not answer.reason.strip():
                unexplained.append(item.key)
            continue
        points = points_of(item, counts, answer)
        if points is None:
            still_open.append(item.key)
            continue
        if _is_overridden(item, counts, answer) and not answer.reason.strip():
            unexplained.append(item.key)
        got += points
        applicable += item.full
    value = rounded(got * 100 / applicable) if applicable else None
    is_counted = bool(applicable) and applicable * 100 >= COUNTED_FROM * form.total
    counted = min(value, VETO_MOST) if value is not None and vetoes else value
    return Score(
        got=got,
        applicable=applicable,
        value=counted,
        original=value,
        grade=grade_of(form, counted, is_vetoed=bool(vetoes)) if is_counted and counted is not None else "",
        open=tuple(still_open),
        unexplained=tuple(unexplained),
        is_vetoed=bool(vetoes),
    )


def _is_overridden(item: Item, counts: Mapping[str, int], answer: Answer) -> bool:
    told = computed(item, counts, answer.causes).points
    return told is not None and answer.points is not None and answer.points != told


def grade_of(form: CheckForm, value: Decimal, *, is_vetoed: bool = False) -> str:
    """The grade of a printed score: intervals closed below and open above; a veto is the lowest (R7)."""
    if is_vetoed:
        return form.levels[-1].name
    return next(level.name for level in form.levels if value >= level.least)
