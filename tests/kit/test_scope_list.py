"""The list of documents in the export dialog: found by typing, and what each of them cannot be."""

import pytest

from edudesk.base.masking import Audience
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.export_looking import untraced
from edudesk.kit.scope_list import Scope, ScopeList

MANY = [
    Scope("screen", "屏幕上的 3 人"),
    Scope("full", "教职工花名册", "花名册"),
    Scope("brief", "教师基本信息汇总表", "花名册"),
    Scope("teaching", "教师任课情况一览表", "一览表"),
    Scope("review", "年度考核结果汇总表", "一览表", audiences=(Audience.INTERNAL, Audience.BUREAU)),
    Scope(
        "file", "教师业务档案", "个人材料", formats=("pdf",), audiences=(Audience.INTERNAL, Audience.BUREAU)
    ),
    Scope("ages", "年龄统计表", "统计表", is_dated=True),
]


def shown(scopes):
    return [item.text().strip() for item in scopes._items() if not item.isHidden()]


@pytest.fixture
def scopes(qtbot, said):
    made = ScopeList(MANY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_is_preset_and_headings_cannot_be_chosen(scopes):
    assert scopes.scope.key == "screen"
    headings = [item for item in scopes._items() if not item.flags()]
    assert [item.text() for item in headings] == ["花名册", "一览表", "个人材料", "统计表"]


def test_typing_leaves_what_holds_every_word_under_its_heading(scopes, qtbot):
    with qtbot.waitSignal(scopes.changed):
        scopes.search.setText("考核 汇总")
    assert shown(scopes) == ["一览表", "年度考核结果汇总表"]
    assert scopes.scope.key == "review"
    scopes.search.clear()
    assert len(shown(scopes)) == len(MANY) + 4
    scopes.search.setText("没有这样的表")
    assert shown(scopes) == []


def test_few_are_radio_buttons(qtbot, said):
    few = ScopeList(MANY[:2])
    qtbot.addWidget(few)
    with qtbot.waitSignal(few.changed):
        few.choose("full")
    assert few.scope.key == "full"


def test_dialog_offers_only_what_the_document_can_be(qtbot, said, tmp_path):
    dialog = ExportDialog(
        None, "导出", lambda choice: None, "名册", untraced, scopes=MANY, days=tuple
    )  # fmt: skip
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose(format="xlsx", audience=Audience.WEB_NOTICE)
    assert (dialog.choice.format, dialog.choice.audience) == ("xlsx", Audience.WEB_NOTICE)
    assert not dialog.day_chip.isEnabled()
    dialog.choose(scope="file")
    assert (dialog.choice.format, dialog.choice.audience) == ("pdf", Audience.BUREAU)
    dialog.choose(scope="ages")
    assert dialog.day_chip.isEnabled()
