"""What a reader outside may see of a person: one mask per output, not per field."""

import re
from enum import StrEnum

_CITIZEN = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9])1[0-9]{10}(?![0-9])")


class Privacy(StrEnum):
    """How far a field may travel (教师花名册 4, field classes C, B, A)."""

    WORK = "work"  # name, subject, title, posts
    INTERNAL = "internal"  # phone, birth, political, ethnicity, certificate number
    RESTRICTED = "restricted"  # ID number, address, health


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
            "school_notice": "校内公示（无证件号、电话，只留出生年份）",
            "web_notice": "网上公示（只留工作信息）",
        }[self.value]

    def shows(self, privacy: Privacy) -> bool:
        """Whether a column of this privacy is printed at all."""
        if self is Audience.WEB_NOTICE:
            return privacy is Privacy.WORK
        return not (self is Audience.SCHOOL_NOTICE and privacy is Privacy.RESTRICTED)


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


def mask_numbers(text: str) -> str:
    """A free text with the citizens' and mobile numbers somebody wrote into it starred."""
    starred = _CITIZEN.sub(lambda found: mask_id_no(found[0]), text)
    return _MOBILE.sub(lambda found: mask_phone(found[0]), starred)
