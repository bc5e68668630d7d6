"""The kind in the forms of a project: its 阶段 and 子类 as lists, and another kind for one entered as the wrong one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.kit.form_dialog import FormDialog
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.projects import PROJECT_COLUMN, ProjectRow
from edudesk.projects.rules.kinds import Kinds

KIND: Final = "kind_title"
"""Key of the field in which a kind is chosen by its title."""


def listed(key: str, words: Sequence[str]) -> Column:
    """A column whose words are those of a kind; others can be typed and are told."""
    column = PROJECT_COLUMN[key]
    return replace(column, kind=Kind.CHOICE, codes=CodeList(column.title, tuple(map(Code, words))))


def every_word(kinds: Kinds, key: str) -> tuple[str, ...]:
    """The words of all kinds for 阶段 or 子类."""
    words = (word for kind in kinds.offered for word in (kind.names() if key == "stage" else kind.subkinds))
    return tuple(dict.fromkeys(words))


def follow_kind(dialog: FormDialog, kinds: Kinds) -> None:
    """阶段 and 子类 of a form offer those of the kind that is chosen."""
    chosen = dialog.fields[KIND].editor

    def offer() -> None:
        kind = kinds.read(chosen.typed())
        for key, words in (
            ("subkind", kind.subkinds if kind is not None else ()),
            ("stage", kind.names() if kind is not None else ()),
        ):
            if key in dialog.fields:
                dialog.fields[key].editor.offer_words(words)

    for told in (chosen.edited, chosen.left):
        told.connect(offer)
    offer()


def change_kind(
    parent: QWidget, sources: ProjectSources, row: ProjectRow, saved: Callable[[ProjectRow], object]
) -> FormDialog:
    """Another kind for a project that was entered as the wrong one; what does not fit is told before it is stored."""
    kinds = sources.project_kinds.kinds()
    others = tuple(Code(one.title) for one in kinds.offered if one.key != row.kind)
    titles = CodeList("项目类别", others, is_open=False)
    kind = replace(PROJECT_COLUMN["kind"], key=KIND, title="改为", kind=Kind.CHOICE, codes=titles)
    stage = replace(listed("stage", every_word(kinds, "stage")), help="空着按意思相同的阶段")

    def wanted(typed: Mapping[str, Any]) -> tuple[str, str]:
        found = kinds.read(str(typed.get(KIND) or ""))
        return found.key if found is not None else "", str(typed.get("stage") or "")

    def doubt(typed: Mapping[str, Any]) -> list[FieldProblem]:
        key, to = wanted(typed)
        found = sources.projects.kind_fit(row.id, key, to) if key else ()
        return [FieldProblem(KIND, "".join(found))] if found else []

    dialog = FormDialog.edit(
        parent,
        f"{row.title}：改变类别",
        ((f"现在：{kinds.of(row).title} · {row.stage}", (kind, stage)),),
        {},
        lambda typed: sources.projects.change_kind(row.id, *wanted(typed)),
        saved,
        doubt=doubt,
    )
    follow_kind(dialog, kinds)
    return dialog
