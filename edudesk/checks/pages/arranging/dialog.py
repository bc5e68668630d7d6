"""新建检查: what is checked, whom, by whom, with the list of those it takes before anything is published."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step
from edudesk.base.readings import Level
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages.arranging.by_whom import ByWhomSection
from edudesk.checks.pages.arranging.handing_in import HandingInSection
from edudesk.checks.pages.arranging.listed import ListedCard
from edudesk.checks.pages.arranging.what import WhatSection
from edudesk.checks.pages.arranging.whom import WhomSection
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import (
    DRAFT,
    Arranged,
    CampaignDraft,
    CampaignRow,
    UnitDraft,
)
from edudesk.checks.rules.campaigns import campaign_problems
from edudesk.checks.rules.together import beside
from edudesk.checks.service.planning import proposed_together, teaching
from edudesk.kit.buttons import button
from edudesk.kit.fields import mark
from edudesk.kit.labels import label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tasks import run_task
from edudesk.school.pages.people import Choosing
from edudesk.school.rows.terms import TermRow
from edudesk.school.rules.terms import term_nearest

_LOOK_AFTER_MS = 250  # of rest, before the list is made anew
_WEEK = timedelta(days=11)  # from a Monday to the Friday of the next week


class CampaignDialog(QDialog):
    """saved(check, how many units were published; 0 for a draft). row: a check there is, None = a new one."""

    saved = Signal(object, int)

    def __init__(
        self, parent: QWidget, sources: CheckSources, choosing: Choosing, row: CampaignRow | None
    ) -> None:
        super().__init__(parent)
        self._sources, self._row = sources, row
        self._is_open = row is None or row.status == DRAFT
        self.setWindowTitle("新建检查" if row is None else f"编辑 {row.title}")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        every = sources.campaigns.rows()
        self._group = _group(row, every)
        self._others = [one for one in every if one not in self._group]
        self._forms = sources.check_forms.every()
        self._looks = 0
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._soon.timeout.connect(self.look)
        terms = sources.terms.rows()
        self.what = WhatSection(sources, terms, self._others, has_own_name=row is not None)
        self.whom = WhomSection(lambda: self.what.term[0])
        self.by_whom = ByWhomSection(choosing)
        self.handing_in = HandingInSection()
        self.listed = ListedCard()
        self._build()
        self._fill(row or _first_draft(self.what.kinds[0].code, terms))
        self.look()
        screen = self.screen().availableGeometry()
        self.resize(min(960, screen.width() - 60), min(680, screen.height() - 60))
        self.what.kind.setFocus()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 12, 16)
        column.setSpacing(12)
        for part in (
            self.what,
            label("检查范围", "heading"),
            self.whom,
            label("检查人", "heading"),
            self.by_whom,
            label("上交与抽查", "heading"),
            self.handing_in,
        ):
            column.addWidget(part)
        column.addStretch(1)
        for section in (self.what, self.whom, self.by_whom):
            section.changed.connect(self._changed)
        self.what.term_changed.connect(self._offer_teaching)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(scrolled(inside), 3)
        side = QVBoxLayout()
        side.setContentsMargins(0, 16, 0, 16)
        side.addWidget(self.listed, 1)
        row.addLayout(side, 2)
        outer.addLayout(row, 1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        outer.addWidget(rule)
        outer.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        self.told = label("", "problem", wraps=True)
        foot.addWidget(self.told, 1)
        foot.addWidget(button("取消", self.reject))
        self.keep_button = button("存为草稿" if self._is_open else "保存", self.keep)
        foot.addWidget(self.keep_button)
        self.publish_button = button("发布", self.publish, "primary", keys="Ctrl+Return")
        self.publish_button.setVisible(self._is_open)
        foot.addWidget(self.publish_button)
        return foot

    # what stands in it

    @property
    def units(self) -> list[UnitDraft]:
        """Those that are listed."""
        return self.listed.units

    @property
    def draft(self) -> CampaignDraft:
        """What is typed."""
        base = CampaignDraft(kind="", title="", school_year="", term="")
        if self._row is not None:
            base = CampaignDraft(**{one.name: getattr(self._row, one.name) for one in fields(CampaignDraft)})
        typed = {**self.what.typed, **self.whom.typed, **self.by_whom.typed, **self.handing_in.typed}
        return replace(base, **typed)

    @property
    def drafts(self) -> list[CampaignDraft]:
        """What is typed, the check and those made in one pass with it (同时抽查)."""
        first = self.draft
        if not self._is_open:
            return [first]
        others = [
            replace(first, kind=kind, title=beside(first.title, first.kind, kind), form="")
            for kind in self.what.beside
        ]
        return [first, *others]

    def _fill(self, draft: CampaignDraft) -> None:
        self.what.fill(draft, [one.kind for one in self._group if one.kind != draft.kind])
        of_term = teaching(self._sources.context, *self.what.term)
        self.whom.fill(draft, of_term)
        self.by_whom.fill(draft, of_term)
        self.handing_in.fill(draft)
        if self._row is None:
            self.what.days_changed()
        if not self._is_open:
            self.what.lock()
            self.whom.lock()
        self.by_whom.lock(draft.status)

    def _offer_teaching(self) -> None:
        of_term = teaching(self._sources.context, *self.what.term)
        self.whom.offer(of_term)
        self.by_whom.inspectors.offer(of_term)

    def _changed(self, *_more: object) -> None:
        self._soon.start()

    # the list

    def look(self) -> None:
        """Make the list anew, beside the window."""
        self._soon.stop()
        if not self._is_open:
            assert self._row is not None
            self._show_units(self._looks, {"": self._sources.campaigns.units(self._row.id)})
            return
        self._looks += 1
        number, drafts, context, has_size = (
            self._looks,
            self.drafts,
            self._sources.context,
            self.whom.has_size,
        )
        names = [kinds()[one.kind].name for one in drafts]

        def job(step: Step) -> dict[str, list[UnitDraft]]:
            found = proposed_together(context, drafts) if has_size else [[]]
            return dict(zip(names, found, strict=False))

        run_task(self, "正在列出应检对象", job, partial(self._show_units, number))

    def _show_units(self, number: int, checks: Mapping[str, Sequence[UnitDraft]]) -> None:
        if number != self._looks:
            return  # something was changed meanwhile
        due = self.listed.show_units(checks, self.by_whom.names, self._forms)
        self.publish_button.setText(f"发布（{due} 个）" if due else "发布")

    # what is done

    def keep(self) -> None:
        """As a draft, or what may still be changed of a published check."""
        drafts, campaigns = self.drafts, self._sources.campaigns
        if not self._may_be_stored(drafts):
            return
        try:
            if self._is_open:
                row = campaigns.arrange(self._arranged(drafts), self._dropped(drafts))[0]
            else:
                assert self._row is not None
                values = {one.name: getattr(drafts[0], one.name) for one in fields(CampaignDraft)}
                row = campaigns.change(self._row.id, values, self._row.version)
        except UserError as error:
            self._tell(error)
            return
        self.accept()
        self.saved.emit(row, 0)

    def publish(self) -> None:
        """Store the check with its queue as it is listed, made anew from what is typed."""
        drafts = self.drafts
        if not self._may_be_stored(drafts):
            return
        campaigns, context = self._sources.campaigns, self._sources.context
        arranged, dropped = self._arranged(drafts), self._dropped(drafts)

        def job(step: Step) -> tuple[CampaignRow, int]:
            queues = proposed_together(context, drafts)
            checks = [replace(one, units=units) for one, units in zip(arranged, queues, strict=True)]
            return campaigns.arrange(checks, dropped)[0], sum(map(len, queues))

        def done(published: tuple[CampaignRow, int]) -> None:
            self.accept()
            self.saved.emit(*published)

        run_task(self, "正在发布检查", job, done, self._tell, button=self.publish_button)

    def _arranged(self, drafts: Sequence[CampaignDraft]) -> list[Arranged]:
        """Each with the draft it is stored as already."""
        there = {one.kind: one for one in self._group if one != self._row}
        if self._row is not None:  # another type may have been chosen for it
            there[drafts[0].kind] = self._row
        found = [(draft, there.get(draft.kind)) for draft in drafts]
        return [
            Arranged(draft=draft, id=row.id, version=row.version)
            if row is not None
            else Arranged(draft=draft)
            for draft, row in found
        ]

    def _dropped(self, drafts: Sequence[CampaignDraft]) -> list[str]:
        kept = {one.id for one in self._arranged(drafts)}
        return [row.id for row in self._group if row.id not in kept]

    def _may_be_stored(self, drafts: Sequence[CampaignDraft]) -> bool:
        found = [problem for draft in drafts for problem in campaign_problems(draft, self._others)]
        if found:
            self._tell(UserError("检查还不能保存。", "", tuple({one.text: one for one in found}.values())))
        return not found

    def _tell(self, error: UserError) -> None:
        self.told.setText(" ".join((error.text + error.hint, *(one.text for one in error.problems))))
        number = self.whom.number
        editors: dict[str, QWidget] = {
            "title": self.what.name,
            "ends": self.what.ends,
            "every": number,
            "count": number,
            "per_unit": self.by_whom.per_unit,
        }
        for editor in editors.values():
            mark(editor, Level.OK)
        for problem in reversed(error.problems):
            self._mark(problem, editors)

    def _mark(self, problem: FieldProblem, editors: dict[str, QWidget]) -> None:
        if editor := editors.get(problem.key):
            mark(editor, Level.ERROR)
            editor.setFocus()


def _group(row: CampaignRow | None, every: Sequence[CampaignRow]) -> list[CampaignRow]:
    """The drafts that are arranged with a check, itself among them; of one that is published itself."""
    if row is None:
        return []
    if not row.together or row.status != DRAFT:
        return [row]
    return [one for one in every if one.together == row.together and one.status == DRAFT]


def _first_draft(kind: str, terms: Sequence[TermRow]) -> CampaignDraft:
    """A check of a kind in the running term, from Monday of this week."""
    today = clock.today()
    near = term_nearest(today, terms)
    monday = today - timedelta(days=today.weekday())
    if near is not None and not near.start <= monday.isoformat() <= near.end:
        monday = date.fromisoformat(near.start)
    school_year, term = (near.school_year, near.term) if near else ("", "")
    return CampaignDraft(
        kind=kind,
        title="",
        school_year=school_year,
        term=term,
        begins=monday.isoformat(),
        ends=(monday + _WEEK).isoformat(),
        seed=today.strftime("%Y%m%d"),
    )
