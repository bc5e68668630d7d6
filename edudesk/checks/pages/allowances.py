"""免检与加分: who is not measured like the others in a term, why, who approved it, and what it does to the total."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages import ALLOWANCES as CARD
from edudesk.checks.pages.allowance_drawer import AllowanceDrawer
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.summary.scheme_dialog import ask_scheme
from edudesk.checks.pages.tabs import put_tabs
from edudesk.checks.rows.terms import ALLOWANCE_COLUMN, ALLOWANCES, AllowanceDraft, AllowanceRow
from edudesk.checks.rules.allowances import effect, kinds_words, read_kinds, total_words
from edudesk.checks.rules.scheme import scheme_for
from edudesk.checks.service.terms import AllowanceService
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import RowsPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.school.pages.people import Choosing, People
from edudesk.school.rules.terms import term_nearest
from edudesk.school.rules.years import printed_year, term_and_year
from edudesk.store.attachments import FileDraft

_TONES = dict(zip(ALLOWANCES.words, (Tone.BRAND, Tone.WARN, Tone.GOOD, Tone.PLAIN), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceLine(AllowanceRow):
    """One as the table shows it. teacher: a word of the roster; files: how many lie beside it; effect, total: in the
    result of the term, "" while they are being worked out."""

    teacher: str
    files: int = 0
    effect: str = ""
    total: str = ""

    @property
    def about(self) -> str:
        """备课、作业; 全部检查."""
        return kinds_words(self.checks) or ("全部检查" if self.kind == ALLOWANCES.words[0] else "")

    @property
    def points(self) -> float | None:
        """Of a bonus."""
        return self.tenths / 10 if self.tenths else None

    @property
    def when(self) -> str:
        """2026—2027学年第一学期."""
        return f"{printed_year(self.school_year)}学年{self.term}"


class AllowancesPage(RowsPage):
    """people: of the roster; undo: takes the last change back; show_page: for the tabs."""

    name, title, icon_name = CARD
    service: AllowanceService
    unit = "条"
    concerns = frozenset(
        {"check_terms", "teachers", "checks", "sheets", "patrols", "listening", "attachments"}
    )
    search_hint = "教师 / 理由…"

    def __init__(
        self,
        sources: CheckSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._people, self.service = sources, people, sources.allowances
        self._choosing = Choosing()
        self._asked = 0
        every = ALLOWANCE_COLUMN
        teacher = Column(
            "teacher", "教师", Kind.CHOICE, 22, codes=self._choosing.codes, is_shown=True, required=True,
            sort=lambda row: self._choosing.spell(row.teacher)[0],
        )  # fmt: skip
        names = CodeList("检查类型", tuple(Code(kind.name) for kind in kinds().values()))
        self._form = (
            teacher,
            every["kind"],
            Column("about", "免检哪些检查", Kind.CHOICE, codes=names, help="几类用顿号隔开；空着 = 全部"),
            Column("points", "加几分", Kind.NUMBER, help="加分才填"),
            every["reason"],
            replace(every["proof"], help="文件、会议记录、证书"),
            every["approved_by"],
            every["school_year"],
            every["term"],
        )
        self.columns = (
            replace(teacher, value=lambda row: row.teacher, kind=Kind.NAME, codes=None),
            replace(every["kind"], kind=Kind.TAG),
            Column("about", "检查类型", width=26, value=lambda row: row.about, is_shown=True),
            Column("points", "加分", Kind.NUMBER, 14, value=lambda row: row.points, is_shown=True),
            replace(every["reason"], width=40),
            replace(every["proof"], width=30),
            Column("files", "附件", Kind.INT, 12, value=lambda row: row.files or None, is_shown=True),
            every["approved_by"],
            Column("effect", "在学期结果里", width=44, value=lambda row: row.effect, is_shown=True),
            Column("total", "学期总分", width=22, value=lambda row: row.total, is_shown=True),
            Column("when", "学期", width=34, value=lambda row: row.when),
        )
        super().__init__(undo, parent)
        put_tabs(self.head, self.name, show_page)
        self.chip_row.chip("when").restore([self._when(*self._term())])

    def called(self, row: AllowanceRow) -> str:
        return f"{self._choosing.word(row.teacher_id)} {row.kind}"

    def rows(self) -> Sequence[AllowanceLine]:
        self._choosing.offer(self._people())
        counts = self._sources.attachments.counts()
        lines = [
            AllowanceLine(
                **asdict(row), teacher=self._choosing.word(row.teacher_id), files=counts.get(row.id, 0)
            )
            for row in self.service.rows()
        ]
        self._work_out(lines)
        return lines

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("量化方案…", self.change_scheme),
            button("登记", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("when", "学期", lambda row: row.when),
            ChoiceChip("kind", "类别", lambda row: row.kind, ALLOWANCES.words),
        )

    def tone(self, row: AllowanceLine, column: Column) -> Tone:
        return _TONES[row.kind]

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有免检和加分。",
            "免检、不参评和加分都写明理由和批准人；免检的那一项不计入，或按上学期的均分，在量化方案里选。",
            (("登记", self.add),),
        )

    def build_drawer(self) -> Drawer | None:
        return AllowanceDrawer(self._sources, self._keep_files)

    def show_row(self, row: AllowanceLine) -> None:
        assert isinstance(self.drawer, AllowanceDrawer)
        self.drawer.show_line(row)

    # what it does to the total, worked out beside the window

    def _work_out(self, lines: Sequence[AllowanceLine]) -> None:
        self._asked += 1
        asked, terms = self._asked, {(row.school_year, row.term) for row in lines}
        if not terms:
            return

        def job(step: Step) -> dict[str, tuple[str, str]]:
            found = {}
            for number, term in enumerate(sorted(terms)):
                step(number, len(terms), "正在计算学期总分")
                summary = self._sources.check_summaries.of(*term)
                for row in lines:
                    if (row.school_year, row.term) == term:
                        found[row.id] = effect(row, summary), total_words(row.teacher_id, summary)
            return found

        def take(found: dict[str, tuple[str, str]]) -> None:
            if asked == self._asked:  # else something changed meanwhile, and it is being worked out again
                told = [replace(row, effect=found[row.id][0], total=found[row.id][1]) for row in lines]
                self.show_rows(told)

        run_task(self, "正在计算学期总分", job, take)

    # what is done

    def add(self) -> None:
        """One teacher."""
        school_year, term = self._term()
        self._ask(
            "登记免检与加分", {"school_year": school_year, "term": term, "kind": ALLOWANCES.words[0]}, None
        )

    def edit(self, row: AllowanceLine, key: str = "") -> None:
        values = {column.key: getattr(row, column.key, "") for column in self._form}
        values["about"] = kinds_words(row.checks)
        form = self._ask(f"编辑 {self.called(row)}", values, row)
        form.seize(key)

    def _ask(self, title: str, values: Mapping[str, object], row: AllowanceLine | None) -> FormDialog:
        def save(typed: dict[str, object]) -> AllowanceRow:
            draft = self._draft(typed)
            return (
                self.service.add(draft)
                if row is None
                else self.service.change(row.id, asdict(draft), row.version)
            )

        return FormDialog.edit(
            self, title, (("", self._form),), values, save, self.show_saved,
            spell=self._choosing.spell, check=self._check,
        )  # fmt: skip

    def change_scheme(self) -> None:
        """量化方案 of the term the list is narrowed to."""
        school_year, term = self._term()
        scheme = scheme_for(self._sources.schemes.rows(), school_year, term)
        ask_scheme(self, self._sources, scheme)

    def _keep_files(self, row: AllowanceLine, files: Sequence[FileDraft]) -> None:
        self.service.keep_files(row.id, files)
        messages.notice(self, "附件已保存。", ("撤销", self._undo))

    def _draft(self, typed: Mapping[str, object]) -> AllowanceDraft:
        texts = {key: str(value or "").strip() for key, value in typed.items()}
        person = self._choosing.person(texts["teacher"])
        points = typed.get("points")
        return AllowanceDraft(
            school_year=texts["school_year"],
            term=texts["term"],
            teacher_id=person.id if person is not None else "",
            kind=texts["kind"],
            checks=read_kinds(texts["about"])[0],
            tenths=round(10 * float(str(points))) if points is not None else None,
            reason=texts["reason"],
            approved_by=texts["approved_by"],
            proof=texts["proof"],
        )

    def _check(self, typed: Mapping[str, object]) -> tuple[FieldProblem, ...]:
        keys = {"teacher_id": "teacher", "tenths": "points", "checks": "about"}
        found = [
            FieldProblem(keys.get(one.key, one.key), one.text)
            for one in self.service.problems(self._draft(typed))
        ]
        _, unknown = read_kinds(str(typed.get("about") or ""))
        if unknown:
            names = "、".join(kind.name for kind in kinds().values())
            found.append(FieldProblem("about", f"没有“{'、'.join(unknown)}”这类检查，可以写：{names}。"))
        return tuple(found)

    def _term(self) -> tuple[str, str]:
        """The one the list is narrowed to, else that of today."""
        today, terms = clock.today(), self._sources.terms.rows()
        chip = self.chip_row.chip("when")
        assert isinstance(chip, ChoiceChip)
        for row in terms:
            if list(chip.chosen) == [self._when(row.school_year, row.term)]:
                return row.school_year, row.term
        near = term_nearest(today, terms)
        return (near.school_year, near.term) if near is not None else term_and_year(today.isoformat())

    @staticmethod
    def _when(school_year: str, term: str) -> str:
        return f"{printed_year(school_year)}学年{term}"
