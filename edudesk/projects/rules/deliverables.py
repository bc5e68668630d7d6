"""What deserves a look among the 成果: how many the forms have room for, what is not filled in, the project's name on it (3.5)."""

from collections.abc import Sequence

from edudesk.base.words import shortened
from edudesk.projects.forms.lists import result_types
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.results import DELIVERABLE_COLUMN, DeliverableDraft

YES = "是"


def stage_results(results: Sequence[DeliverableDraft]) -> list[DeliverableDraft]:
    """阶段成果."""
    return [one for one in results if one.is_final != YES]


def final_results(results: Sequence[DeliverableDraft]) -> list[DeliverableDraft]:
    """最终成果."""
    return [one for one in results if one.is_final == YES]


def result_warnings(
    kind: ProjectKind, project: ProjectDraft, results: Sequence[DeliverableDraft]
) -> tuple[str, ...]:
    """Sentences for the project page and the pre-flight, one for each thing."""
    found = []
    for word, own, most in (
        ("阶段成果", stage_results(results), kind.stage_rows),
        ("最终成果", final_results(results), kind.final_rows),
    ):
        if len(own) > most:
            found.append(f"表里只能列 {most} 项{word}，现有 {len(own)} 项，请选有代表性的。")
    for one in results:
        kind_of = result_types().get(one.kind)
        if kind_of is None:
            continue
        if wanted := [DELIVERABLE_COLUMN[key].title for key in kind_of.asks if not getattr(one, key)]:
            found.append(f"{one.kind}“{shortened(one.title)}”还没有填 {'、'.join(wanted)}。")
        if kind_of.shows_project and project.number and one.shows_project != YES:
            found.append(f"{one.kind}“{shortened(one.title)}”没有标注项目名称和编号，结题时可能不被认可。")
    return tuple(found)
