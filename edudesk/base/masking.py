"""What a reader outside may see of a person: one mask per output, not per field."""

import re
from enum import StrEnum
from functools import cache

from edudesk.base.ids import from_15

# \d also stands for full-width digits; grouped as people write them by hand
_GAPS = r"[\s\-‐-―−]"
_GAP = f"{_GAPS}?"
_CITIZEN = rf"(?<!\d)\d{{6}}{_GAP}\d{{4}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{3}}{_GAP}[\dXxＸｘ](?!\d)"
_OLD = r"(?<!\d)\d{15}(?!\d)"
_MOBILE = rf"(?<!\d)(?:[8８][6６]{_GAP})?[1１]\d{{2}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"
_SHORTEST = 11  # characters of a number worth looking for


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when first asked for: every start loads this module, and its pictures need none."""
    return re.compile(text)


class Privacy(StrEnum):
    """How far a field may travel, the furthest first (教师花名册 4, field classes C, B, A)."""

    PUBLIC = "public"  # name, subject, honour, and what is of no person
    WORK = "work"  # title, posts, classes
    BIRTH = "birth"  # the birth, and dates that tell the age: a notice of the school prints their year
    INTERNAL = "internal"  # phone, political, ethnicity, certificate number, remarks
    RESTRICTED = "restricted"  # ID number, address, health


def strictest(*levels: Privacy) -> Privacy:
    """The one that travels least."""
    return max(levels, key=_ORDER.index)


_ORDER = tuple(Privacy)


class Audience(StrEnum):
    """Who will hold the output. The mask follows from the audience and from what else is printed."""

    INTERNAL = "internal"
    BUREAU = "bureau"
    SCHOOL_NOTICE = "school_notice"
    WEB_NOTICE = "web_notice"

    @property
    def word(self) -> str:
        """The printed name of the output level."""
        return {
            "internal": "校内使用（完整）",
            "bureau": "报教育局（证件号、电话打码）",
            "school_notice": "校内公示（只留工作信息和出生年份）",
            "web_notice": "网上公示（只留姓名、学科和称号）",
        }[self.value]

    @property
    def mark(self) -> str:
        """What the name of the file ends in, so that nobody hands on the wrong one."""
        return {
            "internal": "含个人信息",
            "bureau": "报教育局",
            "school_notice": "校内公示",
            "web_notice": "网上公示",
        }[self.value]

    def shows(self, privacy: Privacy) -> bool:
        """Whether a column of this privacy is printed at all."""
        if self is Audience.WEB_NOTICE:
            return privacy is Privacy.PUBLIC
        return self is not Audience.SCHOOL_NOTICE or strictest(privacy, Privacy.BIRTH) is Privacy.BIRTH


def mask_id_no(number: str, is_birth_printed: bool = True) -> str:
    """The number with its middle starred, as long as before.

    Beside a birth date or sex only 2 + 2 characters stay: with 6 + 4 and the birth month printed, 2.9
    numbers on average satisfy the checksum, so such a mask hides nothing (P26). Otherwise 6 + 0 stay.
    """
    if len(number) <= 4:
        return "*" * len(number)
    if is_birth_printed:
        return number[:2] + "*" * (len(number) - 4) + number[-2:]
    return number[:6] + "*" * (len(number) - 6)


def mask_phone(number: str) -> str:
    """138****5571; shorter numbers keep their last two digits."""
    if len(number) >= 11:
        return number[:3] + "*" * (len(number) - 7) + number[-4:]
    return "*" * max(len(number) - 2, 0) + number[-2:]


def numbers_in(text: str) -> tuple[list[str], list[str]]:
    """The citizens' and mobile numbers somebody wrote into a text, whole, without the gaps people leave."""
    if len(text) < _SHORTEST:
        return [], []
    citizens = [found[0] for found in _pattern(_CITIZEN).finditer(text)]
    rest = _pattern(_CITIZEN).sub("、", text)
    citizens += [found[0] for found in _pattern(_OLD).finditer(rest) if from_15(found[0])]
    phones = [found[0] for found in _pattern(_MOBILE).finditer(rest)]
    return [re.sub(_GAPS, "", one) for one in citizens], [re.sub(_GAPS, "", one)[-11:] for one in phones]


def mask_numbers(text: str) -> str:
    """A text with the citizens' and mobile numbers somebody wrote into it starred."""
    if len(text) < _SHORTEST:  # nearly every cell
        return text
    starred = _pattern(_CITIZEN).sub(lambda found: mask_id_no(found[0]), text)
    starred = _pattern(_OLD).sub(
        lambda found: mask_id_no(found[0]) if from_15(found[0]) else found[0], starred
    )
    return _pattern(_MOBILE).sub(lambda found: mask_phone(found[0]), starred)
