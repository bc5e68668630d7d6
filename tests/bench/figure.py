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


def seconds(job: Callable[[], object], runs: int = 3) -> float:
    """Median wall time of job over runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return median(times)
