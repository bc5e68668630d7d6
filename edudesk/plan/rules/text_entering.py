"""What keeps a section, a line of the SWOT matrix or a version from being stored."""

from collections.abc import Iterator

from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.course import VersionDraft
from edudesk.plan.rows.text import SectionDraft, SwotDraft
from edudesk.plan.rules.outline import DEEPEST
from edudesk.school.rules.years import not_days

_LONGEST: int = 100
"""Characters of a heading."""


def section_problems(draft: SectionDraft) -> Iterator[FieldProblem]:
    """Of a section; only the passage before the first heading has none."""
    if not 1 <= draft.level <= DEEPEST:
        yield FieldProblem("level", f"标题级别应在 1 到 {DEEPEST} 之间。")
    if not draft.heading.strip() and not draft.text.strip() and not draft.role:
        yield FieldProblem("heading", "请填写标题。")
    if len(draft.heading) > _LONGEST:
        yield FieldProblem("heading", f"标题超过 {_LONGEST} 个字，请把后面的内容移到正文。")
    if "\n" in draft.heading:
        yield FieldProblem("heading", "标题只能有一行。")


def swot_problems(draft: SwotDraft) -> Iterator[FieldProblem]:
    """Of a line of the matrix."""
    if not draft.quadrant:
        yield FieldProblem("quadrant", "请选择优势、劣势、机遇、挑战或一种策略。")
    if not draft.text.strip():
        yield FieldProblem("text", "请填写内容。")


def version_problems(draft: VersionDraft) -> Iterator[FieldProblem]:
    """Of a kept version."""
    if not draft.why.strip():
        yield FieldProblem("why", "请写明这一稿的修改缘由，如“教代会审议稿”。")
    yield from not_days(draft, on="日期")
