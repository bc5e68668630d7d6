"""整组录入: the whole check as a table, for typing back paper forms, pasting a block, reading a filled-in sheet."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.intake.record_sheets import (
    Matched,
    RecordSheet,
    told_otherwise,
)
from edudesk.checks.pages.grid_drafts import GridDrafts
from edudesk.checks.pages.grid_lines import GridLine, called, told_columns
from edudesk.checks.pages.grid_papers import hand_out, read_back, told_of
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import DUE, ON_LEAVE, POSTPONED, CampaignRow, UnitRow
from edudesk.checks.rules.campaigns import inspector_id, inspectors_of
from edudesk.checks.rules.grid import grid_columns, is_blank, read_line, texts_of
from edudesk.checks.rules.sheets import Filled, filled_of, own_problems
from edudesk.kit import messages
from edudesk.kit.buttons import button, link
from edudesk.kit.dialogs import choose_open_file
from edudesk.kit.fields import ChoiceField, LineField, read_editor
from edudesk.kit.labels import label
from edudesk.kit.task_dialog import TaskDialog
from edudesk.kit.theme import Tone
from edudesk.kit.typed_table import TextRow, TypedTable
from edudesk.school.pages.people import Choosing

_THERE = "已录入"
_AWAY = (ON_LEAVE, POSTPONED)


class GridDialog(TaskDialog):
    """recorded(count): so many sheets were stored."""

    recorded = Signal(int)

    def __init__(
        self, parent: QWidget, sources: CheckSources, campaign: CampaignRow, choosing: Choosing
    ) -> None:
        super().__init__(parent)
        self._sources, self._campaign, self._choosing = sources, campaign, choosing
        self.setWindowTitle(f"整组录入：{campaign.title}")
        self.setModal(True)
        forms = sources.check_forms.every()
        units = sources.campaigns.units(campaign.id)
        self._units = [
            unit for unit in units if unit.state in (DUE, *_AWAY)
        ]  # who was away may have been looked at since
        keys = dict.fromkeys((unit.form, unit.form_version) for unit in self._units)
        self._forms: list[CheckForm] = [forms[key] for key in keys]
        self._lines: dict[int, GridLine] = {}
        self._table: TypedTable | None = None
        self.drafts = GridDrafts(self, sources.sheets, campaign.id, self._standing)
        self._build()
        screen = self.screen().availableGeometry()
        self.resize(min(1280, screen.width() - 40), min(760, screen.height() - 60))
        self._show_form()
        self._begin()
        if self._forms and len(inspectors_of(campaign)) < 2:  # nobody to choose from: on to typing
            self.table.setFocus()

    # how it is built

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 12)
        outer.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.form_box = QComboBox()
        self.form_box.setAccessibleName("表格")
        self.form_box.addItems([form.name for form in self._forms])
        self.form_box.setVisible(len(self._forms) > 1)
        self.form_box.activated.connect(self._show_form)
        names = [one.name for one in inspectors_of(self._campaign)]
        codes = CodeList("检查人", tuple(Code(name) for name in names))
        self.inspector = ChoiceField(Column("inspector", "检查人", Kind.CHOICE, codes=codes))
        self.inspector.setAccessibleName("检查人")
        self.inspector.show_text(names[0] if names else "")
        self.inspector.activated.connect(self._who_changed)
        self.inspector.left.connect(self._who_changed)
        self._who = self.inspector.typed()
        self.day = LineField(Column("on", "检查日期", Kind.DATE))
        self.day.setAccessibleName("检查日期")
        self.day.setFixedWidth(110)
        self.day.show_text(clock.today().isoformat())
        self.day.edited.connect(self._read_all)
        for part in (
            self.form_box,
            label("检查人", "muted"),
            self.inspector,
            label("检查日期", "muted"),
            self.day,
        ):
            head.addWidget(part)
        head.addStretch(1)
        self.export_button = button("导出空表…", self.hand_out, icon_name="export")
        self.import_button = button("从 Excel 读入…", self.bring_in, icon_name="import")
        head.addWidget(self.export_button)
        head.addWidget(self.import_button)
        outer.addLayout(head)
        self._remarks_place = QFrame()
        self._remarks_place.setProperty("role", "doubt")
        around = QHBoxLayout(self._remarks_place)
        around.setContentsMargins(10, 6, 10, 6)
        self.remarks = label("", wraps=True)
        around.addWidget(self.remarks, 1)
        self.empty_button = link("清空这些行", self.forget)
        self.empty_button.hide()
        around.addWidget(self.empty_button)
        self._remarks_place.hide()
        outer.addWidget(self._remarks_place)
        self._place = QVBoxLayout()
        outer.addLayout(self._place, 1)
        self.told = label("", "problem", wraps=True)
        self.told.setMinimumHeight(20)
        outer.addWidget(self.told)
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.count = label("", "muted")
        foot.addWidget(self.count, 1)
        foot.addWidget(label("Ctrl+V 粘贴 Excel 里的一块；空着的行不录入", "small"))
        foot.addWidget(button("关闭", self.reject))
        self.save_button = button("录入", self.save, "primary")
        foot.addWidget(self.save_button)
        outer.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)

    @property
    def form(self) -> CheckForm:
        """The form whose units are shown."""
        return self._forms[max(self.form_box.currentIndex(), 0)]

    @property
    def table(self) -> TypedTable:
        """The grid of the form that is shown."""
        assert self._table is not None
        return self._table

    def _show_form(self) -> None:
        """The units that take the chosen form; what was typed into the others is kept until the dialog closes."""
        if not self._forms:
            for part in (self.save_button, self.inspector, self.day, self.export_button, self.import_button):
                part.setEnabled(False)
            self.count.setText("这次检查没有应检对象。")
            return
        if self._table is not None:
            self.drafts.gather()
        if self._table is not None:
            self._table.deleteLater()
        self._table = TypedTable((*told_columns(self.form), *grid_columns(self.form)), self._shade)
        self._table.changed.connect(self._typed)
        self._table.chosen.connect(self._tell_row)
        self._place.addWidget(self._table)
        self.setTabOrder(self.day, self._table)
        self._shown = self.form
        self._fill()

    def _begin(self) -> None:
        """What was left the last time stands in the lines again."""
        who, on = self.drafts.begin(self.inspector.typed())
        if not self.drafts.texts or self._table is None:
            return
        self.inspector.show_text(who)
        self._who = who
        self.day.show_text(on or clock.today().isoformat())
        self._fill()
        if count := len(self.drafts.texts):
            self._say((f"接着上次没有录入的 {count} 行{f'（检查人 {who}）' if who else ''}。",), is_left=True)

    def _say(self, remarks: Sequence[str], *, is_left: bool = False) -> None:
        self.remarks.setText("\n".join(remarks))
        self.empty_button.setVisible(is_left)
        self._remarks_place.setVisible(bool(remarks))

    def forget(self) -> None:
        """Empty every line that is not recorded."""
        self.drafts.forget()
        self._fill()
        self.drafts.keep()
        self._say(())

    def _fill(self) -> None:
        """The lines, with what the inspector has submitted, and what was typed."""
        form, kept = self.form, self.drafts.texts
        there = {
            sheet.unit_id: sheet
            for sheet in self._sources.sheets.of_campaign(self._campaign.id)
            if sheet.inspector == self.inspector.typed() and not sheet.first_id
        }
        units = [unit for unit in self._units if (unit.form, unit.form_version) == (form.key, form.version)]
        rows, self._lines = [], {}
        for unit in units:
            sheet = there.get(unit.id)
            texts = texts_of(form, filled_of(sheet)) if sheet is not None else dict(kept.get(unit.id, {}))
            row = self.table.new_row(
                {"who": called(unit), "subject": unit.subject, "classes": unit.classes, **texts}
            )
            self._lines[row.id] = GridLine(unit, sheet)
            self._read(row)
            rows.append(row)
        self.table.put_rows(rows, ())
        open_ones = (place for place, row in enumerate(rows) if self._lines[row.id].sheet is None)
        self.table.go_to_line(next(open_ones, 0))
        self._show_count()

    # what the lines mean

    def texts(self, row: TextRow) -> dict[str, str]:
        """What was typed into a line, by key of the column."""
        return {column.key: row.cells.get(column.key, "") for column in grid_columns(self._shown)}

    def _read(self, row: TextRow) -> None:
        line = self._lines[row.id]
        texts = self.texts(row)
        if line.sheet is not None:
            stored = line.sheet.score
            row.cells |= {"score": "" if stored is None else plain(stored), "grade": _THERE}
            return
        if is_blank(texts):
            line.filled, line.problems = None, ()
            row.cells |= {"score": "", "grade": ""}
            return
        on = str(read_editor(self.day).value or "")
        who = self.inspector.typed()
        who_id = inspector_id(self._campaign, who, self._choosing.id_of)
        line.filled, line.problems = read_line(self.form, texts, on, who, who_id)
        line.problems += own_problems(line.filled, line.unit)
        score = line.filled.score(self.form)
        is_whole = not line.problems and score.value is not None
        row.cells |= {
            "score": plain(score.value) if is_whole and score.value is not None else "",
            "grade": (score.grade or "仅供参考") if is_whole else "",
        }

    def _typed(self, rows: Sequence[TextRow]) -> None:
        self.drafts.touch()
        for row in rows:
            if (sheet := self._lines[row.id].sheet) is not None:  # a typed cell cannot be locked by itself
                blank = dict.fromkeys(self.texts(row), "")
                row.cells |= blank | texts_of(self.form, filled_of(sheet))
                messages.notice(self, f"{row.who}的记录已经录入，请在“检查录入”里修改。")
            self._read(row)
        if len(rows) > 1:
            self.table.redraw(rows)
        self._show_count()
        self._tell_row(self.table.selected())

    def _read_all(self) -> None:
        if self._table is None:
            return
        self.drafts.touch()
        for row in self.table.rows:
            self._read(row)
        self.table.redraw(self.table.rows)
        self._show_count()

    def _who_changed(self, *_how: object) -> None:
        if self._table is not None and self.inspector.typed() != self._who:
            self.drafts.hand_over(self.inspector.typed())
            self._who = self.inspector.typed()
            self._fill()

    def _standing(self) -> tuple[str, str, dict[str, dict[str, str]]]:
        """Inspector, day, and the lines of the form that is shown; one that is recorded has nothing typed."""
        lines = {}
        for row in self.table.rows:
            line = self._lines[row.id]
            lines[line.unit.id] = self.texts(row) if line.sheet is None else {}
        return self._who, str(read_editor(self.day).value or ""), lines

    def _whole(self) -> dict[str, Filled]:
        """The lines that can be stored, by unit."""
        return {
            line.unit.id: line.filled
            for line in self._lines.values()
            if line.filled is not None and not line.problems
        }

    @property
    def _broken(self) -> list[GridLine]:
        return [line for line in self._lines.values() if line.problems]

    def _show_count(self) -> None:
        ready, wrong = len(self._whole()), len(self._broken)
        there = sum(line.sheet is not None for line in self._lines.values())
        blank = len(self._lines) - ready - wrong - there
        parts = [f"共 {len(self._lines)} 行", f"可以录入 {ready}"]
        parts += [f"要补全 {wrong}"] if wrong else []
        parts += [f"已录入 {there}"] if there else []
        self.count.setText("，".join([*parts, f"空白 {blank}"]))
        self.save_button.setText(f"录入 {ready} 份" if ready else "录入")
        self.save_button.setEnabled(bool(ready))

    def _tell_row(self, rows: Sequence[TextRow]) -> None:
        """What keeps the selected line from being stored."""
        line = self._lines.get(rows[0].id) if rows else None
        told = [problem.text for problem in line.problems] if line is not None else []
        more = f"　另有 {len(told) - 3} 处" if len(told) > 3 else ""
        self.told.setText("　".join(told[:3]) + more)

    def _shade(self, row: TextRow, column: Column) -> Tone | None:
        line = self._lines.get(row.id)
        if line is None or line.sheet is not None:
            return Tone.PLAIN if line is not None else None
        return Tone.WARN if any(problem.key == column.key for problem in line.problems) else None

    # what is done

    def save(self) -> None:
        """Store every line that is whole, as one entry."""
        whole = self._whole()
        if not whole:
            messages.tell(
                self, "还没有可以录入的行。", "请填好一行的各项；空着的行不录入，标黄的格子要补全。"
            )
            return
        if (wrong := len(self._broken)) and not messages.ask(
            self,
            f"有 {wrong} 行还不完整，先录入其余 {len(whole)} 份吗？",
            "不完整的行留在表里，补全后再录入。",
            yes=f"录入 {len(whole)} 份",
            no="继续填写",
        ):
            return

        def job(step: Step) -> int:
            step(0, 0, f"正在录入 {len(whole)} 份记录")
            return self._sources.sheets.record(self._campaign.id, whole)

        def stored(count: int) -> None:
            self.reload()
            self.drafts.keep()
            self.recorded.emit(count)

        self.run("正在录入记录", job, stored, button=self.save_button)

    def reload(self) -> None:
        """Read what is submitted again; what was typed stays."""
        self.drafts.gather()
        self._fill()

    def hand_out(self) -> None:
        """The lines as a workbook, to be filled in elsewhere."""
        texts = {self._lines[row.id].unit.id: self.texts(row) for row in self.table.rows}
        hand_out(self, self._campaign, self.form, self._shown_units, texts)

    def bring_in(self, file: Path | None = None) -> None:
        """A filled-in or an old sheet into the grid, where it is looked at before anything is stored."""
        path = file or choose_open_file(self, "选择检查记录的 Excel")
        if path is None:
            return
        school = self._sources.school.get()
        kind = school.stage if school is not None else ""
        year, take = self._campaign.school_year, partial(self._take, path.name)
        read_back(self, path, self.form, self._shown_units, year, kind, take)

    @property
    def _shown_units(self) -> list[UnitRow]:
        return [line.unit for line in self._lines.values()]

    def _take(self, name: str, sheet: RecordSheet, found: Matched) -> None:
        skipped = 0
        touched = []
        for row in self.table.rows:
            line = self._lines[row.id]
            if (told := found.lines.get(line.unit.id)) is None:
                continue
            if line.sheet is not None:
                skipped += 1
                continue
            row.cells |= dict(told.texts)
            touched.append(row)
        self._typed(touched)
        self.table.redraw(touched)
        self._say(told_of(sheet, found, [self._told_otherwise(row, found) for row in touched], skipped))
        messages.notice(self, f"从“{name}”读入 {len(touched)} 行，还没有保存，请看过再录入。")

    def _told_otherwise(self, row: TextRow, found: Matched) -> str:
        """Where the file says another total, inspector or day than the line will have."""
        line = self._lines[row.id]
        score = line.filled.score(self.form) if line.filled is not None and not line.problems else None
        return told_otherwise(
            found.lines[line.unit.id],
            total=score.value if score is not None else None,
            inspector=self.inspector.typed(),
            on=str(read_editor(self.day).value or ""),
        )

    def reject(self) -> None:  # closing by × comes here too: Qt asks the dialog to be rejected
        if self._may_go():
            super().reject()

    def _may_go(self) -> bool:
        if self._table is None or self.isHidden():
            return True
        self.drafts.keep()
        if not (typed := len(self.drafts.texts)):
            return True
        hint = "关闭后留作草稿，再打开这次检查的整组录入时接着填。"
        return messages.ask(self, f"有 {typed} 行还没有录入。", hint, yes="关闭", no="继续填写")
