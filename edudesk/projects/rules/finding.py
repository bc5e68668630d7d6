"""How well a project answers what was typed into a search."""

from collections.abc import Iterable

from edudesk.base.pinyin import rank
from edudesk.projects.rows.projects import ProjectRow


def project_rank(query: str, row: ProjectRow, leaders: str = "") -> int | None:
    """How well a project answers: title, its pinyin and initials first, then number, 文号 and leader; None = not.

    Smaller is better (base.pinyin.rank). Of several words each must be found somewhere: 结构化 王建国.
    """
    by_title = rank(query, row.title, row.pinyin, row.initials)
    if by_title is not None:
        return by_title
    words = query.lower().split()
    if not words:
        return None
    facts = f"{row.title}\n{row.number}\n{row.doc_no}\n{leaders}\n{row.subject}\n{row.unit}".lower()
    return 100 if all(word in facts for word in words) else None


def best(found: Iterable[tuple[int | None, ProjectRow]], most: int) -> list[tuple[int, ProjectRow]]:
    """The best answers first."""
    kept = [(place, row) for place, row in found if place is not None]
    return sorted(kept, key=lambda pair: (pair[0], pair[1].title))[:most]
