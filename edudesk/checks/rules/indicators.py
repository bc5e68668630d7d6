"""The indicators of forms/checks/indicators.toml: one formula for every sheet, sums before ratios (教学常规检查 1.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from edudesk.checks.forms.points import rounded
from edudesk.checks.forms.reading import shipped_forms, shipped_list
from edudesk.checks.forms.value import Field
from edudesk.checks.rows.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure with one formula; the fields are explained in forms/checks/indicators.toml."""

    key: str
    title: str
    kind: str
    part: tuple[str, ...]
    whole: str
    unit: str = "%"
    is_within: bool = False

    @property
    def base(self) -> Field:
        """What it is a share of, as the shipped form calls it: 抽查本数."""
        fields = (one for form in shipped_forms() if form.kind == self.kind for one in form.fields)
        return next(one for one in fields if one.key == self.whole)

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

    @property
    def words(self) -> str:
        """96.5%（抽查本数 60）: beside a rate what it comes from; "" when nothing was counted."""
        return f"{self.text}（{self.indicator.base.title} {self.whole}）" if self.text else ""


@cache
def indicators() -> tuple[Indicator, ...]:
    """Those of forms/checks/indicators.toml."""
    return tuple(
        Indicator(**{**one, "part": tuple(one["part"])}) for one in shipped_list("indicators")["indicator"]
    )


def rate(indicator: Indicator, sheets: Iterable[SheetRow]) -> Rate:
    """Over the first sheets of its kind on which everything it needs was counted; of several inspectors who looked at one
    pile, that of the first."""
    part = whole = 0
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.kind != indicator.kind or sheet.first_id or sheet.unit_id in seen:
            continue
        numbers = sheet.numbers
        if indicator.whole in numbers and all(key in numbers for key in indicator.part):
            seen.add(sheet.unit_id)
            part += sum(numbers[key] for key in indicator.part)
            whole += numbers[indicator.whole]
    return Rate(indicator, part, whole)
