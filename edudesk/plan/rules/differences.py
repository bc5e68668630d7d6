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
_GLANCE: Final = 16  # characters
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
class Told:
    """One field of a record in both versions, as people read it; "" = nothing."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What went and what came: both values whole where they are taken in at a glance, else their words."""
        is_short = max(len(self.before), len(self.after)) <= _GLANCE
        if not is_short and self.before and self.after:
            return pieces(self.before, self.after)
        both = (Piece(Fate.GONE, self.before), Piece(Fate.ADDED, self.after))
        return tuple(one for one in both if one.text)

    @property
    def is_replaced(self) -> bool:
        """Whether nothing of it stayed, so that it is told as one and the other: 40% → 43%."""
        return all(piece.fate is not Fate.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of either version. heading: of the new one, of the old where it is gone; pieces: heading and text in the
    order of reading, joined they are the old text without ADDED and the new one without GONE; of a record its fields
    instead: those that changed, of a new one or one that is gone those that say something; beside: where it belongs."""

    heading: str
    fate: Fate
    pieces: tuple[Piece, ...] = ()
    was: str = ""
    fields: tuple[Told, ...] = ()
    beside: str = ""


Text = tuple[str, str]
"""Heading and text of a passage."""


def differences(
    before: Sequence[Text], after: Sequence[Text], ids: tuple[Sequence[str], Sequence[str]] | None = None
) -> list[Passage]:
    """Every passage of two versions (heading, text), in the order of the new one; what is gone stands where it was.

    ids: of the passages of both, "" = not known: what has the same id is the same passage, whatever it is called now.
    """
    found: list[Passage] = []
    for old, new in _same_first(before, after, ids) if ids is not None else _paired(before, after):
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


Pairs = list[tuple[Text | None, Text | None]]


def _same_first(
    before: Sequence[Text], after: Sequence[Text], ids: tuple[Sequence[str], Sequence[str]]
) -> Pairs:
    """Passages of both versions beside each other: by id, what is left between two such by heading."""
    old, new = ({one: place for place, one in enumerate(some) if one} for some in ids)
    elsewhere = moved([one for one in old if one in new], [one for one in new if one in old])
    pairs: Pairs = []
    done = 0
    left: list[Text] = []
    for place, passage in enumerate(after):
        row_id = ids[1][place]
        if row_id not in old:
            left.append(passage)
        elif row_id in elsewhere:
            pairs += _paired([], left)
            left = []
            pairs.append((before[old[row_id]], passage))
        else:
            gone = [before[at] for at in range(done, old[row_id]) if ids[0][at] not in new]
            pairs += _paired(gone, left)
            done, left = old[row_id] + 1, []
            pairs.append((before[old[row_id]], passage))
    gone = [before[at] for at in range(done, len(before)) if ids[0][at] not in new]
    return pairs + _paired(gone, left)


def moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Of the same ids in two orders those that stand elsewhere in the second."""
    stays = {
        one
        for start, _, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for one in old[start : start + size]
    }
    return set(old) - stays


def _paired(before: Sequence[Text], after: Sequence[Text]) -> Pairs:
    """Passages of both versions beside each other: by heading, else by what they say."""
    old = [without_mark(heading) for heading, _ in before]
    new = [without_mark(heading) for heading, _ in after]
    pairs: Pairs = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(before[i:j], after[k:m], strict=True)
        else:
            pairs += _matched(before[i:j], after[k:m])
    return pairs


def _matched(before: Sequence[Text], after: Sequence[Text]) -> Pairs:
    """Passages whose headings changed, in order: those that are alike belong together."""
    pairs: Pairs = []
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


def _is_alike(old: Text, new: Text) -> bool:
    if old[1] and old[1] == new[1]:
        return True
    return SequenceMatcher(None, without_mark(old[0]), without_mark(new[0])).ratio() >= _ALIKE
