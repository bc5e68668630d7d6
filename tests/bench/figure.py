"""One measured figure, as a ratio within the same run where two things are compared."""

import gc
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

_LOOKED = 3.0  # seconds


@dataclass(frozen=True)
class Figure:
    """name: what was measured; measured: None when skipped, with the reason in note; limit: floor to beat."""

    name: str
    measured: float | None
    limit: float
    unit: str = "×"
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return "skipped"
        return "ok" if self.measured <= self.limit else "MISSED"


def best(job: Callable[[], object], runs: int = 5) -> float:
    """Least wall time of job over runs: what it takes when nothing else wants the machine."""
    return min(seconds(job, runs=1) for _ in range(runs))


def pace() -> float:
    """Seconds that 20 million additions take now: 0.9 on the machine that limits in seconds are meant for."""

    def add() -> None:
        n = 0
        while n < 2_000_000:
            n += 1

    return best(add) * 10


def seconds(job: Callable[[], object], runs: int = 3) -> float:
    """Median wall time of job over runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return median(times)


def rest(app: Any) -> None:
    """Until a window has done what it puts off to after its first picture; as when a user looks at it before going on."""
    gc.freeze()  # as the program does when its window stands (app.main)
    from edudesk.kit.tasks import is_busy

    until = time.monotonic() + _LOOKED
    while time.monotonic() < until or is_busy():
        app.processEvents()
        time.sleep(0.01)
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
