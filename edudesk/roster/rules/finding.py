"""How well a teacher answers what was typed into a search."""

from edudesk.base.pinyin import rank
from edudesk.roster.rows import TeacherRow


def search_rank(query: str, row: TeacherRow, facts: str | None = None) -> int | None:
    """How well a row answers what was typed: name, pinyin, initials first, then any work fact; None = not.

    Smaller is better (base.pinyin.rank); a hit in subject, title, classes … comes after every name. Of
    several words each must be found somewhere: 英语 高级.
    facts: search_facts(row) when the caller keeps it.
    """
    by_name = rank(query, row.name, row.pinyin, row.initials)
    if by_name is not None:
        return by_name
    told = search_facts(row) if facts is None else facts
    words = query.lower().split()
    if words and all(
        word in told or (len(words) > 1 and rank(word, row.name, row.pinyin, row.initials) is not None)
        for word in words
    ):
        return 100
    return None


def search_facts(row: TeacherRow) -> str:
    """What the search looks through besides the name, in lower case."""
    return "\n".join(
        (
            row.subject,
            row.subject2,
            row.title,
            row.classes,
            row.admin_post,
            row.honour,
            row.staff_no,
            row.phone,
            row.id_no,
        )
    ).lower()
