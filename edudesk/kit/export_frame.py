"""What every dialog that hands something out asks alike: where to, for whom, and once more before whole numbers leave."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from edudesk.base.masking import Audience
from edudesk.base.whole import Whole
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label

Asked = tuple[str, QWidget | QLayout]
"""A word and what is asked for beside it."""


class PlaceLine(QHBoxLayout):
    """保存到: the whole path, to be read and copied, and 更改…. choose: asks for another."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.setSpacing(8)
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setAccessibleName("保存到")
        self.addWidget(self.line, 1)
        self.addWidget(button("更改…", choose))

    def show_path(self, path: Path) -> None:
        """The end in sight, the whole under the pointer."""
        self.line.setText(str(path))
        self.line.setToolTip(str(path))
        self.line.end(False)


class AudienceBox(QComboBox):
    """用途: the levels offered, preset where the numbers of people are starred. Empty when there are none."""

    def __init__(self, audiences: Sequence[Audience] = tuple(Audience)) -> None:
        super().__init__()
        self.setAccessibleName("用途")
        for audience in audiences:
            self.addItem(audience.word, audience)
        # whole numbers leave the house only when somebody says so
        self.choose(Audience.BUREAU if Audience.BUREAU in audiences else None)

    @property
    def audience(self) -> Audience:
        """The chosen one; nothing to choose from holds nobody's data."""
        kept = self.currentData()  # Qt gives a plain str back
        return Audience(kept) if kept else Audience.INTERNAL

    def choose(self, audience: Audience | None) -> None:
        """Preset one of them, the first for None."""
        self.setCurrentIndex(max(self.findData(audience), 0) if audience is not None else 0)

    def allow(self, audiences: Sequence[Audience]) -> None:
        """Only these can be chosen now; where the chosen one is none of them it is the bureau."""
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        for place in range(self.count()):
            model.item(place).setEnabled(Audience(self.itemData(place)) in audiences)
        if self.count() and self.audience not in audiences:
            self.choose(Audience.BUREAU)


def question(rows: Sequence[Asked], foot: QLayout, beneath: Sequence[QWidget] = ()) -> QWidget:
    """The first page of such a dialog: a line for each thing asked, what else is said, the buttons at the foot."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(16)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    grid.setColumnStretch(1, 1)
    for number, (word, content) in enumerate(rows):
        is_tall = isinstance(content, QWidget) and content.sizeHint().height() > 60
        side = Qt.AlignmentFlag.AlignTop if is_tall else Qt.AlignmentFlag(0)
        grid.addWidget(label(word, "muted"), number, 0, side)
        if isinstance(content, QWidget):
            grid.addWidget(content, number, 1)
        else:
            grid.addLayout(content, number, 1)
    column.addLayout(grid)
    for one in beneath:
        column.addWidget(one)
    column.addStretch(1)
    column.addLayout(foot)
    return page


def foot_row(left: Sequence[QWidget], right: Sequence[QWidget]) -> QHBoxLayout:
    """The lowest line of a dialog."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in left:
        row.addWidget(one)
    row.addStretch(1)
    for one in right:
        row.addWidget(one)
    return row


_INTERNAL = (
    f"用途选的是“校内使用”，文件名会标明“{Audience.INTERNAL.mark}”，只能校内使用，不要发到群里。"
    "报给教育局的，请把用途改为“报教育局”。"
)


def may_leave_whole(parent: QWidget, whole: Whole, hint: str = _INTERNAL) -> bool:
    """Whole numbers of people leave the house only when somebody says so twice, and knows how many they are."""
    return not whole or messages.ask(
        parent,
        f"这次会带出 {whole.words}，要导出吗？",
        hint,
        yes="仍然导出",
        no="返回修改",
    )
