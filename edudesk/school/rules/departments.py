"""What keeps a department from being saved."""

from collections.abc import Sequence

from edudesk.base.errors import FieldProblem
from edudesk.school.rows.departments import KINDS, DepartmentDraft


def department_problems(
    draft: DepartmentDraft, others: Sequence[DepartmentDraft] = ()
) -> tuple[FieldProblem, ...]:
    """What keeps a department from being saved, all at once. others: the departments beside it."""
    found = []
    if draft.kind not in KINDS.words:
        found.append(FieldProblem("kind", f"请选择{'、'.join(KINDS.words)}中的一种。"))
    if not draft.name.strip():
        found.append(FieldProblem("name", "请填写名称。"))
    elif any((other.kind, other.name) == (draft.kind, draft.name) for other in others):
        found.append(FieldProblem("name", f"已经有{draft.kind}“{draft.name}”。"))
    if draft.place is not None and draft.place < 1:
        found.append(FieldProblem("place", "顺序从 1 开始。"))
    return tuple(found)
