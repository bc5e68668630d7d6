"""The white sheet that a page is made of, and how its contents are taken out again."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from edudesk.kit.labels import ElidedLabel


class Card(QFrame):
    """A white sheet with a heading. Fill `body`. role: card, inset (inside a drawer), warning."""

    def __init__(
        self, title: str = "", right: QWidget | None = None, role: str = "card", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self.heading = ElidedLabel(title, role="heading")
        self.heading.setMinimumHeight(24)  # as high as a link beside it, so that cards in a row agree
        if title or right is not None:
            head = QHBoxLayout()
            head.addWidget(self.heading, 1)
            if right is not None:
                head.addWidget(right)
            self.body.addLayout(head)

    def add(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Another part at the foot."""
        if isinstance(content, QLayout):
            self.body.addLayout(content, stretch)
        else:
            self.body.addWidget(content, stretch)


def clear_layout(layout: QLayout) -> None:
    """Take everything out and let the widgets go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
