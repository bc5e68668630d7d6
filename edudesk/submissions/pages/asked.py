"""报表清单: every form somebody outside asked for, its day, its template, and one key to fill it anew."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.dialogs import choose_open_file
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.school.rules.years import school_year_of
from edudesk.submissions import making
from edudesk.submissions.pages import ASKED
from edudesk.submissions.pages.pack_table import TONES
from edudesk.submissions.rows.asked import ASKED_COLUMN, AskedDraft, AskedRow
from edudesk.submissions.rows.lines import Standing
from edudesk.submissions.rows.packs import AUDIENCE_WORDS, audience_named, word_of
from edudesk.submissions.rules.lines import standing_of
from edudesk.submissions.rules.packs import pack_of_form
from edudesk.submissions.sources import Sources

_TYPED = ("title", "issuer", "due", "school_year", "audience", "remark")
_TYPED_COLUMNS = tuple(
    replace(ASKED_COLUMN[name], kind=Kind.CHOICE, codes=AUDIENCE_WORDS)
    if name == "audience"
    else ASKED_COLUMN[name]
    for name in _TYPED
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine(AskedRow):
    """A form as the table shows it. standing, words: as of packs; sent: edition of the last sending."""

    standing: Standing
    words: str
    sent: str


class AskedPage(RowsPage):
    """left: back to the packs; refill_wanted(pack key, form id): the pack of a form, ready to be exported."""

    name, title, icon_name = ASKED
    unit = "张"
    concerns = frozenset({"asked", "sendings"})
    search_hint = "报表 / 发来单位…"
    columns: tuple[Column, ...] = (
        replace(ASKED_COLUMN["title"], width=56),
        ASKED_COLUMN["issuer"],
        ASKED_COLUMN["due"],
        Column("words", "状态", Kind.TAG, 28, value=lambda row: row.words, is_shown=True),
        ASKED_COLUMN["template_name"],
        Column("sent", "最近报送", width=32, value=lambda row: row.sent, is_shown=True),
        replace(ASKED_COLUMN["school_year"], is_shown=False),
        ASKED_COLUMN["remark"],
    )
    left = Signal()
    refill_wanted = Signal(str, str)

    def __init__(self, sources: Sources, undo: Callable[[], object], parent: QWidget | None = None) -> None:
        self._sources, self._asked = sources, sources.asked
        self.service = sources.asked
        super().__init__(undo, parent)

    def called(self, row: AskedRow) -> str:
        return row.title

    def rows(self) -> Sequence[AskedLine]:
        sendings = self._sources.sendings.rows()
        today = clock.today()
        lines = []
        for row in self.service.rows():
            last = next((one for one in sendings if one.subject == row.id), None)
            due = date.fromisoformat(row.due) if len(row.due) == len("2026-09-20") else None
            standing, words = standing_of(due, last, today)
            lines.append(
                AskedLine(**asdict(row), standing=standing, words=words, sent=last.edition if last else "")
            )
        return lines

    def buttons(self) -> Sequence[QWidget]:
        self._refill = button("重新填报", self.refill, icon_name="refresh", keys="Ctrl+R")
        return (
            button("返回报送导出", self.left.emit, icon_name="back"),
            button("沿用到下学年", self.carry_over),
            self._refill,
            button("登记报表", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        years = sorted({row.school_year for row in self.service.rows()} | {school_year_of(clock.today())})
        return (ChoiceChip("school_year", "学年", lambda row: row.school_year, years[::-1]),)

    def tone(self, row: AskedLine, column: Column) -> Tone:
        return TONES[row.standing]

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有登记报表。",
            "教育局要的每一张表登记在这里：截止日期、模板、最近报送，到期前会提醒。",
            (("登记报表", self.add),),
        )

    def entries(self, rows: Sequence[AskedLine]) -> Sequence[Entry]:
        if len(rows) != 1:
            return ()
        return (
            ("选择模板文件…", lambda: self.choose_template(rows[0])),
            ("重新填报\tCtrl+R", self.refill),
        )

    def add(self) -> None:
        """A form that was asked for."""
        empty: dict[str, object] = {
            "school_year": school_year_of(clock.today()),
            "audience": Audience.BUREAU.value,
        }
        self._ask("登记报表", empty, lambda values: self.service.add(AskedDraft(**_texts(values))))

    def edit(self, row: AskedLine, key: str = "") -> None:
        values: dict[str, object] = {name: getattr(row, name) for name in _TYPED}
        dialog = self._ask(
            row.title, values, lambda typed: self.service.change(row.id, _texts(typed), row.version)
        )
        if key in dialog.fields:
            dialog.fields[key].editor.setFocus()

    def choose_template(self, row: AskedRow) -> None:
        """Keep the workbook that came with the form; what goes where is settled in 套用教育局模板."""
        file = choose_open_file(self, f"“{row.title}”的模板文件")
        if file is None:
            return

        def job(step: Step) -> str:
            making.keep_template(self._sources, row.id, file, step=step)
            return file.name

        run_task(self, "正在读取模板", job, lambda name: messages.notice(self, f"已登记模板“{name}”。"))

    def refill(self) -> None:
        """The pack of the selected form, filled from today's data."""
        chosen = self.table.selected()
        if len(chosen) != 1:
            messages.tell(self, "还没有选择报表。", "请在列表里点选一张报表，再点“重新填报”。")
            return
        if not chosen[0].template:
            messages.tell(
                self,
                f"“{chosen[0].title}”还没有登记模板。",
                "请先选择教育局发来的表格文件，以后一键就能重填。",
            )
            self.choose_template(chosen[0])
            return
        self.refill_wanted.emit(pack_of_form(chosen[0]).key, chosen[0].id)

    def carry_over(self) -> None:
        """The forms of this school year, a year later."""
        year = school_year_of(clock.today())
        count = self._asked.carry_over(year)
        words = (
            f"已沿用 {count} 张到下学年，截止日期顺延一年。"
            if count
            else "没有可以沿用的报表，下学年都有了。"
        )
        if count:
            messages.notice(self, words, ("撤销", self._undo))
        else:
            messages.notice(self, words)

    def _ask(
        self, title: str, values: dict[str, object], save: Callable[[dict[str, object]], AskedRow]
    ) -> FormDialog:
        shown = {**values, "audience": word_of(str(values["audience"]))}
        return FormDialog.edit(self, title, (("", _TYPED_COLUMNS),), shown, save, self.show_saved)


def _texts(values: dict[str, object]) -> dict[str, str]:
    typed = texts(values)
    return {**typed, "audience": audience_named(typed["audience"])}
