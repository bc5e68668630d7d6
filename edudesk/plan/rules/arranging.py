"""What the buttons below the chapters of a plan do: the chapters in another order, deeper or fewer, headings counting on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edudesk.plan.rows.text import SectionDraft
from edudesk.plan.rules.filling import usual_sections
from edudesk.plan.rules.outline import DEEPEST
from edudesk.plan.rules.sections import end_of, marked, moved, renumbered

Line = tuple[str, SectionDraft]
"""Id of a stored chapter, "" of a new one, and what is typed of it."""


def arranged(deed: str, given: Sequence[Line], place: int, plan_id: str) -> tuple[list[Line], int]:
    """The chapters after a deed, and the place of the one that is chosen then; the same ones where it cannot be done.

    deed: up, down, beside, below (a new one), wider, narrower, remove, usual (those of the usual chapters that are missing).
    """
    lines, drafts = list(given), [draft for _, draft in given]
    if deed in ("up", "down"):
        held = [_Held(*line) for line in lines]
        after = moved(held, place, -1 if deed == "up" else 1)
        lines, place = [(one.row_id, one.draft) for one in after], after.index(held[place])
    elif deed in ("beside", "below"):
        level = min(drafts[place].level + (deed == "below"), DEEPEST)
        place = end_of(drafts, place) if deed == "beside" else place + 1
        lines.insert(place, ("", SectionDraft(plan_id=plan_id, level=level, heading="新章节")))
        _mark(lines, place)
    elif deed in ("wider", "narrower"):
        row_id, draft = lines[place]
        level = draft.level + (1 if deed == "narrower" else -1)
        if 1 <= level <= DEEPEST:
            lines[place] = row_id, replace(draft, level=level)
            if draft.heading.strip():
                _mark(lines, place)
    elif deed == "remove":
        del lines[place : end_of(drafts, place)]
        place = max(min(place, len(lines) - 1), 0)
    elif deed == "usual":
        known = {one.role for one in drafts}
        lines += [("", one) for one in usual_sections(plan_id) if one.role and one.role not in known]
    if lines == list(given) or not lines:
        return list(given), place
    for at, heading in renumbered([draft for _, draft in lines]).items():
        _head(lines, at, heading)
    return lines, place


def _mark(lines: list[Line], place: int) -> None:
    """The heading with the mark that its place asks for."""
    _head(lines, place, marked([draft for _, draft in lines], place))


def _head(lines: list[Line], place: int, heading: str) -> None:
    row_id, draft = lines[place]
    lines[place] = row_id, replace(draft, heading=heading)


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A line that goes up and down with those below it; none is like another, for two may be new and empty."""

    row_id: str
    draft: SectionDraft

    @property
    def level(self) -> int:
        return self.draft.level

    @property
    def heading(self) -> str:
        return self.draft.heading
