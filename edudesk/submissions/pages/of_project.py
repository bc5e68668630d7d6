"""The packs of one project beside the others: of the one that somebody came for from its page, or asked for here."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.pages.people import Choosing, Person
from edudesk.submissions import making
from edudesk.submissions.pages.pack_table import PackItem
from edudesk.submissions.rows.lines import PackLine
from edudesk.submissions.rows.packs import Pack
from edudesk.submissions.sources import Sources

_PROJECT = "project"


class OfProject:
    """None at first; the last one asked for stays while the program runs."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._project = ""

    def come_for(self, project_id: str, parent: QWidget) -> str:
        """Take another project; returns the key of the pack that fits it now, "" when it has none, which is told."""
        found = making.of_project(self._sources, project_id)
        if not found:
            messages.tell(
                parent,
                "这个项目现在没有可以提交的材料包。",
                "已停止的项目不再提交；其他项目进入申报、实施或结题后再来，单份材料可在“项目管理 → 导出”里导出。",
            )
            return ""
        self._project = project_id
        return found[0].key

    def items(self) -> list[PackItem]:
        """All packs, those of the project first, the others by their days."""
        found = [PackItem(line) for line in making.lines(self._sources, more=self._packs())]
        return sorted(found, key=lambda item: not self._is_of(item.line))

    def ask(self, parent: QWidget, chosen: Callable[[str], object]) -> FormDialog:
        """Ask for a project; two of one name are told apart. chosen(id)."""
        rows = self._sources.projects.rows()
        choosing = Choosing()
        choosing.offer(
            [Person(row.id, row.title, row.pinyin, row.initials, row.number or row.stage) for row in rows]
        )
        codes = CodeList("项目", tuple(map(Code, choosing.codes.words)), is_open=False)
        column = Column(_PROJECT, "项目", Kind.CHOICE, 60, codes=codes, required=True)
        dialog = FormDialog.edit(
            parent,
            "一个项目的材料包",
            (("", (column,)),),
            {},
            lambda typed: choosing.id_of(str(typed[_PROJECT])),
            chosen,
            spell=choosing.spell,
        )
        dialog.save_button.setText("打开")
        return dialog

    def _is_of(self, line: PackLine) -> bool:
        return bool(self._project) and line.pack.subject == self._project

    def _packs(self) -> Sequence[Pack]:
        """Of the project as it stands; of one that was deleted meanwhile none."""
        try:
            return making.of_project(self._sources, self._project) if self._project else ()
        except UserError:
            self._project = ""
            return ()
