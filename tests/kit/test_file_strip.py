"""The strip of photos: what is dropped is shrunk and kept, what is no photo is told, what is opened is a copy."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from edudesk.kit import messages, reveal
from edudesk.kit.file_strip import FileStrip, _Thumb
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.tasks import is_busy
from edudesk.store.attachments import Attachments
from edudesk.store.context import Context
from tests.base.test_photos import photo
from tests.gui import Said


@pytest.fixture
def strip(qtbot: Any, context: Context) -> Iterator[FileStrip]:
    made = FileStrip(Attachments(context))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    found = []
    for number, color in enumerate(("navy", "green")):
        file = tmp_path / f"IMG_{number}.JPG"
        file.write_bytes(photo(2000, 1500, color=color))
        found.append(file)
    return found


def wait(qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not is_busy(), timeout=30_000)


def drop(strip: FileStrip, *files: Path, area: QWidget | None = None) -> bool:
    """As Qt tells it, which itself asks the window system about what is dragged."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    if area is None:
        strip.dropEvent(event)
    else:
        strip.eventFilter(area, event)
    return event.isAccepted()


def test_dropped_photos_are_shrunk_and_shown(strip: FileStrip, qtbot: Any, pictures: list[Path]) -> None:
    told: list[int] = []
    strip.changed.connect(lambda: told.append(len(strip.files)))
    assert drop(strip, *pictures)
    wait(qtbot)
    assert told == [2]
    assert [(one.name, one.taken, one.media) for one in strip.files] == [
        ("IMG_0.jpg", "2026-11-18T10:20", "image/jpeg"),
        ("IMG_1.jpg", "2026-11-18T10:20", "image/jpeg"),
    ]
    kept = QImage.fromData(strip._keeper.content(strip.files[0].sha256))
    assert (kept.width(), kept.height()) == (1600, 1200)
    wait(qtbot)
    assert [thumb.text() for thumb in strip.findChildren(_Thumb)] == ["IMG_0", "IMG_1"]
    assert not strip.findChildren(_Thumb)[0].icon().isNull()


def test_what_falls_beside_the_strip_comes_too(strip: FileStrip, qtbot: Any, pictures: list[Path]) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    strip.accept_drops_of(area)
    assert drop(strip, pictures[0], area=area)
    wait(qtbot)
    assert len(strip.files) == 1
    strip.set_open(False)
    drop(strip, pictures[1], area=area)
    wait(qtbot)
    assert len(strip.files) == 1


def test_the_same_photo_is_there_once(strip: FileStrip, qtbot: Any, pictures: list[Path], said: Said) -> None:
    strip.take(pictures[:1])
    wait(qtbot)
    strip.take(pictures[:1])
    wait(qtbot)
    assert len(strip.files) == 1
    assert said.heard() == ["notice: 这个文件已经在这里了。"]


def test_what_may_not_be_kept_is_told_and_the_rest_is_kept(
    strip: FileStrip, qtbot: Any, pictures: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda _parent, text, hint: told.append(text + hint))
    run, broken, plan = tmp_path / "校务.exe", tmp_path / "坏.jpg", tmp_path / "整改方案.pdf"
    run.write_bytes(b"MZ")
    broken.write_bytes(b"\xff\xd8 not a photo")
    plan.write_bytes(b"%PDF-1.7")
    strip.take([run, broken, plan, pictures[0], tmp_path / "没有.jpg"])
    wait(qtbot)
    assert [one.name for one in strip.files] == ["整改方案.pdf", "IMG_0.jpg"]
    assert told == [
        "“校务.exe”是程序，没有放入：这里只能放照片、视频、PDF、OFD、压缩包和 Office 文件。"
        "请换一个文件；其他内容都还在。“坏.jpg”打不开，不是照片或已损坏，没有放入。读不出“没有.jpg”，没有放入。"
    ]


def test_a_file_that_comes_late_does_not_land_at_another_record(
    strip: FileStrip, qtbot: Any, pictures: list[Path], said: Said
) -> None:
    strip.take(pictures[:1])
    strip.show_files(())
    wait(qtbot)
    assert strip.files == ()
    assert said.heard() == ["tell: 文件没有放入：已经换到另一条记录。"]


def test_captions_removal_and_a_copy_for_the_viewer(
    strip: FileStrip, qtbot: Any, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(reveal, "open_file", opened.append)
    strip.take(pictures)
    wait(qtbot)
    first, _ = strip.files
    dialog: FormDialog = strip.describe(first)
    dialog.fields["caption"].editor.show_text("二次批改")
    dialog.accept()
    assert strip.files[0].caption == "二次批改"
    strip.open(strip.files[0])
    wait(qtbot)
    (copy,) = opened
    assert copy.read_bytes() == strip._keeper.content(first.sha256)
    assert copy.parent.name.endswith(".pack.part")  # swept at the next start
    qtbot.keyClick(strip.findChildren(_Thumb)[-1], Qt.Key.Key_Delete)
    assert [one.sha256 for one in strip.files] == [first.sha256]


def test_files_are_chosen_too(strip: FileStrip, qtbot: Any, pictures: list[Path], said: Said) -> None:
    said.choose(pictures[0], None)
    qtbot.mouseClick(strip.add_button, Qt.MouseButton.LeftButton)
    wait(qtbot)
    strip.choose()
    wait(qtbot)
    assert len(strip.files) == 1
