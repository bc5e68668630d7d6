import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.readings import Level
from edudesk.kit.fields import ChoiceField, LineField, YesNoField, editor_for, read_editor
from tests.kit.people import TITLES

DATE, MONTH = Column("joined", "入职日期", Kind.DATE), Column("born", "出生年月", Kind.MONTH)
TITLE = Column("title", "职称", Kind.CHOICE, codes=TITLES)
SPELLED = {
    "正高级教师": ("zheng gao ji jiao shi", "zgjjs"),
    "高级教师": ("gao ji jiao shi", "gjjs"),
    "一级教师": ("yi ji jiao shi", "yjjs"),
    "二级教师": ("er ji jiao shi", "ejjs"),
}


@pytest.fixture
def placed(qtbot):
    """Puts an editor into a window beside another line, so that focus can leave it."""

    windows = []

    def place(editor):
        window = QWidget()
        windows.append(window)  # qtbot keeps no reference
        qtbot.addWidget(window)
        box = QVBoxLayout(window)
        box.addWidget(editor)
        window.other = QLineEdit()
        box.addWidget(window.other)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.setFocus()
        return editor

    return place


@pytest.mark.parametrize(
    ("column", "typed", "printed"),
    [
        (DATE, "20250301", "2025-03-01"),
        (DATE, "2025.3.1", "2025-03-01"),
        (MONTH, "１９８５年２月", "1985-02"),
        (Column("hours", "周课时", Kind.NUMBER), "１２", "12"),
        (Column("name", "姓名", Kind.NAME), "李 静", "李静"),
    ],
)
def test_leaving_a_line_prints_it_as_it_will_be_stored(qtbot, placed, column, typed, printed):
    line = placed(LineField(column))
    line.setText(typed)
    line.window().other.setFocus()
    assert line.typed() == printed


def test_what_cannot_be_read_stays_as_typed(qtbot, placed):
    line = placed(LineField(DATE))
    line.setText("1985.13.2")
    line.window().other.setFocus()
    assert line.typed() == "1985.13.2"
    assert read_editor(line).level is not Level.OK


def test_choices_are_found_by_characters_pinyin_and_initials_best_first(qtbot, placed):
    choice = placed(ChoiceField(TITLE, spell=SPELLED.__getitem__))
    assert choice.matches("高级") == ["高级教师", "正高级教师"]
    assert choice.matches("zg") == ["正高级教师"]
    assert choice.matches("gaoji") == ["高级教师", "正高级教师"]
    assert choice.matches("没有") == []


def test_without_spelling_choices_are_found_by_characters(qtbot, placed):
    assert placed(ChoiceField(TITLE)).matches("一级") == ["一级教师"]


def test_typing_in_a_choice_offers_the_words_that_fit(qtbot, placed):
    choice = placed(ChoiceField(TITLE, spell=SPELLED.__getitem__))
    qtbot.keyClicks(choice.lineEdit(), "ej")
    popup = choice.lineEdit().completer().popup()
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == "二级教师"
    popup.hide()


def test_leaving_a_choice_prints_the_word_of_the_list_and_tells_it(qtbot, placed):
    choice = placed(ChoiceField(TITLE))
    choice.setEditText("一级　教师")
    with qtbot.waitSignal(choice.left, timeout=2000):
        choice.window().other.setFocus()
    assert choice.typed() == "一级教师"


@pytest.mark.parametrize(
    ("typed", "left"), [("二级", "二级教师"), ("ejjs", "二级教师"), ("高级", "高级"), ("外聘", "外聘")]
)
def test_leaving_a_choice_takes_the_only_word_that_fits(qtbot, placed, typed, left):
    closed = CodeList("职称", tuple(map(Code, SPELLED)), is_open=False)
    choice = placed(
        ChoiceField(Column("title", "职称", Kind.CHOICE, codes=closed), spell=SPELLED.__getitem__)
    )
    choice.setEditText(typed)
    choice.window().other.setFocus()
    assert choice.typed() == left


def test_the_wheel_never_changes_a_value(qtbot, placed):
    for editor in (placed(ChoiceField(TITLE)), placed(YesNoField(Column("is_head", "班主任", Kind.YESNO)))):
        turn = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPointF(0, -120).toPoint(),
            QPointF(0, -120).toPoint(),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(editor, turn)
        assert editor.typed() == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_an_editor_that_gives_back_what_it_shows(qtbot, kind):
    text = {Kind.YESNO: "是", Kind.CHOICE: "高级教师"}.get(kind, "甲")
    editor = editor_for(Column("x", "某项", kind, codes=TITLES if kind is Kind.CHOICE else None))
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_text(text)
    assert editor.typed() == text
