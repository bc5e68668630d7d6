"""导入教师花名册: people of a stranger's workbook, with the day from which changes hold."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.grammar import read_typed
from edudesk.base.jobs import Step
from edudesk.kit.buttons import button
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.export_looking import untraced
from edudesk.kit.fields import LineField
from edudesk.kit.labels import label
from edudesk.roster.histories import KIND
from edudesk.roster.pages import IMPORT
from edudesk.roster.pages.file_page import Answer
from edudesk.roster.pages.import_steps import StepsPage
from edudesk.roster.reports import roster_sheets, roster_template
from edudesk.roster.service import ImportResult

_EFFECTIVE = Column("as_of", "变更生效日期", Kind.DATE, help="今天")


class ImportPage(StepsPage):
    """The import of the roster. facts_wanted(kind key, file): the file holds dated facts, to be imported as such."""

    facts_wanted = Signal(str, object)
    name, title, icon_name = IMPORT
    file_title = "选择要导入的花名册"
    back = "花名册"
    doing = "正在导入花名册"
    invitation = (
        "把学校现有的花名册拖到这里。",
        "支持 .xlsx、.xls、.csv（UTF-8 或 GBK）。列名不用改，先预览，确认后才写入，导入后可以整体撤销。",
    )

    def build_tools(self) -> Sequence[QWidget]:
        self._day = LineField(_EFFECTIVE)
        self._day.setAccessibleName(_EFFECTIVE.title)
        self._day.setFixedWidth(130)
        self._day.left.connect(self._choose_day)
        self.facts_button = button("", self._to_facts)
        return self.facts_button, label(_EFFECTIVE.title, "muted"), self._day

    def store(self, preview: Any, step: Step) -> ImportResult:
        return self._teachers.import_rows(preview, step)

    def export_template(self) -> None:
        sheets = {sheet.key: sheet for sheet in roster_sheets()}
        ExportDialog(
            self,
            "下载导入模板",
            lambda choice: partial(roster_template, sheets[choice.scope], clock.today()),
            lambda choice: roster_template(sheets[choice.scope], clock.today()).file_name,
            untraced,
            scopes=[(key, f"{sheet.title}（{len(sheet.columns)} 列）") for key, sheet in sheets.items()],
            audiences=(),
            formats=("xlsx",),
            scope_word="哪张表",
        ).open()

    def offer(self, answer: Answer) -> None:
        super().offer(answer)
        self._day.show_text(answer.preview.as_of)
        kind = answer.preview.facts_kind
        self.facts_button.setVisible(bool(kind))
        if kind:
            self.facts_button.setText(f"按{KIND[kind].title}记录导入")

    def _to_facts(self) -> None:
        if self._answer is not None:
            self.facts_wanted.emit(self._answer.preview.facts_kind, self._answer.request.file)

    def told(self, result: ImportResult) -> tuple[str, str]:
        left = f"，{result.error} 行有错误没有导入" if result.error else ""
        gone = f"，离岗登记 {result.gone} 人" if result.gone else ""
        others = "其他没有" if result.gone else "没有"
        return (
            f"已导入：新增 {result.new} 人，更新 {result.changed} 人{gone}。",
            f"原样不变 {result.same} 人{left}。{others}出现在这个文件里的教师没有改动。",
        )

    def told_undone(self, result: ImportResult) -> str:
        return f"新增的 {result.new} 人和更新的 {result.changed} 人都回到了导入前的样子。"

    def _choose_day(self) -> None:
        """Titles, education and posts that changed hold from this day; empty means today."""
        if self.preview is None:
            return
        reading = read_typed(_EFFECTIVE, self._day.typed())
        day = str(reading.value or "")
        if day != self.preview.as_of and (day or not self._day.typed()):
            self._ask_again(as_of=day)
