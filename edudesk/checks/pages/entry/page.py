"""检查录入: queue left, form in the middle, problems right; a whole check without touching the mouse."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.pages import ENTRY
from edudesk.checks.pages.entry.again_chip import AgainChip
from edudesk.checks.pages.entry.drafting import Drafting
from edudesk.checks.pages.entry.form_card import FormCard
from edudesk.checks.pages.entry.headline import Headline
from edudesk.checks.pages.entry.in_sight import InSight
from edudesk.checks.pages.entry.last_words import LastWords
from edudesk.checks.pages.entry.new_version import NewVersionLine
from edudesk.checks.pages.entry.open_check import OpenCheck
from edudesk.checks.pages.entry.queue import QueueCard, Spelled
from edudesk.checks.pages.entry.sheet_menu import SheetMenu, Shown
from edudesk.checks.pages.entry.side import SideCard
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.units import ask_state, state_entries
from edudesk.checks.rows.campaigns import ARCHIVED, DUE, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.corrections import told
from edudesk.checks.rules.plausible import doubts
from edudesk.checks.rules.queue import before, following
from edudesk.checks.rules.sheets import Filled, beside, same_sheet
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.page import Page
from edudesk.kit.theme import Tone
from edudesk.school.pages.people import Choosing, People
from edudesk.store.work import Conflict

_SMALL = 1220  # pixels of the page, in a window of 1366


class EntryPage(Page):
    """left: back to the list of checks."""

    name, title, icon_name = ENTRY
    concerns = frozenset({"checks", "sheets", "problems", "teachers", "check_forms", "check_lists"})
    left = Signal()

    def __init__(
        self, sources: CheckSources, people: People, undo: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sources, self._people, self._undo = sources, people, undo
        self._choosing = Choosing()
        self._spelled: Spelled = {}
        self.check = OpenCheck(sources)
        self.sight = InSight(self.check, sources, self._choosing)
        self._last_inspector = ""
        self._as_shown: Filled | None = None  # before anything was typed into it
        self._told: set[str] = set()  # doubts that were told before saving again
        self._is_dirty = self._is_showing = False
        self.drafts = Drafting(
            self,
            sources.sheets,
            self.keep_draft,
            self._drafted,
            self._read,
        )
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(12)
        self.headline = Headline(self.left.emit, self.title)
        column.addWidget(self.headline)
        self.queue = QueueCard()
        self.queue.chosen.connect(self.show_unit)
        self.queue.asked.connect(self._show_menu)
        self.again = AgainChip(self._switch_to)
        self.again.clicked.connect(self._switch)
        self.more = button("情况 ▾", self._show_states)
        self.record = SheetMenu(
            self, self._sources, self._choosing, self._undo, self._know, self._begin_correction
        )
        self.form = FormCard(
            (self.go_back, self.keep_by_hand, self.save_and_next),
            (self.record.tag, self.again, self.more, self.record.button),
        )
        self.form.changed.connect(self._edited)
        self.form.head.handed_over.connect(self._hand_over)
        self.form.done.connect(self._to_side)
        self.side = SideCard(
            self._choosing.codes,
            self._choosing.spell,
            self._choosing.word,
            self._choosing.id_of,
            self._sources.attachments,
            self._withdraw_veto,
        )
        self.side.photos.accept_drops_of(self)  # a photo let fall anywhere belongs to the sheet in sight
        self.side.changed.connect(self._edited)
        self.last_words = LastWords(self.side)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.queue)
        row.addWidget(self.form, 1)
        row.addWidget(self.side)
        self._desk = QWidget()
        self._desk.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.new_version = NewVersionLine(self._sources, self.flush, self._undo)
        column.addWidget(self.new_version)
        column.addWidget(self._desk, 1)
        self.empty = EmptyState()
        column.addWidget(self.empty, 1)
        # not as keys of the buttons: those are pressed a tenth of a second later, and the next name is typed by then
        for keys, word, does in (
            ("Ctrl+Return", "保存并下一位", self.save_and_next),
            ("Ctrl+Enter", "", self.save_and_next),
            ("Ctrl+S", "存草稿", self.keep_by_hand),
            ("Alt+Up", "上一位", self.go_back),
            ("Alt+Down", "下一位", self.go_forward),
            ("Alt+P", "记一个问题", self.side.ask),
            ("Ctrl+D", "抄上一份的评语", self.last_words.copy),
            ("Ctrl+F", "查找应检对象", self.queue.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, does).setWhatsThis(word)
        for number in range(1, 10):
            word = "写入第几句常用语：Alt+1—9" if number == 1 else ""
            QShortcut(
                QKeySequence(f"Alt+{number}"), self, partial(self.side.take_number, number)
            ).setWhatsThis(word)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the form keeps its room; beside it the names and phrases get less."""
        is_small = event.size().width() < _SMALL
        self.queue.setFixedWidth(200 if is_small else 230)
        self.side.setFixedWidth(238 if is_small else 270)
        super().resizeEvent(event)

    # what is shown

    def open_check(self, campaign_id: str) -> None:
        """The queue of a check, at the first who is still to be checked."""
        self.flush()
        self.check.open(campaign_id)
        self.sight.unit = None
        self._last_inspector = ""
        self.last_words.forget()
        self.reload()

    def check_again(self, campaign_id: str, unit_id: str, first_id: str) -> None:
        """A unit with its re-check in the form, beside the first sheet (R6)."""
        self.open_check(campaign_id)
        if any(one.unit.id == unit_id for one in self.check.standings):
            self.show_unit(unit_id)
            if self.sight.first_id != first_id or self.sight.again_id:
                self._switch_to(first_id)

    def reload(self) -> None:
        people = self._people()
        self._choosing.offer(people)
        self._spelled = {one.id: (one.pinyin, one.initials) for one in people}
        lists = self.check.lists
        self._read()
        has_units = bool(self.check.standings)
        self._desk.setVisible(has_units)
        self.empty.setVisible(not has_units)
        if not has_units:
            self.empty.say(
                "还没有可以录入的检查。",
                "先在检查安排里新建检查并发布，再回到这里录入。",
                (("检查安排", self.left.emit),),
            )
            return
        units = {one.unit.id: one for one in self.check.standings}
        sight = self.sight
        if sight.unit is None or sight.unit.id not in units:
            due = [one for one in self.check.standings if one.is_due] or self.check.standings
            self.show_unit(due[0].unit.id)
        elif not self._is_dirty and (
            sight.unit != units[sight.unit.id].unit
            or sight.sheet != sight.stored(self.form.head.inspector.typed())
            or self.check.lists != lists
        ):
            self.show_unit(sight.unit.id, moves=False)
        else:
            sight.unit = units[sight.unit.id].unit

    def _read(self) -> None:
        """The queue, read anew."""
        self.check.read()
        self.headline.show_checks(self.check.campaigns)
        if self.check.campaigns:
            self.new_version.read()
            self._show_queue()

    def _show_queue(self) -> None:
        self.queue.show_lines(
            self.check.standings, self._spelled, self.sight.unit.id if self.sight.unit else ""
        )
        self._show_progress()

    def _show_progress(self) -> None:
        self.headline.show_progress(*self.check.progress)

    def show_unit(self, unit_id: str, *, moves: bool = True) -> None:
        """A unit in the form: what was typed and not submitted, else the sheet, else an empty form.

        moves: the keyboard goes into the first field.
        """
        if self.sight.unit is not None and self.sight.unit.id != unit_id:
            self.flush()
            self.sight.turn()
        unit = self.sight.unit = self._unit_of(unit_id)
        campaign = self.check.of(unit)
        form = self.check.form_of(unit)
        self.queue.select(unit_id)
        self._is_showing = True
        self.form.show_form(form, [one.name for one in inspectors_of(campaign)], unit.stage, self.check.lists)
        due = self.check.due(unit)
        self.form.head.suggest(due)
        self.side.show_form(form, self.check.used_of(campaign.kind))
        self._show_filled(self.check.inspector_of(unit, self._last_inspector))
        self._is_showing = False
        self.new_version.ask(campaign, unit, form, self.check.unchecked(form))
        self.headline.show_form(form)
        self.form.name.setText(unit.who)
        past = before(self._sources.sheets.earlier(unit.id), campaign.school_year, campaign.term)
        told = (unit.subject, unit.classes, past, *(one.words for one in due))
        self.form.facts.setText(" · ".join(filter(None, told)))
        self.form.facts.setToolTip(self.form.facts.text())
        is_open = campaign.status != ARCHIVED
        for part in (self.form.save, self.form.keep, self.more, self.form.head, self.side):
            part.setEnabled(is_open)
        self.side.photos.set_open(is_open)
        for row in self.form.rows:
            row.setEnabled(is_open)
        if moves and self.isVisible():
            self.form.head.seize()

    def _show_filled(self, inspector: str) -> None:
        """The sheet of an inspector, or what they had typed."""
        sight = self.sight
        filled, unit, campaign = sight.find(inspector), sight.there, sight.campaign
        self._told = set()
        self.form.show_filled(filled, asks_reason=sight.asks_reason)
        self.form.notes.show_notes(self.check.notes_of(unit, filled.notes))
        self.side.know(filled.on, inspector)
        again = campaign.leader_id or next((one.key for one in inspectors_of(campaign)), "")
        self.side.show_values(
            filled.findings or (),
            filled.hits,
            filled.highlights,
            filled.advice,
            again if again != unit.teacher_id else "",
            filled.photos or (),
            [hit.key for hit in sight.sheet.vetoes if hit.confirmed_by] if sight.sheet is not None else (),
            beside(filled),
        )
        firsts = [one for one in self.check.sheets_of(unit.id) if not one.first_id]
        self.again.setVisible(bool(firsts) and campaign.status != ARCHIVED)
        self.again.set_on(bool(sight.first_id))
        self._tag_state()
        self._show_record()
        self.form.show_score(filled)
        self._as_shown = self.filled()
        self._is_dirty = False

    def _tag_state(self) -> None:
        word, tone, unit, sheet = "", Tone.WARN, self.sight.there, self.sight.sheet
        if unit.state != DUE:
            day = f"补检 {unit.on[5:]}" if unit.on else ""
            word = "　".join(filter(None, (unit.state, unit.reason, day)))
        elif self.sight.is_drafted:
            word, tone = "有未提交的草稿", Tone.BRAND
        elif sheet is not None and sheet.corrected:
            word = told(sheet)
        elif brought := self.form.brought:
            word, tone = brought, Tone.BRAND
        self._mark(word, tone)

    def _mark(self, word: str, tone: Tone) -> None:
        lines = self.sight.sheet.corrections if self.sight.sheet is not None else ()
        self.form.mark.set_tag(word, tone)
        self.form.mark.setToolTip("\n".join(one.sentence for one in lines))
        self.form.mark.setVisible(bool(word))

    def _show_record(self) -> None:
        """State and deeds of the stored sheet in sight."""
        sheet, unit, campaign = self.sight.sheet, self.sight.there, self.sight.campaign
        self.record.show_sheet(None if sheet is None else Shown(sheet, unit, campaign, self.form.form))

    def _know(self, sheet: SheetRow | None) -> None:
        """The stored sheet in sight is another by a deed, or gone; what is typed stays."""
        unit, old = self.sight.there, self.sight.sheet
        self.check.put_sheet(unit.id, sheet, old.id if old is not None else "")
        self.sight.sheet = sheet
        self._stand(unit.id, is_typed=self._is_dirty)
        if self._is_dirty:
            self._show_record()
            self.form.ask_reason(is_asked=self.sight.asks_reason)
        else:
            self.show_unit(unit.id, moves=False)

    def _begin_correction(self, reason: str, by: str) -> None:
        """The form is open to be changed; saving keeps the old score beside the new one. by: who decided so."""
        self.sight.decided_by = by
        self._mark("更正：改好得分后保存，原得分保留。", Tone.BRAND)
        self.form.ask_reason(is_asked=True)
        self.form.reason.setText(reason)
        (self.form.rows[0] if reason else self.form.reason).setFocus()

    # what stands on the page

    def filled(self) -> Filled:
        """What is typed, as a value."""
        inspector = self.form.head.inspector.typed()
        findings = self.side.findings
        return Filled(
            on=self.form.head.on,
            inspector=inspector,
            inspector_id=self.sight.key_of(inspector),
            counts=self.form.head.counts,
            answers=self.form.answers,
            hits=self.side.hits,
            highlights=self.side.highlights.toPlainText().strip(),
            problems="\n".join((*self.side.kept, *(one.text for one in findings))),
            advice=self.side.advice.toPlainText().strip(),
            first_id=self.sight.first_id,
            findings=findings,
            photos=self.side.photos.files,
            notes=self.form.notes.notes,
        )

    def _edited(self) -> None:
        if self._is_showing or self.sight.unit is None:
            return
        self._is_dirty = True
        filled = self.filled()
        self.form.show_score(filled)
        self.side.know(filled.on, filled.inspector)
        self.drafts.touch()

    # what is done

    def save_and_next(self) -> None:
        """Submit the sheet, and go to the next who is due."""
        unit = self.sight.unit
        if unit is None or not self.form.save.isEnabled():
            return
        QGuiApplication.inputMethod().commit()
        if self.side.is_taking:
            messages.notice(self, "照片还在放入，请稍候再保存。")
            return
        if said := self._hand_over():
            self.form.say(UserError("还没有保存。", said))
            return
        filled = self.filled()
        if unread := self.form.unread:
            self.form.say(UserError("检查记录还不能提交。", "请改好标红的数据。", unread))
            return
        form = self.form.form
        books = 0 if filled.first_id else self.check.books_beside(unit)
        slips = doubts(form, filled.on, filled.counts, clock.today(), books)
        if set(slips) - self._told:
            self._told = set(slips)
            self.form.say(
                UserError(
                    "还没有保存：有的内容请核对。",
                    "没有问题就再保存一次。",
                    tuple(FieldProblem("", one) for one in slips),
                )
            )
            return
        try:
            sheet = self._sources.sheets.submit(
                unit.id,
                filled,
                self.sight.sheet.version if self.sight.sheet is not None else None,
                reason=self.form.reason.text().strip(),
                by=self.sight.decided_by,
            )
        except Conflict as error:
            self._know_stored(unit, filled)
            self.form.say(error)
            return
        except UserError as error:
            self.form.say(error)
            return
        self.drafts.submitted(unit.id, filled.inspector)
        self._is_dirty = False
        self._last_inspector = filled.inspector
        self.last_words.keep(filled)
        self.sight.turn()
        self._soon.stop()
        self._is_stale = False  # what was just announced is known
        self.check.put_sheet(unit.id, sheet)
        self.check.put_notes(unit, filled.notes)
        self.check.note_draft(unit.id, filled.inspector, is_there=False)
        self._stand(unit.id)
        said = f"{sheet.score} {sheet.grade}" if sheet.score is not None else ""
        what = self.check.called(unit)
        told = "" if filled.first_id else "".join(self.check.remarks_of(unit))
        saved = " ".join(filter(None, ("已保存", what, said)))
        messages.notice(self, f"{saved}。{told}", ("撤销", self._undo))
        who = (filled.inspector_id, filled.inspector)
        following_unit = following(self.check.standings, unit.id, who)
        self.show_unit((following_unit or unit).id)
        if following_unit is None and not any(one.is_due for one in self.check.standings):
            messages.notice(self, f"“{self.check.title}”应检的都查完了。", ("撤销", self._undo))

    def _know_stored(self, unit: UnitRow, filled: Filled) -> None:
        """What another window submitted: told of it, whoever saves again means it."""
        self.sight.sheet = same_sheet(self.check.read_sheets(unit), filled)
        self.form.ask_reason(is_asked=self.sight.asks_reason)

    def _withdraw_veto(self, key: str, reason: str) -> None:
        """A confirmed veto of the stored sheet does not stand; what else is typed stays as it is."""
        sight = self.sight
        assert sight.sheet is not None
        sight.sheet = self._sources.sheets.decide_veto(sight.sheet.id, key, "", reason)
        messages.notice(self, "已撤回一票否决，得分已按原分恢复。", ("撤销", self._undo))

    def go_back(self) -> None:
        """The unit before this one in the queue."""
        self._step(-1)

    def go_forward(self) -> None:
        """The unit behind this one in the queue, without submitting."""
        self._step(1)

    def _step(self, step: int) -> None:
        shown = [one.unit.id for one in self.queue.shown]
        if self.sight.unit is not None and self.sight.unit.id in shown:
            place = shown.index(self.sight.unit.id) + step
            if 0 <= place < len(shown):
                self.show_unit(shown[place])

    def keep_by_hand(self) -> None:
        """存草稿."""
        if self.sight.unit is not None and self.form.keep.isEnabled():
            self._is_dirty = True
            self.keep_draft()
            messages.notice(self, f"已存草稿：{self.sight.unit.name}。")

    def keep_draft(self) -> None:
        """Keep what is typed, beside the window."""
        self.drafts.rest()
        if not self._is_dirty or self.sight.unit is None:
            return
        self._is_dirty = False
        self.drafts.keep(self.sight.unit.id, self._typed())

    def flush(self) -> None:
        """Keep what is typed at once: somebody is about to go."""
        if self.sight.unit is not None and not self._is_showing:
            self._hand_over()  # going is leaving the field, too
        self.drafts.rest()
        if self._is_dirty and self.sight.unit is not None:
            QGuiApplication.inputMethod().commit()
            self._is_dirty = False
            self.drafts.keep_now(self.sight.unit.id, self.filled())

    def _drafted(self, unit_id: str, inspector: str) -> None:
        """What somebody typed for a unit is kept."""
        self.check.note_draft(unit_id, inspector, is_there=True)
        self._stand(unit_id)

    def _stand(self, unit_id: str, *, is_typed: bool = False) -> None:
        """Where one unit stands now, without reading all the others."""
        one = self.check.stand(unit_id, is_typed=is_typed)
        if one is not None:
            self.queue.change_line(one)
            self._show_progress()

    def _unit_of(self, unit_id: str) -> UnitRow:
        return next(one.unit for one in self.check.standings if one.unit.id == unit_id)

    def may_leave(self) -> bool:
        self.flush()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window gives the keyboard to a page it shows: on to the first count."""
        super().focusInEvent(event)
        if self.sight.unit is not None:
            self.form.head.seize()

    def hidden(self) -> None:
        self.flush()

    def _switch(self) -> None:
        """Between the first sheet and the re-check; which one is asked when there are some already."""
        self.flush()
        self.again.ask(self.check.sheets_of(self.sight.there.id), self.sight.first_id)

    def _switch_to(self, first_id: str, again: SheetRow | None = None) -> None:
        """again: the re-check to look at, None = a new one."""
        self.sight.turn(first_id, again.id if again is not None else "")
        self._is_showing = True
        self._show_filled(again.inspector if again is not None else self.form.head.inspector.typed())
        self._is_showing = False

    def _typed(self) -> Filled:
        """What is typed, as that of who the form is shown for: another name may be half typed."""
        filled, shown = self.filled(), self.sight.inspector
        return self.sight.by(filled, shown) if shown else filled

    def _hand_over(self) -> str:
        """Another inspector was chosen: theirs is shown, empty if they have none, and each keeps what they typed (R2).

        What is typed and belongs to no stored sheet goes with the name: it was typed under a wrong one. Returns what
        is shown now, "" when it is as before.
        """
        sight, who = self.sight, self.form.head.inspector.typed()
        before, unit = sight.inspector, sight.unit
        if unit is None or not who or who == before:
            return ""
        sheets = self._sources.sheets
        has_own = sight.stored(who) is not None or sheets.draft(unit.id, who) is not None
        if sight.sheet is None and not has_own:
            sight.inspector = who
            sheets.keep_draft(unit.id, before, None)
            self.check.note_draft(unit.id, before, is_there=False)
            self._edited()
            return ""
        self.drafts.rest()
        if (typed := sight.by(self.filled(), before)) != self._as_shown:
            sheets.keep_draft(unit.id, before, typed)
            self.check.note_draft(unit.id, before, is_there=True)
        self._is_showing = True
        self._show_filled(who)
        self._is_showing = False
        self._stand(unit.id)
        if has_own:
            return f"这里现在是{who}自己的记录，核对后再保存；{before}的记录没有改动。"
        return f"这里现在是{who}的记录，还没有填写；{before}的记录没有改动。"

    def _to_side(self) -> None:
        self.side.highlights.setFocus()

    def _show_states(self) -> None:
        if self.sight.unit is not None:
            self._show_menu(self.sight.unit.id, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_menu(self, unit_id: str, place: QPoint) -> None:
        unit = self._unit_of(unit_id)
        menu = QMenu(self)
        for state, word in state_entries(unit):
            menu.addAction(word).triggered.connect(partial(self._set_state, unit, state))
        menu.popup(place)

    def _set_state(self, unit: UnitRow, state: str, _checked: bool = False) -> None:
        ask_state(self, self._sources.campaigns, [unit], state)
