"""Phrases that an inspector takes with a click or a key, the most used first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from edudesk.checks.forms.value import CheckForm, Phrase, PhraseKind
from edudesk.checks.service.phrases import Used
from edudesk.kit.buttons import button
from edudesk.kit.cards import clear_layout
from edudesk.kit.flow import FlowLayout

NUMBERED = 9
"""Phrases that a key takes."""
GAP = "×"
"""In a phrase: a blank to fill in."""
_OWN, _SHORT = 4, 20  # of the school's own phrases: how many of a kind, and how many letters


def by_use(form: CheckForm, kind: PhraseKind, used: Used) -> list[Phrase]:
    """Those of a form, and short ones of the school's own that were written often; the most used first."""
    counts, known = used.get(kind, {}), [one for one in form.phrases if one.kind is kind]
    own = sorted(counts.keys() - {one.text for one in known}, key=lambda text: (-counts[text], text))
    often = [Phrase(text, kind) for text in own if counts[text] > 1 and len(text) <= _SHORT][:_OWN]
    return sorted((*known, *often), key=lambda one: -counts.get(one.text, 0))


class Phrases(QWidget):
    """Phrases of one kind, below what they go to; hidden when there are none."""

    def __init__(self, take: Callable[[Phrase], object]) -> None:
        super().__init__()
        self._take = take
        self._offered: tuple[list[Phrase], int] = [], 0
        self._flow = FlowLayout(self, gap=6)
        self.hide()

    def offer(self, phrases: list[Phrase], first: int) -> None:
        """These, in this order; those up to 9 have their number, from first."""
        self.setVisible(bool(phrases))
        if (phrases, first) == self._offered:
            return
        self._offered = phrases, first
        clear_layout(self._flow)
        for number, one in enumerate(phrases, first):
            has_number = number <= NUMBERED
            chip = button(
                f"{number} {one.text}" if has_number else one.text, partial(self._take, one), "chip"
            )
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setToolTip(_GOES_TO[one.kind] + (f"（Alt+{number}）" if has_number else ""))
            self._flow.addWidget(chip)


_GOES_TO = {
    PhraseKind.PROBLEM: "点选记为问题，进入整改台账",
    PhraseKind.PRAISE: "点选写进“亮点”",
    PhraseKind.ADVICE: "点选写进“建议”",
}
