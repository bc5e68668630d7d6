"""What keeps something from being saved, and what is worth a look, as lines that lead to their place."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from edudesk.base.errors import FieldProblem
from edudesk.kit.buttons import link
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.labels import label

_MOST = 5


class FaultList(Card):
    """go(place): item/3, where a fault stands; fine: what stands there when there is none."""

    def __init__(self, go: Callable[[str], object], fine: str) -> None:
        super().__init__("检查")
        self._go, self._fine = go, fine
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.add(self._lines)

    def show_faults(self, problems: Sequence[FieldProblem], hints: Sequence[str]) -> None:
        """The problems first; without any it can be saved."""
        clear_layout(self._lines)
        self.heading.setText(f"检查 · {len(problems)} 处要改" if problems else "检查 · 可以保存")
        for problem in problems[:_MOST]:
            line = QHBoxLayout()
            line.addWidget(label(problem.text, "problem", wraps=True), 1)
            line.addWidget(link("去改", partial(self._go, problem.key)))
            self._lines.addLayout(line)
        if len(problems) > _MOST:
            self._lines.addWidget(label(f"另有 {len(problems) - _MOST} 处。", "small"))
        for hint in hints:
            self._lines.addWidget(label(hint, "small", wraps=True))
        if not problems and not hints:
            self._lines.addWidget(label(self._fine, "small"))
