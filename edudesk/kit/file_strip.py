"""Files beside a record as a strip: thumbnails with captions, dropped or chosen, opened in the system's viewer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from edudesk.base import paths, photos
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.files import safe_name
from edudesk.base.jobs import Step
from edudesk.base.part_folder import lasting_folder
from edudesk.kit import messages, reveal
from edudesk.kit.buttons import button
from edudesk.kit.cards import clear_layout
from edudesk.kit.dialogs import choose_open_files
from edudesk.kit.flow import FlowLayout
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.icons import icon
from edudesk.kit.tasks import run_task

if TYPE_CHECKING:
    from edudesk.store.attachments import FileDraft
    from edudesk.store.taking import Keeper, Taken

THUMB: Final = QSize(62, 46)
_TOLD: Final = 3  # files that were refused, each with its reason
_MOST_THUMBS: Final = 400  # some 20 MB of memory
_CAPTION = Column("caption", "说明", help="如：二次批改、板书；可以不填")

_thumbs: dict[str, QPixmap] = {}  # by sha256, while the program runs


class FileStrip(QWidget):
    """Files as thumbnails. changed: one was put in, captioned or removed, by the user.

    only_photos: nothing else is taken; word: what the button says, "" = there is none, choose() is called by another.
    """

    changed = Signal()

    def __init__(
        self, keeper: "Keeper", *, only_photos: bool = False, word: str = "拖入照片\n或附件"
    ) -> None:
        super().__init__()
        self._keeper, self._only_photos = keeper, only_photos
        self._files: list[FileDraft] = []
        self._is_open = True
        self.is_taking = False  # files are on their way
        self._generation = 0  # of what is shown: files that arrive late belong to the record before
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.add_button = button(word, self.choose, "drop")
        self.add_button.setAccessibleName("放入照片" if only_photos else "放入照片或附件")
        self.add_button.setToolTip("拖到这里，或单击选择；照片会缩小保存，拍摄位置会去掉")
        place = QWidget()
        self._flow = FlowLayout(place, gap=6)
        column.addWidget(place)
        self._flow.addWidget(self.add_button)
        self._word = word
        self.add_button.setVisible(bool(word))

    @property
    def files(self) -> tuple["FileDraft", ...]:
        """What is in the strip, in order."""
        return tuple(self._files)

    def show_files(self, files: Sequence["FileDraft"]) -> None:
        """Put files in; changed stays silent."""
        self._generation += 1
        self._files = list(files)
        self._show()

    @property
    def is_open(self) -> bool:
        """Whether files may be put in and removed."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        """Whether files may be put in and removed."""
        self._is_open = is_open
        self.add_button.setVisible(is_open and bool(self._word))
        self.setAcceptDrops(is_open)

    def choose(self) -> None:
        """Ask for files."""
        # here, for it brings the database along, which the start of the program loads beside the window
        from edudesk.store.taking import PAPERS

        suffixes = photos.SUFFIXES if self._only_photos else photos.SUFFIXES + PAPERS
        kinds = f"{'照片' if self._only_photos else '照片和文件'} ({' '.join(f'*{one}' for one in suffixes)})"
        self.take(
            choose_open_files(self, "选择照片" if self._only_photos else "选择照片或附件", kinds, "photos")
        )

    def take(self, files: Sequence[Path]) -> None:
        """Shrink, keep and show files, beside the window; those that cannot be taken are told."""
        if not files or not self._is_open:
            return
        keeper, only_photos, generation = self._keeper, self._only_photos, self._generation

        def job(step: Step) -> tuple[list["Taken"], list[UserError]]:
            from edudesk.store.taking import take

            kept, refused = [], []
            for number, file in enumerate(files):
                step(number, len(files), f"正在放入 {file.name}")
                try:
                    kept.append(take(keeper, file, only_photos=only_photos))
                except UserError as error:
                    refused.append(error)
            return kept, refused

        self.is_taking = True
        run_task(
            self,
            "正在放入照片" if only_photos else "正在放入文件",
            job,
            partial(self._took, generation),
            ended=self._end,
            button=self.add_button,
        )

    def _end(self) -> None:
        self.is_taking = False

    def _took(self, generation: int, found: tuple[list["Taken"], list[UserError]]) -> None:
        taken, refused = found
        kept = [one.file for one in taken]
        remarks = [one.remark for one in taken if one.remark]
        there = {one.sha256 for one in self._files}
        fresh = list({one.sha256: one for one in kept if one.sha256 not in there}.values())
        if kept and generation != self._generation:
            what = "照片" if self._only_photos else "文件"
            messages.tell(self, f"{what}没有放入：已经换到另一条记录。", "请回到那条记录再放一次。")
        elif fresh:
            self._files += fresh
            self._show()
            self.changed.emit()
        if refused:
            first = refused[0]
            others = [one.text for one in refused[1:_TOLD]]
            more = f"另有 {len(refused) - _TOLD} 个也没有放入。" if len(refused) > _TOLD else ""
            messages.tell(self, first.text, "".join((first.hint, *others, more, *remarks)))
        elif kept and not fresh:
            messages.notice(self, f"{'这张照片' if self._only_photos else '这个文件'}已经在这里了。")
        elif remarks:
            messages.notice(self, "".join(remarks))

    def open(self, one: "FileDraft") -> None:
        """Show a file in the system's viewer, as a copy that goes when the program is started again."""
        keeper = self._keeper

        def job(step: Step) -> Path:
            content = keeper.content(one.sha256)
            place = lasting_folder(paths.data_folder()) / safe_name(one.name)
            place.write_bytes(content)
            return place

        run_task(self, "正在打开", job, reveal.open_file)

    def describe(self, one: "FileDraft") -> FormDialog:
        """Ask for the caption of a file."""
        return FormDialog.edit(
            self,
            f"{one.name} 的说明",
            (("", (_CAPTION,)),),
            {"caption": one.caption},
            lambda typed: self._put(one, str(typed["caption"] or "").strip()),
        )

    def remove(self, one: "FileDraft") -> None:
        """Take a file out of the strip."""
        self._files = [other for other in self._files if other.sha256 != one.sha256]
        self._show()
        self.changed.emit()

    def _put(self, one: "FileDraft", caption: str) -> "FileDraft":
        fresh = replace(one, caption=caption)
        self._files = [fresh if other.sha256 == one.sha256 else other for other in self._files]
        self._show()
        self.changed.emit()
        return fresh

    def _show(self) -> None:
        self._flow.removeWidget(self.add_button)
        clear_layout(self._flow)
        for one in self._files:
            self._flow.addWidget(_Thumb(one, self))
        self._flow.addWidget(self.add_button)
        self._flow.invalidate()
        wanted = [one for one in self._files if one.sha256 not in _thumbs and photos.is_photo(one.name)]
        if wanted:
            self._draw(wanted)

    def _draw(self, wanted: Sequence["FileDraft"]) -> None:
        """Read what is not drawn yet, beside the window."""
        keeper = self._keeper

        def job(step: Step) -> dict[str, QImage]:
            found = {}
            for one in wanted:
                try:
                    image = QImage.fromData(keeper.content(one.sha256))
                except UserError:  # missing: the thumbnail says so
                    image = QImage()
                found[one.sha256] = image.scaled(
                    THUMB * 2,
                    Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                    Qt.TransformationMode.SmoothTransformation,
                )
            return found

        run_task(self, "正在读取照片", job, self._drawn)

    def _drawn(self, found: dict[str, QImage]) -> None:
        if len(_thumbs) > _MOST_THUMBS:
            _thumbs.clear()
        _thumbs.update({sha256: QPixmap.fromImage(image) for sha256, image in found.items()})
        for thumb in self.findChildren(_Thumb):
            thumb.draw()

    # what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.take(files)

    def accept_drops_of(self, area: QWidget) -> None:
        """Files let fall anywhere on an area come here too."""
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_open and isinstance(event, QDropEvent) and (files := dropped_files(event.mimeData())):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.take(files)
            return True
        return super().eventFilter(watched, event)


class _Thumb(QToolButton):
    """One file: click opens it, the menu has caption and removal, Delete removes."""

    def __init__(self, one: "FileDraft", strip: FileStrip) -> None:
        super().__init__()
        self._one, self._strip = one, strip
        self.setProperty("role", "thumb")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(THUMB)
        words = one.caption or Path(one.name).stem
        self.setText(QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, THUMB.width()))
        when = f"\n{one.taken.replace('T', ' ')} 拍摄" if one.taken else ""
        self.setToolTip(f"{words}{when}\n单击查看，右键写说明或删除")
        self.setAccessibleName(f"照片 {words}" if photos.is_photo(one.name) else f"附件 {words}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda: strip.open(one))
        self.draw()

    def draw(self) -> None:
        """Its picture, as soon as it is read."""
        pixmap = _thumbs.get(self._one.sha256)
        if pixmap is None or pixmap.isNull():
            self.setIcon(icon("file" if pixmap is None or not photos.is_photo(self._one.name) else "warn"))
            return
        ratio = self.devicePixelRatioF()
        wanted = THUMB * ratio
        seen = pixmap.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        seen = seen.copy(
            (seen.width() - wanted.width()) // 2,
            (seen.height() - wanted.height()) // 2,
            wanted.width(),
            wanted.height(),
        )
        seen.setDevicePixelRatio(ratio)
        self.setIcon(seen)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, does in self._deeds():
            menu.addAction(word).triggered.connect(lambda _on=False, does=does: does())
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._strip.is_open:
            self._strip.remove(self._one)
        elif event.key() == Qt.Key.Key_F2 and self._strip.is_open:
            self._strip.describe(self._one)
        else:
            super().keyPressEvent(event)

    def _deeds(self) -> list[tuple[str, Callable[[], object]]]:
        own, strip = self._one, self._strip
        found: list[tuple[str, Callable[[], object]]] = [("查看", lambda: strip.open(own))]
        if strip.is_open:
            found += [
                ("写说明…\tF2", lambda: strip.describe(own)),
                ("删除\tDelete", lambda: strip.remove(own)),
            ]
        return found


def dropped_files(data: QMimeData) -> list[Path]:
    """The files among what is being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
