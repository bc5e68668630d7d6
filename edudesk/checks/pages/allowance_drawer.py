"""An allowance beside 免检与加分: why, by whom, what it does to the total, its proof, what was done so far."""

from collections.abc import Callable, Sequence
from typing import Any

from edudesk.checks.pages.sources import CheckSources
from edudesk.kit.drawer import Drawer
from edudesk.kit.file_strip import FileStrip
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.timeline import Timeline
from edudesk.store.attachments import FileDraft, as_draft

_LATEST = 8


class AllowanceDrawer(Drawer):
    """keep_files(line, files): its files are others now."""

    def __init__(
        self, sources: CheckSources, keep_files: Callable[[Any, Sequence[FileDraft]], object]
    ) -> None:
        super().__init__()
        self._sources, self._keep_files = sources, keep_files
        self._line: Any = None
        self._shown = ""
        self.facts = KeyValues()
        self.strip = FileStrip(sources.attachments)
        self.strip.changed.connect(self._changed)
        self.strip.accept_drops_of(self)
        self._events = Timeline()
        self.body.addWidget(self.facts)
        self.body.addWidget(label("依据材料", "heading"))
        self.body.addWidget(self.strip)
        self.body.addWidget(label("经过", "heading"))
        self.body.addWidget(self._events)
        self.body.addStretch(1)

    def show_line(self, line: Any) -> None:
        """Fill with another line, or with the same after a change."""
        self._line = line
        self.show_head(line.teacher or "（已不在花名册）", " · ".join(filter(None, (line.kind, line.when))))
        self.facts.show_rows(
            [
                ("检查类型", line.about),
                ("加分", f"{line.points:g} 分" if line.points else ""),
                ("理由", line.reason),
                ("依据", line.proof),
                ("批准人", line.approved_by),
                ("学期结果", "，".join(filter(None, (line.effect, line.total and f"总分 {line.total}")))),
            ]
        )
        files = [as_draft(row) for row in self._sources.attachments.of([line.id]).get(line.id, ())]
        if line.id != self._shown or list(self.strip.files) != files:
            self._shown = line.id
            self.strip.show_files(files)
        entries = dict.fromkeys(entry for entry, _ in self._sources.allowances.history(line.id))
        self._events.show_events([(entry.at[5:10], entry.title) for entry in list(entries)[:_LATEST]])

    def _changed(self) -> None:
        if self._line is not None:
            self._keep_files(self._line, self.strip.files)
