"""记录 ▾: what is done with a sheet that is stored — handed to the teacher, answered, doubted, decided, corrected, deleted."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.pages.entry.corrections_dialog import CorrectionsDialog
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import ARCHIVED, REPORTED, CampaignRow, UnitRow
from edudesk.checks.rows.corrections import CORRECTED, UPHELD
from edudesk.checks.rows.sheets import CONFIRMED, DISPUTED, FED_BACK, FINAL, SUBMITTED, SheetRow
from edudesk.checks.rules.sheets import called
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.school.pages.people import Choosing
from edudesk.school.rows.identity import code_list

_TONES = {FED_BACK: Tone.BRAND, CONFIRMED: Tone.GOOD, DISPUTED: Tone.BAD, FINAL: Tone.GOOD}
_DECISIONS = code_list("裁定", UPHELD, CORRECTED)
_Entry = tuple[str, Callable[[], object], bool]


class Shown(NamedTuple):
    """The stored sheet in sight, with what it is about."""

    sheet: SheetRow
    unit: UnitRow
    campaign: CampaignRow
    form: CheckForm


class SheetMenu:
    """The tag with the state of the sheet and the button with its deeds, both for the head of the page.

    changed(sheet): it is stored with another state, None = it is gone; correct(reason, by): the form is to be changed.
    """

    def __init__(
        self,
        page: QWidget,
        sources: CheckSources,
        choosing: Choosing,
        undo: Callable[[], object],
        changed: Callable[[SheetRow | None], object],
        correct: Callable[[str, str], object],
    ) -> None:
        self._page, self._sources, self._choosing, self._undo = page, sources, choosing, undo
        self._changed, self._correct = changed, correct
        self._shown: Shown | None = None
        self.tag = Tag("")
        self.button = button("记录 ▾", self._open)

    def show_sheet(self, shown: Shown | None) -> None:
        """This one is in sight, None = nothing is stored yet."""
        self._shown = shown
        for part in (self.tag, self.button):
            part.setVisible(shown is not None)
        if shown is not None:
            self.tag.set_tag(shown.sheet.status, _TONES.get(shown.sheet.status, Tone.PLAIN))

    def _open(self) -> None:
        if self._shown is None:
            return
        menu = QMenu(self._page)
        for word, does, is_on in self._entries(self._shown):
            action = menu.addAction(word)
            action.setEnabled(is_on)
            action.triggered.connect(lambda _on=False, does=does: does())
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _entries(self, shown: Shown) -> list[_Entry]:
        status = shown.sheet.status
        is_open = shown.campaign.status != ARCHIVED
        waiting = [
            one.id for one in self._sources.sheets.of_campaign(shown.campaign.id) if one.status == SUBMITTED
        ]
        return [
            ("反馈本人", self.feed_back, is_open and status == SUBMITTED),
            (
                f"本次检查全部记为已反馈（{len(waiting)} 份）",
                lambda: self._feed_back(waiting, f"：{len(waiting)} 份"),
                is_open and bool(waiting),
            ),
            ("本人已确认", self.confirm, is_open and status in (SUBMITTED, FED_BACK)),
            ("提出异议…", self.dispute, is_open and status != DISPUTED),
            ("裁定异议…", self.decide, is_open and status == DISPUTED),
            ("更正…", lambda: self._correct("", ""), is_open),
            ("异议与更正记录…", self.look, bool(shown.sheet.corrected)),
            ("删除记录…", self.delete, is_open),
        ]

    # the deeds

    def feed_back(self) -> None:
        """The teacher has the 反馈单."""
        self._feed_back([self._in_sight.sheet.id], "")

    def confirm(self) -> None:
        """The teacher agrees."""
        sheet = self._in_sight.sheet

        def does() -> SheetRow:
            return self._sources.sheets.answer(sheet.id, agrees=True)

        self._do(does, f"已记为“{CONFIRMED}”。")

    def dispute(self) -> FormDialog:
        """The teacher does not agree: with what, and why."""
        _, unit, _, form = self._in_sight
        items = CodeList("项目", tuple(Code(called(form, item.key)) for item in form.items))
        columns = (
            Column("item", "项目", Kind.CHOICE, codes=items, help="空着 = 整份记录"),
            Column("by", "提出人", required=True),
            Column("words", "异议", required=True, help="认为应当怎样，依据是什么"),
        )
        return self._ask(
            f"{unit.name} 提出异议",
            columns,
            {"by": unit.name},
            lambda sheet, typed: self._sources.sheets.answer(sheet.id, agrees=False, **typed),
        )

    def decide(self) -> FormDialog:
        """维持, or 更正: then the form is changed and saved with the decision as its reason."""
        shown = self._in_sight
        columns = (
            Column("decision", "裁定", Kind.CHOICE, codes=_DECISIONS, required=True),
            Column("by", "裁定人", Kind.CHOICE, codes=self._choosing.codes, required=True),
            Column("words", "理由", required=True),
        )

        def save(typed: dict[str, object]) -> SheetRow | None:
            told = texts(typed)
            if told["decision"] == CORRECTED:
                return None
            return self._sources.sheets.settle(shown.sheet.id, told["words"], by=told["by"])

        def saved(sheet: SheetRow | None) -> None:
            if sheet is not None:
                self._changed(sheet)
            else:
                told = texts(dialog.values())
                self._correct(told["words"], told["by"])

        last = shown.sheet.corrections[-1] if shown.sheet.corrections else None
        dialog = FormDialog.edit(
            self._page,
            f"裁定异议：{last.words if last else ''}",
            (("", columns),),
            {},
            save,
            saved,
            spell=self._choosing.spell,
        )
        return dialog

    def look(self) -> CorrectionsDialog:
        """What was doubted, decided and changed so far."""
        dialog = CorrectionsDialog(self._page, self._in_sight.unit.name, self._in_sight.sheet)
        dialog.open()
        return dialog

    def delete(self) -> None:
        """Into the recycle bin, after it was said what goes; after 通报 with a reason."""
        sheet, unit, campaign, _ = self._in_sight
        if not messages.ask(
            self._page,
            f"删除{unit.name}的检查记录？",
            f"{self._goes(sheet)}一起移到回收站；可以撤销，也可以从回收站恢复。",
            yes="删除记录",
            no="保留",
        ):
            return
        if campaign.status == REPORTED:
            why = Column("reason", "理由", required=True, help="检查已通报，重印的表会标明“更正版”")
            by = Column("by", "决定人", Kind.CHOICE, codes=self._choosing.codes)
            self._ask(f"删除{unit.name}的检查记录", (why, by), {}, self._delete)
            return
        self._do(lambda: self._delete(sheet, {}), f"已删除{unit.name}的检查记录。")

    def _goes(self, sheet: SheetRow) -> str:
        """单国平 2026-11-18 的记录（82.5 良好）、1 次复查、2 条整改问题、1 张照片."""
        sources = self._sources
        again = [one for one in sources.sheets.of_campaign(sheet.campaign_id) if one.first_id == sheet.id]
        lines = [line for one in (sheet, *again) for line in sources.check_problems.of_sheet(one.id)]
        found = sources.attachments.of([sheet.id, *(one.id for one in again), *(line.id for line in lines)])
        photos = sum(map(len, found.values()))
        counted = ((len(again), "次复查"), (len(lines), "条整改问题"), (photos, "个照片或附件"))
        score = " ".join(filter(None, (sheet.score_words, sheet.grade)))
        return "、".join(
            (
                f"{sheet.inspector} {sheet.on} 的记录（{score or '未计分'}）",
                *(f"{count} {word}" for count, word in counted if count),
            )
        )

    def _delete(self, sheet: SheetRow, typed: dict[str, str]) -> None:
        self._sources.sheets.put_away([sheet.id], **typed)

    # how they are done

    @property
    def _in_sight(self) -> Shown:
        assert self._shown is not None
        return self._shown

    def _feed_back(self, ids: list[str], more: str) -> None:
        sheet = self._in_sight.sheet

        def does() -> SheetRow:
            self._sources.sheets.feed_back(ids)
            return self._sources.sheets.get(sheet.id)

        self._do(does, f"已记为“{FED_BACK}”{more}。")

    def _ask(
        self,
        title: str,
        columns: tuple[Column, ...],
        values: dict[str, object],
        save: Callable[[SheetRow, dict[str, str]], SheetRow | None],
    ) -> FormDialog:
        sheet = self._in_sight.sheet
        return FormDialog.edit(
            self._page,
            title,
            (("", columns),),
            values,
            lambda typed: save(sheet, texts(typed)),
            self._changed,
            spell=self._choosing.spell,
        )

    def _do(self, does: Callable[[], SheetRow | None], said: str) -> None:
        try:
            sheet = does()
        except UserError as error:
            messages.fail(self._page, error)
            return
        self._changed(sheet)
        messages.notice(self._page, said, ("撤销", self._undo))
