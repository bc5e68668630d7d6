"""What a school decided about how it is counted, beside what is shipped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from edudesk.indicators.rows.values import Indicator
from edudesk.indicators.rules.catalogue import settings


@dataclass(frozen=True)
class Settings:
    """The settings that hold. own: key -> value of the school; the others are as shipped."""

    own: Mapping[str, Any] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """A setting that is one word."""
        return str(self.value(key))

    def words(self, key: str) -> tuple[str, ...]:
        """A setting that is several words."""
        return tuple(self.value(key))

    def number(self, key: str) -> Fraction:
        """A setting that is a number."""
        return Fraction(str(self.value(key)))

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
