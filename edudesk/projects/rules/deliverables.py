"""What deserves a look among the 成果: how many the forms have room for, what is not filled in, the project's name on it (3.5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from edudesk.base.words import shortened
from edudesk.projects.forms.lists import result_types
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.results import DELIVERABLE_COLUMN, DeliverableDraft

R = TypeVar("R", bound=DeliverableDraft)
YES = "是"
MARKED = "listed_results"
"""Key of the text of a project that holds the ids of the 成果 chosen for the tables, 、-joined."""


def stage_results(results: Sequence[R]) -> list[R]:
    """阶段成果."""
    return [one for one in results if one.is_final != YES]


def final_results(results: Sequence[R]) -> list[R]:
    """最终成果."""
    return [one for one in results if one.is_final == YES]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table of 成果 in the papers. word: 阶段成果; most: how many it has room for; results: all there are."""

    word: str
    most: int
    results: Sequence[Any]

    def printed(self, marked: Collection[str]) -> Sequence[Any]:
        """Those that stand in it: all while there is room, else those that were marked, while none is the first. marked:
        ids."""
        if len(self.results) <= self.most:
            return self.results
        chosen = [one for one in self.results if one.id in marked]
        return (chosen or self.results)[: self.most]

    def told(self, marked: Collection[str]) -> str:
        """How many are marked of more than there is room for."""
        count = sum(one.id in marked for one in self.results)
        chosen = f"已选 {count} 项" if count else f"还没有选，先列最早的 {self.most} 项"
        return f"{self.word} {len(self.results)} 项，表内限 {self.most} 项，{chosen}。"


def tabled(kind: ProjectKind, results: Sequence[Any]) -> tuple[Tabled, Tabled]:
    """阶段成果, 最终成果."""
    return (
        Tabled("阶段成果", kind.stage_rows, stage_results(results)),
        Tabled("最终成果", kind.final_rows, final_results(results)),
    )


def crowded(table: Tabled, chosen: Collection[str]) -> list[tuple[str, str]]:
    """(id, sentence) of the first that is one too many."""
    own = [one.id for one in table.results if one.id in chosen]
    text = f"{table.word}限选 {table.most} 项，选了 {len(own)} 项。"
    return [(own[table.most], text)] if len(own) > table.most else []


def result_warnings(
    kind: ProjectKind, project: ProjectDraft, results: Sequence[Any], marked: Collection[str] = ()
) -> tuple[str, ...]:
    """Sentences for the project page and the pre-flight, one for each thing. results: stored; marked: ids of those chosen for
    the tables."""
    found = []
    for table in tabled(kind, results):
        own = table.results
        if len(own) > table.most and not any(one.id in marked for one in own):
            found.append(f"表里只能列 {table.most} 项{table.word}，现有 {len(own)} 项，请选有代表性的。")
    for one in results:
        kind_of = result_types().get(one.kind)
        if kind_of is None:
            continue
        if wanted := [DELIVERABLE_COLUMN[key].title for key in kind_of.asks if not getattr(one, key)]:
            found.append(f"{one.kind}“{shortened(one.title)}”还没有填 {'、'.join(wanted)}。")
        if kind_of.shows_project and project.number and one.shows_project != YES:
            found.append(f"{one.kind}“{shortened(one.title)}”没有标注项目名称和编号，结题时可能不被认可。")
    return tuple(found)
