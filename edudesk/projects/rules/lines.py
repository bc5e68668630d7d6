"""Lines of projects as a board and as figures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from edudesk.projects.forms.value import PHASES
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.projects import LEVELS


def board(lines: Iterable[ProjectLine]) -> dict[str, list[ProjectLine]]:
    """The lines by phase, each phase in its place, those that are due first on top."""
    found: dict[str, list[ProjectLine]] = {phase: [] for phase in PHASES}
    for line in lines:
        found.setdefault(line.phase or PHASES[0], []).append(line)
    for own in found.values():
        own.sort(key=lambda line: (not line.next_due, line.next_due, line.title))
    return found


def live_by_level(lines: Iterable[ProjectLine]) -> tuple[tuple[str, int], ...]:
    """How many are 在研 at each level, the highest first; levels without any are left out."""
    counts = Counter(line.project.level for line in lines if line.is_live)
    return tuple((level, counts[level]) for level in (*LEVELS.words, "") if counts[level])


def due_within(lines: Iterable[ProjectLine], days: int) -> list[ProjectLine]:
    """Those with something due within so many days or overdue, the most urgent first."""
    found = [line for line in lines if line.days is not None and line.days <= days]
    return sorted(found, key=lambda line: (line.next_due, line.title))


def results_by_type(
    counts: Mapping[tuple[str, str], int], years: Sequence[str]
) -> tuple[tuple[str, int], ...]:
    """成果 of some school years by type, the most first. counts: (type, school year) -> how many."""
    found: Counter[str] = Counter()
    for (kind, year), count in counts.items():
        if year in years:
            found[kind] += count
    return tuple(found.most_common())
