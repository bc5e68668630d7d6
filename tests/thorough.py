"""How much of a costly sweep is tried: a part in make test, which every change waits for, all of it in make thorough."""

import os
import time
from collections.abc import Iterable
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")
TURN = "EDUDESK_TURN"


def examples(number: int) -> int:
    """A third of the examples, or all of them with EDUDESK_THOROUGH=1."""
    return number if os.environ.get("EDUDESK_THOROUGH") else max(number // 3, 3)


def begin_turn() -> None:
    """The turn of this run, for all its processes: the day, unless it is given (to see again what failed on another)."""
    os.environ.setdefault(TURN, str(int(time.time()) // 86_400))


def in_turn(cases: Iterable[T], of: int = 3) -> list[T]:
    """Every third case of a sweep over cases of one kind, the others on the next two days; with EDUDESK_THOROUGH=1 all."""
    return list(cases) if os.environ.get("EDUDESK_THOROUGH") else list(cases)[_turn(of) :: of]


def is_in_turn(name: str, of: int = 3) -> bool:
    """The same for what every test does besides: in every third of them, by their names."""
    return bool(os.environ.get("EDUDESK_THOROUGH")) or crc32(name.encode()) % of == _turn(of)


def _turn(of: int) -> int:
    begin_turn()
    return int(os.environ[TURN]) % of
