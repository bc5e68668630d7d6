"""What a promised 成果 became: one that is registered, or a new one, in one step."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.words import shortened
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.part_list import PartList
from edudesk.kit.section import Deed, columns_of
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.planned import PlannedRow
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rows.results import DELIVERABLE_COLUMN, DeliverableDraft
from edudesk.projects.rules.planned import fulfilment
from edudesk.school.pages.people import Choosing

_FRESH, _NONE = "新登记一项成果", "还没有对应的成果"
_FACTS = columns_of(DELIVERABLE_COLUMN, "title", "on", "authors", "level", "outlet", "number")


def deliver(
    parent: QWidget, sources: ProjectSources, choosing: Choosing, project: ProjectRow, row: PlannedRow
) -> FormDialog:
    """Choose among the 成果 of the project, or register what was promised."""
    taken = {one.result_id for one in sources.planned_results.of(project.id)} - {row.result_id}
    results = [one for one in sources.deliverables.of(project.id) if one.id not in taken]
    words = {f"{shortened(one.title)}（{one.kind} {one.on[:7]}）": one for one in results}
    own = next((word for word, one in words.items() if one.id == row.result_id), "")
    offered = (_FRESH, *words, *([_NONE] if own else []))
    codes = CodeList("对应", tuple(map(Code, offered)), is_open=False)
    chosen = Column("result", "对应的成果", Kind.CHOICE, 60, codes=codes, required=True)

    def save(typed: dict[str, Any]) -> object:
        word = str(typed["result"])
        if word != _FRESH:
            return sources.planned_results.deliver(row.id, words[word].id if word in words else "")
        told: dict[str, Any] = {column.key: typed.get(column.key) or "" for column in _FACTS}
        ids = "、".join(filter(None, map(choosing.id_of, str(told["authors"]).split("、"))))
        fresh = DeliverableDraft(
            project_id=project.id, kind=row.kind, is_final=row.is_final, teacher_ids=ids, **told
        )
        return sources.planned_results.deliver(row.id, fresh=fresh)

    likely = next((word for word, one in words.items() if one.title == row.title), _FRESH)
    told = " ".join(filter(None, ("计划：", row.kind, row.title, row.due)))
    return FormDialog.edit(
        parent,
        f"预期成果的完成：{shortened(row.title)}",
        ((told, (chosen,)), (f"选“{_FRESH}”的填写", _FACTS)),
        {
            "result": own or likely,
            "title": row.title,
            "on": clock.today().isoformat(),
            "authors": row.owner,
        },
        save,
        spell=choosing.spell,
    )


class Fulfilment(QWidget):
    """Below the promises of a project: how far they are kept."""

    def __init__(self, part: PartList, sources: ProjectSources) -> None:
        super().__init__()
        self._part, self._sources = part, sources
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._told = label("", "small", wraps=True)
        column.addWidget(self._told)
        part.chosen.connect(self._look)
        self.hide()

    def _look(self, _row: Any) -> None:
        rows, project = self._part.rows, self._part.owner
        self.setVisible(bool(rows))
        if rows and project is not None:
            results = self._sources.deliverables.of(project.id)
            self._told.setText(fulfilment(rows, results, clock.today().isoformat()))


DELIVERING = (
    Deed("登记完成", lambda row: not row.result_id, deliver),
    Deed("重新对应", lambda row: bool(row.result_id), deliver, is_due=False),
)
