"""No English sentence and no name of the code on any page (test_window), dialog or menu of the window."""

import platform
import re

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from edudesk.base import paths
from edudesk.kit.grab import settle
from tests.data.make_workbooks import HERE

# names of things, of keys and of file kinds; the rest must be Chinese
_NAMES = set(
    re.findall(
        r"\w+",
        "EduDesk Excel Word PDF xlsx xls csv UTF GBK KB MB GB Ctrl Alt Shift Enter Esc Tab Delete F1 F2 K Z Y N I E X ID A S "
        "Python Qt MIT SIL OFL Apache LGPL PySide6 Noto Remix Icon Linux Windows WPS zmh v1 SWOT docx",
    )
)


@pytest.fixture
def sample(five):
    """Whoever sits here has the school of five."""
    return five


def texts(widget):
    """Every text a widget tells: what stands on it, its tip, what a screen reader says."""
    for one in (widget, *widget.findChildren(QWidget)):
        yield one.toolTip()
        yield one.accessibleName()
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        if isinstance(one, QLineEdit):
            yield one.placeholderText()
        if isinstance(one, QComboBox):
            yield from (one.itemText(place) for place in range(one.count()))
        if isinstance(one, QMenu):
            yield from (action.text() for action in one.actions())
        if isinstance(one, QDialog):
            yield one.windowTitle()


def foreign(widget, known=()):
    """Words of two letters and more that are neither Chinese nor a known name."""
    found = set()
    for text in texts(widget):
        for word in re.findall(r"[A-Za-z][A-Za-z0-9_]+", text):
            if word not in _NAMES and not any(word in one for one in known):
                found.add((word, text[:60]))
    return found


def data_of(seat):
    """What the sample school itself holds in Latin letters, and where its file lies."""
    rows = " ".join(f"{row.email} {row.remark} {row.classes}" for row in seat.desk.teachers.rows())
    school = seat.desk.school.identity()
    return (
        rows,
        school.email,
        school.website,
        school.credit_code,
        str(seat.desk.path),
        seat.desk.context.device,
        *(paper.serial for paper in seat.desk.papers.rows()),
    )


def test_import_preview_speaks_chinese(seat):
    seat.drop(HERE / "damaged_ids.xlsx")
    page = seat.window.show_page("roster_import")
    told = [problem.text for problem in page.preview.problems] + list(page.preview.remarks)
    assert told
    assert not [text for text in told if re.search(r"[A-Za-z]{4,}", text.replace("Excel", ""))]
    assert foreign(page, ("damaged_ids.xlsx", "Sheet1", *[row.draft.name for row in page.preview.rows],
                          *[problem.value for problem in page.preview.problems], "SAM LEE K1234567")) == set()  # fmt: skip


def test_dialogs_speak_chinese(seat):
    page = seat.window.roster()
    row = seat.teacher("周敏华")
    actions = {action.text(): action for action in seat.window.actions()}
    known = (
        *data_of(seat),
        str(paths.log_file()),
        platform.platform(),
        platform.release(),
        "Documents root home",
    )
    for open_it in (
        page.add,
        lambda: page.edit(row),
        lambda: page.retire([row]),
        lambda: page.show_history(row),
        page.export,
        actions["关于校务通"].trigger,
        actions["快捷键"].trigger,
    ):
        open_it()
        settle()
        dialog = seat.dialog()
        assert QApplication.activeModalWidget() is dialog
        assert {pair for pair in foreign(dialog, known) if "/" not in pair[1]} == set()
        dialog.done(0)
        settle()
