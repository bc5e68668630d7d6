"""One measured figure, as a ratio within the same run where two things are compared."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


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
