"""A title that is longer than its place: cut with …, whole in its tooltip and for whoever asks for it."""

from edudesk.kit.labels import ElidedLabel


def test_it_is_cut_and_says_itself_in_its_tooltip(qtbot):
    made = ElidedLabel("学校三年主动发展规划（2025—2028）")
    qtbot.addWidget(made)
    whole = made.sizeHint().width()
    assert made.minimumSizeHint().width() == 120 < whole
    made.resize(whole, 24)
    made.grab()
    assert made.toolTip() == ""
    made.resize(130, 24)
    made.grab()
    assert made.toolTip() == made.text() == "学校三年主动发展规划（2025—2028）"
    made.setText("规划")
    made.grab()
    assert (made.toolTip(), made.minimumSizeHint().width()) == ("", made.sizeHint().width())
