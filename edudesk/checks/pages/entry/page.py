"""检查录入: queue left, form in the middle, problems right; a whole check without touching the mouse."""

from collections.abc import Callable
from dataclasses import replace
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
from edudesk.checks.pages.entry.new_version import NewVersionLine
from edudesk.checks.pages.entry.open_check import OpenCheck
from edudesk.checks.pages.entry.queue import QueueCard
from edudesk.checks.pages.entry.sheet_menu import SheetMenu, Shown
from edudesk.checks.pages.entry.side import SideCard
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.units import ask_state, state_entries
from edudesk.checks.rows.campaigns import ARCHIVED, DUE, REPORTED, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.campaigns import inspector_id, inspectors_of
from edudesk.checks.rules.corrections import KNOWN, told
from edudesk.checks.rules.plausible import doubts
from edudesk.checks.rules.queue import before, following
from edudesk.checks.rules.sheets import Filled, filled_of, same_sheet
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
        self.check = OpenCheck(sources)
        self._unit: UnitRow | None = None
        self._sheet: SheetRow | None = None
        self._first_id = self._again_id = (
            ""  # the sheet that is checked again, and which re-check, "" = a new one
        )
        self._last_inspector = self._shown_inspector = self._decided_by = ""
        self._as_shown: Filled | None = None  # before anything was typed into it
        self._told: set[str] = set()  # doubts that were told before saving again
        self._is_dirty = self._is_showing = False
        self.drafts = Drafting(
            self,
            sources.sheets,
            self.keep_draft,
            lambda unit_id: self._stand(unit_id, has_draft=True),
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
            ("Ctrl+F", "查找应检对象", self.queue.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, does).setWhatsThis(word)

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
        self._unit = None
        self._last_inspector = ""
        self.reload()

    def check_again(self, campaign_id: str, unit_id: str, first_id: str) -> None:
        """A unit with its re-check in the form, beside the first sheet (R6)."""
        self.open_check(campaign_id)
        if any(one.unit.id == unit_id for one in self.check.standings):
            self.show_unit(unit_id)
            if self._first_id != first_id or self._again_id:
                self._switch_to(first_id)

    def reload(self) -> None:
        self._choosing.offer(self._people())
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
        if self._unit is None or self._unit.id not in units:
            due = [one for one in self.check.standings if one.is_due] or self.check.standings
            self.show_unit(due[0].unit.id)
        elif not self._is_dirty and (
            self._unit != units[self._unit.id].unit
            or self._sheet != self._stored()
            or self.check.lists != lists
        ):
            self.show_unit(self._unit.id, moves=False)
        else:
            self._unit = units[self._unit.id].unit

    def _read(self) -> None:
        """The queue, read anew."""
        self.check.read()
        self.headline.show_checks(self.check.campaigns)
        if self.check.campaigns:
            self.new_version.read()
            self._show_queue()

    def _show_queue(self) -> None:
        spelled = {one.id: (one.pinyin, one.initials) for one in self._people()}
        self.queue.show_lines(self.check.standings, spelled, self._unit.id if self._unit else "")
        self._show_progress()

    def _show_progress(self) -> None:
        self.headline.show_progress(*self.check.progress)

    def show_unit(self, unit_id: str, *, moves: bool = True) -> None:
        """A unit in the form: what was typed and not submitted, else the sheet, else an empty form.

        moves: the keyboard goes into the first field.
        """
        if self._unit is not None and self._unit.id != unit_id:
            self.flush()
            self._first_id = self._again_id = ""
        unit = self._unit = self._unit_of(unit_id)
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
        unit = self._unit
        assert unit is not None
        campaign, sheets = self.check.of(unit), self._sources.sheets
        drafted = sheets.draft(unit.id, inspector)
        if drafted is not None and not self._first_id:
            self._first_id = drafted.first_id
            typed_anew = same_sheet(self.check.sheets_of(unit.id), drafted) if drafted.first_id else None
            self._again_id = typed_anew.id if typed_anew is not None else ""
        self._sheet, self._shown_inspector = self._stored(inspector), inspector
        filled = drafted if drafted is not None and drafted.first_id == self._first_id else None
        if filled is None:
            filled = self._from_sheet(inspector)
        found = self.check.brought_to(unit) if self._sheet is None and not self._first_id else None
        if found is not None:
            filled = found.into(filled)
        self._decided_by, self._told = "", set()
        self.form.show_filled(filled, asks_reason=self._asks_reason())
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
            [hit.key for hit in self._sheet.vetoes if hit.confirmed_by] if self._sheet is not None else (),
        )
        firsts = [one for one in self.check.sheets_of(unit.id) if not one.first_id]
        self.again.setVisible(bool(firsts) and campaign.status != ARCHIVED)
        self.again.set_on(bool(self._first_id))
        self._tag_state(unit, drafted is not None, self.form.brought)
        self._show_record()
        self.form.show_score(filled)
        self._as_shown = self.filled()
        self._is_dirty = False

    def _tag_state(self, unit: UnitRow, has_draft: bool, brought: str) -> None:
        word, tone = "", Tone.WARN
        if unit.state != DUE:
            word = "　".join(
                filter(None, (unit.state, unit.reason, f"补检 {unit.on[5:]}" if unit.on else ""))
            )
        elif has_draft:
            word, tone = "有未提交的草稿", Tone.BRAND
        elif self._sheet is not None and self._sheet.corrected:
            word = told(self._sheet)
        elif brought:
            word, tone = brought, Tone.BRAND
        self._mark(word, tone)

    def _mark(self, word: str, tone: Tone) -> None:
        lines = self._sheet.corrections if self._sheet is not None else ()
        self.form.mark.set_tag(word, tone)
        self.form.mark.setToolTip("\n".join(one.sentence for one in lines))
        self.form.mark.setVisible(bool(word))

    def _show_record(self) -> None:
        """State and deeds of the stored sheet in sight."""
        sheet, unit = self._sheet, self._unit
        assert unit is not None
        form = self.form.form
        self.record.show_sheet(None if sheet is None else Shown(sheet, unit, self.check.of(unit), form))

    def _asks_reason(self) -> bool:
        """Whether a change of what is in sight has to say why: after 通报, and once the teacher knows the score (5.4)."""
        assert self._unit is not None
        is_reported = self.check.of(self._unit).status == REPORTED
        if self._sheet is not None:
            return is_reported or self._sheet.status in KNOWN
        return is_reported and not self._first_id and bool(self.check.sheets_of(self._unit.id))

    def _know(self, sheet: SheetRow | None) -> None:
        """The stored sheet in sight is another by a deed, or gone; what is typed stays."""
        unit, old = self._unit, self._sheet
        assert unit is not None
        self.check.put_sheet(unit.id, sheet, old.id if old is not None else "")
        self._sheet = sheet
        self._stand(unit.id, has_draft=self._is_dirty)
        if self._is_dirty:
            self._show_record()
            self.form.ask_reason(is_asked=self._asks_reason())
        else:
            self.show_unit(unit.id, moves=False)

    def _begin_correction(self, reason: str, by: str) -> None:
        """The form is open to be changed; saving keeps the old score beside the new one. by: who decided so."""
        self._decided_by = by
        self._mark("更正：改好得分后保存，原得分保留。", Tone.BRAND)
        self.form.ask_reason(is_asked=True)
        self.form.reason.setText(reason)
        (self.form.rows[0] if reason else self.form.reason).setFocus()

    def _from_sheet(self, inspector: str) -> Filled:
        """The stored sheet as it stands on the page; of a re-check not begun the first one, to be changed."""
        source, unit = self._sheet, self._unit
        assert unit is not None
        if source is None and self._first_id:
            source = next(one for one in self.check.sheets_of(unit.id) if one.id == self._first_id)
            filled = replace(filled_of(source), on=clock.today().isoformat(), first_id=self._first_id)
            return replace(
                filled,
                inspector=inspector,
                inspector_id=self._key_of(inspector),
                findings=(),
                hits=(),
                photos=(),
            )
        if source is None:
            return Filled(
                on=self.check.day(unit),
                inspector=inspector,
                inspector_id=self._key_of(inspector),
                findings=(),
                photos=(),
            )
        return self._sources.sheets.typed(source.id)

    def _stored(self, inspector: str = "") -> SheetRow | None:
        """The sheet of this unit by an inspector: the first, or the re-check that is in sight."""
        if self._unit is None:
            return None
        who = inspector or self.form.head.inspector.typed()
        return self.check.sheet_of(self._unit.id, who, self._first_id, self._again_id)

    # what stands on the page

    def filled(self) -> Filled:
        """What is typed, as a value."""
        inspector = self.form.head.inspector.typed()
        findings = self.side.findings
        return Filled(
            on=self.form.head.on,
            inspector=inspector,
            inspector_id=self._key_of(inspector),
            counts=self.form.head.counts,
            answers=self.form.answers,
            hits=self.side.hits,
            highlights=self.side.highlights.toPlainText().strip(),
            problems="\n".join(one.text for one in findings),
            advice=self.side.advice.toPlainText().strip(),
            first_id=self._first_id,
            findings=findings,
            photos=self.side.photos.files,
            notes=self.form.notes.notes,
        )

    def _edited(self) -> None:
        if self._is_showing or self._unit is None:
            return
        self._is_dirty = True
        filled = self.filled()
        self.form.show_score(filled)
        self.side.know(filled.on, filled.inspector)
        self.drafts.touch()

    def _key_of(self, inspector: str) -> str:
        """Id of an inspector; "" for somebody from outside."""
        assert self._unit is not None
        return inspector_id(self.check.of(self._unit), inspector, self._choosing.id_of)

    # what is done

    def save_and_next(self) -> None:
        """Submit the sheet, and go to the next who is due."""
        unit = self._unit
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
        slips = doubts(form, filled.on, filled.numbers, clock.today())
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
                self._sheet.version if self._sheet is not None else None,
                reason=self.form.reason.text().strip(),
                by=self._decided_by,
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
        self._first_id = self._again_id = ""
        self._soon.stop()
        self._is_stale = False  # what was just announced is known
        self.check.put_sheet(unit.id, sheet)
        self.check.put_notes(unit, filled.notes)
        self._stand(unit.id, has_draft=False)
        said = f"{sheet.score} {sheet.grade}" if sheet.score is not None else ""
        what = self.check.called(unit)
        messages.notice(self, " ".join(filter(None, ("已保存", what, said))) + "。", ("撤销", self._undo))
        who = (filled.inspector_id, filled.inspector)
        following_unit = following(self.check.standings, unit.id, who)
        self.show_unit((following_unit or unit).id)
        if following_unit is None and not any(one.is_due for one in self.check.standings):
            messages.notice(self, f"“{self.check.title}”应检的都查完了。", ("撤销", self._undo))

    def _know_stored(self, unit: UnitRow, filled: Filled) -> None:
        """What another window submitted: told of it, whoever saves again means it."""
        self._sheet = same_sheet(self.check.read_sheets(unit), filled)
        self.form.ask_reason(is_asked=self._asks_reason())

    def _withdraw_veto(self, key: str, reason: str) -> None:
        """A confirmed veto of the stored sheet does not stand; what else is typed stays as it is."""
        assert self._sheet is not None
        self._sheet = self._sources.sheets.decide_veto(self._sheet.id, key, "", reason)
        messages.notice(self, "已撤回一票否决，得分已按原分恢复。", ("撤销", self._undo))

    def go_back(self) -> None:
        """The unit before this one in the queue."""
        self._step(-1)

    def go_forward(self) -> None:
        """The unit behind this one in the queue, without submitting."""
        self._step(1)

    def _step(self, step: int) -> None:
        shown = [one.unit.id for one in self.queue.shown]
        if self._unit is not None and self._unit.id in shown:
            place = shown.index(self._unit.id) + step
            if 0 <= place < len(shown):
                self.show_unit(shown[place])

    def keep_by_hand(self) -> None:
        """存草稿."""
        if self._unit is not None and self.form.keep.isEnabled():
            self._is_dirty = True
            self.keep_draft()
            messages.notice(self, f"已存草稿：{self._unit.name}。")

    def keep_draft(self) -> None:
        """Keep what is typed, beside the window."""
        self.drafts.rest()
        if not self._is_dirty or self._unit is None:
            return
        self._is_dirty = False
        self.drafts.keep(self._unit.id, self._typed())

    def flush(self) -> None:
        """Keep what is typed at once: somebody is about to go."""
        if self._unit is not None and not self._is_showing:
            self._hand_over()  # going is leaving the field, too
        self.drafts.rest()
        if self._is_dirty and self._unit is not None:
            QGuiApplication.inputMethod().commit()
            self._is_dirty = False
            self.drafts.keep_now(self._unit.id, self.filled())

    def _stand(self, unit_id: str, *, has_draft: bool) -> None:
        """Where one unit stands now, without reading all the others."""
        one = self.check.stand(unit_id, has_draft=has_draft)
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
        if self._unit is not None:
            self.form.head.seize()

    def hidden(self) -> None:
        self.flush()

    def _switch(self) -> None:
        """Between the first sheet and the re-check; which one is asked when there are some already."""
        assert self._unit is not None
        self.flush()
        self.again.ask(self.check.sheets_of(self._unit.id), self._first_id)

    def _switch_to(self, first_id: str, again: SheetRow | None = None) -> None:
        """again: the re-check to look at, None = a new one."""
        self._first_id, self._again_id = first_id, again.id if again is not None else ""
        self._is_showing = True
        self._show_filled(again.inspector if again is not None else self.form.head.inspector.typed())
        self._is_showing = False

    def _typed(self) -> Filled:
        """What is typed, as that of who the form is shown for: another name may be half typed."""
        return self._by(self._shown_inspector) if self._shown_inspector else self.filled()

    def _by(self, inspector: str) -> Filled:
        return replace(self.filled(), inspector=inspector, inspector_id=self._key_of(inspector))

    def _hand_over(self) -> str:
        """Another inspector was chosen: theirs is shown, empty if they have none, and each keeps what they typed (R2).

        What is typed and belongs to no stored sheet goes with the name: it was typed under a wrong one. Returns what
        is shown now, "" when it is as before.
        """
        who, before, unit = self.form.head.inspector.typed(), self._shown_inspector, self._unit
        if unit is None or not who or who == before:
            return ""
        sheets = self._sources.sheets
        has_own = self._stored(who) is not None or sheets.draft(unit.id, who) is not None
        if self._sheet is None and not has_own:
            self._shown_inspector = who
            sheets.keep_draft(unit.id, before, None)
            self._edited()
            return ""
        self.drafts.rest()
        if self._by(before) != self._as_shown:
            sheets.keep_draft(unit.id, before, self._by(before))
        self._is_showing = True
        self._show_filled(who)
        self._is_showing = False
        self._stand(unit.id, has_draft=unit.id in sheets.drafted())
        if has_own:
            return f"这里现在是{who}自己的记录，核对后再保存；{before}的记录没有改动。"
        return f"这里现在是{who}的记录，还没有填写；{before}的记录没有改动。"

    def _to_side(self) -> None:
        self.side.highlights.setFocus()

    def _show_states(self) -> None:
        if self._unit is not None:
            self._show_menu(self._unit.id, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_menu(self, unit_id: str, place: QPoint) -> None:
        unit = self._unit_of(unit_id)
        menu = QMenu(self)
        for state, word in state_entries(unit):
            menu.addAction(word).triggered.connect(partial(self._set_state, unit, state))
        menu.popup(place)

    def _set_state(self, unit: UnitRow, state: str, _checked: bool = False) -> None:
        ask_state(self, self._sources.campaigns, [unit], state)
