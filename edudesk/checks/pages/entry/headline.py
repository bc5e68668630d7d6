"""The line over the entry page: which check, with which form, by whom, and how far it has come."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.campaigns import inspectors_of
from edudesk.checks.rules.together import pass_words
from edudesk.kit.bars import Meter
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.tag import Tag


class Headline(QWidget):
    """back: to the list of checks."""

    def __init__(self, back: Callable[[], object], title: str) -> None:
        super().__init__()
        self._plain = title
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.title, self._form, self._note = label("", "title"), Tag(""), label("", "muted")
        self.progress, self._bar = label("", "muted"), Meter()
        self._bar.setFixedWidth(140)
        row.addWidget(button("检查安排", back, "link", icon_name="back"))
        for part in (self.title, self._form, self._note):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.progress)
        row.addWidget(self._bar)

    def show_checks(self, checks: Sequence[CampaignRow]) -> None:
        """The checks of the queue, () = there is none to fill in."""
        self.title.setText(checks[0].title if checks else self._plain)
        for part in (self._note, self.progress, self._bar):
            part.setVisible(bool(checks))
        if not checks:
            self._form.hide()
            return
        first = checks[0]
        names = "、".join(one.name for one in inspectors_of(first))
        days = "—".join(filter(None, (first.begins[5:], first.ends[5:])))
        passing = pass_words(checks)
        told = (
            f"同时抽查 {passing}" if passing else "",
            f"检查人：{names}" if names else "",
            days,
            first.weeks,
        )
        self._note.setText("　".join(filter(None, told)))

    def show_form(self, form: CheckForm) -> None:
        """The form in sight."""
        self._form.setText(form.name)
        self._form.show()

    def show_progress(self, done: int, due: int) -> None:
        """Units that are checked."""
        self.progress.setText(f"进度 {done} / {due}")
        self._bar.show_share(done / max(due, 1))
