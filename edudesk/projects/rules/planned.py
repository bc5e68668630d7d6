"""What was promised beside what there is: 预期成果 and the 成果 they became."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from edudesk.base.words import shortened
from edudesk.projects.forms.value import ENDED, STOPPED, ProjectKind
from edudesk.projects.rows.planned import PlannedDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.results import DeliverableRow
from edudesk.projects.rules.deliverables import YES
from edudesk.school.rules.years import is_day

P = TypeVar("P", bound=PlannedDraft)


def stage_planned(planned: Sequence[P]) -> list[P]:
    """Promised as 阶段成果."""
    return [one for one in planned if one.is_final != YES]


def final_planned(planned: Sequence[P]) -> list[P]:
    """Promised as 最终成果."""
    return [one for one in planned if one.is_final == YES]


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise and the 成果 it became, None while there is none (any more)."""

    planned: Any
    result: DeliverableRow | None

    def is_late(self, today: str) -> bool:
        """Its day has gone without a 成果."""
        return self.result is None and is_day(self.planned.due) and self.planned.due < today

    def words(self, today: str) -> str:
        """已完成 2026-06, 逾期, "" while there is time."""
        if self.result is not None:
            return f"已完成 {self.result.on[:7]}".strip()
        return "逾期" if self.is_late(today) else ""


def kept(planned: Sequence[Any], results: Sequence[DeliverableRow]) -> list[Kept]:
    """Each promise with its 成果."""
    by_id: Mapping[str, DeliverableRow] = {one.id: one for one in results}
    return [Kept(one, by_id.get(one.result_id)) for one in planned]


def fulfilment(planned: Sequence[Any], results: Sequence[DeliverableRow], today: str) -> str:
    """How far the promises are kept, one sentence; "" without any."""
    every = kept(planned, results)
    if not every:
        return ""
    parts = []
    for word, own in (("阶段成果", stage_planned(planned)), ("最终成果", final_planned(planned))):
        if own:
            done = sum(one.result is not None for one in every if one.planned in own)
            parts.append(f"{word} {done} / {len(own)}")
    late = sum(one.is_late(today) for one in every)
    more = sum(one.id not in {planned_.result_id for planned_ in planned} for one in results)
    told = f"预期 {len(every)} 项，已完成 {sum(one.result is not None for one in every)} 项（{'，'.join(parts)}）"
    told += f"，逾期 {late} 项" if late else ""
    return told + (f"；另有计划外成果 {more} 项。" if more else "。")


def planned_warnings(
    kind: ProjectKind, project: ProjectDraft, planned: Sequence[Any], results: Sequence[Any], today: str
) -> tuple[str, ...]:
    """More promises than the forms have room for, and those whose day has gone. today: ISO day."""
    found = []
    for word, most, own in (
        ("阶段成果", kind.stage_rows, stage_planned(planned)),
        ("最终成果", kind.final_rows, final_planned(planned)),
    ):
        if len(own) > most:
            found.append(f"申报表限填 {most} 项预期{word}，现有 {len(own)} 项。")
    if kind.phase(project.stage) not in (ENDED, STOPPED):
        for one in kept(planned, results):
            if one.is_late(today):
                title, due = shortened(one.planned.title), one.planned.due
                found.append(f"预期成果“{title}”应在 {due} 完成，还没有对应的成果。")
    return tuple(found)
