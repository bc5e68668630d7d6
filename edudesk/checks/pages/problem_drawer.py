"""A problem beside the 整改台账: what it is, what is to be done next, its proof, and what was done so far."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rules.ledger import LedgerLine
from edudesk.kit.buttons import button
from edudesk.kit.cards import clear_layout
from edudesk.kit.drawer import Drawer
from edudesk.kit.file_strip import FileStrip
from edudesk.kit.flow import FlowLayout
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.timeline import Timeline
from edudesk.store.attachments import FileDraft, as_draft

Deeds = Callable[[Sequence[LedgerLine]], list[tuple[str, Callable[[], object]]]]
_LATEST = 8


class ProblemDrawer(Drawer):
    """deeds(lines): what can be done with a line; keep_files(line, files): its files are others now."""

    def __init__(
        self,
        sources: CheckSources,
        deeds: Deeds,
        keep_files: Callable[[LedgerLine, Sequence[FileDraft]], object],
    ) -> None:
        super().__init__()
        self._sources, self._deeds, self._keep_files = sources, deeds, keep_files
        self._line: LedgerLine | None = None
        self._shown = ""
        self.text = label("", wraps=True)
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, gap=8)
        self.facts = KeyValues()
        self.strip = FileStrip(sources.attachments)
        self.strip.changed.connect(self._changed)
        self.strip.accept_drops_of(self)
        self._events = Timeline()
        self.body.addWidget(self.text)
        self.body.addWidget(self._acts)
        self.body.addWidget(self.facts)
        self.body.addWidget(label("佐证材料", "heading"))
        self.body.addWidget(self.strip)
        self.body.addWidget(label("经过", "heading"))
        self.body.addWidget(self._events)
        self.body.addStretch(1)

    def show_line(self, line: LedgerLine) -> None:
        """Fill with another line, or with the same after a change."""
        self._line = line
        self.show_head(
            line.teacher or "未指明教师", " · ".join(filter(None, (line.number, line.about, line.source)))
        )
        self.text.setText(line.text)
        clear_layout(self._flow)
        for word, does in self._deeds([line]):
            self._flow.addWidget(button(word, does))
        self.facts.show_rows(
            [
                ("状态", line.state_words),
                ("严重程度", line.severity),
                ("整改期限", line.due + (f"\n{line.extension}" if line.extension else "")),
                ("责任人", line.owner + (f"（协助：{line.helper}）" if line.helper else "")),
                ("整改要求", line.demand),
                ("整改情况", "，".join(filter(None, (line.done_on, line.action)))),
                (
                    "复查",
                    "，".join(filter(None, (line.looks_again, line.again_on, line.result, line.next_advice))),
                ),
                ("材料", line.proof),
                ("备注", line.remark),
            ]
        )
        files = [as_draft(row) for row in self._sources.attachments.of([line.id]).get(line.id, ())]
        if line.id != self._shown or list(self.strip.files) != files:
            self._shown = line.id
            self.strip.show_files(files)
        entries = dict.fromkeys(entry for entry, _ in self._sources.check_problems.history(line.id))
        self._events.show_events([(entry.at[5:10], entry.title) for entry in list(entries)[:_LATEST]])

    def _changed(self) -> None:
        if self._line is not None:
            self._keep_files(self._line, self.strip.files)
