"""Whom a check is about: the scope of subjects, 学段, grades and 教研组, and who of it is drawn."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.checks.pages.arranging.fields import choose, combo
from edudesk.checks.rows.campaigns import CLASSES, DRAWN, EVERY, SAMPLING, CampaignDraft
from edudesk.checks.rules.units import Teaching, grades_of
from edudesk.kit.buttons import link
from edudesk.kit.chips import ChoiceChip
from edudesk.kit.flow import FlowLayout
from edudesk.kit.labels import label

_SCOPES = (("subjects", "学科"), ("stages", "学段"), ("grades", "年级"), ("groups", "教研组"))


class WhomSection(QWidget):
    """changed: units may be others. school_year: the one that is chosen, to read grades by."""

    changed = Signal()

    def __init__(self, school_year: Callable[[], str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        place = QWidget()
        flow = FlowLayout(place, gap=8)
        words: dict[str, Callable[[Teaching], str | Sequence[str]]] = {
            "subjects": lambda row: row.subject,
            "stages": lambda row: row.stage,
            "grades": lambda row: grades_of(row, school_year()),
            "groups": lambda row: row.group,
        }
        self.scopes = {key: ChoiceChip(key, title, words[key]) for key, title in _SCOPES}
        for chip in self.scopes.values():
            chip.changed.connect(self.changed)
            flow.addWidget(chip)
        column.addWidget(place)
        column.addLayout(self._build_sampling())

    def _build_sampling(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sampling = combo([(word, word) for word in SAMPLING.words], self.sampling_changed)
        self.number = QLineEdit()
        self.number.setFixedWidth(64)
        self.number.textEdited.connect(self.changed)
        self._number_title, self._seed_title = label("", "muted"), label("抽取编号", "muted")
        self.seed = QLineEdit()
        self.seed.setFixedWidth(96)
        self.seed.setToolTip("同一编号总是抽到同样的人和班，编号和抽取时间印在安排表上备查")
        self.seed.textEdited.connect(self.changed)
        self._again = link("重新抽取", self._draw)
        for part in (
            self.sampling,
            self._number_title,
            self.number,
            self._seed_title,
            self.seed,
            self._again,
        ):
            row.addWidget(part)
        row.addStretch(1)
        return row

    @property
    def typed(self) -> dict[str, Any]:
        """Fields of the draft."""
        sampling = str(self.sampling.currentData())
        number = self._number
        return {
            **{key: "、".join(chip.chosen) for key, chip in self.scopes.items()},
            "sampling": sampling,
            "every": number if sampling == EVERY else None,
            "count": number if sampling in DRAWN else None,
            "seed": self.seed.text().strip() if sampling in DRAWN else "",
        }

    @property
    def has_size(self) -> bool:
        """Whether it is said how many are drawn, where somebody is."""
        return self.sampling.currentData() not in (EVERY, *DRAWN) or bool(self._number)

    @property
    def _number(self) -> int | None:
        text = self.number.text().strip()
        return int(text) if text.isdecimal() else None

    def fill(self, draft: CampaignDraft, teaching: Sequence[Teaching]) -> None:
        """Put a draft in; changed stays silent."""
        self.seed.setText(draft.seed)
        choose(self.sampling, draft.sampling)
        number = draft.every if draft.sampling == EVERY else draft.count
        self.number.setText("" if number is None else str(number))
        self.offer(teaching)
        for key, chip in self.scopes.items():
            chip.restore([word for word in getattr(draft, key).split("、") if word])
        self._show_sampling()

    def offer(self, teaching: Sequence[Teaching]) -> None:
        """Who teaches, to choose from."""
        for chip in self.scopes.values():
            chip.offer(teaching)

    def lock(self) -> None:
        """What a published check keeps."""
        for part in (*self.scopes.values(), self.sampling, self.number, self.seed, self._again):
            part.setEnabled(False)

    def sampling_changed(self) -> None:
        """Another way to draw was chosen."""
        self._show_sampling()
        self.changed.emit()

    def _show_sampling(self) -> None:
        sampling = self.sampling.currentData()
        is_drawn = sampling in DRAWN
        words = {EVERY: "每隔（人）", CLASSES: "班数"}
        self._number_title.setText(words.get(sampling, "人数"))
        for part in (self._number_title, self.number):
            part.setVisible(is_drawn or sampling == EVERY)
        for drawing in (self._seed_title, self.seed, self._again):
            drawing.setVisible(is_drawn)
        if is_drawn and not self.seed.text():
            self._draw()

    def _draw(self) -> None:
        self.seed.setText(clock.now().strftime("%m%d%H%M%S"))
        self.changed.emit()
