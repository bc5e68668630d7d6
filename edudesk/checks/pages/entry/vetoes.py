"""一票否决 beside a sheet: what was seen, who confirms it, and how one is withdrawn (R7)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from edudesk.base.codes import CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.pages.entry.insets import heading_row, inset
from edudesk.checks.rows.sheets import Hit
from edudesk.kit.buttons import link
from edudesk.kit.cards import clear_layout
from edudesk.kit.fields import Spell
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone


class Vetoes(QWidget):
    """changed: they are others now. people, spell: to choose who confirms; id_of: who is meant by a word;
    withdraw(veto, reason): takes a confirmed veto of the stored sheet back."""

    changed = Signal()

    def __init__(
        self,
        people: CodeList,
        spell: Spell,
        id_of: Callable[[str], str],
        withdraw: Callable[[str, str], object],
    ) -> None:
        super().__init__()
        self._people, self._spell, self._id_of, self._withdraw = people, spell, id_of, withdraw
        self._form: CheckForm | None = None
        self._hits: list[Hit] = []
        self._decided: frozenset[str] = frozenset()
        self._inspector = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._button = link("＋ 一票否决", self._ask_which)
        self._title = QWidget()
        self._title.setLayout(heading_row("一票否决", self._button))
        column.addWidget(self._title)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Those of the sheet."""
        return tuple(self._hits)

    def show_form(self, form: CheckForm) -> None:
        """What may be vetoed."""
        self._form = form
        self._title.setVisible(bool(form.vetoes))

    def show_hits(self, hits: Sequence[Hit], decided: Collection[str]) -> None:
        """Those of a sheet. decided: the ones of the stored sheet that are confirmed."""
        self._hits, self._decided = list(hits), frozenset(decided)
        self._show()

    def know(self, inspector: str) -> None:
        """Who looks, who may not confirm too."""
        self._inspector = inspector

    def _ask_which(self) -> None:
        assert self._form is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for veto in self._form.vetoes:
            if all(hit.key != veto.key for hit in self._hits):
                menu.addAction(veto.text).triggered.connect(partial(self._ask_of, veto.key))
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _ask_of(self, key: str, _checked: bool = False) -> None:
        self.ask(key)

    def ask(self, key: str) -> FormDialog:
        """Facts of a veto, and the second person who confirms it (R7)."""
        assert self._form is not None
        text = {veto.key: veto.text for veto in self._form.vetoes}.get(key, key)
        old = next((hit for hit in self._hits if hit.key == key), Hit(key))
        columns = (
            Column("reason", "事实和依据", required=True, help="时间、班级、看到的情况"),
            Column(
                "confirmed_by",
                "确认人",
                Kind.CHOICE,
                codes=self._people,
                help="检查人以外的一人；确认后总分最多 59 分",
            ),
        )
        return FormDialog.edit(
            self,
            f"一票否决：{text}",
            (("", columns),),
            {"reason": old.reason, "confirmed_by": old.confirmed_by},
            lambda typed: self._put(replace(old, **texts(typed))),
            spell=self._spell,
        )

    def _put(self, hit: Hit) -> Hit:
        if hit.confirmed_by and hit.confirmed_by == self._inspector:
            problem = FieldProblem("confirmed_by", "应由检查人以外的人确认。")
            raise UserError("一票否决应由另一人确认。", "请换一名确认人，或先空着。", (problem,))
        hit = replace(hit, by_id=self._id_of(hit.confirmed_by) if hit.confirmed_by else "")
        self._hits = [one for one in self._hits if one.key != hit.key] + [hit]
        self._show()
        self.changed.emit()
        return hit

    def drop(self, key: str) -> None:
        """Without a veto; one that is confirmed is withdrawn, which takes a reason."""
        if key in self._decided:
            self.ask_withdrawal(key)
        else:
            self._let_go(key)

    def ask_withdrawal(self, key: str) -> FormDialog:
        """Why a veto that was confirmed is withdrawn (R7)."""
        reason = Column("reason", "撤回的理由", required=True)

        def save(typed: Mapping[str, object]) -> str:
            self._withdraw(key, str(typed["reason"] or ""))
            return key

        return FormDialog.edit(self, "撤回已确认的一票否决", (("", (reason,)),), {}, save, self._let_go)

    def _let_go(self, key: str) -> None:
        self._hits = [one for one in self._hits if one.key != key]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        clear_layout(self._list)
        texts = {veto.key: veto.text for veto in self._form.vetoes} if self._form else {}
        for hit in self._hits:
            below = f"{hit.reason} · {f'确认人 {hit.confirmed_by}' if hit.confirmed_by else '待另一人确认，暂不影响得分'}"
            self._list.addWidget(
                inset(
                    Tag("否决", Tone.BAD),
                    texts.get(hit.key, hit.key),
                    below,
                    partial(self.ask, hit.key),
                    partial(self.drop, hit.key),
                )
            )
