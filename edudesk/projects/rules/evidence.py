"""Numbers of 佐证材料, and which of them are missing (规划与项目调研 3.5)."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from edudesk.projects.forms.lists import section_of, sections
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.evidence import ON_PAPER, EvidenceDraft, EvidenceRow
from edudesk.projects.rows.projects import StepDraft
from edudesk.projects.rules.stages import left_from


def next_number(document: str, taken: Iterable[str]) -> str:
    """04-02: the section of the archive where a document belongs, and the first number behind those taken there."""
    section = f"{section_of(document).number:02}"
    last = max((int(one[3:]) for one in taken if one[:3] == f"{section}-" and one[3:].isdecimal()), default=0)
    return f"{section}-{last + 1:02}"


def is_there(evidence: EvidenceDraft, files: int) -> bool:
    """Whether there is something to look at: a file, a link, or the paper itself."""
    return bool(files or evidence.link.strip() or evidence.form == ON_PAPER)


def wanting(kind: ProjectKind, reached: str, documents: Collection[str]) -> tuple[str, ...]:
    """The documents of all stages up to one that are not there: what a 结题 kit still lacks."""
    place = kind.place(reached)
    asked = [one for stage in kind.stages[: place + 1] for one in stage.needs]
    return tuple(dict.fromkeys(one for one in asked if one not in documents))


def passed_without(
    kind: ProjectKind, now: str, steps: Sequence[StepDraft], documents: Collection[str]
) -> tuple[str, ...]:
    """The documents of the stages a project went through that are not there. now: the stage it is in; steps: of it, oldest
    first. One that may be skipped and has no step was not gone through."""
    place = max(kind.place(now), kind.place(left_from(kind, now, steps)))
    entered = {step.to_stage for step in steps}
    gone = [one for one in kind.stages[: place + 1] if one.name in entered or not one.is_optional]
    asked = [document for stage in gone for document in stage.needs]
    return tuple(dict.fromkeys(one for one in asked if one not in documents))


def archive(rows: Sequence[EvidenceRow]) -> Mapping[str, list[EvidenceRow]]:
    """The proofs by section, each section in its place, as the 结题档案目录 lists them."""
    found: dict[str, list[EvidenceRow]] = {section.name: [] for section in sections()}
    names = {f"{section.number:02}": section.name for section in sections()}
    for row in rows:
        found[names.get(row.number[:2]) or section_of(row.document).name].append(row)
    return found
