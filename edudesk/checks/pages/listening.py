"""听课笔记: how many lessons each teacher was to listen to, did, and wrote up validly (TB01, 教学常规检查 1.7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed
from edudesk.checks.forms.lists import listening_points
from edudesk.checks.forms.standards import LISTENING as QUOTAS
from edudesk.checks.pages import LISTENING
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.standard_dialog import StandardDialog
from edudesk.checks.pages.tabs import put_tabs
from edudesk.checks.rows.patrols import LISTENING_COLUMN, ListeningDraft, ListeningRow
from edudesk.checks.rules.listening import quota_of
from edudesk.checks.service.patrols import ListeningService
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import RowsPage
from edudesk.kit.theme import Tone
from edudesk.school.pages.people import Choosing, People
from edudesk.school.rows.identity import code_list
from edudesk.school.rules.years import school_year_of, term_of

_ENOUGH = code_list("完成情况", "完成", "未完成", "未登记")
_DONE, _SHORT, _NONE = _ENOUGH.words
_TONES = {_DONE: Tone.GOOD, _SHORT: Tone.BAD, _NONE: Tone.PLAIN}
_TYPED = ("role", "due", "heard", "valid", "checked_on", "inspector", "remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningLine(ListeningRow):
    """A teacher's line. teacher: a word of the roster."""

    teacher: str

    @property
    def short(self) -> int | None:
        """Lessons missing, None while nothing is known."""
        if self.due is None or self.valid is None:
            return None
        return max(self.due - self.valid, 0)

    @property
    def share(self) -> str:
        """有效 of 应听: 88%."""
        return f"{self.valid * 100 // self.due}%" if self.due and self.valid is not None else ""

    @property
    def state(self) -> str:
        """完成, 未完成 or 未登记."""
        return _NONE if self.short is None else _SHORT if self.short else _DONE


class ListeningPage(RowsPage):
    """people: of the roster; undo: takes the last change back; show_page: for the tabs."""

    name, title, icon_name = LISTENING
    service: ListeningService
    unit = "人"
    concerns = frozenset({"listening", "teachers"})
    search_hint = "教师 / 职务…"

    def __init__(
        self,
        sources: CheckSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._people, self.service = sources, people, sources.listening
        self._choosing = Choosing()
        every = LISTENING_COLUMN
        self._teacher = Column(
            "teacher", "教师", Kind.CHOICE, 22, codes=self._choosing.codes, is_shown=True, required=True,
            sort=lambda row: self._choosing.spell(row.teacher)[0],
        )  # fmt: skip
        role = replace(every["role"], help="空着 = 按花名册的职务", width=28)
        self._form = (
            self._teacher,
            every["school_year"],
            every["term"],
            role,
            *(every[key] for key in _TYPED[1:]),
        )
        self.columns = (
            replace(self._teacher, value=lambda row: row.teacher, kind=Kind.NAME, codes=None),
            replace(every["school_year"], is_shown=False),
            replace(every["term"], is_shown=False),
            role,
            every["due"],
            every["heard"],
            every["valid"],
            Column("short", "差额", Kind.INT, 14, value=lambda row: row.short, is_shown=True),
            Column("share", "完成率", width=16, value=lambda row: row.share, is_shown=True),
            Column("state", "完成情况", Kind.TAG, 22, codes=_ENOUGH, value=lambda row: row.state, is_shown=True),
            Column(
                "points", "得分率", Kind.NUMBER, 16, is_shown=True,
                value=lambda row: None if row.short is None else float(listening_points(row.due, row.valid)),
            ),
            replace(every["checked_on"], is_shown=True),
            replace(every["inspector"], is_shown=True),
            every["remark"],
        )  # fmt: skip
        super().__init__(undo, parent)
        put_tabs(self.head, self.name, show_page)
        today = clock.today()
        self.chip_row.chip("school_year").restore([school_year_of(today)])
        self.chip_row.chip("term").restore([term_of(today)])

    def called(self, row: ListeningRow) -> str:
        return self._choosing.word(row.teacher_id) or "（已不在花名册）"

    def rows(self) -> Sequence[ListeningLine]:
        self._choosing.offer(self._people())
        return [self._line(row) for row in self.service.rows()]

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("应听节数…", self.edit_quotas),
            button("列出全体教师", self.list_all, icon_name="users"),
            button("登记一人", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("school_year", "学年", lambda row: row.school_year),
            ChoiceChip("term", "学期", lambda row: row.term),
            ChoiceChip("role", "职务", lambda row: row.role),
            ToggleChip("short", "未完成", lambda row: bool(row.short)),
        )

    def tone(self, row: ListeningLine, column: Column) -> Tone:
        return _TONES[row.state]

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "本学期还没有听课笔记的登记。",
            "“列出全体教师”按职务写好应听节数，再在表格里填实听和有效。",
            (("列出全体教师", self.list_all),),
        )

    def save_cell(self, row: ListeningLine, key: str, text: str) -> ListeningLine:
        values: dict[str, object] = {key: read_typed(LISTENING_COLUMN[key], text).value}
        if key == "heard" and row.valid is None:  # mostly every note is valid
            values["valid"] = values["heard"]
        return self._line(self.service.change(row.id, values, row.version))

    # what is done

    def edit_quotas(self) -> None:
        """How many lessons each role is to listen to; lines that are listed keep theirs."""
        StandardDialog.edit(self, self._sources.standards, QUOTAS, self._undo)

    def list_all(self) -> None:
        """A line for every teacher here that has none this term, with what the role is to listen to."""
        year, term = self._now()
        count = self.service.list_all(year, term)
        if not count:
            messages.notice(self, "在岗教师都已列出。")
            return
        messages.notice(self, f"已列出 {count} 名教师，应听节数按职务填写，可以修改。", ("撤销", self._undo))

    def add(self) -> None:
        """One teacher."""
        year, term = self._now()
        FormDialog.edit(
            self,
            "登记听课笔记",
            (("", self._form),),
            {"school_year": year, "term": term, "checked_on": clock.today().isoformat()},
            lambda typed: self.service.add(self._draft(typed)),
            self.show_saved,
            spell=self._choosing.spell,
            check=self._check,
        )

    def edit(self, row: ListeningLine, key: str = "") -> None:
        form = FormDialog.edit(
            self,
            f"编辑 {self.called(row)}的听课笔记",
            (("", tuple(LISTENING_COLUMN[name] for name in _TYPED)),),
            {name: getattr(row, name) for name in _TYPED},
            lambda typed: self.service.change(row.id, dict(typed), row.version),
            self.show_saved,
            check=lambda typed: self.service.problems(replace(_plain(row), **typed), row),  # type: ignore[arg-type]
        )
        form.seize(key)

    def _now(self) -> tuple[str, str]:
        """The school year and term that the list is narrowed to, else today's."""
        today = clock.today()
        found = []
        for key, default in (("school_year", school_year_of(today)), ("term", term_of(today))):
            chip = self.chip_row.chip(key)
            assert isinstance(chip, ChoiceChip)
            found.append(chip.chosen[0] if len(chip.chosen) == 1 else default)
        return found[0], found[1]

    def _line(self, row: ListeningRow) -> ListeningLine:
        return ListeningLine(**asdict(row), teacher=self._choosing.word(row.teacher_id))

    def _draft(self, typed: Mapping[str, object]) -> ListeningDraft:
        rest = {key: value for key, value in typed.items() if key != "teacher"}
        person = self._choosing.person(str(typed.get("teacher") or ""))
        draft = ListeningDraft(teacher_id=person.id if person else "", **rest)  # type: ignore[arg-type]
        if draft.due is None or not draft.role:
            roles = self.service.roles(draft.school_year)
            role = draft.role or roles.get(draft.teacher_id, "")
            quotas = self._sources.standards.lists().quotas
            draft = replace(draft, role=role, due=quota_of(role, quotas) if draft.due is None else draft.due)
        if draft.valid is None and draft.heard is not None:
            draft = replace(draft, valid=draft.heard)
        return draft

    def _check(self, typed: Mapping[str, object]) -> tuple[FieldProblem, ...]:
        return tuple(
            FieldProblem("teacher" if one.key == "teacher_id" else one.key, one.text)
            for one in self.service.problems(self._draft(typed))
        )


def _plain(row: ListeningLine) -> ListeningDraft:
    kept = {key: value for key, value in asdict(row).items() if key not in ("id", "version", "teacher")}
    return ListeningDraft(**kept)
