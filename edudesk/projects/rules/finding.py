"""How well a project answers what was typed into a search."""

from collections.abc import Iterable, Sequence

from edudesk.base.pinyin import rank
from edudesk.projects.rows.projects import ProjectRow

Person = tuple[str, str, str]
"""Name, pinyin, initials; the latter "" of who is not in the roster."""
_BY_LEADER, _BY_FACT = 50, 100


def project_rank(query: str, row: ProjectRow, leaders: Sequence[Person] = ()) -> int | None:
    """How well a project answers: title, its pinyin and initials first, then its leader, then number and 文号; None = not.

    Smaller is better (base.pinyin.rank). Of several words each must be found somewhere: jgh 王建国.
    """
    whole = _rank(query, row, leaders)
    if whole is not None:
        return whole
    words = query.split()
    if len(words) < 2:
        return None
    return _BY_FACT if all(_rank(word, row, leaders) is not None for word in words) else None


def _rank(query: str, row: ProjectRow, leaders: Sequence[Person]) -> int | None:
    by_title = rank(query, row.title, row.pinyin, row.initials)
    if by_title is not None:
        return by_title
    for name, pinyin, initials in leaders:
        if rank(query, name, pinyin, initials) is not None:
            return _BY_LEADER
    facts = f"{row.number}\n{row.doc_no}\n{row.subject}\n{row.unit}".lower()
    return _BY_FACT if query.lower().strip() in facts else None


def best(found: Iterable[tuple[int | None, ProjectRow]], most: int) -> list[tuple[int, ProjectRow]]:
    """The best answers first."""
    kept = [(place, row) for place, row in found if place is not None]
    return sorted(kept, key=lambda pair: (pair[0], pair[1].title))[:most]
