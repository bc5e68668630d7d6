"""The line over the form when it has a newer version than the one this check was published with (5.3)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from edudesk.base.errors import UserError
from edudesk.checks.forms.changes import changes_between
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import ARCHIVED, CampaignRow, UnitRow
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label


class NewVersionLine(QFrame):
    """Asks whether units that nobody has checked go on with the new version or keep theirs; once for a check and form.

    keep_typing: what stands on the page becomes a draft before it is moved.
    """

    def __init__(
        self, sources: CheckSources, keep_typing: Callable[[], object], undo: Callable[[], object]
    ) -> None:
        super().__init__()
        self._sources, self._keep_typing, self._undo = sources, keep_typing, undo
        self._offered: dict[str, CheckForm] = {}
        self._stays: set[tuple[str, str, int]] = set()  # check, form and version: not asked again
        self._asked: tuple[str, CheckForm, Sequence[str]] | None = None
        self.setProperty("role", "doubt")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        self._told = label("", wraps=True)
        self._taking = button("", self.take, "link")
        self._keeping = button("", self.keep, "link")
        row.addWidget(self._told, 1)
        row.addWidget(self._taking)
        row.addWidget(self._keeping)
        self.hide()

    def read(self) -> None:
        """The versions in force now."""
        self._offered = {form.key: form for form in self._sources.check_forms.offered()}

    def ask(self, campaign: CampaignRow, unit: UnitRow, form: CheckForm, waiting: Sequence[str]) -> None:
        """Shown for a unit when it is among those waiting (ids), and their form is not the newest."""
        self.hide()
        new = self._offered.get(form.key)
        is_settled = (campaign.id, form.key, form.version) in self._stays or campaign.status == ARCHIVED
        if new is None or new.version <= form.version or unit.id not in waiting or is_settled:
            return
        self._asked = campaign.id, form, waiting
        versions = self._sources.check_forms.versions()
        notes = {(one.key, one.number): one.note for one in versions}
        note = notes.get((new.key, new.version), "")
        why = f"（{note}）" if note else ""
        told = f"“{new.title}”已有新版 v{new.version}{why}，这次检查发布时用的是 v{form.version}。"
        self._told.setText(told)
        self._told.setToolTip("\n".join(changes_between(form, new)))
        self._taking.setText(f"改用 v{new.version}（未查的 {len(waiting)} 个）")
        self._keeping.setText(f"仍用 v{form.version}")
        self.show()

    def take(self) -> None:
        """On with the new version."""
        assert self._asked is not None
        self._keep_typing()
        _, form, waiting = self._asked
        version = self._offered[form.key].version
        try:
            count = self._sources.campaigns.take_version(waiting, version)
        except UserError as error:  # somebody checked one of them meanwhile
            messages.fail(self, error)
            return
        messages.notice(self, f"{count} 个应检对象改用 v{version}。", ("撤销", self._undo))

    def keep(self) -> None:
        """They stay as they are."""
        assert self._asked is not None
        campaign_id, form, _ = self._asked
        self._stays.add((campaign_id, form.key, form.version))
        self.hide()
