"""What one list beside a record is (members of a project, points of an inspection): its service, how a line reads, what its form asks for."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.form_dialog import FormDialog, Group

if TYPE_CHECKING:
    from edudesk.store.part_service import PartService


Opens = Callable[[QWidget, Any, Any, Any, Any], FormDialog]


@dataclass(frozen=True)
class Deed:
    """What is done with a line besides editing it. wanted(row): whether it can be; opens(parent, sources, choosing, owner,
    row): its form; is_due: the lines that want it wait for it, which is told above the list; edits: such a line is not edited
    but by this."""

    word: str
    wanted: Callable[[Any], bool]
    opens: Opens
    is_due: bool = True
    edits: bool = False


@dataclass(frozen=True)
class Section:
    """One list. of: its service; columns: of the form; line(row, choosing): as the list shows it; shown(row, choosing):
    what the form shows instead of ids; stored(typed, choosing, row): the other way round, row None
    for a new one; begins(owner): what a new row begins with; has_files: those of the chosen line stand below.
    lacks(row, files): what a line is told to lack, "" for nothing; notes(rows, sources): what other records say of the lines, ""
    for nothing.

    explain: why the figures of the chosen line are what they are, stands below too; sheet(parent, sources, owner, row):
    the lines are typed as a whole, there, and not one by one; sheet_word: how that is called; paper: the key of what is
    printed of the year of a line; doubts(draft, owner, rows): what of a draft
    deserves a look before it is kept, beside the other rows, and never blocks; order(service, owner id, ids): the lines can be moved up and down; suits(kind): which kinds of owners have such records.
    """

    title: str
    noun: str
    of: Callable[[Any], "PartService[Any, Any]"]
    columns: tuple[Column, ...]
    line: Callable[[Any, Any], DatedLine]
    shown: Callable[[Any, Any], Mapping[str, object]] = lambda _row, _choosing: {}
    stored: Callable[[dict[str, Any], Any, Any], dict[str, Any]] = lambda typed, _choosing, _row: typed
    begins: Callable[[Any], Mapping[str, object]] = lambda _owner: {}
    deeds: tuple[Deed, ...] = ()
    has_files: bool = False
    lacks: Callable[[Any, int], str] | None = None
    notes: Callable[[Sequence[Any], Any], Sequence[str]] | None = None
    explain: Callable[[Any, Any], Any] | None = None
    sheet: Callable[[QWidget, Any, Any, Any], QDialog] | None = None
    sheet_word: str = ""
    paper: str = ""
    doubts: Callable[[Any, Any, Sequence[Any], Any], Sequence[FieldProblem]] | None = None
    order: Callable[[Any, str, Sequence[str]], object] | None = None
    suits: Callable[[Any], bool] = lambda _kind: True

    @property
    def has_more(self) -> bool:
        """Something of the chosen line stands below the list."""
        return self.has_files or self.explain is not None

    def asked(self, _sources: Any, _row: Any) -> tuple[Column, ...]:
        """The columns of the form of a line, row None = of a new one."""
        return self.columns

    def groups(self, sources: Any, row: Any) -> Sequence[Group]:
        """The same in the groups of the form."""
        return (("", self.asked(sources, row)),)

    def lines(self, rows: Sequence[Any], choosing: Any, sources: Any) -> list[DatedLine]:
        """The lines of these rows."""
        found = [self.line(row, choosing) for row in rows]
        if not rows:
            return found
        words: Sequence[str] = [""] * len(rows)
        if self.lacks is not None:
            files = sources.attachments.of([row.id for row in rows])
            words = [self.lacks(row, len(files.get(row.id, ()))) for row in rows]
        elif self.notes is not None:
            words = self.notes(rows, sources)
        return [line._replace(note=word or line.note) for line, word in zip(found, words, strict=True)]


def joined(*words: object) -> str:
    """语文 · 高级: what is known of them."""
    return " · ".join(str(word) for word in words if word)


def words_of(text: object) -> list[str]:
    """The words of a list in a field: 王建国、李静 or 王建国，李静."""
    return [word.strip() for word in re.split("[、，,]", str(text or "")) if word.strip()]


def columns_of(every: Mapping[str, Column], *keys: str) -> tuple[Column, ...]:
    """Those of a form, by key."""
    return tuple(every[key] for key in keys)
