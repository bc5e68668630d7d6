"""报送历史: what went out, when it was handed over, where it lies, and what has changed in the data since."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.kit import messages, reveal
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.drawer import Drawer
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.tasks import run_task
from edudesk.submissions.pages import SENT
from edudesk.submissions.rows.sendings import SENDING_COLUMN, SENDING_COLUMNS, SendingRow
from edudesk.submissions.sent import change_lines, changed_since, state_of
from edudesk.submissions.sources import Sources

_REPORTED = tuple(SENDING_COLUMN[key] for key in ("reported_on", "received_by", "remark"))


class SendingDrawer(Drawer):
    """One sending. report, show_folder, again: what the buttons do with the row shown."""

    def __init__(
        self,
        report: Callable[[SendingRow], object],
        show_folder: Callable[[SendingRow], object],
        again: Callable[[SendingRow], object],
    ) -> None:
        super().__init__()
        self.row: SendingRow | None = None
        ways = QHBoxLayout()  # below the name, which wants the whole width
        ways.setSpacing(16)
        for word, does in (("登记报送…", report), ("重新报送…", again), ("打开", show_folder)):
            ways.addWidget(link(word, partial(self._with_row, does)))
        ways.addStretch(1)
        self.body.addLayout(ways)
        self._facts = KeyValues()
        self.body.addWidget(self._facts)
        self._files = Card("文件", role="inset")
        self._since = Card("报送以后", role="inset")
        self.body.addWidget(self._files)
        self.body.addWidget(self._since)
        self.body.addStretch(1)

    def show_sending(self, row: SendingRow) -> None:
        """Its facts and files; what is read from the disk and the journal follows (show_since)."""
        self.row = row
        self.show_head(row.title, f"编号 {row.edition} · {row.made_at[:16].replace('T', ' ')} 导出")
        self._facts.show_rows(
            [
                ("报送至", row.addressee),
                ("数据时点", row.as_of),
                ("用途", Audience(row.audience).word),
                ("经办人", row.made_by),
                ("报送日期", row.reported_on or "还没有登记"),
                ("受理人", row.received_by),
                ("加密", "是" if row.is_locked else "否"),
                ("位置", row.place),
                ("带缺项", row.reason or "没有缺项"),
                ("备注", row.remark),
            ]
        )
        _fill(self._files, [f"{one.name}（校验 {one.sha256[:12]}）" for one in row.sent_files])
        _fill(self._since, ["正在核对…"])

    def _with_row(self, does: Callable[[SendingRow], object]) -> None:
        if self.row is not None:
            does(self.row)

    def show_since(self, row: SendingRow, lines: Sequence[str]) -> None:
        """What became of the files and of the data."""
        if row is self.row:
            _fill(self._since, lines)


def _fill(card: Card, lines: Sequence[str]) -> None:
    while card.body.count() > 1:  # the heading stays
        item = card.body.takeAt(1)
        if item is not None and (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif item is not None and (inner := item.layout()) is not None:
            clear_layout(inner)
    for line in lines:
        card.add(label(line, wraps=True))


class HistoryPage(ListPage):
    """Every sending, the newest first. left: back to the packs; again_wanted(pack key, subject): the pack of a sending,
    ready to be exported anew."""

    name, title, icon_name = SENT
    unit = "次"
    concerns = frozenset({"sendings"})
    search_hint = "材料包 / 编号 / 报送至…"
    columns: tuple[Column, ...] = SENDING_COLUMNS
    left = Signal()
    again_wanted = Signal(str, str)

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        self._sources = sources
        super().__init__(parent)

    def rows(self) -> list[SendingRow]:
        return self._sources.sendings.rows()

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("返回报送导出", self.left.emit, icon_name="back"),
            button("登记报送…", self.report_selected, "primary", icon_name="check"),
        )

    def build_drawer(self) -> SendingDrawer:
        return SendingDrawer(self.report, self.show_folder, self.send_again)

    def show_row(self, row: SendingRow) -> None:
        drawer = self.drawer
        assert isinstance(drawer, SendingDrawer)
        drawer.show_sending(row)

        def job(step: Step) -> list[str]:
            step(0, 0, "正在核对文件")
            files = list(state_of(row)) or ["文件都在原来的位置，与报送时一致。"]
            return [*files, *change_lines(changed_since(self._sources, row))]

        run_task(self, "正在核对报送的文件", job, lambda lines: drawer.show_since(row, lines))

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return "还没有报送过。", "导出材料包后，每一次都会留在这里。", (("去报送导出", self.left.emit),)

    def report_selected(self) -> None:
        """Say of the selected sending when it was handed over."""
        chosen = self.table.selected()
        if len(chosen) != 1:
            messages.tell(self, "还没有选择报送记录。", "请在列表里点选一次报送，再点“登记报送”。")
            return
        self.report(chosen[0])

    def report(self, row: SendingRow) -> None:
        """When it was handed over, and who took it."""

        def save(values: dict[str, object]) -> SendingRow:
            texts = {key: str(value or "") for key, value in values.items()}
            return self._sources.sendings.report(
                row.id, texts["reported_on"], texts["received_by"], texts["remark"], row.version
            )

        FormDialog.edit(
            self,
            f"登记报送 · {row.title}",
            (("", _REPORTED),),
            {
                "reported_on": row.reported_on or clock.today().isoformat(),
                "received_by": row.received_by,
                "remark": row.remark,
            },
            save,
            lambda saved: messages.notice(self, f"已登记：{saved.title}（{saved.edition}）"),
        )

    def send_again(self, row: SendingRow) -> None:
        """The same pack from the data of now, as its next version."""
        self.again_wanted.emit(row.pack, row.subject)

    def show_folder(self, row: SendingRow) -> None:
        """Where it lies, when it is still there."""
        place = Path(row.place)
        if place.exists():
            reveal.show_in_folder(place)
        else:
            messages.tell(
                self, f"“{place.name}”已不在原来的位置。", "可能被移动或删除了；可以在报送导出里重新导出。"
            )
