"""Numbers of 佐证材料: that of the goal and how many there are, 2.1-03 (规划与项目调研 2.3)."""

import re
from collections.abc import Collection


def next_number(goal: str, taken: Collection[str]) -> str:
    """The next free number of a goal. goal: its number, "0" for what proves no goal."""
    prefix = f"{goal}-"
    numbers = (
        one.removeprefix(prefix) for one in taken if one.startswith(prefix)
    )  # "2.1-" is no beginning of "2.10-01"
    last = max((int(one) for one in numbers if one.isdigit()), default=0)
    return f"{prefix}{last + 1:02}"


def natural(number: str) -> tuple[tuple[int, ...], str]:
    """What numbers sort by: 2.2-01 before 2.10-01; what has none comes last."""
    figures = tuple(int(one) for one in re.findall(r"\d+", number))
    return figures or (10**9,), number
