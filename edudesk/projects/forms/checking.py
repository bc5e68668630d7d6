"""What is wrong with a kind that somebody changed, all at once."""

from collections import Counter
from collections.abc import Iterator

from edudesk.base.errors import FieldProblem
from edudesk.projects.forms.lists import code_lists
from edudesk.projects.forms.value import PHASES, POOL, ProjectKind

_LIMITS = (
    ("core_most", "核心成员上限"),
    ("others_most", "参研人员上限"),
    ("all_most", "成员总数上限"),
)


def problems_of(kind: ProjectKind) -> tuple[FieldProblem, ...]:
    """What keeps a kind from being saved. key: the field, or stages and sides."""
    return (*_head(kind), *_stages(kind), *_sides(kind))


def _head(kind: ProjectKind) -> Iterator[FieldProblem]:
    for key, word in (("key", "编号"), ("title", "名称"), ("short", "简称"), ("family", "项目族")):
        if not getattr(kind, key).strip():
            yield FieldProblem(key, f"请填写类别的{word}。")
    if strange := [level for level in kind.levels if level not in code_lists()["level"].words]:
        yield FieldProblem("levels", f"没有“{strange[0]}”这个级别。")
    if kind.leaders < 1:
        yield FieldProblem("leaders", "主持人至少 1 名。")
    for key, word in _LIMITS:
        if (getattr(kind, key) or 0) < 0:
            yield FieldProblem(key, f"{word}不能小于 0。")
    if kind.title_most < 1:
        yield FieldProblem("title_most", "名称字数上限应大于 0。")
    if not kind.reminders or any(days < 0 for days in kind.reminders):
        yield FieldProblem("reminders", "请填写提前几天提醒，如 60、30、7。")
    if not 0 <= kind.yearly <= 12:
        yield FieldProblem("yearly", "年度考核月份应在 1 到 12 之间，不考核填 0。")
    if not 0 <= kind.results_month <= 12:
        yield FieldProblem("results_month", "成果报送月份应在 1 到 12 之间，没有固定时间填 0。")


def _stages(kind: ProjectKind) -> Iterator[FieldProblem]:
    if len(kind.stages) < 2:
        yield FieldProblem("stages", "至少要有两个阶段。")
        return
    names = Counter(kind.names())
    for name, count in names.items():
        if count > 1:
            yield FieldProblem("stages", f"“{name}”出现了 {count} 次，阶段名称不能重复。")
    for before, after in zip(kind.stages, kind.stages[1:], strict=False):
        if PHASES.index(after.phase) < PHASES.index(before.phase):
            yield FieldProblem(
                "stages",
                f"“{after.name}”属于“{after.phase}”，不能排在“{before.phase}”的“{before.name}”之后。",
            )
    if kind.stages[0].phase != POOL:
        yield FieldProblem("stages", f"第一个阶段应属于“{POOL}”。")
    for stage in kind.stages:
        due = stage.due
        if due is not None and due.after and kind.stage(due.after) is None:
            yield FieldProblem("stages", f"“{stage.name}”的期限从“{due.after}”算起，但没有这个阶段。")
        if due is not None and due.share is not None and not 0 <= due.share <= 100:
            yield FieldProblem("stages", f"“{stage.name}”的期限应在研究期的 0 到 100% 之间。")
        if stage.outputs < 0:
            yield FieldProblem("stages", f"“{stage.name}”的阶段成果数不能小于 0。")


def _sides(kind: ProjectKind) -> Iterator[FieldProblem]:
    for side in kind.sides:
        for one in side.of:
            if one not in PHASES and kind.stage(one) is None:
                yield FieldProblem("sides", f"“{side.name}”从“{one}”进入，但没有这个阶段。")
        for one in side.to:
            if one not in kind.names():
                yield FieldProblem("sides", f"“{side.name}”之后到“{one}”，但没有这个阶段。")
