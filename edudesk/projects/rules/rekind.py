"""A project that is of another kind than it was entered as: where it stands on the other line, and what does not fit."""

from collections.abc import Collection, Sequence

from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.projects import ProjectDraft, StepDraft


def stage_in(old: ProjectKind, new: ProjectKind, name: str) -> str:
    """The stage of another kind that means the same: of that name, that which approves, else the first of the phase."""
    if name in new.names():
        return name
    stage, phase = old.stage(name), old.phase(name)
    if stage is not None and stage.approves:
        return next((one.name for one in new.stages if one.approves), new.first)
    return next((one for one in new.names() if new.phase(one) == phase), new.first)


def renamed(old: ProjectKind, new: ProjectKind, project: ProjectDraft, to: str) -> dict[str, str]:
    """Stages of 经过 that go by another name from now on: the one the project is in, and the approval."""
    found = {one.name: stage_in(old, new, one.name) for one in old.stages if one.approves}
    return {name: fresh for name, fresh in {**found, project.stage: to}.items() if name != fresh}


def unfit(
    old: ProjectKind,
    new: ProjectKind,
    project: ProjectDraft,
    steps: Sequence[StepDraft],
    to: str,
    leaders: int = 1,
    lists: Collection[str] = (),
) -> tuple[str, ...]:
    """What of a project does not fit another kind, a sentence each. to: the stage it will be in; leaders: how many it has;
    lists: 年度考核, 成员考核 where it has such records."""
    found = []
    if to != project.stage:
        found.append(f"阶段“{project.stage}”改为“{to}”。")
    names = renamed(old, new, project, to)
    passed = dict.fromkeys(one.to_stage for one in steps)
    found += [
        f"经过里的“{one}”改称“{names[one]}”。" for one in passed if one in names and one != project.stage
    ]
    strange = [one for one in passed if one not in names and one not in new.names()]
    if strange:
        found.append(f"“{new.title}”没有“{'”“'.join(strange)}”，仍留在经过里，时间线上不显示。")
    if project.subkind and project.subkind not in new.subkinds:
        found.append(f"“{new.title}”没有子类“{project.subkind}”，改后子类为空。")
    if project.level and new.levels and project.level not in new.levels:
        found.append(f"“{new.title}”没有{project.level}，只有{'、'.join(new.levels)}，请改后核对级别。")
    if leaders > new.leaders:
        found.append(f"“{new.title}”只能有 {new.leaders} 名主持人，现有 {leaders} 名。")
    gone = [word for word, is_on in (("年度考核", new.yearly), ("成员考核", new.is_studio)) if not is_on]
    if kept := [word for word in gone if word in lists]:
        found.append(f"“{new.title}”不做{'、'.join(kept)}，已登记的留着。")
    return tuple(found)
