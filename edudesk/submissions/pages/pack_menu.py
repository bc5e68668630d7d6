"""What is done with a pack beside sending it: another day, a copy of the school's own."""

from collections.abc import Callable
from dataclasses import asdict, replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from edudesk.kit import messages
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.school.rules.years import school_year_of
from edudesk.submissions.pages.files_field import FilesField
from edudesk.submissions.pages.pack_table import PackItem
from edudesk.submissions.registry import offers
from edudesk.submissions.rows.packs import (
    AUDIENCE_WORDS,
    DUE_COLUMN,
    PACK_COLUMN,
    DueDraft,
    DueRow,
    PackDraft,
    PackFile,
    PackRow,
    audience_named,
    word_of,
)
from edudesk.submissions.rules.contents import with_files
from edudesk.submissions.rules.packs import draft_of, free_key, rule_of
from edudesk.submissions.sources import Sources

_TYPED = ("title", "key", "addressee", "due", "audience", "naming", "files", "remark")
_TYPED_COLUMNS = tuple(
    replace(PACK_COLUMN[key], help="")
    if key == "files"
    else replace(PACK_COLUMN[key], codes=AUDIENCE_WORDS)
    if key == "audience"
    else PACK_COLUMN[key]
    for key in _TYPED
)
_DUE = tuple(DUE_COLUMN[key] for key in ("due", "school_year", "remark"))


class PackMenu:
    """The menu of a line of the list. undo: takes the last change back."""

    def __init__(self, sources: Sources, undo: Callable[[], object], page: QWidget) -> None:
        self._sources, self._undo, self._page = sources, undo, page

    def show(self, item: PackItem, place: QPoint) -> None:
        """Open at a place of the screen."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pack = item.line.pack
        entries: list[tuple[str, Callable[[], object]]] = []
        if not pack.subject:  # the day of a form stands in 报表清单
            entries.append(("改截止日期…", lambda: self.change_due(item)))
            word = "修改材料包…" if pack.is_own else "另存为本校的材料包…"
            entries.append((word, lambda: self.edit(item)))
        if pack.is_own:
            entries.append(("删除本校的材料包", lambda: self.remove(item)))
        for text, does in entries:
            menu.addAction(text).triggered.connect(lambda _on=False, does=does: does())
        if entries:
            menu.popup(place)
        else:
            menu.deleteLater()

    def change_due(self, item: PackItem) -> None:
        """Another day, in one school year or in all; empty = as it ships."""
        pack, days = item.line.pack, self._sources.pack_days
        shown = item.line.due.isoformat() if item.line.due else ""
        year = school_year_of(item.line.due) if item.line.due else ""
        rows = [row for row in days.rows() if row.pack == pack.key]

        def save(values: dict[str, object]) -> DueRow | None:
            due, of_year, remark = (str(values.get(key) or "") for key in ("due", "school_year", "remark"))
            own = next((row for row in rows if row.school_year == of_year), None)
            if own is not None and not due:
                days.put_away([own.id])
                return None
            if own is not None:
                return days.change(own.id, {"due": due, "remark": remark}, own.version)
            return days.add(DueDraft(pack=pack.key, due=due, school_year=of_year, remark=remark))

        FormDialog.edit(
            self._page,
            f"改截止日期 · {pack.title}",
            (("", _DUE),),
            {"due": rule_of(pack, year, rows) or shown, "school_year": year},
            save,
            lambda row: messages.notice(
                self._page, f"《{pack.title}》的截止日期已改。", ("撤销", self._undo)
            ),
        )

    def edit(self, item: PackItem) -> None:
        """A pack of the school's own; a shipped one is copied under the same number and stands in its place."""
        pack, packs = item.line.pack, self._sources.packs
        own = next((row for row in packs.rows() if pack.is_own and row.key == pack.key), None)

        def save(draft: PackDraft) -> PackRow:
            return packs.change(own.id, asdict(draft), own.version) if own is not None else packs.add(draft)

        draft = draft_of(pack)
        self._ask(f"本校的材料包 · {pack.title}", draft, save, "已保存")

    def _ask(
        self, title: str, draft: PackDraft, save: Callable[[PackDraft], PackRow], word: str
    ) -> FormDialog:
        """The form of a pack: its files are picked; what they need comes with them and is not asked for."""
        offered = [PackFile(offer.key, form, offer.title) for offer in offers() for form in offer.formats]

        def settled(values: dict[str, object]) -> PackRow:
            typed = texts(values)
            files = typed.pop("files")
            typed["audience"] = audience_named(typed["audience"])
            return save(with_files(replace(draft, **typed), files))

        values = {key: getattr(draft, key) for key in _TYPED} | {"audience": word_of(draft.audience)}
        return FormDialog.edit(
            self._page,
            title,
            (("", _TYPED_COLUMNS),),
            values,
            settled,
            lambda row: messages.notice(self._page, f"{word}《{row.title}》。", ("撤销", self._undo)),
            editors={"files": lambda column, parent: FilesField(column, offered, parent)},
        )

    def remove(self, item: PackItem) -> None:
        """The school's own goes to the recycle bin; a shipped one of the same number comes back."""
        packs = self._sources.packs
        packs.put_away([row.id for row in packs.rows() if row.key == item.line.pack.key])
        messages.notice(
            self._page, f"已删除《{item.line.pack.title}》，可在回收站找回。", ("撤销", self._undo)
        )

    def add(self) -> None:
        """A new pack of the school's own."""
        packs = self._sources.packs
        self._ask("新建材料包", PackDraft(key=free_key(packs.rows()), title=""), packs.add, "已新建")
