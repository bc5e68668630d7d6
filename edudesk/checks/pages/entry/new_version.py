"""The line over the form when it has a newer version than the one this check was published with (5.3)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from edudesk.checks.forms.changes import changes_between
from edudesk.checks.forms.value import CheckForm
from edudesk.kit.buttons import button
from edudesk.kit.labels import label


class NewVersionLine(QFrame):
    """taken: the units that nobody has checked go on with the new version; kept: they stay with theirs."""

    taken = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "doubt")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        self._told = label("", wraps=True)
        self._take = button("", self.taken.emit, "link")
        self._keep = button("", self.kept.emit, "link")
        row.addWidget(self._told, 1)
        row.addWidget(self._take)
        row.addWidget(self._keep)
        self.hide()

    def ask(self, old: CheckForm, new: CheckForm, note: str, count: int) -> None:
        """note: what was said of the new version; count: units that can take it."""
        why = f"（{note}）" if note else ""
        told = f"“{new.title}”已有新版 v{new.version}{why}，这次检查发布时用的是 v{old.version}。"
        self._told.setText(told)
        self._told.setToolTip("\n".join(changes_between(old, new)))
        self._take.setText(f"改用 v{new.version}（未查的 {count} 个）")
        self._keep.setText(f"仍用 v{old.version}")
        self.show()
