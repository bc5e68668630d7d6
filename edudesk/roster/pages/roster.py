"""教师花名册: search, filter, edit, retire, delete, import, export."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step
from edudesk.base.pinyin import spell
from edudesk.base.report import Report
from edudesk.kit import messages
from edudesk.kit.bars import Bars
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.cards import Card
from edudesk.kit.changes import Batch, Values
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.day_chip import DayChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.list_page import ListPage
from edudesk.kit.scope_list import Scope
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.kit.views import Keep, Preset
from edudesk.roster import rules
from edudesk.roster.pages import ROSTER
from edudesk.roster.pages.as_of import DayBanner, days_offered, may_change, refusal
from edudesk.roster.pages.drawer import DrawerTab, TeacherDrawer, show_history
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.pages.leaving import LeavingDialog
from edudesk.roster.pages.presets import READY
from edudesk.roster.pages.structure import bars_of
from edudesk.roster.reports import catalogue, list_report
from edudesk.roster.reports.catalogue import Paper, Sheet
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.lists import paper_name
from edudesk.roster.rows import COLUMN, COLUMNS, FIELDS, GROUPS, TeacherDraft, TeacherRow, code_lists
from edudesk.roster.rules.credits import rule_named
from edudesk.roster.rules.entering import LATER, dated_by, settled_fields, undated_changes
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline

FORM = tuple((title, tuple(COLUMN[key] for key in keys if key != "id_status")) for title, keys in GROUPS)
_ON_SCREEN, _LIST = "screen", "教师名单"
FactsOn = Callable[[date, frozenset[str] | None], Facts]
"""What papers are made from as of a day, of the teachers with these ids or of all."""


class RosterPage(ListPage):
    """The teachers, today or as they were on another day. import_wanted, compare_wanted: the user wants that page;
    undo: takes the last change back; tabs: of features above, in the drawer. day: shown, None = today."""

    name, title, icon_name = ROSTER
    unit = "人"
    concerns = frozenset({"teachers", "histories", "school"})
    columns = COLUMNS
    search_hint = "姓名 / 拼音 / 学科…"
    import_wanted = Signal()
    compare_wanted = Signal()

    def __init__(
        self,
        teachers: TeacherService,
        histories: HistoryService,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        undo: Callable[[], object],
        parent: QWidget | None = None,
        keep_views: Keep | None = None,
        tabs: Sequence[DrawerTab] = (),
        facts_on: FactsOn | None = None,
    ) -> None:
        self.teachers, self.school, self._exports = teachers, school, exports
        self.histories, self._tabs = histories, tabs
        self._footer, self._undo, self._facts_on = footer, undo, facts_on
        self._facts: dict[str, str] = {}
        self._present = 0
        self.day: date | None = None
        self._wanted: date | None = None  # the day last asked for, which may still be on its way
        self._then: Sequence[TeacherRow] = ()
        super().__init__(parent, keep_views)
        self.day_chip = DayChip("统计时点", days_offered)
        self.day_chip.chosen.connect(self.show_day)
        self.chip_row.add_tools((self.day_chip,))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.locked.connect(self.edit)
        self._add_keys()

    # what the list shows

    def rows(self) -> Sequence[TeacherRow]:
        rows = self.teachers.rows() if self.day is None else self._then
        self._facts = {row.id: rules.search_facts(row) for row in rows}
        self._present = sum(rules.is_present(row) for row in rows)
        return rows

    def reload(self) -> None:
        if self._wanted is None:
            super().reload()
        else:
            self.show_day(self._wanted)

    def show_day(self, day: date | None) -> None:
        """The teachers as they were on a day, read beside the window; None = today, when they can be changed."""
        self._wanted = day
        if day is None:
            self._show_then(None, ())
        else:
            run_task(
                self,
                f"正在读取 {day} 的花名册",
                lambda step: self.teachers.rows_on(day),
                partial(self._show_then, day),
                ended=partial(self._fall_back, day),
            )

    def _show_then(self, day: date | None, rows: Sequence[TeacherRow]) -> None:
        if day != self._wanted:
            return
        self.day, self._then = day, rows
        refused = "" if day is None else refusal(day)
        self.lock(refused)
        assert isinstance(self.drawer, TeacherDrawer)
        assert isinstance(self.above, DayBanner)
        self.drawer.lock(refused)
        self._add_button.setEnabled(day is None)
        self._add_button.setToolTip(refused or "新增教师（Ctrl+N）")
        self.above.show_day(day)
        self.day_chip.show_day(day)
        super().reload()

    def _fall_back(self, day: date) -> None:
        """A reading that brought nothing (cancelled, refused) leaves the day that is shown."""
        if self._wanted == day:
            self._wanted = self.day

    def _may_change(self) -> bool:
        """Only today can be changed; else it is said why not."""
        return may_change(self, self.day, partial(self.show_day, None))

    def go_to(self, row_id: object) -> bool:
        if self.day is not None and all(row.id != row_id for row in self._then):
            self.show_day(None)  # who is looked for had not come then
        return super().go_to(row_id)

    def buttons(self) -> Sequence[QWidget]:
        self._add_button = button("新增教师", self.add, "primary", icon_name="add", keys="Ctrl+N")
        return (
            menu_button("更多", (("与外来花名册比对…", self.compare_wanted.emit),)),
            button("导入 Excel", self.import_wanted.emit, icon_name="import", keys="Ctrl+I"),
            button("导出", self.export, icon_name="export", keys="Ctrl+E"),
            self._add_button,
        )

    def chips(self) -> Sequence[Chip]:
        lists = code_lists()
        return (
            ToggleChip("present", "在岗", rules.is_present, is_on=True),
            ChoiceChip("subject", "学科", lambda row: row.subject, lists["subject"].words),
            ChoiceChip("title", "职称", lambda row: row.title, lists["title"].words),
            ChoiceChip("honour", "称号", lambda row: row.honour),
            ChoiceChip("age", "年龄段", rules.age_band, [label for label, _, _ in rules.AGE_BANDS]),
            ChoiceChip("edu", "学历", lambda row: row.top_edu, lists["education"].words, is_optional=True),
            ChoiceChip("gender", "性别", lambda row: row.gender, lists["gender"].words, is_optional=True),
            ChoiceChip(
                "political", "政治面貌", lambda row: row.political, lists["political"].words, is_optional=True
            ),
            ChoiceChip("establishment", "编制", lambda row: row.establishment, is_optional=True),
            ChoiceChip("status", "状态", lambda row: row.status, lists["status"].words, is_optional=True),
            ChoiceChip("gap", "资料缺漏", rules.gaps_of, [word for word, _ in rules.GAPS], is_optional=True),
            *(one.chip(self.histories.context) for one in READY),
        )

    def presets(self) -> Sequence[Preset]:
        return [Preset(one.title, one.help, partial(self.show_ready, one.key)) for one in READY]

    def show_ready(self, key: str) -> None:
        """Only the teachers that a ready-made search finds (presets.READY)."""
        self.clear_filters()
        chip = self.chip_row.chip(key)
        assert isinstance(chip, ToggleChip)
        chip.setVisible(True)
        chip.set_on(True)

    def rank(self, typed: str, row: TeacherRow) -> int | None:
        return rules.search_rank(typed, row, self._facts.get(row.id))

    def spell(self, word: str) -> tuple[str, str]:
        return spell(word)

    def save_cell(self, row: TeacherRow, key: str, text: str) -> TeacherRow:
        saved = self.teachers.change(row.id, {key: text}, row.version)
        if fresh := _fresh(row, saved):
            actions: list[messages.Action] = [("撤销", self._undo)]
            if any(doubt.key == key for doubt in undated_changes(row, saved)):
                later = partial(self._make_later, row.id, key, getattr(saved, key))
                actions.append((f"改为{LATER[key]}…", later))
            messages.notice(self, f"已保存。{''.join(doubt.text for doubt in fresh)}", *actions)
        return saved

    def _make_later(self, teacher_id: str, key: str, text: str) -> None:
        """Take the correction back and ask for the date: what was true until then stays on record."""
        run_task(
            self,
            "正在撤销",
            lambda step: Timeline(self.teachers.context).undo(),
            lambda entry: self.edit(self.teachers.get(teacher_id), dated_by(key), {key: text}),
        )

    def build_batch(self) -> Batch:
        return Batch(self.teachers.try_changes, _fresh_doubts, self._save_many, self._undo)

    def _save_many(self, values: Values, rows: Mapping[str, TeacherRow], title: str, step: Step) -> int:
        versions = {teacher_id: row.version for teacher_id, row in rows.items()}
        return self.teachers.change_many(values, versions, title, step)

    def counted(self, shown: int, total: int) -> str:
        return f"在岗 {self._present} 人" if shown == self._present else f"{shown} / {total} 人"

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "花名册里还没有教师。",
            "把现有的 Excel 花名册拖到窗口里，或点“导入 Excel”。",
            (("导入 Excel", self.import_wanted.emit), ("新增教师", self.add)),
        )

    def build_drawer(self) -> Drawer:
        return TeacherDrawer(
            self.teachers,
            FactForms(self, self.histories, self._undo),
            edit=self.edit,
            show_history=self.show_history,
            more=(
                ("业务档案 PDF…", lambda row: self.export_for("portfolio", [row])),
                ("离岗登记…", lambda row: self.retire([row])),
                ("删除到回收站", lambda row: self.put_away([row])),
            ),
            credit_rule=lambda: rule_named(self.school.identity().credit_rule),
            tabs=self._tabs,
        )

    def show_row(self, row: TeacherRow) -> None:
        assert isinstance(self.drawer, TeacherDrawer)
        self.drawer.show_teacher(row)

    def build_above(self) -> QWidget:
        return DayBanner(partial(self.show_day, None))

    def build_below(self) -> QWidget:
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._titles, self._ages = Bars(), Bars()
        self._titles.asked.connect(self.show_title_band)
        self._ages.asked.connect(self.show_age_band)
        for heading, bars in (("职称结构", self._titles), ("年龄结构", self._ages)):
            card = Card(heading)
            card.add(bars)
            line.addWidget(card)
        return below

    def rows_read(self, rows: Sequence[TeacherRow]) -> None:
        present = [row for row in rows if rules.is_present(row)]
        self._titles.show_lines(bars_of(rules.title_shares(present), Tone.BRAND))
        self._ages.show_lines(bars_of(rules.age_shares(present), Tone.GOOD))
        assert self.below is not None
        self.below.setVisible(bool(present))

    def show_title_band(self, number: int) -> None:
        """Only the teachers behind one bar of 职称结构 (rules.TITLE_BANDS)."""
        chip = self.chip_row.chip("title")
        assert isinstance(chip, ChoiceChip)
        words = rules.TITLE_BANDS[number][1]
        chip.choose([word for word in code_lists()["title"].words if word in words])

    def show_age_band(self, number: int) -> None:
        """Only the teachers behind one bar of 年龄结构 (rules.AGE_BANDS)."""
        chip = self.chip_row.chip("age")
        assert isinstance(chip, ChoiceChip)
        chip.choose([rules.AGE_BANDS[number][0]])

    def show_gap(self, word: str) -> None:
        """Only the teachers whose record lacks this today (words of rules.GAPS)."""
        if self._wanted is not None:
            self.show_day(None)
        self.clear_filters()
        chip = self.chip_row.chip("gap")
        assert isinstance(chip, ChoiceChip)
        chip.setVisible(True)
        chip.choose([word])

    # what can be done

    def add(self) -> None:
        """A form for a new teacher."""
        if not self._may_change():
            return
        preset = {"status": "在岗", "establishment": "在编", "staff_category": "专任教师"}
        FormDialog.edit(
            self,
            "新增教师",
            FORM,
            preset,
            self._save_new,
            self._show_saved,
            spell=spell,
            check=lambda typed: self.teachers.problems(_draft(typed)),
            doubt=lambda typed: rules.doubts(_draft(typed)),
        )

    def edit(self, row: TeacherRow, key: str = "", typed: Mapping[str, str] | None = None) -> None:
        """The whole record in a form, the keyboard in the field of key. typed: what other fields are to become."""
        if not self._may_change():
            return
        values = {key: getattr(row, key) for key in FIELDS} | dict(typed or {})
        form = FormDialog.edit(
            self,
            f"编辑 {row.name}",
            FORM,
            values,
            lambda typed: self.teachers.change(row.id, _texts(typed), row.version),
            self._show_saved,
            spell=spell,
            reveal=partial(self.teachers.reveal, row.id),
            check=lambda typed: self.teachers.problems(_draft(typed, row), row),
            doubt=lambda typed: _doubts(row, _draft(typed, row)),
            locked=settled_fields(self.histories.of(row.id)),
        )
        if key in form.fields:
            form.fields[key].seize()

    def retire(self, rows: Sequence[TeacherRow]) -> None:
        """Ask for day and kind, then mark the teachers as gone."""
        if not rows or not self._may_change():
            return

        def retire(status: str, on: date) -> None:
            self.teachers.retire([row.id for row in rows], on, status)
            messages.notice(self, f"已登记{status}。", ("撤销", self._undo))

        LeavingDialog.ask(self, rows, retire)

    def put_away(self, rows: Sequence[TeacherRow]) -> None:
        """To the recycle bin, without asking: it can be undone."""
        if not rows or not self._may_change():
            return
        self.teachers.put_away([row.id for row in rows])
        messages.notice(self, f"已删除 {rules.names_of(rows)}，可在回收站找回。", ("撤销", self._undo))

    def show_history(self, row: TeacherRow) -> None:
        """Every change of the record, with old values to restore."""
        if self._may_change():
            show_history(self, self.teachers, self.histories, row)

    def export(self) -> None:
        """What is on screen, or one of the sheets."""
        scopes = [Scope(_ON_SCREEN, f"屏幕上的 {self.model.counts[0]} 人")]
        if self._facts_on is not None:
            scopes += map(_scope, catalogue.sheets())
        self._ask_export("导出教师花名册", scopes, None)

    def export_for(self, key: str, rows: Sequence[TeacherRow]) -> None:
        """One of the sheets for some teachers only: their files, the candidates."""
        if rows and self._facts_on is not None:
            scope = _scope(catalogue.sheet(key))
            self._ask_export(
                f"导出{scope.word}（{rules.names_of(rows)}）", [scope], frozenset(row.id for row in rows)
            )

    def _ask_export(self, title: str, scopes: Sequence[Scope], chosen: frozenset[str] | None) -> None:
        ExportDialog(
            self,
            title,
            partial(self._prepare, chosen),
            self._export_name,
            self._exports.exported,
            scopes=scopes,
            scope_word="内容",
            day=self.day,
            days=days_offered,
        ).open()

    def _export_name(self, choice: Choice) -> str:
        title = _LIST if choice.scope == _ON_SCREEN else catalogue.sheet(choice.scope).title
        return paper_name(self.school.identity(), title, choice.day or clock.today(), choice.audience)

    def selected(self) -> list[TeacherRow]:
        """The selected teachers."""
        return list(self.table.selected())

    def _prepare(self, chosen: frozenset[str] | None, choice: Choice) -> Callable[[], Paper]:
        """What stands on screen now is exported, whatever becomes of the screen meanwhile."""
        if choice.scope == _ON_SCREEN:
            return partial(self._list, choice, self.model.rows, self._shown_columns(), self._scope_words())
        facts_on, sheet = self._facts_on, catalogue.sheet(choice.scope)
        assert facts_on is not None
        return lambda: sheet.build(facts_on(choice.day or clock.today(), chosen), choice.audience)

    def _list(
        self, choice: Choice, rows: Sequence[TeacherRow], columns: Sequence[Column], words: str
    ) -> Report:
        """Called beside the window: it asks services, and no widget."""
        return list_report(
            _LIST,
            rows,
            columns,
            self.school.identity(),
            on=clock.today(),
            audience=choice.audience,
            scope=words,
            footer=self._footer(),
            as_of=choice.day,
        )

    def _shown_columns(self) -> list[Column]:
        return [self.columns[number] for number in self.table.shown_columns()]

    def _scope_words(self) -> str:
        words = [chip.text().rstrip(" ×▾") for chip in self.chip_row.chips if chip.fits is not None]
        if self.search.text().strip():
            words.append(f"搜索“{self.search.text().strip()}”")
        return "，".join(words) or "全部教师"

    def _save_new(self, typed: dict[str, object]) -> TeacherRow:
        return self.teachers.add(_draft(typed))

    def _show_saved(self, row: TeacherRow) -> None:
        self.settle()
        self.go_to(row.id)

    def _add_keys(self) -> None:
        in_table = Qt.ShortcutContext.WidgetShortcut  # while a cell is typed in, Delete deletes a character
        on_page = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, word, does, place, context in (
            ("Delete", "删除所选教师到回收站（可撤销）", self.put_away, self.table, in_table),
            ("Ctrl+L", "离岗登记", self.retire, self, on_page),
        ):
            shortcut = QShortcut(QKeySequence(keys), place)
            shortcut.setContext(context)
            shortcut.setWhatsThis(word)
            shortcut.activated.connect(partial(self._do_to_selected, does))

    def _export_selected(self, key: str, _checked: bool = False) -> None:
        self.export_for(key, self.selected())

    def _do_to_selected(self, does: Callable[[Sequence[TeacherRow]], object]) -> None:
        does(self.selected())

    def _show_menu(self, place: QPoint) -> None:
        rows = self.selected()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(rows) == 1:
            menu.addAction("编辑…").triggered.connect(lambda: self.edit(rows[0]))
            menu.addAction("历史…").triggered.connect(lambda: self.show_history(rows[0]))
            menu.addSeparator()
        assert self.batch_edit is not None
        menu.addAction("复制\tCtrl+C").triggered.connect(self.table.copy)  # False: without heads
        for word, keys, does in self.batch_edit.entries:
            menu.addAction(f"{word}\t{keys}").triggered.connect(does)
        menu.addSeparator()
        if self._facts_on is not None:
            for key, word in _FOR_SELECTED:
                menu.addAction(word).triggered.connect(partial(self._export_selected, key))
            menu.addSeparator()
        menu.addAction("离岗登记…\tCtrl+L").triggered.connect(lambda: self.retire(rows))
        menu.addAction("删除到回收站\tDelete").triggered.connect(lambda: self.put_away(rows))
        menu.popup(self.table.viewport().mapToGlobal(place))


def _doubts(before: TeacherRow, after: TeacherDraft) -> tuple[FieldProblem, ...]:
    """What deserves a second look in an edited record."""
    return (*rules.doubts(after), *undated_changes(before, after))


def _fresh(before: TeacherRow, after: TeacherDraft) -> list[FieldProblem]:
    """What deserves a second look in cells that were changed."""
    return [*rules.fresh_doubts(before, after), *undated_changes(before, after)]


_FOR_SELECTED = (
    ("portfolio", "业务档案 PDF…"),
    ("check", "签字核对表 PDF…"),
    ("candidates", "推荐人选名册…"),
)


def _scope(sheet: Sheet) -> Scope:
    """A sheet as the export dialog offers it."""
    return Scope(sheet.key, sheet.title, sheet.group, sheet.formats, sheet.audiences, is_dated=True)


def _draft(typed: dict[str, object], row: TeacherRow | None = None) -> TeacherDraft:
    """Form values as a teacher; what the form does not hold is as in row."""
    texts = _texts(typed)
    return TeacherDraft(**{"name": "", **texts}) if row is None else replace(row, **texts)  # type: ignore[arg-type]


def _fresh_doubts(values: Values, rows: Mapping[str, TeacherRow]) -> dict[str, list[FieldProblem]]:
    """What is doubtful about rows once they have these values, and was not before."""
    return {
        teacher_id: _fresh(row, replace(row, **values[teacher_id]))  # type: ignore[arg-type]
        for teacher_id, row in rows.items()
    }


def _texts(typed: dict[str, object]) -> dict[str, str]:
    """Form values as the teacher's text fields."""
    return {key: "" if value is None else str(value) for key, value in typed.items()}
