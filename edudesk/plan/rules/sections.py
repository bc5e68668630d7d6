"""The sections of a plan's text in their order: which belong to which, and the numbers of their headings."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from edudesk.plan.rules.marks import counted, house_mark, mark_of, without_mark


class Leveled(Protocol):
    """What has a place in an outline."""

    @property
    def level(self) -> int:
        """1 … 4."""

    @property
    def heading(self) -> str:
        """With its mark."""


S = TypeVar("S", bound=Leveled)


def end_of(sections: Sequence[Leveled], place: int) -> int:
    """The place after the last section that belongs to one."""
    level = sections[place].level
    return next(
        (other for other in range(place + 1, len(sections)) if sections[other].level <= level), len(sections)
    )


def has_below(sections: Sequence[Leveled], place: int) -> bool:
    """Whether a section has others below it."""
    return end_of(sections, place) > place + 1


def renumbered(sections: Sequence[Leveled]) -> Mapping[int, str]:
    """Headings that count on from those before them, by place; only those that change. Each keeps its own way of
    numbering, and one without a mark stays without."""
    counts = [0] * 10
    found: dict[int, str] = {}
    for place, section in enumerate(sections):
        mark = mark_of(section.heading)
        counts[section.level + 1 :] = [0] * (len(counts) - section.level - 1)
        if mark is None:
            continue
        counts[section.level] += 1
        number = counts[section.level]
        if mark.number != number or mark.depth > 1:
            fresh = counted(mark, number, counts[1 : section.level]) + section.heading[len(mark.text) :]
            if fresh != section.heading:
                found[place] = fresh
    return found


def marked(sections: Sequence[Leveled], place: int) -> str:
    """The heading of a section with the mark that its place asks for: as the one before it on its level has it, else that of
    the official style."""
    level, number, style = sections[place].level, 1, None
    for before in reversed(sections[:place]):
        if before.level < level:
            break
        mark = mark_of(before.heading) if before.level == level else None
        if mark is not None:
            number, style = mark.number + 1, mark
            break
    name = without_mark(sections[place].heading)
    return (counted(style, number) if style else house_mark(level, number)) + name


def moved(sections: Sequence[S], place: int, steps: int) -> list[S]:
    """The order once a section and all below it went up (-1) or down (1) past the one beside it; the same where it cannot."""
    end = end_of(sections, place)
    block, level = list(sections[place:end]), sections[place].level
    if steps < 0:
        above = next((at for at in range(place - 1, -1, -1) if sections[at].level <= level), None)
        if above is None or sections[above].level < level:
            return list(sections)
        return [*sections[:above], *block, *sections[above:place], *sections[end:]]
    if end == len(sections) or sections[end].level < level:
        return list(sections)
    after = end_of(sections, end)
    return [*sections[:place], *sections[end:after], *block, *sections[after:]]
