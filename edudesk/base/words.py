"""Small pieces of Chinese sentences that every room says the same way."""

from collections.abc import Sequence

_NAMED = 3


def some_of(names: Sequence[str], unit: str) -> str:
    """The first three, and how many there are: 李静、周敏华、沈婷 等 5 人 (unit 人)."""
    shown = "、".join(names[:_NAMED])
    return f"{shown} 等 {len(names)} {unit}" if len(names) > _NAMED else shown
