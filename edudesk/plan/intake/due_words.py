"""Until when something is due, as a plan says it: 2027年6月底前, 长期."""

import calendar
import re
from typing import Final

_DAY: Final = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*(?:[月./-]\s*(?:(\d{1,2})\s*日?)?)?(?:底|末|前)?")


def due_said(text: str) -> dict[str, str]:
    """due, an ISO day (of a month its last), and due_words, what else is said: 长期, 每学期."""
    found = _DAY.search(text)
    if found is None:
        return {"due": "", "due_words": text.strip()}
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    if not 1 <= month <= 12 or day > calendar.monthrange(year, month)[1]:
        return {"due": "", "due_words": text.strip()}
    due = f"{year}-{month:02d}-{day or calendar.monthrange(year, month)[1]:02d}"
    rest = (text[: found.start()] + text[found.end() :]).strip(" \u3000，,；;、")
    return {"due": due, "due_words": rest if rest not in ("前", "完成", "前完成") else ""}
