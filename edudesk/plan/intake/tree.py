"""The proposals of a plan as a tree: which goal a name means, what is below what, what the goals above say."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from edudesk.plan.intake.plan_tables import TableRow
from edudesk.plan.intake.proposal import IN_TABLE, TREE, Proposal
from edudesk.plan.rows.goals import DOMAIN, KEY_PROJECT
from edudesk.plan.rules.marks import Style, mark_of, without_mark
from edudesk.plan.rules.outline import Chapter
from edudesk.plan.rules.sections import end_of

LEAST: Final = 4
"""Characters of a name that may stand inside another."""
_NUMBER: Final = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s+(?=\D)")


class Tree:
    """found: all proposals by key, in their order; met: goals of which a row of a table of years was."""

    def __init__(self, found: Sequence[Proposal], chapters: Sequence[Chapter]) -> None:
        self.found = {one.key: one for one in found}
        self.chapters = chapters
        self.met: set[str] = set()

    def named_domain(self, said: str) -> str:
        """Key of a domain, or of a project that stands where domains do."""
        return self.named(said, DOMAIN) or self.named(said, KEY_PROJECT)

    def named(self, said: str, kind: str = "", domain: str = "") -> str:
        """Key of the goal with this name or text; one that a table names in another domain is another."""
        wanted, goals = (
            bare(said),
            [
                one
                for one in self.found.values()
                if one.kind in TREE and kind in ("", one.kind) and not self._is_elsewhere(one, domain)
            ],
        )
        alike = [one.key for one in goals if wanted in (bare(one.title), bare(one.text))]
        if alike:  # of several with the same words each row is about the next
            return next((key for key in alike if key not in self.met), alike[0])
        for one in goals:
            title, other = _loose(one.title), _loose(said)
            if min(len(title), len(other)) >= LEAST and (title in other or other in title):
                return one.key
        return ""

    def _is_elsewhere(self, one: Proposal, domain: str) -> bool:
        """Whether only a table names a goal, and in another domain than this."""
        if not domain or one.why != IN_TABLE or not one.parent:
            return False
        return bare(self.found[one.parent].title) != bare(domain)

    def is_under(self, one: Proposal, goal: str) -> bool:
        if not goal:
            return True
        parent = one.parent
        while parent and parent != goal:
            parent = self.found[parent].parent
        return parent == goal

    def said_above(self, one: Proposal, name: str) -> str:
        """What the nearest goal above says of this."""
        above = self.found.get(one.parent)
        while above is not None and not above.facts.get(name):
            above = self.found.get(above.parent)
        return above.facts[name] if above is not None else ""

    def holds(self, one: Proposal, row: TableRow) -> bool:
        """Whether a goal is a chapter in which the table stands."""
        return any(
            chapter.line == one.line and place <= row.place < end_of(self.chapters, place)
            for place, chapter in enumerate(self.chapters)
        )


def title_in(said: str) -> str:
    """A name in a cell without its number and closing punctuation."""
    return _unmarked(_NUMBER.sub("", said.strip())).rstrip("。；;")


@lru_cache(4096)
def bare(text: str) -> str:
    """Without mark, spaces and closing punctuation."""
    return re.sub(r"\s+", "", _unmarked(_NUMBER.sub("", text.strip()))).rstrip("。；;：:")


def _loose(text: str) -> str:
    """Without the words between two names, too: 安全后勤 is 安全与后勤."""
    return re.sub("[与和及、]", "", bare(text))


def _unmarked(text: str) -> str:
    """Without its mark; 项目1 and 项目2 in the cells of a table are names."""
    mark = mark_of(text)
    return text if mark is not None and mark.style is Style.NAMED else without_mark(text)
