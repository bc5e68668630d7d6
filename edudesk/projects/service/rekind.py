"""Giving a project another kind, inside a verb: its stage and its approval go by the names of that kind."""

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.rekind import renamed, stage_in, unfit
from edudesk.projects.service.kinds import keep_kinds, kinds_in
from edudesk.projects.service.reading import leaders_of, steps_of
from edudesk.projects.tables import KindVersion, Project, ProjectStep, ProjectYearly, StudioScore
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.tables import core
from edudesk.store.work import Work

_LISTS = {"年度考核": ProjectYearly, "成员考核": StudioScore}


def fit_of(
    context: Context, connection: Connection, row: ProjectRow, key: str, stage: str
) -> tuple[str, ...]:
    """What of a project does not fit another kind (rules.rekind.unfit). stage: of that kind, "" = the one that means the
    same."""
    old, new = _kinds(context, connection, row, key)
    lists = {
        word
        for word, table in _LISTS.items()
        if connection.scalar(
            select(core(table).c.id)
            .where(core(table).c.project_id == row.id, core(table).c.deleted_at == "")
            .limit(1)
        )
    }
    leaders = leaders_of(connection, [row.id], clock.today().isoformat()).get(row.id, [])
    steps = steps_of(context, connection, row.id)
    return unfit(old, new, row, steps, stage or stage_in(old, new, row.stage), len(leaders), lists)


def rekind(context: Context, work: Work, row: ProjectRow, key: str, stage: str) -> ProjectKind:
    """See ProjectService.change_kind. Returns the kind it is now."""
    old, new = _kinds(context, work.connection, row, key)
    to = stage or stage_in(old, new, row.stage)
    if to not in new.names():
        text = f"“{new.title}”没有“{to}”这个阶段。"
        hint = f"阶段有：{'、'.join(new.names())}。数据没有改动。"
        raise UserError(text, hint, (FieldProblem("stage", text),))
    names = renamed(old, new, row, to)
    changed = {
        step.id: {
            "from_stage": names.get(step.from_stage, step.from_stage),
            "to_stage": names.get(step.to_stage, step.to_stage),
        }
        for step in steps_of(context, work.connection, row.id)
    }
    work.update_many(ProjectStep, changed)
    subkind = row.subkind if row.subkind in new.subkinds else ""
    fresh = {"kind": new.key, "kind_version": new.version, "stage": to, "subkind": subkind}
    work.update(Project, row.id, fresh)
    keep_kinds(work, Records(context, KindVersion, KindVersionRow), {(new.key, new.version)})
    return new


def _kinds(
    context: Context, connection: Connection, row: ProjectRow, key: str
) -> tuple[ProjectKind, ProjectKind]:
    """The kind a project is of, and another."""
    kinds = kinds_in(connection, Records(context, KindVersion, KindVersionRow))
    new = kinds.newest.get(key)
    if new is None or key == row.kind:
        text = f"项目已经是“{new.title}”。" if new is not None else "没有这个项目类别。"
        raise UserError(text, "请选择另一个类别；数据没有改动。", (FieldProblem("kind_title", text),))
    return kinds.of(row), new
