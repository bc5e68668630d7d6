"""Pinyin of people's names, surnames read as surnames (resources/surnames.toml), and finding people by it."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache

from edudesk.base import paths

_WORDS = re.compile(r"[a-z]+|[^a-z]")
# Cn, Co: characters younger than Python's tables, and the private ones of GB18030 names
_SPOKEN = ("Ll", "Lo", "Cn", "Co")
_LATIN = re.compile(r"[a-z]+")
_PASSPORT = re.compile("(?<=[ln])yu")
_LETTERS = re.compile("(?<=[ln])yu|[a-z]")
_LOOSE = re.compile(r"[\s·'’\-]+")


def spell(name: str) -> tuple[str, str]:
    """Pinyin without tones, a space between syllables, ü as v; and its initials: 周敏华 -> "zhou min hua", "zmh".

    A character without a known reading stands for itself, so that it sorts last and is still found.
    Slow the first time (the dictionary takes 0.3 s): callers store the result beside the name.
    """
    surname, given = _surname(name)
    syllables = [*surname, *_read(given)]
    return " ".join(syllables), "".join(syllable[0] for syllable in syllables)


def is_double_surname(name: str) -> bool:
    """Whether a name begins with a surname of two characters (欧阳修); two characters alone are 欧 and 阳."""
    return len(name) > 2 and name[:2] in _surnames()


def _surname(name: str) -> tuple[list[str], str]:
    """Syllables of a surname with a reading of its own, and the rest of the name."""
    readings = _surnames()
    # two characters are surname and given name: 司空 alone may be 司 空, 司空图 never is
    for length in (2, 1) if len(name) > 2 else (1,):
        if syllables := readings.get(name[:length]):
            return list(syllables), name[length:]
    return [], name


def _read(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # 0.3 s that only new names pay

    return " ".join(lazy_pinyin(text, errors=_unspelled)).lower().split()


def _unspelled(run: str) -> str:
    """What has no pinyin: Latin words stay whole, a character stands for itself, marks and digits go."""
    words: list[str] = _WORDS.findall(run.lower())
    return " ".join(word for word in words if unicodedata.category(word[0]) in _SPOKEN)


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    with paths.shipped("resources", "surnames.toml").open("rb") as file:
        document = tomllib.load(file)
    both = {**document["single"], **document["double"]}
    return {surname: tuple(_toneless(reading).split()) for surname, reading in both.items()}


def _toneless(reading: str) -> str:
    apart = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


@lru_cache(maxsize=64)
def _query(typed: str) -> tuple[str, str, re.Pattern[str] | None]:
    """The query without spaces, its Latin spelling ("" when it has other characters), and the pattern of
    syllables cut short: zhoumh fits zhou|m…|h…"""
    text = _LOOSE.sub("", unicodedata.normalize("NFKC", typed).lower())
    latin = text.replace("ü", "v")
    if _LATIN.fullmatch(latin) is None:
        return text, "", None
    # after each letter the syllable may break off and the next one begin
    gap = r"(?:[^ ]* )??"
    # lyu may be lü (as in passports), and the end of one syllable and 玉 as the next: chenyu
    letters = (f"(?:v|y{gap}u)" if letter == "yu" else letter for letter in _LETTERS.findall(latin))
    return text, latin, re.compile(r"(?<![^ ])" + gap.join(letters))


def rank(query: str, name: str, pinyin: str, initials: str) -> int | None:
    """How well a person fits what was typed: 0 whole, 1 beginning, 2 initials, 3 inside; None not at all.

    query: characters, pinyin with or without spaces, initials or both mixed (zhoumh); anything fits "".
    2,000 people take a few milliseconds; spell() gives pinyin and initials.
    """
    text, latin, pattern = _query(query)
    if not text:
        return 1
    if pattern is None:
        place = (_LOOSE.sub("", name) if "·" in name else name).lower().find(text)
        if place < 0:
            return None
        return 3 if place else 0 if len(text) == len(name) - name.count("·") else 1
    found = pattern.search(pinyin)
    if found is None:
        return None
    if found.start():
        return 3
    if found[0].replace(" ", "") in (latin, _PASSPORT.sub("v", latin)):  # no syllable was cut short
        return 0 if found.end() == len(pinyin) else 1
    return 2
