"""The text of a plan that was printed, met again: what the program put in while printing is no text that somebody wrote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from edudesk.base.words import unspaced
from edudesk.plan.rows.text import SectionDraft, SectionRow
from edudesk.plan.rules import filling
from edudesk.plan.rules.marks import without_mark
from edudesk.plan.rules.outline import Chapter

_ATTACHED: Final = re.compile(
    r"^附件[:：]\s*(?:1[.．])?\s*(?:观测指标与年度目标表|任务分解表|重点发展项目表)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Laid:
    """A section as it is to stand. role: what the program fills it with while it is empty."""

    level: int
    heading: str
    text: str
    role: str


@dataclass(frozen=True)
class Met:
    """sections: the whole text as it is to be; is_same: it is what stands there."""

    sections: tuple[Laid, ...]
    is_same: bool


def met(there: Sequence[SectionRow], chapters: Sequence[Chapter], roles: Sequence[str], plan_id: str) -> Met:
    """The chapters of a file beside the sections of its plan.

    A section that the program fills stays unwritten when it comes back printed, with the headings below it and the tables
    at the end. A plan without sections of its own is printed with the usual ones.
    """
    read = [Laid(one.level, one.heading, one.text, role) for one, role in zip(chapters, roles, strict=True)]
    stored: Sequence[SectionDraft | SectionRow] = there or filling.usual_sections(plan_id)
    found = _Meeting(stored, _without_tables(read, stored), is_usual=not there)
    sections, is_same = found.all()
    if not there:
        return Met(() if is_same else tuple(read), is_same)
    return Met(sections, is_same)


def _without_tables(read: Sequence[Laid], stored: Sequence[SectionDraft | SectionRow]) -> list[Laid]:
    """Without the tables behind the text, where the program adds them."""
    if not any(one.role == filling.TABLES and not one.text.strip() for one in stored):
        return list(read)
    for at, one in enumerate(read):
        if found := _ATTACHED.search(one.text):
            return [*read[:at], Laid(one.level, one.heading, one.text[: found.start()].rstrip(), one.role)]
    return list(read)


class _Meeting:
    """Both lists, walked along once."""

    def __init__(
        self, stored: Sequence[SectionDraft | SectionRow], read: Sequence[Laid], *, is_usual: bool
    ) -> None:
        self._stored, self._read, self._is_usual = stored, read, is_usual
        self._found: list[Laid] = []
        self._is_same = True

    def all(self) -> tuple[tuple[Laid, ...], bool]:
        """The text as it is to be, and whether it is what stands there."""
        at = 0
        above: Laid | None = None  # that the program filled, with what it printed below
        for place, own in enumerate(self._stored):
            kept = Laid(own.level, own.heading, own.text, own.role)
            if not own.heading and not own.text.strip():
                self._found.append(kept)  # nothing of it is printed under a heading
                continue
            meets = next((n for n in range(at, len(self._read)) if self._is_of(self._read[n], own)), None)
            if meets is None:
                self._is_same = self._is_same and self._is_usual
                continue
            self._between(self._read[at:meets], above)
            one = self._read[meets]
            has_places = any(role for role, _ in filling.parts_of(own.text))
            is_filled = filling.is_filled(self._stored, place) and not self._is_rewritten(own, one)
            self._found.append(kept if is_filled or self._says(own, one) else one)
            self._is_same = self._is_same and self._found[-1] is kept
            above = kept if is_filled or has_places else None
            at = meets + 1
        self._between(self._read[at:], above)
        return tuple(self._found), self._is_same

    def _is_of(self, read: Laid, own: SectionDraft | SectionRow) -> bool:
        if read.level != own.level:
            return False
        if self._is_usual:
            return without_mark(read.heading) == without_mark(own.heading)
        return unspaced(read.heading) == unspaced(own.heading)

    def _between(self, read: Sequence[Laid], above: Laid | None) -> None:
        """Chapters that no section is: printed below a filled one, else new."""
        for one in read:
            if above is not None and one.level > above.level:
                continue
            above = None
            self._found.append(one)
            self._is_same = False

    def _is_rewritten(self, own: SectionDraft | SectionRow, read: Laid) -> bool:
        """The usual words of 保障 were changed: they are somebody's own from now on."""
        if own.role != filling.BACKING or not read.text.strip():
            return False
        return unspaced(read.text) != unspaced("".join(filling.shipped()["texts"][filling.BACKING]))

    def _says(self, own: SectionDraft | SectionRow, read: Laid) -> bool:
        """Whether a printed text says what is written, in order, with what the program puts in between."""
        said, at = unspaced(read.text), 0
        parts = filling.parts_of(own.text)
        if not any(role for role, _ in parts):
            return unspaced(own.text) == said
        for role, text in parts:
            if not role:
                at = said.find(unspaced(text), at)
                if at < 0:
                    return False
                at += len(unspaced(text))
        return True
