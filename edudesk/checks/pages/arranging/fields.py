"""Fields as the sections of the arrangement put them: choices, titles over editors, days."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from edudesk.kit.fields import LineField, read_editor
from edudesk.kit.labels import label


def combo(entries: Sequence[tuple[str, object]], changed: Callable[[], object]) -> QComboBox:
    """(word, data) to choose from. changed: by hand, not by choose()."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    for word, data in entries:
        made.addItem(word, data)
    made.activated.connect(lambda _place: changed())
    return made


def choose(made: QComboBox, data: object) -> None:
    """The entry with these data, else the first."""
    made.setCurrentIndex(max(made.findData(data), 0))


def day_of(field: LineField) -> str:
    """ISO day; "" when there is none."""
    value = str(read_editor(field).value or "")
    return value if len(value) == len("2026-11-19") else ""


def two_columns(*fields: tuple[str, QWidget]) -> QGridLayout:
    """(title, editor), two beside each other."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)
    for number, (title, editor) in enumerate(fields):
        place = QWidget()
        under = QVBoxLayout(place)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(3)
        under.addWidget(label(title, "muted"))
        under.addWidget(editor)
        editor.setAccessibleName(title)
        grid.addWidget(place, number // 2, number % 2)
    return grid
