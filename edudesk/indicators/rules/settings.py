"""What a school decided about how it is counted, beside what is shipped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from edudesk.indicators.rows.values import Indicator
from edudesk.indicators.rules.catalogue import settings
from edudesk.indicators.rules.targets import Targets, target_in

_LOAD = re.compile(r"(\D+?)\s*(\d{1,2}(?:\.\d)?)节?")


def read_load(text: str) -> tuple[str, Fraction] | None:
    """语文 14 as subject and periods; None for what is no such pair."""
    found = _LOAD.fullmatch(text.strip())
    return (found[1].strip(), Fraction(found[2])) if found and Fraction(found[2]) else None


@dataclass(frozen=True)
class Settings:
    """The settings that hold. own: key -> value of the school; the others are as shipped. targets: 校定目标."""

    own: Mapping[str, Any] = field(default_factory=dict)
    targets: Targets = field(default_factory=dict)

    def target(self, indicator: Indicator, stage: str, school_year: str) -> Fraction | None:
        """What the school wants of a figure in a school year, beside what is asked of it."""
        return target_in(self.targets, indicator.id, stage, school_year)

    def word(self, key: str) -> str:
        """A setting that is one word."""
        return str(self.value(key))

    def words(self, key: str) -> tuple[str, ...]:
        """A setting that is several words."""
        return tuple(self.value(key))

    def number(self, key: str) -> Fraction:
        """A setting that is a number."""
        return Fraction(str(self.value(key)))

    def loads(self, key: str) -> dict[str, Fraction]:
        """A setting that is numbers by word: 语文 14."""
        return dict(load for text in self.words(key) if (load := read_load(text)) is not None)

    def value(self, key: str) -> Any:
        """A setting of any kind."""
        shipped = settings()[key]
        return self.own.get(key, shipped.value)

    def told(self, indicator: Indicator, text: str) -> str:
        """A text of an indicator with its settings in their places."""
        for key in indicator.settings:
            text = text.replace(f"{{{key}}}", self._printed(key))
        return text

    def _printed(self, key: str) -> str:
        value = self.value(key)
        if isinstance(value, (tuple, list)):
            return "、".join(value)
        return f"{value:g}" if isinstance(value, float) else str(value)
