import hashlib

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QMainWindow

from edudesk.kit.buttons import button
from edudesk.kit.grab import grab_to, start_grabbing
from edudesk.kit.shortcuts import ShortcutSheet, window_keys


def test_the_same_page_gives_the_same_picture(qtbot, qapp, tmp_path):
    start_grabbing(qapp)
    digests = set()
    for number in range(2):
        window = QMainWindow()
        qtbot.addWidget(window)
        line = QLineEdit("李静")
        window.setCentralWidget(line)
        line.setFocus()
        file = grab_to(tmp_path / f"{number}.png", window, (640, 300))
        assert QImage(str(file)).size() == QSize(640, 300)
        digests.add(hashlib.sha256(file.read_bytes()).hexdigest())
        window.close()
    assert len(digests) == 1


def test_the_sheet_of_keys_lists_what_the_window_can_do(qtbot, said):
    window = QMainWindow()
    qtbot.addWidget(window)
    action = window.addAction("新增教师…")
    action.setShortcut("Ctrl+N")
    window.addAction("没有快捷键")
    window.setCentralWidget(button("导入", keys="Ctrl+I"))
    window.show()
    assert window_keys(window) == [("Ctrl+N", "新增教师"), ("Ctrl+I", "导入")]
    sheet = ShortcutSheet(window)
    sheet.open()
    screen = sheet.screen().availableGeometry()
    assert screen.height() >= sheet.height()
    sheet.close()
    window.close()
