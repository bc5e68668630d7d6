"""整改台账: every problem of every check until it is 销号: deadlines, proof, 复查, what is late in red."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages import RECTIFICATION
from edudesk.checks.pages.problem_drawer import ProblemDrawer
from edudesk.checks.pages.problem_forms import ProblemForms
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.tabs import put_tabs
from edudesk.checks.reports.ledger import (
    AUDIENCES,
    LEDGER_COLUMNS,
    NOTICE,
    TITLE,
    ledger_report,
    notices,
    printed_columns,
    stands,
)
from edudesk.checks.rows.problems import (
    CLOSED,
    DISMISSED,
    FAILED,
    MENDED,
    OPEN,
    PROBLEM_STATES,
    PROPOSED,
    SEVERITIES,
)
from edudesk.checks.rules.ledger import LATE, LedgerLine, ledger_lines
from edudesk.checks.rules.problems import LIVE, is_undecided_veto
from edudesk.checks.service.photos import photos_of
from edudesk.checks.service.problems import ProblemService
from edudesk.kit import messages
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.kit.views import Keep
from edudesk.kit.writing import Writable
from edudesk.roster.reports.lists import paper_name
from edudesk.school.pages.people import Choosing, People
from edudesk.school.rules.years import school_year_of

_TONES = {PROPOSED: Tone.WARN, OPEN: Tone.BRAND, MENDED: Tone.WARN, FAILED: Tone.BAD, CLOSED: Tone.GOOD}
_SCREEN, _LEDGER = "screen", "ledger"


class RectificationPage(RowsPage):
    """entry_wanted(check, unit, first sheet): what a problem was found in, to be checked again; footer: at the foot of papers."""

    name, title, icon_name = RECTIFICATION
    service: ProblemService
    unit = "个问题"
    concerns = frozenset({"problems", "attachments", "checks", "teachers"})
    search_hint = "问题 / 教师 / 编号…"
    columns = LEDGER_COLUMNS
    entry_wanted = Signal(str, str, str)

    def __init__(
        self,
        sources: CheckSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        footer: Callable[[], str],
        keep_views: Keep | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._people, self._footer = sources, people, footer
        self.service = sources.check_problems
        self._choosing = Choosing()
        self.forms = ProblemForms(self, sources, self._choosing)
        self._has_past = self._is_reading = False
        self._asked, self._wanted = 0, ""
        super().__init__(undo, parent, keep_views)
        put_tabs(self.head, self.name, show_page)

    def called(self, row: LedgerLine) -> str:
        return f"{row.teacher} {row.text}".strip()

    def reload(self) -> None:
        """The lines of this school year at once; those of ten years are read beside the window."""
        self._asked += 1
        self._is_reading = self._has_past
        people = self._people()
        self._choosing.offer(people)
        names = {one.id: one.name for one in people}
        if self._has_past:
            run_task(
                self,
                "正在读取往年的问题",
                lambda step: _read(self._sources, names, "", step),
                partial(self._take, self._asked),
                ended=partial(self._fall_back, self._asked),
            )
        else:
            self.show_rows(_read(self._sources, names, school_year_of(clock.today())))

    def _take(self, asked: int, rows: Sequence[LedgerLine]) -> None:
        if asked == self._asked:  # else something changed meanwhile, and it is being read again
            self._is_reading = False
            self.show_rows(rows)
            if self._wanted:
                super().go_to(self._wanted)
                self._wanted = ""

    def _fall_back(self, asked: int) -> None:
        """A reading that brought nothing (cancelled, refused) leaves this school year in sight."""
        if asked == self._asked and self._is_reading:
            self._is_reading = self._has_past = False
            self._past.setChecked(False)

    def go_to(self, row_id: object) -> bool:
        """As ListPage has it; while the lines of earlier years are on their way, once they are there."""
        self.settle()
        if self._is_reading:
            self._wanted = str(row_id)
            return True
        return super().go_to(row_id)

    # how it looks

    def buttons(self) -> Sequence[QWidget]:
        self._past = button("含往年", self.show_past, icon_name="history")
        self._past.setCheckable(True)
        return (
            self._past,
            menu_button(
                "导出",
                [("整改台账…", self.export_ledger), ("整改通知单…", self.export_notices)],
                icon_name="export",
            ),
            button("登记问题", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ToggleChip("open", "未了结", lambda row: row.status in (PROPOSED, *LIVE), is_on=True),
            ToggleChip("late", LATE, lambda row: row.late > 0),
            ChoiceChip("state", "状态", lambda row: row.state, (LATE, *PROBLEM_STATES.words)),
            ChoiceChip("kind", "类型", _kind_of),
            ChoiceChip("owner", "责任人", lambda row: row.owner),
            ChoiceChip("grade", "年级组", lambda row: row.grades),
            ChoiceChip("group", "教研组", lambda row: row.group),
            ChoiceChip("severity", "严重程度", lambda row: row.severity, SEVERITIES.words, is_optional=True),
            ChoiceChip("source", "检查", lambda row: row.source, is_optional=True),
            ChoiceChip("again", "复查人", lambda row: row.looks_again, is_optional=True),
            ChoiceChip("term", "学期", lambda row: f"{row.school_year} {row.term}".strip(), is_optional=True),
        )

    def tone(self, row: LedgerLine, column: Column) -> Tone:
        return Tone.BAD if row.late else _TONES.get(row.status, Tone.PLAIN)

    def shade(self, row: LedgerLine, column: Column) -> Tone | None:
        return Tone.BAD if row.late and column.key == "due" else None

    def counted(self, shown: int, total: int) -> str:
        late = sum(row.late > 0 for row in self.model.all_rows)
        return super().counted(shown, total) + (f"，逾期 {late} 个" if late else "")

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "没有要整改的问题。",
            "检查录入里记下的问题会自动列到这里；低于六成分的检查项也会列出，由您确认。",
            (("登记问题", self.add),),
        )

    def build_drawer(self) -> Drawer | None:
        return ProblemDrawer(self._sources, self.deeds, self._keep_files)

    def show_row(self, row: LedgerLine) -> None:
        assert isinstance(self.drawer, ProblemDrawer)
        self.drawer.show_line(row)

    def open_row(self, row: LedgerLine) -> None:
        assert self.drawer is not None
        self.show_row(row)
        self.drawer.show()

    def entries(self, rows: Sequence[LedgerLine]) -> Sequence[Entry]:
        return (*self.deeds(rows), None, ("整改通知单…", self.export_notices))

    def deeds(self, rows: Sequence[LedgerLine]) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with these lines as they stand, the next step first."""
        states = {row.status for row in rows}
        found: list[tuple[str, Callable[[], object]]] = []
        one = rows[0] if len(rows) == 1 else None
        if one is not None and is_undecided_veto(one):
            found += [
                ("确认一票否决…", partial(self.decide_veto, one)),
                ("撤回一票否决…", partial(self.withdraw_veto, one)),
            ]
        elif states == {PROPOSED}:
            found += [
                ("确认问题", partial(self.confirm, rows, stands=True)),
                ("不成立", partial(self.confirm, rows, stands=False)),
            ]
        if one is not None and one.status in (OPEN, FAILED):
            found.append(("提交整改…", partial(self.mend, one)))
        if one is not None and one.status in LIVE:
            found.append(("复查…", partial(self.look_again, one)))
            if one.sheet_id:
                found.append(("用检查表复查", partial(self.check_again, one)))
        if len(rows) > 1 and states <= set(LIVE):
            found.append(("复查通过，销号…", partial(self.close_many, rows)))
        if states <= {PROPOSED, *LIVE}:
            found.append(("改期限…", partial(self.put_off, rows)))
        if one is not None and one.status in (CLOSED, DISMISSED):
            found.append(("重新打开…", partial(self.reopen, one)))
        return found

    # what is done

    def show_state(self, state: str) -> None:
        """The problems in one state, and nothing else; 逾期 counts as one."""
        self.settle()
        self.clear_filters()
        self.chip_row.chip("state").restore([state])

    def show_past(self) -> None:
        """With the lines of earlier school years, or without."""
        self._has_past = self._past.isChecked()
        self.reload()

    def add(self) -> None:
        """A problem that no check found."""
        self.forms.add(self.show_saved)

    def edit(self, row: LedgerLine, key: str = "") -> None:
        self.forms.edit(row, self.show_saved)

    def confirm(self, rows: Sequence[LedgerLine], *, stands: bool) -> None:
        """Proposed problems are to be mended, or do not stand."""
        words = "已确认，待整改" if stands else "已改为“不成立”"
        self._do(
            lambda: self.service.confirm([row.id for row in rows], stands=stands),
            f"{_some(rows)}{words}。",
        )

    def put_off(self, rows: Sequence[LedgerLine]) -> None:
        """Another deadline, for one or for many."""
        self.forms.put_off(rows, lambda count: self._said(f"已改 {count} 个问题的整改期限。"))

    def mend(self, row: LedgerLine) -> None:
        """What was done about it."""
        self.forms.mend(row, lambda _: self._said(f"已提交整改：{self.called(row)}。"))

    def look_again(self, row: LedgerLine) -> None:
        """The 复查."""
        self.forms.look_again(row, lambda now: self._said(f"{self.called(row)}：{now.status}。"))

    def close_many(self, rows: Sequence[LedgerLine]) -> None:
        """Many that were looked at in one round."""
        self.forms.close_many(rows, lambda count: self._said(f"已销号 {count} 个问题。"))

    def check_again(self, row: LedgerLine) -> None:
        """The form it was found with, filled in once more."""
        try:
            sheet = self._sources.sheets.get(row.sheet_id)
        except UserError as error:
            messages.fail(self, error)
            return
        self.entry_wanted.emit(sheet.campaign_id, sheet.unit_id, sheet.first_id or sheet.id)

    def decide_veto(self, row: LedgerLine) -> None:
        """A second person confirms a veto; the score of the sheet follows."""
        self.forms.decide_veto(row, lambda _: self._said(f"已确认一票否决：{self.called(row)}。"))

    def withdraw_veto(self, row: LedgerLine) -> None:
        """The veto does not stand."""
        self._do(
            lambda: self._sources.sheets.decide_veto(row.sheet_id, row.item, ""),
            f"已撤回一票否决：{self.called(row)}。",
        )

    def reopen(self, row: LedgerLine) -> None:
        """What was closed or dismissed by mistake."""
        self.forms.reopen(row, lambda _: self._said(f"已重新打开：{self.called(row)}。"))

    def _keep_files(self, row: LedgerLine, files: Sequence[object]) -> None:
        self._do(lambda: self.service.keep_files(row.id, files), "")  # type: ignore[arg-type]

    def _do(self, deed: Callable[[], object], words: str) -> None:
        try:
            deed()
        except UserError as error:
            messages.fail(self, error)
            return
        if words:
            self._said(words)

    def _said(self, words: str) -> None:
        messages.notice(self, words, ("撤销", self._undo))

    # what leaves the house

    def export_ledger(self) -> ExportDialog:
        """The list on screen, or the ledger with all columns of its sheet (表10)."""
        shown, whole = self.model.rows, [row for row in self.model.all_rows if stands(row)]
        screen, words = self.screen_columns(), self.filter_words() or "全部"
        school = self._sources.school.identity()

        def prepare(choice: Choice) -> Callable[[], Writable]:
            is_screen = choice.scope == _SCREEN
            return lambda: ledger_report(
                shown if is_screen else whole,
                screen if is_screen else printed_columns(),
                school,
                on=clock.today(),
                audience=choice.audience,
                scope=words if is_screen else "",
                footer=self._footer(),
            )

        scopes = ((_LEDGER, f"整改台账全部 {len(whole)} 个问题"), (_SCREEN, f"屏幕上的 {len(shown)} 个问题"))
        return self._ask(f"导出{TITLE}", prepare, TITLE, ("xlsx", "pdf"), scopes)

    def export_notices(self) -> ExportDialog | None:
        """整改通知单 of the selected problems, else of all that are shown and to be mended."""
        chosen = self.table.selected() or self.model.rows
        rows = [row for row in chosen if row.status in LIVE]
        if not rows:
            messages.tell(self, "没有可以通知整改的问题。", "请选择待整改、已提交整改或复查不通过的问题。")
            return None
        school = self._sources.school.identity()

        def prepare(choice: Choice) -> Callable[[], Writable]:
            return lambda: notices(
                rows,
                school,
                on=clock.today(),
                audience=choice.audience,
                footer=self._footer(),
                photos=partial(photos_of, self._sources.attachments),
            )

        people = len({row.owner or row.teacher for row in rows})
        return self._ask(f"导出{NOTICE}（{people} 人）", prepare, NOTICE, ("pdf", "docx"), ())

    def _ask(
        self,
        title: str,
        prepare: Callable[[Choice], Callable[[], Writable]],
        name: str,
        formats: Sequence[str],
        scopes: Sequence[tuple[str, str]],
    ) -> ExportDialog:
        school = self._sources.school.identity()
        dialog = ExportDialog(
            self,
            title,
            prepare,
            lambda choice: paper_name(school, name, clock.today(), choice.audience),
            self._sources.exports.leaving,
            scopes=scopes,
            audiences=AUDIENCES,
            formats=formats,
            scope_word="内容",
        )
        dialog.open()
        return dialog


def _read(
    sources: CheckSources, names: Mapping[str, str], first_year: str, step: Step = silent
) -> list[LedgerLine]:
    """The lines since a school year ("" = all) with what is open from before. names: of teachers by id."""
    step(0, 0, "正在读取问题")
    problems = sources.check_problems
    return ledger_lines(
        problems.since(first_year),
        numbers=problems.numbers(first_year),
        name_of=lambda word: names.get(word, word),
        checks={row.id: row.title for row in sources.campaigns.rows()},
        files=sources.attachments.counts(),
        stage=sources.school.identity().stage,
        today=clock.today(),
    )


def _kind_of(row: LedgerLine) -> str:
    return kinds()[row.kind].name if row.kind in kinds() else row.kind


def _some(rows: Sequence[LedgerLine]) -> str:
    return f"“{rows[0].text}”" if len(rows) == 1 else f"{len(rows)} 个问题"
