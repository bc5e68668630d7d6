"""How the lists beside a sheet look: a heading, and a line in a frame of its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.kit.buttons import link
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.tag import Tag


def heading_row(title: str | QWidget, right: QWidget) -> QHBoxLayout:
    """A heading with what can be done at its right."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(title, "heading") if isinstance(title, str) else title, 1)
    row.addWidget(right)
    return row


def inset(
    tag: Tag,
    text: str,
    below: str,
    change: Callable[[], object] | None,
    drop: Callable[[], object],
    *more: QWidget,
) -> Card:
    """A line of a list: tag and words, below what is said of it, and what can be done. change: None = it cannot be changed here."""
    card = Card(role="inset")
    card.body.setContentsMargins(10, 8, 8, 6)
    card.body.setSpacing(4)
    head = QHBoxLayout()
    head.setSpacing(6)
    head.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(label(text, wraps=True), 1)
    card.add(head)
    foot = QHBoxLayout()
    foot.setSpacing(2)
    foot.addWidget(label(below, "small", wraps=True), 1)
    for part in more:
        foot.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
    if change is not None:
        foot.addWidget(link("改", change), 0, Qt.AlignmentFlag.AlignBottom)
    foot.addWidget(link("删除", drop), 0, Qt.AlignmentFlag.AlignBottom)
    card.add(foot)
    return card
