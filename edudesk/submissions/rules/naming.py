"""What files and folders of a pack are called, and the number on them (plan_projects 4.2, 文件命名)."""

import re
from collections.abc import Iterable
from datetime import date

from edudesk.base import files
from edudesk.base.masking import Audience
from edudesk.base.words import shortened
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import first_of
from edudesk.submissions.rows.packs import NAMING, Pack, PackFile

_YEAR = re.compile(r"(\d{4})[-—](\d{4})学年")
# not 2026—2030年 of a round, not 2026年6月 of a day
_CALENDAR_YEAR = re.compile(r"(?<![\d—–~至-])(\d{4}年)(?!\d{1,2}月|[—–~至-])")


def file_name(pack: Pack, file: PackFile, school: SchoolDraft, year: str, on: date) -> str:
    """Name with suffix: the words of the naming rule, each replaced by what it stands for; those for nothing go.

    year: 2025-2026 of a school year, 2026年 of a calendar year. One with whole numbers of people says so at its end.
    """
    known = {
        "学校简称": school.short_name or school.name,
        "学校名称": school.name,
        "附件号": f"附件{file.number}" if file.number else "",
        "表名": shortened(file.title),
        "材料包": shortened(pack.title),
        "学年": printed_year(year),
        "YYYYMMDD": f"{on:%Y%m%d}",
    }
    parts = [known.get(word, word) for word in (pack.naming or NAMING).split("_")]
    return f"{_joined(parts, pack)}.{file.format}".rstrip(".")  # what goes along may have no suffix


def year_told(title: str, *, is_by_calendar: bool = False) -> str:
    """The year that the title of a paper names, 2025-2026, by calendar years 2026年; "" when it names none: 年度自评 is of the
    year before."""
    if is_by_calendar:
        found = _CALENDAR_YEAR.search(title)
        return found[1] if found else ""
    found = _YEAR.search(title)
    return f"{found[1]}-{found[2]}" if found else ""


def printed_year(year: str) -> str:
    """2025-2026学年, 2026年."""
    return year if year.endswith("年") else f"{year}学年"


def folder_name(pack: Pack, school: SchoolDraft, year: str, on: date, number: int) -> str:
    """Name of the folder or zip: whose, what, of which year (as file_name) and day, in which version."""
    whose = school.short_name or school.name
    return _joined((whose, shortened(pack.title), printed_year(year), f"{on:%Y%m%d}", f"v{number}"), pack)


def _joined(parts: Iterable[str], pack: Pack) -> str:
    mark = f"_{pack.audience.mark}" if pack.audience is Audience.INTERNAL else ""
    return files.safe_name("_".join(part for part in parts if part), mark)


def serial(pack: Pack, school_year: str, taken: Iterable[tuple[str, str, str]]) -> tuple[str, int]:
    """编号 and version of the next export: 2026-P6-001, 2 when this pack went out once this school year.

    taken: (key, subject, serial) of what was exported in that school year.
    """
    taken = list(taken)
    own = [number for key, subject, number in taken if (key, subject) == (pack.key, pack.subject)]
    if own:  # one may have been counted on from another subject, whose sendings said nothing of theirs
        return own[0], sum(number == own[0] for _, _, number in taken) + 1
    used = [int(found[1]) for _, _, number in taken if (found := re.search(r"-(\d+)$", number))]
    return f"{first_of(school_year)}-{pack.key}-{max(used, default=0) + 1:03}", 1
