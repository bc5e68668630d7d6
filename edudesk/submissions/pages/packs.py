"""报送导出: packs with their days, the files of one, the look before sending, the real pages, the export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.words import shortened, some_of
from edudesk.kit import messages
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card
from edudesk.kit.day_chip import DayChip
from edudesk.kit.dialogs import ALL_FILES, choose_open_file, choose_open_files
from edudesk.kit.flow import FlowLayout
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.row_model import RowModel
from edudesk.kit.scrolled import scrolled
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import ROW_COMPACT
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.years import year_named
from edudesk.roster.pages.as_of import days_offered
from edudesk.submissions import checking, enclosed, making
from edudesk.submissions.making import MadePack
from edudesk.submissions.of_plan import PLAN
from edudesk.submissions.pages import PACKS
from edudesk.submissions.pages.file_list import FileList
from edudesk.submissions.pages.file_preview import FilePreview
from edudesk.submissions.pages.findings import FindingList
from edudesk.submissions.pages.of_project import OfProject
from edudesk.submissions.pages.pack_menu import PackMenu
from edudesk.submissions.pages.pack_table import COLUMNS, PackItem, tone
from edudesk.submissions.pages.plan_chip import PlanChip
from edudesk.submissions.pages.send_dialog import SendDialog
from edudesk.submissions.rows.enclosed import PROOF, Enclosed
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rows.packs import PAPER, Pack
from edudesk.submissions.rules.packs import shipped_packs
from edudesk.submissions.sources import Sources

_FEW, _MANY = 4, 9  # packs in sight
_EDGE = 10  # px that the head of a table is higher than a row
# beside what the files are made from
_SHOWN = frozenset({"packs", "papers", "sendings", "asked", "texts", "calendar", "attachments"})
_ENCLOSED = "文档、表格、图片和压缩包 (*.pdf *.doc *.docx *.wps *.xls *.xlsx *.et *.ppt *.pptx *.jpg *.jpeg *.png *.zip)"
_LOOK_AFTER_MS = 250  # whoever walks down the list does not wait for each pack


@dataclass(frozen=True, slots=True)
class _Looked:
    """A pack as it stands now: made, and checked. plans: that its papers could be about; wanted: id of the one chosen."""

    made: MadePack
    findings: tuple[Finding, ...]
    plans: tuple[PlanRow, ...] = ()
    wanted: str = ""


def _is_same(one: Pack, other: Pack) -> bool:
    return (one.key, one.subject) == (other.key, other.subject)


class PacksPage(Page):
    """edit_texts(pack, key of a passage, parent): lets the school's own words be written; undo: takes the last change back.

    history_wanted, writing_wanted, asked_wanted: the pages beside this one; template_wanted, template_dropped(file):
    套用教育局模板; action_wanted(Action): where something is put right.
    """

    name, title, icon_name = PACKS
    concerns = _SHOWN.union(*(pack.concerns for pack in shipped_packs()))
    history_wanted = Signal()
    writing_wanted = Signal()
    asked_wanted = Signal()
    template_wanted = Signal()
    template_dropped = Signal(object)
    action_wanted = Signal(object)

    def __init__(
        self,
        sources: Sources,
        edit_texts: Callable[[Pack, str, QWidget], object],
        undo: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources, self._edit_texts, self._undo = sources, edit_texts, undo
        self.menu = PackMenu(sources, undo, self)
        self._looked: _Looked | None = None
        self._wanted: PackItem | None = None
        self._of_project = OfProject(sources)
        column = column_layout(self)
        self.export_button = button("导出材料包…", self.export, "primary", icon_name="export", keys="Ctrl+E")
        self.head = PageHead(
            self.title,
            buttons=(
                button("套用教育局模板…", self.template_wanted.emit, icon_name="excel"),
                button("报表清单", self.asked_wanted.emit, icon_name="forms"),
                button("公文写作", self.writing_wanted.emit, icon_name="edit"),
                button("报送历史", self.history_wanted.emit, icon_name="history"),
                self.export_button,
            ),
        )
        column.addWidget(self.head)
        self.preview = FilePreview(sources.exports)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(scrolled(self._build_left()))
        split.addWidget(self.preview)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([520, 660])
        column.addWidget(split, 1)
        self._later = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._later.timeout.connect(self._look)
        self.show_nothing()

    def _build_left(self) -> QWidget:
        place = QWidget()
        place.setMinimumWidth(430)
        column = column_layout(place)
        column.setContentsMargins(0, 0, 8, 0)
        packs = Card()
        packs.body.setContentsMargins(0, 0, 0, 0)
        self.model = RowModel(COLUMNS, tone=tone, parent=self)
        self.table = TableView(self.model, self.name, is_compact=True)
        self.table.empty.say("还没有材料包。", "报表清单里登记的报表，会成为这里的材料包。")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda item: self.export())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        packs.add(self.table)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 6)
        self.more_link = link("截止日期与内容…", self._show_menu_below)
        foot.addWidget(link("新建材料包…", self.menu.add))
        foot.addWidget(link("一个项目的材料包…", self.ask_project))
        foot.addStretch(1)
        foot.addWidget(self.more_link)
        packs.add(foot)
        column.addWidget(packs)
        self._texts_link = link("编写报告文字", self._write_texts)
        self.files_card = Card("文件", right=self._texts_link)
        self.day_chip = DayChip("统计时点", days_offered)
        self.day_chip.chosen.connect(self._take_day)
        self.plan_chip = PlanChip()
        self.plan_chip.chosen.connect(self._take_plan)
        chips = FlowLayout()
        chips.addWidget(self.day_chip)
        chips.addWidget(self.plan_chip)
        self.files_card.body.addLayout(chips)
        self.files = FileList()
        self.files.looked_at.connect(self._show_file)
        self.preview.counted.connect(self.files.show_pages)
        self.files.looked_at.connect(self._show_removing)
        self.files.removing.connect(self.remove_enclosed)
        self.files_card.add(self.files)
        self.enclose_link = link("添加附件…", self.enclose)
        self.enclose_link.setToolTip("随材料包原样报送的文件；存入学校文件，原文件以后改了请重新添加")
        self.remove_link = link("移除附件", self.remove_enclosed)
        beside = QHBoxLayout()
        beside.addWidget(self.enclose_link)
        beside.addStretch(1)
        beside.addWidget(self.remove_link)
        self.files_card.add(beside)
        column.addWidget(self.files_card)
        self.findings_card = Card("报送前检查")
        self.findings = FindingList(self._put_right)
        self.findings_card.add(self.findings, 1)
        column.addWidget(self.findings_card, 1)
        return place

    # what is shown

    def reload(self) -> None:
        items = self._of_project.items()
        self.model.set_rows(items)
        self.table.setFixedHeight((min(max(len(items), _FEW), _MANY) + 1) * ROW_COMPACT + _EDGE)
        self.head.note.setText(f"本学年 {len(items)} 个材料包")
        if not items:
            self.show_nothing()
        elif not (chosen := self.table.selected()):  # none yet, or one that is gone
            self.table.select([items[0].id])
        else:  # the data may be others
            self._wanted = chosen[0]
            self._look()

    def hidden(self) -> None:
        self._later.stop()

    def take(self, file: Path) -> bool:
        """A workbook let fall here is a form of the bureau's."""
        self.template_dropped.emit(file)
        return True

    def show_nothing(self) -> None:
        """No pack is chosen."""
        self._looked = self._wanted = None
        self.files_card.heading.setText("文件")
        self.files.show_files(())
        self._texts_link.hide()
        self.enclose_link.hide()
        self.remove_link.hide()
        self.day_chip.hide()
        self.plan_chip.forget()
        self.findings.show_words("选好材料包后，这里显示缺什么、哪里对不上。")
        self.preview.show_none()
        self.export_button.setEnabled(False)

    def choose_pack(self, key: str, subject: str = "") -> bool:
        """Select a pack; False when there is none of that key."""
        self.settle()
        wanted = f"{key}/{subject}"
        if self.model.place_of(wanted) is None:
            return False
        self.table.select([wanted])
        self._look()  # somebody who asked for it does not walk down the list
        return True

    def show_project(self, project_id: str) -> None:
        """The packs of one project before the others, the one that fits it now chosen; told when it has none."""
        self.settle()
        if key := self._of_project.come_for(project_id, self):
            self.reload()
            self.choose_pack(key, project_id)

    def ask_project(self) -> FormDialog:
        """Ask whose packs are wanted."""
        return self._of_project.ask(self, self.show_project)

    def _choose(self, items: Sequence[PackItem]) -> None:
        if len(items) == 1:
            is_first, before, self._wanted = self._wanted is None, self._wanted, items[0]
            if before is not None and not _is_same(before.line.pack, items[0].line.pack):
                self.plan_chip.forget()
            if self._looked is not None and not _is_same(self._looked.made.pack, items[0].line.pack):
                self._forget()
            if is_first:
                self._look()
            else:
                self._later.start()

    def _forget(self) -> None:
        """The files in sight are not those of the chosen pack: nobody shall export the one for the other."""
        self._looked = None
        self.export_button.setEnabled(False)
        self.enclose_link.hide()
        self.remove_link.hide()
        self.files.show_files(())
        self.preview.wait()

    def _take_day(self, day: date | None) -> None:
        """The data of another day: what was looked at is that of the day before."""
        self.day_chip.show_day(day)
        self._forget()
        self._look()

    def _take_plan(self, plan_id: str) -> None:
        """The papers of another plan."""
        self._forget()
        self._look()

    def _look(self) -> None:
        """Make and check the chosen pack beside the window."""
        self._later.stop()
        item = self._wanted
        if item is None or not self.isVisible():
            return
        self.plan_chip.keep_to(self._sources.plans.rows())
        pack, day, plan_id = item.line.pack, self.day_chip.day, self.plan_chip.plan_id
        self.day_chip.setVisible(any(file.report != PAPER for file in pack.files))
        self.files_card.heading.setText(f"{pack.title} · 文件")
        self._texts_link.setVisible(bool(pack.texts))
        self.findings.show_words("正在检查…")

        def job(step: Step) -> _Looked:
            made = making.make(self._sources, pack, on=day, plan_id=plan_id, step=step)
            plans = tuple(self._sources.plans.rows()) if made.plans else ()
            return _Looked(made, checking.check(self._sources, made, step), plans, plan_id)

        run_task(
            self,
            f"正在准备“{pack.title}”",
            job,
            lambda looked: self._show(item, day, looked),
            lambda error: self._show_problem(item, error),
        )

    def _show(self, item: PackItem, day: date | None, looked: _Looked) -> None:
        if item is not self._wanted or (day, looked.wanted) != (self.day_chip.day, self.plan_chip.plan_id):
            return  # another one was chosen meanwhile
        self._looked = looked
        self.plan_chip.show_plans(looked.made.plans, looked.plans)
        self.files.show_files(looked.made.files)
        self.findings.show_findings(looked.findings)
        missing = sum(one.level is Level.MISSING for one in looked.findings)
        self.findings_card.heading.setText(f"报送前检查 · {missing} 处缺项" if missing else "报送前检查")
        self.export_button.setEnabled(True)
        self.enclose_link.show()

    def _show_problem(self, item: PackItem, error: UserError) -> None:
        if item is self._wanted:
            self.findings.show_words(f"{error.text}{error.hint}")
            self.preview.show_problem(error)

    def _show_file(self, number: int) -> None:
        if self._looked is None or not 0 <= number < len(self._looked.made.files):
            return
        one = self._looked.made.files[number]
        if one.enclosed:
            self.preview.wait()
            self.preview.show_words(
                f"“{one.enclosed.name}”原样放进材料包", "里面的内容程序没有检查，请自己打开核对。"
            )
        else:
            self.preview.show_file(one)

    def _show_removing(self, number: int) -> None:
        self.remove_link.setVisible(self._enclosed_at(number) is not None)

    def _enclosed_at(self, number: int) -> Enclosed | None:
        files = self._looked.made.files if self._looked is not None else ()
        one = files[number] if 0 <= number < len(files) else None
        # a proof is taken out of the project, never of its pack
        return one.enclosed if one is not None and one.file.report != PROOF else None

    # what is done

    def _show_menu(self, place: QPoint) -> None:
        self._menu_at(self.table.viewport().mapToGlobal(place))

    def _show_menu_below(self) -> None:
        self._menu_at(self.more_link.mapToGlobal(self.more_link.rect().bottomLeft()))

    def _menu_at(self, place: QPoint) -> None:
        chosen = self.table.selected()
        if len(chosen) == 1:
            self.menu.show(chosen[0], place)

    def export(self) -> None:
        """Ask where to, and send what is ticked."""
        looked = self._looked
        if looked is None or self._wanted is None or not self.export_button.isEnabled():
            return
        numbers = self.files.chosen()
        if not numbers:
            messages.tell(self, "还没有勾选文件。", "请在文件列表里勾选要报送的文件，再导出。")
            return
        pack, sources = self._wanted.line.pack, self._sources
        wanted = {looked.made.files[number].file for number in numbers}

        def made_for(audience: Audience, step: Step) -> MadePack:
            again = making.make(
                sources,
                pack,
                on=looked.made.on,
                audience=audience,
                plan_id=looked.wanted,
                step=step,
            )
            files = tuple(one for one in again.files if one.file in wanted)
            if len(files) < len(wanted):
                raise UserError("材料包里的文件刚才有改动，没有导出。", "请关闭这个窗口，核对文件后再导出。")
            # what does not go along is not in the pack either: a paper that lists it lacks it
            return replace(
                again, files=files, pack=replace(again.pack, files=tuple(one.file for one in files))
            )

        SendDialog(sources, looked.made, looked.findings, made_for, self).open()

    def enclose(self, title: str = "") -> None:
        """Ask for files that go along as they are; title: the one listed attachment that is meant."""
        if (looked := self._looked) is None:
            return
        if title:
            chosen = choose_open_file(self, f"选择附件“{shortened(title)}”的文件", _ENCLOSED, "enclosed")
            files = [chosen] if chosen is not None else []
        else:
            files = choose_open_files(self, "选择要添加的附件", f"{_ENCLOSED};;{ALL_FILES}", "enclosed")
        if files:
            self._enclose(looked.made, files, title)

    def _enclose(self, made: MadePack, files: Sequence[Path], title: str = "") -> None:
        def job(step: Step) -> list[str]:
            return enclosed.keep(self._sources, made.pack, made.school_year, files, title, step)

        def told(names: list[str]) -> None:
            if names:
                words = some_of(names, "个")
                messages.notice(self, f"已添加附件 {words}，随材料包原样报送。", ("撤销", self._undo))
            else:
                messages.notice(self, "这个文件已经在材料包里了。")

        run_task(self, "正在添加附件", job, told, button=self.enclose_link)

    def remove_enclosed(self) -> None:
        """Take the attachment that is looked at out of the pack."""
        one = self._enclosed_at(self.files.number)
        if one is not None:
            self._sources.attachments.remove([one.id])
            words = f"已移除附件 {shortened(one.name)}，可在回收站找回。"
            messages.notice(self, words, ("撤销", self._undo))

    def _put_right(self, action: Action) -> None:
        if action.page == self.name and action.record:
            self.enclose(action.record)
        elif action.page == self.name:
            self._write_texts(action.field)
        else:
            if self._looked is not None and action.page.startswith(PLAN):
                self._show_plan(*self._looked.made.plan_at(action.page))
            self.action_wanted.emit(action)

    def _show_plan(self, plan_id: str, year: str) -> None:
        """What lacks in the papers of a plan is filled in where this one is shown, in the year they are about."""
        choice, rows = choice_of(self._sources), self._sources.plans.rows()
        plan = next((one for one in rows if one.id == plan_id), None)
        if plan is None:
            return
        of_year = year_named(plan, year)
        shown = choice.plan(rows)
        if shown != plan or (of_year is not None and choice.year(plan, clock.today().isoformat()) != of_year):
            choice.choose(plan.id, of_year.word if of_year is not None else "")

    def _write_texts(self, key: str = "") -> None:
        if self._wanted is not None:
            self._edit_texts(self._wanted.line.pack, key, self)
