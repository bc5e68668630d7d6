"""数据安全 and 最近导出: the last backup and what there is of them; what left the house last."""

from collections.abc import Callable, Sequence
from datetime import datetime

from edudesk.base import clock
from edudesk.desk import Desk
from edudesk.kit.buttons import link
from edudesk.kit.cards import Card
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.lead_rows import Cell, LeadLine, LeadRows
from edudesk.shell.pages import JOURNAL
from edudesk.shell.pages.home.dues_card import Lead
from edudesk.store.backup import Backup, in_words
from edudesk.store.backup_dues import good_ones


class SafetyCard(Card):
    """The last backup, how many there are, where the file lies. back_up: makes one now."""

    def __init__(self, desk: Desk, back_up: Callable[[], object]) -> None:
        super().__init__("数据安全", right=link("立即备份", back_up))
        self._desk = desk
        self.facts = KeyValues(72)
        self.add(self.facts)
        self.body.addStretch(1)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """backups: all of them, newest first."""
        good = good_ones(backups)
        last = f"{good[0].moment.astimezone():%Y-%m-%d %H:%M}（{good[0].reason}）" if good else "还没有备份"
        path, is_encrypted = self._desk.path, self._desk.store.is_encrypted
        self.facts.show_rows(
            (
                ("上次备份", last),
                ("备份份数", in_words(backups)),
                ("学校文件", f"{path.name}（{'已加密' if is_encrypted else '未加密，没有设打开密码'}）"),
                ("所在位置", str(path.parent)),
            )
        )


class HandedOutCard(Card):
    """最近导出: what left the house last; each line leads to the journal."""

    def __init__(self, lead: Lead) -> None:
        super().__init__("最近导出", right=link("操作记录", lambda: lead(JOURNAL.name, "")))
        self.rows = LeadRows((Cell.QUIET, Cell.TEXT))
        self.rows.asked.connect(lambda _number: lead(JOURNAL.name, ""))
        self.nothing = label("还没有导出过文件。", "muted")
        self.add(self.rows)
        self.add(self.nothing)
        self.body.addStretch(1)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """(ISO moment, title), the newest first."""
        self.nothing.setVisible(not entries)
        self.rows.setVisible(bool(entries))
        self.rows.show_lines([LeadLine((_moment(at), title), tip=title) for at, title in entries])


def _moment(at: str) -> str:
    moment = datetime.fromisoformat(at).astimezone()
    return f"{moment:%H:%M}" if moment.date() == clock.today() else f"{moment:%m-%d}"
