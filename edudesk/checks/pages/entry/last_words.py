"""What the last sheet said, to be said again of the next one (教学常规检查 5.4)."""

from edudesk.checks.forms.value import Phrase, PhraseKind
from edudesk.checks.pages.entry.side import SideCard
from edudesk.checks.rules.sheets import Filled
from edudesk.kit import messages


class LastWords:
    """Kept from sheet to sheet of one check; the card at the right asks for them."""

    def __init__(self, side: SideCard) -> None:
        self._side = side
        self._phrases: tuple[Phrase, ...] = ()
        side.copy_wanted.connect(self.copy)

    def keep(self, filled: Filled) -> None:
        """The sheet that was stored last."""
        said = (
            (PhraseKind.PRAISE, filled.highlights.splitlines()),
            (PhraseKind.PROBLEM, [one.text for one in filled.findings or ()]),
            (PhraseKind.ADVICE, filled.advice.splitlines()),
        )
        self._phrases = tuple(Phrase(text, kind) for kind, texts in said for text in texts if text.strip())

    def forget(self) -> None:
        """Another check."""
        self._phrases = ()

    def copy(self) -> None:
        """Behind what is written already; a problem gets the days of this sheet."""
        if not self._phrases:
            messages.notice(self._side, "上一份没有写评语，或还没有保存过一份。")
        for phrase in self._phrases:
            self._side.take_phrase(phrase)
