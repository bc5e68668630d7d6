"""A self-evaluation beside its list: what each area came to, what is not judged yet, its proofs."""

from PySide6.QtCore import Signal

from edudesk.appraisal.pages.line import AppraisalLine
from edudesk.appraisal.pages.sources import AppraisalSources
from edudesk.appraisal.reports.facts import points_text
from edudesk.kit.buttons import button, link
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.part_files import PartFiles

_WAITING = 12  # lines not judged yet that are named


class AppraisalDrawer(Drawer):
    """fill_wanted(line, node): the sheet, with a line of the form chosen; edit_wanted(line)."""

    fill_wanted = Signal(object, str)
    edit_wanted = Signal(object)

    def __init__(self, sources: AppraisalSources) -> None:
        super().__init__()
        self._line: AppraisalLine | None = None
        self._nodes: list[str] = []
        self.tools.addWidget(link("编辑", lambda: self.edit_wanted.emit(self._line)))
        self.body.addWidget(button("填写自评表", lambda: self.fill_wanted.emit(self._line, "")))
        self.facts = KeyValues()
        self.body.addWidget(self.facts)
        self._areas_title = label("各方面", "heading")
        self.areas = DatedList("各方面")
        self.areas.opened.connect(self._open)
        self._waiting_title = label("", "heading")
        self.waiting = DatedList("没有评的项目")
        self.waiting.opened.connect(self._open_waiting)
        for one in (self._areas_title, self.areas, self._waiting_title, self.waiting):
            self.body.addWidget(one)
        self.files = PartFiles(sources.attachments, sources.appraisals)
        self.body.addWidget(self.files)
        self.body.addStretch(1)

    def show_line(self, line: AppraisalLine) -> None:
        """Fill with another, or with the same after a change."""
        self._line = line
        judged = line.judged
        self.show_head(f"{line.year}学年 {line.title}", " · ".join(filter(None, (line.leader, line.on))))
        told = [
            ("自评总分", f"{line.total or '0'} 分　{judged.grade}"),
            ("复评", f"{line.outside} 分　{judged.outside_grade}" if line.outside else ""),
            ("自评结论", line.conclusion),
            ("复评意见", " ".join(filter(None, (line.outside_unit, line.outside_words)))),
        ]
        self.facts.show_rows([(title, words) for title, words in told if words])
        tops = [one for one in judged.lines if one.depth == 0]
        self._nodes = [one.node.id for one in tops]
        self.areas.show_lines(
            [
                DatedLine(
                    f"{points_text(one.own) or '—'}/{points_text(one.points)}",
                    one.node.title,
                    f"复评 {points_text(one.outside)}" if one.differs else "",
                )
                for one in tops
            ]
        )
        self._waiting_title.setText(f"没有评的项目 {len(judged.missing)}")
        self._waiting_title.setVisible(bool(judged.missing))
        self.waiting.setVisible(bool(judged.missing))
        self.waiting.show_lines([DatedLine(node.id, node.title) for node in judged.missing[:_WAITING]])
        self.files.show_row(line)

    def _open(self, number: int) -> None:
        """The first judged line of an area."""
        assert self._line is not None
        children, node = self._line.sheet.children, self._nodes[number]
        while node in children:
            node = children[node][0].id
        self.fill_wanted.emit(self._line, node)

    def _open_waiting(self, number: int) -> None:
        assert self._line is not None
        self.fill_wanted.emit(self._line, self._line.judged.missing[number].id)
