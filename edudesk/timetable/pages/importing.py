"""导入课程表: a school's own timetable, previewed beside the one there is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.report import Template
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Wishes
from edudesk.roster.intake.values import Preview
from edudesk.roster.pages.file_page import Answer, Request
from edudesk.roster.pages.import_preview import PreviewPanel
from edudesk.roster.pages.list_import import ListImportPage
from edudesk.roster.service import ImportResult
from edudesk.school.pages.calendar_terms import term_name
from edudesk.school.pages.tabs import PickBox
from edudesk.school.rules.terms import term_nearest
from edudesk.sheets.workbook import Workbook
from edudesk.timetable.intake.area import OWN
from edudesk.timetable.intake.lists import list_layout
from edudesk.timetable.intake.preview import term_told
from edudesk.timetable.intake.values import TimetablePreview
from edudesk.timetable.pages import IMPORT_TIMETABLE
from edudesk.timetable.pages.sources import TimetableSources
from edudesk.timetable.reports.template import timetable_template
from edudesk.timetable.service.importing import previewed

_HOW = {
    False: (
        ("教师", "格子里写了姓名的按姓名，没写的按任课"),
        ("空格", "原来有课、文件里空着的格子，导入后不再有课"),
    ),
    True: (
        ("格子", "班级和学科；没写学科的按任课，再按标题"),
        ("空格", "这位教师原来有课、文件里空着的格子，导入后不再有课"),
    ),
}


class TimetablePanel(PreviewPanel):
    """Of a list the columns with what they are taken for; of a grid, which has none, how it is laid out."""

    def __init__(self) -> None:
        super().__init__("节课", "课", is_roster=False, subject="班级")
        self.layout_facts = KeyValues(76)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.layout_facts)
        column.addStretch(1)
        self._layout = place
        self._columns_card.add(place, 1)

    def show_preview(self, preview: Preview[Any]) -> None:
        super().show_preview(preview)
        is_grid = not preview.columns
        self.matches.setVisible(not is_grid)
        self._layout.setVisible(is_grid)
        self._export_button.setVisible(not is_grid)
        if is_grid and isinstance(preview, TimetablePreview):
            self._columns_card.heading.setText(preview.how)
            classes = {row.draft.class_name for row in preview.rows}
            self.layout_facts.show_rows(
                [
                    *((next(word for word in ("班级", "教师", "星期", "节次") if word in part), part) for part in preview.layout.split("，")),
                    ("认出", f"{len(classes)} 个班，{len(preview.rows)} 节课"),
                    *_HOW[preview.how == OWN],
                ]
            )  # fmt: skip


class TimetableImportPage(ListImportPage):
    """The import of a timetable; the term is read from the file, and may be changed."""

    name, title, icon_name = IMPORT_TIMETABLE
    file_title = "选择要导入的课程表"
    back = "课程表"
    doing = "正在导入课程表"
    unit = "节课"
    row, subject, what, untouched = "课", "班级", "课程表", "文件里没有的班级"
    invitation = (
        "把学校排好的课程表拖到这里。",
        "总课表（一行一个班）、每班一张或每位教师一张的课表、一行一节的清单都可以；没写教师的按任课填。先预览，确认后才写入，导入后可以整体撤销。",
    )

    def __init__(self, sources: TimetableSources, parent: QWidget | None = None) -> None:
        self._sources = sources
        super().__init__(sources, parent)

    def build_panel(self) -> PreviewPanel:
        return TimetablePanel()

    def build_tools(self) -> Sequence[QWidget]:
        self.term_box = PickBox("导入到哪个学期")
        self.term_box.picked.connect(self._choose_term)
        return label("导入到", "muted"), self.term_box

    def look(self, request: Request, workbook: Workbook, wishes: Wishes) -> Any:
        school_year, term = (
            request.kind.split() if request.kind else self._term_of(workbook, request.file.stem)
        )
        if not school_year:
            raise UserError(
                "还没有填写学期，课程表不知道记在哪个学期。", "请先到“学年与校历”新增学期；没有写入任何内容。"
            )
        return previewed(
            self._sources.context,
            workbook,
            school_year,
            term,
            **wishes,
        )

    def _term_of(self, workbook: Workbook, file: str) -> tuple[str, str]:
        """The term the file says, else the present one."""
        terms = self._sources.terms.rows()
        near = term_nearest(clock.today(), terms)
        present = (near.school_year, near.term) if near is not None else ("", "")
        year, term = term_told(workbook, file)
        told = (year or present[0], term or present[1])
        return told if any((row.school_year, row.term) == told for row in terms) else present

    def offer(self, answer: Answer) -> None:
        preview: TimetablePreview = answer.preview
        terms = self._sources.terms.rows()
        self.term_box.offer(
            [(f"{row.school_year} {row.term}", term_name(row)) for row in reversed(terms)], ""
        )
        key = f"{preview.school_year} {preview.term}"
        self.term_box.setCurrentIndex(self.term_box.findData(key))
        self._asked = replace(answer.request, workbook=answer.workbook, kind=key)
        super().offer(answer)
        self._head.note.setText(f"{preview.file} · {preview.how}：{preview.layout}")

    def store(self, preview: Any, step: Step) -> ImportResult:
        return self._sources.lessons.import_rows(preview, step)

    def layout_of(self, preview: Any) -> Layout:
        return list_layout()

    def template(self) -> Template:
        return timetable_template(clock.today())

    def _choose_term(self, key: str) -> None:
        if self._asked is not None and key != self._asked.kind:
            self._ask_again(kind=key, answers={})
