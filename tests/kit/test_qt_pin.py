"""PySide6 6.12.0 gives a reference to None away at each void call; Python 3.11 dies after some thousands."""

import sys

from PySide6.QtWidgets import QLabel


def test_setting_a_text_keeps_none_alive(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(10_000):
        label.setText("李静")
    assert sys.getrefcount(None) - before > -100
