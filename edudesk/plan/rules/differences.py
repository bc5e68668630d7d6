"""What changed between two versions of a text: passage by passage, with the words that went and came."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from edudesk.plan.rules.marks import without_mark

# a figure or a Latin word is one, a Chinese character is one
_WORDS: Final = re.compile(r"\d+(?:\.\d+)?[%％]?|[A-Za-z]+|.", re.DOTALL)
_ALIKE: Final = 0.6  # share of two headings that is the same when one became the other
_STRAY: Final = 2  # characters between two changes that are the same only by chance


class Fate(StrEnum):
    """What became of a passage, or of words in it."""

    SAME = "未变"
    CHANGED = "修改"
    ADDED = "新增"
    GONE = "删除"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage: SAME, GONE from the old version or ADDED by the new one."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of either version. heading: of the new one, of the old where it is gone; pieces: heading and text in the
    order of reading, joined they are the old text without ADDED and the new one without GONE."""

    heading: str
    fate: Fate
    pieces: tuple[Piece, ...]
    was: str = ""


def differences(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[Passage]:
    """Every passage of two versions (heading, text), in the order of the new one; what is gone stands where it was."""
    found: list[Passage] = []
    for old, new in _paired(before, after):
        if old is None and new is not None:
            found.append(Passage(new[0], Fate.ADDED, (Piece(Fate.ADDED, new[1]),) if new[1] else ()))
        elif new is None and old is not None:
            found.append(Passage(old[0], Fate.GONE, (Piece(Fate.GONE, old[1]),) if old[1] else ()))
        elif old is not None and new is not None:
            fate = Fate.SAME if old == new else Fate.CHANGED
            found.append(Passage(new[0], fate, pieces(old[1], new[1]), "" if old[0] == new[0] else old[0]))
    return found


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """One text beside another, word by word; a word or two that stayed between changes count as changed."""
    if before == after:
        return (Piece(Fate.SAME, after),) if after else ()
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    steps = [
        (tag == "equal", "".join(old[i:j]), "".join(new[k:m]))
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ]
    found: list[Piece] = []
    gone, come = "", ""

    def settle() -> None:
        nonlocal gone, come
        if gone:
            found.append(Piece(Fate.GONE, gone))
        if come:
            found.append(Piece(Fate.ADDED, come))
        gone = come = ""

    for place, (is_same, was, now) in enumerate(steps):
        is_stray = 0 < place < len(steps) - 1 and len(was) <= _STRAY and "\n" not in was
        if is_same and not is_stray:
            settle()
            found.append(Piece(Fate.SAME, was))
        else:
            gone, come = gone + was, come + now
    settle()
    return tuple(found)


def _paired(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> list[tuple[tuple[str, str] | None, tuple[str, str] | None]]:
    """Passages of both versions beside each other: by heading, else by what they say."""
    old = [without_mark(heading) for heading, _ in before]
    new = [without_mark(heading) for heading, _ in after]
    pairs: list[tuple[tuple[str, str] | None, tuple[str, str] | None]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(before[i:j], after[k:m], strict=True)
        else:
            pairs += _matched(before[i:j], after[k:m])
    return pairs


def _matched(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> list[tuple[tuple[str, str] | None, tuple[str, str] | None]]:
    """Passages whose headings changed, in order: those that are alike belong together."""
    pairs: list[tuple[tuple[str, str] | None, tuple[str, str] | None]] = []
    left = list(before)
    for one in after:
        place = next((at for at, other in enumerate(left) if _is_alike(other, one)), None)
        if place is None:
            pairs.append((None, one))
            continue
        pairs += [(gone, None) for gone in left[:place]]
        pairs.append((left[place], one))
        del left[: place + 1]
    return pairs + [(gone, None) for gone in left]


def _is_alike(old: tuple[str, str], new: tuple[str, str]) -> bool:
    if old[1] and old[1] == new[1]:
        return True
    return SequenceMatcher(None, without_mark(old[0]), without_mark(new[0])).ratio() >= _ALIKE
