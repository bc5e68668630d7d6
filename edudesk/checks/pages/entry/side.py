"""The card at the right: 亮点, problems with their days, advice, each with its phrases by use; vetoes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.checks.forms.value import BOXES, CheckForm, Phrase, PhraseKind
from edudesk.checks.pages.entry.insets import heading_row, inset
from edudesk.checks.pages.entry.phrases import GAP, NUMBERED, Phrases, by_use
from edudesk.checks.pages.entry.vetoes import Vetoes
from edudesk.checks.rows.problems import MAJOR, MINOR, PROBLEM_COLUMN
from edudesk.checks.rows.sheets import Hit
from edudesk.checks.rules.problems import due_after
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.phrases import Used
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.fields import Spell
from edudesk.kit.file_strip import FileStrip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.school.rules.years import not_days
from edudesk.store.attachments import FileDraft
from edudesk.store.taking import Keeper

_SEVERITY = replace(
    PROBLEM_COLUMN["severity"], codes=CodeList("严重程度", (Code(MINOR), Code(MAJOR)), is_open=False)
)
_AS_THEY_STAND = (PhraseKind.PRAISE, PhraseKind.PROBLEM, PhraseKind.ADVICE)
_STAYS = "随记录保存，整改台账不变"


class SideCard(Card):
    """changed: something is another; copy_wanted: of what the last sheet said. word_of: how a person is called; id_of: who is meant by a word; keeper: of photos;
    withdraw(veto, reason): takes a confirmed veto of the stored sheet back."""

    changed = Signal()
    copy_wanted = Signal()

    def __init__(
        self,
        people: CodeList,
        spell: Spell,
        word_of: Callable[[str], str],
        id_of: Callable[[str], str],
        keeper: Keeper,
        withdraw: Callable[[str, str], object],
    ) -> None:
        super().__init__()
        self._keeper = keeper
        self._people, self._spell, self._word_of, self._id_of = people, spell, word_of, id_of
        self._found: list[Finding] = []
        self._kept: list[str] = []
        self._numbered: list[Phrase] = []
        self._on = self._again = ""
        self.body.setContentsMargins(0, 6, 0, 6)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 6, 14, 6)
        column.setSpacing(8)
        self.highlights = self._text("亮点", 62)
        self.advice = self._text("建议", 46)
        self._phrases = {kind: Phrases(self.take_phrase) for kind in PhraseKind}
        self._titles = {key: label(title, "heading") for key, title in BOXES.items() if key != "problems"}
        again = link("抄上一份", self.copy_wanted.emit)
        again.setToolTip("写上刚保存的一份的评语：Ctrl+D")
        column.addLayout(heading_row(self._titles["highlights"], again))
        column.addWidget(self.highlights)
        column.addWidget(self._phrases[PhraseKind.PRAISE])
        self.add_button = button("＋ 问题  Alt+P", self.ask, "link")
        column.addLayout(heading_row("问题", self.add_button))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)
        column.addWidget(self._phrases[PhraseKind.PROBLEM])
        self.photos = FileStrip(keeper, only_photos=True, word="拖入图片")
        self.photos.changed.connect(self.changed)
        for edit in (self.highlights, self.advice):
            self.photos.accept_drops_of(edit.viewport())
        column.addWidget(label("佐证", "heading"))
        column.addWidget(self.photos)
        column.addWidget(self._titles["advice"])
        column.addWidget(self.advice)
        column.addWidget(self._phrases[PhraseKind.ADVICE])
        self.vetoes = Vetoes(people, spell, id_of, withdraw)
        self.vetoes.changed.connect(self.changed)
        column.addWidget(self.vetoes)
        column.addStretch(1)
        self.add(scrolled(inside), 1)

    @property
    def is_taking(self) -> bool:
        """Whether photos are on their way."""
        return any(strip.is_taking for strip in self.findChildren(FileStrip))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The problems."""
        return tuple(self._found)

    @property
    def kept(self) -> tuple[str, ...]:
        """Problems that stay with the sheet as they are: nothing is to be changed about them here."""
        return tuple(self._kept)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The vetoes."""
        return self.vetoes.hits

    def show_form(self, form: CheckForm, used: Used) -> None:
        """The phrases of a form, the most used first, and short ones of the school's own that were written often."""
        offered: list[Phrase] = []
        for kind in _AS_THEY_STAND:
            phrases = by_use(form, kind, used)
            self._phrases[kind].offer(phrases, len(offered) + 1)
            offered += phrases
        self._numbered = offered[:NUMBERED]
        self.vetoes.show_form(form)
        for key, edit in (("highlights", self.highlights), ("advice", self.advice)):
            self._titles[key].setText(form.boxes[key])
            edit.setAccessibleName(form.boxes[key])

    def show_values(
        self,
        findings: Sequence[Finding],
        hits: Sequence[Hit],
        highlights: str,
        advice: str,
        again: str,
        photos: Sequence[FileDraft] = (),
        decided: Collection[str] = (),
        kept: Sequence[str] = (),
    ) -> None:
        """Put values in; changed stays silent. again: 复查人 that new problems get; decided: vetoes of the stored sheet
        that are confirmed; kept: problems of the sheet that are none of findings."""
        self.blockSignals(True)
        self._found, self._kept, self._again = list(findings), list(kept), again
        self.highlights.setPlainText(highlights)
        self.advice.setPlainText(advice)
        self.photos.show_files(photos)
        self._show_found()
        self.vetoes.show_hits(hits, decided)
        self.blockSignals(False)

    def know(self, on: str, inspector: str) -> None:
        """The day of the sheet, from which days to mend are counted, and who looks."""
        self._on = on
        self.vetoes.know(inspector)

    def ask(self, place: int | None = None, text: str = "") -> FormDialog:
        """A problem in a form: a new one, or the one at a place."""
        old = self._found[place] if place is not None else None
        again = Column(
            "again", "复查人", Kind.CHOICE, codes=self._people, help="从花名册选，也可以直接写姓名"
        )
        columns = (PROBLEM_COLUMN["text"], _SEVERITY, PROBLEM_COLUMN["due"], again)
        shown = old or Finding(text, due=due_after(self._on, MINOR), again=self._again)
        values = {
            "text": shown.text,
            "severity": shown.severity,
            "due": shown.due,
            "again": self._word_of(shown.again) or shown.again,
        }
        return FormDialog.edit(
            self,
            "修改问题" if old else "记一个问题",
            (("", columns),),
            values,
            lambda typed: self._put(place, old, typed),
            spell=self._spell,
        )

    def _put(self, place: int | None, old: Finding | None, typed: Mapping[str, object]) -> Finding:
        again = str(typed["again"] or "")
        made = Finding(
            str(typed["text"] or "").strip(),
            str(typed["severity"] or MINOR),
            str(typed["due"] or ""),
            self._id_of(again) or again,
            old.id if old else "",
            old.photos if old else (),
        )
        if problems := not_days(made, due="整改期限"):
            raise UserError("这个问题还不能记下。", "请改好日期；其他内容都还在。", problems)
        if place is None:
            self._found.append(made)
        else:
            self._found[place] = made
        self._show_found()
        self.changed.emit()
        return made

    def take_number(self, number: int) -> None:
        """The phrase that has a number, from 1; none is as well."""
        if 1 <= number <= len(self._numbered) and self.isEnabled():
            self.take_phrase(self._numbered[number - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that no field takes is the phrase of that number."""
        text = event.text()
        if (
            text.isascii()
            and text.isdecimal()
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.take_number(int(text))
        else:
            super().keyPressEvent(event)

    def take_phrase(self, phrase: Phrase) -> None:
        """Write a phrase where it belongs, once."""
        edits = {PhraseKind.PRAISE: self.highlights, PhraseKind.ADVICE: self.advice}
        if edit := edits.get(phrase.kind):
            lines = edit.toPlainText().rstrip().splitlines()
            if phrase.text not in lines:
                edit.setPlainText("\n".join((*lines, phrase.text)))
        elif GAP in phrase.text:
            self.ask(text=phrase.text)
        elif phrase.text not in [one.text for one in self._found]:
            self._found.append(Finding(phrase.text, due=due_after(self._on, MINOR), again=self._again))
            self._show_found()
            self.changed.emit()

    def _forget(self, text: str) -> None:
        self._kept.remove(text)
        self._show_found()
        self.changed.emit()

    def _drop(self, place: int) -> None:
        del self._found[place]
        self._show_found()
        self.changed.emit()

    def _show_found(self) -> None:
        clear_layout(self._list)
        for text in self._kept:
            self._list.addWidget(
                inset(Tag("已记", Tone.PLAIN), text, _STAYS, None, partial(self._forget, text))
            )
        if not self._found and not self._kept:
            self._list.addWidget(label("没有记录问题。", "small"))
        for place, one in enumerate(self._found):
            until = " · ".join(
                filter(
                    None,
                    (
                        f"期限 {one.due[5:]}" if one.due else "",
                        f"复查人 {self._word_of(one.again) or one.again}" if one.again else "",
                    ),
                )
            )
            tag = Tag(
                "较重" if one.severity == MAJOR else "需整改",
                Tone.BAD if one.severity == MAJOR else Tone.WARN,
            )
            strip = FileStrip(self._keeper, only_photos=True, word="")
            strip.show_files(one.photos)
            strip.setVisible(bool(one.photos))
            strip.changed.connect(partial(self._take_photos, place, strip))
            card = inset(
                tag,
                one.text,
                until,
                partial(self.ask, place),
                partial(self._drop, place),
                link("照片", strip.choose),
            )
            card.body.insertWidget(1, strip)
            strip.accept_drops_of(card)
            self._list.addWidget(card)

    def _take_photos(self, place: int, strip: FileStrip) -> None:
        self._found[place] = replace(self._found[place], photos=strip.files)
        strip.setVisible(bool(strip.files))
        self.changed.emit()

    def _text(self, name: str, height: int) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setTabChangesFocus(True)
        made.setFixedHeight(height)
        made.setAccessibleName(name)
        made.textChanged.connect(self.changed)
        return made
